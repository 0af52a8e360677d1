//! Headlines of the plots: what was found, and no more.

use koe_core::definition::Language;
use koe_core::release::Level;
use koe_stats::Decimal;

use super::PlotWords;
use super::names::{NAME, quoted, things as counted};
use crate::chart::plots::series::{Outcome, Series, Standing, Wave};
use crate::chart::plots::slope::{Evidence, Slope};
use crate::chart::plots::waterfall::{Step, Waterfall};
use crate::typeset::{cut, figure, one_line, signed};

impl PlotWords {
    /// Where a score stands this wave, against its path and target.
    pub(crate) fn year_line_title(self, series: &Series) -> String {
        let Some(this) = series.this_wave() else {
            return match self.0 {
                Language::Ja => "まだ実施がありません。",
                Language::En => "No survey has been held yet.",
            }
            .to_owned();
        };
        let when = self.year(this.year);
        let Some(score) = this.score() else { return self.no_score(this, &when) };
        let value = figure(score);
        let (Some(standing), Some(path)) = (series.standing(), &series.path) else {
            return match self.0 {
                Language::Ja => format!("{when}は{value}点です。"),
                Language::En => format!("The score is {value} in {when}."),
            };
        };
        let goal = path.target().1;
        let short = figure((goal - score).abs());
        let target = figure(goal);
        let under = |aim: Decimal| figure((aim - score).abs());
        match (self.0, standing) {
            (Language::Ja, Standing::Held) => format!("{when}は{value}点で、目標{target}点を保っています（維持）。"),
            (Language::Ja, Standing::Met) => format!("{when}は{value}点で、目標{target}点に達しています（達成）。"),
            (Language::Ja, Standing::Start) => format!("{when}は{value}点で、目標{target}点への道筋の起点です。"),
            (Language::Ja, Standing::OnPath(aim)) => {
                format!("{when}は{value}点で、道筋の{}点に届いています（計画どおり）。", figure(aim))
            }
            (Language::Ja, Standing::Behind(aim)) => {
                format!("{when}は{value}点で、道筋の{}点まで{}点です（遅れ）。", figure(aim), under(aim))
            }
            (Language::Ja, Standing::Short) => format!("{when}は{value}点で、目標{target}点まで{short}点です。"),
            (Language::En, Standing::Held) => format!("{when}: {value}, the target of {target} is held."),
            (Language::En, Standing::Met) => format!("{when}: {value}, the target of {target} is met."),
            (Language::En, Standing::Start) => format!("{when}: {value}, the start of the path to {target}."),
            (Language::En, Standing::OnPath(aim)) => {
                format!("{when}: {value}, on the path, which asks for {}.", figure(aim))
            }
            (Language::En, Standing::Behind(aim)) => {
                format!("{when}: {value}, {} behind the path, which asks for {}.", under(aim), figure(aim))
            }
            (Language::En, Standing::Short) => format!("{when}: {value}, {short} short of the target of {target}."),
        }
    }

    fn no_score(self, wave: Wave, when: &str) -> String {
        match (self.0, wave.outcome) {
            (Language::Ja, Outcome::NobodyAnswered) => format!("{when}は回答がありません。"),
            (Language::Ja, _) => format!("{when}のスコアは非公表（少人数）です。"),
            (Language::En, Outcome::NobodyAnswered) => format!("Nobody answered in {when}."),
            (Language::En, _) => format!("The score of {when} is withheld (small group)."),
        }
    }

    /// How many panels are where their path asks them to be; without paths, or
    /// where paths begin, the range of the scores.
    pub(crate) fn year_panels_title(self, level: Level, panels: &[Series]) -> String {
        let things = self.things(level);
        let judged: Vec<Standing> =
            panels.iter().filter_map(Series::standing).filter(|standing| *standing != Standing::Start).collect();
        let good = judged
            .iter()
            .filter(|standing| matches!(standing, Standing::Held | Standing::Met | Standing::OnPath(_)))
            .count();
        let all = judged.len();
        let starts = panels.iter().any(|panel| panel.standing() == Some(Standing::Start));
        if all > 0 && !starts {
            let (of, those) = (counted(all), counted(good));
            return match self.0 {
                Language::Ja if good == 0 => {
                    format!("道筋と比べられる{of}の{things}に、道筋か目標に届いているものはありません。")
                }
                Language::Ja => format!("道筋と比べられる{of}の{things}のうち{those}が、道筋か目標に届いています。"),
                Language::En => {
                    format!("On their path or at their target: {good} of the {all} {things} that can be compared.")
                }
            };
        }
        let scores = || panels.iter().filter_map(|panel| panel.this_wave()?.score());
        match (self.0, scores().min(), scores().max()) {
            (Language::Ja, Some(low), Some(high)) => {
                format!("{things}のスコアは{}点から{}点の間にあります。", figure(low), figure(high))
            }
            (Language::En, Some(low), Some(high)) => {
                format!("Scores of {things} lie between {} and {}.", figure(low), figure(high))
            }
            (Language::Ja, ..) => "この回に示せるスコアはありません。".to_owned(),
            (Language::En, ..) => "No score of this wave can be shown.".to_owned(),
        }
    }

    pub(crate) fn slope_title(self, slope: &Slope) -> String {
        let holds = |fell: bool| {
            let held = slope.lines.iter().filter(|line| line.evidence == Evidence::Holds);
            held.filter(|line| line.change().is_negative() == fell).count()
        };
        let (up, down, all, things) = (holds(false), holds(true), slope.lines.len(), self.things(slope.level));
        let both = up + down;
        let since = self.year(slope.years.0);
        let (of, those) = (counted(all), counted(both));
        match self.0 {
            Language::Ja if both == 0 => {
                format!("{since}からの変化が確かめられた{things}は、{of}のうちにありません。")
            }
            Language::En if both == 0 => {
                format!("None of {all} {things} has a change since {since} that can be confirmed.")
            }
            Language::Ja => {
                format!("{of}の{things}のうち{those}で、{since}からの変化が確かめられました（上昇{up}、低下{down}）。")
            }
            Language::En => {
                format!("Of {all} {things}, {both} changed since {since} after adjustment ({up} up, {down} down).")
            }
        }
    }

    /// The change, and its largest part where one is largest.
    pub(crate) fn waterfall_title(self, waterfall: &Waterfall, steps: &[Step]) -> String {
        let change = signed(waterfall.change());
        let most = steps.iter().map(|step| step.amount.abs()).max();
        let mut largest = steps.iter().filter(|step| Some(step.amount.abs()) == most);
        let one = largest.next().filter(|step| largest.next().is_none() && !step.amount.is_zero());
        let named = one.and_then(|step| Some((quoted(step.name.as_deref()?, self.0), signed(step.amount))));
        let (of, since) = (cut(&one_line(&waterfall.name), NAME), self.year(waterfall.from.0));
        match (self.0, named) {
            (Language::Ja, Some((name, amount))) => {
                format!("「{of}」の{since}からの変化{change}点の内訳で最も大きいのは、{name}の{amount}点です。")
            }
            (Language::En, Some((name, amount))) => {
                format!("{of}: the largest part of the change of {change} since {since} is {name} ({amount}).")
            }
            (Language::Ja, None) => format!("「{of}」の{since}からの変化は{change}点です。"),
            (Language::En, None) => format!("{of}: the change since {since} is {change}."),
        }
    }
}
