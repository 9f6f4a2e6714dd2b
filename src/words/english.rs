//! The words of English, as they are spelt in Britain.

use super::Catalogue;
use super::catalogue::Part::{Day, Month, Text, Weekday, Year};
use super::catalogue::{Span, Units};
use super::term::{Forms, Plural, Term};

/// English.
pub(super) static ENGLISH: Catalogue = Catalogue {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    short_months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    short_weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    date: &[Day, Text(" "), Month, Text(" "), Year],
    day: &[Weekday, Text(" "), Day, Text(" "), Month],
    span_in_month: Span(&[Day], " to ", &[Day, Text(" "), Month, Text(" "), Year]),
    span_in_year: Span(&[Day, Text(" "), Month], " to ", &[Day, Text(" "), Month, Text(" "), Year]),
    span_over_years: Span(&[Day, Text(" "), Month, Text(" "), Year], " to ", &[Day, Text(" "), Month, Text(" "), Year]),
    through: "–",
    next_day: " next day",
    decimal: '.',
    // A space that does not break: no comma, which some readers take for a decimal one.
    group: '\u{202f}',
    minus: '\u{2212}',
    percent: "%",
    units: Units { day: " d", hour: " h", minute: " min" },
    comma: ", ",
    and: " and ",
    or: " or ",
    none: "no",
    internal: "internal",
    plural: |number| if number == 1 { Plural::One } else { Plural::Other },
    forms,
};

fn forms(term: Term) -> Forms {
    let (one, other) = match term {
        Term::ActiveProgram => ("active program", "active programs"),
        Term::Character => ("character", "characters"),
        Term::Clock => ("time zone", "time zones"),
        Term::Day => ("day", "days"),
        Term::MorePlace => ("more place", "more places"),
        Term::Error => ("error", "errors"),
        Term::File => ("file", "files"),
        Term::Finding => ("finding", "findings"),
        Term::HalfYear => ("half-year", "half-years"),
        Term::Have => ("has", "have"),
        Term::Hour => ("hour", "hours"),
        Term::Is => ("is", "are"),
        Term::Link => ("link", "links"),
        Term::Dependency => ("dependency", "dependencies"),
        Term::Question => ("question", "questions"),
        Term::Risk => ("risk", "risks"),
        Term::Decision => ("decision", "decisions"),
        Term::ComingMilestone => ("coming milestone", "coming milestones"),
        Term::Milestone => ("milestone", "milestones"),
        Term::Minute => ("minute", "minutes"),
        Term::Month => ("month", "months"),
        Term::MorePersonIs => ("more person is", "more people are"),
        Term::MoreStretch => ("more stretch", "more stretches"),
        Term::Page => ("page", "pages"),
        Term::Person => ("person", "people"),
        Term::PersonIs => ("person is", "people are"),
        Term::PersonWithoutName => ("person without a name", "people without a name"),
        Term::Program => ("program", "programs"),
        Term::Quarter => ("quarter", "quarters"),
        Term::Schema => ("schema", "schemas"),
        Term::Step => ("step", "steps"),
        Term::Warning => ("warning", "warnings"),
        Term::Week => ("week", "weeks"),
        Term::WorkingDay => ("working day", "working days"),
        Term::Year => ("year", "years"),
    };
    Forms { one, few: other, other }
}
