//! The first screen: where the score stands, against what, who answered.

use koe_stats::Decimal;
use serde::Serialize;

use super::super::strip;
use super::Mark;
use super::axis::{Tick, ticks};
use crate::doubt::drawn_interval;
use crate::facts::{Fact, facts};
use crate::figures::Figures;
use crate::outlook::Outlook;
use crate::typeset::{figure, one_line, scale_range};
use crate::window::Window;
use crate::wording::{Sentences, words};

#[derive(Serialize)]
pub(super) struct FirstScreen {
    headline: String,
    facts: Vec<Fact>,
    ruler: Option<Ruler>,
    findings: Vec<Vec<String>>,
}

/// The whole scale with the overall score on it.
#[derive(Serialize)]
struct Ruler {
    ticks: Vec<Tick>,
    label: String,
    score: Mark,
    /// Where the interval begins and ends; an open dot without one.
    interval: Option<(String, String)>,
    target: Option<Mark>,
    middle: Mark,
    /// The score is not over its target.
    short: bool,
    score_label: Label,
    target_label: Label,
}

/// Where the label of a mark stands beside it.
#[derive(Serialize, Clone, Copy)]
struct Label {
    anchor: &'static str,
    dx: i32,
    y: u32,
}

impl FirstScreen {
    pub(super) fn of(figures: Figures<'_>) -> Self {
        let sentences = Sentences::new(figures, figures.about.language);
        Self {
            headline: sentences.standing(),
            facts: facts(figures, figures.about.language),
            ruler: ruler(figures),
            findings: sentences.findings().iter().map(|finding| pieces(finding)).collect(),
        }
    }

    /// That of a plan alone, which has no scale.
    pub(super) fn of_plan(outlook: Outlook<'_>) -> Self {
        let findings = outlook.findings().iter().map(|finding| pieces(finding)).collect();
        Self { headline: one_line(&outlook.headline()), facts: outlook.facts(), ruler: None, findings }
    }
}

/// A finding in pieces: every second one ends a quoted name and holds the figure
/// behind it, as in 」（3.79点）, and stays on one line.
fn pieces(finding: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = finding;
    let next = |rest: &str| {
        let (start, close) = rest.find("」（").map(|at| (at, '）')).or(rest.find("” (").map(|at| (at, ')')))?;
        let end = start + rest[start..].find(close)? + close.len_utf8();
        Some((start, end))
    };
    while let Some((start, end)) = next(rest) {
        pieces.extend([&rest[..start], &rest[start..end]].map(str::to_owned));
        rest = &rest[end..];
    }
    pieces.push(rest.to_owned());
    pieces
}

fn ruler(figures: Figures<'_>) -> Option<Ruler> {
    let language = figures.about.language;
    let words = words(language);
    let scale = figures.about.scale;
    let whole = Window::whole(scale);
    let row = figures.overall()?;
    let mean = row.mean_text?;
    let middle = figures.midpoint();
    let odd = middle.places() > 0;
    let mark = |value: Decimal, name: &str| Mark {
        at: strip::position(value, &whole),
        text: format!("{name} {}", figure(value)),
    };
    let short = row.gap_text.is_none_or(|gap| gap.is_negative() || gap.is_zero());
    let target = row.target_text.map(|target| mark(target, words.target));
    let score = mark(mean, words.overall);
    let mut middle = mark(middle, words.midpoint);
    let mut parts = vec![score.text.clone()];
    parts.extend(Sentences::new(figures, language).overall_doubt());
    let interval = drawn_interval(row, figures.about.decimals);
    let interval = interval.map(|(low, high)| (strip::position(low, &whole), strip::position(high, &whole)));
    parts.extend(target.iter().map(|target| target.text.clone()));
    parts.push(middle.text.clone());
    let ends = scale_range(scale, language);
    let label = format!("{ends}: {}", parts.join(words.separator));
    if odd && scale.1 - scale.0 > 7 {
        // No room between two ticks; the first figure names it too.
        middle.text.clear();
    }
    let (score_label, target_label) = match row.target_text {
        None => (Label::alone(mean, &whole), Label::MIDDLE),
        Some(target) if short => Label::pair(mean, target, &whole),
        Some(target) => {
            let (target, score) = Label::pair(target, mean, &whole);
            (score, target)
        }
    };
    Some(Ruler { ticks: ticks(&whole), label, score, interval, target, middle, short, score_label, target_label })
}

impl Label {
    const BASE: u32 = 26;
    const RAISED: u32 = 10;
    const MIDDLE: Self = Self { anchor: "middle", dx: 0, y: Self::BASE };

    /// The label of the only mark.
    fn alone(value: Decimal, scale: &Window) -> Self {
        match strip::part(value, scale) {
            strip::Part::Low => Self { anchor: "start", dx: -6, ..Self::MIDDLE },
            strip::Part::Middle => Self::MIDDLE,
            strip::Part::High => Self { anchor: "end", dx: 6, ..Self::MIDDLE },
        }
    }

    /// The labels of two marks stand away from each other; one that would run
    /// over the edge stands above the other instead.
    fn pair(left: Decimal, right: Decimal, scale: &Window) -> (Self, Self) {
        let away = (Self { anchor: "end", dx: -2, y: Self::BASE }, Self { anchor: "start", dx: 2, y: Self::BASE });
        match (strip::part(left, scale), strip::part(right, scale)) {
            (strip::Part::Low, strip::Part::High) => {
                (Self { anchor: "start", dx: -6, ..away.0 }, Self { anchor: "end", dx: 6, ..away.1 })
            }
            (strip::Part::Low, _) => (Self { anchor: "start", dx: -6, y: Self::RAISED }, away.1),
            (_, strip::Part::High) => (away.0, Self { anchor: "end", dx: 6, y: Self::RAISED }),
            _ => away,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_figure_on_its_line() {
        let ja = "下回るのは「人材確保」（3.90点）と「職場」（3.96点）です（2つ）。";
        assert_eq!(pieces(ja), ["下回るのは「人材確保", "」（3.90点）", "と「職場", "」（3.96点）", "です（2つ）。"]);
        assert_eq!(pieces("Below: “Climate” (3.96)."), ["Below: “Climate", "” (3.96)", "."]);
        assert_eq!(pieces("「名」（"), ["「名」（"]);
    }
}
