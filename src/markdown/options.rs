//! What a site decides about its Markdown.

use std::collections::BTreeSet;
use std::sync::Arc;

/// What happens to raw HTML in Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HtmlPolicy {
    /// Safe elements stay, the rest is removed and reported.
    #[default]
    Sanitize,
    /// All of it is shown as text.
    Escape,
    /// All of it is published as written; only its links are checked.
    Trusted,
}

/// The knobs of a [`Compiler`](super::Compiler). Part of the key of every memoised result.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the settings")]
pub struct Options {
    /// What happens to raw HTML.
    pub html: HtmlPolicy,
    /// Whether `:name:` becomes an emoji.
    pub emoji: bool,
    /// Whether straight quotes, `--` and `...` become typographic ones.
    pub smart_punctuation: bool,
    /// Whether formulas stand between dollars.
    pub math: bool,
    /// Size in bytes above which a page is not compiled.
    pub max_page_size: usize,
    /// Further schemes that links may have, such as `slack`, in small letters.
    pub schemes: Arc<[String]>,
    /// Whether pictures of other hosts are shown.
    pub remote_pictures: bool,
    /// Hosts whose frames are shown, in small letters.
    pub frames: Arc<[String]>,
    /// Names of shortcodes for which the site has a template of its own.
    pub shortcodes: Arc<BTreeSet<String>>,
}

/// Largest page unless a site says otherwise: three times the text of a long novel. What is larger is a log or a data
/// set that was given the ending of a page, and a page takes up to forty times its size in memory while it is made.
const MAX_PAGE_SIZE: usize = 2 << 20;

impl Default for Options {
    fn default() -> Self {
        Self {
            html: HtmlPolicy::Sanitize,
            emoji: true,
            smart_punctuation: false,
            math: true,
            max_page_size: MAX_PAGE_SIZE,
            schemes: Arc::default(),
            remote_pictures: true,
            frames: Arc::default(),
            shortcodes: Arc::default(),
        }
    }
}
