//! The earlier state that `check --base` compares with: a commit, read through the `git` program, or a folder.

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::Stdio;

use jiff::civil::Date;

use super::git::Git;
use super::options::Options;
use super::{Failure, console};
use crate::io;
use crate::parse::{FileKind, kind_of};
use crate::pipeline::Earlier;
use crate::source::{SourceFile, SourcePath, SourceTree};

/// Said where a folder has no report and nobody gave its day.
pub(super) const NO_DAY: &str =
    "the folder of `--base` has no report that tells its day; give the day with `--base-day YYYY-MM-DD`";

/// Reads the state that `base` names; `None` where the commit has no site yet.
pub(super) fn read(options: &Options, base: &str, day: Option<Date>) -> Result<Option<Earlier>, Failure> {
    if base.trim().is_empty() {
        let message = "`--base` is empty: name a commit, a branch, a tag or a folder, such as `--base origin/main`";
        return Err(Failure::Usage(message.to_owned()));
    }
    let folder = Path::new(base);
    if folder.is_dir() && io::config_file(folder).is_ok_and(|file| file.is_some()) {
        let tree = io::scan_within(folder, &options.reach()).map_err(|error| Failure::System(error.to_string()))?;
        return Ok(Some(Earlier { tree, day }));
    }
    let git = Base { git: Git { site: &options.source } };
    let commit = git.commit(base)?;
    let day = match day {
        Some(day) => day,
        None => git.day(&commit, base)?,
    };
    let tree = git.tree(&commit)?;
    if tree.get("pmo.yaml").is_none() && tree.get("pmo.yml").is_none() {
        if !options.quiet {
            console::say(format_args!("`{base}` has no site here yet: there is nothing to compare with"));
        }
        return Ok(None);
    }
    Ok(Some(Earlier { tree, day: Some(day) }))
}

/// The repository that a site lies in, asked for an earlier state of it.
struct Base<'a> {
    git: Git<'a>,
}

