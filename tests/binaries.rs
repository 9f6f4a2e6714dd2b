//! No file of tests is forgotten: each is in a binary that `Cargo.toml` names.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise and may touch the machine"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The Rust files below `folder`.
fn sources(folder: &Path, found: &mut BTreeSet<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder of tests can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.insert(path);
        }
    }
}

/// `file` and the files of its modules. One that is named by a path has its modules beside it, as the root of a binary
/// has.
fn modules(file: &Path, beside: bool, found: &mut BTreeSet<PathBuf>) {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    found.insert(file.to_owned());
    let folder = file.parent().expect("a file lies in a folder");
    let own = if beside { folder.to_owned() } else { file.with_extension("") };
    let mut path = None;
    for line in text.lines() {
        if let Some(written) = line.strip_prefix("#[path = \"").and_then(|rest| rest.strip_suffix("\"]")) {
            path = Some(folder.join(written));
        } else if let Some(name) = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
            let named = path.is_some();
            let inner = path.take().unwrap_or_else(|| own.join(format!("{name}.rs")));
            modules(&inner, named, found);
        }
    }
}

#[test]
fn no_file_of_tests_is_forgotten() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).expect("Cargo.toml");
    assert!(manifest.contains("\nautotests = false\n"), "cargo would make a binary of each file");
    let mut used = BTreeSet::new();
    for binary in manifest.split("[[test]]").skip(1) {
        let path = binary
            .lines()
            .find_map(|line| line.strip_prefix("path = \"")?.strip_suffix('"'))
            .expect("a test binary has a path");
        modules(&root.join(path), true, &mut used);
    }
    let mut there = BTreeSet::new();
    sources(&root.join("tests"), &mut there);
    assert!(there.len() > 50, "{there:?}");
    assert_eq!(there.difference(&used).collect::<Vec<_>>(), [] as [&PathBuf; 0], "files that no test binary has");
}
