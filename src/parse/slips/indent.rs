//! Lines that are indented unlike their neighbours.

use super::Slip;
use super::entry::{Entry, blanks};

/// The slip that `line`, at which reading ended, and the lines above it do not stand below each other.
pub(super) fn uneven(above: &[Entry<'_>], line: &Entry<'_>) -> Option<Slip> {
    let last = above.last()?;
    // The next key of a mapping in a list stands below its first.
    let joins = last.item && last.keyed && !line.item && line.indent == last.column;
    if line.indent > last.indent && !last.value.is_empty() && !joins && (line.keyed || line.item) {
        return Some(deeper(above, last, line));
    }
    if line.indent < last.indent {
        // A line that ends the one above stands below an earlier one.
        let known = above.iter().rev().any(|earlier| earlier.indent == line.indent || earlier.column == line.indent);
        let parent = above.iter().rev().find(|earlier| earlier.indent < line.indent);
        if !known {
            let sibling = above.iter().rev().find(|earlier| {
                earlier.indent > line.indent && parent.is_none_or(|parent| parent.start < earlier.start)
            });
            let indent = sibling.map_or(last.indent, |sibling| sibling.indent);
            return Some(at(
                line,
                format!("this line is indented by {}, and those above by {}", blanks(line.indent), blanks(indent)),
                format!("indent it by {}", blanks(indent)),
            ));
        }
    }
    None
}

/// `line` begins deeper than `last`, whose value is given already. One of the two is wrong: the one that is not two
/// blanks deeper than the key that holds both.
fn deeper(above: &[Entry<'_>], last: &Entry<'_>, line: &Entry<'_>) -> Slip {
    let holder = above
        .iter()
        .rev()
        .skip(1)
        .find(|earlier| earlier.keyed && earlier.value.is_empty() && earlier.indent <= last.indent);
    let first = above
        .iter()
        .position(|earlier| holder.is_some_and(|holder| holder.start == earlier.start))
        .and_then(|at| above.get(at + 1));
    if let (Some(holder), Some(first)) = (holder, first)
        && line.indent == holder.column + 2
        && first.indent < line.indent
    {
        let message =
            format!("this line is indented by {}, and the next by {}", blanks(first.indent), blanks(line.indent));
        let hint = format!("indent all lines below `{}` alike: by {}", holder.key, blanks(line.indent));
        return at(first, message, hint);
    }
    let name = if last.keyed { format!("`{}`", last.key) } else { "the line above".to_owned() };
    let message = format!("this line is indented deeper than {name} above it, which has its value already");
    at(line, message, "begin it where the line above begins".to_owned())
}

fn at(entry: &Entry<'_>, message: String, hint: String) -> Slip {
    let start = entry.start + entry.indent;
    Slip::new(start..entry.start + entry.line.trim_end().len().max(entry.indent), message, hint)
}
