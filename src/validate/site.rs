//! All files of a site → its model.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::cache::{Built, BuiltProgram, FileKey, Reports, ResolvedRecords, SameFile};
use super::files::{SiteFiles, SiteRecords, is_shown, sort};
use super::former::FormerSlugs;
use super::names::{Names, Resolver};
use super::pages::BuiltPage;
use super::{
    BuildScope, LinkSources, LinkUnit, ValidateMemo, Validated, areas, checks, intake, pages, people, programs,
    settings, updates,
};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::markdown::Compiler;
use crate::memo::ResultCache;
use crate::model::{Audience, FocusAreaId, HolidayCalendar, Model, PageKind, PersonId, Program, ProgramId};
use crate::parse::decode::Located;
use crate::parse::records::ProgramRecord;
use crate::parse::values::Name;
use crate::parse::{FileResult, Parsed, ParsedFile, UpdateFile, is_summary, page_url};
use crate::source::SourcePath;
use crate::status::Generated;

/// Collects the outcomes of all records.
struct Outcomes {
    found: Vec<Diagnostic>,
    links: Vec<LinkUnit>,
    sound: bool,
}

impl Outcomes {
    fn take<T>(&mut self, (built, found, links): Built<T>) -> Option<T> {
        self.sound &= built.is_some();
        self.found.extend(found);
        self.links.extend(links);
        built
    }
}

/// See [`super::validate`].
pub(super) fn validate(
    parsed: &Parsed,
    config: &Config,
    compiler: &Compiler,
    scope: BuildScope,
    memo: &mut ValidateMemo,
) -> Validated {
    let mut found = Vec::new();
    let mut files = sort(&parsed.records, &mut found);
    let former = FormerSlugs::of((&files.people, &files.areas, &files.programs), &mut found);
    let sound = parsed.found().chain(&found).all(|finding| finding.rule.adjustable);
    let names = names(&files, parsed, config, scope.as_of, former);
    memo.within(parsed, &names, scope);
    let records = memo.records(|| records(&files, &names, compiler));
    let reports = memo.reports(|cache| {
        let mut outcomes = Outcomes { found: Vec::new(), links: Vec::new(), sound: true };
        files.with_updates(parsed, &mut outcomes.found);
        outcomes.sound = outcomes.found.iter().all(|finding| finding.rule.adjustable);
        reports(&files, &names, compiler, scope, cache, outcomes)
    });
    let pages = memo.pages(parsed, |path, file| one_page(path, file, &names, compiler, scope));

    let sound = sound && records.sound && reports.sound && reports.across.iter().all(|finding| finding.rule.adjustable);
    let model = sound.then(|| {
        let ResolvedRecords { calendars, people, focus_areas, levels, intake, .. } = (*records).clone();
        let (audience, programs, pages) = (Audience::Internal, reports.programs.clone(), Vec::new());
        Model {
            config: config.clone(),
            as_of: scope.as_of,
            audience,
            people,
            focus_areas,
            programs,
            calendars,
            levels,
            intake,
            pages,
            strangers: std::collections::BTreeSet::new(),
        }
    });
    // Checks see a model without pages, so that what they find stays the same when pages change.
    let judged = model.as_ref().map(|model| {
        memo.judged(|| {
            files.with_updates(parsed, &mut Vec::new());
            checks::of_model(&SiteRecords { files: &files, names: &names, scope }, model)
        })
    });
    found.extend([&records.found, &reports.found, &reports.across].into_iter().flatten().cloned());
    let mut of_site: Vec<_> = judged.iter().flat_map(|judged| judged.iter()).cloned().collect();
    of_site.extend(pages.found.values().flat_map(|found| found.iter()).cloned());
    let links =
        LinkSources { records: Arc::clone(&records.links), programs: Arc::clone(&reports.links), pages: pages.texts };
    Validated { model: model.map(|model| Model { pages: pages.sorted, ..model }), found, judged: of_site, links }
}

/// Everything but programs and pages.
fn records(files: &SiteFiles<'_>, names: &Names<'_>, compiler: &Compiler) -> ResolvedRecords {
    let mut outcomes = Outcomes { found: Vec::new(), links: Vec::new(), sound: true };
    if let Some((path, Some(record))) = files.config {
        outcomes.take(built(path, record, names, compiler, settings::settings));
    }
    let calendars: Vec<Built<_>> = each(&files.calendars, names, compiler, areas::calendar);
    let calendars: Vec<HolidayCalendar> = calendars.into_iter().filter_map(|one| outcomes.take(one)).collect();
    let people: Vec<Built<_>> =
        each(&files.people, names, compiler, |record, slug, to| people::person(record, slug, &calendars, to));
    let focus_areas: Vec<Built<_>> = each(&files.areas, names, compiler, areas::focus_area);
    let levels = files.levels.and_then(|(path, record)| {
        Some(built(path, record?, names, compiler, |record, to| Some(areas::levels(record, to))))
    });
    let intake = files.intake.and_then(|(path, record)| Some(built(path, record?, names, compiler, intake::intake)));
    let people = people.into_iter().filter_map(|one| outcomes.take(one).map(Arc::new)).collect();
    let mut focus_areas: Vec<_> = focus_areas.into_iter().filter_map(|one| outcomes.take(one).map(Arc::new)).collect();
    focus_areas.sort_by(|a, b| (a.order, &a.slug).cmp(&(b.order, &b.slug)));
    let levels = levels.and_then(|one| outcomes.take(one)).unwrap_or_default();
    let intake = intake.and_then(|one| outcomes.take(one));
    let Outcomes { found, links, sound } = outcomes;
    ResolvedRecords { calendars, people, focus_areas, levels, intake, found, links: Arc::new(links), sound }
}

