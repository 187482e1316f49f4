//! What Medicare's policies ask of stimulators and their supplies for use at home.

use alloc::vec::Vec;

use crate::book::Edition;
use crate::fact::Fact;
use crate::select::codes;
use crate::visit::{DeviceItem, Period, Service, Transaction, Visit, What};

/// Whether the record meets the criteria of the policy for a device or supply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Criteria {
    /// No policy of this library asks anything.
    NotApplicable,
    Met,
    Unmet,
    /// The visit does not tell enough.
    Unknown,
}

/// What a criterion is about; each kind is reported by one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The policy does not cover this patient, indication or item.
    NotCovered,
    /// The pain has not lasted long enough.
    Duration,
    /// The use outlasts what the policy pays.
    Limit,
    /// Something must come first.
    Prerequisite,
    /// More leads than the policy pays without a reason.
    Leads,
}

/// The state of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Met,
    Unmet,
    /// A path of the visit, or `policy:…`, names what is missing.
    Unknown(&'static str),
}

/// One criterion of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Criterion {
    pub kind: Kind,
    pub state: State,
    /// What the policy wants, as a clause.
    pub why: &'static str,
    /// Whose criterion it is.
    pub source: &'static crate::source::Source,
}

fn criterion(kind: Kind, state: State, why: &'static str, source: &'static crate::source::Source) -> Criterion {
    Criterion { kind, state, why, source }
}

fn recorded(fact: Fact, path: &'static str) -> State {
    match fact {
        Fact::Yes => State::Met,
        Fact::No => State::Unmet,
        Fact::NotStated => State::Unknown(path),
    }
}

fn number(value: Option<u16>, path: &'static str, met: impl Fn(u16) -> bool) -> State {
    value.map_or(State::Unknown(path), |value| if met(value) { State::Met } else { State::Unmet })
}

/// Whether a visit has a device or a supply at all.
pub(crate) fn is_on(visit: &Visit) -> bool {
    visit.services.iter().any(|service| matches!(service.what, What::Device(_) | What::Supply(_)))
}

/// The criteria of the policy for a service; none where no policy of this library asks anything.
pub(crate) fn criteria_of(visit: &Visit, service: &Service, edition: &Edition<'_>) -> Vec<Criterion> {
    if !edition.national_coverage().is_some_and(|term| term.value) {
        return Vec::new();
    }
    match &service.what {
        What::Device(device) => match device.item {
            DeviceItem::TensTwoLeads | DeviceItem::TensFourLeads => {
                tens(visit, edition, Asked::Device(device.transaction))
            }
            DeviceItem::NeuromuscularStimulator => neuromuscular(visit),
            DeviceItem::WalkingStimulator => walking(visit),
            DeviceItem::WoundStimulator => Vec::from([criterion(
                Kind::NotCovered,
                State::Unmet,
                "wound stimulation is covered under supervision, not for unsupervised use at home",
                &crate::source::NCD_270_1,
            )]),
            DeviceItem::ConductiveGarment => not_loaded(&crate::source::NCD_160_13),
            DeviceItem::ScoliosisStimulator
            | DeviceItem::KneeOsteoarthritisStimulator
            | DeviceItem::OtherFunctionalStimulator => not_loaded(&crate::source::NCD_160_7),
        },
        What::Supply(supply) if codes::STIMULATOR_SUPPLIES.contains(&supply.code) => {
            tens(visit, edition, Asked::Supply)
        }
        _ => Vec::new(),
    }
}

/// The criteria taken together.
pub(crate) fn criteria(visit: &Visit, service: &Service, edition: &Edition<'_>) -> Criteria {
    let all = criteria_of(visit, service, edition);
    if all.is_empty() {
        Criteria::NotApplicable
    } else if all.iter().any(|criterion| criterion.state == State::Unmet) {
        Criteria::Unmet
    } else if all.iter().any(|criterion| matches!(criterion.state, State::Unknown(_))) {
        Criteria::Unknown
    } else {
        Criteria::Met
    }
}

fn not_loaded(source: &'static crate::source::Source) -> Vec<Criterion> {
    Vec::from([criterion(
        Kind::NotCovered,
        State::Unknown("policy:equipment-criteria"),
        "the policy's criteria",
        source,
    )])
}

/// Whether a device or its supplies are judged.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Device(Option<Transaction>),
    Supply,
}

