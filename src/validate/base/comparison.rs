//! Two states of one record: each field by its kind, each list by its ids, each log by its entries.

use jiff::civil::Date;

use crate::diagnostics::{Diagnostic, Place, Rule, registry};
use crate::parse::compare::{Dates, Entry, FieldPair, Fields};
use crate::parse::decode::Sameness;
use crate::parse::schema::Past;
use crate::source::{SourcePath, Span};

/// An item of a record.
pub(super) trait Item: Fields {
    /// What it is.
    const NOUN: &'static str;

    /// What to do instead of removing it.
    const ENDS_BY: &'static str;

    /// What it is told from others by, in all states.
    fn name(&self) -> Option<String>;

    /// Where it stands.
    fn place(&self) -> Span;

    /// The field with its first day, and that day.
    fn begins(&self) -> (&'static str, Option<Date>);

    /// The day of an ending or an answer, when `field` says one that `was` did not say by the end of `day`.
    fn ended(&self, field: &str, was: &Self, day: Date) -> Option<Date>;

    /// The field that gives the day of an answer, when `field` is a part of one that has none.
    fn lacks_day(&self, field: &str, was: &Self) -> Option<&'static str>;

    /// Whether `field` is an ending that was still to come at the end of `day`: it may be moved or given up.
    fn is_planned(&self, field: &str, day: Date) -> bool;

    /// Whether its `changes` say what a dated field was on `day`.
    fn accounts_for(&self, field: &str, was: &Self, day: Date) -> bool;

    /// Compares its logs.
    fn logs(&self, was: &Self, to: &mut Comparison<'_>);
}

/// What is found in the later state of a record.
pub(super) struct Comparison<'a> {
    /// The day of the earlier state.
    pub day: Date,
    /// The record's file in the later one.
    pub file: &'a SourcePath,
    /// What was found.
    pub found: Vec<Diagnostic>,
}

impl Comparison<'_> {
    pub(super) fn report(&mut self, rule: &'static Rule, at: Span, message: String, hint: String) {
        self.found.push(Diagnostic::new(rule, Place::new(self.file, at), message).hint(hint));
    }

    /// Something new is dated `date`; `None` says that it has always been.
    pub(super) fn new_on(&mut self, date: Option<Date>, at: Span, what: &str, hint: String) {
        let day = self.day;
        match date {
            Some(date) if date >= day => {}
            Some(date) => {
                self.report(&registry::BACK_DATED, at, format!("{what} is new, and dated {date}, before {day}"), hint);
            }
            None => self.report(&registry::BACK_DATED, at, format!("{what} is new, and past days show it"), hint),
        }
    }

    /// The fields of a record. `plan` says whether `rebaselines` tell what a field of the plan was.
    pub(super) fn record<R: Fields + Dates>(&mut self, now: &R, was: &R, plan: impl Fn(&str) -> bool) {
        for field in now.fields(was, Sameness::Whole).into_iter().filter(|field| !field.same) {
            let name = field.name;
            match field.past {
                Some(past) if past == Past::dated => {
                    if !now.accounts_for(name, was, self.day) {
                        self.dated(&field, "");
                    }
                }
                Some(past) if past == Past::plan => {
                    if !plan(name) {
                        self.plan(&field, "");
                    }
                }
                // Lists have rules of their own, and labels speak of today.
                Some(past) if past == Past::items || past == Past::label => {}
                _ => self.fixed(&field, ""),
            }
        }
    }

    /// A list of items: what is gone, what says something else, what is new. `plan` says whether `rebaselines` tell
    /// what the plan of an earlier item was.
    pub(super) fn items<T: Item>(&mut self, now: &[T], was: &[T], at: Span, plan: impl Fn(&T) -> bool) {
        for old in was {
            let Some(name) = old.name() else { continue };
            if let Some(item) = now.iter().find(|item| item.name().as_deref() == Some(&*name)) {
                self.item(item, old, &name, &plan);
            } else {
                let message = format!("{} `{name}` was removed, and past days lose it", T::NOUN);
                self.report(&registry::ITEM_REMOVED, at, message, T::ENDS_BY.to_owned());
            }
        }
        for item in now {
            let Some(name) = item.name() else { continue };
            if !was.iter().any(|old| old.name().as_deref() == Some(&*name)) {
                let (field, since) = item.begins();
                let hint = format!("write `{field}: {}`, or the day on which it was added", self.day);
                let what = format!("{} `{name}`", T::NOUN);
                self.new_on(since, item.place(), &what, hint);
            }
        }
    }

