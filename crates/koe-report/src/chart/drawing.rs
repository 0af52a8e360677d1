//! What every chart is made of: a headline, a subtitle, a key, and blocks of
//! rows under heads that are repeated on every page.

use super::breaker::wrap;
use super::fonts::{Ruler, Weight};
use super::medium::Medium;
use super::paging::{height, parted};
use super::scene::{Rect, Scene, Type};
use koe_core::release::Row;

use crate::figures::Figures;
use crate::theme::Ink;

/// Size of the line at the foot of a slide.
const SOURCE: f64 = 11.2;

/// Height of the line with the number of a page.
const NUMBER: f64 = 20.0;

/// A chart laid out for one medium, not yet put on pages.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drawing {
    /// What was found, in one sentence.
    pub(crate) title: String,
    /// What is drawn: measure, scale, n, order.
    pub(crate) subtitle: String,
    /// The window on the whole scale, where the axis is cut.
    pub(crate) cut: Option<Cut>,
    /// The marks with their meaning: only those that the chart has.
    pub(crate) key: Vec<Entry>,
    /// Column heads and axis labels; repeated on every page.
    pub(crate) head: Option<Scene>,
    /// What is drawn, from top to bottom; no block is parted.
    pub(crate) blocks: Vec<Block>,
    /// Sentences below.
    pub(crate) notes: Vec<String>,
    /// Where the figures come from: n and the rule; at the foot of slides.
    pub(crate) source: String,
    /// Names that do not fit into the drawing, whole, for documents that have room.
    pub(crate) cut_names: Vec<String>,
    /// The same told in words, for who does not see it.
    pub(crate) description: String,
}

/// A row, or a picture that is one block.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) scene: Scene,
    /// A heading: never the last of a page.
    pub(crate) heading: bool,
}

/// A mark of the key with its meaning.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The mark, 16 high, drawn around its middle.
    pub(crate) mark: Scene,
    pub(crate) meaning: String,
}

/// An axis that shows a part of the scale only.
#[derive(Debug, Clone)]
pub(crate) struct Cut {
    /// Ends of the scale, as printed.
    pub(crate) scale: (String, String),
    /// Ends of the window on the scale, 0 to 1.
    pub(crate) window: (f64, f64),
    /// 横軸は3.0〜5.0だけを表示
    pub(crate) words: String,
}

/// The ranked items of everyone, each category before its own.
pub(crate) fn ranked(
    figures: Figures<'_>,
    heading: impl Fn(&Row) -> Scene,
    row: impl Fn(&Row) -> Scene,
) -> impl Iterator<Item = Block> {
    figures.ranked().into_iter().flat_map(move |chapter| {
        let above = chapter.category.map(|category| Block { scene: heading(category), heading: true });
        let own: Vec<Block> = chapter.lines.iter().map(|line| Block::from(row(line))).collect();
        above.into_iter().chain(own)
    })
}

/// Whether lines hold less than all of a name.
pub(crate) fn is_cut(lines: &[String], name: &str) -> bool {
    lines.last().is_some_and(|last| last.ends_with('…')) && !name.ends_with('…')
}

impl From<Scene> for Block {
    fn from(scene: Scene) -> Self {
        Self { scene, heading: false }
    }
}

impl Drawing {
    /// The pages of a picture in a medium: one, or as many as its rows take.
    pub(crate) fn pages(&self, medium: &Medium, ruler: &Ruler<'_>) -> Vec<Scene> {
        let top = self.top(medium, ruler);
        let foot = self.foot(medium, ruler);
        let head = self.head.as_ref().map_or(0.0, |head| head.height);
        let around = 2.0 * medium.margin + top.height + head + foot.height;
        // Pages that are as high as they need have a line for their number.
        let line = if medium.height.is_some() { 0.0 } else { NUMBER };
        let room = medium.height.unwrap_or(medium.tallest) - around - line;
        let mut pages = Vec::new();
        let parts = parted(&self.blocks, room, medium.rows);
        for (index, blocks) in parts.iter().enumerate() {
            let line = if parts.len() > 1 { line } else { 0.0 };
            let height = medium.height.unwrap_or(around + height(blocks) + line).ceil();
            let mut page = Scene::new(medium.width, height);
            let mut y = medium.margin;
            let mut down = |page: &mut Scene, scene: &Scene| {
                page.place(scene.clone(), (medium.margin, y));
                y += scene.height;
            };
            down(&mut page, &top);
            if let Some(head) = &self.head {
                down(&mut page, head);
            }
            for block in *blocks {
                down(&mut page, &block.scene);
            }
            let y = if medium.height.is_some() { height - medium.margin - foot.height } else { y };
            page.place(foot.clone(), (medium.margin, y));
            if parts.len() > 1 {
                let number = format!("{} / {}", index + 1, parts.len());
                let at = (medium.width - medium.margin, height - medium.margin);
                page.text(number, at, Type::new(SOURCE, Ink::Ink3).end());
            }
            pages.push(page);
        }
        pages
    }

