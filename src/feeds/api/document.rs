//! A JSON document: the head that all have in common, and where it and its schema lie.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

use crate::artifact::Artifact;
use crate::feeds::address::address;
use crate::feeds::shape::{Address, Shape, described};
use crate::feeds::{GENERATOR, file};
use crate::views::Cx;

/// A document of the API.
#[derive(Clone, Debug, Serialize)]
struct Document<'a, T: Serialize> {
    schema: Address,
    as_of: Date,
    generator: &'static str,
    #[serde(flatten)]
    body: &'a T,
}

/// The document `name` (`programs`, `programs/tenant-migration`), whose schema is `schema` (`programs`, `program`).
pub(super) fn document<T: Shape>(cx: &Cx<'_>, name: &str, schema: &str, body: &T) -> Option<Artifact> {
    let document = Document { schema: address(cx, &schema_url(schema)), as_of: cx.model.as_of, generator: GENERATOR, body };
    file(format!("api/v1/{name}.json"), serde_json::to_vec(&document).ok()?)
}

/// The schema of the documents whose body is a `T`.
pub(super) fn schema<T: Shape>(title: &str) -> Value {
    let body = T::shape();
    let mut properties = serde_json::Map::new();
    properties.insert("schema".to_owned(), described(Address::shape(), &["Where the schema of this document lies."]));
    properties.insert("as_of".to_owned(), described(Date::shape(), &["The day that everything is stated for."]));
    properties.insert("generator".to_owned(), described(String::shape(), &["What wrote the document."]));
    let mut required = vec![json!("schema"), json!("as_of"), json!("generator")];
    properties.extend(body["properties"].as_object().cloned().unwrap_or_default());
    required.extend(body["required"].as_array().cloned().unwrap_or_default());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": body["description"],
        "type": "object",
        "properties": properties,
        "required": required,
    })
}

/// The address of a schema below the site's root.
pub(super) fn schema_url(schema: &str) -> String {
    format!("/api/v1/schema/{schema}.json")
}
