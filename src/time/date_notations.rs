//! Dates in other notations than ours: what a person may have meant, for hints.
//!
//! `05.03.2026`, `3/5/2026`, `5 March 2026`, `2026-3-6`, `20260305`, `2026-03-05T10:00:00Z`, `2026-Q3`. A hint never
//! guesses: where a text can be read in two ways, both are given. Deliberately absent: accepting any of them.

use jiff::civil::Date;

use super::parse_date;
use crate::words::WORDS;

/// Months in English and in the languages whose dates are often pasted, by their first letters.
const MONTHS: [&[&str]; 12] = [
    &["jan", "janv", "ene", "gen", "jän"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "maer", "mrz"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag", "mei"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "out", "ott"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// Words that stand where nobody knows a date yet.
const UNKNOWN: [&str; 13] =
    ["tbd", "tba", "tbc", "todo", "to do", "n/a", "na", "none", "unknown", "?", "??", "soon", "later"];

/// What to type in the place of `text`, which is not a date as records write it.
#[must_use]
pub fn date_hint(text: &str) -> String {
    let text = text.trim();
    if UNKNOWN.iter().any(|word| word.eq_ignore_ascii_case(text)) {
        return "leave it out until the date is known".to_owned();
    }
    if let Some(last) = last_of(text) {
        return format!("write `{last}`, or the day that is meant");
    }
    if let Some(last) = last_day(text) {
        return format!("write a day: the last one of it is `{last}`");
    }
    match readings(text).as_slice() {
        [] => "write a date as `2026-03-05`".to_owned(),
        [date] => format!("write `{date}`"),
        [one, other] if one.year() == other.year() => {
            format!("write `{one}` for {}, or `{other}` for {}", in_words(*one), in_words(*other))
        }
        [others @ .., last] => {
            let each = |date: &Date| format!("`{date}` for {} {}", in_words(*date), date.year());
            let others: Vec<_> = others.iter().map(each).collect();
            format!("write {}, or {}", others.join(", "), each(last))
        }
    }
}

/// What to type in the place of `text`, which names a time without a day in another notation than that of plans.
#[must_use]
pub fn plan_date_hint(text: &str) -> Option<String> {
    let text = text.trim();
    let last = last_day(text)?;
    let upper = text.to_ascii_uppercase();
    let year = last.year();
    let part = |letter: char, months: i8| {
        let named = upper.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| {
            part.strip_prefix(letter).is_some_and(|number| number.len() == 1 && number.parse::<i8>().is_ok())
        });
        named.then(|| format!("write `{year}-{letter}{}`", last.month() / months))
    };
    part('Q', 3).or_else(|| part('H', 6)).or_else(|| Some(format!("write `{year}-{:02}`", last.month())))
}

fn in_words(date: Date) -> String {
    format!("{} {}", date.day(), WORDS.month(date))
}

/// The last day of a month, of which `text` names a day that it does not have.
fn last_of(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let day = (day.len() == 2).then(|| day.parse::<i8>().ok()).flatten().filter(|day| (29..=31).contains(day))?;
    let first = Date::new(year.parse().ok().filter(|year| *year > 0)?, month.parse().ok()?, 1).ok()?;
    (day > first.days_in_month()).then(|| first.last_of_month())
}

/// The last day of a span that is written without a day: `2026-Q3`, `Q3 2026`, `2026-H2`, `2026-08`, `2026`.
fn last_day(text: &str) -> Option<Date> {
    let upper = text.to_ascii_uppercase();
    let parts: Vec<&str> = upper.split(['-', ' ', '/', '.']).filter(|part| !part.is_empty()).collect();
    let year = |part: &str| (part.len() == 4).then(|| part.parse::<i16>().ok()).flatten().filter(|year| *year > 0);
    let end = |year: i16, month: i8| Date::new(year, month, 1).ok().map(Date::last_of_month);
    let span = |part: &str| {
        let number: i8 = part.get(1..)?.parse().ok()?;
        match part.get(..1)? {
            "Q" if (1..=4).contains(&number) => Some(number * 3),
            "H" if (1..=2).contains(&number) => Some(number * 6),
            _ => None,
        }
    };
    match parts.as_slice() {
        [only] => end(year(only)?, 12),
        [first, second] => {
            let (of, rest) = year(first).map_or_else(|| Some((year(second)?, *first)), |of| Some((of, *second)))?;
            let month = || {
                month_named(&rest.to_lowercase()).or_else(|| rest.parse().ok().filter(|month| (1..=12).contains(month)))
            };
            end(of, span(rest).or_else(month)?)
        }
        _ => None,
    }
}

/// The dates that `text` may mean, day first before month first; what may begin with the last two digits of a year is
/// read so first.
fn readings(text: &str) -> Vec<Date> {
    // A time behind the day does not matter.
    let day_alone = text.split_once(['T', ' ']).map_or(text, |(day, time)| {
        let is_time = time.starts_with(|c: char| c.is_ascii_digit()) && time.contains(':');
        if is_time { day } else { text }
    });
    if let Ok(date) = parse_date(day_alone) {
        return vec![date];
    }
    if day_alone.len() == 8 && day_alone.bytes().all(|b| b.is_ascii_digit()) {
        let part = |range: std::ops::Range<usize>| day_alone.get(range).unwrap_or("");
        return date(part(0..4), part(4..6), part(6..8)).into_iter().collect();
    }
    let apart = |c: char| c.is_whitespace() || matches!(c, '.' | '/' | '-' | ',' | '\u{2010}'..='\u{2015}' | '\u{a0}');
    let lower = day_alone.to_lowercase();
    let mut parts: Vec<&str> = lower.split(apart).filter(|part| !part.is_empty()).collect();
    parts.retain(|part| !matches!(*part, "de" | "of" | "the") && !is_weekday(part));
    let [a, b, c] = parts.as_slice() else { return Vec::new() };
    let mut found = if a.len() == 4 {
        // Year first is read in one way; its month and day may be swapped if that alone is a date.
        date(a, b, c).or_else(|| date(a, c, b)).into_iter().collect()
    } else {
        let short = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        let year = if short(c) { format!("20{c}") } else { (*c).to_owned() };
        // As records write dates, without the century.
        let dashed = short(a) && short(b) && short(c) && day_alone.matches('-').count() == 2;
        let year_first = if dashed { date(&format!("20{a}"), b, c) } else { None };
        let (day_first, month_first) = (date(&year, b, a), date(&year, a, b));
        let dotted = text.contains('.') && day_first.is_some();
        let other = month_first.filter(|_| !dotted);
        year_first.into_iter().chain(day_first).chain(other).collect::<Vec<_>>()
    };
    found.dedup();
    found
}

fn is_weekday(part: &str) -> bool {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| part.starts_with(day)) && part.ends_with("day")
        || matches!(part, "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok().filter(|year| (1000..=9999).contains(year))?;
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let month = month.parse().ok().or_else(|| month_named(month))?;
    Date::new(year, month, day.parse().ok()?).ok()
}

fn month_named(word: &str) -> Option<i8> {
    let is = |names: &&[&str]| word.chars().count() >= 3 && names.iter().any(|name| word.starts_with(name));
    MONTHS.iter().position(is).and_then(|at| i8::try_from(at + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::{date_hint, plan_date_hint};

    #[test]
    fn a_plan_is_told_its_own_notation() {
        for (text, hint) in [
            ("Q3 2026", Some("write `2026-Q3`")),
            ("2026/Q3", Some("write `2026-Q3`")),
            ("2026-q3", Some("write `2026-Q3`")),
            ("H2 2026", Some("write `2026-H2`")),
            ("September 2026", Some("write `2026-09`")),
            ("09/2026", Some("write `2026-09`")),
            ("5 March 2026", None),
            ("soon", None),
        ] {
            assert_eq!(plan_date_hint(text).as_deref(), hint, "{text}");
        }
    }

    #[test]
    fn one_reading_is_written_out() {
        for text in [
            "05.03.2026",
            "5.3.2026",
            "05.03.26",
            "5 March 2026",
            "5. März 2026",
            "March 5, 2026",
            "5th of March 2026",
            "5 de marzo de 2026",
            "Thursday, 5 March 2026",
            "05-Mar-2026",
            "2026-3-5",
            "2026/03/05",
            "2026.03.05",
            "20260305",
            "2026-03-05T10:00:00Z",
            "2026-03-05 10:00",
            "2026\u{2011}03\u{2011}05",
        ] {
            assert_eq!(date_hint(text), "write `2026-03-05`", "{text}");
        }
        assert_eq!(date_hint("3/26/2026"), "write `2026-03-26`");
        assert_eq!(date_hint("26/3/2026"), "write `2026-03-26`");
        assert_eq!(date_hint("2026-26-03"), "write `2026-03-26`");
        assert_eq!(date_hint("5/5/2026"), "write `2026-05-05`");
    }

    #[test]
    fn two_readings_are_both_given() {
        let both = "write `2026-05-03` for 3 May, or `2026-03-05` for 5 March";
        assert_eq!(date_hint("3/5/2026"), both);
        assert_eq!(date_hint("03-05-2026"), both);
        let years = "write `2026-03-05` for 5 March 2026, or `2005-03-26` for 26 March 2005";
        assert_eq!(date_hint("26-03-05"), years);
        let three =
            "write `2005-03-26` for 26 March 2005, `2026-03-05` for 5 March 2026, or `2026-05-03` for 3 May 2026";
        assert_eq!(date_hint("05-03-26"), three);
        assert_eq!(date_hint("26-03-31"), "write `2026-03-31` for 31 March 2026, or `2031-03-26` for 26 March 2031");
        assert_eq!(date_hint("31-03-26"), "write `2031-03-26` for 26 March 2031, or `2026-03-31` for 31 March 2026");
        assert_eq!(date_hint("99-12-31"), "write `2099-12-31`");
    }

    #[test]
    fn a_span_is_told_by_its_last_day() {
        for (text, last) in [
            ("2026-Q3", "2026-09-30"),
            ("Q3 2026", "2026-09-30"),
            ("2026-H1", "2026-06-30"),
            ("2026-08", "2026-08-31"),
            ("August 2026", "2026-08-31"),
            ("2026", "2026-12-31"),
        ] {
            assert_eq!(date_hint(text), format!("write a day: the last one of it is `{last}`"), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_gets_the_form_and_what_nobody_knows_is_left_out() {
        for text in ["", "end of August", "2026-02-99", "12/34/5678", "1.2.3.4", "0000-00-00", "ü/ü/ü"] {
            assert_eq!(date_hint(text), "write a date as `2026-03-05`", "{text}");
        }
        assert_eq!(date_hint("2026-02-30"), "write `2026-02-28`, or the day that is meant");
        assert_eq!(date_hint("TBD"), "leave it out until the date is known");
    }
}
