//! iCalendar as text (RFC 5545): events of a day or of some minutes, content lines, folding.
//!
//! Deliberately absent: local times and zones. A date of a record is a calendar day, and a meeting is written in UTC,
//! so that nobody's copy of the zone rules can move it.

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
    /// The day of the newest record that tells of it.
    pub told: Date,
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

/// A zone of no use: RFC 5545 (section 3.6) wants at least one component in a calendar, and one without events has no
/// other.
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
        let mut out = Lines(String::with_capacity(512 + 640 * self.events.len()));
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//pmo-site//Program calendar//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
        ] {
            out.plain(line);
        }
        out.text("NAME:", &self.name);
        out.text("X-WR-CALNAME:", &self.name);
        if let Some(url) = &self.url {
            out.uri("SOURCE;VALUE=URI:", url);
        }
        out.plain("REFRESH-INTERVAL;VALUE=DURATION:P1D");
        for event in &self.events {
            event.write(&mut out);
        }
        if self.events.is_empty() {
            for line in PLACEHOLDER {
                out.plain(line);
            }
        }
        out.plain("END:VCALENDAR");
        out.0
    }
}

impl Event {
    fn write(&self, out: &mut Lines) {
        out.plain("BEGIN:VEVENT");
        out.text("UID:", &self.uid);
        out.plain(&format!("DTSTAMP:{}T000000Z", compact(self.told)));
        match self.when {
            When::Day(date) => {
                out.plain(&format!("DTSTART;VALUE=DATE:{}", compact(date)));
                out.plain(&format!("DTEND;VALUE=DATE:{}", compact(date.tomorrow().unwrap_or(date))));
            }
            When::Minutes(minutes) => {
                out.plain(&format!("DTSTART:{}", compact_minute(minutes.start())));
                out.plain(&format!("DTEND:{}", compact_minute(minutes.end())));
            }
        }
        out.text("SUMMARY:", &self.summary);
        if !self.description.is_empty() {
            out.text("DESCRIPTION:", &self.description);
        }
        if let Some(url) = &self.url {
            out.uri("URL:", url);
        }
        out.text("CATEGORIES:", self.category);
        out.text("STATUS:", self.status.word());
        out.plain(if matches!(self.when, When::Day(_)) { "TRANSP:TRANSPARENT" } else { "TRANSP:OPAQUE" });
        out.plain("END:VEVENT");
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

/// Content lines, each ended with a line break and folded where it is long. A calendar of a large portfolio has fifty
/// thousand.
struct Lines(String);

impl Lines {
    /// A line that is written out.
    fn plain(&mut self, line: &str) {
        let start = self.0.len();
        self.0.push_str(line);
        self.end(start);
    }

    /// A TEXT value (RFC 5545 section 3.3.11); control characters, which it does not allow, are left out.
    fn text(&mut self, name: &str, text: &str) {
        let start = self.0.len();
        self.0.push_str(name);
        let mut rest = text;
        while let Some(at) = rest.bytes().position(may_be_special) {
            let (clean, special) = rest.split_at(at);
            self.0.push_str(clean);
            let mut characters = special.chars();
            match characters.next() {
                Some(c @ ('\\' | ';' | ',')) => self.0.extend(['\\', c]),
                Some('\n') => self.0.push_str("\\n"),
                Some(c) if c.is_control() && c != '\t' => {}
                c => self.0.extend(c),
            }
            rest = characters.as_str();
        }
        self.0.push_str(rest);
        self.end(start);
    }

    /// A URI value: it is not escaped, so a line break must not reach it.
    fn uri(&mut self, name: &str, url: &str) {
        let start = self.0.len();
        self.0.push_str(name);
        self.0.extend(url.split(char::is_control));
        self.end(start);
    }

    /// Ends the line that begins at `start`: folded at 75 octets and never inside a character.
    fn end(&mut self, start: usize) {
        if self.0.len() - start > LINE {
            let line = self.0.split_off(start);
            let (mut rest, mut room) = (&*line, LINE);
            while rest.len() > room {
                let (head, tail) = rest.split_at(rest.floor_char_boundary(room));
                self.0.push_str(head);
                self.0.push_str("\r\n ");
                rest = tail;
                // The space that marks the folded line counts.
                room = LINE - 1;
            }
            self.0.push_str(rest);
        }
        self.0.push_str("\r\n");
    }
}

/// Whether a character that begins with `byte` may need an escape: ASCII of a meaning, and the controls from U+0080 on,
/// which UTF-8 begins with 0xc2.
fn may_be_special(byte: u8) -> bool {
    matches!(byte, b'\\' | b';' | b',' | 0x7f | 0xc2) || byte < b' '
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn unfold(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    fn calendar(events: Vec<Event>) -> String {
        Calendar { name: "Portfolio".to_owned(), url: None, events }.write()
    }

    fn event(summary: &str) -> Event {
        Event {
            when: When::Day(date(2026, 12, 31)),
            told: date(2026, 3, 5),
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
        let minute = |text: &str| text.parse().map_or(UtcMinute::midnight(Date::MIN), UtcMinute::of);
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
    fn what_a_text_may_not_hold_is_left_out_and_what_means_something_is_escaped() {
        let lines = unfold(&calendar(vec![event("a\u{7}b\u{85}c\u{a0}d\u{7f}é\t,;\\\r\n")]));
        assert!(lines.contains(&"SUMMARY:abc\u{a0}dé\t\\,\\;\\\\\\n".to_owned()), "{lines:#?}");
    }

    #[test]
    fn a_calendar_without_events_still_has_a_component() {
        let lines = unfold(&calendar(Vec::new()));
        assert_eq!(
            (lines.first().map(String::as_str), lines.last().map(String::as_str)),
            (Some("BEGIN:VCALENDAR"), Some("END:VCALENDAR"))
        );
        assert!(lines.iter().any(|line| line == "BEGIN:VTIMEZONE") && !lines.iter().any(|line| line == "BEGIN:VEVENT"));
    }
}
