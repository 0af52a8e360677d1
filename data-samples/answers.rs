//! Answers to one item whose sum is known.

use std::ops::RangeInclusive;

use super::random::Random;

/// How far apart the answers of people one standard deviation apart are.
const SPREAD: f64 = 1.3;

/// Turns how strongly each respondent agrees (mean 0, variance about 1) into
/// answers on the scale that add up to `sum`.
///
/// The level of the item is moved until the sum is as near as it gets from
/// below; then randomly drawn answers go up by a point, one at a time.
pub(crate) fn answers(agreement: &[f64], scale: RangeInclusive<i32>, sum: i64, random: &mut Random) -> Vec<i32> {
    let (min, max) = (*scale.start(), *scale.end());
    let point = |level: f64, agreement: f64| {
        let value = (level + SPREAD * agreement + 0.5).floor();
        value.clamp(f64::from(min), f64::from(max)) as i32
    };
    let at = |level: f64| agreement.iter().map(|&one| point(level, one)).collect::<Vec<i32>>();
    let total = |answers: &[i32]| answers.iter().map(|&answer| i64::from(answer)).sum::<i64>();

    let (mut low, mut high) = (f64::from(min) - 20.0, f64::from(max) + 20.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if total(&at(middle)) <= sum { low = middle } else { high = middle }
    }
    let mut answers = at(low);
    let mut missing = sum - total(&answers);
    assert!(missing >= 0 && sum <= i64::from(max) * answers.len() as i64, "no answers add up to {sum}");
    while missing > 0 {
        let answer = &mut answers[random.below(agreement.len())];
        if *answer < max {
            *answer += 1;
            missing -= 1;
        }
    }
    answers
}
