//! `intake.yaml` → [`Intake`].

use super::items::{all, given, value};
use super::names::Resolver;
use crate::diagnostics::registry;
use crate::markdown::{SeenBy, misspelling};
use crate::model::{Calculator, Intake};
use crate::parse::decode::Located;
use crate::parse::records::{CalculatorRecord, IntakeMode, IntakeRecord};

/// Builds the request form, or `None` after findings.
pub(super) fn intake(record: &IntakeRecord, to: &mut Resolver<'_, '_>) -> Option<Intake> {
    let IntakeRecord {
        mode,
        url,
        template,
        manager,
        email,
        note,
        effective,
        questions_channel,
        no_direct_messages,
        calculator,
        span: _,
        faulty: _,
    } = record;
    if let Some(mode) = mode {
        complete(record, mode, to);
    }
    if let Some(url) = url.as_ref().filter(|url| url.value.starts_with('/')) {
        to.texts.note(&url.value, url.span, SeenBy::All);
    }
    let manager = given(manager.as_ref(), to);
    let calculator = calculator.as_ref().and_then(|calculator| self::calculator(&calculator.value, to));
    let note = given(note.as_ref(), to).unwrap_or_default();
    if to.failed {
        return None;
    }
    let mode = mode.as_ref()?.value;
    let address = match (mode, email) {
        (IntakeMode::Email, Some(email)) => Some(format!("mailto:{}", email.value.trim_start_matches("mailto:"))),
        _ => url.as_ref().map(|url| url.value.0.clone()),
    };
    Some(Intake {
        file: to.file.clone(),
        mode,
        url: address,
        template: given(template.as_ref(), to),
        manager,
        note,
        effective: value(effective.as_ref()),
        questions_channel: given(questions_channel.as_ref(), to),
        no_direct_messages: value(no_direct_messages.as_ref()).unwrap_or(false),
        calculator,
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

fn calculator(record: &CalculatorRecord, to: &mut Resolver<'_, '_>) -> Option<Calculator> {
    let CalculatorRecord { version, criteria, outcomes, span, faulty: _ } = record;
    super::items::unique(to, "criterion", criteria.iter().map(|criterion| criterion.id.as_ref()));
    for criterion in criteria.iter().filter(|criterion| criterion.options.is_empty()) {
        to.report(
            &registry::CALCULATOR,
            criterion.span,
            "a criterion has no options",
            "add `options` with a label and points each",
        );
    }
    let version = given(version.as_ref(), to);
    let (criteria, outcomes) = (all(criteria, *span, to), all(outcomes, *span, to));
    let calculator = Calculator { version: version.clone().unwrap_or_default(), criteria, outcomes };
    if record.criteria.is_empty() {
        let hint = "add `criteria` with an id, a question and options each, or take `calculator` out";
        to.report(&registry::CALCULATOR, *span, "a calculator has no criteria", hint);
    } else {
        contradictions(record, &calculator, to);
    }
    version.map(|_| calculator)
}

fn contradictions(record: &CalculatorRecord, calculator: &Calculator, to: &mut Resolver<'_, '_>) {
    let max = calculator.max_score();
    let mut before: Option<u32> = None;
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
        if min.value.0 > max {
            let message = format!("outcome at {} can never be reached: the highest score is {max}", min.value.0);
            to.report(&registry::CALCULATOR, min.span, message, format!("give a `min` of at most {max}"));
        }
        before = Some(min.value.0);
    }
}
