//! What a file of the source tree is, by its path alone.

use super::beside::{self, PublishRule};
use crate::source::SourcePath;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// `pmo.yaml`.
    Config,
    /// `content/people/<slug>.yaml`.
    Person,
    /// `content/focus-areas/<slug>.yaml`.
    FocusArea,
    /// `content/programs/<slug>/program.yaml`.
    Program,
    /// `content/programs/<slug>/updates/<date>.md`.
    Update,
    /// `content/holidays/<slug>.yaml`.
    Holidays,
    /// `content/intake.yaml`.
    Intake,
    /// `content/levels.yaml`.
    Levels,
    /// Markdown anywhere else below `content/`.
    Page,
    /// A file beside a page or a report, which may be published at the same path.
    Asset,
    /// `static/**`, published at the root.
    Static,
    /// `themes/**`, read by the theme.
    Theme,
    /// The file of known findings, read by the pipeline.
    Baseline,
    /// Found where a record is expected, and not one.
    Stray,
}

/// What the file at `path` is.
#[must_use]
pub fn kind_of(path: &SourcePath) -> FileKind {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let yaml = matches!(path.extension(), "yaml" | "yml");
    let markdown = matches!(path.extension().to_ascii_lowercase().as_str(), "md" | "markdown");
    let never = || matches!(beside::standing(path), PublishRule::Never(_));
    match parts.as_slice() {
        ["pmo.yaml" | "pmo.yml"] => FileKind::Config,
        // Only the file of known findings is read besides.
        [_] => FileKind::Baseline,
        ["static", ..] => FileKind::Static,
        ["themes", ..] => FileKind::Theme,
        ["content", "people", _] if yaml => FileKind::Person,
        ["content", "focus-areas", _] if yaml => FileKind::FocusArea,
        ["content", "holidays", _] if yaml => FileKind::Holidays,
        ["content", "programs", _, "program.yaml" | "program.yml"] => FileKind::Program,
        ["content", "programs", _, "updates", _] if markdown => FileKind::Update,
        ["content", "intake.yaml" | "intake.yml"] => FileKind::Intake,
        ["content", "levels.yaml" | "levels.yml"] => FileKind::Levels,
        // Parts of pages of other tools, no pages.
        ["content", folders @ .., _] if markdown && folders.iter().any(|name| name.starts_with('.')) => FileKind::Stray,
        ["content", ..] if markdown && !beside::is_leftover_page(path) => FileKind::Page,
        ["content", "people" | "focus-areas" | "holidays", ..] => FileKind::Stray,
        ["content", ..] if never() => FileKind::Stray,
        ["content", ..] => FileKind::Asset,
        _ => FileKind::Stray,
    }
}

/// The slug that a record's path gives it: the file's stem, or the folder's name for `program.yaml` and updates.
#[must_use]
pub(crate) fn slug_of(path: &SourcePath, kind: FileKind) -> &str {
    match kind {
        FileKind::Program | FileKind::Update => path.as_str().split('/').nth(2).unwrap_or(""),
        _ => path.stem(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_a_file_is() {
        let kinds = [
            ("pmo.yaml", FileKind::Config),
            ("content/people/a.yml", FileKind::Person),
            ("content/people/a.txt", FileKind::Stray),
            ("content/programs/p/program.yaml", FileKind::Program),
            ("content/programs/p/updates/2026-01-01.md", FileKind::Update),
            ("content/programs/p/updates/notes.txt", FileKind::Asset),
            ("content/programs/p/program.YAML", FileKind::Stray),
            ("content/programs/p/program.yaml.orig", FileKind::Stray),
            ("content/people/zoe.png", FileKind::Stray),
            ("content/departments/x_BASE_12.md", FileKind::Stray),
            ("content/departments/x.HTML", FileKind::Stray),
            ("content/programs/p/charter.md", FileKind::Page),
            ("content/programs/_index.md", FileKind::Page),
            ("content/departments/x.md", FileKind::Page),
            ("content/departments/x.png", FileKind::Asset),
            ("content/.gitbook/includes/x.md", FileKind::Stray),
            ("content/.gitbook/assets/x.png", FileKind::Asset),
            ("known-findings.json", FileKind::Baseline),
            ("content/data.yaml", FileKind::Stray),
            ("static/CNAME", FileKind::Static),
        ];
        for (path, kind) in kinds {
            assert_eq!(kind_of(&SourcePath::new(path)), kind, "{path}");
        }
    }
}
