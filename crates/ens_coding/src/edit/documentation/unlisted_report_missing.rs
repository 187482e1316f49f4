use crate::code::{Code, code};
use crate::fact::Fact;
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// An unlisted code stands without its description and a comparable service.
    "documentation/unlisted-report-missing", Warn, since "0.1.0";
    says: "{code} is unlisted and priced by report; the record has no description with a comparable service";
    cites: [CMS_MPFS_2026C];
    denial: "CO-16";
    about: UNLISTED | STIMULATOR | NEEDLE_PROCEDURE;
    check: check;
}

pub(crate) const UNLISTED: [Code; 4] = [code!(b"64999"), code!(b"97039"), code!(b"97139"), code!(b"97799")];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        // A line under a wrong code will be billed under the unlisted one.
        let chosen = || context.services_of(line).find_map(|(at, _)| context.choices.get(at)?.code);
        let Some(code) = [Some(line.code()), chosen()].into_iter().flatten().find(|code| UNLISTED.contains(code))
        else {
            continue;
        };
        let general = context.visit.documentation.note.unlisted_report;
        let noted = context.services_of(line).map(|(_, service)| context.visit.note_of(service).unlisted_report);
        let report = Fact::of_all(noted).unwrap_or(general);
        match report {
            Fact::Yes => {}
            // The report goes with the claim, so that whoever has one says so.
            Fact::NotStated if code != code!(b"64999") => pen.lacks(At::line(line.at), "services.note.unlisted_report"),
            Fact::NotStated | Fact::No => {
                let fix = Fix::document(["services.note.unlisted_report"]);
                pen.raise(At::line(line.at)).fact("code", code).fix(fix);
            }
        }
    }
}
