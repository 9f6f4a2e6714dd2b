//! The lines that begin or end a block in the syntax of another tool.

use std::ops::Range;

use super::look::{Frame, Look, class};
use super::module::is_module;

/// What a line does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It begins a block that another line ends; without a look, one of which nothing is shown but its body.
    Open { shape: Shape, look: Option<Look> },
    /// It begins a block that is not known, whose end must not be taken for another's.
    Unknown(Shape),
    /// It ends one.
    Close(Shape),
    /// It begins a block whose body is indented.
    Indented(Look),
    /// It stands for a list of contents.
    Contents,
    /// It says what a program needs, and readers do not.
    Statement,
}

/// What belongs to what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// So many colons.
    Colons(usize),
    /// `{% hint %}` and `{% endhint %}`.
    Hint,
    /// `{% tabs %}` and `{% endtabs %}`.
    Tabs,
    /// `{% tab %}` and `{% endtab %}`.
    Tab,
    /// A tag of `GitBook` that only arranges what is in it, such as `{% stepper %}` and `{% endstepper %}`.
    Plain(&'static str),
    /// A component of Docusaurus, such as `<Tabs>` and `</Tabs>`.
    Component(&'static str),
}

/// A line, and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The line without what stands before and after it.
    pub(super) range: Range<usize>,
    pub(super) role: Role,
}

impl Line {
    /// Where it begins.
    pub(super) fn at(&self) -> usize {
        self.range.start
    }

    /// What the parser reads in its place.
    pub(super) fn covered(&self, source: &str) -> (Range<usize>, String) {
        let (mark, title) = match &self.role {
            Role::Open { look, .. } => ("#", look.as_ref().map(|look| &look.title)),
            Role::Indented(look) => ("+  #", Some(&look.title)),
            Role::Close(_) | Role::Contents | Role::Statement | Role::Unknown(_) => ("***", None),
        };
        let mut text = mark.to_owned();
        let fill = |text: &mut String, to: usize| {
            text.extend(std::iter::repeat_n(' ', to.saturating_sub(text.len())));
        };
        if let Some(title) = title.filter(|title| !title.is_empty()) {
            fill(&mut text, title.start - self.range.start);
            text.push_str(source.get(title.clone()).unwrap_or(""));
        }
        fill(&mut text, self.range.len());
        (self.range.clone(), text)
    }
}

/// The lines of `source` that begin or end a block.
pub(super) fn find(source: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let bytes = source.as_bytes();
    let mut start = 0;
    // Whether a paragraph may begin here.
    let mut fresh = true;
    while start < bytes.len() {
        let end = memchr::memchr(b'\n', bytes.get(start..).unwrap_or_default()).map_or(bytes.len(), |at| start + at);
        let mut at = start;
        while matches!(bytes.get(at), Some(b' ' | b'\t' | b'>')) {
            at += 1;
        }
        if matches!(bytes.get(at), Some(b':' | b'!' | b'?' | b'=' | b'{' | b'[' | b'$' | b'<')) && at < end {
            let line = source.get(at..end).unwrap_or("").trim_end();
            let before = source.get(start..at).unwrap_or("");
            let rest = source.get((end + 1).min(bytes.len())..).unwrap_or("");
            if let Some(role) = role(line, at, before, rest) {
                found.push(Line { range: at..at + line.len(), role });
            }
        }
        if let Some(length) = comment(source.get(at..).unwrap_or(""))
            .filter(|_| !source.get(start..at).is_some_and(|before| before.contains('>')))
        {
            found.push(Line { range: at..at + length, role: Role::Statement });
            start = at + length;
            fresh = true;
            continue;
        }
        let statement = fresh && at == start && is_statement(source.get(start..end).unwrap_or(""));
        if statement {
            let length = source.get(start..end).map_or(0, |line| line.trim_end().len());
            found.push(Line { range: start..start + length, role: Role::Statement });
        }
        fresh = statement || source.get(start..end).is_some_and(|line| line.trim().is_empty());
        start = end + 1;
    }
    if found.iter().any(|line| line.role == Role::Contents) && source.to_ascii_lowercase().contains("[toc]:") {
        found.retain(|line| line.role != Role::Contents);
    }
    found
}

