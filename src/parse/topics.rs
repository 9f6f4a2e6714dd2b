//! Of what a page's front matter says something: what it says itself holds against what its sections say.

bitflags::bitflags! {
    /// Of what a page's front matter says something, in whichever words.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Topics: u16 {
        /// `draft` and the like.
        const DRAFT = 1;
        /// Whether the public may read it.
        const INTERNAL = 1 << 1;
        /// From which day on it is published.
        const FROM = 1 << 2;
        /// Until which day.
        const UNTIL = 1 << 3;
        /// Its date.
        const DATED = 1 << 4;
        /// Whether it is a page at all.
        const RENDERED = 1 << 5;
        /// Whether files beside it are published of themselves.
        const FILES = 1 << 6;
        /// Whether anything lists it.
        const LISTED = 1 << 7;
        /// Whether the tree has it.
        const TREE = 1 << 8;
        /// Whether its section lists it.
        const SECTION = 1 << 9;
        /// Whether it lists the pages below it.
        const LISTS = 1 << 10;
        /// Whether it lists their names alone.
        const NAMES = 1 << 11;
        /// Whether search engines may list it.
        const INDEXED = 1 << 12;
        /// Whether the site's own search has it.
        const SEARCHED = 1 << 13;
    }
}
