//! Meeting windows and rotations of the demo team, and of people who hardly meet.

use std::error::Error;

use jiff::civil::date;

use super::demo::{TEAM, schedule, week, zone};
use crate::time::meeting::MOST_SCHEDULES;
use crate::time::{
    ClockTime, DateSpan, IntervalSet, IsoWeek, MeetingAnswer, MeetingQuestion, MeetingSlot, MeetingWindow, Pain,
    PersonIndex, Schedule, Weekday, WeeklyHours, Zone, fair_rotation, meeting_windows,
};

type Outcome = Result<(), Box<dyn Error>>;

fn named(names: &[&str]) -> Result<Vec<Schedule>, Box<dyn Error>> {
    let one = |name: &&str| {
        let (_, zone, hours) = TEAM.into_iter().find(|(known, ..)| known == name).ok_or("not in the team")?;
        schedule(zone, hours)
    };
    names.iter().map(one).collect()
}

/// An hour's meeting in the 52 weeks from 4 January 2027.
fn ask<'a>(people: &'a [Schedule], organiser: &'a Zone) -> Result<MeetingQuestion<'a>, Box<dyn Error>> {
    Ok(MeetingQuestion {
        people: people.iter().collect(),
        organiser,
        minutes: 60,
        first: week("2027-01-04")?,
        weeks: 52,
        present: None,
    })
}

fn windows(answer: MeetingAnswer) -> Vec<MeetingWindow> {
    match answer {
        MeetingAnswer::CommonHours(windows) | MeetingAnswer::NoCommonHours(windows) => windows,
        MeetingAnswer::NoCommonDay | MeetingAnswer::NotAsked { .. } => Vec::new(),
    }
}

fn at(windows: &[MeetingWindow], day: Weekday, start: &str) -> Result<MeetingWindow, Box<dyn Error>> {
    let start = ClockTime::parse(start)?;
    Ok(windows.iter().find(|window| window.slot == MeetingSlot { day, start }).ok_or("no such window")?.clone())
}

fn told(window: &MeetingWindow) -> Vec<String> {
    window.breaks.iter().map(|weeks| format!("{} to {}", weeks.first.monday(), weeks.last.sunday())).collect()
}

#[test]
fn a_window_that_slides_out_of_dublins_day_breaks_in_the_mismatch_weeks() -> Outcome {
    let people = named(&["Dev", "Fia"])?;
    let new_york = zone("America/New_York")?;
    let MeetingAnswer::CommonHours(windows) = meeting_windows(&ask(&people, &new_york)?) else {
        return Err("they share hours".into());
    };
    // 09:00 in New York is 14:00 in Dublin and 13:00 in the mismatch weeks: inside both. 12:30 would end at 18:30 in
    // Dublin.
    let morning = at(&windows, Weekday::Tuesday, "09:00")?;
    assert_eq!((morning.holds, told(&morning)), (52, vec![]));
    assert!(windows.iter().all(|window| window.worst() == Pain::InHours));
    assert!(at(&windows, Weekday::Tuesday, "12:30").is_err() && at(&windows, Weekday::Saturday, "09:00").is_err());

    let dublin = zone("Europe/Dublin")?;
    let MeetingAnswer::CommonHours(windows) = meeting_windows(&ask(&people, &dublin)?) else {
        return Err("they share hours".into());
    };
    // 16:30 in Dublin is 11:30 in New York, and 12:30 in the mismatch weeks: inside. But nothing starts before 14:00.
    assert_eq!(at(&windows, Weekday::Tuesday, "16:30")?.holds, 52);
    assert!(at(&windows, Weekday::Tuesday, "13:45").is_err());
    Ok(())
}

