//! Streams, faults and exit statuses.

use super::*;

#[test]
fn a_bad_line_does_not_stop_the_others() {
    let (good, both) = (one_line(VISIT), check_document(VISIT, CLAIM));
    let input = format!("{good}\n\n{{\"payer\":\n{both}\nnot json\n{{\"lines\":[]}}\n{good}");
    let run = run_with(&input, ["code", "--format", "json"]);
    let documents = run.documents();
    assert_eq!(documents.len(), 6);
    assert_eq!(documents[0].to_string(), coded());
    assert_eq!(
        documents[1],
        json!({ "error": { "code": "json/truncated", "path": "$",
        "message": "the text ends before the document does" } })
    );
    assert_eq!(documents[2].to_string(), checked());
    assert_eq!(error_code(&documents[3]), "json/syntax");
    assert_eq!(error_code(&documents[4]), "document/wrong-kind");
    assert_eq!(documents[5].to_string(), coded());
    assert_eq!(run.status, 2);
    let text = run_with(&input, ["code"]);
    assert!(text.out.contains("=== standard input, line 4 ===\n"), "{}", text.out);
    assert!(text.err.contains("standard input, line 5: json/syntax at $"), "{}", text.err);
}

#[test]
fn a_bad_first_line_does_not_hide_the_others() {
    let good = one_line(VISIT);
    let run = run_with(format!("{{\"payer\":\n{good}\n{good}\n"), ["code", "--format", "json"]);
    let documents = run.documents();
    assert_eq!(documents.len(), 3);
    assert_eq!(error_code(&documents[0]), "json/truncated");
    assert_eq!(documents[2].to_string(), coded());
}

#[test]
fn a_bad_document_of_many_lines_is_one_error() {
    let run = run_with(VISIT.replace("\"minutes\": 15", "\"minutes\": ,"), ["code", "--format", "json"]);
    let documents = run.documents();
    assert_eq!((documents.len(), error_code(&documents[0])), (1, "json/syntax"));
}

#[test]
fn a_missing_file_among_good_ones_is_one_error() {
    let desk = Desk::new();
    let (visit, missing) = (desk.file("visit.json", VISIT), desk.0.join("missing.json"));
    let json = run(args!["code", visit, missing, visit, "--format", "json"]);
    let error = r#"{"error":{"code":"input/unreadable","path":"$","message":"the input cannot be read"}}"#;
    assert_eq!(json.out, format!("{0}\n{error}\n{0}\n", coded()));
    assert_eq!((json.err.as_str(), json.status), ("", 2));
    let text = run(args!["code", visit, missing, visit]);
    assert_eq!(text.out.matches("Verdict:").count(), 2);
    assert!(text.err.contains("missing.json: input/unreadable"), "{}", text.err);
    assert_eq!(text.status, 2);
}

#[test]
fn text_that_is_not_utf8_is_an_error() {
    let desk = Desk::new();
    let broken = desk.file("broken.json", b"{ \"payer\": { \"id\": \"medi\xffcare\" } }");
    let run = run(args!["code", broken, desk.file("visit.json", VISIT), "--format", "json"]);
    let documents = run.documents();
    assert_eq!(error_code(&documents[0]), "json/not-utf8");
    assert_eq!(documents[1].to_string(), coded());
    assert_eq!(run.status, 2);
}

#[test]
fn an_overlong_line_is_skipped() {
    let good = one_line(VISIT);
    let input = [good.as_bytes(), b"\n", &[b' '; 100], &vec![b'x'; 17 << 20], b"\n", good.as_bytes()].concat();
    let run = run_with(input, ["code", "--format", "json"]);
    let documents = run.documents();
    assert_eq!(documents.len(), 3);
    assert_eq!(error_code(&documents[1]), "limit/exceeded");
    assert_eq!(documents[2].to_string(), coded());
}

#[test]
fn the_worst_answer_decides_the_exit_status() {
    let (clean, warned) = (outcome("clean", &["info"]), outcome("findings", &["warn", "info"]));
    let (denied, incomplete) = (outcome("findings", &["warn", "deny"]), outcome("incomplete", &[]));
    for format in ["--format=text", "--format=json"] {
        let status = |documents: &[&str]| run_with(documents.join("\n"), ["explain", format]).status;
        assert_eq!(status(&[]), 0);
        assert_eq!(status(&[&clean]), 0);
        assert_eq!(status(&[&clean, &warned]), 0);
        assert_eq!(status(&[&denied, &clean]), 1);
        assert_eq!(status(&[&clean, &incomplete]), 1);
        assert_eq!(status(&["{}", &denied]), 2);
        assert_eq!(status(&[&denied, "nonsense", &clean]), 2);
    }
}

