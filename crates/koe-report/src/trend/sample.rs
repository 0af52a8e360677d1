//! Waves for this crate's tests: Koriyama's published scores as the latest of
//! four waves. Everything earlier is made up and stands for nothing.

use koe_core::release::{
    BaselinePlace, By, Change, Decomposition, InTrend, Level, Overlap, Part, PartsState, PathPoint, PathStatus, Row,
    Trend, WaveName, Weights,
};
use koe_stats::{Decimal, nearest_f64, ratio};

use crate::sample::Sample;

/// Name, year, how far below the latest wave every score was, in hundredths.
const WAVES: [(&str, i32, i32); 4] = [("2021", 2021, 6), ("2023", 2023, 4), ("2024", 2024, 2), ("2025", 2025, 0)];
/// Where targets come from.
const BASELINE: usize = 1;

impl Sample {
    /// The same with three earlier waves, none in 2022, and why scores moved.
    pub(crate) fn with_waves(mut self) -> Self {
        let wave = |&(name, year, _): &(&str, i32, i32)| WaveName {
            name: name.to_owned(),
            label: format!("令和{}年度", year - 2018),
            year: Some(year),
            from: None,
            to: None,
        };
        let own: Vec<Row> = self.everyone();
        self.waves =
            WAVES.iter().enumerate().flat_map(|(place, _)| own.iter().map(move |row| row_of(place, row))).collect();
        self.trend = Some(Trend {
            waves: WAVES.iter().map(wave).collect(),
            baseline: WAVES[BASELINE].0.to_owned(),
            baseline_place: BaselinePlace::Earlier,
            correlation: 0.6,
            nonresponse: 0.5,
            items_used: own.iter().filter(|row| row.level == Level::Item).map(|row| row.code.clone()).collect(),
            left_out: Vec::new(),
            without_target: Vec::new(),
            regrouped: Vec::new(),
            decomposition: vec![by_items(&own), by_units(&own)],
        });
        self
    }

    fn everyone(&self) -> Vec<Row> {
        self.rows.iter().filter(|row| row.segment == self.about.filter).cloned().collect()
    }

    /// Withholds a line of the waves in one of them.
    pub(crate) fn withhold_wave(&mut self, wave: &str, code: &str) {
        for row in self.waves.iter_mut().filter(|row| row.wave == wave && row.code == code) {
            (row.mean, row.mean_text, row.respondents, row.trend) = (None, None, None, Some(InTrend::default()));
            (row.ci_low, row.ci_high, row.path, row.suppressed) = (None, None, None, true);
        }
    }
}

fn hundredths(value: i32) -> Decimal {
    Decimal::round(&ratio(value, 100), 2)
}

fn row_of(place: usize, row: &Row) -> Row {
    let (name, _, below) = WAVES[place];
    let Some(mean) = row.mean_text else { return Row { wave: name.to_owned(), ..row.clone() } };
    let mean_text = mean - hundredths(below);
    let mean = nearest_f64(&mean_text.exact());
    let is_latest = place + 1 == WAVES.len();
    let status = if place < BASELINE { PathStatus::None } else { PathStatus::OnPath };
    Row {
        wave: name.to_owned(),
        mean: Some(mean),
        mean_text: Some(mean_text),
        ci_low: Some(mean - 0.04),
        ci_high: Some(mean + 0.04),
        path: row
            .target_text
            .filter(|_| is_latest)
            .map(|target| path(mean_text - hundredths(WAVES[BASELINE].2), target)),
        trend: Some(InTrend {
            since_previous: if place > 0 { change(place - 1, place, 0.03) } else { Change::default() },
            since_baseline: if place > BASELINE { change(BASELINE, place, 0.02) } else { Change::default() },
            path_status: Some(status),
            ..InTrend::default()
        }),
        ..row.clone()
    }
}

