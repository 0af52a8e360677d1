use koe_core::release::Level;
use koe_stats::Decimal;

use crate::chart::plots::series::Outcome;
use crate::chart::plots::slope::Evidence;
use crate::sample::Sample;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn the_year_line_has_every_wave_its_path_and_both_changes() {
    let sample = Sample::koriyama().with_waves();
    let line = sample.figures().trend.unwrap().year_line().unwrap();
    // 4.06 in 2025 as published; made up to be 0.06, 0.04 and 0.02 less before.
    let years: Vec<(i32, Option<Decimal>)> = line.series.waves.iter().map(|wave| (wave.year, wave.score())).collect();
    let expected = [(2021, "4.00"), (2023, "4.02"), (2024, "4.04"), (2025, "4.06")];
    assert_eq!(years, expected.map(|(year, score)| (year, Some(decimal(score)))));
    let path = line.series.path.as_ref().unwrap();
    assert_eq!((path.baseline, path.target()), ((2023, decimal("4.02")), (2029, decimal("4.17"))));
    assert_eq!(line.changes.iter().map(|change| change.since).collect::<Vec<_>>(), [2023, 2024]);
    assert_eq!(line.series.not_held(), [2022]);
}

#[test]
fn a_withheld_wave_is_withheld_in_every_plot() {
    let mut sample = Sample::koriyama().with_waves();
    sample.withhold_wave("2023", "1.1");
    let waves = sample.figures().trend.unwrap();
    let panels = waves.year_panels();
    let training = panels[1].panels.iter().find(|panel| panel.name == "職員研修").unwrap();
    assert_eq!(training.waves[1].outcome, Outcome::Withheld);
    sample.waves.iter_mut().filter(|row| row.code == "1.1" && row.wave == "2025").for_each(|row| {
        let own = row.trend.as_mut().unwrap();
        own.since_baseline.difference_text = None;
    });
    let slopes = sample.figures().trend.unwrap().slopes();
    assert_eq!(slopes[0].withheld, ["職員研修"]);
    assert!(slopes[0].lines.iter().all(|line| line.name != "職員研修"));
}

#[test]
fn two_waves_are_the_baseline_and_the_latest_and_colour_is_for_what_holds() {
    let sample = Sample::koriyama().with_waves();
    let slopes = sample.figures().trend.unwrap().slopes();
    assert_eq!(slopes.iter().map(|slope| slope.level).collect::<Vec<_>>(), [Level::Subcategory, Level::Item]);
    assert_eq!(slopes[0].years, (2023, 2025));
    assert!(slopes[0].lines.iter().all(|line| line.evidence == Evidence::Holds && line.change() == decimal("0.04")));
    let mut doubtful = Sample::koriyama().with_waves();
    for row in &mut doubtful.waves {
        if let Some(own) = &mut row.trend {
            own.since_baseline.p_adjusted = Some(0.0496);
        }
    }
    // 0.0496 prints as 0.050.
    let slopes = doubtful.figures().trend.unwrap().slopes();
    assert!(slopes[0].lines.iter().all(|line| line.evidence == Evidence::Alone));
}

#[test]
fn steps_of_a_waterfall_add_up_to_the_change() {
    let sample = Sample::koriyama().with_waves();
    let waterfalls = sample.figures().trend.unwrap().waterfalls();
    assert_eq!(waterfalls.len(), 2);
    for waterfall in &waterfalls {
        let sum = waterfall.steps().iter().map(|step| step.amount).reduce(|sum, part| sum + part).unwrap();
        assert_eq!(sum, decimal("0.040"));
        assert_eq!(waterfall.change(), decimal("0.04"));
    }
    assert_eq!(waterfalls[1].by.as_deref(), Some("部局"));
    let names: Vec<String> = waterfalls[1].steps().into_iter().filter_map(|step| step.name).collect();
    assert_eq!(names, ["総務部", "市民部", "そのほかの人", "人数の割合の変化", "だれが回答したかの変化"]);
}

#[test]
fn waves_without_years_have_no_axis() {
    let mut sample = Sample::koriyama().with_waves();
    sample.trend.as_mut().unwrap().waves[1].year = None;
    let waves = sample.figures().trend.unwrap();
    assert!(waves.year_line().is_none() && waves.year_panels().is_empty());
    assert!(waves.slopes().is_empty() && waves.waterfalls().is_empty());
}
