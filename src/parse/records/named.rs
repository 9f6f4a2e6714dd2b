//! Things that a site declares by an id and perhaps a name: stages, forums, organizations, goals, regions.

use serde::Serialize;
use serde_json::{Value, json};

use crate::parse::decode::{Decode, Decoder, record};
use crate::parse::values::{Id, Slug, Text};
use crate::parse::yaml::{Kind, Node};
use crate::source::Span;

/// A declared id and the name that readers see.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// What records write.
    pub id: String,
    /// What readers see; the id with a capital letter and spaces when no name is given.
    pub name: String,
    /// A sentence of inline Markdown.
    pub description: Option<String>,
    /// The person who answers for it, as a slug.
    pub owner: Option<String>,
    /// Where the owner stands in the file.
    #[serde(skip)]
    pub owner_at: Span,
}

record! {
    /// The long form of a declaration.
    struct NamedRecord: "declaration" {
        /// What records write.
        need id: Id,
        /// What readers see.
        may name: Text<120>,
        /// A sentence of inline Markdown.
        may description: Text<400>,
        /// The person who answers for it.
        may owner: Slug,
    }
}

impl Named {
    /// A declaration by its id alone.
    #[must_use]
    pub fn from_id(id: &str) -> Self {
        Self { id: id.to_owned(), name: humanise(id), description: None, owner: None, owner_at: Span::default() }
    }
}

/// `steering-committee` → `Steering committee`; names that already have capitals or spaces stay.
fn humanise(id: &str) -> String {
    if id.contains(|c: char| c.is_uppercase() || c == ' ') {
        return id.to_owned();
    }
    let spaced = id.replace(['-', '_'], " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl Decode for Named {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        match &node.kind {
            Kind::Map(_) => {
                let record = NamedRecord::decode(node, to)?;
                let id = record.id?.value.0;
                let name = record.name.map_or_else(|| humanise(&id), |name| name.value.0);
                let description = record.description.map(|text| text.value.0);
                let owner_at = record.owner.as_ref().map_or_else(Span::default, |owner| owner.span);
                Some(Self { id, name, description, owner: record.owner.map(|owner| owner.value.0), owner_at })
            }
            _ => Id::decode(node, to).map(|id| Self::from_id(&id)),
        }
    }

    fn schema() -> Value {
        json!({ "anyOf": [Id::schema(), NamedRecord::schema()] })
    }
}

#[cfg(test)]
mod tests {
    use super::humanise;

    #[test]
    fn an_id_reads_as_a_name() {
        assert_eq!(humanise("steering-committee"), "Steering committee");
        assert_eq!(humanise("EMEA"), "EMEA");
        assert_eq!(humanise("Customer success"), "Customer success");
    }
}
