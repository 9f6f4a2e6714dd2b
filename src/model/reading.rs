//! Which parts of reports are read, and which of them differ between two versions of a program.

use jiff::civil::Date;

use super::{PersonId, Program, Update};
use crate::source::SourcePath;

bitflags::bitflags! {
    /// What is read of a program and its reports.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct ReportParts: u16 {
        /// Its record; of each report the name, the day, the author, what it corrects and when it was amended. Who
        /// reads anything reads this.
        const RECORD = 1;
        /// Reported colours, of the program and by dimension.
        const HEALTH = 1 << 1;
        /// The chance to meet the forecast end.
        const CONFIDENCE = 1 << 2;
        /// What moved among milestones.
        const MILESTONES = 1 << 3;
        /// What moved among risks.
        const RISKS = 1 << 4;
        /// What moved among issues.
        const ISSUES = 1 << 5;
        /// What moved among dependencies.
        const DEPENDENCIES = 1 << 6;
        /// New values of success measures.
        const MEASURES = 1 << 7;
        /// What others must decide.
        const DECISIONS = 1 << 8;
        /// What is said of the whole program in a sentence: the headline, the way back to green, why it is better than
        /// its parts, and what is promised.
        const SENTENCES = 1 << 9;
        /// The story.
        const STORY = 1 << 10;
    }
}

impl ReportParts {
    /// Everything but the story: what others read of a program.
    pub const FACTS: Self = Self::all().difference(Self::STORY);
}

impl Program {
    /// The parts in which reports differ from those of `before`, an earlier version of the same program; `None` when
    /// more differs.
    #[must_use]
    pub fn moved_since(&self, before: &Self) -> Option<ReportParts> {
        let record = |program: &Self| Self { updates: Vec::new(), ..program.clone() };
        let pairs = || self.updates.iter().zip(&before.updates);
        let same = self.updates.len() == before.updates.len()
            && pairs().all(|(now, before)| now.named() == before.named())
            && record(self) == record(before);
        same.then(|| pairs().map(|(now, before)| now.parts_other_than(before)).collect())
    }
}

impl Update {
    /// What is always read: what a report is called and who wrote it.
    fn named(&self) -> (&str, &SourcePath, Date, PersonId, Option<&str>, Option<Date>) {
        (&self.name, &self.file, self.date, self.author, self.corrects.as_deref(), self.amended)
    }

    fn parts_other_than(&self, before: &Self) -> ReportParts {
        // Every field by name: one that is added to a report and forgotten here does not compile, for pages that read
        // it would stay as they were.
        let Self {
            name: _,
            file: _,
            date: _,
            author: _,
            corrects: _,
            amended: _,
            health,
            dimensions,
            override_reason,
            confidence,
            headline,
            path_to_green,
            milestones,
            risks,
            issues,
            dependencies,
            measures,
            decisions_needed,
            withdrawn,
            next,
            body,
        } = self;
        let says = (headline, path_to_green, override_reason, next);
        let said = (&before.headline, &before.path_to_green, &before.override_reason, &before.next);
        let differs = [
            (ReportParts::HEALTH, *health != before.health || *dimensions != before.dimensions),
            (ReportParts::CONFIDENCE, *confidence != before.confidence),
            (ReportParts::MILESTONES, *milestones != before.milestones),
            (ReportParts::RISKS, *risks != before.risks),
            (ReportParts::ISSUES, *issues != before.issues),
            (ReportParts::DEPENDENCIES, *dependencies != before.dependencies),
            (ReportParts::MEASURES, *measures != before.measures),
            (ReportParts::DECISIONS, (decisions_needed, withdrawn) != (&before.decisions_needed, &before.withdrawn)),
            (ReportParts::SENTENCES, says != said),
            (ReportParts::STORY, *body != before.body),
        ];
        differs.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
    }
}
