//! A sorted map in leaves that its copies share: copying one of 20,000 entries, and finding what two copies do not
//! share, takes microseconds.

use std::borrow::Borrow;
use std::sync::Arc;

use crate::invariant::invariant;

const FOUND: &str = "a search that finds gives a place in the leaf";

/// Most entries of a leaf.
const FULL: usize = 64;

/// A map in the order of its keys. A copy shares all leaves until one of the two is changed.
#[derive(Clone, Debug)]
pub struct SharedMap<K, V> {
    /// None is empty.
    leaves: Vec<Arc<Vec<(K, V)>>>,
    len: usize,
}

/// A key at which two maps differ.
#[derive(Debug, PartialEq, Eq)]
pub struct MapChange<'a, K, V> {
    /// The key.
    pub key: &'a K,
    /// What was there.
    pub old: Option<&'a V>,
    /// What is there now.
    pub new: Option<&'a V>,
}

impl<K, V> Default for SharedMap<K, V> {
    fn default() -> Self {
        Self { leaves: Vec::new(), len: 0 }
    }
}

impl<K: Ord + Clone, V: Clone> SharedMap<K, V> {
    /// What is at `key`.
    #[must_use]
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.entry(key).map(|(_, value)| value)
    }

    /// The entry at `key`.
    #[must_use]
    pub fn entry<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        let leaf = self.leaves.get(self.leaf_of(key))?;
        let at = leaf.binary_search_by(|(known, _)| known.borrow().cmp(key)).ok()?;
        let (key, value) = invariant(leaf.get(at), FOUND);
        Some((key, value))
    }

    /// Puts `value` at `key`; gives what was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let index = self.leaf_of(&key);
        let last = index + 1 >= self.leaves.len();
        let new_leaf = |leaves: &mut Vec<_>, key, value| leaves.push(Arc::new(vec![(key, value)]));
        let Some(leaf) = self.leaves.get_mut(index) else {
            new_leaf(&mut self.leaves, key, value);
            self.len += 1;
            return None;
        };
        // Entries that come in order fill leaf after leaf.
        if last && leaf.len() >= FULL && leaf.last().is_some_and(|(last, _)| *last < key) {
            new_leaf(&mut self.leaves, key, value);
            self.len += 1;
            return None;
        }
        let leaf = Arc::make_mut(leaf);
        match leaf.binary_search_by(|(known, _)| known.cmp(&key)) {
            Ok(at) => Some(std::mem::replace(&mut invariant(leaf.get_mut(at), FOUND).1, value)),
            Err(at) => {
                leaf.insert(at, (key, value));
                self.len += 1;
                if leaf.len() > FULL {
                    let rest = leaf.split_off(FULL / 2);
                    self.leaves.insert(index + 1, Arc::new(rest));
                }
                None
            }
        }
    }

    /// Takes out what is at `key`.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let index = self.leaf_of(key);
        let leaf = self.leaves.get_mut(index)?;
        let at = leaf.binary_search_by(|(known, _)| known.borrow().cmp(key)).ok()?;
        let leaf = Arc::make_mut(leaf);
        let (_, value) = leaf.remove(at);
        if leaf.is_empty() {
            self.leaves.remove(index);
        }
        self.len -= 1;
        Some(value)
    }

    /// Every entry in order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.leaves.iter().flat_map(|leaf| leaf.iter().map(|(key, value)| (key, value)))
    }

    /// Every value in the order of the keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }

    /// The entries from `key` on, in order.
    pub fn from<'a, Q: Ord + ?Sized>(&'a self, key: &Q) -> impl Iterator<Item = (&'a K, &'a V)> + use<'a, Q, K, V>
    where
        K: Borrow<Q>,
    {
        let index = self.leaf_of(key);
        let first = self.leaves.get(index).map_or(0, |leaf| leaf.partition_point(|(known, _)| known.borrow() < key));
        let leaves = invariant(self.leaves.get(index..), FOUND);
        leaves.iter().flat_map(|leaf| leaf.iter()).skip(first).map(|(key, value)| (key, value))
    }

    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Where this map differs from `old`, in order; `same` says whether two values of one key are the same.
    ///
    /// Leaves that both share are not looked into.
    pub fn changes<'a>(&'a self, old: &'a Self, same: impl Fn(&V, &V) -> bool) -> Vec<MapChange<'a, K, V>> {
        let mut changes = Vec::new();
        let (mut now, mut before) = (Cursor::new(&self.leaves), Cursor::new(&old.leaves));
        loop {
            if now.skip_shared(&mut before) {
                continue;
            }
            let (new, old) = (now.entry(), before.entry());
            let order = match (new, old) {
                (None, None) => return changes,
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some((new, _)), Some((old, _))) => new.cmp(old),
            };
            // The key that comes first is in only one of the two.
            let (new, old) = (new.filter(|_| order.is_le()), old.filter(|_| order.is_ge()));
            if new.is_some() {
                now.step();
            }
            if old.is_some() {
                before.step();
            }
            let differ = match (new, old) {
                (Some((_, new)), Some((_, old))) => !same(new, old),
                _ => true,
            };
            if let Some((key, _)) = new.or(old).filter(|_| differ) {
                changes.push(MapChange { key, old: old.map(|(_, value)| value), new: new.map(|(_, value)| value) });
            }
        }
    }

    /// The leaf in which `key` is or would be.
    fn leaf_of<Q: Ord + ?Sized>(&self, key: &Q) -> usize
    where
        K: Borrow<Q>,
    {
        let not_after = |leaf: &Arc<Vec<(K, V)>>| leaf.first().is_some_and(|(first, _)| first.borrow() <= key);
        // Entries often come in order.
        if self.leaves.last().is_some_and(not_after) {
            return self.leaves.len() - 1;
        }
        self.leaves.partition_point(not_after).saturating_sub(1)
    }
}

