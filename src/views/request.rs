//! `/request/`: how to ask for a program manager, whether the work needs one, and who answers.

use serde::Serialize;

use super::focus_areas::answer;
use super::{AreaChip, Cx, DateView, Head, Introduction, PersonChip};
use crate::config::Forge;
use crate::model::{Answer, Calculator, Criterion, Intake, Outcome};
use crate::parse::records::{ForgeKind, IntakeMode, Named};
use crate::plan::LinkView;
use crate::words::{Term, WORDS, capital};

/// The template of this page.
pub const TEMPLATE: &str = "request.html";

/// The page of requests.
#[derive(Clone, Debug, Serialize)]
pub struct RequestView {
    /// What its author says first.
    pub introduction: Option<Introduction>,
    /// How to ask; absent while the office has not said.
    pub intake: Option<RequestWay>,
    /// Whether the work needs a program manager at all.
    pub calculator: Option<Rubric>,
    /// Who answers for which words.
    pub routes: Vec<AreaContact>,
    /// The page of focus areas.
    pub focus_areas: LinkView,
}

/// How to ask.
#[derive(Clone, Debug, Serialize)]
pub struct RequestWay {
    /// What to do, in one sentence.
    pub sentence: String,
    /// The button; its address is empty when there is none.
    pub link: LinkView,
    /// The field of the request that takes the calculator's answers.
    pub field: &'static str,
    /// The manager who takes requests.
    pub manager: Option<PersonChip>,
    /// Goals and who answers for them, where requests go to them.
    pub goals: Vec<GoalContact>,
    /// A sentence from the office, as HTML.
    pub note: String,
    /// Since when this holds.
    pub effective: Option<DateView>,
    /// Where to ask questions.
    pub questions: Option<String>,
    /// Whether direct messages are asked not to be sent.
    pub no_direct_messages: bool,
}

/// A goal and who answers for it.
#[derive(Clone, Debug, Serialize)]
pub struct GoalContact {
    /// The goal.
    pub name: String,
    /// Who.
    pub owner: Option<PersonChip>,
}

/// The calculator as a scored table.
#[derive(Clone, Debug, Serialize)]
pub struct Rubric {
    /// How many questions there are, in a sentence.
    pub lede: String,
    /// Its version.
    pub version: String,
    /// The highest score.
    pub max: u32,
    /// The questions.
    pub questions: Vec<Question>,
    /// What a score means.
    pub outcomes: Vec<ScoreMeaning>,
}

/// A question.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// In words, as HTML.
    pub html: String,
    /// The answers.
    pub answers: Vec<Scored>,
}

/// An answer and what it adds to the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scored {
    /// In words.
    pub label: String,
    /// Points times the question's weight.
    pub score: u32,
}

/// What a score means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScoreMeaning {
    /// From this score on.
    pub min: u32,
    /// Which scores (`14 to 25`).
    pub range: String,
    /// Its name.
    pub name: String,
    /// What to do, as HTML.
    pub action: String,
}

/// Who answers for an area.
#[derive(Clone, Debug, Serialize)]
pub struct AreaContact {
    /// The area.
    pub area: AreaChip,
    /// Words that point to it.
    pub keywords: String,
    /// Who looks first.
    pub triage: Option<PersonChip>,
    /// When the first answer comes.
    pub answer: Option<String>,
    /// Both in a sentence, for the page's script: `Renata Siqueira answers within 5 working days.`
    pub who: String,
    /// Labels that the request gets.
    pub labels: Vec<String>,
}

/// The page of requests.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, RequestView) {
    let introduction = cx.introduction("/request/");
    let title =
        introduction.as_ref().map_or_else(|| "Ask for support".to_owned(), |introduction| introduction.title.clone());
    let intake = cx.model.intake.as_ref();
    let view = RequestView {
        introduction,
        intake: intake.map(|intake| way(cx, intake)),
        calculator: intake.and_then(|intake| {
            let calculator = intake.calculator.as_ref().filter(|calculator| !calculator.criteria.is_empty())?;
            Some(rubric(cx, calculator))
        }),
        routes: routes(cx),
        focus_areas: cx.link("/focus-areas/", "What each area does"),
    };
    let description = format!(
        "How to ask {} for a program manager, whether your work needs one, and who answers.",
        cx.model.config.title
    );
    (Head { title, description }, view)
}

fn way(cx: &Cx<'_>, intake: &Intake) -> RequestWay {
    let Intake {
        file,
        mode,
        url,
        template,
        manager,
        note,
        effective,
        questions_channel,
        no_direct_messages,
        // `Rubric` has it.
        calculator: _,
    } = intake;
    let url = url.as_ref().map(|url| cx.plan.target(url, file)).unwrap_or_default();
    let (sentence, text, href, field) = match mode {
        IntakeMode::IssueTemplate => {
            let tracker = Tracker::of(&url, cx.model.config.forge.as_ref());
            let sentence = template.as_ref().map_or_else(
                || "Open an issue in our tracker.".to_owned(),
                |template| format!("Open an issue in our tracker with the template {template}."),
            );
            (sentence, "Open a request", tracker.address(&url, template.as_deref()), tracker.body())
        }
        IntakeMode::FormUrl => ("Fill in our form.".to_owned(), "Open the form", url, "answers"),
        IntakeMode::Email => {
            let mailbox = url.strip_prefix("mailto:").unwrap_or(&url).to_owned();
            (format!("Write to {mailbox}."), "Write to us", url, "body")
        }
        IntakeMode::GoalOwner => {
            ("Talk to whoever answers for the goal that your work serves.".to_owned(), "", url, "answers")
        }
        IntakeMode::Manager => ("Talk to the manager who takes requests.".to_owned(), "", url, "answers"),
    };
    let goals =
        cx.model.config.goals.iter().filter(|_| *mode == IntakeMode::GoalOwner).map(|goal| owned(cx, goal)).collect();
    let text = if text.is_empty() { "Open a request" } else { text };
    RequestWay {
        sentence,
        link: LinkView { href, text: text.to_owned() },
        field,
        manager: manager.map(|manager| cx.person(manager)),
        goals,
        note: cx.html(note),
        effective: effective.map(|date| cx.date(date)),
        questions: questions_channel.clone(),
        no_direct_messages: *no_direct_messages,
    }
}

