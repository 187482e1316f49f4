//! Modifiers of drafted lines. A modifier that states a fact stands there only if the visit records the fact.

use alloc::vec::Vec;

use super::draft::{Drafter, sort_modifiers};
use super::{reasons, surgical};
use crate::book::{Asked, Edition};
use crate::claim::Line;
use crate::code::Modifier;
use crate::edit::modifier::kx_not_needed;
use crate::equipment;
use crate::fact::Fact;
use crate::facts::Value;
use crate::finding::At;
use crate::needle;
use crate::pairs::{self, Resolution};
use crate::places::Places;
use crate::threshold::{self, Beyond, TherapyAmount};
use crate::visit::{Discipline, Performer, PerformerKind, Purpose, Service, Transaction, Visit, Waiver, What};

/// Completes the modifiers of all lines.
pub(super) fn complete(drafter: &mut Drafter<'_>, lines: &mut [Line]) {
    for at in 0..lines.len() {
        let Some(line) = lines.get(at) else { continue };
        let found: Vec<(Modifier, &'static str)> = [
            discipline(drafter, line),
            manipulation(drafter, line),
            transaction(drafter, line),
            equipment_policy(drafter, line),
            diagnostic_block(drafter, line),
        ]
        .into_iter()
        .flatten()
        .chain(surgical::modifiers(drafter.visit, drafter.edition, line))
        .collect();
        for (modifier, why) in found {
            add(drafter, lines, at, modifier, why);
        }
    }
    beyond_threshold(drafter, lines);
    distinct(drafter, lines);
    for line in lines.iter_mut() {
        sort_modifiers(&mut line.modifiers, drafter.edition);
    }
    for at in 0..lines.len() {
        if let Some((code, modifier)) = assistant_of(lines.get(at)) {
            say(
                drafter,
                at,
                code,
                modifier,
                "the assistant furnished more than a tenth of these units apart from the therapist",
            );
        }
    }
}

fn assistant_of(line: Option<&Line>) -> Option<(crate::code::Code, Modifier)> {
    let line = line?;
    line.modifiers.iter().find(|m| [Modifier::CQ, Modifier::CO].contains(m)).map(|modifier| (line.code, *modifier))
}

fn add(drafter: &mut Drafter<'_>, lines: &mut [Line], at: usize, modifier: Modifier, why: &'static str) {
    if let Some(line) = lines.get_mut(at)
        && !line.has(modifier)
    {
        line.modifiers.push(modifier);
        let code = line.code;
        say(drafter, at, code, modifier, why);
    }
}

fn say(drafter: &mut Drafter<'_>, at: usize, code: crate::code::Code, modifier: Modifier, why: &'static str) {
    let facts: [(&'static str, Value); 3] = [("modifier", modifier.into()), ("code", code.into()), ("why", why.into())];
    drafter.step(&reasons::MODIFIER, At::line(at), facts);
}

fn first_service<'a>(visit: &'a Visit, line: &Line) -> Option<&'a Service> {
    services_of(visit, line).next()
}

/// The discipline under which the therapy line of some services is reported: their own, and for a chiropractor physical
/// therapy. Whatever order the services stand in, the answer is the same.
pub(crate) fn reported_discipline<'v>(
    visit: &'v Visit,
    services: impl Iterator<Item = &'v Service>,
) -> Option<Discipline> {
    let mut first = None;
    let mut chiropractor = false;
    let mut any = false;
    for service in services {
        any = true;
        first = first.into_iter().chain(visit.discipline_of(Some(service))).min();
        chiropractor |= is_chiropractor(visit.performer_of(service));
    }
    if !any {
        first = visit.discipline_of(None).or_else(|| visit.performers.first().and_then(|it| it.kind.discipline()));
        chiropractor = is_chiropractor(visit.performers.first());
    }
    first.or(chiropractor.then_some(Discipline::Pt))
}

