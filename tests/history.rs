//! The past stays as it was: a site built for a past day from today's records equals the site that was built on that
//! day, byte by byte; and what past days say is what the records of those days said.
//!
//! A history is a list of days, each with the facts that somebody writes on it: changes of dated fields, new items,
//! endings, re-baselines, reports, new people and programs. The records of a day are written out from the facts up to
//! it. `PMO_SITE_HISTORIES=1000` tries more histories; a failing one is made shorter before it is shown.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise and may read its environment"
)]

#[path = "history/rewritten.rs"]
mod rewritten;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use pmo_site::artifact::{Body, MemorySink};
use pmo_site::diagnostics::Severity;
use pmo_site::model::Audience;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourcePath, SourceTree};
use rayon::prelude::*;
use serde_json::json;

/// How many weeks a history has.
const WEEKS: i64 = 12;

/// The first Thursday.
const FIRST: Date = date(2026, 1, 8);

/// People who are there from the beginning.
const PEOPLE: &[&str] = &["ana", "ben", "cleo", "dora"];

/// A number in a row of pseudo-random ones (Marsaglia 2003, "Xorshift RNGs"), so that a history is named by its seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).expect("a small number")).expect("a small number")
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

/// Something that somebody writes down on a day.
#[derive(Clone, Debug, PartialEq)]
enum Fact {
    /// A dated field of a program gets another value.
    Program { slug: usize, field: &'static str, value: String },
    /// A dated field of an item gets another value.
    Item { slug: usize, list: &'static str, id: String, field: &'static str, value: String },
    /// An item is new.
    Added { slug: usize, list: &'static str },
    /// An item ends.
    Ended { slug: usize, list: &'static str, id: String },
    /// The baseline of a milestone, the end and a target move.
    Rebaselined { slug: usize, id: String, to: Date },
    /// A report.
    Report { slug: usize, health: &'static str, forecast: Option<Date> },
    /// A person's dated field gets another value.
    Person { slug: &'static str, field: &'static str, value: String },
    /// Somebody new.
    Hired { number: usize },
    /// A new program, which is proposed.
    Proposed,
    /// The triage of the area moves.
    Triage { value: &'static str },
}

/// The facts of a history, each with its day, in order.
type History = Vec<(Date, Fact)>;

/// A field that changes: what it says, and what it said until when.
#[derive(Clone, Default)]
struct Field {
    now: String,
    was: Vec<(Date, String)>,
}

impl Field {
    fn new(now: &str) -> Self {
        Self { now: now.to_owned(), was: Vec::new() }
    }

    fn set(&mut self, day: Date, value: &str) {
        // Of two changes on one day the first says what it was.
        if self.was.last().is_none_or(|(last, _)| *last != day) {
            self.was.push((day, self.now.clone()));
        }
        value.clone_into(&mut self.now);
    }
}

/// A record or an item: its dated fields by name, and lines that never change.
#[derive(Clone, Default)]
struct Dated {
    fields: BTreeMap<&'static str, Field>,
    fixed: Vec<String>,
}

impl Dated {
    fn with(mut self, field: &'static str, value: &str) -> Self {
        self.fields.insert(field, Field::new(value));
        self
    }

    fn set(&mut self, field: &'static str, day: Date, value: &str) {
        self.fields.entry(field).or_insert_with(|| Field::new("~")).set(day, value);
    }

    /// Its entries of `changes`, one for each day.
    fn changes(&self) -> Vec<String> {
        let mut days: BTreeMap<Date, Vec<String>> = BTreeMap::new();
        for (name, field) in &self.fields {
            for (day, was) in &field.was {
                days.entry(*day).or_default().push(format!("{name}: {was}"));
            }
        }
        days.into_iter().map(|(day, was)| format!("{{ date: {day}, was: {{ {} }} }}", was.join(", "))).collect()
    }

    /// In one line, as items are written.
    fn flow(&self) -> String {
        let mut parts: Vec<String> = self.fixed.clone();
        parts.extend(self.lines());
        let changes = self.changes();
        if !changes.is_empty() {
            parts.push(format!("changes: [{}]", changes.join(", ")));
        }
        format!("{{ {} }}", parts.join(", "))
    }

    /// In lines, as records are written.
    fn block(&self) -> String {
        let mut text = String::new();
        for line in self.fixed.iter().cloned().chain(self.lines()) {
            let _ = writeln!(text, "{line}");
        }
        let changes = self.changes();
        if !changes.is_empty() {
            let _ = writeln!(text, "changes:");
            for entry in changes {
                let _ = writeln!(text, "  - {entry}");
            }
        }
        text
    }

    fn lines(&self) -> impl Iterator<Item = String> {
        self.fields.iter().filter(|(_, field)| field.now != "~").map(|(name, field)| format!("{name}: {}", field.now))
    }
}

/// A program as its files will say.
#[derive(Clone, Default)]
struct Program {
    record: Dated,
    items: BTreeMap<&'static str, Vec<(String, Dated)>>,
    rebaselines: Vec<String>,
    updates: Vec<(Date, String)>,
}

/// A site as its files will say.
#[derive(Clone, Default)]
struct Site {
    programs: Vec<Program>,
    people: BTreeMap<String, Dated>,
    triage: Field,
}

/// Lists of a program's items: the name of the list and the letter of its ids.
const LISTS: &[(&str, char)] =
    &[("milestones", 'M'), ("risks", 'R'), ("issues", 'I'), ("assumptions", 'A'), ("dependencies", 'D')];

impl Site {
    fn first() -> Self {
        let mut site = Self { triage: Field::new("ana"), ..Self::default() };
        for (index, slug) in PEOPLE.iter().enumerate() {
            site.people.insert((*slug).to_owned(), person(slug, index));
        }
        for index in 0..2 {
            let mut program = Program { record: program(index, "active"), ..Program::default() };
            for (list, _) in LISTS {
                program.add(list, index, None);
            }
            program.add("milestones", index, None);
            site.programs.push(program);
        }
        site
    }

    fn take(&mut self, day: Date, fact: &Fact) {
        match fact {
            Fact::Program { slug, field, value } => self.programs[*slug].record.set(field, day, value),
            Fact::Item { slug, list, id, field, value } => {
                if let Some(item) = self.programs[*slug].item(list, id) {
                    item.set(field, day, value);
                }
            }
            Fact::Added { slug, list } => self.programs[*slug].add(list, *slug, Some(day)),
            Fact::Ended { slug, list, id } => {
                let how = match *list {
                    "milestones" => format!("dropped: {{ date: {day}, reason: Nobody needs it. }}"),
                    "risks" | "issues" => format!("closed: {day}"),
                    _ => format!("withdrawn: {{ date: {day}, reason: Nobody needs it. }}"),
                };
                if let Some(item) = self.programs[*slug].item(list, id)
                    && !item.fixed.iter().any(|line| line.split(':').next() == how.split(':').next())
                {
                    item.fixed.push(how);
                }
            }
            Fact::Rebaselined { slug, id, to } => self.programs[*slug].rebaseline(day, id, *to),
            Fact::Report { slug, health, forecast } => self.programs[*slug].report(day, health, *forecast),
            Fact::Person { slug, field, value } => {
                if let Some(person) = self.people.get_mut(*slug) {
                    person.set(field, day, value);
                }
            }
            Fact::Hired { number } => {
                let slug = format!("hire-{number}");
                // Nobody is hired twice: that would write another first day over the earlier one.
                self.people.entry(slug.clone()).or_insert_with(|| {
                    let mut hired = person(&slug, *number);
                    hired.fixed.push(format!("recorded: {day}"));
                    hired
                });
            }
            Fact::Proposed => {
                let index = self.programs.len();
                let mut record = program(index, "proposed");
                record.fixed.push(format!("recorded: {day}"));
                self.programs.push(Program { record, ..Program::default() });
            }
            Fact::Triage { value } => self.triage.set(day, value),
        }
    }

    /// The site's files.
    fn tree(&self) -> SourceTree {
        let mut tree = SourceTree::new();
        let mut put = |path: String, text: String| tree.insert(SourcePath::new(path), SourceFile::text(text));
        put(
            "pmo.yaml".to_owned(),
            "site: { title: Works, base_url: \"https://pmo.example.org/\" }\nstages: [define, build]\nforums: [board]\n\
             goals: [fast, cheap]\norgs: [Product, Security]\nhealth: { dimensions: [scope] }\n\
             fields: [{ id: note, on: program, visibility: public }, { id: cost, on: program }]\n"
                .to_owned(),
        );
        let mut area = "name: Rail\nlead: ben\n".to_owned();
        let _ = writeln!(area, "intake: {{ triage_dri: {} }}", self.triage.now);
        if !self.triage.was.is_empty() {
            area.push_str("changes:\n");
            for (day, was) in &self.triage.was {
                let _ = writeln!(area, "  - {{ date: {day}, was: {{ triage_dri: {was} }} }}");
            }
        }
        put("content/focus-areas/rail.yaml".to_owned(), area);
        put("content/focus-areas/road.yaml".to_owned(), "name: Road\n".to_owned());
        put("content/index.md".to_owned(), "# Welcome\n\nRead on.\n".to_owned());
        for (slug, person) in &self.people {
            put(format!("content/people/{slug}.yaml"), person.block());
        }
        for (index, program) in self.programs.iter().enumerate() {
            let folder = format!("content/programs/program-{index}");
            let mut text = program.record.block();
            for (list, items) in &program.items {
                let _ = writeln!(text, "{list}:");
                for (_, item) in items {
                    let _ = writeln!(text, "  - {}", item.flow());
                }
            }
            if !program.rebaselines.is_empty() {
                let _ = writeln!(text, "rebaselines:");
                for entry in &program.rebaselines {
                    let _ = writeln!(text, "  - {entry}");
                }
            }
            put(format!("{folder}/program.yaml"), text);
            for (day, report) in &program.updates {
                put(format!("{folder}/updates/{day}.md"), report.clone());
            }
        }
        tree
    }
}

impl Program {
    fn item(&mut self, list: &str, id: &str) -> Option<&mut Dated> {
        self.items.get_mut(list)?.iter_mut().find(|(own, _)| own == id).map(|(_, item)| item)
    }

    fn add(&mut self, list: &'static str, program: usize, day: Option<Date>) {
        let letter = LISTS.iter().find(|(name, _)| *name == list).expect("a list").1;
        let items = self.items.entry(list).or_default();
        let number = items.len() + 1;
        let id = format!("{letter}{number}");
        let mut item = Dated { fixed: vec![format!("id: {id}")], ..Dated::default() };
        let since = day.unwrap_or(FIRST);
        let add = |item: &mut Dated, lines: &[String]| item.fixed.extend(lines.iter().cloned());
        match list {
            "milestones" => {
                item = item.with("name", &format!("Step {number}")).with("owner", "ben").with("key", "false");
                add(&mut item, &[format!("baseline: 2026-0{}-20", number.min(7) + 2)]);
            }
            "risks" => {
                item = item.with("owner", "ben").with("response", "accept");
                let raised = format!("raised: {since}");
                add(
                    &mut item,
                    &[
                        "statement: It may rain.".to_owned(),
                        "probability: 3".to_owned(),
                        "impact: 4".to_owned(),
                        raised,
                        "review_by: 2026-02-10".to_owned(),
                    ],
                );
            }
            "issues" => {
                item = item.with("owner", "cleo");
                add(
                    &mut item,
                    &["statement: It rains.".to_owned(), format!("raised: {since}"), "due: 2026-02-20".to_owned()],
                );
            }
            "assumptions" => {
                item = item.with("owner", "dora");
                add(&mut item, &["statement: It will be dry.".to_owned(), "validate_by: 2026-03-01".to_owned()]);
            }
            _ => {
                item = item.with("owner", "ana").with("hard", "true").with("need_by", "2026-03-10");
                // Hard dependencies must not form a cycle.
                let provider = if program == 0 {
                    format!("program-1#M{}", number.min(2))
                } else {
                    "{ external: Roofers }".to_owned()
                };
                let provider =
                    if program == 0 { format!("provider: \"{provider}\"") } else { format!("provider: {provider}") };
                add(&mut item, &[provider, "need: A roof.".to_owned()]);
            }
        }
        if let (Some(day), "milestones" | "assumptions" | "dependencies") = (day, list) {
            item.fixed.push(format!("added: {day}"));
        }
        items.push((id, item));
    }

    fn rebaseline(&mut self, day: Date, id: &str, to: Date) {
        let end = self.record.fixed.iter().position(|line| line.starts_with("baseline_end: "));
        let Some(item) = self.item("milestones", id) else { return };
        let line = item.fixed.iter_mut().find(|line| line.starts_with("baseline: ")).expect("it has a baseline");
        let was = line.split(": ").nth(1).expect("it has a date").to_owned();
        *line = format!("baseline: {to}");
        let mut entry = format!("{id}: {was}");
        if let Some(at) = end {
            let line = &mut self.record.fixed[at];
            let was = line.split(": ").nth(1).expect("it has a date").to_owned();
            *line = format!("baseline_end: {}", to.checked_add(90.days()).expect("a near day"));
            let _ = write!(entry, ", end: {was}");
        }
        self.rebaselines.push(format!("{{ date: {day}, approved_by: board, reason: It rains., was: {{ {entry} }} }}"));
    }

    fn report(&mut self, day: Date, health: &str, forecast: Option<Date>) {
        let mut text =
            format!("---\nauthor: ana\nhealth: {health}\nconfidence: 70\nheadline: As of {day} it goes on.\n");
        if health != "green" {
            text.push_str("path_to_green: A roof.\n");
        }
        if let Some(forecast) = forecast {
            let _ =
                writeln!(text, "milestones: {{ M1: {{ forecast: {forecast} }} }}\nrisks: {{ R1: {{ owner: cleo }} }}");
        }
        let _ = writeln!(
            text,
            "decisions_needed: [{{ id: Q1, ask: May we?, from: board, by: 2026-03-01 }}]\n---\n\nMore on {day}."
        );
        if self.updates.last().is_none_or(|(last, _)| *last < day) {
            self.updates.push((day, text));
        }
    }
}

fn person(slug: &str, index: usize) -> Dated {
    let mut person = Dated::default().with("role", "Manager").with("focus_areas", "[rail]");
    person.fixed.push(format!("name: Person {}", slug.replace('-', " ")));
    person.fixed.push(format!("time_zone: {}", ["Europe/Berlin", "Asia/Tokyo", "America/New_York"][index % 3]));
    person
}

fn program(index: usize, lifecycle: &str) -> Dated {
    let mut record = Dated::default()
        .with("name", &format!("Program {index}"))
        .with("lifecycle", lifecycle)
        .with("stage", "define")
        .with("focus_area", "rail")
        .with("dri", "ana")
        .with("backup", "ben")
        .with("sponsor", "dora")
        .with("priority", "p1")
        .with("cadence", "weekly")
        .with("goals", "[fast]")
        .with("start", "2026-01-05");
    record.fixed.push("summary: Lays rails.".to_owned());
    record.fixed.push("baseline_end: 2026-12-01".to_owned());
    record
}

/// A history by its seed.
fn history(seed: u64) -> History {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut facts = History::new();
    let mut site = Site::first();
    for week in 0..WEEKS {
        let thursday = FIRST.checked_add((7 * week).days()).expect("a near day");
        for _ in 0..dice.roll(4) {
            let day = thursday
                .checked_sub(i64::try_from(dice.roll(7)).expect("small").days())
                .expect("a near day")
                .max(FIRST);
            let day = facts.last().map_or(day, |(last, _): &(Date, Fact)| day.max(*last));
            let fact = fact(&mut dice, &site, day);
            site.take(day, &fact);
            facts.push((day, fact));
        }
        for slug in 0..2 {
            if dice.roll(5) > 0 {
                let forecast = (dice.roll(2) == 0).then(|| thursday.checked_add(40.days()).expect("a near day"));
                let fact = Fact::Report { slug, health: dice.one(&["green", "amber", "red"]), forecast };
                site.take(thursday, &fact);
                facts.push((thursday, fact));
            }
        }
    }
    facts
}

fn fact(dice: &mut Dice, site: &Site, day: Date) -> Fact {
    let slug = dice.roll(2);
    let (list, letter) = LISTS[dice.roll(LISTS.len())];
    let id = format!("{letter}{}", 1 + dice.roll(site.programs[slug].items[list].len()));
    match dice.roll(12) {
        0 | 1 => {
            let (field, values): (_, &[&str]) = [
                ("name", &["Rails", "Tracks"] as &[&str]),
                ("stage", &["build", "define"]),
                ("focus_area", &["road", "rail"]),
                ("backup", &["cleo", "~"]),
                ("sponsor", &["ben", "dora"]),
                ("priority", &["p2", "p0"]),
                ("cadence", &["monthly", "biweekly"]),
                ("goals", &["[fast, cheap]", "[cheap]"]),
                ("start", &["2026-01-06", "2026-01-07"]),
                ("fields", &["{ note: one }", "{ note: two, cost: four }", "~"]),
            ][dice.roll(10)];
            Fact::Program { slug, field, value: dice.one(values).to_owned() }
        }
        2 => Fact::Program { slug, field: "dri", value: dice.one(&["dora", "ana"]).to_owned() },
        3 => Fact::Program {
            slug,
            field: "lifecycle",
            value: dice.one(&["paused", "active", "complete", "cancelled"]).to_owned(),
        },
        4 => {
            let fields: &[(&'static str, &[&str])] = match list {
                "milestones" => {
                    &[("name", &["Bridge", "Tunnel"]), ("owner", &["dora", "~"]), ("key", &["true", "false"])]
                }
                "risks" => &[("owner", &["dora"]), ("response", &["avoid", "transfer"])],
                "dependencies" => {
                    &[("owner", &["dora", "~"]), ("hard", &["false", "true"]), ("need_by", &["2026-04-01"])]
                }
                _ => &[("owner", &["ben", "ana"])],
            };
            let (field, values) = fields[dice.roll(fields.len())];
            Fact::Item { slug, list, id, field, value: dice.one(values).to_owned() }
        }
        5 => Fact::Added { slug, list },
        6 => Fact::Ended { slug, list, id },
        7 => {
            let id = format!("M{}", 1 + dice.roll(site.programs[slug].items["milestones"].len()));
            Fact::Rebaselined {
                slug,
                id,
                to: day.checked_add(i64::try_from(dice.roll(200)).expect("small").days()).expect("a near day"),
            }
        }
        8 => {
            let (field, values) =
                [("role", ["Boss", "Lead"]), ("manager", ["dora", "~"]), ("focus_areas", ["[road]", "[rail, road]"])]
                    [dice.roll(3)];
            Fact::Person { slug: ["ben", "cleo"][dice.roll(2)], field, value: dice.one(&values).to_owned() }
        }
        9 => Fact::Hired { number: dice.roll(1000) },
        10 => Fact::Proposed,
        _ => Fact::Triage { value: dice.one(&["cleo", "dora", "ben"]) },
    }
}

/// The site after all facts up to `day`.
fn after(facts: &[(Date, Fact)], day: Date) -> Site {
    let mut site = Site::first();
    for (on, fact) in facts.iter().filter(|(on, _)| *on <= day) {
        site.take(*on, fact);
    }
    site
}

fn built(tree: &SourceTree, day: Date, audience: Audience) -> Result<MemorySink, String> {
    let inputs = BuildInputs { audience, ..BuildInputs::on(day) };
    let mut sink = MemorySink::default();
    let outcome = build(tree, &inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    if outcome.findings.has_errors() {
        let mut errors = String::new();
        for finding in outcome.findings.as_slice().iter().filter(|finding| finding.severity == Severity::Error) {
            let _ = write!(errors, "\n{}: {} ({})", finding.place.file, finding.message, finding.rule.code);
        }
        return Err(errors);
    }
    Ok(sink)
}

/// The first file in which the site of `day`, built from the last records, differs from that built on the day.
fn difference(facts: &[(Date, Fact)], weeks: impl Iterator<Item = i64>) -> Option<String> {
    let audience = Audience::Public;
    let last = FIRST.checked_add((7 * WEEKS).days()).expect("a near day");
    let end = after(facts, last).tree();
    for week in weeks {
        let day = FIRST.checked_add((7 * week).days()).expect("a near day");
        let then = built(&after(facts, day).tree(), day, audience);
        let now = built(&end, day, audience);
        let (then, now) = match (then, now) {
            (Ok(then), Ok(now)) => (then, now),
            (Err(findings), _) => return Some(format!("{day}: the site of the day has errors: {findings}")),
            (_, Err(findings)) => return Some(format!("{day}: the site of later records has errors: {findings}")),
        };
        for (path, body) in &then.artifacts {
            match now.artifacts.get(path) {
                None => return Some(format!("{day}: {path} is gone")),
                Some(other) if other != body => return Some(format!("{day}: {path}\n{}", first_line(body, other))),
                Some(_) => {}
            }
        }
        if let Some(path) = now.artifacts.keys().find(|path| !then.artifacts.contains_key(*path)) {
            return Some(format!("{day}: {path} was not there"));
        }
    }
    None
}

fn first_line(then: &Body, now: &Body) -> String {
    let (Body::Bytes(then), Body::Bytes(now)) = (then, now) else { return "one is a copy".to_owned() };
    let (then, now) = (String::from_utf8_lossy(then), String::from_utf8_lossy(now));
    let pair = then.lines().zip(now.lines()).find(|(then, now)| then != now);
    pair.map_or_else(|| "one is longer".to_owned(), |(then, now)| format!("then: {then}\nnow:  {now}"))
}

/// A shorter history that still differs.
fn shorter(mut facts: History) -> (History, String) {
    let mut why = difference(&facts, 0..WEEKS).expect("it differs");
    let mut at = 0;
    while at < facts.len() {
        let mut without = facts.clone();
        without.remove(at);
        match difference(&without, 0..WEEKS) {
            Some(found) => (facts, why) = (without, found),
            None => at += 1,
        }
    }
    (facts, why)
}

/// The weeks that are compared: every fourth of a hundred histories; one of each of more, which meet more for the time
/// that they take.
fn compared(seed: u64, histories: u64) -> impl Iterator<Item = i64> {
    let every = if histories > 100 { WEEKS } else { 4 };
    let first = i64::try_from(seed).expect("small") % every;
    (0..WEEKS).filter(move |week| week % every == first)
}

#[test]
fn past_equals_past() {
    let histories = std::env::var("PMO_SITE_HISTORIES").ok().and_then(|count| count.parse().ok()).unwrap_or(100_u64);
    let differs = |seed: &u64| difference(&history(*seed), compared(*seed, histories)).is_some();
    if let Some(seed) = (0..histories).into_par_iter().find_any(differs) {
        let (facts, why) = shorter(history(seed));
        panic!("history {seed} differs: {why}\nafter {facts:#?}");
    }
}

/// The document of a program on a day, built from all facts.
fn document(facts: &[(Date, Fact)], day: Date, path: &str) -> Option<String> {
    let tree = after(facts, date(2027, 1, 1)).tree();
    let site = built(&tree, day, Audience::Public).expect("the site has no errors");
    site.text(path).map(str::to_owned)
}

fn json(facts: &[(Date, Fact)], day: Date) -> serde_json::Value {
    let text = document(facts, day, "api/v1/programs/program-0.json").expect("the program is there");
    serde_json::from_str(&text).expect("it is JSON")
}

fn ids(list: &serde_json::Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().filter_map(|item| item["id"].as_str()).collect()
}

/// What past days say is what the records of those days said: a build that ignored every change would equal itself.
#[test]
fn past_days_say_what_their_records_said() {
    let (first, second) = (date(2026, 2, 10), date(2026, 3, 2));
    let own = |field, value: &str| Fact::Program { slug: 0, field, value: value.to_owned() };
    let of_item = |list, id: &str, field, value: &str| Fact::Item {
        slug: 0,
        list,
        id: id.to_owned(),
        field,
        value: value.to_owned(),
    };
    let facts = vec![
        (date(2026, 1, 15), Fact::Report { slug: 0, health: "green", forecast: None }),
        (first, own("dri", "cleo")),
        (first, own("name", "Tunnel")),
        (first, own("backup", "~")),
        (first, own("fields", "{ note: one }")),
        (second, own("fields", "{ note: two }")),
        (first, of_item("milestones", "M1", "owner", "dora")),
        (first, Fact::Added { slug: 0, list: "milestones" }),
        (first, Fact::Rebaselined { slug: 0, id: "M1".to_owned(), to: date(2026, 6, 30) }),
        (date(2026, 2, 12), Fact::Report { slug: 0, health: "green", forecast: Some(date(2026, 7, 1)) }),
        (second, own("dri", "dora")),
        (second, own("lifecycle", "paused")),
        (second, Fact::Ended { slug: 0, list: "milestones", id: "M2".to_owned() }),
        (second, Fact::Proposed),
        (second, Fact::Hired { number: 7 }),
    ];
    let yesterday = |day: Date| day.yesterday().expect("a near day");

    // A change holds from its day on: not a day earlier, not a day later, and each value in its time.
    let dri = |day| json(&facts, day)["dri"].as_str().map(str::to_owned).expect("a DRI");
    let days = [yesterday(first), first, yesterday(second), second, date(2026, 12, 1)];
    assert_eq!(days.map(dri), ["ana", "cleo", "cleo", "dora", "dora"]);
    assert_eq!(json(&facts, yesterday(first))["name"], "Program 0");
    assert_eq!(json(&facts, first)["name"], "Tunnel");
    assert_eq!(json(&facts, yesterday(first))["backup"], "ben");
    assert!(json(&facts, first)["backup"].is_null(), "`~` was its value");
    let note = |day| json(&facts, day)["fields"]["note"].as_str().map(str::to_owned);
    assert_eq!(
        days.map(note),
        [None, Some("one"), Some("one"), Some("two"), Some("two")].map(|note| note.map(str::to_owned))
    );
    assert_eq!(json(&facts, yesterday(second))["lifecycle"], "active");
    assert_eq!(json(&facts, second)["lifecycle"], "paused");

    // Items are there from the day on which they were added, and given up from the day on which that was decided.
    let milestones = |day| json(&facts, day)["milestones"].clone();
    assert_eq!(ids(&milestones(yesterday(first))), ["M1", "M2"]);
    assert_eq!(ids(&milestones(first)), ["M1", "M2", "M3"]);
    assert_eq!(milestones(yesterday(first))[0]["owner"], "ben");
    assert_eq!(milestones(first)[0]["owner"], "dora");
    assert_eq!(milestones(yesterday(first))[0]["baseline"], "2026-03-20");
    assert_eq!(milestones(first)[0]["baseline"], "2026-06-30");
    assert_eq!(milestones(first)[0]["first_baseline"], "2026-03-20");
    assert_eq!(json(&facts, yesterday(first))["baseline_end"], "2026-12-01");
    assert!(milestones(yesterday(second))[1]["dropped"].is_null(), "it was not given up yet");
    assert_eq!(milestones(second)[1]["dropped"]["date"], "2026-03-02");
    assert_eq!(milestones(date(2026, 12, 1))[1]["overdue"], false, "what is given up cannot be late");

    // Records exist from the day on which they were made.
    let there = |path: &str, day| document(&facts, day, path).is_some();
    assert!(!there("programs/program-2/index.html", yesterday(second)));
    assert!(there("programs/program-2/index.html", second));
    assert!(!there("team/hire-7/index.html", yesterday(second)));
    assert!(there("team/hire-7/index.html", second));

    // A report says what was so on its own day, in today's build as well.
    let today = date(2026, 12, 1);
    let report = |day: &str| {
        let path = format!("programs/program-0/updates/{day}/index.html");
        document(&facts, today, &path).expect("the report is there")
    };
    assert!(report("2026-01-15").contains("Program 0, 15 Jan 2026"), "its title has the name of its day");
    assert!(report("2026-02-12").contains("Tunnel, 12 Feb 2026"));
    let row = |report: &str| report.lines().find(|line| line.contains(">M1<")).map(str::to_owned).expect("a row");
    assert!(row(&report("2026-01-15")).contains("Person ben"), "{}", row(&report("2026-01-15")));
    assert!(row(&report("2026-02-12")).contains("Person dora"));
    assert!(!report("2026-01-15").contains(">M3<"), "M3 did not exist then");
    assert!(report("2026-02-12").contains(">M3<"));
}

/// What was written while a program was internal stays internal after it is public.
#[test]
fn reports_of_an_internal_time_stay_internal() {
    let own = |field, value: &str| Fact::Program { slug: 0, field, value: value.to_owned() };
    let report = |health| Fact::Report { slug: 0, health, forecast: None };
    let facts = [
        (FIRST, own("visibility", "internal")),
        (date(2026, 1, 15), Fact::Report { slug: 0, health: "red", forecast: Some(date(2027, 9, 9)) }),
        (date(2026, 1, 20), own("name", "Zqvxsecret")),
        (date(2026, 1, 22), own("name", "Zqvxtunnel")),
        // What it was called until then is told on no page, not even on the day on which it became public.
        (date(2026, 2, 5), own("visibility", "public")),
        (date(2026, 2, 5), own("name", "Bridge")),
        (date(2026, 2, 12), report("green")),
    ];
    let mut site = Site::first();
    site.programs[0].record = site.programs[0].record.clone().with("visibility", "public");
    for (on, fact) in &facts {
        site.take(*on, fact);
    }
    let tree = site.tree();
    let published = |day, audience| {
        let site = built(&tree, day, audience).expect("the site has no errors");
        let all: Vec<(String, String)> = site
            .artifacts
            .keys()
            .filter_map(|path| Some((path.to_string(), site.text(path.as_str())?.to_owned())))
            .collect();
        all
    };
    let holds = |files: &[(String, String)], word: &str| {
        files.iter().any(|(path, text)| path.contains(word) || text.contains(word))
    };
    let today = date(2026, 3, 5);
    let (public, internal) = (published(today, Audience::Public), published(today, Audience::Internal));
    for word in
        ["updates/2026-01-15", "As of 2026-01-15", "More on 2026-01-15", "Zqvxsecret", "Zqvxtunnel", "2027-09-09"]
    {
        assert!(holds(&internal, word), "{word}: an internal site has it, or it proves nothing");
        assert!(!holds(&public, word), "{word} is in the public site");
    }
    assert!(holds(&public, "As of 2026-02-12"));
    // On a day of its internal time nobody outside knows of the program.
    let then = published(date(2026, 1, 15), Audience::Public);
    assert!(!holds(&then, "program-0") && holds(&then, "program-1"));
}

/// Slugs, baselines and what was agreed in an internal time are not told after it.
#[test]
fn plans_and_slugs_of_an_internal_time_stay_internal() {
    let own = |field, value: &str| Fact::Program { slug: 0, field, value: value.to_owned() };
    let rebaselined = |to| Fact::Rebaselined { slug: 0, id: "M1".to_owned(), to };
    let facts = [
        (FIRST, own("visibility", "internal")),
        (date(2026, 1, 15), rebaselined(date(2026, 4, 4))),
        (date(2026, 2, 5), own("visibility", "public")),
        (date(2026, 2, 10), rebaselined(date(2026, 5, 5))),
    ];
    let built_of = |first: &str, formerly: bool, audience| {
        let mut site = Site::first();
        site.programs[0].record = site.programs[0].record.clone().with("visibility", first);
        if formerly {
            site.programs[0].record.fixed.push("formerly: [zqvxslug]".to_owned());
        }
        for (on, fact) in &facts {
            site.take(*on, fact);
        }
        built(&site.tree(), date(2026, 3, 5), audience).expect("the site has no errors")
    };
    let plan = |site: &MemorySink| {
        let text = site.text("api/v1/programs/program-0.json").expect("the program is there");
        let json: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
        let entries = json["rebaselines"].as_array().expect("a list").len();
        (json["milestones"][0]["first_baseline"].as_str().map(str::to_owned), entries)
    };
    // Until it became public nobody outside had read a date.
    let internal_first = built_of("internal", true, Audience::Public);
    assert_eq!(plan(&internal_first), (Some("2026-04-04".to_owned()), 1));
    assert_eq!(plan(&built_of("internal", true, Audience::Internal)), (Some("2026-03-20".to_owned()), 2));
    // What everyone had read before stays the first promise; what was agreed inside is not told.
    assert_eq!(plan(&built_of("public", false, Audience::Public)), (Some("2026-03-20".to_owned()), 1));
    let tells = |site: &MemorySink| {
        site.artifacts.keys().any(|path| {
            path.as_str().contains("zqvxslug") || site.text(path.as_str()).is_some_and(|text| text.contains("zqvxslug"))
        })
    };
    assert!(tells(&built_of("internal", true, Audience::Internal)));
    assert!(!tells(&internal_first), "a slug of an internal time is told");
}

/// Each dated field says what it was until the day before its change, and what it is from that day on: a build that
/// left one entry out, counted it a day late or gave the first value always would say something else.
#[test]
fn every_dated_field_says_what_it_was_until_its_day() {
    let day = date(2026, 2, 10);
    let own = |field, value: &str| Fact::Program { slug: 0, field, value: value.to_owned() };
    let item = |list, id: &str, field, value: &str| Fact::Item {
        slug: 0,
        list,
        id: id.to_owned(),
        field,
        value: value.to_owned(),
    };
    let ben = |field, value: &str| Fact::Person { slug: "ben", field, value: value.to_owned() };
    let cases: Vec<(Fact, &str, serde_json::Value, serde_json::Value)> = vec![
        (own("name", "Tunnel"), "/name", json!("Program 0"), json!("Tunnel")),
        (own("lifecycle", "paused"), "/lifecycle", json!("active"), json!("paused")),
        (own("stage", "build"), "/stage", json!("define"), json!("build")),
        (own("focus_area", "road"), "/focus_area", json!("rail"), json!("road")),
        (own("dri", "cleo"), "/dri", json!("ana"), json!("cleo")),
        (own("backup", "~"), "/backup", json!("ben"), json!(null)),
        (own("sponsor", "ben"), "/sponsor", json!("dora"), json!("ben")),
        (own("priority", "p2"), "/priority", json!("p1"), json!("p2")),
        (own("cadence", "monthly"), "/cadence", json!("weekly"), json!("monthly")),
        (own("goals", "[fast, cheap]"), "/goals", json!(["fast"]), json!(["fast", "cheap"])),
        (own("stakeholder_orgs", "[Product]"), "/stakeholder_orgs", json!([]), json!(["Product"])),
        (own("start", "2026-01-06"), "/start", json!("2026-01-05"), json!("2026-01-06")),
        (own("ongoing", "true"), "/ongoing", json!(false), json!(true)),
        (own("fields", "{ note: one }"), "/fields/note", json!(null), json!("one")),
        (item("milestones", "M1", "name", "Bridge"), "/milestones/0/name", json!("Step 1"), json!("Bridge")),
        (item("milestones", "M1", "owner", "dora"), "/milestones/0/owner", json!("ben"), json!("dora")),
        (item("milestones", "M1", "key", "true"), "/milestones/0/key", json!(false), json!(true)),
        (item("risks", "R1", "owner", "dora"), "/risks/0/owner", json!("ben"), json!("dora")),
        (item("risks", "R1", "response", "avoid"), "/risks/0/response", json!("accept"), json!("avoid")),
        (item("risks", "R1", "plan", "Umbrellas."), "/risks/0/plan", json!(""), json!("Umbrellas.")),
        (item("risks", "R1", "escalate_to", "board"), "/risks/0/escalate_to", json!(null), json!("board")),
        (item("issues", "I1", "owner", "ben"), "/issues/0/owner", json!("cleo"), json!("ben")),
        (item("assumptions", "A1", "owner", "ben"), "/assumptions/0/owner", json!("dora"), json!("ben")),
        (item("dependencies", "D1", "owner", "dora"), "/dependencies/0/owner", json!("ana"), json!("dora")),
        (item("dependencies", "D1", "hard", "false"), "/dependencies/0/hard", json!(true), json!(false)),
        (
            item("dependencies", "D1", "need_by", "2026-04-01"),
            "/dependencies/0/need_by",
            json!("2026-03-10"),
            json!("2026-04-01"),
        ),
        (ben("role", "Boss"), "people:/role", json!("Manager"), json!("Boss")),
        (ben("manager", "dora"), "people:/manager", json!(null), json!("dora")),
        (ben("focus_areas", "[road]"), "people:/focus_areas", json!(["rail"]), json!(["road"])),
    ];
    let facts: Vec<(Date, Fact)> = cases.iter().map(|(fact, ..)| (day, fact.clone())).collect();
    for (on, is_before) in [(day.yesterday().expect("a near day"), true), (day, false)] {
        let program = json(&facts, on);
        let people = document(&facts, on, "api/v1/people.json").expect("people are there");
        let people: serde_json::Value = serde_json::from_str(&people).expect("it is JSON");
        let ben = people["people"].as_array().expect("a list").iter().find(|person| person["slug"] == "ben");
        let ben = ben.expect("he is there");
        for (_, pointer, before, after) in &cases {
            let found = match pointer.strip_prefix("people:") {
                Some(pointer) => ben.pointer(pointer),
                None => program.pointer(pointer),
            };
            assert_eq!(found, Some(if is_before { before } else { after }), "{pointer} on {on}");
        }
    }
}
