//! Countries by their ISO 3166-1 codes.

use serde_json::{Value, json};

use super::decode::{Decode, Decoder};
use super::schema::titled;
use super::values::scalar;
use super::yaml::Node;
use crate::diagnostics::registry;

/// A country as a quoted ISO 3166-1 alpha-2 code (`"NO"`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Country(pub String);

/// ISO 3166-1 alpha-2, officially assigned codes as of 2026.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

impl Decode for Country {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let text = scalar(node, to, "a country code")?;
        if COUNTRIES.split(' ').any(|code| code == text) {
            return Some(Self(text.to_owned()));
        }
        let upper = text.to_ascii_uppercase();
        let hint = if COUNTRIES.split(' ').any(|code| code == upper) {
            format!("write `\"{upper}\"`")
        } else if upper == "UK" {
            "write `\"GB\"`".to_owned()
        } else {
            "write the two-letter code in quotes, such as `\"NO\"`".to_owned()
        };
        to.report(&registry::BAD_COUNTRY, node.span, format!("`{text}` is no ISO 3166 country code"), Some(hint));
        None
    }

    fn schema() -> Value {
        titled(json!({ "type": "string", "pattern": "^[A-Z]{2}$" }), "ISO 3166 code", "NO")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml;
    use crate::source::SourcePath;

    fn read(text: &str) -> (Option<Country>, Vec<&'static str>) {
        let file = SourcePath::new("x.yaml");
        let (node, found) = yaml::parse(&file, text, 0..text.len());
        let mut to = Decoder::new(&file, found);
        let value = node.and_then(|node| Country::decode(&node, &mut to));
        (value, to.found.iter().map(|finding| finding.rule.code).collect())
    }

    #[test]
    fn a_country_must_be_quoted_and_real() {
        assert_eq!(read("\"NO\""), (Some(Country("NO".to_owned())), vec![]));
        assert_eq!(read("NO").1, ["PMO-E0118"]);
        assert_eq!(read("\"UK\"").1, ["PMO-E0204"]);
        assert_eq!(read("PT").1, [] as [&str; 0]);
    }
}
