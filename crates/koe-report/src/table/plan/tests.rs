use super::*;
use crate::outlook::sample::named as plan;
use crate::table::Style;

const HOSTILE: [&str; 6] =
    ["<script>alert(1)</script>", "=cmd()", "a|b\nc", "\u{202e}txt", "\u{1b}[2J\r\u{9b}0m", "＝SUM(A1)"];

fn view(section: Option<Section>) -> PlanView {
    PlanView { year: None, years: Years::Era, section }
}

#[test]
fn hostile_cells_are_text_in_every_format() {
    for name in HOSTILE.map(str::to_owned).into_iter().chain(["長".repeat(5000)]) {
        let plan = plan(&name);
        for section in [None, Some(Section::Indicators), Some(Section::Actions), Some(Section::Competencies)] {
            for format in [Format::Table, Format::Markdown, Format::Csv, Format::Json] {
                let text = render_plan(&plan, view(section), format, Style::plain(Language::Ja)).unwrap();
                assert!(text.ends_with('\n'));
                assert!(!text.contains(['\u{1b}', '\r', '\u{9b}', '\u{202e}']), "{format:?}: {text}");
                if format == Format::Csv {
                    assert!(
                        !text.lines().any(|line| line.split(',').any(|cell| cell.starts_with(['=', '＝']))),
                        "{text}"
                    );
                }
            }
        }
    }
}

#[test]
fn sections_are_those_the_plan_has() {
    let mut plan = plan("計画");
    assert_eq!(sections(&plan), [Section::Indicators, Section::Actions, Section::Competencies]);
    plan.indicators.clear();
    plan.actions = None;
    assert_eq!(sections(&plan), [Section::Competencies]);
    let json = render_plan(&plan, view(None), Format::Json, Style::plain(Language::Ja)).unwrap();
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((value["schema"].as_u64(), value.get("indicators"), value.get("plan")), (Some(1), None, None));
    assert_eq!(value["competencies"]["competencies"][0]["marks"], serde_json::json!(["計画", null]));
}

/// A mark of one sign is no formula; a longer one might be.
#[test]
fn marks_stay_as_they_are() {
    for (name, line) in [("-", "'-,'-,'-,-"), ("-1", "'-1,'-1,'-1,'-1"), ("◎", "◎,◎,◎,◎")] {
        let style = Style::plain(Language::Ja);
        let text = render_plan(&plan(name), view(Some(Section::Competencies)), Format::Csv, style).unwrap();
        assert_eq!(text.lines().nth(1), Some(line));
    }
}

#[test]
fn measures_stand_over_their_actions() {
    let plan = crate::outlook::sample::published("aizuwakamatsu-plan");
    let told = |format| render_plan(&plan, view(Some(Section::Actions)), format, Style::plain(Language::Ja)).unwrap();
    let table = told(Format::Table);
    let lines: Vec<&str> = table.lines().skip_while(|line| *line != "人事管理").take(4).collect();
    assert_eq!(lines[1..3], ["  職員採用", "    職員採用のための効果的な情報発信"]);
    assert!(lines[3].starts_with("      ホームページの採用情報"), "{}", lines[3]);
    assert!(told(Format::Markdown).contains("職員採用のための効果的な情報発信"));
}
