//! Markdown with pipe tables; names whole.

use super::sheet::{Block, Ink, Line, Sheet, Side, Table, Weight};
use crate::typeset::is_unsafe;

pub(super) fn write(sheet: &Sheet) -> String {
    let mut out = String::new();
    for (index, block) in sheet.blocks.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        match block {
            Block::Title(text) => out.push_str(&format!("# {}\n", markdown_text(text))),
            Block::Heading(text) => out.push_str(&format!("## {}\n", markdown_text(text))),
            Block::Lines(lines) => {
                for text in lines {
                    out.push_str(&format!("- {}\n", markdown_text(text)));
                }
            }
            Block::Table(table) => write_table(&mut out, table),
        }
    }
    out
}

fn write_table(out: &mut String, table: &Table) {
    let heads: Vec<String> = table.columns.iter().map(|column| markdown_text(&column.head)).collect();
    let rules: Vec<&str> = table
        .columns
        .iter()
        .map(|column| match column.side {
            Side::Left => ":---",
            Side::Right => "---:",
        })
        .collect();
    push(out, heads.iter().map(String::as_str));
    push(out, rules.into_iter());
    for line in &table.lines {
        let mut cells: Vec<String> = cells(line);
        cells.resize(table.columns.len(), rest(line));
        push(out, cells.iter().map(String::as_str));
    }
}

fn cells(line: &Line) -> Vec<String> {
    line.cells
        .iter()
        .map(|cell| match (markdown_text(&cell.text), line.weight) {
            (text, Weight::Strong) if !text.is_empty() => format!("**{text}**"),
            (text, _) => text,
        })
        .collect()
}

/// What stands in the columns that a line has no cell for: what is withheld is so in
/// all of them, and a blank cell could be read as a figure.
fn rest(line: &Line) -> String {
    match line.cells.last().map(|cell| cell.ink) {
        Some(Ink::Withheld(words)) => markdown_text(words),
        _ => String::new(),
    }
}

fn push<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    out.push('|');
    for cell in cells {
        out.push_str(&format!(" {cell} |"));
    }
    out.push('\n');
}

/// Returns text that stays text in Markdown: nothing of Markdown, HTML or the
/// terminal in it.
///
/// ```
/// assert_eq!(koe_report::table::markdown_text("[a](b) <i>"), r"\[a\](b) &lt;i&gt;");
/// assert_eq!(koe_report::table::markdown_text("www.example.org"), "www&#46;example.org");
/// ```
pub fn markdown_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' => out.push_str("<br>"),
            '\t' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // Readers make links of addresses that nobody marked as such.
            '@' => out.push_str("&#64;"),
            '.' if ends_with_www(&out) => out.push_str("&#46;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c if is_unsafe(c) => out.push_str(&format!("\\\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.replace("://", "&#58;//")
}

fn ends_with_www(text: &str) -> bool {
    text.len() >= 3 && text.as_bytes()[text.len() - 3..].eq_ignore_ascii_case(b"www")
}

#[cfg(test)]
mod tests {
    use koe_core::definition::Language;

    use super::*;
    use crate::sample::Sample;
    use crate::table::gap;

    #[test]
    fn a_name_can_not_leave_its_cell() {
        assert_eq!(markdown_text("a|b\r\nc"), "a\\|b<br>c");
        assert_eq!(markdown_text("<script>"), "&lt;script&gt;");
        assert_eq!(markdown_text("[x](javascript:1)"), "\\[x\\](javascript:1)");
    }

    #[test]
    fn every_line_has_every_column() {
        let mut sample = Sample::koriyama();
        sample.withhold("1.1");
        let text = write(&gap::sheet(sample.figures(), Language::Ja));
        let table: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).take(16).collect();
        assert_eq!(table[0], "| コード | 項目 | スコア | 目標 | 差 | 状況 |");
        assert_eq!(table[1], "| :--- | :--- | ---: | ---: | ---: | :--- |");
        assert_eq!(table[2], "|  | **全体** | **4.06** | **4.17** | **-0.11** | **目標未満** |");
        assert_eq!(table[4], "| 1.1 | 職員研修 | 非公表（少人数） | 非公表 | 非公表 | 非公表 |");
        assert!(table.iter().all(|line| line.matches('|').count() == 7));
    }
}
