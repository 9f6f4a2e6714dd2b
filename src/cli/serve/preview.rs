//! The preview's own loop: wait, look, build when bytes changed, show.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::Date;

use super::super::drawings::Drawings;
use super::super::options::Options;
use super::super::{Failure, console, fault};
use super::editor::Editor;
use super::notices::{self, PreviewState};
use super::settings::PreviewSettings;
use super::story::KnownStory;
use super::terminal::{LastReport, Why, built};
use super::{origin, verify};
use crate::artifact::SharedSink;
use crate::diagnostics::Findings;
use crate::io::{self, Known, ScanError};
use crate::pipeline::{self, AsOfInput, BuildInputs, Memo, Outcome};
use crate::server::{PageStatus, ServedSite, Server, Wish, Wishes};
use crate::source::{SourceBytes, SourceFile, SourcePath, SourceTree};
use crate::watch::{Doorbell, FolderWatch, WatchError, Woken};

/// A file that is gone or empty is taken for that when it has been so for this long: editors truncate or remove before
/// they write.
const BELIEVED: Duration = Duration::from_millis(120);

/// Between two looks at a site in such a state.
const AGAIN: Duration = Duration::from_millis(15);

/// Errors are told when no change has followed for this long: half a file has errors that the whole one has not.
const HELD: Duration = Duration::from_millis(80);

/// With file events, a site is looked at this often all the same: an event that the kernel lost costs no more than
/// that.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// After a glance at the files that events named, the whole site is looked at as soon as nothing has happened for this
/// long,
const PAUSE: Duration = Duration::from_millis(250);

/// and at the latest when this much time has passed since.
const OWED: Duration = Duration::from_secs(1);

/// Without file events, the shortest and the longest time between two looks.
const POLL: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(1)];

/// In between, looking takes one part in this many of the time: 2.5 % of one processor.
const SHARE: u32 = 40;

/// A preview that has been built at least once, or has tried to.
pub(super) struct Preview<'a> {
    options: &'a Options,
    verify: bool,
    editor: Option<Editor>,
    root: PathBuf,
    doorbell: Arc<Doorbell>,
    watch: Option<FolderWatch>,
    polls: bool,
    look: Duration,
    /// Since when the whole site has not been looked at, after a glance.
    owed: Option<Instant>,
    known: Known,
    memo: Memo,
    drawings: Drawings,
    settings: PreviewSettings,
    story: KnownStory,
    /// Which day it is in the site's zone.
    today: fn(&PreviewSettings) -> Result<Date, Failure>,
    /// The day that was chosen in place of today.
    chosen: Option<Date>,
    /// What was built last; `None` when it must be built again.
    built: Option<(Arc<SourceTree>, BuildInputs)>,
    site: Option<Arc<ServedSite>>,
    outcome: Option<Outcome>,
    /// Why the site cannot be read.
    unread: Option<String>,
    /// What is wrong with the build itself.
    fault: Option<String>,
    told: LastReport,
}

impl<'a> Preview<'a> {
    pub(super) fn new(
        options: &'a Options,
        args: &super::args::ServeArgs,
        editor: Option<Editor>,
        doorbell: &Arc<Doorbell>,
    ) -> Result<Self, Failure> {
        // Editors are told whole paths, whatever folder they were started in.
        let root = std::fs::canonicalize(&options.source)
            .map_err(|error| Failure::System(format!("{}: {error}", options.source.display())))?;
        let mut preview = Self {
            options,
            verify: args.verify,
            editor,
            root,
            doorbell: Arc::clone(doorbell),
            watch: None,
            polls: args.poll,
            look: Duration::ZERO,
            owed: None,
            known: Known::new(options.reach()),
            memo: Memo::warm(),
            drawings: Drawings::default(),
            settings: PreviewSettings::of(&SourceTree::new()),
            story: KnownStory::default(),
            today: PreviewSettings::today,
            chosen: options.as_of,
            built: None,
            site: None,
            outcome: None,
            unread: None,
            fault: None,
            told: LastReport::default(),
        };
        // Before the first look, so that nothing falls between the two.
        preview.watch();
        preview.round()?;
        Ok(preview)
    }

