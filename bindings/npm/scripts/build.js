// What TypeScript does not make: the types of the documents, and the files that are only copied.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { documents } from "./documents.js";

const at = (path) => new URL(`../${path}`, import.meta.url);
const root = at("../../");

// Everything but the engine, which is made before, so that nothing of an earlier build is packed.
mkdirSync(at("dist"), { recursive: true });
for (const name of readdirSync(at("dist"))) if (name !== "engine") rmSync(at(`dist/${name}`), { recursive: true });

writeFileSync(at("src/documents.ts"), documents(new URL("bindings/schema/", root)));
cpSync(new URL("bindings/schema", root), at("dist/schema"), { recursive: true });
cpSync(new URL("crates/ens_coding_data/packs/icd10cm.pack", root), at("dist/icd10cm.pack"));
for (const name of ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"]) cpSync(new URL(name, root), at(name));
