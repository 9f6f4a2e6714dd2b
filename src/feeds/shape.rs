//! Published JSON, its schema and its columns from one declaration: what [`published!`] declares can be written, can
//! describe itself and, where it is a row, can stand in a table.
//!
//! A schema says what is written today (every field is there, `null` included) and leaves room for fields to come: `v1`
//! adds and never renames, so no schema forbids unknown properties. Deliberately absent: anything that reads JSON.

use jiff::civil::Date;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::parse::records::{
    Accepting, CadenceWord, Colour, DecisionStatus, GateOutcome, IssueSeverity, Lifecycle, PersonKind, Response,
};
use crate::status::{Band, Freshness, Trend};

/// A published value that can describe itself.
pub trait Shape: Serialize {
    /// The JSON Schema (draft 2020-12) of what is written.
    fn shape() -> Value;
}

/// An address: absolute when the site has a base URL, else from the root of its host.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Address(pub String);

/// A number that is written without a fraction when it has none (`40`, not `40.0`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity(pub f64);

/// Whole numbers up to here are exact in a double.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        if self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Shape> Shape for Option<T> {
    fn shape() -> Value {
        json!({ "anyOf": [T::shape(), { "type": "null" }] })
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn shape() -> Value {
        json!({ "type": "array", "items": T::shape() })
    }
}

/// Scalars and words with their schemas.
macro_rules! shapes {
    ($($ty:ty => $schema:expr),* $(,)?) => { $(impl Shape for $ty { fn shape() -> Value { $schema } })* };
}

shapes! {
    bool => json!({ "type": "boolean" }),
    String => json!({ "type": "string" }),
    &str => json!({ "type": "string" }),
    Address => json!({ "type": "string", "format": "uri-reference" }),
    Date => json!({ "type": "string", "format": "date" }),
    Quantity => json!({ "type": "number" }),
    u8 => json!({ "type": "integer", "minimum": 0 }),
    u16 => json!({ "type": "integer", "minimum": 0 }),
    u32 => json!({ "type": "integer", "minimum": 0 }),
    usize => json!({ "type": "integer", "minimum": 0 }),
    i32 => json!({ "type": "integer" }),
    Colour => words(Colour::ALL),
    Lifecycle => words(Lifecycle::ALL),
    CadenceWord => words(CadenceWord::ALL),
    Response => words(Response::ALL),
    IssueSeverity => words(IssueSeverity::ALL),
    DecisionStatus => words(DecisionStatus::ALL),
    GateOutcome => words(GateOutcome::ALL),
    PersonKind => words(PersonKind::ALL),
    Accepting => words(Accepting::ALL),
    Freshness => words(&[Freshness::Fresh, Freshness::Due, Freshness::Stale, Freshness::Never]),
    Trend => words(&[Trend::Better, Trend::Steady, Trend::Worse]),
    Band => words(&[Band::Low, Band::Medium, Band::High, Band::Extreme]),
}

/// One of these words.
fn words(all: &[impl Serialize]) -> Value {
    json!({ "enum": all })
}

/// The schema of an object with the fields of all `parts`, described in the words of the last.
pub(super) fn merged(parts: &[Value]) -> Value {
    let mut properties = serde_json::Map::new();
    let mut required: Vec<Value> = Vec::new();
    for part in parts {
        properties.extend(part.get("properties").and_then(Value::as_object).cloned().unwrap_or_default());
        required.extend(part.get("required").and_then(Value::as_array).cloned().unwrap_or_default());
    }
    let about = parts.last().and_then(|part| part.get("description")).cloned().unwrap_or_default();
    json!({ "type": "object", "description": about, "properties": properties, "required": required })
}

/// `schema` with the words of a doc comment.
pub(super) fn described(mut schema: Value, lines: &[&str]) -> Value {
    if let Some(object) = schema.as_object_mut() {
        let text = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        object.insert("description".to_owned(), text.into());
    }
    schema
}
