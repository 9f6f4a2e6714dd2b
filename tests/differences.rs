//! How expected and written texts differ, as a reader of a failed test wants it: every file by its name, and its lines
//! as a diff.
#![expect(clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Lines that are shown around a difference.
const CONTEXT: usize = 2;

/// Lines of a file that are shown at most.
const SHOWN: usize = 60;

/// The longest line that is shown whole.
const WIDTH: usize = 200;

/// Cells of the table in which lines are matched; beyond it all of one text stands before all of the other.
const CELLS: usize = 4_000_000;

/// A line of a diff: its sign and its text.
type Line<'t> = (char, &'t str);

/// How `actual` files differ from those expected; `None` when they do not.
pub fn of_files(expected: &BTreeMap<String, String>, actual: &BTreeMap<String, String>) -> Option<String> {
    let paths: BTreeSet<&String> = expected.keys().chain(actual.keys()).collect();
    let (mut names, mut diffs) = (String::new(), String::new());
    for path in paths {
        match (expected.get(path), actual.get(path)) {
            (Some(expected), Some(actual)) => {
                let Some(diff) = of_texts(expected, actual) else { continue };
                let _ = writeln!(names, "  changed {path}");
                let _ = write!(diffs, "\n--- {path}, expected\n+++ {path}, written\n{diff}");
            }
            (Some(_), None) => drop(writeln!(names, "  missing {path}")),
            (None, _) => drop(writeln!(names, "  new     {path}")),
        }
    }
    (!names.is_empty()).then(|| format!("{} files differ:\n{names}{diffs}", names.lines().count()))
}

/// How the lines of `actual` differ from those expected; `None` when they do not.
pub fn of_texts(expected: &str, actual: &str) -> Option<String> {
    if expected == actual {
        return None;
    }
    let lines = diff(&expected.split('\n').collect::<Vec<_>>(), &actual.split('\n').collect::<Vec<_>>());
    let near =
        |at: usize| lines.iter().skip(at.saturating_sub(CONTEXT)).take(2 * CONTEXT + 1).any(|(sign, _)| *sign != ' ');
    let (mut out, mut shown, mut gap) = (String::new(), 0, false);
    for (at, (sign, text)) in lines.iter().enumerate() {
        if !near(at) {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push_str("@@\n");
        }
        shown += 1;
        if shown > SHOWN {
            let left = lines.iter().skip(at).filter(|(sign, _)| *sign != ' ').count();
            let _ = writeln!(out, "… and {left} lines more");
            break;
        }
        let twin = twin(&lines, at);
        let _ = writeln!(out, "{sign}{}", excerpt(text, twin));
    }
    Some(out)
}

/// The line that stands for the line at `at` on the other side: a long one is cut where the two begin to differ.
fn twin<'t>(lines: &[Line<'t>], at: usize) -> &'t str {
    let (sign, _) = lines[at];
    let start = lines[..at].iter().rposition(|(sign, _)| *sign == ' ').map_or(0, |equal| equal + 1);
    let block = || lines[start..].iter().take_while(|(sign, _)| *sign != ' ');
    let place = lines[start..at].iter().filter(|(other, _)| *other == sign).count();
    block().filter(|(other, _)| *other != sign && *other != ' ').nth(place).map_or("", |(_, text)| text)
}

/// `line`, or the part of a long one around the first sign that is not in `twin`.
fn excerpt(line: &str, twin: &str) -> String {
    if line.len() <= WIDTH {
        return line.to_owned();
    }
    let same = line.chars().zip(twin.chars()).take_while(|(a, b)| a == b).count();
    let skip = same.saturating_sub(WIDTH / 4);
    let part: String = line.chars().skip(skip).take(WIDTH).collect();
    let more = line.chars().count() > skip + WIDTH;
    format!("{}{part}{}", if skip > 0 { "…" } else { "" }, if more { "…" } else { "" })
}

/// The lines of both texts: common ones, and those of one side alone.
fn diff<'t>(expected: &[&'t str], actual: &[&'t str]) -> Vec<Line<'t>> {
    let before = expected.iter().zip(actual).take_while(|(a, b)| a == b).count();
    let (old, new) = (&expected[before..], &actual[before..]);
    let after = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - after], &new[..new.len() - after]);
    let same = |lines: &[&'t str]| lines.iter().map(|line| (' ', *line)).collect::<Vec<_>>();
    let mut out = same(&expected[..before]);
    out.extend(matched(old, new));
    out.extend(same(&expected[expected.len() - after..]));
    out
}

/// The longest common subsequence of two texts that begin and end differently.
fn matched<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Line<'t>> {
    let width = new.len() + 1;
    let alone = |sign: char, lines: &[&'t str]| lines.iter().map(|line| (sign, *line)).collect::<Vec<_>>();
    if (old.len() + 1).saturating_mul(width) > CELLS {
        return [alone('-', old), alone('+', new)].concat();
    }
    // The length of the longest common rest, from each pair of lines on.
    let mut rest = vec![0_u32; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            rest[a * width + b] = if old[a] == new[b] {
                rest[(a + 1) * width + b + 1] + 1
            } else {
                rest[(a + 1) * width + b].max(rest[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b, mut out) = (0, 0, Vec::new());
    while a < old.len() && b < new.len() {
        if old[a] == new[b] {
            out.push((' ', old[a]));
            (a, b) = (a + 1, b + 1);
        } else if rest[(a + 1) * width + b] >= rest[a * width + b + 1] {
            out.push(('-', old[a]));
            a += 1;
        } else {
            out.push(('+', new[b]));
            b += 1;
        }
    }
    out.extend(alone('-', &old[a..]));
    out.extend(alone('+', &new[b..]));
    out
}

#[test]
fn lines_are_shown_with_those_around_them() {
    let text = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj";
    assert_eq!(of_texts(text, text), None);
    assert_eq!(
        of_texts(text, &text.replace("c\nd", "C\nd\nnew")).as_deref(),
        Some(" a\n b\n-c\n+C\n d\n+new\n e\n f\n")
    );
    assert_eq!(
        of_texts(text, &text.replace('b', "B").replace('j', "J")).as_deref(),
        Some(" a\n-b\n+B\n c\n d\n@@\n h\n i\n-j\n+J\n")
    );
    assert_eq!(of_texts("", "a\n").as_deref(), Some("+a\n \n"));
}

#[test]
fn a_long_line_is_cut_where_it_begins_to_differ() {
    let old = "x".repeat(1000) + "old" + &"y".repeat(1000);
    let diff = of_texts(&old, &old.replace("old", "new")).expect("they differ");
    assert!(diff.len() < 2 * WIDTH + 20 && diff.contains("xold") && diff.contains("xnew"), "{diff}");
}

#[test]
fn every_file_that_differs_is_named() {
    let files =
        |all: &[(&str, &str)]| all.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let (old, new) = (files(&[("a", "1"), ("b", "1"), ("c", "1")]), files(&[("a", "1"), ("b", "2"), ("d", "1")]));
    assert_eq!(of_files(&old, &old), None);
    let told = of_files(&old, &new).expect("they differ");
    assert_eq!(
        told,
        "3 files differ:\n  changed b\n  missing c\n  new     d\n\n--- b, expected\n+++ b, written\n-1\n+2\n"
    );
}
