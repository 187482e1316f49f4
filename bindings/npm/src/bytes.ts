/** Bytes as `fetch` and the file functions of Node.js give them. */
export type Bytes = ArrayBuffer | ArrayBufferView;

/** The built-in class of an object; unlike `instanceof` it knows the objects of other windows and of test runners. */
export function kind(given: unknown): string {
  return Object.prototype.toString.call(given).slice("[object ".length, -1);
}

export function is_bytes(given: unknown): given is Bytes {
  return ArrayBuffer.isView(given) || kind(given) === "ArrayBuffer";
}

/** The same bytes, not copied. */
export function view(bytes: Bytes): Uint8Array {
  return ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
}
