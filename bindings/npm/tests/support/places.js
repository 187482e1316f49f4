// Folders, and commands that must succeed.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const here = fileURLToPath(new URL("../../", import.meta.url));
export const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** A new folder, which goes away at the end of this process. */
export function new_folder() {
  const folder = mkdtempSync(join(tmpdir(), "ens_coding-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a command prints. Not waiting for it would block what serves pages in this process. */
export async function run(command, given, options = {}) {
  try {
    const { stdout } = await promisify(execFile)(command, given, { cwd: here, maxBuffer: 1 << 28, ...options });
    return stdout;
  } catch (failure) {
    throw new Error(`${command} ${given.join(" ")}: ${failure.message}\n${failure.stdout}`);
  }
}
