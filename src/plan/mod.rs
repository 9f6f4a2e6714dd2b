//! Every address of the site, every link resolved, navigation bounded: stage four of the pipeline.
//!
//! [`Addresses`] is collected from the parsed files, so that links are checked even when a record is faulty and there
//! is no model. [`SitePlan`] adds what a model makes possible: the list of pages to render and their navigation.
//! Invariants: each output path has one owner; a page's navigation is its ancestors, a window of its siblings, and its
//! children. Deliberately absent: what stands on a page.

mod address_memo;
mod addresses;
mod backlinks;
mod beside;
mod chains;
mod check;
mod elsewhere;
mod former;
mod hidden;
mod host_rules;
mod housekeeping;
mod join;
mod leads;
mod link;
mod link_window;
mod lists;
mod moved;
mod moves;
mod nav;
mod outline;
mod repository;
mod resolve;
mod routes;
mod withheld;
mod written;

pub use address_memo::AddressMemo;
pub use addresses::Addresses;
pub use backlinks::{Backlinks, LinkingPages};
pub use beside::{Beside, beside};
pub use chains::chains;
pub use check::{FragmentLink, LinkMemo, Suggestions, check, check_entries, collisions};
pub use elsewhere::elsewhere;
pub use host_rules::MOST_RULES;
pub use housekeeping::Kept;
pub use leads::{Follow, Leads};
pub use link::{Child, LinkView, diagram_url};
pub use link_window::LinkWindow;
pub use nav::{BarEntry, Branch, Nav, NavPage};
pub use routes::{LinksOf, PlanMemo, Redirect, Route, SitePlan};
