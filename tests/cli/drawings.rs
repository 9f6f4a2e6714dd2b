//! Drawings that are kept on disk: the same bytes with the folder cold, warm, damaged, foreign, closed, and without it.

use std::fs;
use std::path::PathBuf;

use super::site::Site;

const KEPT: &str = "site: { title: T }\ndiagrams: { cache: .cache/diagrams }\n";
const PAGE: &str = "# A\n\n```mermaid\npie\n \"a\" : 1\n```\n\n```mermaid\nflowchart TD\n A[ --> \n```\n";

fn site() -> Site {
    Site::empty().file("pmo.yaml", KEPT).file("content/a.md", PAGE)
}

/// The entries of the folder.
fn entries(site: &Site) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(site.at(".cache/diagrams")).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    entries
}

#[test]
fn a_kept_drawing_gives_the_same_bytes_whatever_becomes_of_it() {
    let plain = Site::empty().file("pmo.yaml", "site: { title: T }\n").file("content/a.md", PAGE);
    plain.build(&[]).assert_exit(0).assert_stderr_contains("PMO-W0519");
    let wanted = plain.tree("public");
    let site = site();
    let built = |what: &str| {
        let _ = fs::remove_dir_all(site.at("public"));
        site.build(&[]).assert_exit(0).assert_stderr_contains("PMO-W0519");
        assert!(site.tree("public") == wanted, "{what}");
    };
    built("cold");
    let whole: Vec<Vec<u8>> = entries(&site).iter().map(|entry| fs::read(entry).expect("it is there")).collect();
    assert_eq!(whole.len(), 2, "the drawing, and that there is none");
    built("warm");
    for damage in [&b""[..], b"<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", &whole[0][..40], &whole[1]] {
        for entry in entries(&site) {
            fs::write(entry, damage).expect("it can be written to");
        }
        built("damaged");
        let now: Vec<Vec<u8>> = entries(&site).iter().map(|entry| fs::read(entry).expect("it is there")).collect();
        assert!(now == whole, "a damaged entry is mended");
    }
    fs::write(site.at(".cache/diagrams/notes.txt"), "mine").expect("it can be written to");
    built("foreign");
    assert_eq!(site.read(".cache/diagrams/notes.txt"), "mine");
}

#[test]
fn a_warm_folder_is_what_is_read() {
    let site = site();
    site.build(&[]).assert_exit(0);
    let before: Vec<_> =
        entries(&site).iter().map(|entry| fs::metadata(entry).and_then(|meta| meta.modified()).ok()).collect();
    site.build(&[]).assert_exit(0).assert_stderr_contains("nothing changed");
    site.check(&[]).assert_exit(0);
    let after: Vec<_> =
        entries(&site).iter().map(|entry| fs::metadata(entry).and_then(|meta| meta.modified()).ok()).collect();
    assert_eq!(before, after, "nothing is drawn and written again");
}

#[test]
fn an_entry_that_somebody_forged_runs_no_script() {
    let site = site();
    site.build(&[]).assert_exit(0);
    let wanted = site.tree("public");
    for entry in entries(&site) {
        let text = fs::read_to_string(&entry).expect("it is text");
        let Some(body) = text.splitn(3, '\n').nth(2).filter(|body| body.starts_with("drawing")) else { continue };
        let body = body.replace("</svg>", "<script>alert(1)</script></svg>");
        let forged = format!("pmo-site diagram 1\n{}\n{body}", blake3::hash(body.as_bytes()).to_hex());
        fs::write(&entry, forged).expect("it can be written to");
    }
    fs::remove_dir_all(site.at("public")).expect("it was built");
    site.build(&[]).assert_exit(0);
    assert!(site.tree("public") == wanted);
}

#[test]
fn a_folder_that_cannot_be_used_is_one_note_and_the_build_goes_on() {
    let site = site();
    site.write(".cache", "in the way");
    site.build(&[]).assert_exit(0).assert_stderr_contains("drawings are not kept: `.cache/diagrams` cannot be");
    site.write("pmo.yaml", "site: { title: T }\ndiagrams: { cache: public/kept }\n");
    site.build(&[]).assert_exit(0).assert_stderr_contains("`public/kept` lies in the output");
    assert!(!site.at("public/kept").exists());
}

#[test]
fn a_folder_among_pages_is_refused_unless_the_site_itself_is_their_folder() {
    let site = site().file("content/drawings/x.md", "# X\n");
    site.write("pmo.yaml", "site: { title: T }\ndiagrams: { cache: content/drawings }\n");
    site.build(&[]).assert_exit(2).assert_stderr_contains("PMO-E0716");
    let here = Site::empty()
        .file("pmo.yaml", "site: { title: T }\npaths: { content: . }\ndiagrams: { cache: kept }\n")
        .file("a.md", PAGE)
        .file("kept/x.md", "# X\n");
    here.build(&[]).assert_exit(0);
    assert!(here.at("public/a/index.html").is_file() && !here.at("public/kept").exists());
}
