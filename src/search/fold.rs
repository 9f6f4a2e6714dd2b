//! Words without their marks: `Müller` is also found as `muller`, `Łódź` as `lodz`, `Straße` as `strasse`.
//!
//! Only marks that writers leave out are taken away: those of Latin, Greek and Cyrillic letters, the points of Hebrew
//! and the vowels of Arabic. The vowel signs of Indian scripts and of Thai are letters of their words and stay. The
//! search script folds a query in the same way (`search-engine.js`).

use unicode_normalization::UnicodeNormalization;

/// `word`, which is in lower case, without marks; nothing when it has none.
#[must_use]
pub fn folded(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let mut plain = String::with_capacity(word.len());
    let mut last = ' ';
    for letter in word.nfd() {
        // й is a letter of its own and no и with a mark.
        let short_i = letter == '\u{306}' && last == 'и';
        if short_i || !is_left_out(letter) {
            match spelt(letter) {
                Some(letters) => plain.push_str(letters),
                None => plain.push(letter),
            }
        }
        last = letter;
    }
    let plain: String = plain.nfc().collect();
    (plain != word && !plain.is_empty()).then_some(plain)
}

/// Whether writers leave this mark out.
fn is_left_out(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}')
}

/// Letters that no decomposition takes apart, as they are spelt without them.
fn spelt(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ς' => "σ",
        // Alef maksura and ta marbuta are typed as ya and ha.
        'ى' => "ي",
        'ة' => "ه",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_writers_leave_out_are_taken_away() {
        for (word, plain) in [
            ("müller", "muller"),
            ("łukasz", "lukasz"),
            ("żółć", "zolc"),
            ("straße", "strasse"),
            ("smørrebrød", "smorrebrod"),
            ("çağrı", "cagri"),
            ("nguyễn", "nguyen"),
            ("ελλάς", "ελλασ"),
            ("ещё", "еще"),
            ("שָׁלוֹם", "שלום"),
            ("مُدَرِّسة", "مدرسه"),
            ("أحمد", "احمد"),
        ] {
            assert_eq!(folded(word).as_deref(), Some(plain), "{word}");
        }
    }

    #[test]
    fn letters_of_a_word_stay() {
        for word in ["plan", "май", "हिन्दी", "ที่", "프로그램", "データ", "ガイド"] {
            assert_eq!(folded(word), None, "{word}");
        }
    }
}
