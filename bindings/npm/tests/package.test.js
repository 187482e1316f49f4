// The package as its users get it: what is in the archive, and what it says of itself.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { here, root } from "./support/places.js";
import { install, pack } from "./support/project.js";

let packed, project;
before(async () => {
  packed = await pack();
  project = await install(packed.archive);
});

test("the archive holds what is needed and nothing else", (t) => {
  const modules = ["browser", "bytes", "documents", "error", "files", "index", "node", "rulebook", "services", "text"];
  const schemas = readdirSync(join(root, "bindings/schema"));
  assert.ok(schemas.length > 15 && schemas.includes("visit.json"));
  const wanted = [
    ...["LICENSE-APACHE", "LICENSE-MIT", "NOTICE", "README.md", "package.json"],
    ...modules.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]),
    ...["dist/engine/engine.js", "dist/engine/engine_bg.wasm", "dist/icd10cm.pack"],
    ...schemas.map((name) => `dist/schema/${name}`),
  ];
  assert.deepEqual(packed.paths, wanted.sort());
  t.diagnostic(`the archive has ${packed.size} bytes, unpacked ${packed.unpackedSize}`);
});

test("the package names its entries, and depends on nothing", () => {
  const about = JSON.parse(readFileSync(join(project, "node_modules/ens_coding/package.json"), "utf8"));
  const targets = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry).flatMap(targets));
  for (const target of [about.types, ...targets(about.exports), ...about.sideEffects]) {
    const path = target.replace("./", "").replace("*", "visit");
    assert.ok(packed.paths.includes(path), path);
  }
  const needs = ["dependencies", "peerDependencies", "optionalDependencies", "repository"];
  for (const field of needs) assert.equal(about[field], undefined);
  const on_install = ["preinstall", "install", "postinstall", "prepare"];
  for (const script of on_install) assert.equal(about.scripts[script], undefined);
  const cargo = readFileSync(join(root, "Cargo.toml"), "utf8");
  const [, library] = /^\[workspace\.package\]\n(?:.*\n)*?version = "(.*)"/m.exec(cargo);
  assert.equal(about.version, library);
});

test("the lock file names no registry, and licences that are known to fit", () => {
  const { packages } = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
  const fit = /^(MIT|MIT OR Apache-2\.0|Apache-2\.0|0BSD|BSD-[23]-Clause|ISC|MPL-2\.0|Unicode-3\.0|Zlib)$/;
  for (const [name, { resolved, license }] of Object.entries(packages)) {
    assert.equal(resolved, undefined, name);
    assert.match(license, fit, name);
  }
});
