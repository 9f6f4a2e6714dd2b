//! Markdown against the specifications: all examples of `CommonMark`, and what GFM adds as our pages do it.
//!
//! The specification's text (0.31.2, under CC BY-SA) is not part of this repository. `PMO_SITE_COMMONMARK` names a copy
//! of `spec.txt`, such as the one in the npm package `commonmark-spec`; CI sets it. The GFM cases are this project's
//! own: GFM's text gives 24 examples (8 of tables, 11 of autolinks, 2 of strikethrough, 2 of task lists, 1 of the tag
//! filter), and there is one case here for each rule that they illustrate, with the output that our pages have.

use std::error::Error;
use std::fs;

use pmo_site::markdown::{Compiler, HoleTarget, conformance_html};
use pmo_site::source::SourcePath;

/// Opens and closes an example in `spec.txt`: 32 backticks.
const FENCE: &str = "````````````````````````````````";

/// Examples in version 0.31.2.
const EXAMPLES: usize = 652;

/// The examples of a `spec.txt`: the line of each, its Markdown and its HTML. `→` stands for a tab.
fn examples(spec: &str) -> Vec<(usize, String, String)> {
    let mut found = Vec::new();
    let mut lines = spec.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if line.strip_prefix(FENCE).is_none_or(|word| word.trim() != "example") {
            continue;
        }
        let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != FENCE).collect();
        let mut halves = body
            .split(|line| *line == ".")
            .map(|half| half.iter().flat_map(|line| [line.replace('→', "\t"), "\n".to_owned()]).collect::<String>());
        found.push((at + 1, halves.next().unwrap_or_default(), halves.next().unwrap_or_default()));
    }
    found
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads the specification where it is told to")]
fn every_example_of_commonmark_comes_out_as_the_specification_says() -> Result<(), Box<dyn Error>> {
    let Ok(path) = std::env::var("PMO_SITE_COMMONMARK") else {
        println!("skipped: PMO_SITE_COMMONMARK names no spec.txt");
        return Ok(());
    };
    let examples = examples(&fs::read_to_string(path)?);
    assert_eq!(examples.len(), EXAMPLES, "this is not the text of version 0.31.2");
    let wrong: Vec<usize> = examples
        .iter()
        .filter(|(_, markdown, html)| normal(&conformance_html(markdown)) != normal(html))
        .map(|(line, _, _)| *line)
        .collect();
    assert!(wrong.is_empty(), "{} of {EXAMPLES} examples differ, at these lines of spec.txt: {wrong:?}", wrong.len());
    println!("CommonMark: {EXAMPLES} of {EXAMPLES} examples");
    Ok(())
}

/// HTML without what the specification leaves open, as its own test program does: whether a quote in text is escaped,
/// and whether raw HTML in a list item begins a line of its own.
fn normal(html: &str) -> String {
    html.replace("&quot;", "\"").replace("<li>\n", "<li>")
}

/// `markdown` as the body of a page with the default options, links filled in as written.
fn page(markdown: &str) -> String {
    let (document, _) = Compiler::default().page(&SourcePath::new("a.md"), markdown, 0..markdown.len(), false);
    document.body.fill(|_, link| HoleTarget::from(link.target.as_str()))
}

/// The page of `markdown` on one line, without what every table of ours has around it and in its header cells.
fn compact(markdown: &str) -> String {
    let html = page(markdown).replace('\n', "").replace(" scope=\"col\"", "");
    let mut parts = html.split("<table>");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // The last tag before a table is the region that it scrolls in.
        out.truncate(out.rfind('<').unwrap_or(0));
        let (table, after) = part.split_once("</table>").unwrap_or((part, ""));
        let after = after.split_once('>').map_or("", |(_, after)| after);
        out.extend(["<table>", table, "</table>", after]);
    }
    out
}

/// Asserts what each text becomes.
fn all_become(cases: &[(&str, &str)]) {
    for (markdown, html) in cases {
        assert_eq!(compact(markdown), *html, "{markdown}");
    }
}

#[test]
fn tables_follow_gfm() {
    all_become(&[
        (
            "| day | who |\n| --- | --- |\n| Mon | Ann |\n",
            "<table><thead><tr><th>day</th><th>who</th></tr></thead><tbody><tr><td>Mon</td><td>Ann</td></tr></tbody></table>",
        ),
        // Alignment is a class, since the policy of the pages bars inline styles.
        (
            "| a | b |\n:-: | ---:\nc | d\n",
            "<table><thead><tr><th class=\"center\">a</th><th class=\"right\">b</th></tr></thead><tbody><tr><td class=\"center\">c</td><td class=\"right\">d</td></tr></tbody></table>",
        ),
        (
            "| a\\|b |\n| --- |\n| `\\|` **\\|** |\n",
            "<table><thead><tr><th>a|b</th></tr></thead><tbody><tr><td><code>|</code> <strong>|</strong></td></tr></tbody></table>",
        ),
        (
            "| a | b |\n| --- | --- |\n| c | d |\n> quote\n",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table><blockquote><p>quote</p></blockquote>",
        ),
        (
            "| a | b |\n| --- | --- |\n| c | d |\ne\n\nf\n",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr><tr><td>e</td><td></td></tr></tbody></table><p>f</p>",
        ),
        ("| a | b |\n| --- |\n| c |\n", "<p>| a | b || --- || c |</p>"),
        (
            "| a | b |\n| --- | --- |\n| c |\n| d | e | f |\n",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td></td></tr><tr><td>d</td><td>e</td></tr></tbody></table>",
        ),
        // An empty body stays: HTML allows it, and the writer does not look ahead.
        ("| a | b |\n| --- | --- |\n", "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody></tbody></table>"),
    ]);
}

