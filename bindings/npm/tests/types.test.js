import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { here, new_folder, run } from "./support/places.js";

const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const stricter = ["--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--skipLibCheck", "false"];
const strict = ["--noEmit", "--strict", ...stricter, "--target", "es2022", "--ignoreConfig"];
const files = readdirSync(join(here, "tests/types")).map((name) => join("tests/types", name));

/** Compiles as a project does that knows nothing but Node.js, or nothing but the browser. */
const projects = {
  "Node.js": ["--module", "nodenext", "--moduleResolution", "nodenext", "--lib", "es2022", "--types", "node"],
  "a bundler": ["--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom", "--types", ""],
};

const compile = (given, options) => run(process.execPath, [compiler, ...strict, ...options, ...given]);

for (const [name, options] of Object.entries(projects)) {
  test(`the types accept what is right and refuse what is wrong, for ${name}`, async () => {
    assert.equal(files.length, 2);
    assert.equal(await compile(files, options), "");
  });
}

test("an expected mistake that is none is noticed", async () => {
  const path = join(new_folder(), "fine.ts");
  writeFileSync(path, "// @ts-expect-error\nexport const fine: number = 1;\n");
  await assert.rejects(compile([path], projects["a bundler"]), /TS2578/);
});

test("nothing is of any type", () => {
  const folder = join(here, "dist");
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".d.ts"))) {
    assert.doesNotMatch(readFileSync(join(folder, name), "utf8").replace(/\/\*[^]*?\*\//g, ""), /\bany\b/, name);
  }
});
