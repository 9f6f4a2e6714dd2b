//! Dates of a plan in records: a day, or a time without one.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::decode::{Decode, Decoder};
use super::resolve::{Lookup, Resolve};
use super::schema::titled;
use super::yaml::{Node, NodeKind};
use crate::diagnostics::registry;
use crate::source::Span;
use crate::time::{PlanDate, WrittenDate, parse_date, plan_date_hint};

impl Decode for WrittenDate {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        if let NodeKind::Scalar { text, .. } = &node.kind {
            if let Some(written) = Self::without_day(text) {
                return Some(written);
            }
            if let (Err(error), Some(hint)) = (parse_date(text), plan_date_hint(text)) {
                to.report(&registry::BAD_DATE, node.span, error.to_string(), Some(hint));
                return None;
            }
        }
        Date::decode(node, to).map(Self::Day)
    }

    fn schema() -> Value {
        titled(
            json!({
                "type": ["string", "integer"],
                "pattern": "^\\d{4}(-\\d{2}-\\d{2}|-(0[1-9]|1[0-2])|-Q[1-4]|-H[12])?$",
            }),
            "date of a plan",
            "2026-03-05",
        )
    }
}

impl Resolve for WrittenDate {
    type Model = PlanDate;

    fn resolve(&self, _: Span, to: &mut dyn Lookup) -> Option<PlanDate> {
        Some(PlanDate { written: *self, last: self.last_day(to.year_of_plans()) })
    }
}
