//! A badge for README files: a program's name, the mark and the word for where it stands, and the day of the report
//! that says so.
//!
//! An image has no style sheet of the site, so colours are attributes here and nowhere else. It reads without colour:
//! the mark's shape and the word say the same, and a screen reader gets both names as one label.

use super::glyphs::{fitted, width};
use super::xml::escape;
use super::{FeedJob, JobInputs, each, file, with_former};
use crate::model::{ProgramId, ReportParts};
use crate::parse::records::Lifecycle;
use crate::snapshot::Snapshot;
use crate::words::WORDS;

/// Height of a badge, as badges of other tools have it, so that they line up in one row.
const HEIGHT: u32 = 20;

/// Space at both ends of a text.
const PAD: u32 = 6;

/// Room of the mark, with the space after it.
const MARK: u32 = 16;

/// Widest name; badges stand in rows.
const NAME: u32 = 260;

/// Widest word; a site may have longer ones.
const WORD: u32 = 160;

/// How a mark looks: its ground, its ink, and its shape around (0, 0) within 5 pixels.
struct BadgeStyle {
    mark: &'static str,
    ground: &'static str,
    ink: &'static str,
    shape: &'static str,
}

/// Ground of what has no colour.
const NEUTRAL: &str = "#4a5160";

/// Every mark. Contrast of ink on ground is at least 4.5 to 1.
const LOOKS: &[BadgeStyle] = &[
    BadgeStyle { mark: "green", ground: "#0b7a75", ink: "#ffffff", shape: r#"<circle r="4.5" fill="INK"/>"# },
    BadgeStyle {
        mark: "amber",
        ground: "#ffb000",
        ink: "#000000",
        shape: r#"<path d="M0-5.5 5.5 0 0 5.5-5.5 0z" fill="INK"/>"#,
    },
    BadgeStyle { mark: "red", ground: "#a8071a", ink: "#ffffff", shape: r#"<path d="M0-5 5.5 4.5h-11z" fill="INK"/>"# },
    BadgeStyle {
        mark: "stale",
        ground: NEUTRAL,
        ink: "#ffffff",
        shape: r#"<circle r="4.5" fill="none" stroke="INK" stroke-width="1.5" stroke-dasharray="2.5 2"/>"#,
    },
    BadgeStyle {
        mark: "never",
        ground: NEUTRAL,
        ink: "#ffffff",
        shape: r#"<circle r="4.5" fill="none" stroke="INK" stroke-width="1.5" stroke-dasharray="1 2"/>"#,
    },
    BadgeStyle {
        mark: "complete",
        ground: NEUTRAL,
        ink: "#ffffff",
        shape: r#"<path d="M-4.5 0-1.5 3.5 4.5-3.5" fill="none" stroke="INK" stroke-width="1.5"/>"#,
    },
    BadgeStyle {
        mark: "paused",
        ground: NEUTRAL,
        ink: "#ffffff",
        shape: r#"<path d="M-2-4v8M2-4v8" fill="none" stroke="INK" stroke-width="1.5"/>"#,
    },
    BadgeStyle {
        mark: "cancelled",
        ground: NEUTRAL,
        ink: "#ffffff",
        shape: r#"<path d="M-4-4 4 4M4-4-4 4" fill="none" stroke="INK" stroke-width="1.5"/>"#,
    },
    BadgeStyle {
        mark: "",
        ground: NEUTRAL,
        ink: "#ffffff",
        shape: r#"<circle r="4.5" fill="none" stroke="INK" stroke-width="1.5"/>"#,
    },
];

/// Every program's badge.
pub(super) fn jobs<'c>(cx: &'c Snapshot<'_>) -> impl Iterator<Item = FeedJob<'c>> {
    each(
        "badges",
        cx.model.programs.len(),
        |batch| JobInputs::Programs(batch, ReportParts::HEALTH),
        |index| {
            let id = ProgramId::new(index);
            let (program, health) = (cx.model.program(id), cx.health(id));
            let reported = cx.state(id).update.filter(|_| cx.state(id).facts.lifecycle == Lifecycle::Active);
            // Nothing else in a README says how old the status is.
            let day = reported.map_or_else(String::new, |update| format!(", {}", WORDS.date(update.date)));
            let path = |slug: &str| format!("badges/{slug}.svg");
            let badge = badge(program.name.on(cx.model.as_of), health.mark, &health.label, &day);
            with_former(file(path(&program.slug), badge), &program.formerly, path)
        },
    )
}

/// The badge of `name` with the mark named `mark` and the word `label` beside it; `day` stands after the word and is
/// never shortened.
#[must_use]
pub fn badge(name: &str, mark: &str, label: &str, day: &str) -> String {
    let look = LOOKS.iter().find(|look| look.mark == mark || look.mark.is_empty());
    let (ground, ink, shape) = look.map_or((NEUTRAL, "#ffffff", ""), |look| (look.ground, look.ink, look.shape));
    let title = format!("{}: {}{}", escape(name), escape(label), escape(day));
    let (name, word) = (fitted(name, NAME), fitted(label, WORD) + day);
    let (name_width, word_width) = (width(&name), width(&word));
    let left = name_width + 2 * PAD;
    let right = MARK + word_width + 2 * PAD;
    let total = left + right;
    let text = |x: u32, ink: &str, length: u32, text: &str| {
        format!(
            r#"<text x="{x}" y="14" fill="{ink}" textLength="{length}" lengthAdjust="spacingAndGlyphs">{}</text>"#,
            escape(text)
        )
    };
    let name = text(PAD, "#ffffff", name_width, &name);
    let word = text(left + PAD + MARK, ink, word_width, &word);
    let shape = shape.replace("INK", ink);
    let at = left + PAD + MARK / 2 - 2;
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="{HEIGHT}" viewBox="0 0 {total} {HEIGHT}" role="img" aria-label="{title}"><title>{title}</title><rect width="{left}" height="{HEIGHT}" fill="#1f2430"/><rect x="{left}" width="{right}" height="{HEIGHT}" fill="{ground}"/><g transform="translate({at} 10)">{shape}</g><g font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">{name}{word}</g></svg>
"##
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_has_a_name_a_word_and_a_shape() {
        let svg = badge("Tenant migration", "amber", "Needs attention", "");
        assert!(
            svg.contains(r#"role="img" aria-label="Tenant migration: Needs attention"><title>Tenant migration: Needs attention</title>"#)
        );
        assert!(
            svg.contains("<path d=\"M0-5.5")
                && svg.contains("fill=\"#ffb000\"")
                && svg.contains(">Needs attention</text>")
        );
        assert!(!svg.contains("style=") && !svg.contains("INK"));
    }

    #[test]
    fn a_long_word_is_cut_and_its_day_is_not() {
        let svg = badge("Apollo", "green", &"On track ".repeat(9), ", 5 Mar 2026");
        assert!(svg.contains("…, 5 Mar 2026</text>"), "{svg}");
    }

    #[test]
    fn every_mark_has_a_shape_of_its_own() {
        let marks = ["green", "amber", "red", "stale", "never", "complete", "paused", "cancelled", "proposed"];
        let shapes: std::collections::BTreeSet<String> = marks.iter().map(|mark| badge("a", mark, "b", "")).collect();
        assert_eq!(shapes.len(), marks.len());
    }

    #[test]
    fn what_a_name_holds_cannot_leave_its_text() {
        let svg = badge("<script> & \"x\"", "green", "On track", "");
        assert!(svg.contains("&lt;script&gt; &amp; &quot;x&quot;") && !svg.contains("<script"));
    }
}
