//! Where the folders of a site lie.

use std::borrow::Cow;

use super::exclusion::Exclusions;

/// What a site's settings say before anything else of the site is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedPlaces {
    /// The folder of pages and records.
    pub content: Option<String>,
    /// The folder of static files.
    pub statics: Option<String>,
    /// Paths and patterns below the folder of pages of what is no part of it.
    pub exclude: Vec<String>,
    /// The file of known findings.
    pub baseline: Option<String>,
}

/// The folders of pages and records and of other published files, as `paths` in `pmo.yaml` places them.
///
/// Every stage names a file as if it lay in `content` or `static`; only who opens a file, writes one or shows its path
/// asks for the [place](Self::place). Both are relative to the site, with `/` between their parts; `.` is the site's
/// own folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    content: Box<str>,
    /// Nothing where the site's own folder is that of its pages, and a folder `static` in it is one of theirs.
    statics: Option<Box<str>>,
    exclude: Exclusions,
}

impl Default for Layout {
    fn default() -> Self {
        Self::new(None, None)
    }
}

impl Layout {
    /// A layout with these folders, or the usual ones.
    #[must_use]
    pub fn new(content: Option<&str>, statics: Option<&str>) -> Self {
        let statics = statics.or_else(|| (content != Some(".")).then_some("static"));
        Self {
            content: content.unwrap_or("content").into(),
            statics: statics.map(Into::into),
            exclude: Exclusions::default(),
        }
    }

    /// The same without what `exclude` means below the folder of pages, by paths and patterns.
    #[must_use]
    pub fn without(self, exclude: impl IntoIterator<Item = String>) -> Self {
        Self { exclude: Exclusions::new(exclude), ..self }
    }

    /// What lies below the folder of pages and is no part of it.
    #[must_use]
    pub fn excluded(&self) -> &Exclusions {
        &self.exclude
    }

    /// Whether the site has a folder that is called `name`.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        name != "static" || self.statics.is_some()
    }

    /// Where the folder called `name` lies.
    #[must_use]
    pub fn folder<'l>(&'l self, name: &'l str) -> &'l str {
        match name {
            "content" => &self.content,
            "static" => self.statics.as_deref().unwrap_or(name),
            other => other,
        }
    }

    /// Where the file or folder that stages call `name` lies.
    #[must_use]
    pub fn place<'n>(&self, name: &'n str) -> Cow<'n, str> {
        let (top, rest) = name.split_once('/').map_or((name, None), |(top, rest)| (top, Some(rest)));
        match (self.folder(top), rest) {
            (folder, _) if folder == top => Cow::Borrowed(name),
            (".", Some(rest)) => Cow::Borrowed(rest),
            (folder, Some(rest)) => Cow::Owned(format!("{folder}/{rest}")),
            (folder, None) => Cow::Owned(folder.to_owned()),
        }
    }

    /// What stages call the file at `place`; nothing for one that lies in no folder of the site.
    #[must_use]
    pub fn name<'p>(&self, place: &'p str) -> Option<Cow<'p, str>> {
        let below = |folder: &str| match folder {
            "." => Some(place),
            folder => place.strip_prefix(folder)?.strip_prefix('/'),
        };
        let own = [("static", self.statics.as_deref()), ("content", Some(&*self.content))];
        // The folder of static files may lie in that of pages.
        let (name, rest) = own
            .into_iter()
            .filter_map(|(name, folder)| Some((name, below(folder?)?)))
            .min_by_key(|(_, rest)| rest.len())?;
        Some(if self.folder(name) == name { Cow::Borrowed(place) } else { Cow::Owned(format!("{name}/{rest}")) })
    }

    /// `text` with the places of files that it names in back quotes.
    #[must_use]
    pub fn told<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut told = Cow::Borrowed(text);
        for name in ["content", "static"] {
            let (called, lies) = (format!("`{name}/"), self.place(&format!("{name}/")).into_owned());
            if self.folder(name) != name && told.contains(&called) {
                told = Cow::Owned(told.replace(&called, &format!("`{lies}")));
            }
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_places_are_two_ways_to_say_one_file() {
        let usual = Layout::default();
        assert_eq!((&*usual.place("content/a.md"), &*usual.place("pmo.yaml")), ("content/a.md", "pmo.yaml"));
        assert_eq!(usual.name("static/a.png").as_deref(), Some("static/a.png"));
        assert_eq!(usual.name("docs/a.md"), None);
        let moved = Layout::new(Some("docs/en"), Some("site/public"));
        for (name, place) in [("content/a/b.md", "docs/en/a/b.md"), ("static/logo.svg", "site/public/logo.svg")] {
            assert_eq!((&*moved.place(name), moved.name(place).as_deref()), (place, Some(name)));
        }
        assert_eq!((&*moved.place("content"), &*moved.place("themes/x/a")), ("docs/en", "themes/x/a"));
        assert_eq!(moved.name("docs/enough.md"), None);
        assert_eq!(
            moved.told("`content/a.md` and `content` and `static/b`"),
            "`docs/en/a.md` and `content` and `site/public/b`"
        );
    }

    #[test]
    fn the_site_s_own_folder_may_hold_its_pages() {
        let own = Layout::new(Some("."), Some("docs/static"));
        assert_eq!((&*own.place("content/a/b.md"), own.name("a/b.md").as_deref()), ("a/b.md", Some("content/a/b.md")));
        assert_eq!(own.name("docs/static/x.png").as_deref(), Some("static/x.png"));
        let whole = Layout::new(Some("."), None);
        assert_eq!(whole.name("static/x.png").as_deref(), Some("content/static/x.png"));
        assert!(!whole.has("static") && whole.has("content") && own.has("static"));
    }
}
