use crate::code::{Code, code};
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::Trust;
use crate::visit::What;

rule! {
    /// The code describes something else than what was done, or nothing that was done.
    "code/wrong-for-service", Deny, since "0.1.0";
    says: "{code} does not describe what the visit records: {why}";
    cites: [NCD_270_1, CMS_MPFS_2026C];
    denial: "CO-16" ["M20"];
    about: UNREPORTED | WOUND | LEAD | NEEDLES | MANIPULATION | EVALUATION;
    check: check;
}

const WOUND: [Code; 3] = [code!(b"G0281"), code!(b"G0282"), code!(b"G0329")];
const SURFACE: [Code; 3] = [code!(b"97014"), code!(b"G0283"), code!(b"97032")];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|_| context.has_services()) {
        let mut services = context.services_of(line).peekable();
        if services.peek().is_none() {
            unexplained(context, pen, line);
            continue;
        }
        for (at, service) in services {
            let Some((why, trust)) = mismatch(line.code(), &service.what) else {
                continue;
            };
            let chosen = context.choices.get(at).and_then(|choice| choice.code).filter(|code| *code != line.code());
            let raised = pen.raise(At::line(line.at)).fact("code", line.code()).fact("why", why).trust(trust);
            match chosen {
                Some(code) => {
                    raised.fact("chosen", code).fix(Fix::mechanical([Change::ReplaceCode { line: line.place(), code }]))
                }
                None => raised.fix(Fix::document(["services.what"])),
            };
            break;
        }
    }
}

/// A line that no service of the visit accounts for. A second line of a family is a duplicate, and current through
/// needles belongs to their code; other rules say so.
fn unexplained(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let reported_elsewhere = crate::edit::claim::duplicate_line::is_second_line_of_a_service(context, line)
        || crate::edit::bundle::always_included::is_needle_current(context, line);
    let further = context.choices.iter().any(|choice| choice.further == Some(line.code()));
    if !reported_elsewhere && !further {
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("why", "no service of the visit accounts for the line")
            .at_most(Severity::Warn)
            .fix(Fix::document(["services"]));
    }
}

/// How a code and what was done differ.
fn mismatch(code: Code, what: &What) -> Option<(&'static str, Trust)> {
    let not = |wanted: bool, why, trust| (!wanted).then_some((why, trust));
    match what {
        What::ElectricalStimulation(_) if WOUND.contains(&code) => {
            Some(("the code is for a wound, and no wound was treated", Trust::Primary))
        }
        What::ElectricalStimulation(_) if code == code!(b"64555") => {
            Some(("the code is for an implanted lead, and electrodes lay on the skin", Trust::Primary))
        }
        What::WoundStimulation(_) if SURFACE.contains(&code) => {
            Some(("a wound was treated, and the code is for anything but a wound", Trust::Primary))
        }
        What::WoundStimulation(it) => {
            let electrical = it.energy == crate::visit::Energy::Electrical;
            let fits =
                if electrical { code != code!(b"G0329") } else { code == code!(b"G0329") || code == code!(b"G0295") };
            not(fits, "electrical and electromagnetic treatment have codes of their own", Trust::Primary)
        }
        What::TherapyEvaluation(it) => {
            let own = crate::select::codes::evaluation(*it).map(|(code, _)| code);
            not(own == Some(code), "the evaluation was of another complexity", Trust::Secondary)
        }
        What::SpinalManipulation(_) | What::DryNeedling(_) => {
            let own = crate::select::codes::procedure(what).map(|(code, _)| code);
            not(own == Some(code), "the number of regions or muscles is another one", Trust::Secondary)
        }
        What::Acupuncture(it) => {
            let (first, further) = crate::select::codes::acupuncture(it.electrical);
            not(
                code == first || code == further,
                "acupuncture with and without current have codes of their own",
                Trust::Secondary,
            )
        }
        _ => None,
    }
}
