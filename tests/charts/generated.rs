//! Charts of generated values, each read back and compared with its table.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use pmo_site::charts::Chart;
use pmo_site::charts::{self, Edge, GraphNode, HistoryCell, NO_DATE, PlanMilestone, SlipLine, Standing, TimelineMark};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::figure::Figure;
use super::read::{check, strip};

fn day() -> impl Strategy<Value = Date> {
    (0..500_i64).prop_map(|number| date(2026, 1, 1).saturating_add(number.days()))
}

fn name() -> impl Strategy<Value = String> {
    "[A-Z][a-z<&\"]{1,12}( [a-z]{1,20}){0,4}"
}

fn colour() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("green"), Just("amber"), Just("red")]
}

fn goal() -> impl Strategy<Value = PlanMilestone> {
    (name(), any::<bool>(), day(), option::of(day()), option::of(day())).prop_map(
        |(name, key, baseline, forecast, actual)| {
            let (baseline, forecast) = (baseline.into(), forecast.map(Into::into));
            PlanMilestone { name, key, baseline, forecast, actual }
        },
    )
}

/// Whole numbers, hundredths, and numbers with more digits than a page could be tempted to show.
fn value() -> impl Strategy<Value = f64> {
    let parts = |of: f64| (-100_000_000..100_000_000_i32).prop_map(move |number| f64::from(number) / of);
    prop_oneof![
        (-20..20_i32).prop_map(f64::from),
        (-100_000..100_000_i32).prop_map(|number| f64::from(number) / 100.0),
        parts(1e4),
        parts(7.0)
    ]
}

