//! `docs/theming.md` is what the source says: the views that templates are given, the blocks of templates, their
//! components, the design tokens, and the names on which scripts and styles rely. `UPDATE=1 cargo test --test all
//! theming::` writes it.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod views;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use pmo_site::artifact::{Body, MemorySink};
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::SourceTree;
use pmo_site::theme::{self, DEFAULT, TagKind, Template, TemplateTag};
use views::Views;

use crate::differences::of_texts;

/// The text around the generated parts, which stand where it says `@part@`.
const FRAME: &str = include_str!("theming.md");

/// Names and their meanings, a line for each.
const CLASSES: &str = include_str!("classes.txt");
const HOOKS: &str = include_str!("hooks.txt");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The built-in templates and assets by name.
fn built_in(template: bool) -> BTreeMap<String, String> {
    let files = theme::list(&SourceTree::new(), DEFAULT).into_iter();
    let files = files.filter(|file| (file.kind == theme::Kind::Template) == template);
    let text = |name: &str| {
        String::from_utf8(theme::built_in(name).expect("a built-in file").bytes.into_owned()).expect("text")
    };
    files.map(|file| (file.name.clone(), text(&file.name))).collect()
}

/// `name: meaning` of each line.
fn meanings(text: &str) -> BTreeMap<&str, &str> {
    text.lines().map(|line| line.split_once(": ").expect("a name and its meaning")).collect()
}

/// A table of names and their meanings: of all names that there are, and of none that stands nowhere in the theme or
/// its drawings.
fn table(title: &str, text: &str, there_are: &BTreeSet<String>) -> String {
    let meanings = meanings(text);
    let missing: Vec<_> = there_are.iter().filter(|name| !meanings.contains_key(name.as_str())).collect();
    let source =
        fs::read_dir(root().join("src/charts")).expect("the charts").map(|entry| entry.expect("a chart").path());
    let source: String = source.filter_map(|path| fs::read_to_string(path).ok()).collect();
    let known: Vec<String> =
        [built_in(true), built_in(false)].into_iter().flat_map(BTreeMap::into_values).chain([source]).collect();
    let written = |name: &str| there_are.contains(name) || known.iter().any(|text| text.contains(name));
    let gone: Vec<_> = meanings.keys().filter(|name| !written(name)).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "{title}: without a meaning: {missing:?}; with one, and nowhere else: {gone:?}"
    );
    let mut out = format!("| {title} | |\n|---|---|\n");
    for (name, meaning) in meanings {
        let _ = writeln!(out, "| `{name}` | {meaning} |");
    }
    out
}

fn templates(views: &Views, pages: &BTreeMap<String, usize>) -> String {
    let mut out = String::new();
    for (name, text) in built_in(true) {
        let template = Template { text: text.as_str().into(), file: pmo_site::source::SourcePath::new(name.as_str()) };
        // A component with what it takes, as its first line has it.
        let written = |tag: &TemplateTag<'_>| match tag.kind {
            TagKind::Component => {
                text[tag.at..=text[tag.at..].find(')').expect("a list of arguments") + tag.at].to_owned()
            }
            _ => tag.name.to_owned(),
        };
        let of = |kind| {
            template
                .tags()
                .iter()
                .filter(|tag| tag.kind == kind)
                .map(|tag| format!("`{}`", written(tag)))
                .collect::<Vec<_>>()
        };
        let _ = writeln!(out, "### {name}\n");
        if let Some(parent) = of(TagKind::Extends).first() {
            let _ = writeln!(out, "Extends {parent}.");
        }
        if let Some(view) = pages.get(&name) {
            let _ = writeln!(out, "`page` is {}.", views.link(*view));
        } else if name.starts_with("frame/") {
            let _ = writeln!(out, "It has no `page`, and of `frame` what {} has.", views.link(shown(views)));
        }
        for (title, kind) in [("Blocks", TagKind::Block), ("Components", TagKind::Component)] {
            let names = of(kind);
            if !names.is_empty() {
                let _ = writeln!(out, "{title}: {}.", names.join(", "));
            }
        }
        out.push('\n');
    }
    out.trim_end().to_owned()
}

fn shown(views: &Views) -> usize {
    views.find("PartInputs", "render/parts.rs").expect("what parts are shown")
}

