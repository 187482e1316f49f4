import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { EnsError, Rulebook } from "ens_coding";
import { claim, claim_text, examples, policy, practice, practice_text, visit, visit_text } from "./support/documents.js";
import { document_of } from "./support/replay.js";

let book;
before(async () => {
  book = await Rulebook.bundled();
});
after(() => book.dispose());

/** Checks that something is refused, and gives the error. */
function refused(work, code, path) {
  let error;
  assert.throws(work, (thrown) => ((error = thrown), true));
  assert.ok(error instanceof EnsError, String(error));
  assert.deepEqual([error.code, error.path], [code, path]);
  return error;
}

test("a visit is coded, its answer explained, and a claim checked and mended", () => {
  const outcome = book.code(visit());
  assert.equal(outcome.verdict, "clean");
  assert.deepEqual(outcome.claim.lines.map((line) => line.code), ["97110", "97112", "97140", "97530", "G0283"]);
  assert.deepEqual(book.select(visit()).claim, outcome.claim);
  assert.match(book.explain(outcome).summary, /^clean/);

  const wrong = claim();
  wrong.lines[4].code = "97014";
  const { verdict, findings } = book.edit(visit(), wrong);
  assert.equal(verdict, "findings");
  const { fixes } = findings.find(({ rule }) => rule === "code/not-accepted-by-payer");
  assert.equal(book.apply(wrong, fixes[0]).lines[4].code, "G0283");
  assert.equal(wrong.lines[4].code, "97014");
});

test("text gives text, and the same text as the object", () => {
  assert.equal(book.code(visit_text), JSON.stringify(book.code(visit())));
  assert.equal(book.edit(visit_text, claim_text), JSON.stringify(book.edit(visit(), claim())));
});

test("a batch answers every line, the bad ones too", () => {
  const line = JSON.stringify(visit());
  const answers = book.batch(`${line}\n\n{\n{"visit":${line},"claim":${JSON.stringify(claim())}}`).trimEnd().split("\n");
  assert.deepEqual(answers.map((answer) => Object.keys(JSON.parse(answer))[0]), ["verdict", "error", "verdict"]);
});

test("a practice is audited, as an object or as text", () => {
  const audit = book.audit(practice());
  assert.deepEqual(
    audit.findings.map(({ rule, at }) => [rule, at.clinician]),
    [["practice/programming-rate", 1], ["practice/trial-to-permanent-ratio", 0]],
  );
  assert.deepEqual(audit.not_run.map(({ at }) => at), [{ clinician: 2 }]);
  assert.equal(audit.basis.policy, "medicare-palmetto");
  assert.equal(book.audit(practice_text), JSON.stringify(audit));
  refused(() => book.audit({ ...practice(), to: "2024-12-31" }), "value/out-of-range", "$.to");
  refused(() => book.audit({ ...practice(), from: undefined }), "field/missing", "$.from");
});

test("a ledger tells what is left, as an object or as text", () => {
  const visit = {
    payer: { id: "medicare" },
    date_of_service: "2025-06-20",
    setting: { place_of_service: "11", claim_form: "professional" },
    services: [],
    history: { services: ["2024-08-01", "2024-11-05", "2025-01-15", "2025-03-20"].map((date) => ({ code: "62323", date })) },
  };
  const ledger = book.ledger(visit);
  const [year] = ledger.entries;
  assert.deepEqual([year.therapy, year.area, year.allowed, year.left, year.next_eligible], ["epidural", "lumbar_sacral", 4, 0, "2025-08-02"]);
  assert.equal(book.ledger(JSON.stringify(visit)), JSON.stringify(ledger));
  refused(() => book.ledger({ ...visit, date_of_service: undefined }), "field/missing", "$.date_of_service");
});

test("codes are looked up, found, compared and put to payers", () => {
  const date = "2026-03-04";
  const lookup = book.lookup({ code: "97014", date, payer: { id: "medicare" } });
  assert.deepEqual([lookup.code, lookup.date], ["97014", date]);
  const { hits } = book.search({ words: "tens untis", date, limit: 3 });
  assert.ok(hits.length === 3 && hits.some(({ code }) => /^E07[23]0$/.test(code)), JSON.stringify(hits));
  assert.deepEqual(book.compare({ codes: ["97014", "G0283", "97032"], date }).codes, ["97014", "G0283", "97032"]);
  const { payers } = book.crosswalk({ code: "97014", date, payers: ["medicare"] });
  assert.deepEqual(payers.map(({ payer, take }) => [payer, take]), [["medicare", "G0283"]]);
  refused(() => book.lookup({ date }), "field/missing", "$.code");
  refused(() => book.search({ words: 1 }), "field/wrong-type", "$.words");
  refused(() => book.compare({ codes: ["97014"], date }), "value/out-of-range", "$.codes");
  refused(() => book.crosswalk({ code: "97014", date: "2026-02-30" }), "date/impossible", "$.date");
});

