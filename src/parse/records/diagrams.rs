//! `diagrams` of `pmo.yaml`: where drawings are kept from one build to the next.

use serde_json::{Value, json};

use super::place::place;
use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder};
use crate::parse::schema::titled;
use crate::parse::yaml::Node;
use crate::source::is_pattern;

record! {
    /// How diagrams are drawn.
    pub struct DiagramsRecord: "diagrams" {
        /// A folder of its own, from the folder of `pmo.yaml`, in which drawings are kept so that the next build need
        /// not draw them again. Nothing is published from it, and it may be deleted at any time.
        may cache: CacheFolder [default = "none: each build draws all diagrams"] [example = ".cache/diagrams"],
    }
}

/// A folder within the site that holds no source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheFolder(pub String);

impl CacheFolder {
    /// Reads the name of a folder; `None` for what leaves the site or belongs to somebody else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let path = text.strip_prefix("./").unwrap_or(text);
        let path = path.strip_suffix('/').unwrap_or(path);
        let sound = |part: &str| !matches!(part, "" | "." | ".." | ".git") && !part.contains(['\\', ':', '\0']);
        let first = path.split('/').next();
        (path.split('/').all(sound) && first != Some("themes") && !is_pattern(path)).then(|| Self(path.to_owned()))
    }
}

impl Decode for CacheFolder {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let hint = "name a folder of its own below the one of `pmo.yaml`, such as `.cache/diagrams`";
        place(node, to, Self::parse, "is no folder in which drawings may be kept", hint)
    }

    fn schema() -> Value {
        titled(
            json!({ "type": "string", "minLength": 1, "maxLength": 200 }),
            "folder for what may be deleted",
            ".cache/diagrams",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_are_kept_within_the_site_and_in_no_folder_of_others() {
        let parsed = |text| CacheFolder::parse(text).map(|folder| folder.0);
        for (text, folder) in [("kept", "kept"), ("./.cache/diagrams/", ".cache/diagrams")] {
            assert_eq!(parsed(text).as_deref(), Some(folder), "{text}");
        }
        for text in ["", ".", "./", "/tmp", "..", "a/../..", ".git/x", "themes/x", "a*", "C:\\x"] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }
}
