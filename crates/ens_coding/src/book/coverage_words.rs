//! The words in which policies speak of therapies.

use serde::{Deserialize, Serialize};

use crate::text::words;

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
