//! The sheet of `koe trend`.

use koe_core::definition::Language;
use koe_core::release::{BaselinePlace, Change, Decomposition, InTrend, Level, Part, Row, Segment, Trend};
use koe_stats::Decimal;

use super::sheet::{Block, Cell, Column, Ink, Line, Sheet, Table, Weight, segment_name};
use super::{Format, Levels};
use crate::figures::Figures;
use crate::typeset::{NOTHING, count, interval};
use crate::verdict::p_text;
use crate::wording::trend::{Telling, by_weight, path_status, trend_words};
use crate::wording::{marked, words};

/// For every line of the survey a table of the waves: n, score, changes with
/// interval and adjusted p, path, status; then what it comes to, and why.
pub(super) fn sheet(figures: Figures<'_>, levels: Levels, language: Language) -> Sheet {
    let Some(waves) = figures.trend else { return Sheet::default() };
    let telling = Telling { waves, language };
    let mut blocks = vec![title(figures, telling)];
    for line in figures.everyone() {
        let rows: Vec<&Row> =
            figures.rows.iter().filter(|row| (row.level, &row.code) == (line.level, &line.code)).collect();
        blocks.push(Block::Heading(name(line.level, &line.code, &line.name, language)));
        blocks.push(Block::Table(table(&rows, figures, telling)));
        if line.level == Level::Overall {
            blocks.push(Block::Lines(telling.row(line)));
        }
    }
    blocks.extend(why_of(figures, levels, Format::Table).flat_map(|of| why(of, telling)));
    blocks.push(Block::Lines(telling.notes()));
    Sheet { blocks }
}

/// The changes that are taken apart, of the levels that a format shows.
pub(super) fn why_of(figures: Figures<'_>, levels: Levels, format: Format) -> impl Iterator<Item = &Decomposition> {
    let all = figures.trend.map(|waves| waves.trend.decomposition.as_slice()).unwrap_or_default();
    all.iter().filter(move |of| levels.hold(of.level, format))
}

/// Survey, first and last wave, who was looked at.
fn title(figures: Figures<'_>, telling: Telling<'_>) -> Block {
    let Trend { waves, .. } = telling.waves.trend;
    let ends: Vec<String> = waves.first().into_iter().chain(waves.last()).map(|wave| telling.wave_name(wave)).collect();
    let joint = if telling.language == Language::Ja { "〜" } else { "–" };
    let title = format!("{} {}", figures.about.survey, ends.join(joint));
    let mut title = marked(&title, figures.about.synthetic.as_deref(), telling.language);
    if !figures.about.filter.0.is_empty() {
        title.push_str(&format!(" ({})", segment_name(&figures.about.filter, telling.language)));
    }
    Block::Title(title)
}

fn name(level: Level, code: &str, name: &str, language: Language) -> String {
    match level {
        Level::Overall => words(language).overall_score.to_owned(),
        _ => format!("{code} {name}"),
    }
}

/// The waves of one line; where there are units, each below its name.
fn table(rows: &[&Row], figures: Figures<'_>, telling: Telling<'_>) -> Table {
    let (words, own) = (words(telling.language), trend_words(telling.language));
    let segments = telling.waves.segments();
    let has_units = segments.len() > 1;
    let mut columns = vec![Column::left(own.wave), Column::right("n"), Column::right(words.score)];
    columns.push(Column::right(own.score_interval));
    columns.extend([own.since_previous, own.interval, own.p].map(Column::right));
    if has_baseline(telling) {
        columns.extend([own.since_baseline, own.interval, own.p].map(Column::right));
    }
    columns.extend([Column::right(own.path), Column::left(own.status)]);
    let of = |segment: &&Segment| -> Vec<Line> {
        let name = Cell::plain(unit(segment, figures, telling.language));
        let name = has_units.then(|| Line { weight: Weight::Strong, cells: vec![name] });
        let rows = rows.iter().filter(|row| row.segment == **segment);
        name.into_iter().chain(rows.map(|row| line(row, has_units, telling))).collect()
    };
    Table { columns, lines: segments.iter().flat_map(of).collect() }
}

/// Says whether any wave shown comes after the baseline that is shown too.
fn has_baseline(telling: Telling<'_>) -> bool {
    telling.waves.trend.baseline_place == BaselinePlace::Earlier
}

