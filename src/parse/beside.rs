//! Files beside pages: which of them a site may publish, by their names alone.
//!
//! The rule is *in doubt, withhold*. A picture lies beside a page to be shown. Any other file is published when a
//! published page leads to it, and some never are, whoever leads to them: below `content/` they are slips. Whether a
//! page leads to a file is not known here (`plan::beside`), and neither is what is in it, but for drawings
//! (`source::scripted`).

use crate::source::SourcePath;

/// How far a file below `content/`, which is neither a record nor a page, may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishRule {
    /// A picture, a sound, a film: published unless only withheld pages lead to it.
    Media,
    /// Published when a published page or record leads to it, or when the site allows its ending.
    Linked,
    /// Never published from below `content/`.
    Never(NeverReason),
}

/// Why a file is never published from below `content/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeverReason {
    /// What an editor, a merge or a copy left of a record or a page.
    Leftover,
    /// The source of a page, in a format that is not built.
    Source,
    /// A type that browsers run scripts in, or that servers execute.
    Scripts,
    /// A key or a store of passwords.
    Key,
}

impl NeverReason {
    /// What such a file is, after "it is".
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Leftover => "a leftover of a record or a page",
            Self::Source => "a page in a format that is not built",
            Self::Scripts => "of a type that can run scripts",
            Self::Key => "named like a key or a store of passwords",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Leftover => "remove the file, or give it its record's name",
            Self::Source => "write the page as Markdown, `<name>.md`",
            Self::Scripts => "move it below `static/` if it must be published",
            Self::Key => "remove it from the site, and replace the key if others could read it",
        }
    }
}

/// Endings of pictures, sounds, films and their captions, which browsers show and never run.
const MEDIA: &[&str] = &[
    "apng", "avif", "bmp", "flac", "gif", "ico", "jfif", "jpeg", "jpg", "m4a", "m4v", "mov", "mp3", "mp4", "oga",
    "ogg", "ogv", "opus", "png", "srt", "svg", "vtt", "wav", "webm", "webp",
];

/// Endings of records and pages, which a site reads.
const READ: &[&str] = &["md", "markdown", "yaml", "yml"];

/// Endings of pages that other tools build.
const SOURCES: &[&str] = &[
    "adoc",
    "asc",
    "asciidoc",
    "creole",
    "djot",
    "ipynb",
    "livemd",
    "mdown",
    "mdtext",
    "mdwn",
    "mdx",
    "mediawiki",
    "mkd",
    "mkdn",
    "org",
    "pod",
    "qmd",
    "rest",
    "rmd",
    "rst",
    "t2t",
    "textile",
    "typ",
    "wiki",
];

/// Endings of documents that may hold scripts (any XML may hold XHTML), and of those that servers run.
const SCRIPTS: &[&str] = &[
    "ashx", "asmx", "asp", "aspx", "atom", "cfm", "cgi", "cshtml", "gpx", "hta", "htc", "htm", "html", "jsp", "jspa",
    "jspx", "kml", "mathml", "mht", "mhtml", "mml", "phar", "php", "php3", "php4", "php5", "php7", "phps", "phtml",
    "rdf", "rss", "shtm", "shtml", "smi", "smil", "stm", "svgz", "swf", "wsdl", "xaml", "xbl", "xht", "xhtm", "xhtml",
    "xml", "xsd", "xsl", "xslt", "xspf", "xul",
];

/// Endings of keys and stores of passwords.
const KEYS: &[&str] = &[
    "env", "jks", "kdb", "kdbx", "keychain", "keystore", "ovpn", "p12", "pem", "pfx", "pkcs12", "ppk", "tfstate",
    "tfvars",
];

/// Endings with which such a name is that of a store; a document about secrets has others.
const KEPT_IN: &[&str] = &["cfg", "conf", "csv", "dat", "db", "env", "ini", "json", "properties", "toml", "txt"];

/// Names of keys and stores of passwords.
const KEY_NAMES: &[&str] =
    &["id_dsa", "id_ecdsa", "id_ed25519", "id_rsa", "htpasswd", "netrc", "credentials", "secrets", "wallet"];

