// Does the search find what readers ask for? The site's own engine on its own index, without a browser.
//
// Usage: node search.mjs TREE QUERIES: a line `query | right address, or another` in QUERIES for each question.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { FIRST, LARGEST, asset, lost, reader } from "./index.mjs";
import { Report } from "./report.mjs";

const [tree, queries] = process.argv.slice(2);
const report = new Report("search");
const { open } = await asset(tree, "search-engine");
const { bodyOf } = await asset(tree, "search-show");

const asked = readFileSync(queries, "utf8")
  .split("\n")
  .filter((line) => line.includes(" | "))
  .map((line) => {
    const [query, right] = line.split(" | ");
    return { query, right: right.trim().split(" ") };
  });
const [faults, large] = [[], []];
let [first, third] = [0, 0];
for (const { query, right } of asked) {
  // Each question is the first of a reader.
  const { read, sizes, sum } = reader(tree);
  const text = async (address) => bodyOf(readFileSync(join(tree, address, "index.html"), "utf8"));
  const engine = await open(read);
  const { hits } = await engine.search(query, { text });
  const titles = await engine.titles(hits.slice(0, 20).map(({ page }) => page));
  const rank = titles.findIndex(({ address }) => right.includes(address));
  if (rank === 0) first++;
  if (rank >= 0 && rank < 3) third++;
  if (rank !== 0) faults.push(`${query}: ${rank < 0 ? "not found" : `place ${rank + 1}`}; first is ${titles[0]?.address ?? "nothing"}`);
  if (sum() > FIRST) large.push(`${query}: ${sum()} bytes`);
  large.push(...sizes().filter(([, size]) => size > LARGEST).map(([path, size]) => `${path}: ${size} bytes`));
}
const share = (count) => `${((100 * count) / asked.length).toFixed(1)} %`;
const name = basename(queries, ".txt");
report.check(`${name}: ${share(first)} of ${asked.length} questions have the right page first`, first >= 0.85 * asked.length ? [] : faults);
report.check(`${name}: ${share(third)} have it among the first three`, third >= 0.95 * asked.length ? [] : faults);
report.check(`${name}: what a first question loads is small`, large);
report.check(`${name}: the engine cuts titles into the words of the index`, await lost(tree));
report.finish();