fn line(row: &Row, has_units: bool, telling: Telling<'_>) -> Line {
    let is_latest = row.wave == telling.waves.about.wave;
    let weight = if is_latest && !has_units { Weight::Strong } else { Weight::Plain };
    let wave = Cell { indent: usize::from(has_units), ..Cell::plain(telling.wave(&row.wave)) };
    let mut line = Line { weight, cells: vec![wave] };
    if row.suppressed {
        return line.withheld(telling.language);
    }
    let nothing = InTrend::default();
    let own = row.trend.as_ref().unwrap_or(&nothing);
    let places = telling.waves.about.decimals;
    let figures = [
        row.respondents.map(count),
        row.mean_text.map(|mean| mean.to_string()),
        row.ci_low.zip(row.ci_high).and_then(|(low, high)| interval(low, high, places, telling.language)),
    ];
    let since_baseline = has_baseline(telling).then(|| since(&own.since_baseline, telling));
    let path = own.path_target_text.map(|path| path.to_string());
    let cells = figures.into_iter().chain(since(&own.since_previous, telling));
    let cells = cells.chain(since_baseline.into_iter().flatten()).chain([path]);
    line.cells.extend(cells.map(|text| Cell::plain(text.unwrap_or_else(|| NOTHING.to_owned()))));
    let is_behind = own.path_status == Some(koe_core::release::PathStatus::Behind);
    let status = Cell::plain(path_status(own.path_status, telling.language));
    line.cells.push(status.ink(if is_behind { Ink::Below } else { Ink::Plain }));
    line
}

/// A change, its interval, its adjusted p.
fn since(change: &Change, telling: Telling<'_>) -> [Option<String>; 3] {
    let interval = telling.waves.ends(change).map(|(low, high)| match telling.language {
        Language::Ja => format!("{}〜{}", signed(low), signed(high)),
        Language::En => format!("{} to {}", signed(low), signed(high)),
    });
    [change.difference_text.map(signed), interval, p_text(change.p_adjusted)]
}

/// The unit without what the filter says of everyone.
fn unit(segment: &Segment, figures: Figures<'_>, language: Language) -> String {
    let own: Vec<&str> = segment.0.iter().skip(figures.about.filter.0.len()).map(|(_, value)| value.as_str()).collect();
    if own.is_empty() { words(language).everyone.to_owned() } else { own.join(" × ") }
}

/// The parts of one change.
fn why(of: &Decomposition, telling: Telling<'_>) -> Vec<Block> {
    let own = trend_words(telling.language);
    let name = name(of.level, &of.code, &of.name, telling.language);
    let mut blocks = vec![Block::Heading(format!("{} {}", own.why, telling.why(of, &name)))];
    if let Some((within, mix)) = of.within_text.zip(of.mix_text) {
        let is_items = of.attribute.is_none();
        let mut columns = vec![Column::left(own.part)];
        columns.extend([own.within, by_weight(of.weights, telling.language), own.sum].map(Column::right));
        let mut lines: Vec<Line> = of.parts.iter().map(|part| part_line(part, is_items, own.others)).collect();
        lines.extend(of.response_text.map(|response| sums(own.response, Weight::Plain, [None, None, Some(response)])));
        // The printed change with the digits of its parts.
        let change = of.difference_text.map(|by| Decimal::round(&by.exact(), within.places()));
        lines.push(sums(own.whole, Weight::Strong, [Some(within), Some(mix), change]));
        blocks.push(Block::Table(Table { columns, lines }));
    }
    blocks.push(Block::Lines(telling.why_notes(of)));
    blocks
}

fn part_line(part: &Part, is_item: bool, others: &str) -> Line {
    let name = match (&part.code, &part.name) {
        (Some(code), Some(name)) if is_item => format!("{code} {name}"),
        (_, Some(name)) => name.clone(),
        _ => others.to_owned(),
    };
    sums(&name, Weight::Plain, [part.within_text, part.mix_text, part.sum_text].map(Some))
}

fn sums(name: &str, weight: Weight, figures: [Option<Decimal>; 3]) -> Line {
    let cells = figures.map(|figure| Cell::plain(figure.map_or_else(|| NOTHING.to_owned(), signed)));
    Line { weight, cells: std::iter::once(Cell::plain(name)).chain(cells).collect() }
}

/// A difference with its sign; copied figures must stay numbers, so the minus
/// is ASCII.
fn signed(difference: Decimal) -> String {
    let sign = if difference.is_negative() || difference.is_zero() { "" } else { "+" };
    format!("{sign}{difference}")
}

#[cfg(test)]
mod tests {
    use koe_core::release::{By, PartsState, PathStatus, WaveName, Weights};

    use super::*;
    use crate::sample::Sample;
    use crate::table::{Colour, Dressing, csv, terminal};

    fn change(difference: &str, interval: Option<(f64, f64)>) -> Change {
        Change {
            versus: Some("2024".to_owned()),
            difference_text: difference.parse().ok(),
            difference_low: interval.map(|it| it.0),
            difference_high: interval.map(|it| it.1),
            p_adjusted: interval.map(|_| 0.012),
            ..Change::default()
        }
    }

