//! `competencies.csv`: what is expected of each position.

use std::path::Path;

use encoding_rs::Encoding;

use super::sheet::{Known, Sheet};
use crate::Problem;
use crate::text::matching_key;

const COLUMNS: Known = &[&["position"], &["group"], &["competency"], &["mark"]];

/// Competencies by positions, both in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Competencies {
    /// Names of the positions.
    pub positions: Vec<String>,
    /// The competencies.
    pub competencies: Vec<Competency>,
}

/// A competency and the mark expected of each position.
#[derive(Debug, Clone)]
pub struct Competency {
    /// What it is part of.
    pub group: Option<String>,
    /// Its name.
    pub name: String,
    /// The mark of each position, as the file has it; nothing where the cell is
    /// blank or missing.
    pub marks: Vec<Option<String>>,
}

/// Reads `competencies.csv`: a row a position and competency.
pub(super) fn read(
    path: &Path,
    encoding: Option<&'static Encoding>,
    problems: &mut Vec<Problem>,
) -> Option<Competencies> {
    let sheet = Sheet::read(path, encoding, COLUMNS, &["position", "competency", "mark"], problems)?;
    sheet.refuse_others(problems);
    let mut read = Competencies::default();
    // Lines of the cells that were met, by position and competency.
    let mut lines: Vec<(usize, usize, u64)> = Vec::new();
    for row in sheet.rows() {
        let names = (row.required("position", problems), row.required("competency", problems));
        let (Some(position), Some(name)) = names else { continue };
        let position = read.position(position);
        let competency = read.competency(row.text("group"), name);
        if let Some((.., line)) = lines.iter().find(|(p, c, _)| (*p, *c) == (position, competency)) {
            let message = format!("two marks for one position and competency, the other in line {line}");
            let problem = row.problem_in("competency", message).found(row.cell("competency"));
            problems.push(problem.hint("take one of them out"));
            continue;
        }
        lines.push((position, competency, row.line()));
        let marks = &mut read.competencies[competency].marks;
        marks.resize(marks.len().max(position + 1), None);
        marks[position] = row.text("mark");
    }
    for competency in &mut read.competencies {
        competency.marks.resize(read.positions.len(), None);
    }
    Some(read)
}

impl Competencies {
    /// The index of a position, a new one at the end.
    fn position(&mut self, name: String) -> usize {
        let key = matching_key(&name);
        self.positions.iter().position(|other| matching_key(other) == key).unwrap_or_else(|| {
            self.positions.push(name);
            self.positions.len() - 1
        })
    }

    /// The index of a competency, a new one at the end.
    fn competency(&mut self, group: Option<String>, name: String) -> usize {
        let key = |group: Option<&str>, name: &str| (group.map(matching_key), matching_key(name));
        let own = key(group.as_deref(), &name);
        let found = self.competencies.iter().position(|other| key(other.group.as_deref(), &other.name) == own);
        found.unwrap_or_else(|| {
            self.competencies.push(Competency { group, name, marks: Vec::new() });
            self.competencies.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn marks_stand_by_position_in_the_order_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("competencies.csv");
        let text = "position,group,competency,mark\n部長,倫理観,倫理観,◎\n部長,能力,企画力,\n主事,能力,企画力,－\n部長,,企画力,○\n";
        fs::write(&path, text).unwrap();
        let mut problems = Vec::new();
        let read = read(&path, None, &mut problems).unwrap();
        assert!(problems.is_empty());
        assert_eq!(read.positions, ["部長", "主事"]);
        let marks = read.competencies.iter().map(|own| (own.name.as_str(), own.marks.clone()));
        let own = |mark: &str| Some(mark.to_owned());
        let expected =
            [("倫理観", vec![own("◎"), None]), ("企画力", vec![None, own("－")]), ("企画力", vec![own("○"), None])];
        assert_eq!(marks.collect::<Vec<_>>(), expected);
    }
}
