export type * from "./documents.js";
export { EnsError } from "./error.js";
export type { FileSource, WasmSource } from "./files.js";
export { Rulebook } from "./rulebook.js";
export type { BundledOptions, LoadOptions } from "./rulebook.js";
export type { RulebookPart } from "./text.js";
