//! A handbook that moves in keeps its published addresses, or leads on from them, and can prove it.
#![expect(clippy::expect_used, clippy::panic, reason = "a test stops where its site is not as it should be")]

use std::collections::BTreeMap;

use jiff::civil::date;
use pmo_site::artifact::{Artifact, Body, MemorySink, Sink};
use pmo_site::pipeline::{BuildInputs, Memo, SiteAddresses, WasPublished, build, lost};
use pmo_site::source::SourceTree;

const CONFIG: &str = "site: { title: H, base_url: 'https://h.example/pmo/' }\n";

struct Built {
    tree: SourceTree,
    inputs: BuildInputs,
    sink: MemorySink,
    found: Vec<(&'static str, String)>,
}

fn built(files: &[(&str, &str)]) -> Built {
    let tree: SourceTree = files.iter().copied().chain([("pmo.yaml", CONFIG)]).collect();
    let inputs = BuildInputs::on(date(2026, 3, 5));
    let mut sink = MemorySink::default();
    let outcome = build(&tree, &inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    let found = outcome.findings.as_slice().iter().map(|found| (found.rule.code, found.message.clone())).collect();
    Built { tree, inputs, sink, found }
}

impl Built {
    fn text(&self, path: &str) -> &str {
        self.sink.text(path).unwrap_or_else(|| panic!("no {path}: {:?}", self.found))
    }

    fn has(&self, path: &str) -> bool {
        self.sink.artifacts.keys().any(|known| known.as_str() == path)
    }

    /// The codes and messages of what `was` had and this site has not.
    fn lost(&self, was: &WasPublished) -> Vec<String> {
        let mut now = SiteAddresses::for_all_of(was);
        for (path, body) in &self.sink.artifacts {
            now.put(Artifact { path: path.clone(), body: body.clone() }).expect("a sink of addresses takes everything");
        }
        let none = pmo_site::diagnostics::Findings::default();
        let found = lost(none, &self.tree, &self.inputs, &now, was);
        let told = found.as_slice().iter();
        told.map(|found| format!("{} {} ({})", found.rule.code, found.message, found.hint.as_deref().unwrap_or("")))
            .collect()
    }

    /// The site as the folder that it is published as.
    fn published(&self) -> WasPublished {
        let mut was = WasPublished::default();
        let files: BTreeMap<_, _> = self.sink.artifacts.iter().collect();
        for (path, body) in files {
            if let (Body::Bytes(bytes), true) =
                (body, path.as_str().rsplit_once('.').is_some_and(|(_, ending)| ending == "html"))
            {
                was.add_page(path.as_str(), &String::from_utf8_lossy(bytes));
            }
        }
        was
    }
}

#[test]
fn addresses_of_files_are_files() {
    let site = built(&[
        (
            "content/a/_index.md",
            "# A\n\n[x](x.md) [file](/a/x.html) [old form](/a/x/) [former](/old.html) [named](name.html.md)\n",
        ),
        (
            "content/a/x.md",
            "---\ntitle: X\nurl: /a/x.html\naliases: [/old.html, sub/older.html, /dir/index.html]\n---\n\n[up](../) [a](#part)\n\n## Part\n\n## Other\n",
        ),
        ("content/a/name.html.md", "# Name\n"),
        ("content/amp & co (1).md", "# Amp\n"),
    ]);
    assert_eq!(site.found, []);
    for file in
        ["a/x.html", "old.html", "a/sub/older.html", "dir/index.html", "a/name.html/index.html", "amp--co-1/index.html"]
    {
        assert!(site.has(file), "{file} of {:?}", site.sink.artifacts.keys());
    }
    assert!(!site.has("a/x/index.html"));
    assert!(site.text("a/index.html").matches("href=\"/pmo/a/x.html\"").count() >= 4);
    let page = site.text("a/x.html");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://h.example/pmo/a/x.html\">"), "{page}");
    assert!(site.text("old.html").contains("/pmo/a/x.html"));
    assert!(site.text("sitemap.xml").contains("<loc>https://h.example/pmo/a/x.html</loc>"));
}

#[test]
fn a_file_never_stands_where_a_folder_must() {
    let site = built(&[
        ("content/n.html/_index.md", "# N\n"),
        ("content/n.html/deep/m.md", "---\ntitle: M\naliases: [/n.html, /m.html/deep/x/, /m.html]\n---\n"),
        ("content/p.md", "---\ntitle: P\nurl: /n.html\n---\n"),
    ]);
    let mut codes: Vec<_> = site.found.iter().map(|(code, _)| *code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["PMO-W0409", "PMO-W0409", "PMO-W0417"], "{:?}", site.found);
    assert!(site.has("n.html/index.html") && site.has("m.html/deep/x/index.html") && !site.has("m.html"));
}

const OLD: &[(&str, &str)] = &[
    ("content/a/_index.md", "# A\n\n## Kept\n\n## Gone\n"),
    ("content/a/b.md", "---\ntitle: B\naliases: [/older/]\n---\n\n## One\n\n## Two\n"),
    ("content/c.md", "# C\n"),
];

#[test]
fn a_site_lost_nothing_of_itself() {
    let site = built(OLD);
    assert_eq!(site.lost(&site.published()), [] as [&str; 0]);
    let list = WasPublished::of_sitemap(site.text("sitemap.xml"));
    assert!(list.len() > 3);
    assert_eq!(site.lost(&list), [] as [&str; 0]);
}

#[test]
fn what_a_site_lost_is_told_with_what_it_may_be_now() {
    let was = built(OLD).published();
    let now = built(&[
        ("content/a/_index.md", "# A\n\n## Kept\n\n## Going\n"),
        ("content/x/b.md", "# B\n\n## One\n\n## Two\n"),
    ]);
    let told = now.lost(&was);
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    assert_eq!(told.len(), 4, "{told:?}");
    for (code, message, hint) in [
        ("PMO-E0420", "`/a/b/`", "aliases: [/a/b/]"),
        ("PMO-E0420", "`/a/b/`", "perhaps `/x/b/`"),
        ("PMO-E0420", "`/older/`", "aliases: [/older/]"),
        ("PMO-E0420", "`/c/`", ""),
        ("PMO-W0421", "`/a/#gone`", "{#gone}"),
    ] {
        assert!(
            told.iter().any(|told| told.starts_with(code) && told.contains(message) && told.contains(hint)),
            "{code} {message} {hint}: {told:?}"
        );
    }
    let mended = built(&[
        ("content/a/_index.md", "# A\n\n## Kept\n\n## Going {#gone}\n"),
        ("content/x/b.md", "---\ntitle: B\naliases: [/a/b/]\n---\n\n## One\n\n## Two\n"),
        ("static/_redirects", "/pmo/older/* /pmo/x/b/ 301\n/pmo/c https://elsewhere.example/ 301\n"),
    ]);
    assert_eq!(mended.lost(&was), [] as [&str; 0], "{:?}", mended.found);
}

#[test]
fn a_list_names_the_host_and_the_base_path_or_neither() {
    let site = built(OLD);
    let lost = |list: &str| site.lost(&WasPublished::of_list(list)).len();
    assert_eq!(
        lost(
            "https://h.example/pmo/a/#kept\nhttps://old.example/a\n/pmo\n/pmo/a/b/index.html\n/sitemap.xml\n/a/?q#:~:text=x\n"
        ),
        0
    );
    assert_eq!(lost("https://h.example/pmo/gone/\n/pmo/a/#nothing\n/older/#two\n/older/#three\n"), 3);
}

#[test]
fn redirects_are_written_below_those_of_the_author_and_links_follow_both() {
    let site = built(&[
        ("content/a.md", "# A\n\n[own](/old/) [ruled](/ruled/x/) [away](/away/) [alias](/older/)\n"),
        ("content/b.md", "---\ntitle: B\naliases: [/older/, /old/]\n---\n"),
        (
            "static/_redirects",
            "# ours\n/pmo/ruled/* /pmo/b/#:splat\n/pmo/away/ https://away.example/x 302\n/pmo/old/ /pmo/a/\n",
        ),
    ]);
    assert_eq!(site.found, []);
    let text = site.text("_redirects");
    assert!(text.starts_with("# ours\n/pmo/ruled/*"), "{text}");
    assert!(text.ends_with("/pmo/old/ /pmo/a/\n/pmo/older/ /pmo/b/ 301\n"), "{text}");
    let page = site.text("a/index.html");
    assert!(page.contains("href=\"https://away.example/x\"") && page.contains("href=\"/pmo/b/\""), "{page}");
    let none = built(&[("content/a.md", "# A\n")]);
    assert!(!none.has("_redirects"));
}

#[test]
fn rules_that_hosts_do_not_read_are_told_once() {
    let many = (0..2_005).map(|number| format!("/r{number} /a/ 301\n")).collect::<Vec<_>>().concat();
    let site = built(&[("content/a.md", "---\ntitle: A\naliases: [/z/]\n---\n"), ("static/_redirects", &many)]);
    let codes: Vec<_> = site.found.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["PMO-W0422"], "{:?}", site.found);
    assert!(!site.text("_redirects").contains("/pmo/z/"));
}
