//! Which text a page gets that includes another.
//!
//! Only Markdown pages below `content/` are given, never records, which hold what is not published, nor files outside.
//! Whether a page may be read by the audience of the build is looked at when the whole site is known: a page that is
//! withheld makes the build fail rather than leak (`pipeline::called`).

use super::front_matter;
use super::kinds::{FileKind, kind_of};
use crate::markdown::Includes;
use crate::source::{SourcePath, SourceTree};

/// The pages of a tree.
pub(super) struct TreePages<'t>(pub(super) &'t SourceTree);

impl Includes for TreePages<'_> {
    fn text(
        &self,
        from: &SourcePath,
        target: &str,
        lines: Option<(usize, usize)>,
    ) -> (Option<SourcePath>, Result<String, String>) {
        let Some(candidates) = candidates(from, target) else {
            return (None, Err(format!("`{target}` leads out of `content/`")));
        };
        let found = candidates.iter().find(|path| self.0.get(path.as_str()).is_some());
        let Some(path) = found.or_else(|| candidates.first()) else {
            return (None, Err(format!("there is no file `{target}`")));
        };
        let text = match (kind_of(path), self.0.text(path.as_str())) {
            (FileKind::Page, Some(text)) => text,
            (_, None) if self.0.get(path.as_str()).is_none() => {
                return (Some(path.clone()), Err(format!("there is no file `{target}`")));
            }
            _ => return (Some(path.clone()), Err(format!("`{target}` is no page"))),
        };
        let body = front_matter::split(path, text).0.body;
        let given = match lines {
            None => text.get(body).unwrap_or("").to_owned(),
            Some((first, last)) => {
                let before = text.get(..body.start).unwrap_or("").lines().count();
                if first <= before {
                    return (Some(path.clone()), Err(format!("line {first} of `{target}` is of its front matter")));
                }
                let all = text.lines().count();
                if last > all {
                    return (Some(path.clone()), Err(format!("`{target}` has {all} lines")));
                }
                text.lines().skip(first - 1).take(last + 1 - first).map(|line| [line, "\n"].concat()).collect()
            }
        };
        (Some(path.clone()), Ok(given))
    }
}

/// The files that `target` may name in `from`, the likeliest first; nothing where it leads out of the content.
fn candidates(from: &SourcePath, target: &str) -> Option<Vec<SourcePath>> {
    let (folder, path) = match target.strip_prefix('/') {
        Some(path) => ("content", path),
        None => (from.folder(), target),
    };
    let mut all = Vec::new();
    for folder in [folder, "content"] {
        let parts = SourcePath::parts_from(folder, path);
        if parts.first() != Some(&"content") || parts.len() < 2 {
            continue;
        }
        let joined = parts.join("/");
        for ending in ["", ".md", "/_index.md", "/index.md"] {
            all.push(SourcePath::new([joined.as_str(), ending].concat()));
        }
    }
    all.retain(|path: &SourcePath| path.as_str().rsplit('/').next().is_some_and(|name| name.contains('.')));
    (!all.is_empty()).then_some(all)
}
