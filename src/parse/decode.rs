//! Node trees → typed records, reporting every fault of a file at once.
//!
//! [`Decode`] is the counterpart of `serde::Deserialize` for records: it never stops at the first fault, knows each
//! value's place, and describes itself as JSON Schema from the same declaration. [`record!`](super::declare) writes
//! both for a struct.

use serde_json::{Value, json};

use super::current::CurrentNames;
use super::yaml::{self, Node, NodeKind};
use super::{numbers, slips};
use crate::diagnostics::{Diagnostic, Place, Rule, nearest, registry};
use crate::source::{SourcePath, Span};

/// A value and where in its file it stands. Equality is the value's.
#[derive(Clone, Copy, Debug)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its bytes.
    pub span: Span,
}

impl<T: PartialEq> PartialEq for Located<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> std::ops::Deref for Located<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// The file being decoded and the findings so far.
#[derive(Debug)]
pub struct Decoder {
    /// The file.
    pub file: SourcePath,
    /// What was found.
    pub found: Vec<Diagnostic>,
    /// Where the first text stands that is a placeholder of `pmo-site new`: an error unless it is in a draft.
    pub placeholder: Option<Span>,
    field: String,
    /// The field that was decoded last, if its finding is that it has no value.
    empty: Option<String>,
}

impl Decoder {
    /// Starts on `file` with the findings of earlier steps.
    #[must_use]
    pub fn new(file: &SourcePath, found: Vec<Diagnostic>) -> Self {
        Self { file: file.clone(), found, placeholder: None, field: String::new(), empty: None }
    }

    /// Reports a fault.
    pub fn report(&mut self, rule: &'static Rule, span: Span, message: impl Into<String>, hint: Option<String>) {
        if self.found.len() >= yaml::MAX_FAULTS {
            return;
        }
        self.found.push(Diagnostic::new(rule, Place::new(&self.file, span), message).hint_if(hint));
    }

    /// Reports a value that is not what its field takes, and returns `None`.
    pub fn wrong<T>(&mut self, node: &Node, wanted: &str, hint: Option<String>) -> Option<T> {
        let field = if self.field.is_empty() { "the record".to_owned() } else { format!("`{}`", self.field) };
        if node.kind == NodeKind::Null {
            let message = format!("{field} has no value");
            let hint = match &node.cut {
                Some(cut) => {
                    let quoted = slips::hint_in_quotes(&self.field, &cut.whole);
                    format!("`#` begins a comment, so nothing is left; {quoted}")
                }
                None => "give it a value or remove the key".to_owned(),
            };
            self.report(&registry::NULL_VALUE, node.span, message, Some(hint));
            self.empty = node.cut.is_none().then(|| self.field.clone());
        } else {
            let message = format!("{field} must be {wanted}, found {}", node.kind.noun());
            self.report(&registry::WRONG_TYPE, node.span, message, hint);
        }
        None
    }

