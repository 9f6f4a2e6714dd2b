//! Reads the subset of OpenStreetMap's `opening_hours` that a roster needs, with the position of every mistake.
//!
//! ```text
//! hours = rule (";" rule | "," rule)*      rule  = days " " range ("," range)*
//! days  = day-or-range ("," …)*            range = HH:MM "-" HH:MM, the end at or before the start on the next day
//! ```
//!
//! Source: the `opening_hours` specification of the OpenStreetMap wiki. Deliberately absent: months, week numbers,
//! public holidays, sunrise, open ends, and `off`: a day without hours is left out. Unlike there, rules add up; a day
//! that two rules give overlapping hours is an error, so no text that is accepted means less here than it says.

use jiff::civil::Weekday;

use super::clock_time::DAY;
use super::day_set::{DAYS, short_name};
use super::{ClockTime, DaySet, HoursError, HoursProblem, TimeRange};

/// Part of a text, and where it begins in the whole, in bytes.
#[derive(Clone, Copy)]
pub(super) struct TextPiece<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> TextPiece<'a> {
    /// The whole of a text.
    pub(super) const fn whole(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn trim(self) -> Self {
        let start = self.text.trim_start();
        Self { text: start.trim_end(), at: self.at + self.text.len() - start.len() }
    }

    fn split_at(self, at: usize) -> (Self, Self) {
        let (head, tail) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        (Self { text: head, at: self.at }, Self { text: tail, at: self.at + head.len() })
    }

    fn split(self, separator: char) -> impl Iterator<Item = Self> {
        let mut at = self.at;
        self.text.split(separator).map(move |text| {
            let piece = Self { text, at };
            at += text.len() + separator.len_utf8();
            piece
        })
    }

    /// An error that covers the piece; `hint` replaces it.
    fn error(self, problem: impl FnOnce(String) -> HoursProblem, hint: Option<String>) -> HoursError {
        HoursError { rule: 0, offset: self.at, len: self.text.len(), problem: problem(self.text.to_owned()), hint }
    }
}

/// Days, and the ranges they all get.
pub(super) struct HoursRule {
    pub(super) days: DaySet,
    pub(super) ranges: Vec<TimeRange>,
}

/// Reads a whole text of rules.
pub(super) fn rules(whole: TextPiece<'_>) -> Result<Vec<HoursRule>, HoursError> {
    let trimmed = whole.trim();
    if trimmed.text.is_empty() {
        return Err(whole.error(|_| HoursProblem::Empty, Some("Mo-Fr 09:00-17:00".to_owned())));
    }
    if trimmed.text == "24/7" {
        return Err(trimmed.error(HoursProblem::NotADay, Some("Mo-Su 00:00-24:00".to_owned())));
    }
    let mut all: Vec<HoursRule> = Vec::new();
    for part in trimmed.split(';') {
        let part = part.trim();
        let added = additive_rules(part)?;
        if let Some(day) = first_contradiction(&all, &added) {
            let hint = Some("give each day its hours in one rule, such as `Mo-Fr 09:00-12:00,13:00-17:00`".to_owned());
            return Err(part.error(|_| HoursProblem::TwoRules(short_name(day)), hint));
        }
        all.extend(added);
    }
    Ok(all)
}

