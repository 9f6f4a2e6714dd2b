//! `pmo-site change`: a fact becomes another on a day, and the record keeps what it was.

pub(super) mod args;
pub(super) mod fields;
pub(super) mod timeline;

use super::edit::Edits;
use super::new::records::{SiteRecords, find};
use super::options::Options;
use super::{Exit, Failure, console};
use crate::parse::FileKind;
use crate::parse::edit::{Step, Value};
use crate::source::SourcePath;
use args::ChangeArgs;
use fields::Holder;
use timeline::{Assignment, Changed, Entry, Subject, change};

/// Changes fields of a record or of an item, and adds the entry that says what they were.
pub(super) fn run(options: &Options, args: &ChangeArgs) -> Result<Exit, Failure> {
    options.site()?;
    let records = SiteRecords::read(options)?;
    let mut edits = Edits::of(records.tree.clone());
    let (subject, name, words) = subject(args, &records, &edits)?;
    let program = name.split('#').next().unwrap_or(&name);
    let assignments = assignments(words, &subject, program)?;
    let entry = entry(args, &records, &edits, &subject, program, &assignments)?;
    let changed = change(&mut edits, &subject, &entry, &assignments, &records.names)?;
    if changed.is_empty() {
        return Err(Failure::Usage(format!("`{name}` says so already; nothing was written")));
    }
    console::answer(&edits.finish(options, args.dry_run)?)?;
    if !options.quiet {
        told(&name, &entry, &changed, &records);
    }
    let unexplained = !entry.more.iter().any(|(key, _)| key == "reason" || key == "decision");
    if changed.iter().any(|changed| changed.field == "lifecycle") && unexplained {
        let message = "the lifecycle changes without a reason; say why with `--reason TEXT` or `--decision ID`";
        console::say(format_args!("warning: {message}"));
    }
    Ok(Exit::Clean)
}

/// What is changed, its name for people, and the words that are left: the fields.
fn subject<'a>(
    args: &'a ChangeArgs,
    records: &SiteRecords,
    edits: &Edits,
) -> Result<(Subject, String, &'a [String]), Failure> {
    let record = |slug: &str, kind: FileKind, holder: Holder| {
        let file = records.file_of(kind, slug).ok_or_else(|| Failure::Usage(format!("there is no `{slug}`")))?;
        Ok(Subject { file: file.clone(), way: Vec::new(), holder })
    };
    if let Some(person) = &args.person {
        find(records.people(), "person", person)?;
        return Ok((record(person, FileKind::Person, Holder::Person)?, person.clone(), &args.words));
    }
    if let Some(area) = &args.focus_area {
        find(records.areas(), "focus-area", area)?;
        return Ok((record(area, FileKind::FocusArea, Holder::FocusArea)?, area.clone(), &args.words));
    }
    let (what, words) = match args.words.split_first() {
        Some((what, words)) if !what.contains('=') => (what, words),
        _ => return Err(Failure::Usage("name the program first: `pmo-site change PROGRAM FIELD=VALUE`".to_owned())),
    };
    let (slug, id) = what.split_once('#').map_or((what.as_str(), None), |(slug, id)| (slug, Some(id)));
    find(records.programs(), "program", slug)?;
    let mut subject = record(slug, FileKind::Program, Holder::Program)?;
    if let Some(id) = id {
        let value = edits.value(&subject.file).unwrap_or(Value::Null);
        (subject.way, subject.holder) = item(&value, slug, id, &subject.file)?;
    }
    Ok((subject, what.clone(), words))
}

/// The way to an item of a program.
fn item(program: &Value, slug: &str, id: &str, file: &SourcePath) -> Result<(Vec<Step>, Holder), Failure> {
    let mut found = Vec::new();
    for (list, holder) in Holder::LISTS {
        let Some(Value::List(items)) = program.at(&[Step::from(list)]) else { continue };
        let is = |item: &Value| matches!(item.at(&[Step::from("id")]), Some(Value::Scalar { text, .. }) if text == id);
        found.extend(items.iter().position(is).map(|at| (vec![Step::from(list), Step::Item(at)], holder)));
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => {
            let message = format!("`{slug}` has no milestone, risk, issue, assumption or dependency `{id}`");
            Err(Failure::Usage(format!("{message}; {file} lists them")))
        }
        _ => Err(Failure::Usage(format!("`{slug}` has several items `{id}`; edit the one that you mean in {file}"))),
    }
}

