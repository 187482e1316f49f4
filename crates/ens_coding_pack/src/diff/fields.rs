//! Keys and values of rows in plain words.

use ens_coding::table::{
    AddOn, Area, BelievedPair, CodeFact, DenialCode, DenialFact, DenialKind, DiagnosisList, Duty, Factor, Fee, Gpci,
    Guidance, LevelTwo, ListedDenial, ListedDiagnosis, Locality, ModifierFact, Place, Pool, Program, Remedy, Reviewed,
    Synonym, UnitLimit, Zip, ZipArea,
};
use ens_coding::{Code, Diagnosis, Modifier, PlaceOfService};

/// A key as people write it.
pub(super) trait Named {
    fn name(&self) -> String;
}

macro_rules! named_by_text {
    ($($kind:ty)*) => {
        $(impl Named for $kind {
            fn name(&self) -> String {
                self.to_string()
            }
        })*
    };
}

named_by_text!(Code Modifier PlaceOfService Diagnosis Locality Zip String u16);

impl Named for (Code, Code) {
    fn name(&self) -> String {
        format!("{} / {}", self.0, self.1)
    }
}

impl Named for (DenialKind, DenialCode) {
    fn name(&self) -> String {
        let kind = match self.0 {
            DenialKind::Group => "group",
            DenialKind::Reason => "reason",
            DenialKind::Remark => "remark",
        };
        format!("{kind} {}", self.1)
    }
}

impl Named for (Pool, u16) {
    fn name(&self) -> String {
        format!("{:?} {}", self.0, self.1)
    }
}

impl Named for DiagnosisList {
    fn name(&self) -> String {
        format!("{self:?}")
    }
}

impl Named for Factor {
    fn name(&self) -> String {
        match self {
            Self::Physician => "physician".to_owned(),
            Self::QualifyingParticipant => "qualifying participant".to_owned(),
            Self::Anesthesia(None) => "anesthesia".to_owned(),
            Self::Anesthesia(Some(locality)) => format!("anesthesia {locality}"),
        }
    }
}

