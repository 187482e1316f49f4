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
  assert.ok(total > 5_000, `${total} records`);
  const operations = ["bundled_with", "load", "with", "code", "select", "edit", "explain", "apply", "audit", "ledger", "batch", "rules"];
  for (const operation of operations) assert.ok(counts[`${operation} ok`] > 0, operation);
  const refused = ["code", "select", "edit", "explain", "audit", "ledger", "bundled_with", "load", "with"];
  for (const operation of refused) assert.ok(counts[`${operation} refused`] > 0, operation);
  const one_document_each = ["code", "select", "edit", "explain", "apply", "audit", "ledger"].map((operation) => counts[`${operation} ok`]);
  assert.equal(objects, one_document_each.reduce((sum, count) => sum + count));
});
