//! The wire form of `pmo.yaml`.

use serde_json::{Value, json};

use super::OwnFieldRecord;
use super::beside::{AssetsRecord, HousekeepingRecord};
use super::brand::BrandRecord;
use super::diagrams::DiagramsRecord;
use super::elsewhere::{FrameHost, LinkScheme};
use super::pages::PagesRecord;
use super::paths::{NavigationRecord, PathsRecord, SiteFile};
use super::repository::RepositoryRecord;
use super::site_address::{BaseUrl, LanguageTag};
use super::synonyms::{self, Synonyms};
use super::{CadenceWord, Named, PrivacyLevel, Visibility};
use crate::diagnostics::{Severity, registry};
use crate::markdown::HtmlPolicy;
use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder, Located, Map, Whole, word};
use crate::parse::hours::{Day, HoursText};
use crate::parse::schema::titled;
use crate::parse::values::{Id, LinkTarget, Name, Slug, Text};
use crate::parse::yaml::{Node, NodeKind};
use crate::time::{ClockTime, DaySet, Zone};

record! {
    /// A site's settings. Every key but `site.title` has a default.
    pub struct ConfigRecord: "pmo.yaml" {
        /// What the site is called and where it stands.
        need site: SiteRecord,
        /// Where its folders lie.
        may paths: PathsRecord,
        /// The theme's folder below `themes/`.
        may theme: Slug [default = "`default`"] [example = "acme"],
        /// The name, the sign and the colour by which readers know whose site it is.
        may brand: BrandRecord,
        /// Where the site's sources are edited.
        may repository: RepositoryRecord,
        /// What is known of each page besides its text.
        may pages: PagesRecord,
        /// Addresses that live on other sites.
        may links: LinksRecord,
        /// In which order pages stand.
        may navigation: NavigationRecord,
        /// What is public unless a record says otherwise.
        may audiences: AudiencesRecord,
        /// How health is judged and named.
        may health: HealthRecord,
        /// A program's stages in order.
        many stages: Located<Named> [example = "build"],
        /// How often programs report.
        may cadence: CadenceRecord,
        /// How plans count their quarters.
        may calendar: CalendarRecord,
        /// When programs that are over leave the list of programs.
        may archive: ArchiveRecord,
        /// Bodies that decide.
        many forums: Located<Named>,
        /// Organizations.
        many orgs: Located<Named> [example = "engineering"],
        /// Goals that programs serve.
        many goals: Located<Named> [example = "grow-in-asia"],
        /// Regions of the world.
        many regions: Located<Named> [example = "EMEA"],
        /// Fields of the site's own: what programs, people and risks may have besides the fields of every site.
        many fields: OwnFieldRecord,
        /// Who should be awake when.
        may coverage: CoverageRecord,
        /// How Markdown is read.
        may markdown: MarkdownRecord,
        /// How diagrams are drawn.
        may diagrams: DiagramsRecord,
        /// Whether there is a search page.
        may search: Switch [default = "`true`"],
        /// Groups of words that mean the same: who searches for one finds pages with the others.
        many synonyms: Located<Synonyms> [example = "[PTO, paid time off]"],
        /// Which open data are written.
        may feeds: FeedsRecord,
        /// Which files beside pages are published.
        may assets: AssetsRecord,
        /// What `check --housekeeping` tells.
        may housekeeping: HousekeepingRecord,
        /// The file beside `pmo.yaml` with findings that are known and pass; `check --update-baseline` writes it.
        may baseline: SiteFile [example = "known-findings.json"],
        /// Severities of findings by code.
        each findings: Located<FindingLevel> [example = "{ PMO-W0601: error }"],
    }
}

record! {
    /// What the site is called and where it stands.
    pub struct SiteRecord: "site" {
        /// The site's title.
        need title: Name [example = "Acme PMO"],
        /// Whose PMO it is.
        may organization: Name [default = "the title"] [example = "Acme"],
        /// What it is, in one sentence.
        may description: Text<300> [default = "a sentence with the title"] [example = "Programs and people of the \
                                               Acme PMO."],
        /// The address of its first page; may have a path.
        may base_url: BaseUrl [default = "none: addresses are relative to the root, and feeds are left out"],
        /// The zone whose calendar day is "today".
        may time_zone: Zone [default = "`UTC`"],
        /// BCP 47 language tag.
        may language: LanguageTag [default = "`en`"],
    }
}

record! {
    /// Addresses that live on other sites.
    pub struct LinksRecord: "links" {
        /// Address prefixes of this site and where they really lead.
        each external: Located<LinkTarget> [example = "{ /jobs/: https://jobs.example.com/ }"],
        /// Schemes of applications that links in texts may have, besides those of the web and of mail.
        many schemes: Located<LinkScheme>,
        /// Whether pages show pictures of other hosts, which then learn who reads them; if not, they are links.
        may remote_pictures: bool [default = "`true`"],
        /// Hosts whose frames, such as films, pages show in their place; all others are links.
        many frames: Located<FrameHost>,
    }
}

