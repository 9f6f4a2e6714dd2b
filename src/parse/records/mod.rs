//! The wire types: what each kind of file holds, as it is written, with positions.
//!
//! A field that is absent or faulty is `None`; whoever needs it has had a finding already. Deliberately absent: references that
//! resolve, defaults and derived values, which belong to `model`.

mod config;
mod intake;
mod named;
mod person;
mod program;
mod reference;
mod site_address;
mod update;

pub use config::{ConfigRecord, FeedsRecord, ForgeKind, HealthRecord, LabelsRecord, PrivacyRecord, RepositoryRecord, TargetRecord};
pub use intake::{CalculatorRecord, CriterionRecord, IntakeMode, IntakeRecord, OptionRecord, OutcomeRecord};
pub use named::Named;
pub use person::{
    Accepting, AllocationRecord, AwayRecord, CapacityRecord, Every, LocationRecord, PersonKind, PersonRecord, Publish, PublishRecord,
    ScheduleRecord, Showing,
};
pub use program::{
    AssumptionRecord, BudgetRecord, CadenceWord, ChannelRecord, CoreMemberRecord, DecisionRecord, DecisionStatus, DependencyRecord,
    GateRecord, IssueRecord, Lifecycle, LinkRecord, MeasureRecord, MilestoneRecord, ProgramRecord, Provider, RebaselineRecord, Response,
    RiskRecord, Severity, Visibility,
};
pub use reference::{FocusAreaRecord, HolidayRecord, HolidaysRecord, LevelRecord, LevelsRecord, TriageRecord};
pub use site_address::{BaseUrl, LanguageTag};
pub use update::{
    Colour, DecisionNeededRecord, DependencyChange, GateOutcome, IssueChange, MilestoneChange, NextRecord, RiskChange, UpdateRecord,
};
