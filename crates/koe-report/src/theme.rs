//! Colours: one token each for light, dark and print, the same in charts, pages
//! and workbooks.

/// An opaque colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hex(pub u8, pub u8, pub u8);

impl std::fmt::Display for Hex {
    /// As CSS writes it: `#1f5a99`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

const fn hex(value: u32) -> Hex {
    let [_, red, green, blue] = value.to_be_bytes();
    Hex(red, green, blue)
}

/// A token: what a colour is for. Marks carry tokens, so that a theme can be
/// chosen when everything is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::enum_variant_names, reason = "the greys are ink, ink2, ink3, ink4 in the style sheet too")]
pub(crate) enum Ink {
    /// Ground.
    Paper,
    /// Ground of hatching and of base rows.
    Surface,
    /// Rules between blocks.
    Line,
    /// Gridlines; decoration only.
    Grid,
    /// The palest mark that carries meaning: axis lines, stems.
    Ink4,
    /// The palest text: notes, axes, headers.
    Ink3,
    /// Labels.
    Ink2,
    /// Text, target ticks.
    Ink,
    /// 藍: this wave's score, links.
    Accent,
    /// 柿: short of target; always solid, with a minus or a word.
    Below,
    /// 空: over target; always outlined.
    Above,
    /// Hatching of what is withheld.
    Hatch,
    /// A point of the scale, by its place in [`LEVELS`].
    Level(u8),
    /// A step of the sequential ramp, 0 (low) to 6.
    Sequential(u8),
    /// A step of the diverging ramp, −3 to 3; 0 is paper.
    Diverging(i8),
}

/// Every colour koe draws with. Each token has a value of its own, so that a
/// theme can be swapped after drawing.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// In the order of [`BASE`].
    base: [Hex; 12],
    /// In the order of [`LEVELS`].
    levels: [Hex; 13],
    sequential: [Hex; 7],
    /// From −3 to 3 without 0.
    diverging: [Hex; 6],
}

/// The names of the plain tokens in the page's style sheet.
const BASE: [&str; 12] =
    ["paper", "surface", "line", "grid", "ink4", "ink3", "ink2", "ink", "accent", "below", "above", "hatch"];

/// The names of the points of scales in the style sheet: l1 to l6 are a scale of
/// six; f2, f3 and f4 take the places of l2 to l5 on a scale of five; e2, e4, e8
/// and e10 are those points of a scale of eleven, between the six.
const LEVELS: [&str; 13] = ["l1", "l2", "l3", "l4", "l5", "l6", "f2", "f3", "f4", "e2", "e4", "e8", "e10"];
const L1: Ink = Ink::Level(0);
const L2: Ink = Ink::Level(1);
const L3: Ink = Ink::Level(2);
const L4: Ink = Ink::Level(3);
const L5: Ink = Ink::Level(4);
const L6: Ink = Ink::Level(5);
const F2: Ink = Ink::Level(6);
const F3: Ink = Ink::Level(7);
const F4: Ink = Ink::Level(8);
const E2: Ink = Ink::Level(9);
const E4: Ink = Ink::Level(10);
const E8: Ink = Ink::Level(11);
const E10: Ink = Ink::Level(12);

/// The colours of the points of a scale, lowest first: the hue turns at the
/// midpoint. Shorter and longer scales leave out or add inside; up to eleven
/// points, no two share a colour.
pub(crate) fn levels(points: usize) -> Vec<Ink> {
    let half = points / 2;
    let (low, high): (&'static [Ink], &'static [Ink]) = match points {
        5 => (&[L1, F2], &[F4, L6]),
        _ => match half {
            0 => (&[], &[]),
            1 => (&[L1], &[L6]),
            2 => (&[L1, L2], &[L5, L6]),
            3 => (&[L1, L2, L3], &[L4, L5, L6]),
            4 => (&[L1, L2, E4, L3], &[L4, E8, L5, L6]),
            _ => (&[L1, E2, L2, E4, L3], &[L4, E8, L5, E10, L6]),
        },
    };
    let side = |ramp: &'static [Ink]| (0..half).map(move |index| ramp[index * ramp.len() / half]);
    let middle = (points % 2 == 1).then_some(F3);
    side(low).chain(middle).chain(side(high)).collect()
}

impl Ink {
    /// The ink of a figure on this ground.
    pub(crate) fn figure(self) -> Self {
        match self {
            // l1, e2, e10 and l6, the ends of the ramps.
            L1 | E2 | E10 | L6 | Self::Sequential(5..) | Self::Diverging(-3 | 3) => Self::Paper,
            _ => Self::Ink,
        }
    }
}

