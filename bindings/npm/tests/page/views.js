// All views together: contrast, names, pictures, the width of a phone.
import assert from "node:assert/strict";
import { nameless, weak_texts } from "../support/page.js";
import { unfold, view } from "./support.js";

const NAMES = ["codes", "checklist", "fees", "denials", "practice"];

/** Fills a view with something to see. */
async function filled(it, name) {
  const { page, key, sample } = it;
  await sample(name === "practice" ? "" : "claims/stimulator-eight-days-after-trial");
  const section = await view(it, name);
  if (name === "codes") {
    await key("search").fill("stimulation");
    for (const code of ["97014", "G0283", "97032"]) {
      const button = key(`compare ${code}`).first();
      if ((await button.getAttribute("aria-pressed")) === "false") await button.click();
    }
  }
  if (name === "denials") {
    await key("denial.line").selectOption("2");
    await key("denial.reason").fill("97");
  }
  if (name === "practice") {
    await key("practice sample").click();
    await section.locator(".figures").waitFor();
  }
  await page.evaluate(() => scrollTo(0, 0));
  return section;
}

export function views_tests(page_test) {
  for (const colorScheme of ["light", "dark"]) {
    page_test(
      `views in ${colorScheme}: contrast, names, and pictures`,
      async (it) => {
        const { page, picture } = it;
        for (const name of NAMES) {
          const section = await filled(it, name);
          await picture(`${colorScheme}-1280-${name}`);
          if (name === "practice") {
            await section.locator(".figures").evaluate((figures) => figures.scrollIntoView());
            await picture(`${colorScheme}-1280-practice-figures`);
          }
          await unfold(section);
          assert.deepEqual(await page.evaluate(weak_texts), [], name);
          const { count, without } = await nameless(page);
          assert.ok(count > 15, String(count));
          assert.deepEqual(without, [], name);
        }
        await page.setViewportSize({ width: 360, height: 780 });
        for (const name of NAMES) {
          await filled(it, name);
          await picture(`${colorScheme}-360-${name}`);
        }
      },
      { colorScheme, reducedMotion: "reduce" },
    );
  }

  page_test(
    "no view is wider than a phone",
    async (it) => {
      const { page } = it;
      const width = () => page.evaluate(() => document.documentElement.scrollWidth);
      for (const name of NAMES) {
        const section = await filled(it, name);
        await unfold(section);
        assert.equal(await width(), 360, name);
        assert.equal(await page.locator("#form").isVisible(), false);
      }
      for (const sample of ["visits/sparse", "visits/needle-toxin-four-limbs", "visits/scs-permanent-20-days-later"]) {
        await it.sample(sample);
        for (const name of NAMES) {
          await unfold(await view(it, name));
          assert.equal(await width(), 360, `${name} ${sample}`);
        }
      }
    },
    { viewport: { width: 360, height: 780 }, hasTouch: true },
  );

  page_test("a view is kept in the address, and the skip links know it", async (it) => {
    const { page, key } = it;
    await view(it, "fees");
    assert.match(page.url(), /#fees$/);
    assert.equal(await page.locator("#form").isVisible(), true);
    await page.locator("#skip-view").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "fees");
    await view(it, "practice");
    assert.equal(await page.locator("#form").isVisible(), false);
    await page.locator("a.skip").first().focus();
    await page.keyboard.press("Enter");
    await page.locator("#form").waitFor();
    assert.equal(await page.locator("#answer").isVisible(), true);
    await page.goBack();
    await page.goBack();
    assert.equal(await key("view fees").getAttribute("aria-current"), "page");
  });
}
