//! What is kept from one build to the next: values of pure functions, and the identity of values that did not change.
//!
//! Layer 0. A [`ResultCache`] keeps the results of one function by everything that the function reads, and forgets what
//! the last build did not use, so that memory stays that of one build. [`Identity`] makes a shared value a key that
//! compares in a nanosecond: it is held, so no other value can take its place in memory. [`Interned`] gives equal
//! values one identity from build to build. [`SharedMap`] is a map whose copies share what they have in common.
//! [`ResultStore`] is what outlives the process: it is given from outside. Deliberately absent: the disk, and hashes
//! that stand for values.

mod result_store;
mod shared_map;

pub use result_store::ResultStore;
pub use shared_map::{MapChange, SharedMap};

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use crate::invariant::invariant;

/// A shared value that equals itself alone.
#[derive(Debug)]
pub struct Identity<T: ?Sized>(pub Arc<T>);

impl<T: ?Sized> Identity<T> {
    /// The identity of `value`, which it keeps alive.
    #[must_use]
    pub fn of(value: &Arc<T>) -> Self {
        Self(Arc::clone(value))
    }
}

impl<T: ?Sized> Clone for Identity<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: ?Sized> PartialEq for Identity<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Eq for Identity<T> {}

impl<T: ?Sized> Hash for Identity<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).cast::<()>().hash(state);
    }
}

/// Results of a pure function by what it reads.
///
/// A cache that keeps nothing, the default, only computes: a build that is the only one pays for no key.
#[derive(Debug)]
pub struct ResultCache<K, V> {
    keeps: bool,
    build: u32,
    values: HashMap<K, (V, u32)>,
}

impl<K, V> Default for ResultCache<K, V> {
    fn default() -> Self {
        Self { keeps: false, build: 0, values: HashMap::new() }
    }
}

impl<K: Eq + Hash, V: Clone + Send> ResultCache<K, V> {
    /// A cache that keeps what the last call of [`each`](Self::each) used.
    #[must_use]
    pub fn keeping() -> Self {
        Self { keeps: true, ..Self::default() }
    }

    /// Whether results are kept.
    #[must_use]
    pub fn keeps(&self) -> bool {
        self.keeps
    }

    /// What `make` gives for each of `items`, in their order; known results are not made again, and those of no item
    /// are forgotten.
    ///
    /// `key` must name everything that `make` reads of its item and of its surroundings.
    pub fn each<I: Sync>(
        &mut self,
        items: &[I],
        key: impl Fn(&I) -> K,
        make: impl Fn(&I) -> V + Send + Sync,
    ) -> Vec<V> {
        const ITEM: &str = "a result is for one of the items";
        if !self.keeps {
            return items.par_iter().map(make).collect();
        }
        self.begin();
        let mut found: Vec<Option<V>> = items.iter().map(|item| self.find(&key(item))).collect();
        let missing: Vec<usize> =
            found.iter().enumerate().filter(|(_, value)| value.is_none()).map(|(index, _)| index).collect();
        let new: Vec<(usize, V)> =
            missing.into_par_iter().map(|index| (index, make(invariant(items.get(index), ITEM)))).collect();
        for (index, value) in new {
            self.keep(key(invariant(items.get(index), ITEM)), value.clone());
            *invariant(found.get_mut(index), ITEM) = Some(value);
        }
        self.end(items.len());
        found.into_iter().map(|value| invariant(value, "what was not known was made")).collect()
    }

    /// Begins a build: what it does not ask for or keep is forgotten by [`end`](Self::end).
    pub fn begin(&mut self) {
        self.build = self.build.wrapping_add(1);
    }

    /// The result for `key`, when it is known.
    pub fn find<Q: Eq + Hash + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (value, used) = self.values.get_mut(key)?;
        *used = self.build;
        Some(value.clone())
    }

    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Keeps the result for `key`.
    pub fn keep(&mut self, key: K, value: V) {
        if self.keeps {
            self.values.insert(key, (value, self.build));
        }
    }

    /// Ends a build of `used` results; gives those that are forgotten, in no order.
    pub fn end(&mut self, used: usize) -> Vec<V> {
        if self.values.len() <= used {
            return Vec::new();
        }
        let build = self.build;
        self.values.extract_if(|_, (_, used)| *used != build).map(|(_, (value, _))| value).collect()
    }

    /// Every result, in no order.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.values.values().map(|(value, _)| value)
    }
}

