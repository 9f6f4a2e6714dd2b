//! The word that stands for a call while the parser reads the text around it.

use super::builtin::{self, Builtin};
use super::is_shown;
use super::tree::CallNode;

/// Letters that name a call in its cover.
const LETTERS: usize = 4;

/// Bytes of the sign.
const SIGN: usize = 3;

/// A private character that `source` does not hold.
pub(super) fn free_sign(source: &str) -> Option<char> {
    ('\u{f600}'..='\u{f8ff}').find(|sign| !source.contains(*sign))
}

/// A word of `length` bytes for call `index`: the sign, four letters that name it, and filling.
pub(super) fn token(sign: char, index: usize, length: usize) -> String {
    let mut token = String::with_capacity(length);
    token.push(sign);
    let mut rest = index;
    for _ in 0..LETTERS {
        token.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    while token.len() < length {
        token.push('q');
    }
    token
}

/// The number of the call whose cover goes on with `rest` behind its sign.
pub(super) fn index(rest: &str) -> Option<usize> {
    let letters = rest.as_bytes().get(..LETTERS)?;
    let digit = |letter: &u8| letter.checked_sub(b'a').filter(|digit| *digit < 26).map(usize::from);
    letters.iter().rev().try_fold(0_usize, |number, letter| Some(number * 26 + digit(letter)?))
}

/// What covers `node`, call `index` of `source`, while the parser reads the text around it.
pub(super) fn of(source: &str, node: &CallNode, index: usize, sign: char, own: &impl Fn(&str) -> bool) -> String {
    let length = node.range.len();
    // `<?`, the sign, the letters and `?>`: a block of HTML ends the paragraph or the list before it.
    if length >= 4 + SIGN + LETTERS && is_block(source, node, own) && stands_alone(source, node) {
        format!("<?{}?>", token(sign, index, length - 4))
    } else {
        token(sign, index, length.max(SIGN + LETTERS))
    }
}

/// Longest beginning of a line that is looked at, in bytes: the marks of quotes and lists are few, and a line of many
/// calls is not read from each of them.
const MARKS: usize = 400;

/// The text of the line of `at` before it; nothing where that is long.
fn line_before(source: &str, at: usize) -> Option<&str> {
    let from = source.ceil_char_boundary(at.saturating_sub(MARKS));
    let before = source.get(from..at)?;
    before.rsplit_once('\n').map(|(_, line)| line).or_else(|| (from == 0).then_some(before))
}

/// How many signs are taken off the lines that follow in a call at `at`: those of the quotes and lists around it.
pub(super) fn indent(source: &str, at: usize) -> usize {
    let before = line_before(source, at).unwrap_or("");
    let words = before.trim_start_matches([' ', '\t', '>']);
    if is_mark(words) { before.chars().count() } else { before.len() - words.len() }
}

/// Whether `words` are the mark of a list alone.
fn is_mark(words: &str) -> bool {
    let mark = words.trim_end();
    let number = mark.trim_end_matches(['.', ')']);
    matches!(mark, "-" | "*" | "+")
        || (number.len() < mark.len() && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a call stands between paragraphs.
pub(super) fn is_block(source: &str, node: &CallNode, own: &impl Fn(&str) -> bool) -> bool {
    if is_shown(&node.tag) {
        return false;
    }
    let long = || node.inner.clone().and_then(|inner| source.get(inner)).is_some_and(|inner| inner.contains('\n'));
    match builtin::of(&node.tag.name).filter(|_| !own(&node.tag.name)) {
        Some(Builtin::Records) => shows_list(&node.tag.name),
        Some(builtin) => builtin.is_block(),
        None => long(),
    }
}

/// Whether what records tell by this name is a table or a list.
pub(super) fn shows_list(name: &str) -> bool {
    matches!(
        name,
        "roster"
            | "people"
            | "programs"
            | "focus-areas"
            | "levels"
            | "team-by-manager-slug"
            | "team-by-manager-role"
            | "team-by-departments"
            | "stable-counterparts"
            | "engineering/stable-counterparts"
    )
}

/// Whether nothing but marks of quotes and lists stands on the lines of a call.
fn stands_alone(source: &str, node: &CallNode) -> bool {
    let Some(before) = line_before(source, node.range.start) else { return false };
    let words = before.trim_start_matches([' ', '\t', '>']);
    let after = source.get(node.range.end..).unwrap_or("").trim_start_matches([' ', '\t', '\r']);
    (words.is_empty() || is_mark(words)) && (after.is_empty() || after.starts_with('\n'))
}