/// The verdict on a chart; one that is not drawn has nothing to get wrong.
fn verdict(chart: Option<Chart>) -> Result<(), String> {
    chart.map_or(Ok(()), |chart| check(&Figure::of(&chart)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_strip_says_what_it_was_given(
        marks in vec(prop_oneof![colour(), Just("stale"), Just("never"), Just("")], 0..40)
    ) {
        let cell = |mark: &&'static str| HistoryCell { date: date(2026, 3, 5), mark, label: (*mark).to_owned() };
        let drawn = charts::history(&marks.iter().map(cell).collect::<Vec<_>>());
        let read = drawn.map_or_else(|| Ok(std::collections::BTreeMap::new()), |svg| strip(&svg));
        let told = marks.iter().copied().enumerate().filter(|(_, mark)| !mark.is_empty()).collect();
        prop_assert_eq!(read, Ok(told));
    }

    #[test]
    fn a_plan_says_what_its_table_says(goals in vec(goal(), 0..120), today in day()) {
        let print = |date| pmo_site::words::WORDS.date(date);
        let row = |goal: &PlanMilestone| {
            let (baseline, forecast) = (goal.baseline.last, goal.forecast.map(|date| date.last));
            let known = goal.actual.or(forecast);
            let slip = |date: Date| super::axis::slip((date - baseline).get_days());
            let slip = known.map_or_else(|| "\u{2013}".to_owned(), slip);
            let told = goal.actual.map(|actual| format!("reached \
                                                         {}", print(actual))).or_else(|| forecast.map(print));
            vec![goal.name.clone(), String::new(), print(baseline), told.unwrap_or_else(|| "not \
                reported".to_owned()), slip]
        };
        let rows = goals.iter().map(row).collect();
        let result = charts::plan("plan", &goals, today)
            .map_or(Ok(()), |lanes| check(&Figure::of_lanes(&lanes.head, lanes.rows, &print(today), Vec::new(), rows)));
        prop_assert!(result.is_ok(), "{result:?}");
    }

    #[test]
    fn a_burn_up_says_what_its_table_says(goals in vec(goal(), 0..120), today in day()) {
        let result = verdict(charts::burn_up("burn-up", &goals, today));
        prop_assert!(result.is_ok(), "{result:?}");
    }

    #[test]
    fn a_slip_chart_says_what_its_table_says(lines in vec((1..40_usize, vec(-90..400_i32, 40)), 0..7), first in day()) {
        let reports = || (0..40_i64).map(|week| first.saturating_add((week * 7).days()));
        let line = |(at, (length, late)): (usize, (usize, Vec<i32>))| SlipLine {
            name: format!("{at} Wave"),
            points: reports().zip(late).take(length).collect(),
        };
        let result = verdict(charts::slip("slip", &lines.into_iter().enumerate().map(line).collect::<Vec<_>>()));
        prop_assert!(result.is_ok(), "{result:?}");
    }

    #[test]
    fn a_small_line_rises_with_its_values(values in vec((day(), value()), 3..20), start in value(), target in value()) {
        let mut values = values;
        values.sort_by_key(|(day, _)| *day);
        let Some(svg) = charts::spark(&values, start, target) else { return Ok(()) };
        let path = svg.split(" d=\"M").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
        let point = |text: &str| {
            let (x, y) = text.split_once(' ')?;
            Some((x.parse::<f64>().ok()?, y.parse::<f64>().ok()?))
        };
        let drawn: Vec<(f64, f64)> = path.split('L').filter_map(point).collect();
        prop_assert_eq!(drawn.len(), values.len());
        let share = |value: f64| (value - start) / (target - start);
        let all = values.iter().map(|(_, value)| share(*value)).chain([0.0, 1.0]);
        let (least, most) = all.fold((f64::MAX, f64::MIN), |(least, most), share| (least.min(share), most.max(share)));
        for ((_, y), (_, value)) in drawn.iter().zip(&values) {
            let wanted = 15.0 - 12.0 * (share(*value) - least) / (most - least);
            prop_assert!((y - wanted).abs() <= 0.051, "{value} stands at {y} and not at {wanted}");
        }
        let days = |day: Date| f64::from((day - values[0].0).get_days());
        let whole = days(values[values.len() - 1].0).max(1.0);
        for ((x, _), (day, _)) in drawn.iter().zip(&values) {
            prop_assert!((x - 3.0 - 74.0 * days(*day) / whole).abs() <= 0.051);
        }
    }

    #[test]
    fn lanes_have_every_milestone_once_and_say_how_many_are_late(
        programs in vec(vec((day(), day(), any::<bool>()), 0..6), 0..80),
        today in day(),
    ) {
        let mark = |(baseline, expected, reached)| TimelineMark {
            name: "M".to_owned(),
            href: "#m".to_owned(),
            baseline,
            expected,
            when: "a day".to_owned(),
            reached,
            slip: None,
            overdue: false,
        };
        let programs: Vec<Vec<TimelineMark>> =
            programs.into_iter().map(|marks| marks.into_iter().map(mark).collect()).collect();
        let all = || programs.iter().flatten();
        let Some(timeline) = charts::timeline("timeline", &programs, today) else {
            prop_assert_eq!(all().count(), 0);
            return Ok(());
        };
        prop_assert_eq!(timeline.rows.len(), programs.len());
        for (row, marks) in timeline.rows.iter().zip(&programs) {
            let drawn = row.as_deref().map_or(0, |row| row.matches("<a href=").count());
            prop_assert_eq!(drawn, marks.len());
        }
        let ahead = all().filter(|mark| !mark.reached);
        let late = ahead.clone().filter(|mark| mark.expected > mark.baseline).count();
        let said = match (ahead.count(), late) {
            (0, _) => "Every milestone has been reached".to_owned(),
            (1, late) => format!("The one coming milestone is {}", if late == 1 { "late" } else { "not late" }),
            (many, 0) => format!("None of the {many} coming"),
            (many, late) => format!("{late} of the {many} coming"),
        };
        prop_assert!(timeline.finding.starts_with(&said), "{} and not {said}", timeline.finding);
    }

    #[test]
    fn a_graph_says_what_its_table_says(
        nodes in vec((name(), prop_oneof![colour(), Just("external"), Just("stale")]), 2..14),
        edges in vec((0..14_usize, 0..14_usize, any::<bool>(), any::<bool>(), -3..9_i32), 0..80),
    ) {
        let nodes: Vec<GraphNode> = nodes.into_iter().enumerate().map(|(at, (name, mark))| {
            let label = if mark == "external" { "" } else { mark }.to_owned();
            GraphNode { name: format!("{at} {name}"), href: None, mark, label }
        }).collect();
        let edge = |(from, to, hard, dated, late): (usize, usize, bool, bool, i32)| {
            let (need, need_by, expected) = ("a thing".to_owned(), "5 Mar 2026".to_owned(), dated.then(|| "7 Mar \
                                              2026".to_owned()));
            let standing = match late {
                -3 => Standing::Missed("Will not come"),
                ..0 => Standing::Open(NO_DATE),
                0 => Standing::InTime,
                days => Standing::Late(days),
            };
            Edge { from, to, need, need_by, expected, hard, standing }
        };
        let graph = charts::graph("dependencies", &nodes, &edges.into_iter().map(edge).collect::<Vec<_>>());
        let result = verdict(graph.and_then(|graph| graph.chains));
        prop_assert!(result.is_ok(), "{result:?}");
    }
}
