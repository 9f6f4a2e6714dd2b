//! A JSON document: the head that all have in common, and where it and its schema lie.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use crate::artifact::Artifact;
use crate::feeds::address::address;
use crate::feeds::published::published;
use crate::feeds::shape::{Address, Shape, merged};
use crate::feeds::{GENERATOR, file};
use crate::invariant::invariant;
use crate::snapshot::Snapshot;

published! {
    /// What every document begins with.
    pub struct DocumentHead {
        /// Where the schema of this document lies.
        schema: Address,
        /// The day of the newest record that the document tells of, and of `index` the day that the site speaks for;
        /// null where nothing has a date.
        as_of: Option<Date>,
        /// What wrote the document.
        generator: &'static str,
    }
}

/// A document of the API.
#[derive(Clone, Debug, Serialize)]
struct ApiDocument<'a, T: Serialize> {
    #[serde(flatten)]
    head: DocumentHead,
    #[serde(flatten)]
    body: &'a T,
}

/// The document `name` (`programs`, `programs/tenant-migration`), whose schema is `schema` (`programs`, `program`).
pub(super) fn document<T: Shape>(
    cx: &Snapshot<'_>,
    (name, schema): (&str, &str),
    as_of: Option<Date>,
    body: &T,
) -> Option<Artifact> {
    let head = DocumentHead { schema: address(cx, &schema_url(schema)), as_of, generator: GENERATOR };
    let document = ApiDocument { head, body };
    file(
        format!("api/v1/{name}.json"),
        invariant(serde_json::to_vec(&document), "what is published in JSON can be written"),
    )
}

/// The schema of the documents whose body is a `T`.
pub(super) fn schema<T: Shape>(title: &str) -> Value {
    let mut schema = merged(&[DocumentHead::shape(), T::shape()]);
    if let Some(object) = schema.as_object_mut() {
        object.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
        object.insert("title".to_owned(), title.into());
    }
    schema
}

/// The address of a schema below the site's root.
pub(super) fn schema_url(schema: &str) -> String {
    format!("/api/v1/schema/{schema}.json")
}
