//! A whole site, byte for byte: `examples/minimal` against `tests/golden/minimal`; and a program's page in every state,
//! as text.
//!
//! Names of assets and their integrity follow the theme's bytes and are left out, and so are the assets themselves and
//! the search shards: everything else that a build writes is compared. `UPDATE=1 cargo test --test all golden::`
//! rewrites the expected tree; read what changed before you commit it.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise and may touch the machine"
)]

#[path = "golden/states.rs"]
mod states;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use pmo_site::artifact::{Body, MemorySink};
use pmo_site::pipeline::{BuildInputs, Memo, build};

use crate::differences;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Replaces what follows the bytes of the theme and of the search index: hashes in names and integrity attributes.
fn without_hashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("sha384-") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        out.push_str("sha384-…");
        rest = after
            .trim_start_matches("sha384-")
            .trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '='));
    }
    out.push_str(rest);
    let mut parts = out.split('.').map(str::to_owned).collect::<Vec<_>>();
    let hashed =
        |part: &str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase());
    for part in &mut parts {
        if hashed(part) {
            "HASH".clone_into(part);
        }
    }
    let without = parts.join(".");
    // The files of the search index, as its first file names them.
    let is_shard = |part: &str| part.len() == 10 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    without.split('"').map(|part| if is_shard(part) { "HASH" } else { part }).collect::<Vec<_>>().join("\"")
}

fn built() -> BTreeMap<String, String> {
    let tree = pmo_site::io::scan(&root().join("examples/minimal")).expect("the example can be read");
    let mut sink = MemorySink::default();
    let outcome = build(&tree, &BuildInputs::on(date(2026, 11, 20)), &mut Memo::default(), &mut sink)
        .expect("memory takes everything");
    assert!(outcome.complete, "{:?}", outcome.findings);
    let written = sink
        .artifacts
        .into_iter()
        .filter(|(path, _)| !path.as_str().starts_with("assets/") && !path.as_str().starts_with("search/shard-"));
    written
        .filter_map(|(path, body)| match body {
            Body::Bytes(bytes) => Some((path.to_string(), without_hashes(&String::from_utf8_lossy(&bytes)))),
            Body::CopyOf(..) => None,
        })
        .collect()
}

fn expected(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).expect("the expected tree is text"));
            }
        }
    }
    files
}

#[test]
fn the_minimal_site_is_what_it_was() {
    compare(&built(), &root().join("tests/golden/minimal"));
}

/// Compares what was built with what is in `folder`, or writes it there.
fn compare(built: &BTreeMap<String, String>, folder: &Path) {
    if std::env::var("UPDATE").is_ok() {
        let _ = fs::remove_dir_all(folder);
        for (path, text) in built {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("a file has a folder")).expect("the folder can be made");
            fs::write(file, text).expect("the file can be written");
        }
    }
    let expected = expected(folder);
    if let Some(difference) = differences::of_files(&expected, built) {
        panic!(
            "{difference}\nIf that is meant, run `UPDATE=1 cargo test --test all golden::` and read what `git diff` says."
        );
    }
}

#[test]
fn hashes_are_left_out() {
    assert_eq!(without_hashes("a/site.0123abcd.css"), "a/site.HASH.css");
    assert_eq!(without_hashes("integrity=\"sha384-Ab+/c=\""), "integrity=\"sha384-…\"");
    assert_eq!(without_hashes("v1.2.3"), "v1.2.3");
}