/// The numbers of the lines that have a partner, or need none.
pub(super) fn paired(lines: &[Line]) -> Vec<usize> {
    let mut pairs = Vec::new();
    let mut open: Vec<(usize, Shape, bool)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match &line.role {
            Role::Open { shape, .. } => open.push((at, *shape, true)),
            Role::Unknown(shape) => open.push((at, *shape, false)),
            Role::Close(shape) => {
                let ends = |of: &Shape| match (of, shape) {
                    (Shape::Colons(begun), Shape::Colons(ended)) => begun <= ended,
                    (of, shape) => of == shape,
                };
                // A tag says what it ends; colons end what is innermost.
                let partner = match shape {
                    Shape::Colons(_) => {
                        open.len().checked_sub(1).filter(|at| open.get(*at).is_some_and(|(_, of, _)| ends(of)))
                    }
                    _ => open.iter().rposition(|(_, of, _)| ends(of)),
                };
                if let Some(partner) = partner {
                    let (begun, _, known) = open.get(partner).copied().unwrap_or((at, *shape, false));
                    open.truncate(partner);
                    if known {
                        pairs.extend([begun, at]);
                    }
                }
            }
            Role::Indented(_) | Role::Contents | Role::Statement => pairs.push(at),
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The length of the comment of MDX, in one line or in many, that `text` begins with, where nothing else stands on its
/// last line.
fn comment(text: &str) -> Option<usize> {
    let length = text.strip_prefix("{/*")?.find("*/}")? + "{/**/}".len();
    let behind = text.get(length..)?.lines().next().unwrap_or("");
    behind.trim().is_empty().then_some(length)
}

/// Whether `line` is a whole statement of MDX, which is none of the page's words.
fn is_statement(line: &str) -> bool {
    let count = |signs: [char; 3]| line.matches(signs).count();
    let begins = line.starts_with("import ") || line.starts_with("export ");
    begins && count(['(', '[', '{']) == count([')', ']', '}']) && is_module(line.trim_end())
}

fn role(line: &str, at: usize, before: &str, rest: &str) -> Option<Role> {
    match line.as_bytes().first()? {
        b':' => colons(line, at),
        b'{' => tag(line, at),
        // Their own tool reads no code in what is indented, and here it would be some.
        b'<' => component(line, at).filter(|_| line.starts_with("</") || !is_body("", rest)),
        b'!' | b'?' => admonition(line, at).filter(|_| is_body(before, rest)),
        b'=' => tab(line, at).filter(|_| is_body(before, rest)),
        _ => ["[TOC]", "[[_TOC_]]", "[[TOC]]", "${toc}"]
            .iter()
            .any(|contents| line.eq_ignore_ascii_case(contents))
            .then_some(Role::Contents),
    }
}

/// `:::note Title`, `:::note[Title]`, `::: tip`, `:::{note} Title`, `::: {.callout-note title="…"}`, and `:::`.
fn colons(line: &str, at: usize) -> Option<Role> {
    let name = line.trim_start_matches(':');
    let count = line.len() - name.len();
    let shape = Shape::Colons(count);
    if count < 3 {
        return None;
    }
    if name.is_empty() {
        return Some(Role::Close(shape));
    }
    let name = name.trim_start();
    let inner = name.strip_prefix('{').and_then(|inner| inner.split_once('}'));
    let (kind, title) = match inner {
        Some((inner, after)) if !inner.starts_with(['.', '#']) => (inner, after.trim()),
        Some((inner, after)) => {
            let mut classes = inner.split_whitespace().filter_map(|class| class.strip_prefix('.'));
            let kind = classes.find_map(|name| {
                let name = name.strip_prefix("callout-").unwrap_or(name);
                class(name).map(|_| name)
            });
            (kind.unwrap_or(""), title_in(inner).unwrap_or(after.trim()))
        }
        None => {
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(name.len());
            let (kind, after) = name.split_at(end);
            let after = after.trim();
            let bracketed = after.strip_prefix('[').and_then(|title| title.strip_suffix(']'));
            let attributed = after.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
            let title = bracketed.or_else(|| attributed.map(|inner| title_in(inner).unwrap_or("")));
            (kind, title.unwrap_or(after).trim())
        }
    };
    if class(kind).is_none() {
        return Some(Role::Unknown(shape));
    }
    let frame = if kind.eq_ignore_ascii_case("details") { Frame::Details(false) } else { Frame::Callout };
    Some(Role::Open { shape, look: Some(Look::callout(kind, frame, place(line, at, title))) })
}

/// `{% hint style="info" %}`, `{% tabs %}`, `{% tab title="…" %}` and their ends.
fn tag(line: &str, at: usize) -> Option<Role> {
    let inner = line.strip_prefix("{%")?.strip_suffix("%}")?;
    if inner.contains("%}") {
        return None;
    }
    let inner = inner.trim_matches(['-', ' ', '\t']);
    let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let quoted = |key: &str| value_of(rest, key);
    match name {
        "hint" => {
            let kind = quoted("style").unwrap_or("info");
            let title = place(line, at, quoted("title").unwrap_or(""));
            Some(Role::Open { shape: Shape::Hint, look: Some(Look::callout(kind, Frame::Callout, title)) })
        }
        "tabs" => Some(Role::Open { shape: Shape::Tabs, look: None }),
        "tab" => {
            let title = place(line, at, quoted("title").unwrap_or(""));
            let look = Look { frame: Frame::Tab, class: "tab", word: "Tab".to_owned(), title };
            Some(Role::Open { shape: Shape::Tab, look: Some(look) })
        }
        "endhint" => Some(Role::Close(Shape::Hint)),
        "endtabs" => Some(Role::Close(Shape::Tabs)),
        "endtab" => Some(Role::Close(Shape::Tab)),
        _ => {
            let known = |name: &str| PLAIN.iter().copied().find(|known| *known == name).map(Shape::Plain);
            if let Some(name) = name.strip_prefix("end") {
                return known(name).map(Role::Close);
            }
            // The title of a block of code stands above it.
            let title = place(line, at, quoted("title").unwrap_or(""));
            let look = (!title.is_empty()).then(|| Look::callout("note", Frame::Callout, title));
            Some(Role::Open { shape: known(name)?, look })
        }
    }
}

/// Tags of `GitBook` that only arrange what is in them.
const PLAIN: [&str; 6] = ["code", "column", "columns", "content-ref", "step", "stepper"];

/// `<Tabs>`, `<TabItem value="a" label="A">`, `<Admonition type="tip" title="T">` and their ends, each in a line of its
/// own: the components of Docusaurus that are shown here as what they are.
fn component(line: &str, at: usize) -> Option<Role> {
    const KNOWN: [&str; 3] = ["Admonition", "TabItem", "Tabs"];
    let inner = line.strip_prefix('<')?.strip_suffix('>')?;
    if inner.ends_with('/') || inner.contains(['<', '>']) {
        return None;
    }
    let known = |name: &str| KNOWN.iter().copied().find(|known| *known == name).map(Shape::Component);
    if let Some(name) = inner.strip_prefix('/') {
        return known(name.trim_end()).map(Role::Close);
    }
    let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let shape = known(name)?;
    let quoted = |key: &str| value_of(rest, key);
    let look = match name {
        "Tabs" => None,
        "TabItem" => {
            let title = place(line, at, quoted("label").or_else(|| quoted("value")).unwrap_or(""));
            Some(Look { frame: Frame::Tab, class: "tab", word: "Tab".to_owned(), title })
        }
        _ => {
            let title = place(line, at, quoted("title").unwrap_or(""));
            Some(Look::callout(quoted("type").unwrap_or("note"), Frame::Callout, title))
        }
    };
    Some(Role::Open { shape, look })
}

/// `!!! note "Title"`, `??? note`, `???+ note "Title"`.
fn admonition(line: &str, at: usize) -> Option<Role> {
    let (frame, rest) = match line.get(..3)? {
        "!!!" => (Frame::Callout, line.get(3..)?),
        "???" => match line.get(3..)?.strip_prefix('+') {
            Some(rest) => (Frame::Details(true), rest),
            None => (Frame::Details(false), line.get(3..)?),
        },
        _ => return None,
    };
    let (words, title) = titled(rest)?;
    let mut words = words.split_whitespace();
    let kind = words.next()?;
    let sound = |word: &str| word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if !sound(kind) || !words.all(sound) || !rest.starts_with([' ', '\t']) || line.len() < 6 {
        return None;
    }
    Some(Role::Indented(Look::callout(kind, frame, place(line, at, title))))
}

/// `=== "Title"`.
fn tab(line: &str, at: usize) -> Option<Role> {
    let (words, title) = titled(line.strip_prefix("===")?)?;
    if title.is_empty() || !matches!(words.trim(), "" | "!" | "+") {
        return None;
    }
    let look = Look { frame: Frame::Tab, class: "tab", word: "Tab".to_owned(), title: place(line, at, title) };
    Some(Role::Indented(look))
}

/// What stands before a title in quotes at the end, and the title.
fn titled(rest: &str) -> Option<(&str, &str)> {
    let Some((words, title)) = rest.split_once('"') else { return Some((rest, "")) };
    Some((words, title.strip_suffix('"')?))
}

/// The title among attributes.
fn title_in(attributes: &str) -> Option<&str> {
    value_of(attributes, "title")
}

/// The value of `key="…"` in `attributes`, with straight quotes of either kind.
fn value_of<'t>(attributes: &'t str, key: &str) -> Option<&'t str> {
    let (_, value) = attributes.split_once(key)?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}

/// Where `title`, a piece of `line`, stands in the source, in which the line begins `at`.
fn place(line: &str, at: usize, title: &str) -> Range<usize> {
    // A piece of a text has its address within it.
    let from = title.as_ptr().addr().saturating_sub(line.as_ptr().addr());
    if title.is_empty() || line.get(from..from + title.len()) != Some(title) {
        return at..at;
    }
    at + from..at + from + title.len()
}

/// Whether the first of the following lines with words is indented below a line that begins with `before`.
fn is_body(before: &str, rest: &str) -> bool {
    let first = rest.lines().take(4).find(|line| !line.trim_matches([' ', '\t', '>']).is_empty());
    first
        .and_then(|line| line.strip_prefix(before))
        .is_some_and(|body| body.starts_with("    ") || body.starts_with('\t'))
}