    fn item<T: Item>(&mut self, now: &T, was: &T, name: &str, plan: &impl Fn(&T) -> bool) {
        let of = format!(" of {} `{name}`", T::NOUN);
        let (beginning, since) = now.begins();
        for field in now.fields(was, Sameness::Whole).into_iter().filter(|field| !field.same) {
            match field.past {
                Some(past) if past == Past::dated => {
                    if !now.accounts_for(field.name, was, self.day) {
                        self.dated(&field, &of);
                    }
                }
                Some(past) if past == Past::plan => {
                    if !plan(was) {
                        self.plan(&field, &of);
                    }
                }
                Some(past) if past == Past::items || past == Past::label => {}
                _ if field.name == beginning && since.is_some_and(|since| since >= self.day) => {
                    let message = format!("the id `{name}` was used again for another {}", T::NOUN);
                    let hint = "put the old one back, and give the new one the next free id".to_owned();
                    self.report(&registry::ID_REUSED, field.place, message, hint);
                }
                _ => match now.ended(field.name, was, self.day) {
                    None if was.is_planned(field.name, self.day) => {}
                    None if let Some(day) = now.lacks_day(field.name, was) => {
                        let message = format!("`{}`{of} is an answer without a day, and past days show it", field.name);
                        let hint = format!("write the day of it: `{day}: …`");
                        self.report(&registry::FIXED_REWRITTEN, field.place, message, hint);
                    }
                    Some(date) => {
                        let what = format!("`{}`{of}", field.name);
                        let hint = "date it the day on which it is written, unless it is only late".to_owned();
                        self.new_on(Some(date), field.place, &what, hint);
                    }
                    None => self.fixed(&field, &of),
                },
            }
        }
        now.logs(was, self);
    }

    /// The entries of a log.
    pub(super) fn log<E: Entry>(&mut self, name: &str, now: &[E], was: &[E], at: Span) {
        for old in was {
            let Some(date) = old.date() else { continue };
            let of_day = || now.iter().filter(|entry| entry.date() == Some(date));
            // What is added late between two entries is told below.
            if !of_day().any(|entry| entry.same(old, Sameness::AtLeast) || entry.is_split(old, now, was)) {
                let place = of_day().next().map_or(at, Entry::place);
                let message = format!("the entry of `{name}` of {date} no longer says what it said");
                let hint = "put the entry back as it was, and add what is new as another entry".to_owned();
                self.report(&registry::ENTRY_REWRITTEN, place, message, hint);
            }
        }
        for entry in now {
            let is_known = |old: &E| old.date() == entry.date() && entry.same(old, Sameness::Whole);
            // An entry in the place of another is told with that.
            let replaces = |old: &E| old.date() == entry.date() && !entry.same(old, Sameness::AtLeast);
            if let Some(date) = entry.date()
                && !was.iter().any(is_known)
                && !was.iter().any(replaces)
            {
                let hint = "date it the day on which it is written, unless it is only late".to_owned();
                self.new_on(Some(date), entry.place(), &format!("an entry of `{name}`"), hint);
            }
        }
    }

    pub(super) fn dated(&mut self, field: &FieldPair, of: &str) {
        let name = field.name;
        let message = format!("`{name}`{of} changed, and no entry of `changes` says what it was on {}", self.day);
        let hint = if field.appeared {
            format!("add to `changes`: `{{ date: …, was: {{ {name}: ~ }} }}`, with the first day of the new value")
        } else {
            format!("add to `changes`: `{{ date: …, was: {{ {name}: … }} }}`, with the first day of the new value")
        };
        self.report(&registry::DATED_REWRITTEN, field.place, message, hint);
    }

    pub(super) fn plan(&mut self, field: &FieldPair, of: &str) {
        let message =
            format!("`{}`{of} moved, and no entry of `rebaselines` says what it was on {}", field.name, self.day);
        let hint = "add an entry of `rebaselines` whose `was` has the earlier value".to_owned();
        self.report(&registry::PLAN_REWRITTEN, field.place, message, hint);
    }

    pub(super) fn fixed(&mut self, field: &FieldPair, of: &str) {
        let instead = field.past.map_or("it holds from the first day", |past| past.instead);
        let message = format!("`{}`{of} changed, and past days show it", field.name);
        self.report(&registry::FIXED_REWRITTEN, field.place, message, format!("put it back: {instead}"));
    }
}
