// What a page shows in the end.
import assert from "node:assert/strict";
import { open } from "./browser.js";
import { serve } from "./serve.js";

/** Opens a page and gives what it shows; it must ask its own server alone, and complain of nothing. */
export async function shown(browser, address, selector) {
  const foreign = [];
  const notice = (request) => request.url().startsWith(new URL(address).origin) || foreign.push(request.url());
  const { page, complaints, close } = await open(browser, address, notice);
  try {
    await page.waitForFunction((selector) => document.querySelector(selector)?.textContent, selector, { timeout: 20_000 });
    assert.deepEqual([complaints, foreign], [[], []]);
    return await page.textContent(selector);
  } catch (error) {
    throw new Error([...complaints, error.message].join("\n"));
  } finally {
    await close();
  }
}

/** Serves files while they are looked at. */
export async function served(places, look) {
  const server = await serve(places);
  try {
    return await look(server);
  } finally {
    await server.close();
  }
}
