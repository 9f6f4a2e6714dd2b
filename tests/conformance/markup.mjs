// Is every page, style sheet and image valid? The Nu HTML checker and html-validate, warnings counted as errors.
// Usage: node markup.mjs TREE…

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { HtmlValidate, FileSystemConfigLoader, esmResolver } from "html-validate";
import { Report } from "./report.mjs";
import { files } from "./tree.mjs";

const report = new Report("markup");
const require = createRequire(import.meta.url);
const jar = join(dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");

// Files are no responses, so the checker takes a page's own policy for a breach of it.
// And it does not know `paint-order` (SVG 2, 13.8), `vector-effect` (8.13), `field-sizing` (CSS Basic User Interface 4, 5.2) and
// `scroll-initial-target` (CSS Scroll Snap 2, 5.1), which browsers know or ignore without harm.
const FALSE_ALARM = "(.*Resource violates Content Security Policy.*)|(.*Property .(paint-order|vector-effect|field-sizing|scroll-initial-target). doesn.t exist.*)";

/** What the Nu checker says of `paths`; 500 at a time, since a command line has an end. */
function nu(root, paths, kind) {
  const found = [];
  for (let at = 0; at < paths.length; at += 500) {
    const batch = paths.slice(at, at + 500).map((path) => join(root, path));
    const options = ["-Xss8m", "-jar", jar, "--Werror", "--stdout", "--asciiquotes", "--format", "gnu", "--filterpattern", FALSE_ALARM];
    const run = spawnSync("java", [...options, ...kind, ...batch], { encoding: "utf8", maxBuffer: 1 << 28 });
    if (run.error) throw run.error;
    const lines = run.stdout.split("\n").filter((line) => line.trim() !== "");
    if (run.status !== 0 && lines.length === 0) lines.push(`java ended with ${run.status}: ${run.stderr.slice(0, 500)}`);
    found.push(...lines.map((line) => line.replaceAll(`file:${root}/`, "").replaceAll(`"${root}/`, '"')));
  }
  return found;
}

const validator = new HtmlValidate(
  new FileSystemConfigLoader([esmResolver()], {
    root: true,
    extends: ["html-validate:standard", "html-validate:a11y"],
    rules: {
      // A list may carry a name (WAI-ARIA 1.2, 5.2.8.4); the default advises against all but a few elements.
      "aria-label-misuse": ["error", { allowAnyNamable: true }],
      "heading-level": "error",
      "no-inline-style": "error",
      "no-missing-references": "error",
      "unique-landmark": "error",
      // Templates lay text out for a reader of the source; white space has no meaning to a browser.
      "no-trailing-whitespace": "off",
      // `<!doctype html>` is as good as `<!DOCTYPE html>`: HTML ignores the case of both.
      "doctype-style": "off",
    },
  }),
);

for (const root of process.argv.slice(2)) {
  const all = files(root);
  const name = root.split("/").at(-1);
  const html = all.filter((path) => path.endsWith(".html"));
  report.check(`${name}: ${html.length} pages pass the Nu HTML checker`, nu(root, html, ["--skip-non-html"]));
  const styles = all.filter((path) => path.endsWith(".css"));
  report.check(`${name}: ${styles.length} style sheets pass the Nu HTML checker`, nu(root, styles, ["--skip-non-css", "--css"]));
  const images = all.filter((path) => path.endsWith(".svg"));
  report.check(`${name}: ${images.length} SVG files pass the Nu HTML checker`, nu(root, images, ["--skip-non-svg", "--svg"]));
  // A fault of a template is on all of its pages: one line for each, with where it was seen.
  const found = new Map();
  for (const path of html) {
    const judged = await validator.validateFile(join(root, path));
    for (const result of judged.results) {
      for (const { message, ruleId, line, column } of result.messages) {
        const fault = `${message} [${ruleId}]`;
        found.set(fault, [...(found.get(fault) ?? []), `${path}:${line}:${column}`]);
      }
    }
  }
  report.check(`${name}: ${html.length} pages pass html-validate`, [...found].map(([fault, seen]) => `${fault} — ${seen.length} times: ${seen.slice(0, 4).join(", ")}`));
}
report.finish();
