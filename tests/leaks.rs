//! What somebody meant to keep inside is nowhere in a public site, in whatever way it lies about.
//!
//! As in `tests/audiences.rs` a *canary* is a word that stands in one place and nowhere else: here in files that lie
//! beside pages and records, in pages that are withheld in many spellings, and in pictures of people who are not to be
//! seen. The site is one on disk, so that nothing between the folder and the published bytes is left out, and the
//! answers of `list` and `report` are looked through too.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a test stops at the first surprise and may touch the machine"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// What a canary looks like.
const SIGN: &str = "zqvx";

/// Names of files that lie beside `program.yaml`, a page or a report and are none of a site's own. No page leads to any
/// of them.
const BESIDE: &[&str] = &[
    "program.yaml.orig",
    "program.yaml.bak",
    "program.yaml.rej",
    "program.yaml.save",
    "program.yaml.tmp",
    "program.yaml.mine",
    "program.yaml.old",
    "program.yaml.1",
    "program.yaml.BASE.1234",
    "program.yaml.r12",
    "program.yaml.swp2",
    "program.YAML",
    "program (conflicted copy).YML",
    "program_LOCAL_99.yaml",
    "program.yaml_old",
    "program.yaml (1)",
    "program.json",
    "plan.md.orig",
    "plan.md.txt",
    "plan.mdx",
    "plan.rst",
    "plan.adoc",
    "plan.org",
    "plan_REMOTE_5.md",
    "plan (Ana's conflicted copy).md",
    "n.ipynb",
    "budget.xlsx",
    "budget.XLSM",
    "deck.pptx",
    "letter.docx",
    "notes.txt",
    "notes.csv",
    "dump.sql",
    "data.sqlite",
    "export.zip",
    "secrets.json",
    "id_rsa",
    "server.pem",
    "prod.env",
    "store.kdbx",
    "evil.html",
    "E2.HTML",
    "e.xhtml",
    "e.xml",
    "a.php",
    "e.js",
    "page.htm",
    "Makefile",
    "plan.pdf",
    "mail.eml",
];

/// Front matter that means, or may mean, that a page is not for everyone today.
const WITHHELD: &[&str] = &[
    "---\ndraft: true\n---",
    "---\ndraft: yes\n---",
    "---\ndraft: Yes\n---",
    "---\ndraft: on\n---",
    "---\ndraft: y\n---",
    "---\ndraft: 1\n---",
    "---\ndraft: t\n---",
    "---\ndraft: tru\n---",
    "---\ndraft: 'yes'\n---",
    "---\ndraft: [true]\n---",
    "---\ndraft: { a: true }\n---",
    "---\ndraft:\n---",
    "---\nDraft: true\n---",
    "---\nDRAFT: TRUE\n---",
    "---\ndraft:true\n---",
    "---\ntitle: x\ndraft:true\n---",
    "---\n\"draft\": true\n---",
    "---\ndrfat: true\n---",
    "---\ndraft: true\ndraft: false\n---",
    "---\ndraft: true\n",
    "---\ndraft: true\n...",
    "----\ndraft: true\n----",
    "<!-- note -->\n---\ndraft: true\n---",
    " ---\n draft: true\n ---",
    "+++\ndraft = true\n+++",
    "+++\ndraft = yes\n+++",
    "+++\ndraft = \"yes\"\n+++",
    "{ \"draft\": true }",
    "{\n\"draft\": true,\n}",
    "---\npublished: false\n---",
    "---\npublished: no\n---",
    "---\nPublished: False\n---",
    "---\nvisibility: internal\n---",
    "---\nvisibility: Internal\n---",
    "---\nvisibility: private\n---",
    "---\nvisibility: hidden\n---",
    "---\ninternal: true\n---",
    "---\ninternal: yes\n---",
    "---\nprivate: true\n---",
    "---\npublishDate: 2030-01-01\n---",
    "---\npublishdate: 2030-01-01T08:00:00Z\n---",
    "---\npublish_date: 01.01.2030\n---",
    "---\nexpiryDate: 2020-01-01\n---",
    "---\nexpirydate: last year\n---",
    "---\ntitle: x\n bad: [\ndraft: true\n---",
    "---\n- draft: true\n---",
    "---\ncascade:\n  draft: true\n---",
    "---\nparams: {draft: true}\n---",
    "---\nparams:\n  draft: true # until May\n---",
    "{\"draft\": true, \"draft\": false}",
    "---\ndate: 2030-01-01\n---",
    "+++\ndate = 2030-01-01T08:00:00Z\n+++",
    "---\nheadless: true\n---",
    "---\nheadles: true\n---",
    "---\nbuild:\n  render: never\n---",
    "---\n_build: { render: link }\n---",
    "---\nbuild: never\n---",
    "----\nbuild:\n  render: never\n----",
    "{\"build\": {\"render\": false}}",
    "---\nCascade: [{ draft: true }]\n---",
    "---\ncascade:\n  build: { render: never }\n---",
    "+++\n[[cascade]]\ndraft = true\n[cascade._target]\npath = '**'\n+++",
    "---yaml\ndraft: true\n---",
    "# Above\n\n---\ndraft: true\n---",
    "\u{200b}---\ndraft: true\n---",
    "---\rdraft: true\r---\r",
];

