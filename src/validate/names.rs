//! The names that references may use, and the findings of those that do not.

use std::collections::{BTreeMap, BTreeSet};

use super::former::FormerSlugs;
use super::text::FieldTexts;
use jiff::civil::Date;

use crate::config::Config;
use crate::diagnostics::{Diagnostic, Place, Rule, nearest_name, registry};
use crate::markdown::{Compiler, SeenBy};
use crate::model::{Decider, FocusAreaId, PersonId, ProgramId};
use crate::parse::decode::Located;
use crate::parse::naming::is_unknown;
use crate::parse::records::{LevelRecord, Named, ProgramRecord};
use crate::parse::refs::{AreaRef, CalendarRef, DeciderRef, Declared, LevelRef, PersonRef};
use crate::parse::values::{Id, Slug};
use crate::source::{SourcePath, Span};

/// Slugs of every file and ids of every declaration. A record with faults of its own is still a name: whoever refers to
/// it is right.
#[derive(Debug)]
pub(super) struct Names<'a> {
    pub config: &'a Config,
    /// The model's day.
    pub as_of: Date,
    /// Whether the files are those of an earlier day: what refers to something of a later one is left out, and has its
    /// finding in the files as they are, if it is wrong.
    pub rewound: bool,
    /// Whether `pmo.yaml` could not be read at all, so that it declares nothing.
    pub config_faulty: bool,
    /// Files with faults of their own.
    pub faulty: BTreeSet<SourcePath>,
    pub people: BTreeMap<&'a str, PersonId>,
    pub areas: BTreeMap<&'a str, FocusAreaId>,
    pub programs: BTreeMap<&'a str, (ProgramId, Option<&'a ProgramRecord>)>,
    /// The slugs that records had, which stand in the three lists above as well.
    pub former: FormerSlugs<'a>,
    pub calendars: BTreeMap<&'a str, usize>,
    pub levels: Vec<&'a LevelRecord>,
    /// Slugs of people and how they are called.
    pub people_called: Vec<(&'a str, &'a str)>,
    /// Slugs of focus areas and how they are called.
    pub areas_called: Vec<(&'a str, &'a str)>,
}

/// Most names that a hint lists.
const SHOWN: usize = 12;

/// `` `M1`, `M2` ``.
fn in_backticks(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn article(what: &str) -> &'static str {
    if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// Looks up one file's references, and keeps what it finds.
#[derive(Debug)]
pub(super) struct Resolver<'a, 'n> {
    pub names: &'n Names<'a>,
    pub file: &'n SourcePath,
    /// The file's Markdown.
    pub texts: FieldTexts<'n>,
    /// The program whose file this is, or to which the update belongs: its slug and its record.
    pub program: Option<(&'n str, &'n ProgramRecord)>,
    /// Who sees the links of the record that do not say; fewer for somebody's own links.
    pub readers: SeenBy,
    pub found: Vec<Diagnostic>,
    /// Whether something required could not be resolved.
    pub failed: bool,
    /// Whether the lists of the program that ids refer to have faults of their own, so that one of them may lack an
    /// item.
    pub lists_faulty: bool,
}

/// A finding to make: a name that nothing has.
struct Dangling<'s> {
    rule: &'static Rule,
    what: &'s str,
    remedy: String,
}

impl<'a, 'n> Resolver<'a, 'n> {
    pub fn new(names: &'n Names<'a>, file: &'n SourcePath, compiler: &'n Compiler) -> Self {
        let texts = FieldTexts::new(compiler, file);
        Self {
            names,
            file,
            texts,
            program: None,
            readers: SeenBy::All,
            found: Vec::new(),
            failed: false,
            lists_faulty: false,
        }
    }

    pub fn report(&mut self, rule: &'static Rule, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        self.failed |= !rule.adjustable && !self.names.rewound;
        self.found.push(Diagnostic::new(rule, Place::new(self.file, span), message).hint(hint));
    }

