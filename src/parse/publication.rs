//! What a page's front matter says of who may read it, and when.
//!
//! The keys are those of the generators that handbooks come from: `draft`, `published`, `publishDate`, `expiryDate`,
//! `private`, and our own `visibility` and `internal`. They are read in any case and with `_` or `-` between their
//! words. A value that is none of those a key takes may well have been meant to withhold the page, so the page is
//! withheld until somebody corrects it: *in doubt, withhold*. Deliberately absent: the day on which a page is looked
//! at.

use jiff::civil::Date;

use super::yaml::{Node, NodeKind};

/// Who may read a page, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// `draft: true` or `published: false`: published with drafts only.
    pub draft: bool,
    /// `visibility: internal` or `internal: true`: published in an internal build only.
    pub internal: bool,
    /// `publishDate`: the first day on which the page is published.
    pub from: Option<Date>,
    /// `expiryDate`: the first day on which it no longer is.
    pub until: Option<Date>,
    /// Something that may withhold the page could not be read: never published.
    pub doubtful: bool,
}

impl Publication {
    /// Whether the page is published on the day `as_of`, to those who may see it.
    #[must_use]
    pub fn is_due(&self, as_of: Date, drafts: bool) -> bool {
        let Self { draft, internal: _, from, until, doubtful } = *self;
        !doubtful
            && (drafts || !draft)
            && from.is_none_or(|from| from <= as_of)
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
];

/// Words that mean `true` to somebody.
const YES: &[&str] =
    &["yes", "y", "on", "1", "t", "tru", "ture", "treu", "ok", "x", "ja", "oui", "si", "sí", "sim", "wahr", "vrai"];

/// Words that mean `false` to somebody.
const NO: &[&str] = &["no", "n", "off", "0", "f", "fals", "flase", "nein", "non", "não", "falsch", "faux"];

/// A doubt: what is wrong, and what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    pub message: String,
    pub hint: String,
}

