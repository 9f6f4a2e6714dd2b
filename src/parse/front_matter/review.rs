//! When a page was reviewed, by whom, and after how long it is reviewed again.
//!
//! Keys of other tools are read where they mean the same: the day of the last review and the time until the next.
//! Deliberately absent: `review_date`, which some tools take for the last review and others for the next.

use super::{FrontMatter, bad};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::parse::decode::Located;
use crate::parse::yaml::Node;
use crate::source::SourcePath;
use crate::time::{ReviewInterval, date_hint, parse_date};

/// Whether `plain`, a key in small letters without `_` and `-`, tells of reviews.
pub(super) fn is_key(plain: &str) -> bool {
    is_day(plain) || matches!(plain, "reviewedby" | "reviewevery" | "reviewin")
}

fn is_day(plain: &str) -> bool {
    matches!(plain, "reviewed" | "lastreviewedon" | "lastreviewed" | "reviewedon")
}

/// Reads such a key. A key of another tool that cannot be read is told as one, and the project's own keys win.
pub(super) fn take(
    front: &mut FrontMatter,
    file: &SourcePath,
    (key, plain): (&str, &str),
    (node, text): (&Node, Option<&str>),
    found: &mut Vec<Diagnostic>,
) {
    let Some(text) = text else { return };
    let own = matches!(plain, "reviewed" | "reviewevery");
    let mut unread = |message: String, hint: String| {
        found.push(if own {
            bad(file, node.span, message).hint(hint)
        } else {
            Diagnostic::new(&registry::UNREADABLE_KEY, Place::new(file, node.span), message).hint(hint)
        });
    };
    match plain {
        "reviewedby" => front.reviewed_by = Some(Located { value: text.to_owned(), span: node.span }),
        day if is_day(day) => match parse_date(text) {
            Ok(value) if own || front.reviewed.is_none() => {
                front.reviewed = Some(Located { value, span: node.span });
                front.reviewed_key = Some(key.to_owned());
            }
            Ok(_) => {}
            Err(error) => unread(error.to_string(), date_hint(text)),
        },
        _ => match ReviewInterval::parse(text) {
            Some(value) if own || front.review_every.is_none() => {
                front.review_every = Some(Located { value, span: node.span });
            }
            Some(_) => {}
            None => unread(
                format!("`{text}` is no length of time"),
                "write how many weeks, months or years: `review_every: 6 months`".to_owned(),
            ),
        },
    }
}
