//! YAML text → a tree of nodes with spans: the only user of the YAML crate.
//!
//! A generic tree, and not `serde`, because `serde` stops at a file's first structural fault and forgets how a scalar
//! was written, while a report must hold every fault at once and must tell `"NO"` from `NO`
//! (`docs/decisions/0001-yaml-tree.md`). Deliberately absent: typed values (`decode`), anchors, aliases, merge keys and
//! tags, which records do not use; refusing them makes alias bombs impossible.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, Options, Parser, ScalarStyle};

use super::{numbers, slips};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::source::{SourcePath, Span};

/// Deepest nesting of lists and mappings that is read. The data contract needs six levels.
pub const MAX_DEPTH: usize = 32;

/// Largest record in bytes that is read; a year of a large program's risk log is a tenth of it.
pub const MAX_BYTES: usize = 1 << 20;

/// Most faults of one file that are reported. Nobody mends more before the next run, and a file made of nothing else
/// costs no time.
pub const MAX_FAULTS: usize = 200;

/// Entries of a mapping from which on its keys are looked up in an index: below it, looking along the list is quicker.
const INDEXED: usize = 64;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value's bytes in the file, without indentation or comments.
    pub span: Span,
    /// The value.
    pub kind: NodeKind,
    /// What stands behind the value as a comment, and looks like a part of it.
    pub cut: Option<Box<Cut>>,
}

/// Text behind a value without quotes that is a comment, since `#` begins it, and hardly meant as one: no blank follows
/// the `#`.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// Where it stands, from the `#` on.
    pub at: Span,
    /// The value with it, as it is written.
    pub whole: String,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar as written, after escapes and folding.
    Scalar {
        /// The text.
        text: String,
        /// Whether it was written without quotes, so that other YAML readers may see a number or a boolean in it.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order of the file; keys are unique.
    Map(Vec<(Key, Node)>),
}

/// A mapping's key.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The key's text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl NodeKind {
    /// What the value is, in words for a message.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Scalar { plain: true, text } if is_bool(text) => "a boolean",
            Self::Scalar { plain: true, text } if is_number(text) => "a number",
            Self::Scalar { .. } => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }
}

/// Whether a plain scalar is a boolean to a YAML 1.2 core reader.
pub(super) fn is_bool(text: &str) -> bool {
    matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE")
}

/// Whether a plain scalar is a boolean to a YAML 1.1 reader and text to a YAML 1.2 one: the words that must be quoted.
pub(super) fn is_old_bool(text: &str) -> bool {
    ["y", "n", "yes", "no", "on", "off"].iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whether a plain scalar is a number to a YAML 1.2 core reader.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+']);
    let starts = digits.starts_with(|c: char| c.is_ascii_digit())
        || digits.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    starts && (text.parse::<f64>().is_ok() || ["0x", "0o"].iter().any(|prefix| digits.starts_with(prefix)))
}

/// Whether HTML and XML have no place for a character: a control character, or none at all (HTML standard,
/// "preprocessing the input stream"; XML 1.0, section 2.2).
fn is_unprintable(c: char) -> bool {
    matches!(c, '\u{fffe}' | '\u{ffff}') || (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
}

/// Parses `source[range]` as one YAML document; spans are offsets into `source`.
///
/// Returns `None`, with a finding, when there is no tree to work on. A repeated key, an anchor or a tag is a finding
/// too, and the tree goes on without it.
#[must_use]
pub fn parse(file: &SourcePath, source: &str, range: std::ops::Range<usize>) -> (Option<Node>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let whole = Span::new(range.start, range.start);
    let text = source.get(range.clone()).unwrap_or("");
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = text.get(bom..).unwrap_or("");
    if text.len() > MAX_BYTES {
        let message = format!("record of {} bytes is larger than {MAX_BYTES}", text.len());
        found.push(
            Diagnostic::new(&registry::TOO_DEEP, Place::new(file, whole), message)
                .hint("split it, or move prose to a Markdown page"),
        );
        return (None, found);
    }
    let mut builder = Builder { file, text, base: range.start + bom, found, stack: Vec::new(), root: None };
    builder.run();
    let Builder { root, found, .. } = builder;
    (root, found)
}

struct Builder<'a> {
    file: &'a SourcePath,
    text: &'a str,
    base: usize,
    found: Vec<Diagnostic>,
    stack: Vec<OpenNode>,
    root: Option<Node>,
}

