//! The JSON contract as flat columns.
//!
//! A segment is one column per attribute, a distribution one per point of the
//! scale, a path one per year. Text is on one line, with controls made visible;
//! what a spreadsheet would run as a formula gets a leading apostrophe
//! (CWE-1236). Numbers are written as numbers; a withheld row says so in words where
//! its printed score would stand.

pub(super) mod response;
mod trend;
pub(super) mod why;

use std::collections::BTreeSet;

use koe_core::definition::Language;
use koe_core::release::{Comparison, InTrend, Level, Row, Segment, Status};
use koe_core::text::defused;
use koe_stats::Decimal;

use super::{Dressing, TableError};
use crate::figures::Figures;
use crate::typeset::one_line;
use crate::wording::words;

/// Columns that every row has, up to the distribution.
const BEFORE: [&str; 5] = ["level", "depth", "code", "name", "items"];
const FIGURES: [&str; 20] = [
    "respondents",
    "answers",
    "invited",
    "response_rate",
    "response_rate_text",
    "mean",
    "mean_text",
    "median",
    "sd",
    "ci_low",
    "ci_high",
    "fpc_low",
    "fpc_high",
    "favorable",
    "neutral",
    "unfavorable",
    "favorable_low",
    "favorable_high",
    "target",
    "target_text",
];
/// Columns of rows that are compared.
const COMPARED: [&str; 20] = [
    "versus",
    "difference",
    "difference_text",
    "difference_low",
    "difference_high",
    "p",
    "p_adjusted",
    "family",
    "effect",
    "effect_low",
    "effect_high",
    "favorable_difference",
    "favorable_p",
    "favorable_p_adjusted",
    "rank_p",
    "rank_p_adjusted",
    "superiority",
    "rank_low",
    "rank_high",
    "ranked",
];
const AFTER: [&str; 5] = ["gap", "gap_text", "status", "band", "suppressed"];

pub(super) fn write(figures: Figures<'_>, dressing: Dressing) -> Result<String, TableError> {
    let shape = Shape::of(figures);
    let records = figures.rows.iter().map(|row| shape.record(row));
    dressed(shape.header(), records, dressing)
}

/// A header and records as the text of a CSV file.
pub(super) fn dressed(
    header: Vec<String>,
    records: impl Iterator<Item = Vec<String>>,
    dressing: Dressing,
) -> Result<String, TableError> {
    let terminator = match dressing {
        Dressing::Stdout => ::csv::Terminator::Any(b'\n'),
        Dressing::File => ::csv::Terminator::CRLF,
    };
    let mut writer = ::csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    writer.write_record(header)?;
    for record in records {
        writer.write_record(record)?;
    }
    let bytes = writer.into_inner().map_err(|error| ::csv::Error::from(error.into_error()))?;
    let text = String::from_utf8(bytes).map_err(|error| ::csv::Error::from(std::io::Error::other(error)))?;
    Ok(match dressing {
        Dressing::Stdout => text,
        Dressing::File => format!("\u{feff}{text}"),
    })
}

/// The columns that depend on the survey and on what was asked.
struct Shape {
    attributes: Vec<String>,
    /// Codes of all scales that a distribution lies on, ascending.
    points: Vec<i32>,
    years: Vec<i32>,
    /// Whether rows are compared with segments.
    is_compared: bool,
    /// Whether they are those of a trend.
    is_trend: bool,
    /// Of the words in withheld rows.
    language: Language,
}

impl Shape {
    fn of(figures: Figures<'_>) -> Self {
        let mut attributes: Vec<String> = Vec::new();
        let (mut years, mut points) = (BTreeSet::new(), BTreeSet::new());
        for row in figures.rows {
            for (attribute, _) in &row.segment.0 {
                if !attributes.contains(attribute) {
                    attributes.push(attribute.clone());
                }
            }
            years.extend(row.path.iter().flatten().map(|point| point.year));
            points.extend(counts(row).map(|(point, _)| point));
        }
        Self {
            attributes,
            points: points.into_iter().collect(),
            years: years.into_iter().collect(),
            is_compared: figures.rows.iter().any(|row| row.comparison.is_some()),
            is_trend: figures.trend.is_some(),
            language: figures.about.language,
        }
    }

