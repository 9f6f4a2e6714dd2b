//! What is written is what was checked: hostile and ordinary spellings of addresses in every place that takes one.
//!
//! All findings that a site may change are ignored here, since a severity decides who hears of a fault and never what
//! is published.
#![expect(clippy::expect_used, reason = "a test stops where its site is not as it should be")]

use std::path::Path;

use jiff::civil::date;
use pmo_site::artifact::{Body, MemorySink};
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourceTree};
use serde_json::Value;

/// Addresses that are not what they look like, or lead nowhere. No page holds one, and no record is built with one.
const BAD: &[&str] = &[
    r"\\evil.example",
    r"\\\\evil.example/x",
    r"/\evil.example",
    r"\/evil.example",
    r"/handbook\..\x",
    "//evil.example",
    "///evil.example",
    "//evil.example:80/handbook/",
    "/%5cevil.example",
    "/%5C%5Cevil.example/",
    "/handbook/%09x",
    "/handbook/%E2%80%AEx",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "/\u{1}x",
    "/\u{7f}x",
    "/\u{2028}x",
    "/hand\u{202e}book/",
    "/hand\u{2067}book/",
    "/hand\u{200b}book/",
    "/hand\u{200d}book/",
    "/hand\u{2060}book/",
    "/hand\u{feff}book/",
    "/hand\u{200f}book/",
    r"https:\\evil.example",
    r"https:/\evil.example",
    r"https://e.example\@evil.example/",
    "https://user:pw@evil.example/",
    "https://user@evil.example",
    "https://e.example%2F@evil.example/",
    "HTTPS://@evil.example/",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "https://",
    "https://e.example:99999999/",
    "https://e.example:0/",
    "https://e.example:8o/",
    "https://e.example／@evil.example",
    "https://e\u{202e}vil.example/",
    "ht\ttps://evil.example/",
    "mailto:x%0d%0aBcc:y@evil.example",
    "mailto:x@e.example?subject=a%0ABcc:y",
    "java\nscript:alert(1)",
    "javascript:1",
    "vbscript:x",
    "data:text/html,x",
];

/// Addresses as they may be, and what a page of a site below `/pmo/` holds for them.
const GOOD: &[(&str, &str)] = &[
    ("https://e.example:8443/a?b=c&d=e#f", "https://e.example:8443/a?b=c&d=e#f"),
    ("https://medium.example/@ana", "https://medium.example/@ana"),
    ("https://bücher.example/straße", "https://bücher.example/straße"),
    ("https://fa.example/می\u{200c}خواهم", "https://fa.example/می\u{200c}خواهم"),
    ("https://e.example/%5C?x=%0A", "https://e.example/%5C?x=%0A"),
    ("mailto:a@e.example?subject=Hi&body=One%0D%0ATwo", "mailto:a@e.example?subject=Hi&body=One%0D%0ATwo"),
    ("/handbook/", "/pmo/handbook/"),
    ("/handbook/?q=//x#top", "/pmo/handbook/?q=//x#top"),
    ("/nowhere/a%20b/", "/pmo/nowhere/a%20b/"),
    ("/old/a b", "https://old.example/a%20b"),
];

/// The same where an address may be relative.
const GOOD_IN_PAGES: &[(&str, &str)] = &[
    ("tel:+49-30-1", "tel:+49-30-1"),
    ("#top", "#top"),
    ("nowhere/x.md", "nowhere/x.md"),
    (" https://e.example/ ", "https://e.example/"),
];

const SETTINGS: &str = "regions: [EMEA]\nlinks: { external: { /old/: \"https://old.example/\" } }\nfindings: { PMO-E0401: ignore, PMO-W0402: ignore, \
                        PMO-E0403: ignore, PMO-E0404: ignore, PMO-W0406: ignore, PMO-E0411: ignore }\n";

fn site(files: &[(&str, &str)]) -> SourceTree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/base");
    let mut tree = pmo_site::io::scan(&root).expect("the base site can be read");
    let settings = include_str!("spec/base/pmo.yaml").replace("regions: [EMEA]\n", SETTINGS);
    tree.insert("pmo.yaml", SourceFile::text(settings));
    for (path, text) in files {
        tree.insert(*path, SourceFile::text(*text));
    }
    tree
}

