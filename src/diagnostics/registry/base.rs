//! The long forms of what `check --base` finds: records that say of a past day what they did not say on it. In the
//! examples, files below `base/` are the earlier state.

use super::Long;

pub(super) const UPDATE_EDITED: Long = Long {
    explanation: "Readers have seen the report, so it stays as it was. `check --base` compares it with the state of an \
                  earlier day. A typing error is mended in place: write `amended:` with today's date, and change words \
                  alone, never colours, dates and numbers. A report that was wrong gets a new one, dated today, that \
                  says `corrects:` with the name of the old one. Drafts may change.",
    bad: r"# content/programs/apollo/updates/2026-03-05.md
health: amber
path_to_green: A second team joins.
",
    fixed: r"# content/programs/apollo/updates/2026-03-05.md
headline: The first tenant moves in June, as planned.
amended: 2026-03-09
",
};

pub(super) const UPDATE_REMOVED: Long = Long {
    explanation: "The report was there in the earlier state, and readers have seen it: without it, days that have \
                  passed show other colours and dates. Put the file back. If it was wrong, write a new report that \
                  says `corrects:` with its name. A report that becomes a draft is removed as well.",
    bad: r"# content/programs/apollo/updates/2026-03-05.md
draft: true
",
    fixed: r"# content/programs/apollo/updates/2026-03-05.md
draft: false
",
};

pub(super) const RECORD_REMOVED: Long = Long {
    explanation: "A program, a person or a focus area of the earlier state has no file. Pages of past days name it, so \
                  the file stays: a program ends with its `lifecycle`, a person with `end_date`, and a focus area \
                  without programs and people stays for the reports that name it.",
    bad: r"# base/content/people/eva.yaml
name: Eva
role: Program manager
time_zone: Europe/Lisbon
focus_areas: [platform]
",
    fixed: r"# base/content/people/eva.yaml
name: Eva
role: Program manager
time_zone: Europe/Lisbon
focus_areas: [platform]
# content/people/eva.yaml
name: Eva
role: Program manager
time_zone: Europe/Lisbon
focus_areas: [platform]
end_date: 2026-03-09
",
};

pub(super) const ITEM_REMOVED: Long = Long {
    explanation: "A milestone, risk, issue, assumption, dependency, decision, success measure, team member or \
                  allocation of the earlier state is not in the record. Past days show it, so it stays and gets its \
                  ending: `dropped`, `closed`, `withdrawn`, `to`.",
    bad: r"# content/programs/apollo/program.yaml
milestones:
  - { id: M2, name: All tenants moved, baseline: 2026-09-18, key: true, gate: { approvers: [ben] } }
",
    fixed: r"# content/programs/apollo/program.yaml
milestones:
  - { id: M1, name: First tenant moved, baseline: 2026-06-12, dropped: { date: 2026-03-09, reason: All move at once. } }
  - { id: M2, name: All tenants moved, baseline: 2026-09-18, key: true, gate: { approvers: [ben] } }
",
};

pub(super) const ENTRY_REWRITTEN: Long = Long {
    explanation: "Entries of `changes` and `rebaselines` say what a record was, and past days are built from them. An \
                  entry that another state of the site had stays as it was; what changes again gets another entry.",
    bad: r"# base/content/programs/apollo/program.yaml
changes:
  - { date: 2026-02-02, was: { sponsor: ana } }
# content/programs/apollo/program.yaml
summary: Move every tenant.
",
    fixed: r"# base/content/programs/apollo/program.yaml
changes:
  - { date: 2026-02-02, was: { sponsor: ana } }
# content/programs/apollo/program.yaml
changes:
  - { date: 2026-02-02, was: { sponsor: ana } }
  - { date: 2026-03-09, was: { priority: p1 } }
",
};

