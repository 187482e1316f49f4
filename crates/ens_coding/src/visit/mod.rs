//! What happened: the visit, as the practice recorded it. Nothing here is a billing decision.

mod check;
mod device;
mod documentation;
mod history;
mod implant;
mod needle;
mod needle_words;
mod people;
mod procedure;
mod service;
mod setting;
mod stimulator;
mod wound;

use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::diagnosis::Diagnosis;

pub use device::{Device, DeviceItem, Supply, Transaction};
pub use documentation::{DeviceRecord, Documentation, Note, Period, Separation, Waiver};
pub use history::{Authorization, EarlierService, History, TherapyToDate};
pub use implant::{Decision, EarlierTrial, ImplantRecord, RepeatReason, TrialOutcome, TrialRecord};
pub use needle::{
    BasivertebralAblation, Chemodenervation, Drug, EpiduralInjection, FacetAblation, FacetInjection, JointInjection,
    ModerateSedation, NerveBlock, NerveDestruction, Product, SacroiliacInjection, TendonInjection, TreatedLimb,
    TriggerPointInjection,
};
pub use needle_words::{
    AblationMethod, EpiduralApproach, JointSize, Limb, MuscleGuidance, Nerve, Purpose, SpineRegion, ToxinSite,
};
pub use people::{Discipline, Performer, PerformerKind, PlanOfCare};
pub use procedure::ProcedureRecord;
pub use service::{
    Acupuncture, AuricularStimulation, Coded, DryNeedling, Evaluation, EvaluationKind, Manipulation, Minutes,
    OfficeVisit, Service, Stimulation, Waveform, What,
};
pub use setting::{Biller, ClaimForm, LineOfBusiness, Payer, Setting};
pub use stimulator::{
    Approach, CreditReason, Discontinued, Imaging, ImagingGuidance, IntegratedStimulator, IntraoperativeMonitoring,
    NeedleStimulation, NerveCount, Relation, Side, Stage, StimulationTarget, StimulatorGenerator, StimulatorLead,
    StimulatorProgramming, System, TibialNeedleStimulation, Work,
};
pub use wound::{Energy, Wound, WoundKind, WoundStimulation};

/// One visit of one patient on one date of service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// Any reference to the patient that the practice chooses; not a name or number. Only audits of many visits look at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patient: Option<String>,
    /// Who pays, and what its contract is known to say.
    pub payer: Payer,
    /// The date that decides which codes, limits and policies are in force.
    pub date_of_service: Date,
    /// Where it happened and on which claim form it is billed.
    pub setting: Setting,
    /// Who furnished the services; the first one is meant where a service names nobody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub performers: Vec<Performer>,
    /// The therapy plan of care, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_of_care: Option<PlanOfCare>,
    /// Diagnoses in order of their importance for this visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnoses: Vec<Diagnosis>,
    /// What was done. May be empty only where a finished claim is checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<Service>,
    /// What the record says.
    #[serde(default)]
    pub documentation: Documentation,
    /// What came before this visit.
    #[serde(default)]
    pub history: History,
}

impl Visit {
    /// Who furnished a service, where the visit says so.
    pub fn performer_of(&self, service: &Service) -> Option<&Performer> {
        match &service.performer {
            Some(id) => self.performers.iter().find(|performer| performer.id == *id),
            None => self.performers.first(),
        }
    }

    /// The session note of a service: its own entries, then those that hold for the whole visit.
    pub fn note_of(&self, service: &Service) -> Note {
        service.note.over(&self.documentation.note)
    }

    /// The therapy discipline of a service: its performer's own, else its plan of care's.
    pub fn discipline_of(&self, service: Option<&Service>) -> Option<Discipline> {
        let own = service.and_then(|service| self.performer_of(service)).and_then(|p| p.kind.discipline());
        own.or(self.plan_of_care.as_ref().map(|plan| plan.discipline))
    }

    /// How many of the minutes of a service an assistant furnished apart from the therapist.
    pub fn assistant_minutes_of(&self, service: &Service) -> u16 {
        match service.assistant_minutes {
            Some(minutes) => minutes.get(),
            None if self.performer_of(service).is_some_and(|p| p.kind.is_assistant()) => {
                service.minutes.map_or(0, Minutes::get)
            }
            None => 0,
        }
    }

    /// Whether a service was furnished by an assistant alone.
    pub fn is_assistants_own(&self, service: &Service) -> bool {
        service.assistant_minutes.is_none() && self.performer_of(service).is_some_and(|p| p.kind.is_assistant())
    }

    /// Whether any diagnosis of the visit lies in one of these families (prefixes without the dot).
    pub fn has_diagnosis(&self, prefixes: &[&str]) -> bool {
        self.diagnoses.iter().any(|diagnosis| prefixes.iter().any(|prefix| diagnosis.starts_with(prefix)))
    }
}
