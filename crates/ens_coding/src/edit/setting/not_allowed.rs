use crate::book::{Asked, Criterion};
use crate::finding::{At, Severity};
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::stimulation::{self, Part};
use crate::table::Timing;
use crate::visit::What;

/// An office.
const OFFICE: u8 = 11;

rule! {
    /// The payer does not pay this code in this setting.
    ///
    /// During a Part A stay in a skilled nursing facility, or under a home health plan, therapy is the facility's to bill;
    /// nobody else is paid. What needs hands on the patient cannot be furnished by telehealth. Procedures without a price
    /// outside of facilities are not paid in an office.
    "setting/not-allowed", Deny, since "0.1.0";
    says: "{code}: {why}";
    cites: [CMS_100_04_CH5_10, CMS_MPFS_2020_2024, A56876];
    denial: "CO-190";
    check: check;
}

/// Telehealth, away from home and at home.
const TELEHEALTH: [u8; 2] = [2, 10];

/// Procedures that the fee schedule does not price outside of a facility, or that a contractor does not pay in the office.
fn procedures(context: &Context<'_>, pen: &mut Pen<'_>) {
    let place = context.visit.setting.place_of_service;
    let applied = context.edition.fee_schedule_status().filter(|term| term.value);
    if !context.is_practitioners() {
        return;
    }
    let missing = [
        ("table:place", context.edition.tables().place().is_none()),
        ("table:pfs", context.edition.tables().pfs().is_none()),
    ];
    if let Some((table, _)) = missing.into_iter().find(|(_, missing)| *missing && applied.is_some()) {
        for line in context.lines.iter().filter(|line| is_procedure(line)) {
            pen.lacks(At::line(line.at), table);
        }
    }
    if context.is_facility() != Some(false) {
        return;
    }
    let judged = |line: &&LineView<'_>| is_procedure(line) && !stimulation::mismatch::is_replaced(context, line);
    for line in context.lines.iter().filter(judged) {
        let row = context.edition.procedure(line.code()).filter(|row| row.value.na_nonfacility == Some(true));
        if let Some((applied, row)) = applied.zip(row) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("why", "the fee schedule has no price for it outside of a facility")
                .cite_only(&crate::source::CMS_MPFS_2020_2024)
                .fix(Fix::document(["setting.place_of_service"]))
                .trust(row.trust)
                .trust(applied.trust);
        } else if let Some((criterion, why)) = in_office(context, line).filter(|_| place.number() == OFFICE) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("why", why)
                .cite_only(&crate::source::A56876)
                .decided_by(&crate::source::A56876, context.edition.cite(&criterion.source, criterion.trust))
                .fix(Fix::document(["setting.place_of_service"]))
                .trust(criterion.trust);
        }
    }
}

fn is_procedure(line: &LineView<'_>) -> bool {
    line.fact.is_some_and(|fact| fact.timing == Timing::Procedure)
}

/// What a contractor does not pay in the office.
fn in_office<'a>(context: &Context<'a>, line: &LineView<'_>) -> Option<(&'a Criterion, &'static str)> {
    let (therapy, part) = stimulation::of_code(line.code())?;
    let unpaid = |asked| context.edition.asked(asked, therapy).filter(|it| it.value == 0);
    // A lead that is pulled is another rule's.
    let pulled = context.services_of(line).any(|(at, _)| context.choices.get(at).is_some_and(|it| it.code.is_none()));
    match part {
        Part::LeadWork if !pulled => {
            Some((unpaid(Asked::RemovalInOffice)?, "the contractor does not pay work on leads in the office"))
        }
        Part::Lead if stimulation::line_is_permanent_implant(context, line) => {
            Some((unpaid(Asked::PermanentInOffice)?, "the contractor pays a permanent implant in a facility only"))
        }
        _ => None,
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    procedures(context, pen);
    let setting = &context.visit.setting;
    let remote = TELEHEALTH.contains(&setting.place_of_service.number());
    let consolidated = context.edition.consolidated_billing().filter(|term| term.value);
    if !remote && !setting.under_snf_part_a.is_yes() && !setting.under_home_health_plan.is_yes() {
        return;
    }
    for line in context.therapy_lines() {
        if let Some(rule) = consolidated {
            let why = if setting.under_snf_part_a.is_yes() {
                Some("the patient is in a Part A stay; the skilled nursing facility bills therapy")
            } else if setting.under_home_health_plan.is_yes() {
                Some("the patient is under a home health plan; the home health agency bills therapy")
            } else {
                None
            };
            if let Some(why) = why {
                let fix = Fix::document(["setting"]);
                pen.raise(At::line(line.at))
                    .fact("code", line.code())
                    .fact("why", why)
                    .cite_only(&crate::source::CMS_100_04_CH5_10)
                    .fix(fix)
                    .trust(rule.trust);
            }
        }
        let stimulation = context.services_of(line).any(|(_, service)| {
            matches!(
                service.what,
                What::ElectricalStimulation(_) | What::WoundStimulation(_) | What::ManualTherapy | What::Massage
            )
        });
        if remote && stimulation {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("why", "what needs hands on the patient cannot be furnished by telehealth")
                .cite_only(&crate::source::TELEHEALTH_2027)
                .fix(Fix::document(["setting.place_of_service"]))
                .at_most(Severity::Warn);
        }
    }
}
