use alloc::vec::Vec;

use crate::book::{Asked, Therapy};
use crate::date::Date;
use crate::equipment::Kind;
use crate::finding::At;
use crate::needle;
use crate::needle::frequency::Subject;
use crate::needle::record::{self, Judged};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::Purpose;

rule! {
    /// A step that must come first is missing.
    ///
    /// Two diagnostic blocks, each with at least 80 percent of relief, before the nerves of facet joints are destroyed; and that
    /// relief of the first block before the second.
    "coverage/prerequisite-missing", Deny, since "0.1.0";
    says: "{code}: the policy asks for {why}, which the record does not show";
    cites: [LCD_L33802, NCD_160_12, NORIDIAN_FACET_OPD];
    denial: "CO-50" ["N115"];
    about: EQUIPMENT | NEEDLE_PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    super::duration_unmet::report(pen, context, Kind::Prerequisite);
    for it in record::judged(context) {
        blocks(context, pen, &it);
    }
}

/// Diagnostic blocks with enough relief before an ablation, and before the second block.
fn blocks(context: &Context<'_>, pen: &mut Pen<'_>, it: &Judged<'_, '_>) {
    let second = it.purpose == Some(Purpose::Diagnostic) && it.therapy == Therapy::FacetInjection;
    let Some(relief) = record::asks(context, it, Asked::DiagnosticReliefPercent) else { return };
    let wanted = match record::asks(context, it, Asked::DiagnosticBlocks) {
        Some(criterion) => criterion.value,
        None if second => 1,
        None => return,
    };
    let record = record::record(context);
    // A repeat rests on the relief of the first ablation.
    let repeated = Subject::of(it.line.code()).is_some_and(|own| own.sessions(context.visit).next().is_some());
    if repeated && it.therapy == Therapy::FacetAblation {
        return;
    }
    let mut sessions: Vec<(Date, Option<u8>)> = Vec::new();
    let blocks = context
        .visit
        .history
        .services
        .iter()
        .flatten()
        .filter(|session| session.date < context.edition.date() && session.purpose == Some(Purpose::Diagnostic))
        .filter(|session| needle::of_code(session.code) == Some((Therapy::FacetInjection, it.area)));
    // Lines of one day are one block.
    for block in blocks {
        match sessions.iter_mut().find(|(date, _)| *date == block.date) {
            Some((_, relief)) => *relief = relief.or(block.relief_percent),
            None => sessions.push((block.date, block.relief_percent)),
        }
    }
    let earlier: Vec<Option<u8>> = sessions.into_iter().map(|(_, relief)| relief).collect();
    let told: Vec<Option<u8>> = if record.diagnostic_relief_percents.is_empty() {
        earlier
    } else {
        record.diagnostic_relief_percents.iter().copied().map(Some).collect()
    };
    // The first block of all has none before it.
    if second && told.is_empty() {
        return;
    }
    let at = At::line(it.line.at);
    if told.is_empty() && context.visit.history.services.is_none() {
        return pen.lacks(at, "documentation.procedure.diagnostic_relief_percents");
    }
    let helped = |it: &&Option<u8>| it.is_some_and(|percent| u32::from(percent) >= relief.value);
    let (enough, untold) = (told.iter().filter(helped).count(), told.iter().filter(|it| it.is_none()).count());
    let wanted_count = usize::try_from(wanted).unwrap_or(usize::MAX);
    if enough >= wanted_count {
        return;
    }
    if enough.saturating_add(untold) >= wanted_count {
        return pen.lacks(at, "history.services.relief_percent");
    }
    let why = alloc::format!("{wanted} diagnostic block(s) with {} percent of relief", relief.value);
    record::raise(pen, context, it.line, relief, why, "documentation.procedure.diagnostic_relief_percents");
}
