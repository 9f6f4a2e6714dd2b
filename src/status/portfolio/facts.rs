//! Changes of dated fields: what each said before, and what it says from a day on.

use jiff::civil::Date;

use crate::markdown::Markup;
use crate::model::{
    Assumption, Dated, Decider, Dependency, FocusAreaId, Gate, Issue, ItemChange, Milestone, PersonId, Program, Risk,
};
use crate::parse::records::{Lifecycle, Named, OwnEntry, OwnValue};

/// What a dated field says, for words to be made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact<'m> {
    /// Nothing.
    Nothing,
    /// These words.
    Text(&'m str),
    /// This person.
    Person(PersonId),
    /// This person or forum.
    Decider(&'m Decider),
    /// This focus area.
    Area(FocusAreaId),
    /// This day.
    Day(Date),
    /// These names.
    Names(Vec<&'m str>),
    /// This number.
    Number(f64),
}

/// A change of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct FactChange<'m> {
    /// The id of the item whose field it is; `None` for the program's own.
    pub item: Option<&'m str>,
    /// The field, as readers call it.
    pub field: &'m str,
    /// Its id, where it is a field of the site's own.
    pub own: Option<&'m str>,
    /// What it said.
    pub from: Fact<'m>,
    /// What it says.
    pub to: Fact<'m>,
    /// Why, as the entry of `changes` says.
    pub reason: Option<&'m Markup>,
}

/// Where changes go: the day and the change.
type Push<'a, 'm> = &'a mut dyn FnMut(Date, FactChange<'m>);

/// Whose fields are told: an item by its id, or the program, and what its entries of `changes` say.
struct Owner<'a, 'm> {
    item: Option<&'m str>,
    reason: &'a dyn Fn(Date, &str) -> Option<&'m Markup>,
}

impl<'m> Owner<'_, 'm> {
    /// Pushes each change of a field, which readers call `field` and records `key`.
    fn tell<T: PartialEq>(
        &self,
        (field, key): (&'static str, &str),
        dated: &'m Dated<T>,
        fact: impl Fn(&'m T) -> Fact<'m>,
        push: Push<'_, 'm>,
    ) {
        for (date, from, to) in dated.changes() {
            let reason = (self.reason)(date, key);
            push(date, FactChange { item: self.item, field, own: None, from: fact(from), to: fact(to), reason });
        }
    }
}

/// Why an item's field changed on a day.
fn why<'m>(entries: &'m [ItemChange], date: Date, field: &str) -> Option<&'m Markup> {
    entries.iter().find(|entry| entry.date == date && entry.fields.contains(&field))?.reason.as_ref()
}

fn text(text: &str) -> Fact<'_> {
    Fact::Text(text)
}

fn person<'m>(person: Option<&PersonId>) -> Fact<'m> {
    person.map_or(Fact::Nothing, |id| Fact::Person(*id))
}

fn yes_or_no(yes: &bool) -> Fact<'_> {
    Fact::Text(if *yes { "yes" } else { "no" })
}

fn names(names: &[Named]) -> Fact<'_> {
    let names: Vec<&str> = names.iter().map(|named| named.name.as_str()).collect();
    if names.is_empty() { Fact::Nothing } else { Fact::Names(names) }
}

