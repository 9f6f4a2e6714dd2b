//! What is counted, and the forms of a word that go with numbers.

/// A category of numbers that take one form of a word, by the names that the Unicode plural rules give them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plural {
    /// In English: 1.
    One,
    /// Not in English. In Polish: 2 to 4, 22 to 24 and so on.
    #[cfg_attr(not(test), expect(dead_code, reason = "English has no such numbers; other languages do"))]
    Few,
    /// Whatever is left, and numbers with a fraction.
    Other,
}

/// The forms of a term, by the category of the number beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Forms {
    /// For [`Plural::One`].
    pub(super) one: &'static str,
    /// For [`Plural::Few`]; a language without that category repeats `other`.
    pub(super) few: &'static str,
    /// For [`Plural::Other`].
    pub(super) other: &'static str,
}

/// What is counted, and what agrees with a number. A language must name each; where its verb or its adjective agrees
/// too, the term holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// `active program`
    ActiveProgram,
    /// `character`
    Character,
    /// `time zone`, by which people work
    Clock,
    /// `day`
    Day,
    /// `more place`, where the same is found
    MorePlace,
    /// `error`, a finding
    Error,
    /// `file`
    File,
    /// `finding`
    Finding,
    /// `half-year`
    HalfYear,
    /// `has`
    Have,
    /// `hour`
    Hour,
    /// `is`
    Is,
    /// `link`
    Link,
    /// `risk`
    Risk,
    /// `decision`
    Decision,
    /// `dependency`
    Dependency,
    /// `question`
    Question,
    /// `coming milestone`
    ComingMilestone,
    /// `milestone`
    Milestone,
    /// `minute`
    Minute,
    /// `month`
    Month,
    /// `more person is`, before a participle
    MorePersonIs,
    /// `more stretch` of weeks
    MoreStretch,
    /// `page`
    Page,
    /// `person`
    Person,
    /// `person is`, before a participle
    PersonIs,
    /// `person without a name`, who shows none
    PersonWithoutName,
    /// `program`
    Program,
    /// `quarter`
    Quarter,
    /// `schema`
    Schema,
    /// `step`
    Step,
    /// `warning`, a finding
    Warning,
    /// `week`
    Week,
    /// `working day`
    WorkingDay,
    /// `year`
    Year,
}
