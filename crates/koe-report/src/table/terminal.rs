//! Aligned text for a terminal.
//!
//! Width is display width: kanji and kana take two columns. Characters of
//! ambiguous width (… – ①) count as one, as most terminals now draw them; a
//! terminal set to draw them wide shifts the rest of such a line by a column.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Colour;
use super::sheet::{Block, Column, Ink, Line, Sheet, Side, Table, Weight};
use crate::typeset::visible;

/// Widest name on a terminal; longer ones end in … (other formats have them
/// whole).
const WIDEST: usize = 40;
/// Widest title; it holds the names of the survey and of a segment.
const WIDEST_TITLE: usize = 120;
/// Between columns.
const GUTTER: &str = "  ";

pub(super) fn write(sheet: &Sheet, colour: Colour) -> String {
    let mut out = String::new();
    for (index, block) in sheet.blocks.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        match block {
            Block::Title(text) | Block::Heading(text) => {
                line(&mut out, &painted(&fit(&visible(text), WIDEST_TITLE), Paint::Bold, colour));
            }
            Block::Lines(lines) => {
                for text in lines {
                    line(&mut out, &visible(text));
                }
            }
            Block::Table(table) => write_table(&mut out, table, colour),
        }
    }
    out
}

fn write_table(out: &mut String, table: &Table, colour: Colour) {
    let lines: Vec<Vec<String>> = table.lines.iter().map(shown).collect();
    let widths: Vec<usize> =
        table.columns.iter().enumerate().map(|(index, column)| width_of(index, column, table, &lines)).collect();

    let heads: Vec<String> = table
        .columns
        .iter()
        .zip(&widths)
        .map(|(column, &width)| painted(&pad(&visible(&column.head), width, column.side), Paint::Faint, colour))
        .collect();
    line(out, &heads.join(GUTTER));
    let rule = widths.iter().sum::<usize>() + GUTTER.len() * widths.len().saturating_sub(1);
    line(out, &painted(&"-".repeat(rule), Paint::Faint, colour));

    for (source, cells) in table.lines.iter().zip(&lines) {
        let says = cells.len() < table.columns.len();
        let cells: Vec<String> = cells
            .iter()
            .enumerate()
            .map(|(index, text)| {
                let text = if says && index + 1 == cells.len() {
                    text.clone()
                } else {
                    pad(text, widths[index], table.columns[index].side)
                };
                let paint = match (source.cells[index].ink, source.weight) {
                    (Ink::Below, _) => Paint::Below,
                    (Ink::Faint | Ink::Withheld(_), _) => Paint::Faint,
                    (Ink::Plain, Weight::Strong) => Paint::Bold,
                    (Ink::Plain, Weight::Plain) => Paint::None,
                };
                painted(&text, paint, colour)
            })
            .collect();
        line(out, &cells.join(GUTTER));
    }
}

/// The texts of a line, safe to show, indented and cut.
fn shown(line: &Line) -> Vec<String> {
    line.cells.iter().map(|cell| fit(&format!("{}{}", "  ".repeat(cell.indent), visible(&cell.text)), WIDEST)).collect()
}

fn width_of(index: usize, column: &Column, table: &Table, lines: &[Vec<String>]) -> usize {
    // What stands in place of figures runs past its column.
    let spans = |cells: &Vec<String>| cells.len() < table.columns.len() && index + 1 == cells.len();
    lines
        .iter()
        .filter(|cells| !spans(cells))
        .filter_map(|cells| cells.get(index))
        .map(|text| text.width())
        .chain([visible(&column.head).width()])
        .max()
        .unwrap_or(0)
}

/// Cuts text to a display width, the last column of it … where it was longer.
fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used >= width {
            break;
        }
        short.push(c);
    }
    short.push('…');
    short
}

fn pad(text: &str, width: usize, side: Side) -> String {
    let space = " ".repeat(width.saturating_sub(text.width()));
    match side {
        Side::Left => format!("{text}{space}"),
        Side::Right => format!("{space}{text}"),
    }
}

/// Adds a line without trailing blanks.
fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end_matches(' '));
    out.push('\n');
}

#[derive(Clone, Copy)]
enum Paint {
    None,
    Bold,
    Faint,
    Below,
}

fn painted(text: &str, paint: Paint, colour: Colour) -> String {
    let code = match (colour, paint) {
        (Colour::Plain, _) | (_, Paint::None) => return text.to_owned(),
        (Colour::Ansi, Paint::Bold) => "1",
        (Colour::Ansi, Paint::Faint) => "2",
        (Colour::Ansi, Paint::Below) => "31",
    };
    // Padding stays outside, so that nothing is underlined or left at the end.
    let inner = text.trim_matches(' ');
    if inner.is_empty() {
        return text.to_owned();
    }
    let before = text.len() - text.trim_start_matches(' ').len();
    let after = before + inner.len();
    format!("{}\u{1b}[{code}m{inner}\u{1b}[0m{}", &text[..before], &text[after..])
}

#[cfg(test)]
mod tests {
    use koe_core::definition::Language;

    use super::*;
    use crate::sample::Sample;
    use crate::table::{gap, score};

    #[test]
    fn figures_stand_in_one_column_whatever_the_script() {
        let sample = Sample::koriyama();
        let text = write(&gap::sheet(sample.figures(), Language::Ja), Colour::Plain);
        let rows: Vec<&str> = text.lines().filter(|line| line.contains("目標未満") || line.contains("維持")).collect();
        assert_eq!(rows.len(), 14);
        let status_at = |line: &str| line.find("目標未満").or(line.find("維持")).map(|at| line[..at].width());
        assert!(rows.iter().all(|line| status_at(line) == status_at(rows[0])), "{text}");
        assert!(text.contains("4.2   "), "{text}");
    }

    #[test]
    fn names_are_cut_to_a_display_width() {
        assert_eq!(fit("人材育成", 8), "人材育成");
        assert_eq!(fit("人材育成", 7), "人材育…");
        assert_eq!(fit("人材育成", 6), "人材…");
        let sample = Sample::koriyama().named(&"長".repeat(5000));
        let text = write(&score::sheet(sample.figures(), Language::Ja), Colour::Plain);
        assert!(text.lines().all(|line| line.width() < 1000), "{:?}", text.lines().map(|line| line.width()).max());
        assert!(text.lines().skip(2).take(27).all(|line| line.width() < 140));
    }

    #[test]
    fn colour_adds_nothing_but_colour() {
        let mut sample = Sample::koriyama();
        sample.withhold("3.1");
        let plain = write(&gap::sheet(sample.figures(), Language::Ja), Colour::Plain);
        let ansi = write(&gap::sheet(sample.figures(), Language::Ja), Colour::Ansi);
        let mut bare = ansi.clone();
        for code in ["0", "1", "2", "31"] {
            bare = bare.replace(&format!("\u{1b}[{code}m"), "");
        }
        let trimmed: Vec<&str> = bare.lines().map(|line| line.trim_end_matches(' ')).collect();
        assert_eq!(trimmed, plain.lines().collect::<Vec<_>>());
        assert!(plain.contains("非公表（少人数）"));
    }
}
