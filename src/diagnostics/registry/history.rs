//! The long forms of findings about facts that change: what they were, since when, and how they ended.

use super::Long;

pub(super) const NOT_DATED: Long = Long {
    explanation: "An entry of `changes` says what a dated field was. The past of other fields is kept elsewhere: \
                  status updates move health, forecasts and scores, `rebaselines` move the plan, and an item that \
                  turns out to be another is ended and replaced. Names of areas, summaries, tags and links are \
                  labels: they speak of today on any day. `docs/records.md` says which field is which.",
    bad: r"# content/programs/apollo/program.yaml
summary: Give every tenant its own region.
changes:
  - { date: 2026-03-02, was: { summary: Give every tenant its own cell. } }
",
    fixed: r"# content/programs/apollo/program.yaml
dri: ana
changes:
  - { date: 2026-03-02, was: { dri: ben } }
",
};

pub(super) const CHANGED_TWICE: Long = Long {
    explanation: "Two entries of `changes` have the same date and say what the same field was. Only the value before \
                  that day can be shown for earlier days, so one of the two entries is not right. Keep the one that \
                  says what held before, or correct a date.",
    bad: r"# content/programs/apollo/program.yaml
dri: ana
changes:
  - { date: 2026-03-02, was: { dri: ben } }
  - { date: 2026-03-02, was: { dri: ana } }
",
    fixed: r"# content/programs/apollo/program.yaml
dri: ana
changes:
  - { date: 2026-03-02, was: { dri: ben } }
",
};

pub(super) const UNEXPLAINED_LIFECYCLE: Long = Long {
    explanation: "The lifecycle of the program changed, and the entry of `changes` gives no `reason`, no `decided_by` \
                  and no `decision`. Whoever reads that a program was paused, stopped or taken up again asks why.",
    bad: r"# content/programs/apollo/program.yaml
lifecycle: active
changes:
  - { date: 2026-02-02, was: { lifecycle: planned } }
",
    fixed: r"# content/programs/apollo/program.yaml
lifecycle: active
changes:
  - { date: 2026-02-02, was: { lifecycle: planned }, reason: The team is complete. }
",
};

pub(super) const BASELINE_BEFORE_ADDED: Long = Long {
    explanation: "A milestone came into the plan on the day `added`, and the date that was promised for it lies before \
                  that day. It would be late on its first day. One of the two dates is a slip of the pen; a date that \
                  `rebaselines` names as an earlier promise counts too.",
    bad: r"# content/programs/apollo/program.yaml
milestones:
  - { id: M1, name: First tenant moved, baseline: 2026-02-20, added: 2026-03-02 }
",
    fixed: r"# content/programs/apollo/program.yaml
milestones:
  - { id: M1, name: First tenant moved, baseline: 2026-06-12, added: 2026-03-02 }
",
};

pub(super) const NAMED_EARLY: Long = Long {
    explanation: "A status update moves an item that is there only from a later day on: its `added` or `raised` is after \
                  the date of the update. Correct that date when the item was known before, or leave the item out of \
                  the update.",
    bad: r"# content/programs/apollo/program.yaml
milestones:
  - { id: M1, name: First tenant moved, baseline: 2026-06-12, added: 2026-03-08 }
# content/programs/apollo/updates/2026-03-05.md
milestones: { M1: { forecast: 2026-06-15 } }
",
    fixed: r"# content/programs/apollo/program.yaml
milestones:
  - { id: M1, name: First tenant moved, baseline: 2026-06-12, added: 2026-03-05 }
# content/programs/apollo/updates/2026-03-05.md
milestones: { M1: { forecast: 2026-06-15 } }
",
};

pub(super) const LEFT_OPEN: Long = Long {
    explanation: "The program is complete or cancelled and still has open risks or issues, or it is complete and has \
                  milestones that nobody reported as reached. Close them, report them, or give them up. What a \
                  cancelled program has not reached needs nothing more: its pages say that it will not come.",
    bad: r"# content/programs/apollo/program.yaml
lifecycle: cancelled
issues:
  - { id: I1, statement: The lab has no power., severity: high, owner: ana, raised: 2026-02-01, due: 2026-04-08 }
",
    fixed: r"# content/programs/apollo/program.yaml
lifecycle: cancelled
issues:
  - { id: I1, statement: The lab has no power., severity: high, owner: ana, raised: 2026-02-01, closed: 2026-03-01 }
",
};

