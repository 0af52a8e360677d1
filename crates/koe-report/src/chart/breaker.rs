//! Where a label may break.
//!
//! Japanese has no blanks between words, so a name breaks where a reader would
//! pause: after ・ and 、, before （, where kana turns to kanji, and between the
//! words of a long run of kanji (人事評価｜制度). Only where none of these fits
//! does it break between any two characters that may be parted (JIS X 4051).

/// Breaks a text into at most `lines` lines of at most `width`; what does not
/// fit ends in … and is in the table.
///
/// `advance` is the width of one character, in the unit of `width`.
pub(crate) fn wrap(text: &str, width: f64, lines: usize, advance: impl Fn(char) -> f64) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let widths: Vec<f64> = chars.iter().map(|&c| advance(c)).collect();
    let mut out = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let fits = fitting(&widths[start..], width).max(1);
        let rest = chars.len() - start;
        if fits >= rest {
            out.push(chars[start..].iter().collect());
            return out;
        }
        if out.len() + 1 == lines {
            let kept = fitting(&widths[start..], width - advance('…'));
            let last: String = chars[start..start + kept].iter().collect();
            out.push(format!("{}…", last.trim_end()));
            return out;
        }
        let end = start + best(&chars[start..], &widths[start..], fits);
        out.push(chars[start..end].iter().collect::<String>().trim_end().to_owned());
        start = end;
        while chars.get(start) == Some(&' ') {
            start += 1;
        }
    }
    if out.is_empty() {
        out.push(String::new());
    }
    out
}

/// How many characters fit.
fn fitting(widths: &[f64], width: f64) -> usize {
    let mut used = 0.0;
    widths
        .iter()
        .take_while(|&&w| {
            used += w;
            used <= width + 1e-9
        })
        .count()
}

/// The best place to break within the first `fits` characters: the last blank, or pause,
/// in the second half of the line, or in its second third, else the last place that is allowed.
fn best(chars: &[char], widths: &[f64], fits: usize) -> usize {
    let leaves_one = |at: usize| chars.len() - at == 1 || at == 1;
    let allowed = |at: &usize| may_part(chars[*at - 1], chars[*at]) && !leaves_one(*at);
    let full: f64 = widths[..fits].iter().sum();
    let rest: f64 = widths.iter().sum();
    // A short line is no loss where the rest fits into the next one.
    let long_enough = |at: usize| {
        let used: f64 = widths[..at].iter().sum();
        used * 2.0 >= full || (used * 3.0 >= full && rest - used <= full)
    };
    let places = || (1..=fits).rev().filter(allowed).take_while(|&at| long_enough(at));
    let opens = places().find(|&at| opens(chars, at, fits));
    opens
        // A blank, where a name has one, is where its parts end.
        .or_else(|| places().find(|&at| chars[at - 1] == ' '))
        .or_else(|| places().find(|&at| pauses(chars, at)))
        .or_else(|| (1..=fits).rev().find(|at| allowed(at)))
        .unwrap_or(fits)
}

/// Whether a bracket opens here that the line would leave open.
fn opens(chars: &[char], at: usize, fits: usize) -> bool {
    let close = match chars[at] {
        '（' => '）',
        '(' => ')',
        '「' => '」',
        _ => return false,
    };
    !chars[at..fits].contains(&close)
}

/// Whether a reader would pause before `chars[at]`.
fn pauses(chars: &[char], at: usize) -> bool {
    let (before, after) = (chars[at - 1], chars[at]);
    matches!(before, ' ' | '・' | '、' | '，' | '／' | '/' | '。' | '）' | ')' | '」')
        || matches!(after, '（' | '(' | '「')
        || (is_kana(before) && is_kanji(after))
        || splits_kanji(chars, at)
}

/// Inside a run of six or more kanji, between words of two.
fn splits_kanji(chars: &[char], at: usize) -> bool {
    let before = chars[..at].iter().rev().take_while(|&&c| is_kanji(c)).count();
    let after = chars[at..].iter().take_while(|&&c| is_kanji(c)).count();
    before + after >= 6 && before >= 2 && after >= 2 && before % 2 == 0
}

/// Whether a line may end before `after`.
fn may_part(before: char, after: char) -> bool {
    const NEVER_FIRST: &str =
        "、。，．・：；？！ー々ゝゞヽヾ）」』】〉》〕］｝),.:;?!]}%％…ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ゛゜";
    const NEVER_LAST: &str = "（「『【〈《〔［｛([{";
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '\'' | '’' | '\u{c0}'..='\u{24f}');
    let never_first = NEVER_FIRST.contains(after)
        || matches!(after, ' ' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    // A hyphen between letters is a place to break: Self-｜development.
    let inside_word = word(before) && word(after) && !(before == '-' && after.is_ascii_alphabetic());
    !(never_first || inside_word || NEVER_LAST.contains(before))
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}')
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character one wide, half-width ones half.
    fn lines(text: &str, width: f64) -> Vec<String> {
        wrap(text, width, 3, |c| if c.is_ascii() { 0.5 } else { 1.0 })
    }

    #[test]
    fn names_break_where_a_reader_pauses() {
        assert_eq!(lines("人材確保・配置", 5.0), ["人材確保・", "配置"]);
        assert_eq!(lines("人事評価制度", 5.0), ["人事評価", "制度"]);
        assert_eq!(lines("信頼感を持っているかどうか", 11.0), ["信頼感を", "持っているかどうか"]);
        assert_eq!(lines("互いを認め合う精神", 8.0), ["互いを認め合う", "精神"]);
        assert_eq!(lines("職場環境（施設・設備面）", 8.0), ["職場環境", "（施設・設備面）"]);
        assert_eq!(lines("Mutual recognition at work", 8.0), ["Mutual", "recognition at", "work"]);
    }

    #[test]
    fn no_line_starts_or_ends_with_what_must_not_and_none_is_one_character() {
        for width in 3..12 {
            for text in ["ワーク・ライフ・バランス", "エンゲージメント", "やりがいの創出（全部）", "データ利活用"]
            {
                for line in lines(text, f64::from(width)) {
                    assert!(!line.starts_with(['・', 'ー', '）', 'っ']), "{text} at {width}: {line}");
                    assert!(!line.ends_with('（'), "{text} at {width}: {line}");
                    assert!(line.chars().count() > 1, "{text} at {width}: {line}");
                }
            }
        }
    }

    #[test]
    fn blanks_and_hyphens_part_a_name_first() {
        assert_eq!(lines("環境部 資源循環推進課 廃棄物対策係", 14.0), ["環境部 資源循環推進課", "廃棄物対策係"]);
        assert_eq!(lines("Self-development", 7.0), ["Self-", "development"]);
    }

    #[test]
    fn what_does_not_fit_in_three_lines_is_cut() {
        let long = lines(&"長".repeat(5000), 10.0);
        assert_eq!(long.len(), 3);
        assert!(long[2].ends_with('…'));
        assert!(long.iter().all(|line| line.chars().count() <= 10));
        assert_eq!(lines("", 10.0), [""]);
    }
}
