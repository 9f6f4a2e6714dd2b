//! Words in a row, and words made of the codes of records.

use super::Catalogue;

impl Catalogue {
    /// Things that all hold: `Dublin`, `Dublin and Lisbon`, `Berlin, Dublin and Lisbon`.
    #[must_use]
    pub fn list(&self, members: &[impl AsRef<str>]) -> String {
        self.row(members, self.and)
    }

    /// Things of which one holds: `Berlin, Dublin or Lisbon`.
    #[must_use]
    pub fn choice(&self, members: &[impl AsRef<str>]) -> String {
        self.row(members, self.or)
    }

    /// Things in a row, in which none is the last by right: `Mon 09:00–17:30, Tue 09:00–15:00`.
    #[must_use]
    pub fn commas(&self, members: &[impl AsRef<str>]) -> String {
        self.row(members, self.comma)
    }

    /// What stands before the member of such a row that has `before` others before it.
    #[must_use]
    pub fn comma_after(&self, before: usize) -> &'static str {
        if before == 0 { "" } else { self.comma }
    }

    /// The word for what only readers inside see.
    #[must_use]
    pub fn internal(&self) -> &'static str {
        self.internal
    }

    /// `text` with that word behind it where it is for readers inside alone: `Budget code (internal)`.
    #[must_use]
    pub fn marked_internal(&self, text: String, internal: bool) -> String {
        if internal { format!("{text} ({})", self.internal) } else { text }
    }

    fn row(&self, members: &[impl AsRef<str>], before_last: &str) -> String {
        let mut text = String::new();
        for (at, member) in members.iter().enumerate() {
            if at > 0 {
                text.push_str(if at + 1 == members.len() { before_last } else { self.comma });
            }
            text.push_str(member.as_ref());
        }
        text
    }
}

/// A record's word as a reader sees it: `no_go` → `No go`.
#[must_use]
pub fn capital(word: &str) -> String {
    let spaced = word.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