/// The values of a row by their names.
pub(super) trait Values {
    fn values(&self) -> Vec<(&'static str, String)>;

    /// What tells rows of one key apart besides their days; it follows the key.
    fn tells_apart(&self) -> String {
        String::new()
    }
}

/// A whole number of the last of so many places, as a decimal.
fn decimal(value: u32, places: usize) -> String {
    let digits = format!("{value:0>width$}", width = places.saturating_add(1));
    let (whole, part) = digits.split_at_checked(digits.len().saturating_sub(places)).unwrap_or((&digits, ""));
    format!("{whole}.{part}")
}

fn joined<T: ToString>(all: &[T]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn runs(all: &[(Code, Code)]) -> String {
    joined(&all.iter().map(|(first, last)| format!("{first}-{last}")).collect::<Vec<_>>())
}

fn optional<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn yes(is: impl Into<Option<bool>>) -> String {
    match is.into() {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
    .to_owned()
}

macro_rules! values {
    ($($kind:ty: |$it:ident| $($name:literal = $value:expr),+;)*) => {
        $(impl Values for $kind {
            fn values(&self) -> Vec<(&'static str, String)> {
                let $it = self;
                vec![$(($name, $value)),+]
            }
        })*
    };
}

values! {
    UnitLimit: |it| "unit limit" = it.units.to_string(), "adjudication indicator" = it.adjudication.to_string();
    Gpci: |it| "work" = decimal(it.work, 3), "practice expense" = decimal(it.practice_expense, 3),
        "malpractice" = decimal(it.malpractice, 3), "name" = it.name.clone(), "state" = it.state.to_string();
    LevelTwo: |it| "coverage" = it.coverage.to_string(), "pricing" = joined(&it.pricing),
        "types of service" = joined(&it.types_of_service), "see" = joined(&it.see);
    Area: |it| "state" = it.state.clone(), "name" = it.name.clone(), "counties" = it.counties.clone();
    ZipArea: |it| "locality" = it.locality.to_string(), "rural" = it.rural.to_string(),
        "four further digits needed" = yes(it.needs_plus_four), "state" = it.state.to_string();
    Synonym: |it| "meaning" = it.meaning.clone(), "codes" = joined(&it.codes);
    Duty: |it| "record" = it.record.clone(), "when" = it.when.clone(), "path" = it.path.clone(), "codes" = runs(&it.codes);
    Place: |it| "facility" = yes(it.facility), "label" = it.label.clone();
    DenialFact: |it| "effect" = format!("{:?}", it.effect), "label" = it.label.clone();
    ListedDenial: |it| "last change" = optional(it.modified.as_ref());
    CodeFact: |it| "timing" = format!("{:?}", it.timing), "attendance" = format!("{:?}", it.attendance),
        "therapy" = format!("{:?}", it.therapy), "label" = it.label.clone(),
        "edits as" = optional(it.edits_as.as_ref()), "successor" = optional(it.successor.as_ref());
    ModifierFact: |it| "rank" = it.rank.to_string(), "group" = format!("{:?}", it.group), "label" = it.label.clone();
    BelievedPair: |it| "last active day" = optional(it.last_day.as_ref()), "why" = it.why.clone();
    Guidance: |it| "guidance" = format!("{it:?}").to_lowercase();
    char: |it| "status" = it.to_string();
    bool: |it| "billable" = yes(*it);
    u64: |it| "cents" = it.to_string();
}

/// A conversion factor.
impl Values for u32 {
    fn values(&self) -> Vec<(&'static str, String)> {
        vec![("factor", decimal(*self, 4))]
    }
}

impl Values for () {
    fn values(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

impl Values for AddOn {
    fn values(&self) -> Vec<(&'static str, String)> {
        vec![("edit type", self.edit_type.to_string()), ("note", self.note.clone())]
    }

    fn tells_apart(&self) -> String {
        self.primary
            .map_or_else(|| " with a primary of the contractor".to_owned(), |primary| format!(" with {primary}"))
    }
}

impl Values for Reviewed {
    fn values(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn tells_apart(&self) -> String {
        let program = match self.program {
            Program::HospitalOutpatient => "hospital outpatient",
            Program::Wiser => "WISeR",
        };
        format!(" {program} {}", optional(self.state.as_ref()))
    }
}

impl Values for Remedy {
    fn values(&self) -> Vec<(&'static str, String)> {
        let action = self.action.map(|action| format!("{action:?}")).unwrap_or_default();
        vec![("rules", self.rules.clone()), ("action", action), ("attach", self.attach.clone())]
    }

    fn tells_apart(&self) -> String {
        if self.fact.is_empty() { String::new() } else { format!(" with {} {}", self.fact, self.value) }
    }
}

impl Values for ListedDiagnosis {
    fn values(&self) -> Vec<(&'static str, String)> {
        vec![("effect", format!("{:?}", self.effect)), ("why", self.why.clone())]
    }

    fn tells_apart(&self) -> String {
        format!(" {}", self.prefix)
    }
}

impl Values for Fee {
    fn values(&self) -> Vec<(&'static str, String)> {
        vec![
            ("status", self.status.to_string()),
            ("work", decimal(self.work, 2)),
            ("non-facility practice expense", decimal(self.pe_nonfacility, 2)),
            ("facility practice expense", decimal(self.pe_facility, 2)),
            ("malpractice", decimal(self.malpractice, 2)),
            ("global period", self.global.to_string()),
            ("multiple procedure", self.multiple_procedure.to_string()),
            ("bilateral", self.bilateral.to_string()),
            ("assistant at surgery", self.assistant.to_string()),
            ("co-surgeon", self.co_surgeon.to_string()),
            ("team surgery", self.team.to_string()),
            ("professional and technical component", self.component.to_string()),
            ("endoscopic base", optional(self.endoscopic_base.as_ref())),
            ("supervision", self.supervision.to_string()),
            ("imaging family", self.imaging_family.to_string()),
            ("not used for Medicare", yes(self.not_used)),
            ("not payable outside of a facility", yes(self.na_nonfacility)),
            ("not payable in a facility", yes(self.na_facility)),
            ("conversion factor", decimal(self.conversion_factor, 4)),
        ]
    }

    fn tells_apart(&self) -> String {
        self.modifier.map(|modifier| format!("-{modifier}")).unwrap_or_default()
    }
}
