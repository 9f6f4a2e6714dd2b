//! Where in a text an edit happens, and what is written there.

use std::ops::Range;

use super::super::yaml::{Key, Node, NodeKind};
use super::change::{Change, Edit};
use super::document::Document;
use super::step::Step;
use super::value::{Value, scalar};

/// Bytes to replace, and what with.
type Splice = (Range<usize>, String);

/// The splice that `edit` is; `None` where no layout that is known lets it through.
pub(super) fn splice(document: &Document<'_>, edit: &Edit) -> Option<Splice> {
    let (last, way) = edit.at.split_last()?;
    let parent = find(&document.root, way)?;
    let page = Page { text: document.text, range: document.range.clone(), root: &document.root };
    match (&edit.change, last, &parent.kind) {
        (Change::Set { value, after }, Step::Key(key), NodeKind::Map(entries)) => {
            match entries.iter().position(|(name, _)| name.text == *key) {
                Some(at) => page.replace(entries.get(at)?, value, parent),
                None => page.insert(parent, entries, key, value, after),
            }
        }
        (Change::Set { value, .. }, Step::Item(at), NodeKind::List(items)) => {
            let item = items.get(*at)?;
            Some((item.span.range().start..page.end_of(item), value.written()))
        }
        (Change::Remove, Step::Key(key), NodeKind::Map(entries)) => {
            page.remove(parent, entries, entries.iter().position(|(name, _)| name.text == *key)?)
        }
        (Change::Append(value), Step::Key(key), NodeKind::Map(entries)) => {
            match entries.iter().find(|(name, _)| name.text == *key) {
                Some(entry) => page.append(entry, parent, value),
                None => page.insert(parent, entries, key, &Value::List(vec![value.clone()]), &[]),
            }
        }
        _ => None,
    }
}

/// Where the value at `path` begins, or the last part of the way that is there.
pub(super) fn nearest(root: &Node, path: &[Step]) -> u32 {
    let mut way = path;
    loop {
        match (find(root, way), way.split_last()) {
            (Some(node), _) => return node.span.start,
            (None, Some((_, shorter))) => way = shorter,
            (None, None) => return 0,
        }
    }
}

fn find<'n>(node: &'n Node, path: &[Step]) -> Option<&'n Node> {
    let Some((step, rest)) = path.split_first() else { return Some(node) };
    match (step, &node.kind) {
        (Step::Key(key), NodeKind::Map(entries)) => {
            find(entries.iter().find(|(name, _)| name.text == *key).map(|(_, value)| value)?, rest)
        }
        (Step::Item(at), NodeKind::List(items)) => find(items.get(*at)?, rest),
        _ => None,
    }
}

/// The last entry whose key is one of `after`, or the last of all.
fn behind<'n>(entries: &'n [(Key, Node)], after: &[String]) -> Option<&'n (Key, Node)> {
    entries.iter().rfind(|(key, _)| after.contains(&key.text)).or(entries.last())
}

/// Whether an entry has no value, not even `~`: then the value has the place of its key.
fn is_absent(key: &Key, value: &Node) -> bool {
    value.kind == NodeKind::Null && value.span == key.span
}

/// A text with its record, asked about layout.
struct Page<'a> {
    text: &'a str,
    range: Range<usize>,
    root: &'a Node,
}

