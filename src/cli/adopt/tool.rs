//! The tools that handbooks come from, and what they call what matters here.

use clap::ValueEnum;

/// A tool that handbooks are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Tool {
    /// Hugo, with Docsy or another theme
    Hugo,
    /// `MkDocs`, with Material or another theme
    Mkdocs,
    /// Docusaurus
    Docusaurus,
    /// `GitBook`
    Gitbook,
    /// mdBook
    Mdbook,
    /// Jekyll
    Jekyll,
    /// Plain Markdown
    Plain,
}

impl Tool {
    /// Its name in a sentence.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Hugo => "Hugo",
            Self::Mkdocs => "MkDocs",
            Self::Docusaurus => "Docusaurus",
            Self::Gitbook => "GitBook",
            Self::Mdbook => "mdBook",
            Self::Jekyll => "Jekyll",
            Self::Plain => "plain Markdown",
        }
    }

    /// What it never publishes as pages, and what it writes.
    pub(super) fn leftovers(self) -> &'static [&'static str] {
        match self {
            Self::Jekyll => &["_site", "vendor"],
            Self::Gitbook => &["_book"],
            Self::Mdbook => &["book"],
            Self::Plain => &["venv", "vendor"],
            Self::Hugo | Self::Mkdocs | Self::Docusaurus => &[],
        }
    }

    /// Whether its configuration `text` lets pages name the day of their last commit.
    pub(super) fn dates_pages(self, text: &str) -> bool {
        let comment = if self == Self::Docusaurus { "//" } else { "#" };
        let lines = text.lines().map(|line| line.split(comment).next().unwrap_or("").to_lowercase());
        let mut lines = lines.map(|line| line.replace(['"', '\'', ' ', '\t', ','], ""));
        match self {
            Self::Hugo => lines.any(|line| matches!(&*line, "enablegitinfo=true" | "enablegitinfo:true")),
            Self::Mkdocs => lines.any(|line| line.trim_start_matches('-').starts_with("git-revision-date")),
            Self::Docusaurus => lines.any(|line| line == "showlastupdatetime:true"),
            Self::Gitbook | Self::Mdbook | Self::Jekyll | Self::Plain => false,
        }
    }

    /// The keys of title, address, language, pages and other files in its configuration, and the folder of pages of a
    /// handbook that says nothing.
    pub(super) fn keys(self) -> Keys {
        let none: &[&str] = &[];
        match self {
            Self::Hugo => Keys {
                title: &["title"],
                base_url: &["baseURL", "baseurl"],
                language: &["languageCode", "defaultContentLanguage"],
                content: &["contentDir"],
                statics: &["staticDir"],
                usual: "content",
            },
            Self::Mkdocs => Keys {
                title: &["site_name"],
                base_url: &["site_url"],
                language: &["language"],
                content: &["docs_dir"],
                statics: none,
                usual: "docs",
            },
            Self::Docusaurus => Keys {
                title: &["title"],
                base_url: &["url"],
                language: &["defaultLocale"],
                content: none,
                statics: none,
                usual: "docs",
            },
            Self::Gitbook => Keys {
                title: &["title"],
                base_url: none,
                language: none,
                content: &["root"],
                statics: none,
                usual: ".",
            },
            Self::Mdbook => Keys {
                title: &["title"],
                base_url: &["site-url"],
                language: &["language"],
                content: &["src"],
                statics: none,
                usual: "src",
            },
            Self::Jekyll => Keys {
                title: &["title"],
                base_url: &["url"],
                language: &["lang"],
                content: &["source"],
                statics: none,
                usual: ".",
            },
            Self::Plain => {
                Keys { title: none, base_url: none, language: none, content: none, statics: none, usual: "." }
            }
        }
    }
}

/// What a tool calls what matters here.
pub(super) struct Keys {
    pub(super) title: &'static [&'static str],
    pub(super) base_url: &'static [&'static str],
    pub(super) language: &'static [&'static str],
    pub(super) content: &'static [&'static str],
    pub(super) statics: &'static [&'static str],
    pub(super) usual: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_the_last_commit_is_known() {
        let cases = [
            (Tool::Hugo, "title = 'x'\nenableGitInfo = true # yes\n", true),
            (Tool::Hugo, "{\n  \"enableGitInfo\": true,\n}", true),
            (Tool::Hugo, "# enableGitInfo: true\nenableGitInfo: false\n", false),
            (Tool::Mkdocs, "plugins:\n  - search\n  - git-revision-date-localized:\n      type: date\n", true),
            (Tool::Mkdocs, "plugins:\n  # - git-revision-date-localized\n", false),
            (Tool::Docusaurus, "docs: {\n  showLastUpdateTime: true,\n}", true),
            (Tool::Docusaurus, "docs: {\n  // showLastUpdateTime: true,\n}", false),
            (Tool::Plain, "enableGitInfo: true", false),
        ];
        for (tool, text, dated) in cases {
            assert_eq!(tool.dates_pages(text), dated, "{text}");
        }
    }
}
