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
