//! Tests of the keys that withhold a page.

use jiff::civil::date;

use super::*;
use crate::source::Span;

fn scalar(text: &str) -> Node {
    Node { span: Span::default(), kind: NodeKind::Scalar { text: text.to_owned(), plain: true }, cut: None }
}

fn of(lines: &[(&str, &str)]) -> Publication {
    let mut publication = Publication::default();
    for (key, value) in lines {
        publication.take((key, &plain(key)), &scalar(value));
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
    for (key, value) in
        [("draft", "false"), ("published", "true"), ("visibility", "public"), ("internal", "false"), ("title", "yes")]
    {
        assert_eq!(of(&[(key, value)]), Publication::default(), "{key}: {value}");
    }
}

#[test]
fn a_value_that_cannot_be_read_withholds_and_names_the_reading() {
    for value in ["yes", "Yes", "on", "y", "1", "t", "tru"] {
        let mut publication = Publication::default();
        let doubt = publication.take(("draft", "draft"), &scalar(value));
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
        assert!(
            Publication::default().take(("draft", "draft"), &Node { span: Span::default(), kind, cut: None }).is_some()
        );
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
        assert!(Publication::default().take(("params", "params"), &node).is_some());
    }
    for node in [map("draft", scalar("false")), map("craft", scalar("true")), list(scalar("draft"))] {
        assert_eq!(Publication::default().take(("params", "params"), &node), None);
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
        of(&[("draft", "true"), ("Draft", "false")]).draft && of(&[("draft", "false"), ("published", "false")]).draft
    );
}

#[test]
fn a_slip_is_what_the_alignment_of_words_counts_as_one() {
    let words =
        ["", "a", "ab", "ba", "abc", "acb", "cba", "bac", "abcd", "abdc", "badc", "aa", "aab", "äb", "abab", "baab"];
    for one in words {
        for other in words {
            let expected = strsim::osa_distance(one, other) == 1;
            assert_eq!(is_one_slip(one, other), expected, "{one} {other}");
        }
    }
}
