//! The sheet of `koe compare`.

use koe_core::definition::Language;
use koe_core::release::{Comparison, Level, Row};
use koe_stats::Decimal;

use super::response;
use super::sheet::{Block, Cell, Column, Ink, Line, Sheet, Table, Weight, segment_name, title};
use crate::figures::Figures;
use crate::typeset::{NOTHING, count, printed};
use crate::verdict::{EFFECT_PLACES, Verdict, ends, p_text};
use crate::wording::compare::{compare_words, notes, omnibus, ranks, verdict};
use crate::wording::{opposite_signs, words};

/// For every line of the survey a table of the units: n, score, difference with
/// interval, adjusted p, g, rank, verdict; below it the tests over all units.
pub(super) fn sheet(figures: Figures<'_>, language: Language) -> Sheet {
    let mut blocks = vec![title(figures, language)];
    let mut levels = Vec::new();
    for line in figures.everyone() {
        let rows = figures.rows.iter().filter(|row| (row.level, &row.code) == (line.level, &line.code));
        blocks.push(Block::Heading(heading(line, language)));
        blocks.push(Block::Table(table(rows, line.level, figures, language)));
        let tests = figures.compared.into_iter().flat_map(|compared| &compared.omnibus);
        let own = tests.filter(|test| (test.level, &test.code) == (line.level, &line.code));
        let told: Vec<String> = own.filter_map(|test| omnibus(test, language)).collect();
        if !told.is_empty() {
            blocks.push(Block::Lines(told));
        }
        if !levels.contains(&line.level) {
            levels.push(line.level);
        }
    }
    blocks.extend(response::blocks(figures, language));
    blocks.extend(figures.compared.map(|compared| {
        let opposite = figures.has_opposite_signs().then(|| opposite_signs(language));
        Block::Lines(notes(compared, &levels, language).into_iter().chain(opposite.map(str::to_owned)).collect())
    }));
    Sheet { blocks }
}

fn heading(row: &Row, language: Language) -> String {
    match row.level {
        Level::Overall => words(language).overall_score.to_owned(),
        _ => format!("{} {}", row.code, row.name),
    }
}

fn table<'a>(rows: impl Iterator<Item = &'a Row>, level: Level, figures: Figures<'_>, language: Language) -> Table {
    let (words, own) = (words(language), compare_words(language));
    let last = if level == Level::Item { own.superiority } else { own.rank };
    let columns = vec![
        Column::left(own.unit),
        Column::right("n"),
        Column::right(words.score),
        Column::left(own.versus),
        Column::right(own.difference),
        Column::right(own.interval),
        Column::right(own.p),
        Column::right(own.effect),
        Column::right(last),
        Column::left(own.verdict),
    ];
    Table { columns, lines: rows.map(|row| line(row, figures, language)).collect() }
}

fn line(row: &Row, figures: Figures<'_>, language: Language) -> Line {
    let is_everyone = row.segment == figures.about.filter;
    let weight = if is_everyone { Weight::Strong } else { Weight::Plain };
    let mut line = Line { weight, cells: vec![Cell::plain(unit(row, figures, language))] };
    if row.suppressed {
        return line.withheld(language);
    }
    let nothing = Comparison::default();
    let own = row.comparison.as_ref().unwrap_or(&nothing);
    let places = figures.about.decimals;
    let last = match row.level {
        Level::Item => own.superiority.and_then(|chance| printed(chance, 2)).map(|chance| chance.to_string()),
        _ => rank(own, language),
    };
    let cells = [
        row.respondents.map(count),
        row.mean_text.map(|mean| mean.to_string()),
        own.versus.as_ref().map(|versus| segment_name(versus, language)),
        own.difference_text.map(signed),
        ends(own).and_then(|(low, high)| {
            let (low, high) = (signed(printed(low, places)?), signed(printed(high, places)?));
            Some(match language {
                Language::Ja => format!("{low}〜{high}"),
                Language::En => format!("{low} to {high}"),
            })
        }),
        p_text(own.p_adjusted),
        own.effect.and_then(|effect| printed(effect, EFFECT_PLACES)).map(|effect| effect.to_string()),
        last,
    ];
    line.cells.extend(cells.map(|text| Cell::plain(text.unwrap_or_else(|| NOTHING.to_owned()))));
    let told = Verdict::of(row);
    let ink = match told {
        Verdict::Lower => Ink::Below,
        Verdict::Withheld | Verdict::NotCompared => Ink::Faint,
        _ => Ink::Plain,
    };
    line.cells.push(match is_everyone {
        true => Cell::plain(NOTHING),
        false => Cell::plain(verdict(told, figures.about.min_detail, language)).ink(ink),
    });
    line
}

