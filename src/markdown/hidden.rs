//! Inline elements that are removed with their content: `a <script>b</script> c`, which arrives as several events.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, TagEnd};

use super::events::Spanned;
use super::plain;
use super::tag::{Piece, pieces};

/// The event from `at` on that closes hidden element `name` in the same block, or the end of the block.
pub(super) fn closing(events: &[Spanned<'_>], at: usize, name: &str) -> Result<usize, usize> {
    for (index, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::InlineHtml(html)
                if pieces(html).first().is_some_and(|(piece, _)| *piece == Piece::End(name.to_owned())) =>
            {
                return Ok(index);
            }
            Event::End(end) if plain::ends_line(*end) || *end == TagEnd::TableCell => return Err(index),
            _ => {}
        }
    }
    Err(events.len())
}

/// Removes the content of `range`; constructs stay, so that they stay in pairs.
pub(super) fn hide(events: &mut [Spanned<'_>], range: Range<usize>) {
    for (event, _) in events.get_mut(range).unwrap_or_default() {
        if !matches!(event, Event::Start(_) | Event::End(_)) {
            *event = Event::InlineHtml(CowStr::Borrowed(""));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::page;

    #[test]
    fn only_what_is_closed_in_its_own_block_is_hidden() {
        assert_eq!(page("a <script>*b*</script> c").html, "<p>a <em></em> c</p>\n");
        assert_eq!(page("a <script> b\n\nc </script> d").html, "<p>a  b</p>\n<p>c  d</p>\n");
    }
}
