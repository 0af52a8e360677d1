//! Figures of several groups: differences, tests, effects, ranks; their tails.

use koe_stats::{
    Estimate, Interval, Sample, Share, TooFewExpected, Welch, benjamini_hochberg, chi_square, chi_square_tail, f_tail,
    hedges, holm, kruskal_wallis, mann_whitney, nearest_f64, newcombe, normal_tails, rank_intervals, ratio, t_tails,
    two_proportions, welch, welch_anova,
};

use crate::case::{Case, Figures, Got, fraction};

pub(crate) fn tail(case: &Case) -> Figures {
    let x = case.double("x");
    let p = match case.text("distribution") {
        "normal" => normal_tails(x),
        "t" => t_tails(x, case.double("df1")),
        "f" => f_tail(x, case.double("df1"), case.double("df2")),
        "chi-square" => chi_square_tail(x, case.count("df1")),
        other => panic!("no distribution is called {other:?}"),
    };
    vec![("expected", Got::maybe(p))]
}

pub(crate) fn item_means(case: &Case) -> Figures {
    let estimate = |column| sample(&case.groups(column)[0]).and_then(|sample| sample.estimate()).expect("two answers");
    difference(welch(&estimate("first"), &estimate("second")), case.double("confidence"))
}

pub(crate) fn estimates(case: &Case) -> Figures {
    let estimate = |column| {
        let parts: Vec<_> = case.text(column).split(';').map(fraction).collect();
        let [value, variance, df] = &parts[..] else { panic!("{column} is not value;variance;df") };
        let df = df.to_string().parse().expect("degrees of freedom");
        Estimate { value: value.clone(), variance: variance.clone(), df }
    };
    difference(welch(&estimate("first"), &estimate("second")), case.double("confidence"))
}

fn difference(welch: Option<Welch>, confidence: f64) -> Figures {
    let exact = welch.as_ref().map_or(Got::Nothing("undefined"), |welch| Got::Exact(welch.difference.clone()));
    let (low, high) = bounds(welch.as_ref().and_then(|welch| welch.interval(confidence)));
    vec![
        ("expected_difference", exact),
        ("expected_df", Got::maybe(welch.as_ref().map(|welch| welch.df))),
        ("expected_p", Got::maybe(welch.as_ref().map(|welch| welch.p))),
        ("expected_low", low),
        ("expected_high", high),
    ]
}

pub(crate) fn anova(case: &Case) -> Figures {
    let samples: Vec<_> = case.groups("groups").iter().map(|group| sample(group).expect("two answers")).collect();
    let test = welch_anova(&samples);
    vec![
        ("expected_f", Got::maybe(test.map(|test| test.f))),
        ("expected_df1", Got::maybe(test.map(|test| test.df1 as f64))),
        ("expected_df2", Got::maybe(test.map(|test| test.df2))),
        ("expected_p", Got::maybe(test.map(|test| test.p))),
    ]
}

pub(crate) fn effect(case: &Case) -> Figures {
    let sample = |column| {
        let parts: Vec<_> = case.text(column).split(';').map(fraction).collect();
        let [n, mean, variance] = &parts[..] else { panic!("{column} is not n;mean;variance") };
        let n = n.to_string().parse().expect("a number of respondents");
        Sample { n, mean: mean.clone(), variance: variance.clone() }
    };
    let effect = hedges(&sample("first"), &sample("second"));
    let (low, high) = bounds(effect.and_then(|effect| effect.interval(case.double("confidence"))));
    vec![
        ("expected_g", Got::maybe(effect.map(|effect| effect.g))),
        ("expected_se", Got::maybe(effect.map(|effect| effect.se))),
        ("expected_low", low),
        ("expected_high", high),
    ]
}

pub(crate) fn shares(case: &Case) -> Figures {
    let share = |column| {
        let (successes, n) = case.text(column).split_once('/').expect("a share");
        Share { successes: successes.parse().expect("a count"), n: n.parse().expect("a count") }
    };
    let (first, second) = (share("first"), share("second"));
    let test = two_proportions(first, second);
    let (low, high) = bounds(newcombe(first, second, case.double("confidence")));
    vec![
        ("expected_chi_square", Got::maybe(test.as_ref().map(|test| test.chi_square))),
        ("expected_p", Got::maybe(test.as_ref().map(|test| test.p))),
        ("expected_low", low),
        ("expected_high", high),
    ]
}

