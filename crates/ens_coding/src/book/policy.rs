//! A payer's policy: dated terms, code swaps, rule settings; JSON in the repository and at run time alike.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::terms::DatedTerms;
use crate::code::Code;
use crate::date::Date;
use crate::finding::Severity;
use crate::source::Trust;
use crate::text::words;
use crate::visit::{LineOfBusiness, Purpose};

/// A payer's policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Id, as visits name the payer.
    pub policy: String,
    /// What the policy covers, for people.
    pub title: String,
    /// Its line of business.
    pub line_of_business: LineOfBusiness,
    /// The policy whose entries hold where this one has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inherits: Option<String>,
    /// A stand-in for payers whose own policy is not known.
    #[serde(default)]
    pub generic: bool,
    /// Sources of this policy that are not in the bundled list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<OwnSource>,
    /// Dated terms.
    #[serde(default)]
    pub terms: DatedTerms,
    /// Codes that the payer does not take.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<CodeSwap>,
    /// Pair edits of the payer's own, beside the national ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<OwnPair>,
    /// Rules that are switched off or change their severity.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleSetting>,
    /// Local policies that decide here and are not loaded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub local_policies: Vec<LocalPolicy>,
    /// What the payer thinks of therapies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<Position>,
    /// What the payer asks of therapies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// How many sessions the payer allows in a window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Limit>,
}

/// A source that a policy brings along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnSource {
    /// Id that entries name.
    pub id: String,
    /// Title of the source.
    pub title: String,
    /// How good it is.
    pub trust: Trust,
}

/// A valid code that the payer does not take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeSwap {
    /// The code.
    pub code: Code,
    /// The code that the payer takes instead, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<Code>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

/// A pair edit of the payer's own: column two is denied beside column one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnPair {
    /// The code that is paid.
    pub column_one: Code,
    /// The code that is denied.
    pub column_two: Code,
    /// 0: never together; 1: a modifier can show that the services are distinct.
    pub indicator: u8,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

/// What a policy makes of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleSetting {
    /// Id of the rule.
    pub rule: String,
    /// Switched off, or its severity.
    pub set: RuleState,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

/// What becomes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RuleState {
    /// Not checked for this payer.
    Off,
    /// Reported as information.
    Info,
    /// Reported as a warning.
    Warn,
    /// Reported as a denial.
    Deny,
}

impl RuleState {
    /// The severity, unless the rule is off.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warn => Some(Severity::Warn),
            Self::Deny => Some(Severity::Deny),
        }
    }
}

/// A local policy that decides and is not loaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LocalPolicy {
    /// Its number, such as L33631.
    pub id: String,
    /// What it is about.
    pub subject: LocalSubject,
    /// What is known of it, for people.
    pub note: String,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

/// Subjects of local policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LocalSubject {
    /// Outpatient therapy.
    OutpatientTherapy,
    /// Epidural injections.
    Epidural,
    /// Injections into facet joints, and destruction of their nerves.
    Facet,
    /// The sacroiliac joint.
    Sacroiliac,
    /// Blocks and destruction of nerves.
    NerveBlock,
    /// Trigger points.
    TriggerPoint,
    /// Botulinum toxin.
    Toxin,
}

/// A payer's position on a therapy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The therapy.
    pub therapy: Therapy,
    /// Whether it is covered.
    pub stance: Stance,
    /// Only for diagnoses that begin like this, without the dot; for all where empty. Entries with diagnoses go before
    /// those without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnoses: Vec<String>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

/// How many sessions of a therapy a payer allows in a window that ends with the visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// The therapy; sessions at the spine are counted by region.
    pub therapy: Therapy,
    /// Only sessions for this purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Sessions at most; days with several lines are one session.
    pub sessions: u32,
    /// Length of the window in months, where it is not in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// Length of the window in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Whether the first day of the window counts, such as the day a year ago; where nobody says, the answer warns on
    /// that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_day_counts: Option<bool>,
    /// Sessions beyond the number are allowed while the patient improves.
    #[serde(default)]
    pub more_if_improving: bool,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

/// What a payer asks of a therapy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// What is asked.
    pub criterion: Asked,
    /// The number that is asked; 1 and 0 for what is asked or not.
    pub value: u32,
    /// The therapies of which it is asked; of all where empty. Entries with therapies go before those without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub therapies: Vec<Therapy>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