#[test]
fn a_window_says_in_which_weeks_it_breaks_and_for_whom() -> Outcome {
    let people = named(&["Dev", "Ana"])?;
    let london = zone("Europe/London")?;
    let answer = meeting_windows(&ask(&people, &london)?);
    let windows = windows(answer);
    // 21:30 in London is 16:30 in New York, whose day ends at 17:30; in the mismatch weeks it is 17:30.
    let late = at(&windows, Weekday::Tuesday, "21:30")?;
    assert_eq!(late.pains, [Pain::InHours, Pain::InHours]);
    assert_eq!(
        (late.holds, told(&late)),
        (49, vec!["2027-03-15 to 2027-03-28".to_owned(), "2027-11-01 to 2027-11-07".to_owned()])
    );
    let first = late.breaks.first().ok_or("a break")?;
    assert_eq!((first.people.as_slice(), first.worst), (&[PersonIndex(0)][..], Pain::Waking));
    Ok(())
}

#[test]
fn no_common_hours_is_an_answer_and_the_least_painful_comes_first() -> Outcome {
    let people = named(&["Ana", "Gil"])?;
    let utc = Zone::utc();
    let MeetingAnswer::NoCommonHours(windows) = meeting_windows(&ask(&people, &utc)?) else {
        return Err("they share none".into());
    };
    let best = windows.first().ok_or("a window")?;
    assert_eq!((best.worst(), best.outside(), best.sum()), (Pain::Waking, 1, 3));
    assert!(windows.is_sorted_by_key(|window| (window.worst(), window.outside(), window.sum())));
    // Fridays are Gil's weekend, Sundays Ana's.
    assert!(windows.iter().all(|window| !matches!(window.slot.day, Weekday::Friday | Weekday::Saturday)));
    Ok(())
}

#[test]
fn the_whole_team_has_no_common_hours() -> Outcome {
    let names = TEAM.map(|(name, ..)| name);
    let people = named(&names)?;
    let MeetingAnswer::NoCommonHours(windows) = meeting_windows(&ask(&people, &Zone::utc())?) else {
        return Err("they never meet".into());
    };
    let outside = windows.iter().map(MeetingWindow::outside).min();
    assert_eq!(outside, Some(2), "five of seven at best");
    let two_outside = || windows.iter().filter(|window| window.outside() == 2);
    assert_eq!(
        (two_outside().count(), two_outside().filter(|window| window.worst() == Pain::Waking).count()),
        (15, 12)
    );
    assert!(two_outside().all(|window| window.holds == 34), "winter and summer clocks differ in UTC");
    Ok(())
}

#[test]
fn people_without_a_common_day_cannot_meet() -> Outcome {
    let people = [schedule("Europe/Berlin", "Mo-We 09:00-17:00")?, schedule("Europe/Berlin", "Th-Fr 09:00-17:00")?];
    assert_eq!(meeting_windows(&ask(&people, &Zone::utc())?), MeetingAnswer::NoCommonDay);
    Ok(())
}

#[test]
fn a_question_about_nobody_or_everybody_is_not_asked() -> Outcome {
    let utc = Zone::utc();
    assert_eq!(meeting_windows(&ask(&[], &utc)?), MeetingAnswer::NotAsked { schedules: 0 });
    let one = schedule("Europe/Berlin", "Mo-Fr 09:00-17:00")?;
    let crowd: Vec<Schedule> = (0..=MOST_SCHEDULES)
        .map(|day| {
            one.clone().with_dates(
                Some(
                    date(2020, 1, 1)
                        .saturating_add(jiff::SignedDuration::from_hours(24 * i64::try_from(day).unwrap_or(0))),
                ),
                None,
            )
        })
        .collect();
    assert_eq!(meeting_windows(&ask(&crowd, &utc)?), MeetingAnswer::NotAsked { schedules: MOST_SCHEDULES + 1 });
    let alike = vec![one; 1000];
    assert_eq!(windows(meeting_windows(&ask(&alike, &utc)?)).first().map(|window| window.pains.len()), Some(1000));
    let no_weeks = MeetingQuestion { weeks: 0, ..ask(&alike, &utc)? };
    assert_eq!(meeting_windows(&no_weeks), MeetingAnswer::NotAsked { schedules: 1 });
    Ok(())
}

