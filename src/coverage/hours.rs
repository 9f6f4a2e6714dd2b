//! A length of time in hours, exact to the minute: printed and serialised with the same digits.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::words::WORDS;

/// Hours, kept in whole minutes. Printed for readers and serialised for machines, both with at most two decimals and
/// none that is zero: `28.5`, `21`, `0.08`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours(i64);

impl Hours {
    /// As many hours as these minutes are.
    #[must_use]
    pub const fn of_minutes(minutes: i64) -> Self {
        Self(minutes)
    }

    /// The exact length in minutes.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        self.0
    }

    /// Whether there is nothing of it.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The number for readers of a sentence, quarters as fractions: `28½`, `13¼`, `0.08`.
    #[must_use]
    pub fn text(self) -> String {
        WORDS.hours_in_text(self.hundredths())
    }

    /// The number and its unit: `1 hour`, `28½ hours`.
    #[must_use]
    pub fn words(self) -> String {
        WORDS.hours(self.hundredths())
    }

    /// The number with its sign, of a change: `+4`, `−2.5`, `±0`.
    #[must_use]
    pub fn signed(self) -> String {
        WORDS.signed_hours(self.hundredths())
    }

    /// The number and the short name of its unit: `28½ h`.
    #[must_use]
    pub fn short(self) -> String {
        WORDS.hours_with_unit(self.hundredths())
    }

    /// The number for machines, of which a table and JSON have the same digits.
    #[must_use]
    pub fn decimal(self) -> f64 {
        // A week of five thousand people has 84,000,000 hundredths, far below the limit of the 32 bits that fit a
        // double.
        let hundredths = i32::try_from(self.hundredths()).unwrap_or(i32::MAX);
        f64::from(hundredths) / 100.0
    }

    /// Hundredths of an hour, rounded half up.
    const fn hundredths(self) -> i64 {
        (self.0 * 100 + 30).div_euclid(60)
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&WORDS.short_hours(self.hundredths()))
    }
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.decimal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_print_as_few_digits_as_they_need() {
        let text = |minutes| Hours::of_minutes(minutes).to_string();
        assert_eq!([0, 60, 90, 75, 5, 1710].map(text), ["0", "1", "1.5", "1.25", "0.08", "28.5"]);
        assert_eq!([-60, -30, -75].map(text), ["−1", "−0.5", "−1.25"]);
        assert_eq!(Hours::of_minutes(60).words(), "1 hour");
        assert_eq!(
            [90, 45, 1710, 65].map(|minutes| Hours::of_minutes(minutes).words()),
            ["1½ hours", "¾ hours", "28½ hours", "1.08 hours"]
        );
    }

    #[test]
    fn what_is_serialised_is_what_is_printed() {
        for minutes in [0, 5, 20, 40, 55, 60, 90, 10_080] {
            let hours = Hours::of_minutes(minutes);
            let json = serde_json::to_string(&hours).map(|json| json.trim_end_matches(".0").to_owned());
            assert_eq!(json.ok(), Some(hours.to_string()));
            assert_eq!(hours.decimal().to_string(), hours.to_string());
        }
    }
}
