//! `paths` of `pmo.yaml`: where the folders of the site lie. Read before anything else of the site is.

use serde_json::{Value, json};

use super::diagrams::DiagramsRecord;
use super::place::place;
use crate::diagnostics::registry;
use crate::parse::AddressStyle;
use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder, Located};
use crate::parse::schema::titled;
use crate::parse::values::LinkTarget;
use crate::parse::yaml::{self, Node, NodeKind};
use crate::source::{NamedPlaces, SourcePath, is_pattern, is_sound_pattern};

record! {
    /// Where the folders of the site lie, from the folder of `pmo.yaml`. They never leave it.
    pub struct PathsRecord: "paths" {
        /// The folder of pages and records; `.` is the folder of `pmo.yaml` itself.
        may content: SiteFolder [default = "`content`; where it holds one folder that is named as a language (`content/en`), that one"] [example = "docs"],
        /// The folder of files that are published as they are.
        may statics: StaticFolder [default = "`static`; where `content` is `.`, none"] [example = "site/static"],
        /// The address below which the pages of `content` stand; those of programs and of people stay where they are.
        may prefix: SiteFolder [default = "`.`: they stand at the root"] [example = "docs"],
        /// Whose way of making addresses out of names holds: `hugo` writes them in small letters; `docusaurus` leaves
        /// them as they are but for numbers at their beginning (`01-intro.md`), which order pages.
        may addresses: AddressStyle [default = "`hugo`"],
        /// What below `content` is not read: paths from there, and patterns as in `.gitignore` (`_*`, `drafts/*`).
        many exclude: Excluded,
    }
}

record! {
    /// In which order pages stand, beside what they say themselves.
    pub struct NavigationRecord: "navigation" {
        /// Pages by their addresses or their files below `content`: among those beside it, each stands in this place,
        /// before all that are not named. A `SUMMARY.md` comes after this list.
        many order: Located<LinkTarget> [example = "/guides/begin.md"],
    }
}

/// A folder within the site, written from the site's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFolder(pub String);

impl SiteFolder {
    /// Reads the name of a folder; `None` for what leaves the site, is hidden, or is written by a tool.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let path = text.strip_prefix("./").unwrap_or(text);
        let path = path.strip_suffix('/').unwrap_or(path);
        if matches!(path, "" | ".") {
            return (!text.starts_with('/') && !text.is_empty()).then(|| Self(".".to_owned()));
        }
        let sound = |part: &str| {
            !part.is_empty() && !part.starts_with('.') && part != "node_modules" && !part.contains(['\\', ':', '\0'])
        };
        (path.split('/').all(sound) && path.split('/').next() != Some("themes")).then(|| Self(path.to_owned()))
    }
}

/// A folder within the site and not the site's own: all that lies in it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticFolder(pub SiteFolder);

impl Decode for StaticFolder {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let folder = SiteFolder::decode(node, to)?;
        if folder.0 == "." {
            to.report(
                &registry::OUTSIDE_FOLDER,
                node.span,
                "all that lies in `static` is published, and the site's own folder holds more".to_owned(),
                Some("move what is to be published as it is into a folder such as `static`".to_owned()),
            );
            return None;
        }
        Some(Self(folder))
    }

    fn schema() -> Value {
        SiteFolder::schema()
    }
}

impl Decode for SiteFolder {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let hint = "name a folder below the one of `pmo.yaml`, such as `docs` or `website/content`";
        place(node, to, Self::parse, "is no folder that the site may be read from", hint)
    }

    fn schema() -> Value {
        titled(json!({ "type": "string", "minLength": 1, "maxLength": 200 }), "folder of the site", "docs")
    }
}

/// A path or a pattern below the folder of pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded(pub String);

impl Excluded {
    /// Reads a path or a pattern; `None` for a path that is none of the site, and for a pattern that cannot be read.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if is_pattern(text) {
            return is_sound_pattern(text).then(|| Self(text.to_owned()));
        }
        SiteFolder::parse(text).filter(|path| path.0 != ".").map(|path| Self(path.0))
    }
}

