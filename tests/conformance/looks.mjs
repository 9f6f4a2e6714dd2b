// Is the look what was reviewed? Ink and width, forced colours, large letters and wide spacing, greys, and a coarse picture of each kind
// of page, read from the reference site in Chromium.
// Usage: CHROME=/usr/bin/chromium node looks.mjs TREE PICTURES [--update]
// PICTURES holds the coarse pictures; with --update they are written anew, to be looked at before they are committed.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Report } from "./report.mjs";
import { serve } from "./tree.mjs";

const [root, reviewed, update] = process.argv.slice(2);
const report = new Report("looks");
const site = await serve(root, "/");
const executablePath = process.env.CHROME ?? "/usr/bin/chromium";
const launch = (...args) => chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-background-networking", ...args] });
const browser = await launch();
const readOn = new Date(`${JSON.parse(readFileSync(join(root, "api/v1/index.json"), "utf8")).as_of}T12:00:00Z`);

// A page of each kind that the built-in theme has.
const PROGRAM = "/programs/dispatch-forecasting/";
const STATUS = ["/", "/programs/", PROGRAM, "/coverage/"];
const KINDS = [
  ...STATUS,
  "/programs/storage-flex-market/",
  "/programs/tenant-billing/",
  "/programs/substation-simulator/",
  `${PROGRAM}updates/2026-11-19/`,
  "/programs/archive/",
  "/timeline/",
  "/risks/",
  "/decisions/",
  "/dependencies/",
  "/changes/",
  "/team/",
  "/team/marcus-ellery/",
  "/team/marcus-ellery/to-do/",
  "/coverage/meet/",
  "/coverage/year/",
  "/coverage/hire/",
  "/coverage/method/",
  "/focus-areas/",
  "/focus-areas/product/",
  "/request/",
  "/status-guide/",
  "/handbook/",
  "/handbook/reporting/",
  "/search/",
  "/404.html",
];
// Side of a cell of a coarse picture in px, levels of grey, how many levels and cells may differ: letters are drawn differently on
// different machines, boxes are not.
const CELL = 32;
const TALLEST = 2560;
const FAR = 2;
const MOST_CELLS = 0.015;

async function open(browser, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", timezoneId: "UTC", ...options });
  const page = await context.newPage();
  await page.clock.setFixedTime(readOn);
  await page.goto(site.origin + path);
  return page;
}

async function check(what, tests) {
  const faults = [];
  await tests(faults).catch((error) => faults.push(error.message.split("\n")[0]));
  report.check(what, faults);
}

// An empty page does the arithmetic with pixels.
const bench = await (await browser.newContext()).newPage();

/** The greys of a picture, 0 to 255, in cells of so many px; each the mean of its pixels. */
async function greys(png, cell) {
  return bench.evaluate(async ([png, cell]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const paint = canvas.getContext("2d", { willReadFrequently: true });
    paint.drawImage(image, 0, 0);
    const { data } = paint.getImageData(0, 0, image.width, image.height);
    const rows = [];
    for (let top = 0; top < image.height; top += cell) {
      const row = [];
      for (let left = 0; left < image.width; left += cell) {
        let sum = 0;
        let count = 0;
        for (let y = top; y < Math.min(top + cell, image.height); y += 1) {
          for (let x = left; x < Math.min(left + cell, image.width); x += 1) {
            const at = 4 * (y * image.width + x);
            sum += 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
            count += 1;
          }
        }
        row.push(sum / count);
      }
      rows.push(row);
    }
    return rows;
  }, [png.toString("base64"), cell]);
}

await check("the right third of the first screen is used, and wide windows are", async (faults) => {
  for (const path of STATUS) {
    const page = await open(browser, path);
    const third = await page.screenshot({ clip: { x: 853, y: 100, width: 427, height: 700 } });
    const dark = (await greys(third, 1)).flat();
    const ink = dark.filter((grey) => grey < 244).length / dark.length;
    if (ink < 0.02) faults.push(`${path}: ${(100 * ink).toFixed(1)} % ink`);
    await page.setViewportSize({ width: 1600, height: 900 });
    const width = await page.evaluate(() => document.querySelector("main").getBoundingClientRect().width / innerWidth);
    if (width < 0.85) faults.push(`${path}: ${(100 * width).toFixed(0)} % of 1600 px`);
    await page.context().close();
  }
});

await check("in forced colours each mark stands out, whatever theme was chosen", async (faults) => {
  for (const colorScheme of ["light", "dark"]) {
    for (const theme of ["", "light", "dark"]) {
      const page = await open(browser, "/", { colorScheme, forcedColors: "active" });
      await page.evaluate((theme) => (theme ? localStorage.setItem("theme", theme) : localStorage.removeItem("theme")), theme);
      for (const path of [...STATUS, "/timeline/", "/team/", "/risks/", "/coverage/meet/"]) {
        await page.goto(site.origin + path);
        const found = await page.evaluate(() => {
          const parts = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
          const light = (colour) => parts(colour).slice(0, 3).reduce((sum, part, at) => sum + [0.2126, 0.7152, 0.0722][at] * (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4), 0);
          const contrast = (one, other) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
          const ground = getComputedStyle(document.body).backgroundColor;
          const marks = document.querySelectorAll(".mark > *, .lane use:not([href$='-grid']), .lane .slip, .history path:not([class^='on-amber'], [class^='on-red']), .health-bar rect, .day-strip rect, .chart .today");
          const faults = new Set();
          for (const mark of marks) {
            if (!mark.getClientRects().length) continue;
            const { fill, stroke, color, opacity } = getComputedStyle(mark);
            const drawn = mark.namespaceURI.endsWith("svg") ? [fill, stroke] : [color];
            // A pattern is drawn in lines of its own.
            if (drawn.some((colour) => colour.startsWith("url"))) continue;
            const seen = drawn.filter((colour) => colour !== "none" && parts(colour)[3] !== 0);
            const most = Math.max(0, ...seen.map((colour) => contrast(colour, ground)));
            if (most < 3 || opacity < 0.5) faults.add(`${mark.parentNode.getAttribute?.("class") ?? ""} ${mark.getAttribute("class") ?? mark.localName}: ${most.toFixed(1)}`);
          }
          return [...faults];
        });
        faults.push(...found.map((fault) => `${path}, ${colorScheme}, theme ${theme || "of the system"}: ${fault}`));
      }
      await page.context().close();
    }
  }
});

