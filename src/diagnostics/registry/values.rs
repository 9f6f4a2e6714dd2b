//! The long forms of findings about single values.

use super::Long;

pub(super) const BAD_DATE: Long = Long {
    explanation: "Dates are written year first, `2026-03-05`, and must be days that the calendar has. Other notations are read differently \
                  on two sides of an ocean, and the 30th of February is a typing error whatever it was meant to be.",
    bad: r"# content/programs/apollo/program.yaml
start: 05.01.2026
",
    fixed: r"# content/programs/apollo/program.yaml
start: 2026-01-05
",
};

pub(super) const BAD_ZONE: Long = Long {
    explanation: "Time zones are IANA names such as `Europe/Lisbon` or `UTC`, spelled as in the database. Abbreviations mean several places \
                  (`IST`), and offsets (`UTC+2`) stay behind when the clocks change. Take the largest city in the person's zone.",
    bad: r"# content/people/ana.yaml
time_zone: CET
",
    fixed: r"# content/people/ana.yaml
time_zone: Europe/Berlin
",
};

pub(super) const BAD_HOURS: Long = Long {
    explanation: "Hours are days and times as in the opening hours of OpenStreetMap: `Mo-Fr 09:00-17:30`, with commas between several parts \
                  of a day. Times have 24 hours, a range may run over midnight, and an end of `24:00` is the end of the day. Single days \
                  in `exceptions` take times or `closed`.",
    bad: r#"# content/people/ana.yaml
working_hours: "Mon to Fri, 9-17"
"#,
    fixed: r#"# content/people/ana.yaml
working_hours: "Mo-Fr 09:00-17:00"
"#,
};

pub(super) const BAD_COUNTRY: Long = Long {
    explanation: "A country is its two-letter code of ISO 3166 in capitals and in quotes, `\"PT\"`. The United Kingdom is `\"GB\"`. Names of \
                  countries differ between languages and years; the codes do not.",
    bad: r"# content/people/ana.yaml
location: { country: Portugal }
",
    fixed: r#"# content/people/ana.yaml
location: { country: "PT" }
"#,
};

pub(super) const BAD_URL: Long = Long {
    explanation: "A link in a record is a full `https://`, `http://` or `mailto:` address, or a page of this site that begins with `/`. Other \
                  schemes are refused because a page must never run what a record says, and an address without a scheme leads somewhere \
                  else from every page. Nor may it pass for another address: no `\\`, no user name or password, no port above 65535, no character \
                  that nobody sees, no line break in a mail address.",
    bad: r"# content/programs/apollo/program.yaml
links:
  - { label: Board, url: board.example.com/apollo }
",
    fixed: r#"# content/programs/apollo/program.yaml
links:
  - { label: Board, url: "https://board.example.com/apollo" }
"#,
};

pub(super) const DATE_ORDER: Long = Long {
    explanation: "The second of two dates is before the first: an end before its start, a closing before the day something was raised, an \
                  absence that is over before it begins. One of the two is mistyped; often it is the year.",
    bad: r"# content/programs/apollo/program.yaml
start: 2026-01-05
baseline_end: 2025-09-30
",
    fixed: r"# content/programs/apollo/program.yaml
start: 2026-01-05
baseline_end: 2026-09-30
",
};

pub(super) const LINK_ZONE: Long = Long {
    explanation: "The name is an older one of a zone that has another name today. It still works, and two people in one zone should carry \
                  one name for it, or readers think that there are two. Write the name that the hint gives.",
    bad: r"# content/people/ana.yaml
time_zone: Asia/Calcutta
",
    fixed: r"# content/people/ana.yaml
time_zone: Asia/Kolkata
",
};
