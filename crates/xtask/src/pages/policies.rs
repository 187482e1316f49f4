//! What policies make of a rule.

use std::collections::BTreeMap;

use ens_coding::{Outcome, Rule, Rulebook};
use ens_coding_tests::Case;

use super::markdown::{codes, severity};
use crate::Failure;

/// What becomes of the case when nothing but the payer is another one.
pub(super) fn with_other_payers(rule: &Rule, case: &Case) -> Result<String, Failure> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for policy in Rulebook::bundled().policies() {
        let outcome = case.clone().with_payer(&policy.policy).run()?;
        found.entry(standing(rule, &outcome)).or_default().push(&policy.policy);
    }
    let order = ["deny", "warn", "info", "not checked", "quiet"];
    let line = |word: &&str| {
        let ids = found.get(word)?;
        let whose = if found.len() == 1 { "all of them".to_owned() } else { codes(ids.iter().copied()) };
        Some(format!("- {word}: {whose}\n"))
    };
    Ok(format!(
        "## With other payers\n\nThe case in which it fires, with the payer changed to each of the bundled \
         [policies](../../payers.md) and nothing else. Quiet means that the rule has nothing to say there, which is \
         no approval.\n\n{}",
        order.iter().filter_map(line).collect::<String>()
    ))
}

/// What an answer makes of a rule, in a word.
fn standing(rule: &Rule, outcome: &Outcome) -> &'static str {
    let own = outcome.findings.iter().filter(|finding| finding.rule == rule.id);
    match own.map(|finding| finding.severity).max() {
        Some(worst) => severity(worst),
        None if outcome.not_run.iter().any(|it| it.rule == rule.id) => "not checked",
        None => "quiet",
    }
}

/// The policies that switch the rule off or set its severity.
pub(super) fn settings(rule: &Rule) -> String {
    let mut lines = String::new();
    for policy in Rulebook::bundled().policies() {
        for setting in policy.rules.iter().filter(|it| it.rule == rule.id) {
            let word = setting.set.severity().map_or("off", severity);
            lines.push_str(&format!("- `{}` sets it to {word}, by `{}`\n", policy.policy, setting.source));
        }
    }
    let bundled =
        if lines.is_empty() { "No bundled policy changes the rule itself.".to_owned() } else { format!("{lines}\n") };
    format!(
        "## Settings\n\n{bundled} A policy of your own can switch it off or set its severity: \
         [how](../README.md#settings).\n"
    )
}
