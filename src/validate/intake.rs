//! `intake.yaml` → [`Intake`].

use super::names::Resolver;
use super::programs::value;
use super::text::Texts;
use crate::diagnostics::registry;
use crate::markdown::{SeenBy, misspelling};
use crate::model::{Answer, Calculator, Criterion, Intake, Outcome};
use crate::parse::decode::Located;
use crate::parse::records::{CalculatorRecord, IntakeMode, IntakeRecord};

/// Builds the request form, or `None` after findings.
pub(super) fn intake(record: &IntakeRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Option<Intake> {
    let manager = to.maybe_person(record.manager.as_ref());
    let mode = record.mode.as_ref();
    if let Some(mode) = mode {
        complete(record, mode, to);
    }
    if let Some(url) = record.url.as_ref().filter(|url| url.value.starts_with('/')) {
        texts.note(&url.value, url.span, SeenBy::All);
    }
    let calculator = record.calculator.as_ref().map(|calculator| self::calculator(calculator, to, texts));
    let note = texts.maybe(record.note.as_ref()).unwrap_or_default();
    if to.failed {
        return None;
    }
    let mode = mode?.value;
    let address = match (mode, &record.email) {
        (IntakeMode::Email, Some(email)) => Some(format!("mailto:{}", email.value.trim_start_matches("mailto:"))),
        _ => record.url.as_ref().map(|url| url.value.0.clone()),
    };
    Some(Intake {
        file: to.file.clone(),
        mode,
        url: address,
        template: record.template.as_ref().map(|template| template.value.0.clone()),
        manager,
        note,
        effective: value(record.effective.as_ref()),
        questions_channel: record.questions_channel.as_ref().map(|channel| channel.value.0.clone()),
        no_direct_messages: value(record.no_direct_messages.as_ref()).unwrap_or(false),
        calculator: calculator.flatten(),
    })
}

/// Reports what `mode` needs and the record lacks.
fn complete(record: &IntakeRecord, mode: &Located<IntakeMode>, to: &mut Resolver<'_, '_>) {
    let needs = match mode.value {
        IntakeMode::IssueTemplate | IntakeMode::FormUrl => ("url", record.url.is_none()),
        IntakeMode::Manager => ("manager", record.manager.is_none()),
        IntakeMode::Email => ("email", record.email.is_none()),
        IntakeMode::GoalOwner => ("url", false),
    };
    if let (field, true) = needs
        && record.lacks(field)
    {
        let message = format!("intake mode `{}` needs `{field}`", mode.value.word());
        to.report(&registry::INTAKE_INCOMPLETE, mode.span, message, format!("add `{field}: …`"));
    }
    if let (IntakeMode::Email, Some(email)) = (mode.value, &record.email)
        && !is_mail(email.value.trim_start_matches("mailto:"))
    {
        to.report(
            &registry::BAD_URL,
            email.span,
            format!("`{}` is no mail address", &*email.value),
            "write an address such as `pmo@example.com`",
        );
    }
}

/// `name@host`, and nothing that adds a line or a field to the mail that it opens.
fn is_mail(address: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || ".!#$'*+-/=^_`{|}~".contains(c);
    address.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && name.chars().all(plain)
            && misspelling(&format!("https://{host}/")).is_none()
            && !host.contains(['/', '?', '#', ':', '@'])
    })
}

fn calculator(record: &CalculatorRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Option<Calculator> {
    super::items::unique(to, "criterion", record.criteria.iter().map(|criterion| criterion.id.as_ref()));
    let number = |number: i64| u32::try_from(number).unwrap_or(0);
    let criteria = record.criteria.iter().filter_map(|criterion| {
        if criterion.options.is_empty() {
            to.report(&registry::CALCULATOR, criterion.span, "a criterion has no options", "add `options` with a label and points each");
        }
        let question = texts.field(criterion.question.as_ref()?);
        let options = criterion.options.iter().filter_map(|option| {
            Some(Answer { label: option.label.as_ref()?.value.0.clone(), points: number(option.points.as_ref()?.value.0) })
        });
        Some(Criterion {
            id: criterion.id.as_ref()?.value.0.clone(),
            question,
            weight: criterion.weight.as_ref().map_or(1, |weight| number(weight.value.0)),
            options: options.collect(),
        })
    });
    let criteria = criteria.collect();
    let outcomes = record.outcomes.iter().filter_map(|outcome| {
        let action = texts.field(outcome.action.as_ref()?);
        Some(Outcome { min: number(outcome.min.as_ref()?.value.0), name: outcome.name.as_ref()?.value.0.clone(), action })
    });
    let version = record.version.as_ref().map(|version| version.value.0.clone());
    let calculator = Calculator { version: version.unwrap_or_default(), criteria, outcomes: outcomes.collect() };
    if !record.criteria.is_empty() {
        contradictions(record, &calculator, to);
    }
    record.version.as_ref().map(|_| calculator)
}

fn contradictions(record: &CalculatorRecord, calculator: &Calculator, to: &mut Resolver<'_, '_>) {
    let max = calculator.max_score();
    let mut before: Option<i64> = None;
    for outcome in &record.outcomes {
        let Some(min) = &outcome.min else { continue };
        match before {
            None if min.value.0 != 0 => {
                let message = format!("the first outcome begins at {}, so lower scores have none", min.value.0);
                to.report(&registry::CALCULATOR, min.span, message, "write `min: 0`");
            }
            Some(before) if min.value.0 <= before => {
                let message = format!("outcome at {} does not come after the one at {before}", min.value.0);
                to.report(&registry::CALCULATOR, min.span, message, "list outcomes by rising `min`");
            }
            _ => {}
        }
        if min.value.0 > i64::from(max) {
            let message = format!("outcome at {} can never be reached: the highest score is {max}", min.value.0);
            to.report(&registry::CALCULATOR, min.span, message, format!("give a `min` of at most {max}"));
        }
        before = Some(min.value.0);
    }
}
