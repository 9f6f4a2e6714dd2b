//! The usual weekend of each country.
//!
//! Source: the Unicode Common Locale Data Repository 48, `supplemental/weekData.json` (Unicode License v3), of which
//! only these facts are taken: where `weekendStart` and `weekendEnd` differ from the world's Saturday and Sunday. The
//! United Arab Emirates are not among them since 2022.

use crate::time::{DaySet, Weekday};

/// Countries whose weekend is neither Saturday and Sunday nor Friday and Saturday, by ISO 3166 code.
const OTHERS: [(&str, &[Weekday]); 4] = [
    ("AF", &[Weekday::Thursday, Weekday::Friday]),
    ("IN", &[Weekday::Sunday]),
    ("IR", &[Weekday::Friday]),
    ("UG", &[Weekday::Sunday]),
];

/// Countries whose weekend is Friday and Saturday.
const FRIDAY_AND_SATURDAY: [&str; 14] =
    ["BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "OM", "QA", "SA", "SD", "SY", "YE"];

/// The usual weekend of a country.
pub(super) fn weekend(country: &str) -> DaySet {
    let days: &[Weekday] = match OTHERS.iter().find(|(code, _)| *code == country) {
        Some((_, days)) => days,
        None if FRIDAY_AND_SATURDAY.contains(&country) => &[Weekday::Friday, Weekday::Saturday],
        None => &[Weekday::Saturday, Weekday::Sunday],
    };
    days.iter().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_are_those_of_their_countries() {
        let read = |country| weekend(country).to_string();
        assert_eq!(
            (read("PT"), read("AE"), read("IL"), read("EG")),
            ("Sa-Su".into(), "Sa-Su".into(), "Fr-Sa".into(), "Fr-Sa".into())
        );
        assert_eq!((read("AF"), read("IR"), read("IN")), ("Th-Fr".into(), "Fr".into(), "Su".into()));
    }
}
