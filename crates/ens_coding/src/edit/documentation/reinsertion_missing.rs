use crate::code::{Code, code};
use crate::fact::Fact;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::What;

rule! {
    /// A further set of acupuncture stands without a record that needles were inserted anew.
    ///
    /// The add-on is for another 15 minutes with re-insertion; needles that merely stay in place are one set.
    "documentation/reinsertion-missing", Deny, since "0.1.0";
    says: "{code} reports a further set, and the record shows no re-insertion";
    cites: [UHC_ACUPUNCTURE, SOURCE_DOCUMENT_G, PAYER_GUIDES];
    denial: "CO-50" ["N115"];
    about: NEEDLES;
    check: check;
}

pub(crate) const FURTHER: [Code; 2] = [code!(b"97811"), code!(b"97814")];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| FURTHER.contains(&line.code())) {
        let facts = context.services_of(line).filter_map(|(_, service)| match &service.what {
            What::Acupuncture(it) => Some(it.reinserted),
            _ => None,
        });
        let mut stated = Fact::NotStated;
        for fact in facts {
            stated = if fact.is_no() { Fact::No } else { stated.or(fact) };
        }
        match stated {
            Fact::Yes => {}
            Fact::NotStated => pen.lacks(At::line(line.at), "services.what.acupuncture.reinserted"),
            Fact::No => {
                let fix = Fix::mechanical([Change::RemoveLine { line: line.place() }]);
                pen.raise(At::line(line.at)).fact("code", line.code()).fix(fix);
            }
        }
    }
}