pub(super) const ID_REUSED: Long = Long {
    explanation: "An item of the earlier state has the id of something that began later. Reports name items by their \
                  ids, so old reports would speak of the new one. The old item stays, with its ending, and the new one \
                  gets an id that nobody has used; `reopens` and `replaces` say what it follows.",
    bad: r"# base/content/programs/apollo/program.yaml
risks:
  - { id: R1, statement: It may rain., probability: 2, impact: 3, response: accept, owner: ana,
      raised: 2026-02-02, review_by: 2026-04-01 }
# content/programs/apollo/program.yaml
risks:
  - { id: R1, statement: It may snow., probability: 2, impact: 3, response: accept, owner: ana,
      raised: 2026-03-09, review_by: 2026-04-01 }
",
    fixed: r"# base/content/programs/apollo/program.yaml
risks:
  - { id: R1, statement: It may rain., probability: 2, impact: 3, response: accept, owner: ana,
      raised: 2026-02-02, review_by: 2026-04-01 }
# content/programs/apollo/program.yaml
risks:
  - { id: R1, statement: It may rain., probability: 2, impact: 3, response: accept, owner: ana,
      raised: 2026-02-02, review_by: 2026-04-01 }
  - { id: R2, statement: It may snow., probability: 2, impact: 3, response: accept, owner: ana,
      raised: 2026-03-09, review_by: 2026-04-01 }
",
};

pub(super) const PLAN_REWRITTEN: Long = Long {
    explanation: "A baseline date, the planned end, a target or the budget differs from the earlier state. Past days \
                  show the plan that held on them, so an entry of `rebaselines` says when it moved, who agreed and \
                  what it was: dates by milestone, and the words `end`, `measures` and `budget`.",
    bad: r"# content/programs/apollo/program.yaml
baseline_end: 2026-10-30
",
    fixed: r"# content/programs/apollo/program.yaml
baseline_end: 2026-10-30
rebaselines:
  - { date: 2026-03-09, approved_by: board, reason: One tenant more., was: { end: 2026-09-30 } }
",
};

pub(super) const DATED_REWRITTEN: Long = Long {
    explanation: "A dated field differs from the earlier state, and no entry of `changes` has its earlier value. Pages \
                  of past days would show today's value. Add an entry with the first day of the new value and what the \
                  field was before, `~` for nothing. `docs/records.md` says which fields are dated.",
    bad: r"# content/programs/apollo/program.yaml
sponsor: ana
",
    fixed: r"# content/programs/apollo/program.yaml
sponsor: ana
changes:
  - { date: 2026-03-09, was: { sponsor: ben } }
",
};

pub(super) const FIXED_REWRITTEN: Long = Long {
    explanation: "A field that holds from the first day of its item, or the value that an item began with, differs \
                  from the earlier state. Put it back: status updates move scores and dates, and an item that turns \
                  out to be another is ended and replaced by one with an id of its own.",
    bad: r"# base/content/programs/apollo/program.yaml
risks:
  - { id: R1, statement: It may rain., probability: 2, impact: 3, response: accept, owner: ana,
      raised: 2026-02-02, review_by: 2026-04-01 }
# content/programs/apollo/program.yaml
risks:
  - { id: R1, statement: It may rain., probability: 4, impact: 3, response: accept, owner: ana,
      raised: 2026-02-02, review_by: 2026-04-01 }
",
    fixed: r"# content/programs/apollo/updates/2026-03-09.md
---
author: ana
health: green
confidence: 90
headline: It may well rain.
risks: { R1: { probability: 4 } }
---
# base/content/programs/apollo/program.yaml
risks:
  - { id: R1, statement: It may rain., probability: 2, impact: 3, response: accept, owner: ana,
      raised: 2026-02-02, review_by: 2026-04-01 }
# content/programs/apollo/program.yaml
risks:
  - { id: R1, statement: It may rain., probability: 2, impact: 3, response: accept, owner: ana,
      raised: 2026-02-02, review_by: 2026-04-01 }
",
};

pub(super) const BACK_DATED: Long = Long {
    explanation: "Something that the earlier state does not have is dated before the day of that state, or has no day \
                  and so counts from the beginning. Late reports happen, and a risk may have been raised last week: it \
                  counts from its date, and pages of the days since then change once. Otherwise write the day on which \
                  it is added.",
    bad: r"# content/programs/apollo/program.yaml
issues:
  - { id: I1, statement: It rains., owner: ana, raised: 2026-02-20, due: 2026-04-01 }
",
    fixed: r"# content/programs/apollo/program.yaml
issues:
  - { id: I1, statement: It rains., owner: ana, raised: 2026-03-09, due: 2026-04-01 }
",
};
