//! The long forms of findings about YAML and the shape of records.

use super::Long;

pub(super) const YAML_SYNTAX: Long = Long {
    explanation: "The file cannot be read as YAML, so nothing in it is used. The finding shows where the slip begins: a \
                  bracket or quote that is not closed, a tab, text with `: ` in it that needs quotes, a line that is \
                  indented unlike its neighbours. Where the slip is of another kind, the finding shows where reading \
                  stopped, and the cause may be a line or two above.",
    bad: r"# content/people/ana.yaml
role: [Program manager
",
    fixed: r"# content/people/ana.yaml
role: Program manager
",
};

pub(super) const DUPLICATE_KEY: Long = Long {
    explanation: "One mapping has the same key twice. YAML parsers disagree on which of the two counts, so both are \
                  refused. Keep the correct one. For several values under one key, write a list.",
    bad: r"# content/people/ana.yaml
role: Program manager
role: Portfolio manager
",
    fixed: r"# content/people/ana.yaml
role: Portfolio manager
",
};

pub(super) const UNKNOWN_KEY: Long = Long {
    explanation: "The record has no field of this name. An unknown key is an error and is not ignored, because a \
                  mistyped key would silently leave its field empty. The hint names the nearest field, or lists all \
                  of them. `pmo-site schema` prints the JSON Schema of the fields, for editors.",
    bad: r"# content/people/ana.yaml
pronuons: she/her
",
    fixed: r"# content/people/ana.yaml
pronouns: she/her
",
};

pub(super) const NULL_VALUE: Long = Long {
    explanation: "The key has no value: nothing follows it, or `~`, `null` or an empty text. That may mean “not \
                  yet”, “none” or “forgotten”, and no reader could know which. Write the value, or remove the line.",
    bad: r"# content/people/ana.yaml
pronouns:
",
    fixed: r"# content/people/ana.yaml
pronouns: she/her
",
};

pub(super) const WRONG_TYPE: Long = Long {
    explanation: "The value has the wrong type: for example, the field takes a list and the value is a single one, \
                  or the field takes text and the value is a number. Values are not converted, because `1.10` as a \
                  number is `1.1`. Text that looks like a number needs quotes.",
    bad: r"# content/people/ana.yaml
focus_areas: platform
",
    fixed: r"# content/people/ana.yaml
focus_areas: [platform]
",
};

pub(super) const UNKNOWN_VALUE: Long = Long {
    explanation: "The field takes one of a few words, and this is not one of them. The words are fixed because rules \
                  depend on them: for example, only an `active` program has health. The hint names the nearest word, \
                  or lists them.",
    bad: r"# content/programs/apollo/program.yaml
lifecycle: running
",
    fixed: r"# content/programs/apollo/program.yaml
lifecycle: active
",
};

pub(super) const MISSING_FIELD: Long = Long {
    explanation: "A field that every record of this kind needs is not there. Pages need it: a person without a time \
                  zone cannot be placed on the coverage page. Add the line that the hint shows.",
    bad: r"# content/people/eva.yaml
name: Eva Lind
role: Program manager
focus_areas: [platform]
",
    fixed: r"# content/people/eva.yaml
name: Eva Lind
role: Program manager
time_zone: Europe/Stockholm
focus_areas: [platform]
",
};

pub(super) const YAML_FEATURE: Long = Long {
    explanation: "Records use plain YAML: no anchors (`&x`), aliases (`*x`), merge keys (`<<`) or tags (`!x`). With \
                  them a line can mean something else than it says, and a small file can become huge in memory. \
                  Write the value out. Text that begins with one of these signs needs quotes.",
    bad: r"# content/people/ana.yaml
location: &home { label: Lisbon }
",
    fixed: r"# content/people/ana.yaml
location: { label: Lisbon }
",
};

pub(super) const TOO_DEEP: Long = Long {
    explanation: "The file has more than 32 levels of nesting, or more than a mebibyte. No record needs a quarter of \
                  that, so the file is refused before it can cost time or memory. Look for brackets that were never \
                  closed, or for data that was put into a record by accident. Long prose belongs on a Markdown page.",
    bad: r"# content/people/ana.yaml
specialties: [[[[[[[[ and so on
",
    fixed: r"# content/people/ana.yaml
specialties: [planning]
",
};

pub(super) const NOT_UTF8: Long = Long {
    explanation: "The file is not UTF-8 text: it was saved in an older encoding such as Latin-1 or UTF-16, or it is \
                  not text at all. Guessing the encoding could corrupt names. Open the file, check the letters with \
                  accents, and save it as UTF-8.",
    bad: r"# content/people/ana.yaml
name: Ana S?lva, saved as Latin-1
",
    fixed: r"# content/people/ana.yaml
name: Ana Sílva
",
};

pub(super) const PAGE_NOT_UTF8: Long = Long {
    explanation: "The page is not UTF-8 text: it was saved in an older encoding, or a word was pasted into it from \
                  one. It is read as windows-1252 (or as UTF-16, where it begins with that mark), so letters with \
                  accents are mostly right. Look at the page, and save the file as UTF-8.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls in S?o Paulo, saved as Latin-1
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls in São Paulo
",
};

pub(super) const EMPTY_RECORD: Long = Long {
    explanation: "The file is empty or has only comments, or a status update has no front matter between `---` \
                  lines. An empty record says nothing but would still have a page. Fill it in, or remove the file.",
    bad: r"# content/focus-areas/security.yaml
# to be written
",
    fixed: r"# content/focus-areas/platform.yaml
name: Platform
",
};

pub(super) const SEVERAL_DOCUMENTS: Long = Long {
    explanation: "A line `---` begins a second YAML document in the file. Each record has its own file, so that the \
                  file name is its id and a change of a file changes one record. Move what follows to a file of its \
                  own.",
    bad: r"# content/focus-areas/platform.yaml
name: Platform
---
name: Security
",
    fixed: r"# content/focus-areas/platform.yaml
name: Platform
",
};

pub(super) const DUPLICATE_ID: Long = Long {
    explanation: "Two items of one list have the same id, so an update that names the id could mean either. Give the \
                  newer item another id. Never use an id again, not even when its item is closed: old reports still \
                  refer to it.",
    bad: r"# content/programs/apollo/program.yaml
milestones:
  - { id: M1, name: First tenant moved, baseline: 2026-06-12 }
  - { id: M1, name: All tenants moved, baseline: 2026-09-18 }
",
    fixed: r"# content/programs/apollo/program.yaml
milestones:
  - { id: M1, name: First tenant moved, baseline: 2026-06-12 }
  - { id: M2, name: All tenants moved, baseline: 2026-09-18 }
",
};

pub(super) const TOO_LONG: Long = Long {
    explanation: "The text is longer than its field allows. Names and headlines are shown in tables and lists, where \
                  a long text leaves no room for anything else. Make it shorter; put the rest into the story of an \
                  update, or on a page of the program.",
    bad: r"# content/programs/apollo/program.yaml
name: The program that moves every tenant of the company from the old platform to the new one
",
    fixed: r"# content/programs/apollo/program.yaml
name: Tenant migration
",
};

pub(super) const OUT_OF_RANGE: Long = Long {
    explanation: "The number is outside the range of the field: probability and impact go from 1 to 5, percentages \
                  from 0 to 100. Thresholds of health must leave room for amber between green and red. The hint \
                  gives the range.",
    bad: r"# content/programs/apollo/updates/2026-03-05.md
confidence: 900
",
    fixed: r"# content/programs/apollo/updates/2026-03-05.md
confidence: 90
",
};

pub(super) const AMBIGUOUS_COLOUR: Long = Long {
    explanation: "Health is one of three colours: `green`, `amber`, `red`. Labels are refused because companies use \
                  them differently: “at risk” is amber for some and red for others. Write the colour; the words that \
                  readers see are a setting of the site, `health.labels` in `pmo.yaml`.",
    bad: r"# content/programs/apollo/updates/2026-03-05.md
health: on_track
",
    fixed: r"# content/programs/apollo/updates/2026-03-05.md
health: green
",
};

pub(super) const BAD_SLUG: Long = Long {
    explanation: "Names of records are slugs: lower-case letters, digits and single hyphens. The slug is the file \
                  name, the id and a part of the address, so it must be the same on every system and easy to type \
                  into a browser. The hint gives the new name.",
    bad: r"# content/focus-areas/Data_Platform.yaml
name: Data platform
# content/people/ana.yaml
focus_areas: [platform, data-platform]
",
    fixed: r"# content/focus-areas/data-platform.yaml
name: Data platform
# content/people/ana.yaml
focus_areas: [platform, data-platform]
",
};

pub(super) const UNQUOTED: Long = Long {
    explanation: "Without quotes, many YAML parsers read the value as something else: `NO` for false, `09:30` for a \
                  number of minutes. This program does not, but another program that reads the file might. Put the \
                  value in quotes.",
    bad: r"# content/people/ana.yaml
location: { country: NO }
",
    fixed: r#"# content/people/ana.yaml
location: { country: "NO" }
"#,
};

pub(super) const MERGE_CONFLICT: Long = Long {
    explanation: "Version control could not join two changes of this file and wrote both into it, between lines of \
                  `<<<<<<<`, `=======` and `>>>>>>>`. Somebody has to choose. Until then the file is not read, and \
                  nothing else is said of it. In a page, marks inside a fenced block of code are an example and no \
                  fault.",
    bad: r"# content/focus-areas/platform.yaml
<<<<<<< HEAD
name: Platform
=======
name: Platforms
>>>>>>> rename
",
    fixed: r"# content/focus-areas/platform.yaml
name: Platform
",
};

pub(super) const PLACEHOLDER_LEFT: Long = Long {
    explanation: "`pmo-site new` writes sentences such as “Write here …” where somebody has yet to write. Here one is \
                  left, and readers would see it. Write the text, or remove the line. A report or page that says \
                  `draft: true` may keep them, since nobody sees it yet.",
    bad: r"# content/programs/apollo/program.yaml
summary: Write here, in one sentence, what will be different when it is done.
",
    fixed: r"# content/programs/apollo/program.yaml
summary: Every tenant runs on the new platform.
",
};

pub(super) const CUT_BY_COMMENT: Long = Long {
    explanation: "In text without quotes, a blank and `#` begin a comment: the rest of the line is not part of the \
                  text, and readers never see it. Where a word or number follows `#` at once, it was probably meant: \
                  put the whole text in quotes. A comment is told by a blank behind its `#`.",
    bad: r"# content/programs/apollo/program.yaml
summary: Replaces the platform that ticket #4711 describes.
",
    fixed: r#"# content/programs/apollo/program.yaml
summary: "Replaces the platform that ticket #4711 describes."
"#,
};
