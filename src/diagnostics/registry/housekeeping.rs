//! The long forms of findings about what nobody needs any more. Only `check --housekeeping` tells them.

use super::Long;

pub(super) const UNLINKED_PAGE: Long = Long {
    explanation: "No other page, record or report has a link to this page in its text. Readers find it in the \
                  navigation and by search alone, which is how a page looks that has been forgotten. The page of a \
                  section, one that `navigation`, a menu or `SUMMARY.md` names, one of a program and one that is \
                  `unlisted` are not told. `check --housekeeping` looks for it.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

How we hold calls.
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

How we hold calls.
<!-- content/handbook/meetings.md -->
# Meetings

Most are [calls](calls.md). See [ours](_index.md#meetings).
<!-- content/handbook/_index.md -->
# Handbook

## Meetings

[How we meet](meetings.md).
",
};

pub(super) const UNLINKED_FILE: Long = Long {
    explanation: "The file is published, and no page and no record of this site shows it or leads to it; no template, \
                  style or setting names it either. Pictures, sounds and films beside pages are published without a \
                  link, so one whose page has gone stays on the web. Below `static/` only pictures, sounds and films \
                  in folders are looked at, and none where styles, scripts or pages of your own lie, which may name \
                  them. `check --housekeeping` looks for it.",
    bad: r"<!-- content/handbook/_index.md -->
# Handbook

## Meetings
<!-- content/handbook/room.png -->
",
    fixed: r"<!-- content/handbook/_index.md -->
# Handbook

## Meetings

![The room](room.png)
<!-- content/handbook/room.png -->
",
};

pub(super) const LARGE_PICTURE: Long = Long {
    explanation: "Everyone who opens the page waits for this picture, on a phone for seconds. A page is about 800 \
                  pixels wide, so a photo from a camera has far more than it shows. The limit is 500 kB unless \
                  `housekeeping: { max_picture_size: … }` in `pmo.yaml` gives another, in bytes. Pictures that a \
                  page only links to are not told. `check --housekeeping` looks for it.",
    bad: r"<!-- content/handbook/_index.md -->
# Handbook

## Meetings

![The room](room.png)
<!-- content/handbook/room.png: 4.1 MB -->
",
    fixed: r"<!-- content/handbook/_index.md -->
# Handbook

## Meetings

![The room](room.webp)
<!-- content/handbook/room.webp: 120 kB -->
",
};

pub(super) const REDIRECT_CHAIN: Long = Long {
    explanation: "The redirect leads to an address that has moved on itself. The page of today is found at the end, \
                  and each step costs the reader a wait; when a page between is removed, the whole chain breaks. \
                  Lead to the last address at once. Redirects have no dates, so none is told because it is old. \
                  `check --housekeeping` looks for it.",
    bad: r"<!-- content/handbook/calls.md -->
---
redirect_to: /handbook/rooms/
---
# Calls
<!-- content/handbook/rooms.md -->
---
redirect_to: /handbook/
---
# Rooms
",
    fixed: r"<!-- content/handbook/calls.md -->
---
redirect_to: /handbook/
---
# Calls
<!-- content/handbook/rooms.md -->
---
redirect_to: /handbook/
---
# Rooms
",
};

pub(super) const DEPARTED_OWNER: Long = Long {
    explanation: "The `owner` of a page answers for what it says, and this one has an `end_date` that has passed. \
                  Whoever took over their programs, or leads their focus area, is suggested. A page that a section's \
                  `cascade` gives its owner is told too: mend it there. `check --housekeeping` looks for it.",
    bad: r"# content/people/dan.yaml
name: Dan Cole
role: Program Manager
focus_areas: [platform]
time_zone: Europe/Berlin
end_date: 2026-01-31
<!-- content/handbook/_index.md -->
---
owner: dan
---
# Handbook

## Meetings
",
    fixed: r"<!-- content/handbook/_index.md -->
---
owner: ana
---
# Handbook

## Meetings
",
};
