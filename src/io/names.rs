//! Which names belong to a site, and which of its files are text.

use crate::source::HOST_FILES;

/// Hidden names that hosts and standards give a meaning to (RFC 8615; GitHub Pages), copied when they lie in `static/`.
const KNOWN_HIDDEN: [&str; 2] = [".well-known", ".nojekyll"];

/// Hidden folders of pages' pictures and files: of `GitBook` and of Azure's wikis.
const KNOWN_HIDDEN_CONTENT: [&str; 2] = [".gitbook", ".attachments"];

/// Extensions below `content/` that stages parse.
const CONTENT_TEXT: [&str; 4] = ["md", "markdown", "yaml", "yml"];

/// Extensions below `themes/` that are read as text: templates, styles, scripts, drawings that templates include.
const THEME_TEXT: [&str; 10] = ["html", "css", "js", "svg", "xml", "txt", "json", "yaml", "yml", "toml"];

/// Whether a file or folder called `name` directly in `folder` is skipped without a word: hidden files, what editors
/// leave for a moment (Vim's swap files and its `4913`, Emacs' `#…#` and `…~`, `___jb_tmp___`), and what desktops leave
/// for good.
pub(super) fn is_skipped(folder: &str, name: &str) -> bool {
    if name.starts_with('.') {
        let of_content = folder == "content" || folder.starts_with("content/");
        return !(is_static(folder) && KNOWN_HIDDEN.contains(&name)
            || of_content && KNOWN_HIDDEN_CONTENT.contains(&name));
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
        Some(("static", _)) => HOST_FILES.contains(&path),
        Some(_) => false,
    }
}

/// Whether a folder's name is a language of ISO 639-1, with a region or a script (`pt-br`, `zh_Hant`) or without.
pub(crate) fn is_language(name: &str) -> bool {
    let (language, rest) = name.split_once(['-', '_']).map_or((name, None), |(language, rest)| (language, Some(rest)));
    let is_part = |part: &str| matches!(part.len(), 2..=4) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    LANGUAGES.split(' ').any(|known| known == language) && rest.is_none_or(is_part)
}

/// Languages whose names are those of departments too: who means the language says so in `paths`.
const DEPARTMENTS: [&str; 6] = ["cs", "hr", "id", "it", "ml", "pa"];

/// Whether a folder of this name holds the pages of one language beyond doubt.
pub(crate) fn is_language_alone(name: &str) -> bool {
    is_language(name) && !DEPARTMENTS.contains(&name)
}

/// The languages of ISO 639-1.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da \
                         de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io \
    is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt \
    my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn \
    so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

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
        assert!(!is_skipped("content/a", ".gitbook") && is_skipped("static", ".gitbook"));
        assert!(is_skipped("content", ".gitbook.yaml") && is_skipped("content", ".git"));
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
