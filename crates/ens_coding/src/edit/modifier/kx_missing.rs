use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::book::Asked;
use crate::code::Modifier;
use crate::edit::coverage::frequency_exceeded::{NEEDLES, needle_visits};
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::liability::expects_denial;
use crate::money::Cents;
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen, Raised};
use crate::select::modifiers::allowed_of;
use crate::threshold::{self, Beyond, TherapyAmount};
use crate::visit::{Discipline, Purpose, Waiver};

rule! {
    /// A line lies beyond the year's therapy threshold and carries no KX.
    ///
    /// KX attests that therapy beyond the threshold is medically necessary; without it the line is denied, and the
    /// provider is liable. The modifier is added only where the record supports it; otherwise a signed notice and GA move
    /// the liability.
    "modifier/kx-missing", Deny, since "0.1.0";
    says: "{code} {why} and carries no KX";
    cites: [NGS_KX, NORIDIAN_JE_THERAPY];
    denial: "CO-119" ["N640"];
    about: BEYOND | EQUIPMENT | NEEDLES | NEEDLE_PROCEDURE;
    check: check;
}

/// The therapy lines with their disciplines, and whether each lies beyond the threshold.
pub(crate) fn judge(context: &Context<'_>) -> Vec<TherapyAmount> {
    let mut lines = Vec::new();
    if !context.edition.therapy_threshold().is_some_and(|term| term.value) {
        return lines;
    }
    lines.reserve_exact(context.lines.len());
    // Where a denial is expected, nothing is paid that could count.
    for line in context.therapy_lines().filter(|line| !line.line.has_any(&[Modifier::GY, Modifier::GZ])) {
        let own = line.line.modifiers.iter().find_map(|modifier| match *modifier {
            Modifier::GP => Some(Discipline::Pt),
            Modifier::GO => Some(Discipline::Ot),
            Modifier::GN => Some(Discipline::Slp),
            _ => None,
        });
        if let Some(discipline) = own.or_else(|| context.reported_discipline(line)) {
            lines.push(TherapyAmount::new(line.at, discipline, allowed(context, line)));
        }
    }
    threshold::judge(context.visit, context.edition, &mut lines);
    lines
}

/// The lines that [`judge`] has judged.
pub(crate) fn judged<'c, 'a>(context: &'c Context<'a>) -> impl Iterator<Item = (&'c LineView<'a>, Discipline, Beyond)> {
    context.threshold.iter().filter_map(|it| Some((context.line(it.at)?, it.discipline, it.beyond)))
}

/// The allowed amount of a submitted line is that of the services it reports.
fn allowed(context: &Context<'_>, line: &LineView<'_>) -> Option<Cents> {
    if !line.line.services.is_empty() {
        return allowed_of(context.visit, &context.claim.lines, line.at);
    }
    if context.is_repeat(line) {
        return Some(Cents::default());
    }
    let mut services = context.services_of(line).peekable();
    services.peek()?;
    services.try_fold(Cents::default(), |sum, (_, service)| Some(sum.plus(service.allowed_cents?)))
}

/// The facts that the threshold rules share, and their trust.
pub(crate) fn with_amounts<'p>(
    raised: Raised<'p>,
    context: &Context<'_>,
    line: &LineView<'_>,
    discipline: Discipline,
) -> Raised<'p> {
    let pool = threshold::pool_of(discipline);
    let cents = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    let raised = raised.fact("code", line.code());
    let raised = match (context.edition.tables().thresholds(), threshold::amount(context.edition, pool)) {
        (Some(table), Some(row)) => raised.fact("threshold_cents", cents(row.value)).row(&table.table, row),
        _ => raised,
    };
    let raised = raised.fact("year", context.edition.date().year());
    match threshold::spent(context.visit, pool).0 {
        Some(spent) => raised.fact("spent_cents", cents(spent.get())),
        None => raised,
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for (line, discipline, beyond) in judged(context) {
        let at = At::line(line.at);
        match beyond {
            Beyond::Unknown(path) => pen.lacks(at, path),
            Beyond::Yes if !line.line.has_any(&[Modifier::KX, Modifier::GA]) => {
                let why = beyond_in_words(context, discipline);
                let raised = with_amounts(pen.raise(at), context, line, discipline).fact("why", why);
                let add = |modifier| Fix::mechanical([Change::AddModifier { line: line.place(), modifier }]);
                let necessity = context.visit.documentation.necessity_beyond_threshold;
                let raised = match necessity {
                    crate::fact::Fact::Yes => raised.fix(add(Modifier::KX)),
                    crate::fact::Fact::NotStated => {
                        raised.fix(add(Modifier::KX).once_recorded(["documentation.necessity_beyond_threshold"]))
                    }
                    crate::fact::Fact::No => raised,
                };
                match context.visit.documentation.waiver {
                    Some(Waiver::Mandatory) if !necessity.is_yes() => raised.fix(add(Modifier::GA)),
                    // Not necessary, and nobody was told: the line is billed for its denial.
                    _ if necessity.is_no() => raised.fix(add(Modifier::GZ)),
                    Some(_) => raised,
                    None => raised.fix(add(Modifier::GA).once_recorded(["documentation.waiver"])),
                };
            }
            Beyond::Yes | Beyond::No => {}
        }
    }
    asked_by_policy(context, pen);
    diagnostic(context, pen);
}

