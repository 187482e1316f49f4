//! Which wounds the national policy on wound stimulation lists.

use crate::book::Edition;
use crate::table::DiagnosisEffect;
use crate::table::DiagnosisList;
use crate::visit::{Visit, Wound, WoundKind};

/// Whether a wound qualifies for stimulation under the national policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Qualifies {
    Yes,
    /// It does not, and why.
    No(&'static str),
    /// The visit does not tell; a path names what is missing.
    Unknown(&'static str),
}

/// Kind and stage of the wound: chronic pressure ulcers of stage 3 or 4, arterial, diabetic and venous ulcers qualify.
/// What the visit does not state, the diagnoses tell as far as the list of wound diagnoses knows them.
pub(crate) fn qualifies(visit: &Visit, wound: &Wound, edition: &Edition<'_>) -> Qualifies {
    match (wound.kind, wound.stage) {
        (Some(WoundKind::Arterial | WoundKind::Diabetic | WoundKind::Venous), _) => Qualifies::Yes,
        (Some(WoundKind::Other), _) => Qualifies::No("the kind of wound is not on the policy's list"),
        (Some(WoundKind::Pressure) | None, Some(stage)) if stage >= 3 => Qualifies::Yes,
        (Some(WoundKind::Pressure) | None, Some(_)) => Qualifies::No("a pressure ulcer qualifies from stage 3"),
        (kind, None) => match by_diagnosis(visit, edition) {
            Some(DiagnosisEffect::QualifyingStage) => Qualifies::Yes,
            Some(DiagnosisEffect::Qualifying) if kind.is_none() => Qualifies::Yes,
            Some(DiagnosisEffect::Shallow) => Qualifies::No("a pressure ulcer qualifies from stage 3"),
            _ if kind.is_some() => Qualifies::Unknown("services.what.wound_stimulation.wound.stage"),
            _ => Qualifies::Unknown("services.what.wound_stimulation.wound.kind"),
        },
    }
}

fn by_diagnosis(visit: &Visit, edition: &Edition<'_>) -> Option<DiagnosisEffect> {
    edition.listed(visit.diagnoses.iter(), DiagnosisList::Wound).map(|(_, row)| row.value.effect)
}
