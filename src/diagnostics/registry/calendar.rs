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
                  risk, an open issue, an assumption without `outcome`, a decision that somebody asked for. Readers would take the old date for \
                  a plan. Report the new state in the next update; `program.yaml` keeps the promise as it was made.",
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
                  hours change without anybody thinking of this file. Ask the person, then write today's date. Hours that were never \
                  confirmed are not reported: a site that does not want this record keeps none.",
    bad: r"# content/people/ana.yaml
confirmed: 2025-06-01
",
    fixed: r"# content/people/ana.yaml
confirmed: 2026-03-02
",
};

pub(super) const SKIPPED_HOURS: Long = Long {
    explanation: "On one night a year clocks jump forward, and the hour between does not exist. Working hours that begin inside it begin later \
                  by the length of the jump, so a shift of half an hour may lie where nobody expects it, and who hands over waits. The finding \
                  names the first such date in the coming eighteen months. Begin the shift at another time, or write that date's hours \
                  in `exceptions`.",
    bad: r#"# content/people/ana.yaml
time_zone: Europe/Lisbon
working_hours: "Su 01:30-09:00"
"#,
    fixed: r#"# content/people/ana.yaml
time_zone: Europe/Lisbon
working_hours: "Su 02:00-09:00"
"#,
};

pub(super) const OLD_ZONE_DATA: Long = Long {
    explanation: "The time-zone database in this program was published more than 120 days before the day that the site speaks for. \
                  Governments change clocks at short notice, six times in 2026 alone, and a program that does not know shows coverage that is an \
                  hour wrong. Take a newer release of pmo-site; `pmo-site --version` prints the release of the database. It is reported only \
                  where there are people whose hours depend on it.",
    bad: r"# built for 2027-03-10 by a program whose zone data are of 2026-10-28
",
    fixed: r"# built for 2027-03-10 by a program whose zone data are of 2027-01-20
",
};

pub(super) const MISSED_TARGET: Long = Long {
    explanation: "In the week of the day that the site speaks for, fewer people are there than `coverage.targets` asks for. The coverage page \
                  names the days and hours and shows what a hire would change. It is a warning, since a holiday can bring it about; \
                  `--strict`, or this code as `error` under `findings`, makes it fail. Absences count here, though no public page tells of them.",
    bad: r#"# pmo.yaml
coverage:
  targets:
    - { id: late, time_zone: Europe/Lisbon, days: "Mo-Fr", from: "09:00", to: "18:00" }
"#,
    fixed: r#"# pmo.yaml
coverage:
  targets:
    - { id: late, time_zone: Europe/Lisbon, days: "Mo-Fr", from: "09:00", to: "17:00" }
"#,
};