impl Theme {
    /// On white.
    pub const LIGHT: Self = Self {
        base: [
            hex(0xffffff),
            hex(0xf5f7f9),
            hex(0xd9dfe6),
            hex(0xe7ebf0),
            hex(0x8590a0),
            hex(0x5a6675),
            hex(0x3a4654),
            hex(0x16202b),
            hex(0x1f5a99),
            hex(0xb0440c),
            hex(0x3a8fc2),
            hex(0xb9c2cc),
        ],
        levels: [
            hex(0x9c3b08),
            hex(0xd9824a),
            hex(0xf4d3ba),
            hex(0xcce1f3),
            hex(0x7db1dc),
            hex(0x1f5a99),
            hex(0xe3a477),
            hex(0xdadfe5),
            hex(0x93bfe4),
            hex(0xb75b29),
            hex(0xe8ab83),
            hex(0xa5c9e8),
            hex(0x4078b0),
        ],
        sequential: [
            hex(0xf1f6fb),
            hex(0xd9e7f4),
            hex(0xb5d0ea),
            hex(0x86b3dc),
            hex(0x5591c8),
            hex(0x2f6faf),
            hex(0x174a80),
        ],
        diverging: [hex(0xa23e0a), hex(0xd9824a), hex(0xf4d3ba), hex(0xcce1f3), hex(0x7db1dc), hex(0x2a6cad)],
    };

    /// On near black, for screens only.
    pub const DARK: Self = Self {
        base: [
            hex(0x11161d),
            hex(0x1a212a),
            hex(0x323d49),
            hex(0x252e38),
            hex(0x6f7c8b),
            hex(0x9aa6b3),
            hex(0xc3ccd6),
            hex(0xebeff4),
            hex(0x7fb6ee),
            hex(0xf0925a),
            hex(0x5fa3cc),
            hex(0x46525f),
        ],
        levels: [
            hex(0xf0925a),
            hex(0xc6763e),
            hex(0x5f3d29),
            hex(0x2a4a67),
            hex(0x5596cc),
            hex(0x8fc0f0),
            hex(0x8a4d25),
            hex(0x3c4754),
            hex(0x2f6694),
            hex(0xdb844c),
            hex(0x915934),
            hex(0x3e6d95),
            hex(0x72abde),
        ],
        sequential: [
            hex(0x18222e),
            hex(0x1d3247),
            hex(0x234766),
            hex(0x2c608c),
            hex(0x4f92c9),
            hex(0x74addd),
            hex(0xa4cdf1),
        ],
        diverging: [hex(0xf0925a), hex(0x9a4f22), hex(0x4d3325), hex(0x234058), hex(0x2d668f), hex(0x7fb6ee)],
    };

    /// On paper: as light, with greys that survive a copier.
    pub const PRINT: Self = {
        let mut print = Self::LIGHT;
        print.base[2] = hex(0xc3cbd4);
        print.base[3] = hex(0xdfe4ea);
        print.base[4] = hex(0x7b8795);
        print.base[5] = hex(0x4a5563);
        print
    };

    /// Returns the colour of a token.
    pub(crate) fn colour(&self, ink: Ink) -> Hex {
        let at = |place: u8, ramp: &[Hex]| ramp[usize::from(place).min(ramp.len() - 1)];
        match ink {
            Ink::Paper | Ink::Diverging(0) => self.base[0],
            Ink::Surface => self.base[1],
            Ink::Line => self.base[2],
            Ink::Grid => self.base[3],
            Ink::Ink4 => self.base[4],
            Ink::Ink3 => self.base[5],
            Ink::Ink2 => self.base[6],
            Ink::Ink => self.base[7],
            Ink::Accent => self.base[8],
            Ink::Below => self.base[9],
            Ink::Above => self.base[10],
            Ink::Hatch => self.base[11],
            Ink::Level(place) => at(place, &self.levels),
            Ink::Sequential(place) => at(place, &self.sequential),
            Ink::Diverging(step @ 1..) => at(step.unsigned_abs() + 2, &self.diverging),
            Ink::Diverging(step) => at(3 - step.unsigned_abs().min(3), &self.diverging),
        }
    }

    /// Returns the tokens with the names they have in the page's style sheet.
    pub(crate) fn tokens(&self) -> Vec<(String, Hex)> {
        let named = |names: &[&str], colours: &[Hex]| -> Vec<(String, Hex)> {
            names.iter().zip(colours).map(|(name, colour)| ((*name).to_owned(), *colour)).collect()
        };
        let sequential = self.sequential.iter().enumerate().map(|(step, colour)| (format!("s{}", step + 1), *colour));
        let diverging = ["dn3", "dn2", "dn1", "up1", "up2", "up3"];
        named(&BASE, &self.base)
            .into_iter()
            .chain(named(&LEVELS, &self.levels))
            .chain(sequential)
            .chain(named(&diverging, &self.diverging))
            .collect()
    }
}

