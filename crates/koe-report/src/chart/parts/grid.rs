//! Tables whose columns are alike: where they stand, their heads, their cells.

use crate::chart::drawing::Block;
use crate::chart::marks::{self, Setting};
use crate::chart::paging::parted;
use crate::chart::scene::{Rect, Scene, Type};
use crate::theme::Ink;
use crate::typeset::one_line;
use crate::wording::out_of;

use super::Absence;

/// Between the margin and the other columns.
const APART: f64 = 6.0;
/// Names keep at least this.
const NAME: f64 = 124.0;
/// Names take no more than this, where columns want the room.
const LONGEST: f64 = 176.0;
/// A column is wider than it should be only where its head is.
const WIDEST: f64 = 104.0;
/// A column takes no more of the room that is left.
const FULL: f64 = 176.0;
const HEAD: f64 = 12.0;
/// Between heads.
const GAP: f64 = 5.0;
/// Where a word of a head, or four kanji, would be wider than the column.
const SMALL: f64 = 11.0;
const HEAD_LINE: f64 = 15.0;
const HEAD_LINES: usize = 5;
/// Height of a block of a table that has heads of its own, where pages are long.
const BLOCK: f64 = 900.0;
/// What headline, key, notes and foot take of a page of fixed height.
const AROUND: f64 = 220.0;

/// What a table needs.
pub(crate) struct Table<'a> {
    /// Names of the rows, whatever their indent.
    pub(crate) names: Vec<&'a str>,
    /// Heads of the columns.
    pub(crate) labels: Vec<&'a str>,
    /// Room between the names and the first column.
    pub(crate) lead: f64,
    /// Narrowest and widest column.
    pub(crate) cell: (f64, f64),
    /// The column that is set off from the others, and repeated where they
    /// have to be parted: the first or the last.
    pub(crate) margin: Option<usize>,
}

/// Where the columns of a table, or of a part of it, stand.
pub(crate) struct Columns {
    /// Room of the names.
    pub(crate) name: f64,
    /// Width of a column.
    pub(crate) cell: f64,
    lead: f64,
    /// Size of the heads.
    heads: f64,
    /// The columns of the table that stand here.
    shown: Vec<usize>,
    margin: Option<usize>,
}

impl Table<'_> {
    /// The columns side by side; as several tables where even the narrowest do
    /// not fit beside each other.
    pub(crate) fn columns(&self, setting: Setting<'_>) -> Vec<Columns> {
        let room = setting.width() - self.lead - APART;
        let word = self.longest_word(setting);
        let least = self.cell.0.max((word * SMALL + GAP).min(WIDEST)).ceil();
        let most_columns = (1..).take_while(|&n| f64::from(n) * least <= room - NAME).last().unwrap_or(1) as usize;
        let others: Vec<usize> = (0..self.labels.len()).filter(|index| Some(*index) != self.margin).collect();
        let most = most_columns.saturating_sub(usize::from(self.margin.is_some())).max(1);
        let parts = others.len().div_ceil(most).max(1);
        let mut panels: Vec<Vec<usize>> =
            others.chunks(others.len().div_ceil(parts).max(1)).map(<[usize]>::to_vec).collect();
        if panels.is_empty() {
            panels.push(Vec::new());
        }
        // All tables have columns of one width.
        let count = panels.iter().map(Vec::len).max().unwrap_or(0) + usize::from(self.margin.is_some());
        let longest =
            self.names.iter().map(|name| setting.measure(&one_line(name), 15.0)).fold(0.0, f64::max).clamp(80.0, 400.0)
                + 16.0;
        let fair = (room - longest.min(LONGEST)) / count.max(1) as f64;
        // Heads of more than three lines want wider columns before names have all they want.
        let wish = (self.longest_head(setting) / 3.0 + GAP).min(WIDEST);
        let cell = fair.clamp(least, self.cell.1.max(wish).max(least)).floor();
        let name = longest.min(room - cell * count as f64).max(60.0).floor();
        // What names leave goes to the columns: a table is as wide as its page.
        let left = (room - name) / count.max(1) as f64;
        let cell = left.min(FULL).max(cell).floor();
        let heads = if word.max(4.0) * HEAD + GAP > cell { SMALL } else { HEAD };
        panels
            .into_iter()
            .map(|mut shown| {
                shown.extend(self.margin);
                shown.sort_unstable();
                Columns { name, cell, lead: self.lead, heads, shown, margin: self.margin }
            })
            .collect()
    }

    fn longest_head(&self, setting: Setting<'_>) -> f64 {
        self.labels.iter().map(|label| setting.measure(&one_line(label), HEAD)).fold(0.0, f64::max)
    }

    /// Width of the longest word of a head that has no place to break, in em.
    fn longest_word(&self, setting: Setting<'_>) -> f64 {
        let words = self.labels.iter().flat_map(|label| label.split(|c: char| !c.is_ascii_alphanumeric() && c != '\''));
        words.map(|word| setting.measure(word, 1.0)).fold(0.0, f64::max)
    }
}

