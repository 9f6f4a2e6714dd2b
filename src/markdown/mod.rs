//! Markdown, compiled once per file into HTML with holes where the link targets go.
//!
//! Layer 1. A [`Compiler`] is a memoised pure function from text to a [`Document`] (a page) or a [`Markup`] (a text
//! field of a record) and findings. Nothing here knows which pages exist: every destination is kept beside the HTML as
//! a [`LinkRef`], the plan stage resolves it and the render stage fills the hole. Addresses with a scheme that is not
//! allowed, or that can be read in two ways, never reach a hole. Deliberately absent: the file system, templates, front
//! matter, what records say in the place of a directive.
//!
//! The parser and the writer of plain constructs are pulldown-cmark's; the event stream between the two is ours.

mod autolink;
mod cjk;
mod clean;
mod colon;
mod compiler;
mod conformance;
mod cost;
mod cover;
mod destination;
mod diagram;
mod document;
mod element;
mod emoji;
mod escape;
mod events;
mod fence;
mod fill;
mod footnote;
mod foreign;
mod hidden;
mod highlight;
mod include;
mod invisible;
mod language;
mod link;
mod markup;
mod mask;
mod math;
mod options;
mod place;
mod plain;
mod raw_html;
mod reader;
mod remote;
mod scheme;
mod scope;
mod shortcode;
mod slug;
mod spelling;
mod table;
mod tag;
mod tag_addresses;
#[cfg(test)]
mod trial;
mod unclosed;
mod writer;

pub use compiler::Compiler;
pub use conformance::conformance_html;
pub(crate) use destination::refusal;
pub(crate) use diagram::DiagramFile;
pub(crate) use document::{Document, Heading, TextSection};
pub(crate) use escape::{attribute as escape_attribute, text as escape_text};
pub use fill::{Fill, HoleTarget};
pub(crate) use fill::{OwnTemplates, spoken};
pub use include::{Included, Includes, NoIncludes};
pub(crate) use invisible::{named, stray, stray_in_address, without_strays};
pub(crate) use link::{LinkKind, LinkRef, SeenBy};
pub(crate) use markup::Markup;
pub use options::{HtmlPolicy, Options};
pub(crate) use plain::of_html as plain_of_html;
pub(crate) use remote::{is_data_picture, is_host, source_of};
pub(crate) use scheme::{Scheme, is_allowed, is_dangerous, scheme_of};
pub(crate) use shortcode::calls_in;
pub use shortcode::{Call, CallForm};
pub(crate) use slug::Slugger;
pub(crate) use spelling::misspelling;
pub(crate) use tag::{ids, parts, refresh};
