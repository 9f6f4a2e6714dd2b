//! Stretches of lists of links: each list is drawn once, and every page cuts out what it shows.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Serialize, Serializer};
use tera::{Context, Tera, Value};

use crate::plan::{Child, LinkWindow};

/// The component that draws one `link` of a list.
const COMPONENT: &str = "listed";

/// Lists kept before those of earlier plans are looked for the first time.
const FEW: usize = 8;

/// A stretch as a template prints it: its markup, or in a theme that does not draw it the links themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct RenderedWindow(Value);

impl Serialize for RenderedWindow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// The drawn lists. Shared by all threads.
#[derive(Debug, Default)]
pub(super) struct RenderedLists {
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
    list: Arc<[Arc<Child>]>,
    links: TemplateLinks,
}

/// The links of a list as templates print them.
#[derive(Debug)]
enum TemplateLinks {
    /// Their markup, and where each link ends in it.
    Markup { html: String, ends: Vec<usize> },
    /// In a theme that does not draw them the links themselves.
    Values(Vec<Value>),
}

impl Drawn {
    fn new(tera: &Tera, list: &Arc<[Arc<Child>]>) -> Result<Self, tera::Error> {
        let values = list.iter().map(|child| Value::try_from_serializable(&child.link));
        if tera.get_component_definition(COMPONENT).is_none() {
            return Ok(Self {
                list: Arc::clone(list),
                links: TemplateLinks::Values(values.collect::<Result<_, _>>()?),
            });
        }
        let (mut html, mut ends) = (String::new(), Vec::with_capacity(list.len()));
        for link in values {
            let mut context = Context::new();
            context.insert_value("link", link?);
            html.push_str(&tera.render_component(COMPONENT, &context, None, true)?);
            ends.push(html.len());
        }
        Ok(Self { list: Arc::clone(list), links: TemplateLinks::Markup { html, ends } })
    }

    fn cut(&self, range: Range<usize>) -> Value {
        match &self.links {
            TemplateLinks::Markup { html, ends } => {
                let end =
                    |link: usize| link.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or_default();
                Value::safe_string(html.get(end(range.start)..end(range.end)).unwrap_or_default())
            }
            TemplateLinks::Values(values) => Value::from(values.get(range).unwrap_or_default().to_vec()),
        }
    }
}

impl RenderedLists {
    /// `stretch` as a template prints it.
    ///
    /// # Errors
    /// When the component of a link fails.
    pub(super) fn of(&self, tera: &Tera, stretch: &LinkWindow) -> Result<RenderedWindow, tera::Error> {
        let (list, range) = (stretch.list(), stretch.range());
        if range.is_empty() {
            let draws = tera.get_component_definition(COMPONENT).is_some();
            return Ok(RenderedWindow(if draws { Value::safe_string("") } else { Value::from(Vec::<Value>::new()) }));
        }
        let place = list.as_ptr().addr();
        // A thread that panicked while it held the lock left a whole map: entries are inserted in one step.
        let known = self.drawn.lock().unwrap_or_else(PoisonError::into_inner).lists.get(&place).cloned();
        let drawn = match known {
            Some(drawn) => drawn,
            None => self.keep(place, Drawn::new(tera, list)?),
        };
        Ok(RenderedWindow(drawn.cut(range)))
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
    use crate::plan::LinkView;

    fn list() -> Arc<[Arc<Child>]> {
        let link = |n| LinkView { href: format!("/{n}/"), text: format!("{n} & more") };
        (0..5).map(|n| Arc::new(Child { link: link(n), description: None })).collect()
    }

    fn shown(lists: &RenderedLists, tera: &Tera, stretch: &LinkWindow) -> Result<String, tera::Error> {
        let mut context = Context::new();
        context.insert("list", &lists.of(tera, stretch)?);
        tera.render("list.html", &context)
    }

    #[test]
    fn a_stretch_is_cut_from_its_list() -> Result<(), tera::Error> {
        let (mut tera, lists, list) = (Tera::new(), RenderedLists::default(), list());
        tera.autoescape_on(["html"]);
        let component = "{%- component listed(link) -%}<{{ link.href }} {{ link.text }}>{%- endcomponent listed -%}";
        tera.add_raw_templates([
            ("parts.html", component),
            ("list.html", "{{ list }}{% if not list %}none{% endif %}"),
        ])?;
        for (range, links) in [
            (0..2, "</0/ 0 &amp; more></1/ 1 &amp; more>"),
            (4..9, "</4/ 4 &amp; more>"),
            (2..2, "none"),
            (7..9, "none"),
        ] {
            let stretch = LinkWindow::new(&list, range.clone());
            assert_eq!(shown(&lists, &tera, &stretch)?, links, "{range:?}");
            assert_eq!(stretch.range().len(), links.matches('<').count());
        }
        Ok(())
    }

    #[test]
    fn lists_of_earlier_plans_are_dropped() -> Result<(), tera::Error> {
        let (mut tera, lists) = (Tera::new(), RenderedLists::default());
        tera.add_raw_template(
            "parts.html",
            "{%- component listed(link) -%}{{ link.href }}{%- endcomponent listed -%}",
        )?;
        let plan: Vec<_> = (0..30).map(|_| list()).collect();
        let draw = |list: &Arc<_>| lists.of(&tera, &LinkWindow::new(list, 0..5));
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
        assert_eq!(shown(&RenderedLists::default(), &tera, &LinkWindow::new(&list(), 1..3))?, "/1//2/");
        Ok(())
    }
}
