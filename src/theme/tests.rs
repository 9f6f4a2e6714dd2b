//! What a site's own files do to the default theme.

use super::*;
use crate::artifact::Body;
use crate::source::{ContentHash, SourceBytes, SourceFile};

fn load(files: &[(&str, &str)], name: &str) -> (Theme, Vec<Diagnostic>) {
    Theme::load(&files.iter().copied().collect(), name)
}

#[test]
fn the_default_theme_needs_no_file() {
    let (theme, findings) = load(&[], DEFAULT);
    assert!(findings.is_empty(), "{findings:?}");
    assert!(theme.templates.contains_key("base.html"));
    for name in [STYLE, "site.js", "theme.js", "favicon.svg"] {
        assert!(theme.asset(name).is_some_and(|asset| asset.integrity.is_some()), "{name} is missing");
    }
}

#[test]
fn a_template_of_the_site_replaces_the_embedded_one() {
    let (theme, findings) = load(&[("themes/acme/templates/base.html", "mine"), ("themes/acme/README.md", "")], "acme");
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(theme.templates.get("base.html").map(|template| &*template.text), Some("mine"));
    assert!(theme.templates.contains_key("page.html"));
}

#[test]
fn style_sheets_are_joined_in_the_order_of_their_names() {
    let (theme, _) = load(&[("themes/default/assets/99-last.css", "zz { top: 0 }"), ("themes/default/assets/site.js", "0")], DEFAULT);
    let css = theme.asset(STYLE).map(|asset| asset.body.clone());
    assert!(matches!(css, Some(Body::Bytes(css)) if css.ends_with(b"zz{top:0}")));
    assert_eq!(theme.asset("site.js").map(|asset| asset.body.clone()), Some(Body::of(*b"0")));
}

#[test]
fn a_style_sheet_of_one_page_stands_apart_and_finds_other_assets_from_there() {
    let sheet = "b { background: url(../logo.png) } c { background: url(logo.png) }";
    let mut tree = SourceTree::new();
    let hash = ContentHash::of(b"png");
    let file = SourceFile { bytes: SourceBytes::Opaque { len: 3, hash, dimensions: None, scripted: false, leaks: None } };
    tree.insert(SourcePath::new("themes/default/assets/logo.png"), file);
    tree.insert(SourcePath::new("themes/default/assets/pages/b.css"), SourceFile::text(sheet));
    let (theme, _) = Theme::load(&tree, DEFAULT);
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
    let file = SourceFile { bytes: SourceBytes::Opaque { len: 3, hash, dimensions: None, scripted: false, leaks: None } };
    tree.insert(SourcePath::new("themes/default/assets/logo.png"), file);
    let (theme, findings) = Theme::load(&tree, DEFAULT);
    assert!(findings.is_empty(), "{findings:?}");
    let logo = theme.asset("logo.png").map(|asset| (asset.path.to_string(), asset.integrity.clone()));
    assert_eq!(logo, Some((format!("assets/logo.{}.png", hash.hex(8)), None)));
}

#[test]
fn an_unknown_theme_is_reported_where_it_is_named() {
    let (theme, findings) = load(&[("pmo.yaml", "site: {title: A}\ntheme: acne\n"), ("themes/acme/assets/a.css", "")], "acne");
    assert!(theme.templates.contains_key("base.html"));
    let found: Vec<_> = findings.iter().map(|f| (f.rule.code, f.place.span.range(), f.hint.as_deref())).collect();
    assert_eq!(found, [("PMO-E0704", 24..28, Some("did you mean `acme`?"))]);
}
