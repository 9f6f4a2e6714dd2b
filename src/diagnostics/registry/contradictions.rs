//! The long forms of findings about fields that contradict each other.

use super::Long;

pub(super) const NEGATIVE_BUDGET: Long = Long {
    explanation: "A budget is the amount that was granted, and nobody is granted less than nothing: the sign is most likely a slip. The page and \
                  the open data say what the record says, sign included. A site that does write what it owes this way leaves the finding \
                  out with `ignore`.",
    bad: r"# content/programs/apollo/program.yaml
budget: { currency: EUR, baseline: -250000 }
",
    fixed: r"# content/programs/apollo/program.yaml
budget: { currency: EUR, baseline: 250000 }
",
};

pub(super) const BACKUP_IS_DRI: Long = Long {
    explanation: "The backup stands in when the DRI is away, so they cannot be one person. Name somebody else, or leave `backup` out until \
                  there is somebody.",
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
    explanation: "An active program spends people's time, and its readers may ask who answers for it, since when, until when and for what: it \
                  needs a stage, a sponsor, a start, an end (or `ongoing: true`) and a milestone. Programs that are only proposed or \
                  planned need none of these.",
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
    explanation: "An open risk needs an owner, the day it was raised and the day of its next review; an open issue needs an owner and a due \
                  date. Without them it is a worry and not a plan. When it is over, `closed` with a date says so, and nothing more is asked.",
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
    explanation: "The overall health is better than one of its dimensions. A program that is green in spite of a red scope may be right, but \
                  then readers should know why. Take the colour of the worst dimension, or give the reason in `override_reason`.",
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
    explanation: "Amber and red say that something must happen. `path_to_green` says what, by whom and until when; without it the colour is \
                  only bad news. If nobody knows yet, write who finds out and by when.",
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
    explanation: "An update says that a milestone was reached on a day that had not come when it was written. What is still to come is a \
                  `forecast`; `actual` is for what has happened.",
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
    explanation: "The update's date, which is its file name, lies before the program's `start`. One of the two is wrong: rename the file, or \
                  correct the start.",
    bad: r"# content/programs/apollo/program.yaml
start: 2026-04-01
",
    fixed: r"# content/programs/apollo/program.yaml
start: 2026-01-05
",
};

pub(super) const UPDATE_NAME: Long = Long {
    explanation: "A status update is named by its date, `2026-03-05.md`; a second one of that day is `2026-03-05-2.md`. The name is the only \
                  place where the date stands, so a file with another name has none.",
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
    explanation: "A decision is called superseded and no other decision says that it supersedes it. A reader would look for what holds now and \
                  find nothing. Add the newer decision with `supersedes`, or correct the status.",
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
    explanation: "Somebody who works in the PMO has at least one focus area; somebody outside it, such as a sponsor, is \
                  `kind: stakeholder`. Without either, no list of the site would show the person.",
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
    explanation: "The way in which requests are made needs one more field: `issue_template` and `form_url` a `url`, `manager` a `manager`, \
                  `email` an `email`. Without it the request page would lead nowhere.",
    bad: r"# content/intake.yaml
mode: form_url
",
    fixed: r#"# content/intake.yaml
mode: form_url
url: "https://forms.example.com/pmo"
"#,
};

pub(super) const CALCULATOR: Long = Long {
    explanation: "The scoring table does not work out: a question without answers, no outcome for the lowest scores, outcomes that do not \
                  rise, or one that no score can reach. Somebody would fill it in and get no answer. The message says what to change.",
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
    explanation: "An update reports what came out at a gate, and the milestone has none. A gate is promised in `program.yaml`, with those who \
                  approve and what they look at, before anybody passes it.",
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
    explanation: "Two rows of `schedule` begin on the same day, so nobody can say which of them holds. Where rows overlap, the one that begins \
                  later counts. Join the two rows, or give one another `from`.",
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
    explanation: "The person who answers for an active program has left: their `end_date` has passed. Somebody will look for them and find \
                  nobody. Name a new `dri`; old updates keep their author.",
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
    explanation: "An active program has no success measure, so nobody will be able to say whether it succeeded; milestones only say whether it \
                  was done. One number with a target is enough.",
    bad: r"# content/programs/apollo/program.yaml
success_measures: []
",
    fixed: r"# content/programs/apollo/program.yaml
success_measures:
  - { id: S1, name: Tenants moved, unit: tenants, start: 0, target: 40 }
",
};

pub(super) const CONFIDENCE_BAND: Long = Long {
    explanation: "The confidence and the colour tell different stories: by the site's bands, green is from 80 percent and amber from 50 unless \
                  it says otherwise. One of the two is more honest than the other; change that other one.",
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
    explanation: "Somebody whose `end_date` has passed still gives part of their time to programs, or is in the core team of an active one. \
                  The load of the team would be counted wrongly, and readers would ask somebody who is gone. Remove `allocations` and the entry of \
                  `core_team`; the rest of the record stays, so that old reports keep their names.",
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
    explanation: "The allocations of one person add up to more than their capacity, which is 100 percent unless `capacity.max_percent` says \
                  otherwise. Something will be late; better to say now what. Lower an allocation, or raise the capacity if it is wrong.",
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
    explanation: "Nobody who is here or will come works in this focus area, so requests that belong to it find nobody. Add the area to \
                  somebody's `focus_areas`, or remove its file.",
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
    explanation: "Somebody gives part of their time to a program that is complete or cancelled. That time is free again; remove the \
                  allocation so that the load of the team is right.",
    bad: r"# content/programs/apollo/program.yaml
lifecycle: complete
# content/people/ana.yaml
allocations:
  - { program: apollo, percent: 50 }
",
    fixed: r"# content/programs/apollo/program.yaml
lifecycle: complete
",
};

pub(super) const HEALTH_WHEN_INACTIVE: Long = Long {
    explanation: "An update reports health, and the program is only proposed or planned. Only an active program has health, so the colour \
                  would appear nowhere. Either the program has begun, and its `lifecycle` should say `active`, or the update is too early.",
    bad: r"# content/programs/apollo/program.yaml
lifecycle: planned
",
    fixed: r"# content/programs/apollo/program.yaml
lifecycle: active
",
};

pub(super) const UNUSUAL_DAYS: Long = Long {
    explanation: "Somebody works five days or more, one of them falls on the usual weekend of their country, and a usual working day is free. \
                  Most often nobody wrote the hours and the site's default, Monday to Friday, was taken for a country whose week begins on \
                  Sunday; then the roster shows people on the wrong day and hides them on another. The country is that of `location`, else that \
                  of the time zone; shifts that begin in the evening belong to the day after and are not looked at. If the days are right, \
                  leave them and set this finding to `ignore`.",
    bad: r"# content/people/ana.yaml
time_zone: Asia/Jerusalem
",
    fixed: r#"# content/people/ana.yaml
time_zone: Asia/Jerusalem
working_hours: "Su-Th 09:00-18:00"
"#,
};

pub(super) const LONE_CLOCK: Long = Long {
    explanation: "A public site shows this person without their name: their record says so, or `coverage.privacy` does. Nobody else \
                  without a name keeps their clock, and colleagues know who works there. The site counts them in their region and never \
                  prints the clock, and still the week shows when somebody there works. Ask them. With `coverage: hidden` they count \
                  nowhere; if they do not mind, set this finding to `ignore`.",
    bad: r"# content/people/ana.yaml
publish: { coverage: count }
",
    fixed: r"# content/people/ana.yaml
publish: { coverage: hidden }
",
};
