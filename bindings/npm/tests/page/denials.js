// Reading a denial on the page, and the ledger beside the answer.
import assert from "node:assert/strict";
import { view } from "./support.js";

export function denials_tests(page_test, book) {
  page_test("a denial is read: its cause, what was caught, what to do", async (it) => {
    const { key, sample, visit } = it;
    await sample("claims/medicare-past-threshold-without-kx");
    const section = await view(it, "denials");
    assert.match(await section.innerText(), /Group and reason code are needed/);
    await key("denial.line").selectOption("1");
    await key("denial.group").selectOption("PR");
    await key("denial.reason").fill("119");
    await key("denial.amount").fill("11.65");
    const answer = section.locator("#denials-answer");
    assert.match(await answer.innerText(), /Denied\s*line 2, G0283\s+Send a corrected claim/);
    assert.match(await answer.innerText(), /modifier\/kx-missing would have been caught/);
    assert.match(await answer.innerText(), /97110.*G0283.*GP\s*KX/s);
    const lines = [{ line: 1, adjustments: [{ group: "PR", reason: "119", amount_cents: 1165 }] }];
    const claim = {
      lines: [
        { code: "97110", modifiers: ["GP"], units: 2 },
        { code: "G0283", modifiers: ["GP"], units: 1 },
      ],
    };
    const expected = book().remit({ visit: await visit(), claim, lines });
    for (const text of expected.lines[0].attach)
      assert.ok((await answer.innerText()).toLowerCase().includes(text.toLowerCase()), text);

    // CO-45 alone is no denial.
    await key("denial.group").selectOption("CO");
    await key("denial.reason").fill("45");
    assert.match(await answer.innerText(), /Not denied/);
    assert.equal(await answer.getByText("Likely cause").count(), 0);
    await key("denial.reason").fill("97");
    await key("denial.remarks").fill("m15");
    assert.match(await answer.innerText(), /M15\s+Billed apart, paid together/);
    assert.match(await answer.innerText(), /find nothing wrong with the line/);
    await key("denial.reason").fill("???");
    assert.match(await answer.innerText(), /denial-code\/malformed/);
    assert.equal(await key("denial.reason").getAttribute("aria-invalid"), "true");
  });

  page_test("the ledger stands beside the answer", async ({ page, sample }) => {
    const ledger = page.locator(".part.ledger");
    await sample("claims/medicare-past-threshold-without-kx");
    assert.match(await ledger.innerText(), /Therapy of 2026, PT and SLP\s+\$2,424\.00 of \$2,480\.00.*\$56\.00 left/s);
    await sample("visits/needle-fifth-epidural");
    assert.match(await ledger.innerText(), /4 of 4 in 12 months.*none is left.*Next allowed on 2024-08-17/s);
    await sample("visits/hospital-trial-with-authorization");
    assert.match(
      await ledger.innerText(),
      /Authorization A12345678901234\s+Holds until 2025-09-10 \(92 days left\)\. It covers 63650/,
    );
    await sample("");
    assert.equal(await ledger.isVisible(), false);
  });
}
