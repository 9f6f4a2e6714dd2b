//! What stands where the folders of a site are looked for: nothing, files, links out of it, links to the output.
#![expect(clippy::disallowed_methods, reason = "a test stops at the first surprise and may touch the machine")]

use std::error::Error;
use std::fs;
use std::path::Path;

use pmo_site::io::{Fault, Known, Reach, config_file, scan, scan_within};
use pmo_site::publish::{MANIFEST, resolve};
use pmo_site::source::Instead;

type Outcome = Result<(), Box<dyn Error>>;

fn site(files: &[(&str, &str)]) -> std::io::Result<tempfile::TempDir> {
    let root = tempfile::tempdir()?;
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(root.path()))?;
        fs::write(path, text)?;
    }
    Ok(root)
}

fn faults(root: &Path, reach: &Reach) -> Vec<(String, Fault)> {
    scan_within(root, reach).err().map_or_else(Vec::new, |error| error.0)
}

fn one(path: &str, fault: Fault) -> Vec<(String, Fault)> {
    vec![(path.to_owned(), fault)]
}

#[test]
fn a_folder_that_is_missing_is_told_with_what_looks_like_it() -> Outcome {
    let missing = |files: &[(&str, &str)], folders: &[&str]| -> Result<Vec<(String, Instead)>, Box<dyn Error>> {
        let root = site(files)?;
        for folder in folders {
            fs::create_dir(root.path().join(folder))?;
        }
        Ok(scan(root.path())?.missing().to_vec())
    };
    let nothing = |like: Option<&str>| Instead::Nothing { like: like.map(str::to_owned) };
    let list = |list: [(&str, Instead); 3]| list.map(|(folder, instead)| (folder.to_owned(), instead)).to_vec();
    assert_eq!(missing(&[], &["content", "static", "themes"])?, []);
    let none = list([("content", nothing(None)), ("static", nothing(None)), ("themes", nothing(None))]);
    assert_eq!(missing(&[], &["docs", "statics", "theme"])?, none);
    let like =
        list([("content", nothing(Some("contents"))), ("static", nothing(Some("Static"))), ("themes", nothing(None))]);
    assert_eq!(missing(&[], &["contents", "Static"])?, like);
    let files = list([("content", Instead::NoFolder), ("static", Instead::NoFolder), ("themes", nothing(None))]);
    assert_eq!(missing(&[("content", "x"), ("static", "x")], &[])?, files);
    Ok(())
}

#[test]
fn a_preview_sees_the_folder_go_and_come() -> Outcome {
    let root = site(&[("pmo.yaml", ""), ("content/a.md", "x"), ("static/x", ""), ("themes/x", "")])?;
    let mut known = Known::default();
    assert_eq!(known.rescan(root.path())?.tree.missing(), []);
    fs::rename(root.path().join("content"), root.path().join("Content"))?;
    let seen = known.rescan(root.path())?;
    assert_eq!(seen.tree.missing(), [("content".to_owned(), Instead::Nothing { like: Some("Content".to_owned()) })]);
    assert_eq!(scan(root.path())?.missing(), seen.tree.missing());
    fs::rename(root.path().join("Content"), root.path().join("content"))?;
    let seen = known.rescan(root.path())?;
    assert_eq!((seen.tree.missing(), seen.tree.len()), (&[][..], 3));
    Ok(())
}

#[test]
fn a_root_that_is_missing_or_no_folder_is_a_fault() -> Outcome {
    let root = site(&[("x", "")])?;
    assert!(scan(&root.path().join("nowhere")).is_err());
    assert!(scan(&root.path().join("x")).is_err());
    assert!(config_file(&root.path().join("x")).is_err());
    Ok(())
}

