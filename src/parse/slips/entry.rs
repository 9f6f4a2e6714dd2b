//! One line as an entry: its indentation, its key, its value, and the slips that one line shows.

use super::{Slip, in_quotes, showable};
use crate::markdown::named;

/// A line that is not empty: `  - key: value`.
#[derive(Clone, Debug)]
pub(super) struct Entry<'t> {
    /// Offset of the line.
    pub start: usize,
    /// Its bytes without the line break.
    pub line: &'t str,
    /// Blanks before anything else.
    pub indent: usize,
    /// Whether it begins with `- `.
    pub item: bool,
    /// Offset of the key, or of the value where there is none.
    pub body_at: usize,
    /// Column of the key: its indentation and what `- ` takes.
    pub column: usize,
    /// The key; empty for an item without one.
    pub key: &'t str,
    /// Whether the line has a key.
    pub keyed: bool,
    /// The value up to a comment, trimmed at the end.
    pub value: &'t str,
    /// Offset of the value.
    pub value_at: usize,
}

/// Characters that look like a blank, or like nothing, and are neither.
pub(super) fn is_space_like(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}'
        | '\u{3000}' | '\u{feff}')
}

/// What the character is called in a message.
fn called(c: char) -> String {
    match c {
        '\u{a0}' | '\u{2007}' | '\u{202f}' => format!("a blank that does not break (U+{:04X})", u32::from(c)),
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => {
            format!("a blank of another width (U+{:04X})", u32::from(c))
        }
        _ => named(c),
    }
}

/// Where the comment of a plain line begins: at a `#` with a blank before it.
pub(super) fn comment_in(text: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c == '#' && matches!(before, ' ' | '\t') {
            return Some(at);
        }
        before = c;
    }
    None
}

/// The key of `body` and where its value begins: at the first colon that a blank or nothing follows.
fn key_of(body: &str) -> Option<(&str, usize)> {
    let from = match body.chars().next()? {
        quote @ ('"' | '\'') => body.get(1..)?.find(quote)? + 2,
        '{' | '[' | '#' => return None,
        _ => 0,
    };
    let rest = body.get(from..)?;
    let colon = rest.char_indices().find(|(at, c)| {
        *c == ':' && rest.get(at + 1..).is_none_or(|after| after.is_empty() || after.starts_with([' ', '\t']))
    })?;
    let end = from + colon.0;
    let value = body.get(end + 1..)?;
    Some((body.get(..end)?.trim_end(), end + 1 + (value.len() - value.trim_start_matches([' ', '\t']).len())))
}

impl<'t> Entry<'t> {
    /// The entry of a line at `start`.
    pub fn of(text: &'t str, start: usize, raw: &str) -> Self {
        let line = text.get(start..start + raw.len()).unwrap_or("").trim_end_matches(['\n', '\r']);
        let indent = line.len() - line.trim_start_matches(' ').len();
        let mut body = line.get(indent..).unwrap_or("");
        let mut column = indent;
        let mut item = false;
        while let Some(rest) = body.strip_prefix("- ").or_else(|| (body == "-").then_some("")) {
            item = true;
            let inner = rest.trim_start_matches(' ');
            column += body.len() - inner.len();
            body = inner;
        }
        let commentless = if body.starts_with('#') { "" } else { body };
        let read = key_of(commentless);
        let (key, value_from) = read.unwrap_or(("", 0));
        let value = commentless.get(value_from..).unwrap_or("");
        let value = comment_in(value).and_then(|end| value.get(..end)).unwrap_or(value).trim_end();
        Self {
            start,
            line,
            indent,
            item,
            body_at: start + column,
            column,
            key,
            keyed: read.is_some(),
            value,
            value_at: start + column + value_from,
        }
    }

    /// Whether it holds nothing, or a comment alone, or is a mark of a document.
    pub fn is_empty(&self) -> bool {
        let rest = self.line.trim();
        rest.is_empty() || rest.starts_with('#') || (self.indent == 0 && matches!(rest, "---" | "..."))
    }

