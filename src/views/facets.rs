//! What a row of a register can be filtered by, as the page's script reads it.

use serde::ser::{Serialize, Serializer};

use crate::invariant::invariant;
use crate::parse::records::OwnEntry;
use crate::views::own::own_text;

/// The facets of one row: each facet's name with the values that hold for the row, each as its key in an address and
/// its text. Written as a JSON object, `{"Health": [["green", "On track"]]}`, in the order in which facets are added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets(Vec<(String, Vec<(String, String)>)>);

impl Facets {
    /// A row that no facet tells from another.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same row with the facet `name`; of a facet without a value the row has none.
    #[must_use]
    pub fn with<K: Into<String>, T: Into<String>>(
        mut self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = (K, T)>,
    ) -> Self {
        self.0.push((name.into(), values.into_iter().map(|(key, text)| (key.into(), text.into())).collect()));
        self
    }

    /// The same row with a facet for each of the site's own fields that asks for one. An address tells a row from all
    /// others and is none; neither is a field that has the name of a facet.
    #[must_use]
    pub fn with_own(mut self, entries: &[OwnEntry]) -> Self {
        for entry in entries.iter().filter(|entry| entry.field.filter) {
            let Some(text) = own_text(&entry.value) else { continue };
            if !self.0.iter().any(|(name, _)| name.eq_ignore_ascii_case(&entry.field.name)) {
                self = self.with(entry.field.name.clone(), [(text.clone(), text)]);
            }
        }
        self
    }

    /// The facets as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        // Strings alone cannot fail to be written.
        invariant(serde_json::to_string(self), "facets can be written as JSON")
    }
}

impl Serialize for Facets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, values)| (name, values)))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::parse::records::{FieldHolder, FieldType, OwnField, OwnValue, Visibility};

    fn own(name: &str, filter: bool, value: OwnValue) -> OwnEntry {
        let (on, of_type) = (FieldHolder::Program, FieldType::Text);
        let (id, name, visibility) = (name.to_lowercase(), name.to_owned(), Visibility::Public);
        OwnEntry { field: Arc::new(OwnField { id, name, on, of_type, choices: Vec::new(), visibility, filter }), value }
    }

    #[test]
    fn own_fields_are_facets_where_they_ask_for_it() {
        let text = |text: &str| OwnValue::Text(text.to_owned());
        let entries = [
            own("Size", true, text("large")),
            own("Note", false, text("x")),
            own("Points", true, OwnValue::Number(12.5)),
            own("AREA", true, text("y")),
        ];
        let facets = Facets::new().with("Area", [("a", "A")]).with_own(&entries);
        assert_eq!(facets.json(), r#"{"Area":[["a","A"]],"Size":[["large","large"]],"Points":[["12.5","12.5"]]}"#);
    }

    #[test]
    fn facets_keep_their_order_and_a_facet_without_a_value_stays_empty() {
        let facets = Facets::new().with("Health", [("green", "On track")]).with("Area", Vec::<(String, String)>::new());
        assert_eq!(facets.json(), r#"{"Health":[["green","On track"]],"Area":[]}"#);
    }
}
