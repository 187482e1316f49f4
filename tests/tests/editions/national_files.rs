//! The national files: CMS's own where they are there, else generated ones of the same shape.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use ens_coding_pack::Kind;
use ens_coding_tests::workspace_root;
use flate2::read::MultiGzDecoder;

use crate::made::{Folder, pairs_text};

/// Pairs as a list that was cleaned: column 1, column 2, flag, last day or `*`, indicator, number of the rationale.
const PAIRS: &str = "ncci_ptp/ptp_practitioner_v30.2_2024-07-01.tsv.gz";
const RATIONALES: &str = "ncci_ptp/rationale_ids.tsv";
const ADD_ONS: &str = "ncci_aoc/AOC_V2026Q2-MCR.tsv";
const UNITS: [(Kind, &str, usize); 3] = [
    (Kind::MuePractitioner, "ncci_mue/mue_practitioner_2024-07-01.csv", 14_677),
    (Kind::MueHospital, "ncci_mue/mue_outpatient_hospital_2024-07-01.csv", 14_628),
    (Kind::MueDme, "ncci_mue/mue_dme_supplier_2024-07-01.csv", 2_928),
];

/// The rows of a part of CMS's; the last one has what is left.
const PART: usize = 675_000;

/// A file and the number of its rows.
pub struct Listed {
    pub path: PathBuf,
    pub rows: usize,
}

/// What the packs are made of.
pub struct Files {
    pub folder: Folder,
    /// The list of pairs as text; without its first line all are rows.
    pub pairs: String,
    pub pair_rows: usize,
    pub rationales: BTreeMap<String, String>,
    pub units: Vec<(Kind, Listed)>,
    pub add_ons: Listed,
}

impl Files {
    /// The real files, else generated ones.
    pub fn find() -> Self {
        let named = std::env::var_os("ENS_CMS_DATA").map(PathBuf::from);
        let root = named.unwrap_or_else(|| workspace_root().join("../shared/data"));
        if root.join(PAIRS).is_file() { Self::real(&root) } else { Self::generated() }
    }

    fn real(root: &Path) -> Self {
        let mut pairs = String::new();
        MultiGzDecoder::new(File::open(root.join(PAIRS)).unwrap()).read_to_string(&mut pairs).unwrap();
        let rationales = fs::read_to_string(root.join(RATIONALES)).unwrap();
        let rationales = rationales.lines().skip(1).filter_map(|line| line.split_once('\t'));
        let listed = |path: &str, rows| Listed { path: root.join(path), rows };
        Self {
            folder: Folder::new(),
            pairs,
            pair_rows: 2_546_017,
            rationales: rationales.map(|(id, text)| (id.to_owned(), text.to_owned())).collect(),
            units: UNITS.iter().map(|(kind, path, rows)| (*kind, listed(path, *rows))).collect(),
            add_ons: listed(ADD_ONS, 9_000),
        }
    }

