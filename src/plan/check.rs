//! The findings of links and addresses, and what only finished pages can answer.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::addresses::{Addresses, Owner};
use super::leads::{Follow, Leads, LeadsFrom};
use super::resolve::{LinkFault, ResolvedLink, id_of};
use crate::artifact::OutputPath;
use crate::diagnostics::{Diagnostic, Place, nearest, registry};
use crate::markdown::{Document, LinkKind, LinkRef, SeenBy, refusal, source_of};
use crate::memo::{Identity, ResultCache, SharedMap};
use crate::model::Page;
use crate::source::SourcePath;
use crate::validate::{LinkSources, LinkUnit};

/// Findings of earlier checks, by what holds the links and the addresses that they were looked up in.
#[derive(Debug, Default)]
pub struct LinkMemo {
    addresses: Option<Identity<Addresses>>,
    /// How far it was noted where links lead.
    follow: Follow,
    records: LinkFindings,
    programs: LinkFindings,
    pages: CheckedTexts,
}

/// A link to a part of a page that records make: its templates decide which ids it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FragmentLink {
    /// The page's address below the site's root.
    pub url: String,
    /// The id, decoded.
    id: String,
    place: Place,
}

impl FragmentLink {
    /// The finding of a page that has `ids` and not this one.
    #[must_use]
    pub fn dead(&self, ids: &BTreeSet<String>, suggestions: &mut Suggestions) -> Option<Diagnostic> {
        (!ids.contains(&self.id))
            .then(|| dead_anchor(self.place.clone(), &self.url, &self.id, suggestions.near(&self.id, ids)))
    }
}

/// How many ids more are compared with all that there are: each costs as much as the page has ids.
#[derive(Debug)]
pub struct Suggestions(usize);

impl Default for Suggestions {
    /// For one page. Nobody mends more before the next run, which suggests the next ones.
    fn default() -> Self {
        Self(50)
    }
}

impl Suggestions {
    fn near(&mut self, id: &str, ids: &BTreeSet<String>) -> Option<String> {
        self.0 = self.0.checked_sub(1)?;
        // A heading that became longer begins as it did.
        let mut longer = ids.iter().filter(|known| known.strip_prefix(id).is_some_and(|rest| rest.starts_with('-')));
        let longer = longer.next().filter(|_| longer.next().is_none());
        longer.map(String::as_str).or_else(|| nearest(id, ids.iter().map(String::as_str))).map(str::to_owned)
    }
}

/// What came of looking at links.
#[derive(Debug, Default)]
pub struct CheckedLinks {
    /// What is wrong with them.
    pub found: Vec<Diagnostic>,
    /// Those that finished pages decide.
    pub fragments: Vec<FragmentLink>,
    /// Files that links lead to which the site shows.
    pub files: BTreeSet<SourcePath>,
    /// Where the pictures of the site come from that are no files of its own, as a policy names it.
    pub pictures: BTreeSet<String>,
    /// Where they lead on this site; empty unless that is asked for.
    pub leads: Option<Arc<LeadsFrom>>,
}

impl CheckedLinks {
    fn is_empty(&self) -> bool {
        let Self { found, fragments, files, pictures, leads } = self;
        found.is_empty() && fragments.is_empty() && files.is_empty() && pictures.is_empty() && leads.is_none()
    }

    fn add(&mut self, other: &Self) {
        self.found.extend_from_slice(&other.found);
        self.fragments.extend_from_slice(&other.fragments);
        self.files.extend(other.files.iter().cloned());
        self.pictures.extend(other.pictures.iter().cloned());
    }
}

/// Findings that are shared.
type SharedFindings = Arc<CheckedLinks>;

/// The findings of one list of link sources.
#[derive(Debug, Default)]
struct LinkFindings {
    last: Option<(Identity<Vec<LinkUnit>>, SharedFindings)>,
    units: ResultCache<UnitKey, Option<SharedFindings>>,
}

/// The texts of the last build, and the findings of those that have any.
#[derive(Debug, Default)]
struct CheckedTexts {
    last: SharedMap<SourcePath, Arc<Document>>,
    found: SharedMap<SourcePath, SharedFindings>,
}

/// The identity of what holds links; each link names its own file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum UnitKey {
    Fields(Identity<Vec<LinkRef>>),
    Text(Identity<Document>),
}

