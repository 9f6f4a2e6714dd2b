//! What is written into a record: a value without a place, and its text.

use super::super::yaml::{Node, NodeKind, is_bool, is_number, is_old_bool};
use super::step::Step;
use crate::invariant::invariant;

/// A value of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// None.
    Null,
    /// A date, a number, a word, or text.
    Scalar {
        /// The text.
        text: String,
        /// Whether it stands without quotes where YAML allows it: `true` is a yes, `"true"` a text.
        plain: bool,
    },
    /// A list.
    List(Vec<Value>),
    /// A mapping.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// A date, a number, a boolean, or a word of a closed list.
    pub(crate) fn word(text: impl Into<String>) -> Self {
        Self::Scalar { text: text.into(), plain: true }
    }

    /// Text that somebody wrote.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Scalar { text: text.into(), plain: false }
    }

    /// What stands at `path` below this value.
    pub(crate) fn at(&self, path: &[Step]) -> Option<&Self> {
        let Some((step, rest)) = path.split_first() else { return Some(self) };
        match (step, self) {
            (Step::Key(key), Self::Map(entries)) => entries.iter().find(|(name, _)| name == key)?.1.at(rest),
            (Step::Item(at), Self::List(items)) => items.get(*at)?.at(rest),
            _ => None,
        }
    }

    /// The same for changing it.
    pub(super) fn at_mut(&mut self, path: &[Step]) -> Option<&mut Self> {
        let Some((step, rest)) = path.split_first() else { return Some(self) };
        match (step, self) {
            (Step::Key(key), Self::Map(entries)) => entries.iter_mut().find(|(name, _)| name == key)?.1.at_mut(rest),
            (Step::Item(at), Self::List(items)) => items.get_mut(*at)?.at_mut(rest),
            _ => None,
        }
    }

    /// Its text on one line, as it may stand anywhere, in braces too.
    pub(crate) fn written(&self) -> String {
        match self {
            Self::Null => "~".to_owned(),
            Self::Scalar { text, plain: true } if is_bare(text) => text.clone(),
            Self::Scalar { text, .. } => scalar(text),
            Self::List(items) => format!("[{}]", items.iter().map(Self::written).collect::<Vec<_>>().join(", ")),
            Self::Map(entries) if entries.is_empty() => "{}".to_owned(),
            Self::Map(entries) => {
                let pair = |(key, value): &(String, Self)| format!("{}: {}", scalar(key), value.written());
                format!("{{ {} }}", entries.iter().map(pair).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// Whether a reader takes both for the same. The order of a mapping's keys means nothing, quotes mean something
    /// only around what would be no text without them.
    pub(crate) fn means(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Scalar { text, plain }, Self::Scalar { text: other, plain: other_plain }) => {
                text == other && (plain == other_plain || !(is_bool(text) || is_number(text) || is_null(text)))
            }
            (Self::List(items), Self::List(others)) => {
                items.len() == others.len() && items.iter().zip(others).all(|(one, other)| one.means(other))
            }
            (Self::Map(entries), Self::Map(others)) => {
                let found = |key: &String| others.iter().find(|(name, _)| name == key).map(|(_, value)| value);
                entries.len() == others.len()
                    && entries.iter().all(|(key, value)| found(key).is_some_and(|other| value.means(other)))
            }
            _ => false,
        }
    }
}

impl From<&Node> for Value {
    fn from(node: &Node) -> Self {
        match &node.kind {
            NodeKind::Null => Self::Null,
            NodeKind::Scalar { text, plain } => Self::Scalar { text: text.clone(), plain: *plain },
            NodeKind::List(items) => Self::List(items.iter().map(Self::from).collect()),
            NodeKind::Map(entries) => {
                Self::Map(entries.iter().map(|(key, node)| (key.text.clone(), Self::from(node))).collect())
            }
        }
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Whether a word stands without quotes: a date, a number, a boolean, a slug.
fn is_bare(text: &str) -> bool {
    let starts = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.');
    let number = is_number(text) || (text.starts_with(starts) && crate::time::parse_date(text).is_ok());
    number || is_bool(text) || scalar(text) == text
}

/// `text` as a YAML scalar on one line: without quotes where no reader can take it for anything else, in double quotes
/// otherwise.
pub(crate) fn scalar(text: &str) -> String {
    let safe =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')' | ';' | '\'' | '%' | '’');
    let starts = text.starts_with(|c: char| c.is_alphabetic());
    let is_word = is_bool(text)
        || is_old_bool(text)
        || ["true", "false", "null"].iter().any(|word| word.eq_ignore_ascii_case(text));
    if starts && !is_word && text.chars().all(safe) && !text.ends_with(' ') {
        return text.to_owned();
    }
    // A JSON string is a double-quoted YAML scalar.
    invariant(serde_json::to_string(&text), "plain values always serialise")
}
