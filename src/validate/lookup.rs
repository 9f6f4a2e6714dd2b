//! What a declaration's references become: [`Lookup`] as the names of a whole site answer it.

use std::sync::Arc;

use super::items::ids;
use super::names::Resolver;
use crate::diagnostics::{nearest_name, registry};
use crate::markdown::{Markup, SeenBy};
use crate::model::{Decider, FocusAreaId, Link, PersonId, ProgramId, Provider};
use crate::parse::decode::{Decoder, Located};
use crate::parse::records::{CadenceWord, FieldHolder, Named, OwnEntry, OwnFields, OwnValue, Visibility};
use crate::parse::refs::{AreaRef, DeciderRef, Declared, PersonRef, ProgramRef, RiskRef};
use crate::parse::resolve::Lookup;
use crate::parse::values::LinkTarget;
use crate::source::Span;

impl Lookup for Resolver<'_, '_> {
    fn person(&mut self, slug: &PersonRef, at: Span) -> Option<PersonId> {
        Resolver::person(self, slug, at)
    }

    fn decider(&mut self, name: &DeciderRef, at: Span) -> Option<Decider> {
        Resolver::decider(self, name, at)
    }

    fn program(&mut self, slug: &ProgramRef, at: Span) -> Option<ProgramId> {
        Resolver::program(self, slug, at).map(|(id, _)| id)
    }

    fn area(&mut self, slug: &AreaRef, at: Span) -> Option<FocusAreaId> {
        Resolver::area(self, slug, at)
    }

    fn declared(&mut self, list: Declared, id: &str, at: Span) -> Option<Named> {
        Resolver::declared(self, list, id, at)
    }

    fn risk(&mut self, id: &RiskRef, at: Span) -> Option<usize> {
        let (_, program) = self.program?;
        self.item("risk", id, at, ids(program.risks.iter().map(|risk| risk.id.as_ref())))
    }

    fn milestone(&mut self, id: &str, at: Span) -> Option<usize> {
        let (_, program) = self.program?;
        self.item("milestone", id, at, ids(program.milestones.iter().map(|milestone| milestone.id.as_ref())))
    }

    fn measure(&mut self, id: &str, at: Span) -> Option<usize> {
        let (_, program) = self.program?;
        self.item("success measure", id, at, ids(program.success_measures.iter().map(|measure| measure.id.as_ref())))
    }

    fn provider(&mut self, program: &str, milestone: &str, at: Span) -> Option<Provider> {
        let program = self.names.former.program(program);
        if self.program.is_some_and(|(own, _)| own == program) {
            let hint = "name a milestone of another program, or `{ external: Name }`";
            self.report(&registry::DEPENDENCY_CYCLE, at, "a program cannot depend on itself", hint);
            return None;
        }
        self.milestone_of(program, milestone, at)
    }

    fn link(&mut self, label: &str, target: &Located<LinkTarget>, visibility: Visibility) -> Link {
        let readers =
            if visibility == Visibility::Internal { self.readers.max(SeenBy::Internal) } else { self.readers };
        self.texts.note(&target.value, target.span, readers);
        Link { label: label.to_owned(), url: target.value.0.clone(), visibility }
    }

    fn own_fields(&mut self, on: FieldHolder, fields: &OwnFields) -> Vec<OwnEntry> {
        let config = self.names.config;
        let mut entries = Vec::new();
        for (id, node) in &fields.0 {
            let declared = config.fields.iter().find(|field| field.on == on && field.id == id.value);
            let Some(field) = declared else {
                self.undeclared(on, id);
                continue;
            };
            let mut to = Decoder::new(self.file, Vec::new());
            let value = OwnValue::read(field, node, &mut to, |target| self.link(&field.name, target, field.visibility));
            self.failed |= to.found.iter().any(|finding| !finding.rule.adjustable) && !self.names.rewound;
            self.found.extend(to.found);
            entries.extend(value.map(|value| OwnEntry { field: Arc::clone(field), value }));
        }
        // In the order of their declarations, however a record writes them.
        entries.sort_by_key(|entry| config.fields.iter().position(|field| *field == entry.field));
        entries
    }

    fn markdown(&mut self, text: &str, at: Span) -> Markup {
        self.texts.inline(text, at)
    }

    fn cadence(&self) -> CadenceWord {
        self.names.config.cadence
    }

    fn visibility(&self) -> Visibility {
        self.names.config.default_visibility
    }

    fn year_of_plans(&self) -> i8 {
        self.names.config.year_of_plans
    }
}

impl Resolver<'_, '_> {
    /// Reports a field that the settings do not declare for this kind of record.
    fn undeclared(&mut self, on: FieldHolder, id: &Located<String>) {
        let fields = &self.names.config.fields;
        if fields.is_empty() && self.declares_nothing() {
            return;
        }
        let word = on.word();
        let elsewhere = fields.iter().find(|field| field.id == id.value);
        let known = || fields.iter().filter(|field| field.on == on).map(|field| field.id.as_str());
        let hint = match (elsewhere, nearest_name(&id.value, known())) {
            (Some(field), _) => format!(
                "`pmo.yaml` declares it `on: {}`; add `{{ id: {}, on: {word}, type: … }}` to `fields` there",
                field.on.word(),
                id.value
            ),
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => format!("add `{{ id: {}, on: {word}, type: … }}` to `fields` in `pmo.yaml`", id.value),
        };
        let message = format!("`pmo.yaml` declares no field `{}` for a {word}", id.value);
        self.report(&registry::UNKNOWN_FIELD, id.span, message, hint);
    }

    /// A milestone of another program.
    fn milestone_of(&mut self, program: &str, milestone: &str, at: Span) -> Option<Provider> {
        let (id, other) = self.program(program, at)?;
        // A provider whose own file is faulty has had its finding there.
        let other = other?;
        let known = ids(other.milestones.iter().map(|milestone| milestone.id.as_ref()));
        if let Some(milestone) = known.clone().position(|known| known == milestone) {
            return Some(Provider::Milestone { program: id, milestone });
        }
        // The other list may lack the milestone because of a fault of its own, or has none at all.
        let doubtful = other.milestones.is_empty() || known.clone().any(str::is_empty);
        if doubtful && self.names.faulty.iter().any(|path| path.as_str().split('/').nth(2) == Some(program)) {
            self.failed = true;
            return None;
        }
        let hint = nearest_name(milestone, known.clone()).map_or_else(
            || match known.clone().collect::<Vec<_>>().join(", ") {
                list if list.is_empty() => format!("`{program}` has no milestones: add it to its `program.yaml`"),
                list => format!("its milestones are {list}"),
            },
            |near| format!("did you mean `{program}#{near}`?"),
        );
        self.report(
            &registry::UNKNOWN_MILESTONE,
            at,
            format!("program `{program}` has no milestone `{milestone}`"),
            hint,
        );
        None
    }
}
