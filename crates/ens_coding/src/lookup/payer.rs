//! What the payer takes, covers, asks and limits.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::asked::Asked;
use super::national::Question;
use super::standing::{PayerStanding, standing};
use super::told::{Told, word};
use crate::book::{Asked as Wanted, Criterion, LocalSubject, Term, Therapy};
use crate::code::{Code, code};
use crate::criteria::is_usually_tried;
use crate::edit::payer::local_policy_unknown;
use crate::source::CMS_OPD_AUTHORIZATION;
use crate::stimulation::PROGRAMMING;
use crate::table::Program;
use crate::visit::LineOfBusiness;

impl Asked<'_> {
    pub fn payer_takes(&mut self) -> Vec<Told> {
        if !self.has_payer {
            return Vec::new();
        }
        let stand = standing(&self.edition, self.code);
        if stand.standing == PayerStanding::NotKnown {
            self.lacks("payer_takes", "policy:codes");
        }
        let take = stand.take.map(|take| take.to_string()).unwrap_or_default();
        let told = Told::new(take, stand.says, stand.citation).map(|it| it.about(word(&stand.standing)));
        told.into_iter().collect()
    }

    pub fn coverage(&mut self) -> Vec<Told> {
        if !self.has_payer {
            return Vec::new();
        }
        let edition = self.edition;
        let positions = self.therapy().into_iter().flat_map(|therapy| edition.positions(therapy));
        let mut found: Vec<Told> = positions
            .filter_map(|it| {
                let citation = edition.cite(&it.source, it.trust)?;
                let citation = crate::finding::Citation { from: it.from, to: it.to, ..citation };
                let told = Told::new(word(&it.stance), "the payer's position on the therapy", Some(citation))?;
                Some(if it.diagnoses.is_empty() { told } else { told.about(it.diagnoses.join(" ")) })
            })
            .collect();
        found.extend(self.national(Question::Coverage));
        found.extend(self.third_level());
        if found.is_empty() {
            self.lacks("coverage", "policy:positions");
        }
        found
    }

    /// The third level of facet joints, where the policy covers two.
    fn third_level(&self) -> Option<Told> {
        let is_third = [code!(b"64492"), code!(b"64495")].contains(&self.code);
        let most = self.edition.asks(Wanted::Levels, Therapy::FacetInjection).filter(|it| is_third && it.value < 3)?;
        let citation = self.edition.cite(&most.source, most.trust)?;
        let citation = crate::finding::Citation { from: most.from, to: most.to, ..citation };
        Told::new("not_covered", "the policy covers two levels of a session, and this is the third", Some(citation))
    }

    pub fn criteria(&mut self) -> Vec<Told> {
        let therapy = self.therapy();
        // The audit of practices asks this of stimulators alone, and programming has no therapy of its own.
        let concerns = |it: &&Criterion| match (it.criterion, therapy) {
            (Wanted::TrialRatioPercent, Some(therapy)) => is_usually_tried(therapy),
            (Wanted::ProgrammingDays, _) => is_programming(self.code),
            (_, therapy) => therapy.is_some(),
        };
        let asked = therapy.or_else(|| is_programming(self.code).then_some(Therapy::SpinalCord));
        let asked = asked.into_iter().flat_map(|therapy| self.edition.criteria(therapy)).filter(concerns);
        let mut found: Vec<Told> = asked
            .filter_map(|it| {
                let citation = self.edition.cite(&it.source, it.trust)?;
                let citation = crate::finding::Citation { from: it.from, to: it.to, ..citation };
                let says = "the payer asks it of the therapy; 1 where it is asked without a number";
                Some(Told::new(it.value.to_string(), says, Some(citation))?.about(word(&it.criterion)))
            })
            .collect();
        found.extend(self.national(Question::Criteria));
        if self.has_payer && found.is_empty() {
            self.lacks("criteria", "policy:criteria");
        }
        found
    }

    pub fn frequency(&mut self) -> Vec<Told> {
        let limits = self.therapy().into_iter().flat_map(|therapy| self.edition.limits(therapy));
        let mut found: Vec<Told> = limits
            .filter_map(|it| {
                let citation = self.edition.cite(&it.source, it.trust)?;
                let citation = crate::finding::Citation { from: it.from, to: it.to, ..citation };
                let window = match (it.months, it.days) {
                    (Some(months), _) => [" in ", &months.to_string(), " months"].concat(),
                    (None, Some(days)) => [" in ", &days.to_string(), " days"].concat(),
                    (None, None) => " in a lifetime".into(),
                };
                let more = if it.more_if_improving { ", more while the patient improves" } else { "" };
                let sessions = it.sessions.to_string();
                let told = Told::new(&*sessions, ["sessions", &window, more].concat(), Some(citation))?;
                Some(match it.purpose {
                    Some(purpose) => told.about(word(&purpose)),
                    None => told,
                })
            })
            .collect();
        found.extend(self.national(Question::Frequency));
        if self.has_payer && found.is_empty() {
            self.lacks("frequency", "policy:limits");
        }
        found
    }

    pub fn authorization(&mut self) -> Vec<Told> {
        let edition = self.edition;
        let term = edition.review_programs();
        // A payer without Medicare's programs may have its own, which no policy here lists.
        if self.has_payer && term.is_none_or(|term| !term.value) {
            self.lacks("authorization", "policy:review_programs");
            return Vec::new();
        }
        if self.term_holds("authorization", "policy:review_programs", term, &CMS_OPD_AUTHORIZATION).is_none() {
            return Vec::new();
        }
        let Some(table) = self.table("authorization", "table:authorization", edition.tables().authorization()) else {
            return Vec::new();
        };
        let rows = table.table.all(&self.code).iter().filter(|row| row.holds_on(edition.date()));
        rows.filter_map(|row| {
            let says = match row.value.program {
                // By the contractor's page: the drugs' codes beside it.
                Program::HospitalOutpatient if [code!(b"64612"), code!(b"64615")].contains(&self.code) => {
                    "Medicare authorizes it before the service, for hospital outpatients, where it is paired with one of J0585-J0588"
                }
                Program::HospitalOutpatient => "Medicare authorizes it before the service, for hospital outpatients",
                Program::Wiser => "Medicare reviews it before payment, in the states of the model",
            };
            let told = Told::new(word(&row.value.program), says, table.table.cite(row))?;
            Some(match row.value.state {
                Some(state) => told.about(state.to_string()),
                None => told,
            })
        })
        .collect()
    }

    /// Terms of the payer that decide how the code is billed.
    pub fn terms(&mut self) -> Vec<Told> {
        let (edition, mut found) = (self.edition, Vec::new());
        if !self.has_payer {
            return found;
        }
        let therapy = self.is_therapy();
        if self.fact().is_some_and(crate::table::CodeFact::is_timed) {
            let method = edition.counting_method();
            let told =
                method.and_then(|term| Told::new(word(&term.value), "how minutes become units", self.cite_term(term)));
            self.term("counting_method", "policy:counting_method", told, &mut found);
        }
        let yes = |term: Option<Term<'_, bool>>| {
            term.and_then(|term| Told::new(if term.value { "yes" } else { "no" }, "", self.cite_term(term)))
        };
        let asked: [(bool, &'static str, &'static str, &'static str, Option<Told>); 8] = [
            (true, "pair_edits", "policy:pair_edits", "national pair edits apply", yes(edition.pair_edits())),
            (true, "unit_edits", "policy:unit_edits", "national unit edits apply", yes(edition.unit_edits())),
            (
                therapy,
                "therapy_modifier",
                "policy:therapy_modifier",
                "GP, GO or GN is required on therapy lines",
                yes(edition.therapy_modifier()),
            ),
            (
                therapy,
                "assistant_modifier",
                "policy:assistant_modifier",
                "CQ or CO reports an assistant's part",
                yes(edition.assistant_modifier()),
            ),
            (
                therapy,
                "therapy_threshold",
                "policy:therapy_threshold",
                "the yearly therapy threshold and KX apply",
                yes(edition.therapy_threshold()),
            ),
            (
                therapy,
                "certified_plan",
                "policy:certified_plan",
                "therapy needs a certified plan of care",
                yes(edition.certified_plan()),
            ),
            (true, "x_modifiers", "policy:x_modifiers", "XE, XS, XP and XU are taken", yes(edition.x_modifiers())),
            (
                true,
                "fee_schedule_status",
                "policy:fee_schedule_status",
                "the fee schedule's statuses apply",
                yes(edition.fee_schedule_status()),
            ),
        ];
        for (concerns, name, lacks, says, told) in asked {
            if concerns {
                self.term(name, lacks, told.map(|it| Told { says: says.into(), ..it }), &mut found);
            }
        }
        found
    }

    fn term(&mut self, name: &'static str, lacks: &'static str, told: Option<Told>, found: &mut Vec<Told>) {
        match told {
            Some(told) => found.push(told.about(name)),
            None => self.lacks("terms", lacks),
        }
    }

    pub fn local_policies(&mut self) -> Vec<Told> {
        let contractors = self.edition.policy().is_some_and(|it| it.line_of_business == LineOfBusiness::Medicare);
        let of_therapy = self.therapy().and_then(local_policy_unknown::subject);
        let subject = of_therapy.or_else(|| self.is_therapy().then_some(LocalSubject::OutpatientTherapy));
        let Some(subject) = subject.filter(|_| contractors && self.has_payer) else { return Vec::new() };
        let found: Vec<Told> = self
            .edition
            .local_policies()
            .filter(|it| it.subject == subject)
            .filter_map(|it| {
                let note: String = it.note.clone();
                Told::new(it.id.clone(), note, self.edition.cite(&it.source, it.trust))
            })
            .collect();
        self.lacks("local_policies", "policy:local_policies");
        found
    }
}

/// Programming, which the limit on it counts.
fn is_programming(code: Code) -> bool {
    PROGRAMMING.contains(&code) && code != code!(b"95984")
}
