//! Global periods: the days after a procedure whose care is paid with it.

use crate::book::Edition;
use crate::code::{Code, Modifier, code};
use crate::date::Date;
use crate::stimulation::{self, Part};
use crate::table::{Fee, Row};
use crate::visit::{Biller, ClaimForm, Relation, Service, StimulationTarget, Visit, What};

/// A global period that is running on the date of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Running {
    /// The earlier procedure.
    pub code: Code,
    /// Its date of service.
    pub date: Date,
    /// Days of its global period.
    pub days: i32,
}

/// Whether a practitioner bills: global periods and most surgical modifiers are theirs.
pub(crate) fn is_practitioners(visit: &Visit, form: ClaimForm) -> bool {
    let by_form = if form == ClaimForm::Professional { Biller::Practitioner } else { Biller::Facility };
    visit.setting.biller.unwrap_or(by_form) == Biller::Practitioner
}

/// Days of the global period; `None` where the code has none.
pub(crate) fn days(row: &Row<Code, Fee>) -> Option<i32> {
    match row.value.global.as_str() {
        "000" => Some(0),
        "010" => Some(10),
        "090" => Some(90),
        _ => None,
    }
}

/// The latest procedure of the same practice whose global period is running on the date of service, for a payer that is
/// known to have them.
pub(crate) fn running(visit: &Visit, edition: &Edition<'_>) -> Option<Running> {
    edition.fee_schedule_status().filter(|term| term.value)?;
    any_running(visit, edition)
}

/// The same, whatever the payer.
pub(crate) fn any_running(visit: &Visit, edition: &Edition<'_>) -> Option<Running> {
    let billed = visit.history.services.iter().flatten().filter(|it| !it.other_practice.is_yes());
    let trials = visit.history.trials.iter().flatten().filter_map(|it| Some((trial_code(visit)?, it.date)));
    // Another practice placed the leads of the trial: its global period is not this one's.
    let elsewhere = |(code, date): &(Code, Date)| {
        let listed = visit.history.services.iter().flatten();
        listed.filter(|it| it.other_practice.is_yes()).any(|it| (it.code, it.date) == (*code, *date))
    };
    let trials = trials.filter(|trial| !elsewhere(trial));
    let earlier = billed.map(|it| (it.code, it.date)).chain(trials);
    earlier
        .filter_map(|(code, date)| {
            let days = days(edition.procedure(code)?)?;
            let since = visit.date_of_service.days_since(date);
            (since > 0 && since <= days).then_some(Running { code, date, days })
        })
        .max_by_key(|it| (it.date, it.code))
}

/// What is missing to know whether a global period is running: the history, the fee schedule, or whether the payer has one.
pub(crate) fn missing(visit: &Visit, edition: &Edition<'_>) -> Option<&'static str> {
    match edition.fee_schedule_status() {
        None => return any_running(visit, edition).map(|_| "policy:fee_schedule_status"),
        Some(term) if !term.value => return None,
        Some(_) => {}
    }
    let since = |date: Date| (1..=LONGEST).contains(&visit.date_of_service.days_since(date));
    // What the leads of a trial were billed as is known where the visit goes on with them.
    let unknown = || trial_code(visit).is_none() && visit.history.trials.iter().flatten().any(|it| since(it.date));
    if !is_history_told(visit) || (visit.history.services.is_none() && unknown()) {
        return Some("history.services");
    }
    let recent = visit.history.services.iter().flatten().any(|it| since(it.date) && !it.other_practice.is_yes())
        || visit.history.trials.iter().flatten().any(|it| since(it.date));
    (recent && edition.tables().pfs().is_none()).then_some("table:pfs")
}

/// Days of the longest global period.
const LONGEST: i32 = 90;

/// Whether the visit tells what came before it.
pub(crate) const fn is_history_told(visit: &Visit) -> bool {
    visit.history.services.is_some() || visit.history.trials.is_some()
}

/// The code of an earlier trial's leads, by what the visit stimulates.
pub(crate) fn trial_code(visit: &Visit) -> Option<Code> {
    let target = visit.services.iter().find_map(|service| match &service.what {
        What::StimulatorLead(it) => Some(it.target),
        What::StimulatorGenerator(it) => Some(it.target),
        _ => None,
    });
    Some(match target? {
        StimulationTarget::SpinalCord | StimulationTarget::DorsalRootGanglion => code!(b"63650"),
        StimulationTarget::PeripheralNerve => code!(b"64555"),
        StimulationTarget::SacralNerve => code!(b"64561"),
        _ => return None,
    })
}

/// How a line's services relate to the procedure whose global period is running: as the record says, else staged where a
/// stimulator is placed for good after its leads.
pub(crate) fn relation<'v>(
    running: &Running,
    code: Code,
    mut services: impl Iterator<Item = &'v Service> + Clone,
) -> Option<Relation> {
    let stated = services.clone().find_map(|service| service.relation);
    stated.or_else(|| {
        let (earlier, part) = stimulation::of_code(running.code)?;
        let (own, own_part) = stimulation::of_code(code)?;
        let permanent = match services.clone().next() {
            Some(_) => services.any(stimulation::is_permanent_implant),
            None => matches!(own_part, Part::Generator | Part::System),
        };
        let same = earlier == own || own_part == Part::Generator;
        (part == Part::Lead && same && permanent).then_some(Relation::Staged)
    })
}

/// The modifier that states the relation of a procedure.
pub(crate) const fn modifier(relation: Relation) -> Option<Modifier> {
    match relation {
        Relation::Staged => Some(Modifier::M58),
        Relation::UnplannedReturn => Some(Modifier::M78),
        Relation::Unrelated => Some(Modifier::M79),
        Relation::FollowUp => None,
    }
}
