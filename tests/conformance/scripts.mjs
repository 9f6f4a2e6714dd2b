// Is what is written in any script found? Sites of 300 pages in ten scripts, of words that this script makes, and the bytes of a first
// query and of ten more.
//
// Usage: node scripts.mjs BINARY SCRATCH
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FIRST, LARGEST, asset, lost, reader } from "./index.mjs";
import { Report } from "./report.mjs";

const [program, scratch] = process.argv.slice(2);
const report = new Report("scripts");

const PAGES = 300;
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at));
/** What words of a script are made of: beginnings, middles and ends of syllables; and what stands between words. */
const SCRIPTS = {
  en: { start: [..."bcdfghklmnprstvw"], vowel: [..."aeiou"], end: ["", "n", "r", "st"], gap: " " },
  ru: { start: [..."бвгдзклмнпрстчш"], vowel: [..."аеиоуыя"], end: ["", "н", "ть", "й"], gap: " " },
  el: { start: [..."βγδζκλμνπρστφχ"], vowel: [..."αάεέιίοόυη"], end: ["", "ς", "ν"], gap: " " },
  he: { start: [..."אבגדהוזחטיכלמנסעפצקרשת"], vowel: ["", "ו", "י"], end: ["", "ם", "ת"], gap: " " },
  ar: { start: [..."بتثجحخدذرزسشصضطظعغفقكلمن"], vowel: ["", "ا", "و", "ي", "َ"], end: ["", "ة", "ن"], gap: " " },
  hi: { start: range(0x915, 0x928), vowel: ["", "ा", "ि", "ी", "ु", "े", "ो"], end: ["", "ं", "्य"], gap: " " },
  ko: { start: range(0xac00, 0xac00 + 3000).filter((_, at) => at % 29 === 0), vowel: [""], end: [""], gap: " " },
  ja: { start: [...range(0x4e00, 0x5200), ...range(0x30a2, 0x30d2)], vowel: [""], end: ["", "ー", "ン"], gap: "" },
  zh: { start: range(0x5200, 0x5a00), vowel: [""], end: [""], gap: "" },
  th: { start: range(0xe01, 0xe2e), vowel: ["า", "ี", "ุ", "ะ", "ู", "ื"], end: ["", "่", "้", "น", "ง"], gap: "" },
};

/** Numbers that look random and are the same on every machine (Lehmer). */
const numbers = (seed) => {
  let state = seed;
  return (below) => (state = (state * 48271) % 2147483647) % below;
};

const make = (name, script) => {
  const next = numbers([...name].reduce((sum, letter) => sum * 31 + letter.codePointAt(0), 7));
  const one = (list) => list[next(list.length)];
  const syllable = () => one(script.start) + one(script.vowel) + one(script.end);
  const words = Array.from({ length: 4000 }, () => Array.from({ length: 2 + next(2) }, syllable).join(""));
  // A few words are everywhere and most are rare.
  const word = () => words[Math.floor(words.length ** (next(1000) / 1000))];
  const text = (count) => Array.from({ length: count }, word).join(script.gap);
  const site = join(scratch, name);
  rmSync(site, { recursive: true, force: true });
  mkdirSync(join(site, "content/handbook"), { recursive: true });
  writeFileSync(join(site, "pmo.yaml"), `site: { title: Site, language: ${name} }\n`);
  const titles = [];
  for (let page = 0; page < PAGES; page++) {
    const title = Array.from({ length: 2 }, () => words[1000 + next(3000)]).join(script.gap);
    titles.push(title);
    const sections = Array.from({ length: 4 }, () => `## ${text(3)}\n\n${text(60)}.\n\n${text(60)}.\n`);
    writeFileSync(join(site, `content/handbook/p${page}.md`), `# ${title}\n\n${sections.join("\n")}`);
  }
  execFileSync(program, ["build", "-s", site, "-o", join(site, "public"), "--as-of", "2026-03-05"], { stdio: ["ignore", "ignore", "pipe"] });
  return titles;
};

for (const [name, script] of Object.entries(SCRIPTS)) {
  const titles = make(name, script);
  const tree = join(scratch, name, "public");
  const { open } = await asset(tree, "search-engine");
  const { read, sizes, sum } = reader(tree);
  const search = await open(read);
  const faults = [];
  const start = performance.now();
  let first = 0;
  const asked = Array.from({ length: 11 }, (_, at) => at * 27);
  for (const page of asked) {
    const { hits } = await search.search(titles[page]);
    const [top] = await search.titles(hits.slice(0, 1).map(({ page }) => page));
    if (top?.title !== titles[page]) faults.push(`${titles[page]} is not first; ${top?.title} is`);
    first ||= sum();
  }
  const taken = ((performance.now() - start) / asked.length).toFixed(0);
  if (first > FIRST) faults.push(`the first query loads ${first} bytes`);
  faults.push(...sizes().filter(([, size]) => size > LARGEST).map(([path, size]) => `${path} has ${size} bytes`));
  faults.push(...(await lost(tree)));
  report.check(`${name}: ${first} bytes for a first query, ${sum() - first} for ten more, ${taken} ms each`, faults);
}

// What the engine makes of words and queries, without an index.
const { distance, folded, parse, stem, tokens } = await asset(join(scratch, "en", "public"), "search-engine");
const ALIKE = "migrate migrated migrating migrates|plan plans planned planning|policy policies|hire hiring hired|manage manager managing|box boxes|release releases";
const faults = [];
for (const group of ALIKE.split("|")) {
  const [first, ...others] = group.split(" ");
  for (const other of others) if (stem(first) !== stem(other)) faults.push(`${first} and ${other}: ${stem(first)} and ${stem(other)}`);
}
for (const [one, other] of [["policy", "police"], ["process", "proceed"], ["status", "state"], ["plan", "plant"]]) {
  if (stem(one) === stem(other)) faults.push(`${one} and ${other} have one stem`);
}
for (const [one, other, away] of [["kuberentes", "kubernetes", 1], ["dispach", "dispatch", 1], ["risk", "disk", 1], ["risk", "riskier", 3]]) {
  if (distance(one, other, 2) !== away) faults.push(`${one} and ${other}: ${distance(one, other, 2)} apart`);
}
for (const [word, plain] of [["łódź", "lodz"], ["straße", "strasse"], ["й", "й"], ["ελλάς", "ελλασ"]]) {
  if (folded(word) !== plain) faults.push(`${word}: ${folded(word)}`);
}
for (const [text, whole] of [["c++", "c++"], ["r&d", "r&d"], ["(.net)", ".net"], ["#4711", "#4711"], ["rfc-123", "rfc-123"], ["re-plan", null], ["end.", null]]) {
  if (tokens(text)[0].whole !== whole) faults.push(`${text}: ${tokens(text)[0].whole}`);
}
const { words, phrases, without } = parse('plan “on hold” -risk -"late start" e-mail -');
const cut = [words.map(({ text }) => text), phrases, without.map((tokens) => tokens.map(({ text }) => text))];
const wanted = [["plan", "on", "hold", "e-mail"], ["on hold"], [["risk"], ["late", "start"]]];
if (JSON.stringify(cut) !== JSON.stringify(wanted)) faults.push(`a query is read as ${JSON.stringify(cut)}`);
report.check("words and queries are read as they are meant", faults);
report.finish();
