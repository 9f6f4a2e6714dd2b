//! A page's front matter in YAML or TOML, whatever another generator left there.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use pmo_site::markdown::Compiler;
use pmo_site::parse::{self, FileKind};
use pmo_site::source::SourcePath;

static COMPILER: LazyLock<Compiler> = LazyLock::new(Compiler::default);

fuzz_target!(|input: (bool, &str)| {
    let (toml, front) = input;
    let fence = if toml { "+++" } else { "---" };
    let text = format!("{fence}\n{front}\n{fence}\nText.\n");
    let path = SourcePath::new("content/handbook/page.md");
    if let Some((_, findings)) = parse::file(&path, &text, FileKind::Page, &COMPILER) {
        for finding in &findings {
            assert!(text.get(finding.place.span.range()).is_some(), "{} has no place in the file", finding.rule.code);
        }
    }
});
