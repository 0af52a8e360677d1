//! The picture as files.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use koe_report::chart;

use super::failure;
use crate::arguments::Chart;
use crate::diagnostics::{Failure, say};
use crate::{file, font};

/// Writes the files of a chart, and says whether it lacks characters.
pub(super) fn write(chart: &chart::Chart, own: &Chart, format: Format) -> Result<(Vec<PathBuf>, bool), Failure> {
    let lacks = font::warn_missing(&chart.missing_glyphs().iter().copied().collect());
    let files = format.files(chart, &own.output)?;
    file::replace(&files)?;
    Ok((files.into_iter().map(|(path, _)| path).collect(), lacks))
}

pub(super) fn tell(files: &[PathBuf]) {
    for path in files {
        say(&path.display().to_string());
    }
}

/// What a file is, by its ending.
#[derive(Clone, Copy)]
pub(super) enum Format {
    Svg,
    Png,
    Pdf,
}

impl Format {
    pub(super) fn of(output: &Path) -> Result<Self, Failure> {
        let shown = output.display();
        if output.is_dir() {
            let hint = format!("name the file in it, such as --output {}", output.join("chart.svg").display());
            return Err(Failure::Usage(format!("--output: {shown} is a folder"), Some(hint)));
        }
        let ending = output.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        match ending.as_str() {
            "svg" => Ok(Self::Svg),
            "png" => Ok(Self::Png),
            "pdf" => Ok(Self::Pdf),
            _ => Err(Failure::Usage(
                format!("--output: the ending does not say what to write: {shown}"),
                Some("end the name in .svg, .png or .pdf".to_owned()),
            )),
        }
    }

    /// The files of a chart: one, or one a page where the format has no pages.
    fn files(self, chart: &chart::Chart, output: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
        if let Self::Pdf = self {
            return Ok(vec![(output.to_owned(), chart.pdf().map_err(failure)?)]);
        }
        let pages = chart.pages();
        let mut files = Vec::new();
        for page in 0..pages {
            let bytes = match self {
                Self::Svg => chart.svg(page).map(String::into_bytes),
                _ => chart.png(page).map_err(failure)?,
            };
            let path = if pages == 1 { output.to_owned() } else { numbered(output, page + 1) };
            files.extend(bytes.map(|bytes| (path, bytes)));
        }
        Ok(files)
    }
}

/// `chart.png` as `chart-2.png`.
fn numbered(output: &Path, number: usize) -> PathBuf {
    let mut name = OsString::from(output.file_stem().unwrap_or_default());
    name.push(format!("-{number}."));
    name.push(output.extension().unwrap_or_default());
    output.with_file_name(name)
}
