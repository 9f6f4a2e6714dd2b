//! The fields that have a past: those that an entry of `changes` may name.

use serde_json::Value as Json;

use crate::diagnostics::nearest;
use crate::parse::current::{CurrentNames, Referred};
use crate::parse::decode::Decode;
use crate::parse::edit::{self, Step, Value};
use crate::parse::records::{
    AssumptionRecord, DependencyRecord, FocusAreaRecord, IssueRecord, MilestoneRecord, PersonRecord, ProgramRecord,
    RiskRecord,
};
use crate::parse::schema::Past;
use crate::source::SourcePath;

/// How a value of the command line is written into a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Written {
    /// A word, a date, a number or a boolean.
    Word,
    /// A reference.
    Ref(Referred),
    /// Text, quoted where it needs to be.
    Text,
    /// Several references: `a,b` or `[a, b]`.
    Refs(Referred),
    /// A mapping in YAML.
    Map,
}

/// A field that has a past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Field {
    /// Its name in `was`.
    pub(in crate::cli) name: &'static str,
    /// The key that it stands below, when it is no key of its record or item.
    pub(in crate::cli) within: Option<&'static str>,
    written: Written,
}

const fn field(name: &'static str, written: Written) -> Field {
    Field { name, within: None, written }
}

impl Field {
    /// The way to it from its record or item.
    pub(in crate::cli) fn way(&self) -> Vec<Step> {
        self.within.into_iter().chain([self.name]).map(Step::from).collect()
    }

    /// Reads what the command line says; nothing and `~` mean that there is none.
    pub(super) fn value(&self, text: &str) -> Result<Value, String> {
        let text = text.trim();
        if matches!(text, "" | "~" | "null") {
            return Ok(Value::Null);
        }
        let yaml = |what: &str| {
            let read = edit::read(&SourcePath::new("value.yaml"), text);
            read.ok_or_else(|| format!("`{}={text}` is no {what} in YAML", self.name))
        };
        match self.written {
            Written::Word | Written::Ref(_) => Ok(Value::word(text)),
            Written::Text => Ok(Value::text(text)),
            Written::Refs(_) if text.starts_with('[') => yaml("list"),
            Written::Refs(_) => Ok(Value::List(text.split(',').map(|word| Value::word(word.trim())).collect())),
            Written::Map => yaml("mapping"),
        }
    }

    /// Whether both values say the same of it: a reference means the record, whichever of its slugs it says.
    pub(super) fn means(&self, one: &Value, other: &Value, names: &CurrentNames) -> bool {
        let of = match self.written {
            Written::Ref(of) | Written::Refs(of) => of,
            // People approve at a gate; other mappings say no slug.
            Written::Map if self.name == "gate" => Referred::Person,
            Written::Map | Written::Word | Written::Text => Referred::Lasting,
        };
        let mut both = [one.clone(), other.clone()];
        for value in &mut both {
            follow(value, self.name, of, names);
        }
        both[0].means(&both[1])
    }
}

/// Gives the references in a value below `key` today's names.
fn follow(value: &mut Value, key: &str, of: Referred, names: &CurrentNames) {
    match value {
        Value::Scalar { text, .. } if key != "criteria" => names.follow(of, text),
        Value::Null | Value::Scalar { .. } => {}
        Value::List(items) => items.iter_mut().for_each(|item| follow(item, key, of, names)),
        Value::Map(entries) => entries.iter_mut().for_each(|(key, value)| follow(value, key, of, names)),
    }
}

/// A kind of record or item whose fields have a past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Holder {
    /// A program.
    Program,
    /// A milestone of one.
    Milestone,
    /// A risk.
    Risk,
    /// An issue.
    Issue,
    /// An assumption.
    Assumption,
    /// A dependency.
    Dependency,
    /// A person.
    Person,
    /// A focus area.
    FocusArea,
}

impl Holder {
    /// Whether an entry of its `changes` may say why.
    pub(in crate::cli) fn has_reasons(self) -> bool {
        !matches!(self, Self::Person | Self::FocusArea)
    }