impl ConfigRecord {
    /// Who sees programs that do not say, and the most that is shown of when anybody works, as far as the file says.
    pub(crate) fn privacy(&self) -> (Option<Visibility>, Option<PrivacyLevel>) {
        let visibility = self.audiences.as_ref().and_then(|audiences| audiences.value.default_visibility);
        let privacy = self.coverage.as_ref().and_then(|coverage| coverage.value.privacy.as_ref());
        let show = privacy.and_then(|privacy| privacy.value.show);
        (visibility.map(|given| given.value), show.map(|given| given.value))
    }
}

record! {
    /// What is public unless a record says otherwise.
    pub struct AudiencesRecord: "audiences" {
        /// Visibility of programs that do not say.
        may default_visibility: Visibility [default = "`public`"],
    }
}

record! {
    /// How health is judged and named.
    pub struct HealthRecord: "health" {
        /// The words that readers see.
        may labels: LabelsRecord,
        /// What health is broken down into.
        many dimensions: Id [default = "`schedule`, `scope`, `budget`, `resources`"] [example = "scope"],
        /// Lowest confidence of green and of amber.
        may confidence: BandsRecord,
        /// Days of slip of a key milestone that make amber and red.
        may slip_days: SlipRecord,
        /// Risk score from which a missed review makes amber.
        may risk_score: Whole<u8, 1, 25> [default = "15"] [example = "15"],
    }
}

record! {
    /// The words that readers see.
    pub struct LabelsRecord: "health labels" {
        /// For green.
        may green: Text<40> [default = "On track"] [example = "On track"],
        /// For amber.
        may amber: Text<40> [default = "Needs attention"] [example = "Needs attention"],
        /// For red.
        may red: Text<40> [default = "At risk"] [example = "At risk"],
    }
}

record! {
    /// Lowest confidence of green and of amber.
    pub struct BandsRecord: "confidence bands" {
        /// Percent.
        may green: Whole<u8, 0, 100> [default = "80"] [example = "80"],
        /// Percent.
        may amber: Whole<u8, 0, 100> [default = "50"] [example = "50"],
    }
}

record! {
    /// Days of slip that make amber and red.
    pub struct SlipRecord: "slip thresholds" {
        /// Days.
        may amber: Whole<i32, 1, 3650> [default = "5"] [example = "5"],
        /// Days.
        may red: Whole<i32, 1, 3650> [default = "20"] [example = "20"],
    }
}

record! {
    /// How often programs report.
    pub struct CadenceRecord: "cadence" {
        /// Unless a program says otherwise.
        may default: CadenceWord [default = "`weekly`"],
        /// The day of the week on which reports are due.
        may due_day: Day [default = "`thu`"],
        /// Days after the due day before a status is stale.
        may grace_days: Whole<u16, 0, 60> [default = "3"] [example = "3"],
    }
}

record! {
    /// How plans count their quarters.
    pub struct CalendarRecord: "calendar" {
        /// The month with which the year of plans begins, 1 to 12: `2026-Q1` is the quarter that begins with it in
        /// 2026.
        may fiscal_year_start: Whole<i8, 1, 12> [default = "1, January"] [example = "4"],
    }
}

record! {
    /// When programs that are over leave the list of programs. Their own pages stay where they are.
    pub struct ArchiveRecord: "archive" {
        /// Days after the end of a program.
        may after_days: Whole<u16, 0, 3650> [default = "180"] [example = "365"],
    }
}

record! {
    /// Who should be awake when.
    pub struct CoverageRecord: "coverage" {
        /// Hours of people who give none.
        may working_hours: HoursText [default = "`Mo-Fr 09:00-17:00`"],
        /// What should be covered.
        many targets: TargetRecord,
        /// How much a public site shows of when people work.
        may privacy: PrivacyRecord,
    }
}

record! {
    /// How much a public site shows of when people work. Nobody shows more than this; a person's `publish.coverage` may
    /// show less.
    pub struct PrivacyRecord: "coverage privacy" {
        /// The most that is shown of anybody.
        may show: PrivacyLevel [default = "`name`"],
        /// Fewest people without a name whose clock is shown, and who are counted in a focus area; clocks of fewer are
        /// merged into their region.
        may k: Whole<usize, 1, 100> [default = "2"] [example = "3"],
    }
}

