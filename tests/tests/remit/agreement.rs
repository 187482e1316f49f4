//! A finding's own expected denial, fed back as a remittance, is always recognised as caught by its rule.

use ens_coding::{RemitRequest, Severity, edit, remit};
use ens_coding_tests::{Case, RULE_CASES, cases, families, rule_case};

use super::{book, lines_of, remitted};

/// Every case with a claim.
pub(crate) fn every_case() -> Vec<Case> {
    let mut all: Vec<Case> = families().unwrap().iter().flat_map(|family| cases(family).unwrap()).collect();
    for rule in ens_coding::rules() {
        all.extend(RULE_CASES.iter().filter_map(|name| rule_case(rule, name).ok()));
    }
    all.retain(|case| !case.is_audit());
    all
}

#[test]
fn an_expected_denial_is_recognised_as_caught_by_its_rule() {
    let mut seen = 0;
    for case in every_case() {
        let book = book(&case);
        let (visit, claim) = (case.visit().unwrap(), case.run().unwrap().judged().clone());
        if claim.lines.is_empty() {
            continue;
        }
        let outcome = edit(&visit, &claim, &book).unwrap();
        for finding in outcome.findings.iter().filter(|it| it.severity > Severity::Info) {
            let Some(denial) = &finding.denial else { continue };
            let remarks: Vec<&str> = denial.rarc.iter().map(AsRef::as_ref).collect();
            // The group may be another one: payers differ in it.
            for group in ["CO", "PR"] {
                let code = format!("{group}-{}", denial.carc.split_once('-').unwrap().1);
                let lines = lines_of(finding.at, &claim);
                let lines = lines.into_iter().map(|line| remitted(line, &[&code], &remarks)).collect();
                let request = RemitRequest { visit: visit.clone(), claim: claim.clone(), remitted_on: None, lines };
                let answer = remit(&request, &book).unwrap();
                let mut caught = answer.lines.iter().flat_map(|line| &line.caught_by);
                // A service without a line cannot be remitted.
                let has_line = finding.at.service.is_none_or(|service| {
                    finding.at.line.is_some() || claim.lines.iter().any(|line| line.services.contains(&service))
                });
                let is_caught = caught.any(|rule| *rule == finding.rule);
                assert!(is_caught || !has_line, "{}: {} at {:?}", case.id, finding.rule, finding.at);
                seen += usize::from(is_caught);
            }
        }
    }
    assert!(seen > 1_000, "{seen} expected denials");
}
