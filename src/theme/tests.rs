//! What a site's own files do to the default theme.

use super::*;
use crate::artifact::Body;
use crate::source::{ContentHash, SourceBytes, SourceFile};

fn load(files: &[(&str, &str)], name: &str) -> (Theme, Vec<Diagnostic>) {
    Theme::load(&files.iter().copied().collect(), name, None)
}

/// The template that pages find under `name`, with the name that it has.
fn template<'t>(theme: &'t Theme, name: &str) -> Option<(&'t str, &'t str)> {
    let built_in = || theme.templates.get_key_value(&format!("{PREFIX}{name}"));
    theme.templates.get_key_value(name).or_else(built_in).map(|(name, template)| (name.as_str(), &*template.text))
}

#[test]
fn the_default_theme_needs_no_file() {
    let (theme, findings) = load(&[], DEFAULT);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(template(&theme, "base.html").map(|(name, _)| name), Some("default/base.html"));
    for name in [STYLE, "site.js", "theme.js", "favicon.svg"] {
        assert!(theme.asset(name).is_some_and(|asset| asset.integrity.is_some()), "{name} is missing");
    }
}

#[test]
fn a_template_of_the_site_replaces_the_embedded_one() {
    let (theme, findings) = load(&[("themes/acme/templates/base.html", "mine"), ("themes/acme/README.md", "")], "acme");
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(template(&theme, "base.html"), Some(("base.html", "mine")));
    assert_eq!(template(&theme, "page.html").map(|(name, _)| name), Some("default/page.html"));
    assert!(template(&theme, "default/base.html").is_some(), "the built-in one stays in reach");
}

/// What is found in a site with these files, as (file, message, hint).
fn found(files: &[(&str, &str)]) -> Vec<(String, String, String)> {
    let (_, findings) = load(files, "acme");
    findings
        .into_iter()
        .map(|found| (found.place.file.to_string(), found.message, found.hint.unwrap_or_default()))
        .collect()
}

#[test]
fn a_theme_file_that_nothing_loads_is_told_with_the_name_that_was_meant() {
    for (file, hint) in [
        ("templates/programs/progam.html", "did you mean `programs/program.html`?"),
        ("templates/program.html", "did you mean `programs/program.html`?"),
        ("templates/zzz.html", "`pmo-site theme list` has the names"),
        ("templates/default/base.html", "move the file one folder up"),
        ("assets/serch.js", "did you mean `search.js`?"),
        ("assets/pages/coverages.css", "did you mean `pages/coverage.css`?"),
        ("assets/zzz.js", "a template asks for it with `site.assets[\"zzz.js\"].href`"),
        ("template/base.html", "did you mean `themes/acme/templates/`?"),
    ] {
        let found = found(&[(&format!("themes/acme/{file}"), ""), ("themes/acme/assets/90-acme.css", "")]);
        let Some((place, _, told)) = found.first().filter(|_| found.len() == 1) else { panic!("{file}: {found:?}") };
        assert_eq!(place, &format!("themes/acme/{file}"));
        assert!(told.contains(hint), "{file}: {told}");
    }
}

#[test]
fn a_theme_file_that_something_loads_is_no_finding() {
    let files = [
        ("themes/acme/templates/programs/program.html", "{% extends 'ours/program.html' %}"),
        (
            "themes/acme/templates/ours/program.html",
            "{% extends 'default/programs/program.html' %}{% block next %}{% include 'note.html' %}{% endblock next %}",
        ),
        ("themes/acme/templates/note.html", "<p>{{ site.assets[\"note.js\"].href }}</p>"),
        (
            "themes/acme/templates/our-parts.html",
            "{%- component pill(health) -%}{{ health.label }}{%- endcomponent pill -%}",
        ),
        ("themes/acme/assets/note.js", ""),
        ("themes/acme/assets/90-acme.css", ""),
        ("themes/acme/assets/logo.svg", ""),
        ("themes/acme/README.md", ""),
        ("themes/acme/licences/font.txt", ""),
    ];
    assert_eq!(found(&files), []);
}

#[test]
fn templates_that_only_load_each_other_are_not_loaded() {
    let found =
        found(&[("themes/acme/templates/a.html", "{% include 'b.html' %}"), ("themes/acme/templates/b.html", "")]);
    assert_eq!(
        found.iter().map(|(file, ..)| file.as_str()).collect::<Vec<_>>(),
        ["themes/acme/templates/a.html", "themes/acme/templates/b.html"]
    );
}

#[test]
fn the_list_tells_what_became_of_each_built_in_file() {
    let files = [
        ("themes/acme/templates/home.html", "{% extends \"default/home.html\" %}"),
        ("themes/acme/templates/search.html", "mine"),
        ("themes/acme/templates/ours.html", ""),
        ("themes/acme/assets/00-tokens.css", ""),
        ("themes/acme/assets/99-acme.css", ""),
    ];
    let listed = list(&files.iter().copied().collect(), "acme");
    let of = |name: &str| listed.iter().find(|file| file.name == name).map(|file| (file.kind, file.origin));
    assert_eq!(of("home.html"), Some((Kind::Template, FileOrigin::Extended)));
    assert_eq!(of("search.html"), Some((Kind::Template, FileOrigin::Replaced)));
    assert_eq!(of("ours.html"), Some((Kind::Template, FileOrigin::Added)));
    assert_eq!(of("base.html"), Some((Kind::Template, FileOrigin::BuiltIn)));
    assert_eq!(of("00-tokens.css"), Some((Kind::Style, FileOrigin::Replaced)));
    assert_eq!(of("99-acme.css"), Some((Kind::Style, FileOrigin::Added)));
    assert_eq!(of("site.js"), Some((Kind::Asset, FileOrigin::BuiltIn)));
}

