import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as ens_coding from "ens_coding";
import { open, start } from "./support/browser.js";
import { corpus } from "./support/corpus.js";
import { visit_text } from "./support/documents.js";
import { here } from "./support/places.js";
import { replay } from "./support/replay.js";
import { serve } from "./support/serve.js";

const FIRST_ANSWER = 100; // Milliseconds, in the best of five pages.

let browser, server, bytes;
before(async () => {
  bytes = await corpus();
  const page = { content: "<!doctype html><title>a test</title>" };
  server = await serve({ "/": here, "/index.html": page, "/corpus.txt": { content: bytes } });
  browser = await start();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

test("a browser gives the bytes of Rust for the whole corpus", async (t) => {
  const { page, complaints, close } = await open(browser, `${server.address}/`);
  const found = await page.evaluate(async () => {
    const { replay } = await import("/tests/support/replay.js");
    const response = await fetch("/corpus.txt");
    return replay(await import("/dist/browser.js"), new Uint8Array(await response.arrayBuffer()));
  });
  await close();
  assert.deepEqual(found.differences, []);
  assert.deepEqual(complaints, []);
  const { total, objects, counts } = await replay(ens_coding, bytes);
  assert.deepEqual({ total: found.total, objects: found.objects, counts: found.counts }, { total, objects, counts });
  t.diagnostic(`${total} records`);
});

test("in a browser, too, a start that failed can be tried again, and calls at the same time share one", async () => {
  const { page, close } = await open(browser, `${server.address}/`);
  server.requests.length = 0;
  const found = await page.evaluate(async () => {
    const { Rulebook } = await import("/dist/browser.js");
    const reason = (error) => `${error.name} ${error.code} ${error.path}`;
    const bad = ["/missing.wasm", new URL("/missing.wasm", location), await fetch("/missing.wasm"), new ArrayBuffer(8), 5];
    const reasons = [];
    for (const wasm of bad) await Rulebook.version({ wasm }).catch((error) => reasons.push(reason(error)));
    const table = { icd10cm: "/missing.pack" };
    await Promise.all([Rulebook.bundled(), Rulebook.load([]), Rulebook.bundled(table).catch((error) => reasons.push(reason(error)))]);
    return reasons;
  });
  await close();
  const unreadable = "EnsError input/unreadable";
  const wasm = Array(4).fill(`${unreadable} wasm`);
  assert.deepEqual(found, [...wasm, "EnsError argument/wrong-type wasm", `${unreadable} icd10cm`]);
  assert.equal(server.requests.filter((path) => path.endsWith("engine_bg.wasm")).length, 1);
});

/** Milliseconds in a new page from the arrival of both files to the first answer. */
async function first_answer() {
  const { page, close } = await open(browser, `${server.address}/`);
  const found = await page.evaluate(async (visit) => {
    const { Rulebook } = await import("/dist/browser.js");
    const bytes = async (path) => (await fetch(path)).arrayBuffer();
    const [wasm, icd10cm] = await Promise.all([bytes("/dist/engine/engine_bg.wasm"), bytes("/dist/icd10cm.pack")]);
    const start = performance.now();
    const book = await Rulebook.bundled({ wasm, icd10cm });
    const ready = performance.now();
    const { verdict } = JSON.parse(book.code(visit));
    return { verdict, loading: ready - start, coding: performance.now() - ready };
  }, visit_text);
  await close();
  assert.equal(found.verdict, "clean");
  return found;
}

test("the first answer comes soon after the files", async (t) => {
  const times = [];
  for (let page = 0; page < 5; page += 1) times.push(await first_answer());
  const [best] = times.sort((a, b) => a.loading + a.coding - b.loading - b.coding);
  const total = best.loading + best.coding;
  t.diagnostic(`first answer after ${total.toFixed(1)} ms: ${best.loading.toFixed(1)} to load, ${best.coding.toFixed(1)} to code`);
  assert.ok(total <= FIRST_ANSWER, `${total} ms are more than ${FIRST_ANSWER}`);
});
