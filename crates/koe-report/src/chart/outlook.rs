//! Charts j and k of a plan: indicators, actions by fiscal year, competencies.

use koe_core::plan::Plan;

use super::drawing::Drawing;
use super::marks::Setting;
use super::medium::{Medium, Size};
use super::parts::Caption;
use super::parts::indicators::Indicators;
use super::parts::mark_table::MarkTable;
use super::parts::plan_matrix::PlanMatrix;
use super::{Chart, ChartError, Fonts};
use crate::outlook::Outlook;
use crate::theme::Theme;
use crate::wording::{competencies_headline, of_plan, outlook_words, plan_source};

/// A chart koe draws of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanKind {
    /// Indicators between their baseline and their target.
    Indicators,
    /// Actions by fiscal year; by chapter and topic where the plan has no years.
    Plan,
    /// Marks expected by position.
    Competencies,
}

impl PlanKind {
    /// Every chart of a plan, in the order of a report.
    pub const ALL: [Self; 3] = [Self::Indicators, Self::Plan, Self::Competencies];

    /// Returns what the chart is called on the command line and in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Indicators => "indicators",
            Self::Plan => "plan",
            Self::Competencies => "competencies",
        }
    }

    /// Returns the chart of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns what the chart shows, in a few words for the command line.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Indicators => "indicators of the plan between their baseline and their target",
            Self::Plan => "actions of the plan by fiscal year: what is planned, done, late, new",
            Self::Competencies => "competencies that the plan expects of each position",
        }
    }

    /// Whether a plan has anything that the chart shows.
    pub fn is_in(self, plan: &Plan) -> bool {
        match self {
            Self::Indicators => !plan.indicators.is_empty(),
            Self::Plan => plan.actions.is_some(),
            Self::Competencies => plan.competencies.is_some(),
        }
    }

    /// The drawing of the chart; nothing where the plan has none of it.
    pub(crate) fn draw(self, outlook: Outlook<'_>, setting: Setting<'_>) -> Option<Drawing> {
        let (plan, words) = (outlook.plan, outlook_words(setting.language));
        let caption = |headline: String, subtitle: &str| Caption {
            headline,
            subtitle: subtitle.to_owned(),
            source: plan_source(&outlook.marked_name()),
            invented: false,
        };
        match self {
            Self::Indicators => self.is_in(plan).then(|| {
                let caption = caption(outlook.counted(&outlook.lines()), words.on_indicators);
                Indicators { caption, indicators: plan.indicators.clone() }.draw(setting)
            }),
            Self::Plan => plan.actions.as_ref().map(|actions| {
                let caption = caption(outlook.actions_headline(actions), outlook.actions_subtitle(actions));
                PlanMatrix { caption, actions: actions.clone() }.draw(setting)
            }),
            Self::Competencies => plan.competencies.as_ref().map(|own| {
                let headline = competencies_headline(own.competencies.len(), own.positions.len(), setting.language);
                let caption = caption(headline, words.on_competencies);
                MarkTable { caption, competencies: own.clone() }.draw(setting)
            }),
        }
    }
}

/// Draws a chart of a plan, on white; without pages where the plan has none of it.
///
/// # Errors
///
/// When drawing fails, which is a bug.
pub fn draw_plan(outlook: Outlook<'_>, kind: PlanKind, size: Size, fonts: &Fonts) -> Result<Chart, ChartError> {
    let medium = Medium::of(size);
    let ruler = fonts.ruler().map_err(ChartError::Face)?;
    let setting = Setting { ruler: &ruler, medium: &medium, language: outlook.language, years: outlook.years };
    let mut drawing = kind.draw(outlook, setting);
    if let Some(drawing) = &mut drawing {
        // A picture stands alone: it says itself which plan it is of.
        drawing.subtitle = of_plan(&outlook.marked_name(), &drawing.subtitle, outlook.language);
    }
    Chart::new(drawing.as_slice(), size, fonts, &Theme::LIGHT)
}

#[cfg(test)]
mod tests {
    use koe_core::definition::Language;

    use super::*;
    use crate::chart::marks::with_setting;
    use crate::chart::parts::tests::assert_clean;
    use crate::chart::scene::Mark;
    use crate::outlook::sample::{bent, named, published};
    use crate::wording::part_words;

