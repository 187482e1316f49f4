use alloc::vec::Vec;

use crate::claim::{Line, Units};
use crate::code::{Code, code};
use crate::edit::units::more_than_given;
use crate::fact::Fact;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen, Raised};
use crate::select::Choice;
use crate::select::choice::Counting;
use crate::source::{A58993, DOJ_EDTN_2024, NCD_270_1, PENS_2018, SIJ_UNGUIDED, Trust};
use crate::stimulation::{self, mismatch};
use crate::table::Timing;
use crate::visit::{Imaging, Service, ToxinSite, What};

rule! {
    /// The code describes something else than what was done, or nothing that was done.
    "code/wrong-for-service", Deny, since "0.1.0";
    says: "{code} does not describe what the visit records: {why}";
    cites: [NCD_270_1, CMS_MPFS_2026C, CMS_NCCI_MANUAL_2026, A58993, SIJ_UNGUIDED, PENS_2018, DOJ_EDTN_2024];
    denial: "CO-16" ["M20"];
    about: UNREPORTED | WOUND | LEAD | NEEDLES | MANIPULATION | EVALUATION | STIMULATOR | NEEDLE_PROCEDURE;
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
            let stimulator = mismatch::is_stimulators(service);
            let needles = needle::mismatch::is_judged(service);
            let found = if stimulator {
                mismatch::of(context, line, at, service)
            } else if needles {
                needle::mismatch::why(context, line)
            } else {
                mismatch_of(line.code(), &service.what)
            };
            report_unknown(context, pen, line, service);
            let Some((why, trust)) = found else {
                continue;
            };
            let choice = context.choices.get(at).copied();
            let raised = pen.raise(At::line(line.at)).fact("code", line.code()).fact("why", why).trust(trust);
            let raised = concerning(raised, line.code(), Some(&service.what));
            let chosen = choice.and_then(|choice| choice.code).filter(|code| *code != line.code());
            match (chosen, choice) {
                // What was sold as something else is not quietly billed under another name.
                _ if matches!(service.what, What::AuricularElectroacupuncture) => {
                    raised.fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]))
                }
                (Some(code), Some(_)) if needles => {
                    let raised = raised.fact("chosen", code);
                    // A pair edit, or the number of units, says as much.
                    let told = more_than_given::is_told(context, line)
                        || context.pairs.iter().any(|it| it.indicator == 0 && [it.one, it.two].contains(&line.at));
                    let raised = if told { raised.at_most(Severity::Warn) } else { raised };
                    raised.fix(Fix::mechanical(needle::mismatch::realigned(context, line)))
                }
                (Some(code), Some(choice)) if stimulator => {
                    raised.fact("chosen", code).fix(Fix::mechanical(replaced(line, code, &choice)))
                }
                (Some(code), _) => {
                    raised.fact("chosen", code).fix(Fix::mechanical([Change::ReplaceCode { line: line.place(), code }]))
                }
                (None, _) if stimulator => raised.fix(Fix::mechanical([Change::RemoveLine { line: line.place() }])),
                (None, _) => raised.fix(Fix::document(["services.what"])),
            };
            break;
        }
    }
}

/// Only the sources that concern what was done, or the code.
fn concerning<'p>(raised: Raised<'p>, code: Code, what: Option<&What>) -> Raised<'p> {
    let wound = WOUND.contains(&code) || matches!(what, Some(What::WoundStimulation(_)));
    let needles = matches!(what, Some(What::NeedleStimulation(_)));
    let ear = matches!(what, Some(What::AuricularElectroacupuncture | What::AuricularFieldStimulation));
    let epidural = matches!(what, Some(What::EpiduralInjection(_)));
    let unguided = matches!(what, Some(What::SacroiliacInjection(_)));
    let sources = [
        (epidural, &A58993),
        (unguided, &SIJ_UNGUIDED),
        (wound, &NCD_270_1),
        (needles, &PENS_2018),
        (ear, &DOJ_EDTN_2024),
    ];
    let others = sources.into_iter().filter(|(concerns, _)| !concerns);
    others.fold(raised, |raised, (_, source)| raised.without(source))
}

/// The chosen code in place of the line's, with its units and its add-on.
pub(super) fn replaced(line: &LineView<'_>, code: Code, choice: &Choice) -> Vec<Change> {
    let place = line.place();
    let given = match choice.counting {
        Counting::Given(units) => units,
        _ => 1,
    };
    let (first, more) = if choice.further.is_some() { (1, given.saturating_sub(1)) } else { (given, 0) };
    let mut changes = Vec::from([Change::ReplaceCode { line: place, code }]);
    changes.extend(Units::new(first).map(|units| Change::SetUnits { line: place, units }));
    if let Some((code, units)) = choice.further.zip(Units::new(more)) {
        changes.push(Change::AddLine { new: Line::new(code, units) });
    }
    changes
}

