//! The section on indicators and plan.

use serde::Serialize;

use super::board::Board;
use super::competencies::Matrix as Competencies;
use super::matrix::Matrix;
use crate::outlook::Outlook;
use crate::wording::plan::{PlanWords, plan_words};
use crate::wording::{OutlookWords, outlook_words};

#[derive(Serialize)]
pub(super) struct Section {
    number: usize,
    note: String,
    words: &'static OutlookWords,
    plan: &'static PlanWords,
    board: Option<Board>,
    actions: Option<Matrix>,
    competencies: Option<Competencies>,
}

impl Section {
    /// The section, of a number in its page.
    pub(super) fn of(outlook: Outlook<'_>, number: usize) -> Self {
        let plan = outlook.plan;
        Self {
            number,
            note: outlook.note(),
            words: outlook_words(outlook.language),
            plan: plan_words(outlook.language),
            board: (!plan.indicators.is_empty()).then(|| Board::of(outlook)),
            actions: plan.actions.as_ref().map(|actions| Matrix::of(actions, outlook)),
            competencies: plan.competencies.as_ref().map(|own| Competencies::of(own, outlook.language)),
        }
    }
}
