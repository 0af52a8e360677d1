//! Colours: one token each for light and dark, the same in charts and pages.

/// An opaque colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hex(pub u8, pub u8, pub u8);

impl std::fmt::Display for Hex {
    /// As CSS writes it: `#1f5a99`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// Every colour koe draws with. Each token has a value of its own, so that a
/// theme can be swapped after drawing.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// Ground.
    pub paper: Hex,
    /// Ground of hatching and of base rows.
    pub surface: Hex,
    /// Rules between blocks.
    pub line: Hex,
    /// Gridlines; decoration only.
    pub grid: Hex,
    /// The palest mark that carries meaning: axis lines, stems.
    pub ink4: Hex,
    /// The palest text: notes, axes, headers.
    pub ink3: Hex,
    /// Labels.
    pub ink2: Hex,
    /// Text, target ticks.
    pub ink: Hex,
    /// 藍: this wave's score, links.
    pub accent: Hex,
    /// 柿: short of target; always solid, with a minus or a word.
    pub below: Hex,
    /// 空: over target; always outlined.
    pub above: Hex,
    /// Hatching of what is withheld.
    pub hatch: Hex,
}

impl Theme {
    /// On white.
    pub const LIGHT: Self = Self {
        paper: Hex(0xff, 0xff, 0xff),
        surface: Hex(0xf5, 0xf7, 0xf9),
        line: Hex(0xd9, 0xdf, 0xe6),
        grid: Hex(0xe7, 0xeb, 0xf0),
        ink4: Hex(0x85, 0x90, 0xa0),
        ink3: Hex(0x5a, 0x66, 0x75),
        ink2: Hex(0x3a, 0x46, 0x54),
        ink: Hex(0x16, 0x20, 0x2b),
        accent: Hex(0x1f, 0x5a, 0x99),
        below: Hex(0xb0, 0x44, 0x0c),
        above: Hex(0x3a, 0x8f, 0xc2),
        hatch: Hex(0xb9, 0xc2, 0xcc),
    };

    /// On near black, for screens only.
    pub const DARK: Self = Self {
        paper: Hex(0x11, 0x16, 0x1d),
        surface: Hex(0x1a, 0x21, 0x2a),
        line: Hex(0x32, 0x3d, 0x49),
        grid: Hex(0x25, 0x2e, 0x38),
        ink4: Hex(0x6f, 0x7c, 0x8b),
        ink3: Hex(0x9a, 0xa6, 0xb3),
        ink2: Hex(0xc3, 0xcc, 0xd6),
        ink: Hex(0xeb, 0xef, 0xf4),
        accent: Hex(0x7f, 0xb6, 0xee),
        below: Hex(0xf0, 0x92, 0x5a),
        above: Hex(0x5f, 0xa3, 0xcc),
        hatch: Hex(0x46, 0x52, 0x5f),
    };

    /// On paper: as light, with greys that survive a copier.
    pub const PRINT: Self = Self {
        line: Hex(0xc3, 0xcb, 0xd4),
        grid: Hex(0xdf, 0xe4, 0xea),
        ink4: Hex(0x7b, 0x87, 0x95),
        ink3: Hex(0x4a, 0x55, 0x63),
        ..Self::LIGHT
    };

    /// Returns the tokens with the names they have in the page's style sheet.
    pub(crate) fn tokens(&self) -> [(&'static str, Hex); 12] {
        [
            ("paper", self.paper),
            ("surface", self.surface),
            ("line", self.line),
            ("grid", self.grid),
            ("ink4", self.ink4),
            ("ink3", self.ink3),
            ("ink2", self.ink2),
            ("ink", self.ink),
            ("accent", self.accent),
            ("below", self.below),
            ("above", self.above),
            ("hatch", self.hatch),
        ]
    }
}
