//! Characters that nobody sees and that change what is read: marks of direction, joiners, spaces without width,
//! controls.
//!
//! They are right where a script or an emoji needs them, which is decided here, once, for addresses and for names.
//! Ranges are those of Unicode 16: `Bidi_Control`, `Default_Ignorable_Code_Point` and `Cc`. Variation selectors choose
//! a glyph and are let be.

use unicode_normalization::char::is_combining_mark;

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum In {
    /// An address: nothing but joiners within words and emoji.
    Address,
    /// A name or a sentence: what its script needs.
    Words,
}

/// The first character of a name or a sentence that cannot be seen and that no script or emoji needs there.
#[must_use]
pub fn stray(text: &str) -> Option<char> {
    find(text, In::Words)
}

/// The same of an address, where the only joiners that are right stand within words and emoji.
#[must_use]
pub fn stray_in_address(text: &str) -> Option<char> {
    find(text, In::Address)
}

/// `character` as a message names it: `U+202E (right-to-left override)`.
#[must_use]
pub fn named(character: char) -> String {
    let name = match character {
        '\t' => "tab",
        '\n' => "line break",
        '\u{ad}' => "soft hyphen",
        '\u{61c}' | '\u{200e}' | '\u{200f}' => "mark of direction",
        '\u{200b}' => "space without width",
        '\u{200c}' => "non-joiner",
        '\u{200d}' => "joiner",
        '\u{202a}' | '\u{202b}' => "embedding of a direction",
        '\u{202c}' | '\u{2069}' => "end of a direction",
        '\u{202d}' => "left-to-right override",
        '\u{202e}' => "right-to-left override",
        '\u{2028}' | '\u{2029}' => "separator of lines",
        '\u{2060}' | '\u{feff}' => "join without width",
        '\u{2066}'..='\u{2068}' => "isolate of a direction",
        '\u{e0000}'..='\u{e007f}' => "tag",
        character if character.is_control() => "control character",
        _ => "invisible",
    };
    format!("U+{:04X} ({name})", u32::from(character))
}

/// `text` without what [`stray`] finds in it.
#[must_use]
pub fn without_strays(text: &str) -> String {
    let mut clean = text.to_owned();
    while let Some(character) = stray(&clean) {
        clean = clean.replace(character, "");
    }
    clean
}

/// The first character of `text` that cannot be seen and is not right there.
fn find(text: &str, place: In) -> Option<char> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    let mut before: Option<char> = None;
    // Whether the emoji before is a flag that is spelt in tags (a black flag and letters: Scotland).
    let mut flag = false;
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let after = rest.as_str().chars().next();
        let right = match character {
            '\t' | '\n' | '\r' | '\u{ad}' => place == In::Words,
            '\u{200c}' => joins(before) && joins(after),
            '\u{200d}' => {
                (joins(before) && after.is_none_or(|after| joins(Some(after)))) || (pictures(before) && pictures(after))
            }
            // Between words of scripts that write no spaces.
            '\u{200b}' => place == In::Words && spaceless(before) && spaceless(after),
            // Direction marks are allowed in text with letters from right to left: they keep brackets and numbers in
            // place.
            '\u{200e}' | '\u{200f}' | '\u{61c}' => place == In::Words && text.chars().any(leftward),
            '\u{e0020}'..='\u{e007f}' => flag,
            character => !invisible(character),
        };
        if !right {
            return Some(character);
        }
        flag = character == '\u{1f3f4}' || (flag && matches!(character, '\u{e0020}'..='\u{e007e}'));
        before = Some(character);
    }
    None
}

/// Whether `character` has no glyph of its own.
fn invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}'
        )
}