#[test]
fn pain_grows_from_hours_to_stretch_to_waking_to_night() -> Outcome {
    let person = schedule("Europe/Berlin", "Mo-Fr 09:00-17:00")?.with_stretch(WeeklyHours::parse("Mo-Fr 17:00-19:00")?);
    let berlin = zone("Europe/Berlin")?;
    let people = [person];
    let question = MeetingQuestion { first: week("2027-01-04")?, ..ask(&people, &berlin)? };
    let answer = meeting_windows(&question);
    let MeetingAnswer::CommonHours(inside) = answer else {
        return Err("one person shares hours with themselves".into());
    };
    assert_eq!(inside.len(), 5 * 29, "quarters from 09:00 to 16:00");
    // A second person who never works with the first shows what the first one's other hours cost.
    let night = schedule("Europe/Berlin", "Mo-Fr 00:00-09:00,19:00-24:00")?;
    let both = [question.people.first().copied().cloned().ok_or("a person")?, night];
    let windows = windows(meeting_windows(&ask(&both, &berlin)?));
    let pains =
        |start: &str| -> Result<Vec<Pain>, Box<dyn Error>> { Ok(at(&windows, Weekday::Wednesday, start)?.pains) };
    assert_eq!(pains("16:30")?, [Pain::Stretch, Pain::Waking]);
    assert_eq!(pains("18:00")?, [Pain::Stretch, Pain::Waking]);
    assert_eq!(pains("18:15")?, [Pain::Waking, Pain::Waking]);
    assert_eq!(pains("20:00")?, [Pain::Waking, Pain::InHours]);
    assert_eq!(pains("21:15")?, [Pain::Night, Pain::InHours], "it would end after 22:00");
    assert_eq!(pains("07:00")?, [Pain::Waking, Pain::InHours]);
    assert_eq!(pains("06:45")?, [Pain::Night, Pain::InHours]);
    assert_eq!(Pain::Night.score(), Some(8));
    assert_eq!(Pain::Impossible.score(), None);
    Ok(())
}

#[test]
fn absence_breaks_a_week_and_is_not_what_is_usual() -> Outcome {
    let away = schedule("Europe/Berlin", "Mo-Fr 09:00-17:00")?
        .with_away(vec![DateSpan::new(date(2027, 8, 2), Some(date(2027, 8, 15)))?]);
    let people = [away, schedule("Europe/London", "Mo-Fr 09:00-17:00")?];
    let berlin = zone("Europe/Berlin")?;
    let windows = windows(meeting_windows(&ask(&people, &berlin)?));
    let ten = at(&windows, Weekday::Monday, "10:00")?;
    assert_eq!((ten.holds, told(&ten)), (50, vec!["2027-08-02 to 2027-08-15".to_owned()]));
    assert_eq!(
        ten.breaks.first().map(|weeks| (weeks.people.clone(), weeks.worst)),
        Some((vec![PersonIndex(0)], Pain::Impossible))
    );
    Ok(())
}

#[test]
fn of_equally_good_windows_the_nearest_to_the_present_one_comes_first() -> Outcome {
    let people = named(&["Dev", "Cara"])?;
    let new_york = zone("America/New_York")?;
    let present = MeetingSlot { day: Weekday::Thursday, start: ClockTime::parse("14:00")? };
    let question = MeetingQuestion { present: Some(present), ..ask(&people, &new_york)? };
    assert_eq!(windows(meeting_windows(&question)).first().map(|window| window.slot), Some(present));
    let saturday = MeetingSlot { day: Weekday::Sunday, start: ClockTime::parse("23:00")? };
    let question = MeetingQuestion { present: Some(saturday), ..ask(&people, &new_york)? };
    let first = windows(meeting_windows(&question)).first().map(|window| window.slot);
    assert_eq!(
        first,
        Some(MeetingSlot { day: Weekday::Monday, start: ClockTime::parse("09:30")? }),
        "the week comes round"
    );
    Ok(())
}

