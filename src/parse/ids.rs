//! Newtype ids: an index into one list of one model, handed out by that model alone.

macro_rules! id {
    ($(#[doc = $doc:literal])* $name:ident) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id of the `index`-th record of its list.
            #[must_use]
            pub(crate) fn new(index: usize) -> Self {
                Self($crate::invariant::invariant(u32::try_from(index), "2^32 records of a kind do not fit into memory"))
            }

            /// The place in its list.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id! {
    /// A person.
    PersonId
}
id! {
    /// A program.
    ProgramId
}
id! {
    /// A focus area.
    FocusAreaId
}
id! {
    /// A Markdown page.
    PageId
}
