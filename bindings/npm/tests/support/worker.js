import { parentPort, workerData } from "node:worker_threads";
import { Rulebook } from "ens_coding";

const { visit, wasm } = workerData;
const book = await Rulebook.bundled(wasm === undefined ? {} : { wasm });
parentPort.postMessage(book.code(visit));
book.dispose();