    /// What is shown now.
    pub(super) fn shown(&self) -> PageStatus {
        let none = Findings::default();
        let state = PreviewState {
            findings: self.outcome.as_ref().map_or(&none, |outcome| &outcome.findings),
            fault: self.fault(),
            as_of: self.built.as_ref().and_then(|(_, inputs)| day(inputs)),
            pinned: self.chosen.is_some(),
            editor: self.editor.as_ref(),
        };
        let tree = self.built.as_ref().map_or_else(|| self.known.tree(), |(tree, _)| tree);
        PageStatus { site: self.site.clone(), notices: notices::json(&state, tree, &self.root).into() }
    }

    fn fault(&self) -> Option<&str> {
        self.unread.as_deref().or(self.fault.as_deref())
    }

    /// Where the site begins.
    pub(super) fn base(&self) -> String {
        self.settings.base(self.options.base_url.as_ref())
    }

    /// Number of pages of the last build.
    pub(super) fn pages(&self) -> Option<usize> {
        self.outcome.as_ref().filter(|outcome| outcome.complete).map(|outcome| outcome.pages)
    }

    /// Follows the site until the process is ended.
    pub(super) fn follow(mut self, server: &Server, wishes: &Wishes) -> Result<(), Failure> {
        loop {
            let by_clock = self.polls || self.watch.is_none() || self.unread.is_some();
            let [shortest, longest] = POLL;
            let patience = match self.owed {
                _ if by_clock => (self.look * SHARE).clamp(shortest, longest),
                Some(_) => PAUSE,
                None => HEARTBEAT,
            };
            let woken = self.doorbell.wait(patience);
            if woken == Woken::Called {
                if let Some(error) = self.doorbell.lost() {
                    self.poll_because(&error);
                }
                while let Ok(wish) = wishes.try_recv() {
                    if fault::survive(|| self.grant(wish)).is_none() {
                        self.forget();
                    }
                }
            }
            let before = self.unread.clone();
            let built = self.round()?;
            if built || self.unread != before || woken == Woken::Called {
                server.show(self.shown());
                self.tell()?;
            }
            if built && self.verify()? {
                server.show(self.shown());
                self.tell()?;
            }
        }
    }

    /// Prints what is new.
    ///
    /// # Errors
    /// When an answer in JSON cannot be written.
    pub(super) fn tell(&mut self) -> Result<(), Failure> {
        let fault = self.unread.as_deref().or(self.fault.as_deref());
        self.told.fault(fault);
        if let (Some(outcome), Some((tree, _))) = (&self.outcome, &self.built) {
            self.told.findings(self.options, &outcome.findings, tree)?;
        }
        Ok(())
    }

    /// Looks at the site and builds it if it has changed; says whether it was built.
    fn round(&mut self) -> Result<bool, Failure> {
        let start = Instant::now();
        loop {
            let outcome = self.settled();
            self.watch();
            let tree = match outcome {
                Ok(tree) => tree,
                Err(error) => {
                    self.unread = Some(unread(&error));
                    return Ok(false);
                }
            };
            self.unread = None;
            if !self.settings.is_of(&tree) {
                // As in a build, settings that cannot be read count as not given.
                self.settings = fault::survive(|| PreviewSettings::of(&tree))
                    .unwrap_or_else(|| PreviewSettings::of(&SourceTree::new()));
            }
            let named = self.settings.drawings_folder();
            self.drawings.follow(self.options, named, &tree, &mut self.memo);
            self.story.follow(self.options, &self.root, self.settings.pages());
            let inputs = self.inputs()?;
            if self.built.as_ref().is_some_and(|(old, of)| Arc::ptr_eq(old, &tree) && *of == inputs) {
                return Ok(false);
            }
            let (outcome, made) = self.build(&tree, &inputs)?;
            self.drawings.tell(self.options);
            let complete = outcome.as_ref().is_some_and(|outcome| outcome.complete);
            if !complete && self.site.is_some() && start.elapsed() < BELIEVED * 4 && self.doorbell.is_rung_within(HELD)
            {
                // Another save is on its way.
                self.doorbell.hush();
                continue;
            }
            self.say(&tree, &inputs, start.elapsed(), complete);
            self.take(made, outcome);
            self.built = Some((tree, inputs));
            return Ok(true);
        }
    }

