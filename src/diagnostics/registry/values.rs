//! The long forms of findings about single values.

use super::Long;

pub(super) const BAD_DATE: Long = Long {
    explanation: "Dates are written year first, `2026-03-05`, and must be days that the calendar has. Other \
                  notations mean different dates in Europe and in America, and the 30th of February is always a \
                  typing error.",
    bad: r"# content/programs/apollo/program.yaml
start: 05.01.2026
",
    fixed: r"# content/programs/apollo/program.yaml
start: 2026-01-05
",
};

pub(super) const BAD_ZONE: Long = Long {
    explanation: "Time zones are IANA names such as `Europe/Lisbon` or `UTC`, spelled as in the database. \
                  Abbreviations are ambiguous (`IST`), and offsets (`UTC+2`) are wrong after the clocks change. Use \
                  the IANA name of the person's zone; it usually contains the largest city.",
    bad: r"# content/people/ana.yaml
time_zone: CET
",
    fixed: r"# content/people/ana.yaml
time_zone: Europe/Berlin
",
};

pub(super) const BAD_HOURS: Long = Long {
    explanation: "Hours are days and times in the notation of OpenStreetMap's opening hours: `Mo-Fr 09:00-17:30`, \
                  with commas between several parts of a day. Times use the 24-hour clock, a range may cross \
                  midnight, and an end of `24:00` is the end of the day. Single days in `exceptions` take times or \
                  `closed`.",
    bad: r#"# content/people/ana.yaml
working_hours: "Mon to Fri, 9-17"
"#,
    fixed: r#"# content/people/ana.yaml
working_hours: "Mo-Fr 09:00-17:00"
"#,
};

pub(super) const BAD_COUNTRY: Long = Long {
    explanation: "A country is its two-letter code of ISO 3166 in capitals and in quotes, `\"PT\"`. The United \
                  Kingdom is `\"GB\"`. Names of countries differ between languages and change over time; the codes \
                  do not.",
    bad: r"# content/people/ana.yaml
location: { country: Portugal }
",
    fixed: r#"# content/people/ana.yaml
location: { country: "PT" }
"#,
};

pub(super) const BAD_URL: Long = Long {
    explanation: "A link in a record is a full `https://`, `http://` or `mailto:` address, or a page of this site \
                  that begins with `/`. Other schemes are refused because a page must never run what a record says, \
                  and an address without a scheme leads to a different place from every page. It must not look like \
                  another address either: no `\\`, no user name or password, no port above 65535, no invisible \
                  character, no line break in a mail address.",
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
    explanation: "The second of two dates is before the first: an end before its start, a closing before the day \
                  something was raised, an absence that is over before it begins. One of the two dates is mistyped; \
                  often it is the year.",
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
    explanation: "This is an old name of a time zone that has another name today. It still works, but two people in \
                  one zone should use the same name, or readers think that these are two zones. Write the name that \
                  the hint gives.",
    bad: r"# content/people/ana.yaml
time_zone: Asia/Calcutta
",
    fixed: r"# content/people/ana.yaml
time_zone: Asia/Kolkata
",
};

pub(super) const LONG_RUN: Long = Long {
    explanation: "An entry of a holiday calendar with `from` and `to` has at most 366 days. Nobody has a year of \
                  public holidays: most often one of the two years is mistyped, and every report would be excused \
                  until then. For a site that is closed for good, end the people's employment or the programs.",
    bad: r"# content/holidays/company.yaml
name: Company
days:
  - { from: 2026-12-24, to: 2028-01-01, name: Company shutdown }
",
    fixed: r"# content/holidays/company.yaml
name: Company
days:
  - { from: 2026-12-24, to: 2027-01-01, name: Company shutdown }
",
};

pub(super) const DAY_TWICE: Long = Long {
    explanation: "Two entries of one holiday calendar have a day in common, so it is unclear whose hours hold on it. \
                  Remove one of them, or shorten the run. Two calendars may have the same day: then whoever follows \
                  both works only the hours that both allow.",
    bad: r#"# content/holidays/company.yaml
name: Company
days:
  - { from: 2026-12-24, to: 2027-01-01, name: Company shutdown }
  - { date: 2026-12-31, name: Short day, hours: "09:00-13:00" }
"#,
    fixed: r#"# content/holidays/company.yaml
name: Company
days:
  - { from: 2026-12-24, to: 2026-12-30, name: Company shutdown }
  - { date: 2026-12-31, name: Short day, hours: "09:00-13:00" }
"#,
};

pub(super) const DATE_AND_RUN: Long = Long {
    explanation: "An entry of a holiday calendar is a single day, with `date`, or several days, with `from` and `to`. \
                  Here it has `date` and one of the others, so it is unclear which days are meant. Write `from` in \
                  place of `date`, or remove the end.",
    bad: r"# content/holidays/company.yaml
name: Company
days:
  - { date: 2026-12-24, to: 2027-01-01, name: Company shutdown }
",
    fixed: r"# content/holidays/company.yaml
name: Company
days:
  - { from: 2026-12-24, to: 2027-01-01, name: Company shutdown }
",
};
