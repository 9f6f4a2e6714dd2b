//! Computed health: a floor and a flag, never a promotion.
//!
//! Each rule is a row of [`RULES`]; the worst colour that any of them demands is the computed one. What was reported
//! stays beside it, and a report that is better than the rules allow is flagged (the *watermelon*: green outside, red
//! inside).

use serde::Serialize;

use super::{Outlook, ProgramState};
use crate::config::HealthRules;
use crate::parse::records::Colour;
use crate::words::WORDS;

/// Reported and computed health of an active program.
#[derive(Clone, Debug, Default)]
pub struct Health {
    /// As the last report says; `None` without one, or when the program is not active.
    pub reported: Option<Colour>,
    /// As the rules say; `None` when not active or never reported.
    pub computed: Option<Colour>,
    /// Why it is not green.
    pub reasons: Vec<HealthReason>,
}

impl Health {
    /// What the rules say, when the report is better than they allow.
    #[must_use]
    pub fn flag(&self) -> Option<Colour> {
        self.computed.filter(|computed| self.reported.is_some_and(|reported| *computed > reported))
    }

    /// Whether the report is better than the rules allow.
    #[must_use]
    pub fn watermelon(&self) -> bool {
        self.flag().is_some()
    }
}

/// Why the rules demand a colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HealthReason {
    /// The rule's name, as on the status guide.
    pub rule: &'static str,
    /// The colour that it demands.
    pub colour: Colour,
    /// In words with the numbers.
    pub text: String,
}

/// A rule of computed health.
pub struct HealthRule {
    /// Its name.
    pub name: &'static str,
    /// What it demands, in words with this site's thresholds.
    pub explain: fn(&HealthRules) -> String,
    check: fn(&ProgramState<'_>, &HealthRules) -> Vec<HealthReason>,
}

impl std::fmt::Debug for HealthRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// The rules in the order in which they are explained.
pub const RULES: &[HealthRule] = &[
    HealthRule {
        name: "key milestone slip",
        explain: |rules| {
            format!(
                "A key milestone that is still ahead is expected {} or more after its baseline: {}; {} or more: {}.",
                WORDS.days(rules.amber_slip),
                rules.amber_label,
                WORDS.days(rules.red_slip),
                rules.red_label
            )
        },
        check: slip,
    },
    HealthRule {
        name: "forecast in the past",
        explain: |rules| format!("A milestone was expected before today and has no actual date: {}.", rules.red_label),
        check: passed,
    },
    HealthRule {
        name: "confidence",
        explain: |rules| {
            format!(
                "Confidence below {}: {}; below {}: {}.",
                WORDS.percent(rules.green_confidence),
                rules.amber_label,
                WORDS.percent(rules.amber_confidence),
                rules.red_label
            )
        },
        check: confidence,
    },
    HealthRule {
        name: "late dependency",
        explain: |rules| {
            let (amber, red) = (&rules.amber_label, &rules.red_label);
            format!(
                "A hard dependency is expected after it is needed, or was needed already and is not there: {amber}; \
                 when it comes after the expected date of a key milestone that is still ahead: {red}. Its provider is \
                 paused or only proposed, so no date holds: {amber}. It will not come, because the provider has ended \
                 without it or has given it up: {red}."
            )
        },
        check: dependency,
    },
    HealthRule {
        name: "unreviewed risk",
        explain: |rules| {
            format!(
                "An open risk that scores {} or more is past its review date: {}.",
                rules.risk_score, rules.amber_label
            )
        },
        check: risk,
    },
];

/// What the rules demand in `state`: the worst colour and every reason, worst first.
#[must_use]
pub fn computed(state: &ProgramState<'_>, rules: &HealthRules) -> (Colour, Vec<HealthReason>) {
    let mut reasons: Vec<_> = RULES.iter().flat_map(|rule| (rule.check)(state, rules)).collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.colour));
    (reasons.first().map_or(Colour::Green, |reason| reason.colour), reasons)
}

fn slip(state: &ProgramState<'_>, rules: &HealthRules) -> Vec<HealthReason> {
    let key = state.milestones.iter().filter(|now| now.is_open() && now.facts.key);
    key.filter(|now| now.slip_days >= rules.amber_slip)
        .map(|now| HealthReason {
            rule: "key milestone slip",
            colour: if now.slip_days >= rules.red_slip { Colour::Red } else { Colour::Amber },
            text: format!("{} is expected {} after its baseline", now.title(), WORDS.slip(now.slip())),
        })
        .collect()
}

fn passed(state: &ProgramState<'_>, _: &HealthRules) -> Vec<HealthReason> {
    let overdue = state.milestones.iter().filter(|milestone| milestone.overdue);
    overdue
        .map(|now| HealthReason {
            rule: "forecast in the past",
            colour: Colour::Red,
            text: format!("{} was expected {} and has no actual date", now.title(), WORDS.at_plan_date(now.expected)),
        })
        .collect()
}

fn confidence(state: &ProgramState<'_>, rules: &HealthRules) -> Vec<HealthReason> {
    let Some(percent) = state.confidence else { return Vec::new() };
    let colour = rules.confidence_colour(percent);
    if colour == Colour::Green {
        return Vec::new();
    }
    vec![HealthReason { rule: "confidence", colour, text: format!("confidence is {}", WORDS.percent(percent)) }]
}

fn dependency(state: &ProgramState<'_>, _: &HealthRules) -> Vec<HealthReason> {
    let hard = state.dependencies.iter().filter(|dependency| dependency.hard && dependency.is_open());
    hard.filter_map(|now| {
        let id = &now.dependency.id;
        let (colour, text) = match now.outlook {
            Outlook::Late => (
                if feeds_key_milestone(state, now.expected) { Colour::Red } else { Colour::Amber },
                format!("{id} is expected {} after it is needed", WORDS.days(now.late_days)),
            ),
            Outlook::Overdue => (
                if feeds_key_milestone(state, Some(state.date)) { Colour::Red } else { Colour::Amber },
                format!("{id} was needed by {} and is not there", WORDS.date(now.need_by)),
            ),
            Outlook::WillNotCome => (Colour::Red, format!("{id} will not come")),
            Outlook::NotPromised => (Colour::Amber, format!("{id} has no date that holds")),
            Outlook::Delivered | Outlook::InTime | Outlook::ProviderOverdue | Outlook::NoDate => return None,
        };
        Some(HealthReason { rule: "late dependency", colour, text })
    })
    .collect()
}

/// A late dependency feeds a key milestone when it arrives after that milestone, still ahead, is expected: the plan
/// cannot hold.
fn feeds_key_milestone(state: &ProgramState<'_>, arrives: Option<jiff::civil::Date>) -> bool {
    let Some(arrives) = arrives else { return false };
    state.milestones.iter().any(|now| now.is_open() && now.facts.key && now.expected.last < arrives)
}

fn risk(state: &ProgramState<'_>, rules: &HealthRules) -> Vec<HealthReason> {
    let missed = state.risks.iter().filter(|risk| risk.review_overdue && risk.score >= rules.risk_score);
    missed
        .map(|now| HealthReason {
            rule: "unreviewed risk",
            colour: Colour::Amber,
            text: format!("{} scores {} and is past its review date", now.risk.id, now.score),
        })
        .collect()
}
