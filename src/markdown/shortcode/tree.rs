//! Which tags belong together, and what is left alone.

use std::collections::BTreeMap;
use std::ops::Range;

use super::builtin::{self, Builtin, Ending};
use super::grammar::{CallTag, Slip, TagRole};

/// A call with what stands in it.
#[derive(Clone, Debug)]
pub(in super::super) struct CallNode {
    /// Its first tag.
    pub(in super::super) tag: CallTag,
    /// What stands between its tags; nothing for a call without an end.
    pub(in super::super) inner: Option<Range<usize>>,
    /// Everything from its first tag to its last.
    pub(in super::super) range: Range<usize>,
    /// The calls in it, by their places in the list.
    pub(in super::super) children: Vec<usize>,
}

/// All calls of a text.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct CallTree {
    /// In the order in which they begin.
    pub(in super::super) nodes: Vec<CallNode>,
    /// Those that stand in no other.
    pub(in super::super) roots: Vec<usize>,
    /// What is wrong with them.
    pub(in super::super) slips: Vec<Slip>,
}

/// Pairs `tags`; `own` names are a site's own.
pub(in super::super) fn pair(tags: Vec<CallTag>, own: impl Fn(&str) -> bool) -> CallTree {
    let mut tree = CallTree::default();
    // The calls that may still end, and for each name where it stands among them.
    let mut open: Vec<usize> = Vec::new();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    // Names whose end came while others were open in them: their own ends are crossed.
    let mut crossed: BTreeMap<String, usize> = BTreeMap::new();
    for tag in tags {
        let ending =
            if own(&tag.name) { Ending::Maybe } else { builtin::of(&tag.name).map_or(Ending::Maybe, Builtin::ending) };
        tree.slips.extend(tag.slip.clone().or_else(|| mixed(&tag, &own)));
        match tag.role {
            TagRole::Open if ending != Ending::Never => {
                by_name.entry(tag.name.clone()).or_default().push(open.len());
                open.push(tree.nodes.len());
                tree.add(tag);
            }
            TagRole::Open | TagRole::Alone | TagRole::Shown => tree.add(tag),
            TagRole::Close => {
                let Some(at) = by_name.get_mut(&tag.name).and_then(Vec::pop) else {
                    let left = crossed.get_mut(&tag.name).filter(|count| **count > 0);
                    if let Some(left) = left {
                        *left -= 1;
                    } else if ending != Ending::Never {
                        tree.slips.push(Slip {
                            message: format!("`{}` ends here and never began", tag.name),
                            hint: format!("remove it, or write `{{{{< {} >}}}}` where it begins", tag.name),
                            range: tag.range.clone(),
                        });
                    }
                    continue;
                };
                for node in open.drain(at + 1..).collect::<Vec<_>>() {
                    let Some(left) = tree.nodes.get(node) else { continue };
                    by_name.get_mut(&left.tag.name).and_then(Vec::pop);
                    if is_unfinished(left, &own) {
                        *crossed.entry(left.tag.name.clone()).or_default() += 1;
                        let slip = Slip {
                            message: format!("`{}` begins within `{}` and does not end in it", left.tag.name, tag.name),
                            hint: format!("write `{{{{< /{} >}}}}` before `{{{{< /{} >}}}}`", left.tag.name, tag.name),
                            range: left.tag.range.clone(),
                        };
                        tree.slips.push(slip);
                    }
                }
                if let Some(node) = open.pop().and_then(|node| tree.nodes.get_mut(node)) {
                    node.inner = Some(node.tag.range.end..tag.range.start);
                    node.range.end = tag.range.end;
                }
            }
        }
    }
    for node in open {
        let Some(left) = tree.nodes.get(node) else { continue };
        if is_unfinished(left, &own) {
            tree.slips.push(Slip {
                message: format!("`{}` begins here and never ends", left.tag.name),
                hint: format!("write `{{{{< /{} >}}}}` where it ends", left.tag.name),
                range: left.tag.range.clone(),
            });
        }
    }
    tree.nest();
    tree
}

/// That a call has arguments with names and without, which Hugo does not take; ours may.
fn mixed(tag: &CallTag, own: &impl Fn(&str) -> bool) -> Option<Slip> {
    let named = tag.arguments.iter().filter(|argument| argument.name.is_some()).count();
    let ours = matches!(builtin::of(&tag.name), Some(Builtin::Records | Builtin::Term | Builtin::Include));
    let mixed = named > 0 && named < tag.arguments.len() && !ours && !own(&tag.name);
    mixed.then(|| Slip {
        range: tag.range.clone(),
        message: format!("shortcode `{}` has arguments with names and without", tag.name),
        hint: "give every argument a name, or none; quote a value that holds spaces".to_owned(),
    })
}

/// Whether a call lacks an end that it needs.
fn is_unfinished(node: &CallNode, own: &impl Fn(&str) -> bool) -> bool {
    node.inner.is_none()
        && !own(&node.tag.name)
        && builtin::of(&node.tag.name).is_some_and(|builtin| builtin.ending() == Ending::Always)
}

impl CallTree {
    fn add(&mut self, tag: CallTag) {
        let range = tag.range.clone();
        self.nodes.push(CallNode { tag, inner: None, range, children: Vec::new() });
    }

    /// Finds out what stands in what.
    fn nest(&mut self) {
        let mut around: Vec<usize> = Vec::new();
        for at in 0..self.nodes.len() {
            let Some(start) = self.nodes.get(at).map(|node| node.range.start) else { continue };
            while around.last().and_then(|up| self.nodes.get(*up)).is_some_and(|up| up.range.end <= start) {
                around.pop();
            }
            match around.last().and_then(|up| self.nodes.get_mut(*up)) {
                Some(up) => up.children.push(at),
                None => self.roots.push(at),
            }
            if self.nodes.get(at).is_some_and(|node| node.inner.is_some()) {
                around.push(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::grammar::scan;
    use super::*;

    fn tree(source: &str) -> (String, Vec<String>) {
        fn shown(tree: &CallTree, at: usize) -> String {
            let node = &tree.nodes[at];
            let inner: Vec<_> = node.children.iter().map(|child| shown(tree, *child)).collect();
            match node.inner {
                Some(_) => format!("{}({})", node.tag.name, inner.join(" ")),
                None => node.tag.name.clone(),
            }
        }
        let (tags, _) = scan(source);
        let tree = pair(tags, |_| false);
        let roots: Vec<_> = tree.roots.iter().map(|root| shown(&tree, *root)).collect();
        (roots.join(" "), tree.slips.iter().map(|slip| slip.message.clone()).collect())
    }

    #[test]
    fn ends_belong_to_the_nearest_beginning() {
        let (shown, slips) = tree("{{< a >}}{{< a >}}{{< ref x >}}{{< /a >}}{{< b >}}{{< /a >}}{{< c >}}");
        assert_eq!((shown.as_str(), slips), ("a(a(ref) b) c", Vec::new()));
    }

    #[test]
    fn what_is_crossed_open_or_never_began_is_told_once() {
        let (shown, slips) = tree("{{< alert >}}{{< details >}}{{< /alert >}}{{< /details >}}");
        assert_eq!(shown, "alert(details)");
        assert_eq!(slips, ["`details` begins within `alert` and does not end in it"]);
        assert_eq!(tree("{{< alert >}}x").1, ["`alert` begins here and never ends"]);
        assert_eq!(tree("x{{< /alert >}}").1, ["`alert` ends here and never began"]);
        assert!(tree("{{< youtube x >}}{{< mine >}}").1.is_empty());
    }
}
