//! Made-up lists of denial codes.

use ens_coding::table::{DenialCode, DenialKind, ListedDenial, Table};

use super::{by_shape, read};
use crate::fault::{Fault, Reason};
use crate::kinds::testing::{edition, fault, read_text, table};

type Denials = Table<(DenialKind, DenialCode), ListedDenial>;

const ALL: &str = "\
adj_code,adj_type,adj_start_date,adj_last_modified,adj_end_date
CO,Group,,,
97,CARC,1995-01-01,2017-07-01,
B7,CARC,1995-01-01,,2010-06-30
N362,RARC,2006-11-18,,
";
const PLAIN: &str = "\
Code,Description,Start Date,Last Modified,Stop Date
97,Words that are not stored,1/1/1995,7/1/2017,
N362,Words that are not stored,11/18/2006,,
";

fn all(denials: &Denials) -> Vec<String> {
    let row = |row: &ens_coding::table::Row<(DenialKind, DenialCode), ListedDenial>| {
        format!("{:?} {} {:?} {:?} {:?}", row.key.0, row.key.1, row.from, row.to, row.value.modified)
    };
    denials.rows().iter().map(row).collect()
}

#[test]
fn lists_with_and_without_kinds() -> Result<(), Fault> {
    let (body, _) = read_text(read, &[("carc_rarc_group_2022-11.csv", ALL)], None)?;
    let expected = [
        "Group CO None None None",
        "Reason 97 Some(1995-01-01) None Some(2017-07-01)",
        "Reason B7 Some(1995-01-01) Some(2010-06-30) None",
        "Remark N362 Some(2006-11-18) None None",
    ];
    assert_eq!(
        (all(&table(&body)?), edition(&body).as_str()),
        (expected.map(str::to_owned).to_vec(), "2022-10-01 .. 2022-12-31")
    );
    let (body, _) = read_text(read, &[("codes_2022-11.csv", PLAIN)], None)?;
    let expected = ["Reason 97 Some(1995-01-01) None Some(2017-07-01)", "Remark N362 Some(2006-11-18) None None"];
    assert_eq!(all(&table(&body)?), expected);
    assert!(!String::from_utf8_lossy(&body.bytes).contains("Words"));
    Ok(())
}

#[test]
fn kinds_by_shape() {
    for (code, kind) in [
        ("CO", Some(DenialKind::Group)),
        ("97", Some(DenialKind::Reason)),
        ("P12", Some(DenialKind::Reason)),
        ("M15", Some(DenialKind::Remark)),
        ("MA130", Some(DenialKind::Remark)),
        ("N362", Some(DenialKind::Remark)),
        ("ABC", None),
        ("1234", None),
        ("X1Y", None),
    ] {
        assert_eq!(by_shape(code), kind, "{code}");
    }
}

#[test]
fn faults() {
    let name = "carc_2022-11.csv";
    let with = |from: &str, to: &str| fault(read, name, &ALL.replacen(from, to, 1));
    assert_eq!(with("N362", "N 362"), Some((Some(5), Some("code"), Reason::Value)));
    assert_eq!(with("RARC", "OTHER"), Some((Some(5), Some("type"), Reason::Value)));
    assert_eq!(with("2017-07-01", "2017-07-00"), Some((Some(3), Some("modified"), Reason::Date)));
    assert_eq!(with("2010-06-30", "1990-06-30"), Some((Some(4), Some("stop"), Reason::Date)));
    assert_eq!(with("B7,", "97,"), Some((Some(4), Some("Code"), Reason::Contradiction)));
    assert_eq!(with(",2010-06-30", ""), Some((Some(4), None, Reason::Cells)));
    assert_eq!(fault(read, name, "a,b\n1,2\n"), Some((None, None, Reason::NoHeader)));
    assert_eq!(fault(read, "carc.csv", ALL), Some((None, None, Reason::NoEdition)));
}
