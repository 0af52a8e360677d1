//! One example of each part, from fixed figures that are all made up: every
//! state a part has, and names as long as real ones.

mod plans;

use koe_core::definition::Language;
use koe_stats::{Decimal, ratio};

use super::cross_table::{self, CrossTable, Crossed};
use super::dot_plot::{self, DotPlot, Doubt, Place};
use super::heatmap::{self, Everyone, Heatmap, Line};
use super::response_bars::{self, Response, ResponseBars};
use super::{Absence, Caption, Ground, Shown, Steps};
use crate::chart::drawing::Drawing;
use crate::chart::marks::Setting;
use crate::steps::{Bounds, Tint};
use crate::window::Window;

pub(super) use plans::{indicators, mark_table, plan_matrix};

const SCALE: (i32, i32) = (1, 6);

/// Text in both languages.
type Said = (&'static str, &'static str);

/// The units of the examples, with those who answered and those invited; by
/// headcount.
const UNITS: [(Said, u64, u64); 11] = [
    (("暮らし支援部", "Community Support"), 438, 611),
    (("学び推進部", "Learning"), 392, 520),
    (("みち・みず整備部", "Roads and Water"), 331, 498),
    (("保健福祉部健康政策課地域医療連携推進担当", "Health Policy and Regional Medical Cooperation Office"), 274, 512),
    (("環境部 資源循環推進課 廃棄物対策係", "Waste Countermeasures, Resource Circulation Division"), 226, 341),
    (("髙﨑𠮷野総合支所", "髙﨑𠮷野 Branch Office"), 131, 150),
    (("Office of International Affairs", "Office of International Affairs"), 64, 98),
    (("消費生活・計量検査センター", "Consumer Affairs and Metrology Centre"), 17, 24),
    (("広聴・秘書室", "Secretariat"), 0, 0),
    (("監査・選挙事務室", "Audit and Elections"), 0, 0),
    (("臨時給付事務局", "Temporary Benefits Bureau"), 0, 12),
];

/// The drawing of every example.
pub(crate) fn drawings(setting: Setting<'_>) -> Vec<(&'static str, Drawing)> {
    let language = setting.language;
    vec![
        ("heatmap", heatmap(language).draw(setting)),
        ("heatmap-scores", heatmap_scores(language).draw(setting)),
        ("dot-plot", dot_plot(language).draw(setting)),
        ("cross-table", cross_table(language).draw(setting)),
        ("response-bars", response_bars(language).draw(setting)),
        ("indicators", indicators(language).draw(setting)),
        ("plan-matrix", plan_matrix(language).draw(setting)),
        ("mark-table", mark_table(language).draw(setting)),
    ]
}

fn say(language: Language, (ja, en): Said) -> String {
    match language {
        Language::Ja => ja,
        Language::En => en,
    }
    .to_owned()
}

fn caption(language: Language, headline: Said, subtitle: Said) -> Caption {
    Caption {
        headline: say(language, headline),
        subtitle: say(language, subtitle),
        source: say(language, ("架空の市 職員アンケート 令和7年度", "Staff survey of an invented city, 2025")),
        invented: true,
    }
}

/// A number with digits after the point: `printed(406, 2)` is 4.06.
fn printed(units: i32, places: u32) -> Decimal {
    Decimal::round(&ratio(units, 10_i32.pow(places)), places)
}

fn score(units: i32) -> Decimal {
    printed(units, 2)
}

fn window() -> Window {
    Window::holding([score(313), score(484)], (1, 2), 1, SCALE)
}

const CATEGORIES: [Said; 9] = [
    ("職員研修", "Training"),
    ("自己啓発", "Self-development"),
    ("人事評価制度", "Appraisal"),
    ("人材確保", "Recruitment"),
    ("人材配置", "Staffing"),
    ("職場環境の改善", "Working conditions"),
    ("職場風土", "Climate"),
    ("やりがい創出", "Purpose"),
    ("互いを認め合う精神", "Mutual recognition"),
];

const EVERYONE: [i32; 10] = [406, 431, 372, 432, 390, 379, 428, 396, 421, 335];

/// Differences in hundredths, and 1 where the interval excludes 0.
const DIFFERENCES: [[(i32, u8); 10]; 8] = [
    [(-11, 1), (-19, 1), (-16, 1), (-21, 1), (-26, 1), (-18, 1), (-19, 1), (-9, 1), (-18, 1), (-3, 1)],
    [(20, 1), (6, 0), (18, 1), (21, 1), (20, 1), (15, 1), (-2, 0), (-5, 0), (1, 0), (1, 0)],
    [(-4, 0), (1, 0), (-5, 0), (19, 1), (-6, 0), (-11, 1), (8, 1), (-4, 0), (9, 1), (7, 0)],
    [(-9, 1), (-8, 0), (-8, 0), (-21, 1), (-10, 1), (5, 0), (-7, 0), (3, 0), (-3, 0), (-2, 0)],
    [(-8, 0), (17, 1), (13, 1), (-3, 0), (18, 1), (7, 0), (12, 1), (12, 1), (13, 1), (6, 0)],
    [(25, 1), (12, 0), (16, 1), (5, 0), (6, 0), (25, 1), (14, 1), (22, 1), (22, 1), (13, 0)],
    [(-3, 0), (0, 0), (10, 0), (3, 0), (16, 0), (9, 0), (11, 0), (12, 0), (8, 0), (31, 0)],
    [(24, 0), (15, 0), (20, 0), (-1, 0), (0, 0), (7, 0), (-4, 0), (-9, 0), (4, 0), (0, 0)],
];

