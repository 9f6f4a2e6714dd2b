//! `--format`: one option of all commands, whose words depend on what a command answers with.
//!
//! It is global for findings. A command that answers with data declares it again, with words of its own: the argument
//! of the same id takes the place of the global one below that command, so both must have one type. There its findings
//! are for people, on standard error.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::Failure;
use crate::invariant::invariant;

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With excerpts, for people
    Human,
    /// One object, for programs
    Json,
    /// Aligned columns, for people
    Table,
    /// Comma-separated values, for spreadsheets
    Csv,
    /// Markdown, for issues, wikis and chats
    Md,
    /// Plain text, for mail
    Text,
    /// A document without style or script, for mail
    Html,
}

/// Forms of findings.
pub(super) const FINDINGS: &[Format] = &[Format::Human, Format::Json];

/// Forms of a list.
pub(super) const LIST: &[Format] = &[Format::Table, Format::Csv, Format::Json];

/// Forms of hours.
pub(super) const COVERAGE: &[Format] = &[Format::Table, Format::Json];

/// Forms of the list of a theme's files.
pub(super) const THEME: &[Format] = &[Format::Table, Format::Json];

/// Forms of a digest.
pub(super) const DIGEST: &[Format] = &[Format::Md, Format::Text, Format::Html, Format::Json];

impl Format {
    /// Reads one of `allowed`.
    pub(super) fn among(allowed: &'static [Self]) -> impl TypedValueParser<Value = Self> {
        let words = allowed.iter().filter_map(ValueEnum::to_possible_value);
        PossibleValuesParser::new(words).try_map(|word| Self::from_str(&word, false))
    }

    /// Whether findings in this form are for people, who get excerpts, what is new, and a summary on standard error.
    pub(super) fn is_for_people(self) -> bool {
        match self {
            Self::Human | Self::Table | Self::Csv | Self::Md | Self::Text | Self::Html => true,
            Self::Json => false,
        }
    }

    /// Whether an answer in this form is read by people, not by a program.
    pub(super) fn is_read_by_people(self) -> bool {
        match self {
            Self::Human | Self::Table | Self::Md | Self::Text | Self::Html => true,
            Self::Csv | Self::Json => false,
        }
    }

    /// Makes sure that the form is one of `allowed`: one that stands before the command was read without knowing it.
    pub(super) fn require(self, allowed: &[Self]) -> Result<(), Failure> {
        if allowed.contains(&self) {
            return Ok(());
        }
        let words: Vec<String> = allowed.iter().map(|format| format!("`{}`", format.word())).collect();
        Err(Failure::Usage(format!(
            "`{}` is no format of this command; write one of {} after it",
            self.word(),
            words.join(", ")
        )))
    }

    fn word(self) -> String {
        invariant(self.to_possible_value(), "no format is hidden").get_name().to_owned()
    }
}

/// Reads one of `all` by its word.
pub(super) fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(move |value| word(*value))).try_map(move |given| {
        let found = all.iter().copied().find(|value| word(*value) == given);
        found.ok_or("is none of the words")
    })
}
