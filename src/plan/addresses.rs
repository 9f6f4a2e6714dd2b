//! Who stands at which address.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::hidden::{Hidden, is_shown};
use super::moves::Moves;
use super::outline::{AddressInputs, Outlines};
use super::repository::Repository;
use crate::artifact::OutputPath;
use crate::config::{Config, HostFiles, HostRedirects};
use crate::diagnostics::Place;
use crate::markdown::Document;
use crate::model::{Audience, showing};
use crate::parse::records::PrivacyLevel;
use crate::parse::{AddressRules, FileKind, Parsed, is_summary, kind_of, slug_of};
use crate::source::SourcePath;
use crate::status::{Generated, KindsKept, PAGES};
use crate::validate::BuildScope;

/// What stands at an address.
#[derive(Clone, Debug)]
pub(super) enum Owner {
    /// A Markdown page.
    Page(SourcePath),
    /// A page that records make; its file, if one file makes it.
    Generated(Option<SourcePath>),
    /// A file that is published as it is.
    File(SourcePath),
    /// A former address of a page, and where that is now.
    Alias(String),
    /// A page or file that this audience may not see.
    Hidden,
    /// A page that nobody may read on this day.
    Withheld,
}

impl Owner {
    /// The file that claims the address.
    fn source(&self) -> Option<&SourcePath> {
        match self {
            Self::Page(path) | Self::File(path) => Some(path),
            Self::Generated(path) => path.as_ref(),
            Self::Alias(_) | Self::Hidden | Self::Withheld => None,
        }
    }
}

/// Every address of a site and what it belongs to.
#[derive(Clone, Debug)]
pub struct Addresses {
    pub(super) owners: HashMap<String, Owner>,
    /// Address by Markdown file.
    pub(super) by_file: HashMap<SourcePath, String>,
    /// Ids by address, of Markdown pages.
    pub(super) anchors: HashMap<String, Anchors>,
    /// What links may have meant, once one leads nowhere.
    likenesses: OnceLock<Likenesses>,
    /// Address prefixes that live elsewhere, longest first.
    pub(super) external: Vec<(String, String)>,
    /// Further schemes that links may have.
    pub(super) schemes: Arc<[String]>,
    /// Addresses that two sources claim: the one that is left out, and the one that has it; nothing for what the site
    /// itself makes.
    pub(super) taken: Vec<(String, SourcePath, Option<SourcePath>)>,
    /// Addresses that cannot be stored as files, and the pages that ask for them.
    pub(super) too_long: Vec<(String, SourcePath)>,
    /// Pages and files that are left out, since something else has their address or nothing can.
    displaced: BTreeSet<SourcePath>,
    /// Of which kinds there are records that this audience may know of.
    pub(super) kept: KindsKept,
    /// Pages that list folders, by address.
    pub(super) lists: Vec<ListPage>,
    /// Introductions of generated pages, by address.
    introductions: BTreeMap<String, SourcePath>,
    /// Redirects that cannot be made, and why.
    pub(super) bad_aliases: Vec<(Place, String, String)>,
    /// Pages that lead elsewhere.
    pub(super) moves: Moves,
    /// Files that this audience may not see.
    pub(super) withheld: BTreeSet<SourcePath>,
    /// Files beside pages that withheld pages lead to, or that lie in the folder of one.
    pub(super) of_withheld: BTreeSet<SourcePath>,
    /// Files below `content/` that are never published.
    pub(super) unread: HashSet<SourcePath>,
    /// Programs that this audience may not see.
    pub(super) hidden: Hidden,
    /// Pages that this audience may not see.
    pub(super) unseen: BTreeSet<SourcePath>,
    /// Whom the addresses are for.
    pub(super) audience: Audience,
    /// Base path with a final `/`.
    pub(super) base: String,
    /// How names of files become addresses.
    pub(super) written: AddressRules,
    /// The author's own redirects.
    pub(super) rules: HostRedirects,
    /// Where the repository is read that the site lies in.
    pub(super) repository: Option<Repository>,
}

/// What a link may have meant that is not written as any address is.
#[derive(Clone, Debug, Default)]
pub(super) struct Likenesses {
    /// Real spelling by lower-case address.
    pub(super) by_lower: HashMap<String, String>,
    /// Addresses by their last part, for suggestions; sorted.
    pub(super) by_last: HashMap<String, Vec<String>>,
}

