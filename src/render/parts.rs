//! The parts of a page's frame that many pages share, each filled once.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::{Converted, Frame};
use crate::plan::LinkView;

/// Frames kept before the store is emptied: more than a site has sets of feeds between two edits.
const KEPT: usize = 4096;

/// The parts by name, and the template of each.
const PARTS: [(&str, &str); 3] = [("head", "frame/head.html"), ("bar", "frame/bar.html"), ("foot", "frame/foot.html")];

/// The finished parts by what they were shown. Shared by all threads.
#[derive(Debug, Default)]
pub(super) struct PartCache {
    filled: Mutex<BTreeMap<PartInputs, Value>>,
}

/// All that the parts are shown of a page, as the `frame` of their templates.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct PartInputs {
    /// The destination of the top bar that the page belongs to.
    section: String,
    /// The page's address where the bar leads to the page itself, else empty.
    url: &'static str,
    /// The page's feeds.
    feeds: Converted<Vec<LinkView>>,
}

impl PartCache {
    /// The parts of `frame` by name.
    ///
    /// # Errors
    /// The template that fails, and how.
    pub(super) fn of(&self, tera: &Tera, frame: &Frame) -> Result<Value, (&'static str, tera::Error)> {
        let url = ["/", "/search/"].into_iter().find(|url| *url == frame.url).unwrap_or_default();
        let shown = PartInputs { section: frame.section.clone(), url, feeds: frame.feeds.clone() };
        // A thread that panicked while it held the lock left a whole map: entries are inserted in one step.
        if let Some(parts) = self.filled.lock().unwrap_or_else(PoisonError::into_inner).get(&shown) {
            return Ok(parts.clone());
        }
        let parts = fill(tera, &shown)?;
        let mut filled = self.filled.lock().unwrap_or_else(PoisonError::into_inner);
        if filled.len() >= KEPT {
            filled.clear();
        }
        filled.insert(shown, parts.clone());
        Ok(parts)
    }
}

fn fill(tera: &Tera, shown: &PartInputs) -> Result<Value, (&'static str, tera::Error)> {
    let mut parts = BTreeMap::new();
    for (name, template) in PARTS {
        let fill = || {
            let mut context = Context::new();
            context.insert_value("frame", Value::try_from_serializable(shown)?);
            tera.render(template, &context)
        };
        let html: String = fill().map_err(|error| (template, error))?;
        parts.insert(name, Value::safe_string(html.trim_end()));
    }
    Ok(parts.into())
}
