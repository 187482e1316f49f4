//! Counts of many claims: the same however they were divided, and without anybody's key.

use std::fs;

use ens_coding::{Counter, Figure, FigureName, Practice, Rulebook, Verdict, audit, json};
use ens_coding_tests::workspace_root;
use serde_json::Value;

use crate::asked::{Asked, all, text};
use crate::audited::figure;

/// The documents of all cases as lines, each followed by a line break.
fn lines() -> Vec<String> {
    let line = |(at, asked): (usize, Asked)| {
        let mut visit = asked.visit.clone();
        visit.patient = visit.patient.or(Some(format!("secret patient {}", at % 7)));
        let line = match &asked.claim {
            Some(claim) => text(&json::Check { visit, claim: claim.clone() }),
            None => text(&visit),
        };
        line + "\n"
    };
    all().into_iter().enumerate().step_by(3).map(line).collect()
}

fn tallied(lines: &[String]) -> String {
    json::tally(lines.concat().as_bytes(), Rulebook::bundled()).unwrap()
}

fn merged(tallies: &[&str]) -> String {
    json::merge(tallies.join("\n").as_bytes()).unwrap()
}

fn counted(text: &str) -> Vec<Practice> {
    json::tallies(text).unwrap().practices
}

fn sum(practices: &[Practice], count: fn(&ens_coding::Tally) -> Option<u32>) -> u32 {
    practices.iter().flat_map(|it| &it.clinicians).filter_map(count).sum()
}

/// Counted as a whole or in parts, in this order or the other: the same bytes.
#[test]
fn counts_are_the_same_however_claims_were_divided() {
    let mut lines = lines();
    lines.insert(5, "\n".into());
    lines.insert(20, "{\"payer\":1}\n".into());
    lines.push("not json\n".into());
    let whole = tallied(&lines);
    let practices = counted(&whole);
    assert!(sum(&practices, |it| it.trials) > 2 && sum(&practices, |it| it.permanent_implants) > 2);
    assert!(sum(&practices, |it| it.programmed_patients) > 2 && sum(&practices, |it| it.kx_claims) > 2);
    assert!(sum(&practices, |it| it.distinct_claims) > 2 && sum(&practices, |it| it.denied_claims) > 10);
    let refused = json::tallies(&whole).unwrap();
    let places: Vec<(u32, &str)> = refused.refused.iter().map(|it| (it.line, it.code.as_str())).collect();
    assert!(places.starts_with(&[(21, "field/wrong-type")]), "{places:?}");
    assert_eq!(places.last(), Some(&(u32::try_from(lines.len()).unwrap(), "json/syntax")));
    assert_eq!(sum(&practices, |it| it.claims) + refused.refused_lines + 1 + not_billable(&lines), refused.lines);

    for at in [0, 1, 20, 21, lines.len() / 2, lines.len() - 1, lines.len()] {
        let (a, b) = lines.split_at(at);
        let (a, b) = (tallied(a), tallied(b));
        assert_eq!(merged(&[&a, &b]), whole, "divided at {at}");
        let turned = merged(&[&b, &a]);
        assert_eq!(text(&counted(&turned)), text(&practices), "divided at {at} and turned");
        // Grouped in another way.
        let (c, d) = (tallied(&lines[..7]), &whole);
        assert_eq!(merged(&[&merged(&[&a, &b]), &c]), merged(&[&a, &merged(&[&b, &c])]), "{at}");
        assert_eq!(merged(&[d]), whole, "alone");
    }
    let mut turned = lines.clone();
    turned.reverse();
    assert_eq!(text(&counted(&tallied(&turned))), text(&practices));
}

/// Visits of which nothing is billed; they are read and make no claim.
fn not_billable(lines: &[String]) -> u32 {
    let is_empty = |line: &&String| {
        let visit = json::visit(line.trim());
        visit.is_ok_and(|it| ens_coding::code(&it, Rulebook::bundled()).is_ok_and(|it| it.claim.lines.is_empty()))
    };
    u32::try_from(lines.iter().filter(is_empty).count()).unwrap()
}

