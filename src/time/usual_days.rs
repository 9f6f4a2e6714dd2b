//! The working days that are usual in a country.

use super::{DaySet, Weekday, Zone};

/// Countries with a weekend of Friday and Saturday.
///
/// Source: Unicode CLDR, `weekData`. The United Arab Emirates have had Saturday and Sunday since 2022.
const FRIDAY_AND_SATURDAY: [&str; 14] =
    ["BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "OM", "QA", "SA", "SD", "SY", "YE"];

/// The working days usual in the country of a zone, by Unicode CLDR's `weekData`; Monday to Friday for `UTC`.
///
/// ```text
/// usual_days(Asia/Riyadh) == Su-Th    usual_days(Asia/Dubai) == Mo-Fr    usual_days(Asia/Kabul) == Sa-We
/// ```
#[must_use]
pub fn usual_days(zone: &Zone) -> DaySet {
    match zone.country().as_deref() {
        Some(country) if FRIDAY_AND_SATURDAY.contains(&country) => DaySet::range(Weekday::Sunday, Weekday::Thursday),
        Some("IR") => DaySet::range(Weekday::Saturday, Weekday::Thursday),
        Some("AF") => DaySet::range(Weekday::Saturday, Weekday::Wednesday),
        _ => DaySet::WORKING_WEEK,
    }
}
