//! Chart d in score mode: the scores of the units of one attribute.

use koe_core::release::Row;

use super::drawing::Drawing;
use super::marks::Setting;
use super::parts::heatmap::Cell;
use super::parts::{Ground, Shown, Steps};
use super::units::{caption, score, table};
use crate::figures::Figures;
use crate::window::Window;
use crate::wording::Sentences;

/// Units × overall and top categories, coloured by the height of their printed
/// scores.
pub(super) fn draw(figures: Figures<'_>, attribute: &str, setting: Setting<'_>) -> Drawing {
    let sentences = Sentences::new(figures, setting.language);
    let units = figures.units(attribute);
    let caption =
        caption(sentences.units_headline(attribute, &units), sentences.units_subtitle(&units), figures, setting);
    let window = figures.unit_window();
    let steps = Steps::Scores(window.clone());
    table((figures, attribute), caption, steps, |row| coloured(row, &window), setting).draw(setting)
}

/// A score; plain on another scale than that of overall.
fn coloured(row: &Row, window: &Window) -> Shown<Cell> {
    let mean = score(row)?;
    Ok(Cell::score(mean, if row.comparable { Ground::score(mean, window) } else { Ground::Plain }))
}

#[cfg(test)]
mod tests {
    use koe_core::definition::Language;

    use super::*;
    use crate::chart::marks::with_setting;
    use crate::chart::medium::{Medium, Size};
    use crate::chart::scene::Mark;
    use crate::sample::Sample;
    use crate::theme::Ink;

    fn setting_of<T>(size: Size, language: Language, check: impl FnOnce(Setting<'_>) -> T) -> T {
        with_setting(Medium::of(size), language, check)
    }

    /// Two units; the second is 0.30 below everyone throughout, or withheld.
    fn sample(withheld: bool) -> Sample {
        let mut sample = Sample::koriyama();
        let own = sample.rows.clone();
        for unit in ["総務部", "環境部 資源循環推進課 廃棄物対策係"] {
            let second = unit != "総務部";
            sample.rows.extend(own.iter().map(|row| {
                let mut row = row.clone();
                row.segment = koe_core::release::Segment(vec![("部局".to_owned(), unit.to_owned())]);
                if second && withheld {
                    row = Row {
                        suppressed: true,
                        wave: row.wave,
                        segment: row.segment,
                        level: row.level,
                        code: row.code,
                        ..Row::default()
                    };
                } else if second {
                    let less = row.mean_text.unwrap() - "0.30".parse().unwrap();
                    row.mean_text = Some(less);
                }
                row
            }));
        }
        sample
    }

    fn drawn(sample: &Sample, language: Language) -> Drawing {
        setting_of(Size::Screen, language, |setting| draw(sample.figures(), "部局", setting))
    }

    #[test]
    fn units_are_told_by_their_range_without_claims_of_difference() {
        // Koriyama's published 4.06, and 0.30 below it.
        let ja = drawn(&sample(false), Language::Ja);
        assert_eq!(ja.title, "部局別では、全体スコアは3.76点から4.06点の間にあります。");
        assert_eq!(ja.subtitle, "全体と大項目のスコア、1〜6点、2区分、属性の順");
        assert!(ja.notes[0].contains("確かめていません"));
        let en = drawn(&sample(false), Language::En);
        assert_eq!(en.title, "By 部局, overall scores lie between 3.76 and 4.06.");
    }

    #[test]
    fn colours_are_steps_of_one_window_of_printed_scores() {
        // 3.56 (2 in the second unit) to 4.17: 3.5 to 4.5, sevenths of 1.
        let drawing = drawn(&sample(false), Language::Ja);
        let steps = |row: usize| -> Vec<Ink> {
            let fills = drawing.blocks[row].scene.marks.iter().filter_map(|mark| match mark {
                Mark::Fill { ink: ink @ Ink::Sequential(_), .. } => Some(*ink),
                _ => None,
            });
            fills.collect()
        };
        assert!(steps(0).is_empty(), "everyone's row is plain");
        // 4.06 4.15 3.86 4.17 3.99, and 0.30 below: 3.76 3.85 3.56 3.87 3.69.
        assert_eq!(steps(1), [3, 4, 2, 4, 3].map(Ink::Sequential));
        assert_eq!(steps(2), [1, 2, 0, 2, 1].map(Ink::Sequential));
    }

    #[test]
    fn a_withheld_unit_is_one_hatched_span_and_out_of_the_headline() {
        let drawing = drawn(&sample(true), Language::Ja);
        assert_eq!(drawing.title, "部局別では、公表できる1区分の全体スコアは4.06点です。");
        let hatches = |scene: &crate::chart::scene::Scene| {
            scene.marks.iter().filter(|mark| matches!(mark, Mark::Hatch { .. })).count()
        };
        assert_eq!(hatches(&drawing.blocks[2].scene), 1);
        assert!(!drawing.description.contains("3.76"));
    }

    #[test]
    fn the_chart_is_clean_at_every_size_and_absent_where_nothing_is_cut() {
        for size in [Size::Screen, Size::Document, Size::Slide] {
            for language in [Language::Ja, Language::En] {
                setting_of(size, language, |setting| {
                    let drawing = draw(sample(true).figures(), "部局", setting);
                    crate::chart::parts::tests::assert_clean(&drawing, setting, "segments");
                });
            }
        }
    }
}
