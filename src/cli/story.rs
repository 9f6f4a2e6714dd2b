//! What the repository tells of a site's pages: days of changes from `git log`, owners from `CODEOWNERS`.
//!
//! Git is asked only where the settings ask for it, in one call for all pages. What it cannot tell is left out with one
//! note, and the build goes on. The day of a commit is the one on its committer's clock, as `check --base` reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::console;
use super::git::Git;
use super::options::Options;
use crate::config::PageRules;
use crate::parse::records::{LastChange, PageOwners, RepositoryFiles};
use crate::pipeline::{self, OwnersFile, Story};
use crate::source::SourceTree;

/// Where `CODEOWNERS` may lie, from the root of the repository; the first that is there counts.
const OWNERS: [&str; 4] = ["CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS"];

/// What begins the line of a commit: no path begins so.
const COMMIT: char = '\u{1}';

/// Whether the days of changes are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Days {
    /// They are: pages are made.
    Read,
    /// They are not: nothing but pages shows them.
    Left,
}

/// What is told of the pages of the site in `tree`, with a note of what cannot be.
pub(super) fn told(options: &Options, tree: &SourceTree, days: Days) -> Arc<Story> {
    let (story, note) = read(&options.source, pipeline::page_rules(tree), days);
    if let Some(note) = note.filter(|_| !options.quiet) {
        console::say(note);
    }
    Arc::new(story)
}

/// What is told of the pages of the site in `site`, as far as `rules` ask, and what is to be said of it.
pub(super) fn read(site: &Path, rules: PageRules, days: Days) -> (Story, Option<String>) {
    let PageRules { last_change, owners, repository_files, review_every: _, backlinks: _ } = rules;
    let mut story = Story::default();
    let asks_days = last_change == LastChange::Git && days == Days::Read;
    if !asks_days && owners == PageOwners::None && repository_files == RepositoryFiles::None {
        return (story, None);
    }
    let git = Git { site };
    let repository = match repository(git) {
        Ok(repository) => repository,
        Err(note) => return (story, Some(note)),
    };
    if repository_files == RepositoryFiles::Git {
        match files(git) {
            Ok(files) => story.files = Arc::new(files),
            Err(said) => return (story, Some(format!("no link leads to a file of the repository: {said}"))),
        }
    }
    if owners == PageOwners::Codeowners {
        match owners_file(&repository.root) {
            Ok(Some(text)) => story.owners = Some(OwnersFile { text, folder: repository.folder }),
            Ok(None) => {
                let note = "pages get no owners: the repository has no `CODEOWNERS`, which `pages.owners` asks for";
                return (story, Some(note.to_owned()));
            }
            Err(note) => return (story, Some(note)),
        }
    }
    if asks_days && repository.shallow {
        let note = "pages name no last change: this clone is shallow; fetch the whole history (`git fetch \
                    --unshallow`; in a pipeline `GIT_DEPTH: 0` or `fetch-depth: 0`)";
        return (story, Some(note.to_owned()));
    }
    if asks_days {
        match log(git) {
            Ok(changed) => story.changed = changed,
            Err(said) => return (story, Some(format!("pages name no last change: {said}"))),
        }
    }
    (story, None)
}

/// The repository around a site.
struct Repository {
    root: PathBuf,
    /// The site's folder in it, with a final `/`; empty for the root.
    folder: String,
    shallow: bool,
}

fn repository(git: Git<'_>) -> Result<Repository, String> {
    const NOTHING: &str = "nothing is known of the history and the owners of pages";
    let asked = git.line(&["rev-parse", "--is-shallow-repository", "--show-toplevel", "--show-prefix"]);
    let answer = match asked {
        Ok(Ok(answer)) => answer,
        Ok(Err(said)) => return Err(format!("{NOTHING}: {}", said.lines().next().unwrap_or("git failed"))),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(format!("{NOTHING}: the program `git` is not installed here"));
        }
        Err(error) => return Err(format!("{NOTHING}: git: {error}")),
    };
    let mut lines = answer.lines();
    let shallow = lines.next() == Some("true");
    let root = lines.next().map(PathBuf::from).ok_or_else(|| NOTHING.to_owned())?;
    Ok(Repository { root, folder: lines.next().unwrap_or("").to_owned(), shallow })
}

/// The files of the last commit, from the root of the repository.
fn files(git: Git<'_>) -> Result<BTreeSet<String>, String> {
    let asked = git.ask(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD"]);
    let answer = asked.map_err(|error| format!("git: {error}"))??;
    let names = String::from_utf8_lossy(&answer);
    Ok(names.split_terminator('\0').map(str::to_owned).collect())
}

/// The text of `CODEOWNERS`.
fn owners_file(root: &Path) -> Result<Option<String>, String> {
    for name in OWNERS {
        match fs::read(root.join(name)) {
            Ok(bytes) => return Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            Err(error) => return Err(format!("pages get no owners: `{name}` cannot be read: {error}")),
        }
    }
    Ok(None)
}

/// The days on which each file below the site's folder was changed, the newest first.
fn log(git: Git<'_>) -> Result<BTreeMap<String, Vec<Date>>, String> {
    // Every option that somebody's settings could turn is given.
    let format = format!("--format={COMMIT}%cs");
    let arguments = [
        "-c",
        "log.follow=false",
        "log",
        "-z",
        "--name-only",
        "--no-renames",
        "--relative",
        "--no-show-signature",
        "--no-color",
        "--no-notes",
        "--no-decorate",
        &format,
        "--",
        ".",
    ];
    let answer = git.ask(&arguments).map_err(|error| format!("git: {error}"))?;
    Ok(days(&String::from_utf8_lossy(&answer?)))
}

/// Reads what `git log -z --name-only` says.
fn days(log: &str) -> BTreeMap<String, Vec<Date>> {
    let mut all: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    let mut day = None;
    for part in log.split(['\0', '\n']).filter(|part| !part.is_empty()) {
        if let Some(date) = part.strip_prefix(COMMIT) {
            day = date.parse::<Date>().ok();
        } else if let Some(day) = day {
            all.entry(part.to_owned()).or_default().push(day);
        }
    }
    for days in all.values_mut() {
        days.sort_unstable_by(|one, other| other.cmp(one));
        days.dedup();
    }
    all
}

/// The files that tell when the repository has another story to tell: whoever keeps one looks at their stamps.
pub(super) fn sources(site: &Path) -> Vec<PathBuf> {
    let git = Git { site };
    let Ok(repository) = repository(git) else { return Vec::new() };
    let head = git.line(&["rev-parse", "--git-path", "logs/HEAD"]);
    let head = head.ok().and_then(Result::ok).map(|path| site.join(path));
    head.into_iter().chain(OWNERS.map(|name| repository.root.join(name))).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_log_is_read_in_both_shapes_of_its_ends() {
        let log =
            "\u{1}2026-03-05\0\na.md\0b c.md\0\0\u{1}2026-03-07\0\u{1}2026-03-05\n\na.md\0\u{1}2026-01-02\0\na.md\0";
        let read = days(log);
        assert_eq!(read.get("a.md").map(Vec::as_slice), Some(&[date(2026, 3, 5), date(2026, 1, 2)][..]));
        assert_eq!(read.get("b c.md").map(Vec::as_slice), Some(&[date(2026, 3, 5)][..]));
        assert_eq!(read.len(), 2);
    }
}
