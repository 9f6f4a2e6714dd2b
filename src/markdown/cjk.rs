//! Emphasis beside the punctuation of Chinese, Japanese and Korean, which write no spaces between words.
//!
//! `CommonMark` asks for white space or punctuation on the other side of a mark that stands beside punctuation, so
//! `**重要：**必ず` would be no bold text. As in `markdown-it-cjk-friendly`, a character of these scripts beside a mark
//! never stops it: its punctuation counts as a letter, and beside punctuation of other scripts its letters count as
//! white space does.

use super::cover::{Cover, Taken};

/// What stands on one side of a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// A letter of these scripts.
    Letter,
    /// Their punctuation.
    Punctuation,
    /// Punctuation of other scripts.
    Foreign,
    /// Anything else, and the end of the text.
    Other,
}

/// Adds the characters beside marks of emphasis that must be taken otherwise.
pub(super) fn covers(source: &str, to: &mut Vec<Cover>) {
    if source.is_ascii() {
        return;
    }
    let bytes = source.as_bytes();
    let mut done = 0;
    for start in memchr::memchr2_iter(b'*', b'~', bytes) {
        let Some(mark) = bytes.get(start).copied().filter(|_| start >= done) else { continue };
        let end = start + bytes.iter().skip(start).take_while(|byte| **byte == mark).count();
        done = end;
        let before = source.get(..start).and_then(|before| before.chars().next_back());
        let after = source.get(end..).and_then(|after| after.chars().next());
        if before.is_none_or(|before| before.is_ascii()) && after.is_none_or(|after| after.is_ascii()) {
            continue;
        }
        let sides = [(before, after, start - before.map_or(0, char::len_utf8)), (after, before, end)];
        for (own, other, at) in sides {
            let taken = match (side(own), side(other)) {
                (Side::Letter, Side::Foreign) => Taken::Punctuation,
                (Side::Punctuation, Side::Letter | Side::Punctuation | Side::Other) => Taken::Letter,
                _ => continue,
            };
            to.push((at, taken));
        }
    }
}

fn side(character: Option<char>) -> Side {
    match character {
        Some(
            '\u{3001}'..='\u{3003}'
            | '\u{3008}'..='\u{3020}'
            | '\u{3030}'
            | '\u{303d}'
            | '\u{30a0}'
            | '\u{30fb}'
            | '\u{fe10}'..='\u{fe19}'
            | '\u{fe30}'..='\u{fe6b}'
            | '\u{ff01}'..='\u{ff0f}'
            | '\u{ff1a}'..='\u{ff20}'
            | '\u{ff3b}'..='\u{ff40}'
            | '\u{ff5b}'..='\u{ff65}'
            | '\u{ffe0}'..='\u{ffee}',
        ) => Side::Punctuation,
        Some(
            '\u{1100}'..='\u{11ff}'
            | '\u{2e80}'..='\u{2fff}'
            | '\u{3004}'..='\u{a4cf}'
            | '\u{a960}'..='\u{a97f}'
            | '\u{ac00}'..='\u{d7ff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff10}'..='\u{ffdf}'
            | '\u{1aff0}'..='\u{1b16f}'
            | '\u{1f200}'..='\u{1f2ff}'
            | '\u{20000}'..='\u{3fffd}',
        ) => Side::Letter,
        Some(character) if is_foreign_punctuation(character) => Side::Foreign,
        _ => Side::Other,
    }
}

/// Punctuation of other scripts; marks of emphasis themselves are none here.
fn is_foreign_punctuation(character: char) -> bool {
    match character {
        '\u{2044}' | '\u{2052}' => false,
        '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' => true,
        _ => character.is_ascii_punctuation(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::page;

    #[test]
    fn emphasis_beside_their_punctuation_is_emphasis() {
        for (text, html) in [
            ("**重要：**必ず確認", "<strong>重要：</strong>必ず確認"),
            ("日本語**「強調」**です。", "日本語<strong>「強調」</strong>です。"),
            ("**这是重点。**后面", "<strong>这是重点。</strong>后面"),
            ("한국어**[강조]**한국어", "한국어<strong>[강조]</strong>한국어"),
            ("これは**`code`**です", "これは<strong><code>code</code></strong>です"),
            ("这是**“重点”**吧", "这是<strong>“重点”</strong>吧"),
            ("**(注)**必ず", "<strong>(注)</strong>必ず"),
            ("*注意。*次に", "<em>注意。</em>次に"),
            ("~~取消、~~今は", "<del>取消、</del>今は"),
            ("**a。**b", "<strong>a。</strong>b"),
            ("***太字：***次", "<em><strong>太字：</strong></em>次"),
            ("a**\"b\"**c", "a**\"b\"**c"),
            ("漢 ** 字 **", "漢 ** 字 **"),
            ("価格*2：*3", "価格<em>2：</em>3"),
        ] {
            assert_eq!(page(text).html, format!("<p>{html}</p>\n"), "{text}");
        }
        assert_eq!(page("これは**[x](y.md)**です").html, "<p>これは<strong><a href=\"y.md\">x</a></strong>です</p>\n");
    }
}
