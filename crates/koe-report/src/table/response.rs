//! Who answered, group by group, below the tables of a verb: also the groups that
//! are in no other table, as nobody in them answered.

use koe_core::definition::Language;
use koe_core::release::{ResponseRate, ResponseState};

use super::sheet::{Block, Cell, Column, Ink, Line, Table, Weight};
use crate::figures::Figures;
use crate::response::Grouping;
use crate::typeset::{NOTHING, count};
use crate::wording::{Sentences, remark, response_words, words};

/// A table for each attribute that the headcount tells of, and which groups stand in
/// it; nothing where it tells of none.
pub(super) fn blocks(figures: Figures<'_>, language: Language) -> Vec<Block> {
    let groupings = figures.groupings();
    if groupings.is_empty() {
        return Vec::new();
    }
    let heading = Block::Heading(response_words(language).rates.to_owned());
    let tables = groupings.iter().map(|by| Block::Table(table(by, language)));
    let note = Block::Lines(vec![Sentences::new(figures, language).rates_note()]);
    std::iter::once(heading).chain(tables).chain([note]).collect()
}

fn table(by: &Grouping<'_>, language: Language) -> Table {
    let own = response_words(language);
    let columns = vec![
        Column::left(&by.name),
        Column::right(own.invited),
        Column::right(words(language).respondents),
        Column::right(own.rate),
        Column::left(own.remark),
    ];
    Table { columns, lines: by.groups.iter().map(|group| line(&group.name, group.rate, language)).collect() }
}

fn line(name: &str, rate: &ResponseRate, language: Language) -> Line {
    let mut line = Line { weight: Weight::Plain, cells: vec![Cell::plain(name)] };
    if rate.state == ResponseState::Withheld {
        return line.withheld(language);
    }
    let figures =
        [rate.invited.map(count), rate.respondents.map(count), rate.response_rate_text.map(|rate| rate.to_string())];
    line.cells.extend(figures.map(|text| Cell::plain(text.unwrap_or_else(|| NOTHING.to_owned()))));
    let ink = if rate.low == Some(true) { Ink::Below } else { Ink::Plain };
    line.cells.push(Cell::plain(remark(rate, language)).ink(ink));
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;
    use crate::table::sheet::Sheet;
    use crate::table::{Colour, markdown, terminal};

    fn sample() -> Sample {
        Sample::koriyama()
            .with_response(&[("部局", "総務部")], ResponseState::Shown, (59, 100))
            .with_response(&[("部局", "財務部")], ResponseState::Nobody, (0, 12))
            .with_response(&[("部局", "会計課")], ResponseState::Withheld, (0, 0))
    }

    #[test]
    fn a_group_in_which_nobody_answered_has_a_line() {
        let (sample, other) = (sample(), Sample::koriyama());
        let text = |language| {
            terminal::write(&Sheet { blocks: blocks(sample.figures(), language) }, Colour::Plain)
                .lines()
                .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
        };
        let said = text(Language::Ja);
        assert_eq!(said[..2], ["回答率", "部局 対象者 回答者 回答率 % 備考"]);
        for line in [
            "総務部 100 59 59.00 60%未満",
            "財務部 12 0 0.00 回答なし（対象者12人のうち0人）",
            "会計課 非公表（少人数）",
        ] {
            assert!(said.iter().any(|own| own == line), "{line} is missing from {said:?}");
        }
        assert!(text(Language::En).iter().any(|line| line == "財務部 12 0 0.00 no answers (0 of 12 invited)"));
        assert!(blocks(other.figures(), Language::Ja).is_empty());
    }

    #[test]
    fn a_withheld_group_says_so_in_every_cell_of_a_pipe_table() {
        let text = markdown::write(&Sheet { blocks: blocks(sample().figures(), Language::Ja) });
        let withheld = "| 会計課 | 非公表（少人数） | 非公表 | 非公表 | 非公表 |";
        assert!(text.lines().any(|line| line == withheld), "{text}");
    }
}
