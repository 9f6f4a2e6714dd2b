// Does the first screen answer? Folds, heights, sizes of text, heads that stay, tab stops, names and paper, read from the reference
// site in Chromium.
// Usage: CHROME=/usr/bin/chromium node face.mjs TREE

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Report } from "./report.mjs";
import { pages, serve, urlOf } from "./tree.mjs";

const [root] = process.argv.slice(2);
const report = new Report("face");
const site = await serve(root, "/");
const executablePath = process.env.CHROME ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-background-networking"] });
// Ages are counted from the reader's clock: each page is read on the day that the site is stated for.
const readOn = new Date(`${JSON.parse(readFileSync(join(root, "api/v1/index.json"), "utf8")).as_of}T12:00:00`);

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
// A program that is red and waits for a decision.
const RED = "/programs/dispatch-forecasting/";
// The six sizes of text, and the title's on a phone.
const SIZES = [13, 15, 16, 18, 22, 28];

async function open(path, viewport, options = {}) {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.clock.setFixedTime(readOn);
  await page.goto(site.origin + path);
  return page;
}

/** How many of the elements stand whole above the fold. */
async function whole(page, selector) {
  return page.locator(selector).evaluateAll((all) => all.filter((element) => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth + 0.5;
  }).length);
}

async function check(what, tests) {
  const faults = [];
  await tests(faults).catch((error) => faults.push(error.message.split("\n")[0]));
  report.check(what, faults);
}

const least = (faults, what, found, wanted) => found >= wanted || faults.push(`${what}: ${found}, not ${wanted}`);
const most = (faults, what, found, wanted) => found <= wanted || faults.push(`${what}: ${found}, more than ${wanted}`);

await check("the first screen of a desk and of a phone answers", async (faults) => {
  for (const [viewport, exceptions, decisions, rows] of [[DESK, 6, 4, 5], [PHONE, 2, 0, 4]]) {
    const home = await open("/", viewport);
    least(faults, `exceptions of / at ${viewport.width}`, await whole(home, ".lines > li"), exceptions);
    least(faults, `decisions of / at ${viewport.width}`, await whole(home, ".beside section:first-child .asks > li"), decisions);
    await home.context().close();
    const portfolio = await open("/programs/", viewport);
    least(faults, `exceptions of /programs/ at ${viewport.width}`, await whole(portfolio, "#attention > tr:not(.group)"), rows);
    await portfolio.context().close();
    const program = await open(RED, viewport);
    const wanted = viewport === DESK ? [".big .pill", ".headline", ".path", ".decide", "#next", ".facts"] : [".big .pill", ".headline", ".path", ".decide"];
    for (const part of wanted) least(faults, `${part} of a red program at ${viewport.width}`, await whole(program, part), 1);
    await program.context().close();
    const coverage = await open("/coverage/", viewport);
    const parts = viewport === DESK ? { ".cov-map": 1, ".cov-then": 1, ".cov-hours label": 24, ".cov-targets > li": 4 } : { ".cov-map": 1, ".cov-then": 1, ".cov-hours label": 24 };
    for (const [part, wanted] of Object.entries(parts)) least(faults, `${part} of /coverage/ at ${viewport.width}`, await whole(coverage, part), wanted);
    await coverage.context().close();
  }
});

await check("pages are no longer than what they say", async (faults) => {
  const page = await open("/", DESK);
  const heights = { "/": 1500, "/programs/": 2450, [RED]: 3000, "/coverage/": 1550, "/team/": 2000, "/timeline/": 1400, "/dependencies/": 1200, "/changes/": 5000 };
  for (const part of ["meet", "year", "hire", "method"]) heights[`/coverage/${part}/`] = 2050;
  for (const [path, wanted] of Object.entries(heights)) {
    await page.goto(site.origin + path);
    most(faults, `height of ${path}`, await page.evaluate(() => document.documentElement.scrollHeight), wanted);
  }
  await page.context().close();
});

/** One page of each kind. */
function kinds() {
  const seen = new Map();
  for (const path of pages(root)) {
    const parts = urlOf(path).split("/").filter(Boolean);
    const kind = parts.length > 1 ? `${parts[0]}/*/${parts.slice(2).map((part) => part.replace(/\d.*/, "*")).join("/")}` : parts.join("/");
    if (!seen.has(kind)) seen.set(kind, urlOf(path));
  }
  return [...new Set([...seen.values(), RED])];
}

