//! What other tools write: callouts, tabs, places for contents and block attributes of their own syntax.
//!
//! Handbooks move in from other generators. Callouts and tabs are read as what the parser knows best: the line that
//! begins one becomes a heading, in a list item where its body is indented, and the line that ends one a rule. Each
//! keeps its length and its title, so that the parser finds the rest of the page where it was, with all that may stand
//! in a block: lists, code, callouts. Its events are then made into callouts (`blocks`). Where such a line turns out to
//! be something else, such as a line of code, it is read again as it stands. What is not known here is shown as text
//! and reported, once for each kind (`rest`).

mod alert;
mod attributes;
mod blocks;
mod lines;
mod look;
mod module;
mod rest;
mod slips;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::events;
use super::mask::Mask;
use lines::{Line, Role};

pub(super) use attributes::honour;
pub(super) use blocks::place;
pub(super) use look::{Callouts, Frame, Look, class as class_of};
pub(super) use rest::{is_directive, nothing_to_list, report};
pub(super) use slips::slips;

/// The blocks of other tools in a text, by where their lines begin.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// What begins at a heading.
    opened: BTreeMap<usize, Open>,
    /// The rules that end something, and whether it is a callout or a tab.
    closed: BTreeMap<usize, bool>,
    /// The rules that stand for a list of contents.
    pub(super) contents: BTreeMap<usize, Range<usize>>,
    /// The headings and rules that stand for nothing that is shown.
    unseen: BTreeSet<usize>,
    /// The rules that stand for statements of a program.
    gone: BTreeSet<usize>,
}

/// A callout or a tab that begins.
#[derive(Clone, Debug)]
struct Open {
    look: Look,
    /// Whether it is a list item.
    indented: bool,
}

impl Blocks {
    /// Whether what begins at `at` was read.
    pub(super) fn reads(&self, at: usize) -> bool {
        self.opened.contains_key(&at)
            || self.closed.contains_key(&at)
            || self.contents.contains_key(&at)
            || self.unseen.contains(&at)
    }

    /// Whether what begins at `at` is left out.
    pub(super) fn leaves_out(&self, at: usize) -> bool {
        self.gone.contains(&at)
    }

    fn is_empty(&self) -> bool {
        self.opened.is_empty() && self.unseen.is_empty() && self.contents.is_empty() && self.gone.is_empty()
    }
}

/// Parses to learn which lines are blocks; then none of those that are left is.
const ROUNDS: usize = 4;

/// The blocks of `source`, and the text as the parser reads it.
pub(super) fn read(source: &str, options: Options) -> (Mask<'_>, Blocks) {
    let mut lines = lines::find(source);
    for _ in 0..ROUNDS {
        if lines.is_empty() {
            break;
        }
        let pairs = lines::paired(&lines);
        let covered: Vec<_> = pairs.iter().filter_map(|at| lines.get(*at)).map(|line| line.covered(source)).collect();
        let mask = Mask::of(source, &covered);
        let used: Vec<&Line> = pairs.iter().filter_map(|at| lines.get(*at)).collect();
        let sound = sound(&mask, options, &used);
        if sound.len() == used.len() {
            let blocks = blocks_of(&used);
            return (mask, blocks);
        }
        // A line without its partner stays, for it can have another partner now.
        let unsound: BTreeSet<usize> = used.iter().map(|line| line.at()).filter(|at| !sound.contains(at)).collect();
        lines.retain(|line| !unsound.contains(&line.at()));
    }
    (Mask::of(source, &[]), Blocks::default())
}

fn blocks_of(used: &[&Line]) -> Blocks {
    let mut blocks = Blocks::default();
    let mut open = Vec::new();
    for line in used {
        let at = line.at();
        match &line.role {
            Role::Open { look: Some(look), .. } => {
                blocks.opened.insert(at, Open { look: look.clone(), indented: false });
                open.push(true);
            }
            Role::Open { look: None, .. } => {
                blocks.unseen.insert(at);
                open.push(false);
            }
            Role::Close(_) => {
                blocks.closed.insert(at, open.pop().unwrap_or(false));
            }
            Role::Indented(look) => {
                blocks.opened.insert(at, Open { look: look.clone(), indented: true });
            }
            Role::Contents => {
                blocks.contents.insert(at, line.range.clone());
            }
            Role::Statement => {
                blocks.gone.insert(at);
            }
            Role::Unknown(_) => {}
        }
    }
    blocks
}

/// Where those of the `used` lines begin that the parser reads as what covers them, each end in the block in which its
/// beginning stands.
fn sound(mask: &Mask<'_>, options: Options, used: &[&Line]) -> BTreeSet<usize> {
    let roles: BTreeMap<usize, &Role> = used.iter().map(|line| (line.at(), &line.role)).collect();
    let mut sound = BTreeSet::new();
    // The blocks around, by their number; and what is open in which of them.
    let (mut around, mut count) = (vec![0_usize], 0_usize);
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut item = None;
    for (event, range) in Parser::new_ext(mask.text(), options).into_offset_iter() {
        let here = around.last().copied().unwrap_or(0);
        let at = events::begin(mask.text(), &range);
        let role = roles.get(&at);
        match (&event, role) {
            (Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }), Some(Role::Open { .. })) => {
                open.push((at, here));
            }
            (Event::Start(Tag::Item), Some(Role::Indented(_))) => item = Some(at),
            (Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }), _) => sound.extend(item.take()),
            (Event::Rule, Some(Role::Close(_))) => {
                // What was left open within the block is not closed by a line outside of it.
                while let Some((start, block)) = open.pop() {
                    if block == here {
                        sound.insert(start);
                        sound.insert(at);
                        break;
                    }
                }
            }
            (Event::Rule, Some(Role::Contents | Role::Statement)) => {
                sound.insert(at);
            }
            _ => item = None,
        }
        match event {
            Event::Start(_) => {
                count += 1;
                around.push(count);
            }
            Event::End(_) => {
                around.pop();
            }
            _ => {}
        }
    }
    sound
}

#[cfg(test)]
mod tests;
