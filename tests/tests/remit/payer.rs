//! A simulated Medicare contractor. It sees the claim and what a payer has on file, never the record of the visit, and
//! decides by the reviewable tables and the fact sheets alone. No rule of the library is asked.

use std::collections::BTreeMap;

use ens_coding::visit::{ClaimForm, PerformerKind, Visit};
use ens_coding::{Cents, Claim, Line, RemittedLine};

use super::remitted;
use super::tables::{Row, by, holds, rows};

/// Modifiers that let a pair pass.
const PASSING: [&str; 15] = ["59", "XE", "XS", "XP", "XU", "25", "24", "57", "58", "78", "79", "27", "91", "LT", "RT"];

pub(crate) struct Payer {
    codes: BTreeMap<String, Vec<Row>>,
    status: BTreeMap<String, Vec<Row>>,
    limits: BTreeMap<String, Vec<Row>>,
    pub(crate) add_on: BTreeMap<String, Vec<Row>>,
    reviewed: BTreeMap<String, Vec<Row>>,
    pub(crate) pairs: BTreeMap<(String, String), Vec<Row>>,
    diagnoses: BTreeMap<String, Vec<Row>>,
    modifiers: BTreeMap<String, Vec<Row>>,
    thresholds: Vec<Row>,
}

/// A decision: the adjustment, its remarks.
type Denial = (&'static str, &'static [&'static str]);

impl Payer {
    pub(crate) fn new() -> Self {
        let mut pairs: BTreeMap<_, Vec<Row>> = BTreeMap::new();
        for row in rows("pairs") {
            pairs.entry((row["column_one"].clone(), row["column_two"].clone())).or_default().push(row);
        }
        Self {
            codes: by("code", "codes"),
            status: by("code", "status"),
            limits: by("code", "unit_limits"),
            add_on: by("add_on", "add_on"),
            reviewed: by("code", "authorization"),
            pairs,
            diagnoses: by("code", "icd10cm_dates")
                .into_iter()
                .map(|(code, rows)| (code.replace('.', ""), rows))
                .collect(),
            modifiers: by("modifier", "modifiers"),
            thresholds: rows("thresholds"),
        }
    }

    /// What the payer answers to a claim. `turn` varies what payers vary, and what nobody can foresee.
    pub(crate) fn answer(&self, visit: &Visit, claim: &Claim, turn: usize) -> Vec<RemittedLine> {
        let line = |at: usize| {
            let place = u16::try_from(at).unwrap();
            let (codes, remarks) = match self.denial(visit, claim, at, turn) {
                Some((code, remarks)) => (vec![code], remarks),
                None => (vec!["CO-45", "PR-2", "CO-253"], &[][..]),
            };
            let mut line = remitted(place, &codes, remarks);
            let amounts: &[u64] = if codes.len() == 1 { &[10_000] } else { &[4_000, 1_200, 96] };
            for (adjustment, amount) in line.adjustments.iter_mut().zip(amounts) {
                adjustment.amount_cents = Cents::new(*amount);
            }
            line.charged_cents = Cents::new(10_000);
            line.paid_cents = Cents::new(10_000 - amounts.iter().sum::<u64>());
            line
        };
        (0..claim.lines.len()).map(line).collect()
    }

    fn denial(&self, visit: &Visit, claim: &Claim, at: usize, turn: usize) -> Option<Denial> {
        let line = &claim.lines[at];
        self.of_file(visit, claim, line, turn)
            .or_else(|| self.of_line(visit, line))
            .or_else(|| self.of_claim(visit, claim, at, turn))
            .or_else(|| Self::unforeseen(at, turn))
    }

    /// What the code lists say.
    fn of_file(&self, visit: &Visit, claim: &Claim, line: &Line, turn: usize) -> Option<Denial> {
        let date = visit.date_of_service.to_string();
        let code = line.code.to_string();
        let diagnoses = claim.diagnoses.as_ref().unwrap_or(&visit.diagnoses);
        let ended = |code: &String| {
            self.diagnoses
                .get(code)
                .is_some_and(|rows| !rows.iter().any(|row| holds(row, &date) && row["billable"] == "yes"))
        };
        let pointed = |at: usize| {
            line.diagnosis_pointers.as_ref().is_none_or(|all| all.iter().any(|it| usize::from(*it) == at + 1))
        };
        if diagnoses.iter().enumerate().any(|(at, it)| pointed(at) && ended(&it.to_string().replace('.', ""))) {
            return Some(if turn.is_multiple_of(2) { ("CO-16", &["M76"]) } else { ("CO-146", &[]) });
        }
        let known = self.codes.get(&code);
        if known.is_some_and(|rows| !rows.iter().any(|row| holds(row, &date))) {
            return Some(("CO-181", &["N56"]));
        }
        if line.modifiers.iter().any(|it| !self.modifiers.contains_key(&it.to_string())) {
            return Some(("CO-182", &["N823"]));
        }
        let status = self.status.get(&code)?.iter().find(|row| holds(row, &date))?;
        match status["status"].as_str() {
            "I" => Some(("CO-16", &["MA130", "M20"])),
            "N" => Some(("CO-96", &["N425"])),
            "B" => Some(("CO-97", &["M15"])),
            _ => None,
        }
    }

    /// What one line shows, and what is on file about patient and provider.
    fn of_line(&self, visit: &Visit, line: &Line) -> Option<Denial> {
        let has = |names: &[&str]| line.modifiers.iter().any(|own| names.contains(&own.to_string().as_str()));
        let code = line.code.to_string();
        let therapy = self.codes.get(&code).is_some_and(|rows| rows.iter().any(|row| row["therapy"] == "always"));
        let performer = visit.performers.first().map(|it| it.kind);
        if has(&["GY"]) {
            return Some(("PR-96", &["N425"]));
        }
        match performer {
            Some(PerformerKind::Chiropractor) if !["98940", "98941", "98942"].contains(&&*code) => {
                return Some(("CO-96", &["N425"]));
            }
            Some(PerformerKind::Acupuncturist) => return Some(("CO-170", &["N95"])),
            _ => {}
        }
        if visit.setting.under_snf_part_a.is_yes() && therapy {
            return Some(("CO-190", &[]));
        }
        if therapy && !has(&["GP", "GO", "GN"]) {
            return Some(("CO-4", &["N822"]));
        }
        // A year of acupuncture holds twenty sessions.
        let acupuncture = ["97810", "97811", "97813", "97814"];
        let sessions = visit.history.services.iter().flatten().filter(|it| {
            acupuncture.contains(&it.code.to_string().as_str()) && visit.date_of_service.days_since(it.date) < 365
        });
        if acupuncture.contains(&&*code) && sessions.count() >= 20 {
            return Some(("CO-119", &["N362"]));
        }
        let year = visit.date_of_service.year().to_string();
        let (pool, spent) = if has(&["GO"]) {
            ("ot", visit.history.therapy_to_date.ot_cents)
        } else {
            ("pt_slp", visit.history.therapy_to_date.pt_slp_cents)
        };
        let limit = self.thresholds.iter().find(|row| row["pool"] == pool && row["year"] == year)?;
        let passed = spent.is_some_and(|it| it.get() >= limit["amount_cents"].parse().unwrap());
        (therapy && passed && !has(&["KX"])).then_some(("CO-119", &["N640"]))
    }

    /// What the lines show together.
    fn of_claim(&self, visit: &Visit, claim: &Claim, at: usize, turn: usize) -> Option<Denial> {
        let line = &claim.lines[at];
        let date = visit.date_of_service.to_string();
        let code = line.code.to_string();
        let institutional = claim.claim_form.unwrap_or(visit.setting.claim_form) == ClaimForm::Institutional;
        let same = |other: &Line| other.code == line.code && other.modifiers == line.modifiers;
        if claim.lines[..at].iter().any(same) {
            return Some(("OA-18", &[]));
        }
        let primaries = self.add_on.get(&code).map_or(&[][..], Vec::as_slice);
        let required = || primaries.iter().filter(|row| holds(row, &date));
        let is_there = |row: &Row| claim.lines.iter().any(|own| own.code.to_string() == row["primary"]);
        if required().next().is_some() && required().all(|row| row["edit_type"] == "1") && !required().any(is_there) {
            return Some(("CO-107", &["N122"]));
        }
        let passes = |line: &Line| line.modifiers.iter().any(|it| PASSING.contains(&it.to_string().as_str()));
        let table = if institutional { "hospital" } else { "practitioner" };
        for other in claim.lines.iter().filter(|other| other.code != line.code) {
            let rows = self.pairs.get(&(other.code.to_string(), code.clone()));
            let active = rows
                .into_iter()
                .flatten()
                .find(|row| holds(row, &date) && (row["table"] == table || row["table"] == "both"));
            match active.map(|row| row["indicator"].as_str()) {
                Some("0") => return Some(("CO-236", &["M80"])),
                Some("1") if !passes(line) && !passes(other) => {
                    return Some(if turn.is_multiple_of(3) {
                        ("CO-236", &["N20"])
                    } else {
                        ("CO-97", &["M15", "N19"])
                    });
                }
                _ => {}
            }
        }
        let supplier = visit.performers.iter().any(|it| it.kind == PerformerKind::DmeSupplier);
        let setting = match (supplier, institutional) {
            (true, _) => "dme",
            (false, true) => "hospital",
            (false, false) => "practitioner",
        };
        let limit =
            self.limits.get(&code).into_iter().flatten().find(|row| row["setting"] == setting && holds(row, &date));
        if let Some(limit) = limit {
            let day: u32 = claim.lines.iter().filter(|it| it.code == line.code).map(|it| it.units.get()).sum();
            let counted = if limit["adjudication"] == "1" { line.units.get() } else { day };
            if counted > limit["units"].parse().unwrap() {
                return Some(if turn.is_multiple_of(2) { ("CO-151", &["N362"]) } else { ("CO-222", &[]) });
            }
        }
        let reviewed = self.reviewed.get(&code).into_iter().flatten();
        let mut programs = reviewed.filter(|row| row["program"] == "hospital_outpatient" && holds(row, &date));
        let is_missing = institutional && claim.authorization_number.is_none() && programs.next().is_some();
        (is_missing && !visit.setting.authorization_exempt.is_yes()).then_some(("CO-197", &[]))
    }

    /// Denials that no claim shows: filed late, another payer first, a reviewer's opinion.
    fn unforeseen(at: usize, turn: usize) -> Option<Denial> {
        match (turn * 31 + at * 7) % 120 {
            0 => Some(("CO-29", &[])),
            1 => Some(("CO-22", &[])),
            2 => Some(("CO-50", &["N115"])),
            _ => None,
        }
    }
}
