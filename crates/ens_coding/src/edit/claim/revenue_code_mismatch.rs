use crate::code::RevenueCode;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::visit::{ClaimForm, Discipline};

rule! {
    /// Revenue code, discipline and type of bill of an institutional therapy line disagree.
    ///
    /// Physical therapy stands under 042X with GP, occupational therapy under 043X with GO, speech-language pathology
    /// under 044X with GN, on the types of bill of those who furnish outpatient therapy.
    "claim/revenue-code-mismatch", Deny, since "0.1.0";
    says: "{code}: {what} {present} does not fit the discipline, which asks for {wanted}";
    cites: [CMS_100_04_CH5_40, NORIDIAN_JE_THERAPY];
    denial: "CO-16" ["M20"];
    about: INSTITUTIONAL;
    check: check;
}

/// Types of bill under which outpatient therapy is billed.
const BILL_TYPES: [&str; 8] = ["12", "13", "22", "23", "34", "74", "75", "85"];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    if context.form() != ClaimForm::Institutional {
        return;
    }
    let Some(first) = context.therapy_lines().next() else {
        return;
    };
    for line in context.therapy_lines() {
        let Some(discipline) = context.reported_discipline(line) else {
            pen.lacks(At::line(line.at), "plan_of_care.discipline");
            continue;
        };
        match line.line.revenue_code.or(context.visit.setting.revenue_code) {
            None => pen.lacks(At::line(line.at), "claim.lines.revenue_code"),
            Some(code) if code.as_str().starts_with(discipline.revenue_class()) => {}
            Some(code) => raise(pen, line, code, discipline),
        }
    }
    match context.claim.bill_type.or(context.visit.setting.bill_type) {
        None => pen.lacks(At::CLAIM, "setting.bill_type"),
        Some(bill_type) if BILL_TYPES.contains(&bill_type.facility_class()) => {}
        Some(bill_type) => {
            pen.raise(At::CLAIM)
                .fact("code", first.code())
                .fact("what", "type of bill")
                .fact("present", bill_type)
                .fact("wanted", "12X, 13X, 22X, 23X, 34X, 74X, 75X or 85X")
                .fix(Fix::document(["setting.bill_type"]));
        }
    }
}

/// In a draft the line is right already; the facility's own revenue code for the service is not.
pub(crate) fn note(pen: &mut Pen<'_>, line: usize, code: crate::code::Code, own: RevenueCode, wanted: RevenueCode) {
    pen.raise(At::line(line))
        .fact("code", code)
        .fact("what", "the setting's revenue code")
        .fact("present", own)
        .fact("wanted", wanted)
        .fix(Fix::document(["setting.revenue_code"]));
}

fn raise(pen: &mut Pen<'_>, line: &LineView<'_>, present: RevenueCode, discipline: Discipline) {
    let wanted: Option<RevenueCode> = alloc::format!("{}0", discipline.revenue_class()).parse().ok();
    let raised =
        pen.raise(At::line(line.at)).fact("code", line.code()).fact("what", "revenue code").fact("present", present);
    if let Some(revenue_code) = wanted {
        raised
            .fact("wanted", revenue_code)
            .fix(Fix::mechanical([Change::SetRevenueCode { line: line.place(), revenue_code }]));
    }
}