    /// The name of the field being decoded.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// Decodes the value of `key`, so that messages name it.
    pub fn within<T>(&mut self, key: &str, decode: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.field, key.to_owned());
        self.empty = None;
        let value = decode(self);
        if self.empty.as_deref() != Some(key) {
            self.empty = None;
        }
        self.field = outer;
        value
    }

    /// The entries of a mapping, or a finding.
    pub fn map<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n [(yaml::Key, Node)]> {
        match &node.kind {
            NodeKind::Map(entries) => Some(entries),
            _ => self.wrong(node, &format!("a mapping ({what})"), None),
        }
    }

    /// Reports a key that `what` does not have; gives the known key that was probably meant.
    pub fn unknown_key(&mut self, key: &yaml::Key, what: &str, known: &[&'static str]) -> Option<&'static str> {
        if self.found.len() >= yaml::MAX_FAULTS {
            return None;
        }
        let near = nearest(&key.text, known.iter().copied());
        if let Some((head, value)) = key.text.split_once(':')
            && let Some(meant) = known.iter().copied().find(|word| *word == head)
        {
            let message = format!("no blank stands behind `{head}:`");
            self.report(&registry::UNKNOWN_KEY, key.span, message, Some(format!("write `{head}: {}`", value.trim())));
            return Some(meant);
        }
        if near.is_none() && self.empty.is_some() {
            // The key above has no value, and the record has no key of this name: it was probably meant to stand below
            // that one.
            if let Some(last) = self.found.last_mut().filter(|last| last.rule == &registry::NULL_VALUE) {
                last.hint =
                    Some("indent the lines below it by two blanks, if they belong to it; or remove it".to_owned());
                return None;
            }
        }
        let hint = match near {
            _ if let Some(hint) = never(&key.text, what) => hint.to_owned(),
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known keys: {}", known.join(", ")),
        };
        self.report(&registry::UNKNOWN_KEY, key.span, format!("{what} has no key `{}`", key.text), Some(hint));
        // The candidates are the caller's own words: hand back one that outlives the key.
        known.iter().copied().find(|word| Some(*word) == near)
    }
}

/// Keys that the records of people never have, with what to do instead, by the word for the record.
const NEVER: &[(&[&str], &[&str], &str)] = &[
    (
        &["person", "location", "schedule"],
        &[
            "address",
            "city",
            "coordinates",
            "geo",
            "gps",
            "home",
            "lat",
            "latitude",
            "lng",
            "lon",
            "long",
            "longitude",
            "postcode",
            "residence",
            "street",
            "zip",
        ],
        "leave it out: no record holds where somebody lives; a rough place is `location: { label: … }`",
    ),
    (
        &["absence"],
        &["cause", "comment", "kind", "note", "reason", "type", "why"],
        "leave it out: no record holds why somebody is away",
    ),
    (
        &["publish"],
        &["away", "exceptions", "hours", "region", "schedule", "stretch_hours", "time_zone", "working_hours", "zone"],
        "when they work is one thing: write `coverage: name`, `role`, `count` or `hidden`",
    ),
];

/// What to do about a key that the record `what` never has.
fn never(key: &str, what: &str) -> Option<&'static str> {
    NEVER.iter().find(|(records, keys, _)| records.contains(&what) && keys.contains(&key)).map(|(_, _, hint)| *hint)
}

/// How closely two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sameness {
    /// All of them.
    Whole,
    /// All but texts in Markdown, whose words may be mended.
    ButWords,
    /// The later one may say what more fields were.
    AtLeast,
}

/// A value that can be read from a node and described as JSON Schema.
pub trait Decode: Sized + PartialEq {
    /// Whether it is a text for readers, whose words may be mended later.
    const WORDS: bool = false;

    /// Whether it says what `earlier` says, wherever the two stand in their files. What holds records asks them.
    fn same(&self, earlier: &Self, _: Sameness) -> bool {
        self == earlier
    }

    /// Whether a field that has it says no more than one that is absent.
    fn says_nothing(&self) -> bool {
        false
    }

    /// Gives each reference in it today's name. Macros ask each field; a reader written by hand says it itself.
    fn follow(&mut self, _: &CurrentNames) {}

    /// Reads the value; `None` after a finding.
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self>;

    /// The JSON Schema (draft 2020-12) of the nodes that [`Decode::decode`] accepts.
    fn schema() -> Value;
}

/// A value that the model has as it is written.
pub trait Plain: Copy {}

impl Plain for bool {}
impl Plain for f64 {}
impl Plain for jiff::civil::Date {}

impl<T: Decode> Decode for Located<T> {
    const WORDS: bool = T::WORDS;

    fn same(&self, earlier: &Self, how: Sameness) -> bool {
        self.value.same(&earlier.value, how)
    }

    fn says_nothing(&self) -> bool {
        self.value.says_nothing()
    }

    fn follow(&mut self, names: &CurrentNames) {
        self.value.follow(names);
    }

    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        Some(Self { value: T::decode(node, to)?, span: node.span })
    }

    fn schema() -> Value {
        T::schema()
    }
}

impl<T: Decode> Decode for Option<T> {
    const WORDS: bool = T::WORDS;

    fn same(&self, earlier: &Self, how: Sameness) -> bool {
        match (self, earlier) {
            (Some(value), Some(earlier)) => value.same(earlier, how),
            (None, None) => true,
            (Some(value), None) | (None, Some(value)) => {
                value.says_nothing() || (Self::WORDS && how == Sameness::ButWords)
            }
        }
    }

    fn follow(&mut self, names: &CurrentNames) {
        for value in self.iter_mut() {
            value.follow(names);
        }
    }

    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        T::decode(node, to).map(Some)
    }

    fn schema() -> Value {
        T::schema()
    }
}

