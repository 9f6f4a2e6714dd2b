//! What of a file decides who stands at which address: the only part of it that [`Addresses`](super::Addresses) is made
//! of.
//!
//! The text of a page is absent, so an edit of it changes no outline but by its ids.

use std::sync::Arc;

use jiff::civil::Date;

use crate::markdown::Document;
use crate::parse::decode::Located;
use crate::parse::records::{PrivacyLevel, ProgramChangeRecord, ProgramRecord, Publish, PublishRecord, Visibility};
use crate::parse::values::Slug;
use crate::parse::{AddressRules, FileResult, FrontMatter, Parsed, ParsedFile, Publication, page_url};
use crate::source::SourcePath;

/// The part of a file that decides addresses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum AddressInputs<'a> {
    /// A person that cannot be read.
    UnreadPerson,
    /// A person's picture, and what the record says of who may see what.
    Person { photo: Option<&'a str>, says: VisibilityInputs, formerly: Formerly<'a> },
    /// A focus area and the slugs that it had.
    FocusArea(Formerly<'a>),
    /// A program that cannot be read.
    UnreadProgram,
    /// A program, who may see it on which day, and the slugs that it had.
    Program(SeenWhen<'a>, Formerly<'a>),
    /// An update.
    Update { draft: bool, leads: Leads<'a> },
    /// A page, and who may read it when.
    Page {
        publication: Publication,
        front: Front<'a>,
        text: ComparedAnchors<'a>,
        leads: Option<Leads<'a>>,
        mentions: &'a [String],
    },
    /// The way of requests.
    Intake,
    /// The levels of jobs.
    Levels,
    /// A file that has no address.
    Nothing,
}

/// Slugs that a record had. Findings say where they stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Formerly<'a>(pub &'a [Located<Slug>]);

impl PartialEq for Formerly<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 && self.0.iter().map(|slug| slug.span).eq(other.0.iter().map(|slug| slug.span))
    }
}

/// Who may see a program on which day.
#[derive(Clone, Copy, Debug)]
pub(super) struct SeenWhen<'a>(&'a ProgramRecord);

impl SeenWhen<'_> {
    /// Who may see what was written on `day`, when a program that does not say is for those of `default`.
    pub fn on(self, day: Date, default: Visibility) -> Visibility {
        self.0.visibility_on(day, default)
    }

    /// Who might ever see it, now or before.
    pub fn ever(self, default: Visibility) -> impl Iterator<Item = Visibility> {
        self.inputs().map(move |(_, seen)| seen.unwrap_or(default))
    }

    /// What decides it.
    fn inputs(self) -> impl Iterator<Item = (Option<Date>, Option<Visibility>)> {
        let now = self.0.visibility.map(|given| given.value);
        let was = |entry: &ProgramChangeRecord| {
            let former = entry.was.as_ref()?.value.visibility.as_ref()?;
            Some((entry.date.map(|date| date.value), former.value))
        };
        self.0.changes.iter().filter_map(was).chain([(None, now)])
    }
}

impl PartialEq for SeenWhen<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.inputs().eq(other.inputs())
    }
}

/// What somebody says of who may see them, as far as it decides addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct VisibilityInputs {
    /// Of their name.
    pub name: Option<Publish>,
    /// Of their picture.
    pub photo: Option<Publish>,
    /// Of their hours.
    pub coverage: Option<PrivacyLevel>,
}

impl VisibilityInputs {
    fn of(record: &PublishRecord) -> Self {
        let value = |given: &Option<Located<Publish>>| given.as_ref().map(|given| given.value);
        Self {
            name: value(&record.name),
            photo: value(&record.photo),
            coverage: record.coverage.as_ref().map(|given| given.value),
        }
    }
}

/// What a page's front matter says of its addresses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Front<'a>(&'a FrontMatter);

impl<'a> Front<'a> {
    /// The address of the page at `path`.
    pub fn url(self, path: &SourcePath, rules: &AddressRules) -> String {
        page_url(path, self.0, rules)
    }

    /// Its former addresses.
    pub fn aliases(self) -> &'a [Located<String>] {
        &self.0.aliases
    }

    /// Where its address leads instead.
    pub fn redirect(self) -> Option<&'a Located<String>> {
        self.0.redirect.as_ref()
    }
}

impl PartialEq for Front<'_> {
    fn eq(&self, other: &Self) -> bool {
        let address = |front: &FrontMatter| {
            [&front.url, &front.slug, &front.id].map(|part| part.as_ref().map(|part| part.value.clone()))
        };
        // Findings say where an alias stands, and the equality of located values does not look there.
        let place = |alias: &Located<String>| alias.span;
        address(self.0) == address(other.0)
            && self.aliases() == other.aliases()
            && self.aliases().iter().map(place).eq(other.aliases().iter().map(place))
            && self.redirect() == other.redirect()
            && self.redirect().map(place) == other.redirect().map(place)
    }
}

/// A text of which only the ids are compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct ComparedAnchors<'a>(pub &'a Arc<Document>);

impl PartialEq for ComparedAnchors<'_> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(self.0, other.0) || self.0.anchors == other.0.anchors
    }
}

