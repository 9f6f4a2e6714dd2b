//! The scalar types of the data contract: text, slugs, dates, clock times, URLs, countries.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::decode::{Decode, Decoder, Sameness};
pub use super::picture::Picture;
use super::placeholders::Placeholder;
use super::schema::titled;
use super::slips;
pub use super::slug::Slug;
use super::yaml::{self, Cut, Node, NodeKind};
use crate::diagnostics::registry;
use crate::markdown::{misspelling, named, stray, without_strays};
use crate::words::{Term, WORDS};

/// Texts of at most so many characters are names, titles, headlines and labels, which stand alone and must be what they
/// look like.
const LINE: usize = 300;

/// Text of at most `MAX` characters that is not blank; what it means (plain, inline or block Markdown) is the field's
/// matter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text<const MAX: usize = 20_000>(pub String);

/// A name or title.
pub type Name = Text<80>;

impl<const MAX: usize> std::ops::Deref for Text<MAX> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

/// Reports text that ends at a `#` and hardly was meant to. Behind a single word, only a number is no comment.
pub(super) fn cut_text(node: &Node) -> Option<&Cut> {
    let NodeKind::Scalar { text, .. } = &node.kind else { return None };
    let cut = node.cut.as_deref()?;
    let numbered = cut.whole.get(text.len()..).is_some_and(|rest| {
        rest.trim_start().strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    (numbered || text.contains(' ')).then_some(cut)
}

/// What is said of a text that ends at a `#`.
pub(super) const CUT: &str = "the text ends here: `#` begins a comment, which readers do not see";

impl<const MAX: usize> Decode for Text<MAX> {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let read = Self::of_word(node, to)?;
        if let Some(cut) = cut_text(node) {
            let hint = slips::hint_in_quotes(to.field(), &cut.whole);
            to.report(&registry::CUT_BY_COMMENT, cut.at, CUT, Some(hint));
        }
        Some(read)
    }

    fn schema() -> Value {
        json!({ "type": "string", "minLength": 1, "maxLength": MAX })
    }
}

impl<const MAX: usize> Text<MAX> {
    /// The same of a word, behind which a comment may stand.
    fn of_word(node: &Node, to: &mut Decoder) -> Option<Self> {
        let text = scalar(node, to, "text")?;
        let text = text.trim();
        if text.is_empty() {
            let message = format!("`{}` is blank", to.field());
            to.report(&registry::NULL_VALUE, node.span, message, Some("give it a value or remove the key".to_owned()));
            return None;
        }
        let length = text.chars().count();
        if length > MAX {
            let message = format!("`{}` has {}; it takes {MAX}", to.field(), WORDS.count(length, Term::Character));
            to.report(
                &registry::TOO_LONG,
                node.span,
                message,
                Some(format!("shorten it by {}", WORDS.count_or_none(length - MAX, Term::Character))),
            );
            return None;
        }
        if Placeholder::is_left(text) {
            to.placeholder.get_or_insert(node.span);
        }
        // A zero is an error of the file already.
        if MAX <= LINE
            && let Some(character) = stray(text).filter(|character| *character != '\0')
        {
            let message = format!("`{}` holds {}, which nobody sees", to.field(), named(character));
            to.report(
                &registry::HIDDEN_CHARACTER,
                node.span,
                message,
                Some(format!("write `{}`", without_strays(text))),
            );
        }
        Some(Self(text.to_owned()))
    }
}

/// Inline Markdown of at most `MAX` characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Markdown<const MAX: usize>(pub String);

impl<const MAX: usize> std::ops::Deref for Markdown<MAX> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> Decode for Markdown<MAX> {
    const WORDS: bool = true;

    fn same(&self, earlier: &Self, how: Sameness) -> bool {
        how == Sameness::ButWords || self == earlier
    }

    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        Text::<MAX>::decode(node, to).map(|text| Self(text.0))
    }

    fn schema() -> Value {
        json!({ "type": "string", "title": "inline Markdown", "minLength": 1, "maxLength": MAX })
    }
}

/// A word or a number that names something (`p1`, `2`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label(pub String);

impl std::ops::Deref for Label {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Decode for Label {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { text, plain: true } if yaml::is_number(text) => Some(Self(text.clone())),
            _ => Text::<80>::of_word(node, to).map(|text| Self(text.0)),
        }
    }

    fn schema() -> Value {
        titled(json!({ "type": ["string", "integer"] }), "word or number", "p1")
    }
}

/// An identifier inside a record (`M1`, `DEC-1`, `steering-committee`): letters, digits, `-`, `_`, `.` and inner
/// spaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(pub String);