await check("colours of the strip of reports are apart in grey too", async (faults) => {
  const page = await open(browser, "/programs/");
  const found = await page.evaluate(() => {
    const light = (selector) => {
      const mark = document.querySelector(selector);
      const [r, g, b] = getComputedStyle(mark).fill.match(/[\d.]+/g).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [red, amber] = [light(".history .was-red"), light(".history .was-amber")];
    return (Math.max(red, amber) + 0.05) / (Math.min(red, amber) + 0.05);
  });
  if (found < 1.5) faults.push(`red and amber are ${found.toFixed(2)} apart`);
  await page.context().close();
});

/** What stands outside of the window, or makes it scroll sideways. */
const sideways = (page) => page.evaluate(() => {
  const wide = document.documentElement.scrollWidth;
  if (wide <= innerWidth) return [];
  const outside = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".table-scroll, .chart-drawing, pre, .strip, svg"));
  return [`${wide} px wide: ${outside.slice(-1).map((element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}">`)}`];
});

await check("spaced text fits a narrow screen", async (faults) => {
  const page = await open(browser, "/", { viewport: { width: 320, height: 700 } });
  for (const path of KINDS) {
    await page.goto(site.origin + path);
    // WCAG 2.2, success criterion 1.4.12. The rules are set on elements, because a page admits no style of others.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll("body, body *")) {
        element.style?.setProperty("line-height", "1.5", "important");
        element.style?.setProperty("letter-spacing", "0.12em", "important");
        element.style?.setProperty("word-spacing", "0.16em", "important");
        if (element.localName === "p") element.style.setProperty("margin-bottom", "2em", "important");
      }
    });
    faults.push(...(await sideways(page)).map((fault) => `${path}: ${fault}`));
  }
  await page.context().close();
});

await check("letters of 32 px fit, and those in drawings are as large", async (faults) => {
  const large = await launch("--blink-settings=defaultFontSize=32");
  const page = await open(large, "/");
  for (const path of KINDS) {
    await page.goto(site.origin + path);
    faults.push(...(await sideways(page)).map((fault) => `${path}: ${fault}`));
    const small = await page.evaluate(() => [...document.querySelectorAll("main svg text")].filter((text) => text.getClientRects().length && !text.closest(".cov-map") && parseFloat(getComputedStyle(text).fontSize) < 24).map((text) => text.textContent));
    faults.push(...small.slice(0, 3).map((text) => `${path}: "${text}" did not grow`));
  }
  await large.close();
});

await check("each kind of page looks as it was reviewed", async (faults) => {
  const probe = await open(browser, "/");
  // Widths of letters tell which typeface this machine has.
  const font = await probe.evaluate(() => {
    const paint = document.createElement("canvas").getContext("2d");
    paint.font = `16px ${getComputedStyle(document.body).fontFamily}`;
    return `font ${paint.measureText("Programs, milestones and risks: 0123456789").width.toFixed(1)}`;
  });
  await probe.context().close();
  const known = new Map();
  const text = !update && existsSync(reviewed) ? readFileSync(reviewed, "utf8") : "";
  for (const part of text.split("\n# ").slice(1)) {
    const [head, ...rows] = part.trim().split("\n");
    known.set(head, rows);
  }
  if (text && !text.startsWith(`${font}\n`)) {
    console.log(`  note    the pictures were reviewed with another typeface (${text.split("\n")[0]}, here ${font}) and are not compared`);
    return;
  }
  const lines = [font];
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await open(browser, "/", { viewport: { width, height: 800 }, colorScheme });
      for (const path of KINDS) {
        await page.goto(site.origin + path);
        // Pages of coverage fetch the weeks ahead and grow by what can be chosen then.
        if (await page.locator("[data-weeks]").count()) await page.waitForLoadState("networkidle");
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        const png = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, TALLEST) } });
        const rows = (await greys(png, CELL)).map((row) => row.map((grey) => Math.min(15, Math.floor(grey / 16)).toString(16)).join(""));
        const head = `${path} ${width} ${colorScheme}`;
        lines.push(`# ${head}`, ...rows);
        if (update) continue;
        const wanted = known.get(head);
        if (!wanted) {
          faults.push(`${head} was not reviewed`);
        } else if (Math.abs(wanted.length - rows.length) > 1) {
          faults.push(`${head} has ${rows.length * CELL} px and had ${wanted.length * CELL}`);
        } else {
          const cells = wanted.flatMap((row, at) => [...row].map((grey, x) => [Number.parseInt(grey, 16), Number.parseInt(rows[at]?.[x] ?? grey, 16)]));
          const far = cells.filter(([one, other]) => Math.abs(one - other) > FAR).length;
          if (far > MOST_CELLS * cells.length) faults.push(`${head}: ${far} of ${cells.length} cells differ`);
        }
      }
      await page.context().close();
    }
  }
  if (update) writeFileSync(reviewed, `${lines.join("\n")}\n`);
});

await browser.close();
await site.close();
report.finish();
