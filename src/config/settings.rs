//! The settings that hold, with every default filled in.

use std::sync::Arc;

use jiff::civil::Weekday;
use serde::Serialize;

use super::brand::Brand;
use super::forge::Forge;
use super::host_files::HostFiles;
use super::pages::PageRules;
use super::target::CoverageTarget;
use crate::diagnostics::SeverityOverrides;
use crate::markdown;
use crate::parse::decode::{Located, Map};
use crate::parse::records::{
    CadenceWord, Colour, ConfigRecord, FeedsRecord, HealthRecord, LabelsRecord, Named, OwnField, PathsRecord,
    PrivacyLevel, PrivacyRecord, Visibility,
};
use crate::parse::{AddressRules, AddressStyle};
use crate::source::Layout;
use crate::time::{ClockTime, DaySet, TimeRange, WeeklyHours, Zone};

/// A site's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The site's title.
    pub title: String,
    /// Whose PMO it is; the title when not given.
    pub organization: String,
    /// What it is, in one sentence, when that is given.
    pub description: Option<String>,
    /// Absolute address of the first page with a final `/`; `None` when not given, and then no absolute address is
    /// written.
    pub base_url: Option<String>,
    /// How names of files become addresses.
    pub addresses: AddressRules,
    /// Where the folders of the site lie.
    pub layout: Layout,
    /// What the site's own files for hosts and crawlers say.
    pub host_files: HostFiles,
    /// The zone whose calendar day is "today".
    pub time_zone: Zone,
    /// BCP 47 language tag.
    pub language: String,
    /// The theme's name.
    pub theme: String,
    /// The name, the sign and the colour of the site.
    pub brand: Brand,
    /// Where sources are edited.
    pub forge: Option<Forge>,
    /// What is known of each page besides its text.
    pub pages: PageRules,
    /// Address prefixes that live elsewhere, longest first.
    pub external: Vec<(String, String)>,
    /// Pages in the order in which they stand among those beside them, as links from the root.
    pub order: Vec<String>,
    /// Visibility of programs that do not say.
    pub default_visibility: Visibility,
    /// How health is judged.
    pub health: HealthRules,
    /// A program's stages in order.
    pub stages: Vec<Named>,
    /// How often programs report unless they say otherwise.
    pub cadence: CadenceWord,
    /// The day of the week on which reports are due.
    pub due_day: Weekday,
    /// Days after the due day before a status is stale.
    pub grace_days: u16,
    /// The month with which the year of plans begins.
    pub year_of_plans: i8,
    /// Days after its end from which on a program is in the archive.
    pub archive_days: u16,
    /// Bodies that decide.
    pub forums: Vec<Named>,
    /// Organizations.
    pub orgs: Vec<Named>,
    /// Goals.
    pub goals: Vec<Named>,
    /// Regions.
    pub regions: Vec<Named>,
    /// Fields of the site's own, in their order; a public model has public ones only.
    pub fields: Vec<Arc<OwnField>>,
    /// Hours of people who give none.
    pub working_hours: WeeklyHours,
    /// What should be covered.
    pub targets: Vec<CoverageTarget>,
    /// How much a public site shows of when people work.
    pub privacy: Privacy,
    /// How Markdown is read.
    pub markdown: markdown::Options,
    /// Whether there is a search page.
    pub search: bool,
    /// Words that mean the same to who searches, by groups.
    pub synonyms: Vec<Vec<String>>,
    /// Which open data are written.
    pub feeds: Feeds,
    /// Endings of files beside pages that are published though no page leads to them, in small letters without their
    /// dot.
    pub allowed: Vec<String>,
    /// Size in bytes above which `check --housekeeping` calls a picture large.
    pub large_picture: u64,
    /// Severities of findings.
    pub levels: SeverityOverrides,
}

/// The thresholds of computed health, all printed on the site's own page about them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HealthRules {
    /// Word for green.
    pub green_label: String,
    /// Word for amber.
    pub amber_label: String,
    /// Word for red.
    pub red_label: String,
    /// What health is broken down into.
    pub dimensions: Vec<String>,
    /// Lowest confidence of green, percent.
    pub green_confidence: u8,
    /// Lowest confidence of amber, percent.
    pub amber_confidence: u8,
    /// Days of slip of a key milestone that make amber.
    pub amber_slip: i32,
    /// Days of slip of a key milestone that make red.
    pub red_slip: i32,
    /// Risk score (probability × impact) from which a missed review makes amber.
    pub risk_score: u8,
}

