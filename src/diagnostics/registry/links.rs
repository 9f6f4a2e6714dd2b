//! The long forms of findings about links and addresses.

use super::Long;

pub(super) const BROKEN_LINK: Long = Long {
    explanation: "Nothing stands at the address that the link gives. Links may name a file (`meetings.md`) or an address \
                  (`/handbook/meetings/`), relative to the page or from the root. The hint names a page of that name elsewhere, if there is \
                  one. Addresses that live on another site are mapped with `links.external` in `pmo.yaml`.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

See [our meetings](meetigns.md).
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

See [our meetings](_index.md#meetings).
",
};

pub(super) const DEAD_ANCHOR: Long = Long {
    explanation: "The page exists and has no heading with this id, so the reader lands at its top. Ids are made of the heading's words, in \
                  small letters, with hyphens. Headings that were renamed are the usual cause. \
                  What a page that records make has to offer is looked up in the finished page, so of a site with errors elsewhere such links \
                  are told once those are mended.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

See [our meetings](_index.md#meeting-rules).
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

See [our meetings](_index.md#meetings).
",
};

pub(super) const MISSING_ASSET: Long = Long {
    explanation: "A picture or another embedded file does not exist. Put it beside the page or below `static/`, and write its path relative to \
                  the page or, for `static/`, from the root: `static/people/ana.jpg` is `/people/ana.jpg`.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

![The room](room.png)
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

![The room](room.png)
<!-- content/handbook/room.png -->
",
};

pub(super) const REFUSED_SCHEME: Long = Long {
    explanation: "Links lead to `https:`, `http:`, `mailto:` and `tel:` addresses or to paths. Others, such as `javascript:` or `file:`, run \
                  code or open what is on the reader's machine, and are not published.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

[The plan](file:///home/ana/plan.pdf)
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

[The plan](https://files.example.com/plan.pdf)
",
};

pub(super) const URL_TAKEN: Long = Long {
    explanation: "Two sources would be published at one address, or are one record under two names (`ana.yaml` and `ana.yml`). Which of them \
                  won would be chance. Rename one, or give a page another `slug` in its front matter.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls
<!-- content/handbook/calls/_index.md -->
# Calls
",
    fixed: r"<!-- content/handbook/calls/_index.md -->
# Calls
",
};

pub(super) const SUSPECT_LINK: Long = Long {
    explanation: "The link will not do what it was meant to: it has no address, a placeholder such as `TODO`, a scheme that is one letter off, \
                  a port that no host has, a `//` in front of a path, or a mail address without `mailto:`. It is published as plain `#`. Write the address that the hint shows.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

[Write to Ana](ana@example.com)
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

[Write to Ana](mailto:ana@example.com)
",
};

pub(super) const NO_ALT: Long = Long {
    explanation: "The picture has no alternative text, so readers who do not see it get nothing. Say between the brackets what it shows. A \
                  picture that is mere decoration says so with `<img alt=\"\" …>`.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

![](/room.png)
<!-- static/room.png -->
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

![The large meeting room](/room.png)
<!-- static/room.png -->
",
};

pub(super) const RESERVED_URL: Long = Long {
    explanation: "A file would stand at an address where the site puts something of its own: a generated page, open data below `/api/v1/`, \
                  `robots.txt`. Rename or move it. An address that is too long for a file's name is reported by the same code.",
    bad: r"# static/robots.txt
User-agent: *
",
    fixed: r"# static/humans.txt
Made by the PMO
",
};

pub(super) const BAD_ALIAS: Long = Long {
    explanation: "A page wants to be reached from a former address, and that cannot be arranged: another page or file stands there now, another \
                  page has asked for it, or it holds a `#` or `?`, which servers never see. Remove the alias, or keep it on one page only.",
    bad: r"<!-- content/handbook/calls.md -->
---
title: Calls
aliases: [/handbook/]
---
",
    fixed: r"<!-- content/handbook/calls.md -->
---
title: Calls
aliases: [/handbook/phone-calls/]
---
",
};

pub(super) const LINK_CASE: Long = Long {
    explanation: "The link differs from its page's address in capital letters. It was resolved, but many servers tell capitals apart, so other \
                  copies of the link would break. Write the address as the hint shows it.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

See [Apollo](/Programs/Apollo/).
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

See [Apollo](/programs/apollo/).
",
};

pub(super) const MISLEADING_URL: Long = Long {
    explanation: "A browser reads the address as another one than people and programs do: it holds a `\\`, which browsers take for `/`, a user \
                  name before the host (`https://bank.example@evil.example/`), a line break or a tab, a mark that turns the direction of \
                  writing, or another character that nobody sees. It is published as plain `#`, also where the finding is made a warning or \
                  ignored. Copied addresses often bring such characters along: type the address anew. A password in an address is known to \
                  whoever has read this file: change it.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

[The board](https://board.example.com\@files.example.net/)
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

[The board](https://board.example.com/)
",
};

pub(super) const HIDDEN_CHARACTER: Long = Long {
    explanation: "A name, a title or a headline holds a character that has no shape: a mark that turns the direction of writing, so that the \
                  words read otherwise than they are stored, a space without width, a control character. Such a name looks like another one, \
                  and nobody finds it by typing it. Joiners within words of Persian or Hindi and within emoji, and marks of direction beside \
                  letters of Hebrew or Arabic, are right. The hint has the text without it.",
    bad: r#"# content/people/ana.yaml
name: "Ana\u200b Silva"
"#,
    fixed: r"# content/people/ana.yaml
name: Ana Silva
",
};
