// The same work as benches/road.rs, through the npm package in Node.js: `node benches/javascript/road.js` after
// `cargo xtask npm`. Prints microseconds a call, the best of several rounds.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { Rulebook } from "../../bindings/npm/dist/node.js";

const text = (name) => readFileSync(new URL(`../visits/${name}.json`, import.meta.url), "utf8");
const visit = text("five-lines");
const claim = text("five-lines-claim");

const begun = performance.now();
const book = await Rulebook.bundled();
const outcome = book.code(visit);
console.log(`rulebook and first answer: ${(performance.now() - begun).toFixed(1)} ms`);

const [rounds, calls] = [20, 2000];

function measure(name, work) {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) work();
    best = Math.min(best, ((performance.now() - start) * 1000) / calls);
  }
  console.log(`${name.padEnd(13)} ${best.toFixed(1)} µs`);
}

measure("text/code", () => book.code(visit));
measure("text/edit", () => book.edit(visit, claim));
measure("text/explain", () => book.explain(outcome));
const [visit_object, claim_object] = [JSON.parse(visit), JSON.parse(claim)];
measure("objects/code", () => book.code(visit_object));
measure("objects/edit", () => book.edit(visit_object, claim_object));
