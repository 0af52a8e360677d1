//! Parts of a change as they are printed.

use koe_stats::{Decimal, Exact, Moved, apportion, nearest_f64};
use num_traits::{Signed, Zero};

use super::{Decomposition, Part, PartsState, Weights};

/// A change taken apart, with printed parts that add up to the printed change.
pub(super) struct Parts {
    /// Of each part: by its own mean, by its weight.
    moved: Vec<(Printed, Printed)>,
    within: Printed,
    mix: Printed,
    /// What is neither.
    rest: Printed,
    largest_deviation: Exact,
    /// Digits after the point of what is printed.
    places: u32,
}

/// What a part is called; nothing for all other units together.
pub(super) struct PartName {
    pub(super) code: String,
    pub(super) name: String,
}

struct Printed {
    exact: Exact,
    text: Decimal,
}

impl Parts {
    /// Prints what parts and `rest` add to a change, with one digit more than the
    /// scores: forty items that move a score by 0.03 would all print as 0.00.
    ///
    /// The printed change goes to the three sums first (all parts by their means,
    /// all by their weights, the rest), and each sum to its parts, so that sums are
    /// as near to their exact values as the change lets them, however many parts
    /// there are. What is nothing prints as nothing; the others take up what is
    /// missing.
    pub(super) fn of(moved: Vec<Moved>, rest: Exact, difference: Decimal, decimals: u32) -> Option<Self> {
        let places = decimals + 1;
        let (within, mix): (Vec<Exact>, Vec<Exact>) = moved.into_iter().map(|part| (part.within, part.mix)).unzip();
        let sums = [within.iter().sum(), mix.iter().sum(), rest];
        let change: Exact = sums.iter().sum();
        let printed = Decimal::round(&difference.exact(), places);
        let [of_within, of_mix, rest] = <[Printed; 3]>::try_from(add_up(sums.to_vec(), printed)?).ok()?;
        let within = add_up(within, of_within.text)?;
        let mix = add_up(mix, of_mix.text)?;
        let moved: Vec<(Printed, Printed)> = within.into_iter().zip(mix).collect();
        let of_each = moved.iter().flat_map(|(within, mix)| [within.deviation(), mix.deviation(), row(within, mix)]);
        let of_sums = [&of_within, &of_mix, &rest].map(Printed::deviation);
        let of_change = (printed.exact() - change).abs();
        let largest_deviation = of_each.chain(of_sums).fold(of_change, Exact::max);
        Some(Self { moved, within: of_within, mix: of_mix, rest, largest_deviation, places })
    }

    /// The table with its parts by their names. Parts beyond the names are nothing.
    pub(super) fn told(
        self,
        table: Decomposition,
        weights: Weights,
        names: impl IntoIterator<Item = Option<PartName>>,
    ) -> Decomposition {
        let response = Some(self.rest).filter(|_| weights == Weights::Headcount);
        let part = |(name, (within, mix)): (Option<PartName>, (Printed, Printed))| {
            let (code, name) = name.map(|own| (own.code, own.name)).unzip();
            Part {
                code,
                name,
                within: nearest_f64(&within.exact),
                within_text: within.text,
                mix: nearest_f64(&mix.exact),
                mix_text: mix.text,
                sum_text: within.text + mix.text,
            }
        };
        Decomposition {
            state: PartsState::Shown,
            weights: Some(weights),
            parts: names.into_iter().zip(self.moved).map(part).collect(),
            within: Some(nearest_f64(&self.within.exact)),
            within_text: Some(self.within.text),
            mix: Some(nearest_f64(&self.mix.exact)),
            mix_text: Some(self.mix.text),
            response: response.as_ref().map(|response| nearest_f64(&response.exact)),
            response_text: response.map(|response| response.text),
            largest_deviation: Some(nearest_f64(&self.largest_deviation)),
            largest_deviation_text: Some(up(&self.largest_deviation, self.places + 1)),
            ..table
        }
    }
}

impl Printed {
    fn deviation(&self) -> Exact {
        (self.text.exact() - &self.exact).abs()
    }
}

/// How far the printed sum of a part is from its exact one.
fn row(within: &Printed, mix: &Printed) -> Exact {
    ((within.text + mix.text).exact() - &within.exact - &mix.exact).abs()
}

