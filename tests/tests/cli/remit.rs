//! `ens remit` and `ens score`: remittances.

use super::*;

const EXAMPLES: [&str; 3] = ["past-threshold-without-kx", "stimulator-bundled", "unprocessable-97014"];

fn example(name: &str) -> String {
    let path = ens_coding_tests::workspace_root().join("examples/remittances").join(name).with_extension("json");
    fs::read_to_string(path).unwrap()
}

fn read(document: &str) -> String {
    json::remit(document.as_bytes(), Rulebook::bundled()).unwrap()
}

#[test]
fn a_remittance_is_read_as_json_exactly_as_the_library() {
    let desk = Desk::new();
    for name in EXAMPLES {
        let text = example(name);
        let run = run(args!["remit", "--format", "json", desk.file("remittance.json", &text)]);
        assert_eq!((run.out, run.err.as_str(), run.status), (read(&text) + "\n", "", 1), "{name}");
    }
    let lines: String = EXAMPLES.iter().map(|name| one_line(&example(name)) + "\n").collect();
    let answers: String = EXAMPLES.iter().map(|name| read(&example(name)) + "\n").collect();
    assert_eq!(run_with(lines, args!["remit", "--format", "json"]).out, answers);
}

#[test]
fn the_page_tells_denial_cause_action_and_what_to_attach() {
    let page = run_with(example("unprocessable-97014"), ["remit"]).out;
    for line in [
        "Line 1 97110: not denied",
        "  CO-253: sequestration of federal payments; the practice bears it",
        "  PR-2: coinsurance; the patient owes it",
        "Line 2 97014: denied",
        "  cause: DENY code/not-accepted-by-payer, line 2",
        "  shown before submission by: code/not-accepted-by-payer",
        "  to do: send a new claim; the old one was not processed",
        "  no appeal",
        "Claim as the record supports it",
        "   2  G0283-GP  x1",
        "  remit/codes (claim): lacks table:denial_codes",
    ] {
        assert!(page.lines().any(|own| own == line), "{line}\n{page}");
    }
    let page = run_with(example("past-threshold-without-kx"), ["remit"]).out;
    assert!(page.contains("  attach: the record that supports care beyond the amount"), "{page}");
    assert!(
        page.contains("  not shown: the rules (coverage, modifier, units) find nothing wrong with the line"),
        "{page}"
    );
    let page = run_with(example("stimulator-bundled"), ["remit"]).out;
    assert!(page.contains("  to do: write it off; neither correction nor appeal helps"), "{page}");
    assert!(page.contains("does not balance: charged less paid less adjustments is 1000 cents"), "{page}");
    assert!(page.contains("  not shown: no rule is about this"), "{page}");
}

#[test]
fn a_line_that_was_paid_ends_well() {
    let mut document: Value = serde_json::from_str(&example("unprocessable-97014")).unwrap();
    document["lines"].as_array_mut().unwrap().truncate(1);
    document["remitted_on"] = "2022-11-01".into();
    let run = run_with(document.to_string(), ["remit"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    document["lines"][0]["line"] = 7.into();
    let run = run_with(document.to_string(), ["remit", "--format=json"]);
    assert_eq!((error_code(&run.documents()[0]), run.status), ("remit/line-unknown", 2));
}

#[test]
fn other_documents_are_of_another_kind() {
    for document in [VISIT, CLAIM] {
        let run = run_with(document, ["remit", "--format=json"]);
        assert_eq!((error_code(&run.documents()[0]), run.status), ("document/wrong-kind", 2));
    }
    assert_eq!(run_with(VISIT, ["remit", "--compact"]).status, 2);
}

#[test]
fn remittances_are_scored_exactly_as_the_library() {
    let lines: String = EXAMPLES.iter().map(|name| one_line(&example(name)) + "\n").collect();
    let scored = json::score(lines.as_bytes(), Rulebook::bundled()).unwrap() + "\n";
    let whole = run_with(&lines, ["score", "--format=json"]);
    assert_eq!((whole.out.as_str(), whole.err.as_str(), whole.status), (scored.as_str(), "", 0));
    let desk = Desk::new();
    let parts = EXAMPLES.map(|name| {
        let part = run_with(example(name), ["score", "--format=json"]).out;
        desk.file(&format!("{name}.json"), part)
    });
    let merged = run(args!["score", "--format=json", parts[2], parts[0], parts[1]]);
    assert_eq!(merged.out, scored, "partial scorecards are added up");
    let page = run_with(&lines, ["score"]).out;
    for text in ["Remittances: 3", "  denied 6, shown before submission 4", "modifier/kx-missing", "Reasons"] {
        assert!(page.contains(text), "{text}\n{page}");
    }
}

#[test]
fn a_bad_line_is_told_and_does_not_stop_the_score() {
    let lines = format!("{}\nnonsense\n{}\n", one_line(&example(EXAMPLES[0])), one_line(&example(EXAMPLES[1])));
    let run = run_with(lines, ["score"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("line 2") && run.err.contains("json/syntax"), "{}", run.err);
    assert!(run.out.contains("Remittances: 2"), "{}", run.out);
}
