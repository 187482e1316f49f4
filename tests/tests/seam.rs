//! What the seam of text in and text out does beyond the functions that it covers.

use std::fs;

use ens_coding::{Claim, Fix, Options, Outcome, Rulebook, apply, json};
use ens_coding_tests::{cases, families, workspace_root};

type Failure = Box<dyn std::error::Error>;

fn example(name: &str) -> Result<String, Failure> {
    let text = fs::read_to_string(workspace_root().join("examples").join(name))?;
    Ok(text.replace(['\n', '\r'], " "))
}

#[test]
fn a_batch_answers_each_line_as_if_it_were_alone() -> Result<(), Failure> {
    let book = Rulebook::bundled();
    let visit = example("visits/scenario-b-low-back.json")?;
    let check = example("claims/medicare-97014.json")?;
    let claim = r#"{"lines":[{"code":"97110","units":1}]}"#;
    let bad = r#"{"payer":{"colour":1}}"#;
    let lines = format!("{visit}\r\n\n  \t\n{check}\n{claim}\n{bad}\n[\n{visit}");
    let answers = json::batch(lines.as_bytes(), book);
    assert!(answers.ends_with('\n'));
    let answers: Vec<&str> = answers.lines().collect();
    let coded = json::code(visit.as_bytes(), book)?;
    let refused = |text: &str| json::code(text.as_bytes(), book).map_err(|error| error.to_json()).unwrap_err();
    let checked = json::edit_document(check.as_bytes(), book)?;
    assert_eq!(answers[..2], [coded.as_str(), checked.as_str()]);
    assert!(answers[2].starts_with(r#"{"error":{"code":"document/wrong-kind","path":"$","#), "{}", answers[2]);
    assert_eq!(answers[3..], [refused(bad).as_str(), refused("[").as_str(), coded.as_str()]);
    assert_eq!(json::batch(b" \n\n", book), "");
    Ok(())
}

#[test]
fn a_fix_is_applied_as_the_function_does_it() -> Result<(), Failure> {
    let checked = json::edit_document(example("claims/medicare-97014.json")?.as_bytes(), Rulebook::bundled())?;
    let outcome: Outcome = serde_json::from_str(&checked)?;
    let claim: &Claim = outcome.judged();
    let fixes: Vec<&Fix> = outcome.findings.iter().flat_map(|finding| &finding.fixes).collect();
    assert!(!fixes.is_empty());
    for fix in fixes {
        let text = json::apply(&serde_json::to_vec(claim)?, &serde_json::to_vec(fix)?)?;
        assert_eq!(serde_json::from_str::<Claim>(&text)?, apply(claim, fix));
    }
    let error = json::apply(b"{}", b"{\"changes\":7}").unwrap_err();
    let problems: Vec<_> = error.problems().iter().map(|it| (it.code.as_str(), it.path.as_str())).collect();
    assert_eq!(problems, [("field/missing", "$.lines"), ("field/wrong-type", "$fix.changes")]);
    Ok(())
}

#[test]
fn own_parts_are_counted_without_the_bundled_ones() {
    let policy =
        br#"{ "policy": "own", "title": "of a test", "line_of_business": "commercial", "inherits": "commercial" }"#;
    let book = Rulebook::bundled_with([&policy[..]]).unwrap();
    assert_eq!(book.basis().parts.len(), Rulebook::bundled().basis().parts.len() + 1);
    let error = Rulebook::bundled_with([&policy[..], &b"\0"[..]]).unwrap_err();
    assert_eq!((error.code(), error.path()), ("pack/not-a-pack", "$[1]"));
    let error = Rulebook::bundled_with([&policy[..], &policy[..]]).unwrap_err();
    assert_eq!((error.code(), error.path()), ("policy/duplicate", "$[1].policy"));
}

/// The text of an answer is put together from parts that are text already; it is that of the typed answer all the same.
#[test]
fn text_is_that_of_the_typed_answer() {
    let strict = Rulebook::bundled().with(Options { strict: true, compact: false });
    let mut seen = 0;
    for case in families().unwrap().iter().flat_map(|family| cases(family).unwrap()) {
        let visit = case.visit.to_string();
        for book in [Rulebook::bundled(), &strict] {
            let Ok(typed) = json::visit(&visit).and_then(|visit| ens_coding::code(&visit, book)) else { continue };
            assert_eq!(json::code(visit.as_bytes(), book).unwrap(), serde_json::to_string(&typed).unwrap());
            seen += 1;
        }
    }
    assert!(seen > 500, "{seen}");
}
