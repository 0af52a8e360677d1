//! What a merged unit is called.

use crate::definition::Language;
use crate::text::matching_key;

/// Units that are all named.
const MOST_NAMED: usize = 3;

/// Returns the names joined, or the first of many and how many more; with a
/// number where another value is called so.
pub(super) fn name(of: &[String], language: Language, is_taken: impl Fn(&str) -> bool) -> String {
    let plain = plain(of, language);
    let numbered = (2..).map(|number: u64| match language {
        Language::Ja => format!("{plain}（{number}）"),
        Language::En => format!("{plain} ({number})"),
    });
    let mut names = std::iter::once(plain.clone()).chain(numbered);
    names.find(|name| !is_taken(&matching_key(name))).unwrap_or(plain)
}

/// Says whether a name is one that units are given, not their users'.
pub(super) fn is_given(name: &str, of: &[String]) -> bool {
    let key = matching_key(name);
    [Language::Ja, Language::En].iter().any(|&language| matching_key(&plain(of, language)) == key)
}

fn plain(of: &[String], language: Language) -> String {
    match (of, language) {
        ([first, rest @ ..], Language::Ja) if of.len() > MOST_NAMED => format!("{first}ほか{}", rest.len()),
        ([first, rest @ ..], Language::En) if of.len() > MOST_NAMED => format!("{first} and {} more", rest.len()),
        _ => of.join("・"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn up_to_three_units_are_all_named() {
        let free = |_: &str| false;
        assert_eq!(name(&names(&["会計課", "監査課"]), Language::Ja, free), "会計課・監査課");
        assert_eq!(name(&names(&["a", "b", "c"]), Language::En, free), "a・b・c");
        let many = names(&["会計課", "監査課", "議会", "水道", "消防"]);
        assert_eq!(name(&many, Language::Ja, free), "会計課ほか4");
        assert_eq!(name(&many, Language::En, free), "会計課 and 4 more");
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let two = names(&["Ａ", "B"]);
        let taken = ["A・B", "A・B(2)"];
        assert_eq!(name(&two, Language::Ja, |key| taken.contains(&key)), "Ａ・B（3）");
        assert_eq!(name(&two, Language::En, |key| taken.contains(&key)), "Ａ・B (2)");
    }

    #[test]
    fn names_that_were_given_are_known_from_users_own() {
        let four = names(&["a", "b", "c", "d"]);
        assert!(is_given("a and 3 more", &four) && is_given("aほか3", &four));
        assert!(!is_given("the small ones", &four));
    }
}
