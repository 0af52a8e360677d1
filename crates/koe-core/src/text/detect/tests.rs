use super::*;

/// Headers, labels and sentences as they come in survey files, the shortest
/// first.
const SHORT: [&str; 10] = [
    "部署,Q01\n",
    "年齢",
    "所属,年代,問1\n総務課,30代,4\n",
    "社者,1\n",
    "部局,課\n㈱①,髙﨑\n",
    "課,ﾃﾞｼﾞﾀﾙ推進課\n",
    "ﾃﾞｼﾞﾀﾙ,部署\n",
    "氏名～,はい,いいえ\n",
    "回答,そう思う\n",
    "組織の状態5区分（Q1-2、Q3-6、Q7-10、Q11-12、Q13）\n",
];

const LONG: &str = "No,部局,所属,年代,職位,Q01,Q02,自由記述\n\
    1,総務部,人事課,30代,係長,5,4,「研修を受ける機会は公平に提供されている。」\n\
    2,㈱髙﨑,ﾃﾞｼﾞﾀﾙ推進課,40代,主査,6,3,①職場の雰囲気は良いが、会議～打合せが多い\n\
    3,財務部,管財課,20代,主事,2,無回答,とてもそう思う\n";

fn utf16(text: &str, big_endian: bool, bom: bool) -> Vec<u8> {
    let mark = bom.then_some(0xFEFF);
    mark.into_iter()
        .chain(text.encode_utf16())
        .flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() })
        .collect()
}

fn encoded(encoding: &'static Encoding, text: &str) -> Option<Vec<u8>> {
    let (bytes, _, lossy) = encoding.encode(text);
    (!lossy).then(|| bytes.into_owned())
}

/// What JIS X 0208 alone can hold.
fn plain(text: &str) -> String {
    text.replace(['㈱', '①'], "第").replace('髙', "高").replace('﨑', "崎").replace("ﾃﾞｼﾞﾀﾙ", "デジタル")
}

fn text_of(detected: &Detected, bytes: &[u8]) -> Option<String> {
    match detected {
        Detected::Text { encoding, bom } => decode(encoding, &bytes[*bom..], true),
        _ => None,
    }
}

#[test]
fn every_encoding_of_survey_content() {
    let mut samples = SHORT.to_vec();
    samples.push(LONG);
    for text in samples {
        let utf8 = text.as_bytes().to_vec();
        let with_bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for (bytes, encoding) in [
            (utf8, UTF_8),
            (with_bom, UTF_8),
            (utf16(text, false, true), UTF_16LE),
            (utf16(text, true, true), UTF_16BE),
        ] {
            let detected = detect(&bytes, true);
            assert!(matches!(detected, Detected::Text { encoding: it, .. } if it == encoding), "{text} {detected:?}");
            assert_eq!(text_of(&detected, &bytes).as_deref(), Some(text));
        }
        let cp932 = encoded(SHIFT_JIS, text).expect("CP932 holds it");
        assert_eq!(detect(&cp932, true), Detected::Text { encoding: SHIFT_JIS, bom: 0 }, "CP932 {text}");
        if text.contains('\n') {
            assert_eq!(
                detect(&utf16(text, false, false), true),
                Detected::Text { encoding: UTF_16LE, bom: 0 },
                "{text}"
            );
            assert_eq!(
                detect(&utf16(text, true, false), true),
                Detected::Text { encoding: UTF_16BE, bom: 0 },
                "{text}"
            );
        }
        let jis = encoded(ISO_2022_JP, &plain(text)).expect("JIS holds it");
        assert_eq!(detect(&jis, true), Detected::Text { encoding: ISO_2022_JP, bom: 0 }, "JIS {text}");
    }
}

#[test]
fn euc_jp_is_known_or_asked_about() {
    for text in SHORT {
        let text = plain(text);
        let bytes = encoded(EUC_JP, &text).expect("EUC-JP holds it");
        let detected = detect(&bytes, true);
        if let Some(read) = text_of(&detected, &bytes) {
            assert_eq!(read, text, "{detected:?}");
        } else if let Detected::Unsure { candidates } = detected {
            assert!(candidates.contains(&EUC_JP), "{text} {candidates:?}");
        }
    }
    let bytes = encoded(EUC_JP, &plain(LONG)).expect("EUC-JP holds it");
    assert_eq!(detect(&bytes, true), Detected::Text { encoding: EUC_JP, bom: 0 });
}

