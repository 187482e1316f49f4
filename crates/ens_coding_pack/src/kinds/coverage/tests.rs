//! Made-up downloads of the database.

use ens_coding::table::{Article, LocalCoverage};

use super::read;
use crate::fault::{Fault, Reason};
use crate::kinds::testing::{counts, edition, read_text, table};

const ARTICLES: &str = "\u{FEFF}\
\"article_id\",\"article_version\",\"title\",\"article_eff_date\",\"article_end_date\",\"description\",\"status\",\"article_rev_end_date\",\"date_retired\",\"display_id\"
\"52369\",\"17\",\"Made up\",\"2026-01-01 00:00:00\",\"\",\"<p>Text with a \"\"quote\"\", and
<b>lines</b></p>\",\"A\",\"\",\"\",\"\"
\"52369\",\"16\",\"Made up\",\"2025-01-01 00:00:00\",\"2025-12-31 00:00:00\",\"<p></p>\",\"R\",\"2026-03-01 00:00:00\",\"\",\"A52369\"
\"60001\",\"1\",\"A draft\",\"\",\"\",\"\",\"A\",\"\",\"\",\"DA60001\"
";
const DETERMINATIONS: &str = "\
lcd_id,lcd_version,title,orig_det_eff_date,ent_det_end_date,rev_eff_date,rev_end_date,date_retired,status,display_id
39995,2,Made up,2024-05-01,,,,,A,L39995
";
const CONTRACTORS: &str = "\
contractor_id,contractor_type_id,contractor_version,contractor_bus_name,contractor_number
10,12,1,First,01112
11,12,1,Second,2102
12,12,1,Third,
";
const OF_ARTICLES: &str = "\
article_id,article_version,contractor_id,contractor_type_id,contractor_version,last_updated
52369,17,11,12,1,2026-01-01
52369,17,10,12,1,2026-01-01
52369,16,99,12,1,2026-01-01
60001,1,10,12,1,2026-01-01
";
const CODES: &str = "\
article_id,article_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range,last_updated,long_description,short_description
52369,17,97032,9,2,N,2026-01-01,\"AMA text, not stored\",AMA text
52369,17,G0283,9,1,N,2026-01-01,\"AMA text, not stored\",AMA text
52369,17,97032,9,1,N,2026-01-01,\"AMA text, not stored\",AMA text
60001,1,97032,9,1,N,2026-01-01,,
7,1,97032,9,1,N,2026-01-01,,
";
const COVERED: &str = "\
article_id,article_version,icd10_code_id,icd10_code_version,icd10_covered_group,range,description
52369,17,M54.50,9,1,B,Made up
52369,17,M54.16,9,2,E,Made up
52369,17,XX000,9,2,N,Not Applicable
";
const NOT_COVERED: &str = "\
article_id,article_version,icd10_code_id,icd10_code_version,icd10_noncovered_group,range,description
52369,16,R52,9,1,N,Made up
";

fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("current_2026-04.zip/article.csv", ARTICLES),
        ("current_2026-04.zip/lcd.csv", DETERMINATIONS),
        ("current_2026-04.zip/contractor.csv", CONTRACTORS),
        ("current_2026-04.zip/article_x_contractor.csv", OF_ARTICLES),
        ("current_2026-04.zip/article_x_hcpc_code.csv", CODES),
        ("current_2026-04.zip/article_x_icd10_covered.csv", COVERED),
        ("current_2026-04.zip/article_x_icd10_noncovered.csv", NOT_COVERED),
        ("current_2026-04.zip/article_x_hcpc_code_group.csv", "article_id,paragraph\n1,<p></p>\n"),
    ]
}

fn words(article: &Article) -> String {
    let Article { id, version, is_lcd, from, to, contractors, codes, covered, not_covered } = article;
    format!("{is_lcd} {id} {version} {from:?} {to:?} {contractors:?} {codes:?} {covered:?} {not_covered:?}")
}

