//! Where a chart is shown, and how large that makes it.

/// What a chart is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// A page on a screen: 816 pixels wide, as high as it needs (16,000 at most).
    #[default]
    Screen,
    /// A document: 160 mm wide and at most 240 mm high, tables at 9 pt; as PNG,
    /// 300 dots an inch.
    Document,
    /// Slides of 1600 × 900, at most 12 rows each; as PNG twice that.
    Slide,
}

/// The measures of a size. Charts are laid out in picture units, where the name
/// of a row is 14 high in every medium; only the picture is scaled.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Medium {
    /// Width of the whole picture.
    pub(crate) width: f64,
    /// Height, where it is fixed.
    pub(crate) height: Option<f64>,
    /// Most height of a page, where it is not.
    pub(crate) tallest: f64,
    /// Around what is drawn.
    pub(crate) margin: f64,
    /// Size of the headline.
    pub(crate) headline: f64,
    /// Size of the subtitle.
    pub(crate) subtitle: f64,
    /// Size of the figures.
    pub(crate) figure: f64,
    /// Most rows of one picture.
    pub(crate) rows: usize,
    /// Pixels of the SVG in a unit.
    pub(crate) scale: f64,
    /// Pixels of the PNG in a pixel of the SVG.
    pub(crate) sharpness: f32,
}

impl Medium {
    /// The measures of a size.
    pub(crate) fn of(size: Size) -> Self {
        let screen = Self {
            width: 816.0,
            height: None,
            tallest: 16_000.0,
            margin: 24.0,
            headline: 18.0,
            subtitle: 13.0,
            figure: 14.0,
            rows: usize::MAX,
            scale: 1.0,
            // 1,224 pixels, which are 194 an inch at 160 mm.
            sharpness: 1.5,
        };
        match size {
            Size::Screen => screen,
            // 14 units are 9 pt, which are 12 pixels; 240 mm are what an A4 page holds
            // beside a caption.
            Size::Document => {
                Self { width: 705.0, margin: 4.0, scale: 6.0 / 7.0, sharpness: 3.125, tallest: 1_057.0, ..screen }
            }
            // 14 units are 20 pixels.
            Size::Slide => Self {
                width: 1120.0,
                height: Some(630.0),
                margin: 56.0,
                headline: 25.2,
                subtitle: 14.0,
                figure: 15.4,
                rows: 12,
                scale: 10.0 / 7.0,
                ..screen
            },
        }
    }

    /// A sheet of the report on paper: 180 mm between the margins, 10 pt to 16
    /// units, everything else as on a screen.
    pub(crate) fn sheet() -> Self {
        Self { width: 816.0, margin: 0.0, ..Self::of(Size::Screen) }
    }

    /// Room between the margins.
    pub(crate) fn inner(&self) -> f64 {
        self.width - 2.0 * self.margin
    }
}
