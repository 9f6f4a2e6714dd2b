//! What `pmo.yaml` says that needs more than one of its values, or a record.

use super::items::unique;
use super::names::Resolver;
use crate::diagnostics::registry;
use crate::markdown::SeenBy;
use crate::parse::decode::{Located, Whole};
use crate::parse::records::{ConfigRecord, FieldType, HexColour, Named, OwnFieldRecord, Visibility};
use crate::parse::refs::{AreaRef, PersonRef};
use crate::parse::resolve::Lookup;
use crate::time::TimeRange;
use crate::words::WORDS;

/// Reports the contradictions of the settings; `None` after findings.
pub(super) fn settings(record: &ConfigRecord, to: &mut Resolver<'_, '_>) -> Option<()> {
    let lists = [
        ("stage", &record.stages),
        ("forum", &record.forums),
        ("organization", &record.orgs),
        ("goal", &record.goals),
        ("region", &record.regions),
    ];
    for (what, list) in lists {
        declarations(what, list, to);
    }
    if let Some(coverage) = &record.coverage {
        unique(to, "coverage target", coverage.targets.iter().map(|target| target.id.as_ref()));
        for target in &coverage.targets {
            if let Some(area) = target.focus_area.as_ref().filter(|area| area.value.0 != "any") {
                to.area(&AreaRef(area.value.0.clone()), area.span);
            }
            if let (Some(from), Some(until)) = (&target.from, &target.to)
                && TimeRange::new(from.value, until.value).is_none()
            {
                let message = "a coverage target needs two different times, and `24:00` only at its end";
                to.report(
                    &registry::BAD_HOURS,
                    until.span,
                    message,
                    "write `from` and `to` such as \"09:00\" and \"17:00\"",
                );
            }
        }
    }
    for page in record.navigation.iter().flat_map(|navigation| &navigation.order) {
        to.link("", page, Visibility::Public);
    }
    brand(record, to);
    own_fields(&record.fields, to);
    thresholds(record, to);
    (!to.failed).then_some(())
}

/// Checks that the logo exists, and reports colours in which small text cannot be read.
fn brand(record: &ConfigRecord, to: &mut Resolver<'_, '_>) {
    let Some(brand) = &record.brand else { return };
    if let Some(logo) = &brand.value.logo {
        let ending = logo.value.0.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        if !matches!(ending.as_str(), "svg" | "png" | "webp") {
            let message = format!("`{}` is no picture for a logo", logo.value.0);
            to.report(&registry::LOGO, logo.span, message, "name an SVG, PNG or WebP file below `static/`");
        }
        to.texts.picture(&logo.value.0, logo.span, SeenBy::All);
    }
    let colours =
        [(&brand.value.accent, HexColour::LIGHT, "light"), (&brand.value.accent_dark, HexColour::DARK, "dark")];
    for (colour, grounds, ground) in colours {
        let Some(colour) = colour else { continue };
        if colour.value.is_readable_on(grounds) {
            continue;
        }
        let contrast = colour.value.least_contrast(grounds);
        let message = format!(
            "text in {} on a {ground} ground has a contrast of {contrast:.1} to 1, and 4.5 is the least that can be \
             read",
            colour.value
        );
        let hint = format!("write \"{}\", the nearest shade that can be read", colour.value.readable_on(grounds));
        to.report(&registry::LOW_CONTRAST, colour.span, message, hint);
    }
}

/// Reports fields of the site's own that are declared twice, and choices that nobody can make.
fn own_fields(fields: &[OwnFieldRecord], to: &mut Resolver<'_, '_>) {
    for (at, field) in fields.iter().enumerate() {
        let (Some(id), Some(on)) = (&field.id, &field.on) else { continue };
        let same = |other: &OwnFieldRecord| {
            other.id.as_ref().is_some_and(|other| other.value == id.value)
                && other.on.is_some_and(|other| other.value == on.value)
        };
        if fields.iter().take(at).any(same) {
            let message = format!("another field of a {} has the id `{}`", on.value.word(), id.value.0);
            to.report(&registry::DUPLICATE_ID, id.span, message, "give each its own id");
        }
        let chosen = field.of_type.is_some_and(|of_type| of_type.value == FieldType::Choice);
        if chosen && field.choices.is_empty() && field.lacks("choices") {
            let message = format!("nobody can choose a value of the field `{}`", id.value.0);
            to.report(&registry::FIELD_CHOICES, id.span, message, "add `choices: [ … ]` with the values that it takes");
        }
        if let (false, Some(choice)) = (chosen || !field.lacks("type"), field.choices.first()) {
            let message = format!("the field `{}` has choices, and its type is not `choice`", id.value.0);
            to.report(&registry::FIELD_CHOICES, choice.span, message, "write `type: choice`, or remove `choices`");
        }
    }
}

fn declarations(what: &str, list: &[Located<Named>], to: &mut Resolver<'_, '_>) {
    for (at, named) in list.iter().enumerate() {
        let ids = || std::iter::once(&named.value.id).chain(&named.value.formerly);
        let taken = |id: &&String| list.iter().take(at).any(|other| other.value.is_called(id));
        if let Some(id) = ids().find(taken) {
            let message = format!("another {what} has the id `{id}`");
            to.report(&registry::DUPLICATE_ID, named.span, message, "give each its own id");
        }
        if let Some(owner) = &named.value.owner {
            to.person(&PersonRef(owner.clone()), named.value.owner_at);
        }
    }
}

/// Colours that no number could reach would be judged wrongly in silence.
fn thresholds(record: &ConfigRecord, to: &mut Resolver<'_, '_>) {
    let Some(health) = &record.health else { return };
    let bands = health.confidence.as_ref().and_then(|bands| bands.amber.as_ref().zip(bands.green.as_ref()));
    if let Some((amber, green)) = bands
        && amber.value >= green.value
    {
        let message = format!(
            "amber begins at {} confidence, which is not below green's {}",
            WORDS.percent(amber.value.0),
            WORDS.percent(green.value.0)
        );
        to.report(&registry::OUT_OF_RANGE, amber.span, message, "give `amber` a smaller number than `green`");
    }
    let slips = health.slip_days.as_ref().and_then(|slips| slips.amber.as_ref().zip(slips.red.as_ref()));
    if let Some((Located { value: Whole(amber), .. }, Located { value: Whole(red), span })) = slips
        && red <= amber
    {
        let message = format!("a slip is red from {red} days on, which is not after amber's {amber} days");
        to.report(&registry::OUT_OF_RANGE, *span, message, "give `red` a larger number than `amber`");
    }
}
