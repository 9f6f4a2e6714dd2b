//! What the configuration of another tool says for its pages: Hugo's `cascade`, Jekyll's `defaults` and `collections`.

use super::{CascadeRule, FrontMatter, FrontMatterLanguage, field, read};
use crate::parse::yaml::{self, Node, NodeKind};
use crate::source::SourcePath;

/// What a tool's configuration says for its pages.
#[derive(Debug, Default)]
pub struct Configured {
    /// Hugo: what pages take over from no section.
    pub cascade: Vec<CascadeRule>,
    /// Jekyll: what pages say unless they say otherwise.
    pub defaults: Vec<DefaultRule>,
    /// Jekyll: names of the collections that it publishes.
    pub collections: Vec<String>,
}

/// An entry of Jekyll's `defaults`.
#[derive(Debug)]
pub struct DefaultRule {
    /// The path below which it holds; empty for all.
    pub path: String,
    /// The collection for which it holds.
    pub collection: Option<String>,
    /// What is said.
    pub says: FrontMatter,
}

/// Reads the configuration `text`, whose language the ending of `file` tells; what cannot be read says nothing.
#[must_use]
pub fn configured(file: &SourcePath, text: &str) -> Configured {
    let language = match file.as_str().rsplit_once('.').map(|(_, ending)| ending) {
        Some("toml") => FrontMatterLanguage::Toml,
        Some("json") => FrontMatterLanguage::Json,
        _ => FrontMatterLanguage::Yaml,
    };
    let (front, _) = read(file, text, language, 0..text.len());
    let mut configured = Configured { cascade: front.cascade, ..Configured::default() };
    if language != FrontMatterLanguage::Yaml {
        return configured;
    }
    let (root, _) = yaml::parse(file, text, 0..text.len());
    let Some(root) = root else { return configured };
    if let Some(NodeKind::List(entries)) = entry(&root, "defaults").map(|node| &node.kind) {
        configured.defaults.extend(entries.iter().filter_map(|entry| default_rule(file, entry)));
    }
    if let Some(NodeKind::Map(all)) = entry(&root, "collections").map(|node| &node.kind) {
        let published = all.iter().filter(|(_, says)| scalar(says, "output").as_deref() == Some("true"));
        configured.collections.extend(published.map(|(name, _)| name.text.clone()));
    }
    configured
}

/// All texts in what the key `name` of the configuration `text` holds, at any depth, in their order.
#[must_use]
pub fn texts_below(file: &SourcePath, text: &str, name: &str) -> Vec<String> {
    let (root, _) = yaml::parse(file, text, 0..text.len());
    let mut texts = Vec::new();
    let mut open: Vec<&Node> = root.as_ref().and_then(|root| entry(root, name)).into_iter().collect();
    while let Some(node) = open.pop() {
        match &node.kind {
            NodeKind::Scalar { text, .. } => texts.push(text.trim().to_owned()),
            NodeKind::List(items) => open.extend(items.iter().rev()),
            NodeKind::Map(entries) => open.extend(entries.iter().rev().map(|(_, value)| value)),
            NodeKind::Null => {}
        }
    }
    texts
}

fn default_rule(file: &SourcePath, node: &Node) -> Option<DefaultRule> {
    let NodeKind::Map(values) = &entry(node, "values")?.kind else { return None };
    let mut says = FrontMatter::default();
    for (key, value) in values {
        field(&mut says, file, &key.text, value, &mut Vec::new());
    }
    let scope = |key: &str| entry(node, "scope").and_then(|scope| scalar(scope, key));
    Some(DefaultRule { path: scope("path").unwrap_or_default(), collection: scope("type"), says })
}

fn entry<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let NodeKind::Map(entries) = &node.kind else { return None };
    entries.iter().find(|(key, _)| key.text == name).map(|(_, value)| value)
}

fn scalar(node: &Node, name: &str) -> Option<String> {
    match &entry(node, name)?.kind {
        NodeKind::Scalar { text, .. } => Some(text.trim().to_owned()),
        NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tool_s_rules_are_read() {
        let text = "defaults:\n- scope: { path: a, type: posts }\n  values: { published: false }\n- values: 1\n\
                    collections:\n  x: { output: true }\n  y: { output: false }\ncascade: { draft: true }\n";
        let Configured { cascade, defaults, collections } = configured(&SourcePath::new("_config.yml"), text);
        assert!(cascade.iter().all(|rule| rule.says.publication.draft) && cascade.len() == 1);
        let defaults: Vec<_> =
            defaults.into_iter().map(|rule| (rule.path, rule.collection, rule.says.publication.draft)).collect();
        assert_eq!(defaults, [("a".to_owned(), Some("posts".to_owned()), true)]);
        assert_eq!(collections, ["x"]);
        assert!(configured(&SourcePath::new("x.toml"), "[").cascade.is_empty());
        let below = |text| texts_below(&SourcePath::new("a.yml"), text, "nav");
        assert_eq!(below("nav:\n- a\n- B: b\n- C:\n  - c\n  - D: d\nx: y\n"), ["a", "b", "c", "d"]);
        assert_eq!(below("x: y"), Vec::<String>::new());
    }
}