    /// The columns of comparisons and trends.
    fn compared(&self) -> Vec<String> {
        let mut columns: Vec<String> = Vec::new();
        if self.is_compared {
            columns.extend(COMPARED.map(str::to_owned));
        }
        if self.is_trend {
            columns.extend(trend::columns());
        }
        columns
    }

    fn header(&self) -> Vec<String> {
        let mut header = vec!["wave".to_owned()];
        header.extend(self.attributes.iter().map(|name| text(&self.attribute_column(&one_line(name)))));
        header.extend(BEFORE.into_iter().chain(FIGURES).chain(AFTER).map(str::to_owned));
        header.extend(self.compared());
        header.extend(self.points.iter().map(|point| format!("count_{point}")));
        header.extend(self.years.iter().map(|year| format!("path_{year}")));
        header
    }

    /// An attribute named as one of our columns keeps apart from it.
    fn attribute_column(&self, name: &str) -> String {
        let fixed = BEFORE.into_iter().chain(FIGURES).chain(AFTER).chain(["wave"]);
        let is_ours =
            fixed.into_iter().any(|column| column == name) || self.compared().iter().any(|column| column == name);
        if is_ours || name.starts_with("count_") || name.starts_with("path_") {
            format!("segment.{name}")
        } else {
            name.to_owned()
        }
    }

    fn record(&self, row: &Row) -> Vec<String> {
        let mut record = vec![text(&row.wave)];
        record.extend(self.attributes.iter().map(|name| {
            let value = row.segment.0.iter().find(|(attribute, _)| attribute == name);
            value.map(|(_, value)| text(value)).unwrap_or_default()
        }));
        record.extend([
            level(row.level).to_owned(),
            row.depth.to_string(),
            text(&row.code),
            text(&row.name),
            whole(row.items),
            whole(row.respondents),
            whole(row.answers),
            whole(row.invited),
            number(row.response_rate),
            decimal(row.response_rate_text),
            number(row.mean),
            if row.suppressed { words(self.language).withheld.to_owned() } else { decimal(row.mean_text) },
            number(row.median),
            number(row.sd),
            number(row.ci_low),
            number(row.ci_high),
            number(row.fpc_low),
            number(row.fpc_high),
            number(row.favorable),
            number(row.neutral),
            number(row.unfavorable),
            number(row.favorable_low),
            number(row.favorable_high),
            number(row.target),
            decimal(row.target_text),
            number(row.gap),
            decimal(row.gap_text),
            row.status.map(status).unwrap_or_default().to_owned(),
            row.band.as_deref().map(text).unwrap_or_default(),
            row.suppressed.to_string(),
        ]);
        if self.is_compared {
            record.extend(compared(row.comparison.as_ref().unwrap_or(&Comparison::default())));
        }
        if self.is_trend {
            record.extend(trend::cells(row.trend.as_ref().unwrap_or(&InTrend::default())));
        }
        record.extend(
            self.points.iter().map(|point| whole(counts(row).find(|(own, _)| own == point).map(|(_, count)| count))),
        );
        record.extend(
            self.years.iter().map(|year| {
                decimal(row.path.iter().flatten().find(|point| point.year == *year).map(|point| point.text))
            }),
        );
        record
    }
}

/// The columns of a comparison, as `COMPARED` names them.
fn compared(own: &Comparison) -> [String; 20] {
    let versus = |segment: &Segment| match segment.0.is_empty() {
        true => "everyone".to_owned(),
        false => segment.0.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(";"),
    };
    [
        own.versus.as_ref().map(|segment| text(&versus(segment))).unwrap_or_default(),
        number(own.difference),
        decimal(own.difference_text),
        number(own.difference_low),
        number(own.difference_high),
        number(own.p),
        number(own.p_adjusted),
        whole(own.family),
        number(own.effect),
        number(own.effect_low),
        number(own.effect_high),
        number(own.favorable_difference),
        number(own.favorable_p),
        number(own.favorable_p_adjusted),
        number(own.rank_p),
        number(own.rank_p_adjusted),
        number(own.superiority),
        whole(own.rank_low),
        whole(own.rank_high),
        whole(own.ranked),
    ]
}

