// What does a reader meet? Chromium opens every kind of page: axe in light, dark and forced colours at two widths, nothing fetched
// from elsewhere, a quiet console, no breach of the policy, no sideways scrolling, and all of the text without scripts.
// Usage: CHROME=/usr/bin/chromium node browser.mjs TREE [BASE_PATH]

import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Report } from "./report.mjs";
import { pages, serve, urlOf } from "./tree.mjs";

const [root, base = "/"] = process.argv.slice(2);
const name = root.split("/").at(-1);
const report = new Report("browser");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [
  { width: 1280, height: 900 },
  { width: 320, height: 640 },
];
const COLOURS = [
  { colorScheme: "light", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "none" },
  { colorScheme: "light", forcedColors: "active" },
  { colorScheme: "dark", forcedColors: "active" },
];
// Pages opened at once: one for each core of a small machine.
const TABS = 2;

/** The kind of page by its address: folders of records stand for one kind each. */
function kind(path) {
  const parts = path.replace(/(^|\/)index\.html$/, "").split("/");
  const [section, second, third] = parts;
  if (section === "handbook" && second) return path.endsWith("/index.html") && parts.length > 2 ? "handbook/page" : "handbook/section";
  if (third === "updates" && parts.length > 3) return "programs/*/updates/*";
  if (second && ["programs", "team", "focus-areas"].includes(section)) return `${section}/*${third ? `/${third}` : ""}`;
  return parts.join("/") || "home";
}

/** The largest and the smallest page of each kind: the most that a template shows, and its empty sections. */
function sample() {
  const kinds = new Map();
  for (const path of pages(root)) {
    const known = kinds.get(kind(path)) ?? [];
    kinds.set(kind(path), [...known, { path, size: statSync(join(root, path)).size }]);
  }
  const chosen = [...kinds.values()].map((all) => all.sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1)));
  return chosen.flatMap((all) => [...new Set([all.at(0).path, all.at(-1).path])]).sort();
}

/** Text that opts out of the reader's own colours. */
function unforced() {
  const texts = [...document.body.querySelectorAll("*")].filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  const own = texts.filter((element) => getComputedStyle(element).forcedColorAdjust !== "auto" && !element.closest("svg"));
  return own.map((element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}"> keeps its own colours`);
}

/** What stands wider than the window, innermost first. Scrolling regions may hold wider things. */
function overflowing() {
  const limit = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= limit) return [];
  const scrolls = (element) => element && (/(auto|scroll|hidden|clip)/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > limit + 0.5);
  const named = wide.filter((element) => !scrolls(element.parentElement)).map((element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}">`);
  return [`${document.documentElement.scrollWidth} > ${limit}: ${named.slice(-3).join(", ")}`];
}

const site = await serve(root, base);
const executablePath = process.env.CHROME ?? "/usr/bin/chromium";
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic"];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", ...quiet] });
const found = { network: [], console: [], policy: [], reflow: [], scripts: [] };
// A fault of a template is on all of its pages in all modes: one line for each, with where it was seen.
const violations = new Map();
const unsure = new Map();
let runs = 0;

// A page that is read late says so. Here each is read on the day that the site is stated for, whenever the judges run.
const readOn = new Date(`${JSON.parse(readFileSync(join(root, "api/v1/index.json"), "utf8")).as_of}T12:00:00`);