pub(crate) fn superiority(case: &Case) -> Figures {
    let test = mann_whitney(&case.groups("first")[0], &case.groups("second")[0]).expect("answers in both groups");
    vec![
        ("expected_u", Got::Exact(test.u)),
        ("expected_superiority", Got::Exact(test.superiority)),
        ("expected_p", Got::maybe(test.p)),
    ]
}

pub(crate) fn kruskal(case: &Case) -> Figures {
    let test = kruskal_wallis(&case.groups("groups"));
    vec![
        ("expected_h", Got::maybe(test.map(|test| test.h))),
        ("expected_df", Got::maybe(test.map(|test| test.df as f64))),
        ("expected_p", Got::maybe(test.map(|test| test.p))),
    ]
}

pub(crate) fn table(case: &Case) -> Figures {
    let test = chi_square(&case.groups("table"));
    let test = test.as_ref();
    let p = match test.map(|test| test.p) {
        Some(Ok(p)) => Got::Double(p),
        Some(Err(TooFewExpected::UnderOne)) => Got::Nothing("an expected count under 1"),
        Some(Err(TooFewExpected::FifthUnderFive)) => Got::Nothing("a fifth under 5"),
        None => Got::Nothing("undefined"),
    };
    vec![
        ("expected_chi_square", Got::maybe(test.map(|test| test.statistic))),
        ("expected_df", Got::maybe(test.map(|test| test.df as f64))),
        ("expected_p", p),
        ("expected_v", Got::maybe(test.map(|test| test.cramers_v))),
        ("expected_smallest", Got::maybe(test.map(|test| nearest_f64(&test.smallest_expected)))),
        ("expected_under_5", Got::maybe(test.map(|test| nearest_f64(&test.share_under_5)))),
    ]
}

pub(crate) fn adjusted(case: &Case) -> Figures {
    let known = |cell: &str| (cell != "-").then(|| cell.parse().expect("a probability"));
    let p: Vec<Option<f64>> = case.list("p").into_iter().map(known).collect();
    vec![("expected_bh", Got::Doubles(benjamini_hochberg(&p))), ("expected_holm", Got::Doubles(holm(&p)))]
}

pub(crate) fn ranks_of_units(case: &Case) -> Figures {
    let integers =
        |column| -> Vec<i64> { case.list(column).into_iter().map(|cell| cell.parse().expect("an integer")).collect() };
    let (values, errors, freedom) = (integers("value"), integers("se"), integers("df"));
    // Hundredths of a point.
    let units = values.into_iter().zip(errors).zip(freedom).map(|((value, se), df)| Estimate {
        value: ratio(value, 100),
        variance: ratio(se * se, 10_000),
        df: df.try_into().expect("degrees of freedom"),
    });
    let ranks = rank_intervals(&units.collect::<Vec<_>>(), case.double("confidence")).expect("a confidence");
    let join = |ranks: Vec<usize>| Got::Text(ranks.iter().map(usize::to_string).collect::<Vec<_>>().join("|"));
    vec![
        ("expected_best", join(ranks.iter().map(|rank| rank.best).collect())),
        ("expected_worst", join(ranks.iter().map(|rank| rank.worst).collect())),
    ]
}

/// The answers of a group at 1, 2, …, summed up answer by answer.
fn sample(counts: &[u64]) -> Option<Sample> {
    let (mut n, mut sum, mut squares) = (0, 0, 0);
    for (point, &count) in (1_i128..).zip(counts) {
        for _ in 0..count {
            n += 1;
            sum += point;
            squares += point * point;
        }
    }
    Sample::of_answers(n, sum, squares)
}

fn bounds(interval: Option<Interval>) -> (Got, Got) {
    (Got::maybe(interval.map(|interval| interval.low)), Got::maybe(interval.map(|interval| interval.high)))
}
