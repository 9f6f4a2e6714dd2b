//! A set of weekdays, written `Mo-Fr` as in OpenStreetMap's `opening_hours`.

use std::fmt;

use jiff::civil::Weekday;

use super::HoursError;
use super::hours_parse::{self, TextPiece};

/// The days of a week, Monday first, with their two-letter names.
pub(super) const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "Mo"),
    (Weekday::Tuesday, "Tu"),
    (Weekday::Wednesday, "We"),
    (Weekday::Thursday, "Th"),
    (Weekday::Friday, "Fr"),
    (Weekday::Saturday, "Sa"),
    (Weekday::Sunday, "Su"),
];

/// A set of weekdays. Printed in canonical form: `Mo-Fr`, `Su-Th`, `Mo,We,Fr`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DaySet(u8);

impl DaySet {
    /// No day.
    pub const EMPTY: Self = Self(0);

    /// Monday to Friday.
    pub const WORKING_WEEK: Self = Self(0b001_1111);

    /// Every day.
    pub const ALL: Self = Self(0b111_1111);

    /// Reads two-letter names and ranges with commas between them: `Mo-Fr`, `Mo,We,Fr`, `Su-Th` (which runs over the
    /// weekend).
    ///
    /// # Errors
    /// [`HoursError`] for anything that is not such a name, with the short form as its hint (`Mon-Fri` gives `Mo-Fr`).
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        hours_parse::days(TextPiece::whole(text))
    }

    /// Reads one English name of a day or one range of them, in any case and cut to two letters or more: `mon`,
    /// `Tuesday`, `mon-fri`. For lists of days; collect several with `collect::<Result<DaySet, _>>()`.
    ///
    /// # Errors
    /// [`HoursError`] for anything else.
    pub fn parse_name(text: &str) -> Result<Self, HoursError> {
        hours_parse::named_days(TextPiece::whole(text))
    }

    /// The set of one day.
    #[must_use]
    pub fn of(day: Weekday) -> Self {
        Self(1 << day.to_monday_zero_offset())
    }

    /// The days from `first` to `last`, both included, over the weekend when `last` comes first in the week.
    #[must_use]
    pub fn range(first: Weekday, last: Weekday) -> Self {
        let mut set = Self::of(first);
        let mut day = first;
        while day != last {
            day = day.next();
            set = set.union(Self::of(day));
        }
        set
    }

    /// Whether it has `day`.
    #[must_use]
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & Self::of(day).0 != 0
    }

    /// Whether it has no day.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many days it has.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// The days of either.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Its days, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        DAYS.into_iter().map(|(day, _)| day).filter(move |day| self.contains(*day))
    }

    /// Its days as runs without a gap, each with its first and its last day. A run may go on after Sunday.
    pub fn runs(self) -> impl Iterator<Item = (Weekday, Weekday)> {
        let whole = (self == Self::ALL).then_some((Weekday::Monday, Weekday::Sunday));
        let firsts = self.iter().filter(move |day| !self.contains(day.previous()));
        let run = move |first: Weekday| {
            let mut last = first;
            while self.contains(last.next()) {
                last = last.next();
            }
            (first, last)
        };
        whole.into_iter().chain(firsts.map(run))
    }
}

impl FromIterator<Weekday> for DaySet {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        days.into_iter().map(Self::of).collect()
    }
}

impl FromIterator<Self> for DaySet {
    fn from_iter<I: IntoIterator<Item = Self>>(sets: I) -> Self {
        sets.into_iter().fold(Self::EMPTY, Self::union)
    }
}

/// The two-letter name of a day.
pub(super) fn short_name(day: Weekday) -> &'static str {
    DAYS.iter().find(|(known, _)| *known == day).map_or("", |(_, name)| name)
}

impl fmt::Display for DaySet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (first, last) in self.runs() {
            write!(f, "{separator}{}", short_name(first))?;
            if last != first {
                write!(f, "-{}", short_name(last))?;
            }
            separator = ",";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_prints_as_something_that_reads_back_as_itself() {
        for bits in 1..=0b111_1111 {
            let set = DaySet(bits);
            assert_eq!(DaySet::parse(&set.to_string()), Ok(set), "{set}");
        }
    }

    #[test]
    fn a_range_may_run_over_the_weekend() {
        assert_eq!(DaySet::parse("Su-Th").map(|set| (set.len(), set.contains(Weekday::Friday))), Ok((5, false)));
        assert_eq!(DaySet::parse("Fr-Mo,We").map(|set| set.to_string()).as_deref(), Ok("We,Fr-Mo"));
    }

    #[test]
    fn lists_of_names_may_be_long_short_or_ranges() {
        let set =
            ["mon", "Tuesday", "We", "thurs-fri"].into_iter().map(DaySet::parse_name).collect::<Result<DaySet, _>>();
        assert_eq!(set, Ok(DaySet::WORKING_WEEK));
        assert!(
            DaySet::parse_name("m").is_err()
                && DaySet::parse_name("mondays").is_err()
                && DaySet::parse_name("").is_err()
        );
    }
}
