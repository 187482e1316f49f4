// The example page examples/web: opening it, reading it, and looking at it with the eyes of a checker.
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./places.js";

export const folder = join(root, "target/web");
export const file = pathToFileURL(join(folder, "ens_coding.html")).href;
export const pictures = join(folder, "screenshots");
mkdirSync(pictures, { recursive: true });

/** Every document of the examples, by the name that the page gives it. */
export const samples = ["visits", "claims"].flatMap((kind) =>
  readdirSync(join(root, "examples", kind)).map((name) => ({
    name: `${kind}/${name.replace(".json", "")}`,
    text: readFileSync(join(root, "examples", kind, name), "utf8"),
  })),
);

/** Opens the page. What it copies, complains about and asks for is kept. */
export async function open(browser, { address = file, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.addInitScript(() => {
    const clipboard = { writeText: async (text) => void (globalThis.copied = text) };
    Object.defineProperty(navigator, "clipboard", { value: clipboard });
  });
  const page = await context.newPage();
  const complaints = [];
  const requests = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(address);
  await page.locator(".verdict").waitFor();
  const key = (name) => page.locator(`[data-key="${name}"]`);
  return {
    page,
    complaints,
    requests,
    key,
    close: () => context.close(),
    sample: (name) => page.selectOption("#sample", name),
    verdict: () => page.locator(".verdict .word").evaluate((word) => word.firstChild.textContent),
    /** Lines of the claim that is shown, such as `97110 GP x2`. */
    lines: () =>
      page
        .locator(".claim .lines:visible")
        .first()
        .locator("tbody tr")
        .evaluateAll((rows) =>
          rows.map((row) => {
            const typed = [...row.querySelectorAll("input")].map((input) => input.value);
            const read = [row.querySelector("code"), row.cells[2], row.cells[3]];
            const [code, modifiers, units] = typed.length
              ? typed
              : read.map((cell) => [...cell.childNodes].map((node) => node.textContent).join(" "));
            return `${[code, modifiers].filter(Boolean).join(" ")} x${units}`;
          }),
        ),
    fact: (name, value) => key(`${name}=${value}`).check({ force: true }),
    /** The text that a button copies. */
    async copied(label) {
      await key(label).evaluate((button) => button.click()); // It may be folded away, or in the other view.
      await page.waitForFunction(() => globalThis.copied !== undefined);
      const text = await page.evaluate(() => globalThis.copied);
      await page.evaluate(() => delete globalThis.copied);
      return text;
    },
    visit: () => page.locator("#visit-json").inputValue().then(JSON.parse),
    picture: (name) => page.screenshot({ path: join(pictures, `${name}.png`) }),
  };
}

/** Texts on the page whose contrast is below what WCAG AA asks for. */
export function weak_texts() {
  const parse = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return { rgb: [red, green, blue], alpha };
  };
  const over = (top, ground) => top.rgb.map((part, at) => part * top.alpha + ground[at] * (1 - top.alpha));
  const ground_of = (element) => {
    if (!element) return [255, 255, 255];
    const colour = parse(getComputedStyle(element).backgroundColor);
    return colour.alpha === 1 ? colour.rgb : over(colour, ground_of(element.parentElement));
  };
  const light = (rgb) => {
    const [red, green, blue] = rgb.map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const has_text = (element) =>
    element.matches("input, select, textarea") ||
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const weak = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility() || element.closest(".hidden, .skip, option, script, noscript") || !has_text(element)) continue;
    if (element.matches("input[type=radio], input[type=checkbox]")) continue;
    const style = getComputedStyle(element);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ground = ground_of(element);
    const found = ratio(over(parse(style.color), ground), ground);
    if (found < (large ? 3 : 4.5))
      weak.push(`${found.toFixed(2)} ${element.tagName}.${element.className} ${element.textContent.slice(0, 30)}`);
  }
  return weak;
}

const CONTROLS = ["button", "textbox", "combobox", "radio", "checkbox", "link", "Date", "DisclosureTriangle", "radiogroup"];

/** Controls and groups of the page that no screen reader could name, and how many there are. */
export async function nameless(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const controls = nodes.filter(({ ignored, role }) => !ignored && CONTROLS.includes(role?.value));
  const unnamed = controls.filter(({ name }) => !name?.value?.trim()).map(({ role, nodeId }) => `${role.value} ${nodeId}`);
  const groups = await page
    .locator("fieldset")
    .evaluateAll((all) => all.filter((it) => !it.querySelector(":scope > legend")?.textContent.trim()).map((it) => it.className));
  return { count: controls.length, without: [...unnamed, ...groups] };
}

/** Presses Tab until the focus is on the control with this key: whatever is asked for must be within reach. */
export async function tab_to(page, name, most = 200) {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press("Tab");
    const { key, rings } = await page.evaluate(() => {
      const active = document.activeElement;
      const ring = active.matches("input[type=radio]") ? active.nextElementSibling : active;
      const style = getComputedStyle(ring);
      return {
        key: active.dataset.key ?? active.id,
        rings: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 1,
      };
    });
    if (!rings) throw new Error(`the focus cannot be seen on ${key}`);
    if (key === name) return;
  }
  throw new Error(`Tab does not reach ${name}`);
}
