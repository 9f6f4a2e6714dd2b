//! iCalendar as text (RFC 5545): events of a day or of some minutes, content lines, folding.
//!
//! Deliberately absent: local times and zones. A date of a record is a calendar day, and a meeting is written in UTC, so that nobody's
//! copy of the zone rules can move it.

use jiff::civil::Date;

use crate::time::{Interval, UtcMinute};

/// Longest line in octets without its line break (RFC 5545 section 3.1).
const LINE: usize = 75;

/// A calendar.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Its name, as calendar programs show it.
    pub name: String,
    /// Its own address, where it has one that is absolute.
    pub url: Option<String>,
    /// The day that it speaks for; stamps its events.
    pub as_of: Date,
    /// Its events.
    pub events: Vec<Event>,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// All of a day; nobody is busy for it.
    Day(Date),
    /// From a minute up to another.
    Minutes(Interval),
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// When.
    pub when: When,
    /// An id that no other event in the world has and that stays when the event moves.
    pub uid: String,
    /// What happens.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Its page, where that has an absolute address.
    pub url: Option<String>,
    /// What kind of event it is.
    pub category: &'static str,
    /// Whether it happened, may happen or is called off.
    pub status: Status,
}

/// Whether an event is sure (RFC 5545 section 3.8.1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It may still move.
    Tentative,
    /// It happened.
    Confirmed,
    /// It is called off.
    Cancelled,
}

impl Status {
    fn word(self) -> &'static str {
        match self {
            Self::Tentative => "TENTATIVE",
            Self::Confirmed => "CONFIRMED",
            Self::Cancelled => "CANCELLED",
        }
    }
}

/// A zone of no use: RFC 5545 (section 3.6) wants at least one component in a calendar, and one without events has no other.
const PLACEHOLDER: &[&str] = &[
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
];

impl Calendar {
    /// The calendar as a file.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = String::with_capacity(512 + 640 * self.events.len());
        for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pmo-site//Program calendar//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"] {
            fold(&mut out, line);
        }
        let name = escape(&self.name);
        fold(&mut out, &format!("NAME:{name}"));
        fold(&mut out, &format!("X-WR-CALNAME:{name}"));
        if let Some(url) = &self.url {
            fold(&mut out, &format!("SOURCE;VALUE=URI:{}", uri(url)));
        }
        fold(&mut out, "REFRESH-INTERVAL;VALUE=DURATION:P1D");
        for event in &self.events {
            event.write(&mut out, self.as_of);
        }
        if self.events.is_empty() {
            for line in PLACEHOLDER {
                fold(&mut out, line);
            }
        }
        fold(&mut out, "END:VCALENDAR");
        out
    }
}

impl Event {
    fn write(&self, out: &mut String, as_of: Date) {
        fold(out, "BEGIN:VEVENT");
        fold(out, &format!("UID:{}", escape(&self.uid)));
        fold(out, &format!("DTSTAMP:{}T000000Z", compact(as_of)));
        match self.when {
            When::Day(date) => {
                fold(out, &format!("DTSTART;VALUE=DATE:{}", compact(date)));
                fold(out, &format!("DTEND;VALUE=DATE:{}", compact(date.tomorrow().unwrap_or(date))));
            }
            When::Minutes(minutes) => {
                fold(out, &format!("DTSTART:{}", compact_minute(minutes.start())));
                fold(out, &format!("DTEND:{}", compact_minute(minutes.end())));
            }
        }
        fold(out, &format!("SUMMARY:{}", escape(&self.summary)));
        if !self.description.is_empty() {
            fold(out, &format!("DESCRIPTION:{}", escape(&self.description)));
        }
        if let Some(url) = &self.url {
            fold(out, &format!("URL:{}", uri(url)));
        }
        fold(out, &format!("CATEGORIES:{}", self.category));
        fold(out, &format!("STATUS:{}", self.status.word()));
        fold(out, if matches!(self.when, When::Day(_)) { "TRANSP:TRANSPARENT" } else { "TRANSP:OPAQUE" });
        fold(out, "END:VEVENT");
    }
}

/// `20260305`.
fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// `20260305T143000Z`.
fn compact_minute(minute: UtcMinute) -> String {
    minute.to_string().replace(['-', ':'], "").replace('Z', "00Z")
}

/// A TEXT value (RFC 5545 section 3.3.11); control characters, which it does not allow, are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// A URI value: it is not escaped, so a line break must not reach it.
fn uri(url: &str) -> String {
    url.chars().filter(|c| !c.is_control()).collect()
}

/// Adds a content line, folded at 75 octets and never inside a character.
fn fold(out: &mut String, line: &str) {
    let mut rest = line;
    let mut room = LINE;
    while rest.len() > room {
        let (head, tail) = rest.split_at(rest.floor_char_boundary(room));
        out.push_str(head);
        out.push_str("\r\n ");
        rest = tail;
        // The space that marks the folded line counts.
        room = LINE - 1;
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn unfold(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    fn calendar(events: Vec<Event>) -> String {
        Calendar { name: "Portfolio".to_owned(), url: None, as_of: date(2026, 3, 5), events }.write()
    }

    fn event(summary: &str) -> Event {
        Event {
            when: When::Day(date(2026, 12, 31)),
            uid: "a.milestone.M1@example.org".to_owned(),
            summary: summary.to_owned(),
            description: "first\nsecond".to_owned(),
            url: Some("https://example.org/programs/a/".to_owned()),
            category: "Milestone",
            status: Status::Tentative,
        }
    }

    #[test]
    fn an_event_takes_one_day_and_its_end_is_the_next() {
        let lines = unfold(&calendar(vec![event("Go; live, \\ now")]));
        for wanted in [
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "DTSTAMP:20260305T000000Z",
            "SUMMARY:Go\\; live\\, \\\\ now",
            "DESCRIPTION:first\\nsecond",
            "URL:https://example.org/programs/a/",
        ] {
            assert!(lines.iter().any(|line| line == wanted), "{wanted} is not in {lines:#?}");
        }
    }

    #[test]
    fn a_meeting_is_written_in_utc_and_makes_busy() {
        let minute = |text| UtcMinute::parse(text).unwrap_or(UtcMinute::from_unix_minutes(0));
        let when = Interval::new(minute("2027-03-16T23:30Z"), minute("2027-03-17T00:30Z"));
        let meeting = when.map(|when| Event { when: When::Minutes(when), ..event("Weekly") });
        let lines = unfold(&calendar(meeting.into_iter().collect()));
        for wanted in ["DTSTART:20270316T233000Z", "DTEND:20270317T003000Z", "TRANSP:OPAQUE"] {
            assert!(lines.iter().any(|line| line == wanted), "{wanted} is not in {lines:#?}");
        }
    }

    #[test]
    fn long_lines_are_folded_between_characters_and_unfold_to_the_same() {
        let summary = "Überprüfung 漢字 🚀 ".repeat(20);
        let text = calendar(vec![event(&summary)]);
        assert!(text.split("\r\n").all(|line| line.len() <= LINE));
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        assert!(unfold(&text).contains(&format!("SUMMARY:{summary}")));
    }

    #[test]
    fn a_calendar_without_events_still_has_a_component() {
        let lines = unfold(&calendar(Vec::new()));
        assert_eq!((lines.first().map(String::as_str), lines.last().map(String::as_str)), (Some("BEGIN:VCALENDAR"), Some("END:VCALENDAR")));
        assert!(lines.iter().any(|line| line == "BEGIN:VTIMEZONE") && !lines.iter().any(|line| line == "BEGIN:VEVENT"));
    }
}
