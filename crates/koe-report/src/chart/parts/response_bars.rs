//! Chart l: how many of those invited answered.

use koe_core::quality::LOW_RESPONSE;
use koe_stats::{Decimal, Exact, ratio};

use super::{Absence, Caption, Shown, told};
use crate::chart::drawing::{Block, Drawing, Entry};
use crate::chart::marks::{self, Setting, Strip, entry, row_height};
use crate::chart::scene::{Rect, Scene, Type};
use crate::theme::Ink;
use crate::typeset::{figure, one_line};
use crate::window::Window;
use crate::wording::{nobody_of, of_n, out_of, under};

/// Below this share of those invited, in per cent, a rate is marked.
const LINE: i32 = LOW_RESPONSE;

/// Response rates of units, as bars from 0 to 100 %.
#[derive(Debug, Clone)]
pub(crate) struct ResponseBars {
    pub(crate) caption: Caption,
    /// What a row is: 部局.
    pub(crate) unit: String,
    /// In the order they are shown in.
    pub(crate) units: Vec<Unit>,
}

/// A row.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) name: String,
    pub(crate) response: Shown<Response>,
}

/// Who answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Response {
    /// In per cent, as printed.
    pub(crate) rate: Decimal,
    pub(crate) respondents: u64,
    pub(crate) invited: u64,
}

impl Response {
    fn is_low(self) -> bool {
        self.rate.exact() < ratio(LINE, 1)
    }
}

impl ResponseBars {
    /// A bar for each unit, a line at 60 %.
    pub(crate) fn draw(&self, setting: Setting<'_>) -> Drawing {
        let layout = Layout::new(setting);
        let withheld = self.units.iter().any(|unit| unit.response.is_err_and(|absence| absence == Absence::Withheld));
        let drawn = Drawing {
            key: withheld.then(|| small_entry(setting)).into_iter().collect(),
            head: Some(layout.head(&self.unit)),
            blocks: self.units.iter().map(|unit| layout.row(unit)).map(Block::from).collect(),
            description: self.describe(setting),
            ..Drawing::default()
        };
        self.caption.around(setting, drawn)
    }

    fn describe(&self, setting: Setting<'_>) -> String {
        let units = self.units.iter().map(|unit| {
            let name = one_line(&unit.name);
            match unit.response {
                Ok(Response { respondents: 0, invited, .. }) => {
                    format!("{name} {}", nobody_of(invited, setting.language))
                }
                Ok(response) => {
                    let mut said = format!(
                        "{name} {}% {}",
                        figure(response.rate),
                        out_of(response.respondents, response.invited, setting.language)
                    );
                    if response.is_low() {
                        said.push_str(&format!(" {}", under(&LINE.to_string(), setting.language)));
                    }
                    said
                }
                Err(absence) => format!("{name} {}", absence.words(setting.language)),
            }
        });
        told([self.caption.subtitle.clone()].into_iter().chain(units), setting)
    }
}

/// The key of what is withheld: a small headcount, and never to protect another.
fn small_entry(setting: Setting<'_>) -> Entry {
    entry(28.0, setting.words().key_withheld, |mark| mark.hatch(Rect::new(0.0, 2.0, 28.0, 12.0)))
}

/// Where the columns stand: names, strip, figures (their right ends), word.
struct Layout<'a> {
    setting: Setting<'a>,
    window: Window,
    name: f64,
    strip: f64,
    rate: f64,
    people: f64,
    word: f64,
}

impl<'a> Layout<'a> {
    fn new(setting: Setting<'a>) -> Self {
        let width = setting.width();
        let words = setting.part_words();
        let room = |text: &str, least: f64| setting.measure(text, 12.0).max(least) + 16.0;
        let word = width - room(&under(&LINE.to_string(), setting.language), 0.0) + 16.0;
        let people = word - 14.0;
        let rate = people - room(words.answered_of_invited, 84.0);
        Self {
            setting,
            window: Window::whole((0, 100)),
            name: (width * 0.27).clamp(176.0, 280.0),
            strip: rate - room(words.rate, 54.0),
            rate,
            people,
            word,
        }
    }

