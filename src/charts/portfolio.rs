//! The timeline of all programs: a row for each, its key milestones on one axis.

use crate::words::{Term, WORDS};
use jiff::civil::Date;

use super::Chart;
use super::field::{DrawnField, WIDTH};
use super::svg::{Drawing, count, shorten};
use super::{MAX_MARKS, Scale};

/// Height of a row: a line of text above its marks, where there is no room beside them.
const ROW: f64 = 38.0;
/// From the top of a row to its marks.
const MARKS: f64 = 26.0;
/// From the top of a row to the foot of its text.
const NAME: f64 = 13.0;
/// Height of the axis' labels.
const TOP: f64 = 28.0;
/// Labels of the axis that a narrow screen has room for; of more it shows every other.
const NARROW: usize = 8;
/// Most rows that are drawn.
const ROWS: usize = 60;

/// A program on the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramBar {
    /// Its name.
    pub name: String,
    /// How it is counted: `green`, `amber`, `red`, else unknown.
    pub mark: &'static str,
    /// The site's word for that.
    pub label: String,
    /// Its milestones in the order of their dates.
    pub marks: Vec<MilestoneMark>,
}

/// A milestone on the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneMark {
    /// Its name.
    pub name: String,
    /// The promised date.
    pub baseline: Date,
    /// When it is expected or was reached.
    pub expected: Date,
    /// Whether it was reached.
    pub reached: bool,
}

impl MilestoneMark {
    fn slip(&self) -> i32 {
        (self.expected - self.baseline).get_days()
    }
}

/// The timeline of `rows` in their order; `None` without a milestone.
///
/// When there are more than 200 marks only the next milestone of each program is drawn, and of more than sixty programs
/// those whose next milestones are nearest.
#[must_use]
pub fn portfolio(key: &str, rows: &[ProgramBar], today: Date) -> Option<Chart> {
    let (drawn, next) = select(rows);
    let marks = || drawn.iter().flat_map(|row| &row.marks);
    marks().next()?;
    let scale = Scale::around(marks().flat_map(|mark| [mark.baseline, mark.expected]).chain([today]), 0.0, WIDTH)?;
    let bottom = TOP + ROW * count(drawn.len());
    let height = bottom + 26.0;
    let mut field = DrawnField::new(key);
    let ticks = scale.ticks(14);
    for (index, tick) in ticks.iter().enumerate() {
        let x = scale.at(tick.date);
        field.grid((x, TOP - 4.0), (x, bottom));
        let class = if ticks.len() > NARROW && index % 2 == 1 { "label minor" } else { "label" };
        field.text(class, (x, TOP - 12.0), 0.0, "start", &tick.text);
    }
    let x = scale.at(today);
    field.line("today", (x, TOP - 4.0), (x, bottom + 4.0));
    field.caption("label label-today", (x, bottom + 18.0), &format!("as of {}", WORDS.date(today)));
    let mut words = Drawing::new();
    for (index, row) in drawn.iter().enumerate() {
        let top = TOP + ROW * count(index);
        words.rule("gridline", top + ROW);
        let mut name = Drawing::new();
        name.mark(row.mark, (8.0, top + NAME - 4.0), 6.0);
        name.text("label", (24.0, top + NAME), "start", &shorten(&row.name, 40));
        words.group("row-name", &name);
        for mark in &row.marks {
            let (baseline, expected, y) = (scale.at(mark.baseline), scale.at(mark.expected), top + MARKS);
            if mark.slip() != 0 {
                field.line(if mark.slip() > 0 { "slip late" } else { "slip" }, (baseline, y), (expected, y));
            }
            field.diamond("baseline", (baseline, y), true);
            field.diamond(if mark.reached { "actual" } else { "forecast" }, (expected, y), false);
        }
    }
    let caption = finding(&drawn, rows.len(), next);
    let svg = field.finish("plot-portfolio", height) + &words.finish_wide(key, "chart-portfolio", height);
    let cells = drawn.iter().flat_map(|row| {
        row.marks.iter().map(|mark| {
            let state = if mark.reached { "reached" } else { "expected" };
            vec![
                row.name.clone(),
                row.label.clone(),
                mark.name.clone(),
                WORDS.date(mark.baseline),
                WORDS.date(mark.expected),
                state.to_owned(),
                WORDS.signed_days(mark.slip()),
            ]
        })
    });
    let columns = ["Program", "Health", "Milestone", "Baseline", "Forecast or actual", "State", "Slip"]
        .map(str::to_owned)
        .to_vec();
    Some(Chart {
        key: key.to_owned(),
        about: "milestones of all programs".to_owned(),
        svg,
        caption,
        columns,
        rows: cells.collect(),
    })
}