/// What is not known of one part is not known of the whole, in either order.
#[test]
fn a_count_that_one_part_lacks_is_not_known_of_the_whole() {
    let whole = tallied(&lines());
    let mut partial: Value = serde_json::from_str(&whole).unwrap();
    for (name, judged) in [("kx_claims", "therapy_claims"), ("programmed_patients", "programming_sessions")] {
        let counts = partial["practices"][0]["clinicians"][0].as_object_mut().unwrap();
        counts.remove(name);
        assert!(counts.contains_key(judged));
        let partial = partial.to_string();
        for both in [[&*whole, &*partial], [&*partial, &*whole]] {
            let practices = counted(&merged(&both));
            let merged = serde_json::to_value(&practices[0].clinicians[0]).unwrap();
            assert!(merged.get(name).is_none() && merged.get(judged).is_some(), "{name}: {merged}");
        }
    }
    // Patients whose digests are missing cannot be told apart.
    let by_hand = r#"{ "practices": [{ "payer": {}, "from": "2025-01-01", "to": "2025-01-31",
        "clinicians": [{ "id": "a", "programming_sessions": 3, "programmed_patients": 2 }] }] }"#
        .replace('\n', " ");
    assert_eq!(counted(&merged(&[&by_hand, &by_hand]))[0].clinicians[0].programmed_patients, None);
}

/// Neither the key of a patient nor the text of a claim is in any counts; the digest is another one for each clinician.
#[test]
fn no_counts_hold_a_patients_key() {
    let programmed = |clinician: &str, patient: &str| {
        format!(
            r#"{{"visit":{{"patient":"{patient}","payer":{{"id":"medicare"}},"date_of_service":"2025-03-04","setting":{{"place_of_service":"11","claim_form":"professional"}},"performers":[{{"id":"{clinician}","kind":"physician"}}],"diagnoses":["G89.4"]}},"claim":{{"lines":[{{"code":"95972","units":1}}]}}}}"#
        ) + "\n"
    };
    let lines =
        ["a", "b"].map(|it| programmed(it, "Quillfeather") + &programmed(it, "Quillfeather") + &programmed(it, "p 2"));
    let whole = tallied(&lines);
    let practice = &counted(&whole)[0];
    let digests = |at: usize| &practice.clinicians[at].patient_digests;
    assert_eq!([practice.clinicians[0].programmed_patients, practice.clinicians[1].programmed_patients], [Some(2); 2]);
    assert_eq!([digests(0).len(), digests(1).len()], [2, 2]);
    assert!(digests(0).iter().all(|digest| !digests(1).contains(digest)), "{whole}");
    let answer = text(&audit(practice, Rulebook::bundled()).unwrap());
    for text in [whole, tallied(&self::lines()), answer] {
        for key in ["Quillfeather", "p 2", "secret patient", "G89.4", "\"visit\""] {
            assert!(!text.contains(key), "{key} is in {text}");
        }
    }
}

/// More patients than are told apart: their number is not known, in whatever order, and the audit says so.
#[test]
fn more_patients_than_can_be_told_apart_are_not_known() {
    let of = |digests: std::ops::Range<u64>| {
        let digests: Vec<u64> = digests.collect();
        let count = digests.len();
        format!(
            r#"{{"practices":[{{"payer":{{"id":"medicare-palmetto"}},"from":"2025-01-01","to":"2025-12-31","clinicians":[{{"id":"a","programming_sessions":{count},"programmed_patients":{count},"patient_digests":{digests:?}}}]}}]}}"#
        )
    };
    let tally = |texts: [&str; 2]| counted(&merged(&texts))[0].clinicians[0].clone();
    let (most, more) = (of(0..4096), of(4095..4097));
    let known = tally([&most, &of(0..10)]);
    assert_eq!((known.programmed_patients, known.patient_digests.len()), (Some(4096), 4096));
    for texts in [[&*most, &*more], [&*more, &*most]] {
        let tally = tally(texts);
        assert_eq!((tally.programmed_patients, tally.patient_digests.len()), (None, 0));
        assert_eq!(tally.programming_sessions, Some(4098));
        let practice = &counted(&merged(&texts))[0];
        let audit = audit(practice, Rulebook::bundled()).unwrap();
        assert_eq!((audit.verdict, &*audit.not_run[0].lacks), (Verdict::Incomplete, "clinicians.programmed_patients"));
    }
    let error = json::merge(of(0..4097).as_bytes()).unwrap_err();
    assert_eq!((error.code(), error.path()), ("limit/exceeded", "$[0].practices[0].clinicians[0].patient_digests"));
}

/// The counts of a stream are as large as its clinicians, not as its claims.
#[test]
fn counts_do_not_grow_with_claims() {
    let lines: Vec<String> = lines().into_iter().take(12).collect();
    let mut counter = Counter::default();
    let mut sizes = Vec::new();
    for times in [1, 5, 25] {
        for line in lines.iter().cycle().take(lines.len() * times) {
            if let Ok(visit) = json::visit(line.trim()) {
                counter.add_visit(&visit, Rulebook::bundled()).unwrap();
            } else if let Ok(check) = json::check(line.trim()) {
                counter.add(&check.visit, &check.claim, Rulebook::bundled()).unwrap();
            }
        }
        sizes.push(text(&counter.clone().tallies()).replace(|digit: char| digit.is_ascii_digit(), "").len());
    }
    assert_eq!(sizes[0], sizes[1], "but for digits");
    assert_eq!(sizes[0], sizes[2], "but for digits");
}

