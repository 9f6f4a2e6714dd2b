//! From a part of a page back to the line that it was written on.
//!
//! Found by looking for the part's words in the page's own files, then in all others, when somebody asks: pages carry
//! no positions, so that they stay the published ones.

use crate::pipeline::{self, BuildInputs, Memo};
use crate::source::{SourceBytes, SourcePath, SourceTree};

/// Letters and digits of a part that must be found for its line to count as found.
const LEAST: usize = 4;

/// Most letters that are compared: the first of a paragraph tell it from every other.
const MOST: usize = 60;

/// The files that the page at output path `page` is made from, the most telling first; `None` when the site has errors.
pub(super) fn files(page: &str, tree: &SourceTree, inputs: &BuildInputs, memo: &mut Memo) -> Option<Vec<SourcePath>> {
    let address = page.strip_suffix("index.html").unwrap_or(page);
    let address = format!("/{address}");
    pipeline::ask(tree, inputs, memo, |cx| {
        let model = cx.model;
        let mut files: Vec<SourcePath> =
            model.pages.iter().filter(|page| page.url == address).map(|page| page.file.clone()).collect();
        for (_, program) in model.programs() {
            let home = format!("/programs/{}/", program.slug);
            let Some(rest) = address.strip_prefix(&home) else { continue };
            match rest.strip_prefix("updates/") {
                Some(name) => {
                    let name = name.trim_end_matches('/');
                    files.extend(
                        program
                            .updates
                            .iter()
                            .filter(|update| update.file.stem() == name)
                            .map(|update| update.file.clone()),
                    );
                }
                None if rest.is_empty() => {
                    files.push(program.file.clone());
                    files.extend(program.updates.iter().rev().map(|update| update.file.clone()));
                }
                None => {}
            }
        }
        files.extend(
            model
                .people()
                .filter(|(_, person)| address == format!("/team/{}/", person.slug))
                .map(|(_, person)| person.file.clone()),
        );
        let areas = model.focus_areas().filter(|(_, area)| address == format!("/focus-areas/{}/", area.slug));
        files.extend(areas.map(|(_, area)| area.file.clone()));
        files
    })
    .value
}

/// The file and 1-based line on which `text` is written, sought in `files` first and then in the whole site. Without a
/// match it is the start of the first file.
pub(super) fn place(text: &str, files: &[SourcePath], tree: &SourceTree) -> Option<(SourcePath, u32)> {
    let sought: String = letters(text).take(MOST).collect();
    if sought.chars().count() >= LEAST {
        let own = files.iter().filter_map(|file| Some((file, line_of(&sought, tree.text(file.as_str())?)?)));
        let all = tree.iter().filter(|(path, _)| path.as_str().starts_with("content/") || path.folder().is_empty());
        let all = all.filter_map(|(path, file)| match &file.bytes {
            SourceBytes::Text(text) => Some((path, line_of(&sought, text)?)),
            _ => None,
        });
        if let Some((file, line)) = own.chain(all).next() {
            return Some((file.clone(), line));
        }
    }
    files.first().map(|file| (file.clone(), 1))
}

/// The line of `text` on which its letters, and those of the lines after it, go on like `sought`.
fn line_of(sought: &str, text: &str) -> Option<u32> {
    // All letters of the text in one string, and where each line begins in it.
    let mut all = String::with_capacity(text.len());
    let mut starts = Vec::new();
    for line in text.lines() {
        starts.push(all.len());
        all.extend(letters(line));
    }
    let found = all.find(sought)?;
    u32::try_from(starts.partition_point(|start| *start <= found)).ok()
}

/// Letters and digits in lower case: what is the same in a source and on a page, whatever marks either puts around
/// them.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_found_on_the_line_where_it_begins() {
        let tree: SourceTree = [
            ("content/a.md", "---\ntitle: A\n---\n\n# Heading\n\nFirst *words* of [a\nlink](/b/) here.\n\nLast.\n"),
            ("content/b.md", "# B\n\nElsewhere only.\n"),
        ]
        .into_iter()
        .collect();
        let own = [SourcePath::new("content/a.md")];
        let at = |text: &str| place(text, &own, &tree).map(|(file, line)| (file.to_string(), line));
        assert_eq!(at("First words of a link"), Some(("content/a.md".to_owned(), 7)));
        assert_eq!(at("Heading"), Some(("content/a.md".to_owned(), 5)));
        assert_eq!(at("Elsewhere only."), Some(("content/b.md".to_owned(), 3)));
        assert_eq!(at("computed from all of them"), Some(("content/a.md".to_owned(), 1)));
        assert_eq!(place("nowhere at all", &[], &tree), None);
    }
}
