//! Links, aliases, names of files and paths of photos: what is written stays inside of the output, addresses in pages
//! stay inside of the site or have a scheme that may be followed, and what is withheld is not written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pmo_site::artifact::Body;
use pmo_site::source::{SourceFile, SourceTree};
use pmo_site_fuzz::document::{addresses, scheme};
use pmo_site_fuzz::site::{self, build, copied, findings_have_places, pages, person, sound};

/// The site that a text is put into: somebody whose name and photo only readers inside see, and a draft.
fn hiding() -> SourceTree {
    let mut tree = sound();
    tree.insert(
        "content/handbook/hidden.md",
        SourceFile::text("---\ntitle: Zmyrna\ndraft: true\n---\nZmyrna ![x](zmyrna.png)\n"),
    );
    tree.insert("content/people/zara.yaml", SourceFile::text(person("Zara Zmyrna", WITHHELD)));
    tree.insert("static/people/zara.png", copied("zara"));
    tree
}

/// Lines of a person whose name and photo only readers inside see.
const WITHHELD: &str = "photo: people/zara.png\npublish: { name: internal, photo: internal }\n";

/// Shows that the site comes out whole, and that the photo stays inside.
fn init() {
    site::prove(&hiding());
    assert!(build(&hiding(), 0).1.text("people/zara.png").is_none() && names_the_photo("./x/../people/%7Aara.png?v=2"));
}

fuzz_target!(init: init(), |input: (u8, &str)| {
    let (kind, text) = input;
    let quoted_text = quoted(text);
    let mut tree = hiding();
    let mut record = WITHHELD.to_owned();
    let mut page = "---\ntitle: P\n".to_owned();
    let mut body = String::new();
    match kind % 5 {
        0 => body = format!("[x](<{text}>)\n"),
        1 => body = format!("![x](<{text}>) <img src={quoted_text} alt=x> <a href={quoted_text}>x</a>\n"),
        2 => page.push_str(&format!("aliases: [{quoted_text}]\n")),
        3 => record = format!("photo: {quoted_text}\npublish: {{ name: internal, photo: internal }}\n"),
        _ => {
            // A name that a scan gives: relative, without empty parts, `.` and `..`.
            let name: Vec<&str> = text.split('/').filter(|part| !matches!(*part, "" | "." | "..") && !part.contains('\0')).collect();
            if !name.is_empty() {
                tree.insert(format!("static/{}", name.join("/")).as_str(), copied(text));
                tree.insert(format!("content/handbook/{}", name.join("/")).as_str(), copied(text));
            }
        }
    }
    tree.insert("content/people/zara.yaml", SourceFile::text(person("Zara Zmyrna", &record)));
    tree.insert("content/handbook/page.md", SourceFile::text(format!("{page}---\n{body}")));
    let (outcome, sink) = build(&tree, 0);
    findings_have_places(&outcome, &tree);
    if !outcome.complete {
        return;
    }
    for (path, body) in &sink.artifacts {
        let path = path.as_str();
        let sound = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
        assert!(path.split('/').all(sound), "{path} leaves the output");
        match body {
            Body::CopyOf(source, _) => {
                let withheld = kind % 5 == 3 && source.as_str() == "static/people/zara.png" && names_the_photo(text);
                assert!(!withheld, "the photo of {text:?} was published");
            }
            Body::Bytes(bytes) => {
                let found = bytes.windows(6).any(|part| part == b"Zmyrna");
                assert!(!found || text.contains("Zmyrna"), "{path} says what is withheld");
            }
        }
    }
    for (path, html) in pages(&sink) {
        for (name, address) in addresses(html) {
            // An author may name another host, as one that begins with two slashes. Nothing else becomes such a one.
            let foreign = (address.starts_with("//") && !text.contains("//")) || address.contains('\\');
            let scheme = scheme(&address);
            let followed = scheme.as_deref().is_none_or(|scheme| matches!(scheme, "http" | "https" | "mailto" | "tel" | "webcal"));
            assert!(!foreign && followed, "{path}: {name}={address:?}");
            assert!(!address.chars().any(|c| c.is_control()), "{path}: {name}={address:?}");
        }
    }
});

/// `text` as a string that YAML and HTML both read as it is, but for the characters of their own.
fn quoted(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !matches!(c, '"' | '\\' | '\n' | '\r')).collect();
    format!("\"{clean}\"")
}

/// Whether a path leads to the photo, read as a server and a browser read it.
fn names_the_photo(text: &str) -> bool {
    let path = text.split(['?', '#']).next().unwrap_or("");
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match (*first, after) {
            (b'%', [a, b, ..]) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => {
                bytes.push(u8::from_str_radix(std::str::from_utf8(&[*a, *b]).unwrap_or("0"), 16).unwrap_or(0));
                rest = after.get(2..).unwrap_or_default();
            }
            (byte, _) => bytes.push(byte),
        }
    }
    let path = String::from_utf8_lossy(&bytes);
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts == ["people", "zara.png"]
}
