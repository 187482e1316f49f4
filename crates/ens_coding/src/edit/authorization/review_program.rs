use crate::authorization::{Stands, applied, cite, is_authorized, lacks_table, rows, stands};
use crate::date::Date;
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::table::Program;

rule! {
    /// A voluntary program will review the claim before payment unless it is authorized.
    ///
    /// The `WISeR` model of Original Medicare, in six states from 2026-01-15: at hospital outpatient departments (type of bill
    /// 13X), ambulatory surgical centers, offices and homes. The list of codes was published for Texas; for the other states
    /// it is taken to be the same, unverified.
    "authorization/review-program", Warn, since "0.1.0";
    says: "{code} in {state}: the WISeR model reviews the claim before payment unless the service was authorized";
    cites: [WISER_KATTEN, WISER_COHERE_TX];
    denial: "CO-197";
    about: PROCEDURE;
    check: check;
}

/// Ambulatory surgical center, office, home, and the practitioner's claim for a hospital outpatient.
const SITES: [u8; 5] = [24, 11, 12, 19, 22];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    if applied(context).is_none() {
        return;
    }
    let setting = &context.visit.setting;
    let unknown = stands(context) == Stands::Unknown;
    if !unknown && stands(context) != Stands::Hospital && !SITES.contains(&setting.place_of_service.number()) {
        return;
    }
    let date = context.edition.date();
    if Date::new(2026, 1, 15).is_some_and(|start| date < start) || lacks_table(context, pen) {
        return;
    }
    for line in &context.lines {
        let in_force = || rows(context, Program::Wiser, line.code()).filter(move |row| row.holds_on(date));
        if in_force().next().is_none() || is_authorized(context, line) {
            continue;
        }
        if unknown {
            pen.lacks(At::line(line.at), "setting.bill_type");
            continue;
        }
        let Some(state) = setting.state else {
            pen.lacks(At::line(line.at), "setting.state");
            continue;
        };
        if let Some(row) = in_force().find(|row| row.value.state.is_none_or(|own| own == state)) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("state", alloc::string::ToString::to_string(&state))
                .fix(Fix::document(["history.authorizations"]))
                .cite(cite(context, row));
        }
    }
}
