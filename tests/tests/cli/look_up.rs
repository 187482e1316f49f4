//! `ens lookup`, `ens search`, `ens compare` and `ens crosswalk`.

use super::*;

#[test]
fn answers_in_json_are_those_of_the_library() {
    let book = Rulebook::bundled();
    let looked = json::lookup(br#"{"code":"97014","date":"2026-03-04","payer":{"id":"medicare"}}"#, book).unwrap();
    let own = run(["lookup", "97014", "--on", "2026-03-04", "--payer", "medicare", "--format", "json"]);
    assert_eq!((own.out, own.err.as_str(), own.status), (looked + "\n", "", 0));
    let found = json::search(br#"{"words":"tens unit","limit":5}"#, book).unwrap();
    assert_eq!(run(["search", "tens", "unit", "--limit", "5", "--format=json"]).out, found + "\n");
    let compared = json::compare(br#"{"codes":["97014","G0283"],"date":"2026-03-04"}"#, book).unwrap();
    assert_eq!(run(["compare", "97014", "g0283", "--on=2026-03-04", "--format=json"]).out, compared + "\n");
    let request = br#"{"code":"0720T","date":"2026-03-04","payers":["uhc"]}"#;
    let walked = json::crosswalk(request, book).unwrap();
    let own = run(["crosswalk", "0720t", "--on", "2026-03-04", "--payer", "uhc", "--format", "json"]);
    assert_eq!(own.out, walked + "\n");
}

#[test]
fn pages_answer_in_sentences_with_sources() {
    let page = run(["lookup", "97014", "--on", "2026-03-04", "--payer", "medicare"]);
    for line in [
        "97014 on 2026-03-04, policy medicare",
        "Timed",
        "  untimed, once a day, whatever the minutes",
        "  replaced: G0283, the payer takes another code for the same service",
        "    source: Medicare physician fee schedule relative value file, July 2026 [primary]",
        "Pairs, practitioner claims",
    ] {
        assert!(page.out.lines().any(|own| own == line), "{line} is not in\n{}", page.out);
    }
    assert_eq!((page.err.as_str(), page.status), ("", 0));
    let found = run(["search", "grater", "ocipital"]);
    let first = found.out.lines().nth(1).unwrap_or_default();
    assert!(first.starts_with("  64405 greater occipital nerve block"), "{}", found.out);
    let compared = run(["compare", "97014", "G0283", "97032", "--on", "2026-03-04", "--payer", "medicare"]);
    for line in ["Attendance", "In force (same)", "  97032  GP GO GN CQ CO KX 59 XE XS XP XU GA GZ GY GX"] {
        assert!(compared.out.lines().any(|own| own == line), "{line} is not in\n{}", compared.out);
    }
    let walked = run(["crosswalk", "0720T", "--on", "2026-03-04"]);
    assert!(walked.out.starts_with("0720T on 2026-03-04; in force: 64567\n"), "{}", walked.out);
}

#[test]
fn the_exit_status_tells_known_from_unknown_and_from_unusable() {
    let status = |args: &[&str]| run(args).status;
    assert_eq!(status(&["lookup", "99499", "--on", "2026-03-04"]), 1);
    assert_eq!(status(&["search", "zzzzqqq"]), 1);
    assert_eq!(status(&["compare", "97032", "99499", "--on", "2026-03-04"]), 1);
    assert_eq!(status(&["crosswalk", "64550", "--on", "2026-03-04"]), 1);
    assert_eq!(status(&["lookup", "97032"]), 2);
    assert_eq!(status(&["lookup", "97032", "--on", "2026-02-30"]), 2);
    assert_eq!(status(&["compare", "97032", "--on", "2026-03-04"]), 2);
    let bad = run(["lookup", "secret", "--on", "2026-03-04", "--format", "json"]);
    assert_eq!((bad.status, bad.documents()[0]["error"]["code"].as_str()), (2, Some("code/malformed")));
}

#[test]
fn parts_are_looked_into() {
    let desk = Desk::new();
    let policy = desk.file(
        "own.json",
        r#"{ "policy": "own", "title": "of a test", "line_of_business": "commercial", "inherits": "commercial",
             "sources": [{ "id": "letter", "title": "A letter of the payer", "trust": "primary" }],
             "codes": [{ "code": "97014", "take": "G0283", "source": "letter", "trust": "primary" }] }"#,
    );
    let found = run(args!["crosswalk", "97014", "--on", "2026-03-04", "--payer", "own", "--part", policy]);
    assert!(found.out.contains("  own  G0283  the payer takes another code for the same service\n"), "{}", found.out);
    assert!(found.out.contains("    source: A letter of the payer [primary]\n"), "{}", found.out);
    let empty = run(["lookup", "97032", "--on", "2026-03-04", "--no-bundled"]);
    assert!(empty.status == 1 && empty.out.contains("not in the loaded tables"), "{}", empty.out);
}