impl LinkMemo {
    /// A memo that keeps what it is given.
    #[must_use]
    pub fn warm() -> Self {
        let lists = || LinkFindings { last: None, units: ResultCache::keeping() };
        Self { records: lists(), programs: lists(), ..Self::default() }
    }

    fn keeps(&self) -> bool {
        self.records.units.keeps()
    }
}

/// Looks at `links`, each from its own file.
///
/// The result depends on the other arguments alone: an empty memo gives the same. What they lead to is noted as far as
/// `follow` says.
#[must_use]
pub fn check(
    addresses: &Arc<Addresses>,
    links: &LinkSources,
    follow: &Follow,
    memo: &mut LinkMemo,
) -> (CheckedLinks, Leads) {
    let now = Identity::of(addresses);
    if memo.keeps() && (memo.addresses.as_ref() != Some(&now) || memo.follow != *follow) {
        *memo = LinkMemo { addresses: Some(now), follow: follow.clone(), ..LinkMemo::warm() };
    }
    let keeps = memo.keeps();
    let look = Look { addresses, follow };
    let (mut all, mut leads) = (CheckedLinks::default(), Leads::default());
    let (records, programs) = (memo.records.check(look, &links.records), memo.programs.check(look, &links.programs));
    for found in [records, programs] {
        all.add(&found);
        leads.records = LeadsFrom::both(leads.records.take(), found.leads.as_ref());
    }
    memo.pages.follow(look, &links.pages);
    for (file, found) in memo.pages.found.iter() {
        all.add(found);
        leads.pages.extend(found.leads.iter().map(|from| (file.clone(), Arc::clone(from))));
    }
    if !keeps {
        memo.pages = CheckedTexts::default();
    }
    (all, leads)
}

/// What links are looked up in, and what is noted of them.
#[derive(Clone, Copy)]
struct Look<'a> {
    addresses: &'a Addresses,
    follow: &'a Follow,
}

impl LinkFindings {
    fn check(&mut self, look: Look<'_>, list: &Arc<Vec<LinkUnit>>) -> SharedFindings {
        let now = Identity::of(list);
        if let Some((last, found)) = &self.last
            && *last == now
        {
            return Arc::clone(found);
        }
        let key = |unit: &LinkUnit| match unit {
            LinkUnit::Fields(links) => UnitKey::Fields(Identity::of(links)),
            LinkUnit::Text(text) => UnitKey::Text(Identity::of(text)),
        };
        let mut together = CheckedLinks::default();
        self.units.each(list, key, |unit| all(look, unit.links())).iter().flatten().for_each(|found| {
            together.add(found);
            together.leads = LeadsFrom::both(together.leads.take(), found.leads.as_ref());
        });
        let found = Arc::new(together);
        self.last = self.units.keeps().then(|| (now, Arc::clone(&found)));
        found
    }
}

impl CheckedTexts {
    /// Looks at the texts that are not those of the last build.
    fn follow(&mut self, look: Look<'_>, texts: &SharedMap<SourcePath, Arc<Document>>) {
        let changes = texts.changes(&self.last, Arc::ptr_eq);
        let of_text = |text: &Arc<Document>| all(look, &text.body.links);
        let checked: Vec<_> =
            changes.into_par_iter().map(|change| (change.key, change.new.and_then(of_text))).collect();
        for (path, found) in checked {
            match found {
                Some(found) => self.found.insert(path.clone(), found),
                None => self.found.remove(path),
            };
        }
        self.last = texts.clone();
    }
}

