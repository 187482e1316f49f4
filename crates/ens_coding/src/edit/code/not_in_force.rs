use crate::book::Edition;
use crate::code::Code;
use crate::finding::{At, Citation};
use crate::fix::{Change, Fix};
use crate::needle::mismatch;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};

rule! {
    /// The code does not exist on the date of service.
    ///
    /// Where the code that does is known, it is named.
    "code/not-in-force", Deny, since "0.1.0";
    says: "{code} is not in force on {date}; in force then: {replacement}";
    cites: [CMS_MPFS_2026C, CMS_MPFS_2020_2024];
    denial: "CO-181" ["N56"];
    about: LAPSED;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(table) = context.edition.tables().codes() else {
        if !context.lines.is_empty() {
            pen.lacks(At::CLAIM, "table:codes");
        }
        return;
    };
    for line in &context.lines {
        let Some(row) = line.row else {
            match listed(context.edition, line.code()) {
                Listed::InForce => {}
                Listed::NotInForce(citation) => {
                    pen.raise(At::line(line.at))
                        .fact("code", line.code())
                        .fact("date", context.edition.date())
                        .fact("replacement", "none that is known")
                        .cite(citation)
                        .fix(Fix::document(["services"]));
                }
                Listed::Unknown => pen.lacks(At::line(line.at), "table:codes"),
            }
            continue;
        };
        if line.in_force {
            continue;
        }
        let raised = pen
            .raise(At::line(line.at))
            .fact("code", line.code())
            .fact("date", context.edition.date())
            .row(&table.table, row);
        match replacement(context, line) {
            Some(code) if mismatch::is_reported(context, line) => {
                raised.fact("replacement", code).fix(Fix::mechanical(mismatch::realigned(context, line)))
            }
            Some(code) => {
                let fix = Fix::mechanical([Change::ReplaceCode { line: line.place(), code }]);
                raised.fact("replacement", code).fix(if is_attested(context, line, code) {
                    fix
                } else {
                    fix.once_recorded(["services.note.attendance"])
                })
            }
            // Selection finds no code for the stimulator on this date either, or another line reports it.
            None if has_no_code(context, line) => raised
                .fact("replacement", "none that is known")
                .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }])),
            None => raised.fact("replacement", "none that is known").fix(Fix::document(["services"])),
        };
    }
}

fn has_no_code(context: &Context<'_>, line: &LineView<'_>) -> bool {
    if line.services.is_empty() {
        let needles = || context.visit.services.iter().any(mismatch::is_judged);
        return crate::stimulation::mismatch::may_report(context, line) || needles();
    }
    context.services_of(line).any(|(at, service)| {
        let choice = context.choices.get(at);
        crate::stimulation::mismatch::is_stimulators(service) && choice.is_some_and(|choice| choice.code.is_none())
    })
}

/// What whole official lists say of a code that the table of codes does not have.
pub(crate) enum Listed {
    InForce,
    NotInForce(Option<Citation>),
    Unknown,
}

/// HCPCS Level II is listed completely, with dates. The fee schedule leaves codes out, so that only their presence tells.
pub(crate) fn listed(edition: &Edition<'_>, code: Code) -> Listed {
    let (tables, date) = (edition.tables(), edition.date());
    if let Some(list) = tables.hcpcs().filter(|list| list.is_whole && code.is_level_two()) {
        let codes = &list.table.codes;
        let rows = codes.all(&code);
        match rows.last() {
            _ if rows.iter().any(|row| row.holds_on(date)) => return Listed::InForce,
            Some(row) => return Listed::NotInForce(codes.cite(row)),
            None if list.covers(date) => return Listed::NotInForce(codes.cite_whole()),
            None => {}
        }
    }
    let fees = tables.pfs().filter(|fees| fees.is_whole && fees.covers(date));
    match fees {
        Some(fees) if !fees.table.all(&code).is_empty() => Listed::InForce,
        _ => Listed::Unknown,
    }
}

/// The attended code says that somebody was in constant attendance; the old one did not.
fn is_attested(context: &Context<'_>, line: &LineView<'_>, code: Code) -> bool {
    let attended = |service| context.visit.note_of(service).attendance.is_yes();
    code != crate::code::code!(b"97032") || context.service_of(line).is_some_and(attended)
}

/// What selection would bill for the service; else the successor or predecessor in the table.
fn replacement(context: &Context<'_>, line: &LineView<'_>) -> Option<Code> {
    let chosen = context.services_of(line).find_map(|(at, _)| context.choices.get(at).and_then(|choice| choice.code));
    let table = &context.edition.tables().codes()?.table;
    let in_force = |code: &Code| *code != line.code() && table.on(code, context.edition.date()).is_some();
    let successor = line.fact.and_then(|fact| fact.successor);
    let predecessor = || {
        let earlier = table.rows().iter().find(|row| row.value.successor == Some(line.code()));
        earlier.map(|row| row.key)
    };
    chosen.filter(in_force).or(successor.filter(in_force)).or_else(|| predecessor().filter(in_force))
}