/// A page that lists what lies in its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPage {
    /// Its address.
    pub url: String,
    /// The name of its folder, as a title.
    pub title: String,
    /// Its place among its siblings, where the name of its folder begins with it.
    pub weight: Option<i64>,
}

/// The ids of a page.
#[derive(Clone, Debug)]
pub(super) struct Anchors(pub Arc<Document>);

/// Generated files at fixed addresses that nobody introduces.
const ALONE: &[&str] = &["/sitemap.xml", "/robots.txt"];

/// Prefixes of open data, whose files are written for every program and area.
const DATA: &[&str] = &["/api/v1/", "/feeds/", "/calendar/", "/data/", "/badges/"];

/// Folder of the search page, whose index lies beside it.
const SEARCH: &str = "/search/";

impl Addresses {
    /// Collects the addresses of `parsed` for `audience`.
    #[must_use]
    pub fn of(parsed: &Parsed, config: &Config, scope: BuildScope, audience: Audience) -> Self {
        let site = Outlines::of(parsed);
        let mut addresses = Self {
            owners: HashMap::new(),
            by_file: HashMap::new(),
            anchors: HashMap::new(),
            likenesses: OnceLock::new(),
            external: config.external.clone(),
            schemes: Arc::clone(&config.markdown.schemes),
            taken: Vec::new(),
            too_long: Vec::new(),
            displaced: BTreeSet::new(),
            kept: KindsKept::default(),
            lists: Vec::new(),
            introductions: BTreeMap::new(),
            bad_aliases: Vec::new(),
            moves: Moves::default(),
            withheld: BTreeSet::new(),
            of_withheld: BTreeSet::new(),
            unread: parsed.unread().filter(|path| path.as_str().starts_with("content/")).cloned().collect(),
            unseen: BTreeSet::new(),
            hidden: Hidden::of(&site, config, scope, audience),
            audience,
            base: config.base_path().to_owned(),
            written: config.addresses.clone(),
            rules: config.host_files.redirects.as_ref().map(HostRedirects::from).unwrap_or_default(),
            repository: Repository::of(config),
        };
        addresses.kept = addresses.kinds_kept(&site);
        let kept = addresses.kept;
        for url in PAGES.iter().filter(|row| kept.has(row.page)).map(|row| &row.url).chain(ALONE) {
            addresses.owners.insert((*url).to_owned(), Owner::Generated(None));
        }
        addresses.records(&site, config, scope);
        addresses.pages(&site, scope);
        addresses.files(&site);
        addresses.photos(&site, config);
        addresses.find_files_of_withheld(&site, scope);
        addresses.crossings();
        addresses.displace();
        addresses.former(&site);
        addresses.moved(&site, scope);
        addresses.aliases(&site, scope);
        addresses.mark_withheld_pages(&site, scope);
        addresses.list_folders(&site);
        // Links that were looked up while owners were still added must not decide what later ones may have meant.
        addresses.likenesses = OnceLock::new();
        addresses
    }

    /// Of which kinds `site` has records that this audience may know of.
    fn kinds_kept(&self, site: &Outlines<'_>) -> KindsKept {
        let mut kept = KindsKept::default();
        for (path, outline) in &site.files {
            match outline {
                AddressInputs::Person { .. } | AddressInputs::UnreadPerson => kept.people = true,
                AddressInputs::FocusArea(_) => kept.focus_areas = true,
                AddressInputs::Program(..) | AddressInputs::UnreadProgram => kept.programs |= !self.hides(path),
                AddressInputs::Intake => kept.intake = true,
                AddressInputs::Levels => kept.levels = true,
                AddressInputs::Update { .. } | AddressInputs::Page { .. } | AddressInputs::Nothing => {}
            }
        }
        kept
    }

    /// Gives `url` to `path`, unless something else has it already; says whether it is given.
    fn claim(&mut self, url: String, path: &SourcePath, owner: Owner) -> bool {
        match self.owners.get(&url) {
            None => {
                self.owners.insert(url, owner);
                return true;
            }
            Some(Owner::Generated(None))
                if matches!(owner, Owner::Page(_)) && Generated::introduced_at(&url).is_some() =>
            {
                if let Some(first) = self.introductions.get(&url) {
                    self.taken.push((url, path.clone(), Some(first.clone())));
                } else {
                    self.introductions.insert(url, path.clone());
                    return true;
                }
            }
            Some(Owner::Page(other) | Owner::File(other) | Owner::Generated(Some(other))) => {
                self.taken.push((url, path.clone(), Some(other.clone())));
            }
            Some(Owner::Generated(None) | Owner::Alias(_) | Owner::Hidden | Owner::Withheld) => {
                self.taken.push((url, path.clone(), None));
            }
        }
        false
    }

