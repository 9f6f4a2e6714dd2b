//! Charts as SVG: pure functions from typed values to a [`Chart`], the drawing and the table of the same numbers.
//!
//! Layer 3. Colours, dashes and fonts are classes of the theme; coordinates have one decimal, so that the same values
//! give the same bytes. Every id is prefixed with a key that the caller keeps unique on its page. Deliberately absent:
//! the model. A caller picks what is drawn, a chart only places it. What it leaves out for lack of room it leaves out
//! of the table too, and its caption says so.

mod bullet;
mod burn_up;
mod day;
mod field;
mod graph;
mod health_bar;
mod history;
mod lane;
mod plan;
mod scale;
mod slip;
mod spark;
mod standing;
mod svg;
mod timeline;
mod weeks;

pub use bullet::bullet;
pub use burn_up::burn_up;
pub use day::{DayPoint, day};
pub use graph::{Edge, Graph, GraphNode, graph};
pub use health_bar::health_bar;
pub use history::{HistoryCell, history};
pub use plan::{Lanes, PlanMilestone, plan};
pub use scale::{Scale, Tick};
pub use slip::{SlipLine, slip};
pub use spark::spark;
pub use standing::{NO_DATE, Standing};
pub use timeline::{Timeline, TimelineMark, timeline};
pub use weeks::{Bar, weeks};

use serde::Serialize;

/// A drawn chart: the finished SVG, what it finds, and the same numbers as a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// Its name on the page, with which its ids begin; the caption has the id `{key}-name`, which names the drawing.
    pub key: String,
    /// What it draws, in a few words that no other chart of the page has.
    pub about: String,
    /// The SVG element, which is named by the caption.
    pub svg: String,
    /// What the chart shows, as a finding in one sentence.
    pub caption: String,
    /// Column headings of the table twin.
    pub columns: Vec<String>,
    /// Rows of the table twin; the first cell heads its row.
    pub rows: Vec<Vec<String>>,
}

/// Most marks of one chart: above this a reader sees texture and a browser gets slow, so charts keep what matters most.
pub const MAX_MARKS: usize = 200;
