//! What a page's front matter says of who may read it, and when.
//!
//! The keys are those of the generators that handbooks come from: `draft`, `published`, `publishDate`, `expiryDate`,
//! `private`, and our own `visibility` and `internal`. They are read in any case and with `_` or `-` between their
//! words. A value that is none of those a key takes may well have been meant to withhold the page, so the page is
//! withheld until somebody corrects it: *in doubt, withhold*. Deliberately absent: the day on which a page is looked
//! at.

mod dates;
#[cfg(test)]
mod tests;

use dates::{Dated, dated, days};
use jiff::civil::Date;

use super::topics::Topics;
use super::yaml::{Node, NodeKind};

/// Who may read a page, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent keys of front matter")]
pub struct Publication {
    /// `draft: true` or `published: false`: published with drafts only.
    pub draft: bool,
    /// `visibility: internal` or `internal: true`: published in an internal build only.
    pub internal: bool,
    /// `publishDate`: the first day on which the page is published.
    pub from: Option<Date>,
    /// `expiryDate`: the first day on which it no longer is.
    pub until: Option<Date>,
    /// `date`: the first day on which a page is published that does not give another.
    pub dated: Option<Date>,
    /// `build: { render: never }` or `headless: true`: never published, since it is there for other pages.
    pub unrendered: bool,
    /// `build: { publishResources: false }`: files in its folder are published only where a page leads to them.
    pub files_when_linked: bool,
    /// Something that may withhold the page could not be read: never published.
    pub doubtful: bool,
}

impl Publication {
    /// Whether the page is published on the day `as_of`, to those who may see it.
    #[must_use]
    pub fn is_due(&self, as_of: Date, drafts: bool) -> bool {
        let Self { draft, internal: _, from, until, dated, unrendered, files_when_linked: _, doubtful } = *self;
        !doubtful
            && !unrendered
            && (drafts || !draft)
            && from.or(dated).is_none_or(|from| from <= as_of)
            && until.is_none_or(|until| as_of < until)
    }
}

/// A key that can withhold a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PublicationKey {
    /// `true` withholds.
    Draft,
    /// `false` withholds; a date is that of publication, as in Hugo.
    Published,
    /// `true` withholds from the public.
    Internal,
    /// `internal` withholds from the public.
    Visibility,
    /// A day before which the page is withheld.
    From,
    /// A day from which on it is withheld.
    Until,
    /// `true` withholds, with drafts too.
    Headless,
}

/// The keys, in small letters without `_` and `-`.
const KEYS: &[(&str, PublicationKey)] = &[
    ("draft", PublicationKey::Draft),
    ("isdraft", PublicationKey::Draft),
    ("unpublished", PublicationKey::Draft),
    ("published", PublicationKey::Published),
    ("publish", PublicationKey::Published),
    ("internal", PublicationKey::Internal),
    ("private", PublicationKey::Internal),
    ("visibility", PublicationKey::Visibility),
    ("publishdate", PublicationKey::From),
    ("pubdate", PublicationKey::From),
    ("expirydate", PublicationKey::Until),
    ("unpublishdate", PublicationKey::Until),
    ("headless", PublicationKey::Headless),
];

/// Words that mean `true` to somebody.
pub(super) const YES: &[&str] =
    &["yes", "y", "on", "1", "t", "tru", "ture", "treu", "ok", "x", "ja", "oui", "si", "sí", "sim", "wahr", "vrai"];

/// Words that mean `false` to somebody.
pub(super) const NO: &[&str] = &["no", "n", "off", "0", "f", "fals", "flase", "nein", "non", "não", "falsch", "faux"];

/// A doubt: what is wrong, and what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    pub message: String,
    pub hint: String,
}

impl Publication {
    /// Takes over `key: node` of a page's front matter, if the key is one that withholds; `plain` is the key in small
    /// letters without `_` and `-`. Gives the doubt that its value leaves. Where two keys say different things, the
    /// stricter holds.
    pub(super) fn take(&mut self, (key, plain): (&str, &str), node: &Node) -> Option<Doubt> {
        if plain == "date" {
            return self.take_date(key, node);
        }
        let doubt = match KEYS.iter().find(|(known, _)| *known == plain) {
            Some((_, known)) => self.read(*known, key, node),
            None => misspelt(key, plain, node).or_else(|| below(key, node)),
        };
        self.doubtful |= doubt.is_some();
        doubt
    }

