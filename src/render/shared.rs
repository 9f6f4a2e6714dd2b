//! Parts of views that many pages print.

use std::cmp::Ordering;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::Value;

/// A part of a view that many pages print, converted for the templates once.
///
/// Serialized into a template's context it costs a counter instead of a copy of every string in it: a handbook of
/// thousands of pages prints each link of its navigation some forty times.
#[derive(Debug)]
pub struct Converted<T> {
    own: Arc<T>,
    value: Value,
}

impl<T> Clone for Converted<T> {
    fn clone(&self) -> Self {
        Self { own: Arc::clone(&self.own), value: self.value.clone() }
    }
}

// What the templates see follows from what it stands for, which alone is compared.
impl<T: PartialEq> PartialEq for Converted<T> {
    fn eq(&self, other: &Self) -> bool {
        self.own == other.own
    }
}

impl<T: Eq> Eq for Converted<T> {}

impl<T: Ord> PartialOrd for Converted<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Ord> Ord for Converted<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.own.cmp(&other.own)
    }
}

impl<T: Serialize> Converted<T> {
    /// Converts `own`. A type whose serialization fails becomes an empty value, as if it had no field.
    #[must_use]
    pub fn new(own: T) -> Self {
        Self::of(Arc::new(own))
    }

    /// Converts what others hold too.
    #[must_use]
    pub fn of(own: Arc<T>) -> Self {
        let value = Value::try_from_serializable(&*own).unwrap_or_else(|_| Value::none());
        Self { own, value }
    }

    /// The same with `html` as one more field for the templates.
    pub(super) fn with_html(mut self, html: &str) -> Self {
        if let Some(mut fields) = self.value.clone().into_map() {
            fields.insert("html".into(), Value::safe_string(html));
            self.value = fields.into();
        }
        self
    }

    /// What the templates see.
    pub(super) fn value(&self) -> &Value {
        &self.value
    }
}

impl<T> Deref for Converted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.own
    }
}

impl<T> Serialize for Converted<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_part_is_what_it_stands_for() -> Result<(), Box<dyn std::error::Error>> {
        let shared = Converted::new(vec!["a", "b"]);
        assert_eq!(shared.len(), 2);
        assert_eq!(serde_json::to_string(&shared)?, r#"["a","b"]"#);
        assert_eq!(Value::try_from_serializable(&(&shared, 1))?, Value::try_from_serializable(&(vec!["a", "b"], 1))?);
        Ok(())
    }
}
