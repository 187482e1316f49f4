use crate::code::{Code, code};
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::{CMS_NCCI_PTP_2024Q3, UHC_ACUPUNCTURE};
use crate::visit::{Separation, Service, What};

rule! {
    /// The code is never paid apart, or belongs to another line by its meaning.
    ///
    /// Hot and cold packs have status B. The current of an electrical acupuncture is part of its code; no pair edit says
    /// so, and no edit is not permission.
    "bundle/always-included", Deny, since "0.1.0";
    says: "{code} is not paid apart: {why}";
    cites: [CMS_MPFS_2026C, UHC_ACUPUNCTURE, CMS_NCCI_PTP_2024Q3];
    denial: "CO-97" ["M15"];
    about: NEEDLES | NEEDLE_PROCEDURE | STATUS;
    check: check;
}

const STIMULATION: [Code; 3] = [code!(b"97014"), code!(b"G0283"), code!(b"97032")];
const WITH_CURRENT: [Code; 2] = [code!(b"97813"), code!(b"97814")];

/// Whether a stimulation line is the current of the acupuncture needles on the claim.
pub(crate) fn is_needle_current(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let needles = context.lines.iter().any(|other| WITH_CURRENT.contains(&other.code()));
    STIMULATION.contains(&line.code())
        && needles
        && context.has_services()
        && !context.services_of(line).any(|(_, service)| match &service.what {
            What::ElectricalStimulation(it) => !it.through_acupuncture_needles.is_yes(),
            _ => true,
        })
}

/// Whether the visit leaves open if the current was that of the needles. Another site or time settles it.
fn is_open(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let open = |service: &Service| match &service.what {
        What::ElectricalStimulation(it) => {
            let apart = context.visit.note_of(service).separation.is_some_and(|it| it != Separation::None);
            it.through_acupuncture_needles.is_not_stated() && !apart
        }
        _ => false,
    };
    !context.has_services() || context.services_of(line).any(|(_, service)| open(service))
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let remove = |line: &LineView<'_>| Fix::mechanical([Change::RemoveLine { line: line.place() }]);
    let needles = context.lines.iter().any(|other| WITH_CURRENT.contains(&other.code()));
    for line in &context.lines {
        if is_needle_current(context, line) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("why", "the current went through the acupuncture needles and is part of their code")
                .cite_only(&UHC_ACUPUNCTURE)
                .fix(remove(line));
        } else if needles && STIMULATION.contains(&line.code()) && is_open(context, line) {
            pen.lacks(At::line(line.at), "services.what.electrical_stimulation.through_acupuncture_needles");
        }
    }
    // The code for an injection under the skin or into a muscle is never that of the needle procedure itself.
    for line in context.lines.iter().filter(|line| line.code() == code!(b"96372") && line.services.is_empty()) {
        if context.has_services() && context.lines.iter().any(|other| needle::is_procedure(other.code())) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact(
                    "why",
                    "it is not another injection than that of the procedure, which no service of the visit shows",
                )
                .cite_only(&CMS_NCCI_PTP_2024Q3)
                .at_most(Severity::Warn)
                .fix(remove(line));
        }
    }
    let Some(applied) = context.edition.fee_schedule_status().filter(|term| term.value) else {
        return;
    };
    let Some(status) = context.edition.tables().status() else {
        if !context.lines.is_empty() {
            pen.lacks(At::CLAIM, "table:status");
        }
        return;
    };
    for line in &context.lines {
        if let Some(row) = line.status.filter(|row| row.value == 'B') {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("why", "the fee schedule gives it status B")
                .fix(remove(line))
                .without(&UHC_ACUPUNCTURE)
                .without(&CMS_NCCI_PTP_2024Q3)
                .row(&status.table, row)
                .at_most(Severity::Warn)
                .trust(applied.trust);
        }
    }
}
