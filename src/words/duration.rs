//! Lengths of time.

use super::{Catalogue, Term};

impl Catalogue {
    /// Minutes as hours and minutes: `13 h 15 min`, `45 min`, `2 h`.
    #[must_use]
    pub fn hours_and_minutes(&self, minutes: i64) -> String {
        let hour = |hours| format!("{hours}{}", self.units.hour);
        let minute = |minutes| format!("{minutes}{}", self.units.minute);
        match (minutes / 60, minutes % 60) {
            (0, rest) => minute(rest),
            (hours, 0) => hour(hours),
            (hours, rest) => format!("{} {}", hour(hours), minute(rest)),
        }
    }

    /// Minutes as a table has them, whose heading names the unit: `8:30`.
    #[must_use]
    pub fn hours_colon_minutes(&self, minutes: i64) -> String {
        format!("{}:{:02}", minutes / 60, minutes % 60)
    }

    /// Days between two dates, whichever is the later one: `1 day`, `14 days`.
    #[must_use]
    pub fn days(&self, days: i32) -> String {
        self.count(days.unsigned_abs(), Term::Day)
    }

    /// Hundredths of an hour as a number in a sentence, quarters as fractions: `28½`, `¾`, `21`, `0.08`.
    #[must_use]
    pub fn hours_in_text(&self, hundredths: i64) -> String {
        let fraction = match hundredths.unsigned_abs() % 100 {
            25 => "¼",
            50 => "½",
            75 => "¾",
            _ => return self.short_hours(hundredths),
        };
        let whole = hundredths.unsigned_abs() / 100;
        let sign = if hundredths < 0 { self.minus.to_string() } else { String::new() };
        let whole = if whole == 0 { String::new() } else { whole.to_string() };
        format!("{sign}{whole}{fraction}")
    }

    /// Hundredths of an hour as a count of hours: `1 hour`, `28½ hours`.
    #[must_use]
    pub fn hours(&self, hundredths: i64) -> String {
        // A number with a fraction takes the form that most numbers take.
        let whole = (hundredths % 100 == 0).then(|| usize::try_from(hundredths / 100).ok()).flatten();
        let form = whole.map_or_else(|| self.form_of_fractions(Term::Hour), |hours| self.form(hours, Term::Hour));
        format!("{} {form}", self.hours_in_text(hundredths))
    }

    /// The sign and size of a change in hundredths of an hour: `+4`, `−2.5`, `±0`.
    #[must_use]
    pub fn signed_hours(&self, hundredths: i64) -> String {
        let sign = match hundredths {
            0 => "±",
            more if more > 0 => "+",
            _ => "",
        };
        format!("{sign}{}", self.short_hours(hundredths))
    }

    /// Hundredths of an hour with the short name of the unit: `28½ h`.
    #[must_use]
    pub fn hours_with_unit(&self, hundredths: i64) -> String {
        format!("{}{}", self.hours_in_text(hundredths), self.units.hour)
    }

    /// Hundredths of an hour as a number of hours, with no decimal that says nothing: `28.5`, `21`, `0.08`.
    #[must_use]
    pub fn short_hours(&self, hundredths: i64) -> String {
        let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        let sign = if hundredths < 0 { self.minus.to_string() } else { String::new() };
        match (rest, rest % 10) {
            (0, _) => format!("{sign}{whole}"),
            (_, 0) => format!("{sign}{whole}{}{}", self.decimal, rest / 10),
            _ => format!("{sign}{whole}{}{rest:02}", self.decimal),
        }
    }
}