/// A place in a map.
struct Cursor<'a, K, V> {
    leaves: &'a [Arc<Vec<(K, V)>>],
    at: usize,
}

impl<'a, K, V> Cursor<'a, K, V> {
    fn new(leaves: &'a [Arc<Vec<(K, V)>>]) -> Self {
        Self { leaves, at: 0 }
    }

    fn entry(&self) -> Option<&'a (K, V)> {
        self.leaves.first()?.get(self.at)
    }

    fn step(&mut self) {
        self.at += 1;
        if let Some((leaf, rest)) = self.leaves.split_first()
            && self.at >= leaf.len()
        {
            (self.leaves, self.at) = (rest, 0);
        }
    }

    /// Goes past a leaf of which both are at the start.
    fn skip_shared(&mut self, other: &mut Self) -> bool {
        if let (0, 0, Some((own, rest)), Some((others, others_rest))) =
            (self.at, other.at, self.leaves.split_first(), other.leaves.split_first())
            && Arc::ptr_eq(own, others)
        {
            (self.leaves, other.leaves) = (rest, others_rest);
            return true;
        }
        false
    }
}

impl<K: Ord + Clone, V: Clone> FromIterator<(K, V)> for SharedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut leaves = Self::default();
        for (key, value) in entries {
            leaves.insert(key, value);
        }
        leaves
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    type Edits = Vec<(u16, Option<u8>)>;

    fn edit(leaves: &mut SharedMap<u16, u8>, map: &mut BTreeMap<u16, u8>, edits: &Edits) {
        for (key, value) in edits {
            match value {
                Some(value) => assert_eq!(leaves.insert(*key, *value), map.insert(*key, *value)),
                None => assert_eq!(leaves.remove(key), map.remove(key)),
            }
        }
    }

    fn edits(most: usize) -> impl Strategy<Value = Edits> {
        prop::collection::vec((0_u16..600, prop::option::weighted(0.7, any::<u8>())), 0..most)
    }

    proptest! {
        #[test]
        fn it_is_a_map_and_a_copy_tells_what_changed(first in edits(900), second in edits(60), from in 0_u16..600) {
            let (mut leaves, mut map) = (SharedMap::default(), BTreeMap::new());
            edit(&mut leaves, &mut map, &first);
            let (old, before) = (leaves.clone(), map.clone());
            edit(&mut leaves, &mut map, &second);
            prop_assert!(old.iter().eq(before.iter()) && leaves.iter().eq(map.iter()));
            prop_assert!(leaves.from(&from).eq(map.range(from..)));
            prop_assert_eq!((leaves.len(), leaves.get(&from)), (map.len(), map.get(&from)));
            prop_assert!(leaves.leaves.iter().all(|leaf| !leaf.is_empty() && leaf.len() <= FULL));
            let keys: std::collections::BTreeSet<_> = map.keys().chain(before.keys()).collect();
            let differing = keys.into_iter().filter(|key| map.get(key) != before.get(key));
            let wanted: Vec<_> = differing.map(|key| MapChange { key, old: before.get(key), new: map.get(key) }).collect();
            prop_assert_eq!(leaves.changes(&old, |a, b| a == b), wanted);
        }
    }

    #[test]
    fn entries_in_order_fill_their_leaves_and_a_copy_shares_them() {
        let mut leaves: SharedMap<usize, usize> = (0..FULL * 4).map(|key| (key, key)).collect();
        assert_eq!(leaves.leaves.len(), 4);
        let old = leaves.clone();
        leaves.insert(FULL, 0);
        let shared = leaves.leaves.iter().zip(&old.leaves).filter(|(a, b)| Arc::ptr_eq(a, b)).count();
        assert_eq!(shared, 3);
    }
}
