//! The policy of a built site allows what its pages hold, and nothing that they do not: browsers show no more and no
//! less than the author wrote.
#![expect(clippy::expect_used, clippy::panic, reason = "a test stops where its site is not as it should be")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use pmo_site::artifact::{Body, MemorySink};
use pmo_site::model::Audience;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourcePath, SourceTree};

struct Built {
    pages: BTreeMap<String, String>,
    headers: String,
    found: Vec<(&'static str, String)>,
}

const PNG: &str = "data:image/png;base64,iVBORw0KGgo=";

fn tree(links: &str, files: &[(&str, &str)]) -> SourceTree {
    let config = format!(
        "site: {{ title: H, base_url: 'https://h.example/' }}\nfindings: {{ PMO-E0404: warning, PMO-E0403: warning }}\n{links}\n"
    );
    files.iter().copied().chain([("pmo.yaml", config.as_str())]).collect()
}

fn built_with(tree: &SourceTree, memo: &mut Memo, audience: Audience) -> Built {
    let mut sink = MemorySink::default();
    let inputs = BuildInputs { audience, ..BuildInputs::on(date(2026, 3, 5)) };
    let outcome = build(tree, &inputs, memo, &mut sink).expect("memory takes everything");
    let text = |body: &Body| match body {
        Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Body::CopyOf(..) => String::new(),
    };
    let all: BTreeMap<_, _> = sink.artifacts.iter().map(|(path, body)| (path.to_string(), text(body))).collect();
    let headers = all.get("_headers").cloned().unwrap_or_default();
    let found = outcome.findings.as_slice().iter().map(|found| (found.rule.code, found.message.clone())).collect();
    Built {
        pages: all
            .into_iter()
            .filter(|(path, _)| path.rsplit_once('.').is_some_and(|(_, ending)| ending == "html"))
            .collect(),
        headers,
        found,
    }
}

fn built(links: &str, files: &[(&str, &str)]) -> Built {
    built_with(&tree(links, files), &mut Memo::default(), Audience::Public)
}

fn unescaped(text: &str) -> String {
    text.replace("&#x27;", "'").replace("&#39;", "'").replace("&#x2f;", "/").replace("&amp;", "&")
}

impl Built {
    fn html(&self, path: &str) -> &str {
        self.pages.get(path).unwrap_or_else(|| panic!("no {path} among {:?}; {:?}", self.pages.keys(), self.found))
    }

    fn policy(&self) -> String {
        let page = self.html("index.html");
        let policy = page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).expect("a policy");
        unescaped(policy.split('"').next().unwrap_or_default())
    }

    fn allowed(&self, directive: &str) -> BTreeSet<String> {
        let policy = self.policy();
        let sources = policy.split("; ").find_map(|part| part.strip_prefix(directive)).unwrap_or_default();
        sources.split_whitespace().map(str::to_owned).collect()
    }

    /// Where the addresses come from that the elements of this name have in `src`.
    fn sources(&self, element: &str) -> BTreeSet<String> {
        let tags = self.pages.values().flat_map(|page| page.split(&format!("<{element} ")).skip(1).collect::<Vec<_>>());
        let src = tags.filter_map(|tag| tag.split('>').next()?.split_once("src=\"")?.1.split('"').next());
        src.map(|src| {
            let src = unescaped(src);
            if src.starts_with("data:") {
                return "data:".to_owned();
            }
            match src.split_once("://") {
                Some((scheme, rest)) => {
                    format!("{scheme}://{}", rest.split('/').next().unwrap_or_default().to_lowercase())
                }
                None => "'self'".to_owned(),
            }
        })
        .collect()
    }

