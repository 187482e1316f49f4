use crate::date::Date;
use crate::fact::Fact;
use crate::finding::{At, Severity};
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::{PerformerKind, PlanOfCare};

rule! {
    /// No certified plan of care covers the date, or its certification is late.
    ///
    /// The plan is certified by a dated signature within 30 days of the first treatment, and again when the certified
    /// period ends, after 90 days at most. Since 2025-01-01 a signed order on file and proof that the plan was sent
    /// within 30 days of the evaluation stand in for the signature, for the initial certification only. A chiropractor
    /// cannot certify.
    "documentation/plan-of-care-missing", Deny, since "0.1.0";
    says: "{why}";
    cites: [NORIDIAN_JE_THERAPY, CMS_100_02_CH15_220, POC_EXCEPTION_2025];
    denial: "CO-50" ["N115"];
    check: check;
}

/// What a plan amounts to on the date.
enum State {
    Covered,
    /// The exception for unsigned plans is met.
    Excepted,
    /// Not certified yet, and still in time.
    Pending(&'static str),
    Missing(&'static str, &'static str),
    Unknown(&'static str),
}

/// Days that a certification covers at most, and days in which it is due.
const PERIOD: i32 = 90;
const DUE: i32 = 30;

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(wanted) = context.edition.certified_plan() else {
        return;
    };
    let Some(line) = context.therapy_lines().next().filter(|_| wanted.value) else {
        return;
    };
    // Therapy by a chiropractor is not covered at all; no plan would change that.
    if context.visit.performers.iter().all(|it| it.kind == PerformerKind::Chiropractor)
        && !context.visit.performers.is_empty()
    {
        return;
    }
    let at = At::line(line.at);
    let state = match &context.visit.plan_of_care {
        None => State::Unknown("plan_of_care"),
        Some(plan) => state(plan, context.edition.date()),
    };
    match state {
        State::Covered => {}
        State::Unknown(path) => pen.lacks(At::CLAIM, path),
        State::Excepted => {
            let why =
                "the plan is not signed; the signed order on file and the plan sent in time meet the exception of 2025";
            pen.raise(at).fact("why", why).at_most(Severity::Info);
        }
        State::Pending(why) => {
            let fix = Fix::document(["plan_of_care.certified"]);
            pen.raise(at).fact("why", why).at_most(Severity::Warn).fix(fix);
        }
        State::Missing(why, path) => {
            pen.raise(at).fact("why", why).fix(Fix::document([path])).trust(wanted.trust);
        }
    }
}

fn state(plan: &PlanOfCare, date: Date) -> State {
    let since = |earlier: Option<Date>| earlier.map(|earlier| date.days_since(earlier));
    if plan.established.is_no() {
        return State::Missing("no plan of care exists", "plan_of_care.established");
    }
    match plan.certified {
        Fact::Yes => certified(plan, date),
        Fact::NotStated => State::Unknown("plan_of_care.certified"),
        Fact::No => match (plan.initial, exception(plan, date)) {
            (Fact::No, _) => State::Missing(
                "the recertification is not signed; an order on file stands in for the initial certification only",
                "plan_of_care.certified",
            ),
            (_, Some(true)) if plan.initial.is_yes() => State::Excepted,
            _ if since(plan.first_treatment).is_some_and(|days| (0..=DUE).contains(&days)) => State::Pending(
                "the plan is not certified yet; the signature is due within 30 days of the first treatment",
            ),
            (Fact::NotStated, _) if plan.order_on_file.is_yes() => State::Unknown("plan_of_care.initial"),
            (Fact::Yes, None) => State::Unknown("plan_of_care.order_on_file"),
            _ => State::Missing("the plan of care is not certified", "plan_of_care.certified"),
        },
    }
}

/// Whether the exception for unsigned plans is met; `None` where the visit does not tell.
fn exception(plan: &PlanOfCare, date: Date) -> Option<bool> {
    let start = Date::new(2025, 1, 1)?;
    if date < start || plan.order_on_file.is_no() {
        return Some(false);
    }
    match (plan.order_on_file, plan.sent_after_days) {
        (Fact::Yes, Some(days)) => Some(i32::from(days) <= DUE),
        (Fact::Yes, None) => Some(false),
        _ => None,
    }
}

fn certified(plan: &PlanOfCare, date: Date) -> State {
    if plan.certified_by == Some(PerformerKind::Chiropractor) {
        return State::Missing("a chiropractor cannot certify a therapy plan", "plan_of_care.certified_by");
    }
    if let (Some(signed), Some(first)) = (plan.certified_on, plan.first_treatment)
        && plan.initial.is_yes()
        && signed.days_since(first) > DUE
    {
        return State::Missing(
            "the certification was signed more than 30 days after the first treatment",
            "plan_of_care.certified_on",
        );
    }
    let ended = plan.certified_through.is_some_and(|last| date > last);
    let too_long = match (plan.initial, plan.certified_on, plan.first_treatment) {
        (Fact::Yes, _, Some(start)) | (_, Some(start), None) | (Fact::No | Fact::NotStated, Some(start), Some(_)) => {
            date.days_since(start) > PERIOD
        }
        _ => false,
    };
    if ended || too_long {
        State::Missing("the certified period had ended before the date of service", "plan_of_care.certified_through")
    } else {
        State::Covered
    }
}
