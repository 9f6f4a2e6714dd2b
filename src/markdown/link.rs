//! A link as it is written.

use crate::diagnostics::Place;

/// What a link points from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// A link that a reader follows.
    Link,
    /// A picture.
    Image,
    /// A file that raw HTML embeds: `<video src>`, `<source src>`, `<iframe src>` and the like.
    Asset,
    /// A diagram that the site draws; the target is its name.
    Diagram,
}

/// A link as written, to be resolved by the plan stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRef {
    /// What it points from.
    pub kind: LinkKind,
    /// The destination, with Markdown escapes and entities decoded and nothing else changed.
    pub target: String,
    /// The destination in its file, or the whole link where the destination stands elsewhere.
    pub place: Place,
    /// Plain text of the link, or a picture's alternative text.
    pub text: String,
    /// A finding was already made: do not resolve it. Its hole is filled with `#` whatever the caller says.
    pub refused: bool,
    /// Who sees it, besides what its whole file says.
    pub seen_by: SeenBy,
    /// Whether it may be the bare name of a page anywhere in the site, as `ref` has it.
    pub named: bool,
}

/// Who sees a part of a file: from everyone to nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeenBy {
    /// Whoever sees the file.
    #[default]
    All,
    /// Readers of an internal build.
    Internal,
    /// Nobody.
    Nobody,
}
