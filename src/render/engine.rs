//! Templates, ready to be filled.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::parts::PartCache;
use super::rendered_window::RenderedLists;
use super::{Converted, Frame, RenderedWindow, fault};
use crate::diagnostics::Diagnostic;
use crate::markdown::{Call, OwnTemplates};
use crate::plan::LinkWindow;
use crate::theme::{PREFIX, SHORTCODES, Template, Theme};

impl OwnTemplates for Engine {
    fn shortcode(&self, call: &Call, inner: &str) -> Result<String, Diagnostic> {
        let template = format!("{SHORTCODES}{}.html", call.name);
        let made = self.called(&template, call, inner);
        made.map_err(|error| fault::finding(&error, &self.templates, &template, call.place.file.as_str()))
    }
}

/// Templates whose output is markup, where every value is escaped unless it is marked as safe.
const MARKUP: [&str; 4] = [".html", ".xml", ".svg", ".atom"];

/// Bytes that a page is expected to take; a larger one grows its buffer a few times.
const PAGE: usize = 32 * 1024;

/// Compiled templates and what all pages share.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
    templates: BTreeMap<String, Template>,
    parts: PartCache,
    lists: RenderedLists,
}

impl Engine {
    /// Compiles the templates of `theme`. `globals` is converted once and shared by all pages.
    ///
    /// # Errors
    /// Every template that cannot be read; when all can, every reference between them that leads nowhere.
    pub fn new(theme: &Theme, globals: &impl Serialize) -> Result<Self, Vec<Diagnostic>> {
        let mut tera = Tera::new();
        tera.autoescape_on(MARKUP);
        // A name without the prefix is the site's own template where there is one; the same holds for components.
        if let Err(error) = tera.set_fallback_prefixes([PREFIX]) {
            return Err(fault::findings(&error, &theme.templates, None));
        }
        let mut unread: BTreeMap<_, _> =
            theme.templates.iter().map(|(name, template)| (name.as_str(), &*template.text)).collect();
        let mut faults = Vec::new();
        // Tera stops at the first template that it cannot read: without that one it finds the next.
        while let Err(error) = tera.add_raw_templates(unread.iter()) {
            match fault::unreadable(&error).filter(|name| unread.contains_key(name)) {
                Some(name) => {
                    unread.remove(name);
                    faults.extend(fault::findings(&error, &theme.templates, None));
                }
                // What is left are references, and those to a template that was taken out are no news.
                None if faults.is_empty() => return Err(fault::findings(&error, &theme.templates, None)),
                None => return Err(faults),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        match Value::try_from_serializable(globals) {
            Ok(site) => tera.global_context().insert_value("site", site),
            Err(error) => return Err(fault::findings(&error, &theme.templates, None)),
        }
        Ok(Self {
            tera,
            templates: theme.templates.clone(),
            parts: PartCache::default(),
            lists: RenderedLists::default(),
        })
    }

    /// The page that `template` makes of `view` within `frame`.
    ///
    /// # Errors
    /// When a template fails, for instance because it prints something that the view does not have.
    pub fn page(&self, template: &str, frame: &Frame, view: &impl Serialize) -> Result<Vec<u8>, Diagnostic> {
        let fault = |template: &str, error: tera::Error| fault::finding(&error, &self.templates, template, &frame.url);
        let mut context = Context::new();
        context.insert_value("parts", self.parts.of(&self.tera, frame).map_err(|(part, error)| fault(part, error))?);
        self.render(template, frame, view, context).map_err(|error| fault(template, error))
    }

    /// `row` with what `component` makes of it as its `html`, for several pages like the one at `url`, which `template`
    /// makes. A theme without the component draws the row in its own way.
    ///
    /// # Errors
    /// When the component fails.
    pub fn drawn<T: Serialize>(
        &self,
        component: &str,
        row: T,
        template: &str,
        url: &str,
    ) -> Result<Converted<T>, Diagnostic> {
        let row = Converted::new(row);
        if self.tera.get_component_definition(component).is_none() {
            return Ok(row);
        }
        let mut context = Context::new();
        context.insert_value("row", row.value().clone());
        let html = self.tera.render_component(component, &context, None, true);
        html.map(|html| row.with_html(&html)).map_err(|error| fault::finding(&error, &self.templates, template, url))
    }

    /// `stretch` as the page at `url` prints it, which `template` makes.
    ///
    /// # Errors
    /// When the component of a link fails.
    pub fn listed(&self, stretch: &LinkWindow, template: &str, url: &str) -> Result<RenderedWindow, Diagnostic> {
        self.lists.of(&self.tera, stretch).map_err(|error| fault::finding(&error, &self.templates, template, url))
    }

    /// The HTML that the site's own template of a shortcode makes.
    fn called(&self, template: &str, call: &Call, inner: &str) -> tera::TeraResult<String> {
        let mut context = Context::new();
        context.insert_value("name", Value::from(call.name.as_str()));
        context.insert_value("args", Value::try_from_serializable(&call.positional)?);
        let named: BTreeMap<&String, &String> = call.named.iter().map(|(name, value)| (name, value)).collect();
        context.insert_value("named", Value::try_from_serializable(&named)?);
        context.insert_value("inner", Value::safe_string(inner.trim()));
        self.tera.render(template, &context)
    }

    fn render(
        &self,
        template: &str,
        frame: &Frame,
        view: &impl Serialize,
        mut context: Context,
    ) -> tera::TeraResult<Vec<u8>> {
        context.insert_value("frame", Value::try_from_serializable(frame)?);
        context.insert_value("page", Value::try_from_serializable(view)?);
        let mut bytes = Vec::with_capacity(PAGE);
        self.tera.render_to(template, &context, &mut bytes)?;
        bytes.shrink_to_fit();
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests;