/// How much a public site shows of when people work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Privacy {
    /// The most that is shown of anybody.
    pub show: PrivacyLevel,
    /// Fewest people without a name whose clock is shown, and who are counted in a focus area.
    pub k: usize,
}

/// Fewest people without a name whose clock is shown, unless a site says otherwise: one alone is known by the clock.
const FEWEST: usize = 2;

impl Privacy {
    fn of(record: Option<&PrivacyRecord>) -> Self {
        let k = record.and_then(|record| record.k.as_ref()).map(|k| k.value.0);
        let show = record.and_then(|record| record.show.as_ref()).map_or(PrivacyLevel::Name, |show| show.value);
        Self { show, k: k.unwrap_or(FEWEST) }
    }
}

impl HealthRules {
    /// The site's word for a colour.
    #[must_use]
    pub fn label(&self, colour: Colour) -> &str {
        match colour {
            Colour::Green => &self.green_label,
            Colour::Amber => &self.amber_label,
            Colour::Red => &self.red_label,
        }
    }

    /// The colour that a confidence stands for, by the site's bands.
    #[must_use]
    pub fn confidence_colour(&self, percent: u8) -> Colour {
        match percent {
            p if p >= self.green_confidence => Colour::Green,
            p if p >= self.amber_confidence => Colour::Amber,
            _ => Colour::Red,
        }
    }
}

/// Which open data are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "five independent switches of the configuration")]
pub struct Feeds {
    /// Atom feeds.
    pub atom: bool,
    /// iCalendar files.
    pub ics: bool,
    /// JSON below `/api/v1/`.
    pub json: bool,
    /// CSV tables.
    pub csv: bool,
    /// SVG badges.
    pub badges: bool,
}

/// Days after its end from which on a program is in the archive, unless a site says otherwise: half a year.
const ARCHIVE_DAYS: u16 = 180;

/// Size in bytes above which a picture is large, unless a site says otherwise: a photo as wide as a page has less.
const LARGE_PICTURE: u64 = 500_000;

/// Dimensions of a site that names none.
const DIMENSIONS: [&str; 4] = ["schedule", "scope", "budget", "resources"];

impl Config {
    /// The settings of a site without a usable `pmo.yaml`, so that later stages can still report what they find.
    #[must_use]
    pub fn fallback() -> Self {
        let record = ConfigRecord {
            site: None,
            paths: None,
            theme: None,
            brand: None,
            repository: None,
            pages: None,
            links: None,
            navigation: None,
            audiences: None,
            health: None,
            stages: Vec::new(),
            cadence: None,
            calendar: None,
            archive: None,
            forums: Vec::new(),
            orgs: Vec::new(),
            goals: Vec::new(),
            regions: Vec::new(),
            fields: Vec::new(),
            coverage: None,
            markdown: None,
            diagrams: None,
            search: None,
            synonyms: Vec::new(),
            feeds: None,
            assets: None,
            housekeeping: None,
            baseline: None,
            findings: Map::default(),
            span: crate::source::Span::default(),
            faulty: Vec::new(),
        };
        Self::new(&record, SeverityOverrides::default())
    }

