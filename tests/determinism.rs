//! Same inputs, same bytes: any number of jobs, any order of discovery, a warm memo or an empty one.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise and may touch the machine"
)]

use std::path::Path;

use jiff::civil::date;
use pmo_site::artifact::MemorySink;
use pmo_site::diagnostics::Findings;
use pmo_site::feeds::digest::{DigestQuery, digest, html, markdown, outline, text};
use pmo_site::feeds::list::{DecisionQuery, ItemQuery, PersonQuery, ProgramQuery, Query, RiskQuery, UpdateQuery, list};
use pmo_site::pipeline::{AsOfInput, BuildInputs, Memo, ask, build};
use pmo_site::source::{SourceFile, SourcePath, SourceTree};

fn reference() -> SourceTree {
    pmo_site::io::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the reference site can be read")
}

fn inputs() -> BuildInputs {
    BuildInputs::on(date(2026, 11, 20))
}

/// Findings and artifacts of one build.
fn built(tree: &SourceTree, inputs: &BuildInputs, memo: &mut Memo) -> (Findings, MemorySink) {
    let mut sink = MemorySink::default();
    let outcome = build(tree, inputs, memo, &mut sink).expect("memory takes everything");
    (outcome.findings, sink)
}

/// Findings and answers of the questions that the program can put to a site.
fn asked(tree: &SourceTree, inputs: &BuildInputs, memo: &mut Memo) -> (Findings, Option<Vec<String>>) {
    let answer = ask(tree, inputs, memo, |cx| {
        let digest = digest(cx, &DigestQuery::default()).expect("no name is given");
        let words = outline(&digest);
        let queries = [
            Query::Programs(ProgramQuery::default()),
            Query::Milestones(ItemQuery::default()),
            Query::Risks(RiskQuery::default()),
            Query::Issues(ItemQuery::default()),
            Query::Dependencies(ItemQuery::default()),
            Query::Decisions(DecisionQuery::default()),
            Query::Decisions(DecisionQuery { open: true, ..DecisionQuery::default() }),
            Query::Updates(UpdateQuery::default()),
            Query::People(PersonQuery::default()),
        ];
        let lists = queries.iter().flat_map(|query| {
            let found = list(cx, query).expect("no name is given");
            [found.json(cx.model.as_of), found.csv(&cx.model.config.fields)]
        });
        [digest.json(), html(&words), markdown(&words), text(&words)].into_iter().chain(lists).collect()
    });
    (answer.findings, answer.value)
}

fn assert_same(left: &(Findings, MemorySink), right: &(Findings, MemorySink), when: &str) {
    assert_eq!(left.0, right.0, "findings differ {when}");
    let names = |sink: &MemorySink| sink.artifacts.keys().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(&left.1), names(&right.1), "paths differ {when}");
    for (path, body) in &left.1.artifacts {
        assert!(right.1.artifacts.get(path) == Some(body), "{path} differs {when}");
    }
}

#[test]
fn the_number_of_jobs_changes_nothing() {
    let tree = reference();
    let with = |jobs: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().expect("threads can be made");
        pool.install(|| built(&tree, &inputs(), &mut Memo::default()))
    };
    let one = with(1);
    assert!(one.1.artifacts.len() > 200, "the reference site has more than {} artifacts", one.1.artifacts.len());
    assert_same(&one, &with(4), "with four jobs");
}

#[test]
fn the_order_of_discovery_changes_nothing() {
    let tree = reference();
    let mut reversed = SourceTree::new();
    for (path, file) in tree.iter().collect::<Vec<_>>().into_iter().rev() {
        reversed.insert(path.clone(), file.clone());
    }
    assert_same(
        &built(&tree, &inputs(), &mut Memo::default()),
        &built(&reversed, &inputs(), &mut Memo::default()),
        "in reverse order",
    );
}

/// A small deterministic generator (xorshift), so that a failing script can be run again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).expect("few sides")).expect("fits")
    }
}

/// One random edit: append to a file, break it, remove it, bring it back, add one, change the settings or the day.
fn edit(tree: &mut SourceTree, original: &SourceTree, inputs: &mut BuildInputs, dice: &mut Dice) -> String {
    let texts: Vec<SourcePath> = original
        .iter()
        .filter(|(path, _)| original.text(path.as_str()).is_some())
        .map(|(path, _)| path.clone())
        .collect();
    let path = texts[dice.roll(texts.len())].clone();
    let before = tree.text(path.as_str()).map_or(String::new(), ToString::to_string);
    match dice.roll(8) {
        0 => tree.insert(path.clone(), SourceFile::text(format!("{before}\n<!-- {} -->\n", dice.roll(1000)))),
        1 => tree.insert(path.clone(), SourceFile::text(format!("{before}\nunknown_key: [\n"))),
        2 => {
            tree.remove(path.as_str());
        }
        3 | 4 => {
            if let Some(file) = original.get(path.as_str()) {
                tree.insert(path.clone(), file.clone());
            }
        }
        5 => {
            let page = format!("content/handbook/new-{}.md", dice.roll(5));
            tree.insert(
                SourcePath::new(&page),
                SourceFile::text(format!("# New {}\n\nSee [values](about/values.md).\n", dice.roll(9))),
            );
        }
        6 => {
            let policy = ["sanitize", "escape", "trusted"][dice.roll(3)];
            let settings = original
                .text("pmo.yaml")
                .expect("there are settings")
                .replace("html: sanitize", &format!("html: {policy}"));
            tree.insert(SourcePath::new("pmo.yaml"), SourceFile::text(settings));
        }
        _ => inputs.as_of = AsOfInput::On(date(2026, 6 + i8::try_from(dice.roll(6)).expect("a month"), 15)),
    }
    path.to_string()
}

#[test]
fn a_warm_build_equals_a_clean_one_after_any_edits() {
    let original = reference();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut tree = original.clone();
    let mut inputs = inputs();
    let mut memo = Memo::warm();
    let steps = std::env::var("PMO_SITE_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(30);
    for step in 0..steps {
        let edited = edit(&mut tree, &original, &mut inputs, &mut dice);
        let warm = built(&tree, &inputs, &mut memo);
        let clean = built(&tree, &inputs, &mut Memo::default());
        assert_same(&warm, &clean, &format!("after edit {step} ({edited})"));
        let answers = asked(&tree, &inputs, &mut memo);
        assert_eq!(answers, asked(&tree, &inputs, &mut Memo::default()), "answers differ after edit {step} ({edited})");
        assert_eq!(
            answers.1.is_none(),
            answers.0.has_errors(),
            "a site with errors is not asked, after edit {step} ({edited})"
        );
        // Templates are met by whoever renders, and a question does not.
        let broken = warm.0.as_slice().iter().any(|finding| finding.rule.code == "PMO-E0703");
        assert!(broken || answers.0 == warm.0, "a question finds what a build finds, after edit {step} ({edited})");
    }
}
