//! How a page stands in the lists of others: keys that Hugo and its theme Docsy read.

use super::{Located, Node, NodeKind};
use crate::parse::topics::Topics;

/// How a page stands in lists of pages.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "independent keys of front matter")]
pub struct Listing {
    /// `toc_hide`: it is not in the tree beside the text, nor in the top bar.
    pub hidden_in_tree: bool,
    /// `hide_summary`: the page of its section does not list it.
    pub hidden_in_section: bool,
    /// `build: { list: never }`, `unlisted`: no list, no tree, no search and no sitemap has it.
    pub unlisted: bool,
    /// `no_list`: it does not list the pages below it.
    pub lists_nothing: bool,
    /// `simple_list`: it lists the pages below it by their names alone.
    pub lists_names: bool,
    /// `manualLink` and `manualLinkRelref`: where its entry in lists leads instead.
    pub leads_to: Option<Located<String>>,
    /// `menu`: its entry in the main menu.
    pub menu: Option<MenuEntry>,
}

/// An entry of the main menu.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MenuEntry {
    /// Its place, the smallest first.
    pub weight: Option<i64>,
    /// Its text, when it is not the page's title.
    pub name: Option<String>,
}

impl Listing {
    /// Whether the tree and the top bar leave it out.
    #[must_use]
    pub fn is_out_of_tree(&self) -> bool {
        self.hidden_in_tree || self.unlisted
    }

    /// Whether the page above leaves it out of its list.
    #[must_use]
    pub fn is_out_of_section(&self) -> bool {
        self.hidden_in_section || self.unlisted
    }

    /// Takes over the value of a key, if it is one of these keys; `plain` is the key in small letters without `_` and
    /// `-`.
    pub(super) fn take(&mut self, plain: &str, node: &Node) -> Topics {
        let text = scalar(node);
        let is = text.is_some_and(|text| matches!(text, "true" | "True" | "TRUE"));
        match plain {
            "tochide" | "navexclude" => {
                self.hidden_in_tree |= is;
                return Topics::TREE;
            }
            "hidesummary" => {
                self.hidden_in_section = is;
                return Topics::SECTION;
            }
            "nolist" => {
                self.lists_nothing = is;
                return Topics::LISTS;
            }
            "simplelist" => {
                self.lists_names = is;
                return Topics::NAMES;
            }
            "manuallink" | "manuallinkrelref" => {
                let target = text.map(|text| Located { value: text.to_owned(), span: node.span });
                self.leads_to = target.or_else(|| self.leads_to.take());
            }
            "menu" | "menus" => self.menu = main_menu(node),
            _ => {}
        }
        Topics::empty()
    }
}

fn scalar(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// The entry in the menu `main`: `menu: main`, `menu: [main]` or `menu: { main: { weight: 10 } }`.
fn main_menu(node: &Node) -> Option<MenuEntry> {
    match &node.kind {
        NodeKind::Scalar { .. } => (scalar(node) == Some("main")).then(MenuEntry::default),
        NodeKind::List(items) => items.iter().any(|item| scalar(item) == Some("main")).then(MenuEntry::default),
        NodeKind::Map(entries) => {
            let (_, entry) = entries.iter().find(|(key, _)| key.text == "main")?;
            let NodeKind::Map(fields) = &entry.kind else { return Some(MenuEntry::default()) };
            let field = |name: &str| fields.iter().find(|(key, _)| key.text == name).and_then(|(_, node)| scalar(node));
            Some(MenuEntry {
                weight: field("weight").and_then(|weight| weight.parse().ok()),
                name: field("name").map(str::to_owned),
            })
        }
        NodeKind::Null => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FrontMatterLanguage, read};
    use super::*;
    use crate::source::SourcePath;

    fn listing(text: &str, language: FrontMatterLanguage) -> Listing {
        let (front, found) = read(&SourcePath::new("x.md"), text, language, 0..text.len());
        assert_eq!(found, [], "{text}");
        front.listing
    }

    #[test]
    fn a_menu_has_three_forms() {
        let menu = |text: &str| listing(text, FrontMatterLanguage::Yaml).menu;
        let entry = |weight, name: Option<&str>| Some(MenuEntry { weight, name: name.map(str::to_owned) });
        assert_eq!(menu("menu: main\n"), entry(None, None));
        assert_eq!(menu("menu: [footer, main]\n"), entry(None, None));
        assert_eq!(menu("menu:\n  main:\n    weight: 20\n    name: Docs\n"), entry(Some(20), Some("Docs")));
        assert_eq!(menu("menu:\n  main:\n"), entry(None, None));
        assert_eq!(menu("menu: footer\n"), None);
        assert_eq!(menu("menu: { footer: { weight: 1 } }\n"), None);
        let toml = listing("[menu.main]\nweight = 20\n", FrontMatterLanguage::Toml);
        assert_eq!(toml.menu, entry(Some(20), None));
        let json = listing("{\"menu\": {\"main\": {\"weight\": 3}}}", FrontMatterLanguage::Json);
        assert_eq!(json.menu, entry(Some(3), None));
    }

    #[test]
    fn what_hides_and_what_leads_elsewhere() {
        let text = "toc_hide: true\nhide_summary: 'true'\nno_list: false\nsimple_list: True\nmanualLink: /a/\nmanualLinkRelref:\n";
        let Listing { hidden_in_tree, hidden_in_section, unlisted, lists_nothing, lists_names, leads_to, menu } =
            listing(text, FrontMatterLanguage::Yaml);
        assert_eq!((hidden_in_tree, hidden_in_section, lists_nothing, lists_names), (true, true, false, true));
        assert_eq!(leads_to.map(|to| to.value).as_deref(), Some("/a/"));
        assert!(menu.is_none() && !unlisted);
    }
}
