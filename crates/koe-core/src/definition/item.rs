//! Items: one question each.

/// What kind of answer an item takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A point of a scale; scored.
    Scale,
    /// One of several options; listed, not scored.
    Choice,
    /// Any number of options; listed, not scored.
    Multi,
    /// Free text; listed, not scored.
    Text,
    /// A point of a scale, but not the same question in the wave at hand: not read.
    NotAsked,
}

/// Who an item applies to: respondents whose attribute has one of the values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Index of the attribute.
    pub attribute: usize,
    /// Values as shown, at least one.
    pub values: Vec<String>,
    /// Line of the items file that it stands in.
    pub line: u64,
}

/// One question.
#[derive(Debug, Clone)]
pub struct Item {
    /// Code, unique in the survey (Q01).
    pub code: String,
    /// The question.
    pub text: String,
    /// The question in English, where the survey has it.
    pub text_en: Option<String>,
    /// Index of the deepest category it is in.
    pub category: usize,
    /// Index of its scale.
    pub scale: usize,
    /// Whether a high code means a low score.
    pub reverse: bool,
    /// Who it applies to; `None` is everyone.
    pub applies_to: Option<Condition>,
    /// Header of its column in exports.
    pub column: String,
    /// Line of the crosswalk that names the column, where the items file does not.
    pub column_line: Option<u64>,
    /// Whether it counts towards the overall score.
    pub overall: bool,
    /// What kind of answer it takes.
    pub kind: ItemKind,
}