fn is_chiropractor(performer: Option<&Performer>) -> bool {
    performer.is_some_and(|it| it.kind == PerformerKind::Chiropractor)
}

/// The services that a drafted line reports.
pub(super) fn services_of<'v>(visit: &'v Visit, line: &Line) -> impl Iterator<Item = &'v Service> + Clone + use<'v> {
    let places: Places = line.services.iter().map(|at| usize::from(*at)).collect();
    places.iter().filter_map(|at| visit.services.get(at))
}

/// Whether a code is reported with GP, GO or GN where the payer wants them. 97014 is to its payers what G0283 is to
/// Medicare.
pub(crate) fn takes_discipline(visit: &Visit, edition: &Edition<'_>, code: crate::code::Code) -> bool {
    edition.code(pairs::edits_as(edition, code)).is_some_and(|fact| fact.is_therapy(visit.plan_of_care.is_some()))
}

fn discipline(drafter: &Drafter<'_>, line: &Line) -> Option<(Modifier, &'static str)> {
    let wanted = drafter.edition.therapy_modifier().is_some_and(|term| term.value)
        && takes_discipline(drafter.visit, drafter.edition, line.code);
    let discipline = reported_discipline(drafter.visit, services_of(drafter.visit, line)).filter(|_| wanted)?;
    Some((discipline.modifier(), "the discipline of the therapy, which this payer wants on every such line"))
}

fn manipulation(drafter: &Drafter<'_>, line: &Line) -> Option<(Modifier, &'static str)> {
    let spinal = matches!(first_service(drafter.visit, line)?.what, What::SpinalManipulation(_));
    let wanted = drafter.edition.active_treatment_modifier().is_some_and(|term| term.value);
    let record = &drafter.visit.documentation;
    if !spinal || !wanted {
        return None;
    }
    match (record.active_treatment, record.waiver) {
        (Fact::Yes, _) => Some((Modifier::AT, "the record calls the manipulation active treatment")),
        (Fact::No, Some(Waiver::Mandatory)) => Some((Modifier::GA, "maintenance, with a signed notice")),
        _ => None,
    }
}

fn transaction(drafter: &Drafter<'_>, line: &Line) -> Option<(Modifier, &'static str)> {
    let What::Device(device) = &first_service(drafter.visit, line)?.what else {
        return None;
    };
    Some(match device.transaction {
        Some(Transaction::Purchase) => (Modifier::NU, "the device was bought new"),
        Some(Transaction::Rental) => (Modifier::RR, "the device is rented"),
        None => (Modifier::RR, "a device is rented unless the visit says that it was bought"),
    })
}

fn equipment_policy(drafter: &Drafter<'_>, line: &Line) -> Option<(Modifier, &'static str)> {
    let service = first_service(drafter.visit, line)?;
    (equipment::criteria(drafter.visit, service, drafter.edition) == equipment::Criteria::Met)
        .then_some((Modifier::KX, "the record meets the criteria of the equipment policy"))
}

fn diagnostic_block(drafter: &Drafter<'_>, line: &Line) -> Option<(Modifier, &'static str)> {
    let (therapy, _) = needle::of_code(line.code)?;
    let is_diagnostic = |service: &Service| needle::purpose(service) == Some(Purpose::Diagnostic);
    if kx_not_needed::is_never_diagnostic(line.code) {
        return None;
    }
    drafter.edition.asks(Asked::DiagnosticModifier, therapy)?;
    services_of(drafter.visit, line)
        .any(is_diagnostic)
        .then_some((Modifier::KX, "a diagnostic block, for which the policy asks it on every line"))
}

