use crate::finding::{At, Severity};
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::What;

rule! {
    /// The payer does not pay this code in this setting.
    ///
    /// During a Part A stay in a skilled nursing facility, or under a home health plan, therapy is the facility's to bill;
    /// nobody else is paid. What needs hands on the patient cannot be furnished by telehealth.
    "setting/not-allowed", Deny, since "0.1.0";
    says: "{code}: {why}";
    cites: [CMS_100_04_CH5_10];
    denial: "CO-190";
    check: check;
}

/// Telehealth, away from home and at home.
const TELEHEALTH: [u8; 2] = [2, 10];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
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
                pen.raise(At::line(line.at)).fact("code", line.code()).fact("why", why).fix(fix).trust(rule.trust);
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
                .cite(crate::source::TELEHEALTH_2027.citation())
                .fix(Fix::document(["setting.place_of_service"]))
                .at_most(Severity::Warn);
        }
    }
}
