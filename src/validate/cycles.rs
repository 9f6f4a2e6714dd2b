//! Cycles in a graph of numbered nodes.

use crate::invariant::invariant;

/// Most cycles that are told. Nobody mends more before the next run, and a chain whose every node leads back to its
/// first has as many cycles as nodes, the longest through all of them.
const MOST: usize = 50;

/// The first elementary cycles that a depth-first search meets, each once, as the nodes on it beginning with the
/// smallest.
///
/// Iterative, so that a chain of any length is safe. Linear in nodes and edges.
pub(super) fn cycles(nodes: usize, edges: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum VisitMark {
        New,
        OnPath,
        Done,
    }
    const NODE: &str = "edges lead to nodes of the graph";
    let mut marks = vec![VisitMark::New; nodes];
    let mut found: Vec<Vec<usize>> = Vec::new();
    for start in 0..nodes {
        if marks.get(start) != Some(&VisitMark::New) {
            continue;
        }
        let mut path: Vec<(usize, Vec<usize>)> = vec![(start, edges(start))];
        *invariant(marks.get_mut(start), NODE) = VisitMark::OnPath;
        while let Some((node, rest)) = path.last_mut() {
            let node = *node;
            let Some(next) = rest.pop() else {
                path.pop();
                *invariant(marks.get_mut(node), NODE) = VisitMark::Done;
                continue;
            };
            let mark = invariant(marks.get_mut(next), NODE);
            match mark {
                VisitMark::OnPath if found.len() < MOST => {
                    let mut cycle: Vec<usize> =
                        path.iter().map(|(node, _)| *node).skip_while(|node| *node != next).collect();
                    let smallest = cycle.iter().enumerate().min_by_key(|(_, node)| **node).map_or(0, |(at, _)| at);
                    cycle.rotate_left(smallest);
                    if !found.contains(&cycle) {
                        found.push(cycle);
                    }
                }
                VisitMark::New => {
                    *mark = VisitMark::OnPath;
                    path.push((next, edges(next)));
                }
                VisitMark::Done | VisitMark::OnPath => {}
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::cycles;

    fn of(edges: &[(usize, usize)], nodes: usize) -> Vec<Vec<usize>> {
        cycles(nodes, |node| edges.iter().filter(|(from, _)| *from == node).map(|(_, to)| *to).collect())
    }

    #[test]
    fn a_cycle_is_found_once_and_named_from_its_smallest() {
        assert_eq!(of(&[(2, 0), (0, 1), (1, 2)], 3), [vec![0, 1, 2]]);
        assert_eq!(of(&[(0, 0)], 1), [vec![0]]);
    }

    #[test]
    fn a_diamond_is_no_cycle() {
        assert_eq!(of(&[(0, 1), (0, 2), (1, 3), (2, 3)], 4), [] as [Vec<usize>; 0]);
    }

    #[test]
    fn a_long_chain_does_not_overflow() {
        let nodes = 200_000;
        let chain = cycles(nodes, |node| if node + 1 < nodes { vec![node + 1] } else { vec![] });
        assert_eq!(chain, [] as [Vec<usize>; 0]);
    }

    #[test]
    fn a_chain_that_leads_back_at_every_node_gives_some_of_its_cycles() {
        let nodes = 20_000;
        let found = cycles(nodes, |node| {
            [Some(0), Some(node + 1)].into_iter().flatten().filter(|next| *next < nodes).collect()
        });
        assert_eq!(found.len(), super::MOST);
        assert!(found.iter().all(|cycle| cycle.first() == Some(&0)));
    }
}
