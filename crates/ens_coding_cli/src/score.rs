//! `ens score`: how well the rules foresee denials.

use std::io;

use ens_coding::json;
use ens_coding::{RuleScore, Rulebook, Scorecard};

use crate::answer::{Answer, Answered, part};
use crate::args::Format;
use crate::batch::{Asked, Batch, Question};
use crate::feed::Feed;
use crate::output::{Output, Status};
use crate::page;

/// Counts remittances and scorecards as they come, and shows what they add up to.
pub fn run(feed: Feed, book: &Rulebook, output: &mut Output) -> io::Result<()> {
    let mut card = Scorecard::default();
    for Batch { text, questions } in feed {
        for Question { name, asked, .. } in questions {
            let Asked::Alone(document) = asked else { continue };
            if let Err(fault) = part(&text, document).and_then(|it| Ok(json::count_remittance(&mut card, it, book)?)) {
                output.fault(&name, &fault)?;
            }
        }
    }
    let card = card.measured();
    let shown = match output.format() {
        Format::Json => serde_json::to_string(&card)?,
        Format::Text => page::page(&shown(&card), output.colour()),
    };
    let answer = Ok(Answer { shown, status: Status::Clean });
    output.answers(vec![Answered { name: "score".into(), titled: false, answer }])
}

fn shown(card: &Scorecard) -> String {
    let per_mille = |value: Option<u16>| value.map_or("-".into(), |it| format!("{}.{} %", it / 10, it % 10));
    let mut page = vec![
        format!("Remittances: {}", card.remittances),
        format!("  lines decided {}, not decided {}", card.decided_lines, card.undecided_lines),
        format!("  denied {}, shown before submission {}", card.denied_lines, card.caught_lines),
        format!("  denied as the line itself said: {}", card.announced_lines),
        format!("  expected to be denied {}, and were {}", card.predicted_lines, card.predicted_and_denied_lines),
        format!("  precision {}, recall {}", per_mille(card.precision_per_mille), per_mille(card.recall_per_mille)),
        String::new(),
    ];
    if !card.rules.is_empty() {
        page.push("Rules".into());
        page.push("  precision   recall   denied  denied otherwise   paid  rule".into());
    }
    for RuleScore {
        rule,
        predicted_and_denied,
        denied_otherwise,
        predicted_and_paid,
        precision_per_mille,
        recall_per_mille,
    } in &card.rules
    {
        let (precision, recall) = (per_mille(*precision_per_mille), per_mille(*recall_per_mille));
        page.push(format!(
            "  {precision:>9} {recall:>8} {predicted_and_denied:>8} {denied_otherwise:>17} {predicted_and_paid:>6}  {rule}"
        ));
    }
    if !card.reasons.is_empty() {
        page.extend([String::new(), "Reasons".into(), "   recall   denied   shown  reason".into()]);
    }
    for score in &card.reasons {
        let reason = score.reason.map_or("not in a loaded list".into(), |it| it.to_string());
        let recall = per_mille(score.recall_per_mille);
        page.push(format!("  {recall:>7} {:>8} {:>7}  {reason}", score.denied, score.caught));
    }
    page.push(String::new());
    page.join("\n")
}