/// A list or mapping whose end has not come yet.
struct OpenNode {
    start: usize,
    entries: Entries,
}

enum Entries {
    List(Vec<Node>),
    Map { done: Vec<(Key, Node)>, key: Option<Key>, index: HashMap<String, usize> },
}

/// The entry of `done` with this key. `index` holds every key once there are many.
fn first_of<'e>(done: &'e [(Key, Node)], index: &HashMap<String, usize>, key: &str) -> Option<&'e Key> {
    let at = if done.len() < INDEXED {
        done.iter().position(|(other, _)| other.text == key)
    } else {
        index.get(key).copied()
    };
    at.and_then(|at| done.get(at)).map(|(key, _)| key)
}

impl Builder<'_> {
    fn run(&mut self) {
        let mut options = Options::default();
        options.flow_nesting_limit = MAX_DEPTH;
        options.block_nesting_limit = MAX_DEPTH;
        options.set_emit_comments(false);
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => return self.syntax(&error),
            };
            let bytes = span.byte_range().unwrap_or(0..0);
            let span = Span::new(self.base + bytes.start, self.base + bytes.end);
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        let finding = Diagnostic::new(
                            &registry::SEVERAL_DOCUMENTS,
                            Place::new(self.file, span),
                            "a second YAML document starts here",
                        );
                        self.found.push(finding.hint("remove the `---`, or move what follows to a file of its own"));
                        return;
                    }
                }
                Event::Scalar(value, style, anchor, tag) => {
                    self.refuse(span, anchor, tag.is_some());
                    self.scalar(value, style, span);
                }
                Event::SequenceStart(_, anchor, tag) => {
                    self.refuse(span, anchor, tag.is_some());
                    self.open(span, Entries::List(Vec::new()));
                }
                Event::MappingStart(_, anchor, tag) => {
                    self.refuse(span, anchor, tag.is_some());
                    self.open(span, Entries::Map { done: Vec::new(), key: None, index: HashMap::new() });
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(span),
                Event::Alias(_) | Event::UnresolvedAlias(_) => {
                    self.feature(span, "aliases are not read in records");
                    self.node(Node { span, kind: NodeKind::Null, cut: None });
                }
                _ => {}
            }
            if self.found.len() >= MAX_FAULTS {
                self.root = None;
                return;
            }
            if self.stack.len() > MAX_DEPTH {
                let finding = Diagnostic::new(
                    &registry::TOO_DEEP,
                    Place::new(self.file, span),
                    format!("nested more than {MAX_DEPTH} levels deep"),
                );
                self.found.push(finding);
                self.root = None;
                return;
            }
        }
    }

    fn syntax(&mut self, error: &granit_parser::ScanError) {
        self.root = None;
        let at = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let message = error.info();
        let deep = message.contains("nest") || message.contains("recursion") || message.contains("depth");
        if !deep && let Some(slip) = slips::find(self.text, at) {
            let place = Place::new(self.file, Span::new(self.base + slip.at.start, self.base + slip.at.end));
            self.found.push(Diagnostic::new(&registry::YAML_SYNTAX, place, slip.message).hint(slip.hint));
            return;
        }
        let rule = if deep { &registry::TOO_DEEP } else { &registry::YAML_SYNTAX };
        let message = format!("not valid YAML: {}", message.trim_end_matches('.'));
        let hint = "compare the indentation with the line above; quote text that contains `: ` or ` #` or begins with one of `@*&!%[{`";
        self.found.push(Diagnostic::new(rule, Place::new(self.file, Span::at(self.base + at)), message).hint(hint));
    }

    fn refuse(&mut self, span: Span, anchor: usize, tagged: bool) {
        if anchor != 0 {
            self.feature(span, "anchors are not read in records");
        }
        if tagged {
            self.feature(span, "tags are not read in records");
        }
    }

    fn feature(&mut self, span: Span, message: &str) {
        self.found.push(
            Diagnostic::new(&registry::YAML_FEATURE, Place::new(self.file, span), message)
                .hint("write the value out; text that begins with `&`, `*` or `!` needs quotes"),
        );
    }

    fn scalar(&mut self, value: Cow<'_, str>, style: ScalarStyle, span: Span) {
        let plain = style == ScalarStyle::Plain;
        if let Some(control) = value.chars().find(|c| is_unprintable(*c)) {
            let message = format!("text holds the character U+{:04X}, which no page can show", u32::from(control));
            self.found
                .push(Diagnostic::new(&registry::WRONG_TYPE, Place::new(self.file, span), message).hint("take it out"));
        }
        if let Some(OpenNode { entries: Entries::Map { key: key @ None, .. }, .. }) = self.stack.last_mut() {
            *key = Some(Key { text: value.into_owned(), span });
            return;
        }
        let null = plain && matches!(&*value, "" | "~" | "null" | "Null" | "NULL");
        let kind = if null { NodeKind::Null } else { NodeKind::Scalar { text: value.into_owned(), plain } };
        let cut = if plain { self.cut(span) } else { None };
        self.node(Node { span, kind, cut });
    }

    /// What the comment behind a value hides that looks like a part of the value.
    fn cut(&self, value: Span) -> Option<Box<Cut>> {
        let (start, end) = (value.start as usize - self.base, value.end as usize - self.base);
        let rest = self.text.get(end..)?;
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let mut comment = rest.get(blanks..)?.chars();
        if blanks == 0 || comment.next() != Some('#') || !comment.next().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let line = rest.lines().next().unwrap_or("").trim_end();
        let at = Span::new(self.base + end + blanks, self.base + end + line.len());
        Some(Box::new(Cut { at, whole: self.text.get(start..end + line.len())?.trim_start().to_owned() }))
    }

    fn open(&mut self, span: Span, entries: Entries) {
        if let Some(OpenNode { entries: Entries::Map { key: key @ None, .. }, .. }) = self.stack.last_mut() {
            // A list or mapping as a key: keep the tree's shape with a key that no record knows.
            *key = Some(Key { text: "?".to_owned(), span });
            self.found.push(Diagnostic::new(&registry::WRONG_TYPE, Place::new(self.file, span), "a key must be text"));
        }
        self.stack.push(OpenNode { start: span.start as usize, entries });
    }

    fn close(&mut self, span: Span) {
        let Some(OpenNode { start, entries }) = self.stack.pop() else { return };
        let kind = match entries {
            Entries::List(items) => NodeKind::List(items),
            Entries::Map { done, .. } => NodeKind::Map(done),
        };
        self.node(Node { span: Span::new(start, span.end as usize), kind, cut: None });
    }

    /// What the comment behind a key hides that has no value.
    fn value_hidden(&self, value: &Node) -> Option<Box<Cut>> {
        let Some(OpenNode { entries: Entries::Map { key: Some(key), .. }, .. }) = self.stack.last() else {
            return None;
        };
        if value.kind != NodeKind::Null || value.span.start != value.span.end {
            return None;
        }
        let end = key.span.end as usize + 1;
        self.cut(Span::new(end, end))
    }

    fn node(&mut self, node: Node) {
        let hidden = self.value_hidden(&node);
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(OpenNode { entries: Entries::List(items), .. }) => items.push(node),
            Some(OpenNode { entries: Entries::Map { done, key, index }, .. }) => {
                let Some(key) = key.take() else { return };
                let absent = node.kind == NodeKind::Null && node.span.start == node.span.end;
                if absent
                    && let Some((_, Node { span, kind: NodeKind::Scalar { text, plain: true }, cut: None })) =
                        done.last_mut()
                    && span.end + 1 == key.span.start
                    && numbers::is_group(text, &key.text)
                {
                    // `1,850,000` in braces: the commas are meant as a part of the number.
                    text.push(',');
                    text.push_str(&key.text);
                    span.end = key.span.end;
                    return;
                }
                if key.text == "<<" {
                    let place = Place::new(self.file, key.span);
                    self.found.push(
                        Diagnostic::new(&registry::YAML_FEATURE, place, "merge keys are not read in records")
                            .hint("write the fields out"),
                    );
                } else if let Some(first) = first_of(done, index, &key.text) {
                    let finding = Diagnostic::new(
                        &registry::DUPLICATE_KEY,
                        Place::new(self.file, key.span),
                        format!("`{}` is given twice", key.text),
                    );
                    let first = Place::new(self.file, first.span);
                    self.found.push(finding.hint("keep one of the two").related(first, "first given here"));
                } else {
                    // A value that is not there has no place of its own: its finding belongs to the key.
                    let span = if absent { key.span } else { node.span };
                    let cut = if absent { hidden } else { node.cut };
                    done.push((key, Node { span, kind: node.kind, cut }));
                    if done.len() == INDEXED {
                        index.extend(done.iter().enumerate().map(|(at, (key, _))| (key.text.clone(), at)));
                    } else if done.len() > INDEXED
                        && let Some((key, _)) = done.last()
                    {
                        index.insert(key.text.clone(), done.len() - 1);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        parse(&SourcePath::new("x.yaml"), text, 0..text.len()).1.iter().map(|finding| finding.rule.code).collect()
    }

    #[test]
    fn scalars_keep_their_text_and_their_quotes() {
        let text = "a: NO\nb: \"NO\"\nc: 1.10\nd:\n";
        let (node, found) = parse(&SourcePath::new("x.yaml"), text, 0..text.len());
        assert_eq!(found, []);
        let Some(Node { kind: NodeKind::Map(entries), .. }) = node else { panic!("no mapping") };
        let kinds: Vec<_> = entries.iter().map(|(key, node)| (key.text.as_str(), node.kind.clone())).collect();
        let scalar = |text: &str, plain| NodeKind::Scalar { text: text.to_owned(), plain };
        assert_eq!(
            kinds,
            [("a", scalar("NO", true)), ("b", scalar("NO", false)), ("c", scalar("1.10", true)), ("d", NodeKind::Null)]
        );
        assert_eq!(entries.get(1).map(|(_, node)| &text[node.span.range()]), Some("\"NO\""));
    }

    #[test]
    fn spans_count_from_the_start_of_the_file() {
        let text = "---\nname: x\n---\nbody";
        let (node, _) = parse(&SourcePath::new("x.md"), text, 4..12);
        let Some(Node { kind: NodeKind::Map(entries), .. }) = node else { panic!("no mapping") };
        assert_eq!(
            entries.first().map(|(key, node)| (&text[key.span.range()], &text[node.span.range()])),
            Some(("name", "x"))
        );
    }

    #[test]
    fn every_repeated_key_is_found_and_the_first_kept() {
        assert_eq!(codes("a: 1\nb: 2\na: 3\nb: 4\n"), ["PMO-E0102", "PMO-E0102"]);
        assert_eq!(codes("a: {x: 1}\nb: {x: 1}\n"), [] as [&str; 0]);
    }

    #[test]
    fn aliases_tags_and_merge_keys_are_refused() {
        assert_eq!(codes("a: &x 1\nb: *x\n"), ["PMO-E0108", "PMO-E0108"]);
        assert_eq!(codes("a: !!python/object/apply 1\n"), ["PMO-E0108"]);
        assert_eq!(codes("<<: {a: 1}\n"), ["PMO-E0108"]);
        assert_eq!(codes("a: \"&x *x !y <<\"\n"), [] as [&str; 0]);
    }

    #[test]
    fn bombs_are_refused() {
        assert_eq!(codes(&"[".repeat(200_000)), ["PMO-E0109"]);
        assert_eq!(codes(&"{a: ".repeat(50_000)), ["PMO-E0109"]);
        assert_eq!(codes(&"- ".repeat(3_000)), ["PMO-E0109"]);
        assert_eq!(codes(&format!("{}1{}", "[".repeat(20), "]".repeat(20))), [] as [&str; 0]);
    }

    #[test]
    fn a_second_document_and_broken_syntax_have_their_own_codes() {
        assert_eq!(codes("a: 1\n---\nb: 2\n"), ["PMO-E0112"]);
        assert_eq!(codes("a: [1\nb: 2\n"), ["PMO-E0101"]);
        assert_eq!(codes("\u{feff}a: 1\nb: 2\n"), [] as [&str; 0]);
    }
}
