//! Two published objects written as one.

use serde::Serialize;
use serde_json::{Value, json};

use crate::feeds::shape::{Shape, published};

/// The fields of `head`, then those of `tail`; no name is in both.
#[derive(Clone, Debug, Serialize)]
pub struct Joined<A, B> {
    /// The first fields.
    #[serde(flatten)]
    pub head: A,
    /// The other fields; their description is that of the whole.
    #[serde(flatten)]
    pub tail: B,
}

impl<A: Shape, B: Shape> Shape for Joined<A, B> {
    fn shape() -> Value {
        let (head, tail) = (A::shape(), B::shape());
        let mut properties = serde_json::Map::new();
        let mut required = Vec::new();
        for part in [&head, &tail] {
            properties.extend(part["properties"].as_object().cloned().unwrap_or_default());
            required.extend(part["required"].as_array().cloned().unwrap_or_default());
        }
        json!({ "type": "object", "properties": properties, "required": required, "description": tail["description"] })
    }
}

published! {
    /// Where an item belongs.
    pub struct Home<'a> {
        /// The program's slug.
        program: &'a str,
    }
}

/// An item of a program in a list over all programs.
pub type InProgram<'a, T> = Joined<Home<'a>, T>;

/// Puts the program's slug before each of `items`.
pub fn in_program<'a, T>(program: &'a str, items: impl Iterator<Item = T>) -> impl Iterator<Item = InProgram<'a, T>> {
    items.map(move |tail| Joined { head: Home { program }, tail })
}