/// The slugs of focus areas in the order in which the site shows them, which is that of their ids.
fn in_order<'a>(files: &SiteFiles<'a>) -> Vec<&'a str> {
    let mut areas: Vec<_> =
        files.areas.iter().map(|(slug, (_, record))| (record.map_or(u16::MAX, areas::order), *slug)).collect();
    areas.sort_unstable();
    areas.into_iter().map(|(_, slug)| slug).collect()
}

/// Updates of no program.
fn orphans(files: &SiteFiles<'_>, names: &Names<'_>, outcomes: &mut Outcomes) {
    for (slug, list) in &files.updates {
        if !files.programs.contains_key(slug) {
            for (path, _) in list {
                let hint = match names.former.program(slug) {
                    now if now != *slug => format!("the program is called `{now}` now: move its updates there"),
                    _ => format!("add `content/programs/{slug}/program.yaml`, or move the update to its program"),
                };
                let finding = Diagnostic::new(
                    &registry::UNKNOWN_PROGRAM,
                    Place::start_of(path),
                    format!("there is no program `{slug}`"),
                );
                outcomes.found.push(finding.hint(hint));
                outcomes.sound = false;
            }
        }
    }
}

/// Programs with their updates.
fn reports(
    files: &SiteFiles<'_>,
    names: &Names<'_>,
    compiler: &Compiler,
    scope: BuildScope,
    cache: &mut ResultCache<Vec<FileKey>, BuiltProgram>,
    mut outcomes: Outcomes,
) -> Reports {
    orphans(files, names, &mut outcomes);
    let items: Vec<_> = files.programs.iter().map(|(slug, (path, record))| (*slug, *path, *record)).collect();
    let key = |(slug, ..): &(&str, &SourcePath, Option<&ProgramRecord>)| -> Vec<FileKey> {
        let own = files.parsed.get(slug).map_or(&[][..], |list| list);
        own.iter().map(|(path, result)| FileKey((*path).clone(), SameFile::of(result))).collect()
    };
    let make = |(slug, path, record): &(&str, &SourcePath, Option<&ProgramRecord>)| {
        let updates = files.updates.get(slug).map_or(&[][..], |list| list);
        let (program, found, links) = program(slug, path, *record, updates, names, compiler, scope);
        Arc::new((program.map(Arc::new), found, links))
    };
    let (all, across) =
        rayon::join(|| cache.each(&items, key, make), || checks::of_records(&SiteRecords { files, names, scope }));
    let mut programs = Vec::with_capacity(items.len());
    for built in all {
        let (program, found, links) = &*built;
        outcomes.sound &= program.is_some();
        outcomes.found.extend(found.iter().cloned());
        outcomes.links.extend(links.iter().cloned());
        programs.extend(program.clone());
    }
    let Outcomes { found, links, sound } = outcomes;
    Reports { programs, found, across, links: Arc::new(links), sound }
}

fn names<'a>(
    files: &SiteFiles<'a>,
    parsed: &Parsed,
    config: &'a Config,
    as_of: Date,
    former: FormerSlugs<'a>,
) -> Names<'a> {
    let levels =
        files.levels.and_then(|(_, record)| record).map_or_else(Vec::new, |record| record.levels.iter().collect());
    let has_faults = |result: &FileResult| result.1.iter().any(|finding| !finding.rule.adjustable);
    let mut people = files.people.keys().enumerate().map(|(index, slug)| (*slug, PersonId::new(index))).collect();
    former.add(&mut people, FormerSlugs::people);
    let mut areas =
        in_order(files).into_iter().enumerate().map(|(index, slug)| (slug, FocusAreaId::new(index))).collect();
    former.add(&mut areas, FormerSlugs::areas);
    let programs = files.programs.iter().enumerate();
    let mut programs = programs.map(|(index, (slug, (_, record)))| (*slug, (ProgramId::new(index), *record))).collect();
    former.add(&mut programs, FormerSlugs::programs);
    Names {
        config,
        as_of,
        rewound: parsed.rewound,
        config_faulty: files.config.is_none_or(|(_, record)| record.is_none()),
        faulty: parsed.remarked.iter().filter(|(_, result)| has_faults(result)).map(|(path, _)| path.clone()).collect(),
        people,
        areas,
        programs,
        former,
        calendars: files.calendars.keys().enumerate().map(|(index, slug)| (*slug, index)).collect(),
        levels,
        people_called: files
            .people
            .iter()
            .map(|(slug, (_, record))| called(slug, record.and_then(|record| record.name.as_ref())))
            .collect(),
        areas_called: files
            .areas
            .iter()
            .map(|(slug, (_, record))| called(slug, record.and_then(|record| record.name.as_ref())))
            .collect(),
    }
}

