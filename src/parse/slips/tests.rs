//! What is said of unreadable YAML.

use crate::parse::yaml;
use crate::source::SourcePath;

/// What is found in unreadable YAML: the covered text, the message and the hint.
fn found(text: &str) -> (String, String, String) {
    let (_, found) = yaml::parse(&SourcePath::new("x.yaml"), text, 0..text.len());
    let [finding] = found.as_slice() else { panic!("{found:?}\n{text}") };
    let hint = finding.hint.clone().unwrap_or_default();
    (text.get(finding.place.span.range()).unwrap_or("").to_owned(), finding.message.clone(), hint)
}

fn hint(text: &str) -> String {
    found(text).2
}

#[test]
fn what_is_opened_and_never_closed_is_told_where_it_opens() {
    for (text, covered, wanted) in [
        ("a: \"one\nb: 2\nc: \"x\"\n", "\"", "close it at the end of the text: `a: \"one\"`"),
        ("a: 1\nb: 'two\n", "'", "close it at the end of the text: `b: 'two'`"),
        ("a: [1, 2\nb: 3\n", "[", "close it: `a: [1, 2]`"),
        ("l:\n  - { a: 1\n  - { a: 2 }\n", "{", "close it: `- { a: 1 }`"),
        ("l: { a: [1, 2 }\n", "[", "write `]` in the place of `}`, or close both"),
        ("l: { a: 1 }}\n", "}", "take it out"),
        ("l: { a: x #1 }\nb: 2\n", "#", "put the text with `#` in quotes"),
    ] {
        let (at, _, hint) = found(text);
        assert_eq!((at.as_str(), hint.as_str()), (covered, wanted), "{text}");
    }
}

#[test]
fn values_over_several_lines_are_read_over() {
    for good in [
        "a: \"one\n  two: three\n  four\"\n",
        "a: {\n  b: 1,\n  c: [2,\n    3]\n}\n",
        "a: |\n  - { b: c\n  \"d\n\n  e: f: g\n",
        "- a: >-\n    @x `y`\n  b: 1\n",
        "a: one\n  two\n  three\n",
    ] {
        let broken = format!("{good}{}", if good.starts_with('-') { "- z: @end\n" } else { "z: @end\n" });
        assert_eq!(found(&broken).0, "@", "{broken}");
    }
}

#[test]
fn text_that_needs_quotes_is_written_out_in_quotes() {
    for (text, wanted) in [
        ("a: b: c\n", "a: \"b: c\""),
        ("a: it ends in:\nb: 1\n", "a: \"it ends in:\""),
        ("a: \"b\" c\n", "a: '\"b\" c'"),
        ("a: 'b's c'\n", "a: \"b's c\""),
        ("a: [x] y\n", "a: \"[x] y\""),
        ("a: “b: c”\n", "a: \"b: c\""),
        ("a: *b* c #d\n", "a: \"*b* c #d\""),
        ("- @x y\n", "- \"@x y\""),
        ("l: { a: b: c, d: e }\n", "a: \"b: c\""),
    ] {
        assert_eq!(hint(text), format!("put the text in quotes: `{wanted}`"), "{text}");
    }
    assert_eq!(hint(&format!("a: b: {}\n", "c".repeat(200))), "put the whole text behind `a:` in quotes");
}

#[test]
fn a_secret_is_not_written_out() {
    let text = "a: token: https://robot:k3Vw9zQ@git.acme-corp.com\n";
    assert_eq!(hint(text), "put the whole text behind `a:` in quotes");
}

#[test]
fn signs_that_are_missing_or_others_are_named() {
    for (text, covered, wanted) in [
        ("a:b\nc: 1\n", ":", "write `a: b`"),
        ("a = b\nc: 1\n", "=", "write `a: b`"),
        ("a：b\nc: 1\n", "：", "write `a: b`"),
        ("l:\n  -{ x: 1, y: 2 }\n", "-", "begin the item with `- `: `- { x: 1, y: 2 }`"),
        ("l:\n  • { x: 1, y: 2 }\n", "•", "begin the item with `- `: `- { x: 1, y: 2 }`"),
        ("l: { a: 1 b: 2 }\n", " ", "write `1, b: …`"),
        ("l: { a: \"1\" b: 2 }\n", "b", "write `, ` before `b`"),
        ("l: [{ a: 1 } { a: 2 }]\n", "{", "write `, ` between the two"),
    ] {
        let (at, _, hint) = found(text);
        assert_eq!((at.as_str(), hint.as_str()), (covered, wanted), "{text}");
    }
    let (at, _, hint) = found("l: { a: one two word: 3 }\n");
    assert_eq!(at, " ");
    assert_eq!(hint, "write `, ` before `word:`; or, if it is text, put the text in quotes: `a: \"one two word: 3\"`");
}

#[test]
fn blanks_that_are_none_are_named() {
    assert!(found("a: 1\n\u{a0}b: 2: 3\n").1.contains("U+00A0"));
    assert!(found("a:\u{a0}1\nb: 2\n").1.contains("U+00A0"));
    assert_eq!(found("l:\n\t- a: 1\n").0, "\t");
}

#[test]
fn of_lines_that_are_indented_unlike_the_odd_one_is_told() {
    for (text, covered) in [
        ("l:\n- a: { b: 1 }\n  - a: { b: 2 }\n", "- a: { b: 1 }"),
        ("l:\n a: 1\n  b: 2\n", "a: 1"),
        ("a: 1\n  b: 2\n", "b: 2"),
        ("l:\n    a: 1\n  b: 2\n", "b: 2"),
    ] {
        assert_eq!(found(text).0, covered, "{text}");
    }
}
