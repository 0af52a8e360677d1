//! Where a label may break.
//!
//! Japanese has no blanks between words, so a name breaks where a reader would
//! pause: after ・ and 、, before （, where kana turns to kanji, and between the
//! words of a long run of kanji (人事評価｜制度). Only where none of these fits
//! does it break between any two characters that may be parted (JIS X 4051).

/// Breaks a text into at most `lines` lines of at most `width`: as few as can
/// be, even ones, parted where a reader pauses. What does not fit ends in … and
/// is in the table.
///
/// `advance` is the width of one character, in the unit of `width`.
pub(crate) fn wrap(text: &str, width: f64, lines: usize, advance: impl Fn(char) -> f64) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let widths: Vec<f64> = chars.iter().map(|&c| advance(c)).collect();
    // A line more is better than a word in two.
    let mut breaks = even(&chars, &widths, width, lines, 0.8)
        .or_else(|| even(&chars, &widths, width, lines, f64::INFINITY))
        .unwrap_or_else(|| filled(&chars, &widths, width, lines));
    breaks.insert(0, 0);
    let mut out: Vec<String> = breaks
        .windows(2)
        .map(|line| chars[line[0]..line[1]].iter().collect::<String>().trim_matches(' ').to_owned())
        .collect();
    let end = breaks.last().copied().unwrap_or(0);
    if end < chars.len()
        && let [.., start, _] = breaks.as_slice()
        && let Some(last) = out.last_mut()
    {
        let kept = fitting(&widths[*start..], width - advance('…'));
        let cut: String = chars[*start..start + kept].iter().collect();
        *last = format!("{}…", cut.trim_end());
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

/// The ends of the lines of a text that fits: the fewest lines, and of those the
/// breaks of least cost (Knuth & Plass 1981, without hyphens). Nothing where it
/// does not fit, or only by parting what must not be parted, or by a break of
/// this price or more.
fn even(chars: &[char], widths: &[f64], width: f64, lines: usize, dear: f64) -> Option<Vec<usize>> {
    let total: f64 = widths.iter().sum();
    if total > width * lines as f64 {
        return None;
    }
    // cheapest[end]: cost of the best way to end the latest line there, and its breaks.
    let mut cheapest: Vec<Option<(f64, Vec<usize>)>> = vec![None; chars.len() + 1];
    cheapest[0] = Some((0.0, Vec::new()));
    for _ in 0..lines {
        let mut next: Vec<Option<(f64, Vec<usize>)>> = vec![None; chars.len() + 1];
        for (start, way) in cheapest.iter().enumerate() {
            let Some((cost, breaks)) = way else { continue };
            for end in start + 1..=start + fitting(&widths[start..], width) {
                let last = end == chars.len();
                if !last && (!may_end(chars, end) || price(chars, end) >= dear) {
                    continue;
                }
                let used: f64 = widths[start..end].iter().sum();
                // A short last line looks better than a short first one.
                let own = slack(used / width);
                let cost = cost + if last { own * 0.7 } else { own + price(chars, end) };
                if next[end].as_ref().is_none_or(|(least, _)| cost < *least) {
                    let breaks = breaks.iter().copied().chain([end]).collect();
                    next[end] = Some((cost, breaks));
                }
            }
        }
        if let Some((_, breaks)) = next[chars.len()].take() {
            return Some(breaks);
        }
        cheapest = next;
    }
    None
}

/// What it costs to leave a part of a line empty.
fn slack(filled: f64) -> f64 {
    (1.0 - filled).powi(2)
}

/// What it costs to end a line here: little where a reader pauses, more inside a
/// bracket or a word.
fn price(chars: &[char], end: usize) -> f64 {
    let inside = if bracketed(chars, end) { 0.4 } else { 0.0 };
    inside
        + match chars[end] {
            // A blank, where a name has one, is where its parts end.
            _ if chars[end - 1] == ' ' => 0.0,
            // A quoted name and the figure behind it: 「人材配置」（3.79点）.
            '（' if chars[end - 1] == '」' => 0.8,
            '（' | '(' | '「' => 0.05,
            _ if splits_verb(chars, end) => 0.45,
            _ if pauses(chars, end) => 0.1,
            _ => 0.8,
        }
}

/// Whether a bracket that opened earlier is still open.
fn bracketed(chars: &[char], end: usize) -> bool {
    let open = chars[..end].iter().filter(|c| matches!(c, '（' | '(' | '「')).count();
    let closed = chars[..end].iter().filter(|c| matches!(c, '）' | ')' | '」')).count();
    open > closed
}

/// Whether the stem of a verb or the noun of a particle would stand at the end:
/// 学び｜合い, （係分担等）｜は.
fn splits_verb(chars: &[char], end: usize) -> bool {
    let (before, after) = (chars[end - 1], chars[end]);
    (matches!(before, '）' | ')' | '」') && is_hiragana(after))
        || ("きしちみびめけせれべげぎじえ".contains(before) && is_kanji(after))
}

/// Whether a line may end before `chars[end]`, leaving no character alone.
fn may_end(chars: &[char], end: usize) -> bool {
    end > 1 && chars.len() - end > 1 && may_part(chars[end - 1], chars[end])
}

/// The ends of lines filled one after the other, for a text that is cut, or that
/// has no place to break.
fn filled(chars: &[char], widths: &[f64], width: f64, lines: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    while start < chars.len() && ends.len() < lines {
        let fits = fitting(&widths[start..], width).max(1);
        let full = start + fits;
        let allowed = |end: &usize| may_end(chars, *end) && *end > start + 1;
        let end = if full >= chars.len() || ends.len() + 1 == lines {
            full.min(chars.len())
        } else {
            (start + fits / 2 + 1..=full).rev().find(allowed).unwrap_or(full)
        };
        ends.push(end);
        start = end;
    }
    ends
}

/// Whether a reader would pause before `chars[at]`.
fn pauses(chars: &[char], at: usize) -> bool {
    let (before, after) = (chars[at - 1], chars[at]);
    matches!(before, ' ' | '・' | '、' | '，' | '／' | '/' | '＆' | '&' | '。' | '）' | ')' | '」')
        || matches!(after, '（' | '(' | '「')
        // お互い and ご意見 are words.
        || (is_kana(before) && is_kanji(after) && !matches!(before, 'お' | 'ご'))
        || (is_hiragana(before) && is_katakana(after))
        || splits_kanji(chars, at)
}

/// Inside a run of six or more kanji, between words of two, and where a word
/// ends with what units and adjectives end with: 保健福祉部｜健康政策課.
fn splits_kanji(chars: &[char], at: usize) -> bool {
    let ends = |c: &&char| "的性化別部課局室係".contains(**c);
    let before = chars[..at].iter().rev().take_while(|&&c| is_kanji(c));
    let after = chars[at..].iter().take_while(|&&c| is_kanji(c)).count();
    let (run, word) = (before.clone().count(), before.take_while(|c| !ends(c)).count());
    run + after >= 6 && run >= 2 && after >= 2 && word % 2 == 0 && !ends(&&chars[at])
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

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a0}'..='\u{30fa}')
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
        assert_eq!(lines("お互いに学び合い、助け合う風土がある", 12.0), ["お互いに学び合い、", "助け合う風土がある"]);
        assert_eq!(lines("人材配置（係分担等）は適切である", 12.0), ["人材配置（係分担等）は", "適切である"]);
        assert_eq!(lines("職場環境（施設・設備面）", 8.0), ["職場環境", "（施設・設備面）"]);
        assert_eq!(lines("Mutual recognition at work", 8.0), ["Mutual", "recognition", "at work"]);
    }

    #[test]
    fn a_line_more_is_better_than_a_word_in_two() {
        let long = lines("自らの人事評価に関するコミュニケーションが十分に図られている", 16.0);
        assert_eq!(long, ["自らの人事評価に関する", "コミュニケーションが", "十分に図られている"]);
        let long = lines("所属には心理的安全性が確保されている", 10.0);
        assert_eq!(long, ["所属には", "心理的安全性が", "確保されている"]);
        assert_eq!(lines("所属にはお互いに学ぶ", 8.0), ["所属にはお互いに", "学ぶ"]);
        let quoted = lines("下回るのは「人材確保」（3.90点）です", 13.0);
        assert_eq!(quoted, ["下回るのは", "「人材確保」（3.90点）です"], "a name stays with its figure");
        let unit = lines("保健福祉部健康政策課地域医療連携推進担当", 10.0);
        assert_eq!(unit, ["保健福祉部健康政策課", "地域医療連携推進担当"]);
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
