//! In the section on the plan: marks expected by position.

use koe_core::definition::Language;
use koe_core::plan::Competencies;
use serde::Serialize;

use super::{Caption, Name};
use crate::typeset::one_line;
use crate::wording::{competencies_headline, note_marks, outlook_words};

#[derive(Serialize)]
pub(super) struct Matrix {
    caption: Caption,
    positions: Vec<Name>,
    groups: Vec<Group>,
    note: String,
}

/// Consecutive competencies of one group.
#[derive(Serialize)]
struct Group {
    name: Option<Name>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: Name,
    marks: Vec<String>,
}

impl Matrix {
    pub(super) fn of(own: &Competencies, language: Language) -> Self {
        let groups = own.competencies.chunk_by(|one, next| one.group == next.group).map(|rows| Group {
            name: rows.first().and_then(|first| first.group.as_deref()).map(|name| Name::plain(name, language)),
            rows: rows
                .iter()
                .map(|row| Row {
                    name: Name::plain(&row.name, language),
                    marks: row.marks.iter().map(|mark| mark.as_deref().map(one_line).unwrap_or_default()).collect(),
                })
                .collect(),
        });
        Self {
            caption: Caption {
                title: competencies_headline(own.competencies.len(), own.positions.len(), language),
                subtitle: outlook_words(language).on_competencies.to_owned(),
            },
            positions: own.positions.iter().map(|name| Name::plain(name, language)).collect(),
            groups: groups.collect(),
            note: note_marks(own, language),
        }
    }
}
