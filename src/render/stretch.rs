//! Stretches of lists of links: each list is drawn once, and every page cuts out what it shows.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Serialize, Serializer};
use tera::{Context, Tera, Value};

use super::Shared;
use crate::views::LinkView;

/// The component that draws one `link` of a list.
const COMPONENT: &str = "listed";

/// Lists kept before those of earlier plans are looked for the first time.
const FEW: usize = 8;

/// Neighbouring links of a list. Pages that show stretches of one list share the list.
#[derive(Clone, Debug)]
pub struct Stretch {
    list: Arc<[Shared<LinkView>]>,
    range: Range<usize>,
}

impl Stretch {
    /// The links of `list` from `range`, as far as there are any.
    #[must_use]
    pub fn new(list: &Arc<[Shared<LinkView>]>, range: Range<usize>) -> Self {
        let end = range.end.min(list.len());
        Self { list: Arc::clone(list), range: range.start.min(end)..end }
    }

    /// The links.
    #[must_use]
    pub fn links(&self) -> &[Shared<LinkView>] {
        self.list.get(self.range.clone()).unwrap_or_default()
    }
}

impl Default for Stretch {
    fn default() -> Self {
        Self { list: Arc::default(), range: 0..0 }
    }
}

impl PartialEq for Stretch {
    fn eq(&self, other: &Self) -> bool {
        self.links() == other.links()
    }
}

/// A stretch as a template prints it: its markup, or in a theme that does not draw it the links themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed(Value);

impl Serialize for Listed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// The drawn lists. Shared by all threads.
#[derive(Debug, Default)]
pub(super) struct Lists {
    drawn: Mutex<Store>,
}

/// Drawn lists by the place of their links in memory: those of the plan, and at most as many of earlier ones.
#[derive(Debug, Default)]
struct Store {
    lists: BTreeMap<usize, Arc<Drawn>>,
    /// Lists that were in use when the others were last dropped.
    in_use: usize,
}

/// A list that is drawn.
#[derive(Debug)]
struct Drawn {
    /// Held so that no other list comes to lie at its place.
    list: Arc<[Shared<LinkView>]>,
    html: String,
    /// Where each link ends in `html`.
    ends: Vec<usize>,
}

impl Drawn {
    fn new(tera: &Tera, list: &Arc<[Shared<LinkView>]>) -> Result<Self, tera::Error> {
        let (mut html, mut ends) = (String::new(), Vec::with_capacity(list.len()));
        for link in list.iter() {
            let mut context = Context::new();
            context.insert_value("link", link.value().clone());
            html.push_str(&tera.render_component(COMPONENT, &context, None, true)?);
            ends.push(html.len());
        }
        Ok(Self { list: Arc::clone(list), html, ends })
    }

    fn cut(&self, range: &Range<usize>) -> &str {
        let end = |link: usize| link.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or_default();
        self.html.get(end(range.start)..end(range.end)).unwrap_or_default()
    }
}

impl Lists {
    /// `stretch` as a template prints it.
    ///
    /// # Errors
    /// When the component of a link fails.
    pub(super) fn of(&self, tera: &Tera, stretch: &Stretch) -> Result<Listed, tera::Error> {
        if tera.get_component_definition(COMPONENT).is_none() {
            return Value::try_from_serializable(stretch.links()).map(Listed);
        }
        if stretch.range.is_empty() {
            return Ok(Listed(Value::safe_string("")));
        }
        let place = stretch.list.as_ptr().addr();
        // A thread that panicked while it held the lock left a whole map: entries are inserted in one step.
        let known = self.drawn.lock().unwrap_or_else(PoisonError::into_inner).lists.get(&place).cloned();
        let drawn = match known {
            Some(drawn) => drawn,
            None => self.keep(place, Drawn::new(tera, &stretch.list)?),
        };
        Ok(Listed(Value::safe_string(drawn.cut(&stretch.range))))
    }

    fn keep(&self, place: usize, drawn: Drawn) -> Arc<Drawn> {
        let drawn = Arc::new(drawn);
        let mut store = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if store.lists.len() >= FEW.max(2 * store.in_use) {
            // A list that nobody else holds is of an earlier plan.
            store.lists.retain(|_, drawn| Arc::strong_count(&drawn.list) > 1);
            store.in_use = store.lists.len();
        }
        store.lists.insert(place, Arc::clone(&drawn));
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Arc<[Shared<LinkView>]> {
        (0..5).map(|n| Shared::new(LinkView { href: format!("/{n}/"), text: format!("{n} & more") })).collect()
    }

    fn shown(lists: &Lists, tera: &Tera, stretch: &Stretch) -> Result<String, tera::Error> {
        let mut context = Context::new();
        context.insert("list", &lists.of(tera, stretch)?);
        tera.render("list.html", &context)
    }

    #[test]
    fn a_stretch_is_cut_from_its_list() -> Result<(), tera::Error> {
        let (mut tera, lists, list) = (Tera::new(), Lists::default(), list());
        tera.autoescape_on(["html"]);
        let component = "{%- component listed(link) -%}<{{ link.href }} {{ link.text }}>{%- endcomponent listed -%}";
        tera.add_raw_templates([("parts.html", component), ("list.html", "{{ list }}{% if not list %}none{% endif %}")])?;
        for (range, links) in [(0..2, "</0/ 0 &amp; more></1/ 1 &amp; more>"), (4..9, "</4/ 4 &amp; more>"), (2..2, "none"), (7..9, "none")]
        {
            let stretch = Stretch::new(&list, range.clone());
            assert_eq!(shown(&lists, &tera, &stretch)?, links, "{range:?}");
            assert_eq!(stretch.links().len(), links.matches('<').count());
        }
        Ok(())
    }

    #[test]
    fn lists_of_earlier_plans_are_dropped() -> Result<(), tera::Error> {
        let (mut tera, lists) = (Tera::new(), Lists::default());
        tera.add_raw_template("parts.html", "{%- component listed(link) -%}{{ link.href }}{%- endcomponent listed -%}")?;
        let plan: Vec<_> = (0..30).map(|_| list()).collect();
        let draw = |list: &Arc<_>| lists.of(&tera, &Stretch::new(list, 0..5));
        for list in &plan {
            draw(list)?;
        }
        for _ in 0..200 {
            draw(&list())?;
        }
        let kept = lists.drawn.lock().unwrap_or_else(PoisonError::into_inner).lists.len();
        assert!((plan.len()..=2 * plan.len()).contains(&kept), "{kept} of 230 lists are kept for 30");
        Ok(())
    }

    #[test]
    fn a_theme_that_draws_no_link_gets_the_links() -> Result<(), tera::Error> {
        let mut tera = Tera::new();
        tera.add_raw_template("list.html", "{% for link in list %}{{ link.href }}{% endfor %}")?;
        assert_eq!(shown(&Lists::default(), &tera, &Stretch::new(&list(), 1..3))?, "/1//2/");
        Ok(())
    }
}
