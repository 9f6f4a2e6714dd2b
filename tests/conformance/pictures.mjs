// Takes the pictures of the README from a built reference site.
// Usage: CHROME=/usr/bin/chromium node pictures.mjs TREE FOLDER

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./tree.mjs";

const [root, folder] = process.argv.slice(2);
const site = await serve(root, "/");
const browser = await chromium.launch({ executablePath: process.env.CHROME ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const readOn = new Date(`${JSON.parse(readFileSync(join(root, "api/v1/index.json"), "utf8")).as_of}T15:00:00Z`);

const PICTURES = [
  ["home", "/", "light", 1280, 800],
  ["program", "/programs/dispatch-forecasting/", "light", 1280, 800],
  ["timeline", "/timeline/", "light", 1280, 800],
  ["coverage", "/coverage/", "dark", 1280, 800],
  ["phone", "/programs/dispatch-forecasting/", "light", 390, 800],
];

for (const [name, path, colorScheme, width, height] of PICTURES) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, timezoneId: "UTC" });
  await page.clock.setFixedTime(readOn);
  await page.goto(site.origin + path);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();
await site.close();
