//! Workbooks made to harm: their parts ask for more than there can be.

mod common;

use common::{Folder, Outcome, archive, expected, fault};
use ens_coding_pack::{Kind, Reason};

/// A workbook of these parts.
fn parts(shared: &str, sheet: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let package = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/sharedStrings.xml", shared.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn workbooks_made_to_harm() -> Outcome {
    let folder = Folder::new()?;
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let long = "x".repeat(8 << 20);
    let counted = r#"<sst uniqueCount="18446744073709551615"></sst>"#;
    for (shared, rows, row, reason) in [
        (counted, r#"<row r="1"><c r="A1"><v>1</v></c></row>"#, None, Reason::TooLarge),
        ("<sst/>", long.as_str(), None, Reason::TooLarge),
        ("<sst/>", r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#, Some(1), Reason::TooLarge),
        (
            "<sst/>",
            r#"<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>"#,
            Some(1),
            Reason::Truncated,
        ),
        ("<sst/>", r#"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#, None, Reason::Truncated),
        ("<sst/>", r#"<row r="4294967295"></row><row></row><row></row>"#, None, Reason::TooLarge),
        ("<sst/>", r#"<row r = "4294967295"></row><row></row><row></row>"#, None, Reason::TooLarge),
        ("<sst/>", r#"<row r="1"><c r="ZZZZZZZZ1"><v>7</v></c></row>"#, None, Reason::TooLarge),
    ] {
        let file = folder.put("book.xlsx", parts(shared, &sheet(rows))?)?;
        let rows = rows.get(..80).unwrap_or(rows);
        assert_eq!(fault(Kind::AddOn, &[file]), expected("book.xlsx", row, None, reason), "{shared} {rows}");
    }
    let wide = r#"<worksheet><dimension ref="ZZZZZZZZZZ1:A1"/><sheetData></sheetData></worksheet>"#;
    let file = folder.put("wide.xlsx", parts("<sst/>", wide)?)?;
    assert_eq!(fault(Kind::AddOn, &[file]), expected("wide.xlsx", None, None, Reason::Truncated));
    let cut = folder.put("cut.xlsx", parts("<sst/>", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\">")?)?;
    assert_eq!(fault(Kind::AddOn, &[cut]), expected("cut.xlsx", None, None, Reason::Truncated));
    Ok(())
}
