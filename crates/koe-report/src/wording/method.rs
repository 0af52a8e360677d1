//! How the figures are made, in words.

use koe_core::definition::{Language, Rule, TargetRule};
use koe_core::release::{About, Level, Proof};

use super::Sentences;
use super::names::spelled;
use crate::figures::Figures;
use crate::typeset::{count, range};

/// The paragraphs of the section on method, from what the survey file set.
pub(crate) fn method(about: &About, has_targets: bool, language: Language) -> Vec<String> {
    let mut paragraphs = vec![score(about, language), doubt(about, language)];
    if has_targets {
        paragraphs.push(target(about, language));
    }
    paragraphs.push(withheld(about, language));
    paragraphs.push(proved(about, language));
    paragraphs
}

/// How much is withheld on a page that shows the rows of everyone and, by each
/// attribute, the overall row and the top categories.
struct Withheld {
    rows: usize,
    units: usize,
    /// Single cells of units that are otherwise shown.
    cells: usize,
}

impl Withheld {
    fn of(figures: Figures<'_>) -> Self {
        let units: Vec<_> = figures.attributes().into_iter().flat_map(|attribute| figures.units(attribute)).collect();
        let in_table = |level: Level| matches!(level, Level::Overall | Level::Category);
        let shown = units.iter().filter(|unit| !unit.is_withheld());
        Self {
            rows: figures.everyone().filter(|row| row.suppressed).count(),
            units: units.iter().filter(|unit| unit.is_withheld()).count(),
            cells: shown.flat_map(|unit| unit.rows).filter(|row| row.suppressed && in_table(row.level)).count(),
        }
    }
}

impl Sentences<'_> {
    /// How many rows, segments and single cells of the page are withheld.
    pub(crate) fn withheld_here(self) -> String {
        let Withheld { rows, units, cells } = Withheld::of(self.figures);
        let number = |n: usize| count(u64::try_from(n).unwrap_or(u64::MAX));
        let many = |n: usize, one: &str, more: &str| format!("{} {}", number(n), if n == 1 { one } else { more });
        let kinds = [rows, units, cells];
        let names = match self.language {
            Language::Ja => [
                format!("項目と設問の{}行", number(rows)),
                format!("属性別の{}区分", number(units)),
                format!("属性別の表の{}つの欄", number(cells)),
            ],
            Language::En => [
                many(rows, "row of categories and items", "rows of categories and items"),
                many(units, "group by attribute", "groups by attribute"),
                many(cells, "single cell by attribute", "single cells by attribute"),
            ],
        };
        let told: Vec<String> = names.into_iter().zip(kinds).filter(|(_, n)| *n > 0).map(|(name, _)| name).collect();
        match (self.language, told.is_empty()) {
            (Language::Ja, true) => "この報告に、非公表の行や欄はありません。".to_owned(),
            (Language::Ja, false) => format!("この報告で非公表なのは、{}です。", told.join("、")),
            (Language::En, true) => "Nothing is withheld on this page.".to_owned(),
            (Language::En, false) => format!("Withheld on this page: {}.", told.join(", ")),
        }
    }
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
             どちらも人数は示しません。0点や空欄とは異なります。95%区間、割合、回答の内訳は、回答者が{detail}人以上いる欄だけに\
             示します。"
        ),
        Language::En => format!(
            "“Withheld (small group)” marks figures that could tell how few people answered, such as groups under \
             {respondents} respondents, and others where subtraction would give those away; their number is not shown \
             either. It is not zero and not blank. Intervals, shares and distributions need at least {detail} respondents."
        ),
    }
}

