//! A fix that needs no further record mends its finding, and mending comes to rest.

use std::cell::Cell;

use ens_coding::{At, Change, Claim, Finding, Fix, Outcome, Rulebook, Visit, apply, edit};
use proptest::prelude::*;

use crate::asked::{all, ask};
use crate::{asked_claim, visit_of, visits, visits_and_claims};

/// Where a line of the claim stands once the fix has been applied; none where it has left.
fn place_after(fix: &Fix, line: u16) -> Option<u16> {
    let mut removed: Vec<u16> = fix
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::RemoveLine { line } => Some(*line),
            _ => None,
        })
        .collect();
    removed.sort_unstable();
    removed.dedup();
    if removed.contains(&line) {
        return None;
    }
    let before = removed.iter().filter(|it| **it < line).count();
    Some(line - u16::try_from(before).unwrap())
}

/// The same complaint at the same place.
fn is_again(finding: &Finding, now: &Finding, at: At) -> bool {
    now.rule == finding.rule
        && now.severity == finding.severity
        && now.at.line == at.line
        // A rule may complain about several modifiers or fields of one line.
        && ["code", "modifier", "what", "column_one", "column_two"].into_iter().all(|name| now.facts.get(name) == finding.facts.get(name))
        && (at.line.is_some() || now.facts == finding.facts)
}

/// Fixes that leave their finding standing.
pub fn idle_fixes(visit: &Visit, outcome: &Outcome) -> Vec<String> {
    let judged = outcome.judged();
    let mut idle = Vec::new();
    for finding in &outcome.findings {
        for fix in finding.fixes.iter().filter(|fix| fix.is_applicable()) {
            let mended = apply(judged, fix);
            let line = match finding.at.line.map(|line| place_after(fix, line)) {
                Some(None) => continue,
                Some(line) => line,
                None => None,
            };
            if mended.lines.is_empty() {
                continue;
            }
            let at = At { line, ..finding.at };
            let after = edit(visit, &mended, Rulebook::bundled()).unwrap();
            if after.findings.iter().any(|now| is_again(finding, now, at)) {
                idle.push(format!(
                    "{} {:?} at {:?}, {:?}: {:?} in {:?}",
                    finding.rule, finding.severity, finding.at, finding.facts, fix.changes, judged.lines
                ));
            }
        }
    }
    idle
}

/// What could still be mended in a mended claim.
pub fn left_over(visit: &Visit, mended: &Claim) -> Vec<String> {
    if mended.lines.is_empty() {
        return Vec::new();
    }
    let again = edit(visit, mended, Rulebook::bundled()).unwrap();
    let open = again.findings.iter().filter(|it| it.fixes.iter().any(Fix::is_applicable));
    open.map(|it| format!("{} at {:?}: {:?}", it.rule, it.at, it.fixes)).collect()
}

#[test]
fn a_fix_mends_its_finding_in_the_cases() {
    let mut idle = Vec::new();
    for asked in all().iter().filter(|asked| !asked.has_parts()) {
        let found = idle_fixes(&asked.visit, &asked.answer());
        idle.extend(found.into_iter().map(|it| format!("{}: {it}", asked.id)));
    }
    assert!(idle.is_empty(), "{}", idle.join("\n"));
}

#[test]
fn a_fix_mends_its_finding_in_a_random_claim() {
    visits::check(256, visits_and_claims(), |(tree, lines, behind)| {
        let (visit, claim) = asked_claim(&tree, &lines, behind);
        let outcome = edit(&visit, &claim, Rulebook::bundled()).unwrap();
        let idle = idle_fixes(&visit, &outcome);
        prop_assert!(idle.is_empty(), "{}", idle.join("\n"));
        Ok(())
    });
}

#[test]
fn a_fix_mends_its_finding_in_a_random_draft() {
    visits::check(256, visits::visit(), |tree| {
        let visit = visit_of(&tree);
        let outcome = ens_coding::code(&visit, Rulebook::bundled()).unwrap();
        let idle = idle_fixes(&visit, &outcome);
        prop_assert!(idle.is_empty(), "{}", idle.join("\n"));
        Ok(())
    });
}

#[test]
fn a_mended_case_is_at_rest() {
    for asked in all().iter().filter(|asked| !asked.has_parts()) {
        let left = left_over(&asked.visit, &asked.answer().claim);
        assert!(left.is_empty(), "{}: {}", asked.id, left.join("\n"));
    }
}

#[test]
fn a_mended_random_claim_is_at_rest() {
    let (all, restless) = (Cell::new(0_u32), Cell::new(0_u32));
    visits::check(512, visits_and_claims(), |(tree, lines, behind)| {
        let (visit, claim) = asked_claim(&tree, &lines, behind);
        for claim in [None, Some(&claim)] {
            let outcome = ask(&visit, claim, Rulebook::bundled()).unwrap();
            all.set(all.get() + 1);
            let left = left_over(&visit, &outcome.claim);
            restless.set(restless.get() + u32::from(!left.is_empty()));
            prop_assert!(left.is_empty(), "{} in {:?}", left.join("\n"), outcome.claim.lines);
        }
        Ok(())
    });
    println!("{} of {} mended claims are not at rest", restless.get(), all.get());
}
