//! Actions by fiscal year, and what was done against what was planned.

/// Actions by fiscal year, in the order of the file.
#[derive(Debug, Clone)]
pub struct Actions {
    /// Western years, ascending; none where the plan has no years.
    pub years: Vec<i32>,
    /// The actions.
    pub actions: Vec<Action>,
    /// The words that are planned, as `order` of `[plan]` lists them or as they
    /// are met.
    pub statuses: Vec<String>,
}

/// An action of a plan.
#[derive(Debug, Clone)]
pub struct Action {
    /// 柱, or chapter; empty where the plan has none, as the two below.
    pub pillar: String,
    /// 施策, or topic.
    pub theme: String,
    /// 具体的な方策.
    pub measure: String,
    /// What is to be done.
    pub name: String,
    /// What that means.
    pub content: String,
    /// 新規, 継続: a word of the plan's own.
    pub kind: String,
    /// Whether the kind says that it was not in the plan before.
    pub is_new: bool,
    /// Whether it stands elsewhere in the plan, and counts there.
    pub is_repeated: bool,
    /// A cell for each year.
    pub cells: Vec<Cell>,
}

/// What is planned for a year, and what was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The status that is planned, also where it is that of the year before.
    pub planned: Option<String>,
    /// Whether the file says that it is as before (⇒).
    pub is_as_before: bool,
    /// The status that was reported.
    pub actual: Option<String>,
    /// The one against the other.
    pub progress: Progress,
}

/// What was done against what was planned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Progress {
    /// Nothing is planned, or nothing of the plan is reported for the year.
    #[default]
    Open,
    /// Other actions have a report for the year, this one has none.
    Unreported,
    /// What was planned.
    AsPlanned,
    /// A later status than planned, or one where none was.
    Ahead,
    /// An earlier status than planned.
    Late,
    /// Another status, and nothing says which comes first.
    Differs,
}
