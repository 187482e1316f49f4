//! The reasons that a draft gives for its lines.

use crate::rule::{Rule, reason};

reason! {
    /// Nobody was in constant one-on-one contact, and it was no wound: the unattended code of the payer, once a day.
    UNATTENDED = "select/unattended-stimulation";
    says: "stimulation without constant one-on-one attendance: the payer's unattended code {code}, once a day whatever the minutes and areas";
    cites: [CMS_MPFS_2026C, CGS_THERAPY_GUIDANCE];
}

reason! {
    /// Attendance was claimed, and the note contradicts it.
    ATTENDANCE_CONTRADICTED = "select/attendance-contradicted";
    says: "the note records that constant attendance was absent: {code} instead of the attended code";
    cites: [CGS_THERAPY_GUIDANCE];
}

reason! {
    /// Direct one-on-one contact for the whole counted time.
    ATTENDED = "select/attended-stimulation";
    says: "direct one-on-one contact for the whole counted time: {code}, in timed units";
    cites: [CGS_THERAPY_GUIDANCE];
}

reason! {
    /// The current went through acupuncture needles and belongs to their code.
    THROUGH_NEEDLES = "select/current-through-needles";
    says: "the current went through the acupuncture needles and is part of their code; no line of its own";
    cites: [PROJECT];
}

reason! {
    /// A wound that the national policy lists, or whose facts are not stated.
    WOUND_QUALIFYING = "select/wound-stimulation";
    says: "stimulation of a qualifying chronic wound: {code}";
    cites: [NCD_270_1];
}

reason! {
    /// A wound that the national policy does not list.
    WOUND_OTHER = "select/other-wound-stimulation";
    says: "stimulation of a wound outside of the national policy's list: {code}, which Medicare does not cover";
    cites: [NCD_270_1];
}

reason! {
    /// The code of the procedure that was named.
    PROCEDURE = "select/procedure";
    says: "{what}: {code}";
    cites: [CMS_MPFS_2026C];
}

reason! {
    /// The code changed over the years; the date of service decides.
    BY_DATE = "select/by-date-of-service";
    says: "{code} is the code in force on the date of service";
    cites: [CMS_MPFS_2026C];
}

reason! {
    /// The application code ended; instruction in a visit is attended stimulation.
    TENS_INSTRUCTION = "select/tens-instruction";
    says: "the application code ended on 2018-12-31; instruction in the use of TENS is attended stimulation, {code}";
    cites: [CGS_THERAPY_GUIDANCE];
}

reason! {
    /// One initial acupuncture code a day; every further set is an add-on.
    ACUPUNCTURE = "select/acupuncture-sets";
    says: "acupuncture by sets of 15 minutes: one initial code a day, further sets as add-on; {code}";
    cites: [CMS_NCCI_PTP_2024Q3];
}

reason! {
    /// The host chose the code.
    GIVEN = "select/given-by-host";
    says: "the visit itself names the code {code}; it is checked, not selected";
    cites: [PROJECT];
}

reason! {
    /// The payer takes stimulator supplies under one code only.
    SUPPLIES_AS = "select/supplies-as";
    says: "this payer takes stimulator supplies only as {code}";
    cites: [DOL_OWCP_2016];
}

reason! {
    /// No code of the tables describes the service on its date.
    NO_CODE = "select/no-code";
    says: "no code of the loaded tables describes this service on its date; nothing was drafted";
    cites: [PROJECT];
}

reason! {
    /// The code of the part, of what it acts on and of what was done.
    STIMULATOR = "select/stimulator";
    says: "{what}: {code}";
    cites: [CMS_MPFS_2026A];
}

reason! {
    /// No code describes it, and one that comes near may not be used.
    UNLISTED = "select/unlisted";
    says: "no code describes the service, and the nearest one may not stand for it: {code}, with a report and a comparable code";
    cites: [CMS_NCCI_MANUAL_2026, PENS_2018];
}

reason! {
    /// A temporary lead that is pulled has no code.
    LEAD_PULLED = "select/lead-pulled";
    says: "a temporary lead that is pulled without an incision has no code of its own; nothing was drafted";
    cites: [A56876];
}

reason! {
    /// Joining the stimulator of a trial is part of placing the lead.
    EXTERNAL_GENERATOR = "select/external-generator";
    says: "a generator outside of the body is joined as part of placing the lead; nothing was drafted";
    cites: [CPT_ASSISTANT_2011_04];
}

reason! {
    /// One code reports lead and generator.
    WITH_LEAD = "select/generator-with-lead";
    says: "the code of the lead reports the generator too; no line of its own";
    cites: [CMS_MPFS_2026A];
}

reason! {
    /// The code of the generator reports the lead, with which it is one piece.
    WITH_GENERATOR = "select/lead-with-generator";
    says: "lead and generator are one piece; the generator's code reports both, and no line of its own";
    cites: [CMS_MPFS_2020_2024];
}

