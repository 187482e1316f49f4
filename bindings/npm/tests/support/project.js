// A project that has installed the package, as its users do.
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { here, new_folder, root, run } from "./places.js";

export const example = join(root, "examples/visits/scenario-a-knee-replacement.json");

/** Packs the package; gives the archive and what is in it. */
export async function pack() {
  const folder = new_folder();
  const said = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]);
  const [{ filename, files, unpackedSize, size }] = Object.values(JSON.parse(said)); // By name in newer ones.
  return { archive: join(folder, filename), paths: files.map(({ path }) => path).sort(), size, unpackedSize };
}

/** A new project with the package and a visit in it, and nothing asked of the network. */
export async function install(archive) {
  const folder = new_folder();
  copyFileSync(example, join(folder, "visit.json"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", archive], { cwd: folder });
  return folder;
}