/// The values of the last build in their order: one that is equal again is the same again.
#[derive(Debug)]
pub struct Interned<T>(Vec<Arc<T>>);

impl<T> Default for Interned<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: PartialEq> Interned<T> {
    /// Replaces each of `values` by the equal one that the last build had under the same name; others are forgotten.
    pub fn settle(&mut self, values: &mut [Arc<T>], name: impl Fn(&T) -> &str) {
        // Nearly all values are those of the last build at the same place: names are looked at when they are not.
        let mut by_name: Option<HashMap<&str, &Arc<T>>> = None;
        for (place, value) in values.iter_mut().enumerate() {
            if self.0.get(place).is_some_and(|last| Arc::ptr_eq(last, value)) {
                continue;
            }
            let here = self.0.get(place).filter(|last| name(last) == name(value));
            let last = here.or_else(|| {
                let known = by_name.get_or_insert_with(|| self.0.iter().map(|last| (name(last), last)).collect());
                known.get(name(value)).copied()
            });
            if let Some(last) = last.filter(|last| ***last == **value) {
                *value = Arc::clone(last);
            }
        }
        if self.0.len() != values.len() {
            self.0 = values.to_vec();
        }
        // Few differ, and counting the holders of all others takes milliseconds.
        for (last, value) in self.0.iter_mut().zip(&*values) {
            if !Arc::ptr_eq(last, value) {
                *last = Arc::clone(value);
            }
        }
    }
}

/// The last value of one thing: one that is equal again is the same again.
#[derive(Debug)]
pub struct Last<T>(Option<Arc<T>>);

impl<T> Default for Last<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: PartialEq> Last<T> {
    /// `value`, or the equal one that was given before.
    pub fn settle(&mut self, value: T) -> Arc<T> {
        match &self.0 {
            Some(last) if **last == value => Arc::clone(last),
            _ => {
                let value = Arc::new(value);
                self.0 = Some(Arc::clone(&value));
                value
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn what_is_known_is_not_made_again_and_what_is_unused_is_forgotten() {
        let made = AtomicUsize::new(0);
        let mut cache: ResultCache<u32, u32> = ResultCache::keeping();
        let mut squares = |items: &[u32]| {
            let squares = cache.each(
                items,
                |item| *item,
                |item| {
                    made.fetch_add(1, Ordering::Relaxed);
                    item * item
                },
            );
            (squares, made.swap(0, Ordering::Relaxed), cache.values().count())
        };
        assert_eq!(squares(&[1, 2, 3]), (vec![1, 4, 9], 3, 3));
        assert_eq!(squares(&[3, 4]), (vec![9, 16], 1, 2));
        assert_eq!(squares(&[1]), (vec![1], 1, 1));
    }

    #[test]
    fn a_shelf_that_keeps_nothing_stays_empty() {
        let mut cache: ResultCache<u32, u32> = ResultCache::default();
        assert_eq!(cache.each(&[1, 2], |item| *item, |item| item + 1), [2, 3]);
        assert!(cache.is_empty() && !cache.keeps());
    }

    #[test]
    fn equal_values_of_one_name_are_one_value() {
        let mut settled = Interned::default();
        let mut round = |texts: &[&str]| {
            let mut values: Vec<Arc<String>> = texts.iter().map(|text| Arc::new((*text).to_owned())).collect();
            settled.settle(&mut values, |text| text.split('=').next().unwrap_or_default());
            (values, settled.0.len())
        };
        let (first, _) = round(&["a=1", "b=1"]);
        let (second, count) = round(&["a=1", "b=2"]);
        let same: Vec<bool> = first.iter().zip(&second).map(|(a, b)| Identity::of(a) == Identity::of(b)).collect();
        assert_eq!((same, count), (vec![true, false], 2));
        assert_eq!(round(&["b=2"]).1, 1);
    }

    #[test]
    fn a_value_that_comes_back_is_the_last_one_only() {
        let mut last = Last::default();
        let (a, b, c) = (last.settle(1), last.settle(1), last.settle(2));
        assert!(Identity::of(&a) == Identity::of(&b) && Identity::of(&b) != Identity::of(&c));
        assert!(Identity::of(&last.settle(1)) != Identity::of(&a));
    }
}
