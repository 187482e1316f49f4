//! What Medicare's policies ask of stimulators and their supplies for use at home.

use alloc::vec::Vec;

use crate::book::Edition;
use crate::code::{Code, Modifier};
use crate::fact::Fact;
use crate::run::{Context, LineView};
use crate::select::codes;
use crate::table::DiagnosisList;
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

/// Whether a policy of this library may ask something of a code.
pub(crate) fn is_equipment(code: Code) -> bool {
    codes::STIMULATOR_SUPPLIES.contains(&code) || codes::DEVICES.iter().any(|item| codes::device(*item) == code)
}

/// What is judged: a device, bought or rented, or supplies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Device(DeviceItem, Option<Transaction>),
    Supply,
}

impl Asked {
    fn by_service(service: &Service) -> Option<Self> {
        match &service.what {
            What::Device(it) => Some(Self::Device(it.item, it.transaction)),
            What::Supply(it) if codes::STIMULATOR_SUPPLIES.contains(&it.code) => Some(Self::Supply),
            _ => None,
        }
    }

    /// A line of a claim that comes without its services says enough by its code and modifiers.
    fn by_line(line: &LineView<'_>) -> Option<Self> {
        if codes::STIMULATOR_SUPPLIES.contains(&line.code()) {
            return Some(Self::Supply);
        }
        let transaction = match (line.line.has(Modifier::NU), line.line.has(Modifier::RR)) {
            (true, _) => Some(Transaction::Purchase),
            (_, true) => Some(Transaction::Rental),
            _ => None,
        };
        let item = codes::DEVICES.iter().copied().find(|item| codes::device(*item) == line.code())?;
        Some(Self::Device(item, transaction))
    }
}

/// The criteria of the policy for a line; none where no policy of this library asks anything.
pub(crate) fn criteria_of_line(context: &Context<'_>, line: &LineView<'_>) -> Vec<Criterion> {
    if !line.code().is_level_two() {
        return Vec::new();
    }
    let asked = match context.service_of(line) {
        Some(service) => Asked::by_service(service),
        None => Asked::by_line(line),
    };
    asked.map_or_else(Vec::new, |asked| criteria_of(context.visit, asked, context.edition))
}

fn criteria_of(visit: &Visit, asked: Asked, edition: &Edition<'_>) -> Vec<Criterion> {
    if !edition.national_coverage().is_some_and(|term| term.value) {
        return Vec::new();
    }
    let Asked::Device(item, _) = asked else { return tens(visit, edition, asked) };
    match item {
        DeviceItem::TensTwoLeads | DeviceItem::TensFourLeads => tens(visit, edition, asked),
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
    }
}

/// The criteria taken together.
pub(crate) fn criteria(visit: &Visit, service: &Service, edition: &Edition<'_>) -> Criteria {
    Asked::by_service(service).map_or(Criteria::NotApplicable, |asked| together(&criteria_of(visit, asked, edition)))
}

/// The criteria of a line taken together.
pub(crate) fn is_met(context: &Context<'_>, line: &LineView<'_>) -> bool {
    together(&criteria_of_line(context, line)) == Criteria::Met
}

fn together(all: &[Criterion]) -> Criteria {
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
            match asked {
                Asked::Device(_, Some(Transaction::Purchase)) => State::Unmet,
                Asked::Device(_, None) => State::Unknown("services.what.device.transaction"),
                Asked::Device(_, Some(Transaction::Rental)) | Asked::Supply => State::Met,
            },
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
    if edition.listed(visit.diagnoses.iter(), DiagnosisList::LowBack).is_some() {
        return Vec::from([criterion(
            Kind::NotCovered,
            if record.approved_study.is_yes() { State::Met } else { State::Unmet },
            "TENS for chronic low back pain is covered inside an approved study only",
            &NCD_160_27,
        )]);
    }
    let mut all = Vec::new();
    if edition.listed(visit.diagnoses.iter(), DiagnosisList::Tens).is_some() {
        let why = "headache, abdominal, pelvic and temporomandibular pain are not accepted for TENS";
        all.push(criterion(Kind::NotCovered, State::Unmet, why, &LCD_L33802));
        return all;
    }
    let months = number(record.pain_months, "documentation.device.pain_months", |months| months >= 3);
    all.push(criterion(Kind::Duration, months, "chronic pain of at least three months", &LCD_L33802));
    let failed = recorded(record.other_treatment_failed, "documentation.device.other_treatment_failed");
    all.push(criterion(Kind::Prerequisite, failed, "other appropriate treatment that failed", &LCD_L33802));
    if matches!(asked, Asked::Device(_, None)) {
        let open = State::Unknown("services.what.device.transaction");
        all.push(criterion(Kind::Prerequisite, open, "a rental, or a trial before the purchase", &LCD_L33802));
    }
    if matches!(asked, Asked::Device(_, Some(Transaction::Purchase))) {
        let why = "a trial of 30 to 60 days, monitored by the treating practitioner, before the purchase";
        all.push(criterion(Kind::Prerequisite, trial(record.trial, record.trial_done), why, &LCD_L33802));
    }
    let four = match asked {
        Asked::Device(item, _) => item == DeviceItem::TensFourLeads,
        Asked::Supply => codes::leads(visit).is_some_and(|leads| leads > 2),
    };
    if four {
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
