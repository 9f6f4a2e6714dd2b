// Does the live preview show an edit in the open page, in place and at once, and nothing to strangers? Chromium opens the pages of a copy
// of SITE while this script saves its files.
// Usage: CHROME=/usr/bin/chromium node preview.mjs BINARY SITE

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { Report } from "./report.mjs";

const [binary, source] = process.argv.slice(2);
const report = new Report("preview");
const root = mkdtempSync(join(tmpdir(), "pmo-site-preview-"));
const site = join(root, "site");
for (const part of ["pmo.yaml", "content", "static", "themes"]) {
  try {
    cpSync(join(source, part), join(site, part), { recursive: true });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}
const at = (path) => join(site, path);
const read = (path) => readFileSync(at(path), "utf8");
const save = (path, text) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};

// A page with a marked paragraph in its middle, something to unfold, and enough above and below to scroll.
const filler = (name) => Array.from({ length: 40 }, (_, line) => `${name} paragraph ${line} of the trial page.\n`).join("\n");
const trial = (marked) => `# Trial\n\n## Before\n\n${filler("Upper")}\n## Middle\n\n${marked}\n\n\`\`\`yaml\nkey: value\n\`\`\`\n\n## After\n\n${filler("Lower")}`;
const TRIAL = "content/handbook/trial.md";
const PICTURE = "content/handbook/dot.svg";
const dot = (colour, size) => `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><circle cx="8" cy="8" r="6" fill="${colour}"/></svg>`;
save(PICTURE, dot("red", 16));
save(TRIAL, trial("The marked words are **first**. ![A dot](dot.svg)"));

const opened = join(root, "opened");
writeFileSync(join(root, "editor.mjs"), `import { writeFileSync, renameSync } from "node:fs"; writeFileSync(${JSON.stringify(`${opened}.part`)}, process.argv.slice(2).join("\\n")); renameSync(${JSON.stringify(`${opened}.part`)}, ${JSON.stringify(opened)});`);
const flags = ["serve", "--source", site, "--port", "8310", "--as-of", "2026-11-20", "--verify", "--editor", `'${process.execPath}' '${join(root, "editor.mjs")}' {file} {line} {column}`];
const server = spawn(binary, flags, { stdio: ["ignore", "ignore", "pipe"] });
let said = "";
server.stderr.on("data", (text) => (said += text));