    fn codes(&self) -> Vec<&'static str> {
        self.found.iter().map(|(code, _)| *code).collect()
    }

    /// Each picture and frame of each page may be loaded, and each source is there for one.
    fn holds(&self) {
        let (pictures, frames) = (self.sources("img"), self.sources("iframe"));
        let mut allowed = self.allowed("img-src");
        assert!(pictures.is_subset(&allowed), "{pictures:?} of {allowed:?}");
        assert!(frames.is_subset(&self.allowed("frame-src")), "{frames:?}");
        allowed.remove("'self'");
        assert!(allowed.is_subset(&pictures), "{allowed:?} of {pictures:?}");
        assert!(self.headers.contains(&self.policy()), "{}", self.headers);
    }
}

const PICTURES: &str = "# P\n\n![a](https://img.example/a.png) ![b](https://Img.Example/b.png)\n\n<img src=\"https://cdn.example:8443/c.gif\" alt=c>\n\n![d](data:image/png;base64,iVBORw0KGgo=)\n\n![map](/images/m.png)\n";

#[test]
fn pictures_of_other_hosts_are_shown_and_nothing_else_of_them() {
    let files = [("content/p.md", PICTURES), ("content/q.md", "# Q\n\nNo picture.\n")];
    let site = built("links: { external: { /images/: 'https://files.example/i/' } }", &files);
    site.holds();
    let allowed: Vec<_> = site.allowed("img-src").into_iter().collect();
    let hosts = ["https://cdn.example:8443", "https://files.example", "https://img.example"];
    assert_eq!(allowed, ["'self'", "data:", hosts[0], hosts[1], hosts[2]]);
    assert!(site.html("p/index.html").contains(PNG));
    assert_eq!(site.codes(), [] as [&str; 0], "{:?}", site.found);
    let none = built("", &[("content/q.md", "# Q\n\nNo picture.\n")]);
    none.holds();
    assert_eq!(none.allowed("img-src").len(), 1);
    assert!(!none.policy().contains("frame-src"));
}

#[test]
fn a_picture_that_this_audience_does_not_see_names_no_host() {
    let program = "name: A\nsummary: S\nvisibility: internal\n";
    let files = [
        ("content/p.md", "---\ndraft: true\n---\n# P\n\n![a](https://draft.example/a.png)\n"),
        ("content/i.md", "---\naudience: internal\n---\n# P\n\n![a](https://inside.example/a.png)\n"),
        ("content/programs/a/_index.yaml", program),
    ];
    let site = built("", &files);
    site.holds();
    for page in site.pages.values().chain([&site.headers]) {
        assert!(!page.contains("draft.example"));
    }
}

#[test]
fn a_site_may_refuse_pictures_of_other_hosts() {
    let site = built("links: { remote_pictures: false }", &[("content/p.md", PICTURES)]);
    site.holds();
    let page = site.html("p/index.html");
    assert_eq!(site.codes().iter().filter(|code| **code == "PMO-W0419").count(), 3, "{:?}", site.found);
    assert_eq!(site.allowed("img-src").into_iter().collect::<Vec<_>>(), ["'self'", "data:"]);
    assert!(
        page.contains("<a href=\"https://img.example/a.png\" rel=\"noopener\">a (picture at img.example)</a>"),
        "{page}"
    );
    let linked =
        built("links: { remote_pictures: false }", &[("content/p.md", "# P\n\n[![a](https://i.example/a.png)](/)\n")]);
    assert!(linked.html("p/index.html").contains("<a href=\"/\">a (picture at i.example)</a>"));
}

#[test]
fn a_picture_that_no_policy_can_name_is_a_link() {
    let text = "# P\n\n![a](http://old.example/a.png) <img src=\"https://bücher.example/x.png\" alt=\"b\">\n\n![c](data:image/svg+xml,x)\n";
    let site = built("", &[("content/p.md", text)]);
    site.holds();
    assert_eq!(site.codes(), ["PMO-W0419", "PMO-W0419", "PMO-E0404"], "{:?}", site.found);
    assert!(
        site.html("p/index.html")
            .contains("<a href=\"http://old.example/a.png\" rel=\"noopener\">a (picture at old.example)</a>")
    );
}

