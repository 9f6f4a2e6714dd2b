// The search index of a built tree and the engine that the tree ships.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

/** What a first query may load and the largest file of the index, in bytes as they are sent. */
export const FIRST = 150_000;
export const LARGEST = 60_000;

/** A script of the tree's theme, as a module. */
export function asset(tree, name) {
  const file = readdirSync(join(tree, "assets")).find((file) => file.startsWith(`${name}.`) && file.endsWith(".js"));
  return import(pathToFileURL(join(tree, "assets", file)));
}

/** Reads files of a tree as a browser would that keeps them: each is sent once. */
export function reader(tree) {
  const kept = new Map();
  const text = (path) => {
    if (!kept.has(path)) kept.set(path, readFileSync(join(tree, path), "utf8"));
    return kept.get(path);
  };
  const sizes = () => [...kept].map(([path, text]) => [path, gzipSync(text).length]);
  return { read: async (path) => JSON.parse(text(path)), sizes, sum: () => sizes().reduce((sum, [, size]) => sum + size, 0) };
}

/** Words of titles, as the engine cuts them, that the index does not tell of their pages: the two disagree on what a word is. */
export async function lost(tree) {
  const { tokens, normal, folded } = await asset(tree, "search-engine");
  const { read } = reader(tree);
  const head = await read("search/index.json");
  const shard = (hash) => read(`search/shard-${hash}.json`);
  const pages = new Map();
  for (const file of head.words.files) {
    for (const [word, list] of Object.entries(await shard(file))) {
      // Of very many pages only some are told.
      if (list[0] < 0) continue;
      const told = new Set();
      for (let at = 0, page = 0; at < list.length; at += 2) told.add((page += list[at]));
      pages.set(word, told);
    }
  }
  const faults = [];
  const titles = (await Promise.all(head.pages.files.map(shard))).flat();
  titles.forEach(([title], page) => {
    const cut = tokens(normal(title)).flatMap(({ pairs, runs, whole, together }) => pairs ?? [...runs, whole, together]);
    for (const word of new Set(cut.filter(Boolean).flatMap((word) => [word, folded(word)]))) {
      if (pages.has(word) ? !pages.get(word).has(page) : titles.length < 2000) faults.push(`${title}: ${word}`);
    }
  });
  return faults;
}
