//! What the names of other tools' shortcodes, and our own, mean here.

/// What a call becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Builtin {
    /// A callout, of this kind unless its arguments say another.
    Callout(&'static str),
    /// Text that unfolds.
    Details,
    /// A group of tabs.
    Tabs,
    /// One tab.
    Tab,
    /// A group of cards.
    Cards,
    /// One card.
    Card,
    /// Its text stands by itself, below a title if it has one.
    Section,
    /// A comment: nobody sees it.
    Comment,
    /// It shows nothing here: a switch of another theme.
    Nothing,
    /// The address of a page.
    Ref,
    /// A picture with its caption.
    Figure,
    /// A picture of a page's folder, resized by the other tool.
    Picture,
    /// Something at another host, by the address that an argument completes.
    Elsewhere(Elsewhere),
    /// Code with a language.
    Code,
    /// Code of a fixed language.
    CodeOf(&'static str),
    /// Text of another page.
    Include,
    /// A short word in a frame.
    Label,
    /// A link that looks like a button.
    Button,
    /// A word of the glossary.
    Term,
    /// A line break.
    Break,
    /// What records know.
    Records,
}

/// What lies at another host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Elsewhere {
    /// What it is.
    pub(in super::super) noun: &'static str,
    /// Its address before the first argument.
    pub(in super::super) before: &'static str,
    /// Names under which the argument may stand.
    pub(in super::super) keys: &'static [&'static str],
}

/// Whether a call needs its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Ending {
    /// It has none.
    Never,
    /// It may have one.
    Maybe,
    /// It must have one.
    Always,
}

const fn elsewhere(noun: &'static str, before: &'static str, keys: &'static [&'static str]) -> Builtin {
    Builtin::Elsewhere(Elsewhere { noun, before, keys })
}

/// Every name with what it means, in order, so that a name can be searched for.
const NAMES: &[(&str, Builtin)] = &[
    ("admonition", Builtin::Callout("note")),
    ("alert", Builtin::Callout("primary")),
    ("attention", Builtin::Callout("warning")),
    ("audio", elsewhere("Sound", "", &["src", "url"])),
    ("badge", Builtin::Label),
    ("blockquote", Builtin::Section),
    ("blocks/cover", Builtin::Section),
    ("blocks/feature", Builtin::Section),
    ("blocks/lead", Builtin::Section),
    ("blocks/link-down", Builtin::Nothing),
    ("blocks/section", Builtin::Section),
    ("blocks/tab", Builtin::Tab),
    ("blocks/tabs", Builtin::Tabs),
    ("br", Builtin::Break),
    ("button", Builtin::Button),
    ("callout", Builtin::Callout("note")),
    ("card", Builtin::Card),
    ("cardpane", Builtin::Cards),
    ("cards", Builtin::Cards),
    ("caution", Builtin::Callout("caution")),
    ("code", Builtin::Code),
    ("code-tab", Builtin::Tab),
    ("code-tabs", Builtin::Tabs),
    ("codenew", Builtin::Include),
    ("codetab", Builtin::Tab),
    ("codetabs", Builtin::Tabs),
    ("collapse", Builtin::Details),
    ("column", Builtin::Section),
    ("columns", Builtin::Section),
    ("comment", Builtin::Comment),
    ("conditional-text", Builtin::Section),
    ("count", Builtin::Records),
    ("coverage", Builtin::Records),
    ("danger", Builtin::Callout("danger")),
    ("details", Builtin::Details),
    ("div", Builtin::Section),
    ("engineering/stable-counterparts", Builtin::Records),
    ("error", Builtin::Callout("danger")),
    ("expand", Builtin::Details),
    ("figure", Builtin::Figure),
    ("focus-areas", Builtin::Records),
    ("gist", elsewhere("Code", "https://gist.github.com/", &["user", "id", "file"])),
    ("group-by-slugs", Builtin::Records),
    ("highlight", Builtin::Code),
    ("hint", Builtin::Callout("tip")),
    ("icon", Builtin::Nothing),
    ("iframe", elsewhere("Page", "", &["src", "url"])),
    ("imgproc", Builtin::Picture),
    ("important", Builtin::Callout("important")),
    ("include", Builtin::Include),
    ("info", Builtin::Callout("info")),
    ("instagram", elsewhere("Post", "https://www.instagram.com/p/", &["id"])),
    ("label", Builtin::Label),
    ("levels", Builtin::Records),
    ("member-by-gitlab", Builtin::Records),
    ("member-by-name", Builtin::Records),
    ("mermaid", Builtin::CodeOf("mermaid")),
    ("milestone", Builtin::Records),
    ("note", Builtin::Callout("note")),
    ("notice", Builtin::Callout("note")),
    ("pageinfo", Builtin::Callout("note")),
    ("panel", Builtin::Callout("panel")),
    ("people", Builtin::Records),
    ("person", Builtin::Records),
    ("plantuml", Builtin::CodeOf("plantuml")),
    ("programs", Builtin::Records),
    ("qr", Builtin::Label),
    ("quote", Builtin::Section),
    ("readfile", Builtin::Include),
    ("redoc", elsewhere("Description of an interface", "", &["src", "url", "spec-url"])),
    ("ref", Builtin::Ref),
    ("relref", Builtin::Ref),
    ("roster", Builtin::Records),
    ("stable-counterparts", Builtin::Records),
    ("status", Builtin::Records),
    ("steps", Builtin::Section),
    ("success", Builtin::Callout("success")),
    ("swaggerui", elsewhere("Description of an interface", "", &["src", "url"])),
    ("tab", Builtin::Tab),
    ("tabpane", Builtin::Tabs),
    ("tabs", Builtin::Tabs),
    ("target", Builtin::Records),
    ("team-by-departments", Builtin::Records),
    ("team-by-manager-role", Builtin::Records),
    ("team-by-manager-slug", Builtin::Records),
    ("term", Builtin::Term),
    ("tip", Builtin::Callout("tip")),
    ("toc", Builtin::Nothing),
    ("tweet", elsewhere("Post", "https://x.com/i/status/", &["id"])),
    ("twitter", elsewhere("Post", "https://x.com/i/status/", &["id"])),
    ("video", elsewhere("Film", "", &["src", "url"])),
    ("vimeo", elsewhere("Film", "https://vimeo.com/", &["id"])),
    ("warning", Builtin::Callout("warning")),
    ("x", elsewhere("Post", "https://x.com/i/status/", &["id"])),
    ("youtube", elsewhere("Film", "https://www.youtube.com/watch?v=", &["id", "url"])),
];

