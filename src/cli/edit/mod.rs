//! Edits of a site's files that are checked together and written together.
//!
//! A command collects what it wants to change, the site is checked with it as `check` would check it, and only then are
//! files written: all or none. What would add an error to the site is refused with that error. Deliberately absent: the
//! edits themselves (`parse::edit`).

mod diff;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::options::{Options, in_folder};
use super::{Failure, console};
use crate::diagnostics::{Diagnostic, Findings, Severity};
use crate::parse::edit::{self, Edit, Value};
use crate::pipeline::{self, BuildInputs, Memo};
use crate::source::{LineIndex, SourceFile, SourcePath, SourceTree};
pub(super) use write::{MovedRecord, move_file};

/// Files of a site with edits that are not written yet.
pub(super) struct Edits {
    tree: SourceTree,
    texts: BTreeMap<SourcePath, String>,
}

/// A file, or a folder with all files in it, that gets another name.
pub(super) struct Renaming<'a> {
    /// Its path.
    pub(super) from: &'a str,
    /// The path that it gets.
    pub(super) to: &'a str,
    /// What the record in it is called, and what it will be called: findings say it.
    pub(super) slugs: [&'a str; 2],
}

impl Renaming<'_> {
    /// Where a file will be.
    fn path(&self, path: &SourcePath) -> SourcePath {
        match path.as_str().strip_prefix(self.from) {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => SourcePath::new(format!("{}{rest}", self.to)),
            _ => path.clone(),
        }
    }

    /// How a finding of before is known after the renaming, when its message says the slug.
    fn known_by(&self, finding: &Diagnostic) -> Known {
        let (code, file, message) = known_by(finding);
        (code, self.path(&file), message.replace(self.slugs[0], self.slugs[1]))
    }
}

impl Edits {
    /// No edits of the site in `tree`.
    pub(super) fn of(tree: SourceTree) -> Self {
        Self { tree, texts: BTreeMap::new() }
    }

    /// The text of a file with the edits so far.
    pub(super) fn text(&self, file: &SourcePath) -> Option<&str> {
        let edited = self.texts.get(file).map(String::as_str);
        edited.or_else(|| self.tree.text(file.as_str()).map(|text| &**text))
    }

    /// What a record says with the edits so far.
    pub(super) fn value(&self, file: &SourcePath) -> Option<Value> {
        edit::read(file, self.text(file)?)
    }

    /// Whether nothing is edited.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Gives a file another text.
    pub(super) fn replace(&mut self, file: &SourcePath, text: String) {
        self.texts.insert(file.clone(), text);
    }

    /// Edits a file.
    pub(super) fn apply(&mut self, file: &SourcePath, edits: &[Edit]) -> Result<(), Failure> {
        let text = self.text(file).unwrap_or("");
        let edited = edit::apply(file, text, edits).map_err(|refusal| {
            let message = "the text is laid out in a way that cannot be edited safely; nothing was written";
            Failure::Usage(format!("{file}:{}: {message}. By hand: {}", refusal.line, refusal.by_hand))
        })?;
        self.texts.insert(file.clone(), edited);
        Ok(())
    }

    /// Checks the site with all edits, writes them and gives their files, a line for each; `dry_run` gives the lines
    /// that change instead.
    pub(super) fn finish(&self, options: &Options, dry_run: bool) -> Result<String, Failure> {
        self.check(options, None)?;
        if dry_run {
            let mut shown = String::new();
            for (file, text) in &self.texts {
                diff::diff(file.as_str(), self.tree.text(file.as_str()).map_or("", |old| old), text, &mut shown);
            }
            return Ok(shown);
        }
        let files = self.texts.iter().map(|(file, text)| write::Replacement {
            path: in_folder(&options.source, &self.tree.layout().place(file.as_str())),
            old: self.tree.text(file.as_str()).map_or("", |old| old),
            new: text,
        });
        let files: Vec<_> = files.collect();
        write::replace_all(&files)?;
        let names: Vec<_> = files.iter().map(|file| format!("{}\n", file.path.display())).collect();
        Ok(names.concat())
    }

    /// Refuses what would add an error to the site, and tells of new warnings. `renaming` is done with the edits.
    pub(super) fn check(&self, options: &Options, renaming: Option<&Renaming<'_>>) -> Result<(), Failure> {
        let inputs = options.inputs()?;
        let mut memo = Memo::default();
        let before = found(&self.tree, &inputs, &mut memo);
        let mut tree = self.tree.clone();
        for (file, text) in &self.texts {
            tree.insert(file.clone(), SourceFile::text(text.as_str()));
        }
        if let Some(renaming) = renaming {
            let moved: Vec<_> = tree.iter().map(|(path, file)| (path.clone(), file.clone())).collect();
            for (path, file) in moved {
                let to = renaming.path(&path);
                if to != path {
                    tree.remove(path.as_str());
                    tree.insert(to, file);
                }
            }
        }
        let after = found(&tree, &inputs, &mut memo);
        let mut known: BTreeSet<_> = before.as_slice().iter().map(known_by).collect();
        if let Some(renaming) = renaming {
            known.extend(before.as_slice().iter().map(|finding| renaming.known_by(finding)));
        }
        let new = after.as_slice().iter().filter(|finding| !known.contains(&known_by(finding)));
        let (errors, others): (Vec<_>, Vec<_>) = new.partition(|finding| finding.severity == Severity::Error);
        if errors.is_empty() {
            for finding in others.into_iter().filter(|finding| finding.severity == Severity::Warning) {
                console::say(format_args!("warning: {}", told(finding, &tree)));
            }
            return Ok(());
        }
        let mut message = "nothing was written, for the site would have an error that it has not now:".to_owned();
        for finding in errors {
            let _ = write!(message, "\n  {}", told(finding, &tree));
        }
        Err(Failure::Usage(message))
    }
}

/// A finding on one line.
fn told(finding: &Diagnostic, tree: &SourceTree) -> String {
    let file = &finding.place.file;
    let text: &str = tree.text(file.as_str()).map_or("", |text| text);
    let line = LineIndex::new(text).position(text, finding.place.span.start).line;
    let hint = finding.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
    format!("{file}:{line}: {} [{}]{hint}", finding.message, finding.rule.code)
}

fn found(tree: &SourceTree, inputs: &BuildInputs, memo: &mut Memo) -> Findings {
    pipeline::ask(tree, inputs, memo, |_| ()).findings
}

/// By what a finding is the same before and after: an edit moves the lines of others.
type Known = (&'static str, SourcePath, String);

fn known_by(finding: &Diagnostic) -> Known {
    (finding.rule.code, finding.place.file.clone(), finding.message.clone())
}
