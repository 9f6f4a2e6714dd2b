//! Links, aliases, names of files and paths of photos: what is written stays inside of the output, addresses in pages stay inside of the
//! site or have a scheme that may be followed, and what is withheld is not written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pmo_site::artifact::Body;
use pmo_site::source::{SourceFile, SourceTree};
use pmo_site_fuzz::document::{addresses, scheme};
use pmo_site_fuzz::site::{build, copied, findings_have_places, pages};

const HEAD: &str = "site: { title: T, base_url: \"https://pmo.acme-corp.com/\" }\n";

fuzz_target!(|input: (u8, &str)| {
    let (kind, text) = input;
    let quoted_text = quoted(text);
    let mut tree = SourceTree::new();
    tree.insert("pmo.yaml", SourceFile::text(HEAD));
    tree.insert("content/handbook/_index.md", SourceFile::text("---\ntitle: H\n---\n"));
    tree.insert("content/handbook/other.md", SourceFile::text("---\ntitle: O\n---\n## Part\n"));
    tree.insert("content/handbook/hidden.md", SourceFile::text("---\ntitle: Zmyrna\ndraft: true\n---\nZmyrna ![x](zmyrna.png)\n"));
    tree.insert("static/people/zara.png", copied("zara"));
    let mut person = "name: Zara Zmyrna\n".to_owned();
    let mut page = "---\ntitle: P\n".to_owned();
    let mut body = String::new();
    match kind % 5 {
        0 => body = format!("[x](<{text}>)\n"),
        1 => body = format!("![x](<{text}>) <img src={quoted_text} alt=x> <a href={quoted_text}>x</a>\n"),
        2 => page.push_str(&format!("aliases: [{quoted_text}]\n")),
        3 => person.push_str(&format!("photo: {quoted_text}\n")),
        _ => {
            // A name that a scan gives: relative, without empty parts, `.` and `..`.
            let name: Vec<&str> = text.split('/').filter(|part| !matches!(*part, "" | "." | "..") && !part.contains('\0')).collect();
            if !name.is_empty() {
                tree.insert(format!("static/{}", name.join("/")).as_str(), copied(text));
                tree.insert(format!("content/handbook/{}", name.join("/")).as_str(), copied(text));
            }
        }
    }
    person.push_str("publish: { name: false }\n");
    tree.insert("content/people/zara.yaml", SourceFile::text(person));
    tree.insert("content/handbook/page.md", SourceFile::text(format!("{page}---\n{body}")));
    let (outcome, sink) = build(&tree);
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
            let foreign = address.starts_with("//") || address.starts_with('\\') || address.starts_with("/\\");
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