/// Every figure is its counts, and the counts of all clinicians are those of the practice.
#[test]
fn figures_add_up_and_say_what_they_count() {
    for practice in counted(&tallied(&lines())) {
        let audit = audit(&practice, Rulebook::bundled()).unwrap();
        assert!(!audit.figures.is_empty());
        for it in &audit.figures {
            assert!(!it.reading.contains("not known)") && !it.reading.contains('{'), "{}", it.reading);
            let Some((numerator, denominator)) = it.numerator.zip(it.denominator) else {
                assert_eq!((it.per_mille, &*it.reading), (None, "not known: a count is missing"));
                continue;
            };
            let share = (u64::from(numerator) * 1000).checked_div(denominator.into());
            assert_eq!(it.per_mille.map(u64::from), share);
            assert!(it.reading.contains(&numerator.to_string()) && it.reading.contains(&denominator.to_string()));
            if it.clinician.is_none() && it.rule.is_none() {
                let of = |it: &&Figure, name| it.name == name && it.clinician.is_some();
                let own = audit.figures.iter().filter(|other| of(other, it.name)).filter_map(|it| it.numerator);
                assert_eq!(own.sum::<u32>(), numerator, "{it:?}");
            }
        }
    }
}

/// G11: what the payer denied is counted by the rule that would have shown it, beside what the rules expect; a contract's
/// reduction alone is no denial.
#[test]
fn g11_denials_are_counted_by_rule() {
    let documents = ["past-threshold-without-kx", "unprocessable-97014"].map(|name| {
        let path = workspace_root().join("examples/remittances").join(name).with_extension("json");
        fs::read_to_string(path).unwrap().replace('\n', " ") + "\n"
    });
    let mut paid: Value = serde_json::from_str(&documents[1]).unwrap();
    paid["lines"].as_array_mut().unwrap().pop();
    let lines = [documents[0].clone(), documents[1].clone(), documents[1].clone(), paid.to_string() + "\n"];
    let whole = tallied(&lines);
    assert_eq!(merged(&[&tallied(&lines[..2]), &tallied(&lines[2..])]), whole);
    let practice = &counted(&whole)[0];
    let tally = &practice.clinicians[0];
    assert_eq!((tally.claims, tally.remitted_claims, tally.payer_denied_claims), (Some(4), Some(4), Some(3)));
    let audit = audit(practice, Rulebook::bundled()).unwrap();
    let of_rule = |name: FigureName, rule: &str| {
        let is_asked = |it: &&Figure| it.name == name && it.rule.as_deref() == Some(rule);
        audit.figures.iter().find(is_asked).map(|it| (it.numerator, it.denominator, it.per_mille))
    };
    let denied = (Some(2), Some(4), Some(500));
    assert_eq!(of_rule(FigureName::PayerDenials, "code/not-accepted-by-payer"), Some(denied));
    assert_eq!(of_rule(FigureName::PayerDenials, "modifier/kx-missing"), Some((Some(1), Some(4), Some(250))));
    assert_eq!(of_rule(FigureName::ExpectedDenials, "code/not-accepted-by-payer"), Some((Some(3), Some(4), Some(750))));
    let own = figure(&audit, FigureName::PayerDenials, None);
    assert_eq!((own.numerator, own.denominator, own.per_mille), (Some(3), Some(4), Some(750)));
    // Claims without an answer are not taken for paid ones.
    let check: Value = serde_json::from_str(&documents[0]).unwrap();
    let unanswered = serde_json::json!({ "visit": check["visit"], "claim": check["claim"] }).to_string() + "\n";
    let tally = &counted(&tallied(&[unanswered]))[0].clinicians[0];
    assert_eq!((tally.remitted_claims, tally.payer_denied_claims), (Some(0), Some(0)));
}

