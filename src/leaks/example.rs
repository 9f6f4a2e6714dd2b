//! What tells an example from a secret: nobody can use it, and whoever reads it sees so.

/// Words that people write into a secret's place. Each is so long that chance does not write it into a key.
const WORDS: [&[u8]; 11] = [
    b"example",
    b"sample",
    b"dummy",
    b"placeholder",
    b"changeme",
    b"redacted",
    b"your",
    b"xxxx",
    b"fake",
    b"insert",
    b"goeshere",
];

/// Different bytes that a real key has at least; sixteen random digits of base 32 have fewer once in a billion.
const DISTINCT: usize = 6;

/// One byte this often in a row was typed by holding a key down.
const HELD: usize = 5;

/// So many bytes that follow each other in the alphabet or as numbers were typed and not drawn.
const COUNTED: usize = 8;

/// Whether `body` stands for a secret and is none.
pub(super) fn is_example(body: &[u8]) -> bool {
    let counted = body.chunk_by(|one, next| *next == one.wrapping_add(1)).any(|run| run.len() >= COUNTED);
    counted
        || has_word(body)
        || distinct(body) < DISTINCT
        || body.chunk_by(|one, next| one == next).any(|run| run.len() >= HELD)
}

/// Whether one of the words of an example stands in `body`, in any case.
pub(super) fn has_word(body: &[u8]) -> bool {
    WORDS.iter().any(|word| body.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word)))
}

/// Whether `body` looks drawn by lot and not like words with hyphens: it has a digit, or letters of both cases.
pub(super) fn is_drawn(body: &[u8]) -> bool {
    let any = |is: fn(&u8) -> bool| body.iter().any(is);
    any(u8::is_ascii_digit) || (any(u8::is_ascii_uppercase) && any(u8::is_ascii_lowercase))
}

fn distinct(body: &[u8]) -> usize {
    let mut seen = [false; 256];
    body.iter()
        .filter(|byte| seen.get_mut(usize::from(**byte)).is_some_and(|seen| !std::mem::replace(seen, true)))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_says_so_repeats_itself_or_has_few_letters() {
        for body in [
            "IOSFODNN7EXAMPLE",
            "yourTokenGoesHere123456",
            "XXXXXXXXXXXXXXXX",
            "aaaaabcdefgh1234",
            "1212121212121212",
            "0123456789abcdef",
        ] {
            assert!(is_example(body.as_bytes()), "{body}");
        }
        for body in ["Q3EGRIJ7XKZ2LMNO", "0123456a789bcdef", "T0pZ7mE1xAmPl3kd"] {
            assert!(!is_example(body.as_bytes()), "{body}");
        }
    }

    #[test]
    fn words_with_hyphens_are_not_drawn() {
        assert!(!is_drawn(b"is-how-a-token-of-ours-begins") && is_drawn(b"kq8Zr") && is_drawn(b"abcDef"));
    }
}