    /// 50,000 rows of pairs among codes that mean nothing, and unit edits and add-on codes of the same codes.
    fn generated() -> Self {
        let mut random = Random(1);
        let codes: Vec<String> = (0..600).map(|at| format!("{:05}", 10_000 + at * 137)).collect();
        let mut pairs = String::from("column1\tcolumn2\tprior1996\tdeletion\tmodifier\trationale_id\n");
        let mut rows = 0;
        'all: for one in &codes {
            for two in codes.iter().filter(|two| *two != one) {
                if random.below(6) != 0 {
                    continue;
                }
                let history = ["20191231\t1", "20040630\t0", "19960101\t9", "20110331\t1"];
                let ended = history.iter().take(random.below(4)).map(ToString::to_string);
                let open = format!("*\t{}", random.below(2));
                let all: Vec<String> = std::iter::once(open).filter(|_| random.below(3) != 0).chain(ended).collect();
                for row in all {
                    writeln!(pairs, "{one}\t{two}\t\t{row}\t{}", 1 + random.below(12)).unwrap();
                    rows += 1;
                    if rows == 50_000 {
                        break 'all;
                    }
                }
            }
        }
        let folder = Folder::new();
        let units = UNITS.iter().map(|(kind, path, _)| {
            let mut text = String::from("hcpcs_code,mue_units,mue_mai,mue_rationale\n");
            for code in &codes {
                writeln!(text, "{code},{},{},CMS Policy", random.below(9), 1 + random.below(3)).unwrap();
            }
            let path = folder.put(path.rsplit('/').next().unwrap(), text);
            (*kind, Listed { path, rows: codes.len() })
        });
        let units = units.collect();
        let add_on = |two: &[String]| format!("1|{}|{}|2013091||", two[0], two[1]);
        let add_ons: Vec<String> = codes.windows(2).map(add_on).collect();
        let add_ons: Vec<&str> = add_ons.iter().map(String::as_str).collect();
        let path = folder.put("AOC_V2026Q2-MCR.tsv", crate::made::add_ons_text(&add_ons));
        let rationales = (1..=12).map(|id| (id.to_string(), format!("Made-up rationale {id}")));
        Self {
            add_ons: Listed { path, rows: add_ons.len() },
            folder,
            pairs,
            pair_rows: rows,
            rationales: rationales.collect(),
            units,
        }
    }

    /// The rows of the list of pairs.
    pub fn rows(&self) -> impl Iterator<Item = [&str; 6]> {
        self.pairs.split('\n').skip(1).filter_map(|line| {
            let mut cells = line.split('\t');
            let row = [(); 6].map(|()| cells.next().unwrap_or_default());
            (!row[0].is_empty()).then_some(row)
        })
    }

    /// The pairs in four parts as CMS publishes them. The list has no first days: an edit that never applied began when it
    /// was deleted, any other one after the one before it, or in 1996.
    pub fn parts(&self) -> Vec<PathBuf> {
        let header = pairs_text(&[]);
        let mut texts: Vec<String> = Vec::new();
        let mut rows = PART;
        let mut all = self.rows().peekable();
        let mut last = "";
        while let Some(row) = all.next() {
            let mut pair = vec![row];
            while let Some(more) = all.next_if(|it| it[0] == row[0] && it[1] == row[1]) {
                pair.push(more);
            }
            if rows >= PART.min(self.pair_rows / 4) && row[0] != last && texts.len() < 4 {
                let mut text = String::with_capacity(PART * 90);
                text.push_str(&header);
                texts.push(text);
                rows = 0;
            }
            last = row[0];
            let text = texts.last_mut().unwrap();
            for [one, two, flag, deleted, indicator, rationale] in &pair {
                let before = pair.iter().filter(|it| it[4] != "9" && it[3] != "*");
                let before = before.map(|it| it[3]).filter(|it| *deleted == "*" || it < deleted).max();
                let from = match before {
                    _ if *indicator == "9" => (*deleted).to_owned(),
                    Some(before) => day_after(before),
                    None => "19960101".to_owned(),
                };
                let why = self.rationales.get(*rationale).map_or("", String::as_str);
                for (at, cell) in [one, two, flag, &from.as_str(), deleted, indicator, &why].into_iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { "\t" });
                    text.push_str(cell);
                }
                text.push_str("\r\n");
                rows += 1;
            }
        }
        let put = |(at, text): (usize, String)| self.folder.put(&format!("ccipra-v302r0-f{}.txt", at + 1), text);
        texts.into_iter().enumerate().map(put).collect()
    }
}

/// The day after one that is written `YYYYMMDD`.
fn day_after(text: &str) -> String {
    let number: u32 = text.parse().unwrap();
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    let next = [(year, month, day + 1), (year, month + 1, 1), (year + 1, 1, 1)];
    let exists = |(year, month, day): &(u32, u32, u32)| ens_coding::Date::new(*year, *month, *day).is_some();
    let (year, month, day) = next.into_iter().find(exists).unwrap();
    format!("{year}{month:02}{day:02}")
}

/// Numbers that look random and are always the same.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}