/// TENS and its supplies.
fn tens(visit: &Visit, edition: &Edition<'_>, asked: Asked) -> Vec<Criterion> {
    use crate::source::{LCD_L33802, NCD_10_2, NCD_160_27};
    let record = &visit.documentation.device;
    let order = criterion(
        Kind::Prerequisite,
        recorded(record.order, "documentation.device.order"),
        "an order of the treating practitioner",
        &LCD_L33802,
    );
    if record.acute_postoperative.is_yes() {
        let rental = criterion(
            Kind::NotCovered,
            if asked == Asked::Device(Some(Transaction::Purchase)) { State::Unmet } else { State::Met },
            "acute pain after surgery is covered as a rental only",
            &LCD_L33802,
        );
        let days = number(record.days_since_surgery, "documentation.device.days_since_surgery", |days| days <= 30);
        return Vec::from([
            rental,
            criterion(Kind::Limit, days, "acute pain after surgery is covered for 30 days from the surgery", &NCD_10_2),
            order,
        ]);
    }
    if edition.listed(visit.diagnoses.iter(), "low_back").is_some() {
        return Vec::from([criterion(
            Kind::NotCovered,
            if record.approved_study.is_yes() { State::Met } else { State::Unmet },
            "TENS for chronic low back pain is covered inside an approved study only",
            &NCD_160_27,
        )]);
    }
    let mut all = Vec::new();
    if edition.listed(visit.diagnoses.iter(), "tens").is_some() {
        let why = "headache, abdominal, pelvic and temporomandibular pain are not accepted for TENS";
        all.push(criterion(Kind::NotCovered, State::Unmet, why, &LCD_L33802));
        return all;
    }
    let months = number(record.pain_months, "documentation.device.pain_months", |months| months >= 3);
    all.push(criterion(Kind::Duration, months, "chronic pain of at least three months", &LCD_L33802));
    let failed = recorded(record.other_treatment_failed, "documentation.device.other_treatment_failed");
    all.push(criterion(Kind::Prerequisite, failed, "other appropriate treatment that failed", &LCD_L33802));
    if asked == Asked::Device(Some(Transaction::Purchase)) {
        let why = "a trial of 30 to 60 days, monitored by the treating practitioner, before the purchase";
        all.push(criterion(Kind::Prerequisite, trial(record.trial, record.trial_done), why, &LCD_L33802));
    }
    if codes::leads(visit).is_some_and(|leads| leads > 2) {
        let reason = recorded(record.four_lead_reason, "documentation.device.four_lead_reason");
        all.push(criterion(Kind::Leads, reason, "a reason for more than two leads", &LCD_L33802));
    }
    all.push(order);
    all
}

fn trial(days: Option<Period>, done: Fact) -> State {
    match days {
        Some(period) if (30..=60).contains(&period.to.days_since(period.from)) => State::Met,
        Some(_) => State::Unmet,
        None => recorded(done, "documentation.device.trial"),
    }
}

fn neuromuscular(visit: &Visit) -> Vec<Criterion> {
    use crate::source::NCD_160_12;
    let record = &visit.documentation.device;
    Vec::from([
        criterion(
            Kind::NotCovered,
            recorded(record.nerve_supply_intact, "documentation.device.nerve_supply_intact"),
            "the nerve supply to the muscle is intact",
            &NCD_160_12,
        ),
        criterion(
            Kind::NotCovered,
            recorded(record.disuse_atrophy, "documentation.device.disuse_atrophy"),
            "disuse atrophy of a cause that is not neurological",
            &NCD_160_12,
        ),
        criterion(
            Kind::Prerequisite,
            recorded(record.order, "documentation.device.order"),
            "an order of the treating practitioner",
            &NCD_160_12,
        ),
    ])
}

fn walking(visit: &Visit) -> Vec<Criterion> {
    use crate::source::NCD_160_12;
    let record = &visit.documentation.device;
    Vec::from([
        criterion(
            Kind::NotCovered,
            recorded(record.walking_criteria_met, "documentation.device.walking_criteria_met"),
            "spinal cord injury with all characteristics that the policy lists",
            &NCD_160_12,
        ),
        criterion(
            Kind::Prerequisite,
            number(record.walking_sessions, "documentation.device.walking_sessions", |sessions| sessions >= 32),
            "32 sessions of physical therapy with the device over three months",
            &NCD_160_12,
        ),
    ])
}
