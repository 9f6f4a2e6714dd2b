//! Edits of the site: numbers say which, so that a failing script can be run again and made shorter.

use std::sync::Arc;

use jiff::civil::date;
use pmo_site::model::Audience;
use pmo_site::pipeline::{AsOfInput, BuildInputs, OwnersFile};
use pmo_site::source::{SourceBytes, SourceFile, SourcePath, SourceTree};
use pmo_site::theme::Theme;

use super::keys;
use super::site::{picture, site};

/// One edit: a kind, and two numbers that choose.
pub type Edit = (usize, usize, usize);

/// Kinds of edits.
pub const KINDS: usize = 30;

/// The theme that is in force.
pub const THEME: (&str, &[&str]) = ("theme: default", &["theme: acme"]);

/// Words that stand in the site, with what else may stand there.
const WORDS: &[(&str, &[&str])] = &[
    ("name: Ana Silva", &["name: Ana Souza"]),
    ("role: Manager", &["role: Boss"]),
    ("time_zone: Europe/Lisbon", &["time_zone: America/New_York"]),
    (
        "publish: { photo: public }",
        &[
            "publish: { photo: internal, name: internal }",
            "publish: { handles: public }",
            "publish: { coverage: role }",
        ],
    ),
    ("percent: 50", &["percent: 95"]),
    ("manager: ana", &["manager: cy", "manager: ben"]),
    ("focus_areas: [rail]", &["focus_areas: [road]"]),
    ("order: 1", &["order: 3"]),
    ("lead: ana", &["lead: ben"]),
    ("date: 2026-05-01", &["date: 2026-03-13"]),
    ("lifecycle: active", &["lifecycle: complete", "lifecycle: cancelled"]),
    ("visibility: public\n", &["visibility: internal\n"]),
    ("visibility: internal\nmilestones", &["visibility: public\nmilestones"]),
    ("baseline: 1000", &["baseline: -0", "baseline: 0"]),
    ("visibility: internal }", &["visibility: public }"]),
    ("provider: \"beta#M1\"", &["provider: \"gamma#M1\"", "provider: { external: Somebody }", "provider: \"beta#M9\""]),
    ("provider: \"gamma#M1\"", &["provider: \"alpha#M2\""]),
    ("baseline: 2026-05-20", &["baseline: 2026-07-20"]),
    ("name: Beta signals", &["name: Beta lights"]),
    ("name: Signals stand", &["name: Signals work"]),
    ("dri: ben", &["dri: cy", "dri: nobody"]),
    ("stage: build", &["stage: run", "stage: unknown"]),
    ("health: amber", &["health: green", "health: red"]),
    (
        "The second text.",
        &["The second text, edited.", "See [roles](/handbook/roles/#owner).", "See [code](../../src/x.rs)."],
    ),
    ("Ordered, see", &["Delivered, see", "### More\n\nOrdered, see"]),
    ("## Rails", &["## Tracks"]),
    ("See [the first]", &["Read [the first]"]),
    ("headline: Rails are late.", &["headline: Rails are here."]),
    ("headline: Signals slip.", &["headline: Signals **stand**."]),
    ("path_to_green: New plan.", &["path_to_green: Newer plan, see [roles](/handbook/roles/)."]),
    ("text: Order rails", &["text: Order sleepers"]),
    ("forecast: 2026-06-20", &["forecast: 2026-05-01"]),
    ("measures: { S1: 4 }", &["measures: { S1: -0 }", "measures: { S1: 0 }"]),
    ("draft: true", &["draft: false"]),
    ("The second text.", &["The third text.", "A [broken](/nowhere/) link."]),
    ("probability: 4", &["probability: 1"]),
    ("Why we build", &["Why **they** build"]),
    ("# Our programs", &["# All programs"]),
    ("# Welcome", &["# Hello"]),
    (
        "title: Roles",
        &["title: Parts", "title: Roles\nlinkTitle: R", "title: Roles\ndraft: true", "title: Roles\nslug: parts"],
    ),
    ("owner: ana", &["owner: ben", "owner: nobody", "weight: 3"]),
    (
        "reviewed: 2026-02-01",
        &[
            "reviewed: 2026-02-02",
            "reviewed: 2026-02-03\nreviewed_by: ben",
            "review_every: 2 weeks",
            "reviewed: 2026-02-04\nreviewed_by: nobody",
        ],
    ),
    ("weight: 1", &["weight: 9"]),
    ("## Owner", &["## Owners", "## Owner {#owner}\n\n### More"]),
    (
        "Pays.",
        &[
            "Pays well.",
            "Pays, see [tides](deep/tides.md).",
            "Pays for [risks](/programs/alpha/#risks) and [more](/programs/#rails).",
        ],
    ),
    (
        "aliases: [/old/rules/]",
        &["aliases: [/old/rules/, /older/]", "aliases: [/handbook/roles/]", "aliases:  [/handbook/roles/]"],
    ),
    ("fn main() {}", &["struct Main;"]),
    ("description: Further down.", &["description: Deeper."]),
    ("High and low.", &["Low and high.", "Ebb.", "High, and [low](plan.pdf).", "High, ![and](low.png) low."]),
    (
        "title: Tides",
        &["title: Ebb", "title: Tides\nurl: /programs/alpha/tides/", "title: Tides\nurl: /handbook/roles/"],
    ),
    (
        "title: Tides",
        &["title: Tides\npublishDate: 2026-03-14", "title: Tides\nvisibility: internal", "title: Tides\ndraft: maybe"],
    ),
    (
        "url: \"/handbook/roles/\"",
        &["url: \"/handbook/deep/plan.pdf\"", "url: \"/handbook/deep/plan.pdf\", visibility: internal"],
    ),
    (
        "title: Handbook",
        &[
            "title: Handbook\ncascade: { draft: true }",
            "title: Handbook\ncascade: [{ _target: { path: '/handbook/deep/**' }, noindex: true, visibility: internal }]",
            "title: Handbook\ncascade: { build: { list: never }, publishDate: 2026-03-14 }",
        ],
    ),
    (
        "title: Deep",
        &[
            "title: Deep\ncascade: { draft: false, noindex: true }",
            "title: Deep\nunlisted: true",
            "title: Deep\nheadless: true",
        ],
    ),
    (
        "title: Rules",
        &[
            "title: Rules\nredirect_to: /handbook/roles/",
            "title: Rules\nredirect_to: /handbook/deep/",
            "title: Rules\nnoindex: true",
            "title: Rules\ncanonical: /handbook/roles/",
            "title: Rules\nwieght: 3",
            "title: Rules\nbuild: { list: never }",
        ],
    ),
    ("site: { title: Works", &["site: { title: Yard"]),
    THEME,
    (
        "time_zone: Europe/Berlin, language: en",
        &["time_zone: Asia/Tokyo, language: en", "time_zone: Europe/Berlin, language: de"],
    ),
    ("branch: main", &["branch: trunk"]),
    ("{ \"/wiki/\": \"https://wiki.example.org/\" }", &["{ \"/wiki/\": \"https://w.example.org/\" }", "{}"]),
    ("default_visibility: public", &["default_visibility: internal"]),
    ("green: On track", &["green: Fine"]),
    ("dimensions: [scope, budget]", &["dimensions: [scope]"]),
    ("stages: [define, build, run]", &["stages: [define, run]", "stages: [define, plan, build, run]"]),
    ("goals: [{ id: fast, name: Faster }]", &["goals: [{ id: fast, name: Quicker }]"]),
    ("grace_days: 3", &["grace_days: 30"]),
    ("html: sanitize", &["html: escape", "html: trusted"]),
    ("search: true", &["search: false", "search: true\nassets: { allow: [.pdf] }"]),
    ("min_people: 2", &["min_people: 9"]),
    ("mode: issue_template", &["mode: email"]),
    ("effective: 2026-01-01", &["effective: 2026-06-01"]),
    ("summary: Runs programs.", &["summary: Leads programs."]),
    ("goals: [fast]", &["tags: [fast]"]),
    (
        "cadence: { default: weekly",
        &[
            "feeds: { atom: false, badges: false }\ncadence: { default: weekly",
            "findings: { PMO-W0602: error }\ncadence: { default: weekly",
            "findings: { PMO-W0402: error }\ncadence: { default: weekly",
        ],
    ),
];