/// Claims that were counted without asking rules are not taken for claims without a finding.
#[test]
fn rules_that_were_not_asked_show_no_figure() {
    let practice = r#"{ "payer": { "id": "medicare" }, "from": "2025-01-01", "to": "2025-12-31", "clinicians": [
        { "id": "a", "claims": 90, "lines": 200 }, { "id": "b", "claims": 9, "denied_claims": 2,
          "rules": [{ "rule": "units/over-mue", "denials": 2 }] }] }"#;
    let audit = audit(&json::practice(practice).unwrap(), Rulebook::bundled()).unwrap();
    for name in [FigureName::OverUnitEdit, FigureName::ExpectedDenials] {
        let (whole, own) = (figure(&audit, name, None), figure(&audit, name, Some(1)));
        assert_eq!((whole.numerator, whole.denominator, whole.per_mille), (None, None, None), "{name:?}");
        assert_eq!((own.numerator, own.denominator, own.peers_per_mille), (Some(2), Some(9), None), "{name:?}");
        assert!(audit.figures.iter().all(|it| it.rule.is_none()), "{:?}", audit.figures);
    }
    let bad = practice.replace("units/over-mue", "units/no-such-rule");
    let error = json::practice(&bad).unwrap_err();
    assert_eq!((error.code(), error.path()), ("rule/unknown", "$.clinicians[1].rules[0].rule"));
}

/// N2: a payer is one however visits spell it, so that its trials stand beside its implants.
#[test]
fn n2_payers_of_one_policy_are_one() {
    let spellings = [
        r#"{"id":"medicare"}"#,
        r#"{"id":"medicare","line_of_business":"medicare"}"#,
        r#"{"line_of_business":"medicare"}"#,
        r#"{"id":"medicare","terms":{"counting_method":"ama"}}"#,
    ];
    let line = |(at, code): (usize, &str), payer: &str| {
        format!(
            r#"{{"visit":{{"payer":{payer},"date_of_service":"2025-03-0{}","setting":{{"place_of_service":"11","claim_form":"professional"}},"performers":[{{"id":"a","kind":"physician"}}],"diagnoses":["G89.4"]}},"claim":{{"lines":[{{"code":"{code}","units":1}}]}}}}"#,
            at + 1
        ) + "\n"
    };
    for implants in spellings {
        let of = |code: &str, payer: &str| (0..4).map(|at| line((at, code), payer)).collect::<Vec<_>>();
        let lines = [of("63650", spellings[0]), of("63685", implants)].concat();
        let practices = counted(&tallied(&lines));
        assert_eq!(practices.len(), 1, "{implants}");
        let own = &practices[0].clinicians[0];
        assert_eq!((own.trials, own.permanent_implants), (Some(4), Some(4)));
        let audit = audit(&practices[0], Rulebook::bundled()).unwrap();
        assert!(audit.findings.iter().all(|it| it.rule != "practice/trial-to-permanent-ratio"), "{implants}");
    }
    // However they are divided and turned: the same bytes.
    let parts: Vec<String> = spellings.iter().map(|payer| tallied(&[line((0, "63650"), payer)])).collect();
    let whole = merged(&parts.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(whole.starts_with(r#"{"practices":[{"payer":{"id":"medicare"},"#), "{whole}");
    for (one, two) in [(0, 1), (1, 2), (2, 3), (3, 0)] {
        let others: Vec<&str> = (0..4).filter(|at| ![one, two].contains(at)).map(|at| &*parts[at]).collect();
        let pair = merged(&[&parts[two], &parts[one]]);
        assert_eq!(merged(&[&pair, &merged(&others)]), whole);
        assert_eq!(merged(&[&merged(&others), &pair]), whole);
    }
    // Of lines of business that differ none is taken for the payer's, in any order.
    let of = |line: &str| format!(r#"{{"id":"lakeside"{line}}}"#);
    let [none, commercial, medicare] =
        ["", r#","line_of_business":"commercial""#, r#","line_of_business":"medicare""#].map(of);
    let parts = [&none, &commercial, &medicare, &commercial].map(|payer| tallied(&[line((0, "63650"), payer)]));
    for [one, two, three] in [[0, 1, 2], [1, 2, 3], [2, 3, 1], [1, 0, 3]] {
        let whole = merged(&[&merged(&[&parts[one], &parts[two]]), &parts[three]]);
        assert!(whole.starts_with(r#"{"practices":[{"payer":{"id":"lakeside"},"#), "{whole}");
        assert_eq!(merged(&[&parts[three], &merged(&[&parts[two], &parts[one]])]), whole);
    }
    let alike = merged(&[&parts[1], &parts[3]]);
    assert_eq!(counted(&alike)[0].payer, json::tallies(&parts[1]).unwrap().practices[0].payer);
    // Other policies stay apart, and so do payers of whom nothing is said.
    let apart = [r#"{"id":"medicare-ngs"}"#, r#"{"id":"aetna"}"#, "{}", spellings[0]];
    assert_eq!(counted(&tallied(&apart.map(|payer| line((0, "63650"), payer)))).len(), 4);
}