/// Diagnostic blocks, for which the policy asks KX on every line.
fn diagnostic(context: &Context<'_>, pen: &mut Pen<'_>) {
    let silent = |line: &&LineView<'_>| !line.line.has(Modifier::KX) && !expects_denial(line);
    let misplaced = |line: &&LineView<'_>| needle::mismatch::is_mismatched(context, line);
    for line in context.lines.iter().filter(silent).filter(|line| !misplaced(line)) {
        let Some((therapy, _)) = needle::of_line(line) else { continue };
        let Some(criterion) = context.edition.asks(Asked::DiagnosticModifier, therapy) else { continue };
        if super::kx_not_needed::is_never_diagnostic(line.code()) {
            continue;
        }
        let untold = |(_, service): (usize, &crate::visit::Service)| {
            needle::is_needle(service) && needle::purpose(service).is_none()
        };
        if context.services_of(line).any(untold) {
            pen.lacks(At::line(line.at), needle::path::purpose(context, line));
        }
        let of = |(_, service): (usize, &crate::visit::Service)| needle::purpose(service);
        if !context.services_of(line).filter_map(of).any(|it| it == Purpose::Diagnostic) {
            continue;
        }
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("why", "is a diagnostic block, for which the policy asks KX on every line,")
            .only_entry(context.edition.cite(&criterion.source, criterion.trust))
            .trust(criterion.trust)
            .fix(Fix::mechanical([Change::AddModifier { line: line.place(), modifier: Modifier::KX }]));
    }
}

/// The threshold of a discipline's pool, and what was spent before the visit.
pub(crate) fn amounts(context: &Context<'_>, discipline: Discipline) -> (Cents, Cents) {
    let pool = threshold::pool_of(discipline);
    let limit = threshold::amount(context.edition, pool).and_then(|row| Cents::new(row.value)).unwrap_or_default();
    (limit, threshold::spent(context.visit, pool).0.unwrap_or_default())
}

/// The threshold and what was spent, as a clause.
fn beyond_in_words(context: &Context<'_>, discipline: Discipline) -> String {
    let (limit, spent) = amounts(context, discipline);
    let year = context.edition.date().year();
    format!("lies beyond the therapy threshold of {limit} for {year} ({spent} spent before the visit)")
}

/// Lines for which a coverage policy asks for KX once its criteria are met: equipment, and acupuncture beyond the twelfth
/// visit in 90 days.
fn asked_by_policy(context: &Context<'_>, pen: &mut Pen<'_>) {
    if !context.edition.national_coverage().is_some_and(|term| term.value) {
        return;
    }
    let silent = |line: &&LineView<'_>| !line.line.has(Modifier::KX) && !expects_denial(line);
    for line in context.lines.iter().filter(silent) {
        let met = crate::equipment::is_met(context, line);
        let needles = NEEDLES.contains(&line.code())
            && context.visit.documentation.improving.is_yes()
            && needle_visits(context, 365).is_some_and(|earlier| (12..20).contains(&earlier));
        if met || needles {
            let source = if met { &crate::source::LCD_L33802 } else { &crate::source::NCD_30_3_3 };
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact(
                    "why",
                    if met {
                        "meets the criteria of the equipment policy"
                    } else {
                        "continues acupuncture that helps beyond twelve visits"
                    },
                )
                .cite_only(source)
                .trust(crate::source::Trust::Secondary)
                .fix(Fix::mechanical([Change::AddModifier { line: line.place(), modifier: Modifier::KX }]));
        }
    }
}
