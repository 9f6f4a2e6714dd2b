//! The long forms of findings about slugs that records had.

use super::Long;

pub(super) const FORMER_SLUG_TAKEN: Long = Long {
    explanation: "`formerly` lists the slugs that a record had. Old reports refer to the record by them, old addresses \
                  lead to its page, and ids of feeds and calendars are made of the first. A slug that a second record \
                  of the same kind uses, as its own or as a former one, would mean two things: the old links of one \
                  would lead to the other.",
    bad: r"# content/people/ana.yaml
name: Ana Silva
formerly: [ben]
# content/people/ben.yaml
name: Ben Roth
",
    fixed: r"# content/people/ana.yaml
name: Ana Silva
formerly: [ana-silva]
# content/people/ben.yaml
name: Ben Roth
",
};

pub(super) const OWN_FORMER_SLUG: Long = Long {
    explanation: "`formerly` lists slugs that a record had before, and this one is the slug that it has: the name of \
                  its file, or of its folder for a program. Write the old name there, and leave the new one out.",
    bad: r"# content/people/ana.yaml
name: Ana Silva
formerly: [ana]
",
    fixed: r"# content/people/ana.yaml
name: Ana Silva
formerly: [ana-silva]
",
};

pub(super) const ENDED_WORD: Long = Long {
    explanation: "`pmo.yaml` gives a stage, a goal, an organization, a region or a forum a last day, and a record uses \
                  it after that day: a report of a later date, or the record of a program that runs or of a person who \
                  is still there. What is older keeps the word. Name one that is in use, and if the word only got \
                  another id, give that one `formerly` with the old id in place of `until`.",
    bad: r"# pmo.yaml
goals: [{ id: grow, until: 2026-01-31 }, earn]
# content/programs/apollo/program.yaml
goals: [grow]
",
    fixed: r"# pmo.yaml
goals: [{ id: grow, until: 2026-01-31 }, earn]
# content/programs/apollo/program.yaml
goals: [earn]
",
};