/// What the release gate proved, and how much it withheld.
fn proved(about: &About, language: Language) -> String {
    let Proof { tables, shown, withheld, for_others } = about.proof;
    let least = about.min_respondents;
    let [rows, shown, hidden] = [shown + withheld, shown, withheld].map(count);
    match language {
        Language::Ja => {
            let scope = format!(
                "集計した数値の表は、すべて合わせて確かめてから公表しています。全体や上位の単位を区分に分けた表と、2つの属性を\
                 掛け合わせた表は、合わせて{}表です。そのどれでも、公表した数値の足し引きで、非公表の欄の{least}人未満の和は\
                 求まりません。すべての表を合わせても、非公表の行が1つだけで求まることはありません（2の61乗−1を法とする\
                 消去法によります）。ほかの資料との突き合わせは、確かめた範囲に入りません。",
                count(tables)
            );
            let only = match for_others {
                0 => String::new(),
                n => format!("非公表のうち{}行は{least}人以上で、ほかの行を守るためだけに伏せています。", count(n)),
            };
            let scope = if tables == 0 { "" } else { scope.as_str() };
            format!("{scope}数値の行は{rows}行で、公表は{shown}行、非公表は{hidden}行です。{only}")
        }
        Language::En => {
            let scope = format!(
                "All tables of the figures were checked together before release. There are {}: everyone or a unit \
                 divided into groups, and two attributes crossed. In none of them do shown figures, added and \
                 subtracted, give a sum of withheld cells of fewer than {least} respondents; and over all of them \
                 together they give no single withheld row (by elimination modulo 2^61 − 1). What other documents \
                 add was not checked. ",
                count(tables)
            );
            let only = match for_others {
                0 => String::new(),
                n => format!(
                    " Of the withheld rows, {} had {least} respondents or more and are withheld only to protect others.",
                    count(n)
                ),
            };
            let scope = if tables == 0 { "" } else { scope.as_str() };
            format!("{scope}Of {rows} rows of figures {shown} are shown and {hidden} withheld.{only}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn what_was_proved_is_said_with_its_numbers() {
        let mut about = Sample::koriyama().about;
        about.proof = Proof { tables: 24, shown: 1480, withheld: 35, for_others: 12 };
        about.min_respondents = 5;
        let japanese = proved(&about, Language::Ja);
        for part in [
            "合わせて24表です",
            "5人未満の和は",
            "数値の行は1,515行で、公表は1,480行、非公表は35行",
            "非公表のうち12行は5人以上",
        ] {
            assert!(japanese.contains(part), "{part}: {japanese}");
        }
        let english = proved(&about, Language::En);
        for part in [
            "There are 24:",
            "fewer than 5 respondents",
            "Of 1,515 rows of figures 1,480 are shown and 35 withheld",
            "12 had 5",
        ] {
            assert!(english.contains(part), "{part}: {english}");
        }
        about.proof = Proof { tables: 0, shown: 59, withheld: 0, for_others: 0 };
        assert_eq!(proved(&about, Language::Ja), "数値の行は59行で、公表は59行、非公表は0行です。");
        assert_eq!(proved(&about, Language::En), "Of 59 rows of figures 59 are shown and 0 withheld.");
    }

    #[test]
    fn what_is_withheld_is_counted() {
        let mut sample = Sample::koriyama().with_segment("部局", "総務部").with_segment("部局", "監査委員事務局");
        let said = |sample: &Sample, language| Sentences::new(sample.figures(), language).withheld_here();
        assert_eq!(said(&sample, Language::Ja), "この報告に、非公表の行や欄はありません。");
        sample.withhold_unit("監査委員事務局");
        assert_eq!(said(&sample, Language::Ja), "この報告で非公表なのは、属性別の1区分です。");
        // Category 2 of everyone and of the one unit that is shown.
        sample.withhold("2");
        assert_eq!(
            said(&sample, Language::Ja),
            "この報告で非公表なのは、項目と設問の1行、属性別の1区分、属性別の表の1つの欄です。"
        );
        assert_eq!(
            said(&sample, Language::En),
            "Withheld on this page: 1 row of categories and items, 1 group by attribute, 1 single cell by attribute."
        );
    }
}
