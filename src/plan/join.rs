//! One path seen from another.

use crate::source::SourcePath;

/// `path` as seen from the folder `base` (which ends with `/`); `..` stops at the root, a final `/` stays.
pub(super) fn join(base: &str, path: &str) -> String {
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let parts = SourcePath::parts_from(folder, path);
    let end = if path.ends_with('/') || path.ends_with("..") || path == "." || parts.is_empty() { "/" } else { "" };
    let joined = parts.join("/");
    if joined.is_empty() { "/".to_owned() } else { format!("/{joined}{end}") }
}

/// Whether `..` in `path` leaves the first folder of `folder` (`content`).
pub(super) fn climbs_out(folder: &str, path: &str) -> bool {
    let mut depth = folder.split('/').count();
    path.split('/').any(|part| {
        match part {
            ".." if depth <= 1 => return true,
            ".." => depth -= 1,
            "" | "." => {}
            _ => depth += 1,
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_stop_at_the_root() {
        assert_eq!(join("/a/b/", "c"), "/a/b/c");
        assert_eq!(join("/a/b/", "../c/"), "/a/c/");
        assert_eq!(join("/a/", "../../../etc/passwd"), "/etc/passwd");
        assert_eq!(join("/a/b/", ".."), "/a/");
        assert_eq!(join("/a/", "./"), "/a/");
    }
}
