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
