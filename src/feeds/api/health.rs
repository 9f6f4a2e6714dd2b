//! Health in open data: reported beside computed.

use crate::feeds::published::published;
use crate::parse::records::Colour;
use crate::status::{Health, ProgramState};

published! {
    /// Reported and computed health of an active program; all null or empty for one that is not active.
    #[row]
    pub struct HealthRow {
        /// As the last report says.
        reported: Option<Colour>,
        /// As the site's rules say.
        computed: Option<Colour>,
        /// `watermelon` when the report is better than the rules allow, else null.
        flag: Option<&'static str>,
        /// Why the rules do not say green, the worst first.
        reasons: Vec<String>,
    }
}

/// `health`'s flag as open data write it.
pub(super) fn flag_word(health: &Health) -> Option<&'static str> {
    health.flag().map(|_| "watermelon")
}

impl HealthRow {
    /// What the rules say, when the report is better than they allow.
    #[must_use]
    pub fn rules_say(&self) -> Option<Colour> {
        self.computed.filter(|_| self.flag.is_some())
    }

    /// The health in `state`.
    #[must_use]
    pub fn of(state: &ProgramState<'_>) -> Self {
        let health = &state.health;
        Self {
            reported: health.reported,
            computed: health.computed,
            flag: flag_word(health),
            reasons: health.reasons.iter().map(|reason| reason.text.clone()).collect(),
        }
    }
}
