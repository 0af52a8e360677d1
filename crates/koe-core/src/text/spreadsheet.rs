//! Cells of a CSV that a spreadsheet would run.

/// What a formula begins with, full-width forms included: Japanese Excel takes
/// them too.
const STARTS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What a spreadsheet may take for the end of a cell although the file is parted
/// by commas, and quotes then do not hold the cell together. A comma is safe: cells
/// that have one are quoted.
const ENDS: [char; 3] = [';', '\t', '|'];

/// Returns a cell that a spreadsheet shows and never runs: with an apostrophe
/// before what it would run, at the start and after everything it may part cells
/// at. A cell that nothing is wrong with stays as it is.
///
/// ```
/// use koe_core::text::{armed, defused};
///
/// assert_eq!(defused("=cmd()"), "'=cmd()");
/// assert_eq!(defused("総務部;=1"), "総務部;'=1");
/// assert_eq!(defused("a=b"), "a=b");
/// assert_eq!(armed(&defused("'=1")), "'=1");
/// ```
pub fn defused(cell: &str) -> String {
    each(cell, |piece| if runs(piece) { format!("'{piece}") } else { piece.to_owned() })
}

/// Returns the cell that [`defused`] made this one of.
pub fn armed(cell: &str) -> String {
    each(cell, |piece| piece.strip_prefix('\'').filter(|rest| runs(rest)).unwrap_or(piece).to_owned())
}

/// The pieces that a spreadsheet may make of a cell, each changed.
fn each(cell: &str, change: impl Fn(&str) -> String) -> String {
    let piece = |piece: &str| match piece.strip_suffix(ENDS) {
        Some(words) => change(words) + &piece[words.len()..],
        None => change(piece),
    };
    cell.split_inclusive(ENDS).map(piece).collect()
}

/// Whether a piece is one that a spreadsheet would run, or has been defused: of
/// those the first apostrophe is not their own.
fn runs(piece: &str) -> bool {
    piece.trim_start_matches(|c: char| c.is_whitespace() || c == '\'' || c == '"').starts_with(STARTS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for name in ["=cmd()", "+1", "-1", "@SUM", " =1", "＝1", "＋1", "－1", "＠A", "'=1", "\"=1"] {
            assert_eq!(defused(name), format!("'{name}"));
        }
        assert_eq!(defused(";=HYPERLINK(0;0)|-1"), ";'=HYPERLINK(0;0)|'-1");
        assert_eq!(defused("a\t=1"), "a\t'=1");
        for name in ["", "a=b", "50+", "総務部", "a;b", "it's"] {
            assert_eq!(defused(name), name);
        }
    }

    proptest! {
        #[test]
        fn a_defused_cell_can_be_armed_again(cell in "[=+@＝;|'\" ab\t-]{0,12}") {
            prop_assert_eq!(armed(&defused(&cell)), cell);
        }
    }
}
