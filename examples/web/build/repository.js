// What the page takes from the repository at build time: the package's two binary files, payers, places, labels, samples,
// and the visits of an invented practice.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const root = new URL("../../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const list = (folder) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith(".json"))
    .sort();

/** Compressed, because base64 grows a file by a third; the browser unpacks it. */
const packed = (path) => gzipSync(readFileSync(new URL(path, root)), { level: 9 }).toString("base64");

/** The first columns of a table; only a quoted cell holds commas. */
function table(name, columns) {
  return read(`crates/ens_coding_data/tables/${name}.csv`)
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((row) =>
      [...row.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain).slice(0, columns),
    );
}

function policies() {
  return list("crates/ens_coding_data/policies/").map((file) => {
    const { policy, title, line_of_business } = JSON.parse(read(`crates/ens_coding_data/policies/${file}`));
    return { id: policy, title, line_of_business };
  });
}

/** What examples/README.md says of each file. */
function shows() {
  return new Map(
    [...read("examples/README.md").matchAll(/^\| `([\w-]+\.json)` \| (.+) \|$/gm)].map(([, file, text]) => [file, text]),
  );
}

function samples() {
  const said = shows();
  return ["visits", "claims"].flatMap((folder) =>
    list(`examples/${folder}/`).map((file) => ({
      name: `${folder}/${file.replace(".json", "")}`,
      shows: (said.get(file) ?? "").replaceAll("`", ""),
      text: read(`examples/${folder}/${file}`),
    })),
  );
}

function source(name) {
  if (name === "engine")
    return { wasm: packed("bindings/npm/dist/engine/engine_bg.wasm"), icd10cm: packed("bindings/npm/dist/icd10cm.pack") };
  if (name === "practice") return { stream: packed("examples/streams/pain-practice.ndjson") };
  return { policies: policies(), places: table("place", 2), labels: table("codes", 2), samples: samples() };
}

/** `virtual:engine`, `virtual:lists` and `virtual:practice`, as modules that export each value by name. */
export function repository() {
  const names = ["engine", "lists", "practice"];
  return {
    name: "repository",
    resolveId: (id) => (names.some((name) => id === `virtual:${name}`) ? `\0${id}` : undefined),
    load(id) {
      const name = names.find((name) => id === `\0virtual:${name}`);
      if (!name) return undefined;
      return Object.entries(source(name))
        .map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};`)
        .join("\n");
    },
  };
}
