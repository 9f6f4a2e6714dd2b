//! A text with a record in it, and its comments.

use std::ops::Range;

use super::super::front_matter::{self, FrontMatterLanguage};
use super::super::yaml::{self, Node, NodeKind};
use crate::source::SourcePath;

/// A text and the record in it.
pub(super) struct Document<'a> {
    /// All of it.
    pub(super) text: &'a str,
    /// The record's part of the text: all of a YAML file, the front matter of a page or an update.
    pub(super) range: Range<usize>,
    /// The record.
    pub(super) root: Node,
    /// How much is wrong with it as YAML.
    pub(super) faults: usize,
}

impl<'a> Document<'a> {
    /// Reads a text; `None` when there is nothing to work on.
    pub(super) fn read(file: &SourcePath, text: &'a str) -> Option<Self> {
        let range = if matches!(file.extension(), "yaml" | "yml") {
            0..text.len()
        } else {
            let (split, _) = front_matter::split(file, text);
            let (language, range) = split.front?;
            (language == FrontMatterLanguage::Yaml).then_some(range)?
        };
        let (root, found) = yaml::parse(file, text, range.clone());
        Some(Self { text, range, root: root?, faults: found.len() })
    }

    /// Every comment, in order: what stands behind a `#` outside of keys and values.
    pub(super) fn comments(&self) -> Vec<&'a str> {
        let mut spans = Vec::new();
        leaves(&self.root, &mut spans);
        let mut comments = Vec::new();
        let mut at = self.range.start;
        let ends = spans.iter().map(|span| (span.start, span.end)).chain([(self.range.end, self.range.end)]);
        for (start, end) in ends {
            while let Some(found) = self.text.get(at..start).and_then(|gap| gap.find('#')) {
                let comment = self.text.get(at + found..self.range.end).unwrap_or("");
                let comment = comment.split('\n').next().unwrap_or("");
                at += found + comment.len();
                comments.push(comment.trim_end());
            }
            at = at.max(end);
        }
        comments
    }
}

/// The places of all keys and scalars, in order.
fn leaves(node: &Node, found: &mut Vec<Range<usize>>) {
    match &node.kind {
        NodeKind::Null | NodeKind::Scalar { .. } => found.push(node.span.range()),
        NodeKind::List(items) => items.iter().for_each(|item| leaves(item, found)),
        NodeKind::Map(entries) => {
            for (key, value) in entries {
                found.push(key.span.range());
                leaves(value, found);
            }
        }
    }
}
