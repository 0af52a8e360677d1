//! The sheet of `koe score`.

use koe_core::definition::Language;
use koe_core::release::{Level, Row};

use super::response;
use super::sheet::{Block, Cell, Column, Line, Sheet, Table, heading, title};
use crate::figures::Figures;
use crate::typeset::{NOTHING, count, cut, interval, percent};
use crate::wording::{NAME, Sentences, words};

/// n, score, interval, favorable share and band of every row; then response
/// rate, highest and lowest items, and what is below the overall score.
pub(super) fn sheet(figures: Figures<'_>, language: Language) -> Sheet {
    let mut blocks = vec![title(figures, language)];
    for part in figures.parts() {
        blocks.extend(heading(&part, figures, language));
        blocks.push(Block::Table(table(part.rows, figures, language)));
    }
    blocks.extend(response::blocks(figures, language));
    blocks.push(Block::Lines(notes(figures, language)));
    Sheet { blocks }
}

fn table(rows: &[Row], figures: Figures<'_>, language: Language) -> Table {
    let words = words(language);
    let bands = figures.rows.iter().any(|row| row.band.is_some());
    let mut columns = vec![
        Column::left(words.code),
        Column::left(words.category),
        Column::right("n"),
        Column::right(words.score),
        Column::right(words.interval),
        Column::right(words.favorable_percent),
    ];
    if bands {
        columns.push(Column::left(words.band));
    }
    let places = figures.about.decimals;
    let lines = rows
        .iter()
        .map(|row| {
            let mut line = Line::of(row, language);
            if row.suppressed {
                return line.withheld(language);
            }
            let or_nothing = |text: Option<String>| Cell::plain(text.unwrap_or_else(|| NOTHING.to_owned()));
            line.cells.extend([
                or_nothing(row.respondents.map(count)),
                or_nothing(row.mean_text.map(|mean| mean.to_string())),
                or_nothing(ends(row).and_then(|(low, high)| interval(low, high, places, language))),
                or_nothing(row.favorable.and_then(|share| percent(share, language))),
            ]);
            if bands {
                line.cells.push(or_nothing(row.band.clone()));
            }
            line
        })
        .collect();
    Table { columns, lines }
}

fn ends(row: &Row) -> Option<(f64, f64)> {
    Some((row.ci_low?, row.ci_high?))
}

fn notes(figures: Figures<'_>, language: Language) -> Vec<String> {
    let words = words(language);
    let sentences = Sentences::new(figures, language);
    let label = |label: &str, text: &str| match language {
        Language::Ja => format!("{label}：{text}"),
        Language::En => format!("{label}: {text}"),
    };
    let mut notes = Vec::new();
    if let Some(row) = figures.overall() {
        match (row.response_rate_text, sentences.answered()) {
            (Some(rate), Some(answered)) => {
                let text = match language {
                    Language::Ja => format!("{rate}%（{answered}）"),
                    Language::En => format!("{rate}% ({answered})"),
                };
                notes.push(label(words.response_rate, &text));
            }
            _ => notes.extend(row.respondents.map(|n| label(words.respondents, &count(n)))),
        }
    }
    for extremes in figures.extremes {
        let of = match extremes.level {
            Level::Overall => words.overall.to_owned(),
            _ => figures
                .by_code()
                .get(extremes.code.as_str())
                .map_or_else(|| extremes.code.clone(), |row| cut(&row.name, NAME)),
        };
        let (high, low) = (sentences.scored(&extremes.highest), sentences.scored(&extremes.lowest));
        if high.is_empty() || low.is_empty() || extremes.highest == extremes.lowest {
            continue;
        }
        let text = match language {
            Language::Ja => format!("{} {high}、{} {low}", words.highest, words.lowest),
            Language::En => format!("{} {high}; {} {low}", words.highest, words.lowest),
        };
        notes.push(label(&of, &text));
    }
    let below = figures.below_overall;
    let text = if below.is_empty() { words.none.to_owned() } else { sentences.scored(below) };
    notes.push(label(words.below_overall, &text));
    notes.extend(sentences.scale_note());
    notes
}
