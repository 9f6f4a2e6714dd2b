//! How dates, numbers, durations, counts and lists are written, in one language at a time.
//!
//! Layer 0. A [`Catalogue`] holds what differs between languages: names of months and weekdays, the order of the parts
//! of a date, the signs of numbers, and for each [`Term`] its forms with the rule that picks one. All writers are
//! methods of it, so a text is made in one way wherever it stands: on a page, in a chart, in a feed, in a finding, on
//! the terminal. [`Language`] lists the languages; [`WORDS`] is the one entry, the catalogue of the language in which
//! the sentences around these texts are written.
//!
//! A new language is a file beside `english.rs` and a variant of [`Language`]: the compiler asks for every word of it.
//! The tests have a second language, which shows that no writer has English in it.
//!
//! Deliberately absent: whole sentences, which still stand where they are used, and forms for machines. ISO 8601 dates,
//! the notation of hours (`Mo-Fr`) and the numbers of the open data are the same in every language and belong to `time`
//! and `feeds`.

mod catalogue;
mod count;
mod date;
mod duration;
mod english;
mod language;
mod list;
mod number;
mod plan;
mod term;

#[cfg(test)]
mod tests;

pub use catalogue::Catalogue;
pub use language::Language;
pub use list::capital;
pub use number::whole_percent;
pub use term::Term;

/// The words of the language in which sites, findings and the terminal are written.
pub const WORDS: &Catalogue = Language::English.catalogue();