/// The program looks for the status in the text of an answer; here the answer is read.
#[test]
fn the_exit_status_is_that_of_the_answer() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/visits");
    for (name, verdict, status) in [
        ("scs-trial.json", "clean", 0),
        ("tricare-tens-low-back.json", "findings", 1),
        ("auricular-2026.json", "incomplete", 1),
    ] {
        let run = run(args!["code", examples.join(name), "--format=json"]);
        assert_eq!(run.documents()[0]["verdict"], verdict, "{name}");
        assert_eq!((run.status, status_of(&run.out)), (status, status), "{name}");
    }
}

#[test]
fn wrong_usage_and_empty_files_are_status_two() {
    let desk = Desk::new();
    for args in [&[][..], &["code", "--format=xml"], &["frobnicate"], &["code", "-", "-"]] {
        let run = run(args);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
    }
    let empty = run(args!["code", desk.file("empty.json", ""), "--format=json"]);
    assert_eq!((error_code(&empty.documents()[0]), empty.status), ("json/truncated", 2));
    assert_eq!(run(["--help"]).status, 0);
    let help = run(["code", "--help"]);
    assert!(help.out.contains("Exit status") && help.out.contains("ens code visit.json"));
}

#[test]
fn an_own_policy_stands_beside_the_bundled_ones() {
    let desk = Desk::new();
    let visit = desk.file("visit.json", VISIT.replace("\"medicare\"", "\"own\""));
    let own = r#"{ "policy": "own", "title": "Own", "line_of_business": "commercial", "inherits": "commercial",
                   "generic": false }"#;
    let own = desk.file("own.json", own);
    let answer = run(args!["code", visit, "--part", own, "--format", "json"]).documents().remove(0);
    assert_eq!(answer["basis"]["policy"], "own", "{answer}");

    let alone = run(args!["code", visit, "--part", own, "--no-bundled", "--format", "json"]);
    assert_eq!(error_code(&alone.documents()[0]), "policy/parent-unknown");
    assert_eq!(alone.status, 2);

    let again = desk.file("again.json", fs::read_to_string(&own).unwrap().replace("\"own\"", "\"medicare\""));
    let twice = run(args!["code", visit, "--part", own, "--part", again, "--format", "json"]);
    let error = &twice.documents()[0];
    assert_eq!((error_code(error), &error["error"]["path"]), ("policy/duplicate", &json!("$[1].policy")));
    let twice = run(args!["code", visit, "--part", again]);
    assert!(twice.err.contains("again.json: policy/duplicate at $[0].policy"), "{}", twice.err);

    let missing = run(args!["code", visit, "--part", desk.0.join("missing.json")]);
    assert!(missing.err.contains("missing.json: input/unreadable at $[0]"), "{}", missing.err);
    assert_eq!(missing.status, 2);
}

#[test]
fn nothing_but_text_goes_into_a_pipe() {
    let desk = Desk::new();
    let name = desk.file("with\u{1b}[31mescape.json", outcome("findings", &["deny", "warn"]));
    let visit = desk.file("visit.json", VISIT);
    for run in [run(args!["explain", name, visit]), run(["rules"]), run(["--help"]), run(args!["code", "nope"])] {
        assert!(!run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'), "{}{}", run.out, run.err);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = Command::new(ens())
        .args(["explain", "--format=json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let line = outcome("clean", &[]) + "\n";
    // The program may end before everything is written, which is what is tested.
    while stdin.write_all(line.repeat(1000).as_bytes()).is_ok() {}
    drop(stdin);
    let mut complaint = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    assert_eq!((child.wait().unwrap().code(), complaint.as_str()), (Some(0), ""));
}

#[test]
fn answers_do_not_wait_for_the_end_of_the_input() {
    let mut child = Command::new(ens())
        .args(["code", "--format=json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    for _ in 0..2 {
        writeln!(stdin, "{}", one_line(VISIT)).unwrap();
        let mut answer = vec![0; coded().len() + 1];
        stdout.read_exact(&mut answer).unwrap();
        assert_eq!(String::from_utf8(answer).unwrap(), coded() + "\n");
    }
    drop(stdin);
    child.wait().unwrap();
}
