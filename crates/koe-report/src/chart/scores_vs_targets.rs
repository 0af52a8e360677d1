//! Chart a: what is short of its target, by how much.

use koe_core::definition::Language;
use koe_core::release::{Level, Row};
use koe_stats::{Decimal, nearest_f64};

use super::breaker::wrap;
use super::canvas::{Anchor, Canvas, Rect, Type};
use super::face::{Face, Weight};
use super::outline::{Drawn, finish};
use super::{Chart, ChartError};
use crate::figures::Figures;
use crate::theme::{Hex, Theme};
use crate::typeset::{NOTHING, count, figure, one_line, signed};
use crate::wording::{Sentences, Words, status, words};

const WIDTH: u32 = 816;
const EDGE: f64 = 24.0;
const RIGHT: f64 = WIDTH as f64 - EDGE;
const INDENT: f64 = 22.0;
const LINE: f64 = 19.0;
const ROW: f64 = 30.0;
/// A picture any taller is no picture.
const TALLEST: u32 = 16_000;

/// Where the columns to the right of the strip end (figures) or begin (status).
struct Columns {
    strip: (f64, f64),
    score: f64,
    target: f64,
    gap: f64,
    status: f64,
}

const WITH_TARGETS: Columns = Columns { strip: (228.0, 530.0), score: 582.0, target: 636.0, gap: 690.0, status: 706.0 };
/// The place of the target is taken by n.
const SCORES_ONLY: Columns = Columns { strip: (308.0, 672.0), score: 728.0, target: 792.0, gap: 0.0, status: 0.0 };

/// Between a name and the strip.
const GAP: f64 = 8.0;

/// A row with its name broken into lines.
struct Laid<'a> {
    row: &'a Row,
    code: String,
    lines: Vec<String>,
    indent: f64,
    code_width: f64,
    height: f64,
}

pub(super) fn draw(figures: Figures<'_>, language: Language, theme: &Theme) -> Result<Chart, ChartError> {
    let mut face = Face::embedded()?;
    let sentences = Sentences::new(figures, language);
    let targets = figures.has_targets();
    let columns = if targets { WITH_TARGETS } else { SCORES_ONLY };
    let inner = RIGHT - EDGE;
    let wrapped =
        |text: &str, size: f64, face: &Face| wrap(text, inner, 3, |c| face.advance(c, Weight::Regular) * size);
    let headline = wrapped(&sentences.chart_headline(), 18.0, &face);
    let who = one_line(&format!("{} {}", figures.about.survey, figures.about.wave_label));
    let subtitle =
        wrapped(&format!("{who} | {}", sentences.subtitle()).replace(" | ", separator(language)), 13.0, &face);
    let rows: Vec<Laid<'_>> =
        figures.tree().into_iter().map(|row| lay(row, columns.strip.0, language, &face)).collect();
    for text in headline.iter().chain(&subtitle).chain(rows.iter().flat_map(|row| &row.lines)) {
        face.note_missing(text);
    }

    let key_top = EDGE + 27.0 * headline.len() as f64 + 21.0 * subtitle.len() as f64 + 6.0;
    let rows_top = key_top + 26.0 + 26.0;
    let bottom = rows_top + rows.iter().map(|row| row.height).sum::<f64>();
    let height = whole(bottom + EDGE);
    if height > TALLEST {
        return Err(ChartError::TooTall { height, limit: TALLEST });
    }

    let mut svg = String::new();
    {
        let picture = Picture {
            canvas: Canvas::new(&mut svg, WIDTH, height, theme.paper)?,
            theme,
            words: words(language),
            language,
            columns,
            scale: figures.about.scale,
            targets,
            withheld: rows.iter().any(|laid| laid.row.suppressed),
        };
        picture.head(&headline, &subtitle)?;
        picture.key(key_top, &rows, &face)?;
        picture.axis(rows_top, bottom)?;
        let mut top = rows_top;
        for laid in &rows {
            picture.row(laid, top, &face)?;
            top += laid.height;
        }
        picture.canvas.finish()?;
    }

    let title = headline.concat();
    let drawn = Drawn { svg, width: WIDTH, height, title, description: describe(figures, language) };
    finish(&drawn, face.missing())
}

fn separator(language: Language) -> &'static str {
    match language {
        Language::Ja => "　",
        Language::En => " · ",
    }
}

