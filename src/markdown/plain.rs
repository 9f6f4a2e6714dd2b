//! Markdown as plain text.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::emoji;
use super::events::extensions;

/// The text of `markdown` without its markup: one line per block, words of links and pictures, no raw HTML.
#[must_use]
pub fn plain_text(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut in_code = false;
    for event in Parser::new_ext(markdown, extensions(false)) {
        match event {
            Event::Text(text) if in_code => out.push_str(&text),
            Event::Text(text) => out.push_str(&emoji::replace(&text)),
            Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => out.push(' '),
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(end) => {
                in_code = in_code && end != TagEnd::CodeBlock;
                if ends_line(end) && !out.is_empty() && !out.ends_with('\n') {
                    out.truncate(out.trim_end().len());
                    out.push('\n');
                }
            }
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether the end of this construct ends a line of plain text.
pub(super) fn ends_line(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
            | TagEnd::Subscript
            | TagEnd::Superscript
    )
}

/// The text of a few events, as a heading or a picture's alternative text needs it. Raw HTML is left out.
pub(super) fn of_events<'e, 'a: 'e>(events: impl IntoIterator<Item = &'e Event<'a>>, pictures: bool) -> String {
    let mut out = String::new();
    let mut picture = 0_usize;
    for event in events {
        match event {
            Event::Start(Tag::Image { .. }) => picture += 1,
            Event::End(TagEnd::Image) => picture = picture.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if pictures || picture == 0 => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// The text of raw HTML that was rewritten, whose attributes hold no `>`.
pub(super) fn of_html(html: &str) -> String {
    if html.contains("<script") || html.contains("<style") {
        return String::new();
    }
    let mut out = String::new();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    if out.contains('&') { out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&") } else { out }
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn markup_goes_and_words_stay() {
        assert_eq!(plain_text("# A *b*\n\nc [d](e) ![f](g) <br> `h`\ni :rocket:\n\n- j\n- k"), "A b\nc d f  h i 🚀\nj\nk");
        assert_eq!(plain_text("| a | b |\n|---|---|\n| c | d |"), "a b\nc d");
        assert_eq!(plain_text("```\n:rocket:\n```"), ":rocket:");
        assert_eq!(plain_text(""), "");
    }
}
