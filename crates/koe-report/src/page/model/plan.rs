//! A page of a plan that has no survey beside it.

use serde::Serialize;

use super::first_screen::FirstScreen;
use super::method::Method;
use super::outlook::Section;
use super::policy;
use crate::Colophon;
use crate::outlook::Outlook;
use crate::typeset::one_line;
use crate::wording::{PageWords, PartWords, Words, page_words, part_words, tag, words};

/// What the template of such a page is given; of a whole page it lacks what comes
/// from answers.
#[derive(Serialize)]
pub(in crate::page) struct PlanModel {
    lang: &'static str,
    style: String,
    script: String,
    policy: String,
    /// The name of the plan, where another page has its survey.
    survey: String,
    /// What of the figures is made up, where anything is.
    synthetic: Option<String>,
    version: String,
    first_screen: FirstScreen,
    outlook: Section,
    method: Method,
    words: &'static Words,
    page: &'static PageWords,
    parts: &'static PartWords,
}

impl PlanModel {
    pub(in crate::page) fn of(outlook: Outlook<'_>, colophon: &Colophon) -> Self {
        let language = outlook.language;
        let (style, script) = (policy::style(&outlook.name(), &[policy::OUTLOOK]), policy::script());
        Self {
            lang: tag(language),
            policy: policy::policy(&style, &script),
            style,
            script,
            survey: outlook.name(),
            synthetic: outlook.synthetic(),
            version: one_line(&colophon.version),
            first_screen: FirstScreen::of_plan(outlook),
            outlook: Section::of(outlook, 1),
            method: Method::of_plan(outlook, colophon, 2),
            words: words(language),
            page: page_words(language),
            parts: part_words(language),
        }
    }
}