impl Decode for Excluded {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let hint = "write a path such as `drafts/plan.md`, or a pattern such as `_*` or `drafts/*`";
        place(node, to, Self::parse, "is neither a path below the folder of pages nor a pattern", hint)
    }

    fn schema() -> Value {
        titled(
            json!({ "type": "string", "minLength": 1, "maxLength": 200 }),
            "path or pattern below the folder of pages",
            "drafts/*",
        )
    }
}

/// A file beside `pmo.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFile(pub String);

impl Decode for SiteFile {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let parse = |text: &str| {
            let is_json = text.rsplit_once('.').is_some_and(|(_, ending)| ending == "json");
            SiteFolder::parse(text).filter(|file| is_json && !file.0.contains('/')).map(|file| Self(file.0))
        };
        let hint = "name a file such as `known-findings.json`";
        place(node, to, parse, "is no JSON file beside `pmo.yaml`", hint)
    }

    fn schema() -> Value {
        titled(
            json!({ "type": "string", "pattern": "^[^/]+\\.json$", "maxLength": 200 }),
            "file beside `pmo.yaml`",
            "known-findings.json",
        )
    }
}

/// Reads where settings place the parts of a site. What is wrong with them is told where all settings are checked.
#[must_use]
pub fn named_places(text: &str) -> NamedPlaces {
    let file = SourcePath::new("pmo.yaml");
    let (root, _) = yaml::parse(&file, text, 0..text.len());
    let Some(Node { kind: NodeKind::Map(entries), .. }) = root else { return NamedPlaces::default() };
    let entry = |name: &str| entries.iter().find(|(key, _)| key.text == name).map(|(_, value)| value);
    let mut to = Decoder::new(&file, Vec::new());
    let baseline = entry("baseline").and_then(|node| SiteFile::decode(node, &mut to)).map(|file| file.0);
    let drawings = entry("diagrams").and_then(|node| DiagramsRecord::decode(node, &mut to)?.cache);
    let paths = entry("paths").and_then(|node| PathsRecord::decode(node, &mut to));
    // Where pages have their addresses is no matter of where their files lie.
    let Some(PathsRecord { content, statics, prefix: _, addresses: _, exclude, span: _, faulty: _ }) = paths else {
        return NamedPlaces { baseline, ..NamedPlaces::default() };
    };
    let (content, statics) = (content.map(|folder| folder.value.0), statics.map(|folder| folder.value.0.0));
    let mut exclude: Vec<String> = exclude.into_iter().map(|path| path.0).collect();
    if content.as_deref() == Some(".") {
        exclude.extend(drawings.map(|folder| folder.value.0));
    }
    NamedPlaces { content, statics, exclude, baseline }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_stay_within_the_site() {
        let parsed = |text| SiteFolder::parse(text).map(|folder| folder.0);
        for (text, folder) in [("docs", "docs"), ("./a/b/", "a/b"), (".", "."), ("./", ".")] {
            assert_eq!(parsed(text).as_deref(), Some(folder), "{text}");
        }
        for text in ["/", "/etc", "..", "a/../..", ".git", "a//b", "C:\\x", "themes/x", "node_modules"] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_excluded_is_a_path_or_a_pattern() {
        for text in ["_site", "a/b.md", "_*", "**/drafts/", "/x/*.tmp"] {
            assert!(Excluded::parse(text).is_some(), "{text}");
        }
        for text in [".", "../x", "/etc", "a[", "!a*", ".git"] {
            assert_eq!(Excluded::parse(text), None, "{text}");
        }
    }

    #[test]
    fn settings_are_read_for_their_folders_alone() {
        let docs = NamedPlaces { content: Some("docs".to_owned()), ..NamedPlaces::default() };
        assert_eq!(named_places("paths: { content: docs }\nsite: ["), NamedPlaces::default());
        assert_eq!(named_places("paths: { content: docs, static: ../x }\nwhat: 1"), docs);
        assert_eq!(named_places("paths: { static: . }\nbaseline: ../known.json"), NamedPlaces::default());
        let drawings =
            |content| named_places(&format!("paths: {{ content: {content} }}\ndiagrams: {{ cache: .kept }}"));
        assert_eq!((drawings(".").exclude, drawings("docs").exclude), (vec![".kept".to_owned()], vec![]));
        assert_eq!(named_places("baseline: known.json").baseline.as_deref(), Some("known.json"));
    }
}
