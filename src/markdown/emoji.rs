//! Emoji short codes, as forges know them.

use std::borrow::Cow;

use crate::invariant::invariant;

/// Longest short code in bytes, so that a stray colon costs no long search; the longest today has 37.
const LONGEST: usize = 48;

/// `text` with every known `:name:` replaced. Unknown names, times of day and lone colons stay.
pub(super) fn replace(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(open) = find_colon(text, at) {
        let name = name_at(text, open + 1);
        at = open + 1;
        if let Some(emoji) = name.and_then(emojis::get_by_shortcode) {
            out.push_str(invariant(text.get(done..open), "a colon is a whole character"));
            out.push_str(emoji.as_str());
            done = open + name.map_or(0, str::len) + 2;
            at = done;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(invariant(text.get(done..), "a name ends with a colon"));
    Cow::Owned(out)
}

fn find_colon(text: &str, from: usize) -> Option<usize> {
    memchr::memchr(b':', text.as_bytes().get(from..)?).map(|at| from + at)
}

/// The name that starts at `start` and ends before a colon.
fn name_at(text: &str, start: usize) -> Option<&str> {
    let rest = text.get(start..)?;
    let end =
        rest.bytes().take(LONGEST).position(|byte| !matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'+' | b'-'))?;
    (end > 0 && rest.as_bytes().get(end) == Some(&b':')).then(|| rest.get(..end)).flatten()
}

#[cfg(test)]
mod tests {
    use super::replace;

    #[test]
    fn known_names_are_replaced_and_all_else_stays() {
        assert_eq!(replace("go :rocket:! :+1:"), "go 🚀! 👍");
        assert_eq!(replace("::rocket:"), ":🚀");
        for same in ["at 10:30:15", ":no_such_emoji:", "a: b:", "::", "日:本:"] {
            assert_eq!(replace(same), same);
        }
    }
}
