//! The texts that hours are written in, right and wrong.

use crate::time::{HoursError, HoursProblem, WeeklyHours};

fn canonical(text: &str) -> String {
    WeeklyHours::parse(text).map_or_else(|error| format!("error: {error}"), |hours| hours.to_string())
}

/// The covered text, the message and the hint.
fn wrong(text: &str) -> (String, String, String) {
    match WeeklyHours::parse(text) {
        Ok(hours) => (format!("accepted as {hours}"), String::new(), String::new()),
        Err(HoursError { offset, len, problem, hint, .. }) => {
            let covered = text.get(offset..offset + len).unwrap_or("outside the text");
            (covered.to_owned(), problem.to_string(), hint.unwrap_or_default())
        }
    }
}

fn covered_and_hint(text: &str) -> (String, String) {
    let (covered, _, hint) = wrong(text);
    (covered, hint)
}

#[test]
fn every_form_in_the_contract_is_read() {
    for text in [
        "Mo-Fr 09:00-17:30",
        "Mo-Th 06:30-08:30,15:00-21:00",
        "Su-Th 22:00-06:00",
        "Mo,We,Fr 09:00-12:00",
        "Mo-We 10:00-15:00; Fr 09:00-12:00",
        "Mo-Su 00:00-24:00",
        "Sa 20:00-24:00",
    ] {
        assert_eq!(canonical(text), text);
    }
}

#[test]
fn spacing_order_and_touching_ranges_do_not_matter() {
    assert_eq!(canonical(" Mo-We  10:00-15:00 ;Fr 09:00-12:00 "), "Mo-We 10:00-15:00; Fr 09:00-12:00");
    assert_eq!(canonical("Fr 09:00-12:00, Mo-We 10:00-15:00"), "Mo-We 10:00-15:00; Fr 09:00-12:00");
    assert_eq!(canonical("Mo, Tu, We, Th, Fr 13:00-17:00, 09:00-13:00"), "Mo-Fr 09:00-17:00");
    assert_eq!(canonical("Mo-Fr 09:00-12:00; Mo-Fr 13:00-17:00"), "Mo-Fr 09:00-12:00,13:00-17:00");
    assert_eq!(canonical("Fr 20:00-00:00"), "Fr 20:00-24:00");
}

#[test]
fn long_day_names_are_shortened_in_the_hint() {
    assert_eq!(covered_and_hint("Mon-Fri 09:00-17:00"), ("Mon-Fri".into(), "Mo-Fr".into()));
    assert_eq!(covered_and_hint("mo-fr 09:00-17:00"), ("mo-fr".into(), "Mo-Fr".into()));
    assert_eq!(covered_and_hint("Mo\u{2013}Fr 09:00-17:00"), ("Mo\u{2013}Fr".into(), "Mo-Fr".into()));
    assert_eq!(covered_and_hint("Mon to Fri 09:00-17:00"), ("Mon to Fri".into(), "Mo-Fr".into()));
    assert_eq!(covered_and_hint("Mo 09:00-12:00; Wednesday 09:00-12:00"), ("Wednesday".into(), "We".into()));
    assert_eq!(covered_and_hint("weekdays 09:00-12:00"), ("weekdays".into(), "Mo-Fr".into()));
    assert_eq!(covered_and_hint("24/7"), ("24/7".into(), "Mo-Su 00:00-24:00".into()));
    assert_eq!(covered_and_hint("PH 09:00-12:00"), ("PH".into(), String::new()));
}

