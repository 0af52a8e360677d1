//! Sheets written as a PDF: pages, bookmarks, tags, metadata.

use std::num::NonZeroU16;

use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Point, Size, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, Tag, TagGroup, TagKind, TagTree,
};
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};
use rayon::prelude::*;
use usvg::Tree;

use super::PdfError;
use super::paper;
use super::piece::{Figure, Part, Role, Sheet};
use crate::chart::canvas::svg;
use crate::chart::{ChartError, Fonts};
use crate::theme::Theme;

/// What the file says of itself.
pub(super) struct Title {
    pub(super) title: String,
    /// ja, en.
    pub(super) language: &'static str,
    pub(super) creator: String,
}

/// Writes sheets as a PDF that everyone can read (PDF/UA-1); where a character
/// is in no face, which that standard forbids, as a plain one with the same tags.
pub(super) fn write(sheets: &[Sheet], figures: &[Figure], title: &Title, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let trees: Vec<Vec<Tree>> = sheets
        .par_iter()
        .map(|sheet| sheet.parts.iter().map(|part| tree(part, fonts)).collect())
        .collect::<Result<_, ChartError>>()
        .map_err(PdfError::Draw)?;
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let written = match assembled(sheets, &trees, figures, title, accessible.unwrap_or_default()) {
        Err(KrillaError::Validation(_)) => assembled(sheets, &trees, figures, title, Configuration::default()),
        written => written,
    };
    written.map_err(|error| PdfError::Write(error.to_string()))
}

fn tree(part: &Part, fonts: &Fonts) -> Result<Tree, ChartError> {
    Tree::from_str(&svg(&part.scene, 1.0, &Theme::PRINT)?, &fonts.options()).map_err(ChartError::Read)
}

fn assembled(
    sheets: &[Sheet],
    trees: &[Vec<Tree>],
    figures: &[Figure],
    title: &Title,
    configuration: Configuration,
) -> Result<Vec<u8>, KrillaError> {
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut tags = Tags { figures, groups: Vec::new(), figure: None };
    let mut bookmarks = Bookmarks::default();
    for (number, (sheet, trees)) in sheets.iter().zip(trees).enumerate() {
        let settings = PageSettings::from_wh(paper::WIDTH, paper::HEIGHT).unwrap_or_default();
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for (part, tree) in sheet.parts.iter().zip(trees) {
            let identifier = draw(&mut surface, part, tree);
            tags.add(&part.role, identifier);
            bookmarks.add(&part.role, number, paper::top(part.at));
        }
        surface.finish();
        page.finish();
    }
    document.set_outline(bookmarks.outline());
    document.set_tag_tree(TagTree::from(tags.groups.into_iter().map(Node::from).collect::<Vec<_>>()));
    document.set_metadata(
        Metadata::new().title(title.title.clone()).language(title.language.to_owned()).creator(title.creator.clone()),
    );
    document.finish()
}

/// Draws a part and returns how the tags refer to it.
fn draw(surface: &mut Surface<'_>, part: &Part, tree: &Tree) -> Identifier {
    let tag = match part.role {
        Role::Footer => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
        _ => ContentTag::Other,
    };
    let unit = paper::points(part.scale);
    let size = Size::from_wh(tree.size().width() * unit, tree.size().height() * unit);
    let identifier = surface.start_tagged(tag);
    surface.push_transform(&Transform::from_translate(paper::LEFT, paper::top(part.at)));
    if let Some(size) = size {
        surface.draw_svg(tree, size, SvgSettings::default());
    }
    surface.pop();
    surface.end_tagged();
    identifier
}

/// The structure of the document, in reading order.
struct Tags<'a> {
    figures: &'a [Figure],
    groups: Vec<TagGroup>,
    /// The figure of the last group, which may go on on the next sheet.
    figure: Option<usize>,
}

impl Tags<'_> {
    fn add(&mut self, role: &Role, part: Identifier) {
        let group = match role {
            Role::Footer => return,
            Role::Heading(level, title) => {
                let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                TagGroup::with_children(Tag::Hn(level, Some(title.clone())), vec![part.into()])
            }
            Role::Paragraph => TagGroup::with_children(Tag::P, vec![part.into()]),
            Role::Item => return self.item(part),
            Role::Figure(figure) => return self.figure(*figure, part),
        };
        self.push(group, None);
    }

    fn item(&mut self, part: Identifier) {
        let body = TagGroup::with_children(Tag::LBody, vec![part.into()]);
        let item = TagGroup::with_children(Tag::LI, vec![body.into()]);
        match self.groups.last_mut() {
            Some(list) if matches!(list.tag, TagKind::L(_)) => list.push(item),
            _ => self.push(TagGroup::with_children(Tag::L(ListNumbering::None), vec![item.into()]), None),
        }
    }

    fn figure(&mut self, figure: usize, part: Identifier) {
        match self.groups.last_mut() {
            Some(group) if self.figure == Some(figure) => group.push(part),
            _ => {
                let description = self.figures.get(figure).map(|figure| figure.description.clone());
                let group = TagGroup::with_children(Tag::Figure(description), vec![part.into()]);
                self.push(group, Some(figure));
            }
        }
    }

    fn push(&mut self, group: TagGroup, figure: Option<usize>) {
        self.groups.push(group);
        self.figure = figure;
    }
}

/// Sections, with the charts in them.
#[derive(Default)]
struct Bookmarks {
    sections: Vec<OutlineNode>,
}

impl Bookmarks {
    fn add(&mut self, role: &Role, page: usize, y: f32) {
        let Role::Heading(level, title) = role else { return };
        let place = XyzDestination::new(page, Point::from_xy(paper::LEFT, y));
        let node = OutlineNode::new(title.clone(), place).with_open(true);
        match self.sections.last_mut() {
            Some(section) if *level > 2 => section.push_child(node),
            _ => self.sections.push(node),
        }
    }

    fn outline(self) -> Outline {
        let mut outline = Outline::new();
        for section in self.sections {
            outline.push_child(section);
        }
        outline
    }
}
