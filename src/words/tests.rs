//! Every writer in English, and in a second language that shares nothing with it.

use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

use super::catalogue::{Part, Span, Units};
use super::term::{Forms, Plural};
use super::{Catalogue, Term, WORDS, capital, whole_percent};

/// Polish, as far as the tests read it: another order of the parts of a date, other signs, three forms for a number, no
/// word for "no".
static POLISH: Catalogue = Catalogue {
    months: [
        "styczeń",
        "luty",
        "marzec",
        "kwiecień",
        "maj",
        "czerwiec",
        "lipiec",
        "sierpień",
        "wrzesień",
        "październik",
        "listopad",
        "grudzień",
    ],
    short_months: ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"],
    weekdays: ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"],
    short_weekdays: ["pn", "wt", "śr", "cz", "pt", "so", "nd"],
    date: &[Part::Year, Part::Text("-"), Part::Month, Part::Text("-"), Part::Day],
    day: &[Part::Day, Part::Text("."), Part::Month, Part::Text(" ("), Part::Weekday, Part::Text(")")],
    span_in_month: Span(&[Part::Month, Part::Text(" "), Part::Day], "/", &[Part::Day, Part::Text(" "), Part::Year]),
    span_in_year: Span(&[Part::Month], "/", &[Part::Month, Part::Text(" "), Part::Year]),
    span_over_years: Span(&[Part::Year], "/", &[Part::Year]),
    through: "÷",
    next_day: " nazajutrz",
    decimal: ',',
    group: '.',
    minus: '~',
    percent: "%",
    units: Units { day: " dn.", hour: " godz.", minute: " min." },
    comma: "; ",
    and: " i ",
    or: " lub ",
    none: "zero",
    internal: "wewnętrzne",
    plural: |number| match (number, number % 10, number % 100) {
        (1, ..) => Plural::One,
        (_, 2..=4, hundredths) if !(12..=14).contains(&hundredths) => Plural::Few,
        _ => Plural::Other,
    },
    forms: |term| match term {
        Term::Day => Forms { one: "dzień", few: "dni", other: "dnia" },
        Term::Hour => Forms { one: "godzina", few: "godziny", other: "godzin" },
        _ => Forms { one: "osoba", few: "osoby", other: "osób" },
    },
};

/// What every writer makes of the same values.
fn written(words: &Catalogue) -> Vec<String> {
    let (monday, sunday) = (date(2026, 11, 16), date(2026, 11, 22));
    vec![
        words.date(date(2026, 3, 5)),
        words.day(monday),
        words.span(monday, sunday),
        words.span(date(2026, 11, 30), date(2026, 12, 6)),
        words.span(date(2026, 12, 28), date(2027, 1, 3)),
        words.month(monday).to_owned(),
        words.short_month(monday).to_owned(),
        words.weekday(Weekday::Monday).to_owned(),
        words.weekdays([(Weekday::Monday, Weekday::Friday), (Weekday::Sunday, Weekday::Sunday)]),
        words.hours_between("22:00", "06:00", true),
        words.number(-2.805),
        words.amount(-1_005_000.75),
        words.money("EUR", 950.0),
        words.percent(-100),
        words.signed_days(-3),
        words.hours_and_minutes(795),
        words.days(-22),
        words.hours(100),
        words.hours(2_850),
        words.count(1, Term::Person),
        words.count(3, Term::Person),
        words.count(12, Term::Person),
        words.count_or_none(0, Term::Person),
        words.list(&["a", "b", "c"]),
        words.choice(&["a", "b", "c"]),
        words.commas(&["a", "b", "c"]),
    ]
}

#[test]
fn english_is_written_as_the_english_write_it() {
    let expected = [
        "5 Mar 2026",
        "Mon 16 Nov",
        "16 to 22 Nov 2026",
        "30 Nov to 6 Dec 2026",
        "28 Dec 2026 to 3 Jan 2027",
        "November",
        "Nov",
        "Monday",
        "Mon–Fri, Sun",
        "22:00–06:00 next day",
        "−2.805",
        "−1\u{202f}005\u{202f}000.75",
        "EUR 950",
        "−100%",
        "−3 d",
        "13 h 15 min",
        "22 days",
        "1 hour",
        "28½ hours",
        "1 person",
        "3 people",
        "12 people",
        "no people",
        "a, b and c",
        "a, b or c",
        "a, b, c",
    ];
    assert_eq!(written(WORDS), expected);
}

