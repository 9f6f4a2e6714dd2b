//! Health in open data: reported beside computed.

use crate::feeds::shape::published;
use crate::parse::records::Colour;
use crate::status::State;

published! {
    /// Reported and computed health of an active program; all null or empty for one that is not active.
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

impl HealthRow {
    /// The health in `state`.
    #[must_use]
    pub fn of(state: &State<'_>) -> Self {
        let health = &state.health;
        Self {
            reported: health.reported,
            computed: health.computed,
            flag: health.watermelon().then_some("watermelon"),
            reasons: health.reasons.iter().map(|reason| reason.text.clone()).collect(),
        }
    }
}
