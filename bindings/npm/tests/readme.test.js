// What both READMEs show, in a project that has installed the package.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { blocks, promised } from "./support/blocks.js";
import { start } from "./support/browser.js";
import { served, shown } from "./support/shown.js";
import { here, root, run } from "./support/places.js";
import { install, pack } from "./support/project.js";

const READMES = {
  "the package's README": [join(here, "README.md")],
  "the repository's README": [join(root, "README.md"), "## In JavaScript"],
};

let browser, project;
before(async () => {
  const { archive } = await pack();
  project = await install(archive);
  browser = await start();
});
after(() => browser?.close());

for (const [name, [path, heading]] of Object.entries(READMES)) {
  test(`${name} prints in Node.js what it says`, async () => {
    const codes = blocks(path, "js", heading).filter((code) => !code.includes("self.")); // Not those for workers.
    assert.ok(codes.length > 0);
    for (const code of codes) {
      const file = join(project, "block.js");
      writeFileSync(file, code);
      const said = await run(process.execPath, [file], { cwd: project });
      assert.ok(promised(code).length > 0, code);
      assert.deepEqual(said.trimEnd().split("\n"), promised(code));
    }
  });

  test(`${name} has a page that works without a bundler`, async () => {
    const pages = blocks(path, "html", heading);
    assert.equal(pages.length, 1);
    await served({ "/": project, "/index.html": { content: pages[0] } }, async ({ address }) => {
      assert.equal(await shown(browser, `${address}/`, "#verdict"), "clean");
    });
  });
}
