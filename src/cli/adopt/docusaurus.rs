//! What the configuration of Docusaurus says of the addresses of its pages.
//!
//! It is a program: only plain values in the options of its own pages (`docs: { … }`) are read.

/// The options of pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Options {
    /// The folder of pages, as it is written.
    pub(super) path: Option<String>,
    /// The address below which pages stand, without `/` at its ends; empty for the root.
    pub(super) below: String,
}

impl Options {
    /// What `text` says.
    pub(super) fn of(text: &str) -> Self {
        let text = without_comments(text);
        let block = block(&text, "docs").unwrap_or_default();
        let below = value(block, "routeBasePath").unwrap_or("docs");
        Self { path: value(block, "path").map(str::to_owned), below: below.trim_matches('/').to_owned() }
    }
}

/// The address at which the site is published: `url`, and `baseUrl` below it.
pub(super) fn published_at(text: &str) -> Option<String> {
    let text = without_comments(text);
    let (url, base) = (value(&text, "url")?, value(&text, "baseUrl").unwrap_or("/"));
    let base = base.trim_matches('/');
    Some(format!("{}/{base}{}", url.trim_end_matches('/'), if base.is_empty() { "" } else { "/" }))
}

/// A program without its lines of comments.
fn without_comments(text: &str) -> String {
    let line = |line: &str| !line.trim_start().starts_with("//") && !line.trim_start().starts_with('*');
    text.lines().filter(|text| line(text)).collect::<Vec<_>>().join("\n")
}

/// Where the value of `key` begins.
fn behind<'t>(text: &'t str, key: &str) -> impl Iterator<Item = &'t str> {
    text.match_indices(key).filter_map(move |(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let is_whole = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '/' | '-'));
        let rest = text.get(at + key.len()..)?;
        let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest).trim_start();
        rest.strip_prefix(':').filter(|_| is_whole).map(str::trim_start)
    })
}

/// The inner text of the first object behind `key`.
fn block<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    behind(text, key).find_map(|rest| {
        let inner = rest.strip_prefix('{')?;
        let mut depth = 1_usize;
        let end = inner.find(|c| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        inner.get(..end?)
    })
}

/// The text in quotes behind `key`.
fn value<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    behind(text, key).find_map(|rest| {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        rest.get(1..)?.split(quote).next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_pages_are_read_and_no_others() {
        let of = |text: &str| {
            let Options { path, below } = Options::of(text);
            (path, below)
        };
        let plain =
            "presets: [['classic', { docs: { sidebarPath: './sidebars.js' }, blog: { routeBasePath: 'news' } }]]";
        assert_eq!(of(plain), (None, "docs".to_owned()));
        let told = "blog: { path: 'news' },\n docs: {\n  // routeBasePath: 'x',\n  path: \"handbook\",\
             \n  routeBasePath: '/',\n  remark: { a: {} } },";
        assert_eq!(of(told), (Some("handbook".to_owned()), String::new()));
        assert_eq!(of("docs: { routeBasePath: `/our/book/` }").1, "our/book");
        assert_eq!(of("docs: false"), (None, "docs".to_owned()));
        assert_eq!(of("").1, "docs");
    }

    #[test]
    fn a_site_stands_below_the_base_of_its_host() {
        let at = |text: &str| published_at(text);
        assert_eq!(at("url: 'https://x.example',\nbaseUrl: '/',").as_deref(), Some("https://x.example/"));
        assert_eq!(at("url: \"https://x.example/\", baseUrl: \"/book/\"").as_deref(), Some("https://x.example/book/"));
        assert_eq!((at("title: 'x'"), at("url: 'https://x.example'").as_deref()), (None, Some("https://x.example/")));
    }
}
