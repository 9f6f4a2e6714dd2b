//! Merge conflicts that somebody committed: the marks that version control writes between the two sides of a file.
//!
//! A file with them is two files in one, and whatever else is found in it is of no use. Deliberately absent: a choice
//! of one side.

use std::ops::Range;

use super::kinds::FileKind;
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::source::{SourcePath, Span};

/// The marks that begin a line: of the first side, of the common ancestor, of the second side, of the end.
const MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// The finding that a file holds an unresolved conflict, at its first mark.
///
/// In a record, and in front matter, one mark is enough: no YAML begins a line with it. Prose may underline a heading
/// with `=======`, and may show a conflict in a fenced block: there the first and the last mark must both stand in the
/// text itself.
pub(super) fn finding(path: &SourcePath, text: &str, kind: FileKind) -> Option<Diagnostic> {
    let prose = matches!(kind, FileKind::Update | FileKind::Page);
    let at = if prose { in_prose(text)? } else { lines(text).find_map(|(at, line)| mark(at, line))?.1 };
    let message = "a merge conflict begins here that nobody has resolved";
    let hint = "keep what is right of the two sides, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`";
    Some(Diagnostic::new(&registry::MERGE_CONFLICT, Place::new(path, Span::new(at.start, at.end)), message).hint(hint))
}

/// Each line without its break, and where it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// The mark that a line begins with: it stands alone, or a blank and a name follow it.
fn mark(at: usize, line: &str) -> Option<(&'static str, Range<usize>)> {
    let mark = MARKS.iter().find(|mark| line.starts_with(**mark))?;
    let rest = line.get(mark.len()..)?;
    let sound = rest.is_empty() || (rest.starts_with(' ') && *mark != "=======");
    sound.then(|| (*mark, at..at + line.trim_end().len()))
}

fn in_prose(text: &str) -> Option<Range<usize>> {
    let mut first: Option<Range<usize>> = None;
    let (mut opens, mut closes) = (false, false);
    let mut front = text.trim_start_matches('\u{feff}').starts_with("---");
    let mut fence: Option<(char, usize)> = None;
    for (number, (at, line)) in lines(text).enumerate() {
        if front && number > 0 && line.trim_end() == "---" {
            front = false;
            continue;
        }
        let inner = line.trim_start_matches([' ', '>']);
        let sign = inner.chars().next().filter(|sign| matches!(sign, '`' | '~'));
        if let Some(sign) = sign.filter(|_| !front) {
            let run = inner.chars().take_while(|c| *c == sign).count();
            match fence {
                None if run >= 3 => fence = Some((sign, run)),
                Some((open, length)) if open == sign && run >= length && inner.trim_end().len() == run => fence = None,
                _ => {}
            }
        }
        let Some((mark, span)) = mark(at, line).filter(|_| fence.is_none()) else { continue };
        if front {
            return Some(span);
        }
        opens |= mark == "<<<<<<<";
        closes |= mark == ">>>>>>>" && opens;
        if opens {
            first.get_or_insert(span);
        }
    }
    first.filter(|_| closes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(kind: FileKind, text: &str) -> Option<u32> {
        finding(&SourcePath::new("x"), text, kind).map(|finding| finding.place.span.start)
    }

    #[test]
    fn one_mark_in_a_record_is_a_conflict() {
        assert_eq!(at(FileKind::Program, "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n"), Some(5));
        assert_eq!(at(FileKind::Person, "a: 1\r\n>>>>>>> theirs\r\n"), Some(6));
        assert_eq!(at(FileKind::Person, "a: |\n  <<<<<<< HEAD\nb: \"=======\"\n"), None);
    }

    #[test]
    fn prose_holds_one_when_it_opens_and_closes_outside_of_code() {
        let conflict = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n";
        assert_eq!(at(FileKind::Page, &format!("# T\n\n{conflict}")), Some(5));
        assert_eq!(at(FileKind::Page, &format!("# T\n\n```\n{conflict}```\n")), None);
        assert_eq!(at(FileKind::Page, &format!("~~~~ diff\n```\n{conflict}~~~~\n")), None);
        assert_eq!(at(FileKind::Page, "Heading\n=======\n\ntext\n"), None);
        assert_eq!(at(FileKind::Page, "Heading\n=======\n>>>>>>> quoted deeply\n"), None);
        assert_eq!(at(FileKind::Update, &format!("---\na: 1\n---\n```\ncode\n```\n{conflict}")), Some(26));
        assert_eq!(at(FileKind::Update, "---\na: 1\n=======\na: 2\n---\n"), Some(9));
    }
}
