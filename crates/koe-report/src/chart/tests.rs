//! What holds for every chart of released figures.

use koe_core::definition::Language;

use super::scene::{Mark, Rect};
use super::*;
use crate::sample::Sample;
use crate::theme::Ink;

fn drawn(sample: &Sample) -> Chart {
    chart(sample.figures(), Kind::ScoresTargets, Size::Screen, &Fonts::embedded()).unwrap()
}

fn svg(sample: &Sample) -> String {
    drawn(sample).svg(0).unwrap()
}

#[test]
fn a_chart_is_816_wide_and_holds_no_text_but_its_description() {
    let chart = drawn(&Sample::koriyama());
    let svg = chart.svg(0).unwrap();
    assert!(svg.starts_with("<svg width=\"816\" height=\""));
    assert!(!svg.contains("<text") && !svg.contains("font-family"));
    assert!(svg.contains("<title id=\"koe-title\">9つの中項目のうち5つが目標を下回っています。</title>"));
    assert!(svg.contains("互いを認め合う精神 スコア 3.35 95%区間 3.30〜3.40 目標 4.06 差 −0.71"));
    assert!(chart.png(0).unwrap().unwrap().starts_with(b"\x89PNG"));
    assert!(chart.pdf().unwrap().starts_with(b"%PDF-"));
    assert_eq!(chart.pages(), 1);
    assert!(chart.svg(1).is_none() && chart.missing_glyphs().is_empty());
}

#[test]
fn the_same_figures_are_the_same_bytes() {
    let (first, second) = (drawn(&Sample::koriyama()), drawn(&Sample::koriyama()));
    assert_eq!(first.svg(0), second.svg(0));
    assert_eq!(first.png(0).unwrap(), second.png(0).unwrap());
    assert_eq!(first.pdf().unwrap(), second.pdf().unwrap());
}