await check("text has one of six sizes and grows with the reader's own", async (faults) => {
  const page = await open("/", DESK);
  for (const path of kinds()) {
    await page.goto(site.origin + path);
    const found = await page.evaluate(() => {
      // The names on the map grow with the map.
      const texts = [...document.body.querySelectorAll("*:not(.cov-map *)")].filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && element.getClientRects().length);
      return [...new Set(texts.map((element) => parseFloat(getComputedStyle(element).fontSize)))];
    });
    for (const size of found) if (!SIZES.includes(size)) faults.push(`${path}: text of ${size} px`);
  }
  await page.context().close();
});

await check("heads of registers stay in sight", async (faults) => {
  const page = await open("/", { width: 1280, height: 500 });
  for (const path of ["/programs/", "/risks/", "/decisions/"]) {
    await page.goto(site.origin + path);
    await page.locator("table.register").last().evaluate((table) => scrollTo(0, table.getBoundingClientRect().top + scrollY + table.offsetHeight / 2));
    const table = page.locator("table.register").last();
    const top = await table.locator("thead th").first().evaluate((head) => head.getBoundingClientRect().top);
    const height = await table.evaluate((table) => table.offsetHeight);
    if (height > 500 && (top < 0 || top > 200)) faults.push(`${path}: the head stands at ${top}`);
  }
  await page.context().close();
});

await check("no stop of the keyboard is in vain, parts have names, and no cell is empty", async (faults) => {
  const page = await open("/", DESK);
  for (const path of kinds()) {
    await page.goto(site.origin + path);
    await page.waitForTimeout(50);
    const found = await page.evaluate(() => {
      const faults = [];
      const shown = (element) => element.getClientRects().length > 0;
      for (const element of document.querySelectorAll('main [tabindex="0"]')) {
        if (shown(element) && element.scrollWidth <= element.clientWidth + 1 && element.scrollHeight <= element.clientHeight + 1) faults.push(`<${element.localName} class="${element.className}"> is a stop in vain`);
      }
      const regions = document.querySelectorAll("main section[aria-label], main section[aria-labelledby], main [role=region]").length;
      if (regions > 8) faults.push(`${regions} regions`);
      for (const table of document.querySelectorAll("main table.register")) if (!table.caption?.textContent.trim() && !table.ariaLabel) faults.push("a table without a name");
      const toggles = [...document.querySelectorAll("main summary")].map((summary) => summary.textContent.trim());
      for (const [at, name] of toggles.entries()) if (toggles.indexOf(name) !== at) faults.push(`two toggles are called ${name}`);
      for (const list of document.querySelectorAll("main ul, main ol")) {
        const known = new Map();
        for (const link of list.querySelectorAll("a[href]")) {
          const name = link.textContent.trim();
          if (known.has(name) && known.get(name) !== link.href) faults.push(`"${name}" leads to two places in one list`);
          known.set(name, link.href);
        }
      }
      for (const cell of document.querySelectorAll("main table.register tbody td")) if (!cell.textContent.trim() && !cell.querySelector("svg, img, input, progress")) faults.push(`an empty cell in "${cell.closest("table").caption?.textContent}"`);
      return [...new Set(faults)];
    });
    faults.push(...found.map((fault) => `${path}: ${fault}`));
  }
  await page.context().close();
});

await check("no name in a drawing of a program is cut", async (faults) => {
  const page = await open(RED, DESK);
  for (const name of await page.locator("main svg text").allTextContents()) if (name.includes("…")) faults.push(name);
  await page.context().close();
});

await check("paper has no text below 8 points and no age", async (faults) => {
  const page = await open("/", DESK);
  await page.emulateMedia({ media: "print" });
  for (const path of ["/", "/programs/", RED, "/risks/", "/decisions/"]) {
    await page.goto(site.origin + path);
    const found = await page.evaluate(() => {
      // The names on the map grow with the map.
      const texts = [...document.body.querySelectorAll("*:not(.cov-map *)")].filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && element.getClientRects().length && getComputedStyle(element).visibility !== "hidden");
      const small = texts.filter((element) => parseFloat(getComputedStyle(element).fontSize) < 10.6);
      return { small: [...new Set(small.map((element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}"> has ${getComputedStyle(element).fontSize}`))], text: document.querySelector("main").innerText };
    });
    faults.push(...found.small.map((fault) => `${path}: ${fault}`));
    if (/\bago\b|yesterday/.test(found.text)) faults.push(`${path} prints an age`);
  }
  await page.context().close();
});

await browser.close();
await site.close();
report.finish();
