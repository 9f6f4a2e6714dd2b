//! The clock, read once at the edge; nothing else in the program knows what time it is.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::time::Zone;

/// The variable by which builds are made repeatable (<https://reproducible-builds.org/specs/source-date-epoch/>).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The time could not be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// `SOURCE_DATE_EPOCH` is set to something else than seconds.
    #[error("SOURCE_DATE_EPOCH is `{0}`, which is not a number of seconds since 1970; unset it or write digits only")]
    Epoch(String),
}

/// The instant that a build without `--as-of` is made for: `SOURCE_DATE_EPOCH` where it is set, else now.
///
/// # Errors
/// [`ClockError::Epoch`] when the variable cannot be read; a wrong date is worse than none.
pub fn now() -> Result<Timestamp, ClockError> {
    match std::env::var_os(EPOCH) {
        Some(value) if !value.is_empty() => epoch(&value.to_string_lossy()),
        _ => Ok(Timestamp::now()),
    }
}

/// Today on the wall clocks of `zone`, for commands that write a date.
///
/// # Errors
/// As [`now`].
pub fn today(zone: &Zone) -> Result<Date, ClockError> {
    Ok(zone.to_local(now()?).date())
}

fn epoch(text: &str) -> Result<Timestamp, ClockError> {
    let wrong = || ClockError::Epoch(text.to_owned());
    let seconds = text.trim().parse().map_err(|_| wrong())?;
    Timestamp::from_second(seconds).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epoch_is_seconds_and_nothing_else() {
        assert_eq!(epoch("1772668800").map(|at| at.to_string()), Ok("2026-03-05T00:00:00Z".to_owned()));
        for wrong in ["yesterday", "1.5", "99999999999999999"] {
            assert_eq!(epoch(wrong), Err(ClockError::Epoch(wrong.to_owned())));
        }
    }
}
