//! The one build function: `SourceTree` in, artifacts out; and the same site up to that point, for questions.
//!
//! `check`, `build` and `serve` call [`build()`] with different sinks and nothing else differs (law 1). `list`,
//! `report` and `coverage` call [`ask()`], which stops where pages would begin. A [`Memo`] keeps results of pure
//! functions by everything that they read. Nothing reaches the sink when there are errors, but for those that come to
//! light while pages are made, of a template or of a link into a page that records make: then [`Outcome::complete`] is
//! false and the sink's owner drops what it took. Deliberately absent: the clock, the file system, and modes.

mod against;
mod cache;
mod called;
mod cold;
mod earlier;
mod external;
mod fragments;
mod frame;
mod inputs;
mod inside;
mod jobs;
mod kept;
mod made;
mod memo;
mod outcome;
mod pages;
mod previous;
mod publish;
mod story;
#[cfg(test)]
mod tests;
mod warm;
mod work;

pub(crate) use against::locations;
pub use against::{SiteAddresses, WasPublished, lost};
pub use earlier::{Earlier, compare};
pub use external::{Elsewhere, elsewhere};
pub use inputs::{AsOfInput, BuildInputs, OwnersFile, Story};
pub(crate) use kept::drawings_folder;
pub use memo::Memo;
pub(crate) use outcome::Answer;
pub use outcome::Outcome;

use std::sync::Arc;

use crate::artifact::{Sink, SinkError, content_security_policy};
use crate::config::{Config, HostFiles, PageRules};
use crate::diagnostics::{Baseline, Diagnostic, Findings, Place, SeverityOverrides, registry};
use crate::model::{Audience, Model};
use crate::parse::decode::Decoder;
use crate::parse::records::{ConfigRecord, RepositoryFiles};
use crate::parse::{self, ParsedFile};
use crate::plan::{self, Addresses, Backlinks, Beside, Follow, FragmentLink, Kept, Leads, SitePlan};
use crate::render::NavCache;
use crate::snapshot::Snapshot;
use crate::source::{Instead, SourceBytes, SourcePath, SourceTree};
use crate::theme::Theme;
use crate::validate::{self, BuildScope, LinkSources};
use crate::views::Cx;

/// Builds the site of `tree` into `sink`.
///
/// The result is a function of `tree` and `inputs` alone: bytes, findings and their order.
///
/// # Errors
/// Only the sink's. What is wrong in the site is in [`Outcome::findings`].
pub fn build(
    tree: &SourceTree,
    inputs: &BuildInputs,
    memo: &mut Memo,
    sink: &mut dyn Sink,
) -> Result<Outcome, SinkError> {
    let checked = check(tree, inputs, memo);
    let CheckedSite {
        levels, baseline, found, fragments, leads, model, addresses, beside, policy, theme, as_of, ..
    } = checked;
    let findings = Findings::beside(baseline, found, &levels);
    let judged = model.is_some();
    let model = model.filter(|_| !findings.has_errors());
    let Some(model) = model else {
        return Ok(Outcome::incomplete(findings, judged, as_of));
    };
    let mut model = model.for_audience(inputs.audience);
    memo.settle(&mut model);
    let plan = memo.plan.plan(&model, &addresses, (&beside, &policy), tree);
    let site = publish::SiteParts { plan: &plan, theme, tree, fragments: &fragments };
    let backlinks = Backlinks::of(&model, &addresses, &leads, &memo.backlinks);
    let nav = NavCache::new(plan.nav_pages());
    let (more, handed) = Snapshot::with(&model, &plan, |snapshot| {
        publish::publish(&Cx::new(snapshot.with_backlinks(&backlinks), &nav), site, &mut memo.published, sink)
    })?;
    memo.backlinks = backlinks;
    memo.last = Some((model, plan, addresses));
    let findings = findings.and(more, &levels);
    let (pages, artifacts) = handed.unwrap_or_default();
    let complete = handed.is_some() && !findings.has_errors();
    Ok(Outcome { complete, pages, artifacts, ..Outcome::incomplete(findings, judged, as_of) })
}

