//! Agreed changes of a program's plan, and what it was before.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::markdown::Markup;
use crate::parse::compare::Formers;
use crate::parse::dated::Former;
use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder, Located, Map, Sameness};
use crate::parse::refs::{Decider, DeciderRef};
use crate::parse::resolve::{Lookup, Resolve};
use crate::parse::schema::titled;
use crate::parse::values::Markdown;
use crate::parse::yaml::Node;
use crate::source::Span;
use crate::time::{PlanDate, WrittenDate};

record! {
    /// An agreed change of baseline dates.
    pub struct RebaselineRecord: "rebaseline" {
        /// When it was agreed.
        need date: Date,
        /// By whom: a person or a forum.
        need approved_by: DeciderRef,
        /// Why, in inline Markdown.
        need reason: Markdown<400> [example = "The supplier delivers a month later."],
        /// What the plan was before.
        need was: PlanWas,
    }
}

/// An agreed change of baseline dates.
#[derive(Clone, Debug, PartialEq)]
pub struct Rebaseline {
    /// When it was agreed.
    pub date: Date,
    /// By whom.
    pub approved_by: Decider,
    /// Why.
    pub reason: Markup,
    /// The dates before, as (index of the milestone, date).
    pub was: Vec<(usize, PlanDate)>,
    /// The planned last day before, where it moved; `Some(None)` where there was none.
    pub end: Option<Option<PlanDate>>,
    /// The targets before, as (index of the success measure, target).
    pub targets: Vec<(usize, f64)>,
    /// The granted amount before, where it moved.
    pub budget: Option<f64>,
    /// Whether readers are told of it: those outside are not told what was agreed while the program was internal.
    pub told: bool,
}

/// What a plan was: dates by milestone, and the reserved words `end`, `measures` and `budget`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanWas {
    /// The dates of milestones, by id.
    pub milestones: Vec<(Located<String>, Located<WrittenDate>)>,
    /// The planned last day.
    pub end: Option<Former<WrittenDate>>,
    /// The targets of success measures, by id.
    pub measures: Map<Located<f64>>,
    /// The granted amount.
    pub budget: Option<Located<f64>>,
}

impl Decode for PlanWas {
    fn same(&self, earlier: &Self, how: Sameness) -> bool {
        let Self { milestones, end, measures, budget } = earlier;
        let has = |(id, date): &(Located<String>, Located<WrittenDate>)| {
            self.milestones.iter().any(|(own, said)| own == id && said == date)
        };
        let had = |(id, target): &(Located<String>, Located<f64>)| {
            self.measures.0.iter().any(|(own, said)| own == id && said == target)
        };
        let more = how == Sameness::AtLeast;
        milestones.iter().all(has)
            && measures.0.iter().all(had)
            && (more || (milestones.len(), measures.0.len()) == (self.milestones.len(), self.measures.0.len()))
            && (more && end.is_none() || self.end == *end)
            && (more && budget.is_none() || self.budget == *budget)
    }

    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let mut was = Self::default();
        for (key, value) in to.map(node, "milestone: date")? {
            to.within(&key.text, |to| match key.text.as_str() {
                "end" => was.end = Decode::decode(value, to),
                "measures" => was.measures = Map::decode(value, to).unwrap_or_default(),
                "budget" => was.budget = Decode::decode(value, to),
                id => {
                    let id = Located { value: id.to_owned(), span: key.span };
                    was.milestones.extend(Decode::decode(value, to).map(|date| (id, date)));
                }
            });
        }
        Some(was)
    }

    fn schema() -> Value {
        let (date, number) = (WrittenDate::schema(), f64::schema());
        titled(
            json!({
                "type": "object",
                "additionalProperties": { "anyOf": [date, number, { "type": "null" }, { "type": "object" }] },
            }),
            "dates by milestone; `end`, `measures` and `budget`",
            "{ M2: 2026-08-14, end: 2026-09-30, measures: { S1: 40 }, budget: 250000 }",
        )
    }
}

impl Formers for PlanWas {
    fn named(&self) -> Vec<String> {
        let Self { milestones, end, measures, budget } = self;
        let milestones = milestones.iter().map(|(id, _)| format!("milestones.{}", id.value));
        let measures = measures.0.iter().map(|(id, _)| format!("measures.{}", id.value));
        let others = [end.as_ref().map(|_| "end"), budget.as_ref().map(|_| "budget")];
        milestones.chain(measures).chain(others.into_iter().flatten().map(str::to_owned)).collect()
    }

    fn says(&self, field: &str, other: &Self) -> bool {
        fn of<'v, T>(list: &'v [(Located<String>, T)], id: &str) -> Option<&'v T> {
            list.iter().find(|(own, _)| own.value == id).map(|(_, value)| value)
        }
        match field.split_once('.') {
            Some(("milestones", id)) => of(&self.milestones, id) == of(&other.milestones, id),
            Some((_, id)) => of(&self.measures.0, id) == of(&other.measures.0, id),
            None if field == "end" => self.end == other.end,
            None => self.budget == other.budget,
        }
    }
}

impl Resolve for RebaselineRecord {
    type Model = Rebaseline;

    fn resolve(&self, _: Span, to: &mut dyn Lookup) -> Option<Rebaseline> {
        let Self { date, approved_by, reason, was, span: _, faulty: _ } = self;
        let PlanWas { milestones, end, measures, budget } = &was.as_ref()?.value;
        let was = milestones
            .iter()
            .filter_map(|(id, date)| Some((to.milestone(&id.value, id.span)?, date.resolve(date.span, to)?)));
        let was = was.collect();
        let targets =
            measures.0.iter().filter_map(|(id, target)| Some((to.measure(&id.value, id.span)?, target.value)));
        let targets = targets.collect();
        let end = end.as_ref().map(|end| end.value.and_then(|value| value.resolve(end.span, to)));
        let budget = budget.as_ref().map(|amount| amount.value);
        let approved_by = approved_by.as_ref().and_then(|by| by.resolve(by.span, to));
        let reason = reason.as_ref().and_then(|reason| reason.resolve(reason.span, to));
        Some(Rebaseline {
            date: date.as_ref()?.value,
            approved_by: approved_by?,
            reason: reason?,
            was,
            end,
            targets,
            budget,
            told: true,
        })
    }
}