#[test]
fn bare_addresses_follow_gfm() {
    all_become(&[
        ("www.example.com\n", "<p><a href=\"http://www.example.com\">www.example.com</a></p>"),
        (
            "see www.example.com/help for it\n",
            "<p>see <a href=\"http://www.example.com/help\">www.example.com/help</a> for it</p>",
        ),
        (
            "go to www.example.com/a.b.\n",
            "<p>go to <a href=\"http://www.example.com/a.b\">www.example.com/a.b</a>.</p>",
        ),
        (
            "www.example.com/find?q=a+(b)\n\n(www.example.com/find?q=a+(b))\n",
            "<p><a href=\"http://www.example.com/find?q=a+(b)\">www.example.com/find?q=a+(b)</a></p><p>(<a href=\"http://www.example.com/find?q=a+(b)\">www.example.com/find?q=a+(b)</a>)</p>",
        ),
        (
            "www.example.com/find?q=(b))+ok\n",
            "<p><a href=\"http://www.example.com/find?q=(b))+ok\">www.example.com/find?q=(b))+ok</a></p>",
        ),
        (
            "www.example.com/find?q=a&in=en\n\nwww.example.com/find?q=a&page;\n",
            "<p><a href=\"http://www.example.com/find?q=a&amp;in=en\">www.example.com/find?q=a&amp;in=en</a></p><p><a href=\"http://www.example.com/find?q=a\">www.example.com/find?q=a</a>&amp;page;</p>",
        ),
        ("www.example.com/he<lp\n", "<p><a href=\"http://www.example.com/he\">www.example.com/he</a>&lt;lp</p>"),
        (
            "http://example.com\n\n(visit https://x.example.com/page.)\n",
            "<p><a href=\"http://example.com\">http://example.com</a></p><p>(visit <a href=\"https://x.example.com/page\">https://x.example.com/page</a>.)</p>",
        ),
        ("me@example.com\n", "<p><a href=\"mailto:me@example.com\">me@example.com</a></p>"),
        (
            "hello@mail+xyz.example is none, hello+xyz@mail.example is\n",
            "<p>hello@mail+xyz.example is none, <a href=\"mailto:hello+xyz@mail.example\">hello+xyz@mail.example</a> is</p>",
        ),
        (
            "a.b-c_d@a.b\n\na.b-c_d@a.b.\n\na.b-c_d@a.b-\n\na.b-c_d@a.b_\n",
            "<p><a href=\"mailto:a.b-c_d@a.b\">a.b-c_d@a.b</a></p><p><a href=\"mailto:a.b-c_d@a.b\">a.b-c_d@a.b</a>.</p><p>a.b-c_d@a.b-</p><p>a.b-c_d@a.b_</p>",
        ),
    ]);
}

#[test]
fn strikethrough_follows_gfm() {
    all_become(&[
        ("~~Hi~~ and ~there~\n", "<p><del>Hi</del> and <del>there</del></p>"),
        ("one ~~two\n\nthree~~ four\n", "<p>one ~~two</p><p>three~~ four</p>"),
    ]);
}

#[test]
fn task_lists_follow_gfm_and_say_in_words_what_is_done() {
    let open = "<li class=\"task\"><input type=\"checkbox\" disabled=\"\" aria-label=\"not done\">";
    let done = "<li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"done\">";
    all_become(&[
        ("- [ ] open\n- [x] done\n", &format!("<ul>{open} open</li>{done} done</li></ul>")),
        ("- [x] a\n  - [ ] b\n- [ ] c\n", &format!("<ul>{done} a<ul>{open} b</li></ul></li>{open} c</li></ul>")),
    ]);
}

/// GFM shows nine elements as text; the default policy here goes further, so none of them may come out as an element.
#[test]
fn elements_that_gfm_filters_are_never_published() {
    let names = ["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext"];
    for name in names {
        for written in
            [format!("a <{name}> b\n"), format!("<{name}>\nb\n</{name}>\n"), format!("<{}>x", name.to_uppercase())]
        {
            let html = page(&written).to_lowercase();
            assert!(!html.contains(&format!("<{name}")), "{written} → {html}");
        }
    }
}