    fn strip(&self) -> Strip<'_> {
        Strip { window: &self.window, left: self.name, right: self.strip }
    }

    fn at(&self, percent: &Exact) -> f64 {
        self.strip().at(percent)
    }

    fn head(&self, unit: &str) -> Scene {
        let words = self.setting.part_words();
        let mut head = Scene::new(self.setting.width(), 26.0);
        let (base, set) = (18.0, Type::new(12.0, Ink::Ink3));
        let unit = self.setting.wrap(&one_line(unit), 12.0, self.name - 8.0, 1);
        head.lines(&unit, (0.0, base), set, 0.0);
        for percent in [0, LINE, 100] {
            let ink = if percent == LINE { Ink::Ink } else { Ink::Ink3 };
            let at = (self.at(&ratio(percent, 1)), base);
            head.text(format!("{percent}%"), at, Type::new(12.0, ink).middle());
        }
        head.text(words.rate, (self.rate, base), set.end());
        head.text(words.answered_of_invited, (self.people, base), set.end());
        marks::rule(&mut head, Ink::Ink4);
        head
    }

    fn row(&self, unit: &Unit) -> Scene {
        let lines = self.setting.name(&unit.name, 14.0, self.name - 8.0);
        let mut scene = Scene::new(self.setting.width(), row_height(lines.len()));
        marks::rule(&mut scene, Ink::Grid);
        marks::name(&mut scene, &lines, 0.0, 14.0, Ink::Ink2);
        let middle = scene.height / 2.0;
        let zero = self.at(&ratio(0, 1));
        let strip = Rect::new(zero, middle - 9.0, self.at(&ratio(100, 1)) - zero, 18.0);
        match unit.response {
            Ok(response) => self.bar(&mut scene, response),
            Err(Absence::Nobody { invited }) => {
                self.bar(&mut scene, Response { rate: Decimal::round(&ratio(0, 1), 0), respondents: 0, invited });
            }
            Err(absence) => {
                absence.draw(&mut scene, strip, self.setting);
                if let Absence::NoHeadcount { respondents: Some(n) } = absence {
                    let n = of_n(n, self.setting.language);
                    scene.text(n, (self.people, middle + 5.0), self.setting.figure(Ink::Ink3));
                }
            }
        }
        scene
    }

    fn bar(&self, scene: &mut Scene, response: Response) {
        self.axis(scene);
        let (zero, end) = (self.at(&ratio(0, 1)), self.at(&response.rate.exact()));
        let middle = scene.height / 2.0;
        if response.respondents == 0 {
            let nobody = self.setting.part_words().nobody;
            scene.text(nobody, (zero + 8.0, middle + 4.2), Type::new(12.0, Ink::Ink2));
        } else {
            // One of very many prints 0.0 %, and is not nothing.
            scene.fill(Rect::new(zero, middle - 6.0, (end - zero).max(1.0), 12.0), Ink::Ink2);
        }
        self.line(scene);
        self.figures(scene, response);
    }

    /// A tick at 0, where the bars begin.
    fn axis(&self, scene: &mut Scene) {
        let zero = self.at(&ratio(0, 1));
        scene.fill(Rect::new(zero - 1.0, scene.height / 2.0 - 8.0, 1.0, 16.0), Ink::Ink4);
        scene.fill(Rect::new(self.at(&ratio(100, 1)).floor(), 0.0, 1.0, scene.height), Ink::Grid);
    }

    /// The line at 60 %; a rim would hide where a bar ends that is just over it.
    fn line(&self, scene: &mut Scene) {
        let x = self.at(&ratio(LINE, 1));
        scene.fill(Rect::new(x - 0.5, 0.0, 1.0, scene.height), Ink::Ink);
    }

    fn figures(&self, scene: &mut Scene, response: Response) {
        let base = scene.height / 2.0 + 5.0;
        let low = response.is_low();
        let ink = if low { Ink::Below } else { Ink::Ink };
        let rate = format!("{}%", figure(response.rate));
        scene.text(rate, (self.rate, base), self.setting.figure(ink).bold());
        let people = out_of(response.respondents, response.invited, self.setting.language);
        scene.text(people, (self.people, base), self.setting.figure(Ink::Ink3));
        if low {
            let word = under(&LINE.to_string(), self.setting.language);
            scene.text(word, (self.word, base), Type::new(12.0, Ink::Below));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_per_cent_as_printed_are_not_below_the_line() {
        let low = |rate: &str| Response { rate: rate.parse().unwrap(), respondents: 1, invited: 2 }.is_low();
        assert!(low("59.99") && !low("60.00") && !low("60.14"));
    }
}