/// What the visit does not tell of a stimulator, so that its code cannot be judged.
fn report_unknown(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>, service: &Service) {
    let uncounted = matches!(&service.what, What::StimulatorProgramming(it) if it.parameters_changed.is_none());
    let unplaced = needle::is_level_open(service) || crate::select::spine::names_nerves(service);
    let unsaved = match &service.what {
        What::NerveBlock(it) => it.imaging == Some(Imaging::Ultrasound) && it.image_saved.is_not_stated(),
        _ => false,
    };
    let unsaved = unsaved && needle::guidance(context.edition, line.code(), code!(b"76942")).is_some();
    let unmuscled =
        matches!(&service.what, What::Chemodenervation(it) if it.site == ToxinSite::Trunk && it.muscles.is_none());
    let method = match &service.what {
        What::NerveDestruction(it) => it.method.is_none(),
        What::FacetAblation(it) => it.method.is_none(),
        _ => false,
    };
    let unguided = match &service.what {
        What::NerveBlock(it) => it.imaging.is_none(),
        What::NerveDestruction(it) => it.imaging.is_none(),
        _ => false,
    };
    let open = [
        (method, needle::path::method(service)),
        (unguided, needle::path::imaging_of(service)),
        (unsaved, "services.what.nerve_block.image_saved"),
        (unmuscled, "services.what.chemodenervation.muscles"),
        (unplaced, needle::path::levels(service)),
        (uncounted, "services.what.stimulator_programming.parameters_changed"),
        (stimulation::is_system_open(context.visit, service), "services.what.stimulator_programming.system"),
        (stimulation::is_stage_open(service), "services.what.stimulator_lead.stage"),
    ];
    for (_, path) in open.into_iter().filter(|(open, _)| *open) {
        pen.lacks(At::line(line.at), path);
    }
}

/// A line that no service of the visit accounts for. A second line of a family is a duplicate, and current through
/// needles belongs to their code; other rules say so. The device of an implant belongs to it.
fn unexplained(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let reported_elsewhere = crate::edit::claim::duplicate_line::is_second_line_of_a_service(context, line)
        || crate::edit::bundle::always_included::is_needle_current(context, line);
    if let Some((service, (why, trust))) = mismatch::also_reported(context, line) {
        // Beside the code of a stimulator in one piece the pair edits decide.
        let most = if matches!(service.what, What::IntegratedStimulator(_)) { Severity::Warn } else { Severity::Deny };
        let raised = pen
            .raise(At::line(line.at))
            .fact("code", line.code())
            .fact("why", why)
            .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]))
            .trust(trust)
            .at_most(most);
        concerning(raised, line.code(), Some(&service.what));
        return;
    }
    if needle::GUIDANCE.contains(&line.code()) && is_refuted(context) {
        let raised = pen
            .raise(At::line(line.at))
            .fact("code", line.code())
            .fact("why", "the record says that there was no such guidance, or that no image was saved")
            .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]))
            .at_most(Severity::Warn);
        concerning(raised, line.code(), None);
        return;
    }
    let further = context.choices.iter().any(|choice| choice.further == Some(line.code()));
    // Guidance that is part of a procedure, and a block that anesthetizes for one: other rules say so.
    let included = crate::edit::bundle::imaging_included::included_in(context, line).is_some()
        || crate::edit::bundle::surgical_package::is_own_anesthesia(context, line)
        || crate::edit::coverage::imaging_not_covered::is_refused(context, line).is_some();
    let device = line.fact.is_some_and(|fact| fact.timing == Timing::Material)
        && context.visit.services.iter().any(|service| stimulation::work(service).is_some());
    if !reported_elsewhere && !further && !device && !included {
        let raised = pen
            .raise(At::line(line.at))
            .fact("code", line.code())
            .fact("why", "no service of the visit accounts for the line")
            .at_most(Severity::Warn)
            .fix(Fix::document(["services"]));
        concerning(raised, line.code(), None);
    }
}

/// Every needle procedure of the visit was done without imaging, or without a saved image.
fn is_refuted(context: &Context<'_>) -> bool {
    let mut needles = context.visit.services.iter().filter_map(|service| match &service.what {
        What::NerveBlock(it) => Some((it.imaging, it.image_saved)),
        What::NerveDestruction(it) => Some((it.imaging, it.image_saved)),
        What::TriggerPointInjection(it) => Some((it.imaging, it.image_saved)),
        What::JointInjection(it) => Some((it.imaging, it.image_saved)),
        _ => None,
    });
    let without = |(imaging, saved): (Option<Imaging>, Fact)| imaging == Some(Imaging::None) || saved.is_no();
    needles.next().is_some_and(without) && needles.all(without)
}

/// How a code and what was done differ.
fn mismatch_of(code: Code, what: &What) -> Option<(&'static str, Trust)> {
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
