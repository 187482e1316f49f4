//! The tables of the fee schedule and the code lists on real files of CMS and CDC, which are not part of the project:
//! `ENS_CMS_DATA` names their folder, or they lie in `../shared/data` beside the repository. Without them these tests
//! have nothing to check and pass.

use std::error::Error;
use std::path::{Path, PathBuf};

use ens_coding::table::{
    Billable, DenialCode, DenialKind, Factor, Fee, Gpci, Hcpcs, Icd10cm, Icd10cmBody, ListedDenial, Localities,
    Locality, Place, Table,
};
use ens_coding::{Code, PlaceOfService, pack};
use ens_coding_pack::{Compiled, Given, Kind, compile};

type Tested = Result<(), Box<dyn Error>>;

/// The real files of these names, or nothing where there are none.
fn real(names: &[&str]) -> Option<Vec<PathBuf>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("ENS_CMS_DATA").map_or(beside, PathBuf::from);
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    paths.iter().all(|path| path.exists()).then_some(paths)
}

fn compiled(kind: Kind, files: &[PathBuf], edition: Option<&str>) -> Result<Compiled, Box<dyn Error>> {
    let given = Given { edition: edition.map(Into::into), ..Given::default() };
    Ok(compile(kind, files, &given, &mut |_| {})?)
}

/// The table of a compiled pack.
fn table<T: for<'a> serde::Deserialize<'a>>(compiled: &Compiled) -> Result<T, Box<dyn Error>> {
    Ok(postcard::from_bytes(pack::open(&compiled.pack, "pack")?.body)?)
}

/// The edition and its days.
fn edition(compiled: &Compiled) -> String {
    let day = |day: Option<ens_coding::Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    format!("{} {} {}", compiled.summary.edition, day(compiled.summary.from), day(compiled.summary.to))
}

const RVU: &str = "mpfs/rvu25d_raw_redacted/";

#[test]
fn fees_are_the_same_in_both_forms() -> Tested {
    let Some(csv) = real(&[&format!("{RVU}PPRRVU2025_Oct.csv")]) else { return Ok(()) };
    let Some(txt) = real(&[&format!("{RVU}PPRRVU2025_Oct.txt")]) else { return Ok(()) };
    let (csv, txt) = (compiled(Kind::Pfs, &csv, None)?, compiled(Kind::Pfs, &txt, None)?);
    let (rows, other): (Table<Code, Fee>, Table<Code, Fee>) = (table(&csv)?, table(&txt)?);
    assert_eq!(rows.rows().len(), 19_090);
    assert_eq!(rows, other);
    assert_eq!(edition(&csv), "2025-10-01 2025-10-01 2025-12-31");
    assert_eq!(edition(&txt), edition(&csv));
    assert!(csv.summary.odd.is_empty() && txt.summary.odd.is_empty());
    let fee = rows.all(&"63650".parse()?).first().ok_or("no 63650")?.value.clone();
    assert_eq!((fee.work, fee.pe_nonfacility, fee.pe_facility, fee.malpractice), (715, 5779, 451, 82));
    assert_eq!((fee.global.as_str(), fee.multiple_procedure.as_str(), fee.conversion_factor), ("010", "2", 323_465));
    let fee = rows.all(&"97014".parse()?).first().ok_or("no 97014")?.value.clone();
    assert_eq!((fee.status, fee.not_used, fee.na_facility), ('I', Some(true), Some(true)));
    Ok(())
}

#[test]
fn indices_are_the_same_in_all_forms() -> Tested {
    let mut tables: Vec<Table<Locality, Gpci>> = Vec::new();
    for ending in ["csv", "txt", "xlsx"] {
        let Some(files) = real(&[&format!("{RVU}GPCI2025.{ending}")]) else { return Ok(()) };
        let compiled = compiled(Kind::Gpci, &files, None)?;
        assert_eq!(edition(&compiled), "2025-01-01 2025-01-01 2025-12-31", "{ending}");
        tables.push(table(&compiled)?);
    }
    assert!(tables.iter().all(|other| Some(other) == tables.first() && other.rows().len() == 109));
    let key = "0118218".parse()?;
    let row = tables.first().and_then(|table| table.all(&key).first()).ok_or("no Los Angeles")?;
    assert_eq!((row.value.work, row.value.practice_expense, row.value.malpractice), (1042, 1194, 690));
    Ok(())
}

