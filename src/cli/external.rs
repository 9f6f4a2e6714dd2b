//! `check --external`: other sites are asked whether the links to them still lead somewhere.

use super::Failure;
use super::args::CheckArgs;

/// What to do with a program that cannot ask.
#[cfg(not(feature = "network"))]
const CANNOT: &str = "this program was built without the feature `network`, which asks other sites: build it with \
                      `cargo build --release --features network`";

/// Stops a run that could not ask.
#[cfg(not(feature = "network"))]
pub(super) fn possible(args: &CheckArgs) -> Result<(), Failure> {
    if args.external { Err(Failure::Usage(CANNOT.to_owned())) } else { Ok(()) }
}

#[cfg(feature = "network")]
pub(super) use asked::{checked, possible};

#[cfg(feature = "network")]
mod asked {
    use std::collections::BTreeSet;
    use std::fs;
    use std::io::ErrorKind;
    use std::path::{Path, PathBuf};

    use super::{CheckArgs, Failure};
    use crate::cli::console;
    use crate::cli::options::{Options, in_folder};
    use crate::diagnostics::Findings;
    use crate::external::{Answer, Answered, Answers, host};
    use crate::network::{self, Manners};
    use crate::pipeline::{BuildInputs, Memo, elsewhere};
    use crate::source::SourceTree;
    use crate::words::{Term, WORDS};

    /// The file in which answers are kept, beside the settings.
    const FILE: &str = "external-links.json";

    /// Whether the run can ask: this program can.
    #[expect(clippy::unnecessary_wraps, reason = "a program that is built without the feature cannot")]
    pub(in crate::cli) fn possible(_: &CheckArgs) -> Result<(), Failure> {
        Ok(())
    }

    /// Adds to `findings` what other sites answer, now or lately, and keeps the answers.
    pub(in crate::cli) fn checked(
        options: &Options,
        args: &CheckArgs,
        findings: Findings,
        site: (&SourceTree, &BuildInputs, &mut Memo),
    ) -> Result<Findings, Failure> {
        if !args.external {
            return Ok(findings);
        }
        let file = args.external_answers.clone().unwrap_or_else(|| in_folder(&options.source, FILE));
        let mut answers = kept(&file)?;
        let (tree, inputs, memo) = site;
        let links = elsewhere(tree, inputs, memo);
        let Some(day) = links.day() else { return Ok(findings) };
        let urls = links.to_ask(&answers, args.external_days);
        let hosts: BTreeSet<_> = urls.iter().filter_map(|url| host(url)).collect();
        if !options.quiet && !urls.is_empty() {
            let (links, hosts) = (WORDS.count(urls.len(), Term::Link), hosts.len());
            console::say(format_args!(
                "asking for {links} to other sites, at most one a second of each of {hosts} hosts"
            ));
        }
        let asked = network::ask(&urls, Manners::default());
        let nobody = |(_, answer): &(String, Answer)| matches!(answer, Answer::UnknownHost | Answer::Silent { .. });
        if hosts.len() > 1 && asked.iter().all(nobody) {
            let message =
                format!("none of {} hosts answered, so this machine may be offline; no answer is kept", hosts.len());
            return Err(Failure::System(message));
        }
        for (url, answer) in asked {
            answers.insert(url, Answered { day, answer });
        }
        answers.keep(|url| links.leads_to(url));
        fs::write(&file, answers.render()).map_err(|error| Failure::System(format!("{}: {error}", file.display())))?;
        Ok(links.judged(findings, &answers))
    }

    fn kept(file: &Path) -> Result<Answers, Failure> {
        let shown = PathBuf::from(file);
        let shown = shown.display();
        match fs::read_to_string(file) {
            Ok(text) => Answers::parse(&text).map_err(|error| {
                Failure::Usage(format!(
                    "`{shown}` holds no answers of other sites ({error}), so it is not written over"
                ))
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Answers::default()),
            Err(error) => Err(Failure::System(format!("{shown}: {error}"))),
        }
    }
}
