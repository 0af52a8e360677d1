//! How the figures are made, in words.

use koe_core::definition::{Language, Rule, TargetRule};
use koe_core::release::{About, Level, Proof, ResponseState, Row};

use super::Sentences;
use super::names::{spelled, things};
use crate::colophon::Colophon;
use crate::figures::Figures;
use crate::segments::Cross;
use crate::typeset::{count, count_of, one_line, scale_range};

/// How much is withheld in a report that shows the rows of everyone, by each
/// attribute the overall row and the top categories, and the overall row by two
/// attributes crossed.
struct Withheld {
    rows: usize,
    units: usize,
    /// Single cells of units that are otherwise shown.
    cells: usize,
    /// Cells of two attributes crossed.
    crossed: usize,
    /// Groups without a response rate for a small headcount.
    rates: usize,
}

impl Withheld {
    fn of(figures: Figures<'_>) -> Self {
        let units: Vec<_> = figures.attributes().into_iter().flat_map(|attribute| figures.units(attribute)).collect();
        let in_table = |level: Level| matches!(level, Level::Overall | Level::Category);
        let shown = units.iter().filter(|unit| !unit.is_withheld());
        let pairs: Vec<_> = figures.crosses().into_iter().map(|pair| figures.cross(pair)).collect();
        let hidden = |rows: &&[Row]| rows.iter().any(|row| row.level == Level::Overall && row.suppressed);
        Self {
            rows: figures.everyone().filter(|row| row.suppressed).count(),
            units: units.iter().filter(|unit| unit.is_withheld()).count(),
            crossed: pairs.iter().flat_map(Cross::cells).filter(hidden).count(),
            rates: figures.response.iter().filter(|rate| rate.state == ResponseState::Withheld).count(),
            cells: shown.flat_map(|unit| unit.rows).filter(|row| row.suppressed && in_table(row.level)).count(),
        }
    }
}

impl Sentences<'_> {
    /// How the figures are made, what of them is withheld, and what made the
    /// report: the whole section on method of a report that shows the rows of
    /// everyone and those by attribute.
    pub(crate) fn making(self, colophon: &Colophon) -> Vec<String> {
        let mut paragraphs = self.method();
        paragraphs.extend([self.withheld_here(), made_by(colophon, self.language)]);
        paragraphs
    }

    /// How the figures are made, from what the survey file set.
    fn method(self) -> Vec<String> {
        let (about, language) = (self.figures.about, self.language);
        let mut paragraphs = vec![score(about, language), self.doubt()];
        if self.figures.has_targets() {
            paragraphs.push(target(about, language));
        }
        paragraphs.extend(self.comparing());
        paragraphs.push(withheld(about, language));
        paragraphs.extend(proved(about, language));
        paragraphs.extend(self.waves_proved());
        paragraphs.push(shown_and_withheld(about, language));
        paragraphs
    }

    /// What n, intervals and favorable shares are.
    fn doubt(self) -> String {
        let (points, drawn) = (self.favorable_points(), self.intervals_drawn());
        let favorable = match self.language {
            _ if points.is_empty() => points,
            Language::Ja => format!("肯定は{points}と答えた割合です。"),
            Language::En => format!(" Favorable is the share of answers {points}."),
        };
        match self.language {
            Language::Ja => {
                format!(
                    "nは有効な回答が1つ以上ある回答者の数です。95%区間は回答者を単位として求めています。{drawn}{favorable}"
                )
            }
            Language::En => format!(
                "n counts respondents with at least one valid answer. The 95% interval takes the respondent as its \
                 unit.{drawn}{favorable}"
            ),
        }
    }

    /// How many rows, segments and single cells of the report are withheld.
    fn withheld_here(self) -> String {
        let Withheld { rows, units, cells, crossed, rates } = Withheld::of(self.figures);
        let many = |n: usize, one: &str, more: &str| format!("{} {}", count_of(n), if n == 1 { one } else { more });
        let kinds = [rows, units, cells, crossed, rates];
        let names = match self.language {
            Language::Ja => [
                format!("項目と設問の{}行", count_of(rows)),
                format!("属性別の{}区分", count_of(units)),
                format!("属性別の表の{}の欄", things(cells)),
                format!("2つの属性を組み合わせた{}区分", count_of(crossed)),
                format!("{}区分の回答率", count_of(rates)),
            ],
            Language::En => [
                many(rows, "row of categories and items", "rows of categories and items"),
                many(units, "group by attribute", "groups by attribute"),
                many(cells, "single cell by attribute", "single cells by attribute"),
                many(crossed, "group by two attributes", "groups by two attributes"),
                many(rates, "response rate", "response rates"),
            ],
        };
        let told: Vec<String> = names.into_iter().zip(kinds).filter(|(_, n)| *n > 0).map(|(name, _)| name).collect();
        match (self.language, told.is_empty()) {
            (Language::Ja, true) => "この報告に、非公表の行や欄はありません。".to_owned(),
            (Language::Ja, false) => format!("この報告で非公表なのは、{}です。", told.join("、")),
            (Language::En, true) => "Nothing is withheld in this report.".to_owned(),
            (Language::En, false) => format!("Withheld in this report: {}.", told.join(", ")),
        }
    }
}

/// What made the report, and how a reader can tell what it was made of.
pub(crate) fn made_by(colophon: &Colophon, language: Language) -> String {
    let version = one_line(&colophon.version);
    let (made, inputs) = match language {
        Language::Ja => (
            format!("この報告はkoe {version}で作りました。同じ入力と同じ版からは、同じ報告ができます。"),
            "下のSHA-256で、入力ファイルが同じものかを確かめられます。",
        ),
        Language::En => (
            format!("This report was made by koe {version}; the same input and version give the same report."),
            " The SHA-256 below tells whether an input file is the same.",
        ),
    };
    if colophon.inputs.is_empty() { made } else { made + inputs }
}

