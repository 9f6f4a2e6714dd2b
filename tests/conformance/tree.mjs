// A built tree: its files, and a server for it on the loopback interface that behaves as a plain static host does.

import { createServer } from "node:http";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** Every file below `root`, as paths with `/`, sorted. */
export function files(root) {
  const found = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
  return paths.map((path) => path.split(sep).join("/")).sort();
}

/** The address of a page's file: `programs/index.html` → `/programs/`. */
export function urlOf(path) {
  return `/${path.replace(/(^|\/)index\.html$/, "$1")}`;
}

/** The pages of a tree, without those that only redirect. */
export function pages(root) {
  const html = files(root).filter((path) => path.endsWith(".html"));
  return html.filter((path) => !readFileSync(join(root, path), "utf8").includes('http-equiv="refresh"'));
}

/** Serves `root` below `base` (`/` or `/sub/`); gives the origin and a way to stop. */
export async function serve(root, base = "/") {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const answer = (status, file) => {
      response.writeHead(status, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "x-content-type-options": "nosniff" });
      response.end(readFileSync(join(root, file)));
    };
    if (!path.startsWith(base) || path.includes("..")) {
      response.writeHead(404, { "content-type": "text/plain" }).end("outside the site");
      return;
    }
    const below = path.slice(base.length);
    const file = below === "" || below.endsWith("/") ? `${below}index.html` : below;
    const stat = statSync(join(root, file), { throwIfNoEntry: false });
    if (stat?.isFile()) answer(200, file);
    else if (stat?.isDirectory()) response.writeHead(301, { location: `${path}/` }).end();
    else answer(404, "404.html");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}
