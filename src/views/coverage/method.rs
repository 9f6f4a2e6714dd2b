//! How the figures of the coverage page are made, in sentences that hold for this build.

use crate::coverage::{CoverageFacts, words};
use crate::model::Audience;
use crate::time::TZDB_RELEASED;
use crate::views::Cx;
use crate::words::{Term, WORDS};

/// The notes below the page.
#[must_use]
pub fn method(cx: &Cx<'_>, facts: &CoverageFacts) -> Vec<String> {
    let mut notes = vec![
        format!("Week shown: {}, {}, Monday to Sunday in UTC.", facts.week, words::week(facts.week)),
        format!(
            "Counted: {} of the office who are there on that day. {} Hours by arrangement never count.",
            WORDS.count(facts.people, Term::Person),
            match cx.model.audience {
                Audience::Public =>
                    "Public holidays lower the counts; absences and single days that differ are nobody's business and left out.",
                Audience::Internal => "Public holidays, absences and single days that differ lower the counts.",
            }
        ),
        "A half hour shows the fewest people there at any minute of it. Hours are exact to the minute.".to_owned(),
        "Targets are read on the clock of their city, on the seven local dates of the week.".to_owned(),
        format!(
            "Time zones: IANA database {} of {}, built into the generator. Dots on the map mark time zones and not people's homes.",
            facts.tzdb,
            WORDS.date(TZDB_RELEASED)
        ),
    ];
    if let Some((first, last)) = facts.confirmed {
        notes.push(format!("Hours confirmed by the people they belong to: {}.", WORDS.span(first, last)));
    }
    let nameless = facts.people.saturating_sub(facts.roster.iter().filter(|person| person.slug.is_some()).count());
    if nameless > 0 {
        notes.push(format!(
            "{} of them without a name: counted by region where too few keep a clock.",
            WORDS.count(nameless, Term::Person)
        ));
    }
    notes
}