fn score(about: &About, language: Language) -> String {
    let scale = scale_range(about.scale, language);
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
             どちらもスコアの表では人数を示しません。0点や空欄とは異なります。95%区間、割合、回答の内訳は、回答者が{detail}人以上いる欄だけに\
             示します。これは欄ごとの条件で、公表した欄どうしの引き算までは防ぎません。"
        ),
        Language::En => format!(
            "“Withheld (small group)” marks figures that could tell how few people answered, such as groups under \
             {respondents} respondents, and others where subtraction would give those away; their number is not shown \
             beside scores either. It is not zero and not blank. Intervals, shares and distributions need at least {detail} respondents. \
             That is asked of each row by itself; shown rows, subtracted, may give them for fewer."
        ),
    }
}

/// What the release gate proved of the tables of groups, where there are some.
fn proved(about: &About, language: Language) -> Option<String> {
    let tables = Some(about.proof.tables).filter(|&tables| tables > 0).map(count)?;
    let least = about.min_respondents;
    Some(match language {
        Language::Ja => format!(
            "集計した数値の表は、すべて合わせて確かめてから公表しています。全体や上位の単位を区分に分けた表と、2つの属性を\
             掛け合わせた表は、合わせて{tables}表です。そのどれでも、公表した数値の足し引きで、非公表の欄の{least}人未満の和は\
             求まりません（人数は、その設問に答えた人だけを数えます）。すべての表を合わせても、非公表の行が1つだけで\
             求まることはありません（2の61乗−1を法とする消去法によります）。ほかの資料との突き合わせは、確かめた範囲に入りません。"
        ),
        Language::En => format!(
            "All tables of the figures were checked together before release. Tables of everyone or a unit divided into \
             groups, and of two attributes crossed: {tables}. In none of them do shown figures, added and subtracted, \
             give a sum of withheld cells of fewer than {least} people, counting only those who answered the question; and \
             over all of them together they give no single withheld row (by elimination modulo 2^61 − 1). What other \
             documents add was not checked."
        ),
    })
}

/// How many rows are shown and withheld, and how many of them for others.
fn shown_and_withheld(about: &About, language: Language) -> String {
    let Proof { shown, withheld, for_others, .. } = about.proof;
    let least = about.min_respondents;
    let [rows, shown, hidden, others] = [shown + withheld, shown, withheld, for_others].map(count);
    match language {
        Language::Ja => {
            let only = format!("非公表のうち{others}行は{least}人以上で、ほかの行を守るためだけに伏せています。");
            let only = if for_others > 0 { only.as_str() } else { "" };
            format!("数値の行は{rows}行で、公表は{shown}行、非公表は{hidden}行です。{only}")
        }
        Language::En => {
            let only = format!(
                " Of the withheld rows, {others} had {least} respondents or more and are withheld only to protect others."
            );
            let only = if for_others > 0 { only.as_str() } else { "" };
            format!("Of {rows} rows of figures {shown} are shown and {hidden} withheld.{only}")
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
        about.min_respondents = 7;
        about.proof = Proof { tables: 1024, shown: 1480, withheld: 35, for_others: 12 };
        let japanese = proved(&about, Language::Ja).expect("a paragraph");
        assert!(japanese.contains("合わせて1,024表です") && japanese.contains("7人未満の和は"), "{japanese}");
        let english = proved(&about, Language::En).expect("a paragraph");
        assert!(english.contains("crossed: 1,024.") && english.contains("fewer than 7 people"), "{english}");
        assert_eq!(
            shown_and_withheld(&about, Language::Ja),
            "数値の行は1,515行で、公表は1,480行、非公表は35行です。非公表のうち12行は7人以上で、ほかの行を守るためだけに伏せています。"
        );
        assert_eq!(
            shown_and_withheld(&about, Language::En),
            "Of 1,515 rows of figures 1,480 are shown and 35 withheld. Of the withheld rows, 12 had 7 respondents or more \
             and are withheld only to protect others."
        );
    }

    #[test]
    fn nothing_is_proved_where_there_is_no_table() {
        let mut about = Sample::koriyama().about;
        about.proof = Proof { tables: 0, shown: 59, withheld: 0, for_others: 0 };
        assert_eq!(proved(&about, Language::Ja), None);
        assert_eq!(shown_and_withheld(&about, Language::Ja), "数値の行は59行で、公表は59行、非公表は0行です。");
        assert_eq!(shown_and_withheld(&about, Language::En), "Of 59 rows of figures 59 are shown and 0 withheld.");
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
            "Withheld in this report: 1 row of categories and items, 1 group by attribute, 1 single cell by attribute."
        );
        let mut crossed = Sample::koriyama().with_cross([("年代", "30代"), ("職位", "係長級")]);
        crossed.withhold_unit("係長級");
        assert_eq!(said(&crossed, Language::Ja), "この報告で非公表なのは、2つの属性を組み合わせた1区分です。");
        assert_eq!(said(&crossed, Language::En), "Withheld in this report: 1 group by two attributes.");
        let rates = Sample::koriyama().with_responses("部局");
        assert_eq!(said(&rates, Language::Ja), "この報告で非公表なのは、1区分の回答率です。");
        assert_eq!(said(&rates, Language::En), "Withheld in this report: 1 response rate.");
    }
}
