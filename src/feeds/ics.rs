//! iCalendar as text (RFC 5545): all-day events, content lines, folding.
//!
//! Deliberately absent: times of day and zones, since every date of a record is a calendar day.

use jiff::civil::Date;

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

/// An all-day event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// The day.
    pub date: Date,
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
        let after = self.date.tomorrow().unwrap_or(self.date);
        fold(out, "BEGIN:VEVENT");
        fold(out, &format!("UID:{}", escape(&self.uid)));
        fold(out, &format!("DTSTAMP:{}T000000Z", compact(as_of)));
        fold(out, &format!("DTSTART;VALUE=DATE:{}", compact(self.date)));
        fold(out, &format!("DTEND;VALUE=DATE:{}", compact(after)));
        fold(out, &format!("SUMMARY:{}", escape(&self.summary)));
        if !self.description.is_empty() {
            fold(out, &format!("DESCRIPTION:{}", escape(&self.description)));
        }
        if let Some(url) = &self.url {
            fold(out, &format!("URL:{}", uri(url)));
        }
        fold(out, &format!("CATEGORIES:{}", self.category));
        fold(out, &format!("STATUS:{}", self.status.word()));
        fold(out, "TRANSP:TRANSPARENT");
        fold(out, "END:VEVENT");
    }
}

/// `20260305`.
fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
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
            date: date(2026, 12, 31),
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