/// Numbers with what is printed of them, which adds up to a printed sum. Zeros stay
/// zeros, and what the largest remainders would take past zero stops there, as a rise
/// is no fall: the others take up what is missing. Where no others are left, signs
/// give way. Nothing where all are zero and the sum is not.
fn add_up(exact: Vec<Exact>, sum: Decimal) -> Option<Vec<Printed>> {
    let mut at_zero: Vec<bool> = exact.iter().map(Zero::is_zero).collect();
    let plain = spread(&exact, &at_zero, sum)?;
    let mut texts = plain.clone();
    while exact.iter().zip(&texts).any(|(exact, text)| is_past_zero(exact, *text)) {
        let places = at_zero.iter_mut().zip(exact.iter().zip(&texts));
        places.for_each(|(at_zero, (exact, text))| *at_zero |= is_past_zero(exact, *text));
        let Some(next) = spread(&exact, &at_zero, sum) else {
            texts = plain;
            break;
        };
        texts = next;
    }
    Some(exact.into_iter().zip(texts).map(|(exact, text)| Printed { exact, text }).collect())
}

/// Largest remainders over all but those that are to be zero.
fn spread(exact: &[Exact], at_zero: &[bool], sum: Decimal) -> Option<Vec<Decimal>> {
    let all = exact.iter().zip(at_zero);
    let some: Vec<Exact> = all.filter(|(_, at_zero)| !**at_zero).map(|(exact, _)| exact.clone()).collect();
    let printed = if some.is_empty() && sum.is_zero() { Vec::new() } else { apportion(&some, sum)?.parts };
    let (zero, mut printed) = (Decimal::round(&Exact::zero(), sum.places()), printed.into_iter());
    at_zero.iter().map(|&at_zero| if at_zero { Some(zero) } else { printed.next() }).collect()
}

/// Says whether a printed number has the other sign.
fn is_past_zero(exact: &Exact, text: Decimal) -> bool {
    !text.is_zero() && text.is_negative() != exact.is_negative()
}

/// A number taken up to so many digits, as no deviation is larger than told.
fn up(value: &Exact, places: u32) -> Decimal {
    let unit = Decimal::round(&Exact::zero(), places).last_digit();
    Decimal::round(&((value / &unit).ceil() * unit), places)
}

#[cfg(test)]
mod tests {
    use koe_stats::{PartOf, kitagawa, ratio};
    use proptest::prelude::*;

    use super::*;

    /// Shares and means in hundredths of a point.
    fn parts(of: &[(u32, i32)]) -> Vec<PartOf> {
        let all: u32 = of.iter().map(|part| part.0).sum();
        let part = |&(share, mean): &(u32, i32)| PartOf { share: ratio(share, all), mean: Some(ratio(mean, 100)) };
        of.iter().map(part).collect()
    }