#[test]
fn anesthesia_is_the_same_in_all_forms() -> Tested {
    let mut tables: Vec<Vec<_>> = Vec::new();
    for ending in ["csv", "txt", "xlsx"] {
        let Some(files) = real(&[&format!("{RVU}ANES2025.{ending}")]) else { return Ok(()) };
        let compiled = compiled(Kind::ConversionFactor, &files, None)?;
        let table: Table<Factor, u32> = table(&compiled)?;
        let national = table.all(&Factor::Anesthesia(None)).first().map(|row| row.value);
        assert_eq!(national, (ending != "txt").then_some(203_178), "{ending}");
        let local = table.rows().iter().filter(|row| row.key != Factor::Anesthesia(None));
        tables.push(local.map(|row| (row.key, row.value)).collect());
    }
    assert!(tables.iter().all(|other| Some(other) == tables.first() && other.len() == 109));
    let first =
        tables.first().and_then(|rows| rows.iter().find(|row| row.0 == Factor::Anesthesia("1011200".parse().ok())));
    assert_eq!(first.map(|row| row.1), Some(193_100));
    Ok(())
}

#[test]
fn factors_of_a_release_and_their_history() -> Tested {
    let names = [format!("{RVU}PPRRVU2025_Oct.csv"), format!("{RVU}ANES2025.csv")];
    let Some(files) = real(&names.each_ref().map(String::as_str)) else { return Ok(()) };
    let both = compiled(Kind::ConversionFactor, &files, None)?;
    let rows: Table<Factor, u32> = table(&both)?;
    assert_eq!((rows.rows().len(), edition(&both).as_str()), (111, "2025-10-01 2025-10-01 2025-12-31"));
    assert_eq!(rows.all(&Factor::Physician).first().map(|row| row.value), Some(323_465));
    let Some(files) = real(&["mpfs/conversion_factor_1992_2024.csv"]) else { return Ok(()) };
    let history = compiled(Kind::ConversionFactor, &files, None)?;
    let rows: Table<Factor, u32> = table(&history)?;
    assert_eq!((rows.rows().len(), edition(&history).as_str()), (36, "2024-10-01 .. 2024-12-31"));
    let on = |day: &str| Ok::<_, Box<dyn Error>>(rows.on(&Factor::Physician, day.parse()?).map(|row| row.value));
    assert_eq!(
        (on("2024-03-08")?, on("2024-03-09")?, on("1992-07-01")?),
        (Some(327_442), Some(332_875), Some(310_010))
    );
    Ok(())
}

#[test]
fn localities_in_all_forms() -> Tested {
    let mut tables: Vec<Localities> = Vec::new();
    for ending in ["csv", "xlsx", "txt"] {
        let Some(files) = real(&[&format!("{RVU}25LOCCO.{ending}")]) else { return Ok(()) };
        let compiled = compiled(Kind::Locality, &files, None)?;
        assert_eq!(edition(&compiled), "2025-01-01 2025-01-01 2025-12-31", "{ending}");
        tables.push(table(&compiled)?);
    }
    let [csv, xlsx, txt] = tables.as_slice() else { return Err("three forms".into()) };
    assert_eq!(csv, xlsx);
    let keys = |it: &Localities| it.areas.rows().iter().map(|row| row.key).collect::<Vec<_>>();
    assert_eq!((keys(csv), csv.areas.rows().len()), (keys(txt), 109));
    // The fixed-width file leaves California out, and cuts lists of counties off.
    let state = |it: &Localities, key: &str| {
        let row = key.parse().ok().and_then(|key| it.areas.all(&key).first().map(|row| row.value.state.clone()));
        row.unwrap_or_default()
    };
    assert_eq!((state(csv, "0111275"), state(txt, "0111275")), ("CALIFORNIA".to_owned(), String::new()));
    assert_eq!((state(csv, "0411201"), state(txt, "0411201")), ("COLORADO".to_owned(), "COLORADO".to_owned()));
    Ok(())
}

#[test]
fn zip_codes() -> Tested {
    let Some(files) = real(&["mpfs/ZIP5_OCT2025.txt.gz", &format!("{RVU}25LOCCO.csv")]) else { return Ok(()) };
    let compiled = compiled(Kind::Locality, &files, None)?;
    let tables: Localities = table(&compiled)?;
    assert_eq!(edition(&compiled), "2025-10-01 2025-10-01 2025-12-31");
    assert_eq!((tables.zips.rows().len(), tables.areas.rows().len()), (42_956, 109));
    let four = tables.zips.rows().iter().filter(|row| row.value.needs_plus_four).count();
    let unknown = tables.zips.rows().iter().filter(|row| tables.areas.all(&row.value.locality).is_empty()).count();
    assert_eq!((four, unknown), (580, 0));
    Ok(())
}

