//! When people can meet: the page of who calls a meeting.

use serde::Serialize;

use super::axes::{AxisView, axes};
use super::head::{head, weeks};
use super::meeting_view::{MeetingView, meetings};
use super::shared::{SharedGroups, shared};
use super::strips::{StripsView, strips};
use crate::coverage::Roster;
use crate::status::Generated;
use crate::time::Date;
use crate::views::{Cx, Head, Introduction};

/// Its template.
pub const TEMPLATE: &str = "coverage/meet.html";

/// When people can meet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeetView {
    /// What an author wrote above.
    pub introduction: Option<Introduction>,
    /// Clocks to read the strips by, UTC first.
    pub axes: Vec<AxisView>,
    /// Twenty-four hours of each person.
    pub strips: StripsView,
    /// When each focus area can meet.
    pub meetings: Vec<MeetingView>,
    /// Hours that focus areas share with each other, and regions.
    pub shared: Vec<SharedGroups>,
    /// Address of the weeks ahead minute by minute, for the page's script; empty when the site writes no data.
    pub weeks: String,
    /// The first Monday, for the page's script.
    pub monday: Date,
}

/// When people can meet.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, MeetView) {
    let facts = cx.measured().facts();
    let description = "Who is at work when, when each area can meet, and how many hours areas and regions share.";
    let (head, introduction) = head(cx, Generated::CoverageMeet, description.to_owned());
    let view = MeetView {
        introduction,
        axes: axes(&facts.places),
        strips: strips(cx, &Roster::of(cx.model), cx.model.as_of),
        meetings: meetings(cx, &facts.meetings),
        shared: shared(cx, &facts.shared),
        weeks: weeks(cx),
        monday: facts.from,
    };
    (head, view)
}