    /// Takes over what a build gave; without an outcome the program itself has failed.
    fn take(&mut self, made: SharedSink, outcome: Option<Outcome>) {
        self.fault = outcome.is_none().then(|| "internal fault while the site was built; see the terminal".to_owned());
        let Some(outcome) = outcome else { return };
        if outcome.complete {
            self.site = Some(Arc::new(ServedSite::new(&self.base(), made.artifacts, self.site.as_deref())));
        }
        self.outcome = Some(outcome);
    }

    /// Begins anew after a fault: what was kept may be half of something.
    fn forget(&mut self) {
        self.memo = Memo::warm();
        self.drawings.lend(&mut self.memo);
    }

    fn build(&mut self, tree: &SourceTree, inputs: &BuildInputs) -> Result<(Option<Outcome>, SharedSink), Failure> {
        let mut made = SharedSink::default();
        let memo = &mut self.memo;
        let Some(outcome) = fault::survive(|| pipeline::build(tree, inputs, memo, &mut made)) else {
            self.forget();
            return Ok((None, SharedSink::default()));
        };
        Ok((Some(outcome.map_err(|error| Failure::System(error.to_string()))?), made))
    }

    /// Compares what is shown with a clean build, where that was asked for; says whether they differ.
    fn verify(&mut self) -> Result<bool, Failure> {
        let (true, Some((tree, inputs)), Some(outcome)) = (self.verify, &self.built, &self.outcome) else {
            return Ok(false);
        };
        let made = self.site.as_deref().filter(|_| outcome.complete);
        self.fault = match fault::survive(|| verify::difference(tree, inputs, outcome, made)) {
            Some(difference) => difference.map_err(|error| Failure::System(error.to_string()))?,
            None => {
                Some("internal fault in the clean build that this one is compared with; see the terminal".to_owned())
            }
        };
        Ok(self.fault.is_some())
    }

    fn say(&self, tree: &SourceTree, inputs: &BuildInputs, took: Duration, complete: bool) {
        let Some((before, of)) = &self.built else { return };
        if self.options.quiet {
            return;
        }
        let changed = io::difference(before, tree);
        let why = match day(inputs) {
            Some(date) if day(of) != Some(date) && changed.is_empty() => Why::Day(date),
            _ => Why::Files(&changed),
        };
        console::say(built(&why, took, complete));
    }

    /// The site, once no file of it looks half-saved any more.
    fn settled(&mut self) -> Result<Arc<SourceTree>, ScanError> {
        let first = Instant::now();
        loop {
            let seen = self.seen();
            let before = self.built.as_ref().map(|(tree, _)| tree);
            let doubtful = match (&seen, before) {
                (Err(_), _) => before.is_some(),
                (Ok(tree), Some(before)) => !Arc::ptr_eq(tree, before) && is_doubtful(before, tree),
                (Ok(_), None) => false,
            };
            if !doubtful || first.elapsed() >= BELIEVED {
                return seen;
            }
            if self.doorbell.is_rung_within(AGAIN) {
                self.doorbell.hush();
            }
        }
    }

    /// The site by a glance at the files that events named, or by a look at all of it.
    fn seen(&mut self) -> Result<Arc<SourceTree>, ScanError> {
        let start = Instant::now();
        let named = self.doorbell.named();
        let may_glance =
            self.watch.is_some() && self.unread.is_none() && self.owed.is_none_or(|since| since.elapsed() < OWED);
        if may_glance && let Some(seen) = named.and_then(|paths| self.known.glance(&self.root, &paths)) {
            self.owed.get_or_insert(start);
            return Ok(seen.tree);
        }
        let seen = self.known.rescan(&self.root);
        self.look = start.elapsed();
        self.owed = None;
        seen.map(|seen| seen.tree)
    }

