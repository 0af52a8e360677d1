//! Chart d: how the units of one attribute differ from everyone.

use koe_core::release::Row;

use super::drawing::Drawing;
use super::marks::Setting;
use super::parts::heatmap::Cell;
use super::parts::{Absence, Shown, Steps};
use super::units::{caption, score, table};
use crate::figures::Figures;
use crate::steps::{Bounds, Tint};
use crate::wording::Sentences;

/// Units × overall and top categories: printed differences, coloured only where
/// they hold after adjustment for the number of comparisons.
pub(super) fn draw(figures: Figures<'_>, attribute: &str, setting: Setting<'_>) -> Drawing {
    let sentences = Sentences::new(figures, setting.language);
    let units = figures.units(attribute);
    let bounds = Bounds::of(figures.about.scale);
    let headline = sentences.differences_headline(attribute, &units);
    let caption = caption(headline, sentences.differences_subtitle(&units), figures, setting);
    table((figures, attribute), caption, Steps::Differences(bounds), |row| difference(row, &bounds), setting)
        .draw(setting)
}

/// A printed difference, or why there is none: without a score, or without one to
/// compare it with.
fn difference(row: &Row, bounds: &Bounds) -> Shown<Cell> {
    score(row)?;
    let printed = row.comparison.as_ref().and_then(|own| own.difference_text).ok_or(Absence::Withheld)?;
    Ok(Cell::difference(printed, Tint::of(row, bounds)))
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

    const LONG: &str = "環境部 資源循環推進課 廃棄物対策係";

    /// One unit below, one above everyone, one that cannot be told, one withheld.
    fn sample() -> Sample {
        let mut sample = Sample::koriyama();
        for unit in ["総務部", LONG, "財務部", "監査委員事務局"] {
            sample = sample.with_segment("部局", unit);
        }
        sample.compared("総務部", "0.21", 0.012, (3, 3, 3));
        sample.compared(LONG, "-0.30", 0.001, (1, 1, 3));
        sample.compared("財務部", "0.21", 0.4, (2, 3, 3));
        sample.withhold_unit("監査委員事務局");
        sample
    }

    fn drawn<T>(size: Size, language: Language, check: impl FnOnce(Drawing, Setting<'_>) -> T) -> T {
        with_setting(Medium::of(size), language, |setting| check(draw(sample().figures(), "部局", setting), setting))
    }

    fn grounds(scene: &Scene) -> Vec<Ink> {
        let fills = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Fill { ink: ink @ Ink::Diverging(_), .. } => Some(*ink),
            _ => None,
        });
        fills.collect()
    }

    fn figures(scene: &Scene) -> Vec<(&str, Ink)> {
        let texts = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Text { text, set, .. } => Some((text.as_str(), set.ink)),
            _ => None,
        });
        texts.filter(|(text, _)| text.starts_with(['+', '−'])).collect()
    }

    #[test]
    fn only_what_holds_after_adjustment_has_a_colour() {
        drawn(Size::Screen, Language::Ja, |drawing, _| {
            let row = |index: usize| &drawing.blocks[index].scene;
            assert!(grounds(row(0)).is_empty(), "everyone's row is plain");
            // 0.21 is in the second step of 0.05, 0.12 and 0.22; 0.30 in the third.
            assert_eq!(grounds(row(1)), [Ink::Diverging(-2); 5]);
            assert_eq!(grounds(row(2)), [Ink::Diverging(3); 5]);
            assert!(grounds(row(3)).is_empty(), "p = 0.4");
            assert_eq!(figures(row(1))[0].0, "−0.21");
            assert_eq!(figures(row(2))[0].0, "+0.30");
            assert_eq!(figures(row(3)), [("−0.21", Ink::Ink3); 5]);
            assert!(drawing.description.contains("財務部 全体 −0.21 差があるとは言えない"));
        });
    }

    #[test]
    fn what_is_withheld_is_hatched_and_out_of_the_count() {
        drawn(Size::Screen, Language::Ja, |drawing, setting| {
            assert_eq!(drawing.title, "部局別では、公表できる3区分のうち2区分で全体スコアの差が確かめられます。");
            let row = &drawing.blocks[4].scene;
            assert_eq!(row.marks.iter().filter(|mark| matches!(mark, Mark::Hatch { .. })).count(), 1);
            let texts: Vec<&str> = row.texts(setting.ruler).map(|(text, _)| text).collect();
            assert_eq!(texts, ["監査委員事務局", "非公表（少人数）"]);
        });
    }

    #[test]
    fn what_is_compared_with_a_withheld_score_has_no_difference() {
        let mut sample = sample();
        for row in &mut sample.rows {
            if let Some(own) = row.comparison.as_mut().filter(|_| row.code == "1") {
                *own = koe_core::release::Comparison { versus: own.versus.take(), ..Default::default() };
            }
        }
        with_setting(Medium::of(Size::Screen), Language::Ja, |setting| {
            let drawing = draw(sample.figures(), "部局", setting);
            assert_eq!(grounds(&drawing.blocks[1].scene).len(), 4);
            assert!(drawing.blocks[1].scene.marks.iter().any(|mark| matches!(mark, Mark::Hatch { .. })));
        });
    }

    #[test]
    fn the_chart_is_clean_at_every_size() {
        for size in [Size::Screen, Size::Document, Size::Slide] {
            for language in [Language::Ja, Language::En] {
                drawn(size, language, |drawing, setting| assert_clean(&drawing, setting, "differences"));
            }
        }
    }
}
