//! Zones, weekly hours and day sets as records write them.

use jiff::civil::Weekday;
use serde_json::{Value, json};

use super::decode::{Decode, Decoder};
use super::schema::titled;
use super::yaml::{Node, NodeKind};
use crate::diagnostics::registry;
use crate::source::Span;
use crate::time::{ClockTime, DaySet, WeeklyHours, Zone, hours_meant};

impl Decode for Zone {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let NodeKind::Scalar { text, .. } = &node.kind else { return to.wrong(node, "an IANA time zone", None) };
        match Self::parse(text) {
            Ok(parsed) => {
                if parsed.canonical_of.is_some() {
                    let message = format!("`{text}` is an old name of `{}`", parsed.zone.name());
                    to.report(
                        &registry::LINK_ZONE,
                        node.span,
                        message,
                        Some(format!("write `{}`", parsed.zone.name())),
                    );
                }
                Some(parsed.zone)
            }
            Err(error) => {
                to.report(&registry::BAD_ZONE, node.span, error.to_string(), Some(error.hint()));
                None
            }
        }
    }

    fn schema() -> Value {
        titled(json!({ "type": "string" }), "IANA time zone", "Europe/Lisbon")
    }
}

/// Weekly hours, written as one string or a list of strings.
#[derive(Clone, Debug, PartialEq)]
pub struct HoursText(pub WeeklyHours);

impl Decode for HoursText {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let items = match &node.kind {
            NodeKind::Scalar { .. } => std::slice::from_ref(node),
            NodeKind::List(items) => items,
            _ => return to.wrong(node, "hours such as \"Mo-Fr 09:00-17:30\"", None),
        };
        let mut rules = Vec::new();
        for item in items {
            let NodeKind::Scalar { text, plain } = &item.kind else {
                return to.wrong(item, "hours such as \"Mo-Fr 09:00-17:30\"", None);
            };
            match WeeklyHours::parse(text) {
                Ok(hours) => rules.push(hours),
                Err(error) => {
                    // Offsets inside the string are offsets in the file as long as nothing was escaped or folded.
                    let inner = item.span.start as usize + usize::from(!plain) + error.offset;
                    let exact = inner + error.len <= item.span.end as usize;
                    let span = if exact { Span::new(inner, inner + error.len) } else { item.span };
                    // The whole text as it was meant; else the parser's hint, which is quoted where it is hours itself.
                    let meant = hours_meant(text).filter(|meant| meant != text);
                    let hint = meant.or_else(|| error.hint.clone().filter(|hint| WeeklyHours::parse(hint).is_ok()));
                    let hint = hint.map(|hours| format!("write `\"{hours}\"`")).or_else(|| error.hint.clone());
                    to.report(&registry::BAD_HOURS, span, error.to_string(), hint);
                }
            }
        }
        let mut rules = (rules.len() == items.len()).then_some(rules)?.into_iter();
        let first = rules.next()?;
        Some(Self(rules.fold(first, |all, more| all.union(&more))))
    }

    fn schema() -> Value {
        titled(
            json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] }),
            "weekly hours",
            "Mo-Fr 09:00-17:30",
        )
    }
}

impl Decode for ClockTime {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let NodeKind::Scalar { text, plain } = &node.kind else {
            return to.wrong(node, "a time such as \"09:00\"", None);
        };
        match Self::parse(text) {
            Ok(_) if *plain => {
                let message = format!("`{text}` is a number to many YAML readers");
                to.report(&registry::UNQUOTED, node.span, message, Some(format!("write `\"{text}\"`")));
                None
            }
            Ok(time) => Some(time),
            Err(error) => {
                to.report(
                    &registry::BAD_HOURS,
                    node.span,
                    error.to_string(),
                    Some("write a time as \"09:00\"".to_owned()),
                );
                None
            }
        }
    }

    fn schema() -> Value {
        titled(json!({ "type": "string", "pattern": "^([01]\\d|2[0-4]):[0-5]\\d$" }), "time of day", "09:00")
    }
}

impl Decode for DaySet {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let joined = match &node.kind {
            NodeKind::Scalar { text, .. } => text.clone(),
            NodeKind::List(items) => {
                let words = items.iter().filter_map(|item| match &item.kind {
                    NodeKind::Scalar { text, .. } => Some(text.as_str()),
                    _ => None,
                });
                words.collect::<Vec<_>>().join(",")
            }
            _ => return to.wrong(node, "days such as `Mo-Fr`", None),
        };
        let named = || joined.split(',').map(|name| Self::parse_name(name.trim())).collect::<Result<Self, _>>();
        match Self::parse(&joined).or_else(|_| named()) {
            Ok(days) => Some(days),
            Err(error) => {
                to.report(
                    &registry::BAD_HOURS,
                    node.span,
                    error.to_string(),
                    Some("write `Mo-Fr`, or a list such as `[mon, tue]`".to_owned()),
                );
                None
            }
        }
    }

    fn schema() -> Value {
        titled(
            json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] }),
            "days of the week",
            "Mo-Fr",
        )
    }
}

/// One day of the week, by any of its usual names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(pub Weekday);

impl Decode for Day {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let days = DaySet::decode(node, to)?;
        let mut each = days.iter();
        match (each.next(), each.next()) {
            (Some(day), None) => Some(Self(day)),
            _ => to.wrong(node, "one day such as `thu`", None),
        }
    }

    fn schema() -> Value {
        titled(json!({ "enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] }), "day of the week", "thu")
    }
}
