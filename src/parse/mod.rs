//! Bytes → wire types, one file at a time: stage two of the pipeline.
//!
//! Parsing never fails: each file gives what could be read of it and its findings. [`file()`] is a pure function of one file and
//! the Markdown settings, which is why its results can be kept between builds. Deliberately absent: anything that needs two
//! files.

mod address;
pub mod beside;
pub(crate) mod declare;
pub mod decode;
mod files;
mod front_matter;
pub mod hours;
pub mod ids;
mod kinds;
mod leaks;
mod publication;
pub mod records;
pub mod refs;
pub mod resolve;
pub(crate) mod schema;
mod site;
pub mod values;
pub mod words;
pub mod yaml;

pub(crate) use address::is_index;
pub use address::page_url;
pub use files::{PageFile, ParsedFile, UpdateFile, file};
pub use front_matter::FrontMatter;
pub(crate) use kinds::slug_of;
pub use kinds::{FileKind, kind_of};
pub use publication::Publication;
pub use site::{FileResult, ParseMemo, Parsed, site};
