//! How the figures are made, in words.

use koe_core::definition::{Language, Rule, TargetRule};
use koe_core::release::About;

use super::names::spelled;
use crate::typeset::range;

/// The paragraphs of the section on method, from what the survey file set.
pub(crate) fn method(about: &About, has_targets: bool, language: Language) -> Vec<String> {
    let mut paragraphs = vec![score(about, language), doubt(about, language)];
    if has_targets {
        paragraphs.push(target(about, language));
    }
    paragraphs.push(withheld(about, language));
    paragraphs
}

fn score(about: &About, language: Language) -> String {
    let scale = range(&about.scale.0.to_string(), &about.scale.1.to_string(), language);
    let next = about.decimals + 1;
    match language {
        Language::Ja => {
            let rule = match about.rule {
                Rule::Pooled => "その項目のすべての回答を足して、回答の数で割った値です。どの回答も同じ重さです",
                Rule::ItemMean => "その項目に含まれる設問の平均を、さらに平均した値です。どの設問も同じ重さです",
                Rule::RespondentMean => "回答者ごとの平均を、さらに平均した値です。どの回答者も同じ重さです",
            };
            format!("スコアは{scale}点で、{rule}。小数第{next}位を四捨五入し、丸めは最後に一度だけ行います。")
        }
        Language::En => {
            let rule = match about.rule {
                Rule::Pooled => "all its answers added up and divided by their number; every answer weighs the same",
                Rule::ItemMean => "the mean of the means of its items; every item weighs the same",
                Rule::RespondentMean => "the mean of the respondents' own means; every respondent weighs the same",
            };
            format!(
                "A score lies on {scale} and is {rule}. Scores are rounded once, at the end, to {} decimals, half away \
                 from zero.",
                spelled(usize::try_from(about.decimals).unwrap_or(usize::MAX))
            )
        }
    }
}

fn doubt(about: &About, language: Language) -> String {
    let favorable = about.favorable.iter().map(ToString::to_string).collect::<Vec<_>>();
    match language {
        Language::Ja => {
            let favorable = if favorable.is_empty() {
                String::new()
            } else {
                format!("肯定は{}と答えた割合です。", favorable.join("・"))
            };
            format!("nは有効な回答が1つ以上ある回答者の数です。95%区間は回答者を単位として求めています。{favorable}")
        }
        Language::En => {
            let favorable = if favorable.is_empty() {
                String::new()
            } else {
                format!(" Favorable is the share of answers {}.", favorable.join(", "))
            };
            format!(
                "n counts respondents with at least one valid answer. The 95% interval takes the respondent as its \
                 unit.{favorable}"
            )
        }
    }
}

fn target(about: &About, language: Language) -> String {
    match (language, about.target_rule) {
        (Language::Ja, Some(TargetRule::RaiseToOverall)) => {
            "目標は、全体スコアを下回る最も細かい項目を全体スコアまで引き上げ、ほかは今の値を保つ規則によります。\
             上の階層の目標は、引き上げた分を積み上げた値です。"
        }
        (Language::Ja, None) => "目標は、調査の設定で定めた値です。",
        (Language::En, Some(TargetRule::RaiseToOverall)) => {
            "Targets raise each lowest category below the overall score to it and hold the others; targets above add \
             up what is raised below them."
        }
        (Language::En, None) => "Targets are the values the survey sets.",
    }
    .to_owned()
}

fn withheld(about: &About, language: Language) -> String {
    let (respondents, detail) = (about.min_respondents, about.min_detail);
    match language {
        Language::Ja => format!(
            "「非公表（少人数）」は、回答者が{respondents}人に満たないなど、少人数の回答が推し量られうる欄です。\
             公表した数値の引き算で分かることのないよう、ほかの欄もあわせて非公表にすることがあります。\
             どちらも人数は示しません。0点や空欄とは異なります。95%区間と割合は、回答が{detail}件以上ある欄だけに示します。"
        ),
        Language::En => format!(
            "“Withheld (small group)” marks figures that could tell how few people answered, such as groups under \
             {respondents} respondents, and others where subtraction would give those away; their number is not shown \
             either. It is not zero and not blank. Intervals and shares need at least {detail} answers."
        ),
    }
}
