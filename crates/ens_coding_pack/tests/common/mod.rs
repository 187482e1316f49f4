//! Made-up files in the layouts of CMS.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use ens_coding_pack::{Compiled, Fault, Given, Kind, Reason, compile};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub type Outcome = Result<(), Box<dyn Error>>;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A folder that is gone with its owner.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let name = format!("ens-coding-pack-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<PathBuf, Box<dyn Error>> {
        let path = self.0.join(name);
        fs::write(&path, bytes)?;
        Ok(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left over in the folder for temporary files harms nobody.
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

/// Compiles files without anything given.
pub fn compiled(kind: Kind, files: &[PathBuf]) -> Result<Compiled, Fault> {
    compile(kind, files, &Given::default(), &mut |_| {})
}

/// The fault of files that cannot be compiled.
pub fn fault(kind: Kind, files: &[PathBuf]) -> Option<Fault> {
    compiled(kind, files).err()
}

/// A fault as it is expected.
#[allow(clippy::unnecessary_wraps, reason = "it is compared with what `fault` gives")]
pub fn expected(file: &str, row: Option<u64>, column: Option<&'static str>, reason: Reason) -> Option<Fault> {
    Some(Fault { file: file.to_owned(), row, column, reason })
}

/// The lines before the rows of a part of the pair edits: the sixth one is the last.
const PTP_HEADER: [&str; 6] = [
    "CPT only copyright 2025 American Medical Association.  All rights reserved.\t\t\t\t\t\t",
    "Column1/Column2 Edits\t\t\t\t\t\t",
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale",
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t",
    "\t\t\t\t*=no data\t1=allowed\t",
    "\t\t\t\t\t9=not applicable\t",
];

/// A part of the pair edits as text, cells apart by blanks in the rows that are given.
pub fn ptp_text(rows: &[&str]) -> String {
    let rows = rows.iter().map(|row| format!("{}\tMore extensive procedure", row.replace(' ', "\t").replace('-', "")));
    PTP_HEADER.iter().map(ToString::to_string).chain(rows).fold(String::new(), |text, line| text + &line + "\r\n")
}

/// Sheets of text cells; a cell of digits that begins with `#` is a number.
pub fn workbook(rows: &[Vec<String>]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("empty")?;
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            match cell.strip_prefix('#') {
                Some(number) => sheet.write_number(at, column, number.parse::<f64>()?)?,
                None if cell.is_empty() => sheet,
                None => sheet.write_string(at, column, cell)?,
            };
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The rows of tab separated text.
pub fn cells(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// An archive of these members.
pub fn archive(members: &[(&str, &[u8])]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default())?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

/// Unit edits as CMS writes them: a record of many lines, a header of two, and rows such as `0001U,1,2 Date of …`.
pub fn mue_text(setting: &str, rows: &[&str]) -> Vec<u8> {
    let mut text = String::from(
        "\"CPT codes copyright 2025 American Medical Association\r\n\r\nCPT# is a trademark,\r\n\r\nand \"\"so\"\" on\r\n\",,,\r\n",
    );
    write!(text, "\"HCPCS/\nCPT Code\",{setting} MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n")
        .unwrap_or_default();
    let text = rows.iter().fold(text, |text, row| text + row + ",CMS Policy\r\n");
    // The sign of a registered trademark, in the encoding that some quarters have.
    text.bytes().map(|byte| if byte == b'#' { 0xAE } else { byte }).collect()
}

/// The header of add-on codes, after the copyright line.
pub const ADD_ON_HEADER: &str = "Copyright of the American Medical Association\nAOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\tAOC_Edit_EffDT\tAOC_Edit_DelDT\tSpecial_Instruction_Notes\n";
