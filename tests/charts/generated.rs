//! Charts of generated values, each read back and compared with its table.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use pmo_site::charts::Chart;
use pmo_site::charts::{self, Edge, Gauge, GraphNode, MilestoneMark, Period, PlanMilestone, ProgramBar, SlipLine};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_oneof, proptest};

use super::figure::Figure;
use super::read::check;

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
    (name(), any::<bool>(), day(), option::of(day()), option::of(day()))
        .prop_map(|(name, key, baseline, forecast, actual)| PlanMilestone { name, key, baseline, forecast, actual })
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

/// The numbers of a cell's column as a reader reads them, those that are there.
fn read(chart: &Chart, column: usize) -> Vec<f64> {
    chart.rows.iter().filter_map(|row| row.get(column)?.replace('−', "-").parse().ok()).collect()
}

/// What was reported of a measure.
type Values = Vec<(Date, f64)>;

/// The verdict on a chart; one that is not drawn has nothing to get wrong.
fn verdict(chart: Option<Chart>) -> Result<(), String> {
    chart.map_or(Ok(()), |chart| check(&Figure::of(&chart)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_strip_says_what_its_table_says(periods in vec((day(), colour(), option::of(0..=100_u8)), 0..40)) {
        let period = |(date, mark, confidence): (Date, &'static str, Option<u8>)| {
            let letter = mark.chars().next().map_or(' ', |first| first.to_ascii_uppercase());
            Period { date, mark, letter, label: mark.to_owned(), confidence }
        };
        let result = verdict(charts::strip("health", &periods.into_iter().map(period).collect::<Vec<_>>()));
        prop_assert!(result.is_ok(), "{result:?}");
    }

    #[test]
    fn a_plan_says_what_its_table_says(goals in vec(goal(), 0..120), today in day()) {
        let result = verdict(charts::plan("plan", &goals, today));
        prop_assert!(result.is_ok(), "{result:?}");
    }

    #[test]
    fn a_burn_up_says_what_its_table_says(goals in vec(goal(), 0..120), today in day()) {
        let result = verdict(charts::burn_up("burn-up", &goals, today));
        prop_assert!(result.is_ok(), "{result:?}");
    }

    #[test]
    fn a_slip_chart_says_what_its_table_says(lines in vec((1..40_usize, vec(day(), 40)), 0..7), first in day()) {
        let reports = || (0..40_i64).map(|week| first.saturating_add((week * 7).days()));
        let line = |(at, (length, forecasts)): (usize, (usize, Vec<Date>))| SlipLine {
            id: format!("M{at}"),
            name: "Wave".to_owned(),
            points: reports().zip(forecasts).take(length).collect(),
        };
        let result = verdict(charts::slip("slip", &lines.into_iter().enumerate().map(line).collect::<Vec<_>>()));
        prop_assert!(result.is_ok(), "{result:?}");
    }

    #[test]
    fn measures_say_what_their_table_says(all in vec((name(), value(), value(), vec((day(), value()), 0..20)), 0..45)) {
        let gauge = |(at, (name, start, target, values)): (usize, (String, f64, f64, Values))| {
            Gauge { name: format!("{at} {name}"), unit: "a week".to_owned(), start, target, values }
        };
        let gauges: Vec<Gauge> = all.into_iter().enumerate().map(gauge).collect();
        let chart = charts::measures("measure", &gauges);
        // Every number of the table is one of the record, to the last digit; none is rounded.
        for (column, known) in [
            (2, gauges.iter().map(|gauge| gauge.start).collect::<Vec<_>>()),
            (3, gauges.iter().map(|gauge| gauge.target).collect()),
            (5, gauges.iter().flat_map(|gauge| gauge.values.iter().map(|(_, value)| *value)).collect()),
        ] {
            let read = chart.as_ref().map(|chart| read(chart, column)).unwrap_or_default();
            prop_assert!(read.iter().all(|number| known.contains(number)), "{read:?} of {known:?}");
        }
        let result = verdict(chart);
        prop_assert!(result.is_ok(), "{result:?}");
    }

    #[test]
    fn a_portfolio_says_what_its_table_says(
        programs in vec((name(), colour(), vec((day(), day(), any::<bool>()), 0..6)), 0..80),
        today in day(),
    ) {
        let mark = |(baseline, expected, reached)| MilestoneMark { name: "M".to_owned(), baseline, expected, reached };
        let row = |(name, health, marks): (String, _, Vec<_>)| ProgramBar { name, mark: health, label: health.to_owned(), marks: marks.into_iter().map(mark).collect() };
        let result = verdict(charts::portfolio("timeline", &programs.into_iter().map(row).collect::<Vec<_>>(), today));
        prop_assert!(result.is_ok(), "{result:?}");
    }

    #[test]
    fn a_graph_says_what_its_table_says(
        nodes in vec((name(), prop_oneof![colour(), Just("external"), Just("stale")]), 2..14),
        edges in vec((0..14_usize, 0..14_usize, any::<bool>(), any::<bool>(), -3..9_i32), 0..80),
    ) {
        let nodes: Vec<GraphNode> = nodes.into_iter().enumerate().map(|(at, (name, mark))| {
            let label = if mark == "external" { "" } else { mark }.to_owned();
            GraphNode { name: format!("{at} {name}"), mark, label }
        }).collect();
        let edge = |(from, to, hard, dated, late): (usize, usize, bool, bool, i32)| {
            let (need, need_by, expected) = ("a thing".to_owned(), "5 Mar 2026".to_owned(), dated.then(|| "7 Mar 2026".to_owned()));
            Edge { from, to, need, need_by, expected, hard, late_days: late.max(0) }
        };
        let result = verdict(charts::graph("dependencies", &nodes, &edges.into_iter().map(edge).collect::<Vec<_>>()));
        prop_assert!(result.is_ok(), "{result:?}");
    }
}
