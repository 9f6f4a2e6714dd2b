// Does every link lead somewhere, fragments and style sheets included? linkinator over the served tree, and every absolute address
// of the site itself, in pages and in open data alike.
// Usage: node links.mjs TREE BASE_URL

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LinkChecker, LinkState } from "linkinator";
import { Report } from "./report.mjs";
import { files, pages, serve, urlOf } from "./tree.mjs";

const [root, baseUrl] = process.argv.slice(2);
const name = root.split("/").at(-1);
const report = new Report("links");
const base = new URL(baseUrl).pathname;
const site = await serve(root, base);

const checker = new LinkChecker();
const outside = async (link) => !link.startsWith(`${site.origin}/`);
const crawl = await checker.check({
  path: `${site.origin}${base}`,
  recurse: true,
  checkFragments: true,
  checkCss: true,
  linksToSkip: outside,
  concurrency: 16,
  timeout: 20_000,
});
const broken = crawl.links.filter((link) => link.state === LinkState.BROKEN);
report.check(
  `${name}: ${crawl.links.length} links of the served tree lead somewhere`,
  broken.map((link) => `${link.parent?.replace(site.origin, "")}: ${link.url.replace(site.origin, "")} (${link.status})`),
);

const reached = new Set(crawl.links.map((link) => new URL(link.url, site.origin)).map((url) => decodeURI(url.pathname)));
const unreached = pages(root).filter((path) => path !== "404.html" && !reached.has(base + urlOf(path).slice(1)));
report.check(`${name}: every page can be reached by links from the first`, unreached.map((path) => urlOf(path)));

const all = new Set(files(root));
const exists = (path) => {
  const below = decodeURI(path).slice(base.length);
  return all.has(below) || all.has(below === "" || below.endsWith("/") ? `${below}index.html` : below);
};
const dead = new Set();
let absolute = 0;
for (const path of all) {
  if (!/\.(html|xml|json|ics|csv|txt|svg)$/.test(path)) continue;
  // A folded calendar line goes on after a line break and a space.
  const text = readFileSync(join(root, path), "utf8").replaceAll("\r\n ", "");
  for (const [address] of text.matchAll(new RegExp(`${RegExp.escape?.(baseUrl) ?? baseUrl.replaceAll(".", "\\.")}[^\\s"'<>&#?,;\\\\)\`]*`, "g"))) {
    absolute += 1;
    if (!exists(new URL(address).pathname)) dead.add(`${path}: ${address}`);
  }
}
report.check(`${name}: ${absolute} absolute addresses of the site exist in the tree`, dead);
await site.close();
report.finish();