impl Page<'_> {
    /// Puts `value` in the place of an entry's value.
    fn replace(&self, (key, old): &(Key, Node), value: &Value, parent: &Node) -> Option<Splice> {
        if is_absent(key, old) {
            let colon = self.colon(key)?;
            return Some((colon..colon, format!(" {}", value.written())));
        }
        let end = self.end_of(old);
        let start = old.span.range().start;
        match (&old.kind, value) {
            // A list below its key stays one.
            (NodeKind::List(items), Value::List(new)) if !self.is_flow(old) && !new.is_empty() => {
                let dash = self.dash(old, items.first()?)?;
                let between = format!("{}{}- ", self.line_break(), " ".repeat(self.column(dash)?));
                let items: Vec<_> = new.iter().map(Value::written).collect();
                Some((dash..end, format!("- {}", items.join(&between))))
            }
            // What stands below its key makes room for what stands beside it.
            (NodeKind::List(_) | NodeKind::Map(_), _) if !self.is_flow(old) && !self.is_flow(parent) => {
                Some((self.colon(key)?..end, format!(" {}", value.written())))
            }
            // So does text that begins below its key, or behind a `|` that goes with it.
            (NodeKind::Scalar { .. }, _) if self.line_start(start) > key.span.range().start => {
                Some((self.colon(key)?..end, format!(" {}", value.written())))
            }
            _ => Some((start..end, value.written())),
        }
    }

    /// Puts a new entry behind the last one of `after`, or behind all.
    fn insert(
        &self,
        parent: &Node,
        entries: &[(Key, Node)],
        key: &str,
        value: &Value,
        after: &[String],
    ) -> Option<Splice> {
        let key = scalar(key);
        if self.is_flow(parent) {
            let Some(entry) = behind(entries, after) else {
                let open = parent.span.range().start + 1;
                let inside = self.text.get(open..parent.span.range().end)?.find('}')?;
                return Some((open..open + inside, format!(" {key}: {} ", value.written())));
            };
            let end = self.end_of_entry(entry)?;
            return Some((end..end, format!(", {key}: {}", value.written())));
        }
        let first = entries.first()?.0.span.range().start;
        let indent = self.column(first)?;
        let end = self.end_of_entry(behind(entries, after)?)?;
        let line = match value {
            Value::List(items) if matches!(items.first(), Some(Value::Map(_))) => {
                let mut lines = vec![format!("{key}:")];
                let deeper = " ".repeat(indent + self.list_indent());
                lines.extend(items.iter().map(|item| format!("{deeper}- {}", item.written())));
                lines.join(self.line_break())
            }
            value => format!("{key}: {}", value.written()),
        };
        Some(self.line_behind(end, &format!("{}{line}", " ".repeat(indent))))
    }

    /// Takes an entry out.
    fn remove(&self, parent: &Node, entries: &[(Key, Node)], at: usize) -> Option<Splice> {
        let entry = entries.get(at)?;
        let (start, end) = (entry.0.span.range().start, self.end_of_entry(entry)?);
        let next = entries.get(at + 1).map(|(key, _)| key.span.range().start);
        let before = at.checked_sub(1).and_then(|at| entries.get(at));
        if self.is_flow(parent) {
            return match (next, before) {
                (Some(next), _) => Some((start..next, String::new())),
                (None, Some(before)) => Some((self.end_of_entry(before)?..end, String::new())),
                (None, None) => Some((start..end, String::new())),
            };
        }
        let line = self.line_start(start);
        let stands_alone = self.text.get(line..start)?.chars().all(|c| matches!(c, ' ' | '\u{feff}'));
        if !stands_alone {
            return Some((start..next?, String::new()));
        }
        let line_end = self.line_end(end);
        // A comment behind the value may speak of more than the value: it stays, on a line of its own.
        match self.text.get(end..line_end)?.trim_start_matches([' ', '\t']) {
            rest if rest.starts_with('#') => Some((start..line_end - rest.len(), String::new())),
            _ => Some((
                start - self.text.get(line..start)?.trim_start_matches('\u{feff}').len()..line_end,
                String::new(),
            )),
        }
    }

    /// Puts `value` behind the last item of an entry's list.
    fn append(&self, entry: &(Key, Node), parent: &Node, value: &Value) -> Option<Splice> {
        let (key, list) = entry;
        let written = value.written();
        if is_absent(key, list) {
            if self.is_flow(parent) {
                let colon = self.colon(key)?;
                return Some((colon..colon, format!(" [{written}]")));
            }
            let indent = self.column(key.span.range().start)? + self.list_indent();
            return Some(self.line_behind(self.colon(key)?, &format!("{}- {written}", " ".repeat(indent))));
        }
        let items = match &list.kind {
            NodeKind::List(items) => items,
            NodeKind::Null => return Some((list.span.range(), format!("[{written}]"))),
            _ => return None,
        };
        let Some(item) = items.last() else { return Some((list.span.range(), format!("[{written}]"))) };
        let end = self.end_of(item);
        if self.is_flow(list) {
            let start = item.span.range().start;
            let line = self.line_start(start);
            let own_line = self.text.get(line..start)?.chars().all(|c| c == ' ') && line > list.span.range().start;
            let between = if own_line {
                format!("{}{}", self.line_break(), " ".repeat(self.column(start)?))
            } else {
                " ".to_owned()
            };
            return Some((end..end, format!(",{between}{written}")));
        }
        let dash = self.dash(list, items.first()?)?;
        Some(self.line_behind(end, &format!("{}- {written}", " ".repeat(self.column(dash)?))))
    }

    /// A line of its own below the line in which `at` stands.
    fn line_behind(&self, at: usize, line: &str) -> Splice {
        let end = self.line_end(at);
        let new = if self.text.get(..end).is_some_and(|before| before.ends_with('\n')) {
            format!("{line}{}", self.line_break())
        } else {
            format!("{}{line}", self.line_break())
        };
        (end..end, new)
    }

    /// Whether a list or mapping stands in brackets or braces. The place of a list that is no further in than its key
    /// is that of its first item, so a bracket there may be the item's.
    fn is_flow(&self, node: &Node) -> bool {
        let opens = |bracket: char| self.text.get(node.span.range()).is_some_and(|text| text.starts_with(bracket));
        match &node.kind {
            NodeKind::List(items) => opens('[') && items.first().is_none_or(|item| item.span.start > node.span.start),
            NodeKind::Map(_) => opens('{'),
            NodeKind::Null | NodeKind::Scalar { .. } => false,
        }
    }

    /// One past the colon behind a key.
    fn colon(&self, key: &Key) -> Option<usize> {
        let end = key.span.range().end;
        let rest = self.text.get(end..)?;
        let colon = rest.trim_start_matches([' ', '\t']);
        colon.starts_with(':').then(|| end + (rest.len() - colon.len()) + 1)
    }

    fn end_of_entry(&self, (key, value): &(Key, Node)) -> Option<usize> {
        if is_absent(key, value) { self.colon(key) } else { Some(self.end_of(value)) }
    }

    /// One past the last byte of a value. What ends by its indentation ends with its last part.
    fn end_of(&self, node: &Node) -> usize {
        let range = node.span.range();
        let last = match &node.kind {
            NodeKind::List(items) if !self.is_flow(node) => items.last().map(|item| self.end_of(item)),
            NodeKind::Map(entries) if !self.is_flow(node) => entries.last().and_then(|entry| self.end_of_entry(entry)),
            _ => None,
        };
        let text = self.text.get(range.clone()).unwrap_or("");
        last.unwrap_or(range.start + text.trim_end().len())
    }

    /// Where the dash of a list's first item stands.
    fn dash(&self, list: &Node, first: &Node) -> Option<usize> {
        let item = first.span.range().start;
        let start = list.span.range().start.min(item);
        // Some readers let a list begin behind its first dash.
        let line = self.line_start(start);
        let between = self.text.get(line..item)?;
        let dash = between.rfind("- ").or_else(|| between.rfind('-'))?;
        Some(line + dash)
    }

    /// How many characters stand before `at` in its line: spaces and dashes, each of one byte.
    fn column(&self, at: usize) -> Option<usize> {
        let before = self.text.get(self.line_start(at)..at)?.trim_start_matches('\u{feff}');
        before.chars().all(|c| matches!(c, ' ' | '-')).then_some(before.len())
    }

    fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line| line + 1)
    }

    /// One past the line break of the line in which `at` stands.
    fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..self.range.end).unwrap_or("");
        rest.find('\n').map_or(self.range.end, |line| at + line + 1)
    }

    fn line_break(&self) -> &'static str {
        match self.text.find('\n') {
            Some(at) if self.text.get(..at).is_some_and(|line| line.ends_with('\r')) => "\r\n",
            _ => "\n",
        }
    }

    /// How much further in than their key the lists of the record stand.
    fn list_indent(&self) -> usize {
        let NodeKind::Map(entries) = &self.root.kind else { return 2 };
        let of_list = |(key, value): &(Key, Node)| match &value.kind {
            NodeKind::List(items) if !self.is_flow(value) => {
                let dash = self.column(self.dash(value, items.first()?)?)?;
                dash.checked_sub(self.column(key.span.range().start)?)
            }
            _ => None,
        };
        entries.iter().find_map(of_list).unwrap_or(2)
    }
}
