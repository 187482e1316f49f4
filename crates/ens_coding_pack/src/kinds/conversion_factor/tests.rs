//! Made-up factors in each layout.

use ens_coding::table::{Factor, Table};

use super::read;
use crate::fault::{Fault, Reason};
use crate::kinds::testing::{edition, fault, read_bytes, read_text, table};

type Factors = Table<Factor, u32>;

const HISTORY: &str = "\
date_start,date_end,cf
2023-01-01,2023-12-31,33.8872
2024-01-01,2024-03-08,32.7442
2024-03-09,2024-12-31,33.2875
";
const ANESTHESIA: &str = "\
Contractor,Locality,Locality Name,National Anes CF of 20.3178
01112 ,05 ,\"HERE, AND THERE\",20.45
02102 ,01 ,ALASKA*,27.86
,,,
";
const FIXED: &str = "\
01112       05    HERE (AND THERE)                                       2045
02102       01    ALASKA                                                 2786
";
/// A cleaned release, whose names are on one line.
const VALUES: &str = "\
hcpcs,mod,status_code,not_used_for_medicare_payment,work_rvu,non_fac_pe_rvu,non_fac_indicator,facility_pe_rvu,facility_indicator,mp_rvu,non_facility_total,facility_total,pctc_ind,glob_days,mult_proc,bilat_surg,asst_surg,co_surg,team_surg,endo_base,conv_factor,physician_supervision_of_diagnostic_procedures
A0021,,I,,0,0,,0,,0,0,0,9,XXX,9,9,9,9,9,,33.4009,09
A0080,,I,,0,0,,0,,0,0,0,9,XXX,9,9,9,9,9,,33.4009,09
";

fn all(factors: &Factors) -> Vec<String> {
    let day = |day: Option<ens_coding::Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    let row = |row: &ens_coding::table::Row<Factor, u32>| {
        format!("{:?} {} {} {}", row.key, row.value, day(row.from), day(row.to))
    };
    factors.rows().iter().map(row).collect()
}

#[test]
fn a_history_has_days_of_its_own() -> Result<(), Fault> {
    let (body, _) = read_text(read, &[("conversion_factor_1992_2024.csv", HISTORY)], None)?;
    let expected = [
        "Physician 338872 2023-01-01 2023-12-31",
        "Physician 327442 2024-01-01 2024-03-08",
        "Physician 332875 2024-03-09 2024-12-31",
    ];
    assert_eq!(all(&table(&body)?), expected);
    assert_eq!(edition(&body), "2024-10-01 .. 2024-12-31");
    Ok(())
}

#[test]
fn anesthesia_by_locality() -> Result<(), Fault> {
    let (body, odd) = read_text(read, &[("ANES2025.csv", ANESTHESIA)], None)?;
    let expected = [
        "Anesthesia(None) 203178 .. ..",
        "Anesthesia(Some(0111205)) 204500 .. ..",
        "Anesthesia(Some(0210201)) 278600 .. ..",
    ];
    assert_eq!((all(&table(&body)?).as_slice(), odd.len()), (expected.map(str::to_owned).as_slice(), 0));
    assert_eq!(edition(&body), "2025-01-01 2025-01-01 2025-12-31");
    let (fixed, _) = read_bytes(read, &[("ANES2025.txt", format!("{FIXED}\u{1A}").as_bytes())], None)?;
    assert_eq!(all(&table(&fixed)?).as_slice(), expected.get(1..).unwrap_or_default());
    Ok(())
}

#[test]
fn both_files_of_a_release() -> Result<(), Fault> {
    let other = VALUES.replace("33.4009", "33.5675");
    let files = [
        ("RVU26C.zip/PPRRVU2026_Jul_nonQPP.csv", VALUES),
        ("RVU26C.zip/PPRRVU2026_Jul_QPP.csv", other.as_str()),
        ("RVU26C.zip/ANES2026.txt", FIXED),
        ("RVU26C.zip/notes.txt", "nothing of use\n"),
    ];
    let (body, _) = read_text(read, &files, None)?;
    let rows = all(&table(&body)?);
    assert_eq!((rows.len(), edition(&body).as_str()), (4, "2026-07-01 2026-07-01 2026-09-30"));
    assert_eq!(
        rows.get(..2),
        Some(["Physician 334009 .. ..", "QualifyingParticipant 335675 .. .."].map(str::to_owned).as_slice())
    );
    Ok(())
}

#[test]
fn anesthesia_with_two_factors() -> Result<(), Fault> {
    let both = "\
Contractor,Locality,Locality Name,QP Anes CF of 20.5998,Non-QP Anes CF of 20.4976
02102,01,ALASKA*,27.99,27.86
";
    let (body, odd) = read_text(read, &[("ANES2026.csv", both)], None)?;
    assert_eq!(all(&table(&body)?), ["Anesthesia(None) 204976 .. ..", "Anesthesia(Some(0210201)) 278600 .. .."]);
    assert_eq!(odd.len(), 1);
    Ok(())
}

#[test]
fn faults() {
    let history = |from: &str, to: &str| fault(read, "cf_1992_2024.csv", &HISTORY.replacen(from, to, 1));
    assert_eq!(history("2024-03-09", "2024-03-08"), Some((Some(4), Some("date_start"), Reason::Contradiction)));
    assert_eq!(history("2023-12-31", "2023-02-29"), Some((Some(2), Some("date_end"), Reason::Date)));
    assert_eq!(history("2023-12-31", "2022-12-31"), Some((Some(2), Some("date_end"), Reason::Date)));
    assert_eq!(history("33.8872", "-33.8872"), Some((Some(2), Some("cf"), Reason::Value)));
    let anesthesia = |from: &str, to: &str| fault(read, "ANES2025.csv", &ANESTHESIA.replacen(from, to, 1));
    assert_eq!(anesthesia("27.86", "high"), Some((Some(3), Some("Anes CF"), Reason::Value)));
    assert_eq!(anesthesia("02102 ,01", "01112 ,05"), Some((Some(3), Some("Anes CF"), Reason::Contradiction)));
    assert_eq!(fault(read, "ANES2025.txt", &FIXED.replace("   2786", "")), Some((Some(2), None, Reason::Cells)));
    let values = |from: &str, to: &str| fault(read, "PPRRVU2026_Jul.csv", &VALUES.replacen(from, to, 1));
    assert_eq!(values("33.4009,09\nA", "33.5675,09\nA"), Some((Some(3), Some("CONV FACTOR"), Reason::Contradiction)));
    assert_eq!(fault(read, "other.csv", "a,b\n1,2\n"), Some((None, None, Reason::NoHeader)));
    let mixed = [("a.zip/PPRRVU2026_Jul.csv", VALUES), ("a.zip/ANES2025.csv", ANESTHESIA)];
    assert_eq!(read_text(read, &mixed, None).err().map(|fault| fault.reason), Some(Reason::MixedEditions));
}
