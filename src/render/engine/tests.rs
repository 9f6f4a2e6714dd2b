//! Pages from small themes, and findings from broken ones.

use std::sync::Arc;

use super::*;
use crate::plan::{Child, LinkView};
use crate::source::SourcePath;

fn theme(files: &[(&str, &str)]) -> Theme {
    let template = |name: &str, text: &str| Template {
        text: Arc::from(text),
        file: SourcePath::new(format!("themes/t/templates/{name}")),
    };
    let frame = [("frame/head.html", ""), ("frame/bar.html", ""), ("frame/foot.html", "")];
    let all = frame.iter().chain(files);
    Theme {
        templates: all.map(|(name, text)| ((*name).to_owned(), template(name, text))).collect(),
        assets: Vec::new(),
    }
}

fn site() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([("title", "a & b"), ("base", "/")])
}

fn frame() -> Frame {
    Frame {
        title: "T".to_owned(),
        description: String::new(),
        url: "/x/".to_owned(),
        canonical: None,
        section: String::new(),
        crumbs: Vec::new(),
        strip: None,
        edit: None,
        source: None,
        issue: None,
        noindex: false,
        feeds: Converted::new(Vec::new()),
        stated: None,
        root: "..".to_owned(),
    }
}

fn page(files: &[(&str, &str)], template: &str) -> Result<String, Vec<String>> {
    let describe =
        |finding: Diagnostic| format!("{} {:?} {}", finding.place.file, finding.place.span.range(), finding.message);
    let engine = Engine::new(&theme(files), &site())
        .map_err(|findings| findings.into_iter().map(describe).collect::<Vec<_>>())?;
    let bytes = engine
        .page(template, &frame(), &BTreeMap::from([("html", "<b>")]))
        .map_err(|finding| vec![describe(finding)])?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[test]
fn values_are_escaped_unless_they_are_safe() {
    let text = "{{ site.title }} {{ frame.title }} {{ page.html }} {{ page.html | safe }}";
    assert_eq!(page(&[("a.html", text)], "a.html"), Ok("a &amp; b T &lt;b&gt; <b>".to_owned()));
}

#[test]
fn every_unreadable_template_is_found_at_once() {
    let findings =
        page(&[("a.html", "{% if %}"), ("b.html", "{% extends \"a.html\" %}"), ("c.html", "\n{{ x. }}")], "b.html")
            .err();
    let files: Vec<_> = findings.iter().flatten().filter_map(|finding| finding.split(' ').next()).collect();
    assert_eq!(files, ["themes/t/templates/a.html", "themes/t/templates/c.html"], "{findings:?}");
}

#[test]
fn a_reference_that_leads_nowhere_has_its_place() {
    let findings = page(&[("a.html", "é\n{{ 1 | nope }}{{ <none/> }}")], "a.html");
    let expected =
        ["themes/t/templates/a.html 10..14 template `a.html` fails in line 2: unknown filter `nope`".to_owned()];
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
        Err(vec![
            "themes/default/templates/z.html 0..0 template `z.html` fails for `/x/`: there is no template `z.html`"
                .to_owned()
        ])
    );
}

/// The frame of a page with a feed, below a destination of the bar.
fn frame_at(url: &str, section: &str) -> Frame {
    let feeds = Converted::new(vec![LinkView { href: "/f.xml".to_owned(), text: "F".to_owned() }]);
    Frame { url: url.to_owned(), section: section.to_owned(), feeds, ..frame() }
}