/// Paths by which a record may name the picture at `static/people/NAME.png`.
const PHOTO: &[&str] = &[
    "people/NAME.png",
    "/people/NAME.png",
    "static/people/NAME.png",
    "/static/people/NAME.png",
    "./people/NAME.png",
    "people//NAME.png",
    "people/../people/NAME.png",
    "people/NAME.png?v=2",
    "people/NAME.png#x",
    "%70eople/NAME.png",
    "static//people/NAME.png",
    "people/./NAME.png",
    "../people/NAME.png",
    "people\\NAME.png",
    "PEOPLE/NAME.PNG",
];

/// What a record says so that its person is not seen.
const UNSEEN: &[&str] =
    &["photo: internal", "photo: hidden", "name: internal", "coverage: role", "coverage: count", "coverage: hidden"];

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("below the root")).expect("made");
    fs::write(path, text).expect("written");
}

/// A copy of the base site, whose findings that can be are warnings.
fn base() -> TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).expect("made");
        for entry in fs::read_dir(from).expect("listed") {
            let entry = entry.expect("listed");
            let to = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &to);
            } else {
                fs::copy(entry.path(), to).expect("copied");
            }
        }
    }
    let site = tempfile::tempdir().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/base"), site.path());
    let rules = pmo_site::diagnostics::registry::RULES.iter().filter(|rule| rule.adjustable);
    let levels = rules.map(|rule| format!("  {}: warning\n", rule.code)).collect::<Vec<_>>().concat();
    let settings = include_str!("spec/base/pmo.yaml");
    put(site.path(), "pmo.yaml", &format!("{settings}findings:\n{levels}"));
    site
}

/// Runs the program on `site`; gives what it printed for scripts.
fn run(site: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pmo-site"));
    let output = command.args(args).args(["--as-of", "2026-03-10", "--source"]).arg(site).output().expect("it starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().expect("it ends by itself"), text(&output.stdout), text(&output.stderr))
}

/// The words of the kind of a canary in `text`.
fn canaries(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase();
    let word = |at: usize| text[at..].chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
    text.match_indices(SIGN).map(|(at, _)| word(at)).collect()
}

/// The canaries in every published file and its name, and in the answers to questions.
fn leaked(site: &Path, audience: &str) -> BTreeSet<String> {
    let out = site.join("out");
    let (code, _, told) = run(
        site,
        &[
            "build",
            "--audience",
            audience,
            "--base-url",
            "https://pmo.example/",
            "--output",
            out.to_str().expect("text"),
        ],
    );
    assert_eq!(code, 0, "{told}");
    let mut found = BTreeSet::new();
    let mut folders = vec![out.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("listed") {
            let path = entry.expect("listed").path();
            let name = path.strip_prefix(&out).expect("below").to_string_lossy().into_owned();
            found.extend(canaries(&name));
            if path.is_dir() {
                folders.push(path);
            } else if name != ".pmo-site-manifest" {
                found.extend(canaries(&String::from_utf8_lossy(&fs::read(path).expect("read"))));
            }
        }
    }
    for what in ["programs", "people", "risks", "decisions"] {
        let (_, answer, _) = run(site, &["list", what, "--audience", audience, "--format", "json"]);
        found.extend(canaries(&answer));
    }
    let (_, answer, _) = run(site, &["report", "--audience", audience, "--since", "2026-01-01"]);
    found.extend(canaries(&answer));
    found
}

#[test]
fn a_file_that_lies_beside_a_page_or_a_record_is_not_published_by_accident() {
    let site = base();
    for (at, name) in BESIDE.iter().enumerate() {
        for (folder, mark) in [
            ("content/programs/apollo", "p"),
            ("content/programs/apollo/updates", "u"),
            ("content/handbook", "h"),
            ("content/people", "m"),
            ("content", "c"),
        ] {
            put(site.path(), &format!("{folder}/{name}"), &format!("name: zqvxbeside{mark}{at}\n"));
        }
    }
    put(
        site.path(),
        "content/programs/zqvxsecret/program.yaml",
        include_str!("spec/base/content/programs/apollo/program.yaml"),
    );
    let path = site.path().join("content/programs/zqvxsecret/program.yaml");
    let internal = fs::read_to_string(&path).expect("read").replace("name: Apollo", "name: zqvxname");
    fs::write(&path, format!("{internal}visibility: internal\n")).expect("written");
    put(site.path(), "content/programs/zqvxsecret/zqvxpicture.png", "zqvxpicturebytes");
    // A report in an odd place is an error, so of those in `updates/` only the ones that are no Markdown are kept.
    for name in BESIDE
        .iter()
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md")))
    {
        fs::remove_file(site.path().join("content/programs/apollo/updates").join(name)).expect("removed");
    }
    for name in BESIDE.iter().filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "yaml")) {
        fs::remove_file(site.path().join("content/people").join(name)).expect("removed");
    }
    assert_eq!(leaked(site.path(), "public"), BTreeSet::new());
}