    /// Fills in the defaults of `record`.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "one line or two for each section, and each section by name")]
    pub fn new(record: &ConfigRecord, levels: SeverityOverrides) -> Self {
        // Every section by name: one that is added and forgotten here does not compile. `findings` is read before: it
        // is `levels`.
        let ConfigRecord {
            site,
            // Where the folders lie is decided before they are read: the tree of sources tells.
            paths,
            theme,
            brand,
            repository,
            pages,
            links,
            navigation,
            audiences,
            health,
            stages,
            cadence,
            calendar,
            archive,
            forums,
            orgs,
            goals,
            regions,
            fields,
            coverage,
            markdown,
            // Whoever may write to its folder asks for it before the build.
            diagrams: _,
            search,
            synonyms,
            feeds,
            assets,
            housekeeping,
            // The file is read beside the settings.
            baseline: _,
            findings: _,
            span: _,
            faulty: _,
        } = record;
        let site = site.as_ref();
        let title =
            site.and_then(|site| site.title.as_ref()).map_or("Untitled".to_owned(), |title| title.value.0.clone());
        let organization =
            site.and_then(|site| site.organization.as_ref()).map_or_else(|| title.clone(), |name| name.value.0.clone());
        let description = site.and_then(|site| site.description.as_ref()).map(|text| text.value.0.clone());
        let base_url = site.and_then(|site| site.base_url.as_ref()).map(|url| url.value.0.clone());
        let cadence = cadence.as_ref();
        let coverage = coverage.as_ref();
        let markdown = markdown.as_ref();
        let defaults = markdown::Options::default();
        Self {
            title,
            organization,
            description,
            base_url,
            addresses: address_rules(paths.as_ref().map(|paths| &paths.value)),
            layout: Layout::default(),
            host_files: HostFiles::default(),
            time_zone: site.and_then(|site| site.time_zone.as_ref()).map_or_else(Zone::utc, |zone| zone.value.clone()),
            language: site.and_then(|site| site.language.as_ref()).map_or("en".to_owned(), |tag| tag.value.0.clone()),
            theme: theme.as_ref().map_or("default".to_owned(), |theme| theme.value.0.clone()),
            forge: repository.as_ref().and_then(|record| Forge::of(record)),
            brand: Brand::of(brand.as_deref()),
            pages: PageRules::of(pages.as_deref()),
            external: external(record),
            order: navigation
                .as_ref()
                .map_or_else(Vec::new, |navigation| navigation.order.iter().map(|page| page.value.0.clone()).collect()),
            default_visibility: audiences
                .as_ref()
                .and_then(|a| a.default_visibility.as_ref())
                .map_or(Visibility::Public, |v| v.value),
            health: health_rules(health.as_deref()),
            stages: values(stages),
            cadence: cadence
                .and_then(|cadence| cadence.default.as_ref())
                .map_or(CadenceWord::Weekly, |word| word.value),
            due_day: cadence.and_then(|cadence| cadence.due_day.as_ref()).map_or(Weekday::Thursday, |day| day.value.0),
            grace_days: cadence.and_then(|c| c.grace_days.as_ref()).map_or(3, |days| days.value.0),
            year_of_plans: calendar
                .as_ref()
                .and_then(|calendar| calendar.value.fiscal_year_start.as_ref())
                .map_or(1, |month| month.value.0),
            archive_days: archive
                .as_ref()
                .and_then(|archive| archive.value.after_days.as_ref())
                .map_or(ARCHIVE_DAYS, |days| days.value.0),
            forums: values(forums),
            orgs: values(orgs),
            goals: values(goals),
            regions: values(regions),
            fields: fields.iter().filter_map(|field| field.declared().map(Arc::new)).collect(),
            working_hours: coverage
                .and_then(|c| c.working_hours.as_ref())
                .map_or_else(office_hours, |hours| hours.value.0.clone()),
            targets: coverage
                .map_or_else(Vec::new, |coverage| coverage.targets.iter().filter_map(CoverageTarget::of).collect()),
            privacy: Privacy::of(coverage.and_then(|coverage| coverage.privacy.as_ref()).map(|privacy| &privacy.value)),
            markdown: markdown::Options {
                shortcodes: Arc::default(),
                html: markdown.and_then(|m| m.html.as_ref()).map_or(defaults.html, |policy| policy.value),
                emoji: markdown.and_then(|m| m.emoji.as_ref()).map_or(defaults.emoji, |on| on.value),
                smart_punctuation: markdown
                    .and_then(|m| m.smart_punctuation.as_ref())
                    .map_or(defaults.smart_punctuation, |on| on.value),
                math: markdown.and_then(|m| m.math.as_ref()).map_or(defaults.math, |on| on.value),
                max_page_size: markdown
                    .and_then(|m| m.max_page_size.as_ref())
                    .map_or(defaults.max_page_size, |size| size.value.0),
                schemes: links.as_ref().map_or(defaults.schemes, |links| {
                    links.schemes.iter().map(|scheme| scheme.value.0.clone()).collect()
                }),
                remote_pictures: links
                    .as_ref()
                    .and_then(|links| links.remote_pictures.as_ref())
                    .map_or(defaults.remote_pictures, |on| on.value),
                frames: links
                    .as_ref()
                    .map_or(defaults.frames, |links| links.frames.iter().map(|host| host.value.0.clone()).collect()),
            },
            search: search.as_ref().is_none_or(|switch| switch.value.0),
            synonyms: synonyms
                .iter()
                .map(|group| group.value.0.iter().map(|(term, _)| term.clone()).collect())
                .collect(),
            feeds: open_data(feeds.as_deref()),
            allowed: assets
                .as_ref()
                .map_or_else(Vec::new, |assets| assets.allow.iter().map(|ending| ending.value.0.clone()).collect()),
            large_picture: housekeeping
                .as_ref()
                .and_then(|housekeeping| housekeeping.value.max_picture_size.as_ref())
                .map_or(LARGE_PICTURE, |size| size.value.0),
            levels,
        }
    }

