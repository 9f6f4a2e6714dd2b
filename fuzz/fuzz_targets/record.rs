//! A record of each kind: YAML to typed values.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use pmo_site::markdown::Compiler;
use pmo_site::parse;
use pmo_site::source::SourcePath;

static COMPILER: LazyLock<Compiler> = LazyLock::new(Compiler::default);

const PLACES: &[&str] = &[
    "pmo.yaml",
    "content/people/ana.yaml",
    "content/focus-areas/area.yaml",
    "content/programs/alpha/program.yaml",
    "content/programs/alpha/updates/2026-03-05.md",
    "content/holidays/portugal.yaml",
    "content/intake.yaml",
    "content/levels.yaml",
];

fuzz_target!(|input: (u8, &str)| {
    let (kind, text) = input;
    let path = SourcePath::new(PLACES[usize::from(kind) % PLACES.len()]);
    if let Some((_, findings)) = parse::file(&path, text, parse::kind_of(&path), &COMPILER) {
        for finding in &findings {
            assert!(text.get(finding.place.span.range()).is_some(), "{} has no place in the file", finding.rule.code);
        }
    }
});
