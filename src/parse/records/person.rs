//! `people/<slug>.yaml`: one person.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::LinkRecord;
use super::own::PersonFields;
use crate::diagnostics::registry;
use crate::parse::compare::entries;
use crate::parse::country::Country;
use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder, Located, Whole};
use crate::parse::hours::HoursText;
use crate::parse::refs::{AreaRef, CalendarRefs, LevelRef, PersonRef, ProgramRef, RegionRef};
use crate::parse::schema::titled;
use crate::parse::values::{Name, Picture, Slug, Text};
use crate::parse::words::words;
use crate::parse::yaml::{Node, NodeKind};
use crate::time::{DayHours, Zone};

words! {
    /// What somebody is to the PMO.
    pub enum PersonKind: "kind of person" {
        /// Works in the PMO.
        Member = "member",
        /// Works with it: sponsors, partners.
        Stakeholder = "stakeholder",
    }
}

words! {
    /// Whether somebody takes new work.
    pub enum Accepting: "answer to whether new work is accepted" {
        /// Yes.
        Open = "open",
        /// Little.
        Limited = "limited",
        /// None.
        Full = "full",
    }
}

words! {
    /// Who sees a field of a person.
    pub enum Publish: "publication" {
        /// Everyone.
        Public = "public",
        /// Readers of an internal build only.
        Internal = "internal",
        /// Nobody.
        Hidden = "hidden",
    }
}

words! {
    /// How much a reader sees of when somebody works.
    pub enum PrivacyLevel: "level of privacy" {
        /// Name, role, zone and hours.
        Name = "name",
        /// Role, zone and hours.
        Role = "role",
        /// One more in a count.
        Count = "count",
        /// Nothing: they count nowhere.
        Hidden = "hidden",
    }
}

record! {
    /// A person.
    pub struct PersonRecord: "person", was PersonWas {
        /// Their name.
        need name: Name [is label] [seen = "everyone, unless `publish.name` says less: then their role stands in its \
                                            place"] [example = "Maya Okafor"],
        /// Their role.
        need role: Text<120> [is dated] [seen = "everyone"] [example = "Program manager"],
        /// IANA zone that their hours are read in.
        need time_zone: Zone [is label] [seen = "as `publish.coverage` and `coverage.privacy.show` say"],
        /// What they are to the PMO.
        may kind: PersonKind [is dated] [default = "`member`"] [seen = "everyone who sees them by name"],
        /// The areas they work in; required unless they are a stakeholder.
        many focus_areas: Located<AreaRef> [is dated] [seen = "everyone who sees them by name"],
        /// Pronouns.
        may pronouns: Text<40> [is label] [seen = "everyone who sees them by name, unless `publish.pronouns` says \
                                                   less"] [example = "she/her"],
        /// Job level, one of `levels.yaml`.
        may level: LevelRef [is dated] [seen = "everyone who sees them by name, unless `publish.level` says less"],
        /// What they are good at.
        many specialties: Text<60> [is label] [seen = "everyone who sees them by name, unless `publish.specialties` \
                                                       says less"] [example = "vendor contracts"],
        /// Who they report to.
        may manager: PersonRef [is dated] [seen = "everyone who sees them by name, unless `publish.manager` says less"],
        /// First day; in the future for a planned hire.
        may start_date: Date [is label] [seen = "everyone who sees them by name"],
        /// Last day.
        may end_date: Date [is label] [seen = "everyone who sees them by name"],
        /// One of the site's regions.
        may region: RegionRef [is label] [seen = "as `publish.coverage` and `coverage.privacy.show` say"],
        /// Where they are, roughly.
        may location: LocationRecord [is label] [seen = "everyone who sees them by name, unless `publish.location` \
                                                         says less"],
        /// When they work, in the `opening_hours` subset.
        may working_hours: HoursText [is label] [default = "`coverage.working_hours` of `pmo.yaml`"] [seen = "as \
                                                            `publish.coverage` and `coverage.privacy.show` say"],
        /// When they can be reached by arrangement; never counted.
        may stretch_hours: HoursText [is label] [seen = "as `publish.coverage` and `coverage.privacy.show` say"],
        /// Dated changes of zone or hours.
        many schedule: ScheduleRecord [is items] [seen = "as `publish.coverage` and `coverage.privacy.show` say"],
        /// Single days that differ.
        each exceptions: Located<DayHours> [is items] [seen = "readers inside; a public site counts usual hours alone"],
        /// When the hours were last confirmed.
        may confirmed: Date [is label] [seen = "everyone who sees them by name"],
        /// The holiday calendar, or several of them. No report is due on a holiday that the DRI and the backup have.
        may holidays: CalendarRefs [is label] [seen = "as `publish.coverage` and `coverage.privacy.show` say"],
        /// Absences.
        many away: AwayRecord [is items] [seen = "readers inside; a public site counts usual hours alone"],
        /// How much work they take.
        may capacity: CapacityRecord [is dated] [seen = "everyone who sees them by name"],
        /// What they work on.
        many allocations: AllocationRecord [is items] [seen = "everyone who sees them by name, of programs that they \
            see"],
        /// Names on other systems; internal unless published.
        each handles: Text<80> [is label] [seen = "readers inside, unless `publish.handles` says \
                                                   otherwise"] [example = "mokafor"],
        /// A picture below `static/`.
        may photo: Picture [is label] [seen = "everyone who sees them by name, unless `publish.photo` says less"],
        /// Where to read more.
        many links: LinkRecord [is label] [seen = "everyone who sees them by name, unless `publish.links` says less"],
        /// Fields of the site's own, which `fields` of `pmo.yaml` declares.
        may fields: PersonFields [is label] [seen = "everyone who sees them by name, as the field's `visibility` in \
                                                     `pmo.yaml` says"],
        /// Who sees which field.
        may publish: PublishRecord [is dated] [seen = "nobody: it is a setting"],
        /// Slugs that they had, the first one first: what names one of them means this person, and the old address
        /// leads on.
        many formerly: Located<Slug> [is label] [seen = "nobody: it decides which addresses lead to their \
                                                         page"] [example = "mayao"],
        /// The day on which `pmo-site erase` took their name out of the site: it is shown to nobody, on any day.
        may erased: Date [is label] [seen = "nobody: it decides that their name is shown to nobody"],
        /// The day from which on the record exists.
        may recorded: Date [is fixed] [default = "always"] [seen = "nobody: it decides from which day on they are \
                                                  shown"],
        /// What it was, and until when.
        many changes: PersonChangeRecord [is items] [seen = "nobody: past days show what the fields were"],
    }
}

