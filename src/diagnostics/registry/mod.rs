//! Every rule that can find something, by its stable code.
//!
//! A code never changes its meaning and is never used again. The table below is the whole list; the long texts stand in
//! one file for each group. `docs/diagnostics.md` is generated from both and a test holds them together; each rule has
//! a case in `tests/spec` that fires it and one that just does not, and a test runs each example.

mod base;
mod calendar;
mod calls;
mod contradictions;
mod external;
mod history;
mod housekeeping;
mod identity;
mod leaks;
mod links;
mod markdown;
mod references;
mod site;
mod story;
mod values;
mod yaml;

use std::fmt::Write;

use super::Severity;

/// A rule: its code, its usual severity and its long form.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// `PMO-E0101`: stable, printed, searchable.
    pub code: &'static str,
    /// Severity unless the site says otherwise.
    pub severity: Severity,
    /// Whether `findings` in `pmo.yaml` may change the severity: only where the model is sound without the rule.
    pub adjustable: bool,
    /// What is wrong, in general.
    pub title: &'static str,
    /// What it means, why it is a rule, and what to do.
    pub explanation: &'static str,
    /// Files that break the rule: each begins with its path in a comment, and a record's part stands for the whole.
    pub bad: &'static str,
    /// The same, mended.
    pub fixed: &'static str,
}

/// The long form of a rule.
struct Long {
    explanation: &'static str,
    bad: &'static str,
    fixed: &'static str,
}

impl Rule {
    /// The title, the severity, the explanation and the two examples, as plain text that ends in a line break.
    #[must_use]
    pub fn long_form(&self) -> String {
        let mut out =
            format!("{}: {}\n\n{}\n\n{}\n", self.code, self.title, wrapped(self.explanation), self.standing());
        for (title, example) in [("Wrong", self.bad), ("Right", self.fixed)] {
            let _ = writeln!(out, "\n{title}:\n");
            for line in example.lines() {
                let _ = writeln!(out, "{}", format!("    {line}").trim_end());
            }
        }
        out
    }

    /// What severity the rule has and whether a site may change it, in one or two sentences.
    #[must_use]
    pub fn standing(&self) -> String {
        let (word, other) = match self.severity {
            Severity::Error => ("error", "warning"),
            Severity::Warning => ("warning", "error"),
        };
        if self.adjustable {
            let line = format!("`findings: {{ {}: {other} }}`", self.code);
            format!("Severity: {word}. A site may change it in pmo.yaml with {line}, or leave it out with `ignore`.")
        } else {
            format!("Severity: {word}. It is fixed: no sound site could be built without this rule.")
        }
    }
}

/// The rule with this code, in any case and with either letter: a number means one rule for ever, whatever severity
/// that rule had in an earlier release.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    let parts = |code: &str| {
        let letter = code.get(4..5).is_some_and(|letter| matches!(letter, "E" | "W" | "e" | "w"));
        Some((code.get(..4)?.to_ascii_uppercase(), code.get(5..)?.to_owned())).filter(|_| letter)
    };
    let wanted = parts(code)?;
    RULES.iter().copied().find(|rule| parts(rule.code).as_ref() == Some(&wanted))
}

/// Width of explanations on a terminal.
const WIDTH: usize = 80;

fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out
}

