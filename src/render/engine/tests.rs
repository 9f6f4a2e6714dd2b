//! Pages from small themes, and findings from broken ones.

use std::sync::Arc;

use super::*;
use crate::render::{AssetRef, Labels};
use crate::source::SourcePath;
use crate::views::DateView;

fn theme(files: &[(&str, &str)]) -> Theme {
    let template = |name: &str, text: &str| Template { text: Arc::from(text), file: SourcePath::new(format!("themes/t/templates/{name}")) };
    Theme { templates: files.iter().map(|(name, text)| ((*name).to_owned(), template(name, text))).collect(), assets: Vec::new() }
}

fn site() -> Site {
    let text = || String::from("a & b");
    Site {
        title: text(),
        organization: text(),
        description: text(),
        language: "en".to_owned(),
        base: "/".to_owned(),
        base_url: None,
        as_of: DateView { iso: "2026-03-05".to_owned(), text: "5 Mar 2026".to_owned() },
        generator: "pmo-site".to_owned(),
        version: "0",
        css: AssetRef::default(),
        js: AssetRef::default(),
        boot: AssetRef::default(),
        icon: String::new(),
        assets: BTreeMap::new(),
        nav: Vec::new(),
        search: true,
        search_href: "/search/".to_owned(),
        guide: "/status-guide/".to_owned(),
        data: Vec::new(),
        csp: "",
        health_labels: Labels { green: text(), amber: text(), red: text() },
        internal: false,
    }
}

fn frame() -> Frame {
    Frame {
        title: "T".to_owned(),
        description: String::new(),
        url: "/x/".to_owned(),
        canonical: None,
        section: "",
        crumbs: Vec::new(),
        edit: None,
        noindex: false,
        feeds: Vec::new(),
        root: "..".to_owned(),
    }
}

fn page(files: &[(&str, &str)], template: &str) -> Result<String, Vec<String>> {
    let describe = |finding: Diagnostic| format!("{} {:?} {}", finding.place.file, finding.place.span.range(), finding.message);
    let engine = Engine::new(&theme(files), &site()).map_err(|findings| findings.into_iter().map(describe).collect::<Vec<_>>())?;
    let bytes = engine.page(template, &frame(), &BTreeMap::from([("html", "<b>")])).map_err(|finding| vec![describe(finding)])?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[test]
fn values_are_escaped_unless_they_are_safe() {
    let text = "{{ site.title }} {{ frame.title }} {{ page.html }} {{ page.html | safe }}";
    assert_eq!(page(&[("a.html", text)], "a.html"), Ok("a &amp; b T &lt;b&gt; <b>".to_owned()));
}

#[test]
fn every_unreadable_template_is_found_at_once() {
    let findings = page(&[("a.html", "{% if %}"), ("b.html", "{% extends \"a.html\" %}"), ("c.html", "\n{{ x. }}")], "b.html").err();
    let files: Vec<_> = findings.iter().flatten().filter_map(|finding| finding.split(' ').next()).collect();
    assert_eq!(files, ["themes/t/templates/a.html", "themes/t/templates/c.html"], "{findings:?}");
}

#[test]
fn a_reference_that_leads_nowhere_has_its_place() {
    let findings = page(&[("a.html", "é\n{{ 1 | nope }}{{ <none/> }}")], "a.html");
    let expected = ["themes/t/templates/a.html 10..14 template `a.html` fails in line 2: unknown filter `nope`".to_owned()];
    let found = findings.err().unwrap_or_default();
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found.first(), expected.first());
}

#[test]
fn a_missing_value_names_the_template_the_line_and_the_page() {
    let findings = page(&[("a.html", "\n<p>{{ page.nope }}</p>")], "a.html");
    assert_eq!(
        findings.err().and_then(|found| found.into_iter().next()).as_deref(),
        Some(
            "themes/t/templates/a.html 12..16 template `a.html` fails in line 2 for `/x/`: field `nope` is not defined; available fields: html"
        )
    );
}

#[test]
fn an_unknown_template_is_a_finding() {
    let findings = page(&[("a.html", "")], "z.html");
    assert_eq!(
        findings,
        Err(vec!["themes/default/templates/z.html 0..0 template `z.html` fails for `/x/`: there is no template `z.html`".to_owned()])
    );
}

#[test]
fn an_engine_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Engine>();
}
