use koe_core::plan::Plan;
use koe_core::release::Released;

/// What a report shows.
///
/// ```
/// use koe_core::release::Released;
/// use koe_report::Contents;
///
/// fn without_plan<'a>(released: &'a Released, trend: &'a Released) -> Contents<'a> {
///     Contents { trend: Some(trend), ..released.into() }
/// }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Contents<'a> {
    /// The figures of the wave that the report is about.
    pub released: &'a Released,
    /// That wave and earlier ones side by side, released beside those figures.
    pub trend: Option<&'a Released>,
    /// The plan beside the survey, with the scores of the figures.
    pub plan: Option<&'a Plan>,
}

impl<'a> From<&'a Released> for Contents<'a> {
    /// The figures alone.
    fn from(released: &'a Released) -> Self {
        Self { released, trend: None, plan: None }
    }
}
