//! A flow of pieces, and how it falls onto sheets.
//!
//! A piece is never parted. It may have to stay with the one after it, as a
//! heading does; what stays together is a unit, and a unit starts a new sheet
//! where it does not fit into the rest of this one. The head of a figure (its
//! columns and axis) stands again at the top of every sheet it continues on.

use crate::chart::drawing::Drawing;
use crate::chart::marks::Setting;
use crate::chart::scene::Scene;

use super::piece::{Figure, Part, Piece, Role, Sheet};
use super::prose::{Style, text};

/// Rows that begin or end a figure on a sheet are no fewer.
const TOGETHER: usize = 3;
/// Most lines of a name that stands under its drawing for not fitting into it.
const MOST: usize = 12;

/// Pieces in reading order.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pieces: Vec<Piece>,
    pub(super) figures: Vec<Figure>,
}

impl Flow {
    /// Adds a piece; one that shows nothing leaves none.
    pub(super) fn push(&mut self, piece: Piece) {
        if !piece.scene.marks.is_empty() && piece.scene.height > 0.0 {
            self.pieces.push(piece);
        }
    }

    /// Adds a heading with free room above it; none where there is nothing to say.
    pub(super) fn heading(&mut self, title: &str, level: u16, style: &Style, space: f64, setting: Setting<'_>) {
        let role = Role::Heading(level, title.to_owned());
        self.push(Piece::new(text(title, style, setting), role).below(space).with_next());
    }

    /// Adds a scene that is a figure of its own.
    pub(super) fn figure(&mut self, scene: Scene, description: String, space: f64) {
        let figure = self.figures.len();
        self.figures.push(Figure { head: None, description });
        self.push(Piece::new(scene, Role::Figure(figure)).below(space));
    }

    /// Adds a drawing under its headline; one of under half a sheet is not parted.
    pub(super) fn drawing(&mut self, mut drawing: Drawing, setting: Setting<'_>, room: f64) {
        let first = self.pieces.len();
        let title = std::mem::take(&mut drawing.title);
        // Right under the title of its section, or far from the chart before.
        let space = if self.pieces.last().is_some_and(|last| last.keep) { 16.0 } else { 44.0 };
        self.heading(&title, 3, &Style::HEADLINE, space, setting);
        self.push(Piece::new(drawing.top(setting.medium, setting.ruler), Role::Paragraph).with_next());
        let foot = drawing.foot(setting.medium, setting.ruler);

        let figure = self.figures.len();
        let description = if drawing.description.is_empty() { title } else { drawing.description };
        if let Some(head) = &drawing.head {
            self.push(Piece::new(head.clone(), Role::Figure(figure)).with_next());
        }
        self.figures.push(Figure { head: drawing.head, description });
        let rows = self.pieces.len();
        for block in drawing.blocks {
            // Not by `push`: a block without marks is room that the drawing wants.
            let piece = Piece::new(block.scene, Role::Figure(figure));
            self.pieces.push(Piece { keep: block.heading, ..piece });
        }
        let rows = &mut self.pieces[rows..];
        let (begin, end) = (TOGETHER.min(rows.len()), rows.len().saturating_sub(TOGETHER));
        together(&mut rows[..begin], room / 4.0);
        together(&mut rows[end..], room / 4.0);
        if let Some(last) = self.pieces[first..].last_mut() {
            last.keep = !foot.marks.is_empty();
        }
        self.push(Piece::new(foot, Role::Paragraph).below(4.0));
        let whole = self.pieces.len();
        for name in drawing.cut_names {
            self.push(
                Piece::new(text(&name, &Style { most: MOST, ..Style::NOTE }, setting), Role::Paragraph).below(4.0),
            );
        }
        together(&mut self.pieces[first..whole], room / 2.0);
    }

    /// The sheets, each with this much room.
    pub(super) fn sheets(&self, room: f64) -> Vec<Sheet> {
        let mut paper = Paper { sheets: vec![Sheet::default()], y: 0.0, room, figures: &self.figures, last: None };
        for unit in self.pieces.chunk_by(|piece, _| piece.keep) {
            paper.unit(unit);
        }
        paper.sheets
    }
}

/// Keeps pieces together if they are no higher than this.
fn together(pieces: &mut [Piece], most: f64) {
    if pieces.iter().map(Piece::height).sum::<f64>() < most {
        let inner = pieces.len().saturating_sub(1);
        pieces[..inner].iter_mut().for_each(|piece| piece.keep = true);
    }
}

/// Sheets being filled.
struct Paper<'a> {
    sheets: Vec<Sheet>,
    /// How far down the last sheet is filled.
    y: f64,
    room: f64,
    figures: &'a [Figure],
    /// The figure that the last piece was a part of.
    last: Option<usize>,
}

