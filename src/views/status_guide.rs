//! `/status-guide/`: how to read our status, printed from the site's own thresholds.

use serde::Serialize;

use super::{Cx, DateView, Head, Introduction};
use crate::parse::records::{CadenceWord, Colour};
use crate::snapshot::HealthMark;
use crate::status::{Band, RULES, Rhythm};
use crate::words::{Term, WORDS, capital};

/// The template of this page.
pub const TEMPLATE: &str = "status-guide.html";

/// The page that explains status.
#[derive(Clone, Debug, Serialize)]
pub struct StatusGuideView {
    /// What its author says first.
    pub introduction: Option<Introduction>,
    /// The three colours.
    pub colours: Vec<MarkMeaning>,
    /// States without a colour.
    pub others: Vec<MarkMeaning>,
    /// What health is broken down into.
    pub dimensions: Vec<String>,
    /// The rules of computed health.
    pub rules: Vec<RuleView>,
    /// Confidence by colour, best first.
    pub confidence: Vec<Banded>,
    /// Risk scores by band, lowest first.
    pub risks: Vec<Scores>,
    /// How often programs report unless they say otherwise.
    pub cadence: &'static str,
    /// The day on which reports are due.
    pub due_day: &'static str,
    /// Days of grace (`3 days`).
    pub grace: String,
    /// What each cadence means for a report of the site's day.
    pub cadences: Vec<CadenceView>,
    /// The report that the examples are for.
    pub example: DateView,
}

/// A mark and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkMeaning {
    /// The mark.
    pub health: HealthMark,
    /// Its shape in words.
    pub shape: &'static str,
    /// What it means.
    pub text: &'static str,
}

/// A rule of computed health.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleView {
    /// Its name.
    pub name: String,
    /// What it demands.
    pub text: String,
}

/// A band of confidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Banded {
    /// The colour.
    pub health: HealthMark,
    /// From and to (`80 to 100%`).
    pub range: String,
}

/// A band of risk scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scores {
    /// The band.
    pub band: &'static str,
    /// Its scores (`5 to 9`).
    pub range: String,
}

/// A cadence with an example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CadenceView {
    /// The cadence.
    pub name: &'static str,
    /// Whether programs have it unless they say otherwise.
    pub default: bool,
    /// When the report after the example is due; none for programs that do not report.
    pub due: Option<DateView>,
    /// The first day on which the program is stale without that report.
    pub stale: Option<DateView>,
}

/// The page that explains status.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, StatusGuideView) {
    let config = &cx.model.config;
    let introduction = cx.introduction("/status-guide/");
    let title = introduction
        .as_ref()
        .map_or_else(|| "How to read our status".to_owned(), |introduction| introduction.title.clone());
    let rules = RULES.iter().map(|rule| RuleView { name: capital(rule.name), text: (rule.explain)(&config.health) });
    let view = StatusGuideView {
        introduction,
        colours: colours(cx),
        others: others(),
        dimensions: config.health.dimensions.clone(),
        rules: rules.collect(),
        confidence: confidence(cx),
        risks: risks(),
        cadence: cadence(config.cadence),
        due_day: WORDS.weekday(config.due_day),
        grace: WORDS.count(config.grace_days, Term::Day),
        cadences: CadenceWord::ALL.iter().map(|word| example(cx, *word)).collect(),
        example: cx.date(cx.model.as_of),
    };
    let description =
        "What the colours and marks mean, which rules the numbers must pass, and when a status is too old to count.";
    (Head { title, description: description.to_owned() }, view)
}

fn colours(cx: &Cx<'_>) -> Vec<MarkMeaning> {
    let all = [
        (Colour::Green, "filled circle", "The program will do what it promised, when it promised."),
        (Colour::Amber, "filled diamond", "Something threatens the promise; the program can mend it and says how."),
        (Colour::Red, "filled triangle", "The promise will not hold without help or a decision from outside."),
    ];
    all.into_iter().map(|(colour, shape, text)| MarkMeaning { health: cx.colour(colour), shape, text }).collect()
}

fn others() -> Vec<MarkMeaning> {
    let all = [
        ("stale", "Stale", "dashed ring", "The report is overdue. Its last colour does not count any more."),
        ("never", "No status yet", "short line", "The program is active and has not reported."),
        ("proposed", "Proposed", "dotted square", "An idea that has not been accepted."),
        ("planned", "Planned", "open square", "Accepted and not begun."),
        ("paused", "Paused", "two open bars", "Stopped for a while; it does not report and cannot go stale."),
        ("complete", "Complete", "open circle with a check", "Done."),
        ("cancelled", "Cancelled", "cross", "Stopped for good."),
    ];
    all.into_iter()
        .map(|(mark, label, shape, text)| MarkMeaning {
            health: HealthMark { mark, label: label.to_owned() },
            shape,
            text,
        })
        .collect()
}

fn confidence(cx: &Cx<'_>) -> Vec<Banded> {
    let rules = &cx.model.config.health;
    let bands = [
        (Colour::Green, rules.green_confidence, 101),
        (Colour::Amber, rules.amber_confidence, rules.green_confidence),
        (Colour::Red, 0, rules.amber_confidence),
    ];
    let there = bands.into_iter().filter(|(_, from, end)| from < end);
    there
        .map(|(colour, from, end)| Banded {
            health: cx.colour(colour),
            range: format!("{from} to {}", WORDS.percent(end - 1)),
        })
        .collect()
}

fn risks() -> Vec<Scores> {
    // Probability and impact are 1 to 5 each, so a score is 1 to 25.
    let mut bands: Vec<(Band, u8, u8)> = Vec::new();
    for score in 1..=25 {
        match bands.last_mut() {
            Some((band, _, last)) if *band == Band::of(score) => *last = score,
            _ => bands.push((Band::of(score), score, score)),
        }
    }
    bands.into_iter().map(|(band, from, to)| Scores { band: band.word(), range: format!("{from} to {to}") }).collect()
}

fn example(cx: &Cx<'_>, word: CadenceWord) -> CadenceView {
    let config = &cx.model.config;
    let due = Rhythm::of_site(config, word).due(cx.model.as_of);
    let stale = due.and_then(|due| due.until.tomorrow().ok());
    CadenceView {
        name: cadence(word),
        default: word == config.cadence,
        due: due.map(|due| cx.date(due.on)),
        stale: stale.map(|date| cx.date(date)),
    }
}

fn cadence(word: CadenceWord) -> &'static str {
    match word {
        CadenceWord::Weekly => "every week",
        CadenceWord::Biweekly => "every two weeks",
        CadenceWord::Monthly => "every month",
        CadenceWord::Quarterly => "every three months",
        CadenceWord::None => "does not report",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn risk_bands_cover_every_score_once() {
        let ranges: Vec<_> = risks().into_iter().map(|scores| format!("{} {}", scores.band, scores.range)).collect();
        assert_eq!(ranges, ["low 1 to 4", "medium 5 to 9", "high 10 to 14", "extreme 15 to 25"]);
    }
}
