//! Made-up places.

use ens_coding::PlaceOfService;
use ens_coding::table::{Place, Table};

use super::read;
use crate::fault::{Fault, Reason};
use crate::kinds::testing::{edition, fault, read_text, table};

const CSV: &str = "\
\"pos_code\",\"pos_type\",\"pos_name\",\"pos_description\"
\"02\",\"Facility\",\"Away from the Patient’s Home\",\"A description, which is not stored.\"
\"11\",\"Non-Facility\",\"Office\",\"A description.\"
";

#[test]
fn places() -> Result<(), Fault> {
    let (body, _) = read_text(read, &[("places_2026-02.csv", CSV)], None)?;
    let places: Table<PlaceOfService, Place> = table(&body)?;
    let all: Vec<String> = places.rows().iter().map(|row| format!("{} {:?}", row.key, row.value)).collect();
    let expected = [
        r#"02 Place { label: "Away from the Patient’s Home", facility: true }"#,
        r#"11 Place { label: "Office", facility: false }"#,
    ];
    assert_eq!((all, edition(&body).as_str()), (expected.map(str::to_owned).to_vec(), "2026-01-01 .. 2026-03-31"));
    Ok(())
}

#[test]
fn faults() {
    let name = "places_2026.csv";
    let with = |from: &str, to: &str| fault(read, name, &CSV.replacen(from, to, 1));
    assert_eq!(with("\"11\"", "\"111\""), Some((Some(3), Some("pos_code"), Reason::Code)));
    assert_eq!(with("Non-Facility", "Neither"), Some((Some(3), Some("pos_type"), Reason::Value)));
    assert_eq!(with("\"Office\"", "\"\""), Some((Some(3), Some("pos_name"), Reason::Value)));
    assert_eq!(with("\"11\"", "\"02\""), Some((Some(3), Some("Code"), Reason::Contradiction)));
    assert_eq!(with(",\"Office\",\"A description.\"", ""), Some((Some(3), None, Reason::Cells)));
    assert_eq!(with("pos_type", "kind"), Some((None, None, Reason::NoHeader)));
    assert_eq!(fault(read, "places.csv", CSV), Some((None, None, Reason::NoEdition)));
}
