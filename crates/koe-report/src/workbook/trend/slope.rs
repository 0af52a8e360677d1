//! Two waves as lines of two points, labelled where nothing else is.

use koe_stats::{Decimal, nearest_f64};
use rust_xlsxwriter::{ChartDataLabel, ChartDataLabelPosition as Side, ChartMarkerType, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::Told;
use super::two::{FROM, NAME, Pair, TO};
use crate::chart::plots::slope::Evidence;
use crate::chart::plots::{YEARS, window};
use crate::theme::Ink;
use crate::typeset::count_of;
use crate::window::Window;
use crate::wording::trend_sheets::window_axis;
use crate::workbook::formats::Number;
use crate::workbook::lines::{Dot, Lines, Pen, Span, Strand, figure};
use crate::workbook::native::Axis;
use crate::workbook::sheet::{Place, Sheet};

/// Most lines that an eye can follow, and the longest name that stands beside one,
/// in half-width characters.
const MOST: usize = 12;
const LONGEST: usize = 30;
/// Height of the chart and of its plot, in pixels; from label to label.
const HIGH: u32 = 600;
const PLOT: [f64; 4] = [0.07, 0.04, 0.91, 0.84];
const APART: f64 = 17.0;

/// What stands at an end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Empty,
    Figure,
    Named,
}

/// Lines whose labels have room in one chart: their place among all, and their ends.
#[derive(Default)]
struct Room {
    taken: [Vec<f64>; 2],
    lines: Vec<(usize, [End; 2])>,
}

/// Whether these lines can be told apart.
pub(super) fn is_readable(told: Told<'_>, pairs: &[Pair<'_>]) -> bool {
    pairs.len() <= MOST && pairs.iter().all(|pair| told.name(pair.row).width() <= LONGEST)
}

/// Draws as few charts as give every line room for its name.
pub(super) fn draw(
    sheet: &mut Sheet<'_, '_>,
    told: Told<'_>,
    pairs: &[Pair<'_>],
    place: Place,
) -> Result<(), XlsxError> {
    let ends: Vec<[Decimal; 2]> =
        pairs.iter().filter_map(|pair| Some([pair.row.mean_text? - pair.by()?, pair.row.mean_text?])).collect();
    let window = window(ends.iter().flatten().copied(), YEARS, told.waves.about.scale);
    let high = f64::from(HIGH) * PLOT[3];
    let at = |value: &Decimal| high * nearest_f64(&window.share(&value.exact()));
    let rooms = rooms(&ends.iter().map(|[from, to]| [at(from), at(to)]).collect::<Vec<_>>());
    for (part, room) in (1..).zip(&rooms) {
        let lines = lines(told, pairs, place, room, &window, (part, rooms.len()));
        sheet.chart(lines.chart(), HIGH)?;
    }
    Ok(())
}

/// Where the lines with these ends are labelled, in which chart.
fn rooms(ends: &[[f64; 2]]) -> Vec<Room> {
    let mut rooms: Vec<Room> = Vec::new();
    for (line, own) in ends.iter().enumerate() {
        let found = rooms.iter_mut().find_map(|room| room.free(*own).map(|side| (room, side)));
        match found {
            Some((room, side)) => room.name(line, *own, side),
            None => {
                let mut room = Room::default();
                room.name(line, *own, 1);
                rooms.push(room);
            }
        }
    }
    rooms.iter_mut().for_each(|room| room.figures(ends));
    rooms
}

impl Room {
    /// The side on which a name has room: the latest wave's, else the earlier one's.
    fn free(&self, ends: [f64; 2]) -> Option<usize> {
        [1, 0].into_iter().find(|side| self.is_free(*side, ends[*side]))
    }

    fn is_free(&self, side: usize, at: f64) -> bool {
        self.taken[side].iter().all(|taken| (taken - at).abs() >= APART)
    }

    fn name(&mut self, line: usize, ends: [f64; 2], side: usize) {
        self.taken[side].push(ends[side]);
        let mut own = [End::Empty; 2];
        own[side] = End::Named;
        self.lines.push((line, own));
    }

    /// Figures at the other ends, as far as they have room.
    fn figures(&mut self, ends: &[[f64; 2]]) {
        for at in 0..self.lines.len() {
            let (line, own) = self.lines[at];
            let side = usize::from(own[1] == End::Empty);
            if self.is_free(side, ends[line][side]) {
                self.taken[side].push(ends[line][side]);
                self.lines[at].1[side] = End::Figure;
            }
        }
    }
}

fn lines<'a>(
    told: Told<'a>,
    pairs: &[Pair<'_>],
    place: Place,
    room: &Room,
    window: &Window,
    (part, parts): (usize, usize),
) -> Lines<'a> {
    let axis = Axis::of(window, window_axis(window, told.book.language));
    let strand = |(line, ends): &(usize, [End; 2])| {
        let row = place.first + u32::try_from(*line).unwrap_or(u32::MAX);
        strand(told, &pairs[*line], row, *ends)
    };
    let number = format!("{}/{}", count_of(part), count_of(parts));
    Lines {
        sheet: told.own.two,
        title: None,
        told: format!("{} ({number}). {}", told.own.about_two_chart, axis.title),
        axis,
        under: Span { first: (place.header, FROM), last: (place.header, TO) },
        series: room.lines.iter().map(strand).collect(),
        plot: Some(PLOT),
        legend: false,
    }
}

fn strand(told: Told<'_>, pair: &Pair<'_>, row: u32, ends: [End; 2]) -> Strand {
    let ink = pair.ink();
    let pattern = told.book.pattern(Number::Score);
    let labels = ends.into_iter().zip([Side::Left, Side::Right]).map(|(end, side)| match end {
        End::Empty => ChartDataLabel::new().set_hidden().to_custom(),
        End::Figure => figure(&pattern, 9.0, side),
        End::Named => figure(&pattern, 9.0, side).show_series_name().set_separator(' ').to_custom(),
    });
    Strand {
        name: (row, NAME),
        values: Some(Span { first: (row, FROM), last: (row, TO) }),
        pen: Some(match pair.evidence {
            Evidence::Holds => Pen::solid(ink, 2.0),
            Evidence::Alone => Pen::solid(ink, 1.5),
            Evidence::None => Pen::dashed(ink, 1.0),
        }),
        dot: Some(Dot { kind: ChartMarkerType::Circle, size: 6, fill: ink, edge: Ink::Paper }),
        labels: labels.collect(),
        ..Strand::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_apart_on_either_side_or_in_another_chart() {
        // Three ends within 17 pixels on both sides: right, left, another chart.
        let rooms = rooms(&[[10.0, 100.0], [20.0, 105.0], [15.0, 110.0], [200.0, 300.0]]);
        let lines: Vec<&[(usize, [End; 2])]> = rooms.iter().map(|room| room.lines.as_slice()).collect();
        use End::{Empty, Figure, Named};
        assert_eq!(lines[0], [(0, [Empty, Named]), (1, [Named, Empty]), (3, [Figure, Named])]);
        assert_eq!(lines[1], [(2, [Figure, Named])]);
    }
}