    fn read(&mut self, known: PublicationKey, key: &str, node: &Node) -> Option<Doubt> {
        let value = match &node.kind {
            NodeKind::Scalar { text, .. } => text.trim(),
            _ => "",
        };
        match known {
            PublicationKey::Draft | PublicationKey::Internal | PublicationKey::Published | PublicationKey::Headless
                if let Some(truth) = truth(value) =>
            {
                match known {
                    PublicationKey::Draft => self.draft |= truth,
                    PublicationKey::Internal => self.internal |= truth,
                    PublicationKey::Headless => self.unrendered |= truth,
                    _ => self.draft |= !truth,
                }
                None
            }
            PublicationKey::Visibility if value.eq_ignore_ascii_case("public") => None,
            PublicationKey::Visibility if value.eq_ignore_ascii_case("internal") => {
                self.internal = true;
                None
            }
            PublicationKey::From | PublicationKey::Published if let Some((_, last)) = days(value) => {
                self.from = self.from.max(Some(last));
                None
            }
            PublicationKey::Until if let Some((first, _)) = days(value) => {
                self.until = Some(self.until.map_or(first, |until| until.min(first)));
                None
            }
            _ => Some(Doubt { message: message(key, &node.kind), hint: hint(known, key, value) }),
        }
    }
}

impl Publication {
    /// Takes over `date`. One that cannot be read costs nothing but a word: it is no day of publication to those who
    /// wrote it so; with a year it may be one, and the page waits for the end of it.
    fn take_date(&mut self, key: &str, node: &Node) -> Option<Doubt> {
        let message = match dated(node) {
            Dated::On(day) => {
                self.dated = self.dated.max(Some(day));
                return None;
            }
            Dated::Nothing => return None,
            Dated::InYear(day) => {
                self.dated = self.dated.max(Some(day));
                format!("`{key}` cannot be read as a day, so the page is withheld until {day}")
            }
            Dated::Unknown => format!("`{key}` cannot be read as a day, so it does not decide when the page is shown"),
        };
        Some(Doubt { message, hint: format!("write the day as `{key}: 2026-03-05`") })
    }

    /// The keys of which one says whether the page is shown, as one topic: what a page says itself holds against what
    /// its section says.
    pub(super) fn topic(plain: &str, node: &Node) -> Option<Topics> {
        let value = if let NodeKind::Scalar { text, .. } = &node.kind { text.trim() } else { "" };
        let known = KEYS.iter().find(|(known, _)| *known == plain).map(|(_, known)| *known);
        Some(match known {
            Some(PublicationKey::Published) if days(value).is_some() => Topics::FROM,
            Some(PublicationKey::Draft | PublicationKey::Published) => Topics::DRAFT,
            Some(PublicationKey::Internal | PublicationKey::Visibility) => Topics::INTERNAL,
            Some(PublicationKey::From) => Topics::FROM,
            Some(PublicationKey::Until) => Topics::UNTIL,
            Some(PublicationKey::Headless) => Topics::RENDERED,
            None if plain == "date" => Topics::DATED,
            None => return None,
        })
    }
}

/// What is wrong with the value of a key that withholds.
fn message(key: &str, kind: &NodeKind) -> String {
    match kind {
        NodeKind::Scalar { text, .. } if !text.trim().is_empty() => {
            format!("`{key}` cannot be read: `{}` is not a value that it takes, so the page is withheld", text.trim())
        }
        NodeKind::Scalar { .. } | NodeKind::Null => format!("`{key}` has no value, so the page is withheld"),
        kind => format!("`{key}` cannot be read: it is {}, so the page is withheld", kind.noun()),
    }
}

/// What to write instead, with the reading that was probably meant.
fn hint(known: PublicationKey, key: &str, value: &str) -> String {
    let lower = value.to_lowercase();
    let meant = if YES.contains(&&*lower) {
        Some(true)
    } else if NO.contains(&&*lower) {
        Some(false)
    } else {
        None
    };
    match (known, meant) {
        (
            PublicationKey::Draft | PublicationKey::Internal | PublicationKey::Published | PublicationKey::Headless,
            Some(truth),
        ) => {
            format!("did you mean `{key}: {truth}`?")
        }
        (PublicationKey::Draft | PublicationKey::Headless, None) => {
            format!("write `{key}: true` to withhold the page, or `{key}: false` to publish it")
        }
        (PublicationKey::Published, None) => {
            format!("write `{key}: false` to withhold the page, or `{key}: true` to publish it")
        }
        (PublicationKey::Internal, None) => {
            format!("write `{key}: true` to keep the page from the public, or `{key}: false`")
        }
        (PublicationKey::Visibility, _) => {
            format!("write `{key}: internal` to keep the page from the public, or `{key}: public`")
        }
        (PublicationKey::From | PublicationKey::Until, _) => format!("write the day as `{key}: 2026-03-05`"),
    }
}

