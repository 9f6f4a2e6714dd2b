//! What each kind of file holds: as it is written, with positions (`RiskRecord`), and as the model has it (`Risk`).
//!
//! In what is written a field that is absent or faulty is `None`; whoever needs it has had a finding already. In what
//! the model has every reference is resolved, every default in force and every text compiled. Deliberately absent:
//! derived values, which belong to `model` and `status`.

mod beside;
mod brand;
mod config;
mod diagrams;
mod elsewhere;
mod intake;
mod items;
mod named;
mod own;
mod pages;
mod paths;
mod person;
mod place;
mod program;
mod rebaseline;
mod reference;
mod repository;
mod site_address;
mod synonyms;
mod update;

pub use super::own::{FieldHolder, FieldType, OwnEntry, OwnField, OwnFields, OwnValue};
pub use super::refs::Named;
pub use super::words::{CadenceWord, Visibility};
pub use brand::{BrandRecord, HexColour};
pub use config::{ConfigRecord, FeedsRecord, HealthRecord, LabelsRecord, PrivacyRecord, TargetRecord};
pub use diagrams::CacheFolder;
pub use intake::{
    Answer, CalculatorRecord, Criterion, CriterionRecord, IntakeMode, IntakeRecord, OptionRecord, Outcome,
    OutcomeRecord,
};
pub use items::{
    Assumption, AssumptionRecord, Decision, DecisionRecord, DecisionStatus, Dependency, DependencyRecord, Dropped,
    DroppedRecord, Gate, GateRecord, Issue, IssueRecord, IssueSeverity, ItemChange, Milestone, MilestoneRecord,
    ProviderRecord, Response, Risk, RiskRecord, Withdrawn, WithdrawnRecord,
};
pub use own::{OwnFieldRecord, PersonFields, ProgramFields, RiskFields};
pub use pages::{LastChange, PageOwners, PagesRecord, RepositoryFiles};
pub use paths::{Excluded, PathsRecord, SiteFile, SiteFolder, StaticFolder, named_places};
pub use person::{
    Accepting, AllocationRecord, AwayRecord, CapacityRecord, Every, LocationRecord, PersonKind, PersonRecord,
    PrivacyLevel, Publish, PublishRecord, ScheduleRecord,
};
pub use program::{
    Budget, BudgetRecord, ChannelRecord, CoreMember, CoreMemberRecord, Lifecycle, LinkRecord, Measure, MeasureRecord,
    Program, ProgramChange, ProgramChangeRecord, ProgramRecord,
};
pub use rebaseline::{PlanWas, Rebaseline, RebaselineRecord};
pub use reference::{FocusAreaRecord, HolidayRecord, HolidaysRecord, Level, LevelRecord, LevelsRecord, TriageRecord};
pub use repository::{ForgeKind, RepositoryRecord};
pub use site_address::{BaseUrl, LanguageTag};
pub use update::{
    Colour, DecisionNeeded, DecisionNeededRecord, DependencyChange, DependencyMove, GateOutcome, IssueChange,
    IssueMove, MilestoneChange, MilestoneMove, NextRecord, Promise, RiskChange, RiskMove, Update, UpdateRecord,
};
