//! The long forms of findings that the calendar makes.

use super::Long;

pub(super) const STALE: Long = Long {
    explanation: "The next status update was due and its days of grace have passed. From here on the site shows the program as stale and no \
                  longer by its last colour, because nobody knows whether that colour still holds. Write an update, even a short one. If \
                  the program reports at another pace, say so with `cadence`; if it has stopped, change its `lifecycle`.",
    bad: r"# content/programs/apollo/program.yaml
lifecycle: active
cadence: weekly
",
    fixed: r"# content/programs/apollo/updates/2026-04-09.md
---
author: ana
health: green
headline: The first tenant still moves in June.
---
",
};

pub(super) const OVERDUE: Long = Long {
    explanation: "A date has passed and nothing says that the thing was done or moved: a milestone without `actual`, the review of an open \
                  risk, an open issue, a decision that somebody asked for. Readers would take the old date for a plan. Report the new state \
                  in the next update; `program.yaml` keeps the promise as it was made.",
    bad: r"# content/programs/apollo/program.yaml
milestones:
  - { id: M1, name: First tenant moved, baseline: 2026-03-31 }
",
    fixed: r"# content/programs/apollo/program.yaml
milestones:
  - { id: M1, name: First tenant moved, baseline: 2026-03-31 }
# content/programs/apollo/updates/2026-03-05.md
milestones:
  M1: { forecast: 2026-05-15 }
",
};

pub(super) const UNCONFIRMED_HOURS: Long = Long {
    explanation: "Working hours were last confirmed more than 180 days ago. The coverage page promises readers that somebody is awake, and \
                  hours change without anybody thinking of this file. Ask the person, then write today's date.",
    bad: r"# content/people/ana.yaml
confirmed: 2025-06-01
",
    fixed: r"# content/people/ana.yaml
confirmed: 2026-03-02
",
};