/// Texts that make a page, each with something of its own.
const PAGES: &[&str] = &[
    "# New\n\nSee [roles](/handbook/roles/).\n",
    "---\ntitle: Other\nweight: 0\n---\n## Part\n\nText.\n",
    "---\ntitle: Led\naliases: [/former/]\nowner: cy\n---\nSee [new](#part).\n",
    "no title\n",
    "---\ntitle: Broken\n",
    "---\ndraft: true\n---\n# Held\n\n![map](/handbook/deep/low.png) [plan](/handbook/deep/plan.pdf)\n",
];

/// Where new pages may stand.
const PLACES: &[&str] = &[
    "content/handbook/new.md",
    "content/handbook/deep/new.md",
    "content/new.md",
    "content/programs/beta/notes.md",
    "content/team/_index.md",
    "content/focus-areas/rail/_index.md",
    "content/programs/alpha/_index.md",
    "content/coverage.md",
];

/// A site on its way through a script.
pub struct Desk {
    /// The site.
    pub tree: SourceTree,
    /// The rest of what a build reads.
    pub inputs: BuildInputs,
    original: SourceTree,
    touched: Vec<SourcePath>,
}

impl Desk {
    /// The site as nobody has edited it.
    pub fn new() -> Self {
        let inputs = BuildInputs::on(date(2026, 3, 16));
        Self { tree: site(), inputs, original: site(), touched: Vec::new() }
    }

