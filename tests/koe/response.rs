//! Response rates of a sample, from outside.

use crate::program::{json, root};

#[test]
fn response_rates_of_koriyama_add_up_to_the_citys() {
    let sample = root().join("data-samples/koriyama-2025");
    let attributes = ["部局", "年代", "職位", "雇用区分"];
    let by: Vec<&str> = attributes.iter().flat_map(|attribute| ["--by", attribute]).collect();
    let all = json(&sample, &[&["score", ".", "--format", "json"], by.as_slice()].concat());
    let rates = all["response"].as_array().expect("response rates");
    // The city: 2,118 of 3,522, 60.14 %.
    assert_eq!((&rates[0]["respondents"], &rates[0]["invited"]), (&2118.into(), &3522.into()));
    assert_eq!((rates[0]["response_rate_text"].as_str(), rates[0]["low"].as_bool()), (Some("60.14"), Some(false)));
    for attribute in attributes {
        let groups: Vec<_> = rates.iter().filter(|rate| rate["segment"].get(attribute).is_some()).collect();
        let sum = |of: &str| groups.iter().map(|rate| rate[of].as_u64().expect("shown")).sum::<u64>();
        assert_eq!((sum("respondents"), sum("invited")), (2118, 3522), "{attribute}");
    }
    // The smallest unit has 6 people, of whom 4 answered: its scores are withheld,
    // who answered is not.
    let unit = |row: &&serde_json::Value| row["segment"]["部局"] == "選挙管理委員会事務局";
    let scores = all["rows"].as_array().expect("rows").iter().filter(unit);
    assert!(scores.clone().count() > 0 && scores.clone().all(|row| row["suppressed"] == true));
    let own = rates.iter().find(unit).expect("its response rate");
    assert_eq!((&own["respondents"], &own["invited"]), (&4.into(), &6.into()));
    // Crossed, small headcounts are withheld.
    let crossed = json(&sample, &["score", ".", "--by", "部局", "--by", "職位", "--cross", "--format", "json"]);
    let withheld = crossed["response"].as_array().expect("rates").iter().filter(|rate| rate["state"] == "withheld");
    assert!(withheld.clone().count() > 0);
    for rate in withheld {
        assert!(rate["invited"].is_null() && rate["respondents"].is_null() && rate["response_rate_text"].is_null());
    }
}
