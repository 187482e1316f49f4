//! Parts that are not as they were written: an error with a code and the place of the part, never a crash, and nothing of
//! them is loaded.

use ens_coding::pack::{self, Opened};
use ens_coding::{Error, Rulebook};
use ens_coding_pack::Kind;

use crate::made::{add_ons, answer, diagnoses, fees, hospital_pairs, level_two, pairs, pairs_text, units, units_of};

/// A pack of a few hundred bytes of every form of a body.
fn small() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("ptp_practitioner", pairs(2026, 3, &["11000 12000 2004-07-01 * 1", "11000 13000 2004-07-01 2019-12-31 0"])),
        ("ptp_hospital", hospital_pairs(2026, 3, &["11000 12000 2004-07-01 * 0"])),
        ("mue_practitioner", units(2026, 3, &["11000,1,2 Policy", "12000,4,3 Clinical"])),
        ("mue_hospital", units_of(Kind::MueHospital, 2026, 3, &["11000,1,2 Policy"])),
        ("add_on", add_ons(2026, 3, &["1|20001|20000|2013091||", "3|20003|20000|2013091||a note"])),
        ("icd10cm", diagnoses(2026, &[("Q99", false), ("Q991", true), ("R52", true)])),
        ("hcpcs", level_two(2026, 3, &[("G0283", "20030101", "")])),
        ("pfs", fees(2026, 3, &[("11000", "1.00")], "33.4009")),
    ]
}

/// A good part.
const OTHER: &[u8] = br#"{ "policy": "medicare", "title": "made up", "line_of_business": "medicare",
    "sources": [{ "id": "own", "title": "made up", "trust": "primary" }],
    "terms": {
        "pair_edits": [{ "value": true, "source": "own", "trust": "primary" }],
        "unit_edits": [{ "value": true, "source": "own", "trust": "primary" }]
    } }"#;

/// Loads a part behind a good one.
fn load(part: &[u8]) -> Result<Rulebook, Error> {
    Rulebook::load([OTHER, part])
}

#[track_caller]
fn refused(part: &[u8], what: &str) -> Error {
    let error = load(part).err().unwrap_or_else(|| panic!("{what}: it is loaded"));
    assert!(error.path() == "$[1]" || error.path().starts_with("$[1]."), "{what}: {}", error.path());
    assert!(error.code().contains('/'), "{what}: {}", error.code());
    error
}

#[test]
fn truncated_at_every_byte() {
    for (name, pack) in small() {
        for len in 0..pack.len() {
            let code = refused(&pack[..len], name).code().to_owned();
            let expected = match len {
                0..7 => "pack/not-a-pack",
                7..16 => "pack/truncated",
                _ => "pack/corrupted",
            };
            assert_eq!(code, expected, "{name}: {len} of {} bytes", pack.len());
        }
        let longer = [pack.as_slice(), b"\0"].concat();
        assert_eq!(refused(&longer, name).code(), "pack/corrupted");
        assert!(load(&pack).is_ok(), "{name}");
    }
}

#[test]
fn every_byte_flipped() {
    for (name, pack) in small() {
        for at in 0..pack.len() {
            let flips: Vec<u8> = if at < 8 { (1..=255).collect() } else { vec![1, 2, 4, 8, 16, 32, 64, 128, 255] };
            for flip in flips {
                let mut bytes = pack.clone();
                bytes[at] ^= flip;
                let error = refused(&bytes, name);
                let expected = match at {
                    _ if bytes[0] == b'{' => "json/", // it looks like a policy
                    0..7 => "pack/not-a-pack",
                    7 => "pack/version",
                    _ => "pack/corrupted",
                };
                assert!(error.code().starts_with(expected), "{name}: byte {at} ^ {flip}: {}", error.code());
            }
        }
    }
}

