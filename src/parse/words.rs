//! Closed lists of words: the enums of the data contract, and those that more than one kind of record uses.

/// Declares an enum of the data contract: its words, its `Decode`, its schema.
macro_rules! words {
    ($(#[doc = $doc:literal])* $vis:vis enum $name:ident: $what:literal { $($(#[doc = $vdoc:literal])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        $vis enum $name { $($(#[doc = $vdoc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every value in the order of the data contract.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word that records use.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl $crate::parse::decode::Decode for $name {
            fn decode(node: &$crate::parse::yaml::Node, to: &mut $crate::parse::decode::Decoder) -> Option<Self> {
                $crate::parse::decode::word(node, to, &[$(($word, Self::$variant)),*], $what)
            }

            fn schema() -> serde_json::Value {
                serde_json::json!({ "enum": [$($word),*] })
            }
        }

        impl $crate::parse::decode::Plain for $name {}
    };
}
pub(crate) use words;

words! {
    /// How often a program reports.
    pub enum CadenceWord: "cadence" {
        /// Every seven days.
        Weekly = "weekly",
        /// Every fourteen days.
        Biweekly = "biweekly",
        /// Every month.
        Monthly = "monthly",
        /// Every three months.
        Quarterly = "quarterly",
        /// Never: the program cannot go stale.
        None = "none",
    }
}

words! {
    /// Who may see something.
    pub enum Visibility: "visibility" {
        /// Everyone.
        Public = "public",
        /// Readers of an internal build only.
        Internal = "internal",
    }
}
