//! What a tool withholds by its configuration or by its own rules, as paths and patterns of pages that are not read.

use std::path::Path;

use super::exclude::{self, Withheld};
use super::pages;
use super::tool::Tool;
use crate::parse::{CascadeRule, Configured, DefaultRule, Publication, configured};
use crate::source::SourcePath;

/// What `tool` does not publish of the pages in `content`, by the `text` of its configuration, which is called `file`.
pub(super) fn of(tool: Tool, file: &str, text: &str, content: &Path) -> Withheld {
    let mut withheld = exclude::named(text);
    let configured = configured(&SourcePath::new(file), text);
    match tool {
        Tool::Hugo => by_cascade(&configured, file, &mut withheld),
        Tool::Jekyll => by_jekyll(&configured, content, &mut withheld),
        // Its documentation: Markdown files and folders whose names begin with `_` are no pages.
        Tool::Docusaurus => withheld.exclude.push("_*".to_owned()),
        Tool::Mkdocs | Tool::Gitbook | Tool::Mdbook | Tool::Plain => {}
    }
    withheld.exclude.sort_unstable();
    withheld.exclude.dedup();
    withheld
}

/// Hugo's `cascade` in its configuration: it is that of the home page.
fn by_cascade(configured: &Configured, file: &str, withheld: &mut Withheld) {
    for CascadeRule { target, says: _ } in configured.cascade.iter().filter(|rule| hides(&rule.says.publication)) {
        match target.paths() {
            Some(paths) if !paths.is_empty() => {
                for path in paths {
                    // What lies in a folder, and the folder's own page.
                    withheld.take(path.trim_matches('/').trim_end_matches("/**"), &format!("cascade: {path}"));
                }
            }
            _ => withheld.unread.push(format!("cascade in {file}")),
        }
    }
}

/// Jekyll's `defaults`, and its rule that what begins with `_` is no page, unless it is a post or of a collection that
/// is published.
fn by_jekyll(configured: &Configured, content: &Path, withheld: &mut Withheld) {
    for DefaultRule { path, collection, says: _ } in
        configured.defaults.iter().filter(|rule| hides(&rule.says.publication))
    {
        match (path.trim_matches('/'), collection) {
            ("", Some(collection)) => withheld.take(&format!("_{collection}"), &format!("defaults: {collection}")),
            ("", None) => withheld.unread.push("defaults".to_owned()),
            (path, _) => withheld.take(path, &format!("defaults: {path}")),
        }
    }
    let is_published = |name: &str| {
        matches!(name, "posts" | "drafts") || configured.collections.iter().any(|collection| collection == name)
    };
    withheld.exclude.extend(pages::underscored(content).into_iter().filter(|path| {
        let name = path.rsplit('/').next().unwrap_or(path);
        !is_published(name.trim_start_matches('_'))
    }));
}

/// Whether what a rule says keeps a page from the public.
fn hides(says: &Publication) -> bool {
    let Publication { draft, internal, from, until, dated: _, unrendered, files_when_linked: _, doubtful } = *says;
    draft || internal || unrendered || doubtful || from.is_some() || until.is_some()
}

#[cfg(test)]
mod tests {
    use super::super::trial::folder;
    use super::*;

    fn hugo(file: &str, text: &str) -> Withheld {
        of(Tool::Hugo, file, text, Path::new("nowhere"))
    }

    #[test]
    fn what_hugo_s_cascade_withholds_is_left_out() {
        let toml = "title = 'x'\n[[cascade]]\n[cascade.target]\npath = '/drafts/**'\n[cascade.params]\n\
                    [cascade.build]\n\
                    render = 'never'\n[[cascade]]\ntype = 'docs'\n[cascade._target]\npath = '/docs/**'\n";
        assert_eq!(hugo("hugo.toml", toml).exclude, ["drafts"]);
        let yaml = "title: x\ncascade:\n- _target: { path: '{/a/**,/b/*.md}' }\n  draft: true\n- toc: true\n";
        assert_eq!(hugo("hugo.yaml", yaml).exclude, ["a", "b/*.md"]);
        let json = r#"{ "cascade": { "draft": true } }"#;
        let Withheld { exclude, unread } = hugo("hugo.json", json);
        assert_eq!((exclude, unread), (Vec::new(), vec!["cascade in hugo.json".to_owned()]));
        assert_eq!(hugo("hugo.toml", "title = 'x'"), Withheld::default());
    }

    #[test]
    fn jekyll_publishes_no_underscores_but_posts_and_collections() -> Result<(), Box<dyn std::error::Error>> {
        let files = ["_posts/2026-01-01-a.md", "_guides/a.md", "_private/a.md", "docs/_parts/a.md", "docs/b.md"];
        let root = folder(&files.map(|path| (path, "x")))?;
        let text = "collections:\n  guides:\n    output: true\n  private:\n    output: false\ndefaults:\n- scope:\n    \
                    path: plans\n  values:\n    published: false\n- scope: { path: '', type: minutes }\n  values: { \
                    published: false }\n- scope: { path: docs }\n  values: { layout: x }\n";
        let Withheld { exclude, unread } = of(Tool::Jekyll, "_config.yml", text, root.path());
        assert_eq!(exclude, ["_minutes", "_private", "docs/_parts", "plans"]);
        assert_eq!(unread, Vec::<String>::new());
        Ok(())
    }

    #[test]
    fn docusaurus_has_partials() {
        assert_eq!(of(Tool::Docusaurus, "docusaurus.config.js", "", Path::new("nowhere")).exclude, ["_*"]);
        assert_eq!(of(Tool::Plain, "", "", Path::new("nowhere")), Withheld::default());
    }
}
