//! Chart e: the units of one attribute by overall score, with the ranks they may have.

use koe_core::release::Row;

use super::drawing::Drawing;
use super::marks::Setting;
use super::parts::dot_plot::{DotPlot, Doubt, Place, Unit};
use super::parts::{Absence, Shown};
use super::units::{caption, score};
use crate::doubt::drawn_interval;
use crate::figures::Figures;
use crate::segments;
use crate::wording::Sentences;

/// A dot with its interval for each unit.
pub(super) fn draw(figures: Figures<'_>, attribute: &str, setting: Setting<'_>) -> Drawing {
    let sentences = Sentences::new(figures, setting.language);
    let units = figures.units(attribute);
    let headline = sentences.ranks_headline(attribute, &units);
    let plot = DotPlot {
        caption: caption(headline, sentences.ranks_subtitle(&units), figures, setting),
        unit: attribute.to_owned(),
        scale: figures.about.scale,
        window: figures.dot_window(),
        everyone: figures.overall().and_then(|row| score(row).ok()),
        units: units.into_iter().map(|unit| shown(unit, figures)).collect(),
    };
    plot.draw(setting)
}

fn shown(unit: segments::Unit<'_>, figures: Figures<'_>) -> Unit {
    Unit { name: unit.name.to_owned(), place: place(unit, figures) }
}

fn place(unit: segments::Unit<'_>, figures: Figures<'_>) -> Shown<Place> {
    let row = unit.overall().ok_or(Absence::NotReported)?;
    let n = row.respondents.unwrap_or(0);
    Ok(Place { score: score(row)?, n, doubt: doubt(row, figures.about.decimals) })
}

/// The printed interval and the ranks, where there are both.
fn doubt(row: &Row, places: u32) -> Option<Doubt> {
    let own = row.comparison.as_ref()?;
    let ranks = (u32::try_from(own.rank_low?).ok()?, u32::try_from(own.rank_high?).ok()?);
    Some(Doubt { interval: drawn_interval(row, places)?, ranks })
}

#[cfg(test)]
mod tests {
    use koe_core::definition::Language;

    use super::*;
    use crate::chart::marks::with_setting;
    use crate::chart::medium::{Medium, Size};
    use crate::chart::parts::tests::assert_clean;
    use crate::chart::scene::{Mark, Scene};
    use crate::sample::Sample;
    use crate::theme::Ink;

    /// First, two that cannot be ordered, one of 19 respondents, one withheld; and
    /// one by another attribute far above.
    fn sample() -> Sample {
        let mut sample = Sample::koriyama();
        sample.compared = Some(koe_core::release::Compared::default());
        for unit in ["監査委員事務局", "広聴・秘書室", "総務部", "環境部", "財務部"] {
            sample = sample.with_segment("部局", unit);
        }
        sample = sample.with_segment("職位", "部長級");
        sample.compared("総務部", "-0.30", 0.001, (1, 1, 4));
        sample.compared("環境部", "0.10", 0.3, (2, 4, 4));
        sample.compared("財務部", "0.12", 0.4, (2, 4, 4));
        sample.compared("広聴・秘書室", "0.05", 0.9, (1, 4, 4));
        sample.compared("部長級", "-1.10", 0.001, (1, 1, 1));
        sample.withhold_unit("監査委員事務局");
        for row in sample.rows.iter_mut().filter(|row| !row.segment.0.is_empty() && !row.suppressed) {
            let mean = koe_stats::nearest_f64(&row.mean_text.unwrap().exact());
            (row.ci_low, row.ci_high) = (Some(mean - 0.051), Some(mean + 0.051));
            row.respondents = Some(match row.segment.0[0].1.as_str() {
                "広聴・秘書室" => 19,
                "環境部" => 200,
                _ => 300,
            });
        }
        sample
    }

