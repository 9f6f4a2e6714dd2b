//! Why a text is not a zone, and the name its author most likely meant.
//!
//! Two kinds of text look like zones and are refused because they change meaning: abbreviations (`IST` is three places;
//! since 2026 the database itself calls Winnipeg "EST" all year) and offsets (`UTC+2` stays behind when clocks change,
//! `Etc/GMT-2` has its sign turned round).

use strsim::osa_distance;

use crate::words::WORDS;

/// Why a text does not name a zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ZoneError {
    /// `EST`, `CET`, `PST`: a label that several places share, or that one place keeps for half a year.
    #[error("`{name}` is an abbreviation, not a time zone")]
    Abbreviation {
        /// What was written.
        name: String,
        /// Zones that use the abbreviation, the most likely first.
        examples: &'static [&'static str],
    },
    /// `UTC+2`, `+02:00`, `Etc/GMT-2`: a fixed distance from UTC.
    #[error("`{text}` is an offset, not a time zone")]
    Offset {
        /// What was written.
        text: String,
    },
    /// A name that the zone database does not have.
    #[error("unknown time zone `{name}`")]
    Unknown {
        /// What was written.
        name: String,
        /// The nearest name, when one is near.
        suggestion: Option<String>,
    },
}

impl ZoneError {
    /// What to type instead, as one hint.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Abbreviation { examples, .. } => format!("write the zone of a place, such as {}", listed(examples)),
            Self::Offset { .. } => {
                "write the zone of a place, such as `Europe/Berlin`; an offset does not follow clock changes".to_owned()
            }
            Self::Unknown { suggestion: Some(name), .. } => format!("did you mean `{name}`?"),
            Self::Unknown { suggestion: None, .. } => {
                "write an IANA name, `Area/City` with the largest city of that zone, such as `America/Los_Angeles`"
                    .to_owned()
            }
        }
    }

    /// The refusal of a text that reads as an abbreviation or an offset; `None` when it reads as neither.
    pub(super) fn of_look(text: &str) -> Option<Self> {
        if looks_like_offset(text) {
            return Some(Self::Offset { text: text.to_owned() });
        }
        let upper = text.to_ascii_uppercase();
        let at = ABBREVIATIONS.binary_search_by(|(name, _)| (*name).cmp(upper.as_str())).ok()?;
        let (_, examples) = ABBREVIATIONS.get(at)?;
        Some(Self::Abbreviation { name: text.to_owned(), examples })
    }

    /// The refusal of a text that no name of the database equals.
    pub(super) fn unknown<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Self {
        Self::Unknown { name: text.to_owned(), suggestion: nearest(text, names) }
    }
}

/// `a`, `b` or `c`, each in backticks.
fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    WORDS.choice(&quoted)
}

/// Whether a text is a distance from UTC or from Greenwich rather than a place.
fn looks_like_offset(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    let rest = upper.strip_prefix("ETC/").unwrap_or(&upper);
    let signed = |rest: &str| rest.trim_start().starts_with(['+', '-', '\u{2212}']);
    let after = rest.strip_prefix("UTC").or_else(|| rest.strip_prefix("GMT")).unwrap_or(rest);
    let of_etc = rest.len() < upper.len() && (rest.starts_with("GMT") || rest == "GREENWICH");
    of_etc
        || signed(after)
        || matches!(rest, "Z" | "GMT0" | "GREENWICH")
        || text.starts_with(|c: char| c.is_ascii_digit())
}

/// Longest text in bytes that is compared with every zone: twice the longest name (`America/Argentina/ComodRivadavia`,
/// 32).
const LONGEST: usize = 64;

