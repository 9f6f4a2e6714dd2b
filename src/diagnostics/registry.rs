//! Every rule that can find something, by its stable code.
//!
//! A code never changes its meaning and is never used again. `docs/diagnostics.md` is generated from this table and a test holds
//! the two together; each rule has a case in `tests/spec` that fires it and one that just does not.

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
}

/// The rule with this code, in any case.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

macro_rules! rules {
    ($($name:ident $code:literal $severity:ident $adjustable:literal $title:literal)*) => {
        $(
            #[doc = concat!($code, ": ", $title, ".")]
            pub static $name: Rule = Rule { code: $code, severity: Severity::$severity, adjustable: $adjustable, title: $title };
        )*
        /// All rules in the order of their codes' groups.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    // YAML and the shape of records.
    YAML_SYNTAX "PMO-E0101" Error false "file is not valid YAML"
    DUPLICATE_KEY "PMO-E0102" Error false "key is given twice"
    UNKNOWN_KEY "PMO-E0103" Error false "key is not known"
    NULL_VALUE "PMO-E0104" Error false "value is missing"
    WRONG_TYPE "PMO-E0105" Error false "value has the wrong type"
    UNKNOWN_VALUE "PMO-E0106" Error false "value is not one of those allowed"
    MISSING_FIELD "PMO-E0107" Error false "required field is missing"
    YAML_FEATURE "PMO-E0108" Error false "YAML anchors, aliases, merge keys and tags are not used in records"
    TOO_DEEP "PMO-E0109" Error false "file is nested too deeply or is too large"
    NOT_UTF8 "PMO-E0110" Error false "file is not UTF-8 text"
    EMPTY_RECORD "PMO-E0111" Error false "record is empty"
    SEVERAL_DOCUMENTS "PMO-E0112" Error false "file holds more than one YAML document"
    DUPLICATE_ID "PMO-E0113" Error false "id is used twice in one list"
    TOO_LONG "PMO-E0114" Error false "text is too long"
    OUT_OF_RANGE "PMO-E0115" Error false "number is out of range"
    AMBIGUOUS_COLOUR "PMO-E0116" Error false "health is a colour, not a label"
    BAD_SLUG "PMO-E0117" Error false "name is not a slug"
    UNQUOTED "PMO-E0118" Error false "value must be quoted"
    // Values.
    BAD_DATE "PMO-E0201" Error false "date is not a real ISO date"
    BAD_ZONE "PMO-E0202" Error false "time zone is not an IANA zone"
    BAD_HOURS "PMO-E0203" Error false "working hours cannot be read"
    BAD_COUNTRY "PMO-E0204" Error false "country is not an ISO 3166 code"
    BAD_URL "PMO-E0205" Error false "value is not an acceptable URL"
    DATE_ORDER "PMO-E0206" Error false "dates are in the wrong order"
    LINK_ZONE "PMO-W0207" Warning true "time zone is an old name of another zone"
    // References.
    UNKNOWN_PERSON "PMO-E0301" Error false "person does not exist"
    UNKNOWN_PROGRAM "PMO-E0302" Error false "program does not exist"
    UNKNOWN_MILESTONE "PMO-E0303" Error false "milestone does not exist"
    UNKNOWN_FOCUS_AREA "PMO-E0304" Error false "focus area does not exist"
    UNKNOWN_ORG "PMO-E0305" Error false "organization is not declared"
    UNKNOWN_GOAL "PMO-E0306" Error false "goal is not declared"
    UNKNOWN_STAGE "PMO-E0307" Error false "stage is not declared"
    UNKNOWN_BODY "PMO-E0308" Error false "neither a person nor a declared forum"
    UNKNOWN_CALENDAR "PMO-E0309" Error false "holiday calendar does not exist"
    UNKNOWN_ITEM "PMO-E0310" Error false "item does not exist in the program"
    UNKNOWN_LEVEL "PMO-E0311" Error false "level or region is not declared"
    MANAGER_CYCLE "PMO-E0312" Error false "managers form a cycle"
    DEPENDENCY_CYCLE "PMO-E0313" Error false "hard dependencies form a cycle"
    UNKNOWN_DIMENSION "PMO-E0314" Error false "dimension is not declared"
    UNKNOWN_DECISION "PMO-E0315" Error false "decision or request for one does not exist"
    // Contradictions.
    BACKUP_IS_DRI "PMO-E0321" Error false "backup is the DRI"
    ACTIVE_LACKS "PMO-E0322" Error false "active program lacks a field"
    OPEN_LACKS "PMO-E0323" Error false "open item lacks a field"
    HEALTH_ABOVE_DIMENSION "PMO-E0324" Error false "health is better than its worst dimension"
    NO_PATH_TO_GREEN "PMO-E0325" Error false "amber or red update has no path to green"
    ACTUAL_IN_FUTURE "PMO-E0326" Error false "actual date is after the update"
    UPDATE_BEFORE_START "PMO-E0327" Error false "update is older than its program"
    UPDATE_NAME "PMO-E0328" Error false "update is not named by its date"
    NO_SUCCESSOR "PMO-E0329" Error false "superseded decision has no successor"
    NEITHER_AREA_NOR_STAKEHOLDER "PMO-E0330" Error false "person has neither a focus area nor a kind"
    INTAKE_INCOMPLETE "PMO-E0331" Error false "intake lacks what its mode needs"
    CALCULATOR "PMO-E0332" Error false "calculator contradicts itself"
    NO_GATE "PMO-E0333" Error false "gate outcome for a milestone without a gate"
    SCHEDULE_OVERLAP "PMO-E0334" Error false "dated schedules start on the same day"
    DEPARTED_DRI "PMO-W0341" Warning true "DRI of an active program has left"
    NO_MEASURES "PMO-W0342" Warning true "active program has no success measure"
    CONFIDENCE_BAND "PMO-W0343" Warning true "confidence does not match the colour"
    DEPARTED_ALLOCATED "PMO-W0344" Warning true "person who has left is still allocated"
    OVER_ALLOCATED "PMO-W0345" Warning true "allocations exceed capacity"
    EMPTY_AREA "PMO-W0346" Warning true "focus area has no people"
    INACTIVE_ALLOCATION "PMO-W0347" Warning true "allocation to a program that is over"
    HEALTH_WHEN_INACTIVE "PMO-W0348" Warning true "status of a program that was not active"
    // Links and pages.
    BROKEN_LINK "PMO-E0401" Error true "link leads nowhere"
    DEAD_ANCHOR "PMO-W0402" Warning true "anchor does not exist on the page"
    MISSING_ASSET "PMO-E0403" Error true "file does not exist"
    REFUSED_SCHEME "PMO-E0404" Error true "URL scheme is not allowed"
    URL_TAKEN "PMO-E0405" Error false "two sources claim one address"
    SUSPECT_LINK "PMO-W0406" Warning true "link looks mistyped"
    NO_ALT "PMO-W0407" Warning true "picture has no alternative text"
    RESERVED_URL "PMO-E0408" Error false "address is reserved"
    BAD_ALIAS "PMO-E0409" Error true "redirect cannot be made"
    LINK_CASE "PMO-W0410" Warning true "link differs from its target in case"
    // Markdown.
    UNKNOWN_LANGUAGE "PMO-W0501" Warning true "code language is not known"
    OPEN_FRONT_MATTER "PMO-E0502" Error true "front matter is not closed"
    BAD_FRONT_MATTER "PMO-E0503" Error true "front matter cannot be read"
    UNKNOWN_ELEMENT "PMO-W0504" Warning true "HTML element is not known"
    REMOVED_HTML "PMO-W0505" Warning true "HTML was removed"
    OPEN_FENCE "PMO-W0506" Warning true "code block is not closed"
    SHORTCODE "PMO-W0507" Warning true "shortcode of another generator"
    UNDEFINED_REFERENCE "PMO-W0508" Warning true "reference is not defined"
    NO_TITLE "PMO-W0509" Warning true "page has no title"
    NESTED_TOO_DEEP "PMO-E0511" Error false "Markdown is nested too deeply"
    // The calendar.
    STALE "PMO-W0601" Warning true "status is stale"
    OVERDUE "PMO-W0602" Warning true "item is overdue"
    UNCONFIRMED_HOURS "PMO-W0603" Warning true "working hours were not confirmed lately"
    // The site.
    NO_CONFIG "PMO-E0701" Error false "there is no pmo.yaml"
    STRAY_FILE "PMO-W0702" Warning true "file is not read"
    TEMPLATE "PMO-E0703" Error false "template fails"
    UNKNOWN_THEME "PMO-E0704" Error false "theme does not exist"
    UNKNOWN_CODE "PMO-E0705" Error false "finding cannot be set"
    BASE_URL "PMO-E0706" Error false "base URL is not usable"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_their_letter_is_their_severity() {
        let mut codes: Vec<_> = RULES.iter().map(|rule| rule.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), RULES.len());
        for rule in RULES {
            let letter = rule.code.as_bytes().get(4).copied();
            assert_eq!(letter == Some(b'E'), rule.severity == Severity::Error, "{}", rule.code);
        }
    }

    #[test]
    fn a_code_is_found_in_any_case() {
        assert_eq!(find("pmo-e0401"), Some(&BROKEN_LINK));
        assert_eq!(find("PMO-E9999"), None);
    }
}