/// The name that a point's colour has in the style sheet.
pub(crate) fn level_name(ink: Ink) -> &'static str {
    match ink {
        Ink::Level(place) => LEVELS[usize::from(place).min(LEVELS.len() - 1)],
        _ => BASE[0],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_scale_turns_its_hue_at_the_midpoint() {
        assert_eq!(levels(6), [L1, L2, L3, L4, L5, L6]);
        assert_eq!(levels(5)[2], F3);
        assert_eq!(levels(7)[3], F3);
        for points in 2..20 {
            let inks = levels(points);
            assert_eq!((inks.len(), inks[0], inks[points - 1]), (points, L1, L6));
        }
    }

    #[test]
    fn points_share_no_colour_up_to_eleven_of_them() {
        assert_eq!(levels(8), [L1, L2, E4, L3, L4, E8, L5, L6]);
        assert_eq!(levels(11), [L1, E2, L2, E4, L3, F3, L4, E8, L5, E10, L6]);
        for points in 0..=11 {
            let inks = levels(points);
            assert_eq!(inks.len(), points);
            assert_eq!(points % 2 == 1, inks.contains(&F3), "{points}");
            for theme in [Theme::LIGHT, Theme::DARK, Theme::PRINT] {
                let colours: HashSet<String> = inks.iter().map(|ink| theme.colour(*ink).to_string()).collect();
                assert_eq!(colours.len(), points);
            }
        }
    }

    #[test]
    fn a_ramp_of_eleven_nears_paper_towards_its_middle() {
        for theme in [Theme::LIGHT, Theme::DARK, Theme::PRINT] {
            let strength: Vec<f64> =
                levels(11).iter().map(|ink| contrast(theme.colour(*ink), theme.colour(Ink::Paper))).collect();
            assert!(strength[..5].is_sorted_by(|a, b| a > b));
            assert!(strength[6..].is_sorted_by(|a, b| a < b));
        }
    }

    #[test]
    fn steps_have_their_colours() {
        let colour = |ink| Theme::LIGHT.colour(ink).to_string();
        assert_eq!(colour(Ink::Diverging(-3)), "#a23e0a");
        assert_eq!(colour(Ink::Diverging(-1)), "#f4d3ba");
        assert_eq!(colour(Ink::Diverging(0)), "#ffffff");
        assert_eq!(colour(Ink::Diverging(1)), "#cce1f3");
        assert_eq!(colour(Ink::Diverging(3)), "#2a6cad");
        assert_eq!(colour(Ink::Sequential(6)), "#174a80");
        assert_eq!(Theme::PRINT.colour(Ink::Ink3).to_string(), "#4a5563");
        assert_eq!(level_name(L6), "l6");
    }

    #[test]
    fn the_style_sheet_fills_every_point_and_sets_the_figures_that_are_not_ink() {
        let sheet = include_str!("page/report.css");
        for (place, name) in (0..13).zip(LEVELS) {
            assert!(sheet.contains(&format!(".{name}{{fill:var(--{name})}}")), "{name}");
            let paper = format!(".on-{name}");
            let ends = sheet.lines().find(|line| line.starts_with(".on-l1,")).unwrap();
            assert_eq!(Ink::Level(place).figure() == Ink::Paper, ends.split([',', '{']).any(|own| own == paper));
        }
    }

    /// WCAG 2.2, relative luminance and contrast ratio.
    fn contrast(a: Hex, b: Hex) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |Hex(r, g, b): Hex| 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
        let (light, dark) = (luminance(a).max(luminance(b)), luminance(a).min(luminance(b)));
        (light + 0.05) / (dark + 0.05)
    }

    #[test]
    fn text_is_readable_on_every_ground() {
        for theme in [Theme::LIGHT, Theme::PRINT] {
            let ramps = (0..13).map(Ink::Level).chain((0..7).map(Ink::Sequential)).chain((-3..=3).map(Ink::Diverging));
            for ground in ramps {
                let ratio = contrast(theme.colour(ground), theme.colour(ground.figure()));
                assert!(ratio >= 4.5, "{ground:?}: {ratio:.2}");
            }
        }
        // On dark, l2 and l5 take paper instead (--on-mid of the style sheet).
        let dark = (0..13).map(Ink::Level).map(|ground| {
            let figure = if matches!(ground, L2 | L5) { Ink::Paper } else { ground.figure() };
            (ground, contrast(Theme::DARK.colour(ground), Theme::DARK.colour(figure)))
        });
        for (ground, ratio) in dark {
            assert!(ratio >= 4.5, "{ground:?} on dark: {ratio:.2}");
        }
        for theme in [Theme::LIGHT, Theme::DARK, Theme::PRINT] {
            for ink in [Ink::Ink, Ink::Ink2, Ink::Ink3, Ink::Accent, Ink::Below] {
                assert!(contrast(theme.colour(ink), theme.colour(Ink::Paper)) >= 4.5, "{ink:?}");
            }
            for mark in [Ink::Ink4, Ink::Above] {
                assert!(contrast(theme.colour(mark), theme.colour(Ink::Paper)) >= 3.0, "{mark:?}");
            }
        }
    }
}
