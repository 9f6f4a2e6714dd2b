//! The long forms of findings about names that must be somebody's or something's.

use super::Long;

pub(super) const UNKNOWN_PERSON: Long = Long {
    explanation: "People are named by the file name of their record without `.yaml`: `ana-silva` is \
                  `content/people/ana-silva.yaml`. There is no such file. Correct the name, or add the person. If a \
                  person has left, keep the file and add an `end_date`, so that references in old records still \
                  resolve.",
    bad: r"# content/programs/apollo/program.yaml
dri: anna
",
    fixed: r"# content/programs/apollo/program.yaml
dri: ana
",
};

pub(super) const UNKNOWN_PROGRAM: Long = Long {
    explanation: "Programs are named by their folder below `content/programs/`, and the folder needs a `program.yaml`. Correct the name, add \
                  that file, or move the update to the program that it belongs to.",
    bad: r"# content/people/ana.yaml
allocations:
  - { program: apolo, percent: 50 }
",
    fixed: r"# content/people/ana.yaml
allocations:
  - { program: apollo, percent: 50 }
",
};

pub(super) const UNKNOWN_MILESTONE: Long = Long {
    explanation: "A dependency names a milestone of another program as `program#id`, and that program has no \
                  milestone with this id. Without the milestone nobody can say when the dependency will be \
                  delivered. The hint lists the milestones of that program.",
    bad: r#"# content/programs/gemini/program.yaml
name: Gemini
summary: Give every tenant its own keys.
lifecycle: planned
focus_area: platform
dri: ana
dependencies:
  - { id: D1, provider: "apollo#M9", need: A tenant that has moved, need_by: 2026-07-01 }
"#,
    fixed: r#"# content/programs/gemini/program.yaml
name: Gemini
summary: Give every tenant its own keys.
lifecycle: planned
focus_area: platform
dri: ana
dependencies:
  - { id: D1, provider: "apollo#M1", need: A tenant that has moved, need_by: 2026-07-01 }
"#,
};

pub(super) const UNKNOWN_FOCUS_AREA: Long = Long {
    explanation: "Focus areas are named by the file name of their record: `data-platform` is `content/focus-areas/data-platform.yaml`. Correct \
                  the name, or add the file; one line with `name` is enough.",
    bad: r"# content/people/ana.yaml
focus_areas: [platfrom]
",
    fixed: r"# content/people/ana.yaml
focus_areas: [platform]
",
};

pub(super) const UNKNOWN_ORG: Long = Long {
    explanation: "Organizations are declared once, in `orgs` of `pmo.yaml`, so that one organization does not appear \
                  in three spellings. Names are case-sensitive. Write the declared id, or declare the organization.",
    bad: r"# content/programs/apollo/program.yaml
stakeholder_orgs: [product]
",
    fixed: r"# content/programs/apollo/program.yaml
stakeholder_orgs: [Product]
",
};

pub(super) const UNKNOWN_GOAL: Long = Long {
    explanation: "Goals are declared once, in `goals` of `pmo.yaml`. If a program names a goal that is not declared, \
                  no list of goals would show the program. Write the declared id, or declare the goal.",
    bad: r"# content/programs/apollo/program.yaml
goals: [growth]
",
    fixed: r"# content/programs/apollo/program.yaml
goals: [grow]
",
};

pub(super) const UNKNOWN_STAGE: Long = Long {
    explanation: "Stages are declared, in order, in `stages` of `pmo.yaml`, and a program's `stage` is one of them. \
                  Write the declared id, or declare the stage.",
    bad: r"# content/programs/apollo/program.yaml
stage: testing
",
    fixed: r"# content/programs/apollo/program.yaml
stage: build
",
};

pub(super) const UNKNOWN_BODY: Long = Long {
    explanation: "A person or a forum makes a decision: a slug of `content/people/`, or an id of `forums` in \
                  `pmo.yaml`. This name is neither, so readers would not know whom to ask. Correct it, or declare \
                  the forum.",
    bad: r"# content/programs/apollo/program.yaml
decisions:
  - { id: DEC1, date: 2026-02-02, title: Begin in June, decided_by: the-board, status: accepted }
",
    fixed: r"# content/programs/apollo/program.yaml
decisions:
  - { id: DEC1, date: 2026-02-02, title: Begin in June, decided_by: board, status: accepted }
",
};

pub(super) const UNKNOWN_CALENDAR: Long = Long {
    explanation: "`holidays` is the name of a calendar file below `content/holidays/`, and there is no such file. \
                  Without the calendar the person would count as present on public holidays. Correct the name, or \
                  add the calendar.",
    bad: r"# content/people/ana.yaml
holidays: portugal
",
    fixed: r#"# content/people/ana.yaml
holidays: portugal
# content/holidays/portugal.yaml
name: Portugal
country: "PT"
days:
  - { date: 2026-04-25, name: Freedom Day }
"#,
};

