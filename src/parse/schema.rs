//! JSON Schema (draft 2020-12) of a declared record.
//!
//! Beside what a validator reads, a schema holds what an editor shows and what `docs/records.md` and `docs/settings.md`
//! are made of: `title` is the noun of a record or a type, `examples` has an example of a type, `x-default` says in
//! words what holds when a field is absent, `x-seen` who sees it where that differs from who sees the record,
//! `x-past` how its past is kept.

use serde_json::{Map, Value, json};

/// A field of a declaration.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its key.
    pub name: &'static str,
    /// The lines of its description.
    pub about: &'static [&'static str],
    /// Whether a record must have it.
    pub required: bool,
    /// What holds when it is absent, in words.
    pub default: Option<&'static str>,
    /// Who sees it, where that differs from who sees the record.
    pub seen: Option<&'static str>,
    /// How its past is kept, in a record that has one.
    pub past: Option<&'static Past>,
    /// An example of its value, in place of that of its type.
    pub example: Option<&'static str>,
    /// The schema of its values.
    pub schema: Value,
}

/// How the past of a field is kept.
#[derive(Debug, PartialEq, Eq)]
pub struct Past {
    /// Its name, as schema and reference print it.
    pub word: &'static str,
    /// Where the past of such a field belongs, when an entry of `changes` names it; empty for a dated field.
    pub instead: &'static str,
}

#[expect(non_upper_case_globals, reason = "a declaration names them in the words of the data contract")]
impl Past {
    /// An entry of `changes` says what it was.
    pub const dated: &Self = &Self { word: "dated", instead: "" };
    /// Status updates move it.
    pub const moved: &Self = &Self { word: "moved by updates", instead: "write the new value in a status update" };
    /// It holds from the item's first day to its last.
    pub const fixed: &Self = &Self {
        word: "fixed",
        instead: "it holds from the first day: end the item, and add a new one that replaces it",
    };
    /// It says what is true today, on any day.
    pub const label: &Self =
        &Self { word: "label", instead: "it speaks of today on any day: edit it, and leave it out of `was`" };
    /// An entry of `rebaselines` says what it was.
    pub const plan: &Self = &Self { word: "plan", instead: "the plan changes by an entry of `rebaselines`" };
    /// A list of items, or of entries, that have days of their own.
    pub const items: &Self = &Self { word: "items", instead: "its items have days of their own" };
}

impl Field {
    /// A field of what an entry of `changes` may name.
    pub(crate) fn former(
        name: &'static str,
        about: &'static [&'static str],
        schema: Value,
        example: Option<&'static str>,
    ) -> Self {
        Self { name, about, required: false, default: None, seen: None, past: None, example, schema }
    }
}

/// `schema`, called `title`, with an example of a value.
pub(crate) fn titled(mut schema: Value, title: &str, example: &str) -> Value {
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".to_owned(), title.into());
        object.insert("examples".to_owned(), json!([example]));
    }
    schema
}

/// The sentences of a documentation comment.
fn joined(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

/// The schema of a record that is called `title` and has these fields and no others.
pub(crate) fn object(title: &str, about: &[&str], fields: Vec<Field>) -> Value {
    let mut required = Vec::new();
    let mut properties = Map::new();
    for Field { name, about, required: is_required, default, seen, past, example, mut schema } in fields {
        if is_required {
            required.push(name);
        }
        if let Some(property) = schema.as_object_mut() {
            property.insert("description".to_owned(), joined(about).into());
            let texts = [("x-default", default), ("x-seen", seen), ("x-past", past.map(|past| past.word))];
            property.extend(texts.into_iter().filter_map(|(key, text)| Some((key.to_owned(), text?.into()))));
            if let Some(example) = example {
                property.insert("examples".to_owned(), json!([example]));
            }
        }
        properties.insert(name.to_owned(), schema);
    }
    let mut schema = json!({
        "type": "object",
        "title": title,
        "description": joined(about),
        "additionalProperties": false,
        "properties": properties,
    });
    if let (Some(object), false) = (schema.as_object_mut(), required.is_empty()) {
        object.insert("required".to_owned(), required.into());
    }
    schema
}

/// A mark of a field, if it has it.
macro_rules! mark {
    () => {
        None
    };
    ($text:literal) => {
        Some($text)
    };
}
pub(crate) use mark;