    /// Koriyama's rows as the latest of two waves, all changed alike.
    fn sample(change: Change) -> Sample {
        let mut sample = Sample::koriyama();
        let mut earlier = sample.rows.clone();
        earlier.iter_mut().for_each(|row| row.wave = "2024".to_owned());
        for row in &mut sample.rows {
            let status = Some(PathStatus::Behind);
            row.trend = Some(InTrend { since_previous: change.clone(), path_status: status, ..InTrend::default() });
        }
        earlier.iter_mut().for_each(|row| row.trend = Some(InTrend::default()));
        sample.rows.splice(0..0, earlier);
        let wave = |name: &str, label: &str| WaveName {
            name: name.to_owned(),
            label: label.to_owned(),
            year: name.parse().ok(),
            from: None,
            to: None,
        };
        sample.trend = Some(Trend {
            waves: vec![wave("2024", "令和6年度"), wave("2025", "令和7年度")],
            baseline: "2025".to_owned(),
            baseline_place: BaselinePlace::Latest,
            correlation: 0.6,
            nonresponse: 0.5,
            items_used: vec!["Q01".to_owned()],
            left_out: Vec::new(),
            without_target: Vec::new(),
            regrouped: Vec::new(),
            decomposition: Vec::new(),
        });
        sample
    }

    fn text(sample: &Sample, language: Language) -> String {
        terminal::write(&sheet(sample.figures(), Levels::Top, language), Colour::Plain)
    }

    #[test]
    fn a_change_is_told_as_its_printed_interval_allows() {
        for (interval, ja, en) in [
            ((0.012, 0.09), "上がったことが確かめられます", "the data show that the score rose"),
            ((-0.09, -0.02), "下がったことが確かめられます", "the data show that the score fell"),
            ((-0.01, 0.09), "動いたとは言えません", "the data do not show that the score moved"),
            ((0.004, 0.09), "動いたとは言えません", "the data do not show that the score moved"),
        ] {
            let sample = sample(change("0.05", Some(interval)));
            let told = text(&sample, Language::Ja);
            assert!(told.contains(&format!("で、{ja}。")), "{told}");
            assert!(text(&sample, Language::En).contains(&format!("; {en}.")));
        }
        let none = text(&sample(change("0.05", None)), Language::Ja);
        assert!(none.contains("令和6年度からの変化は+0.05点です（区間なし）。"), "{none}");
    }

    #[test]
    fn a_wave_has_its_change_and_status_in_its_line() {
        let told = text(&sample(change("0.05", Some((0.012, 0.09)))), Language::En);
        let line = told.lines().find(|line| line.starts_with("2025")).expect("a line");
        assert!(line.contains("+0.05") && line.contains("+0.01 to +0.09") && line.ends_with("behind"), "{line}");
        assert!(told.starts_with("郡山市 職員アンケート 2024–2025"), "{told}");
    }

    /// The made-up waves of the sample.
    fn of_waves() -> Sample {
        let mut sample = Sample::koriyama().with_waves();
        sample.rows = std::mem::take(&mut sample.waves);
        sample
    }

    #[test]
    fn what_is_not_told_of_everyone_says_why() {
        let mut sample = of_waves();
        let told = text(&sample, Language::Ja);
        assert!(told.contains("実施が4回のため、見込みは示しません。"), "{told}");
        assert!(told.contains("対象者の人数がわからないため、回答しなかった人を含めた点の範囲は示しません。"));
        let waves = |sample: &mut Sample| std::mem::take(&mut sample.trend.as_mut().unwrap().waves);
        let mut five = waves(&mut sample);
        five.insert(0, WaveName { name: "2019".to_owned(), year: Some(2019), ..five[0].clone() });
        sample.trend.as_mut().unwrap().waves = five;
        assert!(text(&sample, Language::En).contains("As few answered in some of the waves, no projection is shown."));
        sample.trend.as_mut().unwrap().waves[0].year = None;
        assert!(text(&sample, Language::En).contains("As some waves have no year, no projection is shown."));
        for row in &mut sample.rows {
            let own = row.trend.as_mut().unwrap();
            (own.nonresponse_low, own.nonresponse_high) = (Some(3.88), Some(4.24));
        }
        let told = text(&sample, Language::Ja);
        assert!(
            told.contains("対象者全員の点は3.88〜4.24点です。") && !told.contains("わからないため、回答"),
            "{told}"
        );
    }