/// The distribution of a row: code of the scale and answers.
fn counts(row: &Row) -> impl Iterator<Item = (i32, u64)> {
    let first = row.first_point.into_iter().flat_map(|first| first..);
    first.zip(row.distribution.iter().flatten().copied())
}

fn whole(value: Option<u64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

pub(super) fn decimal(value: Option<Decimal>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Overall => "overall",
        Level::Category => "category",
        Level::Subcategory => "subcategory",
        Level::Item => "item",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Met => "met",
        Status::Below => "below",
        Status::None => "none",
    }
}

/// Text on one line that a spreadsheet shows and never runs.
pub(super) fn text(text: &str) -> String {
    defused(&one_line(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;
    use crate::typeset::is_unsafe;

    fn table(text: &str) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn a_row_is_the_contract_flattened() {
        let mut sample = Sample::koriyama().with_segment("年代", "30代");
        sample.withhold("1");
        let rows = table(&write(sample.figures(), Dressing::Stdout).unwrap());
        let at = |name: &str| rows[0].iter().position(|head| head == name).unwrap();
        assert_eq!(&rows[0][..4], ["wave", "年代", "level", "depth"]);
        let overall = &rows[1];
        assert_eq!(overall[at("mean_text")], "4.06");
        assert_eq!(overall[at("gap_text")], "-0.11");
        assert_eq!(overall[at("count_6")], "371");
        assert_eq!(overall[at("path_2029")], "4.17");
        assert_eq!(overall[at("年代")], "");
        assert_eq!(rows.last().unwrap()[at("年代")], "30代");
        let withheld = &rows[2];
        assert_eq!(withheld[at("suppressed")], "true");
        assert_eq!([&withheld[at("mean")], &withheld[at("mean_text")]], ["", "非公表（少人数）"]);
        assert_eq!(withheld[at("name")], "人材育成");
        // Every field of the contract is a column.
        let serde_json::Value::Object(fields) = serde_json::to_value(&sample.rows[0]).unwrap() else { panic!() };
        for field in fields.keys().filter(|field| !["segment", "distribution", "path"].contains(&field.as_str())) {
            assert!(rows[0].contains(field), "{field}");
        }
    }

    #[test]
    fn a_withheld_row_says_so_in_the_language_of_the_run() {
        let mut sample = Sample::koriyama().english();
        sample.withhold("1");
        let csv = write(sample.figures(), Dressing::Stdout).unwrap();
        assert_eq!(csv.matches(",withheld (small group),").count(), 1, "{csv}");
    }

    #[test]
    fn a_comparison_has_its_columns() {
        let mut sample = Sample::koriyama().with_segment("年代", "30代").with_segment("p", "=x");
        for row in &mut sample.rows {
            let named = |value: &str| Segment(vec![("年代".to_owned(), value.to_owned())]);
            let versus = if row.segment.0.is_empty() { None } else { Some(named("40代")) };
            row.comparison =
                Some(Comparison { versus, difference: Some(-0.25), rank_low: Some(3), ..Comparison::default() });
        }
        let rows = table(&write(sample.figures(), Dressing::Stdout).unwrap());
        let at = |name: &str| rows[0].iter().position(|head| head == name).unwrap();
        let last = rows.last().unwrap();
        assert_eq!([&last[at("versus")], &last[at("difference")], &last[at("rank_low")]], ["年代=40代", "-0.25", "3"]);
        assert_eq!((&rows[1][at("versus")][..], &last[at("segment.p")][..]), ("", "'=x"));
        let serde_json::Value::Object(fields) = serde_json::to_value(&sample.rows[0]).unwrap() else { panic!() };
        for field in fields.keys().filter(|field| !["segment", "distribution", "path"].contains(&field.as_str())) {
            assert_eq!(rows[0].iter().filter(|head| *head == field).count(), 1, "{field}");
        }
        assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    }

    #[test]
    fn counts_stand_under_the_codes_of_their_own_scale() {
        let mut sample = Sample::koriyama();
        sample.rows.truncate(4);
        for (row, (first, counts)) in sample.rows.iter_mut().zip([(1, vec![5, 6, 7]), (-1, vec![8, 9]), (4, vec![3])]) {
            (row.first_point, row.distribution) = (Some(first), Some(counts));
        }
        (sample.rows[3].first_point, sample.rows[3].distribution) = (None, None);
        let rows = table(&write(sample.figures(), Dressing::Stdout).unwrap());
        let points: Vec<usize> = (0..rows[0].len()).filter(|&at| rows[0][at].starts_with("count_")).collect();
        let of = |row: usize| -> Vec<&str> { points.iter().map(|&at| rows[row][at].as_str()).collect() };
        // 1 to 3, -1 to 0 and 4: the codes in use, ascending.
        assert_eq!(of(0), ["count_-1", "count_0", "count_1", "count_2", "count_3", "count_4"]);
        assert_eq!(of(1), ["", "", "5", "6", "7", ""]);
        assert_eq!(of(2), ["8", "9", "", "", "", ""]);
        assert_eq!(of(3), ["", "", "", "", "", "3"]);
        assert_eq!(of(4), [""; 6]);
    }

    #[test]
    fn a_file_opens_in_japanese_excel() {
        let sample = Sample::koriyama();
        let file = write(sample.figures(), Dressing::File).unwrap();
        assert!(file.starts_with("\u{feff}wave,"));
        assert!(file.ends_with("\r\n"));
        let piped = write(sample.figures(), Dressing::Stdout).unwrap();
        assert!(piped.starts_with("wave,"));
        assert!(!piped.contains('\r'));
    }

    #[test]
    fn text_that_a_spreadsheet_would_run_is_text() {
        for name in ["=cmd()", "+1", "-1", "@SUM", " =1", "＝1", "＋1", "－1", "＠A"] {
            assert_eq!(text(name), format!("'{name}"));
        }
        for name in ["\t=1", "\r=1", "\n=1"] {
            assert_eq!(text(name), "'=1");
        }
        assert_eq!(text("a=b"), "a=b");
        let sample = Sample::koriyama().named("=cmd|' /C calc'!A0").with_segment("=部", "@課");
        let rows = table(&write(sample.figures(), Dressing::File).unwrap());
        let bad = rows.iter().flatten().filter(|cell| cell.starts_with(['=', '@'])).count();
        assert_eq!(bad, 0);
    }

    #[test]
    fn names_are_on_one_line_and_their_controls_visible() {
        let name = "a\tb\r\n\u{202e}c\u{0}\u{1b}";
        let sample = Sample::koriyama().named(name).with_segment("部\u{2066}", name).with_segment("\tlevel", "x");
        for dressing in [Dressing::File, Dressing::Stdout] {
            let file = write(sample.figures(), dressing).unwrap();
            let text = file.trim_start_matches('\u{feff}');
            assert!(!text.contains(|c: char| is_unsafe(c) && !matches!(c, '\r' | '\n')));
            let rows = table(text);
            assert_eq!(rows[0][1..3], ["部\\u{2066}", "segment.level"]);
            let shown = "a b \\u{202e}c\\u{0}\\u{1b}";
            assert!(rows.iter().any(|row| row[1] == shown));
            assert!(rows.iter().flatten().all(|cell| !cell.contains(['\r', '\n'])));
        }
    }

    #[test]
    fn an_attribute_with_the_name_of_a_column_stays_apart() {
        let sample = Sample::koriyama().with_segment("level", "x");
        let rows = table(&write(sample.figures(), Dressing::Stdout).unwrap());
        assert_eq!(rows[0][1], "segment.level");
        assert_eq!(rows[0].iter().filter(|head| *head == "level").count(), 1);
    }
}
