//! Which units of earlier waves count as others in a trend.

use koe_core::definition::Language;
use koe_core::release::Regrouped;

use super::NAME;
use super::trend::Telling;
use crate::typeset::{cut, label};

/// More than these are only counted: the note is to be read.
const MOST: usize = 12;

impl Telling<'_> {
    /// What earlier waves called otherwise, a sentence for each unit of today.
    pub(super) fn regrouped(self) -> Vec<String> {
        let all = &self.waves.trend.regrouped;
        let mut notes: Vec<String> = all.iter().take(MOST).map(|own| self.counts_as(own)).collect();
        let more = all.len().saturating_sub(MOST);
        if more > 0 {
            notes.push(match self.language {
                Language::Ja => format!("ほかに{more}の所属・区分でも、変わる前のものをいまの名前で数えています。"),
                Language::En => format!("{more} more units of today hold units of earlier waves in the same way."),
            });
        }
        notes
    }

    fn counts_as(self, own: &Regrouped) -> String {
        let name = |unit: &String| cut(&label(unit), NAME);
        let to = name(&own.to);
        match self.language {
            Language::Ja => {
                let waves: Vec<String> = own.waves.iter().map(|wave| self.wave(wave)).collect();
                let from: Vec<String> = own.from.iter().map(|unit| format!("『{}』", name(unit))).collect();
                format!("{}の{}は『{to}』として数えています。", waves.join("・"), from.concat())
            }
            Language::En => {
                let waves: Vec<String> = own.waves.iter().map(|wave| self.wave(wave)).collect();
                let from: Vec<String> = own.from.iter().map(|unit| format!("“{}”", name(unit))).collect();
                let counts = if own.from.len() == 1 { "counts" } else { "count" };
                format!("In {} {} {counts} as “{to}”.", and(&waves), and(&from))
            }
        }
    }
}

/// a, b and c.
fn and(names: &[String]) -> String {
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
