//! Figures of one group: means, variances, intervals, quantiles, rounding.

use koe_stats::{
    AnswerGroup, Decimal, Interval, ItemSums, PairSums, RatioSums, finite_population, item_means_variance, mean,
    median, normal_quantile, own_means, ratio, sd, t_quantile, variance, variance_of_mean, wilson,
};

use crate::case::{Case, Figures, Got};

pub(crate) fn rounding(case: &Case) -> Figures {
    let value = ratio(case.integer("numerator"), case.integer("denominator"));
    let places = u32::try_from(case.integer("places")).expect("places");
    vec![("expected", Got::Text(Decimal::round(&value, places).to_string()))]
}

pub(crate) fn quantile_of_t(case: &Case) -> Figures {
    let quantile = t_quantile(case.double("p"), case.double("df")).expect("a quantile");
    vec![("expected", Got::Double(quantile))]
}

pub(crate) fn quantile_of_normal(case: &Case) -> Figures {
    vec![("expected", Got::Double(normal_quantile(case.double("p")).expect("a quantile")))]
}

pub(crate) fn wilson_interval(case: &Case) -> Figures {
    let (successes, n) = (case.count("successes"), case.count("n"));
    bounds(wilson(successes, n, case.double("confidence")).expect("an interval"))
}

pub(crate) fn pooled_variance(case: &Case) -> Figures {
    let sums = pooled(&case.answers());
    let (ratio, variance) = (sums.ratio().expect("a ratio"), sums.variance().expect("a variance"));
    vec![("expected_ratio", Got::Exact(ratio)), ("expected_variance", Got::Exact(variance))]
}

pub(crate) fn fpc(case: &Case) -> Figures {
    let sums = pooled(&case.answers());
    let variance = sums.variance().expect("a variance");
    let corrected = finite_population(&variance, sums.respondents, case.count("headcount"));
    vec![("expected", Got::Exact(corrected.expect("a headcount that is large enough")))]
}

pub(crate) fn own_mean(case: &Case) -> Figures {
    // One group per respondent: the function has to put equal n together itself.
    let groups = case.answers().into_iter().map(|row| {
        let (sum, answered) = sum_and_count(&row);
        AnswerGroup { answered, respondents: 1, sum, squares: sum * sum }
    });
    let own = own_means(groups).expect("a respondent");
    vec![
        ("expected_mean", Got::Exact(own.mean)),
        ("expected_variance", Got::Exact(own.variance.expect("two respondents"))),
    ]
}

pub(crate) fn item_variance(case: &Case) -> Figures {
    let item = item_sums(&case.answers(), 0);
    let variance = variance(item.n, item.sum, item.squares).expect("a variance");
    let of_mean = variance_of_mean(item.n, item.sum, item.squares).expect("a variance");
    vec![
        ("expected_mean", Got::Exact(mean(item.n, item.sum).expect("a mean"))),
        ("expected_sd", Got::Double(sd(&variance))),
        ("expected_variance", Got::Exact(variance)),
        ("expected_variance_of_mean", Got::Exact(of_mean)),
    ]
}

pub(crate) fn median_of_answers(case: &Case) -> Figures {
    let answers: Vec<i128> = case.answers().iter().filter_map(|row| row[0]).collect();
    // A scale that is wider than the answers on both sides.
    let min = answers.iter().min().expect("an answer") - 1;
    let max = answers.iter().max().expect("an answer") + 2;
    let counts: Vec<u64> =
        (min..=max).map(|point| answers.iter().filter(|&&answer| answer == point).count() as u64).collect();
    let min = i32::try_from(min).expect("a scale point");
    vec![("expected", Got::Exact(median(&counts, min).expect("a median")))]
}

pub(crate) fn interval(case: &Case) -> Figures {
    let answers = case.answers();
    let (center, variance, df) = match case.text("estimator") {
        "item" => {
            let item = item_sums(&answers, 0);
            let variance = variance_of_mean(item.n, item.sum, item.squares);
            (mean(item.n, item.sum), variance, item.n - 1)
        }
        "pooled" => {
            let sums = pooled(&answers);
            (sums.ratio(), sums.variance(), sums.respondents - 1)
        }
        other => panic!("no estimator is called {other:?}"),
    };
    let (center, variance) = (center.expect("a center"), variance.expect("a variance"));
    let interval = Interval::around(&center, &variance, df, case.double("confidence"));
    bounds(interval.expect("an interval"))
}

pub(crate) fn item_mean_variance(case: &Case) -> Figures {
    let mut answers = case.answers();
    answers.retain(|row| sum_and_count(row).1 > 0);
    let items: Vec<_> = (0..answers[0].len()).map(|item| item_sums(&answers, item)).collect();
    let pair = |j: usize, k: usize| {
        assert!(j < k, "pairs are asked for in order");
        let mut sums = PairSums::default();
        for row in &answers {
            if let (Some(x), Some(y)) = (row[j], row[k]) {
                sums.n += 1;
                sums.x += x;
                sums.y += y;
                sums.xx += x * x;
                sums.yy += y * y;
                sums.xy += x * y;
            }
        }
        sums
    };
    let variance = item_means_variance(&items, pair, answers.len() as u64);
    vec![("expected", Got::Exact(variance.expect("a variance")))]
}

fn pooled(answers: &[Vec<Option<i128>>]) -> RatioSums {
    let mut sums = RatioSums::default();
    for row in answers {
        let (s, n) = sum_and_count(row);
        let n = i128::from(n);
        sums.respondents += u64::from(n > 0);
        sums.numerator += s;
        sums.denominator += n;
        sums.numerator_squares += s * s;
        sums.cross += s * n;
        sums.denominator_squares += n * n;
    }
    sums
}

fn item_sums(answers: &[Vec<Option<i128>>], item: usize) -> ItemSums {
    let mut sums = ItemSums::default();
    for answer in answers.iter().filter_map(|row| row[item]) {
        sums.n += 1;
        sums.sum += answer;
        sums.squares += answer * answer;
    }
    sums
}

fn sum_and_count(row: &[Option<i128>]) -> (i128, u64) {
    (row.iter().flatten().sum(), row.iter().flatten().count() as u64)
}

fn bounds(interval: Interval) -> Figures {
    vec![("expected_low", Got::Double(interval.low)), ("expected_high", Got::Double(interval.high))]
}
