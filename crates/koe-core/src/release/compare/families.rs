//! p-values, family by family: the rows of one level, attribute and test.

use koe_stats::{benjamini_hochberg, holm};

use super::{Comparison, Level, Omnibus, Test};
use crate::compare::Adjustment;
use crate::release::Family;

/// Whose p-value it is, by its place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Member {
    Row(usize),
    Omnibus(usize),
}

/// Families with their p-values.
#[derive(Default)]
pub(super) struct Families(Vec<(Family, Vec<(Member, f64)>)>);

impl Families {
    /// Adds the tests of a row.
    pub(super) fn add_row(&mut self, attributes: &[String], level: Level, row: usize, own: &Comparison) {
        let member = Member::Row(row);
        self.add(attributes, level, Test::Welch, member, own.p);
        self.add(attributes, level, Test::TwoProportions, member, own.favorable_p);
        self.add(attributes, level, Test::MannWhitney, member, own.rank_p);
    }

    /// Adds a p-value to its family, where there is one.
    pub(super) fn add(&mut self, attributes: &[String], level: Level, test: Test, member: Member, p: Option<f64>) {
        let Some(p) = p else { return };
        let is_own = |family: &Family| family.attributes == attributes && (family.level, family.test) == (level, test);
        match self.0.iter_mut().find(|(family, _)| is_own(family)) {
            Some((family, members)) => {
                family.size += 1;
                members.push((member, p));
            }
            None => {
                let family = Family { attributes: attributes.to_vec(), level, test, size: 1 };
                self.0.push((family, vec![(member, p)]));
            }
        }
    }

    /// Writes the adjusted p-values beside the others, and returns the families.
    pub(super) fn adjust(
        self,
        adjustment: Adjustment,
        rows: &mut [Comparison],
        omnibus: &mut [Omnibus],
    ) -> Vec<Family> {
        for (family, members) in &self.0 {
            let p: Vec<Option<f64>> = members.iter().map(|(_, p)| Some(*p)).collect();
            let adjusted = match adjustment {
                Adjustment::BenjaminiHochberg => benjamini_hochberg(&p),
                Adjustment::Holm => holm(&p),
            };
            for ((member, _), adjusted) in members.iter().zip(adjusted) {
                match *member {
                    Member::Row(row) => write(&mut rows[row], family, adjusted),
                    Member::Omnibus(place) => {
                        omnibus[place].p_adjusted = adjusted;
                        omnibus[place].family = Some(family.size);
                    }
                }
            }
        }
        self.0.into_iter().map(|(family, _)| family).collect()
    }
}

fn write(comparison: &mut Comparison, family: &Family, adjusted: Option<f64>) {
    match family.test {
        Test::TwoProportions => comparison.favorable_p_adjusted = adjusted,
        Test::MannWhitney => comparison.rank_p_adjusted = adjusted,
        _ => {
            comparison.p_adjusted = adjusted;
            comparison.family = Some(family.size);
        }
    }
}
