// What does a page say when it is read long after it was built? Chromium with a fixed clock opens a site of 10 March 2026 whose only
// report, of 5 March, says green; the next was due on 12 March, with three days of grace.
// Usage: CHROME=/usr/bin/chromium node staleness.mjs TREE

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { Report } from "./report.mjs";
import { serve } from "./tree.mjs";

const [root] = process.argv.slice(2);
const report = new Report("staleness");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const site = await serve(root, "/");
const executablePath = process.env.CHROME ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-background-networking"] });

const WORDS = "out of date: report was due 12 Mar 2026";

const contexts = [];

/** A page at a moment of a reader's clock, open until the end of its check. */
async function open(path, moment, options = {}) {
  const context = await browser.newContext({ timezoneId: "Europe/Lisbon", reducedMotion: "reduce", ...options });
  contexts.push(context);
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(moment));
  await page.goto(site.origin + path);
  return page;
}

/** What a page says of its age: the bar, the words beside pills, the counts. */
async function told(page) {
  const bar = await page.locator(".old-state").allInnerTexts();
  const stale = await page.locator("main .pill-stale", { hasText: "out of date" }).allInnerTexts();
  const marks = await page.locator(`main .mark-stale[aria-label="${WORDS}"]`).count();
  const counts = await page.locator("[data-tally] li").evaluateAll((all) => all.map((item) => `${item.dataset.mark ?? "stale"} ${parseInt(item.textContent, 10)}`));
  return { bar: bar.join(), stale, marks, counts: counts.filter((count) => !count.endsWith(" 0")).join() };
}

async function check(what, tests) {
  const faults = [];
  const same = (what, found, wanted) => found === wanted || faults.push(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
  await tests(same).catch((error) => faults.push(error.message.split("\n")[0]));
  report.check(what, faults);
  for (const context of contexts.splice(0)) await context.close();
}

const PROGRAM = "/programs/apollo/";

await check("on 20 April each status is out of date, and the pages of all programs say how old they are", async (same) => {
  const on = "2026-04-20T12:00:00Z";
  // The pages of the whole portfolio say how old they are; of a program its status does.
  const bars = { "/": "State of 10 Mar 2026, 6 weeks ago", "/programs/": "Newest record: 5 Mar 2026, 7 weeks ago" };
  const program = await told(await open(PROGRAM, on));
  same("the program's bar", program.bar, "");
  same("the program's pill", program.stale.join(), WORDS);
  for (const path of ["/", "/programs/"]) {
    const page = await open(path, on);
    const list = await told(page);
    same(`the bar of ${path}`, list.bar, bars[path]);
    same(`the counts of ${path}`, list.counts, "stale 1");
    const main = await page.locator("main").innerText();
    same(`${path} names the program as late`, main.includes("1 program has not reported in time since"), true);
  }
  const list = await open("/programs/?health=stale", on);
  same("the filter finds it", await list.locator("#programs-active tbody tr:not(.group):visible").count(), 1);
  same("the row's pill", (await told(list)).stale.join(), "out of date");
  same("the words below it", (await list.locator(".was-due").allInnerTexts()).join(), "report was due 12 Mar 2026");
  same("the link of the count", await list.locator('[data-mark="stale"] a').getAttribute("href"), "?health=stale#active");
  same("the area's page", (await told(await open("/focus-areas/platform/", on))).stale.join(), WORDS);
  same("the person's page", (await told(await open("/team/ana/", on))).marks > 0, true);
});

await check("a report's own page stays as it stood", async (same) => {
  const { bar, stale, marks } = await told(await open(`${PROGRAM}updates/2026-03-05/`, "2026-04-20T12:00:00Z"));
  same("its bar", bar, "");
  same("its pills and marks", stale.length + marks, 0);
});

await check("until the last day of grace nothing is out of date, the day after it is, and a week after the site's day the bar appears", async (same) => {
  for (const [on, stale, bar] of [
    ["2026-03-12T12:00:00Z", 0, ""],
    ["2026-03-15T23:30:00Z", 0, ""],
    ["2026-03-16T00:30:00Z", 1, ""],
    ["2026-03-17T12:00:00Z", 1, "State of 10 Mar 2026, 7 days ago"],
    // A clock that is behind the site's day.
    ["2026-01-01T12:00:00Z", 0, ""],
  ]) {
    const program = await told(await open(PROGRAM, on));
    same(`words on ${on}`, program.stale.length, stale);
    const home = await told(await open("/", on));
    same(`the bar on ${on}`, home.bar, bar);
    same(`counts on ${on}`, home.counts, stale ? "stale 1" : "green 1");
  }
  const ahead = await open(PROGRAM, "2026-03-15T11:00:00Z", { timezoneId: "Pacific/Kiritimati" });
  same("words where it is the 16th already", (await told(ahead)).stale.length, 1);
});

await check("without scripts each status has its date in words", async (same) => {
  for (const [path, words, day] of [
    [PROGRAM, "next report due 12 Mar 2026", "Newest record: 5 Mar 2026"],
    ["/", "1 active program", "State of 10 Mar 2026"],
    ["/programs/", "5 Mar 2026", "Newest record: 5 Mar 2026"],
  ]) {
    const page = await open(path, "2026-04-20T12:00:00Z", { javaScriptEnabled: false });
    same(`${path} says “${words}”`, (await page.locator("main").innerText()).replaceAll("\n", " ").includes(words), true);
    same(`${path} says “${day}” at its end`, (await page.locator("main").innerText()).includes(day), true);
  }
});

await check("what the script adds is accessible and fits, in light and dark, at 1280 and 320 px", async (same) => {
  for (const path of ["/", "/programs/", PROGRAM, "/focus-areas/platform/"]) {
    for (const width of [1280, 320]) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await open(path, "2026-04-20T12:00:00Z", { viewport: { width, height: 800 }, colorScheme });
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        const faults = violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id} at ${node.target.join(" ")}`));
        same(`axe at ${path}, ${width} px, ${colorScheme}`, faults.join("; "), "");
        same(`width of ${path} at ${width} px`, (await page.evaluate(() => document.documentElement.scrollWidth)) <= width, true);
      }
    }
  }
});

await browser.close();
await site.close();
report.finish();
