//! The site's settings that hold: what `pmo.yaml` says, with every default filled in.
//!
//! Layer 1. [`ConfigRecord`](crate::parse::records::ConfigRecord) is what the file says; [`Config`] is what holds, so
//! that a one-line file builds a site. Deliberately absent: anything read from the environment.

mod brand;
mod code_owners;
mod forge;
mod host_files;
mod host_redirects;
mod pages;
mod settings;
mod target;

pub use brand::{Accent, Brand};
pub use code_owners::CodeOwners;
pub use forge::Forge;
pub use host_files::HostFiles;
pub use host_redirects::{HostRedirect, HostRedirects};
pub use pages::PageRules;
pub use settings::{Config, Feeds, HealthRules, Privacy};
pub use target::CoverageTarget;
