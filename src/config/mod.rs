//! `pmo.yaml`: the site's own settings, their wire form and their defaults.
//!
//! Layer 1. [`ConfigRecord`] is what the file says; [`Config`] is what holds, with every default filled in, so that a one-line
//! file builds a site. Deliberately absent: anything read from the environment.

mod address;
mod named;
mod record;
mod settings;

pub use address::{BaseUrl, LanguageTag};
pub use named::Named;
pub use record::{ConfigRecord, ForgeKind};
pub use settings::{Config, Feeds, Forge, HealthRules, Privacy, Target};
