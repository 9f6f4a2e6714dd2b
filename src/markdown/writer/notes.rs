//! The section of footnotes.

use pulldown_cmark::{Event, TagEnd};

use super::super::footnote::back_links;
use super::Writer;

impl Writer<'_, '_> {
    /// Writes the footnotes.
    pub(super) fn notes(&mut self) {
        let mut index = 0;
        self.depth += 1;
        while let Some(note) = self.footnotes.note(index, &mut self.slugger) {
            if index == 0 {
                self.raw("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n");
            }
            self.raw(format!("<li id=\"{}\">", note.id));
            // The way back stands in the note's last paragraph where it ends with one.
            let last = note.content.end.saturating_sub(1);
            let inside = note.content.end > note.content.start
                && matches!(self.event(last), Some(Event::End(TagEnd::Paragraph)));
            self.walk(note.content.start..if inside { last } else { note.content.end });
            self.raw(back_links(&note, index + 1));
            if inside {
                self.walk(last..note.content.end);
            }
            self.raw("</li>\n");
            index += 1;
        }
        if index > 0 {
            self.raw("</ol>\n</section>\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::trial::page;

    #[test]
    fn footnotes_stand_at_the_end_with_ways_back() {
        let trial = page("a[^x] b[^y] c[^x]\n\n[^y]: Y\n\n[^x]: X\n\n[^z]: Z\n\n## fn-1\n");
        let (_, notes) = trial.html.split_once("<section").unwrap_or_default();
        let order: Vec<_> = notes.split("<li id=\"").skip(1).filter_map(|note| note.split('<').next()).collect();
        assert_eq!(order, ["fn-1\">\n", "fn-2\">\n", "fn-3\">\n"]);
        assert!(
            notes.contains("<p>X <a href=\"#fnref-1\"")
                && notes.contains("<a href=\"#fnref-1-1\"")
                && notes.contains("<p>Z</p>")
        );
        assert!(trial.html.contains("<a href=\"#fn-1\" id=\"fnref-1\""), "{}", trial.html);
        let ids: Vec<_> =
            trial.html.match_indices(" id=\"").filter_map(|(at, _)| trial.html.get(at..)?.split('"').nth(1)).collect();
        let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "{ids:?}");
        assert!(ids.iter().all(|id| trial.document.anchors.contains(*id)));
    }
}
