//! A site's own theme files that nothing loads: a slip in the name of one makes it silent, and the built-in file stays
//! in force.

use std::collections::{BTreeMap, BTreeSet};

use super::overlay::Overlay;
use super::{PREFIX, SHORTCODES, TagKind, Template};
use crate::diagnostics::{Diagnostic, Place, nearest, registry};
use crate::source::SourcePath;

/// The folders of a theme that are read.
const FOLDERS: [&str; 2] = ["templates", "assets"];

/// A finding for each of the site's templates and scripts that no page can come to. `built_in` are the templates of the
/// default theme by the names that pages use, `assets` its other files.
pub(super) fn findings<'n>(
    overlay: &Overlay,
    built_in: &BTreeMap<String, Template>,
    assets: impl IntoIterator<Item = &'n String>,
) -> Vec<Diagnostic> {
    let names: Vec<&str> = built_in.keys().filter_map(|name| name.strip_prefix(PREFIX)).collect();
    let loaded = loaded(&overlay.templates, &names);
    let mut found: Vec<_> = overlay
        .templates
        .iter()
        .filter(|(name, _)| !loaded.contains(name.as_str()))
        .map(|(name, template)| {
            let hint = did_you_mean(name, &names).unwrap_or_else(|| {
                "`pmo-site theme list` has the names that pages load; any other is loaded where a template extends or includes it"
                    .to_owned()
            });
            unused(&template.file, format!("nothing loads the template `{name}`")).hint(hint)
        })
        .collect();

    let assets: Vec<&str> = assets.into_iter().map(String::as_str).collect();
    let texts = || overlay.templates.values().chain(built_in.values()).map(|template| &*template.text);
    for (name, (file, _)) in &overlay.assets {
        if asked_for_by_name(name)
            && !assets.contains(&name.as_str())
            && !texts().any(|text| text.contains(name.as_str()))
        {
            let hint = did_you_mean(name, &assets)
                .unwrap_or_else(|| format!("a template asks for it with `site.assets[\"{name}\"].href`"));
            found.push(unused(file, format!("no template asks for `{name}`")).hint(hint));
        }
    }
    for file in &overlay.elsewhere {
        let mut parts = file.as_str().split('/').skip(1);
        let (Some(theme), Some(folder), Some(_)) = (parts.next(), parts.next(), parts.next()) else { continue };
        if let Some(near) = nearest(folder, FOLDERS) {
            let message = format!("no file of the folder `{folder}` is read");
            found.push(unused(file, message).hint(format!("did you mean `themes/{theme}/{near}/`?")));
        }
    }
    found
}

fn unused(file: &SourcePath, message: String) -> Diagnostic {
    Diagnostic::new(&registry::UNUSED_THEME_FILE, Place::start_of(file), message)
}

/// The site's templates that are loaded: those that replace a built-in one or hold components, and what these extend or
/// include.
fn loaded<'t>(templates: &'t BTreeMap<String, Template>, built_in: &[&str]) -> BTreeSet<&'t str> {
    let holds_components = |template: &Template| template.tags().iter().any(|tag| tag.kind == TagKind::Component);
    let root = |(name, template): &(&'t String, &'t Template)| {
        built_in.contains(&name.as_str()) || holds_components(template) || name.starts_with(SHORTCODES)
    };
    let mut to_visit: Vec<_> = templates.iter().filter(root).collect();
    let mut loaded = BTreeSet::new();
    while let Some((name, template)) = to_visit.pop() {
        if loaded.insert(name.as_str()) {
            let needs = |kind| matches!(kind, TagKind::Extends | TagKind::Include);
            let named = template
                .tags()
                .into_iter()
                .filter(|tag| needs(tag.kind))
                .filter_map(|tag| templates.get_key_value(tag.name));
            to_visit.extend(named);
        }
    }
    loaded
}

/// Whether nothing but a template can bring this file to a page: style sheets are joined, and pictures and fonts are
/// also found by style sheets.
fn asked_for_by_name(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.eq_ignore_ascii_case("js") || (ending.eq_ignore_ascii_case("css") && name.starts_with("pages/"))
}

/// A name of which only the folder is missing or wrong, or else the nearest.
fn did_you_mean(name: &str, names: &[&str]) -> Option<String> {
    let file = |name: &str| name.rsplit('/').next().map(str::to_owned);
    let same_file = names.iter().copied().find(|known| file(known) == file(name));
    same_file.or_else(|| nearest(name, names.iter().copied())).map(|near| format!("did you mean `{near}`?"))
}