#[test]
fn a_page_that_may_be_meant_for_later_or_for_fewer_is_not_published() {
    let site = base();
    for (at, front) in WITHHELD.iter().enumerate() {
        let page = format!(
            "{front}\n\n# zqvxtitle{at}\n\nzqvxbody{at} ![zqvxalt](zqvxpicture{at}.png) [x](zqvxfile{at}.pdf)\n\n<img srcset=\"zqvxset{at}.png 2x\" alt=\"\">\n"
        );
        put(site.path(), &format!("content/handbook/zqvxpage{at}.md"), &page);
        put(site.path(), &format!("content/handbook/zqvxpicture{at}.png"), "no picture");
        put(site.path(), &format!("content/handbook/zqvxfile{at}.pdf"), "no document");
        // A folder of its own, whose other files belong to the page.
        put(site.path(), &format!("content/handbook/zqvxbundle{at}/index.md"), &page);
        put(site.path(), &format!("content/handbook/zqvxbundle{at}/other.png"), "no picture");
        put(site.path(), &format!("content/handbook/zqvxbundle{at}/zqvxdeep/other.png"), "no picture");
        put(site.path(), &format!("content/handbook/zqvxset{at}.png"), "no picture");
        put(site.path(), &format!("content/programs/apollo/zqvxnote{at}.md"), &page);
    }
    let links = (0..WITHHELD.len()).map(|at| format!("- [page {at}](zqvxpage{at}.md)\n")).collect::<Vec<_>>().concat();
    put(site.path(), "content/handbook/links.md", &format!("# Links\n\n{links}"));
    assert_eq!(leaked(site.path(), "public"), BTreeSet::new());
}

#[test]
fn an_internal_page_is_in_an_internal_site_and_a_doubtful_one_is_in_none() {
    let site = base();
    put(
        site.path(),
        "content/handbook/zqvxinternal.md",
        "---\nvisibility: internal\n---\n# zqvxtitle\n\n[x](zqvxfile.pdf)\n",
    );
    put(site.path(), "content/handbook/zqvxfile.pdf", "no document");
    put(site.path(), "content/handbook/zqvxdoubt.md", "---\ndraft: yes\n---\n# zqvxdoubt\n");
    let seen = ["zqvxinternal", "zqvxtitle", "zqvxfile"].map(str::to_owned);
    assert_eq!(leaked(site.path(), "internal"), seen.into());
    assert_eq!(leaked(site.path(), "public"), BTreeSet::new());
}

#[test]
fn a_picture_of_somebody_who_is_not_to_be_seen_is_not_published_under_any_spelling() {
    let site = base();
    for (says, publish) in UNSEEN.iter().enumerate() {
        for (at, spelling) in PHOTO.iter().enumerate() {
            let name = format!("zqvxface{says}x{at}");
            let photo = spelling.replace("NAME", &name);
            let record = format!(
                "name: Person {says} {at}\nrole: Engineer\ntime_zone: Europe/Lisbon\nfocus_areas: [platform]\nphoto: '{photo}'\npublish: {{ {publish} }}\n"
            );
            put(site.path(), &format!("content/people/person{says}x{at}.yaml"), &record);
            put(site.path(), &format!("static/people/{name}.png"), "no picture");
        }
    }
    let pages =
        (0..UNSEEN.len()).map(|says| format!("![A face](/people/zqvxface{says}x0.png)\n")).collect::<Vec<_>>().concat();
    put(site.path(), "content/handbook/faces.md", &format!("---\nowner: person5x0\n---\n# Faces\n\n{pages}"));
    assert_eq!(leaked(site.path(), "public"), BTreeSet::new());
    // Who is seen is seen under each spelling, or the test above would prove nothing.
    for (at, spelling) in PHOTO.iter().enumerate().filter(|(_, spelling)| !spelling.starts_with("PEOPLE")) {
        let site = base();
        let photo = spelling.replace("NAME", "zqvxface");
        let record = format!(
            "name: Person\nrole: Engineer\ntime_zone: Europe/Lisbon\nfocus_areas: [platform]\nphoto: '{photo}'\n"
        );
        put(site.path(), "content/people/person.yaml", &record);
        put(site.path(), "static/people/zqvxface.png", "no picture");
        assert_eq!(leaked(site.path(), "public"), BTreeSet::from(["zqvxface".to_owned()]), "{at}: {spelling}");
        let page = fs::read_to_string(site.path().join("out/team/index.html")).expect("there is a page");
        assert!(page.contains("src=\"/people/zqvxface.png\""), "{spelling}");
    }
}
