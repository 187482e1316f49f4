// What the tests of the views share.
import assert from "node:assert/strict";

/** Opens a view by its link, and gives its section. */
export async function view({ page, key }, name) {
  await key(`view ${name}`).click();
  const section = page.locator(`#${name}`);
  await section.waitFor();
  assert.equal(await key(`view ${name}`).getAttribute("aria-current"), "page");
  return section;
}

/** Unfolds everything of a view. */
export const unfold = (section) =>
  section.evaluate((root) => root.querySelectorAll("details").forEach((details) => (details.open = true)));

/** Cents of a text such as `$1,234.50`. */
export const cents = (text) => Math.round(Number(text.replace(/[$,]/g, "")) * 100);

export const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
