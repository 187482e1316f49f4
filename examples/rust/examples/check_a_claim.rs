//! Checks a claim that somebody else coded: `cargo run -p ens_coding_examples --example check_a_claim`.

use ens_coding::{Line, Modifier, Rulebook, Units, apply, edit, json};

const VISIT: &str = include_str!("../../visits/scenario-a-knee-replacement.json");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let visit = json::visit(VISIT)?;
    let mut exercise = Line::new("97110".parse()?, Units::new(2).ok_or("units")?);
    exercise.modifiers.push(Modifier::GP);
    let stimulation = Line::new("97014".parse()?, Units::ONE); // Medicare takes another code, and wants GP
    let claim = ens_coding::Claim { lines: vec![exercise, stimulation], ..Default::default() };

    let outcome = edit(&visit, &claim, Rulebook::bundled())?;
    println!("verdict: {:?}", outcome.verdict);
    for finding in &outcome.findings {
        println!("{:?} {} at {:?}", finding.severity, finding.rule, finding.at);
        // The fixes of a finding are alternatives; one that names facts to record waits for the record.
        match finding.fixes.first() {
            Some(fix) if fix.is_applicable() => println!("  mended: {:?}", apply(&claim, fix).lines),
            Some(fix) => println!("  first record, if true: {}", fix.document.join(", ")),
            None => println!("  no fix by coding"),
        }
    }
    for rule in &outcome.not_run {
        println!("not checked: {} lacks {}", rule.rule, rule.lacks);
    }
    println!("the claim as the record supports it:");
    for line in &outcome.claim.lines {
        println!("  {} {:?} x {}", line.code, line.modifiers, line.units.get());
    }
    Ok(())
}