/// Reads what stands between two semicolons. A comma goes on with days, with times, or with a next rule, whichever
/// follows it.
fn additive_rules(part: TextPiece<'_>) -> Result<Vec<HoursRule>, HoursError> {
    if part.text.is_empty() {
        return Err(part.error(|_| HoursProblem::Empty, None));
    }
    let mut rules: Vec<HoursRule> = Vec::new();
    let mut waiting: Option<(DaySet, TextPiece<'_>)> = None;
    for chunk in part.split(',').map(TextPiece::trim) {
        let (head, times) = chunk.split_at(chunk.text.find(|c: char| c.is_ascii_digit()).unwrap_or(chunk.text.len()));
        let head = head.trim();
        if !head.text.is_empty() || times.text.is_empty() {
            let (days, rest) = head.split_at(head.text.find(char::is_whitespace).unwrap_or(head.text.len()));
            let set = day_or_range(days, false).map_err(|error| whole_words(error, head))?;
            let rest = rest.trim();
            if !rest.text.is_empty() {
                let closed = matches!(rest.text, "off" | "closed");
                return Err(rest.error(
                    HoursProblem::NotARange,
                    closed.then(|| "leave the day out, it then has no hours".to_owned()),
                ));
            }
            let set = waiting.map_or(set, |(days, _)| days.union(set));
            waiting = Some((set, days));
            if times.text.is_empty() {
                continue;
            }
            if times.at == days.at + days.text.len() {
                return Err(chunk.error(HoursProblem::NotARange, Some(format!("{} {}", days.text, times.text))));
            }
        }
        let range = range(times)?;
        match (waiting.take(), rules.last_mut()) {
            (Some((days, _)), _) => rules.push(HoursRule { days, ranges: vec![range] }),
            (None, Some(last)) => last.ranges.push(range),
            (None, None) => return Err(chunk.error(HoursProblem::NoDays, Some(format!("Mo-Fr {range}")))),
        }
    }
    match waiting {
        Some((_, days)) => Err(days.error(HoursProblem::NoTimes, Some(format!("{} 09:00-17:00", days.text)))),
        None => Ok(rules),
    }
}

/// For `Mon to Fri 09:00-17:00`, points at all of `Mon to Fri` when that together can be read as days.
fn whole_words(error: HoursError, head: TextPiece<'_>) -> HoursError {
    match suggested_days(head.text) {
        Some(hint) => head.error(HoursProblem::NotADay, Some(hint)),
        None => error,
    }
}

/// The first day to which rules on both sides give overlapping hours.
fn first_contradiction(before: &[HoursRule], after: &[HoursRule]) -> Option<Weekday> {
    let clash = |day: &Weekday| {
        let ranges = |rules: &[HoursRule]| -> Vec<TimeRange> {
            rules.iter().filter(|rule| rule.days.contains(*day)).flat_map(|rule| rule.ranges.iter().copied()).collect()
        };
        let (before, after) = (ranges(before), ranges(after));
        before.iter().any(|a| after.iter().any(|b| a.start() < b.end() && b.start() < a.end()))
    };
    DAYS.iter().map(|(day, _)| *day).find(clash)
}

/// Reads `Mo-Fr,Su`.
pub(super) fn days(list: TextPiece<'_>) -> Result<DaySet, HoursError> {
    list.split(',').map(|item| day_or_range(item.trim(), false)).collect()
}

/// Reads one long or short name of a day, or a range of two.
pub(super) fn named_days(item: TextPiece<'_>) -> Result<DaySet, HoursError> {
    day_or_range(item.trim(), true)
}

fn day_or_range(item: TextPiece<'_>, any_name: bool) -> Result<DaySet, HoursError> {
    let read = |name: &str| {
        if any_name { named_day(name) } else { DAYS.iter().find(|(_, short)| *short == name).map(|(day, _)| *day) }
    };
    let set = match item.text.split_once('-') {
        Some((first, last)) => read(first).zip(read(last)).map(|(first, last)| DaySet::range(first, last)),
        None => read(item.text).map(DaySet::of),
    };
    set.ok_or_else(|| item.error(HoursProblem::NotADay, suggested_days(item.text)))
}

/// The day that an English name means, in any case, cut to two letters or more.
fn named_day(name: &str) -> Option<Weekday> {
    let name = name.trim().trim_end_matches('.').to_lowercase();
    let full = |day: Weekday| format!("{day:?}").to_lowercase();
    DAYS.iter().map(|(day, _)| *day).find(|day| name.len() >= 2 && full(*day).starts_with(&name))
}

/// What days written in another way mean: `Mon-Fri`, `mo–fr`, `Monday to Friday`, `weekdays`, `daily`.
pub(super) fn suggested_days(text: &str) -> Option<String> {
    match text.trim().to_lowercase().as_str() {
        "weekdays" | "weekday" => return Some("Mo-Fr".to_owned()),
        "weekend" | "weekends" => return Some("Sa-Su".to_owned()),
        "daily" | "everyday" | "every day" => return Some("Mo-Su".to_owned()),
        _ => {}
    }
    let plain = plain_hyphens(text);
    match plain.split_once('-') {
        Some((first, last)) => Some(format!("{}-{}", short_name(named_day(first)?), short_name(named_day(last)?))),
        None => named_day(&plain).map(|day| short_name(day).to_owned()),
    }
}

/// The text with every dash, and the word "to", as a hyphen.
fn plain_hyphens(text: &str) -> String {
    text.replace(" to ", "-").replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'], "-")
}

/// Reads `09:00-12:00,13:00-17:00`.
pub(super) fn ranges(list: TextPiece<'_>) -> Result<Vec<TimeRange>, HoursError> {
    if list.text.trim().is_empty() {
        return Err(list.error(|_| HoursProblem::Empty, Some("09:00-17:00".to_owned())));
    }
    list.split(',').map(|item| range(item.trim())).collect()
}

/// Reads `09:00-17:00`.
pub(super) fn range(item: TextPiece<'_>) -> Result<TimeRange, HoursError> {
    let not_a_range = || item.error(HoursProblem::NotARange, suggested_range(item.text));
    let (start, end) = item.split_at(item.text.find('-').ok_or_else(not_a_range)?);
    let (_, end) = end.split_at(1);
    if start.text.is_empty() || end.text.is_empty() || end.text.contains('-') || item.text.contains(char::is_whitespace)
    {
        return Err(not_a_range());
    }
    let (start, end) = (clock(start)?, clock(end)?);
    TimeRange::new(start, end).ok_or_else(|| {
        if start == ClockTime::END_OF_DAY {
            item.error(
                HoursProblem::StartsAtEnd,
                TimeRange::new(ClockTime::MIDNIGHT, end).map(|range| range.to_string()),
            )
        } else {
            item.error(HoursProblem::NoLength, (start == ClockTime::MIDNIGHT).then(|| TimeRange::WHOLE_DAY.to_string()))
        }
    })
}

/// Reads `09:00`.
pub(super) fn clock(item: TextPiece<'_>) -> Result<ClockTime, HoursError> {
    let digits = |part: &str| {
        if part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()) { part.parse::<u16>().ok() } else { None }
    };
    let parts = item.text.split_once(':').and_then(|(hour, minute)| digits(hour).zip(digits(minute)));
    let Some((hour, minute)) = parts else {
        return Err(item.error(HoursProblem::NotATime, suggested_clock(item.text)));
    };
    let minutes = hour * 60 + minute;
    if minute > 59 || minutes > DAY {
        return Err(item.error(HoursProblem::NoSuchTime, None));
    }
    ClockTime::from_minutes(minutes).ok_or_else(|| item.error(HoursProblem::OffStep, suggested_clock(item.text)))
}

