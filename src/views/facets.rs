//! What a row of a register can be filtered by, as the page's script reads it.

use serde::ser::{Serialize, Serializer};

use crate::invariant::invariant;

/// The facets of one row: each facet's name with the values that hold for the row, each as its key in an address and
/// its text. Written as a JSON object, `{"Health": [["green", "On track"]]}`, in the order in which facets are added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets(Vec<(&'static str, Vec<(String, String)>)>);

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
        name: &'static str,
        values: impl IntoIterator<Item = (K, T)>,
    ) -> Self {
        self.0.push((name, values.into_iter().map(|(key, text)| (key.into(), text.into())).collect()));
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
    use super::*;

    #[test]
    fn facets_keep_their_order_and_a_facet_without_a_value_stays_empty() {
        let facets = Facets::new().with("Health", [("green", "On track")]).with("Area", Vec::<(String, String)>::new());
        assert_eq!(facets.json(), r#"{"Health":[["green","On track"]],"Area":[]}"#);
    }
}