macro_rules! rules {
    ($($name:ident $code:literal $severity:ident $adjustable:literal $group:ident $title:literal)*) => {
        $(
            #[doc = concat!($code, ": ", $title, ".")]
            pub static $name: Rule = Rule {
                code: $code,
                severity: Severity::$severity,
                adjustable: $adjustable,
                title: $title,
                explanation: $group::$name.explanation,
                bad: $group::$name.bad,
                fixed: $group::$name.fixed,
            };
        )*
        /// All rules in the order of their codes' groups.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    // YAML and the shape of records.
    YAML_SYNTAX "PMO-E0101" Error false yaml "file is not valid YAML"
    DUPLICATE_KEY "PMO-E0102" Error false yaml "key is given twice"
    UNKNOWN_KEY "PMO-E0103" Error false yaml "key is not known"
    NULL_VALUE "PMO-E0104" Error false yaml "value is missing"
    WRONG_TYPE "PMO-E0105" Error false yaml "value has the wrong type"
    UNKNOWN_VALUE "PMO-E0106" Error false yaml "value is not one of those allowed"
    MISSING_FIELD "PMO-E0107" Error false yaml "required field is missing"
    YAML_FEATURE "PMO-E0108" Error false yaml "YAML anchors, aliases, merge keys and tags are not used in records"
    TOO_DEEP "PMO-E0109" Error false yaml "file is nested too deeply or is too large"
    NOT_UTF8 "PMO-E0110" Error false yaml "file is not UTF-8 text"
    PAGE_NOT_UTF8 "PMO-W0126" Warning true yaml "page is not UTF-8 text"
    EMPTY_RECORD "PMO-E0111" Error false yaml "record is empty"
    SEVERAL_DOCUMENTS "PMO-E0112" Error false yaml "file holds more than one YAML document"
    DUPLICATE_ID "PMO-E0113" Error false yaml "id is used twice in one list"
    TOO_LONG "PMO-E0114" Error false yaml "text is too long"
    OUT_OF_RANGE "PMO-E0115" Error false yaml "number is out of range"
    AMBIGUOUS_COLOUR "PMO-E0116" Error false yaml "health is a colour, not a label"
    BAD_SLUG "PMO-E0117" Error false yaml "name is not a slug"
    UNQUOTED "PMO-E0118" Error false yaml "value must be quoted"
    MERGE_CONFLICT "PMO-E0119" Error false yaml "file holds a merge conflict"
    PLACEHOLDER_LEFT "PMO-E0120" Error false yaml "placeholder was left in a text"
    CUT_BY_COMMENT "PMO-W0125" Warning true yaml "text without quotes ends at a `#`"
    // Invalid values.
    BAD_DATE "PMO-E0201" Error false values "date is not a real ISO date"
    BAD_ZONE "PMO-E0202" Error false values "time zone is not an IANA zone"
    BAD_HOURS "PMO-E0203" Error false values "working hours cannot be read"
    BAD_COUNTRY "PMO-E0204" Error false values "country is not an ISO 3166 code"
    BAD_URL "PMO-E0205" Error false values "value is not an acceptable URL"
    DATE_ORDER "PMO-E0206" Error false values "dates are in the wrong order"
    LINK_ZONE "PMO-W0207" Warning true values "time zone is an old name of another zone"
    LONG_RUN "PMO-E0208" Error false values "run of holidays is longer than a year"
    DAY_TWICE "PMO-E0209" Error false values "calendar gives a day twice"
    DATE_AND_RUN "PMO-E0210" Error false values "holiday is both a single day and a run"
    // References.
    UNKNOWN_PERSON "PMO-E0301" Error false references "person does not exist"
    UNKNOWN_PROGRAM "PMO-E0302" Error false references "program does not exist"
    UNKNOWN_MILESTONE "PMO-E0303" Error false references "milestone does not exist"
    UNKNOWN_FOCUS_AREA "PMO-E0304" Error false references "focus area does not exist"
    UNKNOWN_ORG "PMO-E0305" Error false references "organization is not declared"
    UNKNOWN_GOAL "PMO-E0306" Error false references "goal is not declared"
    UNKNOWN_STAGE "PMO-E0307" Error false references "stage is not declared"
    UNKNOWN_BODY "PMO-E0308" Error false references "neither a person nor a declared forum"
    UNKNOWN_CALENDAR "PMO-E0309" Error false references "holiday calendar does not exist"
    UNKNOWN_ITEM "PMO-E0310" Error false references "item does not exist in the program"
    UNKNOWN_LEVEL "PMO-E0311" Error false references "level or region is not declared"
    MANAGER_CYCLE "PMO-E0312" Error false references "managers form a cycle"
    DEPENDENCY_CYCLE "PMO-E0313" Error false references "hard dependencies form a cycle"
    UNKNOWN_DIMENSION "PMO-E0314" Error false references "dimension is not declared"
    UNKNOWN_DECISION "PMO-E0315" Error false references "decision or request for one does not exist"
    UNKNOWN_OWNER "PMO-W0316" Warning true references "page's owner is nobody of the roster"
    // Contradictions.
    NEGATIVE_BUDGET "PMO-W0317" Warning true contradictions "budget is below zero"
    BACKUP_IS_DRI "PMO-E0321" Error false contradictions "backup is the DRI"
    ACTIVE_LACKS "PMO-E0322" Error false contradictions "active program lacks a field"
    OPEN_LACKS "PMO-E0323" Error false contradictions "open item lacks a field"
    HEALTH_ABOVE_DIMENSION "PMO-E0324" Error false contradictions "health is better than its worst dimension"
    NO_PATH_TO_GREEN "PMO-E0325" Error false contradictions "amber or red update has no path to green"
    ACTUAL_IN_FUTURE "PMO-E0326" Error false contradictions "actual date is after the update"
    UPDATE_BEFORE_START "PMO-E0327" Error false contradictions "update is older than its program"
    UPDATE_NAME "PMO-E0328" Error false contradictions "update is not named by its date"
    NO_SUCCESSOR "PMO-E0329" Error false contradictions "superseded decision has no successor"
    NEITHER_AREA_NOR_STAKEHOLDER "PMO-E0330" Error false contradictions "person has neither a focus area nor a kind"
    INTAKE_INCOMPLETE "PMO-E0331" Error false contradictions "intake lacks what its mode needs"
    CALCULATOR "PMO-E0332" Error false contradictions "calculator contradicts itself"
    NO_GATE "PMO-E0333" Error false contradictions "gate outcome for a milestone without a gate"
    SCHEDULE_OVERLAP "PMO-E0334" Error false contradictions "dated schedules start on the same day"
    DEPARTED_DRI "PMO-W0341" Warning true contradictions "DRI of an active program has left"
    NO_MEASURES "PMO-W0342" Warning true contradictions "active program has no success measure"
    CONFIDENCE_BAND "PMO-W0343" Warning true contradictions "confidence does not match the colour"
    DEPARTED_ALLOCATED "PMO-W0344" Warning true contradictions "person who has left is still allocated"
    OVER_ALLOCATED "PMO-W0345" Warning true contradictions "allocations exceed capacity"
    EMPTY_AREA "PMO-W0346" Warning true contradictions "focus area has no people"
    INACTIVE_ALLOCATION "PMO-W0347" Warning true contradictions "allocation to a program that is over"
    HEALTH_WHEN_INACTIVE "PMO-W0348" Warning true contradictions "status of a program that was not active"
    UNUSUAL_DAYS "PMO-W0349" Warning true contradictions "working days do not fit the country's weekend"
    LONE_CLOCK "PMO-W0350" Warning true contradictions "person without a name is alone on a clock"
    // Links and pages.
    BROKEN_LINK "PMO-E0401" Error true links "link leads nowhere"
    DEAD_ANCHOR "PMO-W0402" Warning true links "anchor does not exist on the page"
    MISSING_ASSET "PMO-E0403" Error true links "file does not exist"
    REFUSED_SCHEME "PMO-E0404" Error true links "URL scheme is not allowed"
    SLUG_TAKEN "PMO-E0405" Error false links "two files are one record"
    SUSPECT_LINK "PMO-W0406" Warning true links "link looks mistyped"
    NO_ALT "PMO-W0407" Warning true links "picture has no alternative text"
    BAD_ALIAS "PMO-W0409" Warning true links "redirect cannot be made"
    LINK_CASE "PMO-W0410" Warning true links "link differs from its target in case"
    MISLEADING_URL "PMO-E0411" Error true links "address is not what it looks like"
    URL_TAKEN "PMO-W0417" Warning true links "page or file has no address of its own"
    BLOCKED "PMO-W0419" Warning true links "page holds what its policy does not show"
    LOST_ADDRESS "PMO-E0420" Error true links "published address is lost"
    LOST_PART "PMO-W0421" Warning true links "published part of a page is lost"
    HOST_REDIRECT "PMO-W0422" Warning true links "redirect of `_redirects` does not do what it says"
    HIDDEN_CHARACTER "PMO-W0412" Warning true links "name holds a character that nobody sees"
    // Markdown.
    UNKNOWN_LANGUAGE "PMO-W0501" Warning true markdown "code language is not known"
    OPEN_FRONT_MATTER "PMO-E0502" Error true markdown "front matter is not closed"
    BAD_FRONT_MATTER "PMO-W0503" Warning true markdown "front matter cannot be read"
    UNKNOWN_ELEMENT "PMO-W0504" Warning true markdown "HTML element is not known"
    REMOVED_HTML "PMO-W0505" Warning true markdown "HTML was removed"
    OPEN_FENCE "PMO-W0506" Warning true markdown "code block is not closed"
    SHORTCODE "PMO-W0507" Warning true calls "shortcode is not known"
    MALFORMED_CALL "PMO-W0531" Warning true calls "shortcode cannot be read"
    WITHHELD_CALL "PMO-W0532" Warning true calls "directive names what is not shown"
    STRANGER "PMO-W0533" Warning true calls "lookup finds no record"
    NOT_INCLUDED "PMO-W0534" Warning true calls "page to include cannot be read"
    CALL_IN_REPORT "PMO-W0535" Warning true calls "directive stands in a report"
    CALL_IN_TITLE "PMO-W0536" Warning true calls "directive stands in a title"
    WITHHELD_INCLUDED "PMO-E0542" Error false calls "included page is withheld"
    UNKNOWN_CALLED "PMO-E0541" Error true calls "directive names what does not exist"
    UNDEFINED_REFERENCE "PMO-W0508" Warning true markdown "reference is not defined"
    NO_TITLE "PMO-W0509" Warning true markdown "page has no title"
    CROWDED_TAG "PMO-W0510" Warning true markdown "tag has too many attributes"
    UNREADABLE_PUBLICATION "PMO-E0514" Error true markdown "whether a page is withheld cannot be read"
    NESTED_TOO_DEEP "PMO-E0511" Error false markdown "Markdown is nested too deeply"
    COSTLY_CODE "PMO-W0512" Warning true markdown "code is too costly to colour"
    PAGE_TOO_LARGE "PMO-E0513" Error false markdown "page is too large"
    WIDE_ROW "PMO-W0515" Warning true markdown "row of a table is wider than its head"
    FOREIGN "PMO-W0516" Warning true markdown "syntax of another tool is shown as text"
    CROWDED_HEADING "PMO-W0517" Warning true markdown "heading has no space after its signs"
    REPEATED_ID "PMO-W0518" Warning true markdown "id is given twice on a page"
    NOT_DRAWN "PMO-W0519" Warning true markdown "diagram is not drawn"
    NOT_SET "PMO-W0520" Warning true markdown "formula is not set"
    UNREADABLE_KEY "PMO-W0527" Warning true markdown "key of a page cannot be read"
    CASCADE "PMO-W0528" Warning true markdown "cascade is not honoured as it is written"
    LIKELY_KEY "PMO-W0529" Warning true markdown "key of pages looks mistyped"
    KEY_NOT_HONOURED "PMO-W0530" Warning true markdown "key of another tool is not honoured"
    REVIEW_DUE "PMO-W0540" Warning true story "review of a page is overdue"
    UNKNOWN_REVIEWER "PMO-W0543" Warning true story "reviewer of a page is no person"
    // The calendar.
    STALE "PMO-W0601" Warning true calendar "status is stale"
    OVERDUE "PMO-W0602" Warning true calendar "item is overdue"
    UNCONFIRMED_HOURS "PMO-W0603" Warning true calendar "working hours were not confirmed lately"
    SKIPPED_HOURS "PMO-W0604" Warning true calendar "working hours begin at a time that clocks skip"
    OLD_ZONE_DATA "PMO-W0605" Warning true calendar "time-zone data are old"
    MISSED_TARGET "PMO-W0606" Warning true calendar "coverage target is missed this week"
    WITHHELD_TARGET "PMO-W0607" Warning true calendar "coverage target counts too few people to be shown"
    // The site.
    NO_CONFIG "PMO-E0701" Error false site "there is no pmo.yaml"
    STRAY_FILE "PMO-W0702" Warning true site "file is not read"
    TEMPLATE "PMO-E0703" Error false site "template fails"
    UNKNOWN_THEME "PMO-E0704" Error false site "theme does not exist"
    UNKNOWN_CODE "PMO-E0705" Error false site "finding cannot be set"
    BASE_URL "PMO-E0706" Error false site "base URL is not usable"
    NO_CONTENT "PMO-E0707" Error false site "folder content is missing"
    NO_FOLDER "PMO-E0708" Error false site "folder of the site is something else"
    SECRET "PMO-E0709" Error false leaks "file holds a secret"
    PUBLIC_PLACE "PMO-E0710" Error false leaks "picture tells everyone where it was taken"
    INTERNAL_PLACE "PMO-W0711" Warning true leaks "picture tells where it was taken"
    UNPUBLISHED_FILE "PMO-W0712" Warning true site "file is not published"
    ACTIVE_FILE "PMO-W0713" Warning true site "published file can run scripts"
    SUSPECT_FILE "PMO-W0714" Warning true site "published file looks like a leftover or a key"
    OUTSIDE_FOLDER "PMO-E0716" Error false site "folder is not one of the site"
    NO_BASELINE "PMO-E0717" Error false site "list of known findings cannot be read"
    UNUSED_THEME_FILE "PMO-W0715" Warning true site "file of the theme is not used"
    LONE_SYNONYM "PMO-W0720" Warning true site "group of synonyms has one word"
    TWICE_SYNONYM "PMO-W0721" Warning true site "word is in two groups of synonyms"
    UNKNOWN_FIELD "PMO-E0728" Error false site "field is not declared"
    FIELD_CHOICES "PMO-E0729" Error false site "field and its choices contradict each other"
    LOGO "PMO-E0732" Error false site "logo is no picture"
    LOW_CONTRAST "PMO-W0731" Warning true site "colour of the brand is hard to read"
    RESERVED_SLUG "PMO-E0730" Error false site "slug is reserved"
    // Facts that change.
    NOT_DATED "PMO-E0801" Error false history "field has no dated past"
    CHANGED_TWICE "PMO-E0802" Error false history "field is changed twice on one day"
    UNEXPLAINED_LIFECYCLE "PMO-W0803" Warning true history "nobody says why the lifecycle changed"
    BASELINE_BEFORE_ADDED "PMO-W0804" Warning true history "milestone is promised for a day before it was planned"
    NAMED_EARLY "PMO-W0805" Warning true history "update names an item that is not there yet"
    LEFT_OPEN "PMO-W0806" Warning true history "program that is over has open items"
    PAST_END "PMO-W0807" Warning true history "active program is past its end"
    AFTER_END "PMO-W0808" Warning true history "milestone is planned after the program's end"
    DEPARTED_JOB "PMO-W0809" Warning true history "person who has left still has a job"
    AUTHOR_NOT_RECORDED "PMO-W0810" Warning true history "author was not yet recorded"
    NOT_SHOWN_YET "PMO-W0811" Warning true history "file is not shown yet"
    BROKEN_NEED "PMO-W0812" Warning true history "hard dependency will not come, or nobody promises it"
    // What rewrites the past, of `check --base`.
    UPDATE_EDITED "PMO-E0820" Error true base "report was edited"
    UPDATE_REMOVED "PMO-E0821" Error true base "report was removed"
    RECORD_REMOVED "PMO-E0822" Error true base "record was removed"
    ITEM_REMOVED "PMO-E0823" Error true base "item was removed"
    ENTRY_REWRITTEN "PMO-E0824" Error true base "entry of a log was edited or removed"
    ID_REUSED "PMO-E0825" Error true base "id was used again"
    PLAN_REWRITTEN "PMO-E0826" Error true base "plan moved without an entry of `rebaselines`"
    DATED_REWRITTEN "PMO-E0827" Error true base "dated field changed without an entry of `changes`"
    FIXED_REWRITTEN "PMO-E0828" Error true base "field that never changes was changed"
    BACK_DATED "PMO-W0830" Warning true base "what is new is dated earlier"
    // Slugs that records had.
    FORMER_SLUG_TAKEN "PMO-E0840" Error false identity "former slug is used again"
    OWN_FORMER_SLUG "PMO-E0841" Error false identity "former slug is the one that the record has"
    ENDED_WORD "PMO-E0842" Error true identity "word is used after its last day"
    // What nobody needs any more, of `check --housekeeping`.
    UNLINKED_PAGE "PMO-W0901" Warning true housekeeping "no page leads to a page"
    UNLINKED_FILE "PMO-W0902" Warning true housekeeping "nothing leads to a file"
    LARGE_PICTURE "PMO-W0903" Warning true housekeeping "picture is large"
    REDIRECT_CHAIN "PMO-W0904" Warning true housekeeping "redirect leads to a redirect"
    DEPARTED_OWNER "PMO-W0905" Warning true housekeeping "owner of a page has left"
    // What other sites answered, of `check --external`.
    GONE "PMO-W0921" Warning true external "page of another site is gone"
    NO_ANSWER "PMO-W0922" Warning true external "other site gives no answer"
    MOVED_FOR_GOOD "PMO-W0923" Warning true external "page of another site has moved"
    PRIVATE_ADDRESS "PMO-W0924" Warning true external "link leads into a private network"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_their_letter_is_their_severity() {
        let mut codes: Vec<_> = RULES.iter().map(|rule| rule.code).collect();
        codes.sort_unstable_by_key(|code| code.get(5..));
        codes.dedup_by_key(|code| code.get(5..));
        assert_eq!(codes.len(), RULES.len());
        for rule in RULES {
            let letter = rule.code.as_bytes().get(4).copied();
            assert_eq!(letter == Some(b'E'), rule.severity == Severity::Error, "{}", rule.code);
        }
    }

    #[test]
    fn a_code_is_found_in_any_case() {
        assert_eq!(find("pmo-e0401"), Some(&BROKEN_LINK));
        assert_eq!(find("PMO-E0503"), Some(&BAD_FRONT_MATTER));
        assert_eq!(find("PMO-E9999"), None);
    }

    #[test]
    fn the_long_form_fits_a_terminal() {
        for rule in RULES {
            let long = rule.long_form();
            assert!(
                long.starts_with(rule.code) && long.contains("\nWrong:\n\n    ") && long.contains("\nRight:\n\n    ")
            );
            let explanation = long.split("\n\n").nth(1).unwrap_or("");
            assert!(
                explanation.len() > 60 && explanation.lines().all(|line| line.chars().count() <= WIDTH),
                "{}",
                rule.code
            );
        }
    }
}