reason! {
    /// Of a generator that makes room for a new one only the replacement is reported.
    MAKES_ROOM = "select/makes-room";
    says: "the old generator made room for the new one, and the replacement alone is reported; no line of its own";
    cites: [CMS_NCCI_MANUAL_2026];
}

reason! {
    /// Testing leads in a trial is part of placing them.
    TRIAL_PROGRAMMING = "select/trial-programming";
    says: "testing and programming of a trial are part of placing the lead; nothing was drafted";
    cites: [CPT_ASSISTANT_2011_04];
}

reason! {
    /// Placing a stimulator in one piece includes its programming.
    PROGRAMMING_INCLUDED = "select/programming-included";
    says: "placing a stimulator in one piece includes its programming; no line of its own";
    cites: [CMS_NCCI_PTP_2024Q3];
}

reason! {
    /// The level follows from the number of parameters that were changed.
    PROGRAMMED = "select/programming-level";
    says: "{what}: {code}, by what it acts on and by the number of parameters changed (none, up to three, more)";
    cites: [KZA_95972, CMS_MPFS_2026A];
}

reason! {
    /// Guidance is part of the procedure.
    IMAGING_INCLUDED = "select/imaging-included";
    says: "guidance is part of this procedure; no line of its own";
    cites: [CMS_NCCI_MANUAL_2026, CMS_NCCI_AOC_2026Q2];
}

reason! {
    /// The code of the procedure, by what was reached, how, and with what imaging.
    NEEDLE = "select/needle-procedure";
    says: "{what}: {code}";
    cites: [CMS_MPFS_2026A];
}

reason! {
    /// One code for the first level of the day, others for those that follow; both sides of a level are one level.
    LEVELS = "select/spinal-levels";
    says: "{what}: {code}, by levels; both sides of a level count as one";
    cites: [A58350, A58993];
}

reason! {
    /// One base code a day, for the limb with the most muscles; every other limb has an add-on.
    LIMBS = "select/treated-limbs";
    says: "{what}: {code}; the limb with the most muscles has the base code, every other one an add-on";
    cites: [CMS_NCCI_AOC_2026Q2];
}

reason! {
    /// Anesthesia by the clinician who does the procedure belongs to the procedure.
    SURGICAL_PACKAGE = "select/surgical-package";
    says: "a block for anesthesia by the operating clinician is part of the procedure; no line of its own";
    cites: [CMS_NCCI_MANUAL_2026, ASA_BLOCKS_2025];
}

reason! {
    /// Units given and units discarded, in the units of the code.
    DRUG = "select/drug-units";
    says: "{what}: {code}, in the units of the code, what was discarded on a line of its own";
    cites: [CMS_JW];
}

reason! {
    /// The drug had no code of its own on the date.
    UNCLASSIFIED_DRUG = "select/unclassified-drug";
    says: "the drug has no code of its own on the date of service: {code}";
    cites: [CMS_MPFS_2020_2024];
}

reason! {
    /// Sedation of less than ten minutes has no code.
    SEDATION_SHORT = "select/sedation-short";
    says: "moderate sedation of less than ten minutes is not reported; no line of its own";
    cites: [NEEDLE_PRACTICE];
}

reason! {
    /// How minutes became units.
    UNITS = "select/timed-units";
    says: "{code}: {minutes} minutes give {units} units by the {method} method, out of {total_minutes} timed minutes and {total_units} units of the day";
    cites: [CMS_100_04_CH5_20_2, AMA_CPT_MIDPOINT];
}

reason! {
    /// Minutes that another timed service used already.
    MINUTES_COUNTED_ONCE = "select/minutes-counted-once";
    says: "the minutes of {code} are those of another timed service of the visit and count once";
    cites: [CMS_100_04_CH5_20_2];
}

reason! {
    /// Why a modifier stands on a drafted line.
    MODIFIER = "select/modifier";
    says: "{modifier} on {code}: {why}";
    cites: [PROJECT];
}

/// All reasons, in the order of their ids.
pub(crate) static REASONS: &[&Rule] = &[
    &ACUPUNCTURE,
    &ATTENDANCE_CONTRADICTED,
    &ATTENDED,
    &BY_DATE,
    &THROUGH_NEEDLES,
    &DRUG,
    &EXTERNAL_GENERATOR,
    &WITH_LEAD,
    &GIVEN,
    &IMAGING_INCLUDED,
    &LEAD_PULLED,
    &WITH_GENERATOR,
    &MAKES_ROOM,
    &MINUTES_COUNTED_ONCE,
    &MODIFIER,
    &NEEDLE,
    &NO_CODE,
    &WOUND_OTHER,
    &PROCEDURE,
    &PROGRAMMING_INCLUDED,
    &PROGRAMMED,
    &SEDATION_SHORT,
    &LEVELS,
    &STIMULATOR,
    &SUPPLIES_AS,
    &SURGICAL_PACKAGE,
    &TENS_INSTRUCTION,
    &UNITS,
    &LIMBS,
    &TRIAL_PROGRAMMING,
    &UNATTENDED,
    &UNCLASSIFIED_DRUG,
    &UNLISTED,
    &WOUND_QUALIFYING,
];