/// What to type in the place of a single value, where a list is read.
fn list_hint(node: &Node, field: &str) -> String {
    match &node.kind {
        NodeKind::Scalar { text, plain: true } if text.len() <= 80 && !text.contains(['{', '}', '[', ']', '\n']) => {
            format!("write `{field}: [{text}]`, or one `- ` line for each item")
        }
        NodeKind::Map(_) => {
            format!("put `- ` before the first key below `{field}:`, and indent the others by two more")
        }
        _ => format!("write `{field}: [ … ]`, or one `- ` line for each item"),
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn same(&self, earlier: &Self, how: Sameness) -> bool {
        self.len() == earlier.len() && self.iter().zip(earlier).all(|(item, earlier)| item.same(earlier, how))
    }

    fn follow(&mut self, names: &CurrentNames) {
        for item in self.iter_mut() {
            item.follow(names);
        }
    }

    /// Reads a list; items with faults are reported and left out. `None` when that leaves nothing.
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let NodeKind::List(items) = &node.kind else {
            let hint = list_hint(node, to.field());
            return to.wrong(node, "a list", Some(hint));
        };
        let read: Self = items.iter().filter_map(|item| T::decode(item, to)).collect();
        (items.is_empty() || !read.is_empty()).then_some(read)
    }

    fn schema() -> Value {
        json!({ "type": "array", "items": T::schema() })
    }
}

/// A mapping from names to values, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Map<T>(pub Vec<(Located<String>, T)>);

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Decode> Decode for Map<T> {
    /// The order of the names says nothing.
    fn same(&self, earlier: &Self, how: Sameness) -> bool {
        let has = |(name, value): &(Located<String>, T)| {
            self.0.iter().any(|(own, said)| own == name && said.same(value, how))
        };
        self.0.len() == earlier.0.len() && earlier.0.iter().all(has)
    }

    fn follow(&mut self, names: &CurrentNames) {
        self.0.iter_mut().for_each(|(_, value)| value.follow(names));
    }

    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let entries = to.map(node, "name: value")?;
        let read = |to: &mut Decoder, key: &yaml::Key, value| {
            Some((Located { value: key.text.clone(), span: key.span }, T::decode(value, to)?))
        };
        let all: Vec<_> =
            entries.iter().filter_map(|(key, value)| to.within(&key.text, |to| read(to, key, value))).collect();
        (entries.is_empty() || !all.is_empty()).then_some(Self(all))
    }

    fn schema() -> Value {
        json!({ "type": "object", "additionalProperties": T::schema() })
    }
}

/// An integer between `MIN` and `MAX`, both included, which `T` can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whole<T, const MIN: i64, const MAX: i64>(pub T);

impl<T: TryFrom<i64> + PartialEq, const MIN: i64, const MAX: i64> Decode for Whole<T, MIN, MAX> {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let NodeKind::Scalar { text, plain } = &node.kind else {
            return to.wrong(node, "a whole number", None);
        };
        let digits = text.strip_prefix('-').unwrap_or(text);
        let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_whole && !plain {
            return to.wrong(node, "a whole number", Some("write the number without quotes".to_owned()));
        }
        if !is_whole {
            return to.wrong(node, "a whole number", Some(numbers::whole_hint(text, MIN, MAX)));
        }
        let number = text.parse::<i64>().ok().filter(|number| (MIN..=MAX).contains(number));
        let number = number.filter(|_| digits.len() == 1 || !digits.starts_with('0'));
        let held = number.and_then(|number| T::try_from(number).ok());
        if held.is_none() {
            let message = format!("`{}` is {text}, which is not between {MIN} and {MAX}", to.field());
            to.report(
                &registry::OUT_OF_RANGE,
                node.span,
                message,
                Some(format!("give a whole number from {MIN} to {MAX}")),
            );
        }
        held.map(Self)
    }

    fn schema() -> Value {
        json!({ "type": "integer", "minimum": MIN, "maximum": MAX })
    }
}

/// Reads one word out of a closed list; the basis of every enum of the data contract.
pub(crate) fn word<T: Copy>(node: &Node, to: &mut Decoder, words: &[(&str, T)], what: &str) -> Option<T> {
    let NodeKind::Scalar { text, .. } = &node.kind else {
        return to.wrong(node, what, None);
    };
    if let Some((_, value)) = words.iter().find(|(word, _)| word == text) {
        return Some(*value);
    }
    let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let hint = match nearest(text, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of: {}", known.join(", ")),
    };
    let message = format!("`{text}` is no {what}");
    to.report(&registry::UNKNOWN_VALUE, node.span, message, Some(hint));
    None
}