/// Every picture of every chart, as marks.
fn scenes(sample: &Sample, language: Language, check: impl Fn(&str, &scene::Scene, &fonts::Ruler<'_>)) {
    let fonts = Fonts::embedded();
    let ruler = fonts.ruler().unwrap();
    for kind in Kind::ALL {
        for size in [Size::Screen, Size::Document, Size::Slide] {
            let medium = Medium::of(size);
            let setting = Setting { ruler: &ruler, medium: &medium, language, years: language.into() };
            for drawing in kind.draw(sample.figures(), setting) {
                for scene in drawing.pages(&medium, &ruler) {
                    check(&format!("{} {size:?} {language:?}", kind.name()), &scene, &ruler);
                }
            }
        }
    }
}

/// Koriyama with a point nobody chose, one few chose, a withheld item, an
/// item for some and names of all lengths.
fn varied() -> Sample {
    let mut sample = Sample::koriyama();
    sample.withhold("Q43");
    for row in &mut sample.rows {
        match row.code.as_str() {
            "Q01" => row.distribution = Some(vec![0, 0, 3, 900, 700, 506]),
            "Q05" => row.distribution = None,
            "Q13" => row.applies_to = vec!["正職員".to_owned(), "再任用職員".to_owned()],
            "Q29" => row.name = "互いに認め合い学び合う風土がある（髙﨑𠮷）".repeat(5),
            "Q30" => row.name = "People here speak up when something is wrong, and are heard".to_owned(),
            "2" => row.name = "人事異動基本方針・人事評価制度・職員研修".to_owned(),
            _ => {}
        }
    }
    sample
}

/// An item and its category on 0 to 10, where the others are on 1 to 6; zeros
/// at both ends of bars.
fn of_two_scales() -> Sample {
    let mut sample = Sample::koriyama();
    for row in &mut sample.rows {
        if row.code == "Q01" {
            row.distribution = Some(vec![2109, 0, 0, 0, 0, 0]);
        } else if ["Q13", "2.2"].contains(&row.code.as_str()) {
            row.comparable = false;
            (row.mean_text, row.first_point) = (Some("8.75".parse().unwrap()), Some(0));
            row.distribution = Some(vec![0, 0, 0, 0, 0, 0, 0, 2109, 0, 0, 0]);
        }
    }
    sample
}

/// Every picture of attributes: units that differ, that cannot be told, that are
/// few and withheld; a cross with a cell of nobody.
fn compared() -> Sample {
    const LONG: &str = "環境部 資源循環推進課 廃棄物対策係";
    let mut sample = varied();
    sample.compared = Some(koe_core::release::Compared::default());
    for unit in ["総務部", LONG, "議会事務局", "監査委員事務局"] {
        sample = sample.with_segment("部局", unit);
    }
    for age in ["30代", "60歳以上"] {
        sample = sample.with_segment("年代", age);
    }
    for (unit, age) in [("総務部", "30代"), (LONG, "30代"), (LONG, "60歳以上"), ("監査委員事務局", "30代")]
    {
        sample = sample.with_cross([("部局", unit), ("年代", age)]);
    }
    sample.compared("総務部", "0.21", 0.012, (2, 3, 3));
    sample.compared(LONG, "-0.30", 0.001, (1, 2, 3));
    sample.compared("議会事務局", "0.02", 0.9, (1, 3, 3));
    sample.compared("30代", "0.13", 0.02, (2, 2, 2));
    sample.compared("60歳以上", "-1.20", 0.3, (1, 2, 2));
    sample.withhold_unit("監査委員事務局");
    for row in sample.rows.iter_mut().filter(|row| row.segment.0.iter().any(|(_, own)| own == "議会事務局")) {
        row.respondents = Some(7);
    }
    sample
}

#[test]
fn what_is_compared_is_drawn_for_each_attribute_and_pair() {
    let pages = |sample: &Sample| {
        let drawn = |kind| chart(sample.figures(), kind, Size::Screen, &Fonts::embedded()).unwrap().pages();
        [Kind::Ranks, Kind::Differences, Kind::Crosses, Kind::Segments].map(drawn)
    };
    let mut sample = compared();
    assert_eq!(pages(&sample), [2, 2, 1, 2]);
    // One unit is everyone, and compared with nothing; one that is withheld is shown as that.
    sample = sample.with_segment("職位", "係長級").with_segment("雇用区分", "正職員");
    sample.withhold_unit("正職員");
    assert_eq!(pages(&sample), [3, 3, 1, 4]);
    sample.compared = None;
    assert_eq!(pages(&sample), [0, 0, 0, 4]);
}

#[test]
fn what_lies_on_another_scale_has_a_figure_but_no_place_on_the_axis() {
    scenes(&of_two_scales(), Language::Ja, |name, scene, ruler| {
        let texts: Vec<&str> = scene.texts(ruler).map(|(text, _)| text).collect();
        let count = |word: &str| texts.iter().filter(|text| **text == word).count();
        if name.starts_with("scores-targets Screen") || name.starts_with("items Screen") {
            assert_eq!((count("8.75"), count("別の尺度")), (1, 1), "{name}");
        }
        if name.starts_with("distribution Screen") {
            assert_eq!((count("0〜10"), count("肯定")), (1, 1), "the key has both scales");
        }
    });
}

#[test]
fn no_text_leaves_the_picture_or_touches_another() {
    let long = compared().named(&"長".repeat(5000));
    let cut = varied().with_segment("部局", "環境部 資源循環推進課 廃棄物対策係").with_segment("部局", "総務部");
    let (two, all) = (of_two_scales(), compared());
    let en = [(&cut, Language::En), (&two, Language::En), (&all, Language::En)];
    let ja = [&cut, &long, &two, &all].map(|sample| (sample, Language::Ja));
    for (sample, language) in en.into_iter().chain(ja) {
        scenes(sample, language, |name, scene, ruler| {
            let texts: Vec<(&str, scene::Rect)> = scene.texts(ruler).collect();
            for (index, (text, rect)) in texts.iter().enumerate() {
                let inside = rect.x >= -0.5 && rect.x + rect.width <= scene.width + 0.5;
                assert!(inside && rect.y >= 0.0 && rect.y + rect.height <= scene.height, "{name}: {text} {rect:?}");
                for (other, beside) in &texts[index + 1..] {
                    assert!(!rect.meets(beside), "{name}: {text} {rect:?} over {other} {beside:?}");
                }
            }
        });
    }
}

/// A small survey on 0 to 100: wide intervals, few respondents, none for some.
fn small() -> Sample {
    let mut sample = compared();
    for row in sample.rows.iter_mut().filter(|row| !row.suppressed) {
        let mean = row.mean.unwrap_or_default();
        (row.ci_low, row.ci_high) = (Some(mean - 1.9), Some(mean + 1.1));
        row.respondents = Some(if row.code.ends_with('1') { 12 } else { 21 });
    }
    sample
}

/// Strokes, dots and bars of ink with the room they take, and their place among
/// the marks; gridlines and rules are ground.
fn inked(scene: &scene::Scene) -> Vec<(usize, scene::Rect)> {
    let is_ink = |ink: &Ink| matches!(ink, Ink::Ink | Ink::Ink2 | Ink::Ink4 | Ink::Accent | Ink::Below | Ink::Above);
    let rect = |mark: &Mark| match mark {
        Mark::Line { from, to, ink, .. } if is_ink(ink) => {
            let (left, top) = (from.0.min(to.0), from.1.min(to.1));
            Some(Rect::new(left, top, (from.0 - to.0).abs().max(1.0), (from.1 - to.1).abs().max(1.0)))
        }
        Mark::Dot { centre, radius, ink } if is_ink(ink) => {
            Some(Rect::new(centre.0 - radius, centre.1 - radius, 2.0 * radius, 2.0 * radius))
        }
        Mark::Fill { rect, ink } if is_ink(ink) => Some(*rect),
        _ => None,
    };
    scene.marks.iter().enumerate().filter_map(|(index, mark)| Some((index, rect(mark)?))).collect()
}

#[test]
fn no_text_touches_a_mark() {
    for (sample, language) in [(compared(), Language::Ja), (small(), Language::Ja), (small(), Language::En)] {
        scenes(&sample, language, |name, scene, ruler| {
            let marks = inked(scene);
            let texts = scene.marks.iter().enumerate().filter(|(_, mark)| matches!(mark, Mark::Text { .. }));
            for ((at, _), (text, rect)) in texts.zip(scene.texts(ruler)) {
                // A ground of its own hides what is under a text.
                let is_hidden = |under: usize| {
                    scene.marks.get(under..at).unwrap_or_default().iter().any(|mark| {
                        let Mark::Fill { rect: ground, ink: Ink::Paper | Ink::Surface } = mark else {
                            return false;
                        };
                        ground.x <= rect.x && ground.x + ground.width >= rect.x + rect.width
                    })
                };
                let touched = marks.iter().find(|(index, mark)| mark.meets(&rect) && !is_hidden(*index));
                assert!(touched.is_none(), "{name}: {text} {rect:?} on {touched:?}");
            }
        });
    }
}

#[test]
fn under_twenty_respondents_every_dot_is_open_and_no_interval_is_drawn() {
    let mut sample = small();
    sample.rows.iter_mut().filter(|row| !row.suppressed).for_each(|row| row.respondents = Some(19));
    scenes(&sample, Language::Ja, |name, scene, ruler| {
        if !["scores-targets", "items", "ranks"].iter().any(|kind| name.starts_with(kind)) {
            return;
        }
        let caps = scene
            .marks
            .iter()
            .filter(|mark| matches!(mark, Mark::Line { from, to, .. } if (from.0 - to.0).abs() < 0.01));
        assert_eq!(caps.count(), 0, "{name}");
        let dots: Vec<Ink> = scene
            .marks
            .iter()
            .filter_map(|mark| match mark {
                // Not those of the status.
                Mark::Dot { radius, ink, .. } if (*radius - 4.5).abs() > 0.01 => Some(*ink),
                _ => None,
            })
            .collect();
        assert!(dots.chunks(3).all(|dot| dot == [Ink::Paper, Ink::Accent, Ink::Paper]), "{name}");
        assert!(scene.texts(ruler).any(|(text, _)| text == "白丸＝区間なし（20人未満）"), "{name}");
    });
}

#[test]
fn the_gap_lies_under_the_interval_and_the_dot_and_the_target_over_them() {
    scenes(&Sample::koriyama(), Language::Ja, |name, scene, _| {
        if name != "scores-targets Screen Ja" {
            return;
        }
        let last = |is: &dyn Fn(&Mark) -> bool| scene.marks.iter().rposition(is).unwrap();
        let gap = last(&|mark| matches!(mark, Mark::Fill { ink: Ink::Below, .. }));
        let after: Vec<&Mark> = scene.marks[gap + 1..].iter().take(7).collect();
        assert!(matches!(after[1], Mark::Line { ink: Ink::Accent, .. }), "{after:?}");
        assert!(matches!(after[3], Mark::Dot { ink: Ink::Accent, .. }), "{after:?}");
        assert!(matches!(after[5], Mark::Line { ink: Ink::Accent, .. }), "a cap over the rim: {after:?}");
        assert!(matches!(after[6], Mark::Fill { ink: Ink::Ink, .. }), "{after:?}");
    });
}

#[test]
fn bars_show_points_that_nobody_or_hardly_anybody_chose() {
    scenes(&varied(), Language::Ja, |name, scene, ruler| {
        let texts: Vec<&str> = scene.texts(ruler).map(|(text, _)| text).collect();
        if name.starts_with("distribution Screen") {
            // 0, 0 and 3 of 2,109.
            assert_eq!(texts.iter().filter(|text| **text == "0").count(), 1, "the axis");
            assert!(texts.contains(&"1〜2：0、3：1未満"), "three points at one place");
            assert!(texts.contains(&"内訳なし（10人未満）") && texts.contains(&"非公表（少人数）"));
            assert!(texts.contains(&"1") && texts.contains(&"6"), "the key has every point");
        }
        if name.starts_with("items") {
            assert!(!texts.contains(&"3.35"), "the withheld item has no score");
        }
    });
}

#[test]
fn slides_are_1600_by_900_and_hold_twelve_rows() {
    let chart = |size| chart(Sample::koriyama().figures(), Kind::ScoresTargets, size, &Fonts::embedded()).unwrap();
    let slides = chart(Size::Slide);
    assert_eq!(slides.pages(), 2, "14 rows");
    assert!(slides.svg(1).unwrap().starts_with("<svg width=\"1600\" height=\"900\""));
    assert!(chart(Size::Document).svg(0).unwrap().starts_with("<svg width=\"604.29\""));
}

#[test]
fn withheld_rows_have_no_figure_and_other_surveys_a_chart() {
    let mut sample = Sample::koriyama();
    sample.withhold("4.2");
    let withheld = svg(&sample);
    assert!(withheld.contains("互いを認め合う精神 非公表（少人数）"));
    assert!(!withheld.contains("3.35"));
    let bare = svg(&Sample::koriyama().without_targets());
    assert!(bare.contains("中項目のスコアは3.35点から4.32点の間にあります。"));
}

#[test]
fn hostile_names_are_drawn_and_nothing_else() {
    for name in ["<script>alert(1)</script>", "</title><image href=\"x\"/>", "\u{202e}a\u{0}\u{1b}b\n", "&lt;"] {
        let svg = svg(&Sample::koriyama().named(name));
        assert!(!svg.contains("<script") && !svg.contains("<image"), "{name}");
        assert!(!svg.contains(['\u{202e}', '\0', '\u{1b}']), "{name}");
    }
    assert!(svg(&Sample::koriyama().named(&"長".repeat(5000))).len() < 2_000_000);
}

#[test]
fn what_one_picture_does_not_hold_goes_on_in_the_next() {
    let mut sample = Sample::koriyama();
    let row = sample.rows[1].clone();
    sample.rows.extend(std::iter::repeat_n(row, 1000));
    let pages = |size| chart(sample.figures(), Kind::ScoresTargets, size, &Fonts::embedded()).unwrap().pages();
    // 1,014 rows of 30 in pages of 16,000; of 1,057, less some 110 for what is above.
    assert_eq!(pages(Size::Screen), 2);
    assert!((32..=36).contains(&pages(Size::Document)), "{}", pages(Size::Document));
}
