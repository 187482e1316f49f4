//! Columns of the relative value files, by their stacked names and in the fixed-width form.

use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed, optional};
use crate::kinds::guards::{characters, reaches};
use crate::sheet::{Flow, Row, probe};
use crate::source::Source;

macro_rules! fields {
    ($($name:ident: $column:literal, $wanted:expr, $from:literal - $to:literal;)*) => {
        /// A column of the relative value file.
        #[derive(Clone, Copy)]
        #[allow(clippy::enum_variant_names, reason = "the names are those of the columns")]
        pub(super) enum Field { $($name,)* }

        impl Field {
            /// Its name in faults.
            pub(super) const fn column(self) -> &'static str {
                match self { $(Self::$name => $column,)* }
            }

            /// First and last character in the fixed-width form, from 1.
            const fn place(self) -> (usize, usize) {
                match self { $(Self::$name => ($from, $to),)* }
            }
        }

        const WANTED: &[Wanted] = &[$($wanted,)*];
    };
}

// The description is not among them: it is the AMA's and is never looked at.
fields! {
    Code: "HCPCS", needed(&["hcpcs"]), 1 - 5;
    Modifier: "MOD", needed(&["mod"]), 6 - 7;
    Status: "STATUS CODE", needed(&["statuscode"]), 58 - 58;
    NotUsed: "NOT USED FOR MEDICARE PAYMENT", needed(&["notusedformedicarepayment"]), 59 - 59;
    Work: "WORK RVU", needed(&["workrvu"]), 60 - 65;
    PeNonfacility: "NON-FAC PE RVU", needed(&["nonfacpervu"]), 67 - 72;
    NaNonfacility: "NON-FAC NA INDICATOR", needed(&["nonfacnaindicator", "nonfacindicator"]), 73 - 74;
    PeFacility: "FACILITY PE RVU", needed(&["facilitypervu"]), 76 - 81;
    NaFacility: "FACILITY NA INDICATOR", needed(&["facilitynaindicator", "facilityindicator"]), 82 - 83;
    Malpractice: "MP RVU", needed(&["mprvu"]), 85 - 89;
    TotalNonfacility: "NON-FACILITY TOTAL", needed(&["nonfacilitytotal"]), 91 - 96;
    TotalFacility: "FACILITY TOTAL", needed(&["facilitytotal"]), 97 - 102;
    Component: "PCTC IND", needed(&["pctcind"]), 103 - 103;
    Global: "GLOB DAYS", needed(&["globdays"]), 104 - 106;
    Multiple: "MULT PROC", needed(&["multproc"]), 116 - 116;
    Bilateral: "BILAT SURG", needed(&["bilatsurg"]), 117 - 117;
    Assistant: "ASST SURG", needed(&["asstsurg"]), 118 - 118;
    CoSurgeon: "CO-SURG", needed(&["cosurg"]), 119 - 119;
    Team: "TEAM SURG", needed(&["teamsurg"]), 120 - 120;
    EndoscopicBase: "ENDO BASE", needed(&["endobase"]), 128 - 132;
    Factor: "CONV FACTOR", needed(&["convfactor"]), 133 - 140;
    Supervision: "PHYSICIAN SUPERVISION", needed(&["physiciansupervisionofdiagnosticprocedures"]), 142 - 143;
    Imaging: "DIAGNOSTIC IMAGING FAMILY", optional(&["diagnosticimagingfamilyindicator"]), 146 - 147;
}

/// Characters of a fixed-width record.
const RECORD: usize = 171;
/// What is between the indicators and the base code: blank in all years that are known.
const FILLER: (usize, usize) = (121, 127);
/// Lines among which the first record is looked for.
const WITHIN: usize = 40;

/// Where the columns of a relative value file are.
pub(crate) enum Layout {
    Columns(Columns),
    Fixed,
}

impl Layout {
    /// The layout of a source, or nothing where it is no relative value file.
    pub(crate) fn of(source: &Source) -> Result<Option<Self>, Fault> {
        if let Some(columns) = Columns::find(source, WANTED)? {
            return Ok(Some(Self::Columns(columns)));
        }
        let (mut lines, mut is_fixed) = (0_usize, false);
        probe(source, &mut |row| {
            lines = lines.saturating_add(1);
            is_fixed = is_record(row.line());
            Ok(if is_fixed || lines > WITHIN { Flow::Stop } else { Flow::Next })
        })?;
        Ok(is_fixed.then_some(Self::Fixed))
    }

    /// What is said above the header.
    pub(crate) fn words(&self) -> &str {
        match self {
            Self::Columns(columns) => columns.words(),
            Self::Fixed => "",
        }
    }

    /// Calls `each` for every record.
    pub(crate) fn each_record(
        &self,
        source: &Source,
        each: &mut dyn FnMut(&Record<'_, '_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        match self {
            Self::Columns(columns) => columns.each_row(source, &mut |row| {
                let last = (0..WANTED.len()).filter_map(|at| columns.at(at)).max().unwrap_or_default();
                reaches(row, last)?;
                each(&Record { row, columns: Some(columns) }).map(|()| Flow::Next)
            }),
            Self::Fixed => {
                let mut has_begun = false;
                crate::sheet::each_row(source, &mut |row| {
                    if row.line().starts_with("HDR ") {
                        return Ok(Flow::Next);
                    }
                    has_begun = true;
                    if row.line().chars().count() < RECORD {
                        return Err(row.fault("", Reason::Cells));
                    }
                    if !characters(row.line(), FILLER).is_empty() {
                        return Err(row.fault(Field::EndoscopicBase.column(), Reason::Value));
                    }
                    each(&Record { row, columns: None }).map(|()| Flow::Next)
                })?;
                if has_begun { Ok(()) } else { Err(Fault::of(source.name(), Reason::Empty)) }
            }
        }
    }
}

/// A record of a relative value file.
pub(crate) struct Record<'r, 'a> {
    pub row: &'r Row<'a>,
    columns: Option<&'r Columns>,
}

impl Record<'_, '_> {
    /// Text of a field.
    pub(super) fn text(&self, field: Field) -> &str {
        match self.columns {
            Some(columns) => columns.at(field as usize).map_or("", |at| self.row.cell(at)),
            None => characters(self.row.line(), field.place()),
        }
    }

    /// A fault of a field.
    pub(super) fn fault(&self, field: Field, reason: Reason) -> Fault {
        self.row.fault(field.column(), reason)
    }
}

/// Whether a line is a record of the fixed-width form.
fn is_record(line: &str) -> bool {
    let text = |field: Field| characters(line, field.place());
    let factor = text(Field::Factor);
    text(Field::Code).parse::<ens_coding::Code>().is_ok()
        && line.chars().count() >= RECORD
        && factor.contains('.')
        && crate::cells::decimal_of(factor, 4).is_some()
        && text(Field::Work).contains('.')
}
