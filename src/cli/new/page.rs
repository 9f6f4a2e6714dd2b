//! `pmo-site new page`.

use super::super::Failure;
use super::Draft;
use super::args::PageArgs;
use super::yaml::{scalar, title};
use crate::parse::placeholders::Placeholder;

/// Folders whose Markdown is no page, and what is added to them instead.
const RECORDS: [(&str, &str); 3] = [
    ("people", "use `pmo-site new person`"),
    ("focus-areas", "use `pmo-site new focus-area`"),
    ("holidays", "write the calendar as `content/holidays/<slug>.yaml` (`pmo-site schema holidays` has its fields)"),
];

/// A page with a title and a first sentence.
pub(super) fn draft(args: &PageArgs) -> Result<Draft, Failure> {
    let path = args.path.trim_start_matches("./").trim_matches('/');
    let path = path.strip_prefix("content/").unwrap_or(path);
    let path = path.strip_suffix(".md").unwrap_or(path);
    let usage = |reason: &str| Err(Failure::Usage(format!("`{}` {reason}", args.path)));
    let sound = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '\0', ':']);
    if !path.split('/').all(sound) {
        return usage("is no path below `content/`; write one such as `handbook/reviews`");
    }
    let parts: Vec<&str> = path.split('/').collect();
    if let [folder, _, ..] = parts.as_slice()
        && let Some((folder, instead)) = RECORDS.iter().find(|(name, _)| name == folder)
    {
        return usage(&format!(
            "lies in `content/{folder}/`, which holds records; {instead}, or choose another folder"
        ));
    }
    if let ["programs", _, "updates", ..] = parts.as_slice() {
        return usage("lies among status updates; use `pmo-site new update PROGRAM`");
    }
    let last = match parts.as_slice() {
        [.., section, "_index"] => section,
        [.., last] => last,
        [] => "",
    };
    let heading = args.title.clone().unwrap_or_else(|| title(last));
    let text = format!("---\ntitle: {}\n---\n\n{}\n", scalar(&heading), Placeholder::Page.text());
    Ok(Draft {
        path: format!("content/{path}.md"),
        text,
        next: "Write the page, then run `pmo-site build`.".to_owned(),
    })
}