/// Of the scale that the examples have.
fn bounds() -> Bounds {
    Bounds::of((1, 6))
}

pub(super) fn heatmap(language: Language) -> Heatmap {
    Heatmap {
        steps: Steps::Differences(bounds()),
        caption: caption(
            language,
            ("差が確かめられた欄だけに色を付けています。", "Only cells where a difference holds are coloured."),
            (
                "部局別・中項目別の、全体スコアとの差（点）。色は、比べた数を調整しても95%区間が0を含まない欄。回答者1,886人、回答者の多い順",
                "Difference from everyone by unit and subcategory, in points. Coloured where the 95% interval, adjusted for the number of comparisons, excludes 0. n = 1,886, by respondents",
            ),
        ),
        ..heated(language, |value, _, told| heatmap::Cell::difference(value, Tint::told(value, told, &bounds())))
    }
}

pub(super) fn heatmap_scores(language: Language) -> Heatmap {
    let window = window();
    let steps = Steps::Scores(window.clone());
    Heatmap {
        steps,
        caption: caption(
            language,
            (
                "部局ごとの全体スコアは3.95点から4.31点の間にあります。",
                "Overall scores of the units lie between 3.95 and 4.31.",
            ),
            (
                "部局別・中項目別のスコア、1〜6点、回答者1,886人、回答者の多い順",
                "Scores by unit and subcategory, 1–6, n = 1,886, by respondents",
            ),
        ),
        ..heated(language, |value, everyone, _| {
            let sum = Decimal::round(&(value.exact() + everyone.exact()), 2);
            heatmap::Cell::score(sum, Ground::score(sum, &window))
        })
    }
}

fn heated(language: Language, cell: impl Fn(Decimal, Decimal, bool) -> heatmap::Cell) -> Heatmap {
    let line = |differences: &[(i32, u8); 10], n: u64| {
        let cells = differences.iter().zip(EVERYONE).map(|(&(value, told), everyone)| {
            // One cell of the smallest unit is withheld by itself.
            if n < 20 && everyone == 335 {
                return Err(Absence::Withheld);
            }
            Ok(cell(score(value), score(everyone), told == 1))
        });
        Line { n: Some(n), cells: cells.collect() }
    };
    let units = UNITS.iter().enumerate().map(|(index, &(name, n, invited))| heatmap::Unit {
        name: say(language, name),
        division: None,
        line: match DIFFERENCES.get(index) {
            Some(differences) => Ok(line(differences, n)),
            None if invited > 0 => Err(Absence::Nobody { invited }),
            None => Err(Absence::Withheld),
        },
    });
    let overall = ("全体", "Overall");
    Heatmap {
        caption: caption(language, ("", ""), ("", "")),
        unit: say(language, ("部局", "Unit")),
        columns: [overall].iter().chain(&CATEGORIES).map(|&name| say(language, name)).collect(),
        steps: Steps::Differences(bounds()),
        everyone: Everyone { n: Some(1886), scores: EVERYONE.iter().map(|&units| Ok(score(units))).collect() },
        units: units.collect(),
    }
}

/// Score, half of the interval, first and last rank.
const PLACES: [(i32, i32, (u32, u32)); 8] = [
    (395, 5, (5, 7)),
    (426, 6, (1, 2)),
    (402, 6, (3, 6)),
    (397, 7, (4, 7)),
    (398, 8, (4, 7)),
    (431, 9, (1, 2)),
    (403, 13, (3, 7)),
    (430, 0, (1, 8)),
];

pub(super) fn dot_plot(language: Language) -> DotPlot {
    let units = UNITS.iter().enumerate().map(|(index, &(name, n, invited))| dot_plot::Unit {
        name: say(language, name),
        place: match PLACES.get(index) {
            Some(&(mean, half, ranks)) => {
                let doubt = Doubt { interval: (score(mean - half), score(mean + half)), ranks };
                Ok(Place { score: score(mean), n, doubt: Some(doubt) })
            }
            None if invited > 0 => Err(Absence::Nobody { invited }),
            None => Err(Absence::Withheld),
        },
    });
    DotPlot {
        caption: caption(
            language,
            (
                "3位から7位の部局の順序は、この調査では決められません。",
                "This survey cannot order the units ranked 3 to 7.",
            ),
            (
                "部局別の全体スコアと95%区間、1〜6点、スコアの高い順（順序を決められない部局は回答者の多い順）、回答者1,886人",
                "Overall score by unit with 95% intervals, 1–6, highest first; units that cannot be ordered by respondents; n = 1,886",
            ),
        ),
        unit: say(language, ("部局", "Unit")),
        scale: SCALE,
        window: window(),
        everyone: Some(score(406)),
        units: units.collect(),
    }
}

