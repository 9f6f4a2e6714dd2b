//! `--verify`: the proof, after each build, that what was kept between builds changed nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::artifact::{MemorySink, OutputPath, SinkError};
use crate::pipeline::{self, BuildInputs, Memo, Outcome};
use crate::server::ServedSite;
use crate::source::SourceTree;

/// Paths that are named when two builds differ.
const NAMED: usize = 5;

/// How the warm build of `tree` differs from a clean one; `None` when in nothing.
///
/// # Errors
/// Never of its own: a sink in memory takes everything.
pub(super) fn difference(
    tree: &SourceTree,
    inputs: &BuildInputs,
    warm: &Outcome,
    made: Option<&ServedSite>,
) -> Result<Option<String>, SinkError> {
    let mut clean_made = MemorySink::default();
    let clean = pipeline::build(tree, inputs, &mut Memo::default(), &mut clean_made)?;
    let mut faults = Vec::new();
    if warm.complete != clean.complete {
        faults.push(format!(
            "the warm build is {}complete, the clean one is {}complete",
            no(warm.complete),
            no(clean.complete)
        ));
    }
    if warm.findings != clean.findings {
        faults.push(format!(
            "{} findings, a clean build has {}, or they differ",
            warm.findings.as_slice().len(),
            clean.findings.as_slice().len()
        ));
    }
    if let Some(made) = made.filter(|_| clean.complete) {
        let made: BTreeMap<_, _> = made.artifacts().collect();
        let paths: BTreeSet<&OutputPath> = made.keys().copied().chain(clean_made.artifacts.keys()).collect();
        let differing: Vec<_> =
            paths.into_iter().filter(|path| made.get(path).copied() != clean_made.artifacts.get(*path)).collect();
        if !differing.is_empty() {
            let named: Vec<_> = differing.iter().take(NAMED).map(|path| path.as_str()).collect();
            faults.push(format!("{} files differ, such as {}", differing.len(), named.join(", ")));
        }
    }
    let text = || {
        format!(
            "this build differs from a clean one, which is a mistake in pmo-site: {}; please report it",
            faults.join("; ")
        )
    };
    Ok((!faults.is_empty()).then(text))
}

fn no(complete: bool) -> &'static str {
    if complete { "" } else { "in" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artifact::Body;

    type Outcome = Result<(), SinkError>;

    fn site(made: &MemorySink) -> ServedSite {
        ServedSite::new("/", made.artifacts.clone().into_iter().collect(), None)
    }

    #[test]
    fn a_build_that_differs_in_one_byte_is_named() -> Outcome {
        let tree: SourceTree =
            [("pmo.yaml", "site: { title: T }"), ("content/_index.md", "# H\n")].into_iter().collect();
        let inputs = BuildInputs::on(jiff::civil::date(2026, 3, 5));
        let mut made = MemorySink::default();
        let warm = pipeline::build(&tree, &inputs, &mut Memo::default(), &mut made)?;
        assert_eq!(difference(&tree, &inputs, &warm, Some(&site(&made)))?, None);
        made.artifacts.extend(OutputPath::new("index.html").map(|path| (path, Body::of(""))));
        let told = difference(&tree, &inputs, &warm, Some(&site(&made)))?;
        assert!(told.is_some_and(|told| told.contains("1 files differ, such as index.html")));
        Ok(())
    }
}
