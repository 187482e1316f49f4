//! Every code of the table, on several dates and for several payers.

use ens_coding::{Date, LookupRequest, Rulebook, lookup};

use super::{all_codes, day, looked_up, payer, values};

const DATES: [&str; 5] = ["2018-06-01", "2021-01-01", "2024-08-14", "2026-03-04", "2031-12-31"];

/// No code fails, and no answer is without a source.
#[test]
fn every_answer_has_a_source() {
    let codes = all_codes();
    assert!(codes.len() > 400);
    for (at, code) in codes.iter().enumerate() {
        for (round, date) in DATES.iter().enumerate() {
            let id = ["", "medicare", "aetna", "medicare-ngs", "tricare", "nobody"][(at + round) % 6];
            let request = LookupRequest { code: *code, date: day(date), payer: (!id.is_empty()).then(|| payer(id)) };
            let found = lookup(&request, Rulebook::bundled()).expect("an answer");
            assert!(found.is_listed, "{code}");
            for (question, told) in found.answers() {
                for it in told {
                    let name = format!("{code} {date} {id} {question}");
                    assert!(!it.citation.source.is_empty() && !it.citation.title.is_empty(), "{name}");
                    assert!(!it.says.is_empty(), "{name}: {it:?}");
                    assert!(!it.value.is_empty() || ["add_on_of", "payer_takes"].contains(&question), "{name}");
                }
            }
            for list in &found.pairs {
                assert!(list.partners.len() <= list.count as usize && list.partners.iter().all(|it| it.indicator <= 1));
            }
            assert_eq!(values(&found.label).len(), 1, "{code}");
            assert_eq!(values(&found.in_force).len(), 1, "{code}");
            assert_eq!(found.policy.is_none(), id.is_empty() || id == "nobody");
        }
    }
}

/// A code is in force on its first and last day, and on neither side of them.
#[test]
fn codes_begin_and_end_on_their_days() {
    let table = Rulebook::bundled().tables().codes.all().next().expect("the table");
    let is = |code: ens_coding::Code, day: Date| {
        values(&looked_up(&code.to_string(), &day.to_string(), "").in_force) == ["yes"]
    };
    let mut days = 0;
    for row in table.table.rows() {
        if let Some(first) = row.from {
            assert!(is(row.key, first) && !is(row.key, first.plus_days(-1)), "{}", row.key);
            days += 1;
        }
        if let Some(last) = row.to {
            assert!(is(row.key, last) && !is(row.key, last.plus_days(1)), "{}", row.key);
            days += 1;
        }
    }
    assert!(days > 100, "{days}");
    let old = looked_up("0720T", "2026-01-01", "");
    assert_eq!((values(&old.in_force), values(&old.successors)), (vec!["no"], vec!["64567"]));
    assert_eq!(values(&looked_up("64567", "2026-01-01", "").predecessors), ["0720T"]);
}

/// Pairs are told from both sides alike, and a pair that has ended is none.
#[test]
fn partners_agree_from_both_sides() {
    for code in ["97140", "G0283", "64493", "97530"] {
        let own = looked_up(code, "2024-08-14", "");
        for list in &own.pairs {
            assert!(!list.partners.is_empty());
            for partner in &list.partners {
                let other = looked_up(&partner.code.to_string(), "2024-08-14", "");
                let lists = other.pairs.iter().filter(|it| it.setting == list.setting);
                let mirrored = lists.flat_map(|it| &it.partners).any(|it| {
                    it.code.to_string() == code && it.column == 3 - partner.column && it.indicator == partner.indicator
                });
                // A code that is looked up as another one has that one's pairs; nobody has it as a partner.
                assert!(mirrored || !other.edits_as.is_empty(), "{code} {partner:?}");
            }
        }
    }
    let manual = looked_up("97140", "2024-08-14", "");
    let names = |text: &str| manual.pairs.iter().any(|list| list.partners.iter().any(|it| it.code.to_string() == text));
    assert!(names("97124") && !names("97530"));
    assert!(values(&manual.believed_pairs).contains(&"97530"));
}

/// Add-ons and primaries name each other.
#[test]
fn add_ons_and_primaries_name_each_other() {
    let further = looked_up("64484", "2026-05-01", "");
    assert_eq!(values(&further.add_on_of), ["64483"]);
    assert!(values(&looked_up("64483", "2026-05-01", "").add_ons).contains(&"64484"));
}

/// Whether a path leads to a field of a schema, through lists, variants and references.
fn leads_to(root: &serde_json::Value, schema: &serde_json::Value, path: &[&str]) -> bool {
    let Some((name, rest)) = path.split_first() else { return true };
    let through = |name: &str| schema.get(name).is_some_and(|it| leads_to(root, it, path));
    let referred = schema["$ref"].as_str().and_then(|it| root.pointer(it.trim_start_matches('#')));
    schema["properties"].get(*name).is_some_and(|it| leads_to(root, it, rest))
        || through("items")
        || referred.is_some_and(|it| leads_to(root, it, path))
        || ["anyOf", "oneOf", "allOf"]
            .iter()
            .any(|name| schema[*name].as_array().is_some_and(|all| all.iter().any(|it| leads_to(root, it, path))))
}

/// What is to be recorded names places that visits have.
#[test]
fn paths_of_documentation_are_paths_of_visits() {
    let text = std::fs::read_to_string(ens_coding_tests::workspace_root().join("bindings/schema/visit.json"));
    let schema: serde_json::Value = serde_json::from_str(&text.expect("the schema")).expect("JSON");
    let table = Rulebook::bundled().tables().documentation.all().next().expect("the table");
    let codes = all_codes();
    let mut paths = 0;
    for row in table.table.rows() {
        assert!(codes.iter().any(|code| row.value.concerns(*code)), "{}", row.value.record);
        if !row.value.path.is_empty() {
            let path: Vec<&str> = row.value.path.split('.').collect();
            assert!(leads_to(&schema, &schema, &path), "{}", row.value.path);
            paths += 1;
        }
    }
    assert!(paths > 80 && !leads_to(&schema, &schema, &["documentation", "nothing"]), "{paths}");
}

/// Synonyms stand for codes of the table, or for words that its labels have.
#[test]
fn synonyms_lead_to_codes_and_labels() {
    let tables = Rulebook::bundled().tables();
    let (synonyms, codes) =
        (tables.synonyms.all().next().expect("the table"), tables.codes.all().next().expect("the table"));
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_lowercase).filter(|it| !it.is_empty()).collect()
    };
    let labels: std::collections::BTreeSet<String> =
        codes.table.rows().iter().flat_map(|row| words(&row.value.label)).collect();
    for row in synonyms.table.rows() {
        assert!(row.value.codes.iter().all(|code| !codes.table.all(code).is_empty()), "{}", row.key);
        assert_ne!(row.value.codes.is_empty(), row.value.meaning.is_empty(), "{}", row.key);
        assert!(row.value.codes.is_empty() || !words(&row.key).is_empty());
        for word in words(&row.value.meaning) {
            assert!(labels.iter().any(|own| own.starts_with(&word)), "{}: {word}", row.key);
        }
    }
}