fn lay<'a>(row: &'a Row, strip: f64, language: Language, face: &Face) -> Laid<'a> {
    let overall = row.level == Level::Overall;
    let name = if overall { words(language).overall.to_owned() } else { one_line(&row.name) };
    // A code longer than this is no code that a label can carry.
    let code = if overall || row.code.chars().count() > 8 { String::new() } else { one_line(&row.code) };
    let indent = INDENT * f64::from(u32::try_from(row.depth.min(3)).unwrap_or(3));
    let code_width = if code.is_empty() { 0.0 } else { face.width(&code, 13.0, Weight::Regular) + 8.0 };
    let room = strip - GAP - EDGE - indent - code_width;
    let size = name_size(row.level);
    let lines = wrap(&name, room, 3, |c| face.advance(c, Weight::Regular) * size);
    let height = if lines.len() == 1 { ROW } else { LINE * lines.len() as f64 + 12.0 };
    Laid { row, code, lines, indent, code_width, height }
}

/// The embedded face has no bold kanji: what other charts set bold is larger.
fn name_size(level: Level) -> f64 {
    if matches!(level, Level::Overall | Level::Category) { 15.0 } else { 14.0 }
}

/// What is drawn is told again in words, row by row.
fn describe(figures: Figures<'_>, language: Language) -> String {
    let words = words(language);
    let mut parts = vec![Sentences::new(figures, language).subtitle()];
    for row in figures.tree() {
        let name = if row.level == Level::Overall { words.overall.to_owned() } else { one_line(&row.name) };
        let Some(mean) = row.mean_text else {
            parts.push(format!("{name} {}", words.withheld));
            continue;
        };
        let mut part = format!("{name} {} {}", words.score, figure(mean));
        if let (Some(target), Some(gap)) = (row.target_text, row.gap_text) {
            part.push_str(&format!(" {} {} {} {}", words.target, figure(target), words.gap, signed(gap)));
        }
        parts.push(part);
    }
    parts.join(match language {
        Language::Ja => "。",
        Language::En => ". ",
    })
}

struct Picture<'a> {
    canvas: Canvas<'a>,
    theme: &'a Theme,
    words: &'static Words,
    language: Language,
    columns: Columns,
    scale: (i32, i32),
    targets: bool,
    withheld: bool,
}