    /// Reports that there is no `what` called `name`, with the nearest of `known`.
    pub fn dangling<'s>(
        &mut self,
        rule: &'static Rule,
        span: Span,
        what: &str,
        name: &str,
        known: impl Iterator<Item = &'s str>,
        remedy: &str,
    ) {
        let hint = match nearest_name(name, known) {
            Some(near) => format!("did you mean `{near}`? otherwise {remedy}"),
            None if is_unknown(name) => format!("leave the key out until it is known; otherwise {remedy}"),
            None => remedy.to_owned(),
        };
        self.report(rule, span, format!("there is no {what} `{name}`"), hint);
    }

    /// What the file called `slug` became. A file whose own name is no slug yet has its finding; who refers to the slug
    /// that it will have is right.
    fn of_file<T: Copy>(
        &mut self,
        files: &BTreeMap<&str, T>,
        slug: &str,
        span: Span,
        dangling: &Dangling<'_>,
    ) -> Option<T> {
        let found = files.get(slug).copied();
        if found.is_none() && files.keys().any(|name| !Slug::is_valid(name) && Slug::suggest(name) == slug) {
            self.failed = true;
        } else if found.is_none() {
            self.dangling(dangling.rule, span, dangling.what, slug, files.keys().copied(), &dangling.remedy);
        }
        found
    }

    /// Reports a text that has not the form of a name of its kind, with the slug or id of what is called so.
    fn misnamed<'s>(
        &mut self,
        at: Span,
        what: &str,
        text: &str,
        called: impl Iterator<Item = (&'s str, &'s str)> + Clone,
    ) {
        let text = text.trim();
        let suggested = Slug::suggest(text);
        let found =
            called.clone().find(|(slug, name)| name.eq_ignore_ascii_case(text) || slug.eq_ignore_ascii_case(text));
        let found = found.or_else(|| called.clone().find(|(slug, _)| *slug == suggested));
        let hint = if let Some((slug, _)) = found {
            format!("write `{slug}`")
        } else {
            let mut known: Vec<&str> = called.map(|(slug, _)| slug).take(SHOWN + 1).collect();
            let more = if known.len() > SHOWN { ", …" } else { "" };
            known.truncate(SHOWN);
            if known.is_empty() {
                format!("write the {what}")
            } else {
                format!("write the {what}, one of {}{more}", in_backticks(&known))
            }
        };
        self.report(&registry::BAD_SLUG, at, format!("`{text}` is no {what}"), hint);
    }

    pub fn person(&mut self, slug: &PersonRef, at: Span) -> Option<PersonId> {
        let names = self.names;
        if !Slug::is_valid(slug) {
            self.misnamed(at, "slug of a person", slug, names.people_called.iter().copied());
            return None;
        }
        let remedy = format!("add `content/people/{}.yaml`", slug.0);
        self.of_file(&names.people, slug, at, &Dangling { rule: &registry::UNKNOWN_PERSON, what: "person", remedy })
    }

    pub fn decider(&mut self, name: &DeciderRef, at: Span) -> Option<Decider> {
        if let Some(forum) = self.names.config.forums.iter().find(|forum| forum.is_called(&name.0)) {
            return Some(Decider::Forum(forum.clone()));
        }
        if let Some(person) = self.names.people.get(&*name.0) {
            return Some(Decider::Person(*person));
        }
        let names = self.names;
        if names.config.forums.is_empty() && self.declares_nothing() {
            return None;
        }
        if !Slug::is_valid(name) {
            let forums = names.config.forums.iter().map(|forum| (forum.id.as_str(), forum.name.as_str()));
            let called = names.people_called.iter().copied().chain(forums);
            self.misnamed(at, "slug of a person or id of a forum", name, called);
            return None;
        }
        let known = names.people.keys().copied().chain(names.config.forums.iter().map(|forum| forum.id.as_str()));
        let remedy = format!("add it to `forums` in `pmo.yaml`, or add `content/people/{}.yaml`", name.0);
        self.dangling(&registry::UNKNOWN_BODY, at, "person or forum", name, known, &remedy);
        None
    }

    /// Whether the file of declarations has faults, so that what refers to an empty list of it may be right.
    pub fn declares_nothing(&mut self) -> bool {
        let faulty = self.names.config_faulty
            || self.names.faulty.iter().any(|path| matches!(path.as_str(), "pmo.yaml" | "pmo.yml"));
        self.failed |= faulty;
        faulty
    }

    /// Whether `dimension` is declared.
    pub fn dimension(&mut self, dimension: &Located<String>) {
        let known = &self.names.config.health.dimensions;
        if known.contains(&dimension.value) || self.declares_nothing() {
            return;
        }
        let remedy = format!("use one of {}, or add it to `health.dimensions` in `pmo.yaml`", known.join(", "));
        self.dangling(
            &registry::UNKNOWN_DIMENSION,
            dimension.span,
            "dimension",
            &dimension.value,
            known.iter().map(String::as_str),
            &remedy,
        );
    }

    pub fn area(&mut self, slug: &AreaRef, at: Span) -> Option<FocusAreaId> {
        let names = self.names;
        if !Slug::is_valid(slug) {
            self.misnamed(at, "slug of a focus area", slug, names.areas_called.iter().copied());
            return None;
        }
        let remedy = format!("add `content/focus-areas/{}.yaml`", slug.0);
        self.of_file(
            &names.areas,
            slug,
            at,
            &Dangling { rule: &registry::UNKNOWN_FOCUS_AREA, what: "focus area", remedy },
        )
    }

    pub fn program(&mut self, slug: &str, span: Span) -> Option<(ProgramId, Option<&'a ProgramRecord>)> {
        let names = self.names;
        let remedy = format!("add `content/programs/{slug}/program.yaml`");
        self.of_file(
            &names.programs,
            slug,
            span,
            &Dangling { rule: &registry::UNKNOWN_PROGRAM, what: "program", remedy },
        )
    }

    pub fn declared(&mut self, list: Declared, id: &str, at: Span) -> Option<Named> {
        let config = self.names.config;
        let (declared, rule, what, key) = match list {
            Declared::Stages => (&config.stages, &registry::UNKNOWN_STAGE, "stage", "stages"),
            Declared::Goals => (&config.goals, &registry::UNKNOWN_GOAL, "goal", "goals"),
            Declared::Orgs => (&config.orgs, &registry::UNKNOWN_ORG, "organization", "orgs"),
            Declared::Regions => (&config.regions, &registry::UNKNOWN_LEVEL, "region", "regions"),
        };
        let found = declared.iter().find(|named| named.is_called(id));
        let called = || declared.iter().map(|named| (named.id.as_str(), named.name.as_str()));
        if found.is_none() && declared.is_empty() && self.declares_nothing() {
            return None;
        }
        if found.is_none() && !Id::is_valid(id) {
            self.misnamed(at, &format!("id of {} {what}", article(what)), id, called());
        } else if found.is_none() {
            let by_name = called().find(|(_, name)| name.eq_ignore_ascii_case(id.trim()));
            let remedy = match by_name {
                Some((meant, _)) => format!("write `{meant}`, or add `{id}` to `{key}` in `pmo.yaml`"),
                None => format!("add `{id}` to `{key}` in `pmo.yaml`"),
            };
            self.dangling(rule, at, what, id, declared.iter().map(|named| named.id.as_str()), &remedy);
        }
        found.cloned()
    }

    pub fn calendar(&mut self, slug: &Located<CalendarRef>) -> Option<usize> {
        let names = self.names;
        let remedy = format!("add `content/holidays/{}.yaml`", slug.value.0);
        let dangling = Dangling { rule: &registry::UNKNOWN_CALENDAR, what: "holiday calendar", remedy };
        self.of_file(&names.calendars, &slug.value, slug.span, &dangling)
    }

    /// The id of a level, which may have had another.
    pub fn level(&mut self, slug: &Located<LevelRef>) -> String {
        let names = self.names;
        let id = |level: &LevelRecord| level.id.as_ref().map(|id| id.value.0.clone());
        let called = |level: &&&LevelRecord| {
            level.id.iter().map(|id| &id.value).chain(&level.formerly).any(|id| id.0 == slug.value.0)
        };
        let found = names.levels.iter().find(called);
        // A site without levels uses the field as a free word.
        if !names.levels.is_empty() && found.is_none() {
            let known: Vec<String> = names.levels.iter().filter_map(|level| id(level)).collect();
            let remedy = "add it to `content/levels.yaml`";
            let known = known.iter().map(String::as_str);
            self.dangling(&registry::UNKNOWN_LEVEL, slug.span, "level", &slug.value, known, remedy);
        }
        found.and_then(|level| id(level)).unwrap_or_else(|| slug.value.0.clone())
    }

    /// Reports a word of the settings that is used on `day`, after its last one.
    pub fn in_use(&mut self, what: &str, words: &[Named], id: &str, at: Span, day: Date) {
        let ended = words.iter().find(|named| named.is_called(id)).and_then(|named| Some((named, named.until?)));
        let Some((named, until)) = ended.filter(|(_, until)| *until < day) else { return };
        let message = format!("the {what} `{}` has ended on {until}", named.id);
        let still: Vec<&str> =
            words.iter().filter(|other| other.until.is_none_or(|until| day <= until)).map(|other| &*other.id).collect();
        let hint = if still.is_empty() {
            "name one that has not ended, or correct its `until` in `pmo.yaml`".to_owned()
        } else {
            format!("write one of {}, or correct its `until` in `pmo.yaml`", in_backticks(&still))
        };
        self.report(&registry::ENDED_WORD, at, message, hint);
    }

    /// The index of `id` in one of a program's lists.
    pub fn item<'s>(
        &mut self,
        what: &str,
        id: &str,
        span: Span,
        ids: impl Iterator<Item = &'s str> + Clone,
    ) -> Option<usize> {
        let found = ids.clone().position(|known| known == id);
        if found.is_none() && self.lists_faulty && (ids.clone().next().is_none() || ids.clone().any(str::is_empty)) {
            self.failed = true;
        } else if found.is_none() {
            let known: Vec<&str> = ids.clone().filter(|id| !id.is_empty()).take(SHOWN).collect();
            let remedy = if known.is_empty() {
                format!("add the {what} to `program.yaml`")
            } else {
                format!("the program has {}; if it is new, add the {what} to `program.yaml`", in_backticks(&known))
            };
            self.dangling(&registry::UNKNOWN_ITEM, span, what, id, ids, &remedy);
        }
        found
    }
}