#[test]
fn times_in_another_form_are_rewritten_in_the_hint() {
    assert_eq!(covered_and_hint("Mo-Fr 9:00-17:00"), ("9:00".into(), "09:00".into()));
    assert_eq!(covered_and_hint("Mo-Fr 09:00-5pm"), ("5pm".into(), "17:00".into()));
    assert_eq!(covered_and_hint("Mo-Fr 09:00-12am"), ("12am".into(), "00:00".into()));
    assert_eq!(covered_and_hint("Mo-Fr 9am to 5:30 p.m."), ("9am to 5:30 p.m.".into(), "09:00-17:30".into()));
    assert_eq!(covered_and_hint("Mo-Fr 09:00 - 17:00"), ("09:00 - 17:00".into(), "09:00-17:00".into()));
    assert_eq!(covered_and_hint("Mo-Fr 09:00\u{2013}17:00"), ("09:00\u{2013}17:00".into(), "09:00-17:00".into()));
    assert_eq!(covered_and_hint("Mo-Fr 0900-1700"), ("0900".into(), "09:00".into()));
    assert_eq!(covered_and_hint("Mo-Fr 09.00-17.00"), ("09.00".into(), "09:00".into()));
    assert_eq!(covered_and_hint("Mo-Fr 09:00-17:03"), ("17:03".into(), "17:00".into()));
    assert_eq!(covered_and_hint("Mo-Fr09:00-17:00"), ("Mo-Fr09:00-17:00".into(), "Mo-Fr 09:00-17:00".into()));
}

#[test]
fn each_mistake_says_what_it_is() {
    let cases = [
        ("09:00-17:00", "`09:00-17:00` has no days before it", "Mo-Fr 09:00-17:00"),
        ("Mo-Fr", "`Mo-Fr` has no times after it", "Mo-Fr 09:00-17:00"),
        ("Mo 25:00-26:00", "`25:00` is not a time of day", ""),
        ("Mo 09:00-24:05", "`24:05` is not a time of day", ""),
        ("Mo 09:60-12:00", "`09:60` is not a time of day", ""),
        ("Mo 09:00-09:00", "`09:00-09:00` starts and ends at the same time", ""),
        ("Mo 00:00-00:00", "`00:00-00:00` starts and ends at the same time", "00:00-24:00"),
        ("Mo 24:00-08:00", "`24:00-08:00` starts at 24:00, which can only end a range", "00:00-08:00"),
        ("Mo 09:00", "`09:00` is not a range `HH:MM-HH:MM`", ""),
        ("Mo 09:00-12:00-13:00", "`09:00-12:00-13:00` is not a range `HH:MM-HH:MM`", ""),
        ("Mo-Fr 09:00-17:00; Sa off", "`off` is not a range `HH:MM-HH:MM`", "leave the day out, it then has no hours"),
        ("Mo 09:00-12:00;", "no hours are given", ""),
        ("", "no hours are given", "Mo-Fr 09:00-17:00"),
    ];
    for (text, message, hint) in cases {
        let (_, said, hinted) = wrong(text);
        assert_eq!((said.as_str(), hinted.as_str()), (message, hint), "{text}");
    }
}

#[test]
fn two_rules_that_overlap_on_a_day_are_refused_since_openstreetmap_would_replace() {
    let error = WeeklyHours::parse("Mo-Fr 09:00-17:00; We 09:00-12:00");
    assert_eq!(error.map_err(|error| (error.problem, error.offset)), Err((HoursProblem::TwoRules("We"), 19)));
    assert_eq!(canonical("Mo-Fr 09:00-17:00; Sa 09:00-12:00"), "Mo-Fr 09:00-17:00; Sa 09:00-12:00");
}

#[test]
fn no_text_makes_the_reader_panic_and_every_span_lies_inside() {
    for text in [
        "Mo é",
        "é",
        ",",
        ";",
        "-",
        "Mo-",
        "-Mo 09:00-12:00",
        "Mo,,Tu 09:00-10:00",
        "Mo 09:00-10:00,",
        "Mo 0é-12:00",
        "Mo 12:0٣-13:00",
        "٣",
    ] {
        let (covered, ..) = wrong(text);
        assert_ne!(covered, "outside the text", "{text}");
        assert!(!covered.starts_with("accepted"), "{text}");
    }
}