test("a checklist says what is missing, before and after the claim", () => {
  const wrong = claim();
  wrong.lines[4].code = "97014";
  assert.ok(book.missing(visit()).items.every(({ severity }) => severity !== "deny"));
  const { items } = book.missing({ visit: visit(), claim: wrong });
  assert.ok(items.some(({ rule, severity }) => rule === "code/not-accepted-by-payer" && severity === "deny"));
  refused(() => book.missing({ visit: visit(), claim: { lines: [{}] } }), "field/missing", "$.claim.lines[0].code");
});

test("a fee estimate has every line, priced or with the reason why not", () => {
  const { lines } = book.fee({ visit: visit(), claim: claim() });
  assert.deepEqual(lines.map(({ code }) => code), claim().lines.map(({ code }) => code));
  assert.ok(lines.every(({ amount_cents, not_priced }) => (amount_cents === undefined) !== (not_priced === undefined)));
  refused(() => book.fee({ visit: visit(), claims: {} }), "field/unknown", "$.claims");
});

test("a remittance is read, and many are scored", () => {
  const wrong = claim();
  wrong.lines[4].code = "97014";
  const lines = [{ line: 4, adjustments: [{ group: "CO", reason: "16" }], remarks: ["M20"] }];
  const request = { visit: visit(), claim: wrong, lines };
  const [denied] = book.remit(request).lines;
  assert.deepEqual([denied.line, denied.code], [4, "97014"]);
  assert.ok(denied.caught_by.includes("code/not-accepted-by-payer"), JSON.stringify(denied));
  const line = JSON.stringify(request);
  const two = JSON.parse(book.score(`${line}\n${line}\n`));
  assert.deepEqual([two.remittances, two.denied_lines, two.caught_lines], [2, 2, 2]);
  assert.equal(book.score(`${line}\n${book.score(line)}`), JSON.stringify(two));
  refused(() => book.remit({ ...request, lines: [] }), "remit/empty", "$.lines");
  refused(() => book.score(`${line}\n{}`), "field/missing", "$[1].visit");
});

test("counts of parts add up to those of the whole", () => {
  const lines = [visit(), { visit: visit(), claim: claim() }].map((it) => JSON.stringify(it));
  const whole = book.tally(lines.join("\n"));
  assert.equal(book.merge(lines.map((line) => book.tally(line)).join("\n")), whole);
  assert.equal(JSON.parse(whole).practices.length, 1);
  refused(() => book.merge(`${whole}\n{"practices":1}`), "field/wrong-type", "$[1].practices");
});

test("a receipt gives the same answer again, or tells what differs", async () => {
  const request = { receipt: book.receipt(visit()), visit: visit() };
  assert.deepEqual(book.replay(request), { same: true, answer: book.code(visit()) });
  assert.equal(book.replay(JSON.stringify(request)), `{"same":true,"answer":${book.code(visit_text)}}`);
  const checked = { visit: visit(), claim: claim() };
  assert.equal(book.replay({ receipt: book.receipt(checked), ...checked }).same, true);
  const other = await Rulebook.bundled({ icd10cm: false });
  const { same, differences } = other.replay(request);
  assert.equal(same, false);
  assert.ok(differences.some(({ what }) => what === "table:icd10cm"), JSON.stringify(differences));
  other.dispose();
  refused(() => book.replay({ visit: visit() }), "field/missing", "$.receipt");
});

test("the basis, the rules and the version are told", async () => {
  const rules = await Rulebook.rules();
  assert.ok(rules.length > 50);
  assert.ok(rules.every(({ id, says, sources }) => id.includes("/") && says && sources.length > 0));
  assert.equal(book.basis.library, await Rulebook.version());
  assert.ok(book.basis.parts.some(({ part }) => part === "table:icd10cm"));
});

test("a rulebook of nothing loads and checks nothing", async () => {
  const nothing = await Rulebook.load([]);
  assert.deepEqual(nothing.basis.parts, []);
  assert.notEqual(nothing.code(visit()).verdict, "clean");
  nothing.dispose();
});