async function visit(path) {
  const address = site.origin + base + urlOf(path).slice(1);
  const context = await browser.newContext({ serviceWorkers: "block", reducedMotion: "reduce" });
  await context.clock.setFixedTime(readOn);
  await context.addInitScript(() => {
    globalThis.breaches = [];
    document.addEventListener("securitypolicyviolation", (event) => globalThis.breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!request.url().startsWith(`${site.origin}/`) && !request.url().startsWith("data:")) found.network.push(`${path}: ${request.url()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) found.console.push(`${path}: ${message.text()}`);
  });
  page.on("pageerror", (error) => found.console.push(`${path}: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) found.network.push(`${path}: ${response.status()} ${response.url().replace(site.origin, "")}`);
  });
  for (const viewport of WIDTHS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia(COLOURS[0]);
    await page.goto(address, { waitUntil: "load" });
    for (const line of await page.evaluate(overflowing)) found.reflow.push(`${path} at ${viewport.width} px: ${line}`);
    await page.evaluate(axe);
    for (const colours of COLOURS) {
      await page.emulateMedia(colours);
      const mode = `${colours.colorScheme}${colours.forcedColors === "active" ? ", forced colours" : ""}, ${viewport.width} px`;
      const forced = colours.forcedColors === "active";
      // axe measures the author's text on the browser's ground here, and the reader sees neither: the browser sets both colours.
      const options = { runOnly: TAGS, rules: { "color-contrast": { enabled: !forced } }, resultTypes: ["violations", "incomplete"] };
      if (forced) for (const fault of await page.evaluate(unforced)) violations.set(fault, [...(violations.get(fault) ?? []), `${path} (${mode})`]);
      const judged = await page.evaluate((options) => globalThis.axe.run(document, options), options);
      runs += 1;
      for (const rule of judged.violations) {
        for (const node of rule.nodes) {
          const why = (node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? rule.help;
          const fault = `${rule.id} at ${node.target.join(" ")}: ${why}`;
          violations.set(fault, [...(violations.get(fault) ?? []), `${path} (${mode})`]);
        }
      }
      for (const rule of judged.incomplete) {
        for (const node of rule.nodes) {
          const why = `${rule.id}: ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? rule.help}`;
          unsure.set(why, (unsure.get(why) ?? 0) + 1);
        }
      }
    }
  }
  found.policy.push(...(await page.evaluate(() => globalThis.breaches)).map((breach) => `${path}: ${breach}`));
  // What a reader chooses from is no text: a script may offer every week of a year.
  const words = (page) => page.locator("main").evaluate((main) => {
    const choices = [...main.querySelectorAll("select")].reduce((sum, select) => sum + select.innerText.length, 0);
    return main.innerText.length - choices;
  });
  const full = await words(page);
  await context.close();

  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: WIDTHS[0] });
  const still = await plain.newPage();
  await still.goto(address);
  const headings = await still.locator("main h1:visible").count();
  const read = await words(still);
  if (headings !== 1) found.scripts.push(`${path}: ${headings} visible <h1> in <main> without scripts`);
  if (read < 40 || read < full * 0.9) found.scripts.push(`${path}: ${read} characters without scripts, ${full} with them`);
  await plain.close();
}

/** Whether the coverage page's hour and clock can be chosen without scripts, and another week, two people and the own clock with them. */
async function choices() {
  const faults = [];
  const same = (what, found, wanted) => found === wanted || faults.push(`${what}: ${found}, not ${wanted}`);
  const address = `${site.origin}${base}coverage/`;
  const facts = JSON.parse(readFileSync(join(root, "api/v1/coverage.json"), "utf8"));

  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: WIDTHS.at(-1) });
  const still = await plain.newPage();
  await still.goto(address);
  const dots = still.locator(".cov-map .cov-dot");
  const filled = async () => {
    const fills = await dots.evaluateAll((all) => all.map((dot) => getComputedStyle(dot).fill));
    const ground = await still.evaluate(() => getComputedStyle(document.body).backgroundColor);
    return fills.filter((fill) => fill !== ground).length;
  };
  const night = () => still.locator(".cov-map .cov-night").evaluate((path) => getComputedStyle(path).transform);
  for (const hour of [3, 15]) {
    await still.locator(`#cov-h${hour}`).check();
    same(`dots filled at ${hour}:00`, await filled(), facts.places.filter((place) => place.people > 0 && place.latitude !== null && place.at_hours[hour] > 0).length);
    same(`night at ${hour}:00`, await night(), `matrix(1, 0, 0, 1, ${-60 * hour}, 0)`);
  }
  const heads = () => still.locator(".cov-week thead tr:visible th[colspan]").allInnerTexts();
  same("hours in UTC", (await heads())[5], "05");
  const kathmandu = still.locator(".choice label", { hasText: "Kathmandu" }).first();
  await kathmandu.locator("input").check();
  same("hours in Kathmandu", (await heads())[5], "10:45");
  await plain.close();

  const context = await browser.newContext({ timezoneId: "Asia/Kathmandu", viewport: WIDTHS.at(-1) });
  const page = await context.newPage();
  await page.goto(address);
  const week = page.getByRole("combobox", { name: "Week" });
  await week.waitFor();
  const sums = () => page.locator("[data-days] tbody tr").evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("td")].slice(0, 3).map((cell) => Number(cell.textContent))));
  const before = await sums();
  for (const [index, wanted] of [[6, facts.year[6]], [0, facts.year[0]]]) {
    await week.selectOption(String(index));
    const total = (place) => sums().then((rows) => rows.reduce((sum, row) => sum + row[place], 0));
    same(`hours with somebody, week ${index}`, (await total(0)).toFixed(1), wanted.covered_hours.toFixed(1));
    same(`hours with nobody, week ${index}`, (await total(2)).toFixed(1), wanted.uncovered_hours.toFixed(1));
  }
  same("the first week again", JSON.stringify(await sums()), JSON.stringify(before));
  same("the reader's clock", await page.locator(".choice label", { hasText: "Your clock" }).innerText(), "Your clock, UTC+5:45");
  await page.goto(`${address}meet/`);
  const answer = page.locator(".cov-picks + p");
  await answer.waitFor();
  same("two people share hours", /share [0-9.]+ hours this week/.test(await answer.innerText()), true);
  await context.close();
  return faults;
}

