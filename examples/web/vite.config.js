// Builds the page into one file, target/web/ens_coding.html: `npm run web` in bindings/npm, where Vite is installed.
import { fileURLToPath } from "node:url";
import { one_file } from "./build/one_file.js";
import { repository } from "./build/repository.js";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

export default {
  root: at("."),
  base: "./",
  publicDir: false,
  resolve: { alias: { ens_coding: at("../../bindings/npm/dist/browser.js") } },
  plugins: [repository(), one_file()],
  build: {
    outDir: at("../../target/web"),
    emptyOutDir: false, // Screenshots of the tests are there too.
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: { input: at("ens_coding.html") },
  },
};