#[test]
fn the_parts_of_a_frame_know_what_many_pages_share() -> Result<(), Box<dyn std::error::Error>> {
    let files = [
        ("frame/head.html", "<{{ site.base }}>\n"),
        ("frame/bar.html", "[{{ frame.section }} {{ frame.url }}]"),
        ("frame/foot.html", "{% for feed in frame.feeds %}{{ feed.href }}{% endfor %}"),
        ("a.html", "{{ parts.head }}{{ parts.bar }}{{ parts.foot }} {{ frame.url }}"),
    ];
    let engine = Engine::new(&theme(&files), &site()).map_err(|found| format!("{found:?}"))?;
    let page = |url: &str, section| -> Result<String, Box<dyn std::error::Error>> {
        let bytes = engine.page("a.html", &frame_at(url, section), &()).map_err(|found| found.message)?;
        Ok(String::from_utf8(bytes)?)
    };
    assert_eq!(page("/handbook/a/", "handbook")?, "</>[handbook ]/f.xml /handbook/a/");
    assert_eq!(page("/handbook/b/", "handbook")?, "</>[handbook ]/f.xml /handbook/b/");
    assert_eq!(page("/team/", "team")?, "</>[team ]/f.xml /team/");
    assert_eq!(page("/search/", "")?, "</>[ /search/]/f.xml /search/");
    Ok(())
}

#[test]
fn a_part_that_asks_for_what_pages_do_not_share_is_a_finding() {
    let found = page(&[("frame/bar.html", "{{ frame.title }}"), ("a.html", "{{ parts.bar }}")], "a.html");
    assert_eq!(
        found,
        Err(vec![
            "themes/t/templates/frame/bar.html 9..14 template `frame/bar.html` fails in line 1 for `/x/`: field `title` is not defined; available \
             fields: feeds, section, url"
                .to_owned()
        ])
    );
}

#[test]
fn a_row_is_drawn_by_its_component_if_the_theme_has_it() -> Result<(), Box<dyn std::error::Error>> {
    let parts = "{% component row.good(row) %}<b>{{ row.id }}</b>{% endcomponent row.good %}\
                 {% component row.bad(row) %}{{ row.nope }}{% endcomponent row.bad %}";
    let engine = Engine::new(&theme(&[("parts.html", parts)]), &site()).map_err(|found| format!("{found:?}"))?;
    let draw = |component: &str| engine.drawn(component, BTreeMap::from([("id", "<1>")]), "page.html", "/x/");
    let shown = |row: Converted<_>| serde_json::to_value(&row).map_err(|error| error.to_string());
    let good = draw("row.good").map_err(|found| found.message)?;
    assert_eq!(shown(good)?, serde_json::json!({ "id": "<1>", "html": "<b>&lt;1&gt;</b>" }));
    let none = draw("row.none").map_err(|found| found.message)?;
    assert_eq!(shown(none)?, serde_json::json!({ "id": "<1>" }));
    let bad = draw("row.bad").err().ok_or("a field that there is not is a finding")?;
    assert_eq!(
        (bad.place.file.as_str(), bad.message.contains("for `/x/`")),
        ("themes/t/templates/parts.html", true),
        "{}",
        bad.message
    );
    Ok(())
}

#[test]
fn a_link_that_cannot_be_drawn_is_a_finding() -> Result<(), Box<dyn std::error::Error>> {
    let stretch = LinkWindow::new(
        &[Arc::new(Child { link: LinkView { href: "/a/".to_owned(), text: "A".to_owned() }, description: None })]
            .into(),
        0..1,
    );
    let listed = |field: &str| {
        let parts = format!("{{% component listed(link) %}}<{{{{ link.{field} }}}}>{{% endcomponent listed %}}");
        let engine = Engine::new(&theme(&[("parts.html", &parts)]), &site()).map_err(|found| format!("{found:?}"))?;
        engine
            .listed(&stretch, "page.html", "/x/")
            .map_err(|finding| format!("{} {}", finding.place.file, finding.message))
    };
    assert_eq!(serde_json::to_value(listed("text")?)?, "<A>");
    let bad = listed("title").err().ok_or("a field that there is not is a finding")?;
    assert!(bad.starts_with("themes/t/templates/parts.html") && bad.contains("for `/x/`"), "{bad}");
    Ok(())
}