#[test]
fn documents_and_their_lists() -> Result<(), Fault> {
    let (body, odd) = read_text(read, &files(), None)?;
    let coverage: LocalCoverage = table(&body)?;
    let expected = [
        "false 52369 16 Some(2025-01-01) Some(2025-12-31) [] [] [] [(R52, 1)]",
        "false 52369 17 Some(2026-01-01) None [01112, 02102] [(97032, 1), (97032, 2), (G0283, 1)] [(M54.16, 2), (M54.50, 1)] []",
        "true 39995 2 Some(2024-05-01) None [] [] [] []",
    ];
    assert_eq!(coverage.articles.iter().map(words).collect::<Vec<_>>(), expected);
    assert_eq!((body.rows, body.codes, edition(&body).as_str()), (6, 2, "2026-04-01 .. 2026-06-30"));
    let expected = [
        ("a draft was left out", 1),
        ("a contractor without a number", 1),
        ("a contractor whose number is not in the files", 1),
        ("a row of a document that is not in the files", 1),
        ("a placeholder instead of a code", 1),
    ];
    assert_eq!(counts(&odd), expected);
    assert!(!String::from_utf8_lossy(&body.bytes).contains("AMA"));
    Ok(())
}

/// What comes of the files when one text in one of them is another.
fn with(table: &str, from: &str, to: &str) -> Option<(Option<u64>, Option<&'static str>, Reason)> {
    let name = format!("current_2026-04.zip/{table}.csv");
    let files = files();
    let changed: Vec<(&str, String)> = files
        .iter()
        .map(|(file, text)| (*file, if *file == name { text.replacen(from, to, 1) } else { (*text).to_owned() }))
        .collect();
    let changed: Vec<(&str, &str)> = changed.iter().map(|(file, text)| (*file, text.as_str())).collect();
    let fault = read_text(read, &changed, None).err()?;
    assert_eq!(fault.file, name);
    Some((fault.row, fault.column, fault.reason))
}

#[test]
fn faults() {
    let row = |row, column, reason| Some((Some(row), Some(column), reason));
    assert_eq!(with("article", "\"17\"", "\"x\""), row(2, "article_version", Reason::Value));
    assert_eq!(with("article", "\"16\"", "\"17\""), row(4, "version", Reason::Contradiction));
    assert_eq!(with("article", "2025-12-31 00", "2025-12-32 00"), row(4, "end_date", Reason::Date));
    assert_eq!(with("article", "article_eff_date", "first"), Some((None, None, Reason::NoHeader)));
    assert_eq!(with("article", ",\"DA60001\"", ""), Some((Some(5), None, Reason::Cells)));
    assert_eq!(with("article", "\"DA60001\"", "\"DA60001"), Some((Some(5), None, Reason::Truncated)));
    assert_eq!(
        with("article_x_hcpc_code", "97032,9,2,N,2026-01-01,\"AMA text, not stored\",AMA text", "97"),
        Some((Some(2), None, Reason::Cells))
    );
    assert_eq!(with("article_x_hcpc_code", "97032", "9703"), row(2, "hcpc_code_id", Reason::Code));
    assert_eq!(with("article_x_hcpc_code", "9,2,N", "9,two,N"), row(2, "group", Reason::Value));
    assert_eq!(with("article_x_icd10_covered", "M54.50", "54.50"), row(2, "icd10_code_id", Reason::Code));
    assert_eq!(
        with("contractor", "11,12,1,Second", "10,12,1,Second"),
        row(3, "contractor_number", Reason::Contradiction)
    );
}

#[test]
fn nothing_of_the_database() {
    let fault = read_text(read, &[("a.zip/other.csv", "a,b\n1,2\n"), ("a.zip/more.csv", "a,b\n1,2\n")], None).err();
    assert_eq!(fault.map(|fault| (fault.file, fault.reason)), Some(("a.zip".to_owned(), Reason::NothingFits)));
    let fault = read_text(read, &[("article.csv", ARTICLES)], None).err();
    assert_eq!(fault.map(|fault| fault.reason), Some(Reason::NoEdition));
}
