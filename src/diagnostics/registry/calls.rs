//! Shortcodes and directives.

use super::Long;

pub(super) const SHORTCODE: Long = Long {
    explanation: "The page calls a shortcode, `{{< name … >}}` or `{{% name … %}}`, of a name that neither pmo-site \
                  nor the site's theme knows. The call is shown as it is written, and what stands between its two tags \
                  is part of the page. Write its template in the theme (`docs/directives.md`), or replace it with \
                  plain Markdown. To show a call, put it in backticks.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

{{< mute-yourself >}}
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

{{< alert >}}
Mute yourself.
{{< /alert >}}
",
};

pub(super) const MALFORMED_CALL: Long = Long {
    explanation: "The tag of a shortcode has no end, a pair of tags is crossed or open, quotes have no partner, or an \
                  argument is missing. What can be read of it is shown, and the page goes on behind it. Write the tag \
                  as in `{{< name \"first\" key=\"value\" >}} … {{< /name >}}`.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

{{< alert >}}
Mute yourself.
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

{{< alert >}}
Mute yourself.
{{< /alert >}}
",
};

pub(super) const WITHHELD_CALL: Long = Long {
    explanation: "A directive on a page names a person, a program or something else that has a record and that the \
                  readers of this site may not see. In its place stands that it is not shown. Make the page internal, \
                  or take the directive out.",
    bad: r#"# content/people/ben.yaml
publish: { name: internal }

<!-- content/handbook/hiring.md -->
# Hiring

Ask {{< person "ben" >}}.
"#,
    fixed: r"# content/people/ben.yaml
publish: { name: internal }

<!-- content/handbook/hiring.md -->
# Hiring

Ask the program manager.
",
};

pub(super) const STRANGER: Long = Long {
    explanation: "A shortcode of another handbook looks up somebody or some group, such as `member-by-name`, and no \
                  record has the name. The name stands on the page as it is written. Add the record, or write the \
                  words without the shortcode.",
    bad: r#"<!-- content/handbook/hiring.md -->
# Hiring

Ask {{< member-by-name "Nobody Atall" >}}.
"#,
    fixed: r#"<!-- content/handbook/hiring.md -->
# Hiring

Ask {{< person "ana" >}}.
"#,
};

pub(super) const NOT_INCLUDED: Long = Long {
    explanation: "The page includes a file that is not there, is no Markdown page below `content/`, includes this page \
                  itself, or has fewer lines than are asked for. The call stands in its place as it is written. Name \
                  another file, or write a link to it.",
    bad: r#"<!-- content/handbook/hiring.md -->
# Hiring

{{< include "steps.md" >}}
"#,
    fixed: r#"<!-- content/handbook/hiring.md -->
# Hiring

{{< include "/handbook/_index.md" >}}
"#,
};

pub(super) const CALL_IN_REPORT: Long = Long {
    explanation: "A directive says what records say on the day of the site. A report tells what was so on its own day, \
                  and must not change when records do. So in a report the name of the directive stands in its place. \
                  Write the number or the name itself.",
    bad: r#"<!-- content/programs/apollo/updates/2026-03-05.md -->
---
author: ana
health: green
headline: The first tenant moves in June.
---

All {{< count "people" >}} of us helped.
"#,
    fixed: r"<!-- content/programs/apollo/updates/2026-03-05.md -->
---
author: ana
health: green
headline: The first tenant moves in June.
---

All nine of us helped.
",
};

pub(super) const CALL_IN_TITLE: Long = Long {
    explanation: "The first heading of a page is its title. Menus, links and search show it as plain text, and it must \
                  be the same everywhere. So what a directive or a shortcode says is left out of it. Say it in the \
                  first sentence, or write the number or the name itself.",
    bad: r#"<!-- content/handbook/team.md -->
# The {{< count "people" >}} of us
"#,
    fixed: r#"<!-- content/handbook/team.md -->
# Our team

There are {{< count "people" >}} of us.
"#,
};

pub(super) const WITHHELD_INCLUDED: Long = Long {
    explanation: "The page includes the text of a page that the readers of this site may not see: a draft, an internal \
                  page, or one that is not yet or no longer published. So nothing is published. Include another page, \
                  or give both the same readers. The finding cannot be made a warning.",
    bad: r#"<!-- content/handbook/hiring.md -->
# Hiring

{{< include "steps.md" >}}

<!-- content/handbook/steps.md -->
---
title: Steps
draft: true
---

Call twice.
"#,
    fixed: r#"<!-- content/handbook/hiring.md -->
# Hiring

{{< include "steps.md" >}}

<!-- content/handbook/steps.md -->
---
title: Steps
---

Call twice.
"#,
};

pub(super) const UNKNOWN_CALLED: Long = Long {
    explanation: "A directive names a person, a program, a focus area, a milestone or a success measure, and there is \
                  no record of that name. The hint has the nearest name. Correct the name, or add the record.",
    bad: r#"<!-- content/handbook/hiring.md -->
# Hiring

Ask {{< person "anna" >}}.
"#,
    fixed: r#"<!-- content/handbook/hiring.md -->
# Hiring

Ask {{< person "ana" >}}.
"#,
};