#[test]
fn level_two() -> Tested {
    let Some(files) = real(&["hcpcs2/hcpcs_level2_2024-07.csv"]) else { return Ok(()) };
    let list = compiled(Kind::Hcpcs, &files, None)?;
    let tables: Hcpcs = table(&list)?;
    assert_eq!((tables.codes.rows().len(), tables.modifiers.rows().len()), (8033, 0));
    assert_eq!(edition(&list), "2024-07-01 .. 2024-09-30");
    let row = tables.codes.all(&"L8680".parse()?).first().cloned().ok_or("no L8680")?;
    assert_eq!(
        (row.value.coverage.as_str(), row.value.pricing.first().map(|it| it.as_str().to_owned())),
        ("I", Some("00".into()))
    );
    let ended = tables.codes.rows().iter().filter(|row| row.to.is_some()).count();
    assert_eq!(ended, 1058);
    let Some(files) = real(&["hcpcs2/HCPC2026_OCT_ANWEB.excerpt.csv"]) else { return Ok(()) };
    let excerpt = compiled(Kind::Hcpcs, &files, None)?;
    let tables: Hcpcs = table(&excerpt)?;
    assert_eq!((tables.codes.rows().len(), tables.modifiers.rows().len()), (0, 6));
    assert_eq!(edition(&excerpt), "2026-10-01 .. 2026-12-31");
    Ok(())
}

/// Number of billable codes: in each category the steps add up to values whose last bit is the flag.
fn billable(body: &Icd10cmBody) -> usize {
    let mut steps = body.steps.iter();
    let of_category = |count: &u16| {
        let values = steps.by_ref().take(usize::from(*count)).scan(0_u32, |value, step| {
            *value = value.wrapping_add(*step);
            Some(*value)
        });
        values.filter(|value| value % 2 == 1).count()
    };
    body.counts.iter().map(of_category).sum()
}

#[test]
fn diagnoses() -> Tested {
    let Some(files) = real(&["icd10cm/icd10cm_codes_FY2025_April.tsv.gz"]) else { return Ok(()) };
    let list = compiled(Kind::Icd10cm, &files, None)?;
    let body: Icd10cmBody = table(&list)?;
    let codes = Icd10cm::from_body(&body).ok_or("not sound")?;
    assert_eq!((codes.len(), list.summary.rows), (97_584, 97_584));
    assert_eq!(edition(&list), "FY2025-April 2024-10-01 2025-09-30");
    assert_eq!(billable(&body), 74_260);
    assert_eq!(
        (codes.find("M54.50".parse()?), codes.find("M54.5".parse()?)),
        (Some(Billable::Yes), Some(Billable::No))
    );
    let Some(files) = real(&["icd10cm/icd10cm_order_2026.excerpt.txt"]) else { return Ok(()) };
    let excerpt = compiled(Kind::Icd10cm, &files, None)?;
    let codes = Icd10cm::from_body(&table(&excerpt)?).ok_or("not sound")?;
    assert_eq!((codes.len(), edition(&excerpt).as_str()), (15, "FY2026 2025-10-01 2026-09-30"));
    Ok(())
}

#[test]
fn places_and_denial_codes() -> Tested {
    let Some(files) = real(&["codesets/place_of_service.csv"]) else { return Ok(()) };
    let places = compiled(Kind::Place, &files, Some("2026-01-01"))?;
    let rows: Table<PlaceOfService, Place> = table(&places)?;
    assert_eq!((rows.rows().len(), rows.rows().iter().filter(|row| row.value.facility).count()), (52, 18));
    assert_eq!(edition(&places), "2026-01-01 .. 2026-03-31");
    let Some(files) = real(&["codesets/carc_rarc_group_2022-11.csv"]) else { return Ok(()) };
    let denials = compiled(Kind::DenialCodes, &files, None)?;
    let rows: Table<(DenialKind, DenialCode), ListedDenial> = table(&denials)?;
    let count = |kind| rows.rows().iter().filter(|row| row.key.0 == kind).count();
    assert_eq!([DenialKind::Group, DenialKind::Reason, DenialKind::Remark].map(count), [5, 405, 1171]);
    assert_eq!(edition(&denials), "2022-10-01 .. 2022-12-31");
    Ok(())
}