    fn score(parts: &[PartOf]) -> Exact {
        parts.iter().filter_map(|part| Some(&part.share * part.mean.as_ref()?)).sum()
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    fn sum(numbers: impl Iterator<Item = Decimal>) -> Exact {
        numbers.map(|number| number.exact()).sum()
    }

    proptest! {
        #[test]
        fn columns_add_up_to_their_sums_and_the_sums_to_the_change_of_the_printed_scores(
            of in proptest::collection::vec(((1_u32..200, 100..600), (1_u32..200, 100..600)), 1..60),
            still in any::<bool>(),
            rest in -50..50,
        ) {
            let before = parts(&of.iter().map(|part| part.0).collect::<Vec<_>>());
            let after = of.iter().map(|&(before, after)| if still { (before.0, after.1) } else { after });
            let after = parts(&after.collect::<Vec<_>>());
            let rest = ratio(rest, 1000);
            let printed = |score: &Exact| Decimal::round(score, 2);
            let difference = printed(&(score(&after) + &rest)) - printed(&score(&before));
            let moved = kitagawa(&before, &after).expect("parts");
            let parts = Parts::of(moved.clone(), rest.clone(), difference, 2).expect("parts");

            let (within, mix, last) = (parts.within.text, parts.mix.text, parts.rest.text);
            prop_assert_eq!(sum(parts.moved.iter().map(|part| part.0.text)), within.exact());
            prop_assert_eq!(sum(parts.moved.iter().map(|part| part.1.text)), mix.exact());
            prop_assert_eq!(sum([within, mix, last].into_iter()), difference.exact());

            let exact = |of: fn(&Moved) -> &Exact| moved.iter().map(of).sum::<Exact>();
            let sums = [(within, exact(|it| &it.within)), (mix, exact(|it| &it.mix)), (last, rest)];
            let cells = parts.moved.iter().zip(&moved);
            let cells = cells.flat_map(|((within, mix), exact)| {
                let row = (within.text + mix.text, &exact.within + &exact.mix);
                [(within.text, exact.within.clone()), (mix.text, exact.mix.clone()), row]
            });
            let change: Exact = sums.iter().map(|(_, exact)| exact).sum();
            let all: Vec<(Decimal, Exact)> = cells.chain(sums).chain([(difference, change)]).collect();
            for (text, exact) in &all {
                prop_assert!((text.exact() - exact).abs() <= parts.largest_deviation, "{} {}", text, exact);
            }
            let is_met = |(text, exact): &(Decimal, Exact)| (text.exact() - exact).abs() == parts.largest_deviation;
            prop_assert!(all.iter().any(is_met), "the deviation is that of a printed number");
            prop_assert!(!still || parts.moved.iter().all(|(_, mix)| mix.text.is_zero()) && mix.is_zero());
            // Where a sum went the way of the printed change, none is told to have gone
            // the other way than it did.
            let exact_sums = [&parts.within, &parts.mix, &parts.rest];
            let with_change = |sum: &&Printed| {
                !sum.exact.is_zero() && !difference.is_zero() && sum.exact.is_negative() == difference.is_negative()
            };
            let is_turned = exact_sums.iter().any(|sum| is_past_zero(&sum.exact, sum.text));
            prop_assert!(!exact_sums.iter().any(with_change) || !is_turned);
            // Two printed scores are 0.01 from the exact change at most; what stops at
            // zero leaves as much to others.
            prop_assert!(parts.largest_deviation <= ratio(20, 1000));
        }
    }

    /// Twenty units, each 0.0004 up by its mean and 0.0001 down by its weight, and
    /// 0.001 by who answered: within 0.008, mix −0.002, a change of 0.007. One by one
    /// the forty small parts would print as 0.000, and the change go to any of them.
    #[test]
    fn many_small_parts_print_their_sums() {
        let moved = vec![Moved { within: ratio(4, 10_000), mix: ratio(-1, 10_000) }; 20];
        let of = Parts::of(moved, ratio(1, 1000), decimal("0.01"), 2).expect("parts");
        // 0.01 is printed: three thousandths more than the parts, one for each sum.
        let sums = [&of.within, &of.mix, &of.rest].map(|sum| sum.text.to_string());
        assert_eq!(sums, ["0.009", "-0.001", "0.002"]);
        let within: Vec<String> = of.moved.iter().map(|part| part.0.text.to_string()).collect();
        assert_eq!(within, [["0.001"; 9].as_slice(), &["0.000"; 11]].concat());
        // That of the change: 0.010 for 0.007.
        assert_eq!(of.largest_deviation, ratio(3, 1000));
    }

    /// −0.0005, −0.0069 and 0.0087 are 0.0013, printed as 0.01 (4.054 to 4.0553 would
    /// be 4.05 to 4.06): three thousandths each would make the first a rise of 0.002.
    #[test]
    fn a_fall_is_not_printed_as_a_rise() {
        let moved = vec![Moved { within: ratio(-5, 10_000), mix: ratio(-69, 10_000) }];
        let of = Parts::of(moved, ratio(87, 10_000), decimal("0.01"), 2).expect("parts");
        let sums = [&of.within, &of.mix, &of.rest].map(|sum| sum.text.to_string());
        assert_eq!(sums, ["0.000", "-0.003", "0.013"]);
        // All fell, and print as 0.01 more: there is no way but to tell so.
        let moved = vec![Moved { within: ratio(-1, 10_000), mix: ratio(-1, 10_000) }];
        let of = Parts::of(moved, Exact::zero(), decimal("0.01"), 2).expect("parts");
        assert_eq!([of.within.text, of.mix.text].map(|text| text.to_string()), ["0.005", "0.005"]);
    }

    #[test]
    fn what_did_not_move_prints_as_nothing() {
        // 0.03 by the first part alone; equal weights, so no part moves by its weight.
        let (before, after) = (parts(&[(1, 400), (1, 300)]), parts(&[(1, 406), (1, 300)]));
        let moved = |after: &[PartOf]| kitagawa(&before, after).expect("parts");
        let of = Parts::of(moved(&after), Exact::zero(), decimal("0.03"), 2).expect("parts");
        let cells = of.moved.iter().flat_map(|(one, other)| [one, other]).chain([&of.within, &of.mix, &of.rest]);
        let text: Vec<String> = cells.map(|cell| cell.text.to_string()).collect();
        assert_eq!(text, ["0.030", "0.000", "0.000", "0.000", "0.030", "0.000", "0.000"]);
        assert_eq!(of.largest_deviation, Exact::zero());
        // Scores that print alike although nothing moved: no part can take 0.01.
        assert!(Parts::of(moved(&before), Exact::zero(), decimal("0.01"), 2).is_none());
    }

    #[test]
    fn a_deviation_is_never_told_smaller_than_it_is() {
        for (exact, told) in [(ratio(71, 100_000), "0.0008"), (ratio(7, 10_000), "0.0007"), (ratio(0, 1), "0.0000")] {
            assert_eq!(up(&exact, 4).to_string(), told);
        }
    }
}
