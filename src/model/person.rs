//! A person of the roster.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{FocusAreaId, Link, PersonId, ProgramId};
use crate::parse::records::{Accepting, OwnEntry, PersonKind, PrivacyLevel, Publish};
use crate::source::SourcePath;
use crate::time::{Schedule, WeeklyHours, Zone};

/// A person: what may be published of them for this model's audience, and their hours.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Their slug.
    pub slug: String,
    /// Slugs that they had, the first one first.
    pub formerly: Vec<String>,
    /// Their record's file.
    pub file: SourcePath,
    /// Their name; their role when the name is not for this audience.
    pub name: String,
    /// Their role.
    pub role: String,
    /// What they are to the PMO.
    pub kind: PersonKind,
    /// The areas they work in.
    pub focus_areas: Vec<FocusAreaId>,
    /// Pronouns.
    pub pronouns: Option<String>,
    /// Job level's id in `levels.yaml`.
    pub level: Option<String>,
    /// What they are good at.
    pub specialties: Vec<String>,
    /// Who they report to.
    pub manager: Option<PersonId>,
    /// First day.
    pub start_date: Option<Date>,
    /// Last day.
    pub end_date: Option<Date>,
    /// Region's id.
    pub region: Option<String>,
    /// A rough place in words.
    pub location: Option<String>,
    /// ISO 3166 code.
    pub country: Option<String>,
    /// The zone of their usual hours.
    pub zone: Zone,
    /// Their usual hours.
    pub hours: WeeklyHours,
    /// Hours by arrangement; never counted.
    pub stretch: Option<WeeklyHours>,
    /// Everything that decides when they work.
    pub schedule: Schedule,
    /// When the hours were last confirmed.
    pub confirmed: Option<Date>,
    /// Most percent of their time for programs.
    pub max_percent: u8,
    /// Whether they take new work.
    pub accepting: Option<Accepting>,
    /// What they work on.
    pub allocations: Vec<Allocation>,
    /// Names on other systems, as (system, name).
    pub handles: Vec<(String, String)>,
    /// A picture's address below the site.
    pub photo: Option<String>,
    /// Where to read more.
    pub links: Vec<Link>,
    /// Fields of the site's own.
    pub fields: Vec<OwnEntry>,
    /// Whether they are forgotten: what they are called is nobody's name.
    pub erased: bool,
    /// Who sees which field, as far as the record says.
    pub publish: BTreeMap<&'static str, Publish>,
    /// What they say of when they work, if anything.
    pub coverage: Option<PrivacyLevel>,
    /// What this model's audience sees of when they work.
    pub shows: PrivacyLevel,
}

/// The share of a person's time that goes to one program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// For which program.
    pub program: ProgramId,
    /// How much.
    pub percent: u8,
}

/// Whether somebody is there on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tenure {
    /// Not yet: a planned hire.
    Planned,
    /// There.
    Present,
    /// No more: an alumnus.
    Departed,
}

impl Person {
    /// Whether they are there on `date`; both first and last day count.
    #[must_use]
    pub fn standing(&self, date: Date) -> Tenure {
        if self.end_date.is_some_and(|end| end < date) {
            Tenure::Departed
        } else if self.start_date.is_some_and(|start| start > date) {
            Tenure::Planned
        } else {
            Tenure::Present
        }
    }

    /// Percent of their time that is allocated.
    #[must_use]
    pub fn allocated(&self) -> u32 {
        self.allocations.iter().map(|allocation| u32::from(allocation.percent)).sum()
    }
}
