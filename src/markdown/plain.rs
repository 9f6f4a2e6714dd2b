//! Markdown as plain text.

use pulldown_cmark::{Event, Tag, TagEnd};

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
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text)
                if pictures || picture == 0 =>
            {
                out.push_str(text);
            }
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// The text of raw HTML that was rewritten, whose attributes hold no `>`.
pub(crate) fn of_html(html: &str) -> String {
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
    if out.contains('&') {
        out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    } else {
        out
    }
}