pub(super) const UNKNOWN_ITEM: Long = Long {
    explanation: "An update names a milestone, risk, issue, dependency or measure that `program.yaml` does not have. \
                  Items are created in `program.yaml`, and updates can only change them. So a mistyped id cannot \
                  create a second risk that nobody watches. Correct the id, or add the item to the program first.",
    bad: r"# content/programs/apollo/updates/2026-03-05.md
milestones:
  M7: { forecast: 2026-06-26 }
",
    fixed: r"# content/programs/apollo/updates/2026-03-05.md
milestones:
  M1: { forecast: 2026-06-26 }
",
};

pub(super) const UNKNOWN_LEVEL: Long = Long {
    explanation: "If there is a `content/levels.yaml`, a person's `level` must be one of its levels. A person's \
                  `region` must be one of `regions` in `pmo.yaml`. Correct the word, or declare it.",
    bad: r"# content/people/ana.yaml
region: Europe
",
    fixed: r"# content/people/ana.yaml
region: EMEA
",
};

pub(super) const MANAGER_CYCLE: Long = Long {
    explanation: "Somebody is their own manager, directly or through others. The roster shows who reports to whom as \
                  a tree, and a cycle has no root. The message names everybody in the cycle; one of the `manager` \
                  lines is wrong.",
    bad: r"# content/people/ana.yaml
manager: ben
# content/people/ben.yaml
manager: ana
",
    fixed: r"# content/people/ana.yaml
manager: ben
",
};

pub(super) const DEPENDENCY_CYCLE: Long = Long {
    explanation: "Programs wait for each other in a cycle of hard dependencies, or one program waits for itself, so \
                  none of them can finish. Either one of the dependencies is not needed, or it is not hard: write \
                  `hard: false` if the program can continue without it.",
    bad: r#"# content/programs/apollo/program.yaml
dependencies:
  - { id: D1, provider: "gemini#M1", need: Keys, need_by: 2026-05-04, hard: true }
# content/programs/gemini/program.yaml
name: Gemini
summary: Give every tenant its own keys.
lifecycle: planned
focus_area: platform
dri: ana
milestones:
  - { id: M1, name: Keys are made, baseline: 2026-05-04 }
dependencies:
  - { id: D1, provider: "apollo#M1", need: A tenant that has moved, need_by: 2026-07-01, hard: true }
"#,
    fixed: r#"# content/programs/apollo/program.yaml
dependencies:
  - { id: D1, provider: "gemini#M1", need: Keys, need_by: 2026-05-04, hard: true }
# content/programs/gemini/program.yaml
name: Gemini
summary: Give every tenant its own keys.
lifecycle: planned
focus_area: platform
dri: ana
milestones:
  - { id: M1, name: Keys are made, baseline: 2026-05-04 }
"#,
};

pub(super) const UNKNOWN_DIMENSION: Long = Long {
    explanation: "Health may be broken down by the dimensions of `health.dimensions` in `pmo.yaml`: schedule, scope, \
                  budget and resources unless the site says otherwise. A dimension that only one program has cannot \
                  be compared with other programs. Use a declared dimension, or declare a new one for all programs.",
    bad: r"# content/programs/apollo/updates/2026-03-05.md
dimensions: { quality: green }
",
    fixed: r"# content/programs/apollo/updates/2026-03-05.md
dimensions: { scope: green }
",
};

pub(super) const UNKNOWN_DECISION: Long = Long {
    explanation: "`supersedes` names an earlier decision of the same program, and `answers` a request that one of \
                  the program's updates makes in `decisions_needed`. There is none with this id, so readers could \
                  not follow the reference. Correct the id.",
    bad: r"# content/programs/apollo/program.yaml
decisions:
  - { id: DEC1, date: 2026-03-09, title: Begin in June, decided_by: board, status: accepted, answers: Q7 }
",
    fixed: r"# content/programs/apollo/program.yaml
decisions:
  - { id: DEC1, date: 2026-03-09, title: Begin in June, decided_by: board, status: accepted, answers: Q1 }
# content/programs/apollo/updates/2026-03-05.md
decisions_needed:
  - { id: Q1, ask: When do we begin?, from: board, by: 2026-03-20 }
",
};

pub(super) const UNKNOWN_OWNER: Long = Long {
    explanation: "The `owner` in a page's front matter is the slug of a person: the page then shows who maintains \
                  it. There is no person with this slug, so the page shows no owner. In handbooks that come from \
                  elsewhere, `owner` may mean something else, so this is only a warning.",
    bad: r"<!-- content/handbook/calls.md -->
---
title: Calls
owner: anna
---
",
    fixed: r"<!-- content/handbook/calls.md -->
---
title: Calls
owner: ana
---
",
};