/// What came of `links`; nothing when all lead where they should.
fn all(Look { addresses, follow }: Look<'_>, links: &[LinkRef]) -> Option<SharedFindings> {
    let mut all = CheckedLinks::default();
    let mut leads = LeadsFrom::default();
    let mut suggestions = Suggestions::default();
    for link in links.iter().filter(|link| !link.refused && link.kind != LinkKind::Diagram) {
        let named = link.named.then(|| addresses.by_name(&link.place.file, &link.target)).flatten();
        let means = addresses.resolve(&link.place.file, named.as_deref().unwrap_or(&link.target));
        let shown = addresses.shows(link);
        if let Ok(ResolvedLink::Internal { file: Some(file), .. }) = &means
            && shown
        {
            all.files.insert((*file).clone());
        }
        if shown {
            leads.note(addresses, link, &means, follow);
        }
        if let Ok(ResolvedLink::External(href)) = &means
            && link.kind == LinkKind::Image
            && shown
        {
            match source_of(href) {
                Some(source) => drop(all.pictures.insert(source)),
                None => all.found.push(unnamed_picture(link.place.clone(), href)),
            }
        }
        all.fragments.extend(means.as_ref().ok().and_then(|means| fragment(addresses, link, means)));
        let near = |url: &str, id: &str| suggestions.near(id, addresses.ids(url)?);
        all.found.extend(one(link, means, shown, near));
    }
    all.leads = (!leads.is_empty()).then(|| Arc::new(leads));
    (!all.is_empty()).then(|| Arc::new(all))
}

/// `link` when it names a part of a page that records make.
fn fragment(addresses: &Addresses, link: &LinkRef, means: &ResolvedLink<'_>) -> Option<FragmentLink> {
    let (url, rest) = match means {
        ResolvedLink::Internal { url, rest, .. } => (&**url, rest),
        ResolvedLink::Fragment(rest) => (addresses.by_file.get(&link.place.file)?.as_str(), rest),
        ResolvedLink::External(_) => return None,
    };
    let id = id_of(rest.split_once('#')?.1)?;
    let generated = url.ends_with('/') && matches!(addresses.owners.get(url), Some(Owner::Generated(_)));
    generated.then(|| FragmentLink { url: url.to_owned(), id: id.into_owned(), place: link.place.clone() })
}

/// Looks at where the entries of `pages` in lists lead, when that is not to the pages themselves; at where pages lead
/// that have moved, and at the addresses that search engines are told.
#[must_use]
pub fn check_entries(addresses: &Addresses, pages: &[Arc<Page>]) -> Vec<Diagnostic> {
    let entry = |page: &Arc<Page>| {
        let leads_to = page.listing.leads_to.as_ref()?;
        let place = Place::new(&page.file, leads_to.span);
        let link = LinkRef {
            kind: LinkKind::Link,
            target: leads_to.value.clone(),
            place: place.clone(),
            text: String::new(),
            refused: false,
            seen_by: SeenBy::All,
            named: false,
        };
        let means = || addresses.resolve(&page.file, &link.target);
        refusal(&link.target, &place, &addresses.schemes)
            .or_else(|| one(&link, means(), addresses.shows(&link), |_, _| None))
    };
    let moved = |link: &LinkRef| {
        let means = || addresses.resolve(&link.place.file, &link.target);
        refusal(&link.target, &link.place, &addresses.schemes)
            .or_else(|| one(link, means(), addresses.shows(link), |_, _| None))
    };
    let moved = addresses.moves.links.iter().filter(|link| !addresses.moves.is_told(&link.place)).filter_map(moved);
    let canonical = pages.iter().filter_map(|page| canonical(addresses, page));
    pages.iter().filter_map(entry).chain(moved).chain(canonical).collect()
}

/// That search engines are told another address than the page says.
fn canonical(addresses: &Addresses, page: &Page) -> Option<Diagnostic> {
    let target = page.canonical.as_ref()?;
    if addresses.canonical(&target.value, &page.file).is_some() {
        return None;
    }
    let message =
        format!("`{}` is no address that search engines can list, so they are told the page's own", target.value);
    let hint = "write an address that begins with `https://`, or that of a page of this site";
    Some(Diagnostic::new(&registry::UNREADABLE_KEY, Place::new(&page.file, target.span), message).hint(hint))
}

/// That a picture cannot be loaded from `href`, where `links.external` maps it.
fn unnamed_picture(place: Place, href: &str) -> Diagnostic {
    let message = format!("browsers do not load the picture from `{href}`");
    Diagnostic::new(&registry::BLOCKED, place, message).hint("map it to an address with `https://`")
}

fn dead_anchor(place: Place, url: &str, id: &str, near: Option<String>) -> Diagnostic {
    let hint = near
        .map_or_else(|| "use the id of a heading of that page".to_owned(), |near| format!("did you mean `#{near}`?"));
    Diagnostic::new(&registry::DEAD_ANCHOR, place, format!("`{url}` has no heading or anchor `#{id}`")).hint(hint)
}

