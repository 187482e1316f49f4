// The audit of a practice on the page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/places.js";
import { view } from "./support.js";

const LINES = 4000;
const AT_ONCE = 250; // Milliseconds at most for which the page does not answer while it counts.

const stream = readFileSync(join(root, "examples/streams/pain-practice.ndjson"), "utf8");

const percent = (per_mille) => `${(per_mille / 10).toFixed(1)} %`;

export function practice_tests(page_test, book) {
  // Row N2 of the domain's rules: trials that too few implants follow, against the threshold.
  page_test("an invented practice is audited, with plots, findings and what was refused", async (it) => {
    const { page, key } = it;
    const section = await view(it, "practice");
    await key("practice sample").click();
    await section.locator(".figures").waitFor();
    assert.equal(await page.locator("#lines").inputValue(), stream);
    const tallies = JSON.parse(book().tally(stream));
    const [practice] = tallies.practices;
    const audit = book().audit(practice);
    assert.match(await section.innerText(), new RegExp(`${tallies.refused_lines} line of ${tallies.lines} could not be used`));
    assert.match(await section.locator(".refusal").innerText(), /Line 40: date\/impossible/);
    assert.match(
      await section.locator(".practice-head").innerText(),
      /Medicare\s+2026-01-06 to 2026-03-03 · 39 claims · 4 clinicians/,
    );

    const findings = section.locator(".practice .finding");
    assert.equal(await findings.count(), audit.findings.length);
    assert.match(await findings.last().innerText(), /east.*1 permanent implants? after 5 trials are 20 %; below 50 %/s);

    // Every figure of the practice and each of its clinicians stands there with its numbers.
    const whole = audit.figures.filter((it) => it.clinician === undefined && !it.rule);
    assert.equal(await section.locator(".figure table.plot:not(.of-rules)").count(), whole.length);
    const own = audit.figures.filter((it) => it.clinician !== undefined);
    assert.equal(await section.locator("circle.own").count(), own.filter((it) => it.per_mille !== undefined).length);
    assert.equal(await section.locator("circle.peers").count(), own.filter((it) => it.peers_per_mille !== undefined).length);
    for (const { reading } of whole) assert.ok((await section.innerText()).includes(reading.slice(1)), reading);
    const kx = section.locator(".figure", { hasText: "Therapy claims with KX" });
    const north = audit.figures.find((it) => it.name === "kx" && it.clinician === 1);
    const cells = await kx.locator("tbody tr").first().locator("th, td").allInnerTexts();
    assert.deepEqual(
      cells.map((text) => text.trim().split("\n")[0]),
      ["north", "", `${north.numerator} of ${north.denominator}`, percent(north.per_mille), percent(north.peers_per_mille)],
    );
    assert.match(cells[0], /stands out/);
    // A threshold is drawn where a source names one, with that source.
    const trials = section.locator(".figure", { hasText: "Trials followed by an implant" });
    assert.match(await trials.locator(".limit").innerText(), /not below 50 %\s+unverified/);
    assert.equal(await trials.locator("line.threshold").getAttribute("x1"), "50.00%");
    assert.equal(await kx.locator("line.threshold").count(), 0);
    assert.match(await section.locator(".of-rules").innerText(), /documentation\/attendance-missing\s+4 of 39/);

    await key("practice clear").click();
    assert.equal(await section.locator(".practice").count(), 0);
    assert.equal(await page.locator("#lines").inputValue(), "");
    await page.locator("#lines").fill("nonsense");
    await key("practice go").click();
    await section.locator(".refusal").waitFor();
    assert.match(await section.locator(".refusal").innerText(), /1 line of 1 could not be used.*Line 1: json\//s);
  });

  page_test("thousands of lines are counted while the page answers, and give the same counts", async (it, t) => {
    const { page } = it;
    await view(it, "practice");
    const good = stream.trim().split("\n").slice(0, 39);
    const many = Array.from({ length: LINES }, (_, at) => good[at % good.length]);
    many[LINES - 2] = "{";
    const text = `${many.join("\n")}\n`;
    await page.evaluate(() => {
      globalThis.pauses = [];
      let last = performance.now();
      const beat = () => {
        const now = performance.now();
        globalThis.pauses.push([last, now]);
        last = now;
        globalThis.beating = setTimeout(beat);
      };
      beat();
    });
    await page.locator("#lines-file").setInputFiles({ name: "year.ndjson", mimeType: "text/plain", buffer: Buffer.from(text) });
    await page.waitForFunction(() => performance.getEntriesByName("tally").length === 1, undefined, { timeout: 120_000 });
    const [took, longest] = await page.evaluate(() => {
      clearTimeout(globalThis.beating);
      const [{ startTime, duration }] = performance.getEntriesByName("tally");
      const during = globalThis.pauses.filter(([from, to]) => to > startTime && from < startTime + duration);
      return [duration, Math.max(...during.map(([from, to]) => to - Math.max(from, startTime)))];
    });
    t.diagnostic(
      `${LINES} lines in ${took.toFixed(0)} ms: ${((LINES / took) * 1000).toFixed(0)} a second; at most ${longest.toFixed(0)} ms at once`,
    );
    assert.ok(longest < AT_ONCE, `${longest} ms`);
    const { practices } = JSON.parse(book().tally(text));
    const claims = practices[0].clinicians.reduce((sum, it) => sum + it.claims, 0);
    const shown = await page.locator(".practice-head").innerText();
    assert.ok(shown.includes(`${claims.toLocaleString("en-US")} claims`), shown);
    assert.match(await page.locator("#practice .refusal").innerText(), new RegExp(`Line ${LINES - 1}: json/`));
    assert.match(await page.locator("#lines").getAttribute("placeholder"), /year\.ndjson is held/);
  });
}
