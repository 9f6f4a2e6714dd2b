//! Bytes → wire types, one file at a time: stage two of the pipeline.
//!
//! Parsing never fails: each file gives what could be read of it and its findings. [`file()`] is a pure function of one
//! file and the Markdown settings, which is why its results can be kept between builds. Deliberately absent: anything
//! that needs two files.

mod address;
pub(crate) mod beside;
mod cascade;
pub(crate) mod compare;
mod conflict;
mod country;
pub(crate) mod current;
pub(crate) mod dated;
pub(crate) mod declare;
pub mod decode;
pub(crate) mod edit;
pub(crate) mod erased;
mod files;
mod following;
pub(crate) mod former;
mod front_matter;
mod hours;
pub(crate) mod ids;
mod included;
mod kinds;
mod leaks;
mod mentions;
pub(crate) mod naming;
mod numbers;
mod own;
mod picture;
pub(crate) mod placeholders;
mod plan_date;
mod publication;
pub mod records;
pub(crate) mod refs;
mod remarks;
pub(crate) mod resolve;
mod rewind;
mod scalars;
pub(crate) mod schema;
mod site;
mod slips;
mod slug;
mod topics;
mod update_name;
pub(crate) mod values;
mod words;
pub mod yaml;

pub(crate) use address::is_index;
pub use address::{AddressRules, AddressStyle};
pub(crate) use address::{folder_or_file, is_summary, page_url};
pub use cascade::{ParseMemo, site};
pub(crate) use files::{PageFile, UpdateFile};
pub use files::{ParsedFile, file};
pub(crate) use front_matter::{CascadeRule, Configured, DefaultRule, FrontMatter, body_of, configured, texts_below};
pub use front_matter::{Findable, Listing, MenuEntry};
pub(crate) use kinds::slug_of;
pub use kinds::{FileKind, kind_of};
pub(crate) use mentions::Mentions;
pub(crate) use publication::Publication;
pub use rewind::RewindMemo;
pub(crate) use site::{FileResult, Parsed};
pub(crate) use update_name::{update_date, update_order};
