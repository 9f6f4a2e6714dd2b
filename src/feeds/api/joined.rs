//! Two published objects written as one.

use serde::Serialize;
use serde_json::Value;

use crate::feeds::columns::{Columns, Row};
use crate::feeds::published::published;
use crate::feeds::shape::{Shape, merged};
use crate::model::Program;
use crate::snapshot::Snapshot;
use crate::status::ProgramState;

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

impl<A: Columns, B: Columns> Columns for Joined<A, B> {
    fn columns(value: Option<Self>, name: &'static str, row: &mut Row) {
        let (head, tail) = value.map(|Self { head, tail }| (head, tail)).unzip();
        A::columns(head, name, row);
        B::columns(tail, name, row);
    }
}

published! {
    /// Where an item belongs.
    #[row]
    pub struct Home<'a> {
        /// The program's slug.
        program: &'a str,
    }
}

/// An item of a program in a list over all programs.
pub type InProgram<'a, T> = Joined<Home<'a>, T>;

/// Rows of which each program has some.
pub trait Items<'a>: Sized {
    /// Those of `program` in `state`, in the order of its document.
    fn all<'s>(
        cx: &'s Snapshot<'a>,
        program: &'a Program,
        state: &'s ProgramState<'a>,
    ) -> impl Iterator<Item = Self> + 's;
}

/// The rows of `programs` in turn, each with the slug of its program.
pub fn in_programs<'a, T: Items<'a>>(
    cx: &Snapshot<'a>,
    programs: impl Iterator<Item = (&'a Program, &'a ProgramState<'a>)>,
) -> impl Iterator<Item = InProgram<'a, T>> {
    programs.flat_map(|(program, state)| {
        let home = |tail| Joined { head: Home { program: &program.slug }, tail };
        T::all(cx, program, state).map(home)
    })
}

/// The rows of all programs.
#[must_use]
pub fn in_all_programs<'a, T: Items<'a>>(cx: &Snapshot<'a>) -> Vec<InProgram<'a, T>> {
    in_programs(cx, cx.model.programs().map(|(id, program)| (program, cx.state(id)))).collect()
}