/// Score and n of a crossed group; none where it is withheld.
type Group4 = [Option<(i32, u64)>; 4];

const CROSSED: [(Said, Group4, (i32, u64)); 5] = [
    (("20代以下", "Under 30"), [Some((419, 164)), None, None, None], (418, 171)),
    (("30代", "30–39"), [Some((404, 328)), Some((398, 96)), None, None], (403, 430)),
    (("40代", "40–49"), [Some((389, 241)), Some((402, 233)), None, None], (397, 530)),
    (("50代", "50–59"), [Some((381, 138)), Some((403, 241)), Some((424, 148)), Some((446, 38))], (404, 565)),
    (("60歳以上", "60 and over"), [Some((431, 151)), None, None, Some((449, 12))], (431, 190)),
];

pub(super) fn cross_table(language: Language) -> CrossTable {
    let everyone = score(406);
    let cell = |place: usize, group: Option<(i32, u64)>| -> Shown<cross_table::Cell> {
        let Some((mean, n)) = group else { return Err(Absence::Withheld) };
        let difference = score(mean) - everyone;
        // As a run would: nothing under 20 answers or 0.05 points.
        let told = n >= 20 && place != 1 && difference.abs() >= score(5);
        Ok(cross_table::Cell { score: score(mean), n, ground: Tint::told(difference, told, &bounds()).into() })
    };
    let plain = |(mean, n): (i32, u64)| Ok(cross_table::Cell { score: score(mean), n, ground: Ground::Plain });
    let mut rows: Vec<Crossed> = CROSSED
        .iter()
        .map(|&(name, cells, total)| Crossed {
            name: say(language, name),
            cells: cells.into_iter().enumerate().map(|(place, group)| cell(place, group)).collect(),
            total: plain(total),
        })
        .collect();
    if let Some(first) = rows.first_mut().and_then(|row| row.cells.last_mut()) {
        *first = Err(Absence::Nobody { invited: 12 });
    }
    if let Some(second) = rows.last_mut().and_then(|row| row.cells.get_mut(1)) {
        *second = Err(Absence::Vacant);
    }
    let positions: [Said; 4] = [
        ("係員・主任", "Staff"),
        ("係長・主査", "Subsection chiefs"),
        ("課長補佐・課長", "Section managers"),
        ("部長・次長・局長", "Directors"),
    ];
    CrossTable {
        caption: caption(
            language,
            (
                "50代の係員・主任は全体より0.25点低く、比べた数を調整しても差が確かめられます（回答者138人）。",
                "Staff aged 50–59 are 0.25 below everyone; the difference holds after adjustment for the number of comparisons (n = 138).",
            ),
            (
                "年代別・職位別の全体スコア（下は回答者の数）、1〜6点。色は全体4.06点との差が確かめられた欄。年代と職位の順",
                "Overall score by age and position, n below, 1–6. Coloured where the difference from everyone (4.06) holds. In the order of age and position",
            ),
        ),
        rows_are: say(language, ("年代", "Age")),
        columns_are: say(language, ("職位", "Position")),
        columns: positions.map(|name| say(language, name)).to_vec(),
        steps: Steps::Differences(bounds()),
        rows,
        total: Crossed {
            name: say(language, ("計", "Total")),
            cells: [(399, 1022), (405, 601), (421, 205), (447, 58)].map(plain).to_vec(),
            total: plain((406, 1886)),
        },
    }
}

pub(super) fn response_bars(language: Language) -> ResponseBars {
    let rates = [7169, 7538, 6647, 5352, 6628, 8733, 6531, 7083];
    let unit = |index: usize, name: Said, respondents: u64, invited: u64| response_bars::Unit {
        name: say(language, name),
        response: match rates.get(index) {
            Some(&rate) => Ok(Response { rate: printed(rate, 2), respondents, invited }),
            None if invited > 0 => Err(Absence::Nobody { invited }),
            None => Err(Absence::Withheld),
        },
    };
    let everyone = response_bars::Unit {
        name: say(language, ("全体", "Everyone")),
        response: Ok(Response { rate: printed(6762, 2), respondents: 1886, invited: 2789 }),
    };
    let units = UNITS.iter().enumerate().map(|(index, &(name, n, invited))| unit(index, name, n, invited));
    let depot = response_bars::Unit {
        name: say(language, ("上下水道局（別に調査）", "Waterworks (surveyed separately)")),
        response: Err(Absence::NotHeld),
    };
    ResponseBars {
        caption: caption(
            language,
            (
                "回答率は全体で67.62%で、公表できる9つの部局のうち2つが60%を下回っています。",
                "67.62% answered; two of the nine units shown are under 60%.",
            ),
            (
                "部局別の回答率、0〜100%、対象者の多い順、対象者2,789人",
                "Response rate by unit, 0–100%, by headcount, 2,789 invited",
            ),
        ),
        unit: say(language, ("部局", "Unit")),
        units: [everyone].into_iter().chain(units).chain([depot]).collect(),
    }
}
