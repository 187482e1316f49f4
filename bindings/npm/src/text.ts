import { type Bytes, is_bytes, view } from "./bytes.js";
import type { Policy } from "./documents.js";
import { refused } from "./error.js";

/** A pack as bytes, or a policy as bytes, as JSON text or as an object. */
export type RulebookPart = Bytes | string | Policy;

const encoder = new TextEncoder();
const LONE_SURROGATE = /\p{Surrogate}/u;

function json(document: unknown, name: string): string {
  let made: string | undefined;
  let cause: unknown;
  try {
    made = JSON.stringify(document);
  } catch (thrown) {
    cause = thrown; // A circle, or a BigInt.
  }
  if (made !== undefined) return made;
  const message = "neither JSON text nor an object that JSON can express";
  throw refused("argument/not-json", name, message, cause === undefined ? {} : { cause });
}

/** The text of a document. */
export function text(document: unknown, name: string): string {
  const given = typeof document === "string" ? document : json(document, name);
  // The engine takes UTF-8, and half a character would silently become another one.
  if (LONE_SURROGATE.test(given)) throw refused("json/not-utf8", name, "the text is not UTF-8");
  return given;
}

/** Lines of documents, which are text alone. */
export function ndjson(lines: unknown): string {
  if (typeof lines === "string") return lines;
  throw refused("argument/wrong-type", "lines", "lines are text");
}

/** Gives text for text, and an object for an object. */
export function answer<T>(given: unknown, text: string): T {
  return (typeof given === "string" ? text : JSON.parse(text)) as T;
}

/** The bytes of the parts of a rulebook. */
export function parts(given: readonly RulebookPart[]): Uint8Array[] {
  if (!Array.isArray(given)) throw refused("argument/wrong-type", "parts", "parts are a list");
  return given.map((part: RulebookPart, place) => (is_bytes(part) ? view(part) : encoder.encode(text(part, `$[${place}]`))));
}