    /// The path of the base URL with a final `/`: `/` unless the site lives below its host's root.
    #[must_use]
    pub fn base_path(&self) -> &str {
        let after_scheme = self.base_url.as_deref().and_then(|url| url.split_once("://")).map_or("/", |(_, rest)| rest);
        after_scheme.find('/').and_then(|at| after_scheme.get(at..)).unwrap_or("/")
    }
}

/// How names of files become addresses.
fn address_rules(paths: Option<&PathsRecord>) -> AddressRules {
    let below = paths.and_then(|paths| paths.prefix.as_ref()).map_or(".", |folder| folder.value.0.as_str());
    let style = paths.and_then(|paths| paths.addresses.as_ref()).map_or(AddressStyle::Hugo, |style| style.value);
    AddressRules { below: if below == "." { String::new() } else { below.to_owned() }, style }
}

/// Monday to Friday, nine to five: hours of people and sites that give none.
fn office_hours() -> WeeklyHours {
    let hours = ClockTime::from_minutes(9 * 60)
        .zip(ClockTime::from_minutes(17 * 60))
        .and_then(|(from, to)| TimeRange::new(from, to));
    WeeklyHours::on_days(DaySet::WORKING_WEEK, hours.as_slice())
}

fn values(named: &[Located<Named>]) -> Vec<Named> {
    named.iter().map(|named| named.value.clone()).collect()
}

fn external(record: &ConfigRecord) -> Vec<(String, String)> {
    let Some(links) = &record.links else { return Vec::new() };
    let Map(entries) = &links.external;
    let mut external: Vec<_> =
        entries.iter().map(|(prefix, target)| (prefix.value.clone(), target.value.0.clone())).collect();
    external.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    external
}

fn health_rules(record: Option<&HealthRecord>) -> HealthRules {
    let label = |pick: fn(&LabelsRecord) -> &Option<Located<crate::parse::values::Text<40>>>, default: &str| {
        let labels = record.and_then(|record| record.labels.as_ref());
        labels.and_then(|labels| pick(labels).as_ref()).map_or(default.to_owned(), |label| label.value.0.clone())
    };
    let bands = record.and_then(|record| record.confidence.as_ref());
    let slips = record.and_then(|record| record.slip_days.as_ref());
    let named = record.map_or(&[][..], |record| &record.dimensions[..]);
    HealthRules {
        green_label: label(|labels| &labels.green, "On track"),
        amber_label: label(|labels| &labels.amber, "Needs attention"),
        red_label: label(|labels| &labels.red, "At risk"),
        dimensions: if named.is_empty() {
            DIMENSIONS.map(str::to_owned).to_vec()
        } else {
            named.iter().map(|id| id.0.clone()).collect()
        },
        green_confidence: bands.and_then(|bands| bands.green.as_ref()).map_or(80, |v| v.value.0),
        amber_confidence: bands.and_then(|bands| bands.amber.as_ref()).map_or(50, |v| v.value.0),
        amber_slip: slips.and_then(|slips| slips.amber.as_ref()).map_or(5, |v| v.value.0),
        red_slip: slips.and_then(|slips| slips.red.as_ref()).map_or(20, |v| v.value.0),
        risk_score: record.and_then(|record| record.risk_score.as_ref()).map_or(15, |v| v.value.0),
    }
}

fn open_data(record: Option<&FeedsRecord>) -> Feeds {
    let on = |pick: fn(&FeedsRecord) -> &Option<Located<bool>>| {
        record.and_then(|record| pick(record).as_ref()).is_none_or(|on| on.value)
    };
    Feeds {
        atom: on(|f| &f.atom),
        ics: on(|f| &f.ics),
        json: on(|f| &f.json),
        csv: on(|f| &f.csv),
        badges: on(|f| &f.badges),
    }
}
