//! Things that a site declares by an id and perhaps a name: stages, forums, organizations, goals, regions.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder};
use crate::parse::refs::{Named, humanise};
use crate::parse::schema::titled;
use crate::parse::values::{Id, Slug, Text};
use crate::parse::yaml::{Node, NodeKind};
use crate::source::Span;

record! {
    /// The long form of a declaration.
    struct NamedRecord: "declaration" {
        /// What records write.
        need id: Id [example = "steering-committee"],
        /// What readers see.
        may name: Text<120> [default = "the id with a capital letter"] [example = "Steering committee"],
        /// A sentence of inline Markdown.
        may description: Text<400> [example = "Meets every second Tuesday."],
        /// The person who answers for it.
        may owner: Slug,
        /// Ids that it had: records that have one of them mean this.
        many formerly: Id [example = "board"],
        /// Last day on which it is used. What is older keeps it.
        may until: Date,
    }
}

impl Decode for Named {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        match &node.kind {
            NodeKind::Map(_) => {
                let record = NamedRecord::decode(node, to)?;
                let id = record.id?.value.0;
                let name = record.name.map_or_else(|| humanise(&id), |name| name.value.0);
                let description = record.description.map(|text| text.value.0);
                let owner_at = record.owner.as_ref().map_or_else(Span::default, |owner| owner.span);
                let formerly = record.formerly.into_iter().map(|id| id.0).collect();
                let until = record.until.map(|until| until.value);
                let owner = record.owner.map(|owner| owner.value.0);
                Some(Self { id, name, description, owner, owner_at, formerly, until })
            }
            _ => Id::decode(node, to).map(|id| Self::from_id(&id)),
        }
    }

    fn schema() -> Value {
        titled(json!({ "anyOf": [Id::schema(), NamedRecord::schema()] }), "id, or a declaration", "steering-committee")
    }
}