/// A text of which only where it leads is compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leads<'a>(pub &'a Document);

impl PartialEq for Leads<'_> {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (&self.0.body.links, &other.0.body.links);
        std::ptr::eq(one, other) || one.iter().map(|link| &link.target).eq(other.iter().map(|link| &link.target))
    }
}

impl<'a> AddressInputs<'a> {
    /// The outline of a file.
    pub fn of(file: &'a ParsedFile) -> Self {
        match file {
            ParsedFile::Person(Some(record)) => Self::Person {
                photo: record.photo.as_ref().map(|photo| &*photo.value.0),
                says: VisibilityInputs {
                    name: record.name_seen(),
                    ..record
                        .publish
                        .as_ref()
                        .map_or_else(VisibilityInputs::default, |publish| VisibilityInputs::of(&publish.value))
                },
                formerly: Formerly(file.formerly()),
            },
            ParsedFile::Person(None) => Self::UnreadPerson,
            ParsedFile::FocusArea(_) => Self::FocusArea(Formerly(file.formerly())),
            ParsedFile::Program(Some(record)) => Self::Program(SeenWhen(record), Formerly(file.formerly())),
            ParsedFile::Program(None) => Self::UnreadProgram,
            ParsedFile::Update(file) => Self::Update { draft: file.is_draft(), leads: Leads(&file.body) },
            ParsedFile::Page(page) => {
                let publication = page.front.publication;
                // Where a page leads that everyone may always read decides nothing.
                let may_be_withheld =
                    publication != Publication::default() || page.of_program || page.front.redirect.is_some();
                let leads = may_be_withheld.then_some(Leads(&page.body));
                Self::Page {
                    publication,
                    front: Front(&page.front),
                    text: ComparedAnchors(&page.body),
                    leads,
                    mentions: &page.mentions,
                }
            }
            ParsedFile::Intake(_) => Self::Intake,
            ParsedFile::Levels(_) => Self::Levels,
            ParsedFile::Config(_) | ParsedFile::Holidays(_) => Self::Nothing,
        }
    }
}

/// A site's files with their outlines.
pub(super) struct Outlines<'a> {
    /// Every parsed file.
    pub files: Vec<(&'a SourcePath, AddressInputs<'a>)>,
    /// Files beside pages.
    pub assets: &'a [SourcePath],
    /// Files below `static/`.
    pub statics: &'a [SourcePath],
}

impl<'a> Outlines<'a> {
    /// The outlines of `parsed`.
    pub fn of(parsed: &'a Parsed) -> Self {
        let files = parsed.files.iter().map(|(path, result)| (path, AddressInputs::of(&result.0))).collect();
        Self { files, assets: &parsed.assets, statics: &parsed.statics }
    }
}

/// Whether two sites have the same outlines. What two results of one parse say is not looked at.
pub(super) fn same(one: &Parsed, other: &Parsed) -> bool {
    let same = |a: &FileResult, b: &FileResult| Arc::ptr_eq(a, b) || AddressInputs::of(&a.0) == AddressInputs::of(&b.0);
    let same_lists = one.assets == other.assets && one.statics == other.statics && one.unread().eq(other.unread());
    same_lists && one.files.changes(&other.files, same).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Options;
    use crate::parse::{self, ParseMemo};
    use crate::source::SourceTree;

    #[test]
    fn where_a_page_leads_matters_only_when_it_may_be_withheld() {
        let differs = |one: &str, other: &str| !same(&parsed(one), &parsed(other));
        assert!(!differs("[a](a.pdf)\n", "[a](b.pdf)\n"));
        assert!(differs("---\ndraft: true\n---\n[a](a.pdf)\n", "---\ndraft: true\n---\n[a](b.pdf)\n"));
        assert!(differs("---\nvisibility: internal\n---\n", "---\nvisibility: public\n---\n"));
    }

    fn parsed(page: &str) -> Arc<Parsed> {
        let tree: SourceTree = [("content/a.md", page), ("content/b.md", "# B")].into_iter().collect();
        parse::site(&tree, Options::default(), &mut ParseMemo::default())
    }

    #[test]
    fn an_outline_is_the_address_the_aliases_and_the_ids_of_a_page() {
        let page = "---\ntitle: A\naliases: [/old/]\n---\n## One\n\nText.\n";
        let differs = |edited: &str| !same(&parsed(page), &parsed(edited));
        assert!(!differs("---\ntitle: A\naliases: [/old/]\n---\n## One\n\nOther text.\n"));
        assert!(!differs("---\ntitle: B\naliases: [/old/]\n---\n## One\n"));
        assert!(differs("---\ntitle: A\naliases: [/older/]\n---\n## One\n"));
        assert!(differs("---\ntitle: Longer\naliases: [/old/]\n---\n## One\n"), "the alias stands elsewhere");
        assert!(differs("---\ntitle: A\naliases: [/old/]\n---\n## Two\n"));
        assert!(differs("---\ntitle: A\naliases: [/old/]\nslug: c\n---\n## One\n"));
        assert!(differs("---\ntitle: A\naliases: [/old/]\ndraft: true\n---\n## One\n"));
    }
}
