//! JSON Schema (draft 2020-12) of a declared record.
//!
//! Beside what a validator reads, a schema holds what an editor shows and what `docs/records.md` and `docs/settings.md`
//! are made of: `title` is the noun of a record or a type, `examples` has an example of a type, `x-default` says in
//! words what holds when a field is absent, `x-seen` who sees it where that differs from who sees the record.

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
    /// An example of its value, in place of that of its type.
    pub example: Option<&'static str>,
    /// The schema of its values.
    pub schema: Value,
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
    for Field { name, about, required: is_required, default, seen, example, mut schema } in fields {
        if is_required {
            required.push(name);
        }
        if let Some(property) = schema.as_object_mut() {
            property.insert("description".to_owned(), joined(about).into());
            let texts = [("x-default", default), ("x-seen", seen)];
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
