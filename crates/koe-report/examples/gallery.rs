//! Writes every drawing part to a folder, drawn from invented figures, with an
//! `index.html` that shows them:
//!
//! ```sh
//! cargo run -p koe-report --example gallery -- FOLDER
//! ```

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own, not a part of the library")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use koe_core::definition::Language;
use koe_report::chart::{Chart, Fonts, Size};
use koe_report::gallery;

const LANGUAGES: [(Language, &str); 2] = [(Language::Ja, "ja"), (Language::En, "en")];
const SIZES: [(Size, &str); 3] = [(Size::Screen, "screen"), (Size::Slide, "slide"), (Size::Document, "document")];

const STYLE: &str = "\
body{margin:0 auto;max-width:1120px;padding:32px;color:#16202b;background:#fff;\
font:16px/1.75 \"Noto Sans JP\",\"Hiragino Sans\",\"BIZ UDPGothic\",\"Yu Gothic Medium\",Meiryo,sans-serif}\
h1{font-size:30px;line-height:1.4}h2{font-size:20px;margin:48px 0 8px}\
figure{margin:0 0 48px}figcaption{font-size:18px;font-weight:600}img{display:block;max-width:100%;height:auto}\
p{font-size:13px;color:#5a6675;margin:0}a{color:#1f5a99}\
.chip{font-size:11px;font-weight:400;border:1px dashed #5a6675;padding:0 6px;margin-left:8px;color:#3a4654}";

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: gallery FOLDER");
        return ExitCode::from(2);
    };
    match write(&folder) {
        Ok(pictures) => {
            println!("{pictures} pictures, see {}", folder.join("index.html").display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("cannot write the gallery: {error}");
            ExitCode::from(2)
        }
    }
}

/// Writes all pictures and the page that shows them; returns how many.
fn write(folder: &Path) -> Result<usize, Box<dyn Error>> {
    let fonts = Fonts::embedded();
    let mut pictures = 0;
    let mut page = String::new();
    for (language, tag) in LANGUAGES {
        let (heading, chip) = match language {
            Language::Ja => ("図の見本", "架空"),
            Language::En => ("The drawing parts", "invented data"),
        };
        page.push_str(&format!("<section lang=\"{tag}\"><h1>{heading}</h1>\n"));
        let mut sizes = Vec::new();
        for (size, name) in SIZES {
            let place = format!("{tag}/{name}");
            fs::create_dir_all(folder.join(&place))?;
            let charts = gallery::draw(language, size, &fonts)?;
            for (chart_name, chart) in &charts {
                write_chart(folder, &format!("{place}/{chart_name}"), chart)?;
                pictures += 1;
            }
            sizes.push((place, charts));
        }
        if let Some((place, charts)) = sizes.first() {
            for (name, chart) in charts {
                page.push_str(&figure(place, name, chart, chip, &sizes));
            }
        }
        page.push_str("</section>\n");
    }
    let html = format!(
        "<!doctype html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>koe</title>\
         <style>{STYLE}</style></head><body><main>\n{page}</main></body></html>\n"
    );
    fs::write(folder.join("index.html"), html)?;
    Ok(pictures)
}

/// One chart as SVG and PNG, page by page, and as one PDF.
fn write_chart(folder: &Path, stem: &str, chart: &Chart) -> Result<(), Box<dyn Error>> {
    for page in 0..chart.pages() {
        let stem = folder.join(paged(stem, page));
        if let Some(svg) = chart.svg(page) {
            fs::write(stem.with_extension("svg"), svg)?;
        }
        if let Some(png) = chart.png(page)? {
            fs::write(stem.with_extension("png"), png)?;
        }
    }
    fs::write(folder.join(stem).with_extension("pdf"), chart.pdf()?)?;
    Ok(())
}

/// A picture with its headline, and links to all its files.
fn figure(
    place: &str,
    name: &str,
    chart: &Chart,
    chip: &str,
    sizes: &[(String, Vec<(&'static str, Chart)>)],
) -> String {
    let title = chart.title().replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let images: String = (0..chart.pages())
        .map(|page| format!("<img src=\"{}.svg\" alt=\"{title}\">", paged(&format!("{place}/{name}"), page)))
        .collect();
    let files: Vec<String> = sizes
        .iter()
        .flat_map(|(place, charts)| charts.iter().map(move |(found, chart)| (place, *found, chart)))
        .filter(|(_, found, _)| *found == name)
        .flat_map(|(place, found, chart)| {
            let stem = format!("{place}/{found}");
            let pages = (0..chart.pages()).map(|page| paged(&stem, page));
            let pictures: Vec<String> = pages.flat_map(|stem| [format!("{stem}.svg"), format!("{stem}.png")]).collect();
            pictures.into_iter().chain([format!("{stem}.pdf")])
        })
        .map(|file| format!("<a href=\"{file}\">{file}</a>"))
        .collect();
    format!(
        "<figure id=\"{}\"><h2>{name}</h2><figcaption>{title}<span class=\"chip\">{chip}</span></figcaption>{images}\
         <p>{}</p></figure>\n",
        place.replace('/', "-") + "-" + name,
        files.join(" · ")
    )
}

/// The first page has the chart's name, later ones a number.
fn paged(stem: &str, page: usize) -> String {
    if page == 0 { stem.to_owned() } else { format!("{stem}-{}", page + 1) }
}
