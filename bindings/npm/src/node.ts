import { readFile } from "node:fs/promises";
import { use } from "./files.js";

use((address) => (/^https?:/.test(String(address)) ? fetch(address) : readFile(address)));

export * from "./index.js";