fn assignments(words: &[String], subject: &Subject, program: &str) -> Result<Vec<Assignment>, Failure> {
    let mut assignments: Vec<Assignment> = Vec::new();
    for word in words {
        let Some((name, text)) = word.split_once('=') else {
            return Err(Failure::Usage(format!("`{word}` says no value; write `FIELD=VALUE`")));
        };
        let refused = || Failure::Usage(subject.holder.refused(name, program, &subject.file));
        // `fields.jira=…` is one of the site's own fields.
        let (name, own) = name.split_once('.').map_or((name, None), |(name, own)| (name, Some(own)));
        let field = subject.holder.field(name).filter(|field| own.is_none() || field.name == "fields");
        let field = field.ok_or_else(refused)?;
        let part: Vec<Step> = own.map(Step::from).into_iter().collect();
        if assignments.iter().any(|other| other.field == field && (other.part == part || part.is_empty())) {
            return Err(Failure::Usage(format!("`{name}` is given twice")));
        }
        let value = if own.is_some() { own_value(text) } else { field.value(text).map_err(Failure::Usage)? };
        assignments.push(Assignment { field, part, value });
    }
    if assignments.is_empty() {
        let dated: Vec<_> = subject.holder.dated().iter().map(|field| field.name).collect();
        let message = format!("say what changes, as in `{}=VALUE`", dated.first().unwrap_or(&"FIELD"));
        return Err(Failure::Usage(format!("{message}\nFields with a past: {}", dated.join(", "))));
    }
    Ok(assignments)
}

/// What the command line says of a field of the site's own: a number or a day as it is, other words as text.
fn own_value(text: &str) -> Value {
    let text = text.trim();
    if matches!(text, "" | "~" | "null") {
        return Value::Null;
    }
    let plain = crate::parse::yaml::is_number(text) || crate::time::parse_date(text).is_ok();
    if plain { Value::word(text) } else { Value::text(text) }
}

/// What the entry says besides what was.
fn entry(
    args: &ChangeArgs,
    records: &SiteRecords,
    edits: &Edits,
    subject: &Subject,
    program: &str,
    assignments: &[Assignment],
) -> Result<Entry, Failure> {
    let ChangeArgs { words: _, person: _, focus_area: _, date, reason, decision, until, successors, dry_run: _ } = args;
    let becomes = |words: &[&str]| {
        assignments.iter().any(|assignment| {
            let lifecycle = assignment.field.name == "lifecycle";
            lifecycle && matches!(&assignment.value, Value::Scalar { text, .. } if words.contains(&text.as_str()))
        })
    };
    let usage = |message: String| Err(Failure::Usage(message));
    if !subject.holder.has_reasons() && (reason.is_some() || decision.is_some()) {
        return usage(
            "records of people and focus areas keep no reasons; leave out `--reason` and `--decision`".to_owned(),
        );
    }
    let mut more = Vec::new();
    if let Some(reason) = reason {
        more.push(("reason".to_owned(), Value::text(reason.split_whitespace().collect::<Vec<_>>().join(" "))));
    }
    if let Some(until) = until {
        if !becomes(&["paused"]) {
            return usage("`--until` is the end of a pause: use it with `lifecycle=paused`".to_owned());
        }
        more.push(("until".to_owned(), Value::word(until.to_string())));
    }
    if let Some(decision) = decision {
        let record = edits.value(&subject.file).unwrap_or(Value::Null);
        let decisions = match record.at(&[Step::from("decisions")]) {
            Some(Value::List(decisions)) => decisions.as_slice(),
            _ => &[],
        };
        let id =
            |item: &Value| matches!(item.at(&[Step::from("id")]), Some(Value::Scalar { text, .. }) if text == decision);
        if !decisions.iter().any(id) {
            return usage(format!(
                "{} has no decision `{decision}`; add it with `pmo-site new decision`",
                subject.file
            ));
        }
        more.push(("decision".to_owned(), Value::word(decision)));
    }
    if !successors.is_empty() {
        if !becomes(&["complete", "cancelled"]) {
            let message =
                "`--successors` are named where a program ends: use it with `lifecycle=complete` or `cancelled`";
            return usage(message.to_owned());
        }
        for successor in successors {
            find(records.programs(), "program", successor)?;
            if successor == program {
                return usage(format!("`{program}` cannot go on as itself"));
            }
        }
        more.push(("successors".to_owned(), Value::List(successors.iter().map(Value::word).collect())));
    }
    Ok(Entry { date: date.unwrap_or(records.today), more })
}

/// Says what holds from when.
fn told(name: &str, entry: &Entry, changed: &[Changed], records: &SiteRecords) {
    for Changed { field, old, new, before } in changed {
        let shown = |value: &Value| if *value == Value::Null { "none".to_owned() } else { value.written() };
        let before = before.map(|date| format!(" and before {date}")).unwrap_or_default();
        let later = if entry.date > records.today { ", announced" } else { "" };
        let what = format!("{field} of {name}: {} → {}", shown(old), shown(new));
        console::say(format_args!("{what} from {}{before}{later}", entry.date));
    }
}