/** Waits until `probe` gives something true; throws with `what` after `limit` milliseconds. */
async function until(what, probe, limit = 10_000) {
  const end = Date.now() + limit;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${what}: not within ${limit} ms`);
    await new Promise((later) => setTimeout(later, 5));
  }
}

const home = await until("address of the preview", () => said.match(/serving (http\S+)/)?.[1], 60_000);
const executablePath = process.env.CHROME ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"] });

const LIMIT = 10_000; // Who waits longer thinks that nothing happens. How quick it is, is measured in benches/preview.rs.
const times = [];

/** Opens a page that counts its loads and keeps what it complains about. */
async function page(address) {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  tab.faults = [];
  await tab.addInitScript(() => {
    globalThis.trail = Math.random();
    document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  tab.on("console", (message) => ["error", "warning"].includes(message.type()) && tab.faults.push(message.text()));
  tab.on("pageerror", (error) => tab.faults.push(error.message));
  await tab.goto(new URL(address, home).href, { waitUntil: "load" });
  await tab.waitForFunction(() => document.querySelector("pmo-preview")?.shadowRoot.querySelector(".bar"));
  tab.trail = await tab.evaluate(() => globalThis.trail);
  return tab;
}

/** Runs one check; what it returns or throws are its failures. A browser that no longer answers fails it too. */
async function check(what, run) {
  const late = new Promise((_, fail) => setTimeout(fail, 60_000, new Error("no end within a minute")).unref());
  try {
    report.check(what, (await Promise.race([run(), late])) ?? []);
  } catch (error) {
    report.check(what, [error.message.split("\n")[0]]);
  }
}

/** Faults unless `found` is `wanted`. */
const same = (what, found, wanted) => (JSON.stringify(found) === JSON.stringify(wanted) ? [] : [`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`]);
const notLoaded = async (tab) => same("marks of one load", await tab.evaluate(() => globalThis.trail), tab.trail);

/** Saves and measures until `shows` is true in the tab. */
async function edit(tab, what, change, shows, argument) {
  const start = performance.now();
  change();
  await tab.waitForFunction(shows, argument, { polling: 5, timeout: 2 * LIMIT });
  const took = performance.now() - start;
  times.push(took);
  return took > LIMIT ? [`${what} took ${Math.round(took)} ms`] : [];
}

const text = (words) => document.querySelector("main").textContent.includes(words);
const panel = (tab) => tab.locator("pmo-preview .panel");

const reading = await page("handbook/trial/");

await check("an edited paragraph appears in the open page within a second, without a load", async () => {
  const faults = await edit(reading, "the edit", () => save(TRIAL, trial("The marked words are *second*. ![A dot](dot.svg)")), text, "words are second");
  return [...faults, ...(await notLoaded(reading))];
});

await check("the reader's place, unfolded parts and written words stay", async () => {
  const faults = [];
  await reading.evaluate(() => {
    const unfold = document.createElement("details");
    document.querySelector("details.fold")?.toggleAttribute("open");
    unfold.remove();
    document.getElementById("after").scrollIntoView();
    scrollBy(0, -60);
  });
  const state = () => reading.evaluate(() => ({ y: Math.round(scrollY), open: [...document.querySelectorAll("details")].map(({ open }) => open), top: Math.round(document.getElementById("after").getBoundingClientRect().top) }));
  const before = await state();
  faults.push(...(await edit(reading, "the edit", () => save(TRIAL, trial("The marked words are third. ![A dot](dot.svg)")), text, "words are third")));
  await reading.evaluate(() => new Promise((done) => setTimeout(done, 150)));
  faults.push(...same("state after an edit of the same length", await state(), before));
  // Three paragraphs more above: what is on the screen stays where it is.
  faults.push(...(await edit(reading, "the longer edit", () => save(TRIAL, trial("The marked words are fourth.\n\nOne.\n\nTwo.\n\nThree. ![A dot](dot.svg)")), text, "words are fourth")));
  await reading.evaluate(() => new Promise((done) => setTimeout(done, 150)));
  const after = await state();
  faults.push(...same("unfolded parts", after.open, before.open));
  if (Math.abs(after.top - before.top) > 3) faults.push(`what was at ${before.top} px is at ${after.top} px`);
  return [...faults, ...(await notLoaded(reading))];
});

await check("the page's own scripts work on what came new", async () => {
  const faults = await edit(reading, "the edit", () => save(TRIAL, trial("The marked words are fifth.\n\n```yaml\nnew: block\n```")), text, "words are fifth");
  await reading.waitForFunction(() => [...document.querySelectorAll("pre")].every((pre) => pre.parentElement.querySelectorAll(":scope > .copy").length === 1));
  const tools = await reading.evaluate(() => document.querySelectorAll("[data-tools] select").length);
  faults.push(...same("choices of the theme", tools, 1));
  await reading.locator("[data-tools] select").selectOption("dark");
  const theme = await reading.evaluate(() => document.documentElement.dataset.theme);
  faults.push(...same("theme after a choice", theme, "dark"));
  await reading.locator("[data-tools] select").selectOption({ label: "System" });
  return faults;
});

// How many frames show a page whose scripts have not run yet: a note, since a frame may fall anywhere.
let frames = { all: 0, bare: 0 };
await check("ten edits one after the other all appear", async () => {
  await reading.evaluate(() => {
    globalThis.frames = { all: 0, bare: 0 };
    const look = () => {
      globalThis.frames.all += 1;
      globalThis.frames.bare += document.querySelector("[data-tools] select") ? 0 : 1;
      requestAnimationFrame(look);
    };
    look();
  });
  const faults = [];
  for (let round = 0; round < 10; round += 1) {
    faults.push(...(await edit(reading, `edit ${round}`, () => save(TRIAL, trial(`The round is number ${round}.`)), text, `round is number ${round}.`)));
  }
  await reading.waitForTimeout(100);
  frames = await reading.evaluate(() => globalThis.frames);
  return [...faults, ...(await notLoaded(reading))];
});

await check("a picture of the same name is shown anew", async () => {
  save(TRIAL, trial("With a picture. ![A dot](dot.svg)"));
  await reading.waitForFunction(text, "With a picture");
  await reading.waitForFunction(() => [...document.images].some((image) => image.complete && image.naturalWidth === 16));
  return edit(reading, "the picture", () => save(PICTURE, dot("blue", 32)), () => [...document.images].some((image) => image.complete && image.naturalWidth === 32));
});

const program = readdirSync(at("content/programs"), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort().find((name) => {
  try {
    return readdirSync(at(`content/programs/${name}/updates`)).length > 1;
  } catch {
    return false;
  }
});
const update = `content/programs/${program}/updates/${readdirSync(at(`content/programs/${program}/updates`)).sort().at(-1)}`;
const portfolio = await page("programs/");
const status = await page(`programs/${program}/`);

await check("an edited report appears on its program's page", async () => {
  const before = read(update);
  const faults = await edit(status, "the report", () => save(update, before.replace(/^headline:.*$/m, "headline: The words of the trial report.")), text, "words of the trial report");
  save(update, before);
  await status.waitForFunction(() => !document.querySelector("main").textContent.includes("words of the trial report"));
  return [...faults, ...(await notLoaded(status))];
});

await check("a filter keeps its state, its words and the caret while rows change", async () => {
  const faults = [];
  const record = `content/programs/${program}/program.yaml`;
  const before = read(record);
  const field = portfolio.locator("[data-filter] input[type=search]").first();
  const letters = before.match(/^name: *["']?(\S{3})/m)[1].toLowerCase();
  await field.click();
  await field.pressSequentially(letters);
  const rows = portfolio.locator("[data-filter] ~ * tbody tr:visible, #programs-active tbody tr:visible");
  const count = await rows.count();
  faults.push(...(await edit(portfolio, "the record", () => save(record, before.replace(/^name: *(.*)$/m, (_, name) => `name: ${name.replaceAll(/["']/g, "")} Renamed`)), text, "Renamed")));
  await until("rows of the filter", async () => (await rows.count()) === count);
  const state = await portfolio.evaluate(() => ({ value: document.activeElement.value, caret: document.activeElement.selectionStart, search: location.search }));
  faults.push(...same("filter", state, { value: letters, caret: letters.length, search: `?q=${letters}` }));
  save(record, before);
  await portfolio.waitForFunction(() => !document.querySelector("main").textContent.includes("Renamed"));
  return [...faults, ...(await notLoaded(portfolio))];
});

await check("a style sheet changes without a load", async () => {
  const sheet = "themes/default/assets/99-trial.css";
  const colour = () => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)";
  const faults = await edit(reading, "the style", () => save(sheet, "h1 { color: rgb(1, 2, 3) }\n"), colour);
  await reading.waitForFunction(() => document.querySelectorAll('head link[rel="stylesheet"]').length === 1);
  rmSync(at(sheet));
  await reading.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color !== "rgb(1, 2, 3)");
  return [...faults, ...(await notLoaded(reading))];
});