#[test]
fn settings_are_a_file() -> Outcome {
    let root = site(&[("pmo.yaml/x", "")])?;
    assert_eq!(faults(root.path(), &Reach::default()), one("pmo.yaml", Fault::Folder));
    assert!(config_file(root.path()).is_err_and(|error| error.to_string().contains("pmo.yaml: is a folder")));
    fs::remove_dir_all(root.path().join("pmo.yaml"))?;
    assert_eq!(config_file(root.path())?, None);
    fs::write(root.path().join("pmo.yml"), "")?;
    assert_eq!(config_file(root.path())?, Some(root.path().join("pmo.yml")));
    Ok(())
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    fn linked() -> Reach {
        Reach { linked_roots: true, ..Reach::default() }
    }

    #[test]
    fn folders_of_the_site_that_are_links_to_outside_need_leave() -> Outcome {
        let elsewhere = site(&[("_index.md", "# H"), ("a/x.md", "x"), ("templates/base.html", "x")])?;
        symlink("a", elsewhere.path().join("b"))?;
        for folder in ["content", "static", "themes"] {
            let root = site(&[("pmo.yaml", "")])?;
            symlink(elsewhere.path(), root.path().join(folder))?;
            assert_eq!(faults(root.path(), &Reach::default()), one(folder, Fault::Linked));
            assert_eq!(faults(root.path(), &linked()), []);
            let tree = scan_within(root.path(), &linked())?;
            assert_eq!(tree.under(folder).count(), if folder == "themes" { 0 } else { 4 });
        }
        Ok(())
    }

    #[test]
    fn a_folder_of_the_site_may_be_a_link_within_it() -> Outcome {
        let root = site(&[("pmo.yaml", ""), ("docs/a.md", "x"), (".git/x.md", "s")])?;
        symlink("docs", root.path().join("content"))?;
        assert!(scan(root.path())?.text("content/a.md").is_some());
        for (leads_to, fault) in
            [(".git", Fault::Hidden), (".", Fault::Circle), ("nowhere", Fault::Dangling), ("content", Fault::Shared)]
        {
            symlink(leads_to, root.path().join("static"))?;
            for reach in [Reach::default(), linked()] {
                let mut found = faults(root.path(), &reach);
                found.retain(|(path, _)| path == "static");
                assert_eq!(found, one("static", fault.clone()), "{leads_to}");
            }
            fs::remove_file(root.path().join("static"))?;
        }
        Ok(())
    }

    #[test]
    fn no_flag_lets_a_folder_hold_the_site() -> Outcome {
        let root = site(&[("site/pmo.yaml", "")])?;
        symlink("..", root.path().join("site/static"))?;
        assert_eq!(faults(&root.path().join("site"), &linked()), one("static", Fault::Circle));
        Ok(())
    }

    #[test]
    fn what_was_published_is_no_source() -> Outcome {
        let root =
            site(&[("pmo.yaml", ""), ("static/x", ""), ("build/public/index.html", "old"), ("build/other/x", "")])?;
        let reach = Reach { output: Some(resolve(&root.path().join("build/public"))?), ..Reach::default() };
        for leads_to in ["../build", "../build/public", "../build/public/index.html"] {
            symlink(leads_to, root.path().join("static/link"))?;
            assert_eq!(faults(root.path(), &reach), one("static/link", Fault::Output), "{leads_to}");
            fs::remove_file(root.path().join("static/link"))?;
        }
        symlink("../build/other", root.path().join("static/link"))?;
        assert_eq!(faults(root.path(), &reach), []);
        fs::write(root.path().join("build/other").join(MANIFEST), "")?;
        assert_eq!(faults(root.path(), &reach), one("static/link", Fault::Output), "the output of another build");
        fs::remove_dir_all(root.path().join("static"))?;
        symlink("build", root.path().join("static"))?;
        assert_eq!(faults(root.path(), &reach), one("static", Fault::Output));
        Ok(())
    }

    #[test]
    fn settings_may_be_a_link_within_the_site() -> Outcome {
        let root = site(&[("settings/pmo.yaml", "site: { title: T }"), ("content/a.md", "x")])?;
        symlink("settings/pmo.yaml", root.path().join("pmo.yaml"))?;
        assert_eq!(scan(root.path())?.text("pmo.yaml").map(|text| &**text), Some("site: { title: T }"));
        for (leads_to, fault) in [("/etc/hostname", Fault::Leaves), ("nowhere", Fault::Dangling)] {
            fs::remove_file(root.path().join("pmo.yaml"))?;
            symlink(leads_to, root.path().join("pmo.yaml"))?;
            assert_eq!(faults(root.path(), &linked()), one("pmo.yaml", fault));
        }
        Ok(())
    }
}
