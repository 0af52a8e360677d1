//! The first screen on paper: survey and wave, the sentence, the big figures,
//! the scale with the score on it, what was found.

use koe_stats::Decimal;

use super::flow::Flow;
use super::piece::{Piece, Role};
use super::prose::{Style, item, paragraph};
use crate::chart::fonts::Weight;
use crate::chart::marks::{self, Setting, Strip};
use crate::chart::scene::{Rect, Scene, Stroke, Type};
use crate::doubt::drawn_interval;
use crate::facts::{Fact, facts};
use crate::figures::Figures;
use crate::outlook::Outlook;
use crate::theme::Ink;
use crate::typeset::{figure, scale_range};
use crate::window::Window;
use crate::wording::Sentences;

/// Adds the first screen.
pub(super) fn front(flow: &mut Flow, figures: Figures<'_>, setting: Setting<'_>) {
    let sentences = Sentences::new(figures, setting.language);
    let facts = facts(figures, setting.language);
    about(flow, &sentences.document(), sentences.synthetic(), setting);
    top(flow, &sentences.standing(), &facts, setting);
    if let Some((scene, description)) = scale(figures, setting) {
        flow.figure(scene, description, 12.0);
    }
    found(flow, sentences.findings(), setting);
}

/// Adds that of a plan alone, which has no scale.
pub(super) fn of_plan(flow: &mut Flow, outlook: Outlook<'_>, setting: Setting<'_>) {
    about(flow, &outlook.document(), outlook.synthetic(), setting);
    top(flow, &outlook.headline(), &outlook.facts(), setting);
    found(flow, outlook.findings(), setting);
}

/// What the document is, and what of it is made up.
fn about(flow: &mut Flow, document: &str, synthetic: Option<String>, setting: Setting<'_>) {
    let kick = Style { size: 14.0, leading: 22.0, ink: Ink::Ink2, most: 2, ..Style::NOTE };
    flow.push(paragraph(document, &kick, setting));
    if let Some(told) = synthetic {
        flow.push(paragraph(&told, &Style::NOTE, setting));
    }
}

/// Its sentence and its big figures.
fn top(flow: &mut Flow, headline: &str, facts: &[Fact], setting: Setting<'_>) {
    flow.heading(headline, 1, &Style::SENTENCE, 4.0, setting);
    if !facts.is_empty() {
        flow.push(Piece::new(columns(facts, setting), Role::Paragraph).below(12.0));
    }
}

fn found(flow: &mut Flow, findings: Vec<String>, setting: Setting<'_>) {
    if !findings.is_empty() {
        let style = Style { size: 16.0, leading: 26.0, ..Style::HEADLINE };
        flow.heading(setting.words().findings, 2, &style, 14.0, setting);
    }
    for finding in findings {
        flow.push(item(&finding, setting));
    }
}

/// The big figures beside each other.
fn columns(facts: &[Fact], setting: Setting<'_>) -> Scene {
    const INSET: f64 = 16.0;
    let width = setting.width() / facts.len() as f64;
    let inner = width - INSET - 8.0;
    let set = |words: &str, most: usize| setting.wrap(words, 13.0, inner, most);
    let names: Vec<Vec<String>> = facts.iter().map(|fact| set(&fact.name, 2)).collect();
    let notes: Vec<Vec<String>> = facts.iter().map(|fact| set(&fact.note, 3)).collect();
    let most = |lines: &[Vec<String>]| lines.iter().map(Vec::len).max().unwrap_or(0) as f64;
    let big = 12.0 + 19.0 * most(&names) + 32.0;
    let mut scene = Scene::new(setting.width(), big + 12.0 + 19.0 * most(&notes) + 8.0);
    scene.fill(Rect::new(0.0, 0.0, scene.width, 2.0), Ink::Ink);
    marks::rule(&mut scene, Ink::Line);
    for (index, (fact, (name, note))) in facts.iter().zip(names.iter().zip(&notes)).enumerate() {
        let left = width * index as f64;
        let x = if index == 0 { 0.0 } else { left + INSET };
        if index > 0 {
            scene.fill(Rect::new(left.round(), 2.0, 1.0, scene.height - 3.0), Ink::Line);
        }
        scene.lines(name, (x, 25.0), Type::new(13.0, Ink::Ink2), 19.0);
        let ink = if fact.accent { Ink::Accent } else { Ink::Ink };
        scene.text(fact.big.as_str(), (x, big), Type::new(32.0, ink).bold());
        let space = if fact.small.starts_with(' ') { 7.0 } else { 1.0 };
        let after = x + setting.ruler.width(&fact.big, 32.0, Weight::Bold) + space;
        scene.text(fact.small.trim_start(), (after, big), Type::new(18.0, Ink::Ink2));
        scene.lines(note, (x, big + 24.0), Type::new(13.0, Ink::Ink3), 19.0);
    }
    scene
}

