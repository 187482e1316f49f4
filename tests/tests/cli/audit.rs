//! `ens audit`: practices, and what visits add up to.

use ens_coding::{Audit, Outcome, Practice};

use super::*;

const PRACTICE: &str = r#"{
  "payer": { "id": "medicare-palmetto" }, "from": "2025-01-01", "to": "2025-12-31",
  "clinicians": [
    { "id": "a", "trials": 50, "permanent_implants": 19 },
    { "id": "b", "trials": 2, "permanent_implants": 2, "programming_sessions": 30, "programmed_patients": 2 }
  ]
}
"#;

fn audited(practice: &str) -> String {
    json::audit(practice.as_bytes(), Rulebook::bundled()).unwrap()
}

/// A trial of a payer's patient, by this clinician on this day of March 2025.
fn trial(payer: &str, clinician: &str, day: u8) -> String {
    let target = r#""target": "spinal_cord""#;
    format!(
        r#"{{ "payer": {{ "id": "{payer}" }}, "date_of_service": "2025-03-{day:02}",
             "setting": {{ "place_of_service": "11", "claim_form": "professional" }},
             "performers": [{{ "id": "{clinician}", "kind": "physician" }}], "diagnoses": ["G89.4", "M96.1"],
             "services": [{{ "what": {{ "stimulator_lead": {{ {target}, "stage": "trial", "leads": 2 }} }} }}] }}"#
    )
}

/// Programming of a patient's stimulator, with the claim that somebody coded.
fn programming(payer: &str, clinician: &str, day: u8) -> String {
    let visit = format!(
        r#"{{ "payer": {{ "id": "{payer}" }}, "date_of_service": "2025-03-{day:02}", "patient": "p",
             "setting": {{ "place_of_service": "11", "claim_form": "professional" }},
             "performers": [{{ "id": "{clinician}", "kind": "physician" }}], "diagnoses": ["G89.4"] }}"#
    );
    check_document(&visit, r#"{ "lines": [{ "code": "95972", "units": 1 }] }"#)
}

/// Visits and checks of two payers, one a line.
fn year() -> String {
    let lines = [
        one_line(&trial("medicare", "south", 20)),
        programming("aetna", "north", 4),
        one_line(&trial("medicare", "north", 3)),
        one_line(&trial("medicare", "south", 27)),
        programming("medicare", "north", 9),
        programming("medicare", "north", 10),
    ];
    lines.join("\n") + "\n"
}

#[test]
fn a_practice_is_audited_as_json_exactly_as_the_library() {
    let desk = Desk::new();
    let file = desk.file("practice.json", PRACTICE);
    let alone = run(args!["audit", file, "--format", "json"]);
    assert_eq!((alone.out, alone.err.as_str(), alone.status), (audited(PRACTICE) + "\n", "", 0));
    for text in [PRACTICE.into(), one_line(PRACTICE), format!("\u{feff}{PRACTICE}")] {
        assert_eq!(run_with(text, ["audit", "--format=json"]).out, audited(PRACTICE) + "\n");
    }
    let two = run_with(format!("{0}\n{0}", one_line(PRACTICE)), ["audit", "--format=json"]);
    assert_eq!(two.out, (audited(PRACTICE) + "\n").repeat(2));
}

#[test]
fn a_page_names_period_payer_counts_findings_and_sources() {
    let run = run_with(PRACTICE, ["audit"]);
    let audit: Audit = serde_json::from_str(&audited(PRACTICE)).unwrap();
    let explanation = ens_coding::explain(&Outcome::from(audit));
    assert!(run.out.starts_with(&format!("Verdict: {}\n\nPractice\n", explanation.summary)), "{}", run.out);
    assert!(run.out.contains("\n  payer medicare-palmetto, 2025-01-01 to 2025-12-31\n"), "{}", run.out);
    for line in [
        "   1  a: trials 50, permanent implants 19, programming sessions not known, programmed patients not known",
        "   2  b: trials 2, permanent implants 2, programming sessions 30, programmed patients 2",
        "  WARN  practice/programming-rate",
        "  WARN  practice/trial-to-permanent-ratio",
        "  policy medicare-palmetto",
    ] {
        assert!(run.out.lines().any(|own| own == line), "{line} is not in\n{}", run.out);
    }
    assert_eq!(explanation.findings.len(), 2);
    for finding in &explanation.findings {
        assert!(finding.sentence.starts_with("clinician "), "{}", finding.sentence);
        assert!(run.out.contains(&finding.sentence), "{}", run.out);
        assert!(finding.sources.iter().all(|source| run.out.contains(&format!("source: {source}\n"))), "{}", run.out);
    }
    assert_eq!((run.err.as_str(), run.status), ("", 0));
}