#[test]
fn an_engine_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Engine>();
}

/// A built-in template below `default/`, and templates of a site beside it.
fn extended(own: &[(&str, &str)]) -> Result<String, Vec<String>> {
    let built_in = [
        ("default/base.html", "<{% block main %}{% endblock main %}>{% block foot %}foot{% endblock foot %}"),
        (
            "default/a.html",
            "{% extends \"base.html\" %}\n{% block main %}{% block head %}head{% endblock head %} {% block rest %}{{ <pill/> }}{% endblock rest %}{% endblock main %}",
        ),
        ("default/parts.html", "{%- component pill() -%}pill{%- endcomponent pill -%}"),
    ];
    page(&built_in.iter().chain(own).copied().collect::<Vec<_>>(), "a.html")
}

#[test]
fn a_template_of_the_site_extends_the_built_in_one_that_it_replaces() {
    let block = "{% extends \"default/a.html\" %}{% block head %}[{{ super() }}]{% endblock head %}";
    assert_eq!(extended(&[]), Ok("<head pill>foot".to_owned()));
    assert_eq!(extended(&[("a.html", block)]), Ok("<[head] pill>foot".to_owned()));
    // The built-in page is in the site's own frame, and the site's own component is on it.
    let base = "{% extends \"default/base.html\" %}{% block foot %}our {{ super() }}{% endblock foot %}";
    assert_eq!(extended(&[("a.html", block), ("base.html", base)]), Ok("<[head] pill>our foot".to_owned()));
    let pill = "{%- component pill() -%}our pill{%- endcomponent pill -%}";
    assert_eq!(extended(&[("a.html", block), ("ours.html", pill)]), Ok("<[head] our pill>foot".to_owned()));
    let included =
        "{% extends \"default/a.html\" %}{% block head %}{% include \"default/parts.html\" %}+{% endblock head %}";
    assert_eq!(extended(&[("a.html", included)]), Ok("<+ pill>foot".to_owned()));
}

#[test]
fn a_slip_in_a_name_has_its_place_and_the_name_that_was_meant() {
    let hint = |own: &[(&str, &str)]| {
        let built_in =
            [("default/a.html", "{% block main %}{% block milestones %}{% endblock milestones %}{% endblock main %}")];
        let findings = Engine::new(&theme(&built_in.iter().chain(own).copied().collect::<Vec<_>>()), &site())
            .err()
            .unwrap_or_default();
        findings
            .first()
            .map(|found| {
                (
                    format!("{} {:?}", found.place.file, found.place.span.range()),
                    found.message.clone(),
                    found.hint.clone().unwrap_or_default(),
                )
            })
            .unwrap_or_default()
    };
    let (place, message, told) =
        hint(&[("a.html", "{% extends \"default/a.html\" %}{% block milestone %}{% endblock %}")]);
    assert_eq!(
        (place.as_str(), told.as_str()),
        ("themes/t/templates/a.html 39..48", "did you mean `milestones`?"),
        "{message}"
    );
    let (place, message, told) = hint(&[("b.html", "{% extends \"default/aa.html\" %}")]);
    assert_eq!(
        (place.as_str(), told.as_str()),
        ("themes/t/templates/b.html 12..27", "did you mean `default/a.html`?"),
        "{message}"
    );
    let (place, message, told) = hint(&[("a.html", "{% extends \"a.html\" %}")]);
    assert_eq!(
        (place.as_str(), told.as_str()),
        ("themes/t/templates/a.html 12..18", "the built-in one is `{% extends \"default/a.html\" %}`"),
        "{message}"
    );
    let (place, message, _) = hint(&[
        ("x.html", "{% component a() %}{% endcomponent a %}"),
        ("y.html", "\n{% component a() %}{% endcomponent a %}"),
    ]);
    assert_eq!(place, "themes/t/templates/y.html 14..15", "{message}");
}
