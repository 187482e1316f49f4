import { use } from "./files.js";

use((address) => fetch(address));

export * from "./index.js";