impl Paper<'_> {
    /// Puts down what stays together, if a sheet can hold it.
    fn unit(&mut self, unit: &[Piece]) {
        let height: f64 = unit.iter().map(Piece::height).sum();
        if self.y > 0.0 && !self.fits(height) {
            self.turn();
        }
        let free = self.room - self.repeated(unit.first()).map_or(0.0, |head| head.height);
        let tallest = unit.iter().map(|piece| piece.scene.height).fold(0.0, f64::max);
        // All but the tallest is headings and heads: it gives way to them.
        let left = free - (height - tallest);
        let scale = if height > free && left >= free / 2.0 { left / tallest } else { 1.0 };
        for piece in unit {
            let scale = if piece.scene.height < tallest { 1.0 } else { scale };
            self.piece(piece, scale);
        }
    }

    fn piece(&mut self, piece: &Piece, scale: f64) {
        if self.y > 0.0 && !self.fits(piece.space + piece.scene.height * scale) {
            self.turn();
        }
        if let Some(head) = self.repeated(Some(piece)).cloned() {
            self.put(head, &piece.role, 1.0);
        }
        self.y += if self.y > 0.0 { piece.space } else { 0.0 };
        let scale = scale.min((self.room - self.y) / piece.scene.height.max(1.0));
        self.put(piece.scene.clone(), &piece.role, scale);
        self.last = match piece.role {
            Role::Figure(figure) => Some(figure),
            _ => None,
        };
    }

    /// The head that a piece takes along to the top of a sheet.
    fn repeated(&self, piece: Option<&Piece>) -> Option<&Scene> {
        match piece?.role {
            Role::Figure(figure) if self.y <= 0.0 && self.last == Some(figure) => self.figures[figure].head.as_ref(),
            _ => None,
        }
    }

    /// Puts a scene under what is there; the parts of a figure on a sheet are one.
    fn put(&mut self, scene: Scene, role: &Role, scale: f64) {
        let (at, height) = (self.y, scene.height * scale);
        self.y += height;
        let Some(sheet) = self.sheets.last_mut() else { return };
        let same = |part: &&mut Part| {
            matches!(role, Role::Figure(_)) && part.role == *role && part.scale >= 1.0 && scale >= 1.0
        };
        if let Some(part) = sheet.parts.last_mut().filter(same) {
            part.scene.place(scene, (0.0, at - part.at));
            part.scene.height = at + height - part.at;
        } else if height > 0.0 {
            sheet.parts.push(Part { scene, role: role.clone(), at, scale });
        }
    }

    fn fits(&self, height: f64) -> bool {
        self.y + height <= self.room + 1e-6
    }

    fn turn(&mut self) {
        self.sheets.push(Sheet::default());
        self.y = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::drawing::Block;
    use crate::chart::marks::with_setting;
    use crate::chart::medium::Medium;
    use crate::chart::scene::{Rect, Type};
    use crate::theme::Ink;
    use koe_core::definition::Language;

    const ROOM: f64 = 100.0;

    fn scene(height: f64) -> Scene {
        let mut scene = Scene::new(816.0, height);
        scene.fill(Rect::new(0.0, 0.0, 10.0, height), Ink::Ink);
        scene
    }

    fn piece(height: f64, keep: bool) -> Piece {
        Piece { keep, ..Piece::new(scene(height), Role::Paragraph) }
    }

    /// Tops and heights on each sheet; a letter is a piece of ten, h stays with the next.
    fn sheets(flow: &Flow) -> Vec<Vec<(f64, f64)>> {
        let part = |part: &Part| (part.at, part.scene.height * part.scale);
        flow.sheets(ROOM).iter().map(|sheet| sheet.parts.iter().map(part).collect()).collect()
    }

    fn counts(kinds: &str) -> Vec<usize> {
        let mut flow = Flow::default();
        kinds.chars().for_each(|kind| flow.push(piece(20.0, kind == 'h')));
        sheets(&flow).iter().map(Vec::len).collect()
    }

    /// A drawing with a head of 10 and rows of 20.
    fn drawing(rows: usize) -> Drawing {
        Drawing {
            head: Some(scene(10.0)),
            blocks: (0..rows).map(|_| Block::from(scene(20.0))).collect(),
            description: "described".to_owned(),
            ..Drawing::default()
        }
    }

    fn with_drawing(flow: &mut Flow, drawing: Drawing) {
        with_setting(Medium::sheet(), Language::Ja, |setting| flow.drawing(drawing, setting, ROOM));
    }

    #[test]
    fn a_heading_is_never_the_last_of_a_sheet() {
        assert_eq!(counts("rrrrr"), [5]);
        assert_eq!(counts("rrrrrr"), [5, 1]);
        assert_eq!(counts("rrrrhr"), [4, 2]);
        assert_eq!(counts("rrrhhr"), [3, 3]);
        assert_eq!(counts("hhhhhhhr"), [5, 3], "what no sheet can hold together is parted");
        assert_eq!(counts(""), [0]);
    }

    #[test]
    fn free_room_above_is_not_for_the_top_of_a_sheet() {
        let mut flow = Flow::default();
        flow.push(piece(60.0, false).below(30.0));
        flow.push(piece(30.0, false).below(10.0));
        flow.push(piece(20.0, false).below(10.0));
        assert_eq!(sheets(&flow), [vec![(0.0, 60.0), (70.0, 30.0)], vec![(0.0, 20.0)]]);
    }

    #[test]
    fn a_head_stands_on_every_sheet_its_figure_continues_on() {
        let mut flow = Flow::default();
        with_drawing(&mut flow, drawing(10));
        // 10 + 4 rows of 20 fit into 100, so 4, 4 and 2.
        assert_eq!(sheets(&flow), [vec![(0.0, 90.0)], vec![(0.0, 90.0)], vec![(0.0, 50.0)]]);
        let all: Vec<usize> = flow.sheets(ROOM).iter().map(|sheet| sheet.parts[0].scene.marks.len()).collect();
        assert_eq!(all, [5, 5, 3]);
    }

    #[test]
    fn a_drawing_of_under_half_a_sheet_is_not_parted_and_a_longer_one_starts_where_it_is() {
        let mut flow = Flow::default();
        flow.push(piece(70.0, false));
        with_drawing(&mut flow, drawing(1));
        assert_eq!(sheets(&flow), [vec![(0.0, 70.0), (70.0, 30.0)]]);

        let mut flow = Flow::default();
        flow.push(piece(65.0, false));
        with_drawing(&mut flow, drawing(1));
        with_drawing(&mut flow, Drawing { blocks: vec![Block::from(scene(15.0)); 2], ..drawing(0) });
        assert_eq!(sheets(&flow), [vec![(0.0, 65.0), (65.0, 30.0)], vec![(0.0, 40.0)]]);

        let mut flow = Flow::default();
        flow.push(piece(65.0, false));
        with_drawing(&mut flow, drawing(3));
        assert_eq!(sheets(&flow), [vec![(0.0, 65.0), (65.0, 30.0)], vec![(0.0, 50.0)]]);
    }

    #[test]
    fn a_figure_begins_and_ends_with_three_rows() {
        let short = |rows: usize| Drawing { blocks: vec![Block::from(scene(5.0)); rows], ..drawing(0) };
        let mut flow = Flow::default();
        flow.push(piece(76.0, false));
        with_drawing(&mut flow, short(10));
        assert_eq!(sheets(&flow), [vec![(0.0, 76.0)], vec![(0.0, 60.0)]], "24 hold the head and two rows");

        let mut flow = Flow::default();
        flow.push(piece(75.0, false));
        with_drawing(&mut flow, short(10));
        assert_eq!(sheets(&flow), [vec![(0.0, 75.0), (75.0, 25.0)], vec![(0.0, 45.0)]]);

        let mut flow = Flow::default();
        with_drawing(&mut flow, short(19));
        assert_eq!(sheets(&flow), [vec![(0.0, 90.0)], vec![(0.0, 25.0)]], "18 rows would fit");
    }

    #[test]
    fn a_block_higher_than_a_sheet_is_made_smaller_and_stays_with_its_head() {
        let mut flow = Flow::default();
        flow.push(piece(20.0, false));
        flow.push(piece(20.0, true));
        flow.push(piece(160.0, false));
        assert_eq!(sheets(&flow), [vec![(0.0, 20.0)], vec![(0.0, 20.0), (20.0, 80.0)]]);

        let mut flow = Flow::default();
        with_drawing(&mut flow, Drawing { blocks: vec![Block::from(scene(400.0)); 2], ..drawing(0) });
        let tall = flow.sheets(ROOM);
        assert_eq!(tall.len(), 2);
        for sheet in &tall {
            let down = sheet.parts.last().map(|part| part.at + part.scene.height * part.scale).unwrap();
            assert!((down - ROOM).abs() < 1e-6);
            assert_eq!(sheet.parts.len(), 2, "the head and the block, which has its own scale");
        }
    }

    #[test]
    fn notes_stay_with_the_last_row() {
        let mut flow = Flow::default();
        flow.push(piece(10.0, false));
        // Head and four rows end at 100; the note takes the last row along.
        with_drawing(&mut flow, Drawing { notes: vec!["注".to_owned()], ..drawing(4) });
        let sheets = flow.sheets(ROOM);
        let roles: Vec<Vec<&Role>> =
            sheets.iter().map(|sheet| sheet.parts.iter().map(|part| &part.role).collect()).collect();
        assert_eq!(roles, [vec![&Role::Paragraph, &Role::Figure(0)], vec![&Role::Figure(0), &Role::Paragraph]]);
    }

    #[test]
    fn what_shows_nothing_leaves_no_piece() {
        let mut flow = Flow::default();
        flow.push(Piece::new(Scene::new(816.0, 20.0), Role::Paragraph));
        let mut empty = Scene::new(816.0, 20.0);
        empty.text("", (0.0, 0.0), Type::new(16.0, Ink::Ink));
        flow.push(Piece::new(empty, Role::Paragraph));
        assert_eq!(sheets(&flow), [vec![]]);
    }
}