/// Whether two words are one slip apart: a letter more, less or other, or two neighbours swapped. Asked of each key of
/// each page, it allocates nothing.
fn is_one_slip(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.chars(), other.chars());
    while let (Some(a), Some(b)) = (one.clone().next(), other.clone().next())
        && a == b
    {
        one.next();
        other.next();
    }
    while let (Some(a), Some(b)) = (one.clone().next_back(), other.clone().next_back())
        && a == b
    {
        one.next_back();
        other.next_back();
    }
    match (one.clone().count(), other.clone().count()) {
        (1, 0 | 1) | (0, 1) => true,
        (2, 2) => one.eq(other.rev()),
        _ => false,
    }
}

/// A key that is nearly one that withholds, with a value that such a key takes: `drfat: true`. Others are a site's own.
fn misspelt(key: &str, plain: &str, node: &Node) -> Option<Doubt> {
    let NodeKind::Scalar { text, .. } = &node.kind else { return None };
    if plain.len() < 5 {
        return None;
    }
    let (name, _) = KEYS
        .iter()
        .find(|(name, known)| name.len() >= 5 && is_one_slip(name, plain) && may_withhold(*known, text.trim()))?;
    Some(Doubt {
        message: format!("`{key}` is no key that withholds a page and is nearly one, so the page is withheld"),
        hint: format!("did you mean `{name}: {}`?", text.trim()),
    })
}

/// A key that withholds below another key, where no generator reads it alike: `params: { draft: true }`, `cascade`.
fn below(key: &str, node: &Node) -> Option<Doubt> {
    match &node.kind {
        NodeKind::Map(entries) => entries.iter().find_map(|(inner, node)| {
            let name = plain(&inner.text);
            let known = KEYS.iter().find(|(known, _)| *known == name);
            let withholds = |known: PublicationKey| matches!(&node.kind, NodeKind::Scalar { text, .. } if may_withhold(known, text.trim()));
            if known.is_some_and(|(_, known)| withholds(*known)) {
                let inner = &inner.text;
                return Some(Doubt {
                    message: format!("`{inner}` stands below `{key}`, where it is not read, so the page is withheld"),
                    hint: format!("write `{inner}` as a key of its own to withhold the page, or remove it"),
                });
            }
            below(&inner.text, node)
        }),
        NodeKind::List(items) => items.iter().find_map(|item| below(key, item)),
        _ => None,
    }
}

/// Whether `value` is one with which a key of this kind may withhold a page.
fn may_withhold(known: PublicationKey, value: &str) -> bool {
    let lower = value.to_lowercase();
    match known {
        PublicationKey::Draft | PublicationKey::Internal | PublicationKey::Headless => {
            lower == "true" || YES.contains(&&*lower)
        }
        PublicationKey::Published => lower == "false" || NO.contains(&&*lower),
        PublicationKey::Visibility => {
            matches!(&*lower, "internal" | "private" | "hidden" | "restricted" | "confidential")
        }
        PublicationKey::From | PublicationKey::Until => days(value).is_some(),
    }
}

/// Whether a line holds `key: value` or `key = value`, perhaps in braces, quotes or before a comment, with which front
/// matter would withhold a page.
pub(super) fn withholds_line(line: &str) -> bool {
    line.split([',', '{', '}', '[', ']']).any(|part| {
        let Some((key, value)) = part.split_once([':', '=']) else { return false };
        let value = value.split_once(" #").map_or(value, |(value, _)| value).trim().trim_matches(['"', '\'']);
        let plain = plain(key.trim().trim_matches(['"', '\'']));
        (plain == "render" && matches!(value, "never" | "link"))
            || KEYS.iter().find(|(name, _)| *name == plain).is_some_and(|(_, known)| may_withhold(*known, value))
    })
}

/// Whether a line is a key that can withhold a page, with its value elsewhere.
pub(super) fn is_bare_key(line: &str) -> bool {
    line.strip_suffix([':', '=']).is_some_and(is_key)
}

/// Whether `key`, perhaps in quotes, is one that can withhold a page.
pub(super) fn is_key(key: &str) -> bool {
    let plain = plain(key.trim().trim_matches(['"', '\'']));
    KEYS.iter().any(|(known, _)| *known == plain)
}

/// A key in small letters without what stands between its words.
pub(super) fn plain(key: &str) -> String {
    key.trim().chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

/// What `true` and `false` mean, in any case.
pub(super) fn truth(value: &str) -> Option<bool> {
    if value.eq_ignore_ascii_case("true") {
        Some(true)
    } else if value.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}
