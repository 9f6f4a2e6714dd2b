//! What coverage should reach: hours in which a number of people should be working.

use crate::parse::decode::Located;
use crate::parse::records::{Named, TargetRecord};
use crate::time::{DaySet, TargetWindow, TimeRange};

/// Hours in which a number of people should be working.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverageTarget {
    /// Its id.
    pub id: String,
    /// Where the id stands in the settings.
    pub at: crate::source::Span,
    /// What it is called.
    pub name: String,
    /// When, and how many people.
    pub window: TargetWindow,
    /// Slug of the area whose people count; any if absent. Validated with the model.
    pub focus_area: Option<Located<String>>,
}

impl CoverageTarget {
    /// What `record` says; nothing when a part of it is missing.
    pub(super) fn of(record: &TargetRecord) -> Option<Self> {
        let id = record.id.as_ref()?.value.0.clone();
        let name = record.name.as_ref().map_or_else(|| Named::from_id(&id).name, |name| name.value.0.clone());
        let focus_area = record.focus_area.as_ref().filter(|area| &*area.value.0 != "any");
        Some(Self {
            id,
            at: record.id.as_ref()?.span,
            name,
            window: TargetWindow {
                zone: record.time_zone.as_ref()?.value.clone(),
                days: record.days.as_ref().map_or(DaySet::WORKING_WEEK, |days| days.value),
                hours: TimeRange::new(record.from.as_ref()?.value, record.to.as_ref()?.value)?,
                min_people: record.min_people.as_ref().map_or(1, |min| min.value.0),
            },
            focus_area: focus_area.map(|area| Located { value: area.value.0.clone(), span: area.span }),
        })
    }
}
