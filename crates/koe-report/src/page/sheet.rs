//! The style sheet: colours from the theme, looks from `report.css`, and the
//! hash by which the page's policy allows it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::theme::{Ink, Theme};

const LOOKS: &str = include_str!("report.css");

/// The style sheet of a page; `foot` is printed at the foot of each sheet.
pub(super) fn style(foot: &str) -> String {
    // A browser turns CRLF into LF before it hashes.
    let looks = LOOKS.replace("\r\n", "\n");
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

/// The policy: nothing may load, nothing may run, this one sheet may style.
pub(super) fn policy(style: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
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
        let style = style("\"}</style><script>\\\n");
        assert!(!style.contains("</style"));
        assert!(!style.contains("<script"));
        assert_eq!(quoted("a\"b"), "a\\22 b");
    }

    #[test]
    fn the_policy_names_the_hash_of_the_sheet() {
        // printf '' | openssl dgst -sha256 -binary | base64
        assert!(policy("").contains("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"));
    }
}