/** Whether the portfolio's filter shows what its address asks for, keeps a choice in the address, and comes back with it. */
async function filters() {
  const faults = [];
  const same = (what, found, wanted) => found === wanted || faults.push(`${what}: ${found}, not ${wanted}`);
  const page = await browser.newPage();
  await page.clock.setFixedTime(readOn);
  const rows = page.locator("#programs-active tbody tr:not(.group)");
  const shown = page.locator("#programs-active tbody tr:not(.group):visible");
  const health = page.getByRole("combobox", { name: "Health" });
  await page.goto(`${site.origin}${base}programs/`);
  const all = await rows.count();
  const amber = await rows.filter({ has: page.locator(".pill-amber:not(.flag)") }).count();
  same("rows without a filter", await shown.count(), all);
  await health.selectOption("amber");
  same("rows after a choice", await shown.count(), amber);
  same("address after a choice", new URL(page.url()).search, "?health=amber");
  await page.getByLabel("Filter by name").fill("no such program");
  same("rows that match no word", await shown.count(), 0);
  same("count that is read out", await page.locator("[data-filter] [role=status]").innerText(), `0 of ${all}: Needs attention`);
  await page.goto(`${site.origin}${base}programs/?health=amber`);
  same("rows of an address with a filter", await shown.count(), amber);
  await page.locator(".legend a").first().click();
  same("choice after a link", `?health=${await health.inputValue()}`, new URL(page.url()).search);
  await page.goBack();
  same("rows after going back", await shown.count(), amber);
  await page.close();
  if (amber === 0 || amber === all) faults.push(`${amber} of ${all} rows are amber: the filter proves nothing`);
  return faults;
}

/** Status pages that need more than one sheet of paper. */
async function printed() {
  const faults = [];
  const page = await browser.newPage();
  await page.clock.setFixedTime(readOn);
  const status = pages(root).filter((path) => /^programs\/([^/]+\/)?index\.html$/.test(path));
  for (const path of status) {
    await page.goto(site.origin + base + urlOf(path).slice(1));
    if (!(await page.locator(".rest").count())) continue;
    for (const format of ["A4", "Letter"]) {
      const sheets = (await page.pdf({ format })).toString("latin1").match(/\/Type\s*\/Page\b/g).length;
      if (sheets > 1) faults.push(`${path}: ${sheets} sheets of ${format}`);
    }
  }
  await page.close();
  return status.length > 1 ? faults : [...faults, "there is no program"];
}

const chosen = sample();
const queue = [...chosen];
await Promise.all(
  Array.from({ length: TABS }, async () => {
    for (let path = queue.shift(); path; path = queue.shift()) {
      try {
        await visit(path);
      } catch (error) {
        found.console.push(`${path}: ${error.message.split("\n")[0]}`);
      }
    }
  }),
);
const chosenOnCoverage = await choices().catch((error) => [error.message.split("\n")[0]]);
const filtered = await filters().catch((error) => [error.message.split("\n")[0]]);
const sheets = await printed().catch((error) => [error.message.split("\n")[0]]);
await browser.close();
await site.close();

const axeFaults = [...violations].sort().map(([fault, seen]) => `${fault} — ${seen[0]}${seen.length > 1 ? ` and ${seen.length - 1} more` : ""}`);
const subject = `${name}: ${chosen.length} pages`;
report.check(`${subject} × ${WIDTHS.length} widths × ${COLOURS.length} colour modes without a violation of an axe rule (${runs} runs)`, axeFaults);
report.check(`${subject} fetch nothing from elsewhere and all that they ask for is there`, found.network);
report.check(`${subject} leave the console quiet`, found.console);
report.check(`${subject} keep to their policy`, found.policy);
report.check(`${subject} need no sideways scrolling at ${WIDTHS.map(({ width }) => width).join(" and ")} px`, found.reflow);
report.check(`${subject} show their heading and their text without scripts`, found.scripts);
report.check(`${name}: hours, clocks, weeks and people of the coverage page can be chosen`, chosenOnCoverage);
report.check(`${name}: the portfolio's filter follows its address and keeps choices in it`, filtered);
report.check(`${name}: each program and the portfolio print on one sheet`, sheets);
if (runs !== chosen.length * WIDTHS.length * COLOURS.length) report.check(`${subject}: axe ran in every mode`, [`${runs} runs`]);
for (const [why, count] of [...unsure].sort()) console.log(`  note    axe leaves ${count} elements to a person: ${why}`);
report.finish();
