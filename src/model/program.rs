//! What a program's dates were on a day.

use jiff::civil::Date;

use super::Program;
use crate::invariant::invariant;

impl Program {
    /// The baseline of `milestone` as it stood at the end of `date`: what the first re-baseline after it replaced.
    #[must_use]
    pub fn baseline(&self, milestone: usize, date: Date) -> Date {
        let later = self.rebaselines.iter().filter(|rebaseline| rebaseline.date > date);
        let was = later.flat_map(|rebaseline| &rebaseline.was).find(|(index, _)| *index == milestone);
        let now =
            || invariant(self.milestones.get(milestone), "a milestone is named by its place in its program").baseline;
        was.map_or_else(now, |(_, date)| *date)
    }

    /// When `milestone` was expected to be reached by what was known at the end of `date`: its actual date, else its
    /// last forecast, else its baseline of that day.
    #[must_use]
    pub fn expected(&self, milestone: usize, date: Date) -> Date {
        let (forecast, actual) = self.moved(milestone, date);
        actual.or(forecast).unwrap_or_else(|| self.baseline(milestone, date))
    }

    /// Whether `milestone` had been reached by what was known at the end of `date`.
    #[must_use]
    pub fn reached(&self, milestone: usize, date: Date) -> bool {
        self.moved(milestone, date).1.is_some()
    }

    /// The last forecast and the actual date of `milestone`, newest report first so that the search ends early.
    fn moved(&self, milestone: usize, date: Date) -> (Option<Date>, Option<Date>) {
        let known = self.updates.iter().rev().skip_while(|update| update.date > date);
        let mut forecast = None;
        for (_, moved) in known.flat_map(|update| &update.milestones).filter(|(index, _)| *index == milestone) {
            forecast = forecast.or(moved.forecast);
            if let Some(actual) = moved.actual.filter(|actual| *actual <= date) {
                return (forecast, Some(actual));
            }
        }
        (forecast, None)
    }
}
