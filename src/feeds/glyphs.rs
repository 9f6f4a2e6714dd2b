//! How wide text is, near enough for a badge: no font is read, so the same text has the same width everywhere.

/// Widths in tenths of a pixel at 11 px, of the printable ASCII characters from the space on, as common sans-serif
/// faces (Verdana and `DejaVu Sans`, which the badge asks for) have them.
const ASCII: [u16; 95] = [
    39, 43, 50, 90, 70, 118, 80, 30, 50, 50, 70, 90, 40, 50, 40, 50, // space to /
    70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 50, 50, 90, 90, 90, 60, // 0 to ?
    110, 75, 75, 77, 85, 70, 63, 85, 83, 46, 50, 76, 61, 93, 82, 87, // @ to O
    66, 87, 76, 75, 68, 81, 75, 109, 75, 68, 75, 50, 50, 50, 90, 70, // P to _
    70, 66, 69, 57, 69, 66, 39, 69, 70, 30, 38, 65, 30, 107, 70, 67, // ` to o
    69, 69, 47, 57, 43, 70, 65, 90, 65, 65, 58, 70, 50, 70, 90, // p to ~
];

/// Width in tenths of a pixel of a letter that is not in the table: an average one.
const OTHER: u32 = 70;

/// Width in tenths of a pixel of a character that takes the square of its line.
const WIDE: u32 = 115;

/// The width of `text` in whole pixels at 11 px, rounded up.
#[must_use]
pub fn width(text: &str) -> u32 {
    text.chars().map(glyph).sum::<u32>().div_ceil(10)
}

fn glyph(c: char) -> u32 {
    let place = u32::from(c).checked_sub(0x20).and_then(|place| usize::try_from(place).ok());
    match place.and_then(|place| ASCII.get(place)) {
        Some(width) => u32::from(*width),
        None if unicode_normalization::char::is_combining_mark(c)
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}') =>
        {
            0
        }
        None if is_wide(c) => WIDE,
        None => OTHER,
    }
}

/// The East Asian blocks whose characters are wide, and emoji.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

/// `text` if it is at most `most` pixels wide, else as much as fits with `…` after it.
#[must_use]
pub fn fitted(text: &str, most: u32) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let room = most.saturating_sub(width("…")) * 10;
    let mut taken = 0;
    let fits = |c: &char| {
        taken += glyph(*c);
        taken <= room
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_are_wider_and_marks_take_no_room() {
        assert!(width("WWW") > width("iii"));
        assert_eq!(width("漢字"), 23);
        assert_eq!(width("e\u{301}"), width("e"));
        assert_eq!(width(""), 0);
    }

    #[test]
    fn long_text_is_cut_to_its_room() {
        let cut = fitted(&"Programme ".repeat(20), 120);
        assert!(cut.ends_with("me…") || cut.ends_with('…'), "{cut}");
        assert!(width(&cut) <= 120);
        assert_eq!(fitted("short", 120), "short");
    }
}