impl Columns {
    /// Left edge of the first column.
    pub(crate) fn left(&self) -> f64 {
        self.name + self.lead
    }

    /// Right edge of the last column.
    pub(crate) fn right(&self) -> f64 {
        let apart = if self.margin.is_some() && self.shown.len() > 1 { APART } else { 0.0 };
        self.left() + apart + self.cell * self.shown.len() as f64
    }

    /// The columns that stand here: their place in the table, and their box in a
    /// row of a height; a pixel of paper parts neighbours.
    pub(crate) fn cells(&self, height: f64) -> impl Iterator<Item = (usize, Rect)> {
        self.shown.iter().enumerate().map(move |(place, &index)| {
            let after_first = self.margin == Some(0) && place > 0;
            let before_last = self.margin.is_some_and(|margin| margin > 0 && margin == index);
            let apart = if after_first || before_last { APART } else { 0.0 };
            let x = self.left() + apart + self.cell * place as f64;
            (index, Rect::new(x, 0.0, self.cell - 1.0, height - 1.0))
        })
    }

    /// The box over all columns and their lead.
    pub(crate) fn span(&self, height: f64) -> Rect {
        Rect::new(self.name, 0.0, self.right() - self.name, height - 1.0)
    }

    /// An empty row, ruled below.
    pub(crate) fn row(&self, height: f64) -> Scene {
        let mut scene = Scene::new(self.right(), height);
        marks::rule(&mut scene, Ink::Grid);
        scene
    }

    /// The heads of the columns on one line at the foot, ruled below; `title`
    /// stands over them, where the table is one of several.
    pub(crate) fn head(&self, title: &str, corner: &str, lead: &str, labels: &[&str], setting: Setting<'_>) -> Scene {
        let wrapped: Vec<(Rect, Vec<String>)> = self
            .cells(1.0)
            .map(|(index, rect)| {
                let label = one_line(labels.get(index).copied().unwrap_or_default());
                (rect, setting.wrap(&label, self.heads, self.cell - GAP, HEAD_LINES))
            })
            .collect();
        let lines = wrapped.iter().map(|(_, lines)| lines.len()).max().unwrap_or(1);
        let above = if title.is_empty() { 0.0 } else { 30.0 };
        let mut head = Scene::new(self.right(), above + lines as f64 * HEAD_LINE + 13.0);
        let base = head.height - 9.0;
        let set = Type::new(HEAD, Ink::Ink3);
        if !title.is_empty() {
            let title = setting.wrap(&one_line(title), 15.0, self.right(), 1);
            head.lines(&title, (0.0, 20.0), Type::new(15.0, Ink::Ink), 0.0);
        }
        let corner = setting.wrap(&one_line(corner), HEAD, self.name - 8.0, 1);
        head.lines(&corner, (0.0, base), set, HEAD_LINE);
        head.text(lead, (self.left() - 8.0, base), set.end());
        for (rect, lines) in wrapped {
            let first = base - HEAD_LINE * (lines.len() as f64 - 1.0);
            let set = Type::new(self.heads, Ink::Ink3).middle();
            head.lines(&lines, (rect.x + rect.width / 2.0, first), set, HEAD_LINE);
        }
        marks::rule(&mut head, Ink::Ink4);
        head
    }
}

/// Why a cell has no figure: hatched, or plain words where they fit.
pub(crate) fn absent(scene: &mut Scene, rect: Rect, absence: Absence, setting: Setting<'_>) {
    const SIZE: f64 = 11.0;
    let words = setting.part_words();
    let word = match absence {
        Absence::Withheld => setting.words().withheld_short,
        Absence::Nobody { invited } => {
            let (x, middle) = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
            let set = Type::new(SIZE, Ink::Ink2).middle();
            scene.text(words.nobody, (x, middle - 2.0), set);
            scene.text(out_of(0, invited, setting.language), (x, middle + 12.0), set);
            return;
        }
        Absence::Vacant => words.vacant,
        Absence::NotHeld => words.not_held,
        Absence::NotReported => words.not_reported,
        Absence::NoHeadcount { .. } => words.no_rate,
    };
    let width = setting.measure(word, SIZE);
    let (x, y) = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
    if absence == Absence::Withheld {
        scene.hatch(rect);
        if width + 4.0 <= rect.width {
            scene.fill(Rect::new(x - width / 2.0 - 2.0, y - 8.0, width + 4.0, 16.0), Ink::Paper);
        }
    }
    if width + 4.0 <= rect.width {
        scene.text(word, (x, y + 4.0), Type::new(SIZE, Ink::Ink2).middle());
    } else if absence != Absence::Withheld {
        let lines = setting.wrap(word, SIZE, rect.width, 2);
        let first = y + 4.0 - 6.5 * (lines.len() as f64 - 1.0);
        scene.lines(&lines, (x, first), Type::new(SIZE, Ink::Ink2).middle(), 13.0);
    }
}