    /// Headline, subtitle, ruler and key, as wide as the medium's inner width.
    pub(crate) fn top(&self, medium: &Medium, ruler: &Ruler<'_>) -> Scene {
        let width = medium.inner();
        let mut top = Scene::new(width, 0.0);
        let mut y = 0.0;
        let mut set = |text: &str, size: f64, leading: f64, most: usize, ink: Ink| {
            if text.is_empty() {
                return;
            }
            let lines = wrap(text, width, most, |c| ruler.advance(c, Weight::Regular) * size);
            top.lines(&lines, (0.0, y + leading * 0.5 + size * 0.38), Type::new(size, ink), leading);
            y += leading * lines.len() as f64;
        };
        set(&self.title, medium.headline, medium.headline * 1.5, 2, Ink::Ink);
        set(&self.subtitle, medium.subtitle, medium.subtitle * 1.6, 3, Ink::Ink3);
        if let Some(cut) = &self.cut {
            let line = cut.scene(medium.subtitle, ruler);
            top.place(line, (0.0, y + 2.0));
            y += 22.0;
        }
        if !self.key.is_empty() {
            let key = key(&self.key, width, ruler);
            y += 8.0;
            let height = key.height;
            top.place(key, (0.0, y));
            y += height;
        }
        top.height = y + 8.0;
        top
    }

    /// Notes; in a medium of fixed height also where the figures come from.
    pub(crate) fn foot(&self, medium: &Medium, ruler: &Ruler<'_>) -> Scene {
        const SIZE: f64 = 13.0;
        const LEADING: f64 = 22.0;
        let width = medium.inner();
        let mut foot = Scene::new(width, 0.0);
        let mut y = 0.0;
        for note in &self.notes {
            let lines = wrap(note, width, 4, |c| ruler.advance(c, Weight::Regular) * SIZE);
            foot.lines(&lines, (0.0, y + 18.0), Type::new(SIZE, Ink::Ink2), LEADING);
            y += LEADING * lines.len() as f64;
        }
        if medium.height.is_some() && !self.source.is_empty() {
            // Before the number of the page.
            let source = wrap(&self.source, width - 60.0, 1, |c| ruler.advance(c, Weight::Regular) * SOURCE);
            foot.lines(&source, (0.0, y + 18.0), Type::new(SOURCE, Ink::Ink3), 18.0);
            y += 18.0;
        }
        foot.height = y;
        foot
    }
}

/// The entries beside each other, on as many lines as they take.
fn key(entries: &[Entry], width: f64, ruler: &Ruler<'_>) -> Scene {
    const SIZE: f64 = 12.0;
    const LINE: f64 = 20.0;
    let mut key = Scene::new(width, LINE);
    let mut x = 0.0;
    let mut y = 0.0;
    for entry in entries {
        let room = width - entry.mark.width - 6.0;
        let meaning = wrap(&entry.meaning, room, 1, |c| ruler.advance(c, Weight::Regular) * SIZE).concat();
        let own = entry.mark.width + 6.0 + ruler.width(&meaning, SIZE, Weight::Regular);
        if x > 0.0 && x + own > width {
            x = 0.0;
            y += LINE;
        }
        key.place(entry.mark.clone(), (x, y + 2.0));
        key.text(meaning, (x + entry.mark.width + 6.0, y + 14.5), Type::new(SIZE, Ink::Ink3));
        x += own + 18.0;
    }
    key.height = y + LINE;
    key
}

impl Cut {
    /// The small ruler: the whole scale, the window dark, and the words.
    fn scene(&self, size: f64, ruler: &Ruler<'_>) -> Scene {
        const LENGTH: f64 = 96.0;
        let mut scene = Scene::new(400.0, 20.0);
        let from = ruler.width(&self.scale.0, 10.0, Weight::Regular) + 4.0;
        let to = from + LENGTH + 4.0 + ruler.width(&self.scale.1, 10.0, Weight::Regular);
        let at = |share: f64| from + share * LENGTH;
        let end = Type::new(10.0, Ink::Ink3);
        scene.text(self.scale.0.as_str(), (0.0, 13.5), end);
        scene.text(self.scale.1.as_str(), (to, 13.5), end.end());
        scene.fill(Rect::new(from, 9.5, LENGTH, 1.0), Ink::Ink4);
        scene.fill(Rect::new(at(self.window.0), 6.0, at(self.window.1) - at(self.window.0), 8.0), Ink::Ink2);
        scene.text(self.words.as_str(), (to + 12.0, 14.5), Type::new(size, Ink::Ink2));
        scene
    }
}
