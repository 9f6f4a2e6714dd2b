//! The long forms of findings about links to other sites. Only `check --external` tells them.

use super::Long;

pub(super) const GONE: Long = Long {
    explanation: "The host of the address answered that nothing is there (404 or 410), or there is no such host. \
                  `check --external` asks one address at a time of each host and keeps the answers, with their day, in \
                  `external-links.json`. Addresses that only some may see (401, 403) count as found.",
    bad: r#"<!-- content/handbook/_index.md -->
# Handbook

## Meetings

Held [there](https://rooms.example.com/old).
<!-- external-links.json -->
{"links": {"https://rooms.example.com/old": {"day": "2026-03-09", "answer": "gone", "status": 404}}}
"#,
    fixed: r#"<!-- content/handbook/_index.md -->
# Handbook

## Meetings

Held [there](https://rooms.example.com/new).
<!-- external-links.json -->
{"links": {"https://rooms.example.com/new": {"day": "2026-03-09", "answer": "fine"}}}
"#,
};

pub(super) const NO_ANSWER: Long = Long {
    explanation: "The host did not answer in time, could not be reached, or answered that it has troubles of its own \
                  (429, 500 and above). That may be over tomorrow, and it may be the network of the machine that \
                  asked. `check --external` asks again each time.",
    bad: r#"<!-- content/handbook/_index.md -->
# Handbook

## Meetings

Held [there](https://rooms.example.com/).
<!-- external-links.json -->
{"links": {"https://rooms.example.com/": {"day": "2026-03-09", "answer": "silent", "why": "it answered 503"}}}
"#,
    fixed: r#"<!-- content/handbook/_index.md -->
# Handbook

## Meetings

Held [there](https://rooms.example.com/).
<!-- external-links.json -->
{"links": {"https://rooms.example.com/": {"day": "2026-03-09", "answer": "fine"}}}
"#,
};

pub(super) const MOVED_FOR_GOOD: Long = Long {
    explanation: "The host of the address says that it has another one for good (301 or 308). Readers arrive today; a \
                  host keeps such a redirect for some years. The hint has the new address. A temporary \
                  redirect (302), such as one to a login, is not told.",
    bad: r#"<!-- content/handbook/_index.md -->
# Handbook

## Meetings

Held [there](http://rooms.example.com/).
<!-- external-links.json -->
{"links": {"http://rooms.example.com/": {"day": "2026-03-09", "answer": "moved", "to": "https://rooms.example.com/"}}}
"#,
    fixed: r#"<!-- content/handbook/_index.md -->
# Handbook

## Meetings

Held [there](https://rooms.example.com/).
<!-- external-links.json -->
{"links": {"https://rooms.example.com/": {"day": "2026-03-09", "answer": "fine"}}}
"#,
};

pub(super) const PRIVATE_ADDRESS: Long = Long {
    explanation: "The address is of this machine or of a network that others cannot reach: `localhost`, a name without \
                  a dot or one that ends in `.local`, `.internal` and the like, or a private IP address. Nobody asks \
                  for it, since each machine would get another answer. If all your readers are inside, leave the \
                  finding out with `findings: { PMO-W0924: ignore }`. `check --external` tells it.",
    bad: r#"<!-- content/handbook/_index.md -->
# Handbook

## Meetings

Booked in [the calendar](http://calendar.internal/rooms).
<!-- external-links.json -->
{"links": {}}
"#,
    fixed: r#"<!-- content/handbook/_index.md -->
# Handbook

## Meetings

Booked in [the calendar](https://calendar.example.com/rooms).
<!-- external-links.json -->
{"links": {}}
"#,
};
