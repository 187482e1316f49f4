import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { Rulebook } from "ens_coding";
import { visit_text } from "./support/documents.js";

/** Asks a new worker, which ends then. */
function ask(wasm) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("support/worker.js", import.meta.url), { workerData: { visit: visit_text, wasm } });
    let answer;
    worker.on("message", (message) => (answer = message));
    worker.on("error", reject);
    worker.on("exit", () => resolve(answer));
  });
}

test("worker threads give the same bytes, with an engine of their own or one that was compiled before", async () => {
  const book = await Rulebook.bundled();
  const wanted = book.code(visit_text);
  book.dispose();
  const wasm = await WebAssembly.compile(await readFile(new URL(import.meta.resolve("ens_coding/ens_coding.wasm"))));
  assert.deepEqual(await Promise.all([ask(undefined), ask(wasm)]), [wanted, wanted]);
});
