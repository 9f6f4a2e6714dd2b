//! The theme: templates and assets, the embedded default with a site's own files laid over it.
//!
//! Layer 3. A [`Theme`] is a pure function of the [`SourceTree`] and a name. A file in `themes/<name>/` of the site
//! replaces the embedded file with the same path or adds to it. The embedded templates stay in reach below [`PREFIX`],
//! so a site that wants another footer extends one template and replaces a block of it. Style sheets become one file in
//! the order of their names, but for those below `assets/pages/`, which one page asks for by name; every asset carries
//! a piece of its hash in its name, so it may be cached for ever. Deliberately absent: Tera (`render`), and any
//! knowledge of what a template prints.

mod asset;
mod embedded;
mod list;
mod overlay;
mod style;
mod tags;
mod unused;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Accent;
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::source::{SourcePath, SourceTree, Span};

pub use asset::Asset;
pub use embedded::DEFAULT;
pub use list::{BuiltIn, FileOrigin, Kind, ThemeFile, built_in, list};
pub use tags::{TagKind, TemplateTag};

/// The name under which the joined style sheets appear among the assets.
pub const STYLE: &str = "site.css";

/// The style sheet that a site's accent makes.
const BRAND: &str = "05-brand.css";

/// The folder of templates for shortcodes of the site's own.
pub const SHORTCODES: &str = "shortcodes/";

/// What stands before the names of embedded templates: `default/base.html` is always the built-in one, `base.html` is
/// the site's own where there is one.
pub const PREFIX: &str = "default/";

/// A template's text and the file that it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The text.
    pub text: Arc<str>,
    /// The file, relative to the site; an embedded one has the path that would replace it in the default theme.
    pub file: SourcePath,
}

impl Template {
    /// The tags that tie it to other templates, and its blocks and components.
    #[must_use]
    pub fn tags(&self) -> Vec<TemplateTag<'_>> {
        tags::tags(&self.text)
    }
}

/// Templates and assets of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Templates by their path below `templates/` (`base.html`): the site's own as they are, the embedded ones below
    /// [`PREFIX`].
    pub templates: BTreeMap<String, Template>,
    /// Assets by name.
    pub assets: Vec<Asset>,
}

impl Theme {
    /// The theme `name` of the site `tree`, with a finding for each file of it that cannot be used.
    ///
    /// An `accent` stands in a style sheet after the tokens, before those of the site's own.
    ///
    /// A name that is neither the default's nor a folder below `themes/` is a finding; the default theme stands in.
    #[must_use]
    pub fn load(tree: &SourceTree, name: &str, accent: Option<Accent>) -> (Self, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let overlay = overlay::read(tree, name, &mut findings);
        if name != DEFAULT && overlay.is_empty() {
            findings.push(unknown(tree, name));
        }
        let mut templates = embedded::templates();
        let mut files = embedded::assets();
        files.extend(accent.map(brand));
        findings.extend(unused::findings(&overlay, &templates, files.keys()));
        templates.extend(overlay.templates);
        files.extend(overlay.assets.into_iter().map(|(name, (_, raw))| (name, raw)));
        (Self { templates, assets: asset::publish(files) }, findings)
    }

    /// The names of the shortcodes for which the theme `name` of `tree` has a template: `shortcodes/<name>.html`.
    #[must_use]
    pub fn shortcodes(tree: &SourceTree, name: &str) -> BTreeSet<String> {
        let folder = format!("themes/{name}/templates/{SHORTCODES}");
        let below =
            tree.under(folder.trim_end_matches('/')).filter_map(|(path, _)| path.as_str().strip_prefix(&folder));
        below.filter_map(|name| name.strip_suffix(".html")).map(str::to_owned).collect()
    }

    /// The asset with this name (`site.js`).
    #[must_use]
    pub fn asset(&self, name: &str) -> Option<&Asset> {
        self.assets.iter().find(|asset| asset.name == name)
    }
}

/// The style sheet of a site's accent.
fn brand(Accent { light, dark }: Accent) -> (String, asset::Raw) {
    let css = format!(
        ":root {{\n  --accent: light-dark({light}, {dark});\n  --accent-soft: light-dark(color-mix(in srgb, {light} \
         9%, #fff), color-mix(in srgb, {dark} 16%, #10141b));\n}}\n"
    );
    (BRAND.to_owned(), asset::Raw::Bytes(css.into_bytes()))
}

fn unknown(tree: &SourceTree, name: &str) -> Diagnostic {
    let folders: Vec<_> = tree.under("themes").filter_map(|(path, _)| path.as_str().split('/').nth(1)).collect();
    let near = crate::diagnostics::nearest(name, folders.into_iter().chain([DEFAULT]));
    let hint = near.map_or_else(
        || format!("add files below `themes/{name}/templates/` or `themes/{name}/assets/`, or remove `theme`"),
        |near| format!("did you mean `{near}`?"),
    );
    Diagnostic::new(&registry::UNKNOWN_THEME, place(tree), format!("there is no theme `{name}`")).hint(hint)
}

/// The value of the `theme` key, or the start of the configuration when it cannot be made out.
fn place(tree: &SourceTree) -> Place {
    let file = SourcePath::new(if tree.get("pmo.yaml").is_none() && tree.get("pmo.yml").is_some() {
        "pmo.yml"
    } else {
        "pmo.yaml"
    });
    let text = tree.text(file.as_str()).map_or("", |text| &**text);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(value) = line.strip_prefix("theme:") {
            let start = at + line.len() - value.trim_start().len();
            return Place::new(&file, Span::new(start, start + value.trim().len()));
        }
        at += line.len();
    }
    Place::start_of(&file)
}

#[cfg(test)]
mod tests;
