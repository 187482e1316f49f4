// The corpus: what goes in, and the bytes that the Rust library answers. tests/src/bin/corpus describes the file.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { new_folder, root, run } from "./places.js";

/** `cargo xtask test` has just made it. Without that it is made here, in a place of its own: test files run side by side. */
export async function corpus() {
  if (process.env.ENS_CORPUS) return readFileSync(process.env.ENS_CORPUS);
  const path = join(new_folder(), "corpus.txt");
  const program = ["run", "--release", "--quiet", "--package", "ens_coding_tests", "--bin", "corpus", "--"];
  await run(process.env.CARGO ?? "cargo", [...program, path], { cwd: root });
  return readFileSync(path);
}