test("an own policy may be an object, text or bytes", async () => {
  const text = JSON.stringify(policy());
  const bytes = new TextEncoder().encode(text);
  const shifted = new Uint8Array([0, ...bytes]).subarray(1);
  const bases = [];
  for (const part of [policy(), text, bytes, bytes.buffer, Buffer.from(text), new DataView(bytes.buffer), shifted]) {
    const own = await Rulebook.bundled({ parts: [part] });
    bases.push(JSON.stringify(own.basis));
    const outcome = own.code({ ...visit(), payer: { id: "lakeside" } });
    assert.ok(outcome.claim.lines.some(({ code }) => code === "G0283"));
    own.dispose();
  }
  assert.equal(new Set(bases).size, 1);
  assert.match(bases[0], /policy:lakeside/);
});

test("parts that cannot be used are refused with their place", async () => {
  const cases = [
    [[policy(), "{"], "json/truncated", "$[1]"],
    [[{ ...policy(), inherits: "nobody" }], "policy/parent-unknown"],
    [[new Uint8Array([0, 1])], "pack/not-a-pack", "$[0]"],
    [[undefined], "argument/not-json", "$[0]"],
    [policy(), "argument/wrong-type", "parts"],
    [JSON.stringify(policy()), "argument/wrong-type", "parts"],
  ];
  for (const [parts, code, path] of cases) {
    const wanted = path === undefined ? { name: "EnsError", code } : { name: "EnsError", code, path };
    await assert.rejects(Rulebook.bundled({ parts }), wanted);
    await assert.rejects(Rulebook.load(parts), wanted);
  }
});

test("a misspelt option is refused", async () => {
  for (const options of [{ part: [] }, { icd10: false }, [policy()]]) {
    await assert.rejects(Rulebook.bundled(options), { name: "EnsError", code: "argument/unknown" });
  }
  await assert.rejects(Rulebook.load([], { icd10cm: false }), { name: "EnsError", code: "argument/unknown" });
});

test("a rulebook with options answers as they say, and the first one as before", () => {
  const wrong = claim();
  wrong.lines[4].code = "97014";
  const whole = book.edit(visit(), wrong);
  const [strict, compact, both] = [{ strict: true }, { compact: true }, { strict: true, compact: true }].map((it) => book.with(it));

  const small = compact.edit(visit(), wrong);
  assert.equal(small.verdict, whole.verdict);
  assert.deepEqual(small.claim, whole.claim);
  assert.deepEqual(small.findings.map(({ rule }) => rule), whole.findings.map(({ rule }) => rule));
  assert.deepEqual(small.findings[0].sources, whole.findings[0].citations.map(({ source }) => source));
  assert.match(small.basis, /^[0-9a-f]{32}$/);
  assert.ok(!("steps" in small) && !("citations" in small.findings[0]));
  assert.deepEqual(compact.code(visit()).steps.map(({ reason }) => reason), book.code(visit()).steps.map(({ reason }) => reason));
  assert.equal(compact.edit(visit_text, JSON.stringify(wrong)), JSON.stringify(small));
  assert.equal(compact.batch(`${visit_text.replaceAll("\n", " ")}\n`), `${compact.code(visit_text)}\n`);
  assert.equal(compact.select(visit_text), book.select(visit_text));
  refused(() => compact.explain(compact.code(visit())), "field/unknown", "$.findings[0].sources");
  assert.deepEqual(compact.basis, book.basis);

  assert.equal(strict.code(visit()).basis.strict, true);
  assert.equal(book.code(visit()).basis.strict, undefined);
  // The ICD-10-CM table is of a later year than the visit.
  assert.equal(book.code(visit()).verdict, "clean");
  assert.equal(strict.code(visit()).verdict, "incomplete");
  assert.ok(strict.code(visit()).not_run.some(({ lacks }) => lacks.startsWith("table:icd10cm")));
  assert.deepEqual(both.code(visit()).not_run, strict.code(visit()).not_run);
  assert.equal(both.with({}).edit(visit_text, claim_text), book.edit(visit_text, claim_text));
  assert.equal(book.with('{"compact":true}').code(visit_text), compact.code(visit_text));
  assert.deepEqual(book.edit(visit(), wrong), whole);
  for (const one of [strict, compact, both]) one.dispose();
});

test("options that cannot be used are refused", () => {
  for (const options of [{ compct: true }, { strict: true, Compact: true }, ["strict"]]) {
    refused(() => book.with(options), "argument/unknown", "options");
  }
  refused(() => book.with({ compact: 1 }), "field/wrong-type", "$.compact");
  refused(() => book.with({ strict: null }), "field/wrong-type", "$.strict");
  refused(() => book.with('{"compct":true}'), "field/unknown", "$.compct");
  for (const options of [null, [], true, 1]) refused(() => book.with(options), "field/wrong-type", "$");
  for (const options of [undefined, () => 1]) refused(() => book.with(options), "argument/not-json", "options");
  const undefined_is_off = book.with({ strict: undefined, compact: undefined });
  assert.equal(undefined_is_off.code(visit_text), book.code(visit_text));
});

