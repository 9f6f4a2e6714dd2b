//! A small site in which everything refers to something: what the edit scripts start from.

use pmo_site::source::{ContentHash, Dimensions, SourceBytes, SourceFile, SourceTree};

const TEXTS: &[(&str, &str)] = &[
    (
        "pmo.yaml",
        "theme: default\nsite: { title: Works, base_url: \"https://pmo.example.org/\", time_zone: Europe/Berlin, \
         language: en }\n\
        repository: { kind: gitlab, url: \"https://git.example.org/pmo\", branch: main }\n\
        pages: { last_change: git, owners: codeowners, repository_files: git, review_every: 1 month, \
         backlinks: true }\n\
        links: { external: { \"/wiki/\": \"https://wiki.example.org/\" } }\n\
        audiences: { default_visibility: public }\n\
        health: { labels: { green: On track, amber: Watch, red: Off track }, dimensions: [scope, budget] }\n\
        stages: [define, build, run]\nforums: [{ id: board, name: Board }]\norgs: [Product, Security]\nregions: \
        [EMEA]\nfields: [{ id: note, on: program, visibility: public }, { id: size, on: program, type: number }, { \
        id: note, on: risk, visibility: public }, { id: size, on: risk, type: number }, { id: note, on: person, \
        visibility: public }, { id: size, on: person, type: number }]\ngoals: [{ id: fast, name: Faster }]\n\
        cadence: { default: weekly, due_day: thu, grace_days: 3 }\nfindings: { PMO-E0541: warning }\nmarkdown: { \
        html: sanitize }\nsearch: true\n\
        coverage: { working_hours: \"Mo-Fr 09:00-17:00\", targets: [{ id: core, name: Core, time_zone: Europe/Berlin, \
        days: \"Mo-Fr\", \
        from: \"09:00\", to: \"17:00\", min_people: 2 }] }\n",
    ),
    ("content/levels.yaml", "levels:\n  - { id: tpm, name: Technical Program Manager, summary: Runs programs. }\n"),
    (
        "content/intake.yaml",
        "mode: issue_template\nurl: \"https://git.example.org/new\"\ntemplate: Request\neffective: 2026-01-01\n",
    ),
    ("content/holidays/berlin.yaml", "name: Berlin\ncountry: DE\ndays: [{ date: 2026-05-01, name: May Day }]\n"),
    (
        "content/focus-areas/rail.yaml",
        "name: Rail\norder: 1\nlead: ana\nexpertise: [\"Plans, see [roles](/handbook/roles/)\"]\n",
    ),
    ("content/focus-areas/road.yaml", "name: Road\norder: 2\n"),
    (
        "content/people/ana.yaml",
        "name: Ana Silva\nrole: Lead\nlevel: tpm\ntime_zone: Europe/Lisbon\nfocus_areas: [rail]\nphoto: \
         photos/ana.png\nholidays: berlin\n\
        handles: { chat: ana }\npublish: { photo: public }\nallocations: [{ program: alpha, percent: 50 }, { program: \
        delta, percent: 20 }]\n",
    ),
    (
        "content/people/ben.yaml",
        "name: Ben Roth\nrole: Manager\nmanager: ana\ntime_zone: Europe/Berlin\nfocus_areas: [rail, road]\n",
    ),
    ("content/people/cy.yaml", "name: Cy Tan\nrole: Sponsor\nkind: stakeholder\ntime_zone: Asia/Tokyo\n"),
    (
        "content/programs/alpha/program.yaml",
        "name: Alpha line\nsummary: Opens **alpha**.\nlifecycle: active\nstage: build\nfocus_area: rail\ndri: ana\n\
         backup: ben\nsponsor: cy\n\
        start: 2026-01-05\nbaseline_end: 2026-09-30\ngoals: [fast]\nvisibility: public\n\
        success_measures: [{ id: S1, name: Trains, unit: trains, target: 40 }]\n\
        milestones:\n  - { id: M1, name: First train, baseline: 2026-03-02, owner: ben }\n  \
        - { id: M2, name: All trains, baseline: 2026-09-18, key: true }\n\
        risks: [{ id: R1, statement: Rails may be late., probability: 3, impact: 4, owner: ben, raised: 2026-01-20, \
        review_by: 2026-04-01 }]\n\
        issues: [{ id: I1, statement: No crane., severity: high, owner: ana, raised: 2026-02-02, due: 2026-03-20 }]\n\
        dependencies: [{ id: D1, provider: \"beta#M1\", need: Signals in place, need_by: 2026-06-01, hard: true, \
        owner: ben }]\n\
        decisions: [{ id: DEC1, date: 2026-02-10, title: Buy rails, decided_by: board, status: accepted, rationale: \
        Cheap. }]\n\
        budget: { currency: EUR, baseline: 1000, visibility: internal }\nlinks: [{ label: Plan, \
        url: \"/handbook/roles/\" }]\n",
    ),
    (
        "content/programs/beta/program.yaml",
        "name: Beta signals\nsummary: Signals.\nlifecycle: active\nstage: define\nfocus_area: road\ndri: ben\n\
         sponsor: cy\nstart: 2026-01-05\n\
        baseline_end: 2026-12-18\ncadence: monthly\nmilestones: [{ id: M1, name: Signals stand, baseline: 2026-05-20, \
        key: true }]\n",
    ),
    (
        "content/programs/gamma/program.yaml",
        "name: Gamma secret\nsummary: Quiet.\nlifecycle: planned\nfocus_area: road\ndri: ana\nvisibility: internal\n\
        milestones: [{ id: M1, name: Start, baseline: 2026-08-01 }]\n",
    ),
    (
        "content/programs/delta/program.yaml",
        "name: Delta depot\nsummary: Depot.\nlifecycle: paused\nfocus_area: rail\ndri: ben\n\
        dependencies: [{ id: D1, provider: \"gamma#M1\", need: Money, need_by: 2026-07-01 }]\n",
    ),
    (
        "content/programs/alpha/updates/2026-02-05.md",
        "---\nauthor: ana\nhealth: green\nconfidence: 90\nheadline: All is well.\nmeasures: { S1: 4 }\nnext: [{ text: \
         Order rails, owner: ben, by: 2026-03-01 }]\n---\n\
        ## Rails\n\nOrdered, see [roles](/handbook/roles/#owner).\n",
    ),
    (
        "content/programs/alpha/updates/2026-03-05.md",
        "---\nauthor: ben\nhealth: amber\nconfidence: 60\nheadline: Rails are late.\npath_to_green: Two more crews.\n\
        milestones: { M1: { actual: 2026-03-04 }, M2: { forecast: 2026-10-01 } }\nrisks: { R1: { probability: 4 } }\n\
        ---\nThe second text.\n",
    ),
    (
        "content/programs/alpha/updates/2026-03-12.md",
        "---\nauthor: ana\nhealth: green\nheadline: Nearly there.\ndraft: true\n---\nDraft words.\n",
    ),
    (
        "content/programs/beta/updates/2026-03-10.md",
        "---\nauthor: ben\nhealth: red\nheadline: Signals slip.\npath_to_green: New plan.\nmilestones: { M1: { \
         forecast: 2026-06-20 } }\n---\nSee [the first](/programs/alpha/updates/2026-02-05/#rails).\n",
    ),
    ("content/programs/alpha/charter.md", "# Charter\n\nWhy we build [beta](../beta/program.yaml).\n"),
    ("content/programs/_index.md", "# Our programs\n\nIntroduction.\n"),
    ("content/team/_index.md", "# Team\n\nWe are {{< count \"people\" >}}, and {{< person \"ben\" >}}.\n"),
    ("content/_index.md", "# Welcome\n\nRead the [handbook](/handbook/).\n"),
    ("content/handbook/_index.md", "---\ntitle: Handbook\n---\nHow we work.\n"),
    (
        "content/handbook/roles.md",
        "---\ntitle: Roles\nowner: ana\nreviewed: 2026-02-01\nweight: 1\n---\n## Owner\n\nOwns. ![map](map.png)\n\n## \
         Sponsor\n\nPays.\n",
    ),
    (
        "content/handbook/rules.md",
        "---\ntitle: Rules\naliases: [/old/rules/]\nweight: 2\n---\nSee [owner](roles.md#owner) and \
         [wiki](/wiki/a/).\n\n```rust\nfn main() {}\n```\n",
    ),
    (
        "content/handbook/words.md",
        "# Words\n\n{{< person \"ana\" show=\"both\" >}}, {{< count \"people\" >}} people, {{< people area=\"rail\" \
         >}}, {{< count \"zones\" >}}.\n\n\
        {{< milestone \"alpha\" \"M2\" >}} {{< target \"alpha\" \"S1\" >}} {{< status \"beta\" >}} {{< person \"cy\" \
        >}} {{< member-by-name \"Ben Roth\" >}}\n\n\
        {{< programs >}}\n\n{{% roster %}}\n\n## Now {{< count \"programs\" lifecycle=\"active\" >}}\n\n{{< coverage \
        >}} {{< status \"gamma\" >}}\n\n\
        {{< include \"deep/tides.md\" >}}\n",
    ),
    ("content/handbook/deep/_index.md", "---\ntitle: Deep\ndescription: Further down.\n---\nText.\n"),
    ("content/handbook/deep/tides.md", "---\ntitle: Tides\n---\nHigh and low. <b>Raw</b>\n"),
    ("static/notes.txt", "notes\n"),
    ("themes/acme/assets/80-acme.css", "p { left: 1px }\n"),
    (
        "themes/acme/templates/page.html",
        "{% extends \"default/page.html\" %}{% block header %}{{ super() }}<!-- acme -->{% endblock %}",
    ),
];

/// The site.
pub fn site() -> SourceTree {
    let mut tree: SourceTree = TEXTS.iter().copied().collect();
    tree.insert("content/handbook/map.png", picture(40, 30));
    tree.insert("static/photos/ana.png", picture(64, 64));
    tree.insert("content/handbook/deep/low.png", picture(20, 20));
    tree.insert("content/handbook/deep/plan.pdf", picture(1, 1));
    tree
}

/// A picture of this size; its bytes are its size.
pub fn picture(width: u32, height: u32) -> SourceFile {
    let hash = ContentHash::of(format!("{width} x {height}").as_bytes());
    SourceFile {
        bytes: SourceBytes::Opaque {
            len: 100,
            hash,
            dimensions: Some(Dimensions { width, height }),
            scripted: false,
            leaks: None,
        },
    }
}