/// What is built and the codes of what is found.
fn built(tree: &SourceTree) -> (MemorySink, Vec<&'static str>) {
    let mut sink = MemorySink::default();
    let inputs =
        BuildInputs { base_url: Some("https://host.example/pmo/".to_owned()), ..BuildInputs::on(date(2026, 3, 10)) };
    let outcome = build(tree, &inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    (sink, outcome.findings.as_slice().iter().map(|finding| finding.rule.code).collect())
}

/// `text` with every sign as an entity, so that it stands in Markdown and in an attribute.
fn entities(text: &str) -> String {
    let entity = |c: char| if c.is_alphanumeric() { c.to_string() } else { format!("&#x{:x};", u32::from(c)) };
    text.chars().map(entity).collect()
}

/// The attribute `name` of the `element` that holds `marker`, or before whose end it stands.
fn attribute(html: &str, element: &str, name: &str, marker: &str) -> Option<String> {
    let before = html.get(..html.find(marker)?)?;
    let tag = html.get(before.rfind(&format!("<{element} "))?..)?;
    let tag = tag.get(..tag.find('>')?)?;
    let value = tag.split_once(&format!(" {name}=\""))?.1.split('"').next()?;
    Some(
        value
            .replace("&#x2F;", "/")
            .replace("&#x27;", "'")
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"),
    )
}

/// A place of a page that takes an address: the policy for HTML, the element, the attribute, and how it is written.
type Slot = (&'static str, &'static str, &'static str, fn(&str, &str) -> String);

const SLOTS: &[Slot] = &[
    ("sanitize", "a", "href", |to, mark| format!("[{mark}](<{to}>)\n")),
    ("sanitize", "a", "href", |to, mark| format!("[{mark}][{mark}r]\n\n[{mark}r]: <{to}>\n")),
    ("sanitize", "a", "href", |to, mark| format!("<a href=\"{to}\">{mark}</a>\n")),
    ("sanitize", "img", "src", |to, mark| format!("![{mark}](<{to}>)\n")),
    ("sanitize", "img", "src", |to, mark| format!("<img src=\"{to}\" alt=\"{mark}\">\n")),
    ("sanitize", "blockquote", "cite", |to, mark| format!("<blockquote cite=\"{to}\">{mark}</blockquote>\n")),
    ("sanitize", "q", "cite", |to, mark| format!("so <q cite=\"{to}\">{mark}</q>\n")),
    ("trusted", "a", "href", |to, mark| format!("<a href=\"{to}\">{mark}</a>\n")),
    ("trusted", "a", "xlink:href", |to, mark| format!("<svg><a xlink:href=\"{to}\">{mark}</a></svg>\n")),
    ("trusted", "video", "poster", |to, mark| format!("<video poster=\"{to}\">{mark}</video>\n")),
    ("trusted", "video", "src", |to, mark| format!("<video src=\"{to}\">{mark}</video>\n")),
    ("trusted", "iframe", "src", |to, mark| format!("<iframe src=\"{to}\">{mark}</iframe>\n")),
    ("trusted", "object", "data", |to, mark| format!("<object data=\"{to}\">{mark}</object>\n")),
    ("trusted", "form", "action", |to, mark| format!("<form action=\"{to}\">{mark}</form>\n")),
    ("trusted", "blockquote", "cite", |to, mark| format!("<blockquote cite=\"{to}\">{mark}</blockquote>\n")),
];

/// What the page holds in `slot` for each of `targets`.
fn written(slot: &Slot, targets: &[&str]) -> Vec<Option<String>> {
    let (policy, element, name, write) = slot;
    // Or its first words would be said in the head as well.
    let mut page = "---\ndescription: Links\n---\n# Links\n\n".to_owned();
    for (number, target) in targets.iter().enumerate() {
        page.push_str(&write(&entities(target), &format!("mark{number}x")));
        page.push('\n');
    }
    let settings = include_str!("spec/base/pmo.yaml").replace("regions: [EMEA]\n", SETTINGS);
    let settings = format!("{settings}markdown: {{ html: {policy} }}\n");
    let (site, found) = built(&site(&[("pmo.yaml", settings.as_str()), ("content/handbook/links.md", page.as_str())]));
    let html = site.text("handbook/links/index.html").map(str::to_owned).unwrap_or_default();
    assert!(!html.is_empty(), "{found:?}");
    let value = |(number, target): (usize, &&str)| {
        let (element, name) = if is_linked(slot, target.trim()) { ("a", "href") } else { (*element, *name) };
        attribute(&html, element, name, &format!("mark{number}x"))
    };
    targets.iter().enumerate().map(value).collect()
}

/// Whether a link stands for what `slot` would show: something of another host, or a picture whose host no policy can
/// name.
fn is_linked((_, element, name, _): &Slot, target: &str) -> bool {
    match *element {
        "img" => target.starts_with("https://bücher"),
        "video" | "iframe" | "object" => {
            *name != "poster"
                && GOOD.iter().chain(GOOD_IN_PAGES).any(|(good, _)| good.trim() == target && good.contains("://"))
        }
        _ => false,
    }
}

#[test]
fn a_page_holds_no_address_that_was_refused() {
    let mut faults = Vec::new();
    for slot in SLOTS {
        for (target, written) in BAD.iter().zip(written(slot, BAD)) {
            if written.as_deref() != Some("#") {
                faults.push(format!("{} {} {}: {target:?} is written as {written:?}", slot.0, slot.1, slot.2));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_page_holds_every_other_address_as_it_was_checked() {
    let good: Vec<_> = GOOD.iter().chain(GOOD_IN_PAGES).copied().collect();
    let targets: Vec<_> = good.iter().map(|(target, _)| *target).collect();
    let mut faults = Vec::new();
    for slot in SLOTS {
        for ((target, expected), written) in good.iter().zip(written(slot, &targets)) {
            if written.as_deref() != Some(*expected) {
                faults.push(format!("{} {} {}: {target:?} is written as {written:?}", slot.0, slot.1, slot.2));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_address_of_a_list_is_checked() {
    let slot: Slot =
        ("trusted", "img", "srcset", |to, mark| format!("<img srcset=\"{to} 2x, /handbook/ 3x\" alt=\"{mark}\">\n"));
    let targets: Vec<_> = BAD.iter().copied().filter(|target| !target.contains(char::is_whitespace)).collect();
    for (target, written) in targets.iter().zip(written(&slot, &targets)) {
        assert_eq!(written.as_deref(), Some("# 2x, /pmo/handbook/ 3x"), "{target:?}");
    }
}

/// The base site's record at `path` with `more` behind it.
fn with(path: &str, more: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/base");
    let tree = pmo_site::io::scan(&root).expect("the base site can be read");
    format!("{}{more}", tree.text(path).expect("the record is there"))
}

const PROGRAM: &str = "content/programs/apollo/program.yaml";
const PERSON: &str = "content/people/ana.yaml";

/// A field of a record that takes an address: its file, and the file's text with the address as a YAML scalar.
type Field = (&'static str, &'static str, fn(&str) -> String);

const FIELDS: &[Field] = &[
    ("a program's link", PROGRAM, |url| with(PROGRAM, &format!("links: [{{ label: L, url: {url} }}]\n"))),
    ("a program's channel", PROGRAM, |url| with(PROGRAM, &format!("channel: {{ label: L, url: {url} }}\n"))),
    ("a person's link", PERSON, |url| with(PERSON, &format!("links: [{{ label: L, url: {url} }}]\n"))),
    ("a form", "content/intake.yaml", |url| format!("mode: form_url\nurl: {url}\n")),
    ("a tracker", "content/intake.yaml", |url| format!("mode: issue_template\nurl: {url}\n")),
    ("an address elsewhere", "pmo.yaml", |url| with("pmo.yaml", &format!("links: {{ external: {{ /x/: {url} }} }}\n"))),
];

/// Settings that take an address on the web alone.
const SETTINGS_FIELDS: &[Field] = &[
    ("the repository", "pmo.yaml", |url| with("pmo.yaml", &format!("repository: {{ url: {url} }}\n"))),
    ("the base URL", "pmo.yaml", |url| format!("site: {{ title: T, base_url: {url} }}\n")),
];

/// `text` as a YAML scalar that is plain ASCII.
fn scalar(text: &str) -> String {
    let escape =
        |c: char| if c.is_ascii_graphic() || c == ' ' { c.to_string() } else { format!("\\U{:08x}", u32::from(c)) };
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

#[test]
fn no_record_and_no_setting_is_built_with_a_refused_address() {
    for (name, path, write) in FIELDS.iter().chain(SETTINGS_FIELDS) {
        for target in BAD {
            let (site, found) = built(&site(&[(path, &write(&scalar(target)))]));
            let expected = if *name == "the base URL" { "PMO-E0706" } else { "PMO-E0205" };
            assert!(found.contains(&expected), "{name}: {target:?} gives {found:?}");
            assert!(site.artifacts.is_empty(), "{name}: {target:?}");
        }
    }
}

#[test]
fn a_record_gives_every_other_address_as_it_was_checked() {
    for (target, expected) in GOOD {
        let url = scalar(target);
        let files: Vec<_> = FIELDS.iter().take(4).filter(|(name, ..)| *name != "a program's channel").collect();
        let texts: Vec<_> = files.iter().map(|(_, path, write)| (*path, write(&url))).collect();
        let texts: Vec<_> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let (site, found) = built(&site(&texts));
        assert_eq!(found, [] as [&str; 0], "{target:?}");
        for page in ["programs/apollo/index.html", "team/ana/index.html"] {
            assert_eq!(
                attribute(site.text(page).unwrap_or(""), "a", "href", ">L</a>").as_deref(),
                Some(*expected),
                "{page}: {target:?}"
            );
        }
        let form = attribute(site.text("request/index.html").unwrap_or(""), "a", "href", "Open the form</a>");
        assert_eq!(form.as_deref(), Some(*expected), "{target:?}");
        let data: Value =
            serde_json::from_str(site.text("api/v1/programs/apollo.json").unwrap_or("")).unwrap_or_default();
        let absolute =
            if expected.starts_with('/') { format!("https://host.example{expected}") } else { (*expected).to_owned() };
        assert_eq!(data["links"][0]["url"], absolute, "{target:?}");
    }
}

#[test]
fn a_mailbox_is_one_address_and_nothing_else() {
    let email =
        |email: &str| built(&site(&[("content/intake.yaml", &format!("mode: email\nemail: {}\n", scalar(email)))]));
    for bad in [
        "x%0d%0aBcc:y@evil.example",
        "x@e.example?bcc=y@evil.example",
        "x@e.example&bcc=y",
        "x@e.example, y@evil.example",
        "x\n@e.example",
        "x@e\u{202e}.example",
        r"x@e.example\y",
        "x y@e.example",
        "@e.example",
        "x@",
    ] {
        let (site, found) = email(bad);
        assert!(found.contains(&"PMO-E0205") && site.artifacts.is_empty(), "{bad:?} gives {found:?}");
    }
    for good in ["pmo@e.example", "mailto:first.last+pmo@e.example", "jörg@bücher.example"] {
        let (site, found) = email(good);
        assert_eq!(found, [] as [&str; 0], "{good}");
        let address = attribute(site.text("request/index.html").unwrap_or(""), "a", "href", "Write to us</a>");
        assert_eq!(address.as_deref(), Some(format!("mailto:{}", good.trim_start_matches("mailto:")).as_str()));
    }
}

#[test]
fn nothing_leads_to_somebody_who_is_not_shown() {
    let zed = "name: Zqvx Name\nrole: Manager\ntime_zone: Europe/Lisbon\nfocus_areas: [platform]\nphoto: people/zqvxzed.png\n\
               publish: { name: internal, photo: internal }\n";
    let text = "# Links\n\n![a](/people/zqvxzed.png) ![b](/people/./zqvxzed.png) ![c](../../people//zqvxzed.png) ![d](/people/%7aqvxzed.png)\n\
                ![e](/people/zqvxzed.jpg) ![f](zqvxzed.webp?v=2) [g](/team/zqvxzed/) [h](/team/zqvxzed/more/) [i](../../team/zqvxzed.html)\n\
                <img src=\"/people/zqvxzed.png\" alt=\"\"> <a href=\"/people/zqvxzed.png#x\">j</a> [k](/programs/zqvxsecret/plan.pdf)\n";
    let secret = with(PROGRAM, "visibility: internal\n");
    let link = with(PROGRAM, "links: [{ label: L, url: /team/zqvxzed/ }, { label: M, url: /people/zqvxzed.png }]\n");
    let mut tree = site(&[
        ("content/people/zqvxzed.yaml", zed),
        ("content/handbook/links.md", text),
        ("content/programs/zqvxsecret/program.yaml", &secret),
        (PROGRAM, &link),
    ]);
    tree.insert("static/people/zqvxzed.png", SourceFile::text("a picture"));
    let (site, found) = built(&tree);
    let html = site.text("handbook/links/index.html").unwrap_or("");
    assert_eq!(html.matches("/pmo/404.html").count(), 12, "{found:?} {html}");
    for (path, body) in &site.artifacts {
        let text = match body {
            Body::Bytes(bytes) => String::from_utf8_lossy(bytes).to_lowercase(),
            Body::CopyOf(source, _) => source.to_string(),
        };
        assert!(!text.contains("zqvx") && !path.as_str().contains("zqvx"), "{path}");
    }
}

/// Other tools want the path of the site in addresses that begin with `/`.
#[test]
fn an_address_of_the_host_may_have_the_path_of_the_site() {
    let page = "# A\n\n[one](/pmo/handbook/b/) [two](/handbook/b/) [three](/pmo/handbook/b.md#b)\n";
    let (sink, _) = built(&site(&[("content/handbook/a.md", page), ("content/handbook/b.md", "# B\n")]));
    let html = sink.text("handbook/a/index.html").expect("a page").to_string();
    for link in ["/pmo/handbook/b/\">one", "/pmo/handbook/b/\">two", "/pmo/handbook/b/#b\">three"] {
        assert!(html.contains(&format!("href=\"{link}")), "{link}: {html}");
    }
}