await check("a record with an error shows file, line and hint over the last good page, and its mending clears it", async () => {
  const faults = [];
  const record = `content/programs/${program}/program.yaml`;
  const before = read(record);
  const shown = () => document.querySelector("pmo-preview").shadowRoot.querySelector(".panel .place");
  faults.push(...(await edit(reading, "the error", () => save(record, `${before}\nonwer: nobody\n`), shown)));
  const words = await panel(reading).innerText();
  const line = before.split("\n").length + 1;
  if (!words.includes(`${record}:${line}:1`)) faults.push(`no place in: ${words.slice(0, 200)}`);
  if (!words.includes("onwer: nobody") || !words.includes("help:")) faults.push(`no excerpt or hint in: ${words.slice(0, 300)}`);
  if (!(await reading.evaluate(text, "With a picture"))) faults.push("the last good page is gone");
  faults.push(...same("tabs that show it", await panel(status).count(), 1));
  // The place opens the editor.
  await panel(reading).locator(".place").first().click();
  const asked = await until("editor", () => {
    try {
      return readFileSync(opened, "utf8");
    } catch {
      return "";
    }
  });
  faults.push(...same("file, line and column for the editor", asked.split("\n").slice(1), [`${line}`, "1"]));
  if (!asked.startsWith("/") || !asked.split("\n")[0].endsWith(record)) faults.push(`the editor was given ${asked}`);
  rmSync(opened);
  faults.push(...(await edit(reading, "the mending", () => save(record, before), () => !document.querySelector("pmo-preview").shadowRoot.querySelector(".panel, .errors"))));
  return [...faults, ...(await notLoaded(reading))];
});