test("without the ICD-10-CM table no diagnosis counts as checked", async () => {
  const without = await Rulebook.bundled({ icd10cm: false });
  assert.ok(without.basis.parts.every(({ part }) => part !== "table:icd10cm"));
  let reported = 0;
  for (const example of [visit(), ...examples()]) {
    // The dates of some codes are known beside the table.
    const open = (example.diagnoses ?? []).flatMap((code, place) => (/^M54\.5|^M62\.85$/.test(code) ? [] : [place]));
    const { verdict, not_run } = without.code(example);
    const told = not_run.filter(({ lacks }) => lacks === "table:icd10cm").map(({ at }) => at.diagnosis);
    assert.deepEqual(told, open);
    if (open.length > 0) assert.notEqual(verdict, "clean");
    reported += open.length;
  }
  assert.ok(reported > 10);
  without.dispose();
});

test("an error has all problems, and the first one's code and path", () => {
  const error = refused(() => book.code('{"payer":1,"services":[{"what":"x"}]}'), "field/wrong-type", "$.payer");
  assert.ok(error instanceof Error);
  assert.equal(error.name, "EnsError");
  assert.match(error.message, /^field\/wrong-type at \$\.payer: the value has the wrong type \(problems in all: \d+\)$/);
  assert.ok(error.problems.length > 1);
  assert.deepEqual(Object.keys(error.problems[0]), ["code", "path", "message"]);
  assert.equal(document_of(error), JSON.stringify({ error: { ...error.problems[0], others: error.problems.slice(1) } }));
  const half = { lines: [{}] };
  assert.equal(refused(() => book.edit(visit(), half), "field/missing", "$claim.lines[0].code").problems.length, 1);
  refused(() => book.apply(claim(), { changes: [{ x: 1 }] }), "value/unknown", "$fix.changes[0]");
});

test("what is no document is refused with a clear error", () => {
  const circle = {};
  circle.circle = circle;
  for (const given of [undefined, () => 1, Symbol("x"), circle, { minutes: 1n }]) {
    for (const ask of ["code", "select"]) refused(() => book[ask](given), "argument/not-json", "visit");
    for (const ask of ["lookup", "search", "compare", "crosswalk", "fee", "remit", "replay"]) {
      refused(() => book[ask](given), "argument/not-json", "request");
    }
    for (const ask of ["missing", "receipt"]) refused(() => book[ask](given), "argument/not-json", "document");
    refused(() => book.explain(given), "argument/not-json", "outcome");
    refused(() => book.audit(given), "argument/not-json", "practice");
    refused(() => book.ledger(given), "argument/not-json", "visit");
    refused(() => book.edit(visit(), given), "argument/not-json", "claim");
    refused(() => book.apply(claim(), given), "argument/not-json", "fix");
    for (const ask of ["batch", "score", "tally", "merge"]) refused(() => book[ask](given), "argument/wrong-type", "lines");
  }
  assert.ok(refused(() => book.code(circle), "argument/not-json", "visit").cause instanceof TypeError);
  for (const given of [null, 1, true, [], "1"]) refused(() => book.code(given), "field/wrong-type", "$");
  refused(() => book.code(""), "json/truncated", "$");
});

test("characters beyond ASCII arrive whole, and halves of them are refused", () => {
  const foreign = visit();
  foreign.services[0].area = "Knie, rechts: größer 漢字 🙂 \u0000 \u2028";
  const text = JSON.stringify(foreign);
  assert.equal(book.code(text), JSON.stringify(book.code(foreign)));
  refused(() => book.code({ ...foreign, "grün 🙂": 1 }), "field/unknown", `$.[field ${Object.keys(foreign).length}]`);
  refused(() => book.code(text.replace("größer", "\ud83d")), "json/not-utf8", "visit");
  refused(() => book.batch("\udc00"), "json/not-utf8", "lines");
  foreign.services[0].area = "\ud83d";
  refused(() => book.code(foreign), "json/syntax", "$");
});

test("huge and deep texts are refused, and the rulebook goes on", () => {
  const size = 32 * 1024 * 1024;
  refused(() => book.code(" ".repeat(size)), "json/truncated", "$");
  refused(() => book.code(`{"payer":"${"x".repeat(size)}"}`), "field/wrong-type", "$.payer");
  refused(() => book.code("[".repeat(size)), "json/too-deep", "$");
  assert.equal(book.code(visit()).verdict, "clean");
});
