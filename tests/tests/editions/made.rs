//! Made-up files in the layouts of CMS and CDC, and what they are compiled into. Codes are numbers without a meaning here.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use ens_coding::{Claim, Date, Error, Finding, Outcome, Rulebook, Visit, json};
use ens_coding_pack::{Compiled, Fault, Given, Kind, compile};
use serde_json::{Value, json};

/// A folder that is gone with its owner.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let place = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("ens-editions-{}-{place}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left over in the folder for temporary files harms nobody.
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

/// Compiles files of these names and texts.
pub fn compiled(kind: Kind, files: &[(&str, &str)], given: &Given) -> Result<Compiled, Fault> {
    let folder = Folder::new();
    let paths: Vec<PathBuf> = files.iter().map(|(name, text)| folder.put(name, text)).collect();
    compile(kind, &paths, given, &mut |_| {})
}

/// The pack of one file, which says itself of which edition it is.
pub fn pack(kind: Kind, name: &str, text: &str) -> Vec<u8> {
    compiled(kind, &[(name, text)], &Given::default()).unwrap_or_else(|fault| panic!("{fault}")).pack
}

/// A part of the pair edits as CMS writes them. Cells of the rows stand apart by blanks: column 1, column 2, first day,
/// last day or `*`, indicator.
pub fn pairs_text(rows: &[&str]) -> String {
    let mut text = String::from(
        "Copyright notice\t\t\t\t\t\t\r\nColumn1/Column2 Edits\t\t\t\t\t\t\r\n\
         Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n\
         \t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n\t\t\t\t*=no data\t1=allowed\t\r\n\t\t\t\t\t9=not applicable\t\r\n",
    );
    for row in rows {
        let cells: Vec<String> = row.split_whitespace().map(|cell| cell.replace('-', "")).collect();
        let [one, two, from, to, indicator] = cells.as_slice() else { panic!("{row}") };
        write!(text, "{one}\t{two}\t\t{from}\t{to}\t{indicator}\tMore extensive procedure\r\n").unwrap();
    }
    text
}

/// The version of the pair edits of a quarter: 322 is the third one of 2026.
pub fn version(year: u32, quarter: u32) -> u32 {
    (year - 1994) * 10 + quarter - 1
}

/// All pair edits of practitioners, in the edition of a quarter.
pub fn pairs(year: u32, quarter: u32, rows: &[&str]) -> Vec<u8> {
    pack(Kind::PtpPractitioner, &format!("ccipra-v{}r0.txt", version(year, quarter)), &pairs_text(rows))
}

/// All pair edits of hospitals.
pub fn hospital_pairs(year: u32, quarter: u32, rows: &[&str]) -> Vec<u8> {
    pack(Kind::PtpHospital, &format!("ccioph-v{}r0.txt", version(year, quarter)), &pairs_text(rows))
}

/// Unit edits as CMS writes them; rows such as `97110,6,3 Date of Service Edit: Clinical`.
pub fn units_text(setting: &str, rows: &[&str]) -> String {
    let mut text = format!(
        "\"Copyright notice\r\n\r\nof several lines\",,,\r\n\"HCPCS/\nCPT Code\",{setting} Services MUE Values,MUE \
         Adjudication Indicator,MUE Rationale\r\n"
    );
    for row in rows {
        write!(text, "{row},CMS Policy\r\n").unwrap();
    }
    text
}

/// The settings of unit edits: kind, word in names of files, words in headers.
pub const SETTINGS: [(Kind, &str, &str); 3] = [
    (Kind::MuePractitioner, "Practitioner", "Practitioner"),
    (Kind::MueHospital, "OutpatientHospital", "Outpatient Hospital"),
    (Kind::MueDme, "DMESupplier", "DME Supplier"),
];

/// The unit edits of a setting, in the edition of a quarter.
pub fn units_of(kind: Kind, year: u32, quarter: u32, rows: &[&str]) -> Vec<u8> {
    let (_, name, words) = SETTINGS.iter().find(|(own, ..)| *own == kind).unwrap();
    let name = format!("MCR_MUE_{name}Services_Eff_{:02}-01-{year}.csv", quarter * 3 - 2);
    pack(kind, &name, &units_text(words, rows))
}

/// The unit edits of practitioners.
pub fn units(year: u32, quarter: u32, rows: &[&str]) -> Vec<u8> {
    units_of(Kind::MuePractitioner, year, quarter, rows)
}

/// Add-on codes; cells apart by `|`: type, add-on, primary, first day, last day, note. Days are `YYYYDDD`.
pub fn add_ons(year: u32, quarter: u32, rows: &[&str]) -> Vec<u8> {
    pack(Kind::AddOn, &format!("AOC_V{year}Q{quarter}-MCR.txt"), &add_ons_text(rows))
}

pub fn add_ons_text(rows: &[&str]) -> String {
    let mut text = String::from(
        "Copyright notice\nAOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\tAOC_Edit_EffDT\t\
         AOC_Edit_DelDT\tSpecial_Instruction_Notes\n",
    );
    for row in rows {
        let cells: Vec<&str> = row.split('|').collect();
        let [kind, add_on, primary, from, to, note] = cells.as_slice() else { panic!("{row}") };
        writeln!(text, "{kind}\t{add_on}\t\t{primary}\t\t{from}\t{to}\t{note}").unwrap();
    }
    text
}

/// A year of diagnoses: codes without dots, ascending, each with its flag (1: billable).
pub fn diagnoses(fiscal_year: u32, codes: &[(&str, bool)]) -> Vec<u8> {
    let line = |(at, (code, billable)): (usize, &(&str, bool))| {
        format!("{at:05} {code:<7} {} {:<60} Made up\n", u8::from(*billable), "Made up")
    };
    let text: String = codes.iter().enumerate().map(line).collect();
    pack(Kind::Icd10cm, &format!("icd10cm_order_{fiscal_year}.txt"), &text)
}

