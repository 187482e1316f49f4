// Puts script and style into the page, and states in its Content-Security-Policy that these two and nothing else may run.
import { createHash } from "node:crypto";

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** A text that ends neither its own script element nor starts a comment in it. */
const inside_script = (code) => code.replace(/<\/script/gi, "<\\/script").replace(/<!--/g, "<\\!--");

function policy(script, style) {
  return [
    "default-src 'none'", // Nothing is fetched: not even connect-src data: is needed.
    `script-src ${hash(script)} 'wasm-unsafe-eval'`,
    `style-src ${hash(style)}`,
    "img-src data:", // The icon.
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
}

/** Fails loudly: a page with a missing part would look fine until it is opened. */
function replaced(html, pattern, text) {
  if (!pattern.test(html)) throw new Error(`the page has no ${pattern}`);
  return html.replace(pattern, () => text);
}

export function one_file() {
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(_, bundle) {
      const files = Object.values(bundle);
      const chunks = files.filter((file) => file.type === "chunk");
      if (chunks.length !== 1) throw new Error(`one script expected, not ${chunks.length}`);
      const script = inside_script(chunks[0].code);
      const style = files
        .filter((file) => file.fileName.endsWith(".css"))
        .map((file) => String(file.source))
        .join("");
      const page = files.find((file) => file.fileName.endsWith(".html"));
      let html = String(page.source).replace(/<link rel="stylesheet"[^>]*>\s*/g, "");
      html = replaced(html, /<script type="module"[^>]*><\/script>\s*/, "");
      html = replaced(
        html,
        /<meta name="policy">/,
        `<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">`,
      );
      html = replaced(html, /<\/head>/, `<style>${style}</style>\n</head>`);
      html = replaced(html, /<\/body>/, `<script type="module">${script}</script>\n</body>`);
      page.source = html;
      // What is inlined is not written again. The package names its own two files in code that the page never reaches,
      // since it hands their bytes over; they go too.
      for (const file of files) if (file !== page) delete bundle[file.fileName];
    },
  };
}