record! {
    /// Hours in which a number of people should be working.
    pub struct TargetRecord: "coverage target" {
        /// Its id.
        need id: Id [example = "support"],
        /// What it is called.
        may name: Name [default = "the id as a name"] [example = "Support"],
        /// The zone that its hours are read in.
        need time_zone: Zone,
        /// Its days.
        may days: DaySet [default = "`Mo-Fr`"],
        /// When it begins on each day.
        need from: ClockTime,
        /// When it ends; before `from`, on the next day.
        need to: ClockTime,
        /// How many people there should be at least.
        may min_people: Whole<u32, 1, 1000> [default = "1"] [example = "2"],
        /// Of which area; of any if absent.
        may focus_area: Slug [default = "any"],
    }
}

record! {
    /// How Markdown is read.
    pub struct MarkdownRecord: "markdown" {
        /// What happens to raw HTML.
        may html: HtmlPolicy [default = "`sanitize`"],
        /// Whether `:names:` become emoji.
        may emoji: bool [default = "`true`"],
        /// Whether straight quotes become curly.
        may smart_punctuation: bool [default = "`true`"],
        /// Whether LaTeX between dollars is a formula: `$x^2$`, and `$$…$$` in a line of its own.
        may math: bool [default = "`true`; a text in which some pair of dollars is money has none"],
        /// Size in bytes above which a page is a mistake and is not published; 2 MiB (2097152) unless given.
        may max_page_size: Whole<usize, 1024, 67_108_864> [default = "2 MiB (2097152)"] [example = "4194304"],
    }
}

impl Decode for HtmlPolicy {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let words = [("sanitize", Self::Sanitize), ("escape", Self::Escape), ("trusted", Self::Trusted)];
        word(node, to, &words, "HTML policy")
    }

    fn schema() -> Value {
        json!({ "enum": ["sanitize", "escape", "trusted"] })
    }
}

/// `true`, `false`, or a mapping with `enabled`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switch(pub bool);

record! {
    /// The long form of a switch.
    struct SwitchRecord: "switch" {
        /// Whether it is on.
        may enabled: bool [default = "`true`"],
    }
}

impl Decode for Switch {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        match &node.kind {
            NodeKind::Map(_) => {
                SwitchRecord::decode(node, to).map(|record| Self(record.enabled.is_none_or(|on| on.value)))
            }
            _ => bool::decode(node, to).map(Self),
        }
    }

    fn schema() -> Value {
        titled(
            json!({ "anyOf": [bool::schema(), SwitchRecord::schema()] }),
            "`true`, `false` or a mapping with `enabled`",
            "false",
        )
    }
}

record! {
    /// Which open data are written; all unless said otherwise.
    pub struct FeedsRecord: "feeds" {
        /// Atom feeds.
        may atom: bool [default = "`true`"],
        /// iCalendar files.
        may ics: bool [default = "`true`"],
        /// JSON below `/api/v1/`.
        may json: bool [default = "`true`"],
        /// CSV tables.
        may csv: bool [default = "`true`"],
        /// SVG badges.
        may badges: bool [default = "`true`"],
    }
}

/// A severity that a site gives to a code; `ignore` leaves the finding out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FindingLevel(pub Option<Severity>);

impl Decode for FindingLevel {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let words = [("error", Some(Severity::Error)), ("warning", Some(Severity::Warning)), ("ignore", None)];
        word(node, to, &words, "severity").map(Self)
    }

    fn schema() -> Value {
        json!({ "enum": ["error", "warning", "ignore"] })
    }
}

impl ConfigRecord {
    /// Reports synonyms that a search cannot use.
    pub fn check_synonyms(&self, to: &mut Decoder) {
        synonyms::check(&self.synonyms, to);
    }

    /// The site's severities by code, with a finding for each code that is unknown or whose severity is fixed.
    #[must_use]
    pub fn levels(&self, to: &mut Decoder) -> crate::diagnostics::SeverityOverrides {
        let Map(entries) = &self.findings;
        let mut levels = crate::diagnostics::SeverityOverrides::default();
        for (code, level) in entries {
            match registry::find(&code.value) {
                Some(rule) if rule.adjustable => {
                    levels.0.insert(rule.code.to_owned(), level.value.0);
                }
                Some(rule) => {
                    let hint = "remove the line: without this rule no sound site could be built".to_owned();
                    to.report(
                        &registry::UNKNOWN_CODE,
                        code.span,
                        format!("the severity of {} ({}) is fixed", rule.code, rule.title),
                        Some(hint),
                    );
                }
                None => {
                    let near = crate::diagnostics::nearest(&code.value, registry::RULES.iter().map(|rule| rule.code));
                    let hint = near.map_or("`pmo-site explain` lists all codes".to_owned(), |near| {
                        format!("did you mean `{near}`?")
                    });
                    to.report(
                        &registry::UNKNOWN_CODE,
                        code.span,
                        format!("there is no finding `{}`", code.value),
                        Some(hint),
                    );
                }
            }
        }
        levels
    }
}
