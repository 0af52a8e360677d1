//! Indicators, plan and competencies as a section of a report: titles, subtitles,
//! what the signs mean.

use koe_core::definition::Language;
use koe_core::plan::Competencies;
use serde::Serialize;

use super::NAME;
use super::names::{spelled, things};
use super::picture::with_survey;
use crate::typeset::{cut, one_line};

/// The labels of the section on indicators and plan in one language.
#[derive(Debug, Serialize)]
pub(crate) struct OutlookWords {
    pub(crate) title: &'static str,
    pub(crate) note: &'static str,
    pub(crate) note_scores: &'static str,
    pub(crate) on_indicators: &'static str,
    pub(crate) on_actions: &'static str,
    pub(crate) on_reports: &'static str,
    pub(crate) on_list: &'static str,
    pub(crate) on_competencies: &'static str,
    pub(crate) strip: &'static str,
    pub(crate) as_before: &'static str,
    pub(crate) group: &'static str,
    pub(crate) about_indicators: &'static str,
    pub(crate) about_actions: &'static str,
    pub(crate) about_counts: &'static str,
    pub(crate) about_competencies: &'static str,
    pub(crate) sheet_actions: &'static str,
    pub(crate) sheet_counts: &'static str,
    pub(crate) sheet_competencies: &'static str,
    pub(crate) measure: &'static str,
    pub(crate) source: &'static str,
}

/// The labels of the section in a language.
pub(crate) fn outlook_words(language: Language) -> &'static OutlookWords {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

static JA: OutlookWords = OutlookWords {
    title: "指標と計画",
    note: "名前、数値、予定は計画に書かれたとおりです。",
    note_scores: "調査のスコアを指標とするものは、公表されたスコアで見ています。",
    on_indicators: "基準から目標までのどこにあるか。左が基準、右が目標、計画の順",
    on_actions: "取組と年度ごとの予定、計画の順",
    on_reports: "取組と年度ごとの予定（上）、分かっている実績（下）、計画の順",
    on_list: "章と項目ごとの取組、計画の順",
    on_competencies: "能力と職位ごとの印、計画の順",
    strip: "基準から目標まで",
    as_before: "前年度に同じ",
    group: "区分",
    about_indicators: "指標の基準、現在、目標、状況",
    about_actions: "取組と年度ごとの予定、実績",
    about_counts: "柱と年度ごとの取組の数",
    about_competencies: "職位ごとに求める能力",
    sheet_actions: "計画",
    sheet_counts: "計画の取組数",
    sheet_competencies: "能力",
    measure: "方策",
    source: "出所",
};

static EN: OutlookWords = OutlookWords {
    title: "Indicators and plan",
    note: "Names, figures and statuses are as the plan has them.",
    note_scores: " Where an indicator is a score of the survey, it is the released score.",
    on_indicators: "Where each stands between baseline (left) and target (right), in the order of the plan",
    on_actions: "Actions with what is planned each fiscal year, in the order of the plan",
    on_reports: "Actions with what is planned each fiscal year (above) and what was done where known (below), in the order of the plan",
    on_list: "Actions by chapter and topic, in the order of the plan",
    on_competencies: "Competencies with the mark of each position, in the order of the plan",
    strip: "From baseline to target",
    as_before: "as the year before",
    group: "Group",
    about_indicators: "Indicators with baseline, latest figure, target and status",
    about_actions: "Actions with what is planned and done each fiscal year",
    about_counts: "Number of actions by pillar and fiscal year",
    about_competencies: "Competencies expected by position",
    sheet_actions: "Plan",
    sheet_counts: "Plan counts",
    sheet_competencies: "Competencies",
    measure: "Measure",
    source: "Source",
};

/// How many competencies and positions there are.
pub(crate) fn competencies_headline(competencies: usize, positions: usize, language: Language) -> String {
    match language {
        Language::Ja => format!("{}の職位に求める能力は、{}です。", things(positions), things(competencies)),
        Language::En => {
            let many = |n: usize, one: &str, more: &str| format!("{} {}", spelled(n), if n == 1 { one } else { more });
            let (competencies, positions) =
                (many(competencies, "competency", "competencies"), many(positions, "position", "positions"));
            format!("The plan expects {competencies} of {positions}.")
        }
    }
}

/// Where marks come from, and what a cell without one is, where there is one.
pub(crate) fn note_marks(own: &Competencies, language: Language) -> String {
    let has_blank = own.competencies.iter().any(|row| row.marks.iter().any(Option::is_none));
    let (marks, blank) = match language {
        Language::Ja => {
            ("印は計画に書かれたとおりで、意味も計画によります。", "空欄は、計画に印がないことを表します。")
        }
        Language::En => {
            ("Marks are as the plan has them, and mean what it says.", " A blank cell has no mark in the plan.")
        }
    };
    format!("{marks}{}", if has_blank { blank } else { "" })
}

/// A subtitle with the plan first: a picture may stand alone.
pub(crate) fn of_plan(plan: &str, subtitle: &str, language: Language) -> String {
    with_survey(&plan_source(plan), subtitle, language)
}

/// Where the figures of a slide come from: the plan, by its name.
pub(crate) fn plan_source(plan: &str) -> String {
    cut(&one_line(plan), NAME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use koe_core::plan::Competency;

    #[test]
    fn the_headline_counts_in_words_where_they_are_few() {
        assert_eq!(competencies_headline(7, 6, Language::Ja), "6つの職位に求める能力は、7つです。");
        assert_eq!(competencies_headline(12, 13, Language::Ja), "13の職位に求める能力は、12です。");
        assert_eq!(competencies_headline(7, 6, Language::En), "The plan expects seven competencies of six positions.");
        assert_eq!(competencies_headline(1, 1, Language::En), "The plan expects one competency of one position.");
    }

    #[test]
    fn blanks_are_explained_where_there_are_some() {
        let row = |marks: &[Option<&str>]| Competency {
            group: None,
            name: "倫理".to_owned(),
            marks: marks.iter().map(|mark| mark.map(str::to_owned)).collect(),
        };
        let said = |marks: &[Option<&str>]| {
            let positions = vec!["部長".to_owned(), "課長".to_owned()];
            note_marks(&Competencies { positions, competencies: vec![row(marks)] }, Language::Ja)
        };
        assert!(!said(&[Some("◎"), Some("-")]).contains("空欄"));
        assert!(said(&[Some("◎"), None]).contains("空欄は、計画に印がない"));
    }
}