#[test]
fn a_built_in_file_is_found_by_any_of_its_spellings() {
    for file in
        ["base.html", "./base.html", "default/base.html", "templates/base.html", "themes/acme/templates/base.html"]
    {
        assert_eq!(
            built_in(file).map(|found| (found.name, found.kind)),
            Ok(("base.html".to_owned(), Kind::Template)),
            "{file}"
        );
    }
    assert_eq!(built_in("assets/00-tokens.css").map(|found| found.kind), Ok(Kind::Style));
    assert_eq!(built_in("program.html").err().flatten().as_deref(), Some("programs/program.html"));
    assert_eq!(built_in("00-token.css").err().flatten().as_deref(), Some("00-tokens.css"));
    assert_eq!(built_in("zzz").err(), Some(None));
}

#[test]
fn style_sheets_are_joined_in_the_order_of_their_names() {
    let (theme, _) = load(
        &[("themes/default/assets/99-last.css", "zz { top: 0 }"), ("themes/default/assets/site.js", "0")],
        DEFAULT,
    );
    let css = theme.asset(STYLE).map(|asset| asset.body.clone());
    assert!(matches!(css, Some(Body::Bytes(css)) if css.ends_with(b"zz{top:0}")));
    assert_eq!(theme.asset("site.js").map(|asset| asset.body.clone()), Some(Body::of(*b"0")));
}

#[test]
fn a_style_sheet_of_one_page_stands_apart_and_finds_other_assets_from_there() {
    let sheet = "b { background: url(../logo.png) } c { background: url(logo.png) }";
    let mut tree = SourceTree::new();
    let hash = ContentHash::of(b"png");
    let file =
        SourceFile { bytes: SourceBytes::Opaque { len: 3, hash, dimensions: None, scripted: false, leaks: None } };
    tree.insert(SourcePath::new("themes/default/assets/logo.png"), file);
    tree.insert(SourcePath::new("themes/default/assets/pages/b.css"), SourceFile::text(sheet));
    let (theme, _) = Theme::load(&tree, DEFAULT, None);
    let text = |name: &str| match theme.asset(name).map(|asset| &asset.body) {
        Some(Body::Bytes(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    };
    let published = format!("../logo.{}.png", hash.hex(8));
    assert_eq!(text("pages/b.css"), format!("b{{background:url({published})}}c{{background:url(logo.png)}}"));
    assert!(!text(STYLE).contains("b{background"));
    assert!(theme.asset("pages/b.css").is_some_and(|asset| asset.integrity.is_some()));
}

#[test]
fn a_picture_is_copied_and_named_by_its_hash() {
    let mut tree = SourceTree::new();
    let hash = ContentHash::of(b"png");
    let file =
        SourceFile { bytes: SourceBytes::Opaque { len: 3, hash, dimensions: None, scripted: false, leaks: None } };
    tree.insert(SourcePath::new("themes/default/assets/logo.png"), file);
    let (theme, findings) = Theme::load(&tree, DEFAULT, None);
    assert!(findings.is_empty(), "{findings:?}");
    let logo = theme.asset("logo.png").map(|asset| (asset.path.to_string(), asset.integrity.clone()));
    assert_eq!(logo, Some((format!("assets/logo.{}.png", hash.hex(8)), None)));
}

#[test]
fn an_unknown_theme_is_reported_where_it_is_named() {
    let (theme, findings) =
        load(&[("pmo.yaml", "site: {title: A}\ntheme: acne\n"), ("themes/acme/assets/a.css", "")], "acne");
    assert!(template(&theme, "base.html").is_some());
    let found: Vec<_> = findings.iter().map(|f| (f.rule.code, f.place.span.range(), f.hint.as_deref())).collect();
    assert_eq!(found, [("PMO-E0704", 24..28, Some("did you mean `acme`?"))]);
}

#[test]
fn an_accent_stands_after_the_tokens_and_before_style_sheets_of_the_site() -> Result<(), &'static str> {
    let light = crate::parse::records::HexColour([0x06, 0x5f, 0x46]);
    let accent = Accent { light, dark: crate::parse::records::HexColour([0x6e, 0xe7, 0xb7]) };
    let files: SourceTree = [("themes/default/assets/99-own.css", ":root{--accent:red}")].into_iter().collect();
    let (theme, _) = Theme::load(&files, DEFAULT, Some(accent));
    let css = theme.asset(STYLE).ok_or("the joined style sheet")?;
    let Body::Bytes(bytes) = &css.body else { return Err("a style sheet is bytes") };
    let css = std::str::from_utf8(bytes).map_err(|_| "a style sheet is text")?;
    let places: Vec<usize> = css.match_indices("--accent:").map(|(at, _)| at).collect();
    let brand = css.find("--accent:light-dark(#065f46,#6ee7b7)").ok_or("the accent")?;
    assert_eq!(places.get(1), Some(&brand), "after the token");
    assert!(places.last().is_some_and(|last| *last > brand), "the site's own style sheet wins");
    // The grounds that the contrast is measured against are those of the tokens.
    for ground in ["--bg:light-dark(#fff,#10141b)", "--sunk:light-dark(#f5f6f9,#181d27)"] {
        assert!(css.contains(ground), "{ground}");
    }
    Ok(())
}
