//! Weekly hours in other notations than ours: what a person may have meant as a whole, for hints.
//!
//! `9-5`, `Mon-Fri 9am-5pm`, `Mon to Fri, 9-17`, `08:00-12:00 Mo-Fr`. Deliberately absent: accepting any of them.

use super::hours_parse::{suggested_clock, suggested_days};
use super::{ClockTime, WeeklyHours};

/// The hours that `text` was probably meant to say, as records write them. Without days, those of the usual working
/// week.
#[must_use]
pub fn hours_meant(text: &str) -> Option<String> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '“' | '”' | '„' | '‘' | '’' | '"' | '\'' | '«' | '»' | '\u{200b}' | '\u{feff}'))
        .map(|c| match c {
            '\u{a0}' | '\u{2007}' | '\u{202f}' | '\t' => ' ',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c => c,
        })
        .collect();
    let plain = plain.replace(" until ", "-").replace(" till ", "-").replace(" to ", "-").replace(" bis ", "-");
    let mut rules: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for chunk in plain.replace(" and ", ",").split([',', ';']) {
        let (days, times) = parted(chunk.trim())?;
        if !days.is_empty() {
            match rules.last_mut() {
                Some((of, ranges)) if ranges.is_empty() => of.push(days),
                _ => rules.push((vec![days], Vec::new())),
            }
        }
        if !times.is_empty() {
            if rules.is_empty() {
                rules.push((vec!["Mo-Fr".to_owned()], Vec::new()));
            }
            rules.last_mut()?.1.push(range(times)?);
        }
    }
    let written = rules.iter().map(|(days, ranges)| format!("{} {}", days.join(","), ranges.join(",")));
    let written = written.collect::<Vec<_>>().join("; ");
    WeeklyHours::parse(&written).ok().map(|_| written)
}

/// The days of a part, in their short form, and its times as they are written.
fn parted(chunk: &str) -> Option<(String, &str)> {
    let first_digit = chunk.find(|c: char| c.is_ascii_digit());
    let (head, tail) = chunk.split_at(first_digit.unwrap_or(chunk.len()));
    let head = head.trim().trim_end_matches([':', '.']).trim();
    let head = head.strip_prefix("from ").unwrap_or(head);
    if !head.is_empty() {
        return Some((suggested_days(head)?, tail.trim()));
    }
    // Days may stand behind the times.
    let last_digit = tail.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (times, behind) = tail.split_at(last_digit);
    let (half, days) = match behind.trim_start().split_once(' ') {
        Some((half, days)) if is_half(half) => (half, days),
        _ if is_half(behind.trim()) => (behind.trim(), ""),
        _ => ("", behind.trim()),
    };
    let times = tail.get(..times.len() + if half.is_empty() { 0 } else { behind.find(half)? + half.len() })?;
    if days.is_empty() { Some((String::new(), times)) } else { Some((suggested_days(days)?, times)) }
}

fn is_half(word: &str) -> bool {
    matches!(word.to_lowercase().replace('.', "").as_str(), "am" | "pm" | "h" | "uhr")
}

/// `9-5` → `09:00-17:00`: an end before the start is one of the afternoon where nothing else is said.
fn range(text: &str) -> Option<String> {
    let (start, end) = text.split_once('-')?;
    let clock = |text: &str| suggested_clock(text.trim().trim_end_matches("Uhr").trim_end_matches('h').trim());
    let (from, mut until) = (clock(start)?, clock(end)?);
    let halves = text.to_lowercase().contains(['a', 'p']);
    let hour = |time: &str| time.get(..2).and_then(|hour| hour.parse::<u16>().ok());
    if !halves && until <= from && hour(&until)? < 12 && hour(&from)? < 12 && !end.trim().starts_with('0') {
        let minutes = (hour(&until)? + 12) * 60 + until.get(3..)?.parse::<u16>().ok()?;
        until = ClockTime::from_minutes(minutes)?.to_string();
    }
    Some(format!("{from}-{until}"))
}

#[cfg(test)]
mod tests {
    use super::hours_meant;

    #[test]
    fn hours_in_other_notations_are_told_as_a_whole() {
        for (text, meant) in [
            ("9-5", "Mo-Fr 09:00-17:00"),
            ("9 to 5", "Mo-Fr 09:00-17:00"),
            ("9am-5pm", "Mo-Fr 09:00-17:00"),
            ("Mon-Fri 9am-5pm", "Mo-Fr 09:00-17:00"),
            ("Mon-Fri 09:00-17:00", "Mo-Fr 09:00-17:00"),
            ("Mon to Fri, 9-17", "Mo-Fr 09:00-17:00"),
            ("weekdays 9:00 – 17:30", "Mo-Fr 09:00-17:30"),
            ("“Mo-Fr 09:00-13:00”", "Mo-Fr 09:00-13:00"),
            ("08:00-12:00 Mo-Fr", "Mo-Fr 08:00-12:00"),
            ("9-12, 13-17", "Mo-Fr 09:00-12:00,13:00-17:00"),
            ("Mon, Wed 9-12; Fri 13-17", "Mo,We 09:00-12:00; Fr 13:00-17:00"),
            ("22-6", "Mo-Fr 22:00-06:00"),
        ] {
            assert_eq!(hours_meant(text).as_deref(), Some(meant), "{text}");
        }
        for text in ["", "flexible", "Mo-Fr", "9", "25-30", "Mo-Fr 09:00-", "é-ü 9-5"] {
            assert_eq!(hours_meant(text), None, "{text}");
        }
    }
}
