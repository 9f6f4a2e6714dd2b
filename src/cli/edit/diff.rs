//! What an edit changes, as lines that were and lines that are.

use std::fmt::Write;

/// Lines around a change that are shown with it.
const AROUND: usize = 2;

/// Most pairs of lines that are compared to find the shortest answer. Files with more between the first change and the
/// last show all of that as changed.
const MOST_PAIRS: usize = 4_000_000;

/// One line of the answer: how it begins, the line, and how many lines of the old text stand before it.
type Line<'a> = (char, &'a str, usize);

/// Writes the lines that differ with those around them.
pub(super) fn diff(name: &str, old: &str, new: &str, out: &mut String) {
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let lines = compared(&old, &new);
    let changed: Vec<usize> =
        lines.iter().enumerate().filter(|(_, (sign, ..))| *sign != ' ').map(|(at, _)| at).collect();
    let near = |at: usize| changed.iter().any(|changed| changed.abs_diff(at) <= AROUND);
    let _ = writeln!(out, "{name}");
    let mut shown = None;
    for (at, (sign, line, number)) in lines.iter().enumerate().filter(|(at, _)| near(*at)) {
        if at.checked_sub(1) != shown || shown.is_none() {
            let _ = writeln!(out, "@@ line {} @@", number + 1);
        }
        let _ = writeln!(out, "{sign}{line}");
        shown = Some(at);
    }
}

fn compared<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Line<'a>> {
    let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(one, other)| one == other).count();
    let (middle_old, middle_new) =
        (old.get(start..old.len() - end).unwrap_or(&[]), new.get(start..new.len() - end).unwrap_or(&[]));
    let mut lines: Vec<Line<'_>> = old.iter().take(start).enumerate().map(|(at, line)| (' ', *line, at)).collect();
    lines.extend(between(middle_old, middle_new).into_iter().map(|(sign, line, at)| (sign, line, at + start)));
    lines.extend(old.iter().enumerate().skip(old.len() - end).map(|(at, line)| (' ', *line, at)));
    lines
}

/// The shortest way from `old` to `new`, by the length of what the rests of both share.
fn between<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Line<'a>> {
    let width = new.len() + 1;
    let few = old.len().saturating_mul(width) <= MOST_PAIRS;
    let mut shared = vec![0_usize; if few { (old.len() + 1) * width } else { 0 }];
    let at = |shared: &[usize], i: usize, j: usize| shared.get(i * width + j).copied().unwrap_or(0);
    if few {
        for (i, one) in old.iter().enumerate().rev() {
            for (j, other) in new.iter().enumerate().rev() {
                let longest = if one == other {
                    at(&shared, i + 1, j + 1) + 1
                } else {
                    at(&shared, i + 1, j).max(at(&shared, i, j + 1))
                };
                if let Some(cell) = shared.get_mut(i * width + j) {
                    *cell = longest;
                }
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines = Vec::new();
    loop {
        match (old.get(i), new.get(j)) {
            (Some(one), Some(other)) if few && one == other => {
                lines.push((' ', *one, i));
                (i, j) = (i + 1, j + 1);
            }
            (Some(one), other) if other.is_none() || at(&shared, i + 1, j) >= at(&shared, i, j + 1) => {
                lines.push(('-', *one, i));
                i += 1;
            }
            (_, Some(other)) => {
                lines.push(('+', *other, i));
                j += 1;
            }
            (_, None) => return lines,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_differ_are_shown_with_those_around_them() {
        let mut out = String::new();
        diff("x.yaml", "a\nb\nc\nd\ne\nf\ng\nh\ni\n", "a\nb\nC\nd\ne\nf\ng\nh\ni\nj\n", &mut out);
        assert_eq!(out, "x.yaml\n@@ line 1 @@\n a\n b\n-c\n+C\n d\n e\n@@ line 8 @@\n h\n i\n+j\n");
    }
}