/// A difference with its sign; copied figures must stay numbers, so the minus
/// is ASCII.
fn signed(difference: Decimal) -> String {
    let sign = if difference.is_negative() || difference.is_zero() { "" } else { "+" };
    format!("{sign}{difference}")
}

/// The unit without what the filter says of everyone.
fn unit(row: &Row, figures: Figures<'_>, language: Language) -> String {
    let own: Vec<&str> =
        row.segment.0.iter().skip(figures.about.filter.0.len()).map(|(_, value)| value.as_str()).collect();
    if own.is_empty() { words(language).everyone.to_owned() } else { own.join(" × ") }
}

fn rank(own: &Comparison, language: Language) -> Option<String> {
    Some(ranks(own.rank_low?, own.rank_high?, own.ranked?, language))
}

#[cfg(test)]
mod tests {
    use koe_core::release::Segment;

    use super::*;
    use crate::sample::Sample;
    use crate::table::{Colour, terminal};

    /// A unit of everyone's rows, compared with everyone.
    fn sample(difference: &str, p: Option<f64>) -> Sample {
        let mut sample = Sample::koriyama().with_segment("部局", "総務部").with_segment("部局", "議会事務局");
        for row in sample.rows.iter_mut().filter(|row| !row.segment.0.is_empty()) {
            row.comparison = Some(Comparison {
                versus: Some(Segment::default()),
                difference_text: difference.parse().ok(),
                difference_low: p.map(|_| -0.004),
                difference_high: p.map(|_| 0.215),
                p_adjusted: p,
                effect: p.map(|_| 0.2),
                ..Comparison::default()
            });
        }
        sample.withhold_unit("議会事務局");
        sample
    }

    fn lines(sample: &Sample, language: Language) -> Vec<String> {
        let text = terminal::write(&sheet(sample.figures(), language), Colour::Plain);
        text.lines().filter(|line| line.contains("総務部") || line.contains("議会")).map(str::to_owned).collect()
    }

    #[test]
    fn a_unit_has_its_difference_interval_and_verdict() {
        let of = |difference, p, language| lines(&sample(difference, p), language)[0].clone();
        let lower = of("-0.21", Some(0.012), Language::Ja);
        assert!(lower.contains("-0.21  0.00〜+0.22"), "{lower}");
        assert!(lower.contains("0.012") && lower.ends_with("低い（調整後も確かめられる差）"), "{lower}");
        let none = of("0.21", Some(0.05), Language::En);
        assert!(
            none.contains("+0.21") && none.contains("0.00 to +0.22") && none.ends_with("no difference shown"),
            "{none}"
        );
        let few = of("0.21", None, Language::Ja);
        assert!(few.ends_with("区間なし（10人未満か散らばりなし）"), "{few}");
    }

    #[test]
    fn opposite_signs_are_explained_where_they_are_shown() {
        let said = |difference| {
            let text = terminal::write(&sheet(compared(difference).figures(), Language::Ja), Colour::Plain);
            text.contains(opposite_signs(Language::Ja))
        };
        assert!(said("-0.21"), "g is 0.20");
        assert!(!said("0.21"));
        assert!(!said("0.00"));
    }

    fn compared(difference: &str) -> Sample {
        let compared = koe_core::release::Compared {
            versus: koe_core::compare::Versus::Everyone,
            adjustment: koe_core::compare::Adjustment::default(),
            families: Vec::new(),
            omnibus: Vec::new(),
        };
        Sample { compared: Some(compared), ..sample(difference, Some(0.012)) }
    }

    #[test]
    fn a_withheld_unit_says_so_in_words() {
        let withheld = lines(&sample("0.21", Some(0.012)), Language::Ja)[1].clone();
        assert!(withheld.starts_with("議会事務局") && withheld.ends_with("非公表（少人数）"), "{withheld}");
        assert!(!withheld.contains(|c: char| c.is_ascii_digit()), "{withheld}");
    }
}
