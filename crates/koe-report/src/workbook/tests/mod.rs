//! Workbooks read back: by calamine as a reader's program sees them, and as XML.

mod charts;
mod compared;
mod figures;
mod files;
mod outlook;
mod printing;
mod surveys;
mod trend;

use std::io::{Cursor, Read};

use calamine::{Data, DataType, Range, Reader, Xlsx};
use koe_core::Input;

use super::render_figures;
use crate::colophon::Colophon;
use crate::sample::Sample;

fn colophon() -> Colophon {
    let input = Input { name: "responses.csv".to_owned(), bytes: 1234, sha256: "ab".repeat(32) };
    Colophon { version: "0.1.0".to_owned(), inputs: vec![input] }
}

fn bytes(sample: &Sample) -> Vec<u8> {
    render_figures(sample.figures(), &colophon()).unwrap()
}

fn book(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).unwrap()
}

fn sheet(sample: &Sample, name: &str) -> Range<Data> {
    book(&bytes(sample)).worksheet_range(name).unwrap()
}

/// Cells of the column with this head, in the rows under the first header, by
/// the code in the first cell; the overall row has no code.
fn column(range: &Range<Data>, head: &str) -> Vec<(String, Data)> {
    let header = range.rows().position(|row| row.iter().any(|cell| says(cell, head))).unwrap();
    let index = range.rows().nth(header).unwrap().iter().position(|cell| says(cell, head)).unwrap();
    let lines = range.rows().skip(header + 1).take_while(|row| !row[1].is_empty());
    lines.map(|row| (row[0].to_string(), row[index].clone())).collect()
}

fn says(cell: &Data, text: &str) -> bool {
    cell.get_string() == Some(text)
}

/// All numbers of a workbook.
fn numbers(bytes: &[u8]) -> Vec<f64> {
    let mut book = book(bytes);
    let sheets = book.worksheets();
    let cells = sheets.iter().flat_map(|(_, range)| range.used_cells().map(|(_, _, cell)| cell.clone()));
    cells.filter_map(|cell| if let Data::Float(value) = cell { Some(value) } else { None }).collect()
}

/// The parts of the file whose name holds this, as XML.
fn parts(bytes: &[u8], name: &str) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    let files = archive.file_names().map(|file| file.unwrap().into_owned());
    let names: Vec<String> = files.filter(|file| file.contains(name)).collect();
    let mut text = |name: &String| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    names.iter().map(&mut text).collect()
}
