//! Colons that begin a line and no definition.
//!
//! The parser takes any colon at the beginning of a line for the mark of a definition. One needs white space after it,
//! as in the tools that brought definition lists: `:tada: Done` and `:30 each` are text.

use super::cover::{Cover, Taken};

/// Adds the colons at the beginning of a line that a word follows.
pub(super) fn covers(source: &str, to: &mut Vec<Cover>) {
    let bytes = source.as_bytes();
    for at in memchr::memchr_iter(b':', bytes) {
        let follows = bytes.get(at + 1).is_some_and(|next| !matches!(next, b' ' | b'\t' | b'\n' | b'\r'));
        if follows && begins(bytes, at) && !is_delimiter(bytes, at) {
            to.push((at, Taken::Letter));
        }
    }
}

/// Whether the line that begins `at` divides a table's head from its rows: `:-: | ---:`.
fn is_delimiter(bytes: &[u8], at: usize) -> bool {
    let line = bytes.get(at..).unwrap_or_default().split(|byte| *byte == b'\n').next().unwrap_or_default();
    line.contains(&b'-') && line.iter().all(|byte| matches!(byte, b':' | b'-' | b'|' | b' ' | b'\t' | b'\r'))
}

/// Longest mark before a colon that is looked through: white space, and quotes in quotes.
const LONGEST: usize = 256;

/// Whether only white space and the marks of quotes stand between the beginning of a line and `at`.
fn begins(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(at.saturating_sub(LONGEST)..at).unwrap_or_default();
    let mark = before.iter().rev().find(|byte| !matches!(byte, b' ' | b'\t' | b'>'));
    match mark {
        Some(byte) => matches!(byte, b'\n' | b'\r'),
        None => at <= LONGEST,
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::page;

    #[test]
    fn a_definition_needs_white_space_after_its_colon() {
        let html =
            page("Status\n:white_check_mark: moved\n:warning: late\n\nAgenda\n:30 each\n\n> Quote\n> :tada: x\n").html;
        assert_eq!(
            html,
            "<p>Status\n✅ moved\n⚠️ late</p>\n<p>Agenda\n:30 each</p>\n<blockquote>\n<p>Quote\n🎉 x</p>\n</blockquote>\n"
        );
        assert!(page("| a | b |\n:-: | ---:\nc | d\n").html.contains("<table>"));
        let html = page("Term\n: one\n:\ttwo\n:\n  three\n").html;
        assert_eq!(html.matches("<dd>").count(), 3, "{html}");
    }
}