words! {
    /// Therapies on which payers have positions.
    Therapy {
        /// Stimulation of the spinal cord or a dorsal root ganglion.
        SpinalCord,
        /// Implanted stimulation of a peripheral nerve.
        PeripheralNerve,
        /// Restorative stimulation of the multifidus muscle.
        Restorative,
        /// Field stimulation under the skin.
        PeripheralField,
        /// Stimulation through needles that leave with the session.
        NeedleStimulation,
        /// Percutaneous field stimulation of the ear.
        AuricularField,
        /// Electro-acupuncture devices of the ear.
        AuricularElectroacupuncture,
        /// Stimulation of the tibial nerve with a needle.
        TibialNeedle,
        /// Implanted stimulation of the tibial nerve.
        TibialImplant,
        /// Stimulation of a sacral nerve.
        Sacral,
        /// Stimulation of the vagus nerve.
        Vagus,
        /// Stimulation of the hypoglossal nerve.
        Hypoglossal,
        /// Stimulation of another cranial nerve.
        Cranial,
        /// Stimulation of the brain.
        Brain,
        /// Magnetic stimulation of peripheral nerves.
        Magnetic,
        /// Epidural injections.
        Epidural,
        /// Injections into facet joints, and blocks of their nerves.
        FacetInjection,
        /// Destruction of the nerves of facet joints.
        FacetAblation,
        /// Injections into the sacroiliac joint, and blocks of its nerves.
        Sacroiliac,
        /// Destruction of the nerves of the sacroiliac joint.
        SacroiliacAblation,
        /// Destruction of the basivertebral nerve.
        Basivertebral,
        /// Blocks of nerves, plexuses and ganglia.
        NerveBlock,
        /// Destruction of other nerves and plexuses.
        NerveDestruction,
        /// Trigger-point injections.
        TriggerPoint,
        /// Injections into joints of the limbs and at tendons.
        JointInjection,
        /// Acupuncture and dry needling.
        Acupuncture,
        /// Botulinum toxin into muscles and glands.
        Chemodenervation,
    }

    /// Parts of the spine that policies count apart.
    SpineArea {
        /// Neck and upper back, with T12-L1.
        CervicalThoracic,
        /// Low back and sacrum.
        LumbarSacral,
    }

    /// Whether a payer covers a therapy.
    Stance {
        /// Covered when its criteria are met.
        Covered,
        /// Investigational, experimental or unproven.
        Investigational,
        /// Not medically necessary, or not covered for another reason.
        NotCovered,
    }

    /// What payers ask of therapies.
    Asked {
        /// A trial before the permanent implant.
        Trial,
        /// Relief of pain in the trial, in percent.
        TrialReliefPercent,
        /// As much reduction of analgesics will do instead.
        TrialAnalgesicsCount,
        /// Improvement of symptoms in the trial, in percent.
        TrialImprovementPercent,
        /// Improvement of function in the trial.
        TrialFunction,
        /// Days of the trial at least.
        TrialDaysLeast,
        /// Days of the trial at most.
        TrialDaysMost,
        /// A psychological evaluation.
        PsychologicalEvaluation,
        /// A record that simpler treatment failed.
        ConservativeCare,
        /// Months of simpler treatment at least.
        ConservativeCareMonths,
        /// Months of pain at least.
        PainMonths,
        /// An objective cause of the pain.
        ObjectivePathology,
        /// Physical examination, screening for substance abuse, education and the effect on daily living.
        Selection,
        /// Leads at most.
        Leads,
        /// Contacts at most.
        Contacts,
        /// Leads at most in a trial.
        TrialLeads,
        /// Leads at most in 365 days.
        LeadsPerYear,
        /// Trials at most in a life, of one region of the spine.
        TrialsPerLife,
        /// Trial leads at most in a life.
        TrialLeadsPerLife,
        /// A repeated trial needs a technical reason or a new kind of stimulation.
        RepeatReason,
        /// Paddle leads at most in a life.
        PaddlesPerLife,
        /// Permanent implants may be placed in the office (0: not paid there).
        PermanentInOffice,
        /// Removal and revision of percutaneous leads in the office (0: not paid there).
        RemovalInOffice,
        /// Days between two programming sessions, but for the first month.
        ProgrammingDays,
        /// Sessions at most in a course.
        Sessions,
        /// Permanent implants of a clinician at least, in percent of the trials.
        TrialRatioPercent,
        /// Claims with 59 or an X modifier of a clinician at most, in percent of those with a pair for it.
        DistinctPercent,
        /// Claims with KX of a clinician at most, in percent of those with therapy.
        KxPercent,
        /// Covered only to test whether a stimulator should be implanted.
        SuitabilityTestOnly,
        /// Days of that test at most.
        TestDays,
        /// The strict criteria of a national policy.
        NationalCriteria,
        /// Days between two sessions at least.
        IntervalDays,
        /// Levels in a session at most.
        Levels,
        /// Levels in a session that are paid without an appeal.
        LevelsOnAppeal,
        /// Levels of an interlaminar or caudal injection at most.
        InterlaminarLevels,
        /// Regions of the spine in a day at most.
        RegionsPerDay,
        /// Sites of nerve blocks in a session at most.
        Sites,
        /// Days of pain at least.
        PainDays,
        /// Days of simpler treatment at least.
        ConservativeCareDays,
        /// Relief after the last session, in percent, before it is repeated.
        ReliefPercent,
        /// Days that this relief lasts at least.
        ReliefDays,
        /// Days after the first session from which another technique may be tried without relief.
        RetryDays,
        /// Diagnostic blocks before an ablation.
        DiagnosticBlocks,
        /// Relief after each diagnostic block, in percent.
        DiagnosticReliefPercent,
        /// Days between the first and the second diagnostic block at least.
        DiagnosticIntervalDays,
        /// Fluoroscopy or CT.
        Imaging,
        /// Contrast, unless it is contraindicated.
        Contrast,
        /// Views that are saved.
        Views,
        /// Guidance by imaging is not paid with it.
        NoGuidance,
        /// Needles and supplies are part of it.
        NoSupplies,
        /// Moderate sedation is not routine.
        NoSedation,
        /// KX on diagnostic lines, and on no others.
        DiagnosticModifier,
        /// A scale of pain or function.
        Scale,
        /// Signs of trigger points on examination.
        TriggerPointFindings,
        /// Provocation tests of the sacroiliac joint that are positive.
        ProvocationTests,
        /// Days with headache in a month.
        HeadacheDays,
        /// Days with signs of migraine in a month.
        MigraineDays,
        /// Adequate treatments that fail before it ends.
        FailedTreatments,
        /// No biologic or unapproved substance.
        NoBiologic,
        /// No untreated radiculopathy.
        NoRadiculopathy,
        /// Nothing: what policies that this one inherits from ask of the therapy does not hold.
        Nothing,
        /// A policy is proposed, and its outcome is not known.
        PolicyPending,
    }
}