/// With an interval of so much on either side.
fn change(from: usize, to: usize, half: f64) -> Change {
    let by = hundredths(WAVES[from].2 - WAVES[to].2);
    let difference = nearest_f64(&by.exact());
    let (low, high) = (difference - half, difference + half);
    Change {
        versus: Some(WAVES[from].0.to_owned()),
        difference: Some(difference),
        difference_text: Some(by),
        difference_low: Some(low),
        difference_high: Some(high),
        most: Some(Overlap { shared: 1000, low, high }),
        p: Some(if low > 0.0 { 0.004 } else { 0.2 }),
        p_adjusted: Some(if low > 0.0 { 0.012 } else { 0.435 }),
        family: Some(4),
        effect: Some(0.04),
        smallest_detectable: Some(0.05),
        ..Change::default()
    }
}

/// In even steps from the baseline to 2029.
fn path(baseline: Decimal, target: Decimal) -> Vec<PathPoint> {
    let step = |year: i32| {
        let value = baseline.exact() + (target.exact() - baseline.exact()) * ratio(year - 2023, 6);
        PathPoint { year, value: nearest_f64(&value), text: Decimal::round(&value, 2) }
    };
    (2023..=2029).map(step).collect()
}

/// +0.040 by the first items: 0.001 each, the first takes the rest.
fn by_items(rows: &[Row]) -> Decomposition {
    let items: Vec<&Row> = rows.iter().filter(|row| row.level == Level::Item).collect();
    let moved = |place: usize| if place == 0 { 42 - i64::try_from(items.len()).unwrap_or(0) } else { 1 };
    let part = |(place, row): (usize, &&Row)| {
        let mix = if place == 0 { -1 } else { 0 };
        part(Some(&row.code), &row.name, moved(place), mix)
    };
    apart(By::Items, None, items.iter().enumerate().map(part).collect(), None)
}

/// 0.030 + 0.020 − 0.005 − 0.003 (mix) − 0.002 (response) is 0.040.
fn by_units(_: &[Row]) -> Decomposition {
    let parts =
        vec![part(Some("総務部"), "総務部", 30, -4), part(Some("市民部"), "市民部", 20, 1), part(None, "", -5, 0)];
    apart(By::Groups, Some("部局"), parts, Some(-2))
}

fn thousandths(value: i64) -> Decimal {
    Decimal::round(&ratio(value, 1000), 3)
}

fn part(code: Option<&str>, name: &str, within: i64, mix: i64) -> Part {
    Part {
        code: code.map(str::to_owned),
        name: code.map(|_| name.to_owned()),
        within: within as f64 / 1000.0,
        within_text: thousandths(within),
        mix: mix as f64 / 1000.0,
        mix_text: thousandths(mix),
        sum_text: thousandths(within + mix),
    }
}

/// The parts with their sums, unrounded 0.0004 off at most.
fn apart(by: By, attribute: Option<&str>, parts: Vec<Part>, response: Option<i64>) -> Decomposition {
    let sum = |of: fn(&Part) -> Decimal| parts.iter().map(of).reduce(|sum, part| sum + part);
    let (within_text, mix_text) = (sum(|part| part.within_text), sum(|part| part.mix_text));
    let unrounded = |text: Decimal| nearest_f64(&text.exact());
    Decomposition {
        by,
        attribute: attribute.map(str::to_owned),
        level: Level::Overall,
        code: "overall".to_owned(),
        name: "全体".to_owned(),
        versus: WAVES[BASELINE].0.to_owned(),
        wave: "2025".to_owned(),
        state: PartsState::Shown,
        difference_text: Some(hundredths(4)),
        weights: Some(if by == By::Items { Weights::Answers } else { Weights::Headcount }),
        parts,
        within: within_text.map(unrounded),
        within_text,
        mix: mix_text.map(unrounded),
        mix_text,
        response: response.map(thousandths).map(unrounded),
        response_text: response.map(thousandths),
        largest_deviation: Some(0.0004),
        largest_deviation_text: Some(Decimal::round(&ratio(4, 10_000), 4)),
    }
}
