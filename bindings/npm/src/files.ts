import { type Bytes, is_bytes, kind, view } from "./bytes.js";
import init from "./engine/engine.js";
import { EnsError, refused } from "./error.js";

/**
 * Where a file of this package is read from instead of its usual place: an address, an answer of `fetch`, or its bytes.
 * In Node.js a text is the path of a file unless it begins with `http:` or `https:`.
 */
export type FileSource = string | URL | Response | Bytes;

/**
 * What gives the WebAssembly file: a source, or a `WebAssembly.Module` where the host compiles it beforehand. The type of a
 * module is any object in TypeScript's own libraries, and missing from some of them.
 */
export type WasmSource = FileSource | object;

/** Opens a file by its address, which is different in Node.js and in browsers. */
export type Open = (address: string | URL) => Promise<Response | Bytes>;

let open: Open = () => Promise.reject(new Error("import the package, not its parts"));
let started: Promise<unknown> | undefined;

/** Says how files are opened; the entry of the package does so. */
export function use(given: Open): void {
  open = given;
}

function is_address(source: unknown): source is string | URL {
  return typeof source === "string" || kind(source) === "URL";
}

function is_response(source: unknown): source is Response {
  return kind(source) === "Response";
}

/** Reads a file; whatever keeps it from being used is the cause of one kind of error. */
async function reading<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof EnsError) throw cause;
    throw refused("input/unreadable", name, "the input cannot be read", { cause });
  }
}

async function opened<T>(source: T | string | URL): Promise<T | Response | Bytes> {
  const found = is_address(source) ? await open(source) : source;
  if (is_response(found) && !found.ok) throw new Error(`status ${found.status}`);
  return found;
}

/** Reads a table. */
export function read(source: FileSource, name: string): Promise<Uint8Array> {
  return reading(name, async () => {
    const found = await opened(source);
    const bytes = is_response(found) ? await found.arrayBuffer() : found;
    if (!is_bytes(bytes)) throw refused("argument/wrong-type", name, "no file can be read from this");
    return view(bytes);
  });
}

/** Makes the engine ready, once; a file that could not be read may be there the next time. */
export function start(source: WasmSource | undefined): Promise<unknown> {
  started ??= reading("wasm", async () => {
    const found = await opened(source ?? new URL("./engine/engine_bg.wasm", import.meta.url));
    if (!is_response(found) && !is_bytes(found) && kind(found) !== "WebAssembly.Module") {
      throw refused("argument/wrong-type", "wasm", "no file can be read from this");
    }
    await init({ module_or_path: found as Response | BufferSource | WebAssembly.Module });
  }).catch((cause: unknown) => {
    started = undefined;
    throw cause;
  });
  return started;
}