/// Last endings that editors, merges and patches leave.
const LEFT: &[&str] = &[
    "autosave",
    "backup",
    "bak",
    "base",
    "conflict",
    "crdownload",
    "dpkg-dist",
    "dpkg-old",
    "local",
    "mine",
    "old",
    "orig",
    "ours",
    "part",
    "rej",
    "remote",
    "rpmnew",
    "rpmsave",
    "sav",
    "save",
    "swn",
    "swo",
    "swp",
    "swx",
    "temp",
    "theirs",
    "tmp",
    "working",
    "yours",
];

/// Parts of a name that synchronising and merging tools write into it.
const MERGED: &[&str] = &[" - copy", "_backup_", "_base_", "_local_", "_remote_", "conflicted copy", "sync-conflict-"];

/// How far the file at `path`, which is below `content/` and no record and no page, may be published.
#[must_use]
pub fn standing(path: &SourcePath) -> PublishRule {
    let name = path.file_name().to_lowercase();
    let mut endings = name.split('.');
    let stem = endings.next().unwrap_or("");
    let endings: Vec<&str> = endings.collect();
    let last = endings.last().copied().unwrap_or("");
    if is_leftover(&name) {
        PublishRule::Never(NeverReason::Leftover)
    } else if KEYS.contains(&last) || KEY_NAMES.contains(&stem) && (endings.is_empty() || KEPT_IN.contains(&last)) {
        PublishRule::Never(NeverReason::Key)
    } else if endings.iter().any(|ending| is_active(ending)) || (last != "svg" && endings.contains(&"svg")) {
        PublishRule::Never(NeverReason::Scripts)
    } else if SOURCES.contains(&last) || READ.contains(&last) {
        PublishRule::Never(NeverReason::Source)
    } else if MEDIA.contains(&last) && !is_copy(&name) {
        PublishRule::Media
    } else {
        PublishRule::Linked
    }
}

/// Whether the name of a page, which ends in `.md`, is one that a merge or a copy gave it.
#[must_use]
pub fn is_leftover_page(path: &SourcePath) -> bool {
    let name = path.file_name().to_lowercase();
    let stem = name.rsplit_once('.').map_or("", |(stem, _)| stem);
    is_copy(&name) || stem.ends_with('~') || (stem.len() > 1 && stem.starts_with('#') && stem.ends_with('#'))
}

/// Whether a lower-case name with an ending of its own has a mark before it that editors, merges or copies leave:
/// `plan.bak.md`, `photo_LOCAL_12.png`, `program.yaml.md`.
fn is_copy(name: &str) -> bool {
    let mut before = name.rsplit_once('.').map_or("", |(stem, _)| stem).split('.').skip(1);
    is_merged(name) || before.any(|ending| LEFT.contains(&ending) || READ.contains(&ending) || is_revision(ending))
}

/// Whether a lower-case ending is that of Subversion's copies of a revision: `r12`.
fn is_revision(ending: &str) -> bool {
    ending
        .strip_prefix('r')
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a lower-case ending, at any place of a name, is one of documents that may hold scripts or of what servers
/// run.
fn is_active(ending: &str) -> bool {
    SCRIPTS.contains(&ending)
        || ["html", "xhtml", "shtml", "phtml", "php"].iter().any(|known| ending.starts_with(known))
}

/// Whether a lower-case ending is that of a file which can never be published from below `content/`.
#[must_use]
pub fn is_never(ending: &str) -> bool {
    is_active(ending) || [KEYS, SOURCES, READ, LEFT].iter().any(|list| list.contains(&ending))
}

/// Whether a lower-case name is that of a copy which an editor, a merge or a patch left behind: `plan.md.orig`,
/// `program.yaml.BASE.1234`, `program.yaml (1)`, `notes.bak`, `a.r12`.
fn is_leftover(name: &str) -> bool {
    let mut endings = name.split('.').skip(1).peekable();
    let mut was_read = false;
    while let Some(ending) = endings.next() {
        let is_last = endings.peek().is_none();
        // `.yaml~`, `.yaml_old`, `.md (1)`: what follows the ending is no part of a longer one, such as `.md5`.
        let read = READ.iter().filter_map(|read| ending.strip_prefix(read)).any(|rest| {
            rest.is_empty() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) || ending.starts_with('y')
        });
        let exact = READ.contains(&ending);
        if read && (!is_last || !exact) {
            return true;
        }
        was_read |= read;
        if is_last && !exact {
            return was_read || is_revision(ending) || LEFT.contains(&ending) || ending.ends_with('~');
        }
    }
    // A record that a merge or a copy renamed is told as a leftover too.
    was_read && is_merged(name)
}

