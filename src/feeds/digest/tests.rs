//! What each format makes of the same words, and of words that mean something to it.

use super::outline::{DigestItem, DigestLink, DigestSection, DigestText};
use super::{html, markdown, text};
use crate::feeds::shape::Address;

fn sample() -> DigestText {
    let url = Some(Address("https://pmo.example/programs/a/".to_owned()));
    let item = DigestItem {
        mark: "At risk".to_owned(),
        link: DigestLink { text: "R&D [*]".to_owned(), url: url.clone() },
        text: "<b>Ada</b>, confidence 40 %".to_owned(),
        details: vec!["Path to green: ship\n`v2`\u{1b}".to_owned()],
    };
    DigestText {
        language: "en".to_owned(),
        title: "PMO: Programs on 6 Mar 2026".to_owned(),
        lead: vec!["1 active program.".to_owned()],
        sections: vec![
            DigestSection { title: "Exceptions".to_owned(), none: "None.", items: vec![item] },
            DigestSection {
                title: "Decisions needed".to_owned(),
                none: "No decision is waited for.",
                items: Vec::new(),
            },
        ],
        more: Some(DigestLink { text: "Read more".to_owned(), url }),
    }
}

#[test]
fn markdown_reads_records_as_nothing_but_text() {
    assert_eq!(
        markdown(&sample()),
        "# PMO: Programs on 6 Mar 2026\n\n1 active program.\n\n## Exceptions\n\n\
         - **At risk** [R\\&D \\[\\*\\]](<https://pmo.example/programs/a/>): \\<b\\>Ada\\</b\\>, confidence 40 %\n  \
         - Path to green: ship \\`v2\\`\n\n## Decisions needed\n\nNo decision is waited for.\n\n\
         [Read more](<https://pmo.example/programs/a/>)\n"
    );
}

#[test]
fn text_has_one_line_for_each_thing_and_its_address_below() {
    assert_eq!(
        text(&sample()),
        "PMO: Programs on 6 Mar 2026\n===========================\n\n1 active program.\n\nExceptions\n----------\n\n\
         * [At risk] R&D [*]: <b>Ada</b>, confidence 40 %\n  Path to green: ship `v2`\n  https://pmo.example/programs/a/\n\n\
         Decisions needed\n----------------\n\nNo decision is waited for.\n\nhttps://pmo.example/programs/a/\n"
    );
}

#[test]
fn html_is_a_document_without_markup_of_the_records() {
    let document = html(&sample());
    assert!(document.starts_with("<!doctype html>\n<html lang=\"en\">\n"));
    assert!(document.contains(
        "<li><strong>At risk</strong> <a href=\"https://pmo.example/programs/a/\">R&amp;D [*]</a>: \
         &lt;b&gt;Ada&lt;/b&gt;, confidence 40 %\n<ul>\n<li>Path to green: ship\n`v2`</li>\n</ul>\n</li>\n"
    ));
    assert!(document.ends_with("<p><a href=\"https://pmo.example/programs/a/\">Read more</a></p>\n</body>\n</html>\n"));
}

#[test]
fn without_an_address_names_are_only_names() {
    let mut outline = sample();
    outline.more = None;
    outline.sections.iter_mut().flat_map(|section| &mut section.items).for_each(|item| item.link.url = None);
    assert!(markdown(&outline).contains("- **At risk** R\\&D \\[\\*\\]: "));
    assert!(!html(&outline).contains("<a "));
    assert!(!text(&outline).contains("https"));
}
