//! The days that a page's front matter names, as far as they decide when it is published.

use jiff::civil::Date;

use crate::parse::yaml::{Node, NodeKind};

/// The first and the last calendar day that an ISO 8601 date may be, with or without a time of day. With an offset from
/// UTC it is one day there and may be another in UTC.
pub(super) fn days(value: &str) -> Option<(Date, Date)> {
    let (day, rest) = value.split_at_checked(10)?;
    let date = crate::time::parse_date(day).ok()?;
    if rest.is_empty() {
        return Some((date, date));
    }
    let time = rest.strip_prefix(['T', 't', ' ']).map(str::trim)?;
    if let Ok(instant) = format!("{day}T{}", time.replace(' ', "")).parse::<jiff::Timestamp>() {
        let there = instant.to_zoned(jiff::tz::TimeZone::UTC).date();
        return Some((date.min(there), date.max(there)));
    }
    time.parse::<jiff::civil::Time>().ok().map(|_| (date, date))
}

/// What `date` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dated {
    /// The last day that it may be.
    On(Date),
    /// A year, and no day that can be read: the last day of it.
    InYear(Date),
    /// It names no year.
    Unknown,
    /// It has no value.
    Nothing,
}

/// Reads the value of `date`. Generators write it in many ways, and whoever reads it wrongly shows a page too early: a
/// day that cannot be read is the last one of its year.
pub(super) fn dated(node: &Node) -> Dated {
    let text = match &node.kind {
        NodeKind::Scalar { text, .. } => text.trim(),
        NodeKind::Map(entries) => {
            // Material for MkDocs: `date: { created: …, updated: … }`.
            return entries
                .iter()
                .find(|(key, _)| key.text.eq_ignore_ascii_case("created"))
                .map_or(Dated::Nothing, |(_, created)| dated(created));
        }
        // A page is not shown before the last of several days.
        NodeKind::List(items) => {
            let each: Vec<Dated> = items.iter().map(dated).collect();
            let last = |of: fn(&Dated) -> Option<Date>| each.iter().filter_map(of).max();
            let on = last(|one| if let Dated::On(day) = one { Some(*day) } else { None });
            let in_year = last(|one| if let Dated::InYear(day) = one { Some(*day) } else { None });
            return match (on, in_year) {
                (_, Some(day)) if on.is_none_or(|on| on <= day) => Dated::InYear(day),
                (Some(day), _) => Dated::On(day),
                (None, _) if items.is_empty() => Dated::Nothing,
                (None, _) => Dated::Unknown,
            };
        }
        NodeKind::Null => return Dated::Nothing,
    };
    if text.is_empty() {
        return Dated::Nothing;
    }
    if let Some((_, last)) = days(text) {
        return Dated::On(last);
    }
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    if text.starts_with(|c: char| c.is_ascii_digit())
        && let (Some(year), Some(month), Some(day)) = (numbers.next(), numbers.next(), numbers.next())
        && year.len() == 4
        && let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse())
        && let Ok(date) = Date::new(year, month, day)
    {
        // With a time of day in a zone that cannot be read it may be the next day elsewhere.
        let plain = text.len() <= 10;
        return Dated::On(if plain { date } else { date.tomorrow().unwrap_or(date) });
    }
    let years = text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    let year = years.filter_map(|part| part.parse::<i16>().ok()).filter(|year| (1900..=2999).contains(year)).max();
    year.and_then(|year| Date::new(year, 12, 31).ok()).map_or(Dated::Unknown, Dated::InYear)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::source::Span;

    #[test]
    fn a_date_is_read_in_many_ways_and_never_too_early() {
        let scalar = |text: &str| Node {
            span: Span::default(),
            kind: NodeKind::Scalar { text: text.to_owned(), plain: true },
            cut: None,
        };
        for (text, day) in [
            ("2027-05-01", date(2027, 5, 1)),
            ("2027-5-1", date(2027, 5, 1)),
            ("2027/05/01", date(2027, 5, 1)),
            ("2027-05-01T10:00:00Z", date(2027, 5, 1)),
            ("2027-05-01 22:00:00 -0700", date(2027, 5, 2)),
            ("2027-05-01 22:00:00 PST", date(2027, 5, 2)),
        ] {
            assert_eq!(dated(&scalar(text)), Dated::On(day), "{text}");
        }
        for text in ["1 May 2027", "May 1, 2027", "05/01/2027", "2027", "Mon, 02 Jan 2027 15:04:05 MST"] {
            assert_eq!(dated(&scalar(text)), Dated::InYear(date(2027, 12, 31)), "{text}");
        }
        assert_eq!(dated(&scalar("soon")), Dated::Unknown);
        assert_eq!(dated(&scalar("")), Dated::Nothing);
    }
}
