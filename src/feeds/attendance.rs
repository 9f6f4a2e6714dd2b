//! Exact hours: the minutes in which somebody works, and how many people do, between two dates.
//!
//! The answer of `pmo-site coverage`. Presence goes by date here and not by the day that the site speaks for: somebody
//! counts from their first day to their last, so that the weeks of a planned hire can be asked about before they come.
//! Of an office only members count, as on the coverage page; a person who is asked for by name has their hours whatever
//! they are to the office. Deliberately absent: usual hours and targets (the coverage page), and rounding.

use jiff::civil::Date;
use serde::Serialize;

use super::known::{self, Unknown};
use crate::coverage::{counts, head_count, shows_area};
use crate::invariant::invariant;
use crate::model::{FocusAreaId, Person};
use crate::snapshot::Snapshot;
use crate::time::{Interval, IsoWeek, UtcMinute};

/// The most days that are answered about: ten years, beyond which clocks are guesswork, and a slip in a year asks for
/// millennia.
pub const MOST_DAYS: i32 = 3_660;

/// Whose hours are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The whole office's, as a count.
    Everyone,
    /// Those of a focus area's people, as a count, by its slug.
    Area(String),
    /// One person's, by their slug.
    Person(String),
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendanceQuery {
    /// First UTC date; without one, the Monday of the week in which `to` lies, or the site's day.
    pub from: Option<Date>,
    /// Last UTC date, included; without one, the Sunday of the week in which `from` lies, or the site's day.
    pub to: Option<Date>,
    /// Whose.
    pub whose: Whose,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttendanceError {
    /// A slug that the site does not have.
    Unknown(Unknown),
    /// A person who shows no hours of their own to this audience.
    Withheld {
        /// Their slug.
        slug: String,
    },
    /// A focus area whose people are too few, without a name, for their hours to be shown to this audience.
    TooFew {
        /// Its slug.
        slug: String,
    },
    /// The range ends before it begins.
    Backwards {
        /// Its first date.
        from: Date,
        /// Its last date.
        to: Date,
    },
    /// The range is longer than [`MOST_DAYS`].
    Long {
        /// How many days it has.
        days: i32,
    },
}

/// The answer; as JSON, one object of either kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum AttendanceAnswer {
    /// One person's hours.
    Of(PersonHours),
    /// How many people are there.
    Count(HeadCount),
}

/// The minutes in which one person works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonHours {
    /// Their slug.
    pub person: String,
    /// From when until when, in order and never touching.
    pub intervals: Vec<(UtcMinute, UtcMinute)>,
    /// The range that was asked about.
    #[serde(skip)]
    pub range: Interval,
}

/// How many people are there, minute by minute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadCount {
    /// First UTC date.
    pub from: Date,
    /// Last UTC date, included.
    pub to: Date,
    /// The focus area whose people count; null for the whole office.
    pub focus_area: Option<String>,
    /// Runs of one count, each as long as it can be; together they are the range.
    pub runs: Vec<CountRun>,
}

/// A stretch in which the same number of people is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CountRun {
    /// Its first minute.
    pub from: UtcMinute,
    /// The minute after its last.
    pub to: UtcMinute,
    /// How many.
    pub count: u32,
}

/// The hours that `query` asks for.
///
/// # Errors
/// [`AttendanceError`] for a slug that the site does not have, and for a range that is none.
pub fn attendance(cx: &Snapshot<'_>, query: &AttendanceQuery) -> Result<AttendanceAnswer, AttendanceError> {
    let (from, to) = dates(query, cx.model.as_of);
    let range = range(from, to)?;
    match &query.whose {
        Whose::Person(slug) => {
            let person = cx.model.person(known::person(cx, slug).map_err(AttendanceError::Unknown)?);
            if !person.has_page() {
                return Err(AttendanceError::Withheld { slug: slug.clone() });
            }
            let when = person.schedule.intervals(range);
            let intervals = when.intervals().iter().map(|interval| (interval.start(), interval.end())).collect();
            Ok(AttendanceAnswer::Of(PersonHours { person: person.slug.clone(), intervals, range }))
        }
        Whose::Area(slug) => {
            let area = known::focus_area(cx, slug).map_err(AttendanceError::Unknown)?;
            if !shows_area(cx.model, area) {
                return Err(AttendanceError::TooFew { slug: slug.clone() });
            }
            Ok(AttendanceAnswer::Count(HeadCount {
                from,
                to,
                focus_area: Some(slug.clone()),
                runs: runs(cx, Some(area), range),
            }))
        }
        Whose::Everyone => {
            Ok(AttendanceAnswer::Count(HeadCount { from, to, focus_area: None, runs: runs(cx, None, range) }))
        }
    }
}

impl AttendanceAnswer {
    /// The answer as one JSON object.
    #[must_use]
    pub fn json(&self) -> String {
        // Words and numbers always serialise.
        let mut text = invariant(serde_json::to_string_pretty(self), "what is published in JSON can be written");
        text.push('\n');
        text
    }
}

/// The dates asked about: a side that is left out is that of the ISO week of the other, or of the site's day.
fn dates(query: &AttendanceQuery, as_of: Date) -> (Date, Date) {
    let from = query.from.unwrap_or_else(|| IsoWeek::of(query.to.unwrap_or(as_of)).monday());
    let to = query.to.unwrap_or_else(|| IsoWeek::of(query.from.unwrap_or(as_of)).sunday());
    (from, to)
}

fn range(from: Date, to: Date) -> Result<Interval, AttendanceError> {
    let start = UtcMinute::midnight(from);
    let minutes = UtcMinute::midnight(to).plus(DAY).since(start);
    let days = i32::try_from(minutes / DAY).unwrap_or(i32::MAX);
    match days {
        ..=0 => Err(AttendanceError::Backwards { from, to }),
        days if days > MOST_DAYS => Err(AttendanceError::Long { days }),
        _ => Ok(Interval::spanning(start, minutes)),
    }
}

/// The minutes of a day.
const DAY: i64 = 24 * 60;

fn runs(cx: &Snapshot<'_>, area: Option<FocusAreaId>, range: Interval) -> Vec<CountRun> {
    let asked =
        |person: &&Person| counts(person, person.shows) && area.is_none_or(|area| person.focus_areas.contains(&area));
    let levels = head_count(cx.model.people().map(|(_, person)| person).filter(asked), range).levels();
    levels.into_iter().map(|(interval, count)| CountRun { from: interval.start(), to: interval.end(), count }).collect()
}