/// A file's slug and the name in it; the slug twice where it has none.
fn called<'a>(slug: &'a str, name: Option<&'a Located<Name>>) -> (&'a str, &'a str) {
    (slug, name.map_or(slug, |name| name.value.0.as_str()))
}

fn built<'n, R, T>(
    path: &'n SourcePath,
    record: &R,
    names: &'n Names<'_>,
    compiler: &'n Compiler,
    build: impl FnOnce(&R, &mut Resolver<'_, 'n>) -> Option<T>,
) -> Built<T> {
    let mut to = Resolver::new(names, path, compiler);
    let value = build(record, &mut to);
    to.found.extend(to.texts.found);
    (value, to.found, LinkUnit::of_fields(to.texts.links))
}

fn each<R: Sync, T: Send>(
    files: &BTreeMap<&str, (&SourcePath, Option<&R>)>,
    names: &Names<'_>,
    compiler: &Compiler,
    build: impl Fn(&R, &str, &mut Resolver<'_, '_>) -> Option<T> + Sync,
) -> Vec<Built<T>> {
    files
        .par_iter()
        .map(|(slug, (path, record))| match record {
            Some(record) => built(path, *record, names, compiler, |record, to| build(record, slug, to)),
            None => (None, Vec::new(), Vec::new()),
        })
        .collect()
}

fn program<'n>(
    slug: &'n str,
    program_path: &'n SourcePath,
    record: Option<&'n ProgramRecord>,
    files: &[(&'n SourcePath, &UpdateFile)],
    names: &'n Names<'_>,
    compiler: &'n Compiler,
    scope: BuildScope,
) -> Built<Program> {
    let Some(record) = record else { return (None, Vec::new(), Vec::new()) };
    let (mut program, mut found, mut links) = built(program_path, record, names, compiler, |_, to| {
        to.lists_faulty = names.faulty.contains(program_path);
        let reports: Vec<_> = files.iter().map(|(_, file)| file.record.as_ref()).collect();
        programs::answers(record, &reports, to);
        to.program = Some((slug, record));
        programs::program(record, slug, to)
    });
    let before = found.len();
    // What a report of another day corrects may not have been written on this one.
    if !names.rewound {
        updates::corrections(files, &mut found);
    }
    let mut sound = found.len() == before;
    let mut list = Vec::new();
    for (path, file) in files {
        let Some(date) = crate::parse::update_date(path) else {
            let hint = "rename it to its date, such as `2026-03-05.md`; a second one on that day is `2026-03-05-2.md`";
            found.push(
                Diagnostic::new(&registry::UPDATE_NAME, Place::start_of(path), format!("`{}` is no date", path.stem()))
                    .hint(hint),
            );
            sound = false;
            continue;
        };
        let program_faulty = names.faulty.contains(program_path);
        let (update, more, its_links) = built(path, *file, names, compiler, |file, to| {
            to.lists_faulty = program_faulty;
            to.program = Some((slug, record));
            updates::update(file, date, record, to)
        });
        found.extend(more);
        sound &= update.is_some();
        if !is_shown(file, date, scope) {
            continue;
        }
        links.extend(its_links);
        links.push(LinkUnit::Text(Arc::clone(&file.body)));
        list.extend(update);
    }
    list.sort_by(|a, b| crate::parse::update_order(a.date, &a.name).cmp(&crate::parse::update_order(b.date, &b.name)));
    if let Some(program) = &mut program {
        program.updates = list;
    }
    (program.filter(|_| sound), found, links)
}

/// The page of a file, if it is one that is shown.
fn one_page(
    path: &SourcePath,
    parsed: &FileResult,
    names: &Names<'_>,
    compiler: &Compiler,
    scope: BuildScope,
) -> Option<BuiltPage> {
    let ParsedFile::Page(file) = &parsed.0 else { return None };
    if !file.front.publication.is_due(scope.as_of, scope.drafts) {
        return None;
    }
    let rules = &names.config.addresses;
    let url = page_url(path, &file.front, rules);
    let mut parts = path.as_str().split('/').skip(1);
    let program = match (parts.next(), parts.next(), parts.next()) {
        (Some("programs"), Some(slug), Some(_)) => names.programs.get(slug),
        _ => None,
    };
    let kind = match program {
        Some((id, _)) => PageKind::ProgramPage(*id),
        _ if is_summary(path) => PageKind::Summary,
        _ if Generated::introduced_at(&url).is_some() => PageKind::Introduction,
        _ => PageKind::Page,
    };
    if file.front.redirect.is_some() && matches!(kind, PageKind::Page | PageKind::ProgramPage(_)) {
        return None;
    }
    let mut to = Resolver::new(names, path, compiler);
    let built = pages::page(file, &url, kind, &mut to);
    Some((Arc::new(built), to.found))
}