    /// The lists of a program whose items have a past.
    pub(in crate::cli) const LISTS: [(&'static str, Self); 5] = [
        ("milestones", Self::Milestone),
        ("risks", Self::Risk),
        ("issues", Self::Issue),
        ("assumptions", Self::Assumption),
        ("dependencies", Self::Dependency),
    ];

    /// What it is called.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Milestone => "milestone",
            Self::Risk => "risk",
            Self::Issue => "issue",
            Self::Assumption => "assumption",
            Self::Dependency => "dependency",
            Self::Person => "person",
            Self::FocusArea => "focus area",
        }
    }

    /// Its fields that have a past.
    pub(in crate::cli) fn dated(self) -> &'static [Field] {
        use Referred::{Area, Decider, Goal, Level, Org, Person, Stage};
        use Written::{Map, Ref, Refs, Text, Word};
        const PROGRAM: &[Field] = &[
            field("name", Text),
            field("lifecycle", Word),
            field("stage", Ref(Stage)),
            field("focus_area", Ref(Area)),
            field("dri", Ref(Person)),
            field("backup", Ref(Person)),
            field("sponsor", Ref(Person)),
            field("priority", Text),
            field("visibility", Word),
            field("cadence", Word),
            field("goals", Refs(Goal)),
            field("stakeholder_orgs", Refs(Org)),
            field("start", Word),
            field("ongoing", Word),
            field("fields", Map),
        ];
        const MILESTONE: &[Field] =
            &[field("name", Text), field("owner", Ref(Person)), field("key", Word), field("gate", Map)];
        const RISK: &[Field] = &[
            field("owner", Ref(Person)),
            field("escalate_to", Ref(Decider)),
            field("response", Word),
            field("plan", Text),
        ];
        const OWNER: &[Field] = &[field("owner", Ref(Person))];
        const DEPENDENCY: &[Field] = &[field("owner", Ref(Person)), field("hard", Word), field("need_by", Word)];
        const PERSON: &[Field] = &[
            field("role", Text),
            field("level", Ref(Level)),
            field("manager", Ref(Person)),
            field("focus_areas", Refs(Area)),
            field("capacity", Map),
            field("kind", Word),
            field("publish", Map),
        ];
        const FOCUS_AREA: &[Field] =
            &[field("lead", Ref(Person)), Field { name: "triage_dri", within: Some("intake"), written: Ref(Person) }];
        match self {
            Self::Program => PROGRAM,
            Self::Milestone => MILESTONE,
            Self::Risk => RISK,
            Self::Issue | Self::Assumption => OWNER,
            Self::Dependency => DEPENDENCY,
            Self::Person => PERSON,
            Self::FocusArea => FOCUS_AREA,
        }
    }

    /// The field of this name.
    pub(in crate::cli) fn field(self, name: &str) -> Option<&'static Field> {
        self.dated().iter().find(|field| field.name == name)
    }

    fn schema(self) -> Json {
        match self {
            Self::Program => ProgramRecord::schema(),
            Self::Milestone => MilestoneRecord::schema(),
            Self::Risk => RiskRecord::schema(),
            Self::Issue => IssueRecord::schema(),
            Self::Assumption => AssumptionRecord::schema(),
            Self::Dependency => DependencyRecord::schema(),
            Self::Person => PersonRecord::schema(),
            Self::FocusArea => FocusAreaRecord::schema(),
        }
    }

    /// All keys in the order of the declaration.
    fn keys(self) -> Vec<String> {
        let schema = self.schema();
        let keys = schema.get("properties").and_then(|properties| properties.as_object());
        keys.map(|keys| keys.keys().cloned().collect()).unwrap_or_default()
    }

    /// The keys that stand before a new one.
    pub(super) fn before(self, name: &str) -> Vec<String> {
        self.keys().into_iter().take_while(|key| key != name).collect()
    }

    /// How the past of a field is kept, by its declaration.
    fn past(self, name: &str) -> Option<&'static Past> {
        let schema = self.schema();
        let word = schema.get("properties")?.get(name)?.get("x-past")?.as_str()?;
        [Past::dated, Past::moved, Past::fixed, Past::label, Past::plan, Past::items]
            .into_iter()
            .find(|past| past.word == word)
    }

    /// Why `name` is not changed here, and what to do instead.
    pub(super) fn refused(self, name: &str, program: &str, file: &SourcePath) -> String {
        let dated: Vec<_> = self.dated().iter().map(|field| field.name).collect();
        let instead = match self.past(name) {
            Some(past) if past == Past::moved => format!("{} (`pmo-site new update {program}`)", past.instead),
            Some(past) => format!("{} ({file})", past.instead),
            // What reports alone say.
            None if REPORTED.contains(&name) => {
                format!("{} (`pmo-site new update {program}`)", Past::moved.instead)
            }
            None => match nearest(name, dated.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "there is no such field".to_owned(),
            },
        };
        let refused = format!("`{name}` of a {} is not changed by an entry; {instead}", self.noun());
        format!("{refused}\nFields with a past: {}", dated.join(", "))
    }
}

/// What only a report says, and no record.
const REPORTED: &[&str] =
    &["health", "confidence", "headline", "path_to_green", "dimensions", "forecast", "actual", "delivered", "measures"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_are_those_that_entries_may_name() {
        let all = [Holder::Program, Holder::Person, Holder::FocusArea].into_iter();
        for holder in all.chain(Holder::LISTS.map(|(_, holder)| holder)) {
            let schema = holder.schema();
            let entry = &schema["properties"]["changes"]["items"]["properties"];
            let was = entry["was"]["properties"].as_object().expect("an entry says what was");
            let mut named: Vec<_> = was.keys().map(String::as_str).collect();
            let mut dated: Vec<_> = holder.dated().iter().map(|field| field.name).collect();
            named.sort_unstable();
            dated.sort_unstable();
            assert_eq!(dated, named, "{holder:?}");
            assert_eq!(holder.has_reasons(), entry.get("reason").is_some(), "{holder:?}");
        }
    }
}