    fn body(&self) -> &'t str {
        self.line.get(self.column..).unwrap_or("")
    }

    /// A slip before the key: a tab, or what looks like a blank; a mark of a list that is none.
    pub fn lead(&self, here: bool) -> Option<Slip> {
        let body = self.body();
        let first = body.chars().next()?;
        let at = self.body_at;
        if is_space_like(first) {
            let many: usize = body.chars().take_while(|c| is_space_like(*c)).map(char::len_utf8).sum();
            return Some(Slip::new(at..at + many, format!("{} stands where blanks belong", called(first)), RETYPE));
        }
        if !here {
            return None;
        }
        if let Some(tab) = self
            .line
            .find('\t')
            .filter(|tab| self.line.get(..*tab).is_some_and(|before| before.trim_matches([' ', '-']).is_empty()))
        {
            let at = self.start + tab;
            return Some(Slip::new(at..at + 1, "a tab indents this line, and YAML knows only blanks", INDENT));
        }
        let mark = match first {
            '-' if body
                .get(1..)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || "{[\"'".contains(c))) =>
            {
                "-"
            }
            '*' | '+' if body.get(1..2) == Some(" ") => body.get(..1)?,
            '•' | '–' | '—' | '·' | '‣' => body.get(..first.len_utf8())?,
            _ => return None,
        };
        let rest = body.get(mark.len()..)?.trim_start();
        let what = if mark == "-" {
            "no blank stands behind `-`".to_owned()
        } else {
            format!("`{mark}` is no mark of a list")
        };
        let hint = match showable(format!("- {rest}")) {
            Some(line) => format!("begin the item with `- `: `{line}`"),
            None => "begin the item with `- `".to_owned(),
        };
        Some(Slip::new(at..at + mark.len(), what, hint))
    }

    /// A line of a mapping that has no key, because its colon is missing or nothing stands behind it.
    pub fn without_key(&self, above: Option<&Self>) -> Option<Slip> {
        if self.keyed || self.item {
            return None;
        }
        let goes_on = |above: &Self| self.indent > above.indent && (!above.value.is_empty() || above.keyed);
        if above.is_some_and(goes_on) {
            return None;
        }
        let body = comment_in(self.body()).and_then(|end| self.body().get(..end)).unwrap_or(self.body()).trim_end();
        if body.starts_with(['{', '[', '"', '\'']) && above.is_none() {
            return None;
        }
        let word =
            body.len() - body.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-').len();
        let (key, rest) = (body.get(..word)?, body.get(word..)?);
        let at = self.body_at + word;
        let write = |value: &str| showable(format!("{key}: {value}")).map(|line| format!("write `{line}`"));
        let sign = rest.trim_start_matches(' ').chars().next();
        if let Some(c) = rest.chars().find(|c| is_space_like(*c)).filter(|_| !key.is_empty() && rest.starts_with(':')) {
            let at = at + rest.find(c)?;
            return Some(Slip::new(
                at..at + c.len_utf8(),
                format!("{} stands where a blank belongs", called(c)),
                RETYPE,
            ));
        }
        if let (false, Some(sign @ (':' | '：' | ';' | '='))) = (key.is_empty(), sign) {
            let inner = rest.trim_start_matches(' ').get(sign.len_utf8()..)?.trim_start();
            let what = match sign {
                ':' => format!("no blank stands behind `{key}:`"),
                _ => format!("`{sign}` stands behind `{key}`, and a colon and a blank belong there"),
            };
            let hint = write(inner).unwrap_or_else(|| format!("write `{key}: ` and the value"));
            let at = at + (rest.len() - rest.trim_start_matches(' ').len());
            return Some(Slip::new(at..at + sign.len_utf8(), what, hint));
        }
        let hint = match above {
            Some(above) if above.keyed && !above.value.is_empty() => format!(
                "if it goes on with the text of `{}`, indent it by {}; otherwise write `key: value`",
                above.key,
                blanks(above.column + 2)
            ),
            _ => "write `key: value`, or begin the line with `#` if it is a comment".to_owned(),
        };
        Some(Slip::new(self.body_at..self.body_at + body.len(), "this line has no key: no `: ` stands in it", hint))
    }

    /// The line with another value, when it may be shown.
    pub fn write(&self, value: &str) -> Option<String> {
        let lead = if self.keyed { format!("{}: ", self.key) } else { "- ".to_owned() };
        showable(format!("{lead}{value}"))
    }

    /// The hint that puts `text`, the value of this line, in quotes.
    pub fn in_quotes(&self, text: &str) -> String {
        match (self.write(&in_quotes(text)), self.keyed) {
            (Some(line), _) => format!("put the text in quotes: `{line}`"),
            (None, true) => format!("put the whole text behind `{}:` in quotes", self.key),
            (None, false) => "put the whole text in quotes".to_owned(),
        }
    }

    /// Whether a blank follows the value's first character.
    pub fn second_is_blank(&self) -> bool {
        self.value.get(1..2) == Some(" ")
    }

    /// A value whose first character means something else to YAML.
    pub fn begins_with(&self, first: char) -> Slip {
        let at = self.value_at..self.value_at + first.len_utf8();
        begins_with(at, first, self.value, self.in_quotes(self.whole_value()))
    }

    /// The value with what stands behind `#`, which belongs to a text in quotes.
    fn whole_value(&self) -> &'t str {
        self.line.get(self.value_at - self.start..).unwrap_or(self.value).trim_end()
    }

    /// A plain value in which a colon and a blank stand, or that ends in a colon.
    pub fn colon_in_text(&self) -> Option<Slip> {
        let colon = colon_in(self.value).filter(|_| self.keyed)?;
        let at = self.value_at + colon;
        let first = self.value.chars().next()?;
        let inner = |text: &'t str| text.strip_prefix(first).and_then(|rest| rest.strip_suffix(CURLY));
        if CURLY.contains(&first) {
            let text = inner(self.value).unwrap_or(self.value);
            let start = self.value_at..self.value_at + first.len_utf8();
            let message = format!("`{first}` is no quote to YAML: only `\"` and `'` are");
            return Some(Slip::new(start, message, self.in_quotes(text)));
        }
        if self.item
            && let Some(head) = self.value.get(..colon).filter(|head| head.contains(", "))
        {
            let end = self.value.trim_end_matches([' ', '}']);
            let line = showable(format!("- {{ {}: {end} }}", self.key));
            let hint = line.map_or_else(
                || "write `- { key: value, key: value }`, or one line for each key".to_owned(),
                |line| format!("write `{line}`, or one line for each key"),
            );
            let start = self.value_at + head.rfind(", ")?;
            return Some(Slip::new(start..at + 1, "several keys stand in one line, and no brace `{` opens them", hint));
        }
        let message = format!("the text of `{}` holds a colon and a blank, so a key seems to end there", self.key);
        Some(Slip::new(at..at + 1, message, self.in_quotes(self.whole_value())))
    }

    /// Any character in the line that looks like a blank and is none.
    pub fn hidden(&self) -> Option<Slip> {
        let (at, c) = self.line.char_indices().find(|(_, c)| is_space_like(*c))?;
        let at = self.start + at;
        Some(Slip::new(at..at + c.len_utf8(), format!("{} stands in this line", called(c)), RETYPE))
    }
}

