//! Figures over several waves: changes, chances, lines, parts.

use koe_stats::{
    Exact, Interval, PartOf, WaveScore, kitagawa, nearest_f64, probability_reached, project, ratio, wave_change,
};

use crate::case::{Case, Figures, Got, fraction};

pub(crate) fn change(case: &Case) -> Figures {
    let wave = |column| {
        let parts: Vec<&str> = case.text(column).split(';').collect();
        let [value, variance, respondents, headcount] = parts[..] else { panic!("{column} is not value;S²;n;N") };
        WaveScore {
            value: fraction(value),
            variance: fraction(variance),
            respondents: respondents.parse().expect("respondents"),
            headcount: headcount.parse().ok(),
        }
    };
    let change = wave_change(&wave("first"), &wave("second"), case.double("correlation")).expect("a change");
    let interval = change.interval(change.wider(), 0.95);
    vec![
        ("expected_difference", Got::Exact(change.difference.clone())),
        ("expected_se_fewest", Got::Double(change.fewest.se)),
        ("expected_se_most", Got::Double(change.most.se)),
        ("expected_low", Got::maybe(interval.map(|interval| interval.low))),
        ("expected_high", Got::maybe(interval.map(|interval| interval.high))),
        ("expected_p", Got::maybe(change.p(change.wider()))),
    ]
}

pub(crate) fn parts(case: &Case) -> Figures {
    let wave = |column| -> Vec<PartOf> {
        let part = |part: &str| {
            let (share, mean) = part.split_once(';').expect("share;mean");
            PartOf { share: fraction(share), mean: Some(fraction(mean)) }
        };
        case.text(column).split('|').map(part).collect()
    };
    let moved = kitagawa(&wave("earlier"), &wave("later")).expect("parts");
    let listed = |of: fn(&koe_stats::Moved) -> &Exact| {
        Got::Text(moved.iter().map(|part| of(part).to_string()).collect::<Vec<_>>().join("|"))
    };
    vec![("expected_within", listed(|part| &part.within)), ("expected_mix", listed(|part| &part.mix))]
}

pub(crate) fn line(case: &Case) -> Figures {
    let years = case.text("years").split('|').map(|year| year.parse().expect("a year"));
    let scores = case.text("hundredths").split('|').map(|score| ratio(score.parse::<i64>().expect("a score"), 100));
    let line = project(&years.zip(scores).collect::<Vec<(i32, Exact)>>()).expect("five waves");
    let at = case.text("at").parse().expect("a year");
    let Interval { low, high } = line.interval(at, 0.0, 0.95).expect("a confidence");
    vec![
        ("expected_score", Got::Double(nearest_f64(&line.at(at)))),
        ("expected_slope", Got::Double(nearest_f64(line.slope()))),
        ("expected_low", Got::Double(low)),
        ("expected_high", Got::Double(high)),
    ]
}

pub(crate) fn chance(case: &Case) -> Figures {
    let [score, variance, target] = ["score", "variance", "target"].map(|column| fraction(case.text(column)));
    vec![("expected", Got::maybe(probability_reached(&score, &variance, &target)))]
}