impl std::ops::Deref for Id {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Id {
    /// Whether `text` is an id, quotes aside.
    #[must_use]
    pub fn is_valid(text: &str) -> bool {
        let sound = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '&' | '/');
        !text.is_empty() && text.chars().count() <= 80 && text.chars().all(sound)
    }
}

impl Decode for Id {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let label = Label::decode(node, to)?;
        if Self::is_valid(&label) {
            return Some(Self(label.0));
        }
        let message = format!("`{}` is no id", &*label);
        to.report(&registry::BAD_SLUG, node.span, message, Some("use letters, digits and `-`".to_owned()));
        None
    }

    fn schema() -> Value {
        titled(json!({ "type": "string", "minLength": 1 }), "id", "M1")
    }
}

impl Decode for Date {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let NodeKind::Scalar { text, .. } = &node.kind else {
            return to.wrong(node, "a date", Some("write it as `2026-03-05`".to_owned()));
        };
        match crate::time::parse_date(text) {
            Ok(date) => Some(date),
            Err(error) => {
                to.report(&registry::BAD_DATE, node.span, error.to_string(), Some(crate::time::date_hint(text)));
                None
            }
        }
    }

    fn schema() -> Value {
        titled(json!({ "type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" }), "date", "2026-03-05")
    }
}

/// An absolute `http`, `https` or `mailto` address that cannot pass for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url(pub String);

impl std::ops::Deref for Url {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Decode for Url {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let text = scalar(node, to, "a URL")?;
        let rest = ["https://", "http://", "mailto:"].iter().find_map(|scheme| text.strip_prefix(scheme));
        if is_misspelt(text, node, to) {
            return None;
        }
        let clean = !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
        if clean && rest.is_some_and(|rest| !rest.is_empty()) {
            return Some(Self(text.to_owned()));
        }
        let message = format!("`{text}` is no address that a page may link to");
        to.report(
            &registry::BAD_URL,
            node.span,
            message,
            Some("write a full address such as `https://example.com/page`".to_owned()),
        );
        None
    }

    fn schema() -> Value {
        titled(
            json!({ "type": "string", "pattern": "^(https?://|mailto:)\\S+$" }),
            "address",
            "https://example.com/plan",
        )
    }
}

/// Reports how an address is misspelt.
fn is_misspelt(text: &str, node: &Node, to: &mut Decoder) -> bool {
    let Some(found) = misspelling(text) else { return false };
    to.report(&registry::BAD_URL, node.span, format!("address {}", found.what), Some(found.hint));
    true
}

/// An address on the web: `http` or `https`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebUrl(pub String);

impl Decode for WebUrl {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let Url(text) = Url::decode(node, to)?;
        if text.starts_with("mailto:") {
            let message = format!("`{text}` is no address on the web");
            to.report(
                &registry::BAD_URL,
                node.span,
                message,
                Some("write an address such as `https://example.com/page`".to_owned()),
            );
            return None;
        }
        Some(Self(text))
    }

    fn schema() -> Value {
        titled(
            json!({ "type": "string", "pattern": "^https?://\\S+$" }),
            "address on the web",
            "https://example.com/plan",
        )
    }
}

/// A place to link to from a record: an absolute address or a page of this site (`/handbook/x/`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTarget(pub String);

impl std::ops::Deref for LinkTarget {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Decode for LinkTarget {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { text, .. } if text.starts_with('/') => {
                (!is_misspelt(text, node, to)).then(|| Self(text.clone()))
            }
            _ => Url::decode(node, to).map(|url| Self(url.0)),
        }
    }

    fn schema() -> Value {
        titled(
            json!({ "type": "string", "pattern": "^(https?://|mailto:|/)\\S*$" }),
            "address, or a page of this site",
            "/handbook/",
        )
    }
}

