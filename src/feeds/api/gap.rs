//! A gap of coverage in open data.

use crate::coverage::{GapFacts, Hours};
use crate::feeds::columns::table_row;
use crate::feeds::published::published;
use crate::time::{IsoWeek, UtcMinute};

published! {
    /// A stretch of the year ahead with nobody, in UTC.
    #[row]
    pub struct GapRow {
        /// The ISO week in which it begins.
        week: IsoWeek,
        /// Its first minute.
        from: UtcMinute,
        /// The minute after its last.
        to: UtcMinute,
        /// How long it is.
        hours: Hours,
    }
}

table_row! {
    GapRow, "coverage_gaps": ["week", "from", "to", "hours"]
}

impl From<&GapFacts> for GapRow {
    fn from(gap: &GapFacts) -> Self {
        let GapFacts { from, to, hours } = *gap;
        Self { week: IsoWeek::of(from.utc_date()), from, to, hours }
    }
}