#[test]
fn other_languages_are_right_or_asked_about() {
    use encoding_rs::{BIG5, EUC_KR, GBK, WINDOWS_1251, WINDOWS_1253};
    let samples: [(&'static Encoding, &str); 12] = [
        (GBK, "部门,年龄\n人事部,30\n"),
        (GBK, "所属部门,您对公司的培训满意吗\n市场部,非常满意\n"),
        (BIG5, "部門,年齡\n人事處,30\n"),
        (BIG5, "您對公司的培訓滿意嗎,部門\n非常滿意,行銷部\n"),
        (EUC_KR, "부서,나이\n인사과,30\n"),
        (EUC_KR, "귀하는 교육에 만족하십니까,부서\n매우 만족,총무과\n"),
        (WINDOWS_1252, "Abteilung;Größe\nZürich;3\n"),
        (WINDOWS_1252, "I don’t know;caféabc\n"),
        (WINDOWS_1252, "Département;âge\nPréfecture à côté;4\n"),
        (WINDOWS_1250, "Oddělení;Věk\nPersonální;3\n"),
        (WINDOWS_1251, "Отдел,Возраст\nКадры,30\n"),
        (WINDOWS_1253, "Τμήμα,Ηλικία\nΠροσωπικό,30\n"),
    ];
    for (encoding, text) in samples {
        let bytes = encoded(encoding, text).expect("it holds it");
        let detected = detect(&bytes, true);
        if let Some(read) = text_of(&detected, &bytes) {
            assert_eq!(read, text, "{detected:?}");
        }
    }
    let german = encoded(WINDOWS_1252, samples[6].1).expect("it holds it");
    assert_eq!(detect(&german, true), Detected::Text { encoding: WINDOWS_1252, bom: 0 });
}

#[test]
fn half_width_kana_alone_is_ambiguous() {
    // C3 DE BC DE is デジ in half-width kana of CP932 and two kanji of EUC-JP.
    for text in ["ﾃﾞｼﾞ", "ﾃﾞｼﾞﾀﾙ", "ﾌｾﾁｰ", "ｶｲ,ｶﾁ\n", "ﾃｽ,1\n", "ｼｮｸｲﾝ\nｼｮｳﾑ\n"]
    {
        let bytes = encoded(SHIFT_JIS, text).expect("CP932 holds it");
        let detected = detect(&bytes, true);
        assert!(text_of(&detected, &bytes).is_none_or(|read| read == text), "{text} {detected:?}");
    }
    assert!(matches!(detect(b"\xC3\xDE\xBC\xDE", true), Detected::Unsure { .. }));
    // 名前 in EUC-JP is ﾌｾﾁｰ in CP932.
    assert!(matches!(detect(b"\xCC\xBE\xC1\xB0", true), Detected::Unsure { .. }));
}

#[test]
fn every_cut_of_a_file_is_right_or_unsure() {
    for encoding in [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP] {
        let whole = plain(LONG);
        let bytes = encoded(encoding, &whole).expect("it holds it");
        for end in 0..bytes.len() {
            if let Detected::Text { encoding: found, .. } = detect(&bytes[..end], false) {
                let read = decode(found, &bytes[..end], false).expect("decodes");
                assert!(whole.starts_with(&read), "{} cut at {end}: {found:?} {read}", encoding.name());
            }
        }
    }
}

#[test]
fn binary_files_are_named() {
    let looks = |bytes: &[u8]| match detect(bytes, true) {
        Detected::Binary { looks_like } => looks_like.unwrap_or("unknown"),
        other => panic!("{other:?}"),
    };
    assert!(looks(b"PK\x03\x04\x14\0\x06\0\x08\0").contains("xlsx"));
    assert!(looks(b"%PDF-1.7\n%\xE2\xE3").contains("PDF"));
    assert!(looks(b"PAR1\x15\x04\x15").contains("Parquet"));
    assert!(looks(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0").contains(".xls"));
    assert_eq!(looks(b"\0\x01\x02\x03\0\0\xff"), "unknown");
}

#[test]
fn empty_and_ascii_are_utf8() {
    assert_eq!(detect(b"", true), Detected::Text { encoding: UTF_8, bom: 0 });
    assert_eq!(detect(b"code,category\nQ01,1\n", true), Detected::Text { encoding: UTF_8, bom: 0 });
}