/// The whole scale with the overall score and its target on it, and the same in
/// words; nothing where the score is withheld.
fn scale(figures: Figures<'_>, setting: Setting<'_>) -> Option<(Scene, String)> {
    const RAISED: f64 = 18.0;
    let words = setting.words();
    let row = figures.overall()?;
    let mean = row.mean_text?;
    let named = |name: &str, value: Decimal| format!("{name} {}", figure(value));
    let window = Window::whole(figures.about.scale);
    let strip = Strip { window: &window, left: 6.0, right: setting.width() - 6.0 };

    let at = strip.at(&mean.exact());
    let score = named(words.overall, mean);
    let target = row.target_text.map(|value| (strip.at(&value.exact()), named(words.target, value)));
    let places = labels(at, &score, target.as_ref(), setting);
    let rise = if places.raised { RAISED } else { 0.0 };
    let axis = 40.0 + rise;

    let mut scene = Scene::new(setting.width(), axis + 28.0);
    let mut told = vec![score.clone()];
    told.extend(Sentences::new(figures, setting.language).overall_doubt());
    let label = |ink| Type::new(14.0, ink);
    scene.text(score, (places.score, 18.0 + rise), label(Ink::Accent));
    if let Some((_, target)) = &target {
        told.push(target.clone());
        scene.text(target.as_str(), (places.target, 18.0), label(Ink::Ink));
    }
    told.push(points(&mut scene, &window, &strip, axis, figures, setting));
    if let Some((goal, _)) = &target {
        marks::gap(&mut scene, at, *goal, axis);
    }
    match drawn_interval(row, figures.about.decimals) {
        Some((low, high)) => {
            let ends = (strip.at(&low.exact()), strip.at(&high.exact()));
            marks::casing(&mut scene, ends, axis);
            marks::estimate_of(&mut scene, at, ends, axis, 5.5, Ink::Accent);
        }
        None => marks::open_dot(&mut scene, at, axis),
    }
    if let Some((goal, _)) = &target {
        marks::tick(&mut scene, *goal, axis, 22.0);
    }
    let whole = scale_range(figures.about.scale, setting.language);
    Some((scene, format!("{whole}: {}", told.join(words.separator))))
}

/// The axis with its points and its midpoint, which is returned in words.
fn points(
    scene: &mut Scene,
    window: &Window,
    strip: &Strip<'_>,
    axis: f64,
    figures: Figures<'_>,
    setting: Setting<'_>,
) -> String {
    let name = format!("{} {}", setting.words().midpoint, figure(figures.midpoint()));
    let middle = figures.midpoint().exact();
    let centre = strip.at(&middle);
    let half = setting.measure(&name, 12.0) / 2.0 + 4.0;
    let set = Type::new(12.0, Ink::Ink3).middle();
    let lines = window.lines();
    // Where it would touch the label of another point, that one says enough.
    let room = lines.iter().all(|(value, label)| {
        *value == middle || (strip.at(value) - centre).abs() > half + setting.measure(label, 12.0) / 2.0
    });

    scene.line((strip.at(&window.low), axis), (strip.at(&window.high), axis), Ink::Ink4, 1.0);
    for (value, label) in lines {
        let x = strip.at(&value);
        scene.line((x, axis - 4.0), (x, axis + 4.0), Ink::Ink4, 1.0);
        if !(room && value == middle) {
            scene.text(label, (x, axis + 21.0), set);
        }
    }
    scene.stroke((centre, axis - 12.0), (centre, axis + 4.0), Ink::Ink3, 1.0, Stroke::Dashed);
    if room {
        scene.text(name.as_str(), (centre, axis + 21.0), set);
    }
    name
}

/// Where the labels of the score and the target begin.
struct Places {
    score: f64,
    target: f64,
    /// The target's stands above the score's: beside it there is no room.
    raised: bool,
}

/// Labels stand away from each other and inside the sheet.
fn labels(at: f64, score: &str, target: Option<&(f64, String)>, setting: Setting<'_>) -> Places {
    let width = |text: &str| setting.measure(text, 14.0);
    let inside = |x: f64, width: f64| x.min(setting.width() - width).max(0.0);
    let own = width(score);
    let Some((goal, target)) = target else {
        return Places { score: inside(at - own / 2.0, own), target: 0.0, raised: false };
    };
    let other = width(target);
    let left = |x: f64, width: f64| inside(x - 4.0 - width, width);
    let right = |x: f64, width: f64| inside(x + 4.0, width);
    let (score, target) =
        if at <= *goal { (left(at, own), right(*goal, other)) } else { (right(at, own), left(*goal, other)) };
    let raised = score < target + other + 8.0 && target < score + own + 8.0;
    Places { score, target, raised }
}
