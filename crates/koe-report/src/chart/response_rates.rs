//! Chart l of released figures: who answered, by the groups of one attribute.

use koe_core::release::{ResponseRate, ResponseState};

use super::drawing::Drawing;
use super::marks::Setting;
use super::parts::response_bars::{Response, ResponseBars, Unit};
use super::parts::{Absence, Caption, Shown};
use crate::figures::Figures;
use crate::response::Grouping;
use crate::wording::{Sentences, response_words};

/// Everyone's bar, then one for each group.
pub(super) fn draw(figures: Figures<'_>, by: &Grouping<'_>, setting: Setting<'_>) -> Drawing {
    let sentences = Sentences::new(figures, setting.language);
    let everyone = figures
        .response_of_everyone()
        .map(|rate| Unit { name: response_words(setting.language).everyone.to_owned(), response: shown(rate) });
    let groups = by.groups.iter().map(|group| Unit { name: group.name.clone(), response: shown(group.rate) });
    let bars = ResponseBars {
        caption: Caption {
            headline: sentences.rates_headline(by),
            subtitle: sentences.rates_subtitle(by),
            source: sentences.whole_name(),
            invented: false,
        },
        unit: by.name.clone(),
        units: everyone.into_iter().chain(groups).collect(),
    };
    Drawing { notes: vec![sentences.rates_note()], ..bars.draw(setting) }
}

/// What was released of a group, or why it has no rate.
fn shown(rate: &ResponseRate) -> Shown<Response> {
    match (rate.state, rate.response_rate_text, rate.respondents, rate.invited) {
        (_, Some(printed), Some(respondents), Some(invited)) => Ok(Response { rate: printed, respondents, invited }),
        (ResponseState::NoHeadcount, _, respondents, _) => Err(Absence::NoHeadcount { respondents }),
        _ => Err(Absence::Withheld),
    }
}

#[cfg(test)]
mod tests {
    use koe_core::definition::Language;

    use super::*;
    use crate::chart::fonts::Fonts;
    use crate::chart::marks::with_setting;
    use crate::chart::medium::{Medium, Size};
    use crate::chart::scene::{Mark, Scene};
    use crate::sample::Sample;
    use crate::theme::Ink;

    fn setting_of<T>(size: Size, language: Language, check: impl FnOnce(Setting<'_>) -> T) -> T {
        with_setting(Medium::of(size), language, check)
    }

    fn texts(scene: &Scene) -> Vec<String> {
        let fonts = Fonts::embedded();
        let ruler = fonts.ruler().unwrap();
        scene.texts(&ruler).map(|(text, _)| text.to_owned()).collect()
    }

    fn bar(scene: &Scene) -> Option<f64> {
        scene.marks.iter().find_map(|mark| match mark {
            Mark::Fill { rect, ink: Ink::Ink2 } => Some(rect.width),
            _ => None,
        })
    }

    #[test]
    fn each_state_of_a_group_has_its_own_row() {
        let sample = Sample::koriyama().with_responses("部局");
        setting_of(Size::Screen, Language::Ja, |setting| {
            let drawing = draw(sample.figures(), &sample.figures().groupings()[0], setting);
            let rows: Vec<&Scene> = drawing.blocks.iter().map(|block| &block.scene).collect();
            let has = |row: usize, text: &str| texts(rows[row]).iter().any(|own| own == text);
            assert!(has(0, "全体") && has(0, "60.14%") && has(0, "2,118／3,522"));
            // 1200/2000 is 60 %, 903/1510 = 59.801 %.
            assert!(has(1, "60.00%") && !has(1, "60%未満"));
            assert!(has(2, "59.80%") && has(2, "60%未満"));
            assert!(has(3, "0.00%") && has(3, "0／12") && has(3, "回答なし") && has(3, "60%未満"));
            assert!(has(4, "非公表（少人数）") && rows[4].marks.iter().any(|mark| matches!(mark, Mark::Hatch { .. })));
            assert!(!texts(rows[4]).concat().contains(|c: char| c.is_ascii_digit()));
            assert!(has(5, "回答率なし（対象者数が不明）") && has(5, "15人"));
            let bars: Vec<bool> = rows.iter().map(|row| bar(row).is_some()).collect();
            assert_eq!(bars, [true, true, true, false, false, false]);
            assert!(bar(rows[0]) > bar(rows[1]) && bar(rows[1]) > bar(rows[2]));
            assert!(drawing.description.contains("消防本部 回答なし（対象者12人のうち0人）"));
        });
    }

    #[test]
    fn the_chart_is_clean_at_every_size() {
        let sample = Sample::koriyama().with_responses("部局");
        for size in [Size::Screen, Size::Document, Size::Slide] {
            for language in [Language::Ja, Language::En] {
                setting_of(size, language, |setting| {
                    let drawing = draw(sample.figures(), &sample.figures().groupings()[0], setting);
                    crate::chart::parts::tests::assert_clean(&drawing, setting, "response-rates");
                });
            }
        }
    }
}
