//! Files that are none, in any encoding, and of any text.

use super::*;

#[test]
fn headcount_of_bad_files() {
    let cases: &[(&str, &str)] = &[
        ("部局,人数\n総務部,1\n", "population-2025.csv:1: headcount: no such column"),
        ("部局,headcount\n総務部,\n", "population-2025.csv:2: headcount: no number"),
        ("部局,headcount\n総務部,12.5\n", "population-2025.csv:2: headcount: not a number of people: \"12.5\""),
        ("", "population-2025.csv: the file is empty"),
    ];
    for (text, expected) in cases {
        let folder = Folder::sound();
        folder.write("population-2025.csv", text.as_bytes());
        let problems = folder.problems();
        assert!(problems.iter().any(|it| it.starts_with(expected)), "{expected}\n{}", problems.join("\n"));
    }
    let folder = Folder::sound();
    folder.write("population-2025.csv", "部,庁舎,headcount\n総務部,本庁,1\n總務部,本庁,2\n".as_bytes());
    let survey = folder.load().unwrap_or_else(|problems| panic!("{problems}")).value;
    let checked = Headcount::load(&survey, 1, Some(encoding_rs::UTF_8)).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(checked.value.of(&[]), Some(3));
    let messages: Vec<&str> = checked.warnings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, ["a column that is not used", "a group twice, the other in line 2"]);
    assert!(Headcount::load(&survey, 0, None).is_err(), "the first wave states none");
}

#[test]
fn survey_files_that_are_none() {
    let message = |path: &Path| Definition::load(path).expect_err("no survey").to_string();
    let empty = tempfile::tempdir().expect("a folder");
    assert!(message(empty.path()).ends_with("survey.toml: no survey file in the folder"));
    assert!(message(&empty.path().join("none")).contains("none: no such file"));
    for (bytes, expected) in [
        (&b""[..], "survey.toml: the file is empty"),
        (b"PK\x03\x04\x14\0", "looks like an Excel workbook"),
        (b"\x00\x01\x02\x00\x00", "not a text file"),
        (b"name = \"\xc3\xde\xbc\xde\"\n", "cannot tell the encoding for sure"),
    ] {
        fs::write(empty.path().join("survey.toml"), bytes).expect("written");
        assert!(message(empty.path()).contains(expected), "{}", message(empty.path()));
    }
}

#[test]
fn files_in_cp932_and_utf16() {
    let folder = Folder::sound();
    let cp932 = |text: &str| encoding_rs::SHIFT_JIS.encode(text.trim_start_matches('\u{feff}')).0.into_owned();
    folder.write(
        "survey.toml",
        &cp932(&SURVEY.replace("    = { \"總務部\" = \"総務部\" }", " = { \"㈱総務部\" = \"総務部\" }")),
    );
    folder.write("items.csv", &cp932(ITEMS));
    let utf16: Vec<u8> =
        "\u{feff}部局\t年齢\theadcount\r\n総務部\t30\t5\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("population-2025.csv", &utf16);
    let survey = folder.load().unwrap_or_else(|problems| panic!("{problems}")).value;
    assert_eq!(survey.name, "郡山市 職員アンケート");
    assert_eq!(survey.items[2].text, "職場の雰囲気が良い");
    let headcount = Headcount::load(&survey, 1, None).unwrap_or_else(|problems| panic!("{problems}")).value;
    assert_eq!(headcount.of(&[(2, "30代")]), Some(5));
    // Stated wrongly, it is an error and not nonsense.
    folder.write("survey.toml", SURVEY.replacen("[categories]", "encoding = \"utf-8\"\n[categories]", 1).as_bytes());
    assert!(folder.problems().iter().any(|it| it.starts_with("items.csv:2: bytes that are not utf-8")));
}

#[test]
fn no_text_makes_it_panic() {
    let folder = Folder::sound();
    // Every cut of the survey file, and every line left out or doubled.
    for end in (0..SURVEY.len()).filter(|&end| SURVEY.is_char_boundary(end)).step_by(3) {
        folder.write("survey.toml", &SURVEY.as_bytes()[..end]);
        let _ = folder.load();
    }
    let lines: Vec<&str> = SURVEY.lines().collect();
    for index in 0..lines.len() {
        for copies in [0, 2] {
            let changed: Vec<&str> = lines
                .iter()
                .enumerate()
                .flat_map(|(at, line)| vec![*line; if at == index { copies } else { 1 }])
                .collect();
            folder.write("survey.toml", changed.join("\n").as_bytes());
            let _ = folder.load();
        }
    }
    folder.write("survey.toml", SURVEY.as_bytes());
    // Every byte of the items replaced by one that means something.
    for at in 0..ITEMS.len() {
        for byte in [b'"', b'\n', 0xFF] {
            let mut bytes = ITEMS.as_bytes().to_vec();
            bytes[at] = byte;
            folder.write("items.csv", &bytes);
            let _ = folder.load();
        }
    }
}