/// Every change of a field of `program` and of its items, but those of its lifecycle, which are changes of their own,
/// and of its visibility, which no page tells.
#[expect(clippy::too_many_lines, reason = "it names every field")]
pub(super) fn facts<'m>(program: &'m Program, push: Push<'_, 'm>) {
    // Every field by name: a dated one that is forgotten here does not compile.
    let Program {
        name,
        stage,
        focus_area,
        dri,
        backup,
        sponsor,
        stakeholder_orgs,
        goals,
        priority,
        start,
        ongoing,
        cadence,
        milestones,
        risks,
        issues,
        assumptions,
        dependencies,
        lifecycle: _,
        visibility: _,
        // These have no dated past of their own.
        withheld: _,
        slug: _,
        formerly: _,
        file: _,
        updates: _,
        summary: _,
        core_team: _,
        tags: _,
        baseline_end: _,
        success_measures: _,
        rebaselines: _,
        decisions: _,
        budget: _,
        links: _,
        channel: _,
        recorded: _,
        fields,
        // `Program::entry` reads them.
        changes: _,
    } = program;
    let reason = |date, field: &str| program.entry(date, field)?.reason.as_ref();
    let own = Owner { item: None, reason: &reason };
    own.tell(("name", "name"), name, |name| text(name), push);
    own.tell(("stage", "stage"), stage, |stage| stage.as_ref().map_or(Fact::Nothing, |stage| text(&stage.name)), push);
    own.tell(("focus area", "focus_area"), focus_area, |area| Fact::Area(*area), push);
    own.tell(("DRI", "dri"), dri, |dri| Fact::Person(*dri), push);
    own.tell(("deputy", "backup"), backup, |id| person(id.as_ref()), push);
    own.tell(("sponsor", "sponsor"), sponsor, |id| person(id.as_ref()), push);
    let orgs = |orgs: &'m Vec<String>| {
        if orgs.is_empty() { Fact::Nothing } else { Fact::Names(orgs.iter().map(String::as_str).collect()) }
    };
    own.tell(("stakeholders", "stakeholder_orgs"), stakeholder_orgs, orgs, push);
    own.tell(("goals", "goals"), goals, |goals| names(goals), push);
    own.tell(("priority", "priority"), priority, |word| word.as_deref().map_or(Fact::Nothing, text), push);
    own.tell(("start", "start"), start, |day| day.map_or(Fact::Nothing, Fact::Day), push);
    own.tell(("without a planned end", "ongoing"), ongoing, yes_or_no, push);
    own.tell(("cadence", "cadence"), cadence, |cadence| text(cadence.word()), push);
    for (date, from, to) in fields.changes() {
        own_fields((date, reason(date, "fields")), from, to, push);
    }
    for Milestone { id, name, key, owner, gate, baseline: _, added: _, dropped: _, replaces: _, changes } in milestones
    {
        let own = Owner { item: Some(id), reason: &|date, field| why(changes, date, field) };
        own.tell(("name", "name"), name, |name| text(name), push);
        own.tell(("key milestone", "key"), key, yes_or_no, push);
        own.tell(("owner", "owner"), owner, |id| person(id.as_ref()), push);
        own.tell(("gate", "gate"), gate, |gate| gate_fact(gate.as_ref()), push);
    }
    for risk in risks {
        of_risk(risk, push);
    }
    for Issue { id, owner, statement: _, severity: _, raised: _, due: _, closed: _, from_risk: _, changes } in issues {
        let own = Owner { item: Some(id), reason: &|date, field| why(changes, date, field) };
        own.tell(("owner", "owner"), owner, |id| person(id.as_ref()), push);
    }
    for assumption in assumptions {
        let Assumption {
            id,
            owner,
            statement: _,
            validate_by: _,
            outcome: _,
            outcome_date: _,
            added: _,
            withdrawn: _,
            changes,
        } = assumption;
        let own = Owner { item: Some(id), reason: &|date, field| why(changes, date, field) };
        own.tell(("owner", "owner"), owner, |id| person(id.as_ref()), push);
    }
    for dependency in dependencies {
        let Dependency {
            id,
            need_by,
            hard,
            owner,
            provider: _,
            need: _,
            committed: _,
            added: _,
            withdrawn: _,
            changes,
        } = dependency;
        let own = Owner { item: Some(id), reason: &|date, field| why(changes, date, field) };
        own.tell(("needed by", "need_by"), need_by, |day| Fact::Day(*day), push);
        own.tell(("must have", "hard"), hard, yes_or_no, push);
        own.tell(("owner", "owner"), owner, |id| person(id.as_ref()), push);
    }
}

/// Pushes each change of a field of the site's own, in the order of their declarations as far as both say them.
fn own_fields<'m>(
    (date, reason): (Date, Option<&'m Markup>),
    from: &'m [OwnEntry],
    to: &'m [OwnEntry],
    push: Push<'_, 'm>,
) {
    let of = |entries: &'m [OwnEntry], id: &str| entries.iter().find(|entry| entry.field.id == id);
    let gone = from.iter().filter(|entry| of(to, &entry.field.id).is_none());
    for entry in to.iter().chain(gone) {
        let (before, after) = (of(from, &entry.field.id), of(to, &entry.field.id));
        if before.map(|entry| &entry.value) != after.map(|entry| &entry.value) {
            let fact = |entry: Option<&'m OwnEntry>| entry.map_or(Fact::Nothing, own_fact);
            let (from, to) = (fact(before), fact(after));
            push(
                date,
                FactChange { item: None, field: &entry.field.name, own: Some(&entry.field.id), from, to, reason },
            );
        }
    }
}

fn own_fact(entry: &OwnEntry) -> Fact<'_> {
    match &entry.value {
        OwnValue::Link(link) => text(&link.url),
        OwnValue::Text(words) => text(words),
        OwnValue::Number(number) => Fact::Number(*number),
        OwnValue::Day(day) => Fact::Day(*day),
    }
}

fn of_risk<'m>(risk: &'m Risk, push: Push<'_, 'm>) {
    let Risk {
        id,
        response,
        plan,
        owner,
        escalate_to,
        statement: _,
        category: _,
        probability: _,
        impact: _,
        trigger: _,
        raised: _,
        review_by: _,
        closed: _,
        reopens: _,
        fields: _,
        changes,
    } = risk;
    let own = Owner { item: Some(id), reason: &|date, field| why(changes, date, field) };
    own.tell(
        ("response", "response"),
        response,
        |response| response.map_or(Fact::Nothing, |word| text(word.word())),
        push,
    );
    own.tell(("plan", "plan"), plan, |plan| text(plan.plain()), push);
    own.tell(("owner", "owner"), owner, |id| person(id.as_ref()), push);
    own.tell(("escalation", "escalate_to"), escalate_to, |to| to.as_ref().map_or(Fact::Nothing, Fact::Decider), push);
}

fn gate_fact<'m>(gate: Option<&Gate>) -> Fact<'m> {
    Fact::Text(if gate.is_some() { "a gate" } else { "no gate" })
}

/// When a program became active, stopped, and went on, as its record dates it: the day and the lifecycle from then on.
pub(super) fn turns(program: &Program) -> impl Iterator<Item = (Date, Lifecycle, Lifecycle)> {
    program.lifecycle.changes().map(|(date, from, to)| (date, *from, *to))
}