/// What a range written in another way means: `9am–5pm`, `09:00 - 17:00`, `9:00 to 17:00`.
fn suggested_range(text: &str) -> Option<String> {
    let plain = plain_hyphens(text);
    let (start, end) = plain.split_once('-')?;
    Some(format!("{}-{}", suggested_clock(start)?, suggested_clock(end)?))
}

/// What a time written in another way means: `9`, `9:00`, `0900`, `9.30`, `9h30`, `9:30 pm`; rounded down to the step.
pub(super) fn suggested_clock(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let half = [("am", 0), ("pm", 12)]
        .into_iter()
        .find_map(|(mark, add)| text.strip_suffix(mark).map(|rest| (rest.trim(), add)));
    let digits = half.map_or(text.as_str(), |(rest, _)| rest);
    let number = |part: &str| if part.is_empty() { Some(0) } else { part.parse::<u16>().ok() };
    let (hour, minute) = match digits.split_once([':', '.', 'h']) {
        Some((hour, minute)) => (hour.parse().ok()?, number(minute)?),
        None if digits.len() == 4 => (digits.get(..2)?.parse().ok()?, number(digits.get(2..)?)?),
        None => (digits.parse().ok()?, 0),
    };
    let hour: u16 = match half {
        Some((_, add)) if (1..=12).contains(&hour) => hour % 12 + add,
        Some(_) => return None,
        None => hour,
    };
    if minute > 59 || hour > 24 {
        return None;
    }
    ClockTime::from_minutes(hour * 60 + minute / 5 * 5).map(|time| time.to_string())
}