fn one(
    link: &LinkRef,
    means: Result<ResolvedLink<'_>, LinkFault>,
    shown: bool,
    near_id: impl FnOnce(&str, &str) -> Option<String>,
) -> Option<Diagnostic> {
    let target = &link.target;
    let place = link.place.clone();
    let fault = match means {
        Ok(ResolvedLink::Internal { url, miscased: true, .. }) => {
            let finding =
                Diagnostic::new(&registry::LINK_CASE, place, format!("`{target}` differs from `{url}` in case"));
            return Some(finding.hint(format!("write `{url}`: many hosts tell capitals apart")));
        }
        Ok(_) => return None,
        Err(fault) => fault,
    };
    Some(match fault {
        // What others may not see may lead to what they may not see.
        LinkFault::Hidden | LinkFault::Withheld if !shown => return None,
        LinkFault::Withheld => {
            Diagnostic::new(&registry::BROKEN_LINK, place, format!("`{target}` leads to a page that is withheld"))
                .hint("remove the link, or publish that page: its front matter says why it is withheld")
        }
        LinkFault::Unread => {
            let rule = if link.kind == LinkKind::Link { &registry::BROKEN_LINK } else { &registry::MISSING_ASSET };
            let finding = Diagnostic::new(rule, place, format!("`{target}` leads to a file that is not published"));
            finding.hint("do what that file's own finding says, or remove the link")
        }
        LinkFault::Hidden => {
            let what = match link.kind {
                LinkKind::Link => "leads to an internal page",
                LinkKind::Image | LinkKind::Asset | LinkKind::Diagram => "is not shown to this audience",
            };
            Diagnostic::new(&registry::BROKEN_LINK, place, format!("`{target}` {what}"))
                .hint("remove the link, or publish with `--audience internal`")
        }
        LinkFault::Anchor { url, id } => dead_anchor(place, &url, &id, near_id(&url, &id)),
        LinkFault::Nothing(near) => {
            let (rule, what) = match link.kind {
                LinkKind::Link => (&registry::BROKEN_LINK, "leads nowhere"),
                LinkKind::Image | LinkKind::Asset | LinkKind::Diagram => (&registry::MISSING_ASSET, "does not exist"),
            };
            let otherwise = match link.kind {
                LinkKind::Link if target.starts_with('/') => {
                    "add the page, or map its prefix in `links.external` in `pmo.yaml`"
                }
                LinkKind::Link => "correct the path, or add the page",
                LinkKind::Image | LinkKind::Asset | LinkKind::Diagram => {
                    "put the file below `static/` or beside the page"
                }
            };
            let hint = near
                .map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`? otherwise {otherwise}"));
            Diagnostic::new(rule, place, format!("`{target}` {what}")).hint(hint)
        }
    })
}

/// The findings of addresses that two sources claim, that are reserved, or that a redirect cannot use.
#[must_use]
pub fn collisions(addresses: &Addresses) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (url, path, other) in &addresses.taken {
        let (message, hint) = match other {
            Some(other) => (
                format!("`{path}` is left out: `{other}` has its address `{url}`"),
                "rename one of the two, or give it a `slug`",
            ),
            None => {
                (format!("`{path}` is left out: the site itself makes `{url}`"), "rename the file, or give it a `slug`")
            }
        };
        found.push(Diagnostic::new(&registry::URL_TAKEN, Place::start_of(path), message).hint(hint));
    }
    for (url, path) in &addresses.too_long {
        let limit = OutputPath::MAX_PART;
        let message = format!(
            "`{path}` is left out: `{url}` cannot be stored as a file, for an address has at most {limit} bytes \
             between two `/`, and 4,095 in all"
        );
        found.push(
            Diagnostic::new(&registry::URL_TAKEN, Place::start_of(path), message)
                .hint("give the page a shorter `slug`"),
        );
    }
    let redirect = |(place, alias, why): &(Place, String, String)| {
        let finding =
            Diagnostic::new(&registry::BAD_ALIAS, place.clone(), format!("`{alias}` cannot lead here: {why}"));
        finding.hint("remove the alias, or write an address that nothing else has")
    };
    found.extend(addresses.bad_aliases.iter().map(redirect));
    found.extend(addresses.moves.found());
    found.extend(addresses.rule_faults());
    found
}