await check("Alt and a click open the source at its line", async () => {
  await reading.getByText("Lower paragraph 3 of").click({ modifiers: ["Alt"] });
  const asked = await until("editor", () => {
    try {
      return readFileSync(opened, "utf8");
    } catch {
      return "";
    }
  });
  const line = read(TRIAL).split("\n").findIndex((line) => line.startsWith("Lower paragraph 3 of")) + 1;
  return same("file and line", [asked.split("\n")[0].endsWith(TRIAL), asked.split("\n")[1]], [true, `${line}`]);
});

await check("a change elsewhere does not disturb", async () => {
  const asked = [];
  // A stream that has had its time is asked for again, whatever is saved.
  reading.on("request", (request) => request.url().includes("/_preview/events") || asked.push(request.url()));
  await reading.evaluate(() => {
    globalThis.touched = 0;
    new MutationObserver((changes) => (globalThis.touched += changes.length)).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const other = "content/handbook/trial-other.md";
  save(other, "# Other\n\nFirst.\n");
  // A new page is news for its neighbours: it stands in their navigation.
  await reading.waitForFunction(() => [...document.querySelectorAll("nav a")].some((link) => link.pathname.endsWith("/trial-other/")));
  const watching = await page("handbook/trial-other/");
  await reading.waitForTimeout(500);
  asked.length = 0;
  await reading.evaluate(() => (globalThis.touched = 0));
  await edit(watching, "the other page", () => save(other, "# Other\n\nSecond.\n"), text, "Second.");
  await reading.waitForTimeout(200);
  const faults = [...same("requests", asked, []), ...same("changes of the document", await reading.evaluate(() => globalThis.touched), 0)];
  await watching.close();
  rmSync(at(other));
  return faults;
});

await check("a page that is gone says so, and comes back", async () => {
  const aside = join(root, "trial.md");
  const faults = await edit(reading, "the loss", () => renameSync(at(TRIAL), aside), () => document.querySelector("pmo-preview").shadowRoot.querySelector(".gone"));
  if (!(await reading.evaluate(text, "With a picture"))) faults.push("the last version of the page is gone too");
  faults.push(...(await edit(reading, "the return", () => renameSync(aside, at(TRIAL)), () => !document.querySelector("pmo-preview").shadowRoot.querySelector(".gone"))));
  return [...faults, ...(await notLoaded(reading))];
});

await check("another day is chosen in the preview, and today again", async () => {
  // The last line names the newest record, which on that day was an earlier one.
  const foot = (day) => document.querySelector("main > .page-foot time")?.dateTime <= day;
  const choose = () =>
    status.evaluate(() => {
      const field = document.querySelector("pmo-preview").shadowRoot.querySelector("input[type=date]");
      field.value = "2026-10-01";
      field.dispatchEvent(new Event("change"));
    });
  const faults = await edit(status, "the day", choose, foot, "2026-10-01");
  await status.locator("pmo-preview").getByRole("button", { name: "Today" }).click();
  await status.waitForFunction((day) => document.querySelector("main > .page-foot time")?.dateTime > day, "2026-10-01");
  return [...faults, ...(await notLoaded(status))];
});

await check("S3: a page of another origin can read nothing and listen to nothing", async () => {
  const stranger = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>x</title>"));
  await new Promise((ready) => stranger.listen(0, "127.0.0.1", ready));
  const faults = [];
  const tab = await browser.newPage();
  for (const host of ["127.0.0.1", "localhost"]) {
    await tab.goto(`http://${host}:${stranger.address().port}/`);
    const got = await tab.evaluate(async (home) => {
      const token = "0".repeat(32);
      const element = (name, attribute, url) =>
        new Promise((done) => {
          const element = document.createElement(name);
          element.onload = () => done(name === "iframe" ? element.contentDocument?.body?.textContent ?? null : "loaded");
          element.onerror = () => done(null);
          element[attribute] = url;
          document.body.append(element);
        });
      const fetched = (url, options) => fetch(url, options).then((response) => (response.type === "opaque" ? null : response.text()), () => null);
      const stream = new Promise((done) => {
        const events = new EventSource(`${home}_preview/events?token=${token}&page=/&version=`);
        events.onopen = () => done("open");
        events.onerror = () => done(null);
      });
      const tried = async (attempt) => Promise.race([attempt, new Promise((done) => setTimeout(done, 5000, null))]);
      return {
        page: await fetched(home),
        opaque: await fetched(home, { mode: "no-cors" }),
        json: await fetched(`${home}api/v1/programs.json`),
        script: await tried(element("script", "src", `${home}_preview/preview.js`)),
        image: await tried(element("img", "src", `${home}handbook/dot.svg`)),
        frame: await tried(element("iframe", "src", home)),
        wish: await fetched(`${home}_preview/as-of?day=2020-01-01`, { method: "POST" }),
        simple: await fetched(`${home}_preview/as-of?day=2020-01-01`, { method: "POST", mode: "no-cors" }),
        stream: await tried(stream),
      };
    }, home);
    for (const [what, value] of Object.entries(got)) if (value) faults.push(`${host}: ${what} gave ${String(value).slice(0, 60)}`);
  }
  await tab.close();
  stranger.close();
  return faults;
});

await check("S7: an address and a file's name are text wherever they are shown", async () => {
  const faults = [];
  const payload = '<img src=x onerror="globalThis.harmed=1">';
  const lost = await page(`${encodeURIComponent(payload)}/?${encodeURIComponent(payload)}#${encodeURIComponent(payload)}`);
  const name = `content/handbook/${payload.replaceAll("/", "")}.md`;
  save(name, "# T\n\n[gone](nowhere.md)\n");
  await lost.waitForFunction(() => document.querySelector("pmo-preview").shadowRoot.querySelector(".panel"));
  await lost.waitForTimeout(100);
  const harmed = await lost.evaluate(() => [globalThis.harmed ?? 0, document.querySelector("pmo-preview").shadowRoot.querySelectorAll("img").length]);
  faults.push(...same("harm and elements", harmed, [0, 0]));
  if (!(await panel(lost).innerText()).includes("onerror")) faults.push("the file's name is not shown");
  rmSync(at(name));
  await lost.waitForFunction(() => !document.querySelector("pmo-preview").shadowRoot.querySelector(".panel"));
  await lost.close();
  return faults;
});

await check("the pages keep to their policy and their consoles are quiet", () => [reading, portfolio, status].flatMap((tab) => tab.faults));
await check("no build differed from a clean one (--verify)", () => (said.includes("differs from a clean one") ? [said.slice(said.indexOf("differs")).slice(0, 300)] : []));

await check("a page outlives its server, and follows the next run", async () => {
  server.kill();
  const words = () => document.querySelector("pmo-preview").shadowRoot.querySelector(".away");
  await reading.waitForFunction(words, null, { timeout: 20_000 });
  const next = spawn(binary, [...flags], { stdio: ["ignore", "ignore", "pipe"] });
  let heard = "";
  next.stderr.on("data", (text) => (heard += text));
  await until("second run", () => heard.includes("serving"), 60_000);
  await reading.waitForFunction(() => document.querySelector("pmo-preview")?.shadowRoot.querySelector(".bar:not(:has(.away))"), null, { timeout: 20_000 });
  try {
    return await edit(reading, "an edit in the next run", () => save(TRIAL, trial("Of the second run.")), text, "Of the second run");
  } finally {
    next.kill();
  }
});

times.sort((a, b) => a - b);
console.log(`  note    save to page: median ${Math.round(times[Math.floor(times.length / 2)])} ms, longest ${Math.round(times.at(-1))} ms of ${times.length} edits`);
console.log(`  note    ${frames.bare} of ${frames.all} frames during ten edits showed a page without its scripts' work`);
// A browser that hangs must not hang the judges.
setTimeout(() => process.exit(1), 20_000).unref();
report.finish();
await browser.close();
server.kill();
rmSync(root, { recursive: true, force: true });
