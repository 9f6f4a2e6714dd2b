//! The long forms of findings about links and addresses.

use super::Long;

pub(super) const BROKEN_LINK: Long = Long {
    explanation: "There is no page or file at the address of the link. Links may name a file (`meetings.md`) or an \
                  address (`/handbook/meetings/`), relative to the page or from the root. If there is a page with \
                  that name elsewhere, the hint names it. Addresses of another site are mapped with `links.external` \
                  in `pmo.yaml`.",
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
    explanation: "The page exists and has no heading with this id, so the reader lands at its top. An id is the \
                  words of the heading, in lower case, joined by hyphens. The usual cause is a renamed heading. \
                  Anchors on pages that are made from records are checked in the finished page. So if the site has \
                  other errors, these links are reported only after the errors are fixed.",
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
    explanation: "A picture or another embedded file does not exist. Put it beside the page or below `static/`, and \
                  write its path relative to \
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
    explanation: "Links may lead to `https:`, `http:`, `mailto:` and `tel:` addresses or to paths. Other schemes, \
                  such as `javascript:` or `file:`, run code or open files on the reader's machine, so such links \
                  are not published. Links that open an application can be allowed in `pmo.yaml`: \
                  `links: { schemes: [slack, msteams] }`. A picture within the text (`data:`) may be a PNG, JPEG, GIF \
                  or WebP picture; any other \
                  must be a file.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

[The plan](file:///home/ana/plan.pdf)
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

[The plan](https://files.example.com/plan.pdf)
",
};

pub(super) const SLUG_TAKEN: Long = Long {
    explanation: "One record exists in two files (`ana.yaml` and `ana.yml`). Which of them holds would depend on \
                  chance. Keep one of the two.",
    bad: r"# content/people/ana.yaml
name: Ana Silva
role: Program manager
time_zone: Europe/Lisbon
# content/people/ana.yml
name: Ana Silva
role: Director
time_zone: Europe/Lisbon
",
    fixed: r"# content/people/ana.yaml
name: Ana Silva
role: Director
time_zone: Europe/Lisbon
",
};

pub(super) const URL_TAKEN: Long = Long {
    explanation: "A page or file would be published at an address that something else has, so it is left out. What a \
                  record or the site itself makes comes before a page, a page before a file, a file of `content` \
                  before one of `static`, and of two pages or files the one whose path comes first; a README \
                  comes after any other page. An address that \
                  is too long for a file name is none either. Rename the one that is left out, or give a page another \
                  `slug` in its front matter.",
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
    explanation: "The link will not work as intended: it has no address, a placeholder such as `TODO`, a scheme that \
                  is one letter off, an impossible port, a `//` in front of a path, or a mail address without \
                  `mailto:`. It is published as plain `#`. Write the address that the hint shows.",
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
    explanation: "The picture has no alternative text, so readers who cannot see it get nothing. Describe it between \
                  the brackets. For a picture that is only decoration, write `<img alt=\"\" …>`.",
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

pub(super) const BAD_ALIAS: Long = Long {
    explanation: "A page asks for a redirect from a former address, and the redirect cannot be made: another page or \
                  file has that address now, another page asks for the same redirect, or the address contains a `#` \
                  or `?`, which servers never use to find a file. Remove the alias, or keep it on one page only.",
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
    explanation: "The link differs from its page's address only in upper and lower case. It was resolved, but many \
                  servers are case-sensitive, so other copies of the link would break. Write the address as the hint \
                  shows it.",
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
    explanation: "A browser reads the address differently from people and other programs: it contains a `\\`, which \
                  browsers take for `/`, a user name before the host (`https://bank.example@evil.example/`), a line \
                  break or a tab, a mark that changes the direction of writing, or another invisible character. It \
                  is published as plain `#`, even if the finding is made a warning or ignored. Copied addresses \
                  often contain such characters: type the address again. If the address contains a password, \
                  everybody who has read this file knows it: change it.",
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
    explanation: "A name, a title or a headline contains an invisible character: a mark that changes the direction \
                  of writing, so that the words are shown in another order than they are stored, a zero-width space, \
                  a control character. Such a name looks like another name, and nobody finds it by typing it. \
                  Joiners within words of Persian or Hindi and within emoji, and direction marks beside Hebrew or \
                  Arabic letters, are allowed. The hint has the text without the character.",
    bad: r#"# content/people/ana.yaml
name: "Ana\u200b Silva"
"#,
    fixed: r"# content/people/ana.yaml
name: Ana Silva
",
};

pub(super) const BLOCKED: Long = Long {
    explanation: "Pages load nothing from other hosts but the pictures that they hold and the frames that the site \
                  allows, and they run no scripts but those of the theme. The Content-Security-Policy of every page \
                  says so to browsers. A film, a sound or a frame of another host is shown as a link that names the \
                  host; so are pictures with an `http:` address, and all pictures of other hosts if pmo.yaml has \
                  `links: { remote_pictures: false }`. Frames are shown in their place if their host is allowed: \
                  `links: { frames: [www.youtube-nocookie.com] }`. That host then learns who reads the page.",
    bad: r#"<!-- content/handbook/calls.md -->
# Calls

<iframe src="https://www.youtube-nocookie.com/embed/abc" title="How we call"></iframe>
"#,
    fixed: r#"<!-- content/handbook/calls.md -->
# Calls

<iframe src="https://www.youtube-nocookie.com/embed/abc" title="How we call"></iframe>
# pmo.yaml
links: { frames: [www.youtube-nocookie.com] }
"#,
};

pub(super) const HOST_REDIRECT: Long = Long {
    explanation: "Hosts such as Netlify and Cloudflare Pages read `static/_redirects`. The rule leads readers in a \
                  circle, never \
                  holds because a rule before it holds for the same address, or leads away from an address at which \
                  the site has a page; or the line is no rule, or the file has more rules than hosts read (2,000 of \
                  single addresses, 100 with `*` or `:name`). The site adds its own redirects below the author's.",
    bad: r"# static/_redirects
/old/ /new/ 301
/new/ /old/ 301
",
    fixed: r"# static/_redirects
/old/ /programs/ 301
/new/ /programs/ 301
",
};

pub(super) const LOST_ADDRESS: Long = Long {
    explanation: "`check --against` was given the addresses that were published: a list, a sitemap or a built site. \
                  The \
                  site has no page, no file and no redirect at this one, so bookmarks and links from elsewhere lead \
                  nowhere. Write the address into the `aliases` of the page that has its content now, or a rule into \
                  `static/_redirects`. An address that may be lost can be made a known finding: see `baseline`. In the \
                  example, `urls.txt` is the list.",
    bad: r"# urls.txt
https://pmo.example.com/handbook/calls/
",
    fixed: r"# urls.txt
https://pmo.example.com/handbook/calls/
<!-- content/handbook/phone.md -->
---
title: Phone
aliases: [/handbook/calls/]
---
",
};

pub(super) const LOST_PART: Long = Long {
    explanation: "`check --against` was given the addresses that were published, and one names a part of a page: a \
                  heading, or another place with an id. The page is there, or a redirect leads to one, and has no such \
                  part, so readers land at its top. Give the heading its old id: `## Meetings {#calls}`. Of a built \
                  site, the ids of headings, of `a` and of `dt` are compared. In the example, `urls.txt` is the list.",
    bad: r"# urls.txt
/handbook/phone/#calls
<!-- content/handbook/phone.md -->
# Phone

## Long calls
",
    fixed: r"# urls.txt
/handbook/phone/#calls
<!-- content/handbook/phone.md -->
# Phone

## Long calls {#calls}
",
};
