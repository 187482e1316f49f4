//! What changed between two packs.

mod common;

use common::{Folder, Outcome, compiled, mue_text, ptp_text};
use ens_coding_pack::{Kind, What, diff};

fn pairs(folder: &Folder, version: u32, rows: &[&str]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let file = folder.put(&format!("ccipra-v{version}r0.txt"), ptp_text(rows))?;
    Ok(compiled(Kind::PtpPractitioner, &[file])?.pack)
}

#[test]
fn pairs_that_came_went_and_changed() -> Outcome {
    let folder = Folder::new()?;
    let old = [
        "20552 97110  2004-07-01 * 1",
        "20553 97110  2004-07-01 * 0",
        "64490 97530  2004-07-01 2010-12-31 1",
        "97530 97116  2004-07-01 * 1",
        "97530 97140  2004-07-01 * 1",
        "97530 97150  2004-07-01 * 1",
        "97530 97535  2004-07-01 * 1",
        "97530 97750  2004-07-01 * 1",
    ];
    let new = [
        "20552 97110  2004-07-01 * 1",
        "20553 97110  2004-07-01 2026-06-30 0",
        "20553 97110  2026-07-01 * 1",
        "64490 97530  2004-07-01 2010-12-31 1",
        "64490 97530  2026-07-01 * 1",
        "97140 97530  2026-07-01 * 1",
        "97530 97116  2004-07-01 2026-06-30 1",
        "97530 97140  2004-07-01 2026-06-30 1",
        "97530 97150  2004-07-01 2019-12-31 1",
        "97530 97535  2004-07-01 2004-07-01 9",
        "97530 98960  2020-01-01 * 0",
    ];
    let found = diff(&pairs(&folder, 321, &old)?, &pairs(&folder, 322, &new)?)?;
    let text = found.to_string();
    let lines: Vec<&str> = text.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "new 1, removed 1, ended 4, reinstated 1, other indicator 1, of these 0 -> 1 1, turned round 1, retroactive 4",
            "20553 / 97110: indicator 0 -> 1, from 2026-07-01",
            "64490 / 97530: an edit again, from 2026-07-01, indicator 1",
            "97140 / 97530: new in this direction, and ended in the other one, from 2026-07-01, indicator 1",
            "97530 / 97116: ended on 2026-06-30",
            "97530 / 97140: ended on 2026-06-30",
            "97530 / 97150: ended on 2019-12-31 (retroactive)",
            "97530 / 97535: ended, as if it had never applied: indicator 9 (retroactive)",
            "97530 / 97750: removed (retroactive)",
            "97530 / 98960: new, from 2020-01-01, indicator 0 (retroactive)",
        ]
    );
    assert_eq!(found.items.first().map(|item| item.what), Some(What::IndicatorChanged));
    assert_eq!((found.old.edition.as_str(), found.new.edition.as_str()), ("2026-04-01", "2026-07-01"));
    Ok(())
}

#[test]
fn units_that_changed() -> Outcome {
    let folder = Folder::new()?;
    let pack = |day: &str, rows: &[&str]| -> Result<Vec<u8>, Box<dyn std::error::Error>> {
        let name = format!("MCR_MUE_PractitionerServices_Eff_{day}.csv");
        let file = folder.put(&name, mue_text("Practitioner Services", rows))?;
        Ok(compiled(Kind::MuePractitioner, &[file])?.pack)
    };
    let old = pack("04-01-2026", &["97032,4,3 Clinical", "97110,6,3 Clinical", "97014,0,1 Line Edit"])?;
    let new = pack("07-01-2026", &["97032,6,3 Clinical", "97110,6,3 Clinical", "97033,4,2 Policy"])?;
    let found = diff(&old, &new)?.to_string();
    let lines: Vec<&str> = found.lines().skip(1).collect();
    let expected = [
        "new 1, removed 1, changed 1",
        "97014: removed",
        "97032: unit limit 4 -> 6, adjudication indicator 3",
        "97033: new, unit limit 4, adjudication indicator 2",
    ];
    assert_eq!(lines, expected);
    assert!(diff(&old, &old)?.to_string().ends_with("no change\n"));
    Ok(())
}

#[test]
fn packs_of_different_tables() -> Outcome {
    let folder = Folder::new()?;
    let one = pairs(&folder, 282, &["20552 97110  2004-07-01 * 1"])?;
    let file =
        folder.put("MUE_Practitioner_07-01-2026.csv", mue_text("Practitioner Services", &["97032,4,3 Clinical"]))?;
    let other = compiled(Kind::MuePractitioner, &[file])?.pack;
    assert_eq!(diff(&one, &other).err().map(|error| error.code().to_owned()), Some("pack/other-table".to_owned()));
    let cut = one.get(..60).ok_or("a part")?;
    assert_eq!(
        diff(cut, &one).err().map(|error| (error.code().to_owned(), error.path().to_owned())),
        Some(("pack/corrupted".to_owned(), "old".to_owned()))
    );
    Ok(())
}
