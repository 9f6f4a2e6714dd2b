//! The timeline of all programs: a lane for each, its milestones on one axis, the next one by name.

use super::Scale;
use super::field::WIDTH;
use super::lane::{self, Lane};
use super::svg::escape;
use crate::words::{Term, WORDS};
use jiff::civil::Date;

/// From the top of a lane to its marks: a line of text stands above them.
const MARKS: &str = "70%";
/// Room that a number of days takes beside its mark, in percent of a lane on a wide screen.
const DAYS: f64 = 6.0;
/// Most months in the head.
const MONTHS: usize = 14;

/// A milestone on the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineMark {
    /// Its name.
    pub name: String,
    /// The address of its row on the page of its program.
    pub href: String,
    /// The promised date.
    pub baseline: Date,
    /// When it is expected or was reached.
    pub expected: Date,
    /// That date in words.
    pub when: String,
    /// Whether it was reached.
    pub reached: bool,
    /// How far it is from its baseline, in words; nothing of one that is as planned.
    pub slip: Option<String>,
    /// Whether its day has passed and it has not been reached.
    pub overdue: bool,
}

impl TimelineMark {
    fn slip_days(&self) -> i32 {
        (self.expected - self.baseline).get_days()
    }

    /// What stands behind its date: that it is overdue, or by how much it slipped.
    fn remark(&self) -> Option<&str> {
        if self.overdue { Some("overdue") } else { self.slip.as_deref() }
    }

    /// What it is, for who points at it or hears it: `Shadow run live, 8 Jan 2027, +21 d`.
    fn title(&self) -> String {
        let Self { name, when, .. } = self;
        let remark = self.remark().unwrap_or("as planned");
        format!("{name}, {}{when}, {remark}", if self.reached { "reached " } else { "" })
    }
}

/// The lanes of all programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The months, for the head of the table; it has the shapes that the lanes use.
    pub head: String,
    /// A lane for each program; `None` for one without a milestone.
    pub rows: Vec<Option<String>>,
    /// What the timeline finds, as a sentence.
    pub finding: String,
}

/// The lanes of programs, each given by its milestones in the order of their dates; `None` without a milestone.
#[must_use]
pub fn timeline(key: &str, programs: &[Vec<TimelineMark>], today: Date) -> Option<Timeline> {
    let marks = || programs.iter().flatten();
    marks().next()?;
    let scale = Scale::around(marks().flat_map(|mark| [mark.baseline, mark.expected]).chain([today]), 0.0, WIDTH)?;
    let named = format!("as of {}", WORDS.date(today));
    Some(Timeline {
        head: lane::head(key, &scale, &scale.ticks(MONTHS), today, Some(&named)),
        rows: programs.iter().map(|marks| (!marks.is_empty()).then(|| row(key, &scale, marks))).collect(),
        finding: finding(programs),
    })
}

fn row(key: &str, scale: &Scale, marks: &[TimelineMark]) -> String {
    let mut lane = Lane::new(key, MARKS, false);
    let next = marks.iter().position(|mark| !mark.reached);
    for (index, mark) in marks.iter().enumerate() {
        let (baseline, expected) = (scale.at(mark.baseline), scale.at(mark.expected));
        let slip = mark.slip_days();
        let title = mark.title();
        let (title, href) = (escape(&title), escape(&mark.href));
        // The title is its name; an `aria-label` would have to repeat the text that stands above some marks.
        lane.svg.extend(["<a href=\"", &*href, "\"><title>", &*title, "</title>"]);
        if slip != 0 {
            lane.slip(baseline, expected, slip > 0);
            lane.diamond("baseline", baseline, true);
        }
        lane.diamond(if mark.reached { "actual" } else { "forecast" }, expected, false);
        if next == Some(index) {
            let text = match mark.remark() {
                None => format!("{}, {}", mark.name, mark.when),
                Some(remark) => format!("{}, {}, {remark}", mark.name, mark.when),
            };
            lane.name(expected, &text);
        } else if let Some(slip) = mark.slip.as_deref().filter(|_| slip > 0 && !mark.reached)
            && room_after(scale, marks, index)
        {
            lane.after(expected, slip);
        }
        lane.svg.push_str("</a>");
    }
    lane.finish()
}

/// Whether the days of a slip fit between a mark and what comes after it.
fn room_after(scale: &Scale, marks: &[TimelineMark], index: usize) -> bool {
    let at = marks.get(index).map_or(0.0, |mark| scale.at(mark.expected));
    let after = marks.iter().flat_map(|mark| [scale.at(mark.baseline), scale.at(mark.expected)]);
    after.chain([WIDTH]).filter(|place| *place > at).all(|place| place - at > DAYS)
}

