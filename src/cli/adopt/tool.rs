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
