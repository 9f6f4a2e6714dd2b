// Does the Content-Security-Policy hold attackers off? csp_evaluator over the policy of every page and of the host's header file.
// Usage: node policy.mjs TREE…

import { readFileSync } from "node:fs";
import { join } from "node:path";
import evaluator from "csp_evaluator/dist/evaluator.js";
import parser from "csp_evaluator/dist/parser.js";
import finding from "csp_evaluator/dist/finding.js";
import { Report } from "./report.mjs";
import { files } from "./tree.mjs";

const report = new Report("policy");
const META = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/g;
const HEADER = /^ +Content-Security-Policy: (.*)$/gm;

/** Findings that are certain; what is "maybe" or below depends on the host. */
function weaknesses(policy) {
  const found = new evaluator.CspEvaluator(new parser.CspParser(policy).csp).evaluate();
  return found.filter((each) => each.severity < finding.Severity.HIGH_MAYBE).map((each) => `${each.directive}: ${each.description}`);
}

for (const root of process.argv.slice(2)) {
  const name = root.split("/").at(-1);
  const policies = new Set();
  const without = [];
  for (const path of files(root)) {
    if (path !== "_headers" && !path.endsWith(".html")) continue;
    const stated = [...readFileSync(join(root, path), "utf8").matchAll(path === "_headers" ? HEADER : META)];
    if (stated.length !== 1) without.push(`${path}: ${stated.length} policies`);
    for (const [, policy] of stated) policies.add(policy.replaceAll("&#39;", "'").replaceAll("&#x27;", "'"));
  }
  report.check(`${name}: every page states one policy`, without);
  for (const policy of policies) {
    report.check(`${name}: csp_evaluator finds no weakness in "${policy.slice(0, 60)}…"`, weaknesses(policy));
    const loose = policy.split(";").filter((part) => /unsafe-|\bdata:|\*|https?:/.test(part));
    report.check(`${name}: the policy allows nothing inline and nothing from elsewhere`, loose);
  }
}
report.finish();