fn beyond_threshold(drafter: &mut Drafter<'_>, lines: &mut [Line]) {
    if !drafter.edition.therapy_threshold().is_some_and(|term| term.value) {
        return;
    }
    let mut therapy: Vec<TherapyAmount> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| takes_discipline(drafter.visit, drafter.edition, line.code))
        .filter_map(|(at, line)| {
            let discipline = reported_discipline(drafter.visit, services_of(drafter.visit, line))?;
            Some(TherapyAmount::new(at, discipline, allowed_of(drafter.visit, lines, at)))
        })
        .collect();
    threshold::judge(drafter.visit, drafter.edition, &mut therapy);
    let supported = drafter.visit.documentation.necessity_beyond_threshold.is_yes();
    let waived = drafter.visit.documentation.waiver == Some(Waiver::Mandatory);
    for line in therapy.iter().filter(|line| line.beyond == Beyond::Yes) {
        if supported {
            add(drafter, lines, line.at, Modifier::KX, "beyond the yearly threshold, with recorded necessity");
        } else if waived {
            add(drafter, lines, line.at, Modifier::GA, "beyond the yearly threshold, with a signed notice");
        }
    }
}

/// The allowed amount of a line: that of its services, on the first line of its code.
pub(crate) fn allowed_of(visit: &Visit, lines: &[Line], at: usize) -> Option<crate::money::Cents> {
    let line = lines.get(at)?;
    if lines.iter().take(at).any(|earlier| earlier.code == line.code) {
        return Some(crate::money::Cents::default());
    }
    services_of(visit, line)
        .map(|service| service.allowed_cents)
        .try_fold(crate::money::Cents::default(), |sum, amount| Some(sum.plus(amount?)))
        .filter(|_| !line.services.is_empty())
}

/// 25 on an evaluation that stands on its own beside a minor procedure, whether or not the pair table has the two.
fn separate_evaluations(drafter: &mut Drafter<'_>, lines: &mut [Line]) {
    for at in 0..lines.len() {
        let Some(line) = lines.get(at).filter(|line| pairs::is_evaluation_and_management(line.code)) else { continue };
        let minor = |other: &&Line| needle::is_minor(drafter.edition, other.code);
        let mut noted = services_of(drafter.visit, line).map(|it| drafter.visit.note_of(it).separately_identifiable);
        if lines.iter().any(|other| minor(&other)) && noted.any(Fact::is_yes) {
            let why = "beside a minor procedure, and the record shows a separately identifiable evaluation";
            add(drafter, lines, at, Modifier::M25, why);
        }
    }
}

/// Modifiers that the record supports for pairs of lines on the draft.
fn distinct(drafter: &mut Drafter<'_>, lines: &mut [Line]) {
    let codes: Vec<_> = lines.iter().map(|line| pairs::edits_as(drafter.edition, line.code)).collect();
    separate_evaluations(drafter, lines);
    let mut supported = Vec::new();
    for pair in pairs::among(drafter.edition, drafter.visit.setting.claim_form, &codes.iter().copied()).0 {
        let (Some(first), Some(second)) = (lines.get(pair.one), lines.get(pair.two)) else {
            continue;
        };
        let (denied, paid) = (services_of(drafter.visit, second), services_of(drafter.visit, first));
        let codes = (first.code, second.code);
        let resolution = pairs::resolution(drafter.visit, drafter.edition, codes, denied, paid);
        if pairs::is_paid_evaluation(first.code, second.code) {
            continue; // 25 stands on the evaluation already, where the record supports it
        }
        if let (1, Resolution::Supported(modifier)) = (pair.indicator, resolution) {
            supported.push((pair.two, modifier));
        }
    }
    for &(at, modifier) in &supported {
        // A modifier that says why the two are distinct says more than 59, and one of them is enough.
        let says_more = |it: &(usize, Modifier)| it.0 == at && it.1 != Modifier::M59 && pairs::DISTINCT.contains(&it.1);
        if modifier == Modifier::M59 && supported.iter().any(says_more) {
            continue;
        }
        let why = "an edit pairs this line with another, and the record shows that it is distinct";
        add(drafter, lines, at, modifier, why);
    }
}
