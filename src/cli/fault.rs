//! Internal faults: a message that can be reported instead of a trace, and their own exit code.

use std::panic::{self, PanicHookInfo, UnwindSafe};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Exit, console};
use crate::invariant::is_contained;

/// Whether the fault of this run was reported: several threads can meet the same one.
static REPORTED: AtomicBool = AtomicBool::new(false);

/// Runs `work`; a panic in it ends with [`Exit::Fault`].
pub(super) fn guard(work: impl FnOnce() -> ExitCode + UnwindSafe) -> ExitCode {
    panic::set_hook(Box::new(report));
    panic::catch_unwind(work).unwrap_or_else(|_| Exit::Fault.into())
}

/// Runs a part of a command that goes on after a panic in it, which is reported; the next one will be, too.
pub(super) fn survive<T>(work: impl FnOnce() -> T) -> Option<T> {
    let outcome = panic::catch_unwind(panic::AssertUnwindSafe(work));
    REPORTED.store(false, Ordering::Relaxed);
    outcome.ok()
}

fn report(fault: &PanicHookInfo<'_>) {
    if is_contained() || REPORTED.swap(true, Ordering::Relaxed) {
        return;
    }
    let message = fault.payload_as_str().unwrap_or("no message");
    let place = fault.location().map(ToString::to_string).unwrap_or_default();
    console::error(format_args!("internal fault: {message} ({place})"));
    console::say(
        "This is a mistake in pmo-site and not in your site; the output is as it was. Please report it with the line \
         above.",
    );
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::artifact::{Artifact, MemorySink, Sink, SinkError};
    use crate::invariant::invariant;
    use crate::pipeline::{self, BuildInputs, Memo};
    use crate::publish::{FolderSink, OutputFolder};
    use crate::source::{Layout, SourceFile, SourcePath, SourceTree};

    /// A sink that meets a mistake of the program at its third file.
    struct Broken<S>(S, usize);

    impl<S: Sink> Sink for Broken<S> {
        fn put(&mut self, artifact: Artifact) -> Result<(), SinkError> {
            self.1 += 1;
            invariant((self.1 < 3).then_some(()), "no third file is put");
            self.0.put(artifact)
        }
    }

    fn site() -> SourceTree {
        let mut tree = SourceTree::new();
        tree.insert(SourcePath::new("pmo.yaml"), SourceFile::text("site: { title: T }\n"));
        tree
    }

    /// Runs `work` under the guard; the hook that tells of failing tests is back afterwards.
    fn guarded(work: impl FnOnce() -> ExitCode + UnwindSafe) -> ExitCode {
        let hook = panic::take_hook();
        let exit = guard(work);
        panic::set_hook(hook);
        exit
    }

    #[test]
    fn a_broken_invariant_is_exit_4_and_the_output_is_as_it_was() -> Result<(), Box<dyn std::error::Error>> {
        let root = tempfile::tempdir()?;
        std::fs::create_dir(root.path().join("content"))?;
        let output = root.path().join("public");
        let folder = || {
            Ok::<_, Box<dyn std::error::Error>>(FolderSink::open(
                &OutputFolder::new(root.path(), &Layout::default(), &output)?,
                Duration::ZERO,
                &mut |_| {},
            )?)
        };
        let day = |day: i8| BuildInputs::on(jiff::civil::date(2026, 3, day));
        let mut sink = folder()?.durable(false);
        pipeline::build(&site(), &day(5), &mut Memo::default(), &mut sink)?;
        sink.commit()?;
        let names = || -> std::io::Result<Vec<_>> {
            std::fs::read_dir(root.path())?.map(|entry| Ok(entry?.file_name())).collect()
        };
        let (page, beside) = (std::fs::read(output.join("index.html"))?, names()?);
        let mut sink = Broken(folder()?, 0);
        let exit = guarded(panic::AssertUnwindSafe(|| {
            let outcome = pipeline::build(&site(), &day(6), &mut Memo::default(), &mut sink).map(|_| sink.0.commit());
            outcome.map_or(Exit::System, |_| Exit::Clean).into()
        }));
        assert_eq!(exit, ExitCode::from(4));
        assert_eq!((std::fs::read(output.join("index.html"))?, names()?), (page, beside));
        Ok(())
    }

    #[test]
    fn the_preview_survives_and_its_next_build_is_whole() {
        let inputs = BuildInputs::on(jiff::civil::date(2026, 3, 5));
        let mut broken = Broken(MemorySink::default(), 0);
        assert!(survive(|| pipeline::build(&site(), &inputs, &mut Memo::warm(), &mut broken)).is_none());
        let mut sink = MemorySink::default();
        let next = survive(|| pipeline::build(&site(), &inputs, &mut Memo::warm(), &mut sink));
        assert!(
            next.is_some_and(|outcome| outcome.is_ok_and(|outcome| outcome.complete))
                && sink.text("index.html").is_some()
        );
    }
}