impl Base<'_> {
    fn ask(&self, args: &[&str]) -> Result<Result<Vec<u8>, String>, Failure> {
        self.git.ask(args).map_err(|error| not_started(&error))
    }

    fn line(&self, args: &[&str]) -> Result<Result<String, String>, Failure> {
        self.git.line(args).map_err(|error| not_started(&error))
    }

    /// The commit that `base` names.
    fn commit(&self, base: &str) -> Result<String, Failure> {
        let name = format!("{base}^{{commit}}");
        // What begins with a dash would be read as an option.
        if !base.starts_with('-')
            && let Ok(commit) = self.line(&["rev-parse", "--verify", "--quiet", &name])?
        {
            return Ok(commit);
        }
        let shown = self.git.site.display();
        let message = match self.line(&["rev-parse", "--is-shallow-repository"])? {
            Err(said) => format!("`{base}` is no folder of a site, and git cannot read `{shown}`: {said}"),
            Ok(shallow) if shallow == "true" => format!(
                "there is no commit `{base}` in this clone, which is shallow; run `git fetch --unshallow`, in a \
                 pipeline clone with the whole history"
            ),
            Ok(_) => format!(
                "`{base}` is neither a folder with a `pmo.yaml` nor a commit of this repository; see `git branch \
                 --all`, or fetch it with `git fetch origin {base}`"
            ),
        };
        Err(Failure::Usage(message))
    }

    /// The day of a commit, where it was made.
    fn day(&self, commit: &str, base: &str) -> Result<Date, Failure> {
        // Somebody's settings may ask for what a signature is worth: that stands before the day.
        let show = ["show", "--no-patch", "--no-show-signature", "--format=%cs", commit];
        let day = self.line(&show)?.map_err(|said| failed(&said))?;
        day.parse().map_err(|_| {
            Failure::Usage(format!("git does not tell the day of `{base}`; give it with `--base-day YYYY-MM-DD`"))
        })
    }

    /// The settings and records of a commit.
    fn tree(&self, commit: &str) -> Result<SourceTree, Failure> {
        let prefix = self.line(&["rev-parse", "--show-prefix"])?.map_err(|said| failed(&said))?;
        let listed = self.ask(&["ls-tree", "-r", "-z", "--full-tree", commit])?.map_err(|said| failed(&said))?;
        let listed = String::from_utf8_lossy(&listed);
        let mut wanted: Vec<(SourcePath, &str)> = Vec::new();
        for entry in listed.split_terminator('\0') {
            let Some((mode, path)) = entry.split_once('\t') else { continue };
            let Some(path) = path.strip_prefix(prefix.as_str()) else { continue };
            let mut words = mode.split(' ');
            if path == "content" {
                let message = "`content` is a link or a module in that commit, so git does not have the records; \
                               give a folder instead";
                return Err(Failure::Usage(message.to_owned()));
            }
            // Links are not followed: what they led to is not of this commit.
            if let (Some("100644" | "100755"), Some("blob"), Some(object)) = (words.next(), words.next(), words.next())
            {
                let path = SourcePath::new(path);
                if is_compared(kind_of(&path)) {
                    wanted.push((path, object));
                }
            }
        }
        let texts = self.texts(&wanted)?;
        let mut tree = SourceTree::new();
        for ((path, _), text) in wanted.into_iter().zip(texts) {
            // What is no text is no record.
            if let Ok(text) = String::from_utf8(text) {
                tree.insert(path, SourceFile::text(text));
            }
        }
        Ok(tree)
    }

    /// The bytes of each object, in one run of git.
    fn texts(&self, wanted: &[(SourcePath, &str)]) -> Result<Vec<Vec<u8>>, Failure> {
        let mut command = self.git.command(&["cat-file", "--batch"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| not_started(&error))?;
        let asked: String = wanted.iter().flat_map(|(_, object)| [*object, "\n"]).collect();
        let stdin = child.stdin.take();
        let output = std::thread::scope(|scope| {
            // Git answers while it is asked: whoever wrote everything first would wait for ever.
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(asked.as_bytes())));
            child.wait_with_output()
        });
        let answer = output.map_err(|error| not_started(&error))?.stdout;
        let mut rest = answer.as_slice();
        let mut texts = Vec::with_capacity(wanted.len());
        for (path, _) in wanted {
            let text =
                next_object(&mut rest).ok_or_else(|| failed(&format!("{path} of the earlier commit is missing")))?;
            texts.push(text);
        }
        Ok(texts)
    }
}

/// Takes an object from what `cat-file --batch` says: a line with its name, kind and size, its bytes, a line break.
fn next_object(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let size: usize = std::str::from_utf8(rest.get(..end)?).ok()?.rsplit(' ').next()?.parse().ok()?;
    let start = end + 1;
    let bytes = rest.get(start..start + size)?.to_vec();
    *rest = rest.get(start + size + 1..)?;
    Some(bytes)
}

/// Whether files of a kind are compared, or tell that there is a site.
fn is_compared(kind: FileKind) -> bool {
    match kind {
        FileKind::Config | FileKind::Program | FileKind::Update | FileKind::Person | FileKind::FocusArea => true,
        FileKind::Holidays
        | FileKind::Intake
        | FileKind::Levels
        | FileKind::Page
        | FileKind::Asset
        | FileKind::Static
        | FileKind::Theme
        | FileKind::Baseline
        | FileKind::Stray => false,
    }
}

fn not_started(error: &std::io::Error) -> Failure {
    if error.kind() == ErrorKind::NotFound {
        let message =
            "`--base` reads commits with the program `git`, which is not installed here; install it, or give a folder";
        Failure::Usage(message.to_owned())
    } else {
        failed(&error.to_string())
    }
}

fn failed(said: &str) -> Failure {
    Failure::System(format!("git: {said}"))
}
