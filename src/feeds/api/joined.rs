//! Two published objects written as one.

use serde::Serialize;
use serde_json::Value;

use crate::feeds::shape::{Shape, merged, published};

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
        merged(&[A::shape(), B::shape()])
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
pub fn in_program<T>(program: &str, items: impl Iterator<Item = T>) -> impl Iterator<Item = InProgram<'_, T>> {
    items.map(move |tail| Joined { head: Home { program }, tail })
}