    fn inputs(&self) -> Result<BuildInputs, Failure> {
        let as_of = match self.chosen {
            Some(date) => date,
            None => (self.today)(&self.settings)?,
        };
        let story = self.story.told();
        Ok(BuildInputs { as_of: AsOfInput::On(as_of), story, ..self.options.inputs()? })
    }

    /// Watches the folders that there are now.
    fn watch(&mut self) {
        if self.polls {
            return;
        }
        let roots = io::roots(&self.root, &self.options.reach());
        if self.watch.as_ref().is_some_and(|watch| watch.is_of(&roots)) {
            return;
        }
        self.watch = None;
        if roots.first().is_none_or(|first| first.path != self.root) {
            // The site's own folder is gone: it is looked for by the clock.
            return;
        }
        match FolderWatch::start(roots, &self.doorbell) {
            Ok(watch) => {
                self.watch = Some(watch);
                // What was written before the folders were watched is seen by another look.
                self.doorbell.ring();
            }
            Err(error) => self.poll_because(&error),
        }
    }

    fn poll_because(&mut self, error: &WatchError) {
        if !self.polls {
            console::say(format_args!("{error}; until then changes are looked for twice a second"));
        }
        self.polls = true;
        self.watch = None;
    }

    fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Open { file, line, column } => self.open(&file, line, column),
            Wish::AsOf(text) if text.is_empty() => self.chosen = None,
            Wish::AsOf(text) => self.chosen = crate::time::parse_date(&text).ok().or(self.chosen),
            Wish::Name { name, last } => {
                console::say(format_args!(
                    "somebody asked for `{name}` and got nothing; if you forward the preview under that name, add \
                     `--allow-host {name}`"
                ));
                if last {
                    console::say("further names are not told");
                }
            }
            Wish::Source { page, text, answer } => {
                let found = self.source(&page, &text);
                let json = found.map(|(file, line)| {
                    let place = self.root.join(&*self.known.tree().layout().place(file.as_str()));
                    let href = self.editor.as_ref().and_then(|editor| editor.href(&place, line, 1));
                    serde_json::json!({ "file": file.as_str(), "line": line, "column": 1, "href": href }).to_string()
                });
                // Without an answer the request is told that there is none.
                let _ = json.map(|json| answer.send(json));
            }
        }
    }

    fn source(&mut self, page: &str, text: &str) -> Option<(SourcePath, u32)> {
        let (tree, inputs) = self.built.as_ref()?;
        let files = origin::files(page, tree, inputs, &mut self.memo).unwrap_or_default();
        origin::place(text, &files, tree)
    }

    /// Opens a file of the site; a text that names none does nothing.
    fn open(&self, file: &str, line: u32, column: u32) {
        let (Some(editor), Some((path, _))) =
            (&self.editor, self.known.tree().iter().find(|(path, _)| path.as_str() == file))
        else {
            return;
        };
        if let Err(error) = editor.run(&self.root.join(&*self.known.tree().layout().place(path.as_str())), line, column)
        {
            console::error(format_args!("the editor cannot be started: {error}"));
        }
    }
}

/// The day that a build speaks for.
fn day(inputs: &BuildInputs) -> Option<Date> {
    match inputs.as_of {
        AsOfInput::On(date) => Some(date),
        AsOfInput::At(_) => None,
    }
}

/// Whether a file is gone, or empty and was not: what an editor's way of saving looks like half-way.
fn is_doubtful(before: &SourceTree, now: &SourceTree) -> bool {
    let is_empty = |file: &SourceFile| match &file.bytes {
        SourceBytes::Text(text) => text.is_empty(),
        SourceBytes::Opaque { len, .. } => *len == 0,
        SourceBytes::NotText { .. } => false,
    };
    io::difference(before, now).iter().any(|path| now.get(path.as_str()).is_none_or(is_empty))
}

/// What could not be read, each path on a line.
fn unread(error: &ScanError) -> String {
    let ScanError(faults) = error;
    faults.iter().map(|(path, fault)| format!("{path}: {fault}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