/// What `name` means; nothing for a name of a site's own.
pub(in super::super) fn of(name: &str) -> Option<Builtin> {
    let at = NAMES.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    NAMES.get(at).map(|(_, builtin)| *builtin)
}

/// Every name.
#[cfg(test)]
fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(name, _)| *name)
}

impl Builtin {
    /// Whether it needs its end.
    pub(in super::super) fn ending(self) -> Ending {
        match self {
            Self::Callout(_)
            | Self::Details
            | Self::Tabs
            | Self::Tab
            | Self::Cards
            | Self::Card
            | Self::Comment
            | Self::CodeOf(_) => Ending::Always,
            Self::Section | Self::Code | Self::Label | Self::Button | Self::Picture | Self::Elsewhere(_) => {
                Ending::Maybe
            }
            Self::Nothing | Self::Ref | Self::Term | Self::Figure | Self::Include | Self::Break | Self::Records => {
                Ending::Never
            }
        }
    }

    /// Whether it stands between paragraphs and not within one.
    pub(in super::super) fn is_block(self) -> bool {
        match self {
            Self::Callout(_)
            | Self::Details
            | Self::Tabs
            | Self::Tab
            | Self::Cards
            | Self::Card
            | Self::Section
            | Self::Comment
            | Self::Nothing
            | Self::Figure
            | Self::Picture
            | Self::Elsewhere(_)
            | Self::Code
            | Self::CodeOf(_)
            | Self::Include => true,
            Self::Ref | Self::Term | Self::Label | Self::Button | Self::Break | Self::Records => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_each_is_found() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0), "names stand in the order of their bytes");
        assert!(names().all(|name| of(name).is_some()) && of("nothing-of-the-kind").is_none());
    }

    #[test]
    fn the_specs_show_each_directive_that_is_told_off_and_each_that_is_not() {
        let spec = include_str!("../../../tests/spec/directives.md");
        for name in NAMES.iter().filter(|(_, builtin)| *builtin == Builtin::Records).map(|(name, _)| name) {
            let call = format!("{{{{< {name} ");
            let (told, sound): (Vec<&str>, Vec<&str>) =
                spec.lines().filter(|line| line.contains(&call)).partition(|line| line.contains("<!-- "));
            assert!(
                !told.is_empty() && !sound.is_empty(),
                "`{name}` lacks a case that fires its finding, or a near miss"
            );
        }
    }
}
