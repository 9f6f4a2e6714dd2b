//! The long forms of findings about fields that contradict each other.

use super::Long;

pub(super) const NEGATIVE_BUDGET: Long = Long {
    explanation: "A budget is the amount that was granted, which cannot be negative: the minus sign is most likely a \
                  mistake. The page and the open data show the number as it is in the record, with its sign. If your \
                  site uses negative numbers for what it owes, set this finding to `ignore`.",
    bad: r"# content/programs/apollo/program.yaml
budget: { currency: EUR, baseline: -250000 }
",
    fixed: r"# content/programs/apollo/program.yaml
budget: { currency: EUR, baseline: 250000 }
",
};

pub(super) const BACKUP_IS_DRI: Long = Long {
    explanation: "The backup stands in when the DRI is away, so they cannot be the same person. Name somebody else, \
                  or leave `backup` out until you have one.",
    bad: r"# content/programs/apollo/program.yaml
dri: ana
backup: ana
",
    fixed: r"# content/programs/apollo/program.yaml
dri: ana
backup: ben
",
};

pub(super) const ACTIVE_LACKS: Long = Long {
    explanation: "An active program spends people's time, and readers may ask who is responsible for it, when it \
                  began, when it ends and what it delivers. So it needs a stage, a sponsor, a start, an end (or \
                  `ongoing: true`) and a milestone. Programs that are only proposed or planned need none of these.",
    bad: r"# content/programs/gemini/program.yaml
name: Gemini
summary: Give every tenant its own keys.
lifecycle: active
focus_area: platform
dri: ana
",
    fixed: r"# content/programs/gemini/program.yaml
name: Gemini
summary: Give every tenant its own keys.
lifecycle: planned
focus_area: platform
dri: ana
",
};

pub(super) const OPEN_LACKS: Long = Long {
    explanation: "An open risk needs an owner, the day it was raised and the day of its next review; an open issue \
                  needs an owner and a due date. Without them nobody is responsible and nothing is planned. When the \
                  item is over, add `closed` with the date; then these fields are not required.",
    bad: r"# content/programs/apollo/program.yaml
issues:
  - { id: I1, statement: The build takes an hour. }
",
    fixed: r"# content/programs/apollo/program.yaml
issues:
  - { id: I1, statement: The build takes an hour., owner: ana, due: 2026-04-01 }
",
};

pub(super) const HEALTH_ABOVE_DIMENSION: Long = Long {
    explanation: "The overall health is better than one of its dimensions. It can be right that a program with a red \
                  scope is green, but then readers should know why. Use the colour of the worst dimension, or give \
                  the reason in `override_reason`.",
    bad: r"# content/programs/apollo/updates/2026-03-05.md
health: green
dimensions: { scope: amber }
",
    fixed: r"# content/programs/apollo/updates/2026-03-05.md
health: green
dimensions: { scope: amber }
override_reason: The open part of the scope does not touch the first tenant.
",
};

pub(super) const NO_PATH_TO_GREEN: Long = Long {
    explanation: "Amber and red mean that something must be done. `path_to_green` says what, by whom and by when; \
                  without it the colour is only bad news. If nobody knows yet, write who will find out and by when.",
    bad: r"# content/programs/apollo/updates/2026-03-05.md
health: amber
confidence: 65
",
    fixed: r"# content/programs/apollo/updates/2026-03-05.md
health: amber
confidence: 65
path_to_green: Ana adds a second test line by 20 March.
",
};

pub(super) const ACTUAL_IN_FUTURE: Long = Long {
    explanation: "An update says that a milestone was reached on a day after the date of the update. Use `forecast` \
                  for the future; `actual` is only for what has happened.",
    bad: r"# content/programs/apollo/updates/2026-03-05.md
milestones:
  M1: { actual: 2026-06-12 }
",
    fixed: r"# content/programs/apollo/updates/2026-03-05.md
milestones:
  M1: { forecast: 2026-06-12 }
",
};

pub(super) const UPDATE_BEFORE_START: Long = Long {
    explanation: "The update's date, which is its file name, is before the program's `start`. One of the two is \
                  wrong: rename the file, or correct `start`.",
    bad: r"# content/programs/apollo/program.yaml
start: 2026-04-01
",
    fixed: r"# content/programs/apollo/program.yaml
start: 2026-01-05
",
};

pub(super) const UPDATE_NAME: Long = Long {
    explanation: "The file name of a status update is its date, `2026-03-05.md`; a second update of that day is \
                  `2026-03-05-2.md`. The date is nowhere else in the file, so an update with another name has no \
                  date.",
    bad: r"# content/programs/apollo/updates/march.md
---
author: ana
health: green
headline: March went well.
---
",
    fixed: r"# content/programs/apollo/updates/2026-03-06.md
---
author: ana
health: green
headline: March went well.
---
",
};

