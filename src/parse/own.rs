//! A site's own fields as records give them: values by the id of the field.
//!
//! What a value must be is known only with the settings, so a record keeps its values as they are written; the look-up
//! of names reads them. Deliberately absent: how a field is declared (`records`).

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::decode::{Decode, Decoder, Located, Sameness};
use super::placeholders::Placeholder;
use super::refs::Link;
use super::schema::titled;
use super::values::{Label, LinkTarget, Text};
use super::words::{Visibility, words};
use super::yaml::{Node, NodeKind, is_number};
use crate::diagnostics::{nearest, registry};

words! {
    /// A kind of record that may have fields of the site's own.
    pub enum FieldHolder: "kind of record with own fields" {
        /// Programs.
        Program = "program",
        /// People.
        Person = "person",
        /// Risks.
        Risk = "risk",
    }
}

words! {
    /// What a field of the site's own holds.
    pub enum FieldType: "type of a field" {
        /// An address, or a page of this site.
        Url = "url",
        /// A line of plain text.
        Text = "text",
        /// A number.
        Number = "number",
        /// A day.
        Date = "date",
        /// One of the field's `choices`.
        Choice = "choice",
    }
}

/// A field of the site's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnField {
    /// What records and open data call it.
    pub id: String,
    /// What readers see.
    pub name: String,
    /// Which records have it.
    pub on: FieldHolder,
    /// What it holds.
    pub of_type: FieldType,
    /// The values that a choice takes.
    pub choices: Vec<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Whether lists and registers show it as a choice.
    pub filter: bool,
}

/// What a record writes below `fields`: values by the id of the field, as they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnFields(pub Vec<(Located<String>, Node)>);

/// What a scalar says, however it is quoted.
fn said(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some(text),
        NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => None,
    }
}

impl Decode for OwnFields {
    fn same(&self, earlier: &Self, _: Sameness) -> bool {
        let has =
            |(id, value): &(Located<String>, Node)| self.0.iter().any(|(own, is)| own == id && said(is) == said(value));
        self.0.len() == earlier.0.len() && earlier.0.iter().all(has)
    }

    fn says_nothing(&self) -> bool {
        self.0.is_empty()
    }

    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let mut fields = Vec::new();
        for (key, value) in to.map(node, "field: value")? {
            to.within(&key.text, |to| match &value.kind {
                NodeKind::Scalar { text, .. } => {
                    if Placeholder::is_left(text) {
                        to.placeholder.get_or_insert(value.span);
                    }
                    fields.push((Located { value: key.text.clone(), span: key.span }, value.clone()));
                }
                NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => {
                    to.wrong::<()>(value, "a single value", Some(format!("write `{}: …`", key.text)));
                }
            });
        }
        Some(Self(fields))
    }

    fn schema() -> Value {
        titled(
            json!({ "type": "object", "additionalProperties": { "type": ["string", "number"], "minLength": 1 } }),
            "values by the field's id",
            "{ jira: \"https://jira.example.com/browse/ABC-12\" }",
        )
    }
}

/// What somebody wrote for a field of the site's own.
#[derive(Clone, Debug, PartialEq)]
pub enum OwnValue {
    /// An address.
    Link(Link),
    /// A line of text, or a choice.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
}

/// A field of the site's own with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnEntry {
    /// The field.
    pub field: Arc<OwnField>,
    /// Its value.
    pub value: OwnValue,
}

impl OwnValue {
    /// What `node` says, read as `field` wants it; `None` after a finding. `link` makes a link of an address.
    pub(crate) fn read(
        field: &OwnField,
        node: &Node,
        to: &mut Decoder,
        link: impl FnOnce(&Located<LinkTarget>) -> Link,
    ) -> Option<Self> {
        to.within(&field.id, |to| match field.of_type {
            FieldType::Url => Located::decode(node, to).map(|target| Self::Link(link(&target))),
            FieldType::Text => OwnText::decode(node, to).map(|text| Self::Text(text.0)),
            FieldType::Number => f64::decode(node, to).map(Self::Number),
            FieldType::Date => Date::decode(node, to).map(Self::Day),
            FieldType::Choice => choice(field, node, to).map(Self::Text),
        })
    }

    /// What a script is told: the address, the words, the number, the day.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Link(link) => link.url.clone(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// A line of text; a number says its digits.
struct OwnText(String);

impl OwnText {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { text, plain: true } if is_number(text) => Some(Self(text.clone())),
            _ => Text::<240>::decode(node, to).map(|text| Self(text.0)),
        }
    }
}

/// One of the choices of `field`.
fn choice(field: &OwnField, node: &Node, to: &mut Decoder) -> Option<String> {
    let text = Label::decode(node, to)?.0;
    if field.choices.contains(&text) {
        return Some(text);
    }
    let known = || field.choices.iter().map(String::as_str);
    let same = known().find(|known| known.eq_ignore_ascii_case(&text));
    let hint = match same.or_else(|| nearest(&text, known())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of: {}; or add it to `choices` in `pmo.yaml`", field.choices.join(", ")),
    };
    let message = format!("`{text}` is no choice of the field `{}`", field.id);
    to.report(&registry::UNKNOWN_VALUE, node.span, message, Some(hint));
    None
}
