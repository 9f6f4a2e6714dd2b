//! The long forms of findings that the calendar makes.

use super::Long;

pub(super) const STALE: Long = Long {
    explanation: "The next status update was due and its days of grace have passed. From now on the site shows the \
                  program as stale and not with its last colour, because nobody knows whether that colour is still \
                  true. Write an update, even a short one. If the program reports at another interval, set \
                  `cadence`; if it has stopped, change its `lifecycle`.",
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
    explanation: "A date has passed, and no record says that the item was done or moved: a milestone without \
                  `actual`, the review of an open risk, an open issue, an assumption without `outcome`, a decision \
                  that somebody asked for. Readers would take the old date for the current plan. Report the new \
                  state in the next update; `program.yaml` keeps the original date.",
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
    explanation: "Working hours were last confirmed more than 180 days ago. The coverage page promises readers that \
                  somebody is awake, and people change their hours without updating this file. Ask the person, then \
                  set `confirmed` to today's date. Hours that were never confirmed are not reported: a site that \
                  does not want to track this leaves `confirmed` out.",
    bad: r"# content/people/ana.yaml
confirmed: 2025-06-01
",
    fixed: r"# content/people/ana.yaml
confirmed: 2026-03-02
",
};

pub(super) const SKIPPED_HOURS: Long = Long {
    explanation: "On one night a year clocks jump forward, and the skipped hour does not exist. Working hours that \
                  begin in it begin later on that date, by the length of the jump, so a short shift may move to a \
                  time that nobody expects, and the colleague who hands over has to wait. The finding names the \
                  first such date in the next eighteen months. Begin the shift at another time, or set that date's \
                  hours in `exceptions`.",
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
    explanation: "The time-zone database in this program was published more than 120 days before the day for which \
                  the site is built. Governments change clocks at short notice, six times in 2026 alone, and with \
                  old data the coverage can be wrong by an hour. Install a newer release of pmo-site; `pmo-site \
                  --version` prints the release of the database. The finding is reported only if the site has people \
                  whose hours depend on the data.",
    bad: r"# built for 2027-03-10 by a program whose zone data are of 2026-10-28
",
    fixed: r"# built for 2027-03-10 by a program whose zone data are of 2027-01-20
",
};

pub(super) const MISSED_TARGET: Long = Long {
    explanation: "In the week of the day for which the site is built, fewer people work than `coverage.targets` \
                  requires. The coverage page names the days and hours and shows what a hire would change. It is a \
                  warning, because a holiday can cause it. To make it stop the build, use `--strict`, or set this \
                  code to `error` under `findings`. Absences count here, although no public page shows them.",
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

pub(super) const WITHHELD_TARGET: Long = Long {
    explanation: "A target under `coverage.targets` counts the people of one focus area. None of them shows a \
                  public name, and there are fewer of them than `coverage.privacy.k`. The target would tell when \
                  these few people work, so the public site leaves it out. Count everyone, or let `k` be smaller. The \
                  internal site has the target.",
    bad: r#"# content/people/ana.yaml
publish: { name: internal }
# pmo.yaml
coverage:
  targets:
    - { id: platform, time_zone: UTC, days: "Tu", from: "10:00", to: "11:00", focus_area: platform }
"#,
    fixed: r#"# content/people/ana.yaml
publish: { name: internal }
# pmo.yaml
coverage:
  privacy: { k: 1 }
  targets:
    - { id: platform, time_zone: UTC, days: "Tu", from: "10:00", to: "11:00", focus_area: platform }
"#,
};