impl Picture<'_> {
    fn head(&self, headline: &[String], subtitle: &[String]) -> Result<(), ChartError> {
        let mut y = EDGE + 18.0;
        for line in headline {
            self.text(line, (EDGE, y), 18.0, self.theme.ink)?;
            y += 27.0;
        }
        y -= 4.0;
        for line in subtitle {
            self.text(line, (EDGE, y), 13.0, self.theme.ink3)?;
            y += 21.0;
        }
        Ok(())
    }

    /// The marks with their meaning: only those that the chart has.
    fn key(&self, top: f64, rows: &[Laid<'_>], face: &Face) -> Result<(), ChartError> {
        let middle = top + 10.0;
        let mut x = EDGE + 6.0;
        self.mark((x, middle), None, Some(x))?;
        x = self.label(x + 12.0, middle, self.words.key_score, face)?;
        if self.targets {
            self.tick((x + 2.0, middle), ROW * 0.6)?;
            x = self.label(x + 10.0, middle, self.words.target, face)?;
            let gap = |negative: bool| {
                rows.iter()
                    .filter_map(|laid| laid.row.gap_text)
                    .any(|gap| gap.is_negative() == negative && !gap.is_zero())
            };
            if gap(true) {
                self.canvas.fill(bar(x, x + 28.0, middle), self.theme.below)?;
                x = self.label(x + 34.0, middle, self.words.key_below, face)?;
            }
            if gap(false) {
                self.canvas.outline(bar(x, x + 28.0, middle), self.theme.above, 1.25)?;
                x = self.label(x + 34.0, middle, self.words.key_above, face)?;
            }
        }
        if self.withheld {
            let rect = Rect { x, y: middle - 6.0, width: 28.0, height: 12.0 };
            self.canvas.hatch(rect, self.theme.surface, self.theme.hatch)?;
            self.label(x + 34.0, middle, self.words.key_withheld, face)?;
        }
        Ok(())
    }

    fn label(&self, x: f64, middle: f64, text: &str, face: &Face) -> Result<f64, ChartError> {
        self.text(text, (x, middle + 4.0), 12.0, self.theme.ink3)?;
        Ok(x + face.width(text, 12.0, Weight::Regular) + 18.0)
    }

    /// Column heads, the whole scale, gridlines at its points.
    fn axis(&self, top: f64, bottom: f64) -> Result<(), ChartError> {
        let base = top - 8.0;
        let c = &self.columns;
        self.text(self.words.category, (EDGE, base), 12.0, self.theme.ink3)?;
        self.head_end(self.words.score, c.score, base)?;
        if self.targets {
            self.head_end(self.words.target, c.target, base)?;
            self.head_end(self.words.gap, c.gap, base)?;
            self.text(self.words.status, (c.status, base), 12.0, self.theme.ink3)?;
        } else {
            self.head_end("n", c.target, base)?;
        }
        for point in ticks(self.scale) {
            let x = self.position(f64::from(point));
            let set = Type { size: 12.0, weight: Weight::Regular, ink: self.theme.ink3, anchor: Anchor::Middle };
            self.canvas.text(&point.to_string(), (x, base), set)?;
            // One whole pixel, so that it stays crisp.
            let line = Rect { x: x.floor(), y: top, width: 1.0, height: bottom - top };
            self.canvas.fill(line, self.theme.grid)?;
        }
        self.canvas.fill(Rect { x: EDGE, y: top - 1.0, width: RIGHT - EDGE, height: 1.0 }, self.theme.ink4)
    }

    fn row(&self, laid: &Laid<'_>, top: f64, face: &Face) -> Result<(), ChartError> {
        let strong = matches!(laid.row.level, Level::Overall | Level::Category);
        let rule = if strong { self.theme.line } else { self.theme.grid };
        if laid.row.level == Level::Category {
            self.canvas.fill(Rect { x: EDGE, y: top - 1.0, width: RIGHT - EDGE, height: 1.0 }, self.theme.line)?;
        }
        let base = Rect { x: EDGE, y: top + laid.height - 1.0, width: RIGHT - EDGE, height: 1.0 };
        self.canvas.fill(base, if laid.row.level == Level::Category { self.theme.grid } else { rule })?;

        let middle = top + laid.height / 2.0;
        let ink = if strong { self.theme.ink } else { self.theme.ink2 };
        let first = middle + 5.0 - LINE * (laid.lines.len() as f64 - 1.0) / 2.0;
        self.text(&laid.code, (EDGE + laid.indent, first), 13.0, self.theme.ink3)?;
        for (index, line) in laid.lines.iter().enumerate() {
            let y = first + LINE * index as f64;
            self.text(line, (EDGE + laid.indent + laid.code_width, y), name_size(laid.row.level), ink)?;
        }
        match laid.row.mean_text {
            Some(mean) if !laid.row.suppressed => self.figures(laid.row, mean, middle, ink),
            _ => self.absent(middle, face),
        }
    }

    /// Hatch and word: no figure, no dot.
    fn absent(&self, middle: f64, face: &Face) -> Result<(), ChartError> {
        let (start, end) = self.columns.strip;
        let word = self.words.withheld;
        let room = face.width(word, 12.0, Weight::Regular) + 16.0;
        let rect = Rect { x: start, y: middle - 9.0, width: end - start, height: 18.0 };
        self.canvas.hatch(rect, self.theme.surface, self.theme.hatch)?;
        self.canvas.fill(Rect { x: start + 12.0, width: room, ..rect }, self.theme.paper)?;
        self.text(word, (start + 20.0, middle + 4.0), 12.0, self.theme.ink2)
    }

    fn figures(&self, row: &Row, mean: Decimal, middle: f64, ink: Hex) -> Result<(), ChartError> {
        let c = &self.columns;
        let base = middle + 5.0;
        let score = self.position(nearest_f64(&mean.exact()));
        let target = row.target_text.map(|target| self.position(nearest_f64(&target.exact())));
        self.mark((score, middle), target, Some(score))?;
        self.figure(&figure(mean), c.score, base, Weight::Bold, self.theme.ink)?;
        if !self.targets {
            let n = row.respondents.map_or_else(|| NOTHING.to_owned(), count);
            return self.figure(&n, c.target, base, Weight::Regular, self.theme.ink3);
        }
        let (Some(goal), Some(gap)) = (row.target_text, row.gap_text) else {
            return self.figure(NOTHING, c.target, base, Weight::Regular, self.theme.ink3);
        };
        self.figure(&figure(goal), c.target, base, Weight::Regular, ink)?;
        let (weight, colour) = match gap {
            gap if gap.is_negative() => (Weight::Bold, self.theme.below),
            gap if gap.is_zero() => (Weight::Regular, self.theme.ink3),
            _ => (Weight::Regular, self.theme.ink),
        };
        self.figure(&signed(gap), c.gap, base, weight, colour)?;
        self.status(row, gap, middle)
    }

    /// A shape and a word.
    fn status(&self, row: &Row, gap: Decimal, middle: f64) -> Result<(), ChartError> {
        let x = self.columns.status;
        let colour = if gap.is_negative() {
            let triangle = [(x, middle - 4.0), (x + 9.0, middle - 4.0), (x + 4.5, middle + 5.0)];
            self.canvas.polygon(&triangle, self.theme.below)?;
            self.theme.below
        } else {
            self.canvas.dot((x + 4.5, middle), 4.5, self.theme.accent)?;
            self.theme.ink2
        };
        self.text(status(row, self.language), (x + 14.0, middle + 4.0), 12.0, colour)
    }

    /// The dot, the bar from it to the target, and the tick over both.
    fn mark(&self, at: (f64, f64), target: Option<f64>, score: Option<f64>) -> Result<(), ChartError> {
        self.canvas.dot(at, 5.75, self.theme.paper)?;
        self.canvas.dot(at, 4.5, self.theme.accent)?;
        // Over the dot: a tenth of a point would be hidden under it.
        if let (Some(target), Some(score)) = (target, score) {
            if score < target {
                self.canvas.fill(bar(score, target, at.1), self.theme.below)?;
            } else if score > target {
                self.canvas.outline(bar(target, score, at.1), self.theme.above, 1.25)?;
            }
        }
        target.map_or(Ok(()), |target| self.tick((target, at.1), ROW * 0.6))
    }

    fn tick(&self, at: (f64, f64), height: f64) -> Result<(), ChartError> {
        let rect = Rect { x: at.0 - 1.0, y: at.1 - height / 2.0, width: 2.0, height };
        self.canvas.fill(rect, self.theme.ink)
    }

    fn text(&self, text: &str, at: (f64, f64), size: f64, ink: Hex) -> Result<(), ChartError> {
        if text.is_empty() {
            return Ok(());
        }
        self.canvas.text(text, at, Type { size, weight: Weight::Regular, ink, anchor: Anchor::Start })
    }

    fn head_end(&self, text: &str, x: f64, y: f64) -> Result<(), ChartError> {
        let set = Type { size: 12.0, weight: Weight::Regular, ink: self.theme.ink3, anchor: Anchor::End };
        self.canvas.text(text, (x, y), set)
    }

    fn figure(&self, text: &str, x: f64, y: f64, weight: Weight, ink: Hex) -> Result<(), ChartError> {
        self.canvas.text(text, (x, y), Type { size: 14.0, weight, ink, anchor: Anchor::End })
    }

    /// Where a value stands on the whole scale; the dots at its ends stay inside.
    fn position(&self, value: f64) -> f64 {
        let (start, end) = self.columns.strip;
        let (low, high) = (f64::from(self.scale.0), f64::from(self.scale.1));
        start + 8.0 + (value - low) / (high - low) * (end - start - 16.0)
    }
}

/// The gap bar between two positions.
fn bar(from: f64, to: f64, middle: f64) -> Rect {
    Rect { x: from, y: middle - 2.5, width: to - from, height: 5.0 }
}

/// Every point of a short scale, ten steps of a long one.
pub(crate) fn ticks(scale: (i32, i32)) -> Vec<i32> {
    let span = scale.1 - scale.0;
    let step = if span <= 10 { 1 } else { (span + 9) / 10 };
    let mut ticks: Vec<i32> = (scale.0..=scale.1).step_by(usize::try_from(step).unwrap_or(1)).collect();
    if ticks.last() != Some(&scale.1) {
        ticks.push(scale.1);
    }
    ticks
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "heights are positive and far below 2^32")]
fn whole(height: f64) -> u32 {
    height.ceil() as u32
}