    fn drawn<T>(size: Size, language: Language, check: impl FnOnce(Drawing, Setting<'_>) -> T) -> T {
        with_setting(Medium::of(size), language, |setting| check(draw(sample().figures(), "部局", setting), setting))
    }

    fn texts(scene: &Scene, setting: Setting<'_>) -> Vec<String> {
        scene.texts(setting.ruler).map(|(text, _)| text.to_owned()).collect()
    }

    #[test]
    fn units_stand_by_score_what_has_no_order_by_respondents_and_withheld_ones_last() {
        drawn(Size::Screen, Language::Ja, |drawing, setting| {
            let rows: Vec<Vec<String>> = drawing.blocks.iter().map(|block| texts(&block.scene, setting)).collect();
            // Koriyama's published 4.06, 0.30 above it and so on.
            let expected = [
                vec!["総務部", "4.36", "300", "1位"],
                vec!["互いの順序を決められない区分（回答者の多い順）"],
                vec!["財務部", "3.94", "300", "2〜4位"],
                vec!["環境部", "3.96", "200", "2〜4位"],
                vec!["広聴・秘書室", "4.01", "19", "–"],
                vec!["監査委員事務局", "非公表（少人数）"],
            ];
            assert_eq!(rows, expected);
        });
    }

    #[test]
    fn few_respondents_have_an_open_dot_and_withheld_units_a_hatch_alone() {
        drawn(Size::Screen, Language::Ja, |drawing, _| {
            let marks = |index: usize| &drawing.blocks[index].scene.marks;
            let accent = |index: usize| {
                let dots = marks(index).iter().filter(|mark| matches!(mark, Mark::Dot { ink: Ink::Accent, .. }));
                let lines = marks(index).iter().filter(|mark| matches!(mark, Mark::Line { .. }));
                (dots.count(), lines.count())
            };
            assert_eq!(accent(0), (1, 3), "a dot and an interval with two ends");
            assert_eq!(accent(4), (1, 0), "no interval");
            assert!(
                matches!(
                    marks(4).iter().rfind(|mark| matches!(mark, Mark::Dot { .. })),
                    Some(Mark::Dot { ink: Ink::Paper, .. })
                ),
                "open"
            );
            assert_eq!(accent(5), (0, 0));
            assert!(marks(5).iter().any(|mark| matches!(mark, Mark::Hatch { .. })));
        });
    }

    #[test]
    fn bands_are_in_the_key_where_there_are_any() {
        let has_band =
            |drawing: Drawing| drawing.key.iter().any(|entry| entry.meaning == "地色＝互いの順序を決められない");
        assert!(drawn(Size::Slide, Language::Ja, |drawing, _| has_band(drawing)));
        with_setting(Medium::of(Size::Slide), Language::Ja, |setting| {
            assert!(!has_band(draw(sample().figures(), "職位", setting)), "one unit is no band");
        });
    }

    #[test]
    fn one_window_serves_all_attributes() {
        // From the lowest item, 3.13 − 0.05, to the 5.16 of the other attribute and its interval.
        assert_eq!(sample().figures().dot_window().ends(), ("3.0".to_owned(), "5.5".to_owned()));
        drawn(Size::Screen, Language::Ja, |drawing, _| {
            assert_eq!(drawing.cut.unwrap().words, "横軸は3.0〜5.5だけを表示");
        });
    }

    #[test]
    fn a_unit_without_an_interval_has_no_rank_however_many_answered() {
        let mut sample = sample();
        for row in sample.rows.iter_mut().filter(|row| row.segment.0.iter().any(|(_, unit)| unit == "財務部")) {
            (row.ci_low, row.ci_high) = (None, None);
        }
        with_setting(Medium::of(Size::Screen), Language::Ja, |setting| {
            let drawing = draw(sample.figures(), "部局", setting);
            let meanings: Vec<&str> = drawing.key.iter().map(|entry| entry.meaning.as_str()).collect();
            assert!(meanings.contains(&"白丸＝区間と順位は示していない"), "{meanings:?}");
            let row = drawing.blocks.iter().map(|block| texts(&block.scene, setting)).find(|row| row[0] == "財務部");
            assert_eq!(row.unwrap(), ["財務部", "3.94", "300", "–"]);
        });
    }

    #[test]
    fn the_chart_is_clean_at_every_size() {
        for size in [Size::Screen, Size::Document, Size::Slide] {
            for language in [Language::Ja, Language::En] {
                drawn(size, language, |drawing, setting| assert_clean(&drawing, setting, "ranks"));
            }
        }
    }
}