pub(super) const PAST_END: Long = Long {
    explanation: "The planned last day of an active program has passed. Either the program is over, and its `lifecycle` \
                  says so late; or it goes on, and nobody agreed on a new end. A new end is agreed in `rebaselines`; \
                  a program without an end has `ongoing: true`.",
    bad: r"# content/programs/apollo/program.yaml
baseline_end: 2026-03-09
milestones:
  - { id: M1, name: First tenant moved, baseline: 2026-03-09 }
# content/programs/apollo/updates/2026-03-05.md
milestones: { M1: { forecast: 2026-03-20 } }
",
    fixed: r"# content/programs/apollo/program.yaml
baseline_end: 2026-05-29
milestones:
  - { id: M1, name: First tenant moved, baseline: 2026-03-09 }
rebaselines:
  - { date: 2026-03-06, approved_by: ben, reason: The second team joins late., was: { end: 2026-03-09 } }
# content/programs/apollo/updates/2026-03-05.md
milestones: { M1: { forecast: 2026-03-20 } }
",
};

pub(super) const AFTER_END: Long = Long {
    explanation: "A milestone that is still to be reached is planned for a day after the planned end of its program. The \
                  program cannot be over while it waits for the milestone, so one of the two dates is wrong.",
    bad: r"# content/programs/apollo/program.yaml
baseline_end: 2026-05-29
milestones:
  - { id: M1, name: First tenant moved, baseline: 2026-06-12 }
",
    fixed: r"# content/programs/apollo/program.yaml
baseline_end: 2026-06-30
milestones:
  - { id: M1, name: First tenant moved, baseline: 2026-06-12 }
",
};

pub(super) const DEPARTED_JOB: Long = Long {
    explanation: "Somebody whose `end_date` has passed is still named where work is to be done: as sponsor, backup or \
                  approver, as the owner of an open risk, issue, milestone, dependency or next step, as manager, \
                  stand-in or lead. Readers would ask somebody who is gone. What is over, and what `changes` say of \
                  the past, keeps its names. The DRI and the core team of an active program have rules of their own.",
    bad: r"# content/people/eva.yaml
name: Eva Lind
role: Program manager
time_zone: Europe/Stockholm
focus_areas: [platform]
end_date: 2026-02-27
# content/programs/apollo/program.yaml
backup: eva
",
    fixed: r"# content/people/eva.yaml
name: Eva Lind
role: Program manager
time_zone: Europe/Stockholm
focus_areas: [platform]
end_date: 2026-02-27
# content/programs/apollo/program.yaml
backup: ben
changes:
  - { date: 2026-03-02, was: { backup: eva } }
",
};

pub(super) const AUTHOR_NOT_RECORDED: Long = Long {
    explanation: "The author of a status update has a record that exists only from a later day on: `recorded` in their \
                  file is after the date of the update. The report names somebody whom the site did not know then. \
                  Correct `recorded`, or name who wrote it.",
    bad: r"# content/people/eva.yaml
name: Eva Lind
role: Program manager
time_zone: Europe/Stockholm
focus_areas: [platform]
recorded: 2026-03-08
# content/programs/apollo/updates/2026-03-05.md
author: eva
",
    fixed: r"# content/people/eva.yaml
name: Eva Lind
role: Program manager
time_zone: Europe/Stockholm
focus_areas: [platform]
recorded: 2026-03-05
# content/programs/apollo/updates/2026-03-05.md
author: eva
",
};

pub(super) const NOT_SHOWN_YET: Long = Long {
    explanation: "A site shows what had happened by the end of its day. A status update whose name is a later date, and a \
                  record whose `recorded` or `start` is later, are left out until then. One finding tells of all of \
                  them. A date that is more than a year away is told by itself, because its year is probably wrong, \
                  and so is an active program that has not started.",
    bad: r"# content/people/eva.yaml
name: Eva Lind
role: Program manager
time_zone: Europe/Stockholm
focus_areas: [platform]
recorded: 2062-03-02
",
    fixed: r"# content/people/eva.yaml
name: Eva Lind
role: Program manager
time_zone: Europe/Stockholm
focus_areas: [platform]
recorded: 2026-03-02
",
};

pub(super) const BROKEN_NEED: Long = Long {
    explanation: "A program cannot go on without something that will not come, because the provider is cancelled, is \
                  complete without it or has given the milestone up; or nobody promises it, because the provider is \
                  paused or only proposed. Both programs are told: at the dependency, and at the lifecycle or the \
                  milestone of the provider.",
    bad: r#"# content/programs/gemini/program.yaml
name: Gemini
summary: Give every tenant its own keys.
lifecycle: cancelled
focus_area: platform
dri: ana
milestones:
  - { id: M1, name: Keys ready, baseline: 2026-05-20 }
# content/programs/apollo/program.yaml
dependencies:
  - { id: D1, provider: "gemini#M1", need: Keys, need_by: 2026-06-20, hard: true, owner: ana }
"#,
    fixed: r"# content/programs/gemini/program.yaml
name: Gemini
summary: Give every tenant its own keys.
lifecycle: cancelled
focus_area: platform
dri: ana
milestones:
  - { id: M1, name: Keys ready, baseline: 2026-05-20 }
# content/programs/apollo/program.yaml
dependencies:
  - { id: D1, provider: { external: Key vendor }, need: Keys, need_by: 2026-06-20, hard: true, owner: ana }
",
};