#[test]
fn what_was_not_checked_is_shown_and_asks_for_attention() {
    let unknown = run_with(PRACTICE.replace("medicare-palmetto", "lakeside"), ["audit"]);
    assert!(unknown.out.contains("  practice/programming-rate (practice): lacks policy:criteria\n"), "{}", unknown.out);
    let run = run_with(PRACTICE.replace(r#", "programmed_patients": 2"#, ""), ["audit"]);
    let line = "\nNot checked\n  practice/programming-rate (clinician 2): lacks clinicians.programmed_patients\n";
    assert!(run.out.contains(line), "{}", run.out);
    assert_eq!((unknown.status, run.status), (1, 1));
}

#[test]
fn visits_and_claims_are_counted_for_each_payer() {
    let counted = run_with(year(), ["audit", "--format=json"]);
    let documents = counted.documents();
    let payers: Vec<&Value> = documents.iter().map(|it| &it["practice"]["payer"]["id"]).collect();
    assert_eq!(payers, ["aetna", "medicare"]);
    let practice = &documents[1]["practice"];
    assert_eq!((&practice["from"], &practice["to"]), (&json!("2025-03-03"), &json!("2025-03-27")));
    let is = |own: &Value, id: &str, counts: [u32; 5]| {
        let names = ["claims", "trials", "permanent_implants", "programming_sessions", "programmed_patients"];
        assert_eq!(own["id"], id);
        assert_eq!(names.map(|name| own[name].as_u64().unwrap()), counts.map(u64::from), "{own}");
    };
    is(&practice["clinicians"][0], "north", [3, 1, 0, 2, 1]);
    is(&practice["clinicians"][1], "south", [2, 2, 0, 0, 0]);
    is(&documents[0]["practice"]["clinicians"][0], "north", [1, 0, 0, 1, 1]);
    for document in &documents {
        assert_eq!(document["audit"].to_string(), one_line(&audited(&document["practice"].to_string())));
    }
    // The library counts the same.
    let tallies = json::tally(year().as_bytes(), Rulebook::bundled()).unwrap();
    let practices: Vec<Practice> = json::tallies(&tallies).unwrap().practices;
    let own = documents.iter().map(|it| json::practice(&it["practice"].to_string()).unwrap());
    assert_eq!(own.collect::<Vec<_>>(), practices);
    assert_eq!(counted.status, 0);
}

#[test]
fn figures_are_bars_with_a_reading() {
    let page = run_with(year(), ["audit"]).out;
    for line in [
        "Figures",
        "  programming rate                        ####################  2 of 1",
        "        2 programming sessions of 1 patient (2.00 each); a patient of two clinicians counts twice, and how long each had the stimulator is not shown",
        "    clinician 1                           ####################  2 of 1",
        "  trial to permanent                      ....................  0 of 3",
    ] {
        assert!(page.lines().any(|own| own == line), "{line} is not in\n{page}");
    }
}

#[test]
fn counts_of_months_are_audited_together_as_if_they_were_one() {
    let desk = Desk::new();
    let lines: Vec<String> = year().lines().map(String::from).collect();
    let (first, second) = (desk.file("a.ndjson", lines[..2].join("\n")), desk.file("b.ndjson", lines[2..].join("\n")));
    let whole = run_with(year(), ["tally"]);
    assert_eq!(whole.out, json::tally(year().as_bytes(), Rulebook::bundled()).unwrap() + "\n");
    assert_eq!(run_with(year(), ["tally", "--format=json"]).out, whole.out);
    let (first, second) = (run(args!["tally", first]).out, run(args!["tally", second]).out);
    assert_eq!(json::merge((first.clone() + &second).as_bytes()).unwrap() + "\n", whole.out);
    let (first, second) = (desk.file("a.json", first), desk.file("b.json", second));
    assert_eq!(run(args!["tally", first, second]).out, whole.out);
    assert_eq!(run(args!["tally", second, first]).out, whole.out);
    for format in ["--format=json", "--format=text"] {
        let (apart, together) = (run(args!["audit", first, second, format]), run_with(year(), ["audit", format]));
        assert_eq!((apart.out, apart.status), (together.out, 0));
    }
    assert_eq!(whole.status, 0);
}

#[test]
fn a_tally_names_what_it_could_not_count() {
    let lines = [year().as_str(), "{\"payer\":1}\nnot json\n", PRACTICE.replace('\n', " ").as_str()].concat();
    for (format, complaints) in [("--format=json", 0), ("--format=text", 3)] {
        let run = run_with(&lines, ["tally", format]);
        let document = &run.documents()[0];
        let refused: Vec<(u64, &str)> = document["refused"].as_array().unwrap().iter().map(refused).collect();
        assert_eq!(refused, [(7, "field/wrong-type"), (8, "json/syntax"), (9, "document/wrong-kind")]);
        assert_eq!((&document["lines"], &document["refused_lines"]), (&json!(9), &json!(3)));
        assert_eq!((run.err.lines().count(), run.status), (complaints, 2));
        // The reader of a tally learns of it too.
        let text = run_with(&run.out, ["audit"]).out;
        assert!(text.contains("\n  documents that could not be used, and are not counted: 3\n"), "{text}");
    }
    assert_eq!(run_with("", ["tally"]).out, "{\"practices\":[],\"lines\":0,\"refused_lines\":0}\n");
    let wrong = run_with(r#"{"practices":[{}],"lines":-1}"#, ["audit", "--format=json"]);
    assert_eq!((error_code(&wrong.documents()[0]), wrong.status), ("field/missing", 2));
}

fn refused(line: &Value) -> (u64, &str) {
    (line["line"].as_u64().unwrap(), line["code"].as_str().unwrap())
}

#[test]
fn pages_of_several_payers_have_titles_and_files_add_up() {
    let desk = Desk::new();
    let lines: Vec<String> = year().lines().map(String::from).collect();
    let (first, second) = (desk.file("a.ndjson", lines[..2].join("\n")), desk.file("b.ndjson", lines[2..].join("\n")));
    let pages = run(args!["audit", first, second]);
    assert_eq!(pages.out, run_with(year(), ["audit"]).out);
    assert!(pages.out.starts_with("=== aetna ===\nVerdict: "), "{}", pages.out);
    assert!(pages.out.contains("\n\n=== medicare ===\nVerdict: "), "{}", pages.out);
    assert!(pages.out.contains("\n  counted from 5 visits\n") && pages.out.contains("\n  counted from 1 visit\n"));
    let alone = run_with(trial("medicare", "north", 3), ["audit"]);
    assert!(alone.out.starts_with("Verdict: "), "no title on a page that stands alone: {}", alone.out);
    let nothing = run_with(PRACTICE.split("    {").next().unwrap_or_default().to_owned() + "]}", ["audit"]);
    assert!(nothing.out.contains("\nClinicians\n  none\n"), "{}", nothing.out);
}

#[test]
fn a_bad_document_is_told_and_the_others_are_counted() {
    let lines = [year().as_str(), "{\"payer\":1}\nnot json\n", CLAIM].concat();
    let json = run_with(&lines, ["audit", "--format=json"]);
    let documents = json.documents();
    let codes: Vec<&str> = documents.iter().take(3).map(error_code).collect();
    assert_eq!(codes, ["field/wrong-type", "json/syntax", "document/wrong-kind"]);
    assert_eq!(documents[3..], run_with(year(), ["audit", "--format=json"]).documents());
    let text = run_with(&lines, ["audit"]);
    assert!(text.out.contains("\n  documents that could not be used, and are not counted: 3\n"), "{}", text.out);
    assert!(text.err.contains("standard input, line 8: json/syntax at $"), "{}", text.err);
    assert_eq!((json.status, text.status), (2, 2));

    let bad = run_with(PRACTICE.replace("2025-12-31", "2024-12-31"), ["audit", "--format=json"]);
    assert_eq!((error_code(&bad.documents()[0]), bad.status), ("value/out-of-range", 2));
    let bytes = run_with(b"{\"clinicians\":\"\xff\"}", ["audit", "--format=json"]);
    assert_eq!(error_code(&bytes.documents()[0]), "json/not-utf8");
    let nothing = run_with("", ["audit", "--format=json"]);
    assert_eq!((nothing.out.as_str(), nothing.status), ("", 0));
}

#[test]
fn other_commands_say_that_a_practice_is_of_another_kind() {
    let turned = one_line(&format!(r#"{{ "clinicians": [], {}"#, PRACTICE.trim_start_matches('{')));
    for task in ["code", "check", "explain"] {
        for text in [PRACTICE, &turned] {
            let run = run_with(text, [task, "--format=json"]);
            assert_eq!((error_code(&run.documents()[0]), run.status), ("document/wrong-kind", 2), "{task}");
        }
    }
    assert_eq!(run_with(PRACTICE, ["audit", "--compact", "--format=json"]).status, 2, "an audit has no compact form");
}