fn owned(cx: &Cx<'_>, goal: &Named) -> GoalContact {
    // Only the owner is of use to who asks.
    let Named { id: _, name, description: _, owner, owner_at: _, formerly: _, until: _ } = goal;
    let owner = owner.as_deref().and_then(|slug| cx.model.find_person(slug));
    GoalContact { name: name.clone(), owner: owner.map(|owner| cx.person(owner)) }
}

/// The kinds of tracker, which take a prepared issue in different fields of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tracker {
    /// `issuable_template`, `issue[description]`.
    Gitlab,
    /// `template`, `body`; Gitea and Forgejo read the same.
    Github,
}

impl Tracker {
    fn of(url: &str, forge: Option<&Forge>) -> Self {
        if url.contains("/-/") {
            Self::Gitlab
        } else if url.contains("github") {
            Self::Github
        } else {
            match forge.map(|forge| forge.kind) {
                Some(ForgeKind::Github | ForgeKind::Gitea) => Self::Github,
                Some(ForgeKind::Gitlab) | None => Self::Gitlab,
            }
        }
    }

    fn body(self) -> &'static str {
        match self {
            Self::Gitlab => "issue[description]",
            Self::Github => "body",
        }
    }

    fn address(self, url: &str, template: Option<&str>) -> String {
        let Some(template) = template else { return url.to_owned() };
        let (whole, (url, fragment)) = (url, url.split_at(url.find('#').unwrap_or(url.len())));
        let field = match self {
            Self::Gitlab => "issuable_template",
            Self::Github => "template",
        };
        // The address may have a query of its own, and that may name a template already.
        if url.contains(&format!("{field}=")) {
            return whole.to_owned();
        }
        let sign = if url.contains('?') { '&' } else { '?' };
        let template = percent_encoding::utf8_percent_encode(template, percent_encoding::NON_ALPHANUMERIC);
        format!("{url}{sign}{field}={template}{fragment}")
    }
}

fn rubric(cx: &Cx<'_>, calculator: &Calculator) -> Rubric {
    let Calculator { version, criteria, outcomes } = calculator;
    let max = calculator.max_score();
    let question = |Criterion { id, question, weight, options }: &Criterion| Question {
        id: id.clone(),
        html: cx.html(question),
        answers: options
            .iter()
            .map(|Answer { label, points }| Scored { label: label.clone(), score: points * weight })
            .collect(),
    };
    let ends = outcomes.iter().skip(1).map(|next| next.min.saturating_sub(1)).chain([max]);
    let meaning = |(Outcome { min, name, action }, end): (&Outcome, u32)| ScoreMeaning {
        min: *min,
        range: if end > *min { format!("{min} to {end}") } else { min.to_string() },
        name: name.clone(),
        action: cx.html(action),
    };
    let many = capital(&WORDS.count(criteria.len(), Term::Question));
    let tell = if criteria.len() == 1 { "tells" } else { "tell" };
    Rubric {
        lede: format!("{many} {tell} you what we can do. It takes a minute."),
        version: version.clone(),
        max,
        questions: criteria.iter().map(question).collect(),
        outcomes: outcomes.iter().zip(ends).map(meaning).collect(),
    }
}

fn routes(cx: &Cx<'_>) -> Vec<AreaContact> {
    let route = |(id, area): (_, &crate::model::FocusArea)| AreaContact {
        area: cx.focus_area(id),
        keywords: WORDS.commas(&area.keywords),
        triage: area.triage_dri.map(|person| cx.person(person)),
        answer: answer(area),
        who: format!(
            "{} answers{}.",
            area.triage_dri.map_or_else(|| "Whoever is on duty".to_owned(), |person| cx.person(person).name),
            answer(area).map_or_else(String::new, |answer| format!(" {answer}")),
        ),
        labels: area.labels.clone(),
    };
    let routed = cx.model.focus_areas().filter(|(_, area)| !area.keywords.is_empty() || area.triage_dri.is_some());
    routed.map(route).collect()
}

#[cfg(test)]
mod tests {
    use super::Tracker;

    #[test]
    fn a_tracker_takes_the_template_in_its_own_field() {
        let gitlab = "https://git.example/pmo/-/issues/new";
        assert_eq!(
            Tracker::of(gitlab, None).address(gitlab, Some("A b")),
            "https://git.example/pmo/-/issues/new?issuable_template=A%20b"
        );
        let github = "https://github.com/a/b/issues/new?labels=x";
        assert_eq!(
            Tracker::of(github, None).address(github, Some("t.md")),
            "https://github.com/a/b/issues/new?labels=x&template=t%2Emd"
        );
        let named = "https://github.com/a/b/issues/new?template=x";
        assert_eq!(Tracker::of(named, None).address(named, Some("y")), named);
        let part = "https://git.example/pmo/-/issues/new?a=b#new";
        assert_eq!(
            Tracker::of(part, None).address(part, Some("x")),
            "https://git.example/pmo/-/issues/new?a=b&issuable_template=x#new"
        );
    }
}
