"""What every script here prints: one line for each check, what failed below it, and the totals last."""

import sys

MOST = 40


class Report:
    """Counts checks."""

    def __init__(self, name):
        self.name, self.passed, self.failed = name, 0, 0

    def check(self, what, failures=()):
        """One check: passed when `failures` is empty."""
        lines = list(failures)
        if not lines:
            self.passed += 1
            print(f"  ok      {what}", flush=True)
            return
        self.failed += 1
        print(f"  FAILED  {what}: {len(lines)}")
        for line in lines[:MOST]:
            print(f"            {line}")
        if len(lines) > MOST:
            print(f"            and {len(lines) - MOST} more")
        sys.stdout.flush()

    def finish(self):
        """Prints the totals and ends the script. One that checked nothing has failed."""
        print(f"{self.name}: {self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)