    /// Makes an edit; gives it in words.
    pub fn edit(&mut self, (kind, which, how): Edit) -> String {
        match kind {
            0..=6 => self.word(which, how),
            7 => self.text(which, |text| format!("{text}\nWords {how}.\n"), "append to"),
            8 => self.text(which, |text| format!("{text}\nbroken: [\n"), "break"),
            9 => self.text(
                which,
                |text| {
                    text.lines()
                        .rev()
                        .skip(1)
                        .collect::<Vec<_>>()
                        .into_iter()
                        .rev()
                        .fold(String::new(), |all, line| all + line + "\n")
                },
                "cut",
            ),
            10..=12 => self.mend(1 + how % 4),
            13 => {
                let place = PLACES[which % PLACES.len()];
                self.put(place, SourceFile::text(PAGES[how % PAGES.len()]));
                format!("write {place} as {}", how % PAGES.len())
            }
            14 => {
                let path = self.file(which);
                self.tree.remove(path.as_str());
                self.touched.push(path.clone());
                format!("remove {path}")
            }
            15 => self.rename(which, how),
            16 => self.theme(which, how),
            17 => {
                let days = [
                    date(2026, 3, 16),
                    date(2026, 3, 4),
                    date(2026, 3, 11),
                    date(2026, 6, 25),
                    date(2026, 1, 1),
                    date(2027, 1, 1),
                ];
                self.inputs.as_of = AsOfInput::On(days[which % days.len()]);
                format!("as of {:?}", self.inputs.as_of)
            }
            18 => {
                match which % 3 {
                    0 => self.inputs.drafts = !self.inputs.drafts,
                    1 => {
                        self.inputs.audience =
                            if self.inputs.audience == Audience::Public { Audience::Internal } else { Audience::Public }
                    }
                    _ => self.inputs.base_url = (how % 2 == 1).then(|| "https://b.example/sub/".to_owned()),
                }
                format!("inputs {:?}", self.inputs)
            }
            19 => {
                let place = ["content/handbook/map.png", "static/photos/ana.png", "static/new.png"][which % 3];
                self.put(place, picture(10 + u32::try_from(how % 3).expect("small"), 10));
                format!("draw {place}")
            }
            20 => {
                let place = [
                    "content/people/dee.yaml",
                    "content/programs/zeta/program.yaml",
                    "content/programs/beta/updates/2026-03-14.md",
                ][which % 3];
                let text = [
                    "name: Dee\nrole: New\ntime_zone: UTC\nfocus_areas: [road]\n",
                    "name: Zeta\nsummary: Z.\nlifecycle: proposed\nfocus_area: rail\ndri: dee\n",
                    "---\nauthor: ana\nhealth: green\nheadline: Signals are back.\n---\nText.\n",
                ][which % 3];
                self.put(place, SourceFile::text(text));
                format!("add {place}")
            }
            21 => {
                let path = self.file(which);
                let bytes = [b"# A ".as_slice(), &[0xff, u8::try_from(how % 5).expect("small")]].concat();
                self.put(path.as_str(), SourceFile::of_bytes(&bytes));
                format!("garble {path}")
            }
            22..=25 => self.key(which, how),
            26 => {
                // A commit, other owners, another file beside the site's.
                let story = Arc::make_mut(&mut self.inputs.story);
                let path = self.tree.iter().nth(which % self.tree.len()).map(|(path, _)| path.to_string());
                let days = vec![date(2026, 3, 20), date(2026, 3, 1 + i8::try_from(how % 20).expect("small"))];
                story.changed.insert(path.expect("a site has files"), days);
                let text = ["* @ana", "/content/handbook/ @ana", "*.md @nobody"][how % 3].to_owned();
                story.owners = (which % 4 > 0).then(|| OwnersFile { text, folder: String::new() });
                story.files = Arc::new((which % 2 == 1).then(|| "src/x.rs".to_owned()).into_iter().collect());
                format!("story {story:?}")
            }
            _ => {
                self.tree = self.original.clone();
                self.touched.clear();
                "mend everything".to_owned()
            }
        }
    }

    fn put(&mut self, path: &str, file: SourceFile) {
        let path = SourcePath::new(path);
        self.tree.insert(path.clone(), file);
        self.touched.push(path);
    }