/// Puts tables under each other. One table has its head on every page; of
/// several, each block has its own, and as many rows as a page holds.
pub(crate) fn lay(mut tables: Vec<(Scene, Vec<Block>)>, setting: Setting<'_>) -> (Option<Scene>, Vec<Block>) {
    if tables.len() == 1
        && let Some((head, rows)) = tables.pop()
    {
        return (Some(head), rows);
    }
    let medium = setting.medium;
    let room = medium.height.map_or(BLOCK, |height| height - 2.0 * medium.margin - AROUND);
    let mut blocks = Vec::new();
    for (head, rows) in &tables {
        for rows in parted(rows, room - head.height, medium.rows) {
            blocks.push(Block::from(stack(head, rows)));
        }
    }
    (None, blocks)
}

/// A head over rows, with room below.
fn stack(head: &Scene, rows: &[Block]) -> Scene {
    let mut scene = Scene::new(head.width, head.height);
    scene.place(head.clone(), (0.0, 0.0));
    for row in rows {
        let y = scene.height;
        scene.height += row.scene.height;
        scene.place(row.scene.clone(), (0.0, y));
    }
    scene.height += 16.0;
    scene
}

#[cfg(test)]
mod tests {
    use koe_core::definition::Language;

    use super::*;
    use crate::chart::marks::with_setting;
    use crate::chart::medium::{Medium, Size};

    /// Names of rows, and so many columns under a margin.
    fn columns_of<T>(labels: &[&str], size: Size, check: impl FnOnce(Vec<Columns>, Setting<'_>) -> T) -> T {
        let table = Table {
            names: vec!["保健福祉部健康政策課地域医療連携推進担当"],
            labels: labels.to_vec(),
            lead: 56.0,
            cell: (50.0, 60.0),
            margin: Some(0),
        };
        with_setting(Medium::of(size), Language::Ja, |setting| check(table.columns(setting), setting))
    }

    #[test]
    fn ten_columns_stand_side_by_side_at_every_size() {
        for size in [Size::Screen, Size::Document, Size::Slide] {
            columns_of(&["全体"; 10], size, |tables, setting| {
                let [columns] = tables.as_slice() else { panic!("{} tables", tables.len()) };
                assert!(columns.cell >= 50.0 && columns.name >= 124.0 && columns.right() <= setting.width());
                let x: Vec<f64> = columns.cells(30.0).map(|(_, rect)| rect.x).collect();
                assert!((x[1] - x[0] - columns.cell - APART).abs() < 1e-9, "the margin is set off by 6");
                assert!((x[2] - x[1] - columns.cell).abs() < 1e-9);
            });
        }
    }

    #[test]
    fn more_columns_than_fit_are_parted_evenly_and_each_part_has_the_margin() {
        columns_of(&["人材"; 25], Size::Screen, |tables, _| {
            let parts: Vec<Vec<usize>> =
                tables.iter().map(|columns| columns.cells(30.0).map(|(index, _)| index).collect()).collect();
            assert_eq!(parts.len(), 3);
            assert!(parts.iter().all(|part| part[0] == 0 && part.len() == 9), "{parts:?}");
            let all: Vec<usize> = parts.iter().flat_map(|part| part[1..].to_vec()).collect();
            assert_eq!(all, (1..25).collect::<Vec<_>>(), "every column once");
        });
    }

    #[test]
    fn heads_break_between_words() {
        let mut labels = vec!["人材確保"; 10];
        labels[3] = "人事評価制度";
        columns_of(&labels, Size::Screen, |tables, setting| {
            let head = tables[0].head("", "部局", "n", &labels, setting);
            let texts: Vec<&str> = head.texts(setting.ruler).map(|(text, _)| text).collect();
            assert!(texts.contains(&"人事評価") && texts.contains(&"制度"), "{texts:?}");
        });
    }
}
