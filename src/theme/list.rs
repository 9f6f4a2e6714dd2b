//! What a theme is made of, for people who want to change a part of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{PREFIX, TagKind, Template, embedded, overlay};
use crate::diagnostics::nearest;
use crate::source::{SourcePath, SourceTree};

/// What a file of a theme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A page, a part of pages, or components.
    Template,
    /// A style sheet.
    Style,
    /// A script or a picture.
    Asset,
}

/// Where a file of a theme comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOrigin {
    /// The built-in one is in force.
    BuiltIn,
    /// The site's file extends the built-in template and overrides blocks of it.
    Extended,
    /// The site's file stands in place of the built-in one.
    Replaced,
    /// The site's file has no built-in one of its name.
    Added,
}

/// A file of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// Its path below `templates/` or `assets/`.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Where it comes from.
    pub origin: FileOrigin,
    /// The site's file, unless the built-in one is in force.
    pub own: Option<SourcePath>,
}

/// A file that the program carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// Its path below `templates/` or `assets/`.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
}

impl Kind {
    /// Its name in one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::Style => "style",
            Self::Asset => "asset",
        }
    }

    /// The folder of a theme in which such files lie.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Template => "templates",
            Self::Style | Self::Asset => "assets",
        }
    }

    /// The kind and the name of the file at `path` below a theme's folder.
    fn of(path: &str) -> Option<(Self, &str)> {
        if let Some(name) = path.strip_prefix("templates/") {
            return Some((Self::Template, name));
        }
        let name = path.strip_prefix("assets/")?;
        let style = name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("css"));
        Some((if style { Self::Style } else { Self::Asset }, name))
    }
}

impl FileOrigin {
    /// Its name in one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::BuiltIn => "built-in",
            Self::Extended => "extended",
            Self::Replaced => "replaced",
            Self::Added => "added",
        }
    }
}

/// The files of the theme `name` of a site: those that the program carries and those of the site, by kind and name.
#[must_use]
pub fn list(tree: &SourceTree, name: &str) -> Vec<ThemeFile> {
    // What cannot be used is a finding of `check`, and here no file of the theme.
    let overlay = overlay::read(tree, name, &mut Vec::new());
    let mut files = BTreeMap::new();
    for path in embedded::paths() {
        if let Some((kind, name)) = Kind::of(&path) {
            files.insert((kind, name.to_owned()), (FileOrigin::BuiltIn, None));
        }
    }
    let mut add = |kind: Kind, name: &str, file: &SourcePath, origin: FileOrigin| {
        let key = (kind, name.to_owned());
        let origin = if files.contains_key(&key) { origin } else { FileOrigin::Added };
        files.insert(key, (origin, Some(file.clone())));
    };
    for (name, template) in &overlay.templates {
        let origin = if extends_built_in(name, template) { FileOrigin::Extended } else { FileOrigin::Replaced };
        add(Kind::Template, name, &template.file, origin);
    }
    for (name, (file, _)) in &overlay.assets {
        if let Some((kind, name)) = Kind::of(&format!("assets/{name}")) {
            add(kind, name, file, FileOrigin::Replaced);
        }
    }
    files.into_iter().map(|((kind, name), (origin, own))| ThemeFile { name, kind, origin, own }).collect()
}

fn extends_built_in(name: &str, template: &Template) -> bool {
    let extends = |kind, parent: &str| kind == TagKind::Extends && parent.strip_prefix(PREFIX) == Some(name);
    template.tags().iter().any(|tag| extends(tag.kind, tag.name))
}

/// The file that the program carries under this name, however it is written: `base.html`, `default/base.html`,
/// `templates/base.html`, `themes/acme/templates/base.html`.
///
/// # Errors
/// When there is none: the name that was probably meant.
pub fn built_in(file: &str) -> Result<BuiltIn, Option<String>> {
    let file = file.trim_start_matches("./");
    // The folder of any theme stands for the built-in one.
    let below = file.strip_prefix("themes/").and_then(|rest| rest.split_once('/')).map_or(file, |(_, rest)| rest);
    let below = below.strip_prefix(PREFIX).unwrap_or(below);
    let paths = embedded::paths();
    let meant = |path: &&String| path.as_str() == below || Kind::of(path).is_some_and(|(_, name)| name == below);
    if let Some((path, (kind, name))) = paths.iter().find(meant).and_then(|path| Some((path, Kind::of(path)?)))
        && let Some(bytes) = embedded::bytes(path)
    {
        return Ok(BuiltIn { name: name.to_owned(), kind, bytes });
    }
    let names = || paths.iter().filter_map(|path| Kind::of(path)).map(|(_, name)| name);
    let last = |path: &str| path.rsplit('/').next().map(str::to_owned);
    let same_file = names().find(|name| last(name) == last(below));
    Err(same_file.or_else(|| nearest(below, names())).map(str::to_owned))
}