/// Whether a lower-case name holds what synchronising and merging tools write into it: a word, and after `_BASE_` and
/// its kin a number.
fn is_merged(name: &str) -> bool {
    MERGED.iter().any(|mark| {
        name.match_indices(mark).any(|(at, _)| {
            let rest = name.get(at + mark.len()..).unwrap_or("");
            !mark.starts_with('_') || rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> PublishRule {
        standing(&SourcePath::new(format!("content/handbook/{name}")))
    }

    #[test]
    fn pictures_are_media_and_documents_need_a_link() {
        for name in
            ["a.png", "A.JPG", "b.svg", "c.mp4", "d.vtt", "a.b.webp", "old.png", "base_camp.png", "localhost.gif"]
        {
            assert_eq!(of(name), PublishRule::Media, "{name}");
        }
        let documents = [
            "a.pdf",
            "plan.xlsx",
            "b.docx",
            "data.csv",
            "secrets-policy.pdf",
            "LICENSE",
            "a.txt",
            "sum.md5",
            "id_rsa.pub",
            "a.key",
            "secrets.pdf",
        ];
        for name in documents {
            assert_eq!(of(name), PublishRule::Linked, "{name}");
        }
        assert_eq!(of("photo_LOCAL_123.png"), PublishRule::Linked);
        assert_eq!(of("photo (Ana's conflicted copy).png"), PublishRule::Linked);
        assert_eq!(of("photo.orig.png"), PublishRule::Linked);
    }

    #[test]
    fn what_editors_and_merges_leave_is_never_published() {
        for name in [
            "program.yaml.orig",
            "program.yaml.bak",
            "program.yaml.1",
            "program.yaml.BASE.1234",
            "program.yaml.swp2",
            "program.yaml.r12",
            "program.yaml.mine",
            "program.yaml (1)",
            "program.yaml_old",
            "program.yaml-20260301",
            "plan.md.txt",
            "plan.md.rej",
            "plan.md (2)",
            "plan.markdown.save",
            "notes.bak",
            "notes.r3",
            "notes.tmp",
            "a.yml~",
            "p.yaml2",
            "program_REMOTE_77.yaml",
        ] {
            assert_eq!(of(name), PublishRule::Never(NeverReason::Leftover), "{name}");
        }
    }

    #[test]
    fn keys_scripts_and_sources_are_never_published() {
        for (name, reason) in [
            ("id_rsa", NeverReason::Key),
            ("server.PEM", NeverReason::Key),
            ("prod.env", NeverReason::Key),
            ("secrets.json", NeverReason::Key),
            ("E2.HTML", NeverReason::Scripts),
            ("e.xhtml", NeverReason::Scripts),
            ("e.xml", NeverReason::Scripts),
            ("a.php", NeverReason::Scripts),
            ("a.svgz", NeverReason::Scripts),
            ("a.html.gz", NeverReason::Scripts),
            ("a.php8", NeverReason::Scripts),
            ("a.svg.gz", NeverReason::Scripts),
            ("a.xhtml+xml", NeverReason::Scripts),
            ("credentials.json", NeverReason::Key),
            ("a.mdx", NeverReason::Source),
            ("b.rst", NeverReason::Source),
            ("n.ipynb", NeverReason::Source),
            ("c.YAML", NeverReason::Source),
        ] {
            assert_eq!(of(name), PublishRule::Never(reason), "{name}");
        }
    }

    #[test]
    fn a_page_that_a_merge_renamed_is_told_from_one_with_such_a_word_in_its_name() {
        let is = |name: &str| is_leftover_page(&SourcePath::new(format!("content/{name}")));
        for name in ["plan.bak.md", "plan.REMOTE.2.md", "program.yaml.md", "#plan#.md", "plan~.md", "plan - Copy.md"] {
            assert!(is(name), "{name}");
        }
        for name in [
            "plan_BASE_1234.md",
            "plan (Ana's conflicted copy 2026-03-05).md",
            "plan.orig.md",
            "plan.sync-conflict-20260305.md",
        ] {
            assert!(is(name), "{name}");
        }
        for name in
            ["plan.md", "base.md", "marketing copy.md", "data_base_design.md", "v1.2.md", "local.md", "original.md"]
        {
            assert!(!is(name), "{name}");
        }
    }
}
