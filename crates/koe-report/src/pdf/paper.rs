//! The measures of a sheet: A4 upright, 180 mm between the margins, which are
//! 816 picture units; 16 units are 10 pt.

/// Points of 1/72 inch in a millimetre.
const MILLIMETRE: f32 = 72.0 / 25.4;
/// Points in a picture unit.
const UNIT: f32 = 180.0 * MILLIMETRE / 816.0;

/// Width of the sheet in points.
pub(super) const WIDTH: f32 = 210.0 * MILLIMETRE;
/// Height of the sheet in points.
pub(super) const HEIGHT: f32 = 297.0 * MILLIMETRE;
/// Left margin in points: 15 mm, as at the right.
pub(super) const LEFT: f32 = 15.0 * MILLIMETRE;

/// Picture units between the upper margin (16 mm) and the lower one (18 mm).
pub(super) const ROOM: f64 = (297.0 - 16.0 - 18.0) / 180.0 * 816.0;
/// Where the foot of a sheet begins, in picture units: 6 mm below the text.
pub(super) const FOOT: f64 = ROOM + 6.0 / 180.0 * 816.0;

/// Points in a picture unit of a scene that is scaled.
#[expect(clippy::cast_possible_truncation, reason = "points need no more than seven digits")]
pub(super) fn points(scale: f64) -> f32 {
    UNIT * scale as f32
}

/// How far below the edge of the sheet a height lies, in points.
#[expect(clippy::cast_possible_truncation, reason = "points need no more than seven digits")]
pub(super) fn top(at: f64) -> f32 {
    16.0 * MILLIMETRE + UNIT * at as f32
}
