//! The reasons of selection, each with a step of a real answer.

use std::collections::BTreeMap;

use ens_coding::{Outcome, Rulebook, explain, json, reasons, rules};
use ens_coding_tests::{Case, RULE_CASES, cases, families, rule_case};

use super::markdown::{GENERATED, fence, paragraphs};
use super::sources;
use crate::{Failure, root};

/// Where a step was found, and the step.
type Steps = BTreeMap<String, (String, String)>;

pub(super) fn page() -> Result<String, Failure> {
    let steps = steps()?;
    let mut page = format!(
        "{GENERATED}# Selection\n\nWhy a draft looks as it does: every step of an answer (`steps[].reason`) names \
         one of these reasons. They are no rules, so that no policy switches them off; what is wrong with a draft, \
         [rules](rules/README.md) say.\n"
    );
    for reason in reasons() {
        page.push_str(&format!(
            "\n## {}\n\n{}\n\nSays: “{}”\n\n{}",
            reason.id,
            paragraphs(reason.doc).join("\n\n"),
            reason.says,
            sources::of(reason.cites)
        ));
        if let Some((path, step)) = steps.get(reason.id) {
            page.push_str(&format!(
                "\nCoding the visit of [{path}](../{path}), for instance:\n\n{}",
                fence("text", step)
            ));
        }
    }
    Ok(page)
}

/// The first step of each reason among the drafts of the examples, and then of the cases.
fn steps() -> Result<Steps, Failure> {
    let mut steps = Steps::new();
    let folder = "examples/visits";
    let mut names: Vec<_> =
        std::fs::read_dir(root().join(folder))?.map(|it| Ok(it?.file_name())).collect::<Result<_, std::io::Error>>()?;
    names.sort();
    for name in names {
        let path = format!("{folder}/{}", name.to_string_lossy());
        let visit = json::visit(&std::fs::read_to_string(root().join(&path))?)?;
        take(&path, &ens_coding::code(&visit, Rulebook::bundled())?, &mut steps);
    }
    for family in families()? {
        cases(&family)?.iter().for_each(|case| take_case(&family, case, &mut steps));
    }
    for rule in rules() {
        for name in RULE_CASES {
            take_case("rules", &rule_case(rule, name)?, &mut steps);
        }
    }
    Ok(steps)
}

/// A case may be about a practice, or about a document that is refused; such a one has no steps.
fn take_case(folder: &str, case: &Case, steps: &mut Steps) {
    if let Ok(outcome) = case.visit().and_then(|visit| ens_coding::code(&visit, Rulebook::bundled())) {
        take(&format!("tests/cases/{folder}/{}.json", case.id), &outcome, steps);
    }
}

fn take(path: &str, outcome: &Outcome, steps: &mut Steps) {
    for (step, sentence) in outcome.steps.iter().zip(explain(outcome).reasons) {
        steps.entry(step.reason.to_string()).or_insert_with(|| (path.to_owned(), sentence));
    }
}
