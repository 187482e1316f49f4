use alloc::string::String;
use serde::{Deserialize, Serialize};

use crate::code::Modifier;
use crate::date::Date;
use crate::fact::Fact;

/// A person or supplier that furnished something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Performer {
    /// Any name that services can refer to; not a person's name or number.
    pub id: String,
    /// The kind of performer, which decides what it may furnish and bill.
    pub kind: PerformerKind,
}

/// The kinds of performers that payers tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PerformerKind {
    /// Physical therapist.
    PhysicalTherapist,
    /// Occupational therapist.
    OccupationalTherapist,
    /// Speech-language pathologist.
    SpeechLanguagePathologist,
    /// Physical therapist assistant.
    PhysicalTherapistAssistant,
    /// Occupational therapy assistant.
    OccupationalTherapyAssistant,
    /// Therapy aide or technician.
    Aide,
    /// Physician (MD or DO).
    Physician,
    /// Nurse practitioner.
    NursePractitioner,
    /// Physician assistant.
    PhysicianAssistant,
    /// Clinical nurse specialist.
    ClinicalNurseSpecialist,
    /// Chiropractor.
    Chiropractor,
    /// Licensed acupuncturist.
    Acupuncturist,
    /// Staff whose work is billed incident to a physician's.
    IncidentToStaff,
    /// Supplier of durable medical equipment.
    DmeSupplier,
    /// Representative of a device's manufacturer.
    ManufacturerRepresentative,
}

impl PerformerKind {
    /// The therapy discipline that this performer practises.
    pub const fn discipline(self) -> Option<Discipline> {
        match self {
            Self::PhysicalTherapist | Self::PhysicalTherapistAssistant => Some(Discipline::Pt),
            Self::OccupationalTherapist | Self::OccupationalTherapyAssistant => Some(Discipline::Ot),
            Self::SpeechLanguagePathologist => Some(Discipline::Slp),
            _ => None,
        }
    }

    /// A therapist's assistant, whose part CQ or CO reports.
    pub const fn is_assistant(self) -> bool {
        matches!(self, Self::PhysicalTherapistAssistant | Self::OccupationalTherapyAssistant)
    }

    /// A physician or a practitioner whom Medicare treats alike.
    pub const fn is_physician_or_practitioner(self) -> bool {
        matches!(
            self,
            Self::Physician | Self::NursePractitioner | Self::PhysicianAssistant | Self::ClinicalNurseSpecialist
        )
    }
}

/// A therapy discipline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Discipline {
    /// Physical therapy.
    Pt,
    /// Occupational therapy.
    Ot,
    /// Speech-language pathology.
    Slp,
}

impl Discipline {
    /// GP, GO or GN.
    pub const fn modifier(self) -> Modifier {
        match self {
            Self::Pt => Modifier::GP,
            Self::Ot => Modifier::GO,
            Self::Slp => Modifier::GN,
        }
    }

    /// CQ or CO; speech-language pathology has no assistant's modifier.
    pub const fn assistant_modifier(self) -> Option<Modifier> {
        match self {
            Self::Pt => Some(Modifier::CQ),
            Self::Ot => Some(Modifier::CO),
            Self::Slp => None,
        }
    }

    /// The first three digits of the revenue code: 042, 043 or 044.
    pub const fn revenue_class(self) -> &'static str {
        match self {
            Self::Pt => "042",
            Self::Ot => "043",
            Self::Slp => "044",
        }
    }
}

/// The therapy plan of care that covers the visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanOfCare {
    /// The plan's discipline.
    pub discipline: Discipline,
    /// A written plan exists.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub established: Fact,
    /// The plan that covers the date of service is certified: signed and dated.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub certified: Fact,
    /// Date of the certifying signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certified_on: Option<Date>,
    /// Who certified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certified_by: Option<PerformerKind>,
    /// First treatment under the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_treatment: Option<Date>,
    /// Last day of the certified period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certified_through: Option<Date>,
    /// This is the initial certification (yes) or a recertification (no).
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub initial: Fact,
    /// A signed and dated order or referral is on file.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub order_on_file: Fact,
    /// Days from the evaluation until the plan was sent to the referrer; missing where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_after_days: Option<u16>,
}
