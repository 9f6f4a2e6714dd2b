//! Text of old systems: windows-1252, which holds what is called Latin-1 as well, and UTF-16 with its mark.
//!
//! The mapping is that of the WHATWG Encoding Standard, so that a page reads as browsers showed it.

/// What the bytes `0x80` to `0x9f` mean; the others are the first characters of Unicode.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text that `bytes` are in UTF-16 if they begin with its mark, else in windows-1252. There, sequences that are
/// valid UTF-8 are left as they are: most files that are not UTF-8 hold one pasted word.
#[must_use]
pub fn decode_mixed(bytes: &[u8]) -> String {
    let utf_16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf_16(rest, u16::from_be_bytes),
        _ => {}
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| match byte.checked_sub(0x80) {
            Some(at) => UPPER.get(usize::from(at)).copied().unwrap_or(char::from(*byte)),
            None => char::from(*byte),
        }));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_text_reads_as_it_was_meant_and_new_text_beside_it_stays() {
        assert_eq!(decode_mixed(b"caf\xe9 \x80 5 \x96 \x93x\x94"), "café € 5 – “x”");
        assert_eq!(decode_mixed("naïve \u{1f600}".as_bytes()), "naïve \u{1f600}");
        assert_eq!(decode_mixed(b"\xc3\xa9 and \xe9"), "é and é");
        assert_eq!(decode_mixed(b"\x81\xff"), "\u{81}ÿ");
        assert_eq!(decode_mixed(b"\xff\xfe#\0 \0A\0"), "# A");
        assert_eq!(decode_mixed(b"\xfe\xff\0#\0 \0A"), "# A");
    }
}