#[test]
fn another_version_of_the_format() {
    for (name, part) in small() {
        for version in [0, 1, pack::MAGIC[7] + 1, 255] {
            let mut bytes = part.clone();
            assert_eq!((&bytes[..8], &bytes[..7]), (&pack::MAGIC[..], &b"ENSPACK"[..]));
            assert!(pack::MAGIC[7] > 1, "the first version is not written any longer");
            bytes[7] = version;
            let error = refused(&bytes, name);
            assert_eq!((error.code(), error.path()), ("pack/version", "$[1]"), "{name}");
        }
    }
}

/// The packs after this header, with the digests that belong to them.
fn sealed(opened: &Opened<'_>, body: &[u8]) -> Vec<u8> {
    pack::write_body(&opened.header, body).unwrap()
}

/// The digest is no seal: whoever writes a pack can write anything. What is loaded is asked, and must answer.
#[test]
fn bodies_that_were_damaged_before_they_were_sealed() {
    let bundled = ens_coding_data::named_parts().filter_map(|(name, bytes)| {
        let name = name.strip_prefix("packs/")?.strip_suffix(".pack")?;
        (bytes.len() < 1000).then(|| (name, bytes.to_vec()))
    });
    let (mut all, mut loaded) = (0, 0);
    for (name, pack) in small().into_iter().chain(bundled) {
        let opened = pack::open(&pack, "$").unwrap();
        for len in 0..opened.body.len() {
            let error = refused(&sealed(&opened, &opened.body[..len]), name);
            assert!(["pack/truncated", "pack/disordered"].contains(&error.code()), "{name}: {}", error.code());
        }
        for at in 0..opened.body.len() {
            for flip in [1, 64, 128, 255] {
                let mut body = opened.body.to_vec();
                body[at] ^= flip;
                let bytes = sealed(&opened, &body);
                all += 1;
                match load(&bytes) {
                    Err(error) => {
                        assert!(
                            ["pack/truncated", "pack/disordered"].contains(&error.code()),
                            "{name}: {}",
                            error.code()
                        );
                        assert_eq!(error.path(), "$[1]");
                    }
                    Ok(book) => {
                        loaded += 1;
                        let claim = ["11000 x3", "12000", "13000 59", "20001", "G0283"];
                        let outcome = answer("2026-08-03", &claim, &book);
                        assert!(!serde_json::to_string(&outcome).unwrap().is_empty());
                    }
                }
            }
        }
    }
    assert!(all > 3000 && loaded > 100, "{loaded} of {all}");
}

/// The body of one table under the name of another is refused, or at least answers.
#[test]
fn bodies_that_were_swapped() {
    let packs = small();
    let alike = |one: &str, two: &str| {
        let group = |name: &str| name.split('_').next().unwrap().to_owned();
        group(one) == group(two)
    };
    for (name, pack) in &packs {
        let opened = pack::open(pack, "$").unwrap();
        for (other, bytes) in packs.iter().filter(|(other, _)| other != name) {
            let swapped = sealed(&opened, pack::open(bytes, "$").unwrap().body);
            match load(&swapped) {
                Err(error) => assert_eq!(error.path(), "$[1]", "{name} with {other}: {}", error.code()),
                Ok(book) => {
                    assert!(alike(name, other), "{name} with the body of {other} is loaded");
                    assert!(!answer("2026-08-03", &["11000", "12000"], &book).not_run.is_empty());
                }
            }
        }
    }
}

/// What is no pack at all, or the source of one, or two of them one after the other.
#[test]
fn parts_that_are_something_else() {
    let pack = pairs(2026, 3, &["11000 12000 2004-07-01 * 1"]);
    let text = pairs_text(&["11000 12000 2004-07-01 * 1"]);
    let twice = [pack.as_slice(), &pack].concat();
    let halves = {
        let (one, two) = pack.split_at(pack.len() / 2);
        [two, one].concat()
    };
    for (bytes, code) in [
        (text.as_bytes(), "pack/not-a-pack"),
        (b"PK\x03\x04", "pack/not-a-pack"),
        (b"", "pack/not-a-pack"),
        (twice.as_slice(), "pack/corrupted"),
        (halves.as_slice(), "pack/not-a-pack"),
    ] {
        assert_eq!(refused(bytes, code).code(), code);
    }
}
