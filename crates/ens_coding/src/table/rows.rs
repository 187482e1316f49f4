//! What the rows of each table say.

use alloc::string::String;
use serde::{Deserialize, Serialize};

use super::Key;
use crate::code::Code;
use crate::date::Date;
use crate::two::State;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),* }
    };
}

words! {
    /// How the units of a code are counted.
    Timing {
        /// Therapy code in 15-minute units.
        Timed,
        /// Once a day, whatever the minutes.
        Untimed,
        /// Acupuncture: 15-minute sets, the first one and each further one with codes of their own.
        Sets,
        /// First 15 minutes of a pair of codes.
        First,
        /// Each further 15 minutes of a pair of codes.
        More,
        /// Once a month.
        Monthly,
        /// A device for use at home.
        Item,
        /// A supply for use at home.
        Supply,
        /// A device or supply that a procedure implants or uses up.
        Material,
        /// A drug, by dose.
        Drug,
        /// By procedure.
        Procedure,
    }
}

words! {
    /// Whom a code needs present.
    Attendance {
        /// Direct one-on-one contact for the counted time.
        Constant,
        /// Constant attendance of a group.
        Group,
        /// Supervision.
        Supervised,
        /// Not a question for this code.
        None,
    }
}

words! {
    /// Whether a code is therapy.
    TherapyClass {
        /// Whoever furnishes it.
        Always,
        /// Under a therapy plan of care.
        Sometimes,
        /// Not therapy.
        Never,
    }
}

/// What a code is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeFact {
    /// The project's own plain-language label.
    pub label: String,
    /// How its units are counted.
    pub timing: Timing,
    /// Whom it needs present.
    pub attendance: Attendance,
    /// Whether it is therapy.
    pub therapy: TherapyClass,
    /// The code to look up in the pair and unit edits in its stead.
    pub edits_as: Option<Code>,
    /// The code that took its place.
    pub successor: Option<Code>,
}

impl CodeFact {
    /// Whether the code counts minutes under the therapy methods.
    pub fn is_timed(&self) -> bool {
        matches!(self.timing, Timing::Timed | Timing::First | Timing::More)
    }

    /// Whether the code is therapy: always, or sometimes and under a plan of care.
    pub fn is_therapy(&self, under_plan: bool) -> bool {
        match self.therapy {
            TherapyClass::Always => true,
            TherapyClass::Sometimes => under_plan,
            TherapyClass::Never => false,
        }
    }
}

/// A unit edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitLimit {
    /// The most units.
    pub units: u32,
    /// MUE adjudication indicator: 1 by line, 2 by day and absolute, 3 by day and open to appeal.
    pub adjudication: u8,
}

/// A primary code of an add-on code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddOn {
    /// The primary code; `None` where the contractor defines it.
    pub primary: Option<Code>,
    /// Edit type. 1: one of the listed primaries is required; 2: the contractor defines the primaries; 3: some are
    /// listed, and the contractor may define others.
    pub edit_type: u8,
    /// The official note where it is a rule of its own, such as a suspension; empty otherwise.
    pub note: String,
}

words! {
    /// The yearly therapy amounts.
    Pool {
        /// Threshold of physical therapy and speech-language pathology together.
        PtSlp,
        /// Threshold of occupational therapy.
        Ot,
        /// Targeted medical review.
        Review,
    }
}

impl Key for (Pool, u16) {}

/// What a modifier is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModifierFact {
    /// Place on the line: lower ranks stand first.
    pub rank: u8,
    /// Its group.
    pub group: ModifierGroup,
    /// The project's own plain-language label.
    pub label: String,
}

words! {
    /// Groups of modifiers.
    ModifierGroup {
        /// GP, GO, GN.
        TherapyDiscipline,
        /// CQ, CO.
        Assistant,
        /// KX.
        Threshold,
        /// 59, XE, XS, XP, XU.
        Distinct,
        /// 25.
        SeparateEvaluation,
        /// AT.
        ActiveTreatment,
        /// GA, GZ, GX, GY.
        Waiver,
        /// NU, RR, UE.
        Device,
        /// 76, 77.
        Repeat,
        /// Sides, fingers, toes, eyelids, and 50.
        Side,
        /// Telehealth.
        Telehealth,
        /// 58, 78, 79 and the like.
        Staged,
        /// 52, 53, 73, 74.
        Reduced,
        /// JW, JZ.
        DrugWaste,
        /// Assistants at surgery and co-surgeons.
        Surgeon,
        /// Any other.
        Other,
    }
}

/// A code that a program reviews before it is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The program.
    pub program: Program,
    /// The state in which it is reviewed; `None` where all are.
    pub state: Option<State>,
}

words! {
    /// Programs of Medicare that review services before payment.
    Program {
        /// Prior authorization of hospital outpatient services.
        HospitalOutpatient,
        /// The Wasteful and Inappropriate Service Reduction model.
        Wiser,
    }
}

words! {
    /// How guidance stands to a procedure.
    Guidance {
        /// It is part of the procedure.
        Included,
        /// The procedure is one without it; with it another code is used.
        Excluded,
        /// It can be reported apart, where it is documented and needed.
        Separate,
        /// An add-on of which the procedure is no primary.
        Unlisted,
    }
}

/// A place of service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The project's own plain-language label.
    pub label: String,
    /// Paid at the facility rate.
    pub facility: bool,
}

/// A pair that guides call an edit although none is active.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BelievedPair {
    /// Last day on which it was active, where it ever was.
    pub last_day: Option<Date>,
    /// The project's own words.
    pub why: String,
}

/// A family of diagnoses on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedDiagnosis {
    /// Prefix without the dot.
    pub prefix: String,
    /// What the list makes of it.
    pub effect: DiagnosisEffect,
    /// The project's own words.
    pub why: String,
}

words! {
    /// Lists of diagnoses.
    DiagnosisList {
        /// Low back pain, which several policies single out.
        LowBack,
        /// Disorders of the low back of which nobody has seen whether the policy on acupuncture lists them.
        LowBackOpen,
        /// Indications that the TENS policy does not accept.
        Tens,
        /// Too vague to support necessity.
        Vague,
        /// Wounds, by how far the wound policy accepts them.
        Wound,
    }
}

words! {
    /// What a list makes of a diagnosis.
    DiagnosisEffect {
        /// The policy does not cover it.
        Excluded,
        /// Low back pain.
        LowBack,
        /// A wound that qualifies.
        Qualifying,
        /// A pressure ulcer of stage 3 or 4.
        QualifyingStage,
        /// A pressure ulcer of stage 1 or 2.
        Shallow,
        /// A pressure ulcer that cannot be staged.
        Unstageable,
        /// Too vague to support necessity.
        Vague,
    }
}

impl Key for DiagnosisList {}
