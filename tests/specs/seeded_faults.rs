//! Twenty slips of different kinds in the reference site: one run finds each where it stands, and nothing else.

use std::path::Path;

use super::support::{Expected, difference, findings};
use jiff::civil::date;
use pmo_site::pipeline::BuildInputs;
use pmo_site::source::SourceFile;

/// A slip: the file, what stood there, what stands there now, where in the file the finding belongs, and its code.
struct Slip {
    file: &'static str,
    was: &'static str,
    is: &'static str,
    /// The text at whose start the finding stands, in this file or in another.
    at: (&'static str, &'static str),
    code: &'static str,
}

const fn slip(file: &'static str, was: &'static str, is: &'static str, at: &'static str, code: &'static str) -> Slip {
    Slip { file, was, is, at: (file, at), code }
}

const SLIPS: [Slip; 20] = [
    slip("pmo.yaml", "markdown: { html", "markdwon: { html", "markdwon", "PMO-E0103"),
    slip("content/holidays/brazil.yaml", "days:", "days: ]", "]", "PMO-E0101"),
    slip("content/people/joon-park.yaml", "time_zone: Asia/Seoul", "time_zone: KST", "KST", "PMO-E0202"),
    slip("content/people/bram-verhoeven.yaml", "role: Chief Financial Officer", "role:", "role", "PMO-E0104"),
    slip("content/people/caleb-ornelas.yaml", "Su-Th 22:00-06:00", "Su-Th 22:00-26:00", "26:00", "PMO-E0203"),
    slip("content/people/ines-valadares.yaml", "country: \"PT\"", "country: NO", "NO }", "PMO-E0118"),
    slip("content/people/mei-tan.yaml", "name: Mei Tan\n", "", "pronouns", "PMO-E0107"),
    Slip {
        file: "content/people/niamh-corrigan.yaml",
        was: "manager: ines-valadares",
        is: "manager: hana-petrovic",
        at: ("content/people/hana-petrovic.yaml", "niamh-corrigan"),
        code: "PMO-E0312",
    },
    slip("content/people/lucia-ferraro.yaml", "name: ", "name: A\nname: ", "name: Lucia", "PMO-E0102"),
    slip(
        "content/focus-areas/security.yaml",
        "lead: niamh-corrigan",
        "lead: niamh-corigan",
        "niamh-corigan",
        "PMO-E0301",
    ),
    slip(
        "content/programs/edge-telemetry/program.yaml",
        "probability: 3",
        "probability: 7",
        "7\n    impact: 5",
        "PMO-E0115",
    ),
    slip(
        "content/programs/dispatch-forecasting/program.yaml",
        "edge-telemetry#M3",
        "edge-telemetry#M8",
        "edge-telemetry#M8",
        "PMO-E0303",
    ),
    slip(
        "content/programs/tenant-billing/program.yaml",
        "baseline_end: 2027-04-30",
        "baseline_end: 2026-02-30",
        "2026-02-30",
        "PMO-E0201",
    ),
    slip(
        "content/programs/partner-api/program.yaml",
        "backup: marcus-ellery",
        "backup: renata-siqueira",
        "renata-siqueira\nsponsor",
        "PMO-E0321",
    ),
    slip(
        "content/programs/cell-rollout/updates/2026-11-19.md",
        "health: amber",
        "health: at_risk",
        "at_risk",
        "PMO-E0116",
    ),
    slip("content/programs/edge-telemetry/updates/2026-11-19.md", "R2: {", "R9: {", "R9", "PMO-E0310"),
    slip(
        "content/programs/iso-certification/updates/2026-11-12.md",
        "path_to_green:",
        "override_reason:",
        "amber",
        "PMO-E0325",
    ),
    slip(
        "content/handbook/reporting/status.md",
        "../templates/status-update.md",
        "../templates/status-updates.md",
        "../templates/status-updates.md",
        "PMO-E0401",
    ),
    slip(
        "content/handbook/glossary.md",
        "#editing-this-site",
        "#editing-the-site",
        "working-together/writing.md#editing-the-site",
        "PMO-W0402",
    ),
    slip("content/handbook/reporting/reviews.md", "```sql", "```sequel", "sequel", "PMO-W0501"),
];

#[test]
fn one_run_finds_twenty_slips_where_they_stand_and_nothing_else() {
    let mut tree = pmo_site::io::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the reference site can be read");
    for slip in &SLIPS {
        let text = tree.text(slip.file).unwrap_or_else(|| panic!("there is no {}", slip.file)).to_string();
        assert!(text.contains(slip.was), "{} does not hold `{}`", slip.file, slip.was);
        tree.insert(slip.file, SourceFile::text(text.replacen(slip.was, slip.is, 1)));
    }
    let wanted = SLIPS.iter().map(|slip| {
        let (file, at) = slip.at;
        let text = tree.text(file).expect("a file of text");
        let before = &text[..text.find(at).unwrap_or_else(|| panic!("{file} does not hold `{at}`"))];
        let line = before.rsplit('\n').next().unwrap_or("");
        Expected {
            file: file.to_owned(),
            line: u32::try_from(before.matches('\n').count() + 1).expect("a line"),
            column: Some(u32::try_from(line.chars().count() + 1).expect("a column")),
            code: slip.code.to_owned(),
            severity: None,
            text: String::new(),
        }
    });
    let wanted: Vec<_> = wanted.collect();
    let found = findings(&tree, &BuildInputs::on(date(2026, 11, 20)));
    assert_eq!(difference(found, &wanted), "");
}
