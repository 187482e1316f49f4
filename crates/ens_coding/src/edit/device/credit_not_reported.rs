use crate::authorization::SURGICAL_CENTER;
use crate::code::Modifier;
use crate::date::Date;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::{PALMETTO_DEVICE_CREDIT, RACMONITOR_2016, Trust};
use crate::two::{ConditionCode, ValueCode};
use crate::visit::{ClaimForm, CreditReason, StimulatorGenerator, What, Work};

rule! {
    /// A replaced device came free or at a credit, and the claim does not say so.
    ///
    /// An ambulatory surgical center puts FB (no cost or full credit) or FC (half or more) on the line of the procedure. A
    /// hospital reports value code FD with a condition code since 2014, and no modifier.
    "device/credit-not-reported", Warn, since "0.1.0";
    says: "{code}: the manufacturer credited {percent} % of the device, and {why}";
    cites: [PALMETTO_DEVICE_CREDIT, RACMONITOR_2016];
    denial: "CO-16";
    about: STIMULATOR;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let applied = context.edition.fee_schedule_status().is_some_and(|term| term.value);
    if !applied || context.is_practitioners() {
        return;
    }
    for line in &context.lines {
        let generator = context.services_of(line).find_map(|(_, service)| match &service.what {
            What::StimulatorGenerator(it) => Some(*it),
            _ => None,
        });
        let Some(it) = generator else { continue };
        let Some(percent) = it.credit_percent else {
            if it.action == Some(Work::Replaced) {
                pen.lacks(At::line(line.at), "services.what.stimulator_generator.credit_percent");
            }
            continue;
        };
        let is_center = context.visit.setting.place_of_service.number() == SURGICAL_CENTER;
        if context.form() == ClaimForm::Institutional && !is_center {
            hospital(context, pen, line, &it, percent);
        } else {
            center(pen, line, percent);
        }
    }
}

fn center(pen: &mut Pen<'_>, line: &LineView<'_>, percent: u8) {
    let modifier = match percent {
        100.. => Modifier::FB,
        50.. => Modifier::FC,
        _ => return,
    };
    if !line.line.has(modifier) {
        let other = [Modifier::FB, Modifier::FC].into_iter().filter(|it| line.line.has(*it));
        let removed = other.map(|modifier| Change::RemoveModifier { line: line.place(), modifier });
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("percent", u32::from(percent))
            .fact("why", "its modifier is missing (FB for all of it, FC for half or more)")
            .cite_only(&PALMETTO_DEVICE_CREDIT)
            .fix(Fix::mechanical(removed.chain([Change::AddModifier { line: line.place(), modifier }])));
    }
}

fn hospital(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>, it: &StimulatorGenerator, percent: u8) {
    let since = Date::new(2014, 1, 1).is_none_or(|start| context.edition.date() >= start);
    if percent < 50 || !since {
        return;
    }
    let wanted = match it.credit_reason {
        Some(CreditReason::Recall) => b"50",
        Some(CreditReason::Sample) => b"53",
        _ => b"49",
    };
    let reported = context.claim.value_codes.iter().any(|it| Some(it.code) == ValueCode::from_ascii(b"FD"))
        && ConditionCode::from_ascii(wanted).is_some_and(|code| context.claim.condition_codes.contains(&code));
    for modifier in [Modifier::FB, Modifier::FC].into_iter().filter(|it| line.line.has(*it)) {
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("percent", u32::from(percent))
            .fact("modifier", modifier)
            .fact("why", "hospitals report it by value and condition code since 2014, not by a modifier")
            .cite_only(&RACMONITOR_2016)
            .fix(Fix::mechanical([Change::RemoveModifier { line: line.place(), modifier }]))
            .trust(Trust::Secondary);
    }
    if !reported {
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("percent", u32::from(percent))
            .fact("why", "value code FD with condition code 49 (replaced early), 50 (recall) or 53 (sample) is missing")
            .cite_only(&RACMONITOR_2016)
            .fix(Fix::document(["claim.value_codes", "claim.condition_codes"]))
            .at_most(Severity::Warn);
    }
}
