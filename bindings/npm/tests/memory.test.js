import assert from "node:assert/strict";
import { test } from "node:test";
import { Rulebook } from "ens_coding";
import engine from "../dist/engine/engine.js";
import { visit, visit_text } from "./support/documents.js";

/** Bytes of the engine's memory, which can only grow. */
async function size() {
  return (await engine()).memory.buffer.byteLength;
}

test("a rulebook that was given back cannot be used", async () => {
  for (const dispose of ["dispose", Symbol.dispose]) {
    const book = await Rulebook.bundled({ icd10cm: false });
    book[dispose]();
    book[dispose]();
    const documents = [() => book.code(visit()), () => book.select("{}"), () => book.edit("{}", "{}"), () => book.batch("")];
    const others = [() => book.explain("{}"), () => book.apply("{}", "{}"), () => book.basis];
    for (const use of [...documents, ...others]) assert.throws(use, { name: "EnsError", code: "rulebook/disposed" });
  }
});

test("rulebooks that are given back leave nothing behind", async (t) => {
  const turn = async (times) => {
    for (let time = 0; time < times; time += 1) {
      const book = await Rulebook.bundled();
      book.code(visit_text);
      book.dispose();
    }
  };
  await turn(5);
  const before = await size();
  await turn(60);
  t.diagnostic(`memory of the engine: ${before} bytes, after 60 more rulebooks ${await size()} bytes`);
  assert.equal(await size(), before);
});

test("answers and refusals leave nothing behind", async () => {
  const book = await Rulebook.bundled();
  const ask = (times) => {
    for (let time = 0; time < times; time += 1) {
      book.code(visit_text);
      assert.throws(() => book.code("{"));
    }
  };
  ask(50);
  const before = await size();
  ask(2_000);
  book.dispose();
  await assert.rejects(Rulebook.load(["{"]));
  assert.equal(await size(), before);
});
