//! A call → what it asks, with everything that it names looked up.

use super::filter::{PeopleFilter, ProgramFilter};
use crate::diagnostics::{nearest, nearest_name};
use crate::markdown::Call;
use crate::model::{FocusAreaId, Model, PersonId, ProgramId};
use crate::parse::records::Lifecycle;

/// What a call asks of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A person.
    Person(PersonId, PersonWords),
    /// People, in a sentence.
    People(PeopleFilter),
    /// People, in a table.
    Roster(PeopleFilter),
    /// Programs, in a list.
    Programs(ProgramFilter),
    /// How many.
    Count(Counted, NumberForm),
    /// The focus areas, in a table.
    FocusAreas,
    /// The job levels, in a table.
    Levels,
    /// How a program stands.
    Status(ProgramId),
    /// The date of a milestone, by its place in the program.
    Milestone(ProgramId, usize, bool),
    /// The value that a measure of a program is to reach, by its place.
    Target(ProgramId, usize),
    /// How many people a target of coverage asks for, by its place in the settings.
    Asks(usize, NumberForm),
    /// How much of the week somebody is there.
    Coverage(Option<FocusAreaId>),
}

/// What is said of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonWords {
    /// Their name.
    Name,
    /// Their role.
    Role,
    /// Their name and their role.
    Both,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// People.
    People(PeopleFilter),
    /// Programs.
    Programs(ProgramFilter),
    /// Focus areas.
    FocusAreas,
    /// Job levels.
    Levels,
    /// Regions with somebody in them.
    Regions,
    /// Time zones in use; those that show the same time on the model's day are one.
    Zones,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberForm {
    /// In digits.
    Digits,
    /// In words up to twelve.
    Words,
    /// In words up to twelve, with a capital letter.
    Capital,
}

/// Why a call has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It names what is not among the records.
    Unknown {
        /// What is wrong.
        message: String,
        /// What to type.
        hint: String,
    },
    /// A lookup of another tool names somebody or something that is not among the records.
    Stranger {
        /// What is wrong.
        message: String,
    },
    /// It cannot be understood.
    Argument {
        /// What is wrong.
        message: String,
        /// What to type.
        hint: String,
    },
}

/// What `call` asks of `model`.
///
/// # Errors
/// When it names what is not there, or cannot be understood.
pub fn resolve(model: &Model, call: &Call) -> Result<Asked, Fault> {
    let reader = Reader { model, call };
    match call.name.as_str() {
        "person" => {
            reader.takes(&["show"], 1)?;
            let words = match call.argument(&["show"], usize::MAX) {
                None | Some("name") => PersonWords::Name,
                Some("role") => PersonWords::Role,
                Some("both") => PersonWords::Both,
                Some(other) => return Err(reader.bad("show", other, &["name", "role", "both"])),
            };
            Ok(Asked::Person(reader.person(reader.first("a person")?)?, words))
        }
        "people" => Ok(Asked::People(reader.people(0)?)),
        "roster" => Ok(Asked::Roster(reader.people(0)?)),
        "programs" => Ok(Asked::Programs(reader.programs(0)?)),
        "count" => reader.count(),
        "focus-areas" => reader.takes(&[], 0).map(|()| Asked::FocusAreas),
        "levels" => reader.takes(&[], 0).map(|()| Asked::Levels),
        "status" => {
            reader.takes(&[], 1)?;
            Ok(Asked::Status(reader.program(reader.first("a program")?)?))
        }
        "milestone" => {
            reader.takes(&["show"], 2)?;
            let program = reader.program(reader.first("a program")?)?;
            let named = match call.argument(&["show"], usize::MAX) {
                None | Some("date") => false,
                Some("both") => true,
                Some(other) => return Err(reader.bad("show", other, &["date", "both"])),
            };
            let list = &model.program(program).milestones;
            let at = reader.item(program, "milestone", list.iter().map(|milestone| milestone.id.as_str()))?;
            Ok(Asked::Milestone(program, at, named))
        }
        "target" => {
            reader.takes(&["in"], 2)?;
            let first = reader.first("a program, or a target of coverage")?;
            if call.positional.len() == 1
                && let Some(at) = model.config.targets.iter().position(|target| target.id == first)
            {
                return Ok(Asked::Asks(at, reader.form()?));
            }
            let program = reader.program(first)?;
            let list = &model.program(program).success_measures;
            let at = reader.item(program, "success measure", list.iter().map(|measure| measure.id.as_str()))?;
            Ok(Asked::Target(program, at))
        }
        "coverage" => {
            reader.takes(&["area"], 0)?;
            let area = call.argument(&["area"], usize::MAX).map(|area| reader.area(area)).transpose()?;
            Ok(Asked::Coverage(area))
        }
        _ => reader.of_another_tool(),
    }
}

/// What tells the people and groups apart that lookups of another tool name; nothing for other calls.
#[must_use]
pub fn stranger_key(call: &Call) -> Option<String> {
    let lookup = !matches!(
        call.name.as_str(),
        "person"
            | "people"
            | "roster"
            | "programs"
            | "count"
            | "focus-areas"
            | "levels"
            | "status"
            | "milestone"
            | "target"
            | "coverage"
    );
    lookup.then(|| format!("{} {:?} {:?}", call.name, call.positional, call.named))
}