    fn records(&mut self, site: &Outlines<'_>, config: &Config, scope: BuildScope) {
        let audience = self.audience;
        for (path, outline) in &site.files {
            match outline {
                AddressInputs::Person { says, .. } => {
                    let url = format!("/team/{}/", slug_of(path, FileKind::Person));
                    if showing(config, audience, says.name, says.coverage) > PrivacyLevel::Name {
                        self.owners.insert(format!("{url}to-do/"), Owner::Hidden);
                        self.owners.insert(url, Owner::Hidden);
                    } else {
                        self.owners.insert(format!("{url}to-do/"), Owner::Generated(Some((*path).clone())));
                        self.generated(url, path);
                    }
                }
                AddressInputs::UnreadPerson => {
                    self.generated(format!("/team/{}/", slug_of(path, FileKind::Person)), path);
                }
                AddressInputs::FocusArea(_) => {
                    self.generated(format!("/focus-areas/{}/", slug_of(path, FileKind::FocusArea)), path);
                }
                AddressInputs::Program(..) | AddressInputs::UnreadProgram => {
                    let slug = slug_of(path, FileKind::Program);
                    let url = format!("/programs/{slug}/");
                    if self.hidden.programs.contains(slug) {
                        self.owners.insert(url, Owner::Hidden);
                    } else {
                        self.generated(url, path);
                    }
                }
                AddressInputs::Update { draft, .. } => {
                    let slug = slug_of(path, FileKind::Update);
                    if is_shown(path, *draft, scope) {
                        let url = format!("/programs/{slug}/updates/{}/", path.stem());
                        if self.hides(path) {
                            self.owners.insert(url, Owner::Hidden);
                        } else {
                            self.generated(url, path);
                        }
                    }
                }
                AddressInputs::Page { .. } | AddressInputs::Intake | AddressInputs::Levels | AddressInputs::Nothing => {
                }
            }
        }
    }

    /// Whether the page of `file` is one that readers of this site see.
    #[must_use]
    pub fn is_read(&self, file: &SourcePath) -> bool {
        let owner = self.by_file.get(file).and_then(|url| self.owners.get(url));
        owner.is_some_and(|owner| !matches!(owner, Owner::Hidden | Owner::Withheld))
    }

    fn generated(&mut self, url: String, path: &SourcePath) {
        self.by_file.insert(path.clone(), url.clone());
        self.owners.insert(url, Owner::Generated(Some(path.clone())));
    }

    fn pages(&mut self, site: &Outlines<'_>, scope: BuildScope) {
        // A README beside an index page is about the files, and not the page of their folder.
        let (of_files, pages): (Vec<&(_, _)>, Vec<&(_, _)>) =
            site.files.iter().partition(|(path, _)| path.stem().eq_ignore_ascii_case("readme"));
        for (path, outline) in pages.into_iter().chain(of_files) {
            let AddressInputs::Page { publication, front, text, .. } = outline else { continue };
            if !publication.is_due(scope.as_of, scope.drafts) || is_summary(path) {
                continue;
            }
            let url = front.url(path, &self.written);
            if self.hides(path) {
                self.owners.insert(url, Owner::Hidden);
                continue;
            }
            if !self.sees(*publication) {
                self.unseen.insert((*path).clone());
                // A generated page exists even when its introduction is hidden, so its owner stays.
                self.owners.entry(url).or_insert(Owner::Hidden);
                continue;
            }
            if OutputPath::of_url(&url).is_none() {
                self.too_long.push((url, (*path).clone()));
            } else if Self::is_data_file(&url) {
                self.taken.push((url, (*path).clone(), None));
            } else {
                // Whoever links to a page that is left out means the one that has its address.
                self.by_file.insert((*path).clone(), url.clone());
                if self.claim(url.clone(), path, Owner::Page((*path).clone())) {
                    self.anchors.insert(url, Anchors(Arc::clone(text.0)));
                }
            }
        }
    }

    fn files(&mut self, site: &Outlines<'_>) {
        for path in site.assets {
            let url = path.as_str().strip_prefix("content").unwrap_or(path.as_str());
            if self.hides(path) {
                self.owners.insert(url.to_owned(), Owner::Hidden);
                self.withheld.insert(path.clone());
            } else {
                self.file(url, path);
            }
        }
        for path in site.statics.iter().filter(|path| !HostFiles::has(path)) {
            self.file(path.as_str().strip_prefix("static").unwrap_or(path.as_str()), path);
        }
    }

