//! The attainment of indicators as bars, a chart for each group; under them the
//! cells they are drawn from.

use koe_core::plan::Standing;
use koe_stats::{Decimal, ratio};
use rust_xlsxwriter::{ChartDataLabelPosition, Workbook, XlsxError};

use super::heading;
use crate::outlook::{Group, Line as Indicator, Outlook, groups};
use crate::theme::Ink;
use crate::window::Window;
use crate::wording::board_sheets::board_words;
use crate::wording::plan::plan_words;
use crate::wording::{outlook_words, part_words, words};
use crate::workbook::formats::{self, Number};
use crate::workbook::native::{Axis, Cells, Drawing, Label, Series, Title};
use crate::workbook::sheet::{Edition, Listed, Place, Sheet};
use crate::workbook::table::{Cell, Column, Line, Table};
use crate::workbook::text::label;

/// The column of the figures: group and name stand before it.
const ATTAINED: u16 = 2;
/// What an axis shows at least: the baseline, and the target with what is beyond.
const ENDS: (i32, i32) = (0, 115);
/// Between gridlines, one of which is the target.
const STEP: (i32, i32) = (25, 1);

/// Whether any indicator has an attainment to draw.
pub(super) fn is_drawn(lines: &[Indicator<'_>]) -> bool {
    lines.iter().any(|line| line.attainment.percent.is_some())
}

/// Writes the sheet, where there is anything to draw.
pub(super) fn write(
    workbook: &mut Workbook,
    book: Edition<'_>,
    outlook: Outlook<'_>,
    lines: &[Indicator<'_>],
) -> Result<Option<Listed>, XlsxError> {
    if !is_drawn(lines) {
        return Ok(None);
    }
    let own = board_words(outlook.language);
    let board = Board::of(lines, outlook);
    let heading = heading(outlook.counted(lines), &[plan_words(outlook.language).note_attainment]);
    let table = board.table();
    // Parts are as long wherever their cells stand.
    let sizes: Vec<u32> = board.charts(Place { header: 0, first: 1, last: 1 }).iter().map(|it| it.height()).collect();
    let mut sheet = Sheet::of_charts_over(workbook, book, own.board, &heading, &table)?;
    let (rows, place) = sheet.under(&sizes, &table)?;
    let charts = board.charts(place);
    let wide = sheet.wide();
    for (index, (chart, row)) in (1..).zip(charts.iter().zip(rows)) {
        sheet.pin(chart.drawing.of(chart.cells, (index, charts.len())), (row, 0), (wide, chart.height()))?;
    }
    sheet.close()?;
    Ok(Some((own.board.into(), own.about_board.into())))
}

/// The groups, and what their bars have in common.
struct Board<'a, 'l> {
    outlook: Outlook<'a>,
    groups: Vec<Group<'a, 'l>>,
    /// The word of each indicator that has no bar, in the order of the table.
    bare: Vec<Option<&'static str>>,
    titled: Drawing,
    untitled: Drawing,
}

/// A chart of a group, or of a part of a long one.
struct Drawn<'b> {
    drawing: &'b Drawing,
    cells: Cells<'b>,
}

impl Drawn<'_> {
    fn height(&self) -> u32 {
        self.drawing.height(self.cells)
    }
}

impl<'a, 'l> Board<'a, 'l> {
    fn of(lines: &'l [Indicator<'a>], outlook: Outlook<'a>) -> Self {
        let own = board_words(outlook.language);
        let groups = groups(lines);
        let status = |line: &&Indicator<'_>| line.attainment.percent.is_none().then(|| outlook.status(line));
        let bare = groups.iter().flat_map(|group| group.lines.iter().map(status)).collect();
        let drawing = |title| drawing(title, lines, own.board_axis);
        let titles = [Title::FirstCell(own.board_title), Title::Words(own.board_title)];
        let [titled, untitled] = titles.map(drawing);
        Self { outlook, groups, bare, titled, untitled }
    }

    /// The charts of a table that stands there.
    fn charts(&self, place: Place) -> Vec<Drawn<'_>> {
        let own = board_words(self.outlook.language);
        let (mut first, mut rest) = (place.first, self.bare.as_slice());
        let mut charts = Vec::new();
        for group in &self.groups {
            let (bare, others) = rest.split_at(group.lines.len().min(rest.len()));
            let next = first + u32::try_from(bare.len()).unwrap_or(u32::MAX);
            let place = Place { first, last: next.saturating_sub(1), ..place };
            let drawing = if group.name.is_empty() { &self.untitled } else { &self.titled };
            let cells = Cells { sheet: own.board, place, bare, no_bar: own.no_bar };
            charts.extend(drawing.parts(cells).into_iter().map(|cells| Drawn { drawing, cells }));
            (first, rest) = (next, others);
        }
        charts
    }

    fn table(&self) -> Table {
        let (language, outlook) = (self.outlook.language, self.outlook);
        let heads = [outlook_words(language).group, part_words(language).indicator];
        let mut columns: Vec<Column> = heads.map(Column::text).into();
        columns.extend([Column::figures(plan_words(language).attainment), Column::text(words(language).status)]);
        let line = |group: &str, line: &Indicator<'_>| {
            let attained = match line.attainment.standing {
                Standing::Withheld => Cell::Withheld,
                _ => {
                    line.attainment.percent.map_or(Cell::Nothing, |own| Cell::Number(own, Number::Fixed(own.places())))
                }
            };
            let names = [group, &line.indicator.name].map(|name| Cell::Text(label(name)));
            let cells = names.into_iter().chain([attained, Cell::text(outlook.status(line))]).collect();
            Line { strong: false, indent: 0, cells }
        };
        let of_group = |group: &Group<'_, '_>| group.lines.iter().map(|own| line(group.name, own)).collect::<Vec<_>>();
        Table { columns, lines: self.groups.iter().flat_map(of_group).collect() }
    }
}

/// Bars on the one axis of all groups.
fn drawing(title: Title, lines: &[Indicator<'_>], axis: &str) -> Drawing {
    let attained = || lines.iter().filter_map(|line| line.attainment.percent);
    let places = attained().map(Decimal::places).max().unwrap_or_default();
    let label = Label {
        pattern: formats::pattern(Number::Fixed(places), places, ""),
        ink: Ink::Ink,
        position: ChartDataLabelPosition::OutsideEnd,
    };
    let ends = [ENDS.0, ENDS.1].map(|end| Decimal::round(&ratio(end, 1), 0));
    let window = Window::holding(attained().chain(ends), STEP, 0, (i32::MIN, i32::MAX));
    let series = vec![Series { column: ATTAINED, fill: Ink::Accent, label, interval: None }];
    Drawing { title, axis: Axis::of(&window, axis.to_owned()), series, stacked: false }
}
