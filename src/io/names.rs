//! Which names belong to a site, and which of its files are text.

/// Hidden names that hosts and standards give a meaning to (RFC 8615; GitHub Pages), copied when they lie in `static/`.
const KNOWN_HIDDEN: [&str; 2] = [".well-known", ".nojekyll"];

/// Extensions below `content/` that stages parse.
const CONTENT_TEXT: [&str; 4] = ["md", "markdown", "yaml", "yml"];

/// Extensions below `themes/` that are read as text: templates, styles, scripts, drawings that templates include.
const THEME_TEXT: [&str; 10] = ["html", "css", "js", "svg", "xml", "txt", "json", "yaml", "yml", "toml"];

/// Whether a file or folder called `name` directly in `folder` is skipped without a word: hidden files, what editors
/// leave for a moment (Vim's swap files and its `4913`, Emacs' `#…#` and `…~`, `___jb_tmp___`), and what desktops leave
/// for good.
pub(super) fn is_skipped(folder: &str, name: &str) -> bool {
    if name.starts_with('.') {
        return !(is_static(folder) && KNOWN_HIDDEN.contains(&name));
    }
    let of_editor = name.ends_with('~')
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swo", ".swx"].iter().any(|end| name.ends_with(end));
    of_editor || matches!(name, "4913" | "node_modules" | "Thumbs.db" | "desktop.ini")
}

/// Whether stages want this file's text; every other file is copied as it is, if at all.
pub(super) fn is_text(path: &str) -> bool {
    let extension =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension);
    let among = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(extension));
    match path.split_once('/') {
        None => true,
        Some(("content", _)) => among(&CONTENT_TEXT),
        Some(("themes", _)) => among(&THEME_TEXT),
        Some(_) => false,
    }
}

/// Whether this is a picture whose size is worth knowing.
pub(super) fn is_picture(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["png", "jpg", "jpeg", "gif", "webp"].iter().any(|known| known.eq_ignore_ascii_case(extension))
}

/// Whether this is a drawing in SVG.
pub(super) fn is_drawing(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("svg"))
}

/// Whether a file of the site's folders is read: of a theme only its templates and assets are.
pub(super) fn is_part(path: &str) -> bool {
    let mut parts = path.split('/');
    parts.next() != Some("themes")
        || (parts.next().is_some() && matches!(parts.next(), Some("templates" | "assets")) && parts.next().is_some())
}

fn is_static(folder: &str) -> bool {
    folder == "static" || folder.starts_with("static/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_leave_is_skipped_and_names_like_it_are_not() {
        for name in
            [".git", ".env", "a.md~", ".a.md.swp", "a.swp", "#a.md#", "4913", "x.md___jb_tmp___", "node_modules"]
        {
            assert!(is_skipped("content", name), "{name}");
        }
        for name in ["a.md", "#1.md", "#", "4913.md", "swp.md", "node-modules"] {
            assert!(!is_skipped("content", name), "{name}");
        }
    }

    #[test]
    fn only_hidden_names_that_hosts_know_are_published() {
        assert!(!is_skipped("static", ".well-known"));
        assert!(is_skipped("content", ".well-known"));
        assert!(is_skipped("static", ".htpasswd"));
    }

    #[test]
    fn text_is_what_a_stage_parses() {
        assert!(is_text("pmo.yaml") && is_text("content/a/b.MD") && is_text("themes/x/templates/base.html"));
        assert!(
            !is_text("static/a.svg")
                && !is_text("static/a.css")
                && !is_text("content/a.svg")
                && !is_text("themes/x/assets/a.woff2")
        );
    }
}
