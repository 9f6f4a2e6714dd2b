// The search as readers meet it: the box that the bar opens, and the search page; with the keyboard, without scripts, judged by axe.
//
// Usage: CHROME=/usr/bin/chromium node lookup.mjs TREE [BASE_PATH]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { chromium } from "playwright-core";
import { Report } from "./report.mjs";
import { serve } from "./tree.mjs";

const [root, address = "/"] = process.argv.slice(2);
const base = new URL(address, "http://localhost").pathname;
const name = basename(root);
const report = new Report("lookup");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const site = await serve(root, base);
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const browser = await chromium.launch({ executablePath: process.env.CHROME ?? "/usr/bin/chromium", args: ["--no-sandbox", ...quiet] });

const asked = [];
const noise = [];
const open = async (path, options = {}) => {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && noise.push(`${path}: ${message.text()}`));
  page.on("pageerror", (error) => noise.push(`${path}: ${error.message}`));
  page.on("request", (request) => asked.push(request.url()));
  page.on("response", (response) => response.status() >= 400 && noise.push(`${path}: ${response.status()} ${response.url()}`));
  await page.goto(site.origin + base + path, { waitUntil: "load" });
  return page;
};
const judge = async (page, what) => {
  await page.evaluate(axe);
  const faults = [];
  for (const [width, colorScheme] of [[320, "light"], [1280, "dark"]]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    for (const rule of violations) for (const node of rule.nodes) faults.push(`${what}, ${width} px, ${colorScheme}: ${rule.id} at ${node.target.join(" ")}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    if (wide) faults.push(`${what}, ${width} px: scrolls sideways`);
  }
  return faults;
};
const focused = (page) => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.localName);

/** The box: opened in three ways, walked with the arrows, closed with Escape. */
const box = async () => {
  const faults = [];
  const same = (what, found, wanted) => found === wanted || faults.push(`${what}: ${found}, not ${wanted}`);
  const page = await open("");
  same("files of the search before it is used", asked.filter((url) => /search-|\/search\//.test(url)).length, 0);
  const lookup = page.locator("dialog.lookup");
  for (const how of ["/", "Control+k"]) {
    await page.keyboard.press(how);
    await lookup.waitFor();
    await page.keyboard.press("Escape");
    same(`open after ${how} and Escape`, await lookup.isVisible(), false);
  }
  await page.locator("[data-search-open]").click();
  await lookup.waitFor();
  await page.keyboard.type("risk managment");
  const results = lookup.getByRole("list", { name: "Results" }).getByRole("listitem");
  await results.first().waitFor();
  faults.push(...(await judge(page, "box")));
  await page.setViewportSize({ width: 1280, height: 800 });
  await lookup.getByRole("searchbox").focus();
  await page.keyboard.press("ArrowDown");
  same("first result", await focused(page), "Risk management");
  await page.keyboard.press("ArrowUp");
  same("back in the field", await focused(page), "input");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(50);
  same("focus after Escape", await page.evaluate(() => document.activeElement.hasAttribute("data-search-open")), true);
  await page.keyboard.press("/");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\/\?q=risk/);
  await page.locator("[data-results] a").first().waitFor();
  await page.context().close();
  return faults;
};

/** The search page: an address with a query, lines with marks, places of pages, choices. */
const found = async () => {
  const faults = [];
  const same = (what, found, wanted) => found === wanted || faults.push(`${what}: ${found}, not ${wanted}`);
  const page = await open("search/?q=stale");
  const results = page.getByRole("list", { name: "Results" }).locator(":scope > li");
  await results.first().waitFor();
  await page.locator("[data-results] mark").first().waitFor();
  if (!/^\d+ pages/.test(await page.getByRole("status").innerText())) faults.push("the number of pages is not told");
  const parts = await page.locator(".result-parts a").evaluateAll((links) => links.map((link) => link.href));
  if (!parts.length) faults.push("no result leads to a section");
  faults.push(...(await judge(page, "search page")));
  await page.setViewportSize({ width: 1280, height: 800 });
  const choice = page.getByRole("group", { name: "Kind" }).getByRole("button", { name: /^Handbook/ });
  await choice.click();
  await page.waitForURL(/kind=Handbook/);
  same("choice", await choice.getAttribute("aria-pressed"), "true");
  const shown = Number((await choice.innerText()).match(/\d+/)[0]);
  same("results after a choice", await results.count(), shown);
  for (const link of parts.slice(0, 5)) {
    await page.goto(link);
    const id = decodeURIComponent(new URL(link).hash.slice(1));
    same(`section ${link}`, await page.locator(`[id="${id}"]`).count(), 1);
  }
  await page.goto(`${site.origin}${base}search/?q=zzzqx`);
  await page.waitForFunction(() => document.querySelector("[data-status]").textContent);
  same("nothing", await page.getByRole("status").innerText(), "No page has “zzzqx”. Check the spelling, or use fewer words.");
  await page.context().close();
  return faults;
};

const still = async () => {
  const page = await open("search/", { javaScriptEnabled: false });
  const faults = [];
  if (await page.locator("form").first().isVisible()) faults.push("the form is shown");
  if (!/needs scripts/.test(await page.locator("main").innerText())) faults.push("nothing says that it needs scripts");
  if ((await page.locator("main a").count()) < 3) faults.push("no ways in are listed");
  await page.context().close();
  return faults;
};

/** An address that leads nowhere: the words of its last part are in a search field, and Enter looks for them. */
const lost = async () => {
  const faults = [];
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  // The host answers with 404, which the console tells: that is no fault of the page.
  await page.goto(`${site.origin}${base}handbook/old/Risk_managment.html`);
  const field = page.locator("form[data-address]").getByRole("searchbox");
  await field.waitFor();
  if ((await field.inputValue()) !== "Risk managment") faults.push(`the field has ${await field.inputValue()}`);
  faults.push(...(await judge(page, "404")));
  await field.press("Enter");
  await page.waitForURL(/\/search\/\?q=Risk/);
  await page.locator("[data-results] a").first().waitFor();
  await context.close();
  return faults;
};

const tried = (check) => check().catch((error) => [error.message.split("\n")[0]]);
report.check(`${name}: the box of the bar opens, finds, and gives the focus back`, await tried(box));
report.check(`${name}: the search page marks words, leads to sections and keeps choices`, await tried(found));
report.check(`${name}: without scripts the search page says so and leads on`, await tried(still));
report.check(`${name}: an address that leads nowhere leads to the search`, await tried(lost));
report.check(`${name}: the search leaves the console quiet`, noise);
report.check(`${name}: the search fetches nothing from elsewhere`, asked.filter((url) => !url.startsWith(`${site.origin}${base}`)));
await browser.close();
await site.close();
report.finish();
