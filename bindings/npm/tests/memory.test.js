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
    const services = ["audit", "ledger", "lookup", "search", "compare", "crosswalk", "missing", "fee", "remit", "receipt", "replay"];
    const texts = ["select", "explain", ...services, "batch", "score", "tally", "merge"].map((ask) => () => book[ask]("{}"));
    const documents = [() => book.code(visit()), () => book.edit("{}", "{}"), () => book.apply("{}", "{}")];
    for (const use of [...texts, ...documents, () => book.with({}), () => book.basis]) assert.throws(use, { name: "EnsError", code: "rulebook/disposed" });
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

test("rulebooks that share tables are given back one by one, in any order", async (t) => {
  const turn = async (times) => {
    for (let time = 0; time < times; time += 1) {
      const first = await Rulebook.bundled();
      const [second, third] = [first.with({ compact: true }), first.with({ strict: true })];
      const wanted = [second.code(visit_text), third.code(visit_text)];
      (time % 2 ? first : second).dispose();
      assert.equal(third.code(visit_text), wanted[1]);
      (time % 2 ? third : first).dispose();
      const [last, answer] = time % 2 ? [second, wanted[0]] : [third, wanted[1]];
      assert.equal(last.code(visit_text), answer);
      const fourth = last.with({ compact: true });
      last.dispose();
      assert.equal(fourth.code(visit_text), wanted[0]);
      fourth.dispose();
    }
  };
  await turn(5);
  const before = await size();
  await turn(30);
  t.diagnostic(`memory of the engine: ${before} bytes`);
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
