//! Markdown under each policy for HTML: no panic, and no element, attribute or scheme that the policy bars, as a
//! browser reads the result.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use pmo_site::diagnostics::Place;
use pmo_site::markdown::{Compiler, HoleTarget, HtmlPolicy, Options};
use pmo_site::source::{SourcePath, Span};
use pmo_site_fuzz::document::{faults_of_piece, prove};

static COMPILERS: LazyLock<Vec<Compiler>> = LazyLock::new(|| {
    let compiler = |html| Compiler::new(Options { html, smart_punctuation: true, ..Options::default() });
    [HtmlPolicy::Sanitize, HtmlPolicy::Escape, HtmlPolicy::Trusted].map(compiler).into()
});

fuzz_target!(init: prove(), |input: (u8, &str)| {
    let (policy, text) = input;
    let policy = usize::from(policy) % COMPILERS.len();
    let compiler = &COMPILERS[policy];
    let path = SourcePath::new("content/page.md");
    let place = Place::new(&path, Span::new(0, 0));
    let (document, _) = compiler.page(&path, text, 0..text.len(), true);
    let pieces = [document.body, compiler.inline(&place, text).0];
    for piece in pieces {
        // What a link leads to is decided when it is resolved (`page_to_site`): here it only must not end its
        // attribute.
        let html = piece.fill(|_, _| HoleTarget::from("/resolved/"));
        if policy < 2 {
            let faults = faults_of_piece(&html);
            assert!(faults.is_empty(), "{faults:?} in {html}");
        }
    }
});
