import type { ErrorDocument, Problem } from "./documents.js";

/** Why an input cannot be used. It holds no value of the document. */
export class EnsError extends Error {
  override readonly name = "EnsError";
  /** Stable code of the first problem, such as `field/unknown`. */
  readonly code: string;
  /** JSON path of the first problem, such as `$.services[2].minutes`, or the name of an argument, such as `visit`. */
  readonly path: string;
  /** All problems that were found, the first one first. */
  readonly problems: readonly Problem[];

  /** @internal */
  constructor({ error: { others = [], ...first } }: ErrorDocument, options?: ErrorOptions) {
    const more = others.length === 0 ? "" : ` (problems in all: ${others.length + 1})`;
    super(`${first.code} at ${first.path}: ${first.message}${more}`, options);
    this.code = first.code;
    this.path = first.path;
    this.problems = [first, ...others];
  }
}

/** An error that is found before the engine is asked. */
export function refused(code: string, path: string, message: string, options?: ErrorOptions): EnsError {
  return new EnsError({ error: { code, path, message } }, options);
}

/** Runs a function of the engine, whose errors are documents. */
export function call<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (typeof thrown === "string" && thrown.startsWith('{"error":')) throw new EnsError(JSON.parse(thrown) as ErrorDocument);
    const message = "the library failed; this is a defect of the library, not of the input";
    throw refused("internal/panic", "$", message, { cause: thrown });
  }
}
