//! What a call says on the site's day, as HTML.

use std::collections::BTreeSet;

use super::asked::{Asked, Counted, NumberForm, PersonWords, resolve, stranger_key};
use super::filter::{PeopleFilter, ProgramFilter};
use crate::coverage;
use crate::markdown::{Call, CallForm, escape_attribute, escape_text};
use crate::model::{FocusAreaId, PersonId, ProgramId};
use crate::parse::records::Lifecycle;
use crate::snapshot::Snapshot;
use crate::status::Freshness;
use crate::words::WORDS;

/// What stands in the place of what an audience may not see.
const WITHHELD: &str = "<span class=\"withheld\">not shown here</span>";

/// Numbers that prose spells out.
const SPELLED: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

fn link(href: &str, text: &str) -> String {
    let text = escape_text(text);
    if href.is_empty() { text.into_owned() } else { format!("<a href=\"{}\">{text}</a>", escape_attribute(href)) }
}

impl Snapshot<'_> {
    /// The HTML of what `call` says.
    pub(super) fn called(&self, call: &Call) -> String {
        if super::is_of_report(call) {
            // A report tells what was so on its day, and records say what is so now.
            return format!("<code>{}</code>", escape_text(&call.name));
        }
        let Ok(asked) = resolve(self.model, call) else {
            // The name of somebody whom no record knows is the author's own word; any other may be one that this
            // audience may not see.
            return stranger_key(call)
                .filter(|key| self.model.strangers.contains(key))
                .and_then(|_| call.positional.first().or_else(|| call.named.first().map(|(_, value)| value)))
                .map_or_else(|| WITHHELD.to_owned(), |name| escape_text(name).into_owned());
        };
        match asked {
            Asked::Person(id, words) => self.person_words(id, words),
            Asked::People(filter) => self.names(&filter),
            Asked::Roster(filter) if call.form == CallForm::Inline => self.names(&filter),
            Asked::Roster(filter) => self.roster(&filter),
            Asked::Programs(filter) => self.program_list(&filter, call.form),
            Asked::Count(counted, form) => number(self.counted(&counted), form),
            Asked::FocusAreas => self.area_table(),
            Asked::Levels => self.level_table(),
            Asked::Status(program) => self.pill(program),
            Asked::Milestone(program, at, named) => self.milestone(program, at, named),
            Asked::Target(program, at) => self.target(program, at),
            Asked::Asks(at, form) => {
                let target = self.model.config.targets.get(at);
                let people = target.and_then(|target| usize::try_from(target.window.min_people).ok());
                people.map_or_else(|| WITHHELD.to_owned(), |people| number(people, form))
            }
            Asked::Coverage(area) => self.coverage_sentence(area),
        }
    }

    fn person_words(&self, id: PersonId, words: PersonWords) -> String {
        let person = self.model.person(id);
        let name = link(&self.person_href(person), &person.name);
        match words {
            PersonWords::Name => name,
            PersonWords::Role => escape_text(&person.role).into_owned(),
            // Somebody without a name is called by the role already.
            PersonWords::Both if person.name == person.role => name,
            PersonWords::Both => format!("{name}, {}", escape_text(&person.role)),
        }
    }

    /// People whose names are shown; how many more there are is said in the table.
    fn named(&self, filter: &PeopleFilter) -> (Vec<PersonId>, usize) {
        let all = filter.people(self.model);
        let count = all.len();
        let named: Vec<_> = all.into_iter().filter(|id| self.model.person(*id).has_page()).collect();
        let nameless = count - named.len();
        (named, nameless)
    }

    fn names(&self, filter: &PeopleFilter) -> String {
        let (known, nameless) = self.named(filter);
        let mut names: Vec<String> = known.into_iter().map(|id| self.person_words(id, PersonWords::Name)).collect();
        if nameless > 0 {
            names.push(WORDS.count(nameless, crate::words::Term::PersonWithoutName));
        }
        if names.is_empty() { "nobody".to_owned() } else { WORDS.list(&names) }
    }

    fn roster(&self, filter: &PeopleFilter) -> String {
        let (named, nameless) = self.named(filter);
        let regions = named.iter().any(|id| coverage::region(self.model, self.model.person(*id)).is_some());
        let row = |id: &PersonId| {
            let person = self.model.person(*id);
            let region = coverage::region(self.model, person).unwrap_or_default();
            let region = if regions { format!("<td>{}</td>", escape_text(&region)) } else { String::new() };
            let name = link(&self.person_href(person), &person.name);
            format!("<tr><td>{name}</td><td>{}</td>{region}</tr>\n", escape_text(&person.role))
        };
        let rows: String = named.iter().map(row).collect();
        let head = if regions { &["Name", "Role", "Region"][..] } else { &["Name", "Role"] };
        let more = match nameless {
            0 => String::new(),
            count => format!("<p>And {}.</p>\n", WORDS.count(count, crate::words::Term::PersonWithoutName)),
        };
        if rows.is_empty() && more.is_empty() {
            return "<p>Nobody.</p>\n".to_owned();
        }
        if rows.is_empty() { more } else { table("People", head, &rows) + &more }
    }

    fn program_list(&self, filter: &ProgramFilter, form: CallForm) -> String {
        let programs = filter.programs(self.model);
        let href = |id: ProgramId| self.href(&format!("/programs/{}/", self.model.program(id).slug));
        let name = |id: ProgramId| link(&href(id), self.state(id).facts.name);
        if form == CallForm::Inline {
            let names: Vec<String> = programs.into_iter().map(name).collect();
            return if names.is_empty() { "no program".to_owned() } else { WORDS.list(&names) };
        }
        if programs.is_empty() {
            return "<p>No program.</p>\n".to_owned();
        }
        let row = |id: ProgramId| format!("<li>{} {}</li>\n", name(id), self.pill(id));
        let rows: String = programs.into_iter().map(row).collect();
        format!("<ul class=\"programs-md\">\n{rows}</ul>\n")
    }

    fn pill(&self, id: ProgramId) -> String {
        let state = self.state(id);
        let health = self.health_of(state);
        let pill = format!("<span class=\"pill pill-{}\">{}</span>", health.mark, escape_text(&health.label));
        // The script of every page compares the day with the reader's clock.
        let fresh = matches!(state.freshness, Some(Freshness::Fresh | Freshness::Due));
        let active = state.facts.lifecycle == Lifecycle::Active;
        match (state.counts_until.filter(|_| fresh && active), state.next_due) {
            (Some(until), Some(due)) => {
                format!("<span class=\"dated\" data-until=\"{until}\" data-due=\"{}\">{pill}</span>", WORDS.date(due))
            }
            _ => pill,
        }
    }

    fn milestone(&self, id: ProgramId, at: usize, named: bool) -> String {
        let Some(milestone) = self.state(id).milestones.iter().find(|milestone| milestone.index == at) else {
            return WITHHELD.to_owned();
        };
        let day = milestone.expected;
        let date = format!("<time datetime=\"{}\">{}</time>", day.last, WORDS.plan_date(day));
        let said = if milestone.dropped.is_some() { format!("{date} (given up)") } else { date };
        if named { format!("{} on {said}", escape_text(&milestone.title())) } else { said }
    }

    fn target(&self, id: ProgramId, at: usize) -> String {
        let Some(measure) = self.state(id).measures.iter().find(|measure| measure.index == at) else {
            return WITHHELD.to_owned();
        };
        let value = WORDS.number(measure.target);
        match measure.measure.unit.as_str() {
            "" => value,
            unit => format!("{value} {}", escape_text(unit)),
        }
    }

    fn counted(&self, counted: &Counted) -> usize {
        match counted {
            Counted::People(filter) => filter.people(self.model).len(),
            Counted::Programs(filter) => filter.programs(self.model).len(),
            Counted::FocusAreas => self.model.focus_areas.len(),
            Counted::Levels => self.model.levels.levels.len(),
            Counted::Regions => {
                let people = PeopleFilter::default().people(self.model).into_iter();
                let regions = people.filter_map(|id| self.model.person(id).region.clone());
                regions.collect::<BTreeSet<_>>().len()
            }
            Counted::Zones => {
                // Clocks that show the same time are one, as on the map.
                let places = self.measured().facts().places.iter().filter(|place| place.people > 0);
                places.map(|place| place.offset_minutes).collect::<BTreeSet<_>>().len()
            }
        }
    }

    fn area_table(&self) -> String {
        let row = |(_, area): (FocusAreaId, &crate::model::FocusArea)| {
            let href = self.href(&format!("/focus-areas/{}/", area.slug));
            let lead = area.lead.map(|id| self.person_words(id, PersonWords::Name)).unwrap_or_default();
            format!("<tr><td>{}</td><td>{lead}</td></tr>\n", link(&href, &area.name))
        };
        let rows: String = self.model.focus_areas().map(row).collect();
        if rows.is_empty() { "<p>None.</p>\n".to_owned() } else { table("Focus areas", &["Focus area", "Lead"], &rows) }
    }

    fn level_table(&self) -> String {
        let row = |level: &crate::model::Level| {
            format!("<tr><td>{}</td><td>{}</td></tr>\n", escape_text(&level.name), self.plan.fill(&level.summary))
        };
        let rows: String = self.model.levels.levels.iter().map(row).collect();
        if rows.is_empty() { "<p>None.</p>\n".to_owned() } else { table("Job levels", &["Level", "In short"], &rows) }
    }

    fn coverage_sentence(&self, area: Option<FocusAreaId>) -> String {
        let facts = self.measured().facts();
        let week = match area {
            None => Some((facts.whole_week.covered_hours, facts.whole_week.hours)),
            Some(area) => {
                let slug = self.model.focus_area(area).slug.as_str();
                facts
                    .groups
                    .iter()
                    .find(|group| group.kind == "focus_area" && group.id.as_deref() == Some(slug))
                    .map(|group| (group.week.covered_hours, facts.whole_week.hours))
            }
        };
        week.map_or_else(
            || WITHHELD.to_owned(),
            |(covered, hours)| format!("somebody is working in {covered} of the {hours} hours of the week"),
        )
    }
}

fn number(count: usize, form: NumberForm) -> String {
    let word = SPELLED.get(count).filter(|_| form != NumberForm::Digits);
    match word {
        None => count.to_string(),
        Some(word) if form == NumberForm::Capital => crate::words::capital(word),
        Some(word) => (*word).to_owned(),
    }
}

/// A table as those of Markdown are written.
fn table(name: &str, head: &[&str], rows: &str) -> String {
    let head = head.iter().map(|cell| format!("<th scope=\"col\">{cell}</th>")).collect::<Vec<_>>().concat();
    format!(
        "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"Table: {name}\">\n<table>\n<thead>\n\
         <tr>{head}</tr>\n</thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n</section>\n"
    )
}
