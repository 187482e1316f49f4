//! Counts of random claims, divided at random.

use proptest::collection::vec;

use super::*;

/// Visits and checks as lines, some of them broken.
fn lines_of(documents: &[(Value, Value, bool)]) -> Vec<String> {
    let line = |(tree, lines, behind): &(Value, Value, bool)| {
        if lines.as_array().is_none_or(Vec::is_empty) {
            return tree.to_string() + "\n";
        }
        let (visit, claim) = asked_claim(tree, lines, *behind);
        let mut check = json!({ "visit": visit, "claim": claim });
        check["visit"]["patient"] = json!(format!("patient {}", tree.to_string().len() % 3));
        check.to_string() + "\n"
    };
    documents.iter().map(line).collect()
}

fn tallied(lines: &[String]) -> String {
    json::tally(lines.concat().as_bytes(), Rulebook::bundled()).unwrap()
}

fn merged(tallies: &[&str]) -> String {
    json::merge(tallies.join("\n").as_bytes()).unwrap()
}

#[test]
fn counts_of_parts_add_up_to_the_counts_of_the_whole() {
    let parts = (vec(visits_and_claims(), 0..4), vec(visits_and_claims(), 0..4), vec(visits_and_claims(), 0..3));
    visits::check(48, parts, |(a, b, c)| {
        let (a, b, c) = (lines_of(&a), lines_of(&b), lines_of(&c));
        let [one, two, three] = [&a, &b, &c].map(|lines| tallied(lines));
        let whole = tallied(&[a, b, c].concat());
        prop_assert_eq!(&merged(&[&one, &two, &three]), &whole);
        prop_assert_eq!(&merged(&[&merged(&[&one, &two]), &three]), &whole);
        prop_assert_eq!(&merged(&[&one, &merged(&[&two, &three])]), &whole);
        let counts = |text: &str| json::tallies(text).unwrap().practices;
        prop_assert_eq!(counts(&merged(&[&three, &one, &two])), counts(&whole));
        Ok(())
    });
}
