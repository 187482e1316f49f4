//! `ens remit`: the page of a remittance.

use std::iter;

use ens_coding::table::Action;
use ens_coding::{
    AdjustmentGroup, At, DenialCause, LineStanding, MissedBecause, NotRun, OwedBy, ReadAdjustment, ReadCode,
    RemitAnswer, RemitLine,
};

/// The page of a remittance: for each line whether it was denied, why, who would have shown it, what to do, what to attach.
pub fn shown(answer: &RemitAnswer) -> String {
    let mut page: Vec<String> = answer.lines.iter().flat_map(of_line).collect();
    if let Some(claim) = &answer.corrected {
        page.push("Claim as the record supports it".into());
        for (number, line) in (1_usize..).zip(&claim.lines) {
            let code = iter::once(line.code.to_string()).chain(line.modifiers.iter().map(ToString::to_string));
            page.push(format!("  {number:>2}  {}  x{}", code.collect::<Vec<_>>().join("-"), line.units.get()));
        }
        page.push(String::new());
    }
    if !answer.not_run.is_empty() {
        page.push("Not checked".into());
        page.extend(answer.not_run.iter().map(|it| format!("  {}", not_checked(it))));
        page.push(String::new());
    }
    page.join("\n")
}

fn of_line(line: &RemitLine) -> Vec<String> {
    let standing = match line.standing {
        LineStanding::Denied => "denied",
        LineStanding::DeniedInPart => "denied in part",
        LineStanding::NotDenied => "not denied",
        LineStanding::Pending => "waits for records",
        LineStanding::NotKnown => "cannot be told",
    };
    let mut page = vec![format!("Line {} {}: {standing}", line.line.saturating_add(1), line.code)];
    page.extend(line.adjustments.iter().map(|it| format!("  {}", adjustment(it))));
    page.extend(line.remarks.iter().map(|it| format!("  {}", read(it))));
    if let Some(difference) = line.difference_cents.filter(|it| *it != 0) {
        page.push(format!("  does not balance: charged less paid less adjustments is {difference} cents"));
    }
    let mut causes: Vec<String> = line.causes.iter().map(|it| format!("  cause: {}", cause(it))).collect();
    causes.dedup();
    page.append(&mut causes);
    if !line.caught_by.is_empty() {
        page.push(format!("  shown before submission by: {}", line.caught_by.join(", ")));
    }
    if let Some(missed) = &line.missed {
        let families = missed.families.join(", ");
        page.push(match missed.because {
            MissedBecause::NotRun => format!("  not shown: could not be checked ({families})"),
            MissedBecause::Quiet => format!("  not shown: the rules ({families}) find nothing wrong with the line"),
            MissedBecause::Announced => "  expected: the line says itself that it would be denied".into(),
            MissedBecause::NoRule => "  not shown: no rule is about this".into(),
        });
        page.extend(missed.not_run.iter().map(|it| format!("    {}", not_checked(it))));
    }
    page.extend(line.action.map(|action| format!("  to do: {}", todo(action))));
    page.extend(line.may_appeal.filter(|may| !may).map(|_| "  no appeal".into()));
    page.extend(line.attach.iter().map(|it| format!("  attach: {it}")));
    page.extend(line.document.iter().map(|it| format!("  in the record, if true: {it}")));
    page.extend(line.citations.iter().map(|it| format!("  source: {} [{}]", it.title, crate::page::term(&it.trust))));
    page.push(String::new());
    page
}

fn adjustment(adjustment: &ReadAdjustment) -> String {
    let group = match adjustment.group {
        AdjustmentGroup::Co => "CO",
        AdjustmentGroup::Cr => "CR",
        AdjustmentGroup::Oa => "OA",
        AdjustmentGroup::Pi => "PI",
        AdjustmentGroup::Pr => "PR",
    };
    let owed = match adjustment.owed_by {
        OwedBy::Practice => "the practice bears it",
        OwedBy::Patient => "the patient owes it",
        OwedBy::PatientIfNotified => "the patient owes it only with a valid notice",
        OwedBy::NotDecided => "who owes it is not decided",
    };
    format!("{group}-{}; {owed}", read(&adjustment.reason))
}

fn read(code: &ReadCode) -> String {
    let meaning = code.meaning.as_deref().unwrap_or("no loaded list has it");
    let ended = if code.in_force == Some(false) { " (not in force on the day of the remittance)" } else { "" };
    format!("{}: {meaning}{ended}", code.code)
}

fn cause(cause: &DenialCause) -> String {
    format!("{} {}, {}", crate::page::word(cause.severity), cause.rule, place(cause.at))
}

fn place(at: At) -> String {
    let numbered = |word: &str, place: u16| format!("{word} {}", place.saturating_add(1));
    match at {
        At { line: Some(line), .. } => numbered("line", line),
        At { service: Some(service), .. } => numbered("service", service),
        At { diagnosis: Some(diagnosis), .. } => numbered("diagnosis", diagnosis),
        _ => "claim".into(),
    }
}

fn not_checked(missing: &NotRun) -> String {
    format!("{} ({}): lacks {}", missing.rule, place(missing.at), missing.lacks)
}

const fn todo(action: Action) -> &'static str {
    match action {
        Action::None => "nothing",
        Action::CorrectedClaim => "send a corrected claim",
        Action::NewClaim => "send a new claim; the old one was not processed",
        Action::Appeal => "appeal with records",
        Action::SendRecords => "send the records",
        Action::BillOtherPayer => "bill another payer, contractor or facility",
        Action::PatientWithNotice => "bill the patient, if a valid notice was signed",
        Action::WriteOff => "write it off; neither correction nor appeal helps",
        Action::AskPayer => "ask the payer, or read the plan's documents",
    }
}