    #[test]
    fn changes_since_the_baseline_have_their_adjusted_p_or_a_reason() {
        let mut sample = of_waves();
        let told = text(&sample, Language::En);
        let line = told.lines().find(|line| line.starts_with("2025")).expect("a line");
        assert_eq!(line.matches("0.012").count() + line.matches("0.435").count(), 2, "{line}");
        for (place, expected) in [
            (BaselinePlace::Latest, "2023 is the latest wave"),
            (BaselinePlace::Later, "2023 comes after the waves shown"),
            (BaselinePlace::LeftOut, "add --wave 2023"),
        ] {
            sample.trend.as_mut().unwrap().baseline_place = place;
            let told = text(&sample, Language::En);
            assert!(told.contains(expected) && !told.contains("vs baseline"), "{told}");
        }
    }

    #[test]
    fn the_head_of_a_share_says_of_what() {
        let mut sample = Sample::koriyama().with_waves();
        for (weights, head) in [
            (Weights::Answers, "回答の割合の変化"),
            (Weights::Respondents, "回答者の割合の変化"),
            (Weights::Headcount, "人数の割合の変化"),
            (Weights::Equal, "重さの変化"),
        ] {
            sample.trend.as_mut().unwrap().decomposition.iter_mut().for_each(|of| of.weights = Some(weights));
            let told = text(&sample, Language::Ja);
            assert_eq!(told.lines().filter(|line| line.contains(&format!("  {head}"))).count(), 2, "{told}");
        }
    }

    #[test]
    fn a_withheld_wave_says_so_in_words() {
        let mut sample = sample(change("0.05", None));
        sample.withhold("1");
        let told = text(&sample, Language::Ja);
        assert!(told.lines().any(|line| line == "令和7年度  非公表（少人数）"), "{told}");
    }

    #[test]
    fn hostile_names_are_text() {
        for name in ["\u{1b}[2J\r\u{9b}0m", "\u{202e}txt", "a|b\nc"] {
            let mut sample = sample(change("0.05", None));
            sample.rows.iter_mut().for_each(|row| row.name = name.to_owned());
            if let Some(trend) = &mut sample.trend {
                trend.waves.iter_mut().for_each(|wave| wave.label = name.to_owned());
                trend.decomposition.push(Decomposition {
                    attribute: Some(name.to_owned()),
                    state: PartsState::Withheld,
                    ..nothing(name)
                });
            }
            for text in [text(&sample, Language::Ja), text(&sample, Language::En)] {
                assert!(!text.contains(['\u{1b}', '\r', '\u{9b}', '\u{202e}']), "{text}");
            }
        }
    }

    fn nothing(name: &str) -> Decomposition {
        Decomposition {
            by: By::Groups,
            attribute: None,
            level: Level::Category,
            code: name.to_owned(),
            name: name.to_owned(),
            versus: "2024".to_owned(),
            wave: "2025".to_owned(),
            state: PartsState::Shown,
            difference_text: "0.05".parse().ok(),
            weights: None,
            parts: Vec::new(),
            within: None,
            within_text: None,
            mix: None,
            mix_text: None,
            response: None,
            response_text: None,
            largest_deviation: None,
            largest_deviation_text: None,
        }
    }

    #[test]
    fn what_has_no_parts_says_why() {
        let mut sample = sample(change("0.05", None));
        let of = |by, state| Decomposition { by, state, ..nothing("仕事") };
        let tables = [(By::Groups, PartsState::Withheld), (By::Items, PartsState::NotASum)];
        if let Some(trend) = &mut sample.trend {
            trend.decomposition = tables.into_iter().map(|(by, state)| of(by, state)).collect();
        }
        let told = text(&sample, Language::Ja);
        for expected in ["内訳は非公表です（少人数）。", "回答者ごとの平均による点数は、設問に分けられません。"]
        {
            assert!(told.contains(expected), "{told}");
        }
    }

    #[test]
    fn every_field_of_a_trend_is_a_column() {
        let sample = sample(change("0.05", Some((0.012, 0.09))));
        let table = csv::write(sample.figures(), Dressing::Stdout).unwrap();
        let header: Vec<&str> = table.lines().next().unwrap().split(',').collect();
        assert!(table.lines().all(|line| line.matches(',').count() + 1 >= header.len()));
        let value = serde_json::to_value(sample.rows.last().unwrap()).unwrap();
        let nested = ["segment", "distribution", "path", "since_baseline", "fewest", "most", "projection"];
        for field in value.as_object().unwrap().keys().filter(|field| !nested.contains(&field.as_str())) {
            assert_eq!(header.iter().filter(|head| *head == field).count(), 1, "{field}");
        }
        for field in value["since_baseline"].as_object().unwrap().keys().filter(|it| !nested.contains(&it.as_str())) {
            assert!(header.contains(&format!("since_baseline_{field}").as_str()), "{field}");
        }
        for field in ["fewest_shared", "most_high", "since_baseline_fewest_low", "projection_text"] {
            assert!(header.contains(&field), "{field}");
        }
    }
}
