// What every script here prints: one line for each check, what failed below it, and the totals last.

const MOST = 40;

export class Report {
  #name;
  #passed = 0;
  #failed = 0;

  constructor(name) {
    this.#name = name;
  }

  /** One check: passed when `failures` is empty. */
  check(what, failures = []) {
    const lines = [...failures];
    if (lines.length === 0) {
      this.#passed += 1;
      console.log(`  ok      ${what}`);
      return;
    }
    this.#failed += 1;
    console.log(`  FAILED  ${what}: ${lines.length}`);
    for (const line of lines.slice(0, MOST)) console.log(`            ${line}`);
    if (lines.length > MOST) console.log(`            and ${lines.length - MOST} more`);
  }

  /** Prints the totals and sets the exit code. A script that checked nothing has failed. */
  finish() {
    console.log(`${this.#name}: ${this.#passed} passed, ${this.#failed} failed`);
    if (this.#failed > 0 || this.#passed === 0) process.exitCode = 1;
  }
}
