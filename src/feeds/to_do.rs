//! The calendar of each person: what waits for them and has a day.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::address::{address, authority, origin, program as program_page};
use super::calendar::write;
use super::ics::{Event, Status, When};
use super::{EPOCH, FeedJob, JobInputs, job, with_former};
use crate::artifact::Artifact;
use crate::model::PersonId;
use crate::snapshot::{Snapshot, TO_DO, ToDo, Waiting, Words, to_do_calendar};

/// The calendars of all people who have a page.
pub(super) fn jobs<'c>(cx: &'c Snapshot<'_>) -> impl Iterator<Item = FeedJob<'c>> {
    let people = || cx.model.people().filter(|(_, person)| person.has_page());
    let all = job("calendar people", JobInputs::Everything(TO_DO), move || {
        people().flat_map(|(id, _)| of_person(cx, id)).collect::<Vec<_>>()
    });
    std::iter::once(all)
}

fn of_person(cx: &Snapshot<'_>, id: PersonId) -> Vec<Artifact> {
    let person = cx.model.person(id);
    // What has no day is on the page alone: it would move every night.
    let events = cx.waiting_for(id).iter().filter_map(|to_do| event(cx, id, to_do)).collect();
    let made = write(cx, &to_do_calendar(&person.slug), &format!("To do: {}", person.name), events);
    with_former(made, &person.formerly, |slug| to_do_calendar(slug).trim_start_matches('/').to_owned())
}

fn event(cx: &Snapshot<'_>, person: PersonId, to_do: &ToDo) -> Option<Event> {
    let ToDo { due, late: _, what } = to_do;
    let day = (*due)?;
    let (id, words) = cx.words(*what);
    let text = match words {
        Words::Name(name) => name,
        Words::Text(text) => text.plain(),
    };
    let word = what.word();
    let named = id.map_or_else(|| format!("{word}: {text}"), |id| format!("{word} {id}: {text}"));
    let (summary, of, told, page) = match (*what, what.program()) {
        (Waiting::Page(page), _) => {
            let page = cx.page(page);
            let told = page.reviewed.map_or(EPOCH, |reviewed| reviewed.value);
            (named, page.url.clone(), told, address(cx, &page.url).0)
        }
        (what, Some(program)) => {
            let record = cx.model.program(program);
            let of = format!("{}.{}", record.first_slug(), id.map_or_else(|| step(what, day), str::to_owned));
            let told = cx.newest_of(program).unwrap_or(EPOCH);
            let summary = format!("{}: {named}", record.name.on(cx.model.as_of));
            (summary, of, told, program_page(cx, &record.slug).0)
        }
        (_, None) => return None,
    };
    let is_public = origin(cx).is_some();
    let kind = word.to_lowercase().replace(' ', "-");
    let of = utf8_percent_encode(&of, NON_ALPHANUMERIC);
    Some(Event {
        when: When::Day(day),
        told,
        uid: format!("{}.to-do.{kind}.{of}@{}", cx.model.person(person).first_slug(), authority(cx)),
        summary,
        description: if is_public { page.clone() } else { String::new() },
        url: is_public.then_some(page),
        category: word,
        status: Status::Tentative,
    })
}

/// What stands for the id of a step, which has none: its place in its report, and its day.
fn step(what: Waiting, day: jiff::civil::Date) -> String {
    match what {
        Waiting::Step(_, at) => format!("{day}.{at}"),
        _ => String::new(),
    }
}
