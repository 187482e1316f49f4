// A page and a module worker, without a bundler and with one. The worker is the README's.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Rulebook } from "ens_coding";
import { build, createServer } from "vite";
import { blocks } from "./support/blocks.js";
import { start } from "./support/browser.js";
import { served, shown } from "./support/shown.js";
import { here } from "./support/places.js";
import { example, install, pack } from "./support/project.js";

const visit = readFileSync(example, "utf8");
const page = '<!doctype html><title>a test</title><pre id="all"></pre><script type="module" src="./main.js"></script>';

/** The page's script: asks the library here and in a worker, and shows both answers. */
const main = (entry) => `
  import { Rulebook } from ${JSON.stringify(entry)};
  const visit = ${JSON.stringify(visit)};
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  const asked = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = reject;
  });
  worker.postMessage(visit);
  const book = await Rulebook.bundled();
  document.querySelector("#all").textContent = JSON.stringify({ here: book.code(visit), worker: await asked });
`;
const [block] = blocks(join(here, "README.md"), "js").filter((code) => code.includes("self."));
const worker = (entry) => block.replace('"ens_coding"', JSON.stringify(entry));

let browser, project, wanted;
before(async () => {
  const { archive } = await pack();
  project = await install(archive);
  const book = await Rulebook.bundled();
  const answer = book.code(visit);
  book.dispose();
  wanted = { here: answer, worker: answer };
  browser = await start();
});
after(() => browser?.close());

test("without a bundler", async () => {
  const entry = "./node_modules/ens_coding/dist/browser.js";
  const files = {
    "/": project,
    "/index.html": { content: page },
    "/main.js": { content: main(entry) },
    "/worker.js": { content: worker(entry) },
  };
  await served(files, async ({ address }) => {
    assert.deepEqual(JSON.parse(await shown(browser, `${address}/`, "#all")), wanted);
  });
});

/** A project for Vite, in the one that has installed the package. */
function vite() {
  const root = join(project, "page");
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, "index.html"), page);
  writeFileSync(join(root, "main.js"), main("ens_coding"));
  writeFileSync(join(root, "worker.js"), worker("ens_coding"));
  return { root, configFile: false, logLevel: "error" };
}

test("built by Vite", async () => {
  await build(vite());
  await served({ "/": join(project, "page/dist") }, async ({ address, requests }) => {
    assert.deepEqual(JSON.parse(await shown(browser, `${address}/`, "#all")), wanted);
    assert.equal(requests.filter((path) => path.endsWith(".wasm")).length, 2); // The page's and the worker's.
  });
});

test("from Vite's development server", async () => {
  const server = await createServer({ ...vite(), server: { host: "127.0.0.1", port: 0 } });
  try {
    await server.listen();
    assert.deepEqual(JSON.parse(await shown(browser, server.resolvedUrls.local[0], "#all")), wanted);
  } finally {
    await server.close();
  }
});
