//! Law 1 of the architecture: a build with a warm memo and one with an empty memo are the same build.
//!
//! Scripts of random edits (`script.rs`) create, change, rename, break, remove and mend records, pages, templates,
//! settings and files, and move the day, the audience and the base URL. After each edit both builds must agree in every
//! byte, in the findings and their order, and in whether they are complete. `PMO_SITE_EDITS=100000 cargo test --release
//! --test all incremental::` looks further. A failing script is made as short as it goes and printed.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise and is told how far to look"
)]

mod keys;
mod parts;
mod script;
mod site;

use std::fmt::Write as _;

use pmo_site::artifact::MemorySink;
use pmo_site::pipeline::{BuildInputs, Memo, Outcome, build};
use pmo_site::source::SourceTree;
use script::{Desk, Edit, KINDS, THEME};

/// Edits of one script: enough that faults of several files meet, few enough that a failing one is soon made shorter.
const LENGTH: usize = 50;

/// Edits of a normal run.
const EDITS: usize = 300;

/// A small deterministic generator (xorshift), so that a failing script can be made again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).expect("an address is as wide") % sides
    }
}

fn script(seed: u64, length: usize) -> Vec<Edit> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ seed.wrapping_mul(0x2545_F491_4F6C_DD1D));
    (0..length).map(|_| (dice.roll(KINDS), dice.roll(10_000), dice.roll(10_000))).collect()
}

fn built(tree: &SourceTree, inputs: &BuildInputs, memo: &mut Memo) -> (Outcome, MemorySink) {
    let mut sink = MemorySink::default();
    let outcome = build(tree, inputs, memo, &mut sink).expect("memory takes everything");
    (outcome, sink)
}

/// What two builds disagree in.
fn difference(warm: &(Outcome, MemorySink), clean: &(Outcome, MemorySink)) -> Option<String> {
    let facts = |outcome: &Outcome| (outcome.complete, outcome.pages, outcome.artifacts, outcome.as_of);
    if warm.0.findings != clean.0.findings {
        return Some(format!("findings: warm {:#?}\nclean {:#?}", warm.0.findings, clean.0.findings));
    }
    if facts(&warm.0) != facts(&clean.0) {
        return Some(format!("outcomes: warm {:?}, clean {:?}", facts(&warm.0), facts(&clean.0)));
    }
    // A build that is not complete hands over what it happened to finish.
    if !warm.0.complete {
        return None;
    }
    let paths = |sink: &MemorySink| sink.artifacts.keys().map(ToString::to_string).collect::<Vec<_>>();
    if paths(&warm.1) != paths(&clean.1) {
        return Some("paths".to_owned());
    }
    let other = clean.1.artifacts.iter().find(|(path, body)| warm.1.artifacts.get(path) != Some(body));
    other.map(|(path, _)| {
        format!("bytes of {path}:\n{}", first_difference(warm.1.text(path.as_str()), clean.1.text(path.as_str())))
    })
}

fn first_difference(warm: Option<&str>, clean: Option<&str>) -> String {
    let (warm, clean) = (warm.unwrap_or(""), clean.unwrap_or(""));
    let at = warm.bytes().zip(clean.bytes()).position(|(a, b)| a != b).unwrap_or(0);
    let around = |text: &str| text.get(at.saturating_sub(80)..(at + 120).min(text.len())).unwrap_or("").to_owned();
    format!("warm  …{}…\nclean …{}…", around(warm), around(clean))
}

/// Runs a script; gives the first disagreement, and how many builds were complete.
fn run(script: &[Edit]) -> Result<usize, (usize, String)> {
    let mut desk = Desk::new();
    let mut memo = Memo::warm();
    let mut complete = 0;
    built(&desk.tree, &desk.inputs, &mut memo);
    for (step, edit) in script.iter().enumerate() {
        desk.edit(*edit);
        let warm = built(&desk.tree, &desk.inputs, &mut memo);
        let clean = built(&desk.tree, &desk.inputs, &mut Memo::default());
        complete += usize::from(clean.0.complete);
        if let Some(difference) = difference(&warm, &clean) {
            return Err((step, difference));
        }
    }
    Ok(complete)
}

/// The shortest script that a greedy search finds to disagree still, with the disagreement.
fn shortest(mut script: Vec<Edit>, mut why: String) -> (Vec<Edit>, String) {
    let mut width = script.len() / 2;
    while width > 0 {
        let mut at = 0;
        while at < script.len() {
            let mut shorter = script.clone();
            shorter.drain(at..(at + width).min(script.len()));
            match run(&shorter) {
                Err((step, other)) => {
                    shorter.truncate(step + 1);
                    (script, why) = (shorter, other);
                }
                Ok(_) => at += width,
            }
        }
        width /= 2;
    }
    (script, why)
}

fn told(script: &[Edit]) -> String {
    let mut desk = Desk::new();
    script.iter().fold(String::new(), |mut all, edit| {
        let _ = writeln!(all, "  {edit:?} {}", desk.edit(*edit));
        all
    })
}

/// Runs the scripts of `seeds`; every disagreement ends the test with its shortest script.
fn hold(seeds: impl Iterator<Item = u64>) {
    let (mut complete, mut edits) = (0, 0);
    for seed in seeds {
        let script = script(seed, LENGTH);
        match run(&script) {
            Ok(count) => complete += count,
            Err((step, why)) => {
                let (script, why) = shortest(script[..=step].to_vec(), why);
                assert!(script.is_empty(), "warm and clean disagree, seed {seed}:\n{}{why}", told(&script));
            }
        }
        edits += LENGTH;
    }
    assert!(
        edits == 0 || complete * 4 > edits,
        "only {complete} of {edits} builds were complete: the edits break too much"
    );
}

fn scripts() -> u64 {
    let edits = std::env::var("PMO_SITE_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(EDITS);
    u64::try_from(edits.div_ceil(LENGTH)).expect("few scripts")
}

#[test]
fn the_site_that_scripts_edit_is_sound() {
    let desk = Desk::new();
    let (outcome, _) = built(&desk.tree, &desk.inputs, &mut Memo::default());
    assert!(outcome.complete, "{:#?}", outcome.findings);
}

#[test]
fn a_script_puts_another_theme_in_force() {
    let mut desk = Desk::new();
    let built = |desk: &Desk| built(&desk.tree, &desk.inputs, &mut Memo::default());
    let before = built(&desk);
    desk.known_word(THEME, 1);
    let after = built(&desk);
    assert!(after.0.complete, "{:#?}", after.0.findings);
    let acme =
        |site: &MemorySink| site.text("handbook/roles/index.html").is_some_and(|page| page.contains("<!-- acme -->"));
    assert_eq!([acme(&before.1), acme(&after.1)], [false, true]);
}

#[test]
fn a_warm_build_equals_a_clean_one_after_any_edits() {
    hold((0..scripts()).step_by(2));
}

#[test]
fn a_warm_build_equals_a_clean_one_after_any_other_edits() {
    hold((1..scripts()).step_by(2));
}
