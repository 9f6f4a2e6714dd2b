//! `pmo-site review`: somebody has read pages and vouches for them; who and when is written into each.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use super::args::ReviewArgs;
use super::edit::Edits;
use super::git::Git;
use super::new::records::{SiteRecords, find};
use super::options::Options;
use super::{Exit, Failure, console};
use crate::diagnostics::nearest_name;
use crate::parse::current::Referred;
use crate::parse::edit::{Stamp, stamp};
use crate::parse::{FrontMatter, page_url};
use crate::source::SourcePath;
use crate::words::{Term, WORDS};

/// Stamps all pages, or none.
pub(super) fn review(options: &Options, args: &ReviewArgs) -> Result<Exit, Failure> {
    options.site()?;
    let records = SiteRecords::read(options)?;
    let ReviewArgs { pages, by, on, dry_run } = args;
    let day = on.unwrap_or(records.today);
    if day > records.today {
        let message = format!("{day} is still to come; a review is of today or of a day before");
        return Err(Failure::Usage(message));
    }
    let by = match by {
        Some(by) => records.names.current(Referred::Person, by).to_owned(),
        None => by_git(options, &records)?,
    };
    let person = find(records.people(), "person", &by)?;
    if let Some(end) = person.end_date.as_ref().filter(|end| end.value < day) {
        return Err(Failure::Usage(format!("`{by}` left on {}, before {day}; name somebody else", end.value)));
    }
    let mut edits = Edits::of(records.tree.clone());
    let mut next: BTreeMap<Option<Date>, usize> = BTreeMap::new();
    for page in pages {
        let (file, front) = named(options, &records, page)?;
        if let Some(last) = front.reviewed.as_ref().filter(|last| last.value > day) {
            let message = format!("`{page}` was reviewed on {}, after {day}; nothing was written", last.value);
            return Err(Failure::Usage(message));
        }
        let text = edits.text(file).unwrap_or("").to_owned();
        let of = records.tree.layout().place(file.as_str());
        // A page that came from another tool keeps its key.
        let key = front.reviewed_key.as_deref().unwrap_or("reviewed");
        let stamps = [
            Stamp { key, after: &["owner"], value: &day.to_string(), bare: true },
            Stamp { key: "reviewed_by", after: &[key], value: &by, bare: false },
        ];
        let stamped = stamp(file, &text, &stamps).map_err(|refusal| {
            let message = "the front matter cannot be edited safely; nothing was written";
            Failure::Usage(format!("{of}:{}: {message}. By hand: {}", refusal.line, refusal.by_hand))
        })?;
        if stamped != text {
            edits.replace(file, stamped);
        }
        let every = front.review_every.map(|every| every.value).or(records.config.pages.review_every);
        *next.entry(every.map(|every| every.after(day))).or_default() += 1;
    }
    if edits.is_empty() {
        console::say("this is written there already; nothing changed");
        return Ok(Exit::Clean);
    }
    let written = edits.finish(options, *dry_run)?;
    console::answer(&written)?;
    if !options.quiet {
        for (day, count) in next {
            let pages = WORDS.count(count, Term::Page);
            console::say(match day {
                Some(day) => format!("{pages}: next review on {}", WORDS.date(day)),
                None => format!("{pages}: no next review; give an interval with `review_every: 6 months`"),
            });
        }
    }
    Ok(Exit::Clean)
}

/// The page that an argument names: a file, from the working directory or the site's folder, or an address.
fn named<'r>(
    options: &Options,
    records: &'r SiteRecords,
    page: &str,
) -> Result<(&'r SourcePath, &'r FrontMatter), Failure> {
    let layout = records.tree.layout();
    let typed = Path::new(page.trim_start_matches("./"));
    let from_site = typed.strip_prefix(&options.source).unwrap_or(typed);
    let path =
        page.split_once("://").map_or(page, |(_, rest)| rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"));
    let base = records.config.base_path().trim_end_matches('/');
    let path = path.strip_prefix(base).filter(|rest| rest.starts_with('/')).unwrap_or(path);
    let address = format!("/{}/", path.trim_matches('/')).replace("//", "/");
    let by_file = records.pages().find(|(file, _)| {
        Path::new(&*layout.place(file.as_str())) == from_site || Path::new(file.as_str()) == from_site
    });
    let found = by_file
        .or_else(|| records.pages().find(|(file, front)| page_url(file, front, &records.config.addresses) == address));
    found.ok_or_else(|| {
        let known: Vec<String> = records.pages().map(|(file, _)| layout.place(file.as_str()).into_owned()).collect();
        let hint = nearest_name(page, known.iter().map(String::as_str)).map_or_else(
            || "name its file, such as `content/handbook/calls.md`, or its address".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Failure::Usage(format!("there is no page `{page}`; {hint}"))
    })
}

/// The one person whose address is that of the user of git.
fn by_git(options: &Options, records: &SiteRecords) -> Result<String, Failure> {
    let unknown = |why: &str| Failure::Usage(format!("{why}; say who reviewed with `--by PERSON`"));
    let email = Git { site: &options.source }.line(&["config", "user.email"]);
    let Some(email) = email.ok().and_then(Result::ok).filter(|email| email.contains('@')) else {
        return Err(unknown("nobody is named, and git knows no user"));
    };
    let mut people = records
        .people()
        .filter(|(_, person)| person.handles.0.iter().any(|(_, name)| name.0.eq_ignore_ascii_case(&email)));
    match (people.next(), people.next()) {
        (Some((slug, _)), None) => {
            if !options.quiet {
                console::say(format_args!("reviewed by `{slug}`, whose `handles` have git's `{email}`"));
            }
            Ok(slug.to_owned())
        }
        _ => Err(unknown(&format!("nobody is named, and git's `{email}` is in the `handles` of no one person"))),
    }
}
