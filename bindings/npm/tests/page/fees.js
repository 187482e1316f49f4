// The fee estimate of the page.
import assert from "node:assert/strict";
import { cents, unfold, view } from "./support.js";

export function fees_tests(page_test, book) {
  page_test("the estimate stands line by line, with its steps, and changes no code", async (it) => {
    const { page, key, sample, visit, lines, copied } = it;
    await sample("visits/scenario-a-knee-replacement");
    const drafted = await lines();
    const outcome = await copied("Copy outcome");
    const section = await view(it, "fees");
    const { claim } = book().code(await visit());
    const expected = book().fee({ visit: await visit(), claim });
    const shown = await section.locator(".totals dd").allTextContents();
    const { amount_cents, medicare_cents, patient_cents } = expected.total;
    assert.deepEqual(shown.map(cents), [amount_cents, medicare_cents, patient_cents]);
    const rows = section.locator(".fee-lines tbody tr:not(.how)");
    assert.deepEqual(
      (await rows.locator("td:nth-child(2)").allTextContents()).map(cents),
      expected.lines.map((line) => line.amount_cents),
    );
    await unfold(section);
    const steps = expected.lines.flatMap((line) => line.steps.map((step) => step.cents));
    assert.deepEqual((await section.locator(".amounts .money").allTextContents()).map(cents), steps);
    assert.match(await section.innerText(), /An estimate and no promise/);
    assert.match(await section.innerText(), /Fee schedule\s+release \d{4}-\d\d.*Taken for granted\s+national amounts/s);
    // The bars are as long as the amounts, and screen readers have the table.
    const widths = await section.locator(".chart .paid").evaluateAll((bars) => bars.map((bar) => bar.getBBox().width));
    const paid = expected.lines.map((line) => line.medicare_cents);
    assert.ok(Math.abs(widths[0] / widths[1] - paid[0] / paid[1]) < 0.02, widths.join());
    assert.equal(await section.locator(".chart").getAttribute("aria-hidden"), "true");

    await key("fee.sequestration=yes").check({ force: true });
    const less = book().fee({ visit: await visit(), claim, sequestration: true });
    assert.equal(cents(await section.locator(".totals dd").nth(1).innerText()), less.total.medicare_cents);
    assert.ok(less.total.medicare_cents < medicare_cents);

    await key("view answer").click();
    assert.deepEqual(await lines(), drafted);
    assert.equal(await copied("Copy outcome"), outcome);
    assert.equal(await page.locator("#fees").isVisible(), false);
  });

  page_test("what is not priced says why, and a place that cannot be told is no price", async (it) => {
    const { key, sample } = it;
    await sample("visits/pens");
    const section = await view(it, "fees");
    assert.match(await section.innerText(), /Not priced\s+64999 on line 1\s+The contractor sets the price/);
    assert.equal(await section.locator(".totals").count(), 0);
    await sample("visits/scenario-a-knee-replacement");
    await unfold(section);
    await key("fee.zip").fill("36608");
    assert.match(await section.innerText(), /A table is not loaded\.\s+To be loaded: the table locality, which is not loaded/);
    await key("fee.zip").fill("3660");
    assert.match(await section.innerText(), /No estimate can be made:.*zip\/malformed/s);
    assert.equal(await key("fee.zip").getAttribute("aria-invalid"), "true");
    await key("fee.zip").fill("");
    assert.equal(await section.locator(".totals").count(), 1);
  });
}
