//! Who furnished a line: assistants at surgery, and practitioners who are paid a part of a physician's fee.

use ens_coding::table::{Fee, Indicator};
use ens_coding::visit::PerformerKind;
use ens_coding::{Line, Modifier};

use crate::estimate::FeeStep;
use crate::money::percent;
use crate::refusal::Refusal;
use crate::schedule::ascii;
use crate::terms::{Terms, cite};
use crate::words::{Reason, StepKind};
use crate::work::{Performer, Work};

/// Assistants at surgery.
const ASSISTANTS: [Modifier; 4] = [Modifier::M80, Modifier::M81, Modifier::M82, Modifier::AS];
/// Percentage of the surgeon's fee.
const ASSISTANT: u16 = 16;
/// Percentage of a physician's fee.
const PRACTITIONER: u16 = 85;

/// The line is of an assistant at surgery.
pub(crate) fn is_assistant(work: &Work<'_>) -> bool {
    work.line.has_any(&ASSISTANTS)
}

/// Whose rate a line has: by the services that it reports, else by all who are named.
pub(crate) fn performer_of(line: &Line, terms: &Terms<'_>) -> Performer {
    let visit = &terms.request.visit;
    let rate = |kind: PerformerKind| match kind {
        PerformerKind::NursePractitioner
        | PerformerKind::PhysicianAssistant
        | PerformerKind::ClinicalNurseSpecialist => Performer::Practitioner,
        _ => Performer::Full,
    };
    let joined = |one: Performer, two: Performer| if one == two { one } else { Performer::Undecided };
    let own = line.services.iter().filter_map(|at| visit.services.get(usize::from(*at)));
    let of_services = own.filter_map(|it| visit.performer_of(it)).map(|it| rate(it.kind)).reduce(joined);
    let of_all = || visit.performers.iter().map(|it| rate(it.kind)).reduce(joined);
    of_services.or_else(of_all).unwrap_or(Performer::Unknown)
}

/// Who else can be at a procedure.
struct Helper {
    modifiers: &'static [Modifier],
    /// The indicator that decides.
    of: fn(&Fee) -> &Indicator,
    /// The indicator with which a part of the fee is paid.
    paid: Option<&'static str>,
    /// The indicators with which the record decides.
    by_report: &'static [&'static str],
}

const HELPERS: [Helper; 3] = [
    Helper { modifiers: &ASSISTANTS, of: |fee| &fee.assistant, paid: Some("2"), by_report: &["0"] },
    // Two surgeons, and a team.
    Helper { modifiers: &[Modifier::M62], of: |fee| &fee.co_surgeon, paid: None, by_report: &["1", "2"] },
    Helper { modifiers: &[ascii(*b"66")], of: |fee| &fee.team, paid: None, by_report: &["1", "2"] },
];

/// Whether the fee schedule lets an assistant, a second surgeon or a team be paid for the procedure of a line.
pub(crate) fn allowed(work: &Work<'_>) -> Result<(), Refusal> {
    for helper in HELPERS {
        let Some(modifier) = work.one_of(helper.modifiers) else { continue };
        let reason = match work.indicator(helper.of) {
            it if helper.paid == Some(it) => continue,
            "" => Reason::IndicatorUnknown,
            it if helper.by_report.contains(&it) => Reason::ByReport,
            _ => Reason::ModifierNotAllowed,
        };
        let refusal = Refusal::new(reason).by_modifier(Some(modifier)).by_indicator(work.indicator(helper.of));
        return Err(refusal.cited(work.cite_indicator(helper.of)));
    }
    Ok(())
}

/// Reduces the lines of assistants at surgery and of practitioners.
pub(crate) fn reduce(lines: &mut [Work<'_>], terms: &Terms<'_>) {
    for work in lines.iter_mut().filter(|work| work.refused.is_none() && work.fee.is_some()) {
        let assistant = work.one_of(&ASSISTANTS);
        if assistant.is_some() {
            let sources = [work.cite_indicator(|fee| &fee.assistant), cite("ssa-1848-i-2", None)];
            work.amount = percent(work.amount, ASSISTANT);
            let step = FeeStep::new(StepKind::AssistantAtSurgery, work.amount)
                .percent(ASSISTANT)
                .by_modifier(assistant)
                .by_indicator(work.indicator(|fee| &fee.assistant))
                .cited(sources.into_iter().flatten());
            work.steps.push(step);
        }
        let is_practitioners = match work.performer {
            _ if assistant == Some(Modifier::AS) => true,
            _ if !terms.practitioner => false,
            Performer::Practitioner => true,
            Performer::Full | Performer::Unknown => false,
            Performer::Undecided => {
                work.refuse(Refusal::new(Reason::PerformerUndecided));
                continue;
            }
        };
        if is_practitioners {
            work.amount = percent(work.amount, PRACTITIONER);
            let step = FeeStep::new(StepKind::Practitioner, work.amount)
                .percent(PRACTITIONER)
                .by_modifier(assistant.filter(|it| *it == Modifier::AS))
                .cited(cite("ssa-1833-a-1", None));
            work.steps.push(step);
        }
    }
}