impl Publication {
    /// Takes over `key: node` of a page's front matter, if the key is one that withholds; gives the doubt that its
    /// value leaves. Where two keys say different things, the stricter holds.
    pub(super) fn take(&mut self, key: &str, node: &Node) -> Option<Doubt> {
        let plain = plain(key);
        let doubt = match KEYS.iter().find(|(known, _)| *known == plain) {
            Some((_, known)) => self.read(*known, key, node),
            None => misspelt(key, &plain, node).or_else(|| below(key, node)),
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
            PublicationKey::Draft | PublicationKey::Internal | PublicationKey::Published
                if let Some(truth) = truth(value) =>
            {
                match known {
                    PublicationKey::Draft => self.draft |= truth,
                    PublicationKey::Internal => self.internal |= truth,
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
        (PublicationKey::Draft | PublicationKey::Internal | PublicationKey::Published, Some(truth)) => {
            format!("did you mean `{key}: {truth}`?")
        }
        (PublicationKey::Draft, None) => {
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

/// A key that is nearly one that withholds, with a value that such a key takes: `drfat: true`. Others are a site's own.
fn misspelt(key: &str, plain: &str, node: &Node) -> Option<Doubt> {
    let NodeKind::Scalar { text, .. } = &node.kind else { return None };
    if plain.len() < 5 {
        return None;
    }
    let (name, _) = KEYS.iter().find(|(name, known)| {
        name.len() >= 5 && strsim::osa_distance(name, plain) == 1 && may_withhold(*known, text.trim())
    })?;
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
        PublicationKey::Draft | PublicationKey::Internal => lower == "true" || YES.contains(&&*lower),
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
        KEYS.iter().find(|(name, _)| *name == plain).is_some_and(|(_, known)| may_withhold(*known, value))
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
fn plain(key: &str) -> String {
    key.trim().chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

fn truth(value: &str) -> Option<bool> {
    if value.eq_ignore_ascii_case("true") {
        Some(true)
    } else if value.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

/// The first and the last calendar day that an ISO 8601 date may be, with or without a time of day. With an offset from
/// UTC it is one day there and may be another in UTC.
fn days(value: &str) -> Option<(Date, Date)> {
    let (day, rest) = value.split_at_checked(10)?;
    let date = crate::time::parse_date(day).ok()?;
    if rest.is_empty() {
        return Some((date, date));
    }
    let time = rest.strip_prefix(['T', 't', ' ']).map(str::trim)?;
    if let Ok(instant) = format!("{day}T{}", time.replace(' ', "")).parse::<jiff::Timestamp>() {
        let there = instant.to_zoned(jiff::tz::TimeZone::UTC).date();
        return Some((date.min(there), date.max(there)));
    }
    time.parse::<jiff::civil::Time>().ok().map(|_| (date, date))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::source::Span;

    fn scalar(text: &str) -> Node {
        Node { span: Span::default(), kind: NodeKind::Scalar { text: text.to_owned(), plain: true }, cut: None }
    }

    fn of(lines: &[(&str, &str)]) -> Publication {
        let mut publication = Publication::default();
        for (key, value) in lines {
            publication.take(key, &scalar(value));
        }
        publication
    }

    #[test]
    fn keys_that_withhold_are_read_in_any_case() {
        for (key, value) in [
            ("draft", "true"),
            ("Draft", "True"),
            ("DRAFT", "TRUE"),
            ("is_draft", "true"),
            ("published", "false"),
            ("Published", "FALSE"),
            ("unpublished", "true"),
        ] {
            assert_eq!(of(&[(key, value)]), Publication { draft: true, ..Publication::default() }, "{key}: {value}");
        }
        for (key, value) in
            [("visibility", "internal"), ("Visibility", "Internal"), ("internal", "true"), ("private", "true")]
        {
            assert_eq!(of(&[(key, value)]), Publication { internal: true, ..Publication::default() }, "{key}: {value}");
        }
        for (key, value) in [
            ("draft", "false"),
            ("published", "true"),
            ("visibility", "public"),
            ("internal", "false"),
            ("title", "yes"),
        ] {
            assert_eq!(of(&[(key, value)]), Publication::default(), "{key}: {value}");
        }
    }

    #[test]
    fn a_value_that_cannot_be_read_withholds_and_names_the_reading() {
        for value in ["yes", "Yes", "on", "y", "1", "t", "tru"] {
            let mut publication = Publication::default();
            let doubt = publication.take("draft", &scalar(value));
            assert_eq!(doubt.map(|doubt| doubt.hint).as_deref(), Some("did you mean `draft: true`?"), "{value}");
            assert!(publication.doubtful && !publication.is_due(date(2026, 3, 5), true));
        }
        for (key, value) in [
            ("draft", ""),
            ("draft", "maybe"),
            ("published", "no"),
            ("visibility", "private"),
            ("internal", "yes"),
            ("publishDate", "soon"),
            ("expiryDate", "05.03.2026"),
            ("publishdate", "2026-13-01"),
            ("expiry_date", "2026-03-05Tnoon"),
        ] {
            assert!(of(&[(key, value)]).doubtful, "{key}: {value}");
        }
        for kind in [NodeKind::List(Vec::new()), NodeKind::Map(Vec::new()), NodeKind::Null] {
            assert!(Publication::default().take("draft", &Node { span: Span::default(), kind, cut: None }).is_some());
        }
    }

    #[test]
    fn a_key_that_is_nearly_one_withholds_only_with_such_a_value() {
        for (key, value) in
            [("drafts", "true"), ("drfat", "true"), ("darft", "yes"), ("publised", "false"), ("visiblity", "internal")]
        {
            assert!(of(&[(key, value)]).doubtful, "{key}: {value}");
        }
        for (key, value) in [
            ("craft", "pottery"),
            ("publisher", "Someone"),
            ("drafts", "false"),
            ("draught", "true"),
            ("external", "true"),
            ("date", "2030-01-01"),
            ("published", "true"),
            ("visibilities", "internal"),
        ] {
            assert!(!of(&[(key, value)]).doubtful, "{key}: {value}");
        }
    }

    #[test]
    fn a_page_is_due_from_its_first_day_to_the_day_before_its_last() {
        let page = of(&[("publishDate", "2026-03-05"), ("expiryDate", "2026-04-01")]);
        for (day, due) in
            [(date(2026, 3, 4), false), (date(2026, 3, 5), true), (date(2026, 3, 31), true), (date(2026, 4, 1), false)]
        {
            assert_eq!(page.is_due(day, false), due, "{day}");
        }
        // Late in the evening in California it is the next day in UTC.
        assert_eq!(of(&[("publishDate", "2026-03-05T23:30:00-08:00")]).from, Some(date(2026, 3, 6)));
        assert_eq!(of(&[("expiryDate", "2026-03-06T01:00:00+09:00")]).until, Some(date(2026, 3, 5)));
        assert_eq!(of(&[("published", "2026-03-05 10:00:00")]).from, Some(date(2026, 3, 5)));
        assert_eq!(of(&[("publishDate", "2026-03-05"), ("pubdate", "2026-03-07")]).from, Some(date(2026, 3, 7)));
    }

    #[test]
    fn a_key_below_another_one_withholds_with_such_a_value_only() {
        let map = |key: &str, node: Node| {
            let key = crate::parse::yaml::Key { text: key.to_owned(), span: Span::default() };
            Node { span: Span::default(), kind: NodeKind::Map(vec![(key, node)]), cut: None }
        };
        let list = |node: Node| Node { span: Span::default(), kind: NodeKind::List(vec![node]), cut: None };
        for node in [
            map("draft", scalar("true")),
            list(map("Draft", scalar("yes"))),
            map("page", map("visibility", scalar("internal"))),
        ] {
            assert!(Publication::default().take("params", &node).is_some());
        }
        for node in [map("draft", scalar("false")), map("craft", scalar("true")), list(scalar("draft"))] {
            assert_eq!(Publication::default().take("params", &node), None);
        }
    }

    #[test]
    fn a_line_is_read_with_its_braces_quotes_and_comments() {
        for line in [
            "draft: true # until May",
            "params: {draft: true}",
            "{ \"draft\": true }",
            "published = false",
            "'draft': yes,",
            "internal: 'true'",
        ] {
            assert!(withholds_line(line), "{line}");
        }
        for line in ["draft: false # true soon", "# draft", "Draft: this page is true", "overdraft: true", "draft"] {
            assert!(!withholds_line(line), "{line}");
        }
    }

    #[test]
    fn two_keys_that_differ_withhold() {
        assert!(
            of(&[("draft", "true"), ("Draft", "false")]).draft
                && of(&[("draft", "false"), ("published", "false")]).draft
        );
    }
}
