use serde::{Deserialize, Serialize};

use super::implant::ImplantRecord;
use super::procedure::ProcedureRecord;
use crate::code::Modifier;
use crate::date::Date;
use crate::fact::Fact;

/// What the record of the visit says beyond the single service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Documentation {
    /// Entries that hold for the note of every service, unless the service says otherwise.
    #[serde(default)]
    pub note: Note,
    /// The record supports that therapy beyond the yearly threshold is medically necessary.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub necessity_beyond_threshold: Fact,
    /// Notice of liability that the patient signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Waiver>,
    /// Manipulation is active treatment (yes) or maintenance (no).
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub active_treatment: Fact,
    /// The patient measurably improves under the treatment.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub improving: Fact,
    /// Treatment days since the last progress report, this one included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treatment_days_since_progress_report: Option<u16>,
    /// How long the condition has lasted, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition_days: Option<u16>,
    /// The condition has a systemic cause, follows surgery, or belongs to a pregnancy.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub excluded_cause: Fact,
    /// What an order for a device or its supplies rests on.
    #[serde(default)]
    pub device: DeviceRecord,
    /// What supports an implanted stimulator.
    #[serde(default)]
    pub implant: ImplantRecord,
    /// What supports an injection, a block, an ablation or toxin.
    #[serde(default)]
    pub procedure: ProcedureRecord,
}

/// The session note of a service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Kind of current or technique.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub modality: Fact,
    /// Electrode sites or area treated.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub site: Fact,
    /// Parameters such as frequency, pulse width and intensity.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub parameters: Fact,
    /// Tolerance and skin check.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub tolerance: Fact,
    /// Minutes of the service.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub minutes: Fact,
    /// Response in pain, motion, strength or swelling.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub response: Fact,
    /// Link to a functional goal of the plan.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub goal: Fact,
    /// Constant one-on-one attendance with skilled work for the whole counted time.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub attendance: Fact,
    /// What sets the service apart from the others of the day; `none` records that nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separation: Option<Separation>,
    /// The evaluation stands on its own, significant and separately identifiable.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub separately_identifiable: Fact,
    /// The evaluation led to the decision for a major operation (57).
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub decision_for_surgery: Fact,
    /// A report that describes an unlisted service and names a comparable one.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub unlisted_report: Fact,
}

impl Note {
    /// These entries, completed by `general` where they are not stated.
    #[must_use]
    pub fn over(&self, general: &Self) -> Self {
        Self {
            modality: self.modality.or(general.modality),
            site: self.site.or(general.site),
            parameters: self.parameters.or(general.parameters),
            tolerance: self.tolerance.or(general.tolerance),
            minutes: self.minutes.or(general.minutes),
            response: self.response.or(general.response),
            goal: self.goal.or(general.goal),
            attendance: self.attendance.or(general.attendance),
            separation: self.separation.or(general.separation),
            separately_identifiable: self.separately_identifiable.or(general.separately_identifiable),
            decision_for_surgery: self.decision_for_surgery.or(general.decision_for_surgery),
            unlisted_report: self.unlisted_report.or(general.unlisted_report),
        }
    }
}

/// How a service is distinct from the others of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Separation {
    /// Another encounter of the same day.
    Encounter,
    /// Another site or structure of the body.
    Site,
    /// Another practitioner.
    Practitioner,
    /// Another block of time that does not overlap.
    Time,
    /// Another purpose.
    Purpose,
    /// The record shows that it is not distinct.
    None,
}

impl Separation {
    /// The modifier that names this reason best; 59 where no X modifier does.
    pub const fn modifier(self) -> Option<Modifier> {
        match self {
            Self::Encounter => Some(Modifier::XE),
            Self::Site => Some(Modifier::XS),
            Self::Practitioner => Some(Modifier::XP),
            Self::Time | Self::Purpose => Some(Modifier::M59),
            Self::None => None,
        }
    }
}

/// A notice of liability that the patient signed before the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Waiver {
    /// No notice.
    None,
    /// The mandatory notice: denial as not necessary is expected (GA).
    Mandatory,
    /// A voluntary notice about an excluded service (GX).
    Voluntary,
}

/// Days from and to, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// What an order for a stimulator or its supplies rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceRecord {
    /// Order of the treating practitioner.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub order: Fact,
    /// The device is for acute pain after surgery.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub acute_postoperative: Fact,
    /// Days since that surgery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_since_surgery: Option<u16>,
    /// How long the pain has lasted, in whole months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pain_months: Option<u16>,
    /// Other appropriate treatment failed.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub other_treatment_failed: Fact,
    /// The trial that the treating practitioner monitored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial: Option<Period>,
    /// A trial took place; for records that do not name its days.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub trial_done: Fact,
    /// Why four leads are needed.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub four_lead_reason: Fact,
    /// The patient is enrolled in a study that the payer approved for this device.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub approved_study: Fact,
    /// Nerve supply to the muscle is intact.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub nerve_supply_intact: Fact,
    /// Disuse atrophy of a cause that is not neurological, such as a cast.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub disuse_atrophy: Fact,
    /// Sessions of physical therapy with the walking stimulator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub walking_sessions: Option<u16>,
    /// All characteristics that the walking-stimulation policy lists are recorded.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub walking_criteria_met: Fact,
    /// Leads of the patient's device, where only supplies are billed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads: Option<u8>,
}
