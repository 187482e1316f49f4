import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as ens_coding from "ens_coding";
import { corpus } from "./support/corpus.js";
import { replay } from "./support/replay.js";

let bytes;
before(async () => {
  bytes = await corpus();
});

test("every record of the corpus has the same bytes as in Rust", async (t) => {
  const { total, objects, counts, differences } = await replay(ens_coding, bytes);
  t.diagnostic(`${total} records, ${objects} of them with objects too`);
  assert.deepEqual(differences, []);
  assert.ok(total > 5_000 && total < 12_000, `${total} records`);
  const made = ["bundled_with", "load", "with"];
  const streams = ["batch", "score", "tally", "merge"];
  const services = ["audit", "ledger", "lookup", "search", "compare", "crosswalk", "missing", "fee", "remit", "receipt", "replay"];
  const documents = ["code", "select", "edit", "explain", "apply", ...services];
  for (const operation of [...made, "rules", ...streams, ...documents]) assert.ok(counts[`${operation} ok`] > 0, operation);
  const refused = documents.filter((operation) => operation !== "apply");
  for (const operation of [...made, ...refused]) assert.ok(counts[`${operation} refused`] > 0, operation);
  assert.equal(objects, documents.map((operation) => counts[`${operation} ok`]).reduce((sum, count) => sum + count));
});