    /// A file that is published as it is stands where no page and no open data may stand.
    fn file(&mut self, url: &str, path: &SourcePath) {
        let page =
            url.strip_suffix("index.html").filter(|folder| folder.ends_with('/') && self.owners.contains_key(*folder));
        if let Some(page) = page {
            self.claim(page.to_owned(), path, Owner::File(path.clone()));
        } else if Self::is_data(url) {
            self.taken.push((url.to_owned(), path.clone(), None));
        } else {
            self.claim(url.to_owned(), path, Owner::File(path.clone()));
        }
    }

    /// Leaves out what has no address of its own.
    fn displace(&mut self) {
        let taken = self.taken.iter().map(|(_, path, _)| path);
        self.displaced = taken.chain(self.too_long.iter().map(|(_, path)| path)).cloned().collect();
        self.withheld.extend(self.displaced.iter().filter(|path| kind_of(path) != FileKind::Page).cloned());
        let displaced = &self.displaced;
        // A file that stands where others need a folder had its address until then.
        self.owners.retain(|_, owner| match owner {
            Owner::Page(path) | Owner::File(path) => !displaced.contains(path),
            Owner::Generated(_) | Owner::Alias(_) | Owner::Hidden | Owner::Withheld => true,
        });
    }

    /// Pages and files that are left out, since something else has their address or nothing can.
    pub(crate) fn displaced(&self) -> &BTreeSet<SourcePath> {
        &self.displaced
    }

    /// Notes files that stand where others need a folder.
    fn crossings(&mut self) {
        let all = self.owners.iter();
        let crossed =
            all.flat_map(|(url, owner)| self.files_above(url).map(move |(file, holder)| (file, url, owner, holder)));
        let mut crossed: Vec<_> = crossed.collect();
        crossed.sort_unstable_by_key(|(file, url, ..)| (*file, *url));
        crossed.dedup_by_key(|(file, ..)| *file);
        let taken =
            crossed.into_iter().filter_map(|(file, url, owner, holder)| match (holder.source(), owner.source()) {
                (Some(holder), below) => Some((file.to_owned(), holder.clone(), below.cloned())),
                (None, Some(below)) => Some((url.clone(), below.clone(), None)),
                (None, None) => None,
            });
        let taken: Vec<_> = taken.collect();
        self.taken.extend(taken);
    }

    /// The files that stand where `url` needs a folder.
    pub(super) fn files_above<'u>(&self, url: &'u str) -> impl Iterator<Item = (&'u str, &Owner)> {
        let folders = url.match_indices('/').filter_map(|(end, _)| url.get(..end)).filter(|folder| !folder.is_empty());
        folders
            .filter_map(|folder| Some((folder, self.owners.get(folder)?)))
            .filter(|(_, owner)| !matches!(owner, Owner::Hidden | Owner::Withheld))
    }

    /// What links may have meant; made when the first is not written as any address is.
    pub(super) fn likenesses(&self) -> &Likenesses {
        self.likenesses.get_or_init(|| {
            let urls: BTreeMap<&String, &Owner> = self.owners.iter().collect();
            let mut all = Likenesses::default();
            for (url, _) in urls.into_iter().filter(|(_, owner)| !matches!(owner, Owner::Hidden | Owner::Withheld)) {
                all.by_lower.entry(url.to_lowercase()).or_insert_with(|| url.clone());
                if let Some(last) = url.trim_end_matches('/').rsplit('/').next() {
                    all.by_last.entry(last.to_lowercase()).or_default().push(url.clone());
                }
            }
            all
        })
    }

    /// Whether a file of open data may stand at `url`.
    pub(super) fn is_data(url: &str) -> bool {
        DATA.iter().any(|prefix| url.starts_with(prefix))
            || (url.starts_with(SEARCH) && url.rsplit_once('.').is_some_and(|(_, kind)| kind == "json"))
    }

    /// Whether `url` is that of a page which would stand where a file of open data may.
    pub(super) fn is_data_file(url: &str) -> bool {
        let kind = url.trim_end_matches('/').rsplit_once('.').map_or("", |(_, kind)| kind);
        Self::is_data(url) && matches!(kind, "csv" | "ics" | "json" | "svg" | "xml")
    }
}
