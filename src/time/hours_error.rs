//! What can be wrong with written hours, where in the text, and what to type instead.

/// A problem in a text of hours, days or times.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct HoursError {
    /// Which string of a list it is in, counted from 0; 0 for a text that stands alone.
    pub rule: usize,
    /// Where in that string it begins, in bytes.
    pub offset: usize,
    /// How many bytes it covers; 0 for something missing at `offset`.
    pub len: usize,
    /// What is wrong.
    pub problem: HoursProblem,
    /// What to type, where that can be guessed: a replacement for exactly the covered bytes, or a short instruction.
    pub hint: Option<String>,
}

/// What is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HoursProblem {
    /// Nothing is written where hours are expected.
    #[error("no hours are given")]
    Empty,
    /// Times stand without days before them.
    #[error("`{0}` has no days before it")]
    NoDays(String),
    /// Days stand without times after them.
    #[error("`{0}` has no times after it")]
    NoTimes(String),
    /// Not a two-letter day or a range of two.
    #[error("`{0}` is not a day, days are Mo Tu We Th Fr Sa Su")]
    NotADay(String),
    /// Not `HH:MM`.
    #[error("`{0}` is not a time, times are `HH:MM` on a 24-hour clock")]
    NotATime(String),
    /// `HH:MM`, but no clock shows it.
    #[error("`{0}` is not a time of day")]
    NoSuchTime(String),
    /// Between the 5-minute steps.
    #[error("`{0}` is not on a 5-minute step")]
    OffStep(String),
    /// Not two times with a hyphen.
    #[error("`{0}` is not a range `HH:MM-HH:MM`")]
    NotARange(String),
    /// Start and end are equal.
    #[error("`{0}` starts and ends at the same time")]
    NoLength(String),
    /// `24:00` where a range starts.
    #[error("`{0}` starts at 24:00, which can only end a range")]
    StartsAtEnd(String),
    /// Two rules of one string give a day hours that overlap: by OpenStreetMap's reading the second replaces the first,
    /// which is hardly ever what was meant.
    #[error("`{0}` has overlapping hours in two rules")]
    TwoRules(&'static str),
}
