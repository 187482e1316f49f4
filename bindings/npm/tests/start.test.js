// How files are read. Test files run in processes of their own, so the engine has not started here.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { Rulebook } from "ens_coding";
import { here } from "./support/places.js";
import { serve } from "./support/serve.js";

const wasm_path = join(here, "dist/engine/engine_bg.wasm");
const table_path = join(here, "dist/icd10cm.pack");
const unreadable = { name: "EnsError", code: "input/unreadable" };

test("a start that failed can be tried again, and calls at the same time share one", async () => {
  const headers = { "content-type": "application/wasm" };
  const answers = [new Response("", { status: 404 }), new Response("no wasm", { headers })];
  const bad = [join(here, "missing.wasm"), new Uint8Array([1, 2, 3]), ...answers];
  for (const wasm of bad) {
    const both = await Promise.allSettled([Rulebook.bundled({ wasm, icd10cm: false }), Rulebook.version({ wasm })]);
    for (const { reason } of both) {
      assert.deepEqual({ name: reason.name, code: reason.code, path: reason.path }, { ...unreadable, path: "wasm" });
      assert.ok(reason.cause instanceof Error);
    }
  }
  await assert.rejects(Rulebook.rules({ wasm: 5 }), { name: "EnsError", code: "argument/wrong-type", path: "wasm" });

  // An answer of `fetch` can be read only once.
  const wasm = new Response(await readFile(wasm_path), { headers });
  const [book, other, rules] = await Promise.all([
    Rulebook.bundled({ wasm, icd10cm: false }),
    Rulebook.load([], { wasm }),
    Rulebook.rules({ wasm }),
  ]);
  assert.ok(rules.length > 50);
  assert.ok(book.basis.parts.length > other.basis.parts.length);
  assert.equal(await Rulebook.version({ wasm: bad[0] }), book.basis.library);
});

test("the table is read from wherever it is said to be", async (t) => {
  const server = await serve({ "/": here });
  t.after(() => server.close());
  const bytes = await readFile(table_path);
  const address = `${server.address}/dist/icd10cm.pack`;
  const places = [true, table_path, pathToFileURL(table_path), address, new URL(address)];
  const sources = [...places, await fetch(address), bytes, new Uint8Array(bytes).buffer];
  const bases = new Set();
  for (const icd10cm of sources) bases.add(JSON.stringify((await Rulebook.bundled({ icd10cm })).basis));
  assert.equal(bases.size, 1);

  for (const icd10cm of [join(here, "missing.pack"), new URL("missing", address)]) {
    await assert.rejects(Rulebook.bundled({ icd10cm }), { ...unreadable, path: "icd10cm" });
  }
  await assert.rejects(Rulebook.bundled({ icd10cm: 5 }), { name: "EnsError", code: "argument/wrong-type", path: "icd10cm" });
  await assert.rejects(Rulebook.bundled({ icd10cm: new Uint8Array([0]) }), { name: "EnsError", path: "$[0]" });
});