fn finding(programs: &[Vec<TimelineMark>]) -> String {
    let ahead = || programs.iter().flatten().filter(|mark| !mark.reached);
    let late = ahead().filter(|mark| mark.slip_days() > 0 || mark.overdue).count();
    let all = ahead().count();
    let coming = WORDS.count(all, Term::ComingMilestone);
    match (all, late) {
        (0, _) => "Every milestone has been reached.".to_owned(),
        (1, 0) => "The one coming milestone is not late.".to_owned(),
        (1, _) => "The one coming milestone is late.".to_owned(),
        (_, 0) => format!("None of the {coming} is late."),
        (_, late) => format!("{late} of the {coming} {} late.", WORDS.form(late, Term::Is)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn mark(name: &str, baseline: Date, expected: Date, reached: bool) -> TimelineMark {
        let (name, href, when) = (name.to_owned(), "../programs/a/#m1".to_owned(), WORDS.date(expected));
        let days = (expected - baseline).get_days();
        let slip = (days != 0).then(|| WORDS.signed_days(days));
        TimelineMark { name, href, baseline, expected, when, reached, slip, overdue: false }
    }

    fn drawn(marks: Vec<TimelineMark>) -> Option<(Timeline, String)> {
        let timeline = timeline("k", &[marks, Vec::new()], date(2026, 3, 31))?;
        let lane = timeline.rows.first().cloned().flatten()?;
        Some((timeline, lane))
    }

    #[test]
    fn marks_stand_at_their_dates_and_lead_to_their_rows() -> Result<(), &'static str> {
        let mark = mark("Go <live>", date(2026, 3, 1), date(2026, 3, 31), false);
        let (timeline, lane) = drawn(vec![mark]).ok_or("one milestone is drawn")?;
        let title = "Go &lt;live&gt;, 31 Mar 2026, +30 d";
        assert!(lane.contains(&format!(r#"<a href="../programs/a/#m1"><title>{title}</title>"#)));
        assert!(lane.contains(r#"<line class="slip late" x1="0%" y1="70%" x2="100%" y2="70%"/>"#), "{lane}");
        assert!(lane.contains(r##"<use class="forecast" href="#k-s" x="100%" y="70%"/>"##), "{lane}");
        assert!(lane.contains(&format!(
            r#"<text class="label next" x="100%" dx="-3" y="1em" text-anchor="end">{title}</text>"#
        )));
        assert_eq!(timeline.finding, "The one coming milestone is late.");
        assert_eq!(timeline.rows.get(1), Some(&None));
        Ok(())
    }

    #[test]
    fn as_planned_is_one_mark_and_only_the_next_is_named() -> Result<(), &'static str> {
        let marks = vec![
            mark("A", date(2026, 3, 1), date(2026, 3, 1), true),
            mark("B", date(2026, 3, 16), date(2026, 3, 16), false),
            mark("C", date(2026, 4, 1), date(2026, 4, 4), false),
        ];
        let (timeline, lane) = drawn(marks).ok_or("three milestones are drawn")?;
        assert_eq!(lane.matches("class=\"baseline\"").count(), 1, "{lane}");
        assert_eq!(lane.matches("class=\"label next\"").count(), 1, "{lane}");
        assert!(lane.contains("<title>A, reached 1 Mar 2026, as planned</title>"), "{lane}");
        assert!(lane.contains(">B, 16 Mar 2026</text>"), "{lane}");
        assert!(lane.contains(r#"<text class="label days""#) && lane.contains(">+3 d</text>"), "{lane}");
        assert_eq!(timeline.finding, "1 of the 2 coming milestones is late.");
        Ok(())
    }

    #[test]
    fn days_are_left_out_where_the_next_mark_stands() {
        let marks = vec![
            mark("A", date(2026, 3, 1), date(2026, 3, 1), false),
            mark("B", date(2026, 3, 2), date(2026, 3, 16), false),
            mark("C", date(2026, 3, 17), date(2026, 3, 17), false),
        ];
        assert_eq!(drawn(marks).map(|(_, lane)| lane.contains("label days")), Some(false));
    }

    #[test]
    fn what_is_overdue_is_late_though_nobody_said_when_it_comes() -> Result<(), &'static str> {
        let day = date(2026, 3, 1);
        let overdue = TimelineMark { overdue: true, ..mark("A", day, day, false) };
        let (timeline, lane) = drawn(vec![overdue]).ok_or("one milestone is drawn")?;
        assert!(lane.contains("<title>A, 1 Mar 2026, overdue</title>"), "{lane}");
        assert_eq!(timeline.finding, "The one coming milestone is late.");
        Ok(())
    }

    #[test]
    fn nothing_is_drawn_without_a_milestone() {
        assert_eq!(timeline("k", &[Vec::new()], date(2026, 3, 1)), None);
    }
}
