//! How the figures of coverage are made, in sentences that hold for this build, and the zones in use.

use serde::Serialize;

use super::head::{data, head};
use super::place_list::{PlaceRow, places};
use crate::coverage::{CoverageFacts, words};
use crate::model::Audience;
use crate::plan::LinkView;
use crate::status::Generated;
use crate::time::TZDB_RELEASED;
use crate::views::{Cx, Head, Introduction};
use crate::words::{Term, WORDS};

/// Its template.
pub const TEMPLATE: &str = "coverage/method.html";

/// How the figures are made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MethodView {
    /// What an author wrote above.
    pub introduction: Option<Introduction>,
    /// A sentence for each rule.
    pub notes: Vec<String>,
    /// The time zones in use.
    pub places: Vec<PlaceRow>,
    /// The day for which they say when somebody is at work: `Wed 18 Nov`.
    pub day: String,
    /// The figures as data, when the site writes them.
    pub data: Option<LinkView>,
}

/// How the figures are made.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, MethodView) {
    let facts = cx.measured().facts();
    let description = "Who is counted, which hours count, and the time zones in use.";
    let (head, introduction) = head(cx, Generated::CoverageMethod, description.to_owned());
    let view = MethodView {
        introduction,
        notes: notes(cx, facts),
        places: places(&facts.places, &facts.merged_places),
        day: WORDS.day(facts.map_day),
        data: data(cx),
    };
    (head, view)
}

fn notes(cx: &Cx<'_>, facts: &CoverageFacts) -> Vec<String> {
    let mut notes = vec![
        format!("Week shown: {}, {}, Monday to Sunday in UTC.", facts.week, words::week(facts.week)),
        format!(
            "Counted: {} of the office who have joined and not left on that day. {} Hours by arrangement never count.",
            WORDS.count(facts.people, Term::Person),
            match cx.model.audience {
                Audience::Public =>
                    "Public holidays lower the counts; absences and one-off changes are private and are not counted.",
                Audience::Internal => "Public holidays, absences and one-off changes lower the counts.",
            }
        ),
        "A half hour shows the fewest people at work at any minute of it. Hours are exact to the minute.".to_owned(),
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
            "{} of them without a name: counted by region where too few are in a time zone.",
            WORDS.count(nameless, Term::Person)
        ));
    }
    notes
}
