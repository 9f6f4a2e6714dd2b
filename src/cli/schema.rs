//! `pmo-site schema`: the JSON Schemas of records, for editors that complete and check YAML.

use std::fs;
use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use super::options::Options;
use super::{Exit, Failure, console};
use crate::invariant::invariant;
use crate::parse::decode::Decode;
use crate::parse::records::{
    ConfigRecord, FocusAreaRecord, HolidaysRecord, IntakeRecord, LevelsRecord, PersonRecord, ProgramRecord,
    UpdateRecord,
};
use crate::words::{Term, WORDS};

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
pub(super) struct SchemaArgs {
    /// Kind of record; lists all without
    #[arg(value_name = "KIND", conflicts_with = "out")]
    pub(super) kind: Option<RecordKind>,
    /// Write the schemas of all kinds to this folder, as KIND.schema.json
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

/// Kinds of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RecordKind {
    /// pmo.yaml
    Config,
    /// content/programs/SLUG/program.yaml
    Program,
    /// Front matter of content/programs/SLUG/updates/YYYY-MM-DD.md
    Update,
    /// content/people/SLUG.yaml
    Person,
    /// content/focus-areas/SLUG.yaml
    FocusArea,
    /// content/levels.yaml
    Levels,
    /// content/holidays/SLUG.yaml
    Holidays,
    /// content/intake.yaml
    Intake,
}

impl RecordKind {
    /// The word of the command line, the title, and the record's own schema.
    fn describe(self) -> (&'static str, &'static str, Value) {
        match self {
            Self::Config => ("config", "Site configuration (pmo.yaml)", ConfigRecord::schema()),
            Self::Program => ("program", "Program", ProgramRecord::schema()),
            Self::Update => ("update", "Status update (front matter)", UpdateRecord::schema()),
            Self::Person => ("person", "Person", PersonRecord::schema()),
            Self::FocusArea => ("focus-area", "Focus area", FocusAreaRecord::schema()),
            Self::Levels => ("levels", "Job levels", LevelsRecord::schema()),
            Self::Holidays => ("holidays", "Holiday calendar", HolidaysRecord::schema()),
            Self::Intake => ("intake", "Intake", IntakeRecord::schema()),
        }
    }
}

/// Prints one schema, writes all, or lists the kinds.
pub(super) fn schema(options: &Options, args: &SchemaArgs) -> Result<Exit, Failure> {
    if let Some(folder) = &args.out {
        let system =
            |path: &std::path::Path, error: std::io::Error| Failure::System(format!("{}: {error}", path.display()));
        fs::create_dir_all(folder).map_err(|error| system(folder, error))?;
        for kind in RecordKind::value_variants() {
            let path = folder.join(format!("{}.schema.json", kind.describe().0));
            fs::write(&path, document(*kind)).map_err(|error| system(&path, error))?;
        }
        if !options.quiet {
            let count = WORDS.count_or_none(RecordKind::value_variants().len(), Term::Schema);
            console::say(format_args!(
                "wrote {count} to {}; point your editor's YAML support at them",
                folder.display()
            ));
        }
        return Ok(Exit::Clean);
    }
    match args.kind {
        Some(kind) => console::answer(&document(kind))?,
        None => {
            for kind in RecordKind::value_variants() {
                let (word, title, _) = kind.describe();
                console::answer(&format!("{word:<12}{title}\n"))?;
            }
        }
    }
    Ok(Exit::Clean)
}

/// The schema as a document of its own: JSON Schema draft 2020-12.
fn document(kind: RecordKind) -> String {
    let (word, title, schema) = kind.describe();
    let mut document = Map::new();
    document.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    document.insert("$id".to_owned(), json!(format!("urn:pmo-site:schema:v1:{word}")));
    document.insert("title".to_owned(), json!(title));
    if let Value::Object(own) = schema {
        document.extend(own);
    }
    // Strings and numbers always serialise.
    let mut text = invariant(serde_json::to_string_pretty(&document), "plain values always serialise");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_schema_that_says_what_it_is() -> Result<(), serde_json::Error> {
        for kind in RecordKind::value_variants() {
            let schema: Value = serde_json::from_str(&document(*kind))?;
            assert_eq!(schema.get("type"), Some(&json!("object")), "{kind:?}");
            assert!(schema.get("$id").and_then(Value::as_str).is_some_and(|id| id.starts_with("urn:pmo-site:")));
            assert!(schema.get("properties").is_some_and(Value::is_object));
        }
        Ok(())
    }
}
