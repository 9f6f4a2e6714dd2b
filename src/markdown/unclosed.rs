//! The elements that raw HTML has left open.

use pulldown_cmark::TagEnd;

use super::element::{self, Element, close};

/// Names of the open elements, outermost first.
#[derive(Debug, Default)]
pub(super) struct Unclosed(Vec<String>);

impl Unclosed {
    /// How many are open.
    pub(super) fn depth(&self) -> usize {
        self.0.len()
    }

    /// Whether one of this name is open.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.0.iter().any(|open| open == name)
    }

    /// Begins an element. One whose end is implied ends the one of its name before it, as the next `<li>` does.
    pub(super) fn begin(&mut self, name: String) {
        let implied = |name: &str| element::element(name) == Element::Implied;
        if implied(&name) {
            let from = self.0.iter().rposition(|open| !implied(open)).map_or(0, |last| last + 1);
            let same = self.0.iter().skip(from).position(|open| *open == name);
            self.0.truncate(same.map_or(self.0.len(), |same| from + same));
        }
        self.0.push(name);
    }

    /// Ends the innermost element of this name with all that is open in it; says whether there is one.
    pub(super) fn end(&mut self, name: &str) -> bool {
        let Some(depth) = self.0.iter().rposition(|open| open == name) else { return false };
        self.0.truncate(depth);
        true
    }

    /// Ends the innermost elements that began after `depth` and stand within a line, where a block of text ends: left
    /// open, they would go on into all that follows. Gives their end tags.
    pub(super) fn end_of_text(&mut self, depth: usize) -> String {
        let mut ends = String::new();
        while self.0.len() > depth
            && let Some(name) = self.0.pop_if(|name| element::is_phrasing(name))
        {
            close(&mut ends, &name);
        }
        ends
    }
}

/// Whether a block of Markdown holds text, so that no element that stands within a line goes on after it.
pub(super) fn holds_text(block: TagEnd) -> bool {
    use TagEnd::{DefinitionListDefinition, DefinitionListTitle, Heading, Item, Paragraph, TableCell};
    matches!(block, Paragraph | Heading(_) | TableCell | DefinitionListTitle | DefinitionListDefinition | Item)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(names: &[&str]) -> Unclosed {
        let mut open = Unclosed::default();
        for name in names {
            open.begin((*name).to_owned());
        }
        open
    }

    #[test]
    fn an_implied_end_is_that_of_its_own_list() {
        assert_eq!(open(&["ul", "li", "li"]).0, ["ul", "li"]);
        assert_eq!(open(&["ul", "li", "ul", "li"]).0, ["ul", "li", "ul", "li"]);
        assert_eq!(open(&["table", "tr", "td", "tr"]).0, ["table", "tr"]);
    }

    #[test]
    fn an_end_takes_all_within_it_and_a_stray_one_nothing() {
        let mut open = open(&["ul", "li", "b"]);
        assert!(!open.end("p"));
        assert_eq!(open.depth(), 3);
        assert!(open.end("ul"));
        assert_eq!(open.depth(), 0);
    }

    #[test]
    fn only_what_stands_within_a_line_ends_with_it() {
        let mut open = open(&["b", "details", "a", "em"]);
        assert_eq!(open.end_of_text(1), "</em></a>");
        assert_eq!(open.0, ["b", "details"]);
    }
}
