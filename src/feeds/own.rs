//! Fields of the site's own in open data: an object below `fields`, and columns behind all others.
//!
//! A site declares them, so no row has them by its type: whoever writes a table says which fields there are.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use super::cell::Cell;
use super::columns::{Columns, Row};
use super::shape::{Quantity, Shape};
use crate::parse::records::{FieldHolder, OwnEntry, OwnField, OwnValue};
use crate::snapshot::Snapshot;

/// The fields of the site's own that a record may have, each with its value.
#[derive(Clone, Debug)]
pub struct OwnRow<'a>(Vec<(&'a OwnField, Option<&'a OwnValue>)>);

impl<'a> OwnRow<'a> {
    /// Every field that this audience sees of records `on`, with what `entries` say.
    #[must_use]
    pub fn of(cx: &Snapshot<'a>, on: FieldHolder, entries: &'a [OwnEntry]) -> Self {
        let declared = cx.model.config.fields.iter().filter(|field| field.on == on);
        let value =
            |field: &OwnField| entries.iter().find(|entry| entry.field.id == field.id).map(|entry| &entry.value);
        Self(declared.map(|field| (&**field, value(field))).collect())
    }

    /// What the field `id` says.
    #[must_use]
    pub fn value(&self, id: &str) -> Option<&'a OwnValue> {
        self.0.iter().find(|(field, _)| field.id == id).and_then(|(_, value)| *value)
    }

    /// A cell for each field, in the order of their declarations.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        let cell = |value: &OwnValue| match value {
            OwnValue::Link(_) | OwnValue::Text(_) => Cell::from(value.plain()),
            OwnValue::Number(number) => Cell::from(Quantity(*number)),
            OwnValue::Day(day) => Cell::from(*day),
        };
        self.0.iter().map(|(_, value)| value.map_or_else(Cell::empty, cell)).collect()
    }
}

/// What the column of a field is called. No column of every site has a dot.
#[must_use]
pub fn column(field: &OwnField) -> String {
    format!("fields.{}", field.id)
}

impl Serialize for OwnRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (field, value) in &self.0 {
            match value {
                None => map.serialize_entry(&field.id, &())?,
                Some(OwnValue::Number(number)) => map.serialize_entry(&field.id, &Quantity(*number))?,
                Some(value @ (OwnValue::Link(_) | OwnValue::Text(_) | OwnValue::Day(_))) => {
                    map.serialize_entry(&field.id, &value.plain())?;
                }
            }
        }
        map.end()
    }
}

impl Shape for OwnRow<'_> {
    fn shape() -> Value {
        json!({ "type": "object", "additionalProperties": { "type": ["string", "number", "null"] } })
    }
}

/// Their columns stand behind those of every site.
impl Columns for OwnRow<'_> {
    fn columns(_: Option<Self>, _: &'static str, _: &mut Row) {}
}
