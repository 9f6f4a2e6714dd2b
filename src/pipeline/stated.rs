//! A model with every program's state and every address: what pages, open data and questions start from.

use std::sync::OnceLock;

use rayon::prelude::*;

use crate::model::{Model, ProgramId};
use crate::plan::SitePlan;
use crate::render::NavCache;
use crate::status::fold;
use crate::views::Cx;

/// Runs `work` on `model` with its plan and its states, which borrow from it.
pub(super) fn with<T>(model: &Model, plan: &SitePlan, work: impl FnOnce(&Cx<'_>) -> T) -> T {
    let ids = (0..model.programs.len()).into_par_iter();
    let states: Vec<_> = ids.map(|index| fold(model, ProgramId::new(index), model.as_of)).collect();
    let nav = NavCache::new(plan.nav_pages());
    let coverage = OnceLock::new();
    let relations = OnceLock::new();
    work(&Cx { model, states: &states, plan, nav: &nav, coverage: &coverage, relations: &relations })
}