/// HCPCS Level II: codes with first and last day.
pub fn level_two(year: u32, quarter: u32, rows: &[(&str, &str, &str)]) -> Vec<u8> {
    let month = ["JAN", "APR", "JUL", "OCT"][usize::try_from(quarter).unwrap() - 1];
    let mut text = String::from(
        "HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,PRICE1,PRICE2,XREF1,XREF2,COV,TOS1,TOS2,ADD DT,ACT EFF DT,\
         TERM DT,ACTION CD\n",
    );
    for (code, from, to) in rows {
        writeln!(text, "{code},0010,3,Made up,Made up,13,,,,C,1,P,{from},{from},{to},N").unwrap();
    }
    pack(Kind::Hcpcs, &format!("HCPC{year}_{month}_ANWEB.csv"), &text)
}

/// A release of the fee schedule in the 31 columns of 2025: codes with their work in units, and the conversion factor.
pub fn fees_text(codes: &[(&str, &str)], factor: &str) -> String {
    let mut text = String::from(
        ",,National Physician Fee Schedule Relative Value File,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n\
         ,,,,NOT USED,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED\n\
         ,,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS\n\
         ,,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,\
         ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT\n\
         HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,\
         SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT\n",
    );
    for (code, work) in codes {
        writeln!(
            text,
            "{code},,Made up,A,,{work},0.00,,0.00,,0.00,{work},{work},9,XXX,0.00,0.00,0.00,0,0,0,0,0,,{factor},09,0,99,0.00,\
             0.00,0.00"
        )
        .unwrap();
    }
    text.replace('\n', "\r\n")
}

/// The fee schedule of a quarter.
pub fn fees(year: u32, quarter: u32, codes: &[(&str, &str)], factor: &str) -> Vec<u8> {
    let month = ["Jan", "Apr", "Jul", "Oct"][usize::try_from(quarter).unwrap() - 1];
    pack(Kind::Pfs, &format!("PPRRVU{year}_{month}.csv"), &fees_text(codes, factor))
}

/// The bundled parts and these.
pub fn book(packs: &[&[u8]]) -> Rulebook {
    Rulebook::bundled_with(packs.iter().copied()).unwrap_or_else(|error| panic!("{error}"))
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|_| panic!("{text} is no day"))
}

/// A visit of a Medicare patient at a practitioner's, of which nothing is recorded but that it was.
pub fn plain_visit(date: &str) -> Value {
    json!({
        "payer": { "id": "medicare" }, "date_of_service": date,
        "setting": { "place_of_service": "11", "claim_form": "professional" },
        "performers": [{ "id": "md", "kind": "physician" }],
        "diagnoses": ["M17.11"],
        "services": [], "history": { "services": [] }
    })
}

/// Lines such as `97530 59 XS x2`: the code, its modifiers, and units where there are more than one.
pub fn lines(lines: &[&str]) -> Value {
    let line = |text: &&str| {
        let mut words = text.split(' ');
        let code = words.next().unwrap();
        let (units, modifiers): (Vec<&str>, Vec<&str>) = words.partition(|word| word.starts_with('x'));
        let units: u32 = units.first().map_or(1, |word| word[1..].parse().unwrap());
        json!({ "code": code, "modifiers": modifiers, "units": units })
    };
    json!({ "lines": lines.iter().map(line).collect::<Vec<_>>() })
}

pub fn check(visit: &Value, claim: &Value, book: &Rulebook) -> Result<Outcome, Error> {
    let visit: Visit = json::visit(&visit.to_string())?;
    let claim: Claim = json::claim(&claim.to_string())?;
    ens_coding::edit(&visit, &claim, book)
}

/// The answer to a claim of these lines on a day.
pub fn answer(date: &str, of_lines: &[&str], book: &Rulebook) -> Outcome {
    check(&plain_visit(date), &lines(of_lines), book).unwrap_or_else(|error| panic!("{error}"))
}

/// The findings of a rule.
pub fn fired<'o>(outcome: &'o Outcome, rule: &str) -> Vec<&'o Finding> {
    assert!(ens_coding::rules().any(|it| it.id == rule), "no rule {rule}");
    outcome.findings.iter().filter(|finding| finding.rule == rule).collect()
}

/// A fact of a finding as text.
pub fn fact(finding: &Finding, name: &str) -> String {
    let facts = serde_json::to_value(&finding.facts).unwrap();
    match &facts[name] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

pub const NEEDS_MODIFIER: &str = "ncci/pair-needs-modifier";
pub const NEVER: &str = "ncci/never-together";
pub const OVER: &str = "units/over-mue";
pub const ALONE: &str = "ncci/add-on-alone";
pub const DIAGNOSIS: &str = "diagnosis/not-in-force";

/// The pair edits that an answer reports: `COLUMN ONE/COLUMN TWO INDICATOR`.
pub fn reported(outcome: &Outcome) -> Vec<String> {
    let of = |rule, indicator: u8| {
        let text = move |finding: &Finding| {
            format!("{}/{} {indicator}", fact(finding, "column_one"), fact(finding, "column_two"))
        };
        fired(outcome, rule).into_iter().map(text).collect::<Vec<_>>()
    };
    let mut all = of(NEVER, 0);
    all.extend(of(NEEDS_MODIFIER, 1));
    all
}

/// What was not checked under a rule.
pub fn lacking(outcome: &Outcome, rule: &str) -> Vec<String> {
    outcome.not_run.iter().filter(|it| it.rule == rule).map(|it| it.lacks.to_string()).collect()
}