/// What fits: everything, or the next milestone of each program, or that of the programs with the nearest ones; and
/// whether it is only the next.
fn select(rows: &[ProgramBar]) -> (Vec<ProgramBar>, bool) {
    let rows = || rows.iter().filter(|row| !row.marks.is_empty());
    let marks: usize = rows().map(|row| row.marks.len() * 2).sum();
    if marks <= MAX_MARKS && rows().count() <= ROWS {
        return (rows().cloned().collect(), false);
    }
    let next =
        |row: &ProgramBar| row.marks.iter().filter(|mark| !mark.reached).min_by_key(|mark| mark.expected).cloned();
    let ahead: Vec<ProgramBar> =
        rows().filter_map(|row| next(row).map(|mark| ProgramBar { marks: vec![mark], ..row.clone() })).collect();
    if ahead.len() <= ROWS {
        return (ahead, true);
    }
    let mut nearest: Vec<(Option<Date>, usize)> =
        ahead.iter().enumerate().map(|(index, row)| (row.marks.first().map(|mark| mark.expected), index)).collect();
    nearest.sort_unstable();
    nearest.truncate(ROWS);
    (nearest.into_iter().filter_map(|(_, index)| ahead.get(index).cloned()).collect(), true)
}

fn finding(drawn: &[ProgramBar], all: usize, next: bool) -> String {
    let ahead = || drawn.iter().flat_map(|row| &row.marks).filter(|mark| !mark.reached);
    let late = ahead().filter(|mark| mark.slip() > 0).count();
    let milestones = WORDS.count(ahead().count(), Term::Milestone);
    let found = match late {
        0 => format!("None of the {milestones} ahead is expected after its baseline"),
        late => format!("{late} of {milestones} ahead {} expected after the baseline", WORDS.form(late, Term::Is)),
    };
    match (next, drawn.len()) {
        (true, programs) => format!("{found}; drawn is the next milestone of {programs} of {all} programs."),
        (false, programs) if programs < all => format!("{found}; drawn are {programs} of {all} programs."),
        (false, _) => format!("{found}."),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn row(name: &str, count: usize) -> ProgramBar {
        let mark = MilestoneMark {
            name: "M".to_owned(),
            baseline: date(2026, 3, 1),
            expected: date(2026, 3, 31),
            reached: false,
        };
        ProgramBar { name: name.to_owned(), mark: "green", label: "On track".to_owned(), marks: vec![mark; count] }
    }

    #[test]
    fn marks_stand_at_their_dates_and_the_table_has_the_same() -> Result<(), &'static str> {
        let chart = portfolio("k", &[row("A", 1)], date(2026, 3, 31)).ok_or("one milestone is drawn")?;
        assert!(chart.svg.contains(r##"<use class="baseline" href="#k-b" x="0%" y="54"/>"##), "{}", chart.svg);
        assert!(chart.svg.contains(r##"<use class="forecast" href="#k-s" x="100%" y="54"/>"##));
        assert_eq!(chart.rows, [["A", "On track", "M", "1 Mar 2026", "31 Mar 2026", "expected", "+30 d"]]);
        assert_eq!(chart.caption, "1 of 1 milestone ahead is expected after the baseline.");
        Ok(())
    }

    #[test]
    fn too_many_marks_leave_the_next_milestone_of_each_program() {
        let rows: Vec<ProgramBar> = (0..50).map(|_| row("A", 4)).collect();
        assert_eq!(portfolio("k", &rows, date(2026, 3, 1)).map(|chart| chart.rows.len()), Some(50));
        let rows: Vec<ProgramBar> = (0..500).map(|_| row("A", 4)).collect();
        let drawn = portfolio("k", &rows, date(2026, 3, 1)).map(|chart| (chart.rows.len(), chart.caption));
        let found = "60 of 60 milestones ahead are expected after the baseline; drawn is the next milestone of 60 of 500 programs.";
        assert_eq!(drawn, Some((60, found.to_owned())));
    }

    #[test]
    fn nothing_is_drawn_without_a_milestone() {
        assert_eq!(portfolio("k", &[row("A", 0)], date(2026, 3, 1)), None);
    }
}
