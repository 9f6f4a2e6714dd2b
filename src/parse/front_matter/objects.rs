//! Front matter in languages whose readers give values without positions: TOML and JSON.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::{FrontMatter, bad, field};
use crate::diagnostics::Diagnostic;
use crate::parse::publication::Publication;
use crate::parse::yaml::{Key, Node, NodeKind};
use crate::source::{SourcePath, Span};

/// Reads front matter in TOML.
pub(super) fn toml(file: &SourcePath, text: &str, range: Range<usize>) -> (FrontMatter, Vec<Diagnostic>) {
    let source = text.get(range.clone()).unwrap_or("");
    match source.parse::<toml::Table>() {
        Ok(table) => {
            let mut keys = Keys::new(file, source, range.start);
            table.iter().for_each(|(key, value)| keys.take(key, |span| of_toml(value, span)));
            keys.done()
        }
        Err(error) => {
            let at = error.span().unwrap_or(0..0);
            let span = Span::new(range.start + at.start, range.start + at.end);
            let finding = bad(file, span, format!("not valid TOML: {}", error.message()));
            unreadable(finding.hint("write `key = \"value\"` lines between two `+++` lines"))
        }
    }
}

/// Reads front matter that is a JSON object.
pub(super) fn json(file: &SourcePath, text: &str, range: Range<usize>) -> (FrontMatter, Vec<Diagnostic>) {
    let source = text.get(range.clone()).unwrap_or("");
    match serde_json::from_str::<Entries>(source) {
        Ok(Entries(object)) => {
            let mut keys = Keys::new(file, source, range.start);
            for (key, value) in &object {
                keys.take(key, |span| of_json(value, span));
            }
            keys.done()
        }
        Err(error) => unreadable(bad(file, Span::at(range.start), format!("not valid JSON: {error}"))),
    }
}

/// Front matter of which nothing can be read.
fn unreadable(finding: Diagnostic) -> (FrontMatter, Vec<Diagnostic>) {
    let publication = Publication { doubtful: true, ..Publication::default() };
    (FrontMatter { publication, ..FrontMatter::default() }, vec![finding])
}

/// Front matter in a language whose reader gives no positions.
struct Keys<'a> {
    front: FrontMatter,
    file: &'a SourcePath,
    places: HashMap<&'a str, usize>,
    start: usize,
    found: Vec<Diagnostic>,
}

impl<'a> Keys<'a> {
    fn new(file: &'a SourcePath, source: &'a str, start: usize) -> Self {
        Self { front: FrontMatter::default(), file, places: places(source), start, found: Vec::new() }
    }

    /// Takes over a key; the place where it is first named is near enough for the few values that can be wrong.
    fn take(&mut self, key: &str, node: impl FnOnce(Span) -> Node) {
        let start = self.start;
        let span = self.places.get(key).map_or(Span::at(start), |at| Span::new(start + at, start + at + key.len()));
        let node = node(span);
        field(&mut self.front, self.file, key, &node, &mut self.found);
    }

    fn done(self) -> (FrontMatter, Vec<Diagnostic>) {
        (self.front, self.found)
    }
}

/// Where each key that begins a line stands first. To search for every key in the whole text would cost the square of
/// their number.
fn places(source: &str) -> HashMap<&str, usize> {
    let mut places = HashMap::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        if let Some((before, _)) = line.split_once(['=', ':']) {
            let key = before.trim().trim_matches(['"', '\'', '{', ' ']);
            let inside = before.find(key).unwrap_or(0);
            places.entry(key).or_insert(at + inside);
        }
        at += line.len();
    }
    places
}

fn of_toml(value: &toml::Value, span: Span) -> Node {
    let scalar = |text: String| NodeKind::Scalar { text, plain: false };
    let kind = match value {
        toml::Value::String(text) => scalar(text.clone()),
        toml::Value::Integer(number) => scalar(number.to_string()),
        toml::Value::Boolean(truth) => scalar(truth.to_string()),
        toml::Value::Float(number) => scalar(number.to_string()),
        toml::Value::Datetime(at) => scalar(at.to_string()),
        toml::Value::Array(items) => NodeKind::List(items.iter().map(|item| of_toml(item, span)).collect()),
        toml::Value::Table(table) => {
            NodeKind::Map(table.iter().map(|(key, value)| (named(key, span), of_toml(value, span))).collect())
        }
    };
    Node { span, kind, cut: None }
}

fn named(key: &str, span: Span) -> Key {
    Key { text: key.to_owned(), span }
}

/// The entries of an object as they are written: a key that is given twice is there twice.
struct Entries(Vec<(String, serde_json::Value)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        from.deserialize_map(Reader)
    }
}

fn of_json(value: &serde_json::Value, span: Span) -> Node {
    use serde_json::Value;
    let scalar = |text: String| NodeKind::Scalar { text, plain: false };
    let kind = match value {
        Value::Null => NodeKind::Null,
        Value::Bool(truth) => scalar(truth.to_string()),
        Value::Number(number) => scalar(number.to_string()),
        Value::String(text) => scalar(text.clone()),
        Value::Array(items) => NodeKind::List(items.iter().map(|item| of_json(item, span)).collect()),
        Value::Object(object) => {
            NodeKind::Map(object.iter().map(|(key, value)| (named(key, span), of_json(value, span))).collect())
        }
    };
    Node { span, kind, cut: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_where_it_stands_first() {
        let toml = "x = \"slug\"\n\"owner\" = \"a\"\n  slug='b'\n[slug]\n";
        assert_eq!(places(toml), HashMap::from([("x", 0), ("owner", 12), ("slug", 27)]));
        assert_eq!(places("{\n  \"owner\": \"slug\",\n\"slug\": 1\n}\n"), HashMap::from([("owner", 5), ("slug", 22)]));
    }
}