#[test]
fn every_pain_agrees_with_the_hours_minute_by_minute() -> Outcome {
    let people = named(&["Ben", "Gil", "Fia"])?;
    let auckland = zone("Pacific/Auckland")?;
    let first = week("2027-03-08")?;
    let question = MeetingQuestion { minutes: 45, first, weeks: 1, ..ask(&people, &auckland)? };
    for window in windows(meeting_windows(&question)) {
        let when = window.slot.interval(&auckland, first, 45);
        for (person, pain) in people.iter().zip(&window.pains) {
            let inside = |set: &IntervalSet| set.clip(when).minutes() == 45;
            assert_eq!(inside(&person.intervals(when)), *pain == Pain::InHours, "{:?}", window.slot);
            let local = person.zones().first().ok_or("a zone")?.to_local(when.start().to_timestamp());
            let works = !person.day(local.date()).ranges.is_empty();
            let clock =
                local.hour() >= 7 && u32::try_from(local.hour())? * 60 + u32::try_from(local.minute())? + 45 <= 22 * 60;
            match pain {
                Pain::InHours => {}
                Pain::Waking => assert!(works && clock, "{:?} {local}", window.slot),
                Pain::Night => assert!(works && !clock, "{:?} {local}", window.slot),
                other => return Err(format!("{other:?}").into()),
            }
        }
    }
    Ok(())
}

#[test]
fn a_rotation_shares_the_pain_that_one_slot_puts_on_one() -> Outcome {
    // Nine to five in Los Angeles, Berlin and Sydney: somebody is always outside their hours.
    let people = [
        schedule("America/Los_Angeles", "Mo-Fr 09:00-17:00")?,
        schedule("Europe/Berlin", "Mo-Fr 09:00-17:00")?,
        schedule("Australia/Sydney", "Mo-Fr 09:00-17:00")?,
    ];
    let utc = Zone::utc();
    let windows = windows(meeting_windows(&ask(&people, &utc)?));
    let one = fair_rotation(&windows, 1).ok_or("a rotation")?;
    let three = fair_rotation(&windows, 3).ok_or("a rotation")?;
    let worst = |rotation: &crate::time::rotation::Rotation<'_>| {
        let turns = 6 / u32::try_from(rotation.windows.len()).unwrap_or(1);
        rotation.ledger.iter().map(|line| line.sum * turns).max()
    };
    assert_eq!(one.windows.len(), 1);
    assert!(worst(&three) < worst(&one), "{:?} and {:?}", worst(&three), worst(&one));
    for line in &three.ledger {
        assert_eq!(line.pains.len(), three.windows.len());
        assert_eq!(line.sum, line.pains.iter().filter_map(|pain| pain.score()).sum::<u32>());
        assert_eq!(line.outside, line.pains.iter().filter(|pain| pain.is_outside()).count());
    }
    assert!(fair_rotation(&[], 3).is_none());
    Ok(())
}

#[test]
fn a_rotation_of_people_with_common_hours_is_one_slot_inside_them() -> Outcome {
    let people = named(&["Dev", "Cara", "Fia"])?;
    let utc = Zone::utc();
    let windows = windows(meeting_windows(&ask(&people, &utc)?));
    let rotation = fair_rotation(&windows, 3).ok_or("a rotation")?;
    assert_eq!(
        rotation.windows.iter().map(|window| window.slot).collect::<Vec<_>>(),
        [windows.first().ok_or("a window")?.slot]
    );
    assert!(rotation.ledger.iter().all(|line| line.sum == 0));
    Ok(())
}

#[test]
fn a_slot_has_one_occurrence_in_every_week_even_at_the_edges_of_the_world() -> Outcome {
    for name in ["Pacific/Kiritimati", "Pacific/Niue", "Antarctica/Troll", "America/Nuuk"] {
        let zone = zone(name)?;
        let people = [Schedule::new(zone.clone(), WeeklyHours::parse("Mo-Su 00:00-24:00")?)];
        let question = MeetingQuestion { minutes: 1440, weeks: 53, ..ask(&people, &zone)? };
        let windows = windows(meeting_windows(&question));
        assert_eq!(windows.len(), 672, "{name}");
        assert!(windows.iter().all(|window| window.holds == 53), "{name}");
        let weeks: Vec<IsoWeek> = question.first.take(53).collect();
        let days: std::collections::BTreeSet<_> = weeks
            .iter()
            .map(|week| MeetingSlot { day: Weekday::Sunday, start: ClockTime::MIDNIGHT }.interval(&zone, *week, 5))
            .collect();
        assert_eq!(days.len(), 53, "{name}");
    }
    Ok(())
}
