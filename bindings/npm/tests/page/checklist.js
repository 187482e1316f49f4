// The checklist of the page: what to record, if it is true.
import assert from "node:assert/strict";
import { view } from "./support.js";

export function checklist_tests(page_test, book) {
  page_test("the checklist says what to document, leads there, and records nothing", async (it) => {
    const { page, key, sample, visit, fact } = it;
    await sample("visits/sparse");
    const section = await view(it, "checklist");
    const given = await visit();
    const expected = book().missing(given);
    assert.equal(await section.locator(".finding").count(), expected.items.length);
    assert.ok(expected.items.length > 3);
    // Of the session note all seven facts are needed, each in plain words.
    const note = section.locator(".finding", { hasText: "documentation/session-note-incomplete" });
    const facts = expected.items.find(({ rule }) => rule === "documentation/session-note-incomplete").ways[0].facts;
    assert.equal(await note.locator(".ticks li").count(), facts.length);
    assert.match(await note.innerText(), /Record these 7 facts, if they are true:\s+Kind of current or technique.*: yes/s);
    assert.equal(await section.locator(".way button:not(.link)").count(), 0);
    // Numbers have their bound; amounts are told, not supposed.
    assert.match(await section.innerText(), /Treatment days since the last progress report: at most 10/);
    assert.match(await section.innerText(), /Therapy of the year so far, PT and SLP/);

    const before = await visit();
    await note.getByRole("button", { name: "Go there" }).first().click();
    assert.match(await page.evaluate(() => document.activeElement.dataset.key), /documentation\.note\.modality/);
    assert.deepEqual(await visit(), before);

    // What is recorded is off the list, and the list still stands beside the form.
    for (const name of ["modality", "site", "parameters", "tolerance", "minutes", "response", "goal"])
      await fact(`documentation.note.${name}`, "yes");
    assert.equal(await note.count(), 0);
    const left = book().missing(await visit()).items.length;
    assert.equal(await section.locator(".finding").count(), left);
  });

  page_test("the checklist is of one's own claim, too, and can be printed", async (it) => {
    const { page, key, sample } = it;
    await sample("claims/medicare-past-threshold-without-kx");
    const section = await view(it, "checklist");
    assert.match(await section.innerText(), /Your own claim: 97110 GP × 2, G0283 GP × 1/);
    assert.match(await section.locator(".finding.deny").innerText(), /As the record stands: add KX to line 2 \(G0283\)\./);

    await sample("visits/scenario-b-low-back");
    assert.match(await section.innerText(), /Nothing is open/);
    await sample("");
    assert.match(await section.innerText(), /cannot be coded yet/);
    assert.ok((await section.locator(".problems li").count()) > 0);

    await sample("claims/stimulator-eight-days-after-trial");
    assert.match(
      await section.innerText(),
      /One of these ways is enough:\s+Way 1\..*another encounter of the day or another site/s,
    );
    await page.evaluate(() => (globalThis.print = () => (globalThis.printed = true)));
    await key("print").click();
    assert.equal(await page.evaluate(() => globalThis.printed), true);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("#form").isVisible(), false);
    assert.equal(await section.locator("button:visible").count(), 0);
    assert.equal(await section.locator(".box").first().isVisible(), true);
  });
}
