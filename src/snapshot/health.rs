//! How a program is counted, and what the site calls that.

use serde::Serialize;

use super::Snapshot;
use crate::model::ProgramId;
use crate::parse::records::{Colour, Lifecycle};
use crate::status::{Freshness, ProgramState};

/// A health mark: colour as data, word as the site says it. Shapes follow the colour in the theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HealthMark {
    /// `green`, `amber`, `red`; or `stale`, `never`, `proposed`, `planned`, `paused`, `complete`, `cancelled`.
    pub mark: &'static str,
    /// The word beside the mark.
    pub label: String,
}

impl Snapshot<'_> {
    /// The site's mark and word for a colour.
    #[must_use]
    pub fn colour(&self, colour: Colour) -> HealthMark {
        HealthMark { mark: colour.word(), label: self.model.config.health.label(colour).to_owned() }
    }

    /// How a program is counted on the model's day: its colour when active and fresh, else stale, never, or its
    /// lifecycle.
    #[must_use]
    pub fn health(&self, id: ProgramId) -> HealthMark {
        self.health_of(self.state(id))
    }

    /// How a program in this state is counted.
    #[must_use]
    pub fn health_of(&self, state: &ProgramState<'_>) -> HealthMark {
        let word = |mark, label: &str| HealthMark { mark, label: label.to_owned() };
        match state.facts.lifecycle {
            Lifecycle::Active => match (state.freshness, state.health.reported) {
                (Some(Freshness::Stale), _) => word("stale", "Stale"),
                (Some(Freshness::Never), _) | (_, None) => word("never", "No status yet"),
                (_, Some(colour)) => self.colour(colour),
            },
            other => Self::lifecycle_mark(other),
        }
    }

    /// The mark and the word of a lifecycle.
    #[must_use]
    pub fn lifecycle_mark(lifecycle: Lifecycle) -> HealthMark {
        let word = |mark, label: &str| HealthMark { mark, label: label.to_owned() };
        match lifecycle {
            Lifecycle::Proposed => word("proposed", "Proposed"),
            Lifecycle::Planned => word("planned", "Planned"),
            Lifecycle::Paused => word("paused", "Paused"),
            Lifecycle::Complete => word("complete", "Complete"),
            Lifecycle::Cancelled => word("cancelled", "Cancelled"),
            Lifecycle::Active => word("active", "Active"),
        }
    }
}