/// A value at `at` whose first character means something else to YAML; `quotes` is the hint for text.
pub(super) fn begins_with(at: std::ops::Range<usize>, first: char, value: &str, quotes: String) -> Slip {
    let word = value.get(first.len_utf8()..).unwrap_or("");
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let handle = first == '@' && !word.is_empty() && word.chars().all(is_word);
    let hint = match first {
        _ if handle => format!("name a person by their file's name, without `@`; if it is text, {quotes}"),
        '?' | '-' if word.trim().is_empty() => {
            format!("leave the line out while nothing is known; if it is text, {quotes}")
        }
        _ => quotes,
    };
    let sign = if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") };
    Slip::new(at, format!("a text without quotes cannot begin with {sign}"), hint)
}

/// Where a colon with a blank behind it stands in a plain text, or one at its end.
pub(super) fn colon_in(value: &str) -> Option<usize> {
    value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1))
}

/// Quotes of typography.
const CURLY: [char; 8] = ['“', '”', '„', '‟', '‘', '’', '«', '»'];

/// What to do with a blank that is none.
const RETYPE: &str = "delete it and type it again as blanks";

/// What to do with a tab.
const INDENT: &str = "delete the tab and indent with blanks: two for each level";

/// `2 blanks`.
pub(super) fn blanks(count: usize) -> String {
    match count {
        0 => "no blank".to_owned(),
        1 => "one blank".to_owned(),
        _ => format!("{count} blanks"),
    }
}