/// The custom properties of the tokens with the comment behind each.
fn tokens() -> String {
    let sheet = &built_in(false)["00-tokens.css"];
    let mut out = "| token | value | |\n|---|---|---|\n".to_owned();
    for line in sheet.lines().filter(|line| line.trim_start().starts_with("--")) {
        let (declaration, comment) =
            line.split_once(" /* ").unwrap_or_else(|| panic!("a token without a comment: {line}"));
        let (name, value) = declaration.trim().trim_end_matches(';').split_once(": ").expect("a name and a value");
        let _ = writeln!(out, "| `{name}` | `{value}` | {} |", comment.trim_end_matches(" */"));
    }
    out
}

/// Every `data-…` that a built-in template writes.
fn hooks() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in built_in(true).values() {
        for (at, _) in text.match_indices(" data-") {
            let name = &text[at + 1..];
            found.insert(
                name[..name.find(|sign: char| !(sign.is_ascii_lowercase() || sign == '-')).unwrap_or(name.len())]
                    .to_owned(),
            );
        }
    }
    found
}

/// Every class of a drawing on the reference site.
fn classes() -> BTreeSet<String> {
    let tree = pmo_site::io::scan(root()).expect("the reference site can be read");
    let mut sink = MemorySink::default();
    build(&tree, &BuildInputs::on(date(2026, 11, 20)), &mut Memo::default(), &mut sink)
        .expect("memory takes everything");
    let mut found = BTreeSet::new();
    for body in sink.artifacts.values() {
        let Body::Bytes(bytes) = body else { continue };
        let text = String::from_utf8_lossy(bytes);
        for drawing in text.split("<svg").skip(1).filter_map(|rest| rest.split("</svg>").next()) {
            for value in drawing.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                found.extend(value.split_whitespace().filter(|class| !is_hour(class)).map(str::to_owned));
            }
        }
    }
    found
}

/// Whether a class stands for an hour of the map: `a0` to `a23`, `h0` to `h23`.
fn is_hour(class: &str) -> bool {
    class.strip_prefix(['a', 'h']).is_some_and(|hour| hour.parse::<u8>().is_ok_and(|hour| hour < 24))
}

fn document() -> String {
    let source = root().join("src");
    let views = Views::read(
        &source,
        &[
            "views",
            "render/frame.rs",
            "render/parts.rs",
            "plan/link.rs",
            "plan/nav.rs",
            "snapshot",
            "charts/mod.rs",
            "status/state.rs",
            "status/freshness.rs",
        ],
    );
    let pages = views.pages(&fs::read_to_string(source.join("pipeline/pages.rs")).expect("the table of routes"));
    let without: Vec<_> = built_in(true)
        .into_keys()
        .filter(|name| !pages.contains_key(name) && !name.starts_with("frame/") && !PARTS.contains(&name.as_str()))
        .collect();
    assert!(without.is_empty(), "no route fills these templates: {without:?}");
    let site = views.find("SiteView", "views/site.rs").expect("what every page knows of its site");
    let frame = views.find("Frame", "render/frame.rs").expect("what every page has around it");
    let roots = pages.values().copied().chain([site, frame, shown(&views)]);
    let parts = [
        ("templates", templates(&views, &pages)),
        ("site", views.link(site)),
        ("frame", views.link(frame)),
        ("tokens", tokens()),
        ("classes", table("class", CLASSES, &classes())),
        ("hooks", table("attribute", HOOKS, &hooks())),
        ("views", views.descriptions(roots)),
    ];
    parts.iter().fold(FRAME.to_owned(), |text, (name, part)| text.replace(&format!("@{name}@"), part.trim_end()))
}

/// Templates that other templates extend, or that hold components.
const PARTS: [&str; 4] = ["base.html", "handbook.html", "components.html", "programs/parts.html"];

#[test]
fn every_token_is_in_use() {
    let sheets: String = built_in(false).into_values().collect();
    let unused: Vec<_> = tokens()
        .lines()
        .skip(2)
        .filter_map(|line| Some(line.split('`').nth(1)?.to_owned()))
        .filter(|token| !sheets.contains(&format!("var({token})")))
        .collect();
    assert_eq!(unused, [""; 0]);
}

#[test]
fn the_reference_is_what_the_source_says() {
    let file = root().join("docs/theming.md");
    let wanted = document();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &wanted).expect("the reference can be written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    let difference = of_texts(&written, &wanted).unwrap_or_default();
    assert!(
        difference.is_empty(),
        "docs/theming.md is not what the source says; run `UPDATE=1 cargo test --test all theming::`\n{difference}"
    );
}
