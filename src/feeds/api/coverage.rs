//! The schema of `coverage.json`, whose values are those of the coverage page.
//!
//! They belong to [`crate::coverage`]; only their description stands here, and a test holds it against what is written.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::coverage::{
    BreakFacts, ClockChange, ClockFacts, CoverageFacts, CurveFacts, DayFacts, GapFacts, GroupFacts, HireFacts,
    HireOptionFacts, HirePairFacts, Hours, LedgerFacts, MeetingDate, MeetingFacts, MergedPlace, PersonFacts,
    PersonRuns, PlaceFacts, RangeFacts, SharedChange, SharedFacts, ShortDay, SlotFacts, TargetFacts, TargetOutcome,
    TargetWeek, UnusualWeeks, WeekFacts, WeekOfYear, WeekRuns, WeeksFacts, ZoneChange,
};
use crate::feeds::shape::{Shape, merged};
use crate::time::{IsoWeek, UtcMinute, Zone};

impl Shape for Hours {
    fn shape() -> Value {
        json!({ "type": "number", "description": "Hours." })
    }
}

impl Shape for UtcMinute {
    fn shape() -> Value {
        json!({ "type": "string", "description": "A minute in UTC.", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z$" })
    }
}

impl Shape for IsoWeek {
    fn shape() -> Value {
        json!({ "type": "string", "pattern": "^[0-9]{4}-W[0-9]{2}$" })
    }
}

impl Shape for Zone {
    fn shape() -> Value {
        json!({ "type": "string", "description": "IANA zone." })
    }
}

impl Shape for i64 {
    fn shape() -> Value {
        json!({ "type": "integer" })
    }
}

impl Shape for f64 {
    fn shape() -> Value {
        json!({ "type": "number" })
    }
}

impl<A: Shape, B: Shape> Shape for (A, B) {
    fn shape() -> Value {
        json!({ "type": "array", "prefixItems": [A::shape(), B::shape()], "minItems": 2, "maxItems": 2 })
    }
}

/// Describes types that are declared elsewhere, field by field.
macro_rules! shapes_of {
    ($($name:ident: $about:literal { $($field:ident: $ty:ty),* $(,)? } $(and $flat:ty)?;)*) => { $(
        impl Shape for $name {
            fn shape() -> Value {
                let mut properties = serde_json::Map::new();
                let mut required: Vec<Value> = Vec::new();
                $(
                    properties.insert(stringify!($field).to_owned(), <$ty as Shape>::shape());
                    required.push(stringify!($field).into());
                )*
                let own = json!({ "properties": properties, "required": required });
                merged(&[own, $(<$flat as Shape>::shape(),)? json!({ "description": $about })])
            }
        }
    )* };
}

shapes_of! {
    CoverageFacts: "Who is there when: the ISO week of the day of this document, cut in UTC, and the clock changes ahead." {
        tzdb: &'static str, week: IsoWeek, from: Date, to: Date, people: usize, whole_week: WeekFacts, working_days: WeekFacts,
        days: Vec<DayFacts>, targets: Vec<TargetFacts>, clock_changes: Vec<ClockChange>, unusual_weeks: Vec<UnusualWeeks>,
        gaps: Vec<GapFacts>, year: Vec<WeekOfYear>, groups: Vec<GroupFacts>, shared: Vec<SharedFacts>, map_day: Date, places: Vec<PlaceFacts>, merged_places: Vec<MergedPlace>, roster: Vec<PersonFacts>, planned_hires: Vec<PersonFacts>,
        with_planned_hires: Option<WeekFacts>, meetings: Vec<MeetingFacts>, hire: Option<HireFacts>,
        confirmed: Option<(Date, Date)>,
    };
    WeekFacts: "A stretch of the week, measured." {
        hours: Hours, covered_hours: Hours, uncovered_hours: Hours, single_person_hours: Hours, person_hours: Hours, longest_gap: Option<GapFacts>,
    };
    GapFacts: "A time with nobody there." { from: UtcMinute, to: UtcMinute, hours: Hours };
    DayFacts: "A UTC day: the fewest and the most people in each half hour." {
        date: Date, half_hours: Vec<u32>, half_hours_most: Vec<u32>, covered_hours: Hours, single_person_hours: Hours, uncovered_hours: Hours,
        gaps: Vec<GapFacts>,
    };
    TargetFacts: "Hours that should be covered, and whether they are." {
        id: String, name: String, time_zone: Zone, hours: String, min_people: u16, focus_area: Option<String>, weeks: Vec<TargetWeek>,
        with_planned_hires: Option<TargetOutcome>,
    } and TargetOutcome;
    TargetWeek: "A week of the year and a target." {
        week: IsoWeek, from: Date, met: bool, days_short: usize, short_hours: Hours, people_short: u32,
    };
    TargetOutcome: "How much of a target is met." {
        met: bool, asked_hours: Hours, met_hours: Hours, short_hours: Hours, person_hours_short: Hours, people_short: u32, short_days: Vec<ShortDay>,
    };
    ShortDay: "A day that misses a target." { date: Date, hours: Hours, people_short: u32 };
    ClockChange: "A day on which clocks change." { date: Date, jump_minutes: i32, zones: Vec<ZoneChange> };
    ZoneChange: "A zone whose clock changes; offsets in seconds east of UTC." { time_zone: Zone, at: UtcMinute, offset_before: i32, offset_after: i32 };
    UnusualWeeks: "Weeks in which the zones keep other distances than usual." {
        from: Date, to: Date, weeks: i32, uncovered_hours: Hours, usual_uncovered_hours: Hours, single_person_hours: Hours,
        usual_single_person_hours: Hours, shared: Vec<SharedChange>,
    };
    WeeksFacts: "Attendance minute by minute, for 52 weeks. Minutes of people are counted from start; people is empty for a large team." {
        start: UtcMinute, valid_to: Date, weeks: Vec<WeekRuns>, people: Vec<PersonRuns>, clocks: Vec<ClockFacts>,
    };
    WeekRuns: "A week: from which minute of it on how many people are there." { week: IsoWeek, from: Date, counts: Vec<(i64, u32)> };
    PersonRuns: "When a person is there: first minutes, and minutes after the last." { slug: String, name: String, minutes: Vec<(i64, i64)> };
    ClockFacts: "A zone, and from which minute on it keeps which distance from UTC, in minutes east." {
        time_zone: Zone, city: String, offsets: Vec<(UtcMinute, i32)>,
    };
    WeekOfYear: "A week of the year ahead." {
        week: IsoWeek, from: Date, covered_hours: Hours, single_person_hours: Hours, uncovered_hours: Hours,
    };
    GroupFacts: "A group of people: the week measured, the middle one and the worst of the year ahead." {
        kind: &'static str, id: Option<String>, name: String, people: usize, usual_uncovered_hours: Hours, worst_uncovered_hours: Hours,
        worst_week: Date,
    } and WeekOfYear;
    MeetingFacts: "When a focus area can meet: answer is common_hours, no_common_hours (slots are then to be taken in turn), no_common_day or too_many." {
        focus_area: String, name: String, people: usize, time_zone: Zone, minutes: u16, answer: &'static str, hours: Vec<String>,
        slots: Vec<SlotFacts>, ledger: Vec<LedgerFacts>, dates: Vec<MeetingDate>,
    };
    SlotFacts: "A weekly time on the clock of the meeting." {
        day: String, start: String, first: UtcMinute, in_hours: usize, outside: usize, holds_weeks: u16, of_weeks: u16, breaks: Vec<BreakFacts>,
    };
    BreakFacts: "Weeks in which a time costs somebody more than usual." { from: Date, to: Date, people: usize, worst: &'static str };
    LedgerFacts: "What a round of the times costs a person: 0 in hours, 1 in stretch hours, 3 awake, 8 at night." {
        person: String, slots: Vec<&'static str>, sum: u32,
    };
    MeetingDate: "A meeting of the next half year." { from: UtcMinute, to: UtcMinute, worse_off: usize };
    HireFacts: "What one person more would bring: options that nothing beats in hours brought, hours shared and sociable hours together." {
        measure: &'static str, shift_hours: Hours, weeks: u16, missing: RangeFacts, options: Vec<HireOptionFacts>, pair: Vec<HirePairFacts>,
        curve: Vec<CurveFacts>,
    };
    RangeFacts: "Hours a week over many weeks." { mean: Hours, least: Hours, most: Hours };
    HireOptionFacts: "Somebody who might be hired, by their clock and their hours on it." {
        time_zone: Zone, cities: Vec<String>, offset_minutes: i32, days: String, hours: String, brought: RangeFacts, made_double_hours: Hours,
        shared_hours_a_day: Hours, unsociable_hours_a_day: Hours,
    };
    HirePairFacts: "One of the two hires that bring the most together." { together_hours: Hours } and HireOptionFacts;
    CurveFacts: "What a day of work brings by the time at which it begins." {
        start_utc: String, monday_to_friday: Hours, sunday_to_thursday: Hours, shared_a_day: Hours, usual_start_in: Vec<String>,
    };
    SharedChange: "Two groups and the hours a week that they share, in these weeks and in a usual one." {
        first: String, second: String, hours: Hours, usual_hours: Hours,
    };
    SharedFacts: "Time that two groups share." {
        kind: &'static str, first: String, second: String, hours: Hours, usual_hours: Hours, least_hours: Hours, least_week: Date,
    };
    PlaceFacts: "A zone in use." {
        time_zone: Zone, city: String, offset_minutes: i32, people: usize, planned: usize, at_hours: Vec<u32>, alone_hours: Hours,
        latitude: Option<f64>, longitude: Option<f64>,
    };
    MergedPlace: "People whose clocks are not shown, because too few of them without a name keep each." {
        region: Option<String>, people: usize, planned: usize,
    };
    PersonFacts: "A person's usual hours. Of somebody who does not show their name the slug is null and the name is their role." {
        slug: Option<String>, name: String, start_date: Option<Date>, time_zone: Option<Zone>, offset_minutes: Option<i32>, hours: Vec<String>, hours_utc: Vec<String>,
        focus_areas: Vec<String>, region: Option<String>,
    };
}
