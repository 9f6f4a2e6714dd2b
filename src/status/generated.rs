//! The pages that are made from all records: one row for each, which everything reads that must know of it.
//!
//! A row says where a page is, what it is called, where it stands in the navigation and what it reads. `validate` and
//! `plan` take its address from here, search, sitemap, frame, home and the list of registers what they say of it, the
//! preview when to make it again. What the page shows and with which template is a view (`views`), which
//! `pipeline::pages` names; the compiler asks for it there.

use super::CHANGES;
use crate::model::ReportParts;

/// What a page says of itself before it is made.
#[derive(Debug)]
pub struct GeneratedPage {
    /// Which one.
    pub page: Generated,
    /// Its address below the site's root.
    pub url: &'static str,
    /// What search calls it, and the top bar.
    pub title: &'static str,
    /// The part of the site to which it belongs, as the top bar marks it; empty where it marks none.
    pub section: &'static str,
    /// Where it stands.
    pub place: NavPlace,
    /// Who finds it.
    pub found: Discovery,
    /// Of what there must be a record, or there is no such page.
    pub needs: Needs,
    /// What it reads of programs and reports, beside settings, people and focus areas.
    pub reads: ReportParts,
    /// What the home page says of it, where it leads there: its name and a sentence.
    pub way: Option<(&'static str, &'static str)>,
}

/// Where a page stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavPlace {
    /// The first page, or one that nothing stands above.
    Root,
    /// In the top bar. Where its section has more pages, it is the first of them under this name.
    TopBar(&'static str),
    /// Below the first page.
    Home,
    /// Below the page of its section in the top bar, under this name.
    Part(&'static str),
}

/// Who finds a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discovery {
    /// The site's search and search engines.
    Everywhere,
    /// Search engines; to readers of the site it is always in sight.
    Outside,
    /// Nobody.
    Nowhere,
}

/// Of what there must be a record for a page to exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Of nothing.
    Nothing,
    /// A program.
    Programs,
    /// A person.
    People,
    /// A focus area, or the levels of jobs.
    FocusAreas,
    /// The way of requests, or a focus area, which says who answers.
    Intake,
}

/// Of which kinds a site has records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "five independent kinds of records")]
pub struct KindsKept {
    /// Programs.
    pub programs: bool,
    /// People.
    pub people: bool,
    /// Focus areas.
    pub focus_areas: bool,
    /// The levels of jobs.
    pub levels: bool,
    /// The way of requests.
    pub intake: bool,
}

/// What the numbers beside the parts of the section of programs are counted from.
const COUNTED: ReportParts =
    ReportParts::RISKS.union(ReportParts::DECISIONS).union(ReportParts::DEPENDENCIES).union(ReportParts::MILESTONES);

impl KindsKept {
    /// Whether a site with these records has `page`.
    #[must_use]
    pub fn has(self, page: Generated) -> bool {
        let Self { programs, people, focus_areas, levels, intake } = self;
        match page.row().needs {
            Needs::Nothing => true,
            Needs::Programs => programs,
            Needs::People => people,
            Needs::FocusAreas => focus_areas || levels,
            Needs::Intake => intake || focus_areas,
        }
    }

    /// Whether there is a record that open data tell of.
    #[must_use]
    pub fn any(self) -> bool {
        let Self { programs, people, focus_areas, levels: _, intake: _ } = self;
        programs || people || focus_areas
    }
}

