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
    about: UNLISTED;
    check: check;
}

pub(crate) const UNLISTED: [Code; 3] = [code!(b"97039"), code!(b"97139"), code!(b"97799")];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| UNLISTED.contains(&line.code())) {
        let general = context.visit.documentation.note.unlisted_report;
        let noted = context.services_of(line).map(|(_, service)| context.visit.note_of(service).unlisted_report);
        let report = Fact::of_all(noted).unwrap_or(general);
        match report {
            Fact::Yes => {}
            Fact::NotStated => pen.lacks(At::line(line.at), "services.note.unlisted_report"),
            Fact::No => {
                let fix = Fix::document(["services.note.unlisted_report"]);
                pen.raise(At::line(line.at)).fact("code", line.code()).fix(fix);
            }
        }
    }
}
