//! Many documents at once: their order, their memory, and slow ends of pipes.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdin, ChildStdout};

use super::*;

fn start(args: &[&str]) -> (Child, ChildStdin, ChildStdout) {
    let mut child = Command::new(ens())
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    (child, stdin, stdout)
}

/// Lines of every kind; the first is a document, which makes the others lines too.
fn lines() -> Vec<Vec<u8>> {
    let visit = one_line(VISIT);
    let mut lines: Vec<Vec<u8>> = (1..6)
        .map(|quarter| visit.replace("\"minutes\":15", &format!("\"minutes\":{}", quarter * 15)).into())
        .collect();
    let check = check_document(VISIT, CLAIM);
    lines.extend([&check, "", " \t", "not json", &check[..200], &visit[..40], CLAIM, "[]"].map(Into::into));
    lines.extend([coded().into_bytes(), format!("\u{feff}{visit}").into(), b"{\"visit\":\"\xff\"}".into()]);
    lines.push(outcome("findings", &["warn", "deny"]).replace(':', " : ").into());
    lines
}

#[test]
fn many_lines_get_the_answers_that_each_gets_alone() {
    let mut lines = lines();
    let mut order: Vec<usize> = (0..3000).map(|at: usize| (at * at / 7 + at / 5) % lines.len()).collect();
    order[0] = 0;
    lines.push(vec![b'x'; 17 << 20]);
    order[2000] = lines.len() - 1;
    let input: Vec<u8> = order.iter().flat_map(|at| [&lines[*at][..], b"\n"]).flatten().copied().collect();
    for task in ["code", "check", "explain"] {
        let alone = |format| -> Vec<Run> {
            lines.iter().map(|line| run_with([line, &b"\n"[..]].concat(), [task, format])).collect()
        };
        let (json, text) = (alone("--format=json"), alone("--format=text"));

        let many = run_with(&input, [task, "--format=json"]);
        let expected: String = order.iter().map(|at| json[*at].out.as_str()).collect();
        assert!(many.out == expected, "{task}: other answers in JSON");
        assert_eq!((many.err.as_str(), many.status), ("", 2));

        let many = run_with(&input, [task, "--format=text"]);
        let (mut pages, mut messages) = (Vec::new(), String::new());
        for (line, at) in order.iter().enumerate() {
            let name = format!("standard input, line {}", line + 1);
            if !text[*at].out.is_empty() {
                pages.push(format!("=== {name} ===\n{}", text[*at].out));
            }
            messages += &text[*at].err.replace("standard input", &name);
        }
        assert!(many.out == pages.join("\n"), "{task}: other pages");
        assert!(many.err == messages, "{task}: other messages");
        assert_eq!(many.status, 2);
    }
}

#[test]
fn many_pairs_get_the_answers_that_each_gets_alone() {
    let desk = Desk::new();
    let claims: Vec<String> =
        (1..9).map(|units| one_line(&CLAIM.replace("\"units\": 1", &format!("\"units\": {units}")))).collect();
    let claims: Vec<&str> = (0..800).map(|at: usize| claims[at * at % claims.len()].as_str()).collect();
    let visits = desk.file("visits.ndjson", format!("{}\n", one_line(VISIT)).repeat(claims.len()));
    let many = run(args!["check", visits, desk.file("claims.ndjson", claims.join("\n")), "--format=json"]);
    let answer = |claim: &&str| json::edit(VISIT.as_bytes(), claim.as_bytes(), Rulebook::bundled()).unwrap() + "\n";
    assert!(many.out == claims.iter().map(answer).collect::<String>());
}

#[test]
fn whole_lines_are_answered_before_the_rest_comes() {
    let (mut child, mut stdin, stdout) = start(&["code", "--format=json"]);
    let mut answers = BufReader::new(stdout).lines();
    let line = one_line(VISIT);
    for (count, rest) in [(1, ""), (2, "\n \n"), (3, &line[..20]), (40, "")] {
        let begun = if count == 40 { &line[20..] } else { &line };
        write!(stdin, "{begun}\n{}{rest}", format!("{line}\n").repeat(count - 1)).unwrap();
        for _ in 0..count {
            assert_eq!(answers.next().unwrap().unwrap(), coded());
        }
    }
    drop(stdin);
    assert!(answers.next().is_none());
    assert_eq!(child.wait().unwrap().code(), Some(status_of(&coded())));
}

#[test]
fn a_reader_that_goes_away_ends_the_run_while_the_input_stays_open() {
    let (mut child, mut stdin, stdout) = start(&["explain", "--format=json"]);
    let line = outcome("clean", &[]) + "\n";
    let feeder = thread::spawn(move || {
        // The program may end before everything is written, which is what is tested.
        let _ = stdin.write_all(line.repeat(5000).as_bytes());
        stdin
    });
    let mut answers = BufReader::new(stdout);
    answers.read_line(&mut String::new()).unwrap();
    drop(answers);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    drop(feeder.join().unwrap());
}

/// The lines are refused soon, so that many bytes take little time.
fn feed(mut stdin: ChildStdin, bytes: usize) -> impl FnMut() -> bool {
    let lines = format!("\"{}\"\n", "x".repeat(1000)).repeat(64);
    let mut left = bytes / lines.len();
    move || {
        left = left.saturating_sub(1);
        left > 0 && stdin.write_all(lines.as_bytes()).is_ok()
    }
}

#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow_with_the_input() {
    let (mut child, stdin, stdout) = start(&["check", "--format=json"]);
    let answers = thread::spawn(move || BufReader::new(stdout).lines().count());
    let mut more = feed(stdin, 256 << 20);
    while more() {}
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")).unwrap();
    drop(more);
    assert!(answers.join().unwrap() > 250_000);
    child.wait().unwrap();
    assert!(peak.parse::<usize>().unwrap() < 96 << 10, "{peak} kB");
}

#[test]
fn answers_that_nobody_reads_stop_the_reading() {
    static TAKEN: AtomicUsize = AtomicUsize::new(0);
    let (mut child, stdin, stdout) = start(&["check", "--format=json"]);
    let all = 256 << 20;
    let mut more = feed(stdin, all);
    let feeder = thread::spawn(move || {
        while more() {
            TAKEN.fetch_add(64 * 1003, Ordering::Relaxed);
        }
    });
    let mut before = usize::MAX;
    while before != TAKEN.load(Ordering::Relaxed) && !feeder.is_finished() {
        before = TAKEN.load(Ordering::Relaxed);
        thread::sleep(std::time::Duration::from_millis(500));
    }
    assert!(TAKEN.load(Ordering::Relaxed) < all / 4, "everything was taken in");
    child.kill().unwrap();
    child.wait().unwrap();
    feeder.join().unwrap();
    drop(stdout);
}