impl PersonRecord {
    /// Who sees their name, as far as the record says: nobody that of somebody who is erased.
    pub(crate) fn name_seen(&self) -> Option<Publish> {
        let given = || self.publish.as_ref()?.value.name.map(|name| name.value);
        if self.erased.is_some() { Some(Publish::Hidden) } else { given() }
    }
}

record! {
    /// A change of what a person's fields say.
    pub struct PersonChangeRecord: "change of a person" {
        /// The first day on which the fields were no longer so.
        need date: Date,
        /// What they were.
        need was: PersonWas,
    }
}

entries!(PersonChangeRecord);

record! {
    /// Who sees which field of a person. Fields that are about their work are left out of the record to hide them.
    pub struct PublishRecord: "publish" {
        /// Their name; their role stands in its place.
        may name: Publish [default = "`public`"],
        /// Their pronouns.
        may pronouns: Publish [default = "`public`"],
        /// Their picture.
        may photo: Publish [default = "`public`"],
        /// Where they are, roughly.
        may location: Publish [default = "`public`"],
        /// Names on other systems; internal unless published.
        may handles: Publish [default = "`internal`"],
        /// Their job level.
        may level: Publish [default = "`public`"],
        /// Who they report to.
        may manager: Publish [default = "`public`"],
        /// What they are good at.
        may specialties: Publish [default = "`public`"],
        /// Where to read more.
        may links: Publish [default = "`public`"],
        /// How much a public site shows of when they work; `hidden` hides it in every build.
        may coverage: PrivacyLevel [default = "`name`, or what `coverage.privacy.show` says"],
    }
}

record! {
    /// A rough place; never coordinates.
    pub struct LocationRecord: "location" {
        /// In words.
        may label: Text<80> [example = "Lisbon area"],
        /// ISO 3166 code.
        may country: Country,
    }
}

record! {
    /// A dated change of zone or hours.
    pub struct ScheduleRecord: "schedule" {
        /// First local date.
        need from: Date,
        /// Last local date; open if absent.
        may to: Date,
        /// The zone meanwhile.
        may time_zone: Zone,
        /// The hours meanwhile.
        may working_hours: HoursText,
        /// Every how many weeks, counted from the week of `from`.
        may every: Every,
    }
}

record! {
    /// An absence, both days included; never a reason.
    pub struct AwayRecord: "absence" {
        /// First local date.
        need from: Date,
        /// Last local date.
        need to: Date,
        /// Who stands in.
        may backup: PersonRef,
    }
}

record! {
    /// How much work somebody takes.
    pub struct CapacityRecord: "capacity" {
        /// Most percent of their time for programs.
        may max_percent: Whole<u8, 0, 100> [default = "100"] [example = "80"],
        /// Whether they take new work.
        may accepting: Accepting,
    }
}

record! {
    /// Part of somebody's time.
    pub struct AllocationRecord: "allocation" {
        /// For which program.
        need program: ProgramRef [is fixed],
        /// How much.
        need percent: Whole<u8, 1, 100> [is fixed] [example = "40"],
        /// First day.
        may from: Date [is fixed],
        /// Last day.
        may to: Date [is fixed],
    }
}

impl Decode for DayHours {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let joined = match &node.kind {
            NodeKind::Scalar { text, .. } => text.clone(),
            NodeKind::List(_) => {
                Vec::<Text>::decode(node, to)?.into_iter().map(|text| text.0).collect::<Vec<_>>().join(",")
            }
            _ => return to.wrong(node, "`closed` or hours such as \"09:00-12:00\"", None),
        };
        match Self::parse(&joined) {
            Ok(hours) => Some(hours),
            Err(error) => {
                let hint = "write `closed` or hours such as \"09:00-12:00\"".to_owned();
                to.report(&registry::BAD_HOURS, node.span, error.to_string(), Some(hint));
                None
            }
        }
    }

    fn schema() -> Value {
        titled(
            json!({ "anyOf": [{ "const": "closed" }, { "type": "string" }, { "type": "array", "items": { "type": "string" } }] }),
            "`closed` or hours of a day",
            "09:00-12:00",
        )
    }
}

/// A period in weeks: `2 weeks` or `2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Every(pub u8);

impl Decode for Every {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let NodeKind::Scalar { text, .. } = &node.kind else {
            return to.wrong(node, "a number of weeks such as `2 weeks`", None);
        };
        let number = text.trim_end_matches("weeks").trim_end_matches("week").trim();
        match number.parse::<u8>() {
            Ok(weeks @ 1..=52) => Some(Self(weeks)),
            _ => to.wrong(node, "a number of weeks from 1 to 52", Some("write `2 weeks`".to_owned())),
        }
    }

    fn schema() -> Value {
        titled(
            json!({ "anyOf": [{ "type": "integer", "minimum": 1, "maximum": 52 }, { "type": "string", "pattern": "^\\d+ weeks?$" }] }),
            "number of weeks",
            "2 weeks",
        )
    }
}
