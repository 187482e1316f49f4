//! Modifiers that apply to a code, each with its reason.

use alloc::string::ToString;
use alloc::vec::Vec;

use super::asked::Asked;
use super::standing::{PayerStanding, standing};
use super::told::Told;
use crate::book::Asked as Wanted;
use crate::code::{Modifier, code};
use crate::edit::coverage::excluded_cause::ACUPUNCTURE_FROM;
use crate::edit::coverage::frequency_exceeded::NEEDLES;
use crate::edit::modifier::active_treatment_missing::MANIPULATIONS;
use crate::edit::modifier::kx_not_needed::is_never_diagnostic;
use crate::finding::Citation;
use crate::global;
use crate::pairs::{DISTINCT, is_evaluation_and_management};
use crate::source::{
    CGS_JZ_2023, CMS_CQ_CO_EXAMPLES, CMS_CR_10176, CMS_JW, CMS_MODIFIERS_2024, CMS_NCCI_MANUAL_2026,
    IOM_100_04_CH12_40, LCD_L33802, MLN1783722, NCD_30_3_3, NEEDLE_PRACTICE, NGS_ABN, NGS_CHIROPRACTIC, NGS_KX, Source,
    Trust,
};
use crate::table::Timing;

impl Asked<'_> {
    pub fn modifiers(&mut self) -> Vec<Told> {
        let mut found = Vec::new();
        self.of_therapy(&mut found);
        self.of_policies(&mut found);
        self.of_pairs(&mut found);
        self.of_indicators(&mut found);
        self.of_global_period(&mut found);
        self.of_drugs_and_devices(&mut found);
        self.of_notices(&mut found);
        found
    }

    /// Adds modifiers that are in force on the date.
    fn add(&self, found: &mut Vec<Told>, modifiers: &[Modifier], says: &'static str, citation: Option<&Citation>) {
        let table = self.edition.tables().modifiers();
        let in_force = |one: &&Modifier| table.is_none_or(|it| it.table.on(one, self.edition.date()).is_some());
        let told = modifiers.iter().filter(in_force);
        found.extend(told.filter_map(|one| Told::new(one.to_string(), says, citation.cloned())));
    }

    fn of_therapy(&mut self, found: &mut Vec<Told>) {
        // A code that the payer does not take stands on none of its lines.
        if !self.is_therapy() || (self.has_payer && !self.is_taken()) {
            return;
        }
        let edition = self.edition;
        let citation =
            self.term_holds("modifiers", "policy:therapy_modifier", edition.therapy_modifier(), &CMS_CR_10176);
        let says = "the discipline of the plan of care, on every therapy line";
        self.add(found, &[Modifier::GP, Modifier::GO, Modifier::GN], says, citation.as_ref());
        let citation = self.term_holds(
            "modifiers",
            "policy:assistant_modifier",
            edition.assistant_modifier(),
            &CMS_CQ_CO_EXAMPLES,
        );
        let says = "an assistant furnished more than a tenth of the service apart from the therapist";
        self.add(found, &[Modifier::CQ, Modifier::CO], says, citation.as_ref());
        let citation = self.term_holds("modifiers", "policy:therapy_threshold", edition.therapy_threshold(), &NGS_KX);
        let says = "beyond the year's therapy threshold, with recorded necessity; never by habit";
        self.add(found, &[Modifier::KX], says, citation.as_ref());
    }

    /// KX where a policy asks for it.
    fn of_policies(&mut self, found: &mut Vec<Told>) {
        let asks = self.therapy().and_then(|therapy| self.edition.asks(Wanted::DiagnosticModifier, therapy));
        if let Some(criterion) = asks.filter(|_| !is_never_diagnostic(self.code)) {
            let citation = self.edition.cite(&criterion.source, criterion.trust);
            self.add(found, &[Modifier::KX], "a diagnostic block, for which the policy asks it", citation.as_ref());
        }
        let national =
            |asked: &Self| !asked.has_payer || asked.edition.national_coverage().is_some_and(|term| term.value);
        // The source of these two is restated, as the rule on KX has it.
        let restated = |source: &Source| Some(Citation { trust: Trust::Secondary, ..source.citation() });
        if NEEDLES.contains(&self.code)
            && ACUPUNCTURE_FROM.is_some_and(|from| self.edition.date() >= from)
            && national(self)
        {
            let citation = restated(&NCD_30_3_3);
            self.add(
                found,
                &[Modifier::KX],
                "acupuncture for low back pain from the thirteenth visit on",
                citation.as_ref(),
            );
        }
        if [code!(b"E0720"), code!(b"E0730")].contains(&self.code) && national(self) {
            let citation = restated(&LCD_L33802);
            self.add(
                found,
                &[Modifier::KX],
                "the record meets the criteria of the equipment policy",
                citation.as_ref(),
            );
        }
        if MANIPULATIONS.contains(&self.code) {
            let term = self.edition.active_treatment_modifier();
            let citation = self.term_holds("modifiers", "policy:active_treatment_modifier", term, &NGS_CHIROPRACTIC);
            self.add(found, &[Modifier::AT], "active treatment, not maintenance", citation.as_ref());
        }
    }

    fn of_pairs(&mut self, found: &mut Vec<Told>) {
        if is_evaluation_and_management(self.code) {
            let says = "the evaluation stands on its own beside a minor procedure of the day, and the record shows it";
            self.add(found, &[Modifier::M25], says, Some(&CMS_NCCI_MANUAL_2026.citation()));
            let says = "the evaluation led to the decision for a major operation";
            self.add(found, &[Modifier::M57], says, Some(&IOM_100_04_CH12_40.citation()));
            return;
        }
        if !self.is_resolvable() {
            return;
        }
        let says = "beside a code with which a pair edit of indicator 1 is active, where the record shows that the services \
                    are distinct";
        let (cited, x) = (Some(MLN1783722.citation()), self.edition.x_modifiers());
        let takes_x = if self.has_payer { x.is_some_and(|term| term.value) } else { true };
        self.add(found, if takes_x { &DISTINCT } else { &[Modifier::M59] }, says, cited.as_ref());
    }

    /// Whether the payer takes the code itself, as far as anybody knows.
    fn is_taken(&self) -> bool {
        !matches!(standing(&self.edition, self.code).standing, PayerStanding::Replaced | PayerStanding::NotTaken)
    }

    fn of_indicators(&mut self, found: &mut Vec<Told>) {
        // Sides, assistants and components of therapy and of evaluations mean nothing, whatever their rows say.
        if self.is_therapy() || is_evaluation_and_management(self.code) {
            return;
        }
        let Some((table, row)) = self.edition.tables().pfs().zip(self.edition.procedure(self.code)) else { return };
        let cited = table.table.cite(row);
        let cited = cited.as_ref();
        if ["1", "3"].contains(&row.value.bilateral.as_str()) {
            self.add(found, &[Modifier::M50], "both sides: the bilateral indicator allows it", cited);
            let term = self.edition.side_modifiers();
            let required = term.filter(|term| term.value).and_then(|term| self.cite_term(term));
            let says = if required.is_some() { "one side; the payer requires it" } else { "one side" };
            let citation = required.or_else(|| Some(NEEDLE_PRACTICE.citation()));
            self.add(found, &[Modifier::LT, Modifier::RT], says, citation.as_ref());
        }
        if row.value.component.as_str() == "1" {
            let says = "one of the two components alone: the component indicator allows it";
            self.add(found, &[Modifier::M26, Modifier::TC], says, cited);
        }
        // Nobody assists at manipulation, nor at what has no global period.
        let has_period = global::days(row).is_some() || row.value.global.as_str() == "ZZZ";
        let is_surgery = has_period && !MANIPULATIONS.contains(&self.code);
        match row.value.assistant.as_str() {
            _ if !is_surgery => {}
            "0" => self.add(found, &ASSISTANTS, "an assistant at surgery, with documents that show the need", cited),
            "2" => self.add(found, &ASSISTANTS, "an assistant at surgery", cited),
            _ => {}
        }
        match row.value.co_surgeon.as_str() {
            "1" => self.add(found, &[Modifier::M62], "two surgeons, with documents that show the need", cited),
            "2" => self.add(found, &[Modifier::M62], "two surgeons of different specialties", cited),
            _ => {}
        }
    }

    fn of_global_period(&mut self, found: &mut Vec<Told>) {
        let days = self.edition.procedure(self.code).and_then(global::days);
        if days.is_none() {
            return;
        }
        let cited = || Some(CMS_MODIFIERS_2024.citation());
        self.add(
            found,
            &[Modifier::M53],
            "stopped after anesthesia or the start, on a practitioner's claim",
            cited().as_ref(),
        );
        self.add(found, &[Modifier::M73], "stopped before anesthesia, on a facility's claim", cited().as_ref());
        self.add(found, &[Modifier::M74], "stopped after anesthesia, on a facility's claim", cited().as_ref());
        let cited = Some(IOM_100_04_CH12_40.citation());
        for (modifier, says) in [
            (Modifier::M58, "planned or more extensive, within another procedure's global period"),
            (Modifier::M78, "an unplanned return to the operating room within another procedure's global period"),
            (Modifier::M79, "unrelated to the procedure whose global period is running"),
        ] {
            self.add(found, &[modifier], says, cited.as_ref());
        }
    }

    fn of_drugs_and_devices(&mut self, found: &mut Vec<Told>) {
        let edition = self.edition;
        match self.fact().map(|fact| fact.timing) {
            Some(Timing::Drug) => {
                let citation = self.term_holds("modifiers", "policy:waste_modifier", edition.waste_modifier(), &CMS_JW);
                self.add(found, &[Modifier::JW], "what was discarded of a single-dose container", citation.as_ref());
                let term = edition.no_waste_modifier();
                let citation = self.term_holds("modifiers", "policy:no_waste_modifier", term, &CGS_JZ_2023);
                self.add(found, &[Modifier::JZ], "nothing of a single-dose container was discarded", citation.as_ref());
            }
            Some(Timing::Item) => {
                let cited = || Some(CMS_MODIFIERS_2024.citation());
                self.add(found, &[Modifier::RR], "the device is rented", cited().as_ref());
                self.add(found, &[Modifier::NU], "the device was bought new", cited().as_ref());
            }
            _ => {}
        }
    }

    fn of_notices(&mut self, found: &mut Vec<Told>) {
        if !self.is_listed() {
            return;
        }
        let term = self.edition.waiver_modifiers();
        let Some(citation) = self.term_holds("modifiers", "policy:waiver_modifiers", term, &NGS_ABN) else { return };
        for (modifier, says) in [
            (Modifier::GA, "denial as not necessary is expected, with a signed notice"),
            (Modifier::GZ, "denial as not necessary is expected, without a notice"),
            (Modifier::GY, "excluded by statute"),
            (Modifier::GX, "a voluntary notice of liability"),
        ] {
            self.add(found, &[modifier], says, Some(&citation));
        }
    }
}

/// Assistants at surgery.
const ASSISTANTS: [Modifier; 4] = [Modifier::M80, Modifier::M81, Modifier::M82, Modifier::AS];
