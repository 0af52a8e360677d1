//! The JSON contract: one object, rows flat, the same bytes every time.

use std::fmt::Write as _;

use koe_core::definition::Rule;
use koe_core::release::{CodeName, Compared, Extremes, ResponseRate, Row, Segment, Step, Trend};
use serde::Serialize;

use super::TableError;
use crate::figures::Figures;
use crate::typeset::is_unsafe;

/// Version of the contract. Fields may be added under the same number, never
/// renamed.
pub(super) const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    survey: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    synthetic: Option<&'a str>,
    rule: Rule,
    decimals: u32,
    r#where: &'a Segment,
    rows: &'a [Row],
    highest_lowest: &'a [Extremes],
    below_overall: &'a [CodeName],
    step: Option<&'a Step>,
    response: &'a [ResponseRate],
    #[serde(flatten)]
    compared: Option<&'a Compared>,
    #[serde(flatten)]
    trend: Option<&'a Trend>,
}

pub(super) fn write(figures: Figures<'_>) -> Result<String, TableError> {
    let document = Document {
        schema: SCHEMA,
        survey: &figures.about.survey,
        synthetic: figures.about.synthetic.as_deref(),
        rule: figures.about.rule,
        decimals: figures.about.decimals,
        r#where: &figures.about.filter,
        rows: figures.rows,
        highest_lowest: figures.extremes,
        below_overall: figures.below_overall,
        step: figures.step,
        response: figures.response,
        compared: figures.compared,
        trend: figures.trend.map(|waves| waves.trend),
    };
    inert(&document)
}

/// A document as JSON text in which nothing acts on a terminal.
pub(super) fn inert(document: &impl Serialize) -> Result<String, TableError> {
    let text = serde_json::to_string_pretty(document)?;
    let mut out = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        // JSON leaves C1 and bidi controls as they are; a terminal would act on
        // them. They only occur inside strings, where \u means the same.
        if c != '\n' && is_unsafe(c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out.push('\n');
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn the_object_has_the_fields_of_the_contract() {
        let mut sample = Sample::koriyama();
        sample.withhold("1.1");
        let text = write(sample.figures()).unwrap();
        assert!(text.ends_with("}\n"));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["schema"], 1);
        assert_eq!(value["rule"], "pooled");
        assert_eq!(value["where"], serde_json::json!({}));
        assert_eq!(value["rows"][0]["mean_text"], "4.06");
        assert_eq!(value["rows"][0]["code"], "overall");
        assert_eq!(value["rows"][2]["suppressed"], true);
        assert_eq!(value["rows"][2]["mean"], serde_json::Value::Null);
        assert_eq!(value["step"]["one_in"], 9);
        assert_eq!(value["highest_lowest"][0]["highest"][0]["code"], "Q29");
        assert_eq!(value["response"], serde_json::json!([]));
        assert_eq!(text, write(sample.figures()).unwrap());
    }

    #[test]
    fn response_rates_have_numbers_only_where_they_are_shown() {
        let sample = Sample::koriyama().with_responses("部局");
        let value: serde_json::Value = serde_json::from_str(&write(sample.figures()).unwrap()).unwrap();
        let rate = |index: usize| &value["response"][index];
        assert_eq!(rate(0)["segment"], serde_json::json!({}));
        assert_eq!((rate(0)["response_rate_text"].as_str(), rate(0)["low"].as_bool()), (Some("60.14"), Some(false)));
        assert_eq!(rate(3)["state"], "nobody");
        assert_eq!(rate(3)["response_rate_text"], "0.00");
        assert_eq!(rate(4)["segment"], serde_json::json!({"部局": "監査委員事務局"}));
        assert_eq!(rate(4)["state"], "withheld");
        for field in ["invited", "respondents", "response_rate", "response_rate_text", "low"] {
            assert!(rate(4)[field].is_null(), "{field}");
        }
        assert_eq!(rate(5)["state"], "no-headcount");
    }
}