pub(super) const NO_SUCCESSOR: Long = Long {
    explanation: "A decision has the status `superseded`, but no other decision supersedes it. Readers would look \
                  for the decision that is valid now and find none. Add the newer decision with `supersedes`, or \
                  correct the status.",
    bad: r"# content/programs/apollo/program.yaml
decisions:
  - { id: DEC1, date: 2026-02-02, title: Move by tenant, decided_by: board, status: superseded }
",
    fixed: r"# content/programs/apollo/program.yaml
decisions:
  - { id: DEC1, date: 2026-02-02, title: Move by tenant, decided_by: board, status: superseded }
  - { id: DEC2, date: 2026-03-02, title: Move by region, decided_by: board, status: accepted, supersedes: DEC1 }
",
};

pub(super) const NEITHER_AREA_NOR_STAKEHOLDER: Long = Long {
    explanation: "A person who works in the PMO has at least one focus area. A person outside it, such as a sponsor, \
                  has `kind: stakeholder`. Without one of these, no list of the site would show the person.",
    bad: r"# content/people/eva.yaml
name: Eva Lind
role: Vice president
time_zone: Europe/Stockholm
",
    fixed: r"# content/people/eva.yaml
name: Eva Lind
role: Vice president
time_zone: Europe/Stockholm
kind: stakeholder
",
};

pub(super) const INTAKE_INCOMPLETE: Long = Long {
    explanation: "The `mode` of the intake needs one more field: `issue_template` and `form_url` a `url`, `manager` \
                  a `manager`, `email` an `email`. Without it the request page could not say where to send a \
                  request.",
    bad: r"# content/intake.yaml
mode: form_url
",
    fixed: r#"# content/intake.yaml
mode: form_url
url: "https://forms.example.com/pmo"
"#,
};

pub(super) const CALCULATOR: Long = Long {
    explanation: "The scoring table is inconsistent: it asks nothing, a question has no answers, the lowest scores \
                  have no outcome, the outcomes are not in rising order, or no score can reach one of them. Readers \
                  could fill the table in and get no result. The message says what to change.",
    bad: r"# content/intake.yaml
mode: goal_owner
calculator:
  version: 1
  criteria:
    - { id: teams, question: How many teams?, options: [{ label: One, points: 0 }, { label: More, points: 5 }] }
  outcomes:
    - { min: 5, name: Ask us, action: Write to us. }
",
    fixed: r"# content/intake.yaml
mode: goal_owner
calculator:
  version: 1
  criteria:
    - { id: teams, question: How many teams?, options: [{ label: One, points: 0 }, { label: More, points: 5 }] }
  outcomes:
    - { min: 0, name: Go on, action: Read the handbook. }
    - { min: 5, name: Ask us, action: Write to us. }
",
};

pub(super) const NO_GATE: Long = Long {
    explanation: "An update reports the outcome of a gate, but the milestone has no gate. First declare the gate in \
                  `program.yaml`, with its approvers and its criteria.",
    bad: r"# content/programs/apollo/updates/2026-03-05.md
milestones:
  M1: { gate: go }
",
    fixed: r"# content/programs/apollo/updates/2026-03-05.md
milestones:
  M2: { gate: go }
",
};

pub(super) const SCHEDULE_OVERLAP: Long = Long {
    explanation: "Two rows of `schedule` begin on the same day, so it is not clear which of them is valid. Where \
                  rows overlap, the one that begins later counts. Merge the two rows, or change the `from` of one.",
    bad: r#"# content/people/ana.yaml
schedule:
  - { from: 2026-04-01, time_zone: Europe/Berlin }
  - { from: 2026-04-01, working_hours: "Mo-Th 09:00-15:00" }
"#,
    fixed: r#"# content/people/ana.yaml
schedule:
  - { from: 2026-04-01, time_zone: Europe/Berlin, working_hours: "Mo-Th 09:00-15:00" }
"#,
};

pub(super) const DEPARTED_DRI: Long = Long {
    explanation: "The person who is responsible for an active program has left: their `end_date` has passed. Readers \
                  would contact somebody who is gone. Name a new `dri`; old updates keep their author.",
    bad: r"# content/people/eva.yaml
name: Eva Lind
role: Program manager
time_zone: Europe/Stockholm
focus_areas: [platform]
end_date: 2026-02-27
# content/programs/apollo/program.yaml
dri: eva
",
    fixed: r"# content/people/eva.yaml
name: Eva Lind
role: Program manager
time_zone: Europe/Stockholm
focus_areas: [platform]
end_date: 2026-02-27
# content/programs/apollo/program.yaml
dri: ana
",
};

