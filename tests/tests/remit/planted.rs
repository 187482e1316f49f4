//! Errors that are planted into claims, each with the rule that it belongs to.

use ens_coding::visit::{EarlierService, Visit};
use ens_coding::{Cents, Claim, Code, Line, Modifier, Units};

use super::payer::Payer;
use super::tables::holds;

/// A claim with an error in one line; none where it stays as it was.
pub(crate) struct Planted {
    pub(crate) error: Option<(&'static str, usize)>,
    pub(crate) visit: Visit,
    pub(crate) claim: Claim,
}

/// The claim as it is, and with one error at a time.
pub(crate) fn errors(visit: &Visit, claim: &Claim, payer: &Payer) -> Vec<Planted> {
    let mut all = vec![Planted { error: None, visit: visit.clone(), claim: claim.clone() }];
    let mut plant = |rule: &'static str, line: usize, change: &dyn Fn(&mut Visit, &mut Claim) -> bool| {
        let (mut visit, mut claim) = (visit.clone(), claim.clone());
        if change(&mut visit, &mut claim) {
            all.push(Planted { error: Some((rule, line)), visit, claim });
        }
    };
    let date = visit.date_of_service.to_string();
    let code = |text: &str| -> Code { text.parse().unwrap() };
    let modifier = |text: &str| -> Modifier { text.parse().unwrap() };
    let disciplines = ["GP", "GO", "GN"].map(modifier);
    for (at, line) in claim.lines.iter().enumerate().take(2) {
        plant("modifier/therapy-discipline-missing", at, &|_, claim| {
            let before = claim.lines[at].modifiers.len();
            claim.lines[at].modifiers.retain(|it| !disciplines.contains(it));
            claim.lines[at].modifiers.len() < before
        });
        plant("code/not-accepted-by-payer", at, &|_, claim| {
            let is_unattended = claim.lines[at].code == code("G0283");
            claim.lines[at].code = code("97014");
            is_unattended
        });
        plant("units/over-mue", at, &|_, claim| {
            claim.lines[at].units = Units::new(line.units.get() + 20).unwrap();
            true
        });
        plant("claim/duplicate-line", claim.lines.len(), &|_, claim| {
            claim.lines.push(Line { services: Vec::new(), ..line.clone() });
            true
        });
        plant("modifier/unknown", at, &|_, claim| {
            claim.lines[at].modifiers.push(modifier("ZZ"));
            true
        });
        plant("modifier/kx-missing", at, &|visit, claim| {
            visit.history.therapy_to_date.pt_slp_cents = Cents::new(400_000);
            visit.history.therapy_to_date.ot_cents = Cents::new(400_000);
            claim.lines[at].modifiers.retain(|it| *it != modifier("KX"));
            line.has_any(&disciplines)
        });
        plant("ncci/add-on-alone", 0, &|_, claim| {
            claim.lines.retain(|own| own.code == line.code);
            payer.add_on.contains_key(&line.code.to_string())
        });
        for indicator in ["0", "1"] {
            let rule = if indicator == "0" { "ncci/never-together" } else { "ncci/pair-needs-modifier" };
            let partner = payer.pairs.iter().find(|((one, two), rows)| {
                *one == line.code.to_string()
                    && claim.lines.iter().all(|own| own.code.to_string() != *two)
                    && rows.iter().any(|row| holds(row, &date) && row["indicator"] == indicator)
            });
            let Some(((_, two), _)) = partner else { continue };
            plant(rule, claim.lines.len(), &|_, claim| {
                let mut new = Line::new(code(two), Units::ONE);
                new.modifiers.extend((indicator == "0").then(|| modifier("59")));
                new.modifiers.extend(line.modifiers.iter().filter(|it| disciplines.contains(it)));
                claim.lines.push(new);
                true
            });
        }
    }
    plant("code/not-in-force", 0, &|_, claim| {
        claim.lines[0].code = code("64550");
        true
    });
    plant("diagnosis/not-in-force", 0, &|visit, claim| {
        let own = claim.diagnoses.get_or_insert_with(|| visit.diagnoses.clone());
        let Some(first) = own.first_mut() else { return false };
        *first = "M54.5".parse().unwrap();
        date.as_str() >= "2021-10-01"
    });
    plant("authorization/number-missing", 0, &|_, claim| claim.authorization_number.take().is_some());
    plant("coverage/frequency-exceeded", 0, &|visit, claim| {
        let own = claim.lines[0].code;
        let date = visit.date_of_service;
        let earlier = |week: i32| EarlierService {
            code: own,
            date: date.plus_days(-8 * week),
            units: None,
            other_practice: ens_coding::Fact::default(),
            purpose: None,
            relief_percent: None,
            relief_days: None,
        };
        visit.history.services = Some((1..=20).map(earlier).collect());
        ["97810", "97813"].map(code).contains(&own)
    });
    all
}