    fn file(&self, which: usize) -> SourcePath {
        let files: Vec<_> = self.tree.iter().map(|(path, _)| path).collect();
        files[which % files.len()].clone()
    }

    /// Changes one known word to another, wherever it stands.
    fn word(&mut self, which: usize, how: usize) -> String {
        self.known_word(WORDS[which % WORDS.len()], how)
    }

    /// Changes `word` to another of `others`.
    pub fn known_word(&mut self, (word, others): (&str, &[&str]), how: usize) -> String {
        let all: Vec<&str> = std::iter::once(word).chain(others.iter().copied()).collect();
        let next = all[how % all.len()];
        for (path, file) in self.tree.clone().iter() {
            let SourceBytes::Text(text) = &file.bytes else { continue };
            // The longest first: one may hold another.
            let mut known = all.clone();
            known.sort_by_key(|known| std::cmp::Reverse(known.len()));
            if let Some(found) = known.into_iter().find(|known| text.contains(*known)) {
                self.put(path.as_str(), SourceFile::text(text.replacen(found, next, 1)));
                return format!("in {path}: {found:?} becomes {next:?}");
            }
        }
        format!("no {word:?} to change")
    }

    /// Sets a key of a record, or takes it away.
    fn key(&mut self, which: usize, how: usize) -> String {
        let records: Vec<_> =
            self.tree.iter().filter_map(|(path, _)| Some((path.clone(), keys::schema(path.as_str())?))).collect();
        let Some((path, schema)) = records.get(which % records.len().max(1)) else { return "no records".to_owned() };
        let Some(text) = self.tree.text(path.as_str()) else { return format!("{path} is no text") };
        let (text, done) = keys::edited(text, schema, how);
        self.put(path.as_str(), SourceFile::text(text));
        format!("in {path}: {done}")
    }

    fn text(&mut self, which: usize, edit: impl Fn(&str) -> String, verb: &str) -> String {
        let path = self.file(which);
        let Some(text) = self.tree.text(path.as_str()).cloned() else { return format!("{path} is no text") };
        self.put(path.as_str(), SourceFile::text(edit(&text)));
        format!("{verb} {path}")
    }

    /// Brings the files that were touched last back to what they were.
    fn mend(&mut self, count: usize) -> String {
        let from = self.touched.len().saturating_sub(count * 3);
        let paths = self.touched.split_off(from);
        for path in &paths {
            match self.original.get(path.as_str()) {
                Some(file) => self.tree.insert(path.clone(), file.clone()),
                None => drop(self.tree.remove(path.as_str())),
            }
        }
        format!("mend {paths:?}")
    }

    fn rename(&mut self, which: usize, how: usize) -> String {
        let path = self.file(which);
        let Some(file) = self.tree.get(path.as_str()).cloned() else { return String::new() };
        let name = ["renamed", "aaa", "2026-03-09", "_index"][how % 4];
        let to = format!("{}/{name}.{}", path.folder(), path.extension());
        self.tree.remove(path.as_str());
        self.put(to.trim_start_matches('/'), file);
        self.touched.push(path.clone());
        format!("rename {path} to {to}")
    }

    fn theme(&mut self, which: usize, how: usize) -> String {
        let folder = if (how / 7).is_multiple_of(2) { "acme" } else { "default" };
        let (file, text) = match which % 6 {
            0 => ("assets/90-own.css".to_owned(), format!("p {{ top: {how}px }}\n")),
            1 => {
                let names = [
                    "base.html",
                    "page.html",
                    "programs/update.html",
                    "home.html",
                    "frame/foot.html",
                    "programs/parts.html",
                ];
                let name = names[how % names.len()];
                let (theme, _) = Theme::load(&SourceTree::new(), pmo_site::theme::DEFAULT, None);
                let text = theme
                    .templates
                    .get(&format!("default/{name}"))
                    .map_or_else(String::new, |template| template.text.to_string());
                (format!("templates/{name}"), format!("{text}{{# {how} #}}<!-- {how} -->"))
            }
            2 => ("templates/programs/update.html".to_owned(), "{{ page.nothing.at.all }}".to_owned()),
            3 => ("templates/page.html".to_owned(), "{% if %}".to_owned()),
            4 => {
                let name = ["base.html", "page.html", "programs/program.html"][how % 3];
                let block = ["edit", "header", "status"][how % 3];
                let text = format!(
                    "{{% extends \"default/{name}\" %}}{{% block {block} %}}{{{{ super() }}}}<!-- {how} -->{{% endblock %}}"
                );
                (format!("templates/{name}"), text)
            }
            _ => ("assets/own.js".to_owned(), format!("// {how}\n")),
        };
        let path = format!("themes/{folder}/{file}");
        self.put(&path, SourceFile::text(text));
        format!("theme {path}")
    }
}
