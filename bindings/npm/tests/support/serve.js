// A server of files on this machine, as small as a test needs it.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };

/** Serves `places`, from the beginning of a path to a folder or to content. The longest beginning counts. */
export async function serve(places) {
  const beginnings = Object.keys(places).sort((a, b) => b.length - a.length);
  const requests = [];

  async function content(path) {
    const beginning = beginnings.find((one) => path.startsWith(one));
    if (beginning === undefined) throw new Error(path);
    const place = places[beginning];
    return typeof place === "string" ? readFile(join(place, normalize(`/${path.slice(beginning.length)}`))) : place.content;
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    requests.push(pathname);
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    try {
      const body = await content(path);
      response.writeHead(200, { "content-type": `${TYPES[extname(path)] ?? "application/octet-stream"}` }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    requests,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