struct Reader<'r> {
    model: &'r Model,
    call: &'r Call,
}

/// Arguments that say which people.
const PEOPLE: [&str; 6] = ["area", "region", "level", "manager", "role", "program"];

/// Arguments that say which programs.
const PROGRAMS: [&str; 3] = ["area", "lifecycle", "dri"];

impl<'r> Reader<'r> {
    fn named(&self, name: &str) -> Option<&'r str> {
        self.call.argument(&[name], usize::MAX)
    }

    fn first(&self, what: &str) -> Result<&'r str, Fault> {
        self.call.positional.first().map(|value| value.trim()).filter(|value| !value.is_empty()).ok_or_else(|| {
            let name = &self.call.name;
            Fault::Argument {
                message: format!("`{name}` does not name {what}"),
                hint: format!("write `{{{{< {name} \"…\" >}}}}`"),
            }
        })
    }

    /// That the call has no arguments but these.
    fn takes(&self, named: &[&str], placed: usize) -> Result<(), Fault> {
        let name = &self.call.name;
        if let Some((other, _)) = self.call.named.iter().find(|(other, _)| !named.contains(&other.as_str())) {
            let hint = nearest(other, named.iter().copied())
                .map_or_else(|| format!("it takes {}", list(named)), |near| format!("did you mean `{near}`?"));
            return Err(Fault::Argument { message: format!("`{name}` has no argument `{other}`"), hint });
        }
        if let Some(further) = self.call.positional.get(placed) {
            let message = format!("`{name}` does not take `{further}`");
            return Err(Fault::Argument { message, hint: format!("remove it; it takes {}", list(named)) });
        }
        Ok(())
    }

    fn bad(&self, argument: &str, value: &str, allowed: &[&str]) -> Fault {
        let name = &self.call.name;
        Fault::Argument {
            message: format!("`{argument}` of `{name}` is `{value}`, which it does not know"),
            hint: nearest(value, allowed.iter().copied())
                .map_or_else(|| format!("write {}", list(allowed)), |near| format!("did you mean `{near}`?")),
        }
    }

    fn unknown<'n>(&self, what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> Fault {
        let hint = nearest_name(name, known)
            .map_or_else(|| "name one that has a record".to_owned(), |near| format!("did you mean `{near}`?"));
        Fault::Unknown { message: format!("`{}` names the {what} `{name}`, which has no record", self.call.name), hint }
    }

    fn person(&self, slug: &str) -> Result<PersonId, Fault> {
        let people = || self.model.people.iter().map(|person| person.slug.as_str());
        self.model.find_person(slug).ok_or_else(|| self.unknown("person", slug, people()))
    }

    fn program(&self, slug: &str) -> Result<ProgramId, Fault> {
        let programs = || self.model.programs.iter().map(|program| program.slug.as_str());
        self.model.find_program(slug).ok_or_else(|| self.unknown("program", slug, programs()))
    }

    fn area(&self, slug: &str) -> Result<FocusAreaId, Fault> {
        let areas = || self.model.focus_areas.iter().map(|area| area.slug.as_str());
        self.model.find_focus_area(slug).ok_or_else(|| self.unknown("focus area", slug, areas()))
    }

    /// The item of a program that the second argument names.
    fn item<'n>(
        &self,
        program: ProgramId,
        what: &str,
        mut ids: impl Iterator<Item = &'n str> + Clone,
    ) -> Result<usize, Fault> {
        let Some(id) = self.call.positional.get(1) else {
            let name = &self.call.name;
            let hint = format!("write `{{{{< {name} \"{}\" \"…\" >}}}}`", self.model.program(program).slug);
            return Err(Fault::Argument { message: format!("`{name}` does not name a {what}"), hint });
        };
        let known = ids.clone();
        ids.position(|known| known == id).ok_or_else(|| self.unknown(what, id, known))
    }

    /// Which people, by arguments with names.
    fn people(&self, placed: usize) -> Result<PeopleFilter, Fault> {
        self.takes(&PEOPLE, placed)?;
        self.people_filter()
    }

    fn people_filter(&self) -> Result<PeopleFilter, Fault> {
        let region = self.named("region").map(|region| {
            let known = &self.model.config.regions;
            let found = known.iter().find(|known| known.id.eq_ignore_ascii_case(region) || known.name == region);
            let ids = || known.iter().map(|known| known.id.as_str());
            found.map(|found| found.id.clone()).ok_or_else(|| self.unknown("region", region, ids()))
        });
        let level = self.named("level").map(|level| {
            let known = &self.model.levels.levels;
            let found = known.iter().find(|known| known.id == level);
            let ids = || known.iter().map(|known| known.id.as_str());
            found.map(|found| found.id.clone()).ok_or_else(|| self.unknown("job level", level, ids()))
        });
        Ok(PeopleFilter {
            area: self.named("area").map(|area| self.area(area)).transpose()?,
            region: region.transpose()?,
            level: level.transpose()?,
            manager: self.named("manager").map(|manager| self.person(manager)).transpose()?,
            role: self.named("role").map(str::to_lowercase),
            program: self.named("program").map(|program| self.program(program)).transpose()?,
        })
    }

    /// Which programs, by arguments with names.
    fn programs(&self, placed: usize) -> Result<ProgramFilter, Fault> {
        self.takes(&PROGRAMS, placed)?;
        let lifecycle = self.named("lifecycle").map(|word| {
            let all = Lifecycle::ALL;
            let words: Vec<&str> = all.iter().map(|lifecycle| lifecycle.word()).collect();
            all.iter().copied().find(|known| known.word() == word).ok_or_else(|| self.bad("lifecycle", word, &words))
        });
        Ok(ProgramFilter {
            area: self.named("area").map(|area| self.area(area)).transpose()?,
            lifecycle: lifecycle.transpose()?,
            dri: self.named("dri").map(|dri| self.person(dri)).transpose()?,
        })
    }

    /// How a number is written.
    fn form(&self) -> Result<NumberForm, Fault> {
        match self.named("in") {
            None | Some("digits") => Ok(NumberForm::Digits),
            Some("words") => Ok(NumberForm::Words),
            Some("Words") => Ok(NumberForm::Capital),
            Some(other) => Err(self.bad("in", other, &["digits", "words", "Words"])),
        }
    }

    fn count(&self) -> Result<Asked, Fault> {
        const ALL: [&str; 6] = ["people", "programs", "focus-areas", "levels", "regions", "zones"];
        let what = self.first("what is counted")?;
        let form = self.form()?;
        let named = self.call.named.iter().filter(|(name, _)| name != "in").cloned().collect();
        let bare = Call { named, ..self.call.clone() };
        let reader = Reader { model: self.model, call: &bare };
        let counted = match what {
            "people" => Counted::People(reader.people(1)?),
            "programs" => Counted::Programs(reader.programs(1)?),
            "focus-areas" => reader.takes(&[], 1).map(|()| Counted::FocusAreas)?,
            "levels" => reader.takes(&[], 1).map(|()| Counted::Levels)?,
            "regions" => reader.takes(&[], 1).map(|()| Counted::Regions)?,
            "zones" => reader.takes(&[], 1).map(|()| Counted::Zones)?,
            other => return Err(self.bad("the first argument", other, &ALL)),
        };
        Ok(Asked::Count(counted, form))
    }

    /// Lookups by the names that other handbooks give them.
    fn of_another_tool(&self) -> Result<Asked, Fault> {
        let stranger = |what: &str, name: &str| Fault::Stranger {
            message: format!("`{}` names {what} `{name}`, which has no record", self.call.name),
        };
        match self.call.name.as_str() {
            "member-by-name" => {
                let given = self.call.argument(&["name"], 0).unwrap_or("").trim();
                // A remark in brackets may stand behind the name: `Ana Lee (Acting)`.
                let name = given.split(" (").next().unwrap_or(given).trim();
                let found = self.model.people().find(|(_, person)| person.name == name || person.slug == name);
                found.map(|(id, _)| Asked::Person(id, PersonWords::Name)).ok_or_else(|| stranger("the person", name))
            }
            "member-by-gitlab" => {
                let name = self.call.argument(&["gitlab", "name"], 0).unwrap_or("").trim().trim_start_matches('@');
                let is_called = |person: &crate::model::Person| {
                    person.slug == name
                        || person.handles.iter().any(|(_, handle)| handle.trim_start_matches('@') == name)
                };
                let found = self.model.people().find(|(_, person)| is_called(person));
                found.map(|(id, _)| Asked::Person(id, PersonWords::Name)).ok_or_else(|| stranger("the person", name))
            }
            "team-by-manager-slug" => {
                let slug = self.call.argument(&["manager", "slug"], 0).unwrap_or("").trim();
                let manager = self.model.find_person(slug).ok_or_else(|| stranger("the manager", slug))?;
                Ok(Asked::Roster(PeopleFilter { manager: Some(manager), ..PeopleFilter::default() }))
            }
            "team-by-manager-role" | "stable-counterparts" | "engineering/stable-counterparts" => {
                let role = self.call.argument(&["role", "manager-role", "manager"], 0).unwrap_or("").trim();
                let filter = PeopleFilter { role: Some(role.to_lowercase()), ..PeopleFilter::default() };
                let known = !role.is_empty() && !filter.people(self.model).is_empty();
                known.then_some(Asked::Roster(filter)).ok_or_else(|| stranger("the role", role))
            }
            _ => {
                let slug = self.call.argument(&["departments", "group", "slugs"], 0).unwrap_or("").trim();
                let area = self.model.find_focus_area(&slug.to_lowercase().replace(' ', "-"));
                let area = area.ok_or_else(|| stranger("the group", slug))?;
                Ok(Asked::Roster(PeopleFilter { area: Some(area), ..PeopleFilter::default() }))
            }
        }
    }
}

/// Words in backticks: `a`, `b` or `c`.
fn list(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        None => "no arguments".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}