#[test]
fn no_writer_has_english_in_it() {
    let expected = [
        "2026-III-5",
        "16.XI (pn)",
        "XI 16/22 2026",
        "XI/XII 2026",
        "2026/2027",
        "listopad",
        "XI",
        "poniedziałek",
        "pn÷pt; nd",
        "22:00÷06:00 nazajutrz",
        "~2,805",
        "~1.005.000,75",
        "EUR 950",
        "~100%",
        "~3 dn.",
        "13 godz. 15 min.",
        "22 dni",
        "1 godzina",
        "28½ godzin",
        "1 osoba",
        "3 osoby",
        "12 osób",
        "zero osób",
        "a; b i c",
        "a; b lub c",
        "a; b; c",
    ];
    assert_eq!(written(&POLISH), expected);
}

#[test]
fn dates_of_every_year_have_all_their_digits() {
    let years = [(-9999, 1, 1), (-1, 12, 31), (0, 2, 29), (999, 3, 4), (1000, 10, 10), (9999, 12, 31)];
    let written: Vec<String> =
        years.into_iter().filter_map(|(y, m, d)| Date::new(y, m, d).ok()).map(|date| WORDS.date(date)).collect();
    assert_eq!(written, ["1 Jan -9999", "31 Dec -1", "29 Feb 0", "4 Mar 999", "10 Oct 1000", "31 Dec 9999"]);
    assert_eq!(WORDS.span(date(2026, 11, 16), date(2026, 11, 16)), "16 Nov 2026");
}

#[test]
fn numbers_keep_the_digits_of_the_record_and_none_more() {
    assert_eq!(
        [40.0, 99.9463, 2.805, -0.001, 0.0].map(|value| WORDS.number(value)),
        ["40", "99.9463", "2.805", "−0.001", "0"]
    );
    assert_eq!([950.0, 1000.0, -999.5].map(|value| WORDS.amount(value)), ["950", "1\u{202f}000", "−999.5"]);
}

#[test]
fn days_and_hours_read_as_counts() {
    assert_eq!([14, 1, 0, -3].map(|days| WORDS.signed_days(days)), ["+14 d", "+1 d", "0 d", "−3 d"]);
    assert_eq!([0, 1, -1, 14].map(|days| WORDS.days(days)), ["0 days", "1 day", "1 day", "14 days"]);
    assert_eq!([45, 60, 795].map(|minutes| WORDS.hours_and_minutes(minutes)), ["45 min", "1 h", "13 h 15 min"]);
    assert_eq!([5, 510].map(|minutes| WORDS.hours_colon_minutes(minutes)), ["0:05", "8:30"]);
    assert_eq!([0, 8, 150, 125, 2100, -50].map(|of| WORDS.short_hours(of)), ["0", "0.08", "1.5", "1.25", "21", "−0.5"]);
}

#[test]
fn only_a_whole_way_is_a_hundred_percent() {
    let shares = [-1.0, 0.0, 0.29, 0.375, 0.9999, 0.999_999_999_999, 1.0, 1.5];
    assert_eq!(shares.map(whole_percent), [-100, 0, 29, 37, 99, 99, 100, 150]);
}

#[test]
fn lists_of_few_members_have_no_comma() {
    let lists = [&[][..], &["a"][..], &["a", "b"][..]].map(|members| WORDS.list(members));
    assert_eq!(lists, ["", "a", "a and b"]);
    assert_eq!([0, 1].map(|before| WORDS.comma_after(before)), ["", ", "]);
}

#[test]
fn codes_read_as_words() {
    assert_eq!([capital("no_go"), capital("mitigate"), capital("")], ["No go", "Mitigate", ""]);
}

/// The number that a reader reads.
fn read(text: &str) -> Option<f64> {
    text.replace('\u{202f}', "").replace('\u{2212}', "-").parse().ok()
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_as_the_records_number(value in any::<f64>().prop_filter("records have finite numbers", |v| v.is_finite())) {
        let value = value + 0.0;
        prop_assert_eq!(read(&WORDS.number(value)).map(f64::to_bits), Some(value.to_bits()));
        prop_assert_eq!(read(&WORDS.amount(value)).map(f64::to_bits), Some(value.to_bits()));
    }

    #[test]
    fn what_is_typed_is_what_is_written(whole in -9_999_999_i64..=9_999_999, cents in 1_u8..=99) {
        let typed = format!("{whole}.{cents:02}");
        let typed = typed.trim_end_matches('0');
        let written = typed.parse().map(|value| WORDS.number(value)).unwrap_or_default();
        prop_assert_eq!(written.replace('\u{2212}', "-"), typed);
    }
}
