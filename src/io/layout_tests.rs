//! Sites whose settings place their folders.

use std::fs;
use std::path::Path;

use super::layout::layout;
use super::scan::tests::site;
use super::scan::{roots, scan_within};
use super::walk::within;
use super::{Fault, Reach, ScanError};
use crate::source::{Layout, NamedPlaces};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A reader of settings that say where parts lie in lines of their own.
fn reach() -> Reach {
    let places = |text: &str| {
        let of = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(str::to_owned);
        NamedPlaces {
            content: of("content: "),
            statics: of("static: "),
            baseline: of("baseline: "),
            exclude: of("exclude: ").into_iter().collect(),
        }
    };
    Reach { places, ..Reach::default() }
}

fn scan(root: &Path) -> Result<crate::source::SourceTree, ScanError> {
    scan_within(root, &reach())
}

fn faults(root: &Path) -> Vec<(String, Fault)> {
    scan(root).err().map_or_else(Vec::new, |error| error.0)
}

fn paths(root: &Path) -> Result<Vec<String>, ScanError> {
    Ok(scan(root)?.iter().map(|(path, _)| path.to_string()).collect())
}

#[test]
fn settings_place_the_folders() -> Outcome {
    let settings = b"content: docs\nstatic: docs/files\nbaseline: known.json";
    let files: [(&str, &[u8]); 6] = [
        ("pmo.yaml", settings),
        ("known.json", b"{}"),
        ("other.json", b"{}"),
        ("docs/a.md", b"# A"),
        ("docs/files/logo.svg", b"<svg/>"),
        ("content/b.md", b"# B"),
    ];
    let root = site(&files)?;
    assert_eq!(paths(root.path())?, ["content/a.md", "known.json", "pmo.yaml", "static/logo.svg"]);
    assert_eq!(layout(root.path(), &reach()), Layout::new(Some("docs"), Some("docs/files")));
    let watched: Vec<_> = roots(root.path(), &reach()).into_iter().map(|root| root.path).collect();
    assert_eq!(watched, ["", "docs", "docs/files"].map(|folder| within(root.path(), folder)));
    Ok(())
}

#[test]
fn the_site_s_own_folder_holds_its_pages_but_not_what_else_it_is_read_from() -> Outcome {
    let files: [(&str, &[u8]); 10] = [
        ("pmo.yaml", b"content: .\nexclude: _site"),
        ("README.md", b"# Home"),
        ("guide/a.md", b"# A"),
        ("static/x.png", b"x"),
        ("themes/x/templates/base.html", b"x"),
        ("public/index.html", b"x"),
        (".git/HEAD", b"x"),
        // What an earlier build published, with another output.
        ("before/.pmo-site-manifest", b"x"),
        ("before/a.png", b"x"),
        ("_site/a.png", b"x"),
    ];
    let root = site(&files)?;
    let reach = Reach { output: Some(fs::canonicalize(root.path())?.join("public")), ..reach() };
    let tree = scan_within(root.path(), &reach)?;
    let found: Vec<_> = tree.iter().map(|(path, _)| path.as_str()).collect();
    let wanted =
        ["content/README.md", "content/guide/a.md", "content/static/x.png", "pmo.yaml", "themes/x/templates/base.html"];
    assert_eq!(found, wanted);
    Ok(())
}

#[test]
fn one_folder_that_is_named_as_a_language_is_the_root() -> Outcome {
    let config: (&str, &[u8]) = ("pmo.yaml", b"site: {title: T}");
    let root = site(&[config, ("content/pt-br/a.md", b"# A")])?;
    assert_eq!(paths(root.path())?, ["content/a.md", "pmo.yaml"]);
    fs::write(root.path().join("content/b.md"), "# B")?;
    assert_eq!(paths(root.path())?, ["content/b.md", "content/pt-br/a.md", "pmo.yaml"]);
    let others = site(&[config, ("content/en/a.md", b"# A"), ("content/ja/a.md", b"# A")])?;
    assert_eq!(paths(others.path())?, ["content/en/a.md", "content/ja/a.md", "pmo.yaml"]);
    let handbook = site(&[config, ("content/qa/a.md", b"# A")])?;
    assert_eq!(paths(handbook.path())?, ["content/qa/a.md", "pmo.yaml"]);
    Ok(())
}

#[cfg(unix)]
#[test]
fn folders_that_settings_place_stay_within_the_site() -> Outcome {
    use std::os::unix::fs::symlink;
    let outside = site(&[("a.md", b"x")])?;
    let root = site(&[("pmo.yaml", b"content: docs/en"), ("x.md", b"x")])?;
    symlink(outside.path(), root.path().join("docs"))?;
    fs::create_dir(outside.path().join("en"))?;
    assert_eq!(faults(root.path()), [("content".to_owned(), Fault::Linked)]);
    Ok(())
}

#[cfg(unix)]
#[test]
fn static_files_link_to_no_page_wherever_pages_lie() -> Outcome {
    use std::os::unix::fs::symlink;
    let root = site(&[
        ("pmo.yaml", b"content: .\nstatic: static"),
        ("people/ana.yaml", b"name: Ana"),
        ("static/a.txt", b"x"),
    ])?;
    symlink("../people/ana.yaml", root.path().join("static/ana.yaml"))?;
    symlink("a.txt", root.path().join("static/b.txt"))?;
    assert_eq!(faults(root.path()), [("static/ana.yaml".to_owned(), Fault::Sources)]);
    Ok(())
}
