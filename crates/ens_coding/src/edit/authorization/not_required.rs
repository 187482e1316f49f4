use crate::authorization::{Stands, applied, hospital_row, rows, stands};
use crate::code::code;
use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::table::Program;

rule! {
    /// A program for this code does not ask for authorization here, whatever guides say.
    ///
    /// Offices, ambulatory surgical centers, critical access hospitals, exempt hospitals, dates before the program, and a
    /// generator alone need none.
    "authorization/not-required", Info, since "0.1.0";
    says: "{code} needs no prior authorization here: {why}";
    cites: [CMS_OPD_AUTHORIZATION, CMS_ASC_DEMONSTRATION, MAC_OPD_AUTHORIZATION];
    about: PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    if applied(context).is_none() {
        return;
    }
    for line in &context.lines {
        if let Some(why) = why(context, line) {
            pen.raise(At::line(line.at)).fact("code", line.code()).fact("why", why);
        }
    }
}

fn why(context: &Context<'_>, line: &LineView<'_>) -> Option<&'static str> {
    let stands = stands(context);
    let generator = [code!(b"63685"), code!(b"63688")].contains(&line.code());
    if generator {
        let alone = context.lines.iter().all(|other| hospital_row(context, other).is_none());
        return (stands == Stands::Hospital && alone)
            .then_some("the program lists the lead, and a generator was taken off the list before it began");
    }
    rows(context, Program::HospitalOutpatient, line.code()).next()?;
    match stands {
        Stands::Hospital | Stands::Associated if hospital_row(context, line).is_none() => {
            Some("the service lies before the program")
        }
        Stands::Hospital | Stands::Associated if context.visit.setting.authorization_exempt.is_yes() => {
            Some("the payer has exempted the hospital")
        }
        Stands::Outside => Some("the program is for hospital outpatient departments, type of bill 13X"),
        _ => None,
    }
}
