// Headless Chromium.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

// A browser in a container may have no sandbox, and none of these pages wants anything from the network.
const OPTIONS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function is_program(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function find() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(is_program);
  if (found === undefined) throw new Error(`none of ${NAMES.join(", ")} is here; \`cargo xtask test\` installs Chromium`);
  return found;
}

/** Starts a browser; whoever starts it closes it. */
export function start() {
  return chromium.launch({ executablePath: find(), args: OPTIONS });
}

/** Opens a page and gathers its complaints; nothing is kept of an earlier one. `notice` hears of every request. */
export async function open(browser, address, notice = () => {}) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    const { url } = message.location();
    const is_icon = url.endsWith("/favicon.ico"); // Browsers ask for one of their own accord.
    if (["error", "warning"].includes(message.type()) && !is_icon) complaints.push(`${message.text()} (${url})`);
  });
  page.on("requestfailed", (request) => complaints.push(`no answer: ${request.url()}`));
  page.on("request", notice);
  await page.goto(address);
  return { page, complaints, close: () => context.close() };
}
