//! Numbers: every digit and the sign of what the record says.

use super::Catalogue;

impl Catalogue {
    /// A number with all its digits and none that says nothing: `40`, `2.805`, `−3`.
    #[must_use]
    pub fn number(&self, value: f64) -> String {
        self.digits(value, None)
    }

    /// A large number, its digits in groups of three: `2 400 000`, `−5 000.75`.
    #[must_use]
    pub fn amount(&self, value: f64) -> String {
        self.digits(value, Some(self.group))
    }

    /// An amount of money: `EUR 2 400 000`.
    #[must_use]
    pub fn money(&self, currency: &str, value: f64) -> String {
        format!("{currency} {}", self.amount(value))
    }

    /// Hundredths: `80%`, `−100%`.
    #[must_use]
    pub fn percent(&self, hundredths: impl Into<i64>) -> String {
        format!("{}{}", self.whole(hundredths.into()), self.percent)
    }

    /// Days early or late, as a slip is written: `+14 d`, `−3 d`, `0 d`.
    #[must_use]
    pub fn signed_days(&self, days: i32) -> String {
        format!("{}{}{}", if days > 0 { "+" } else { "" }, self.whole(i64::from(days)), self.units.day)
    }

    /// A whole number with its sign.
    pub(super) fn whole(&self, number: i64) -> String {
        let digits = number.unsigned_abs();
        if number < 0 { format!("{}{digits}", self.minus) } else { digits.to_string() }
    }

    fn digits(&self, value: f64, group: Option<char>) -> String {
        // The fewest digits that are read back as the same number, never with an exponent.
        let digits = value.abs().to_string();
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 3);
        if value < 0.0 {
            text.push(self.minus);
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.extend(group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(self.decimal);
            text.push_str(fraction);
        }
        text
    }
}

/// A share in hundredths, rounded down; only what is whole or more has a hundred of them.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "far below the limit, or at it")]
pub fn whole_percent(share: f64) -> i64 {
    // A share such as 0.29 is a little less in binary, and must not lose a hundredth for it.
    let percent = (share * 100.0 + 1e-9).floor() as i64;
    if share < 1.0 { percent.min(99) } else { percent }
}