/// Declares the pages, each with its row.
macro_rules! pages {
    ($($(#[doc = $doc:literal])+ $page:ident { $($row:tt)* })*) => {
        /// A page that is made from all records.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Generated { $($(#[doc = $doc])+ $page),* }

        /// Every generated page, in the order of navigation.
        pub const PAGES: &[GeneratedPage] = &[$(GeneratedPage { page: Generated::$page, $($row)* }),*];

        impl Generated {
            /// What the page says of itself.
            #[must_use]
            pub fn row(self) -> &'static GeneratedPage {
                match self { $(Self::$page => const { &GeneratedPage { page: Generated::$page, $($row)* } }),* }
            }
        }
    };
}

pages! {
    /// The first page.
    Home {
        url: "/",
        title: "Home",
        section: "",
        place: NavPlace::Root,
        found: Discovery::Outside,
        needs: Needs::Nothing,
        reads: ReportParts::FACTS,
        way: None,
    }
    /// Every program by its state.
    Programs {
        url: "/programs/",
        title: "Programs",
        section: "programs",
        place: NavPlace::TopBar("Portfolio"),
        found: Discovery::Everywhere,
        needs: Needs::Programs,
        reads: ReportParts::FACTS,
        way: Some(("Programs", "Where every program stands, the worst news first.")),
    }
    /// What was promised and what is expected.
    Timeline {
        url: "/timeline/",
        title: "Timeline",
        section: "programs",
        place: NavPlace::Part("Timeline"),
        found: Discovery::Everywhere,
        needs: Needs::Programs,
        reads: ReportParts::HEALTH.union(COUNTED),
        way: Some(("Timeline", "What was promised and what is expected now.")),
    }
    /// Risks of all programs.
    Risks {
        url: "/risks/",
        title: "Risks",
        section: "programs",
        place: NavPlace::Part("Risks"),
        found: Discovery::Everywhere,
        needs: Needs::Programs,
        reads: ReportParts::HEALTH.union(COUNTED),
        way: None,
    }
    /// Decisions of all programs, taken and needed.
    Decisions {
        url: "/decisions/",
        title: "Decisions",
        section: "programs",
        place: NavPlace::Part("Decisions"),
        found: Discovery::Everywhere,
        needs: Needs::Programs,
        reads: COUNTED,
        way: None,
    }
    /// Who waits for whom.
    Dependencies {
        url: "/dependencies/",
        title: "Dependencies",
        section: "programs",
        place: NavPlace::Part("Dependencies"),
        found: Discovery::Everywhere,
        needs: Needs::Programs,
        reads: ReportParts::HEALTH.union(COUNTED),
        way: None,
    }
    /// What changed, week by week.
    Changes {
        url: "/changes/",
        title: "Changes",
        section: "programs",
        place: NavPlace::Part("What changed"),
        found: Discovery::Everywhere,
        needs: Needs::Programs,
        reads: CHANGES.union(COUNTED),
        way: None,
    }
    /// Programs that ended a while ago, by year.
    Archive {
        url: "/programs/archive/",
        title: "Archive",
        section: "programs",
        place: NavPlace::Part("Archive"),
        found: Discovery::Everywhere,
        needs: Needs::Programs,
        reads: ReportParts::HEALTH,
        way: None,
    }
    /// How to read the colours.
    StatusGuide {
        url: "/status-guide/",
        title: "How to read our status",
        section: "programs",
        place: NavPlace::Part("How to read our status"),
        found: Discovery::Everywhere,
        needs: Needs::Programs,
        reads: COUNTED,
        way: None,
    }
    /// Everybody.
    Team {
        url: "/team/",
        title: "Team",
        section: "team",
        place: NavPlace::TopBar("People"),
        found: Discovery::Everywhere,
        needs: Needs::People,
        reads: ReportParts::HEALTH.union(ReportParts::DECISIONS),
        way: Some(("Team", "Who we are, and when we are awake.")),
    }
    /// Who is at work when, this week.
    Coverage {
        url: "/coverage/",
        title: "Coverage",
        section: "coverage",
        place: NavPlace::TopBar("Now and this week"),
        found: Discovery::Everywhere,
        needs: Needs::People,
        reads: ReportParts::RECORD,
        way: Some(("Coverage", "Which hours of the week are covered, and which are not.")),
    }
    /// When people can meet.
    CoverageMeet {
        url: "/coverage/meet/",
        title: "Finding a time",
        section: "coverage",
        place: NavPlace::Part("Finding a time"),
        found: Discovery::Everywhere,
        needs: Needs::People,
        reads: ReportParts::RECORD,
        way: None,
    }
    /// The weeks ahead, and those that differ.
    CoverageYear {
        url: "/coverage/year/",
        title: "The year ahead",
        section: "coverage",
        place: NavPlace::Part("The year ahead"),
        found: Discovery::Everywhere,
        needs: Needs::People,
        reads: ReportParts::RECORD,
        way: None,
    }
    /// What the next people would bring.
    CoverageHire {
        url: "/coverage/hire/",
        title: "Hiring",
        section: "coverage",
        place: NavPlace::Part("Hiring"),
        found: Discovery::Everywhere,
        needs: Needs::People,
        reads: ReportParts::RECORD,
        way: None,
    }
    /// How the figures are made.
    CoverageMethod {
        url: "/coverage/method/",
        title: "How we count",
        section: "coverage",
        place: NavPlace::Part("How we count"),
        found: Discovery::Everywhere,
        needs: Needs::People,
        reads: ReportParts::RECORD,
        way: None,
    }
    /// Focus areas and their programs.
    FocusAreas {
        url: "/focus-areas/",
        title: "Focus areas",
        section: "team",
        place: NavPlace::Part("Focus areas"),
        found: Discovery::Everywhere,
        needs: Needs::FocusAreas,
        reads: ReportParts::HEALTH,
        way: None,
    }
    /// How somebody asks for a program manager.
    Request {
        url: "/request/",
        title: "Request",
        section: "request",
        place: NavPlace::TopBar("Request"),
        found: Discovery::Everywhere,
        needs: Needs::Intake,
        reads: ReportParts::RECORD,
        way: Some(("Ask for support", "Whether your work needs us, and who answers.")),
    }
    /// The search of the site, where it has one.
    Search {
        url: "/search/",
        title: "Search",
        section: "",
        place: NavPlace::Home,
        found: Discovery::Nowhere,
        needs: Needs::Nothing,
        reads: ReportParts::RECORD,
        way: None,
    }
    /// What a host shows at an address that there is not.
    NotFound {
        url: "/404.html",
        title: "Not found",
        section: "",
        place: NavPlace::Root,
        found: Discovery::Nowhere,
        needs: Needs::Nothing,
        reads: ReportParts::RECORD,
        way: None,
    }
}

impl Generated {
    /// The page at `url` that a Markdown page may introduce.
    #[must_use]
    pub fn introduced_at(url: &str) -> Option<Self> {
        PAGES.iter().find(|row| row.url == url).map(|row| row.page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_has_one_page() {
        for row in PAGES {
            let same: Vec<_> = PAGES.iter().filter(|other| other.url == row.url).map(|other| other.page).collect();
            assert_eq!(same, [row.page], "{}", row.url);
            assert!(
                row.page == Generated::NotFound || (row.url.starts_with('/') && row.url.ends_with('/')),
                "{}",
                row.url
            );
        }
        assert_eq!(Generated::introduced_at("/risks/"), Some(Generated::Risks));
        assert_eq!(Generated::introduced_at("/404.html"), Some(Generated::NotFound));
        assert_eq!(Generated::introduced_at("/risks"), None);
    }

    #[test]
    fn a_page_of_records_needs_a_record() {
        let of = |kept: KindsKept| PAGES.iter().filter(move |row| kept.has(row.page)).map(|row| row.url);
        let none = KindsKept::default();
        assert_eq!(of(none).collect::<Vec<_>>(), ["/", "/search/", "/404.html"]);
        let people = KindsKept { people: true, ..none };
        assert_eq!(
            of(people).collect::<Vec<_>>(),
            [
                "/",
                "/team/",
                "/coverage/",
                "/coverage/meet/",
                "/coverage/year/",
                "/coverage/hire/",
                "/coverage/method/",
                "/search/",
                "/404.html"
            ]
        );
        let all = KindsKept { programs: true, people: true, focus_areas: true, levels: true, intake: true };
        assert_eq!(of(all).count(), PAGES.len());
    }
}
