//! The style sheet (colours from the theme, looks from `report.css`
//! and those beside it), the script, and the policy that allows
//! these two by their hashes and nothing else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::theme::{Ink, Theme};

const LOOKS: [&str; 3] = [include_str!("report.css"), include_str!("comparison.css"), include_str!("response.css")];
/// Looks of sections that not every page has.
pub(super) const OUTLOOK: &str = include_str!("outlook.css");
pub(super) const TREND: &str = include_str!("trend.css");
const SCRIPT: &str = include_str!("report.js");

/// The style sheet of a page with the looks of the sections that it has beside
/// those of every page; `foot` is printed at the foot of each sheet.
pub(super) fn style(foot: &str, more: &[&str]) -> String {
    let looks = LOOKS.iter().chain(more).map(|looks| unix(looks)).collect::<String>();
    format!(
        "\n:root{{color-scheme:light dark;{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n\
         @media print{{:root{{color-scheme:light;{}}}}}\n\
         @page{{margin:16mm 15mm 18mm;@bottom-left{{content:\"{}\";font-size:8pt;color:{}}}\
         @bottom-right{{content:counter(page) \" / \" counter(pages);font-size:8pt;color:{}}}}}\n{looks}",
        properties(&Theme::LIGHT),
        properties(&Theme::DARK),
        properties(&Theme::PRINT),
        quoted(foot),
        Theme::PRINT.colour(Ink::Ink3),
        Theme::PRINT.colour(Ink::Ink3),
    )
}

/// The script. It is the same on every page: names and figures are in the
/// document only.
pub(super) fn script() -> String {
    unix(SCRIPT)
}

/// The policy: nothing may load, this one sheet may style, this one script run.
pub(super) fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(script),
        hash(style)
    )
}

fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

/// A browser turns CRLF into LF before it hashes.
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn properties(theme: &Theme) -> String {
    theme.tokens().iter().map(|(name, colour)| format!("--{name}:{colour};")).collect()
}

/// Text inside a CSS string inside HTML: whatever could end either is written
/// as its number.
fn quoted(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_alphanumeric() || c == ' ' { c.to_string() } else { format!("\\{:x} ", u32::from(c)) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_not_leave_its_string() {
        let style = style("\"}</style><script>\\\n", &[OUTLOOK, TREND]);
        assert!(!style.contains("</style"));
        assert!(!style.contains("<script"));
        assert_eq!(quoted("a\"b"), "a\\22 b");
    }

    #[test]
    fn the_policy_names_the_hashes_of_sheet_and_script() {
        // printf '' | openssl dgst -sha256 -binary | base64, and the same of 'a'
        let policy = policy("", "a");
        assert!(policy.contains("style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';"));
        assert!(policy.contains("script-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=';"));
    }

    #[test]
    fn the_script_writes_text_only_and_can_not_end_early() {
        let script = script();
        for forbidden in
            ["innerHTML", "outerHTML", "insertAdjacent", "eval", "Function(", "document.write", "</", "<!--", "fetch"]
        {
            assert!(!script.contains(forbidden), "{forbidden}");
        }
    }
}
