//! Markdown under each policy for HTML: no panic, and no element that the policy bars.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use pmo_site::diagnostics::Place;
use pmo_site::markdown::{Compiler, HtmlPolicy, Options, Target};
use pmo_site::source::{SourcePath, Span};

static COMPILERS: LazyLock<Vec<Compiler>> = LazyLock::new(|| {
    let compiler = |html| Compiler::new(Options { html, smart_punctuation: true, ..Options::default() });
    [HtmlPolicy::Sanitize, HtmlPolicy::Escape, HtmlPolicy::Trusted].map(compiler).into()
});

fuzz_target!(|input: (u8, &str)| {
    let (policy, text) = input;
    let policy = usize::from(policy) % COMPILERS.len();
    let compiler = &COMPILERS[policy];
    let path = SourcePath::new("content/page.md");
    let place = Place::new(&path, Span::new(0, 0));
    let (document, _) = compiler.page(&path, text, 0..text.len(), true);
    let pieces = [document.body, compiler.block(&place, text).0, compiler.inline(&place, text).0];
    for piece in pieces {
        let html = piece.fill(|_, link| Target::from(link.target.as_str()));
        if policy < 2 {
            let html = html.to_ascii_lowercase();
            for barred in ["<script", "<style", "<iframe", "<object", "<embed", "<form", "<base", "href=\"javascript:", "src=\"javascript:"]
            {
                assert!(!html.contains(barred), "{barred} in {html}");
            }
        }
    }
});
