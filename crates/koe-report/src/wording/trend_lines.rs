//! The tables of several waves as lines of text, for paper.

use koe_core::definition::Language;
use koe_core::release::{Change, Row};

use super::trend::{Telling, path_status, trend_words};
use super::words;
use crate::doubt::drawn_interval;
use crate::typeset::{count, figure, label, range, signed};
use crate::verdict::p_text;

impl Telling<'_> {
    /// The overall score, a line a wave: n, score, changes, path, status.
    pub(crate) fn waves_in_lines(self) -> Vec<String> {
        let waves = self.waves;
        let course = waves.overall().map(|row| waves.course(row, &waves.about.filter)).unwrap_or_default();
        course.into_iter().flatten().map(|row| self.wave_line(row)).collect()
    }

    /// The categories, a line each: the scores of all waves, the change, the status.
    pub(crate) fn categories_in_lines(self) -> Vec<String> {
        self.waves.composites().into_iter().skip(1).map(|row| self.category_line(row)).collect()
    }

    fn wave_line(self, row: &Row) -> String {
        let (own, words) = (trend_words(self.language), words(self.language));
        let name = self.wave(&row.wave);
        let Some(score) = row.mean_text else { return self.after(&name, &[words.withheld.to_owned()]) };
        let n = row.respondents.map(|n| format!("n = {}", count(n)));
        let scored = match drawn_interval(row, self.waves.about.decimals) {
            Some((low, high)) => {
                format!("{} {} ({})", words.score, figure(score), range(&figure(low), &figure(high), self.language))
            }
            None => format!("{} {}", words.score, figure(score)),
        };
        let trend = row.trend.as_ref();
        let previous = trend.and_then(|it| self.change_in_line(own.since_previous, &it.since_previous));
        let apart = trend.filter(|it| it.since_baseline.versus != it.since_previous.versus);
        let baseline = apart.and_then(|it| self.change_in_line(own.since_baseline, &it.since_baseline));
        let path = trend.and_then(|it| Some(format!("{} {}", own.path, figure(it.path_target_text?))));
        let parts = [n, Some(scored), previous, baseline, path, self.status(row)];
        self.after(&name, &parts.into_iter().flatten().collect::<Vec<_>>())
    }

    fn category_line(self, row: &Row) -> String {
        let own = trend_words(self.language);
        let course = self.waves.course(row, &self.waves.about.filter);
        let withheld = words(self.language).withheld_short;
        let score = |row: &Row| row.mean_text.map_or_else(|| withheld.to_owned(), figure);
        let scores: Vec<String> = course.into_iter().flatten().map(score).collect();
        let is_baseline = self.waves.versus() == Some(self.waves.trend.baseline.as_str());
        let head = if is_baseline { own.since_baseline } else { own.since_previous };
        let moved = self.waves.since(row).and_then(|change| self.change_in_line(head, change));
        let parts = [Some(scores.join(" → ")), moved, self.status(row)];
        self.after(&format!("{} {}", row.code, label(&row.name)), &parts.into_iter().flatten().collect::<Vec<_>>())
    }

    fn status(self, row: &Row) -> Option<String> {
        let status = path_status(row.trend.as_ref()?.path_status, self.language);
        (!status.is_empty()).then(|| status.to_owned())
    }

    /// A change with its interval and its adjusted p.
    fn change_in_line(self, head: &str, change: &Change) -> Option<String> {
        let by = signed(change.difference_text?);
        let ends = self.waves.ends(change).map(|(low, high)| self.between(&signed(low), &signed(high)));
        let p = p_text(change.p_adjusted).map(|p| format!("p {p}"));
        let sure: Vec<String> = [ends, p].into_iter().flatten().collect();
        Some(if sure.is_empty() { format!("{head} {by}") } else { format!("{head} {by} ({})", sure.join(", ")) })
    }

    fn between(self, low: &str, high: &str) -> String {
        match self.language {
            Language::Ja => format!("{low}〜{high}"),
            Language::En => format!("{low} to {high}"),
        }
    }

    fn after(self, name: &str, parts: &[String]) -> String {
        match self.language {
            Language::Ja => format!("{name}：{}", parts.join("、")),
            Language::En => format!("{name}: {}", parts.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn a_wave_and_a_category_are_a_line_each() {
        let mut sample = Sample::koriyama().with_waves();
        sample.withhold_wave("2023", "1");
        let telling = Telling { waves: sample.figures().trend.unwrap(), language: Language::Ja };
        let waves = telling.waves_in_lines();
        assert_eq!(waves.len(), 4);
        assert!(
            waves[3]
                .starts_with("令和7年度：n = 2,118、スコア 4.06 (4.02〜4.10)、前回差 +0.02 (−0.01〜+0.05, p 0.435)、"),
            "{}",
            waves[3]
        );
        assert!(waves[3].ends_with("基準差 +0.04 (+0.02〜+0.06, p 0.012)、計画どおり"), "{}", waves[3]);
        let categories = telling.categories_in_lines();
        assert_eq!(categories.len(), 13, "four categories and nine below them");
        assert!(categories[0].starts_with("1 人材育成：4.09 → 非公表 → 4.13 → 4.15、"), "{}", categories[0]);
    }
    #[test]
    fn a_change_is_named_by_the_wave_it_is_since() {
        // Made up: 0.04 more than in 2023, the baseline, 0.02 more than in 2024.
        let mut sample = Sample::koriyama().with_waves();
        let line = |sample: &Sample| {
            let telling = Telling { waves: sample.figures().trend.unwrap(), language: Language::En };
            telling.categories_in_lines().remove(1)
        };
        assert!(line(&sample).contains(", vs baseline +0.04 ("), "{}", line(&sample));
        if let Some(trend) = &mut sample.trend {
            trend.baseline = "2025".to_owned();
        }
        assert!(line(&sample).contains(", vs previous +0.02 ("), "{}", line(&sample));
    }
}