/// Letters whose forms joiners choose: Arabic and its kin, the scripts of South Asia, Mongolian.
fn joins(character: Option<char>) -> bool {
    character.is_some_and(|character| {
        matches!(
            character,
            '\u{600}'..='\u{7ff}' | '\u{840}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{1a20}'..='\u{1aaf}'
                | '\u{1b00}'..='\u{1c4f}' | '\u{1cd0}'..='\u{1cff}' | '\u{a840}'..='\u{a8ff}' | '\u{a980}'..='\u{a9ff}'
                | '\u{aae0}'..='\u{aaff}' | '\u{abc0}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
                | '\u{10a00}'..='\u{10aff}' | '\u{11000}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}'
        ) && (character.is_alphabetic() || is_combining_mark(character))
    })
}

/// Signs that a joiner makes one of: emoji, their skin tones and their variation selector.
fn pictures(character: Option<char>) -> bool {
    character.is_some_and(|character| {
        matches!(
            character,
            '\u{a9}' | '\u{ae}' | '\u{203c}'..='\u{2049}' | '\u{20e3}' | '\u{2122}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}'
                | '\u{3299}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}' | '\u{e007f}'
        )
    })
}

/// Letters of scripts that write no spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, Tai, Balinese, Javanese.
fn spaceless(character: Option<char>) -> bool {
    character.is_some_and(|character| {
        matches!(
            character,
            '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{1aaf}' | '\u{1b00}'..='\u{1b7f}'
                | '\u{a980}'..='\u{a9df}' | '\u{aa60}'..='\u{aadf}'
        )
    })
}

/// Letters of scripts that are written from right to left.
fn leftward(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1eeff}')
        && character.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_or_hides_text_is_found() {
        for character in [
            '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{200b}', '\u{200d}', '\u{200e}', '\u{2060}', '\u{feff}',
            '\u{61c}',
        ] {
            for text in
                [format!("{character}Ana"), format!("An{character}a"), format!("Ana{character}"), character.to_string()]
            {
                assert_eq!(stray(&text), Some(character), "{text:?}");
                assert_eq!(without_strays(&text), text.replace(character, ""));
            }
        }
        for character in [
            '\u{7}',
            '\u{7f}',
            '\u{9b}',
            '\u{3164}',
            '\u{115f}',
            '\u{e0041}',
            '\u{2063}',
            '\u{206a}',
            '\u{fffa}',
            '\u{1d173}',
        ] {
            assert_eq!(stray(&format!("An{character}a")), Some(character));
        }
        assert_eq!(stray("שלום\u{202e}"), Some('\u{202e}'), "an override is right in no script");
        assert_eq!(stray("می\u{200c}"), Some('\u{200c}'), "a non-joiner with nothing behind it parts nothing");
        assert_eq!(stray("Apollo\u{200d}🚀"), Some('\u{200d}'));
    }

    #[test]
    fn what_scripts_and_emoji_need_is_right() {
        for text in [
            "Ana Müller",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "क्\u{200d}",
            "ශ්\u{200d}රී ලංකා",
            "ന്\u{200d}",
            "👩\u{200d}💻 Ana",
            "🏳\u{fe0f}\u{200d}🌈",
            "👩🏽\u{200d}🚀",
            "🤦\u{200d}♂\u{fe0f}",
            "❤\u{fe0f}\u{200d}🔥",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} Skye",
            "C++\u{200e} בעברית",
            "ភាសា\u{200b}ខ្មែរ",
            "葛\u{e0100}城",
            "Donau\u{ad}dampf",
            "two\nlines\tand a tab",
        ] {
            assert_eq!(stray(text), None, "{text:?}");
        }
    }

    #[test]
    fn an_address_holds_joiners_within_words_and_nothing_else() {
        for text in ["/wiki/می\u{200c}خواهم", "/x/👩\u{200d}💻/", "/café/"] {
            assert_eq!(find(text, In::Address), None, "{text:?}");
        }
        for text in
            ["/a\u{ad}b/", "/a\tb", "/C++\u{200e} בעברית", "/ភាសា\u{200b}ខ្មែរ", "/a\u{200d}b", "/a\nb", "/a\u{2028}b"]
        {
            assert!(find(text, In::Address).is_some(), "{text:?}");
        }
    }
}
