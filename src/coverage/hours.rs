//! A length of time in hours, exact to the minute: printed and serialised with the same digits.

use std::fmt;

use serde::{Serialize, Serializer};

/// Hours, kept in whole minutes. Printed with at most two decimals and none that is zero: `28.5`, `21`, `0.08`.
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

    /// The number and its unit: `1 hour`, `28.5 hours`.
    #[must_use]
    pub fn words(self) -> String {
        if self.0 == 60 { "1 hour".to_owned() } else { format!("{self} hours") }
    }

    /// Hundredths of an hour, rounded half up.
    const fn hundredths(self) -> i64 {
        (self.0 * 100 + 30).div_euclid(60)
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = self.hundredths();
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        match (rest, rest % 10) {
            (0, _) => write!(f, "{sign}{whole}"),
            (_, 0) => write!(f, "{sign}{whole}.{}", rest / 10),
            _ => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A week of five thousand people has 84,000,000 hundredths, far below the limit of the 32 bits that fit a double.
        let hundredths = i32::try_from(self.hundredths()).unwrap_or(i32::MAX);
        serializer.serialize_f64(f64::from(hundredths) / 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_print_as_few_digits_as_they_need() {
        let text = |minutes| Hours::of_minutes(minutes).to_string();
        assert_eq!([0, 60, 90, 75, 5, 1710].map(text), ["0", "1", "1.5", "1.25", "0.08", "28.5"]);
        assert_eq!([-60, -30, -75].map(text), ["-1", "-0.5", "-1.25"]);
        assert_eq!(Hours::of_minutes(60).words(), "1 hour");
    }

    #[test]
    fn what_is_serialised_is_what_is_printed() {
        for minutes in [0, 5, 20, 40, 55, 60, 90, 10_080] {
            let hours = Hours::of_minutes(minutes);
            let json = serde_json::to_string(&hours).map(|json| json.trim_end_matches(".0").to_owned());
            assert_eq!(json.ok(), Some(hours.to_string()));
        }
    }
}
