//! Made-up lists of diagnoses.

use ens_coding::table::{Billable, Icd10cm, Icd10cmBody};

use super::read;
use crate::fault::{Fault, Reason};
use crate::kinds::testing::{counts, edition, fault, read_text, table};

const ORDER: &str = "\
00001 A00     0 Made up, short                                               Made up, long, and longer
00002 A000    1 Made up                                                      Made up, long
00003 A001    1 Made up                                                      Made up, long, and, longer
04000 QA0     0 Made up                                                      Made up
04001 QA00101 1 Made up                                                      Made up
";
const LIST: &str = "code\tbillable\nQA00101\t1\nA00\t0\nQA0\t0\nA001\t1\nA000\t1\n";

#[test]
fn both_layouts_are_alike() -> Result<(), Fault> {
    let (order, odd) = read_text(read, &[("icd10cm_order_2026.txt", ORDER)], None)?;
    let body: Icd10cmBody = table(&order)?;
    let codes = Icd10cm::from_body(&body).ok_or_else(|| Fault::of("body", Reason::Unsound))?;
    assert_eq!((codes.len(), order.rows, order.codes, odd.len()), (5, 5, 5, 0));
    let find = |code: &str| code.parse().ok().and_then(|code| codes.find(code));
    assert_eq!(
        (find("QA0.0101"), find("QA0"), find("A00.1")),
        (Some(Billable::Yes), Some(Billable::No), Some(Billable::Yes))
    );
    assert_eq!(find("A00.9"), None);
    let (list, _) = read_text(read, &[("list_2026.tsv", LIST)], None)?;
    assert_eq!(table::<Icd10cmBody>(&list)?, body);
    let (list, _) = read_text(read, &[("list_2026.csv", &LIST.replace('\t', ","))], None)?;
    assert_eq!(table::<Icd10cmBody>(&list)?, body);
    Ok(())
}

#[test]
fn code_years() -> Result<(), Fault> {
    for (name, given, expected) in [
        ("icd10cm_order_2026.txt", None, "FY2026 2025-10-01 2026-09-30"),
        ("icd10cm-order-April-2026.txt", None, "FY2026-April 2025-10-01 2026-09-30"),
        ("april-1-2026-code-descriptions.zip/icd10cm-order-2026.txt", None, "FY2026-April 2025-10-01 2026-09-30"),
        ("order.txt", Some("FY2027"), "FY2027 2026-10-01 2027-09-30"),
    ] {
        let (body, _) = read_text(read, &[(name, ORDER)], given)?;
        assert_eq!(edition(&body), expected, "{name}");
    }
    Ok(())
}

#[test]
fn faults() -> Result<(), Fault> {
    let name = "icd10cm_order_2026.txt";
    let order = |from: &str, to: &str| fault(read, name, &ORDER.replacen(from, to, 1));
    assert_eq!(order("A001 ", "A00. "), Some((Some(3), Some("Code"), Reason::Code)));
    assert_eq!(order("A001    1", "A001    2"), Some((Some(3), Some("Flag"), Reason::Value)));
    assert_eq!(order("A001    1", "A000    0"), Some((Some(3), Some("Code"), Reason::Contradiction)));
    assert_eq!(fault(read, name, "00001 A00     0 x\n00002 A000\n"), Some((Some(2), None, Reason::Cells)));
    assert_eq!(fault(read, "list_2026.tsv", "code\tbillable\nA00\n"), Some((Some(2), None, Reason::Cells)));
    assert_eq!(fault(read, "order.txt", ORDER), Some((None, None, Reason::NoEdition)));
    assert_eq!(fault(read, name, "A000    Cholera\n"), Some((None, None, Reason::NoHeader)));
    let (body, odd) = read_text(read, &[(name, &ORDER.repeat(2))], None)?;
    assert_eq!((body.rows, counts(&odd).as_slice()), (5, [("the same row twice", 5)].as_slice()));
    Ok(())
}