/// A string scalar; a number, a boolean or an unquoted YAML 1.1 boolean word is a finding.
pub(super) fn scalar<'n>(node: &'n Node, to: &mut Decoder, wanted: &str) -> Option<&'n str> {
    let NodeKind::Scalar { text, plain } = &node.kind else { return to.wrong(node, wanted, None) };
    if *plain && yaml::is_old_bool(text) {
        let message = format!("`{text}` is a boolean to many YAML readers");
        to.report(&registry::UNQUOTED, node.span, message, Some(format!("write `\"{text}\"`")));
        return None;
    }
    if *plain && (yaml::is_number(text) || yaml::is_bool(text)) {
        return to.wrong(node, wanted, Some(format!("write `\"{text}\"`")));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn read<T: Decode>(yaml: &str) -> (Option<T>, Vec<&'static str>) {
        let file = SourcePath::new("x.yaml");
        let (node, found) = yaml::parse(&file, yaml, 0..yaml.len());
        let mut to = Decoder::new(&file, found);
        let value = node.and_then(|node| T::decode(&node, &mut to));
        (value, to.found.iter().map(|finding| finding.rule.code).collect())
    }

    #[test]
    fn text_is_never_coerced() {
        assert_eq!(read::<Text>("1.10").1, ["PMO-E0105"]);
        assert_eq!(read::<Text>("\"1.10\"").0, Some(Text("1.10".to_owned())));
        assert_eq!(read::<Text>("no").1, ["PMO-E0118"]);
        assert_eq!(read::<Text<3>>("abcd").1, ["PMO-E0114"]);
        assert_eq!(read::<Text<4>>("abcd").1, [] as [&str; 0]);
    }

    #[test]
    fn dates_are_real_and_slugs_are_plain() {
        assert_eq!(read::<Date>("2026-02-30").1, ["PMO-E0201"]);
        assert_eq!(read::<Date>("2028-02-29").1, [] as [&str; 0]);
        assert_eq!(read::<Date>("2026-2-3").1, ["PMO-E0201"]);
        assert_eq!(read::<Slug>("Maya Okafor").1, ["PMO-E0117"]);
        assert_eq!(read::<Slug>("maya-okafor").1, [] as [&str; 0]);
        assert_eq!(Slug::suggest("Maya  Okafor!"), "maya-okafor");
        for (name, slug) in [
            ("Zoë Dupont", "zoe-dupont"),
            ("Łukasz Wójcik", "lukasz-wojcik"),
            ("Jörg Weiß", "jorg-weiss"),
            ("Søren Ærø", "soren-aero"),
            ("Siobhán O'Neill", "siobhan-oneill"),
            ("İpek Yıldız", "ipek-yildiz"),
        ] {
            assert_eq!(Slug::suggest(name), slug);
        }
    }

    #[test]
    fn only_web_and_mail_addresses_are_links() {
        assert_eq!(read::<Url>("javascript:alert(1)").1, ["PMO-E0205"]);
        assert_eq!(read::<Url>("https://example.com/x").1, [] as [&str; 0]);
        assert_eq!(read::<Url>("\"https:///x\"").1, ["PMO-E0205"]);
        assert_eq!(read::<LinkTarget>("//evil.example").1, ["PMO-E0205"]);
        assert_eq!(read::<LinkTarget>("/handbook/").1, [] as [&str; 0]);
    }

    #[test]
    fn an_address_is_what_it_looks_like() {
        for url in [
            r"https://e.example\@evil.example/",
            "https://u:p@e.example/",
            "https://e.example:99999999/",
            "mailto:x%0d%0aBcc:y@e.example",
        ] {
            assert_eq!(read::<Url>(url).1, ["PMO-E0205"], "{url}");
            assert_eq!(read::<LinkTarget>(url).1, ["PMO-E0205"], "{url}");
        }
        assert_eq!(read::<Url>("\"https://e.example/\\u202egpj.exe\"").1, ["PMO-E0205"]);
        for path in
            [r"/\evil.example", "/%5cevil.example", "//evil.example", "\"/\\t/evil.example\"", "\"/a\\u2066b/\""]
        {
            assert_eq!(read::<LinkTarget>(path).1, ["PMO-E0205"], "{path}");
        }
        for url in [
            "https://medium.example/@ana",
            "https://e.example:8443/",
            "\"mailto:a@e.example?body=a%0D%0Ab\"",
            "https://fa.example/می\u{200c}خواهم",
        ] {
            assert_eq!(read::<LinkTarget>(url).1, [] as [&str; 0], "{url}");
        }
        assert_eq!(read::<WebUrl>("mailto:a@e.example").1, ["PMO-E0205"]);
        assert_eq!(read::<WebUrl>("https://git.example/pmo").1, [] as [&str; 0]);
    }

    #[test]
    fn a_name_holds_nothing_that_nobody_sees() {
        assert_eq!(
            read::<Name>("\"Ana \\u202eSilva\""),
            (Some(Text("Ana \u{202e}Silva".to_owned())), vec!["PMO-W0412"])
        );
        assert_eq!(read::<Text<240>>("\"We ship\\u200b.\"").1, ["PMO-W0412"]);
        assert_eq!(read::<Name>("👩\u{200d}💻 می\u{200c}خواهم").1, [] as [&str; 0]);
        assert_eq!(
            read::<Text<600>>("\"a \\u2067long\\u2069 text\"").1,
            [] as [&str; 0],
            "a paragraph may turn its direction"
        );
    }
}