const EMBEDS: &str = "# P\n\nBefore.\n\n<iframe width=\"560\" height=\"315\" src=\"https://www.youtube.com/embed/x?y=1&amp;z=2\" onload=\"x()\"></iframe>\n\nIn a line <iframe src='https://maps.example/m' title='The \"office\"'></iframe> too.\n\n<video controls>\n<source src=\"https://films.example/a.webm\">\n<source src=\"https://films.example/a.mp4\">\n</video>\n\n<audio src=\"https://sounds.example/a.mp3\"></audio>\n\nAfter.\n";

#[test]
fn what_another_host_shows_is_a_link_that_names_the_host() {
    let site = built("", &[("content/p.md", EMBEDS)]);
    site.holds();
    let page = site.html("p/index.html");
    for link in [
        "<a href=\"https://www.youtube.com/embed/x?y=1&amp;z=2\" rel=\"noopener\">Video at youtube.com: open</a>",
        "In a line <a href=\"https://maps.example/m\" rel=\"noopener\">Content at maps.example: The \"office\"</a> too.",
        "<a href=\"https://films.example/a.webm\" rel=\"noopener\">Video at films.example: open</a>",
        "<a href=\"https://sounds.example/a.mp3\" rel=\"noopener\">Audio at sounds.example: open</a>",
    ] {
        assert!(page.contains(link), "{link}: {page}");
    }
    assert!(!page.contains("<iframe") && !page.contains("a.mp4"));
    assert_eq!(site.codes(), ["PMO-W0419"; 4], "{:?}", site.found);
}

#[test]
fn frames_of_allowed_hosts_are_shown_in_their_place() {
    let site = built("links: { frames: [www.youtube.com] }", &[("content/p.md", EMBEDS)]);
    site.holds();
    let page = site.html("p/index.html");
    assert!(page.contains("src=\"https://www.youtube.com/embed/x?y=1&amp;z=2\""), "{page}");
    for part in ["title=\"Video at youtube.com\"", "sandbox=\"allow-scripts", "loading=\"lazy\"", "width=\"560\""] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("onload"));
    assert_eq!(site.codes(), ["PMO-W0419"; 3], "{:?}", site.found);
    let wrong = built("links: { frames: ['https://www.youtube.com/embed/'] }", &[("content/p.md", EMBEDS)]);
    assert!(wrong.codes().contains(&"PMO-E0105"), "{:?}", wrong.found);
}

#[test]
fn what_trusted_html_holds_and_the_policy_blocks_is_told() {
    let text = "# P\n\n<p style=\"color:red\">x</p>\n\n<script>go()</script>\n\n<script type=\"application/ld+json\">{}</script>\n\n<style>p { color: red }</style>\n\n<iframe src=\"https://f.example/\"></iframe>\n\n<iframe src=\"/x/\"></iframe>\n\n<script src=\"/x.js\"></script>\n";
    let files = [("content/p.md", text), ("content/x.md", "# X\n"), ("static/x.js", "go()")];
    let site = built("markdown: { html: trusted }", &files);
    let blocked: Vec<_> = site.found.iter().filter(|(code, _)| *code == "PMO-W0419").map(|(_, told)| told).collect();
    assert_eq!(blocked.len(), 5, "{:?}", site.found);
    assert!(site.html("p/index.html").contains("Content at f.example: open"));
}

#[test]
fn the_policy_of_a_warm_build_is_that_of_a_clean_one() {
    let mut memo = Memo::warm();
    let mut now = tree("", &[("content/p.md", PICTURES), ("content/q.md", "# Q\n")]);
    for text in ["# Q\n\n![x](https://new.example/x.png)\n", "# Q\n\n![x](https://other.example/x.png)\n", "# Q\n"] {
        built_with(&now, &mut memo, Audience::Public).holds();
        now.insert(SourcePath::new("content/q.md"), SourceFile::text(text.to_owned()));
        let warm = built_with(&now, &mut memo, Audience::Public);
        let clean = built_with(&now, &mut Memo::default(), Audience::Public);
        assert_eq!((warm.policy(), &warm.pages), (clean.policy(), &clean.pages));
        warm.holds();
    }
}
