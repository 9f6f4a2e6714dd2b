//! Rules about who keeps a page true, and when.

use super::Long;

pub(super) const REVIEW_DUE: Long = Long {
    explanation: "A page asks to be reviewed again after a while, with `review_every` or with `pages.review_every` in \
                  pmo.yaml, and that day is over; or it asks for a review and never had one. Its readers see a note \
                  with the day. Read the page, mend what is no longer true, and run the command that the finding \
                  shows: it writes the day and your name into the page. On the day itself nothing is said.",
    bad: r"<!-- content/handbook/calls.md -->
---
title: Calls
reviewed: 2025-08-01
review_every: 6 months
---
",
    fixed: r"<!-- content/handbook/calls.md -->
---
title: Calls
reviewed: 2026-03-02
review_every: 6 months
---
",
};

pub(super) const UNKNOWN_REVIEWER: Long = Long {
    explanation: "The `reviewed_by` in a page's front matter is the slug of the person who reviewed the page last. \
                  There is no person with this slug, so the page shows its review without a name. `pmo-site review` \
                  writes both.",
    bad: r"<!-- content/handbook/calls.md -->
---
title: Calls
reviewed: 2026-03-02
reviewed_by: anna
---
",
    fixed: r"<!-- content/handbook/calls.md -->
---
title: Calls
reviewed: 2026-03-02
reviewed_by: ana
---
",
};