/// Puts `question` to the site of `tree` as `inputs.audience` sees it, every program folded to the day; writes nothing.
///
/// A site with errors is not asked: whoever would publish nothing must not quote from it either. Findings are those of
/// [`build()`] but for those that only finished pages tell: errors of templates, and links into pages that records
/// make.
pub fn ask<T>(
    tree: &SourceTree,
    inputs: &BuildInputs,
    memo: &mut Memo,
    question: impl FnOnce(&Snapshot<'_>) -> T,
) -> Answer<T> {
    let CheckedSite { levels, baseline, found, model, addresses, beside, policy, .. } = check(tree, inputs, memo);
    let findings = Findings::beside(baseline, found, &levels);
    let model = model.filter(|_| !findings.has_errors()).map(|model| model.for_audience(inputs.audience));
    let value = model.map(|model| {
        let plan = SitePlan::new(&model, addresses, (beside, policy), tree);
        Snapshot::with(&model, &plan, question)
    });
    Answer { findings, value }
}

/// Rules about what only `pmo.yaml` can declare.
static DECLARED: [&crate::diagnostics::Rule; 6] = [
    &registry::UNKNOWN_ORG,
    &registry::UNKNOWN_GOAL,
    &registry::UNKNOWN_STAGE,
    &registry::UNKNOWN_BODY,
    &registry::UNKNOWN_LEVEL,
    &registry::UNKNOWN_DIMENSION,
];

/// A site up to the point where pages are made.
struct CheckedSite {
    levels: SeverityOverrides,
    baseline: Baseline,
    found: Vec<Diagnostic>,
    fragments: Vec<FragmentLink>,
    /// All links, as they are written.
    links: LinkSources,
    leads: Leads,
    /// The address at which the site is published.
    own: Option<String>,
    model: Option<Model>,
    addresses: Arc<Addresses>,
    beside: Beside,
    policy: Arc<str>,
    theme: Theme,
    as_of: Option<jiff::civil::Date>,
}

/// The file of the settings.
fn config_file(tree: &SourceTree) -> SourcePath {
    SourcePath::new(if tree.get("pmo.yaml").is_none() && tree.get("pmo.yml").is_some() {
        "pmo.yml"
    } else {
        "pmo.yaml"
    })
}

fn check(tree: &SourceTree, inputs: &BuildInputs, memo: &mut Memo) -> CheckedSite {
    let config_file = config_file(tree);
    let (record, mut found) = config_record(tree, &config_file);
    let mut to = Decoder::new(&config_file, Vec::new());
    let levels = record.as_ref().map_or_else(SeverityOverrides::default, |record| record.levels(&mut to));
    let sound = record.is_some() && to.found.is_empty();
    if let Some(record) = &record {
        record.check_synonyms(&mut to);
        to.found.extend(kept::misplaced(tree, &config_file, record));
    }
    found.extend(to.found);
    let config = configured(tree, inputs, record.as_deref(), &levels);
    let baseline = baseline(tree, inputs, record.as_deref()).unwrap_or_else(|message| {
        let hint = "write it with `pmo-site check --update-baseline`, or take `baseline` out of `pmo.yaml`";
        found.push(Diagnostic::new(&registry::NO_BASELINE, Place::start_of(&config_file), message).hint(hint));
        Baseline::default()
    });
    let as_of = day(inputs, &config);
    let scope = BuildScope { as_of, drafts: inputs.drafts };
    if tree.get(config_file.as_str()).is_some() {
        found.extend(missing_folders(tree));
        found.extend(shared_folder(tree, &config_file));
    }

    // Of two pieces that need nothing of each other, the second is made by one core while the others are at the first.
    let (parsed, (theme, of_theme)) = rayon::join(
        || parse::site(tree, config.markdown.clone(), &mut memo.parse),
        || Theme::load(tree, &config.theme, config.brand.accent),
    );
    let compiler = memo.parse.compiler(config.markdown.clone());
    found.extend(parsed.found().cloned());
    found.extend(parsed.remarks());
    found.extend(parsed.located.iter().map(|path| located(path, inputs.audience)));
    found.extend(of_theme);
    // The site is built from its files as they stood on its day; what is wrong with them as they are is told as well.
    let then = memo.rewind.at(&parsed, as_of);
    let now = then
        .as_ref()
        .map(|_| validate::validate(&parsed, config.clone(), &compiler, scope, &mut memo.records_as_they_are));
    if let Some(then) = &then {
        found.extend(validate::unseen(&parsed, then, scope));
    }
    let then = then.as_ref().unwrap_or(&parsed);
    let of_addresses = config.clone();
    let (validated, addresses) = rayon::join(
        || validate::validate(then, config, &compiler, scope, &mut memo.records),
        || memo.addresses.addresses(then, &of_addresses, scope, inputs.audience),
    );
    // What pages name is looked up among the records as they are.
    let current = now.as_ref().and_then(|now| now.model.clone());
    // Without readable settings nothing is declared: only what is wrong with the settings themselves helps.
    let declared = |finding: &Diagnostic| !DECLARED.contains(&finding.rule);
    let of_records = match now {
        None => validated.found,
        // What only the past lacks is told where nothing else tells why there is no site.
        Some(now) if now.model.is_some() && validated.model.is_none() => {
            now.found.into_iter().chain(validated.found).collect()
        }
        Some(now) => now.found,
    };
    let of_site = of_records.into_iter().chain(validated.judged);
    found.extend(of_site.filter(|finding| record.is_some() || declared(finding)));
    found.extend(plan::collisions(&addresses));
    let follow = follow(inputs, &of_addresses);
    let (links, leads) = plan::check(&addresses, &validated.links, &follow, &mut memo.links);
    found.extend(links.found);
    found.extend(called::withheld(&validated.links, &addresses));
    let mut model = validated.model;
    found.extend(model.iter().flat_map(|model| plan::check_entries(&addresses, &model.pages)));
    if let Some(model) = &mut model {
        memo.story.tell(model, &inputs.story);
        found.extend(story::late(model));
        let (called, strangers) = called::check(current.as_ref().unwrap_or(model), inputs.audience);
        found.extend(called);
        model.strangers = strangers;
    }
    let model = model.filter(|_| sound).map(|mut model| {
        model.pages.retain(|page| !addresses.displaced().contains(&page.file));
        model
    });
    let (beside, of_files) = plan::beside(&addresses, &then.assets, &links.files, &of_addresses.allowed);
    found.extend(of_files);
    if let Some(model) = model.as_ref().filter(|_| inputs.housekeeping) {
        let (addresses, linked) = (&*addresses, &links.files);
        found.extend(Kept { addresses, model, leads: &leads, linked, beside: &beside, tree }.found());
        found.extend(plan::chains(addresses, then));
        found.extend(validate::page_owners(model, then, tree));
    }
    let policy = content_security_policy(&links.pictures, &of_addresses.markdown.frames).into();
    let (fragments, links) = (links.fragments, validated.links);
    let own = of_addresses.base_url.clone();
    CheckedSite {
        levels,
        baseline,
        found,
        fragments,
        links,
        leads,
        own,
        model,
        addresses,
        beside,
        policy,
        theme,
        as_of: Some(as_of),
    }
}

/// The day of the site.
fn day(inputs: &BuildInputs, config: &Config) -> jiff::civil::Date {
    match inputs.as_of {
        AsOfInput::On(date) => date,
        AsOfInput::At(instant) => crate::time::AsOf::at(instant, &config.time_zone).date(),
    }
}

/// How far it is noted where links lead: all is, where housekeeping or the feet of pages ask for it.
fn follow(inputs: &BuildInputs, config: &Config) -> Follow {
    if inputs.housekeeping || config.pages.backlinks {
        Follow::Everything { base_url: config.base_url.clone() }
    } else {
        Follow::Nothing
    }
}

/// The settings that hold: those of `record`, with what the command line, the theme, the site's folders and the
/// repository add.
fn configured(
    tree: &SourceTree,
    inputs: &BuildInputs,
    record: Option<&ConfigRecord>,
    levels: &SeverityOverrides,
) -> Config {
    let mut config = record.map_or_else(Config::fallback, |record| Config::new(record, levels.clone()));
    if let Some(url) = &inputs.base_url {
        config.base_url = Some(if url.ends_with('/') { url.clone() } else { format!("{url}/") });
    }
    config.markdown.shortcodes = Arc::new(Theme::shortcodes(tree, &config.theme));
    config.layout = tree.layout().clone();
    if let Some(forge) = &mut config.forge
        && config.pages.repository_files == RepositoryFiles::Git
    {
        forge.files = Arc::clone(&inputs.story.files);
    }
    config.host_files = HostFiles::of(tree);
    config
}

/// The known findings: those that the command line names, or the settings.
fn baseline(tree: &SourceTree, inputs: &BuildInputs, record: Option<&ConfigRecord>) -> Result<Baseline, String> {
    let named = record.and_then(|record| record.baseline.as_ref()).map(|file| file.value.0.as_str());
    let text = match (&inputs.known, named) {
        (Some(text), _) => text,
        (None, Some(file)) => tree.text(file).ok_or_else(|| format!("there is no file `{file}`"))?,
        (None, None) => return Ok(Baseline::default()),
    };
    let parsed = Baseline::parse(text, tree.layout());
    parsed.map_err(|error| format!("`{}` is no list of findings: {error}", named.unwrap_or("the file")))
}

/// That pages lie where everything is published as it is.
fn shared_folder(tree: &SourceTree, config_file: &SourcePath) -> Option<Diagnostic> {
    let (content, statics) = (tree.layout().folder("content"), tree.layout().folder("static"));
    let within = content == statics || content.strip_prefix(statics).is_some_and(|rest| rest.starts_with('/'));
    within.then(|| {
        let message = format!("`static` is `{statics}`, which holds the pages: all that lies in it is published");
        Diagnostic::new(&registry::OUTSIDE_FOLDER, Place::start_of(config_file), message)
            .hint("put files that are published as they are into a folder of their own")
    })
}

/// What is wrong with the folders that the site is read from. Where there is no configuration either, the whole folder
/// is the wrong one.
fn missing_folders(tree: &SourceTree) -> impl Iterator<Item = Diagnostic> {
    tree.missing().iter().filter_map(|(name, instead)| {
        let rule = if name == "content" { &registry::NO_CONTENT } else { &registry::NO_FOLDER };
        let found = |message: String| Diagnostic::new(rule, Place::start_of(&SourcePath::new(name)), message);
        let folder = tree.layout().folder(name);
        if folder != name && *instead != Instead::NoFolder {
            let hint = format!("correct `paths: {{ {name}: … }}` in `pmo.yaml`, or make the folder");
            return Some(found(format!("there is no folder `{folder}`, which `paths` in `pmo.yaml` names")).hint(hint));
        }
        match instead {
            Instead::Nothing { like: Some(like) } => {
                let hint = format!("rename it: `mv {like} {folder}`");
                Some(found(format!("there is no folder `{folder}`, but one that is called `{like}`")).hint(hint))
            }
            Instead::Nothing { like: None } if name == "content" => {
                let hint = "make it with `mkdir content` if the site has no pages yet, or name the site's folder with \
                            `--source DIR`";
                Some(found("there is no folder `content`, in which all pages and records lie".to_owned()).hint(hint))
            }
            Instead::Nothing { like: None } => None,
            Instead::NoFolder => {
                let hint = format!("move it away: `mv {folder} {folder}.old`, and put the folder in its place");
                Some(found(format!("`{folder}` is no folder")).hint(hint))
            }
        }
    })
}

/// That a picture tells where it was taken: everyone, or readers inside.
fn located(path: &SourcePath, audience: Audience) -> Diagnostic {
    let rule = match audience {
        Audience::Public => &registry::PUBLIC_PLACE,
        Audience::Internal => &registry::INTERNAL_PLACE,
    };
    let hint =
        format!("take it out with `exiftool -gps:all= -xmp:geotag= {path}`, or save the picture without its metadata");
    Diagnostic::new(rule, Place::start_of(path), "the picture holds the coordinates of a place").hint(hint)
}

/// What the settings of `tree` say of its pages, before anything is built: whoever knows the repository is asked so.
pub(crate) fn page_rules(tree: &SourceTree) -> PageRules {
    let record = config_record(tree, &config_file(tree)).0;
    record.map_or_else(Config::fallback, |record| Config::new(&record, SeverityOverrides::default())).pages
}

/// The settings, or why there are none. Findings of the file itself come with all other files'.
fn config_record(tree: &SourceTree, file: &SourcePath) -> (Option<Box<ConfigRecord>>, Vec<Diagnostic>) {
    if let Some(SourceBytes::NotText { .. }) = tree.get(file.as_str()).map(|file| &file.bytes) {
        // That it is no text is told with all other files.
        return (None, Vec::new());
    }
    let Some(text) = tree.text(file.as_str()) else {
        let finding = Diagnostic::new(&registry::NO_CONFIG, Place::start_of(file), "there is no `pmo.yaml` here");
        let hint = "run `pmo-site init` in an empty folder, or name the site's folder with `--source`";
        return (None, vec![finding.hint(hint)]);
    };
    let compiler = crate::markdown::Compiler::new(crate::markdown::Options::default());
    match parse::file(file, text, parse::FileKind::Config, &compiler) {
        Some((ParsedFile::Config(record), _)) => (record, Vec::new()),
        _ => (None, Vec::new()),
    }
}