pub(super) const NO_MEASURES: Long = Long {
    explanation: "An active program has no success measure, so nobody will be able to say whether it succeeded. \
                  Milestones only show whether it was done. One number with a target is enough.",
    bad: r"# content/programs/apollo/program.yaml
success_measures: []
",
    fixed: r"# content/programs/apollo/program.yaml
success_measures:
  - { id: S1, name: Tenants moved, unit: tenants, start: 0, target: 40 }
",
};

pub(super) const CONFIDENCE_BAND: Long = Long {
    explanation: "The confidence and the colour contradict each other. By default, green begins at a confidence of \
                  80 percent and amber at 50; a site can set other bands. Decide which of the two is right, and \
                  change the other one.",
    bad: r"# content/programs/apollo/updates/2026-03-05.md
health: green
confidence: 60
",
    fixed: r"# content/programs/apollo/updates/2026-03-05.md
health: amber
confidence: 60
path_to_green: Ana adds a second test line by 20 March.
",
};

pub(super) const DEPARTED_ALLOCATED: Long = Long {
    explanation: "A person whose `end_date` has passed still has `allocations`, or is in the core team of an active \
                  program. The load of the team would be wrong, and readers would contact somebody who is gone. \
                  Remove `allocations` and the entry in `core_team`. Keep the rest of the record, so that old \
                  reports keep their names.",
    bad: r"# content/people/ana.yaml
end_date: 2026-02-27
allocations:
  - { program: apollo, percent: 50 }
# content/programs/apollo/program.yaml
dri: ben
",
    fixed: r"# content/people/ana.yaml
allocations:
  - { program: apollo, percent: 50 }
",
};

pub(super) const OVER_ALLOCATED: Long = Long {
    explanation: "The allocations of one person add up to more than their capacity, which is 100 percent unless \
                  `capacity.max_percent` says otherwise. Some of the work will be late; decide now which. Lower an \
                  allocation, or raise the capacity if it is wrong.",
    bad: r"# content/people/ana.yaml
capacity: { max_percent: 80 }
allocations:
  - { program: apollo, percent: 90 }
",
    fixed: r"# content/people/ana.yaml
capacity: { max_percent: 80 }
allocations:
  - { program: apollo, percent: 60 }
",
};

pub(super) const EMPTY_AREA: Long = Long {
    explanation: "No present or future member of the team works in this focus area, so nobody would get the requests \
                  for it. Add the area to somebody's `focus_areas`, or remove its file.",
    bad: r"# content/focus-areas/security.yaml
name: Security
",
    fixed: r"# content/focus-areas/security.yaml
name: Security
# content/people/ana.yaml
focus_areas: [platform, security]
",
};

pub(super) const INACTIVE_ALLOCATION: Long = Long {
    explanation: "A person has an allocation to a program that is complete or cancelled. That time is free again. \
                  Remove the allocation, so that the load of the team is right.",
    bad: r"# content/programs/apollo/program.yaml
lifecycle: cancelled
# content/people/ana.yaml
allocations:
  - { program: apollo, percent: 50 }
",
    fixed: r"# content/programs/apollo/program.yaml
lifecycle: cancelled
",
};

pub(super) const HEALTH_WHEN_INACTIVE: Long = Long {
    explanation: "An update reports health, but the program is only proposed or planned. Only an active program has \
                  health, so the colour would be shown nowhere. Either the program has begun, and its `lifecycle` \
                  should be `active`, or the update is too early.",
    bad: r"# content/programs/apollo/program.yaml
lifecycle: planned
",
    fixed: r"# content/programs/apollo/program.yaml
lifecycle: active
",
};

pub(super) const UNUSUAL_DAYS: Long = Long {
    explanation: "A person works five days or more, one of these days is on the usual weekend of their country, and \
                  a usual working day is free. Most often the record has no hours, and the site's default, Monday to \
                  Friday, does not fit a country whose week begins on Sunday. Then the roster shows the person on \
                  one wrong day and hides them on another. The country is that of `location`, else that of the time \
                  zone. Shifts that begin in the evening count for the next day and are not checked. If the days are \
                  right, keep them and set this finding to `ignore`.",
    bad: r"# content/people/ana.yaml
time_zone: Asia/Jerusalem
",
    fixed: r#"# content/people/ana.yaml
time_zone: Asia/Jerusalem
working_hours: "Su-Th 09:00-18:00"
"#,
};

pub(super) const LONE_CLOCK: Long = Long {
    explanation: "A public site shows this person without their name: their record says so, or `coverage.privacy` \
                  does. Nobody else without a name has the same clock, and colleagues know who works there. The site \
                  counts the person in their region and never prints the clock, but the week still shows when \
                  somebody in that region works. Ask the person. With `coverage: hidden` they count nowhere. If they \
                  do not mind, set this finding to `ignore`.",
    bad: r"# content/people/ana.yaml
publish: { coverage: count }
",
    fixed: r"# content/people/ana.yaml
publish: { coverage: hidden }
",
};