/// The zone a mistyped name most likely means: a large city the database does not name, or the name at the smallest
/// edit distance.
///
/// The last part alone is compared too, since `Berlin` and `America/Berlin` both mean one thing. At most one edit in
/// three characters and three in all count as near. The first in alphabetical order wins among equals, so the answer
/// never varies.
fn nearest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let folded = text.trim().to_lowercase().replace([' ', '-'], "_");
    let city = folded.rsplit('/').next().unwrap_or(&folded);
    if let Ok(at) = CITIES.binary_search_by(|(name, _)| (*name).cmp(city)) {
        return CITIES.get(at).map(|(_, zone)| (*zone).to_owned());
    }
    if folded.len() > LONGEST {
        return None;
    }
    let limit = (folded.len() / 3).min(3);
    let score = |name: &str| {
        let name = name.to_lowercase().replace('-', "_");
        let last = name.rsplit('/').next().unwrap_or(&name);
        let by_city = if last.len() > 3 { 1 + osa_distance(last, city) } else { usize::MAX };
        osa_distance(&name, &folded).min(if by_city > 2 { usize::MAX } else { by_city })
    };
    names.map(|name| (score(name), name)).filter(|(score, _)| *score <= limit).min().map(|(_, name)| name.to_owned())
}

/// Abbreviations in everyday use and the ones the database keeps as names, sorted, with zones that use them.
const ABBREVIATIONS: [(&str, &[&str]); 71] = [
    ("ACDT", &["Australia/Adelaide"]),
    ("ACST", &["Australia/Adelaide", "Australia/Darwin"]),
    ("ADT", &["America/Halifax"]),
    ("AEDT", &["Australia/Sydney"]),
    ("AEST", &["Australia/Sydney", "Australia/Brisbane"]),
    ("AKDT", &["America/Anchorage"]),
    ("AKST", &["America/Anchorage"]),
    ("AST", &["America/Halifax", "Asia/Riyadh"]),
    ("AWST", &["Australia/Perth"]),
    ("BRT", &["America/Sao_Paulo"]),
    ("BST", &["Europe/London", "Asia/Dhaka"]),
    ("CAT", &["Africa/Harare"]),
    ("CDT", &["America/Chicago", "America/Havana"]),
    ("CEST", &["Europe/Berlin", "Europe/Paris"]),
    ("CET", &["Europe/Berlin", "Europe/Paris"]),
    ("CLT", &["America/Santiago"]),
    ("COT", &["America/Bogota"]),
    ("CST", &["America/Chicago", "America/Mexico_City", "Asia/Shanghai"]),
    ("CST6CDT", &["America/Chicago"]),
    ("CT", &["America/Chicago"]),
    ("EAT", &["Africa/Nairobi"]),
    ("EDT", &["America/New_York", "America/Toronto"]),
    ("EEST", &["Europe/Athens", "Europe/Helsinki"]),
    ("EET", &["Europe/Athens", "Europe/Helsinki", "Africa/Cairo"]),
    ("EST", &["America/New_York", "America/Toronto"]),
    ("EST5EDT", &["America/New_York"]),
    ("ET", &["America/New_York"]),
    ("GMT", &["Europe/London", "Africa/Accra"]),
    ("GST", &["Asia/Dubai"]),
    ("HDT", &["America/Adak"]),
    ("HKT", &["Asia/Hong_Kong"]),
    ("HST", &["Pacific/Honolulu"]),
    ("ICT", &["Asia/Bangkok", "Asia/Ho_Chi_Minh"]),
    ("IDT", &["Asia/Jerusalem"]),
    ("IST", &["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]),
    ("JST", &["Asia/Tokyo"]),
    ("KST", &["Asia/Seoul"]),
    ("MDT", &["America/Denver"]),
    ("MEST", &["Europe/Berlin"]),
    ("MESZ", &["Europe/Berlin"]),
    ("MET", &["Europe/Berlin"]),
    ("MEZ", &["Europe/Berlin"]),
    ("MSK", &["Europe/Moscow"]),
    ("MST", &["America/Denver", "America/Phoenix"]),
    ("MST7MDT", &["America/Denver"]),
    ("MT", &["America/Denver"]),
    ("NDT", &["America/St_Johns"]),
    ("NPT", &["Asia/Kathmandu"]),
    ("NST", &["America/St_Johns"]),
    ("NZDT", &["Pacific/Auckland"]),
    ("NZST", &["Pacific/Auckland"]),
    ("PDT", &["America/Los_Angeles", "America/Vancouver"]),
    ("PET", &["America/Lima"]),
    ("PHT", &["Asia/Manila"]),
    ("PKT", &["Asia/Karachi"]),
    ("PST", &["America/Los_Angeles", "America/Vancouver", "Asia/Manila"]),
    ("PST8PDT", &["America/Los_Angeles"]),
    ("PT", &["America/Los_Angeles"]),
    ("SAST", &["Africa/Johannesburg"]),
    ("SGT", &["Asia/Singapore"]),
    ("SST", &["Pacific/Pago_Pago"]),
    ("TRT", &["Europe/Istanbul"]),
    ("UYT", &["America/Montevideo"]),
    ("WAT", &["Africa/Lagos"]),
    ("WEST", &["Europe/Lisbon"]),
    ("WET", &["Europe/Lisbon"]),
    ("WIB", &["Asia/Jakarta"]),
    ("WIT", &["Asia/Jayapura"]),
    ("WITA", &["Asia/Makassar"]),
    ("YEKT", &["Asia/Yekaterinburg"]),
    ("YST", &["America/Whitehorse"]),
];

/// Large cities that no zone is named for, lower case with `_`, sorted, with the zone they keep.
const CITIES: [(&str, &str); 52] = [
    ("abu_dhabi", "Asia/Dubai"),
    ("ankara", "Europe/Istanbul"),
    ("atlanta", "America/New_York"),
    ("austin", "America/Chicago"),
    ("bangalore", "Asia/Kolkata"),
    ("barcelona", "Europe/Madrid"),
    ("basel", "Europe/Zurich"),
    ("beijing", "Asia/Shanghai"),
    ("bengaluru", "Asia/Kolkata"),
    ("boston", "America/New_York"),
    ("brasilia", "America/Sao_Paulo"),
    ("calgary", "America/Edmonton"),
    ("canberra", "Australia/Sydney"),
    ("cape_town", "Africa/Johannesburg"),
    ("chennai", "Asia/Kolkata"),
    ("cologne", "Europe/Berlin"),
    ("dallas", "America/Chicago"),
    ("delhi", "Asia/Kolkata"),
    ("edinburgh", "Europe/London"),
    ("frankfurt", "Europe/Berlin"),
    ("geneva", "Europe/Zurich"),
    ("hamburg", "Europe/Berlin"),
    ("hanoi", "Asia/Bangkok"),
    ("houston", "America/Chicago"),
    ("hyderabad", "Asia/Kolkata"),
    ("islamabad", "Asia/Karachi"),
    ("lyon", "Europe/Paris"),
    ("manchester", "Europe/London"),
    ("miami", "America/New_York"),
    ("milan", "Europe/Rome"),
    ("montreal", "America/Toronto"),
    ("mumbai", "Asia/Kolkata"),
    ("munich", "Europe/Berlin"),
    ("new_delhi", "Asia/Kolkata"),
    ("osaka", "Asia/Tokyo"),
    ("ottawa", "America/Toronto"),
    ("philadelphia", "America/New_York"),
    ("porto", "Europe/Lisbon"),
    ("pretoria", "Africa/Johannesburg"),
    ("pune", "Asia/Kolkata"),
    ("rio_de_janeiro", "America/Sao_Paulo"),
    ("salt_lake_city", "America/Denver"),
    ("san_diego", "America/Los_Angeles"),
    ("san_francisco", "America/Los_Angeles"),
    ("san_jose", "America/Los_Angeles"),
    ("seattle", "America/Los_Angeles"),
    ("shenzhen", "Asia/Shanghai"),
    ("st_petersburg", "Europe/Moscow"),
    ("tel_aviv", "Asia/Jerusalem"),
    ("washington", "America/New_York"),
    ("wellington", "Pacific/Auckland"),
    ("winterthur", "Europe/Zurich"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tables_are_sorted_for_binary_search_and_name_real_zones() {
        assert!(ABBREVIATIONS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(CITIES.is_sorted_by(|a, b| a.0 < b.0));
        for name in ABBREVIATIONS.iter().flat_map(|(_, zones)| *zones).chain(CITIES.iter().map(|(_, zone)| zone)) {
            assert_eq!(super::super::Zone::parse(name).map(|parsed| parsed.canonical_of), Ok(None), "{name}");
        }
    }

    #[test]
    fn a_list_of_names_reads_as_english() {
        assert_eq!(listed(&["A"]), "`A`");
        assert_eq!(listed(&["A", "B"]), "`A` or `B`");
        assert_eq!(listed(&["A", "B", "C"]), "`A`, `B` or `C`");
    }
}
