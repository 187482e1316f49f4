import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = (name) => readFileSync(new URL(`../dist/${name}`, import.meta.url));

/** The engine as it would be without the bundled tables and policies, which stand in it byte by byte. */
function alone(engine) {
  const data = new URL("../../../crates/ens_coding_data/", import.meta.url);
  for (const folder of ["packs", "policies"]) {
    for (const name of readdirSync(new URL(folder, data))) {
      if (name === "icd10cm.pack") continue;
      const part = readFileSync(new URL(`${folder}/${name}`, data));
      const at = engine.indexOf(part);
      assert.ok(at >= 0, `${name} is not in the engine`);
      engine = Buffer.concat([engine.subarray(0, at), engine.subarray(at + part.length)]);
    }
  }
  return engine;
}

// What is shipped, and its bound in bytes after `gzip -9`.
const SHIPPED = [
  ["the engine with its bundled tables", dist("engine/engine_bg.wasm"), 570_000],
  ["the engine alone", alone(dist("engine/engine_bg.wasm")), 500_000],
  ["the ICD-10-CM table", dist("icd10cm.pack"), 120_000],
];

for (const [name, raw, bound] of SHIPPED) {
  test(`the size of ${name}`, (t) => {
    const gzip = gzipSync(raw, { level: 9 }).length;
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    const brotli = brotliCompressSync(raw, { params }).length;
    t.diagnostic(`${name}: ${raw.length} bytes, ${gzip} with gzip, ${brotli} with brotli`);
    assert.ok(gzip <= bound, `${gzip} bytes with gzip are more than ${bound}`);
  });
}