    /// Draws each chart of a plan at each size in both languages.
    fn everywhere(plan: &Plan, check: impl Fn(PlanKind, &Drawing, Setting<'_>)) {
        for size in [Size::Screen, Size::Document, Size::Slide] {
            for language in [Language::Ja, Language::En] {
                with_setting(Medium::of(size), language, |setting| {
                    let outlook = Outlook { plan, language, years: language.into() };
                    for kind in PlanKind::ALL {
                        let drawing = kind.draw(outlook, setting);
                        drawing.iter().for_each(|drawing| check(kind, drawing, setting));
                    }
                });
            }
        }
    }

    fn texts<'a>(drawing: &'a Drawing, setting: Setting<'a>) -> Vec<&'a str> {
        let blocks = drawing.blocks.iter().flat_map(|block| block.scene.texts(setting.ruler));
        blocks.map(|(text, _)| text).collect()
    }

    #[test]
    fn published_plans_are_whole_and_clean_at_every_size_in_both_languages() {
        for city in ["koriyama-2025", "aizuwakamatsu-plan", "iwaki-plan"] {
            everywhere(&published(city), |kind, drawing, setting| {
                let what = format!("{city} {kind:?} {:?}", setting.language);
                assert_clean(drawing, setting, &what);
                assert!(!texts(drawing, setting).iter().any(|text| text.ends_with('…')), "{what}: nothing is cut");
                assert!(!drawing.title.is_empty() && !drawing.description.is_empty(), "{what}");
            });
        }
    }

    #[test]
    fn years_beside_figures_and_withheld_scores_are_clean() {
        everywhere(&bent(), |kind, drawing, setting| {
            assert_clean(drawing, setting, &format!("{kind:?}"));
            if kind == PlanKind::Indicators {
                let row = &drawing.blocks[1].scene;
                assert!(row.marks.iter().any(|mark| matches!(mark, Mark::Hatch { .. })));
                assert!(!row.marks.iter().any(|mark| matches!(mark, Mark::Dot { .. })), "no place is given away");
                assert!(row.texts(setting.ruler).any(|(text, _)| text == setting.words().withheld));
            }
        });
    }

    #[test]
    fn hostile_names_are_cut_and_shown() {
        let names = ["<script>alert(1)</script>", "a\u{202e}b\n\u{0}", "=cmd()", ""];
        for name in names.map(str::to_owned).into_iter().chain(["長".repeat(5000), "w".repeat(5000)]) {
            everywhere(&named(&name), |kind, drawing, setting| {
                assert_clean(drawing, setting, &format!("{kind:?}"));
                assert!(!drawing.description.contains(['\u{202e}', '\u{0}', '\n']));
            });
        }
    }

    #[test]
    fn the_board_says_where_the_published_indicators_stand() {
        everywhere(&published("koriyama-2025"), |kind, drawing, setting| {
            if kind == PlanKind::Indicators && setting.language == Language::Ja {
                // 86 → 83 improves downwards and is met; 5 → 5 is to be kept; nobody
                // was sent to a course that is reported.
                assert_eq!(drawing.title, "指標14の内訳は、達成1、維持1、計画どおり6、遅れ4、後退1、未報告1です。");
                let texts = texts(drawing, setting);
                assert_eq!(texts.iter().filter(|text| **text == part_words(setting.language).on_path).count(), 6);
                assert!(texts.contains(&"90") && !texts.contains(&"90.0"), "figures are as given");
            }
        });
    }

    #[test]
    fn without_a_path_an_open_dot_is_short_of_the_target() {
        let mut plan = published("koriyama-2025");
        let meanings = |plan: &Plan| {
            let told = std::cell::RefCell::new(Vec::new());
            everywhere(plan, |_, drawing, _| {
                told.borrow_mut().extend(drawing.key.iter().map(|own| own.meaning.clone()))
            });
            told.into_inner()
        };
        assert!(meanings(&plan).iter().any(|told| told == "白丸＝道筋より手前"));
        plan.indicators.iter_mut().take(7).for_each(|own| own.target_year = None);
        assert!(meanings(&plan).iter().any(|told| told == "白丸＝道筋（なければ目標）より手前"));
        plan.indicators.iter_mut().for_each(|own| own.target_year = None);
        assert!(meanings(&plan).iter().any(|told| told == "白丸＝目標より手前"));
    }

    /// The counts are those of the city's plan (issue 5): 実施 56/63/64/64/64 over
    /// 69 actions.
    #[test]
    fn the_foot_of_the_matrix_has_the_counts_of_the_published_plan() {
        everywhere(&published("aizuwakamatsu-plan"), |_, drawing, setting| {
            let texts = texts(drawing, setting);
            let at = texts.iter().position(|text| ["うち実施", "of these: 実施"].contains(text)).unwrap();
            assert_eq!(texts[at + 1..at + 6], ["56", "63", "64", "64", "64"]);
            assert!(
                texts.contains(&part_words(setting.language).new)
                    && texts.contains(&part_words(setting.language).repeated)
            );
        });
    }

    #[test]
    fn a_late_action_has_the_word_and_its_status_where_it_fits() {
        let mut plan = published("aizuwakamatsu-plan");
        let cell = &mut plan.actions.as_mut().unwrap().actions[3].cells[1];
        cell.actual = Some("検討".to_owned());
        cell.progress = koe_core::plan::Progress::Late;
        everywhere(&plan, |_, drawing, setting| {
            let late = part_words(setting.language).late;
            assert!(texts(drawing, setting).iter().any(|text| text.ends_with(late)), "{:?}", setting.language);
            assert!(drawing.key.iter().any(|entry| entry.meaning == part_words(setting.language).key_late));
        });
    }

    #[test]
    fn a_plan_has_the_charts_it_has_files_for() {
        let plan = published("aizuwakamatsu-plan");
        let outlook = Outlook { plan: &plan, language: Language::Ja, years: Language::Ja.into() };
        let pages =
            PlanKind::ALL.map(|kind| draw_plan(outlook, kind, Size::Screen, &Fonts::embedded()).unwrap().pages());
        assert_eq!(pages, [0, 1, 0]);
        assert_eq!(PlanKind::ALL.map(|kind| kind.is_in(&plan)), [false, true, false]);
        assert!(PlanKind::ALL.iter().all(|kind| PlanKind::named(kind.name()) == Some(*kind)));
    }
}
