//! What the prices of all lines depend on: payer, setting, conversion factor, locality.

use ens_coding::table::{Loaded, TherapyClass, Timing};
use ens_coding::visit::{Biller, ClaimForm, LineOfBusiness};
use ens_coding::{Citation, Claim, Code, Date, Edition, Line, Modifier, Rulebook, Source};

use crate::estimate::{ConversionFactor, FeeArea};
use crate::refusal::Refusal;
use crate::request::FeeRequest;
use crate::words::{FeeSetting, Reason};
use crate::work::Work;
use crate::{area, people, schedule};

/// The disciplines of therapy; a facility bills it with one of them.
const THERAPY: [Modifier; 3] = [Modifier::GP, Modifier::GO, Modifier::GN];
/// What says that no payment is expected.
const FOR_DENIAL: [Modifier; 3] = [Modifier::GY, Modifier::GZ, Modifier::GX];

/// What the prices of all lines depend on.
pub(crate) struct Terms<'a> {
    pub request: &'a FeeRequest,
    pub edition: &'a Edition<'a>,
    pub strict: bool,
    /// A practitioner bills, and not a facility.
    pub practitioner: bool,
    payer: Result<(), Refusal>,
    /// Whose practice expense is paid on a practitioner's line.
    place: Result<FeeSetting, Refusal>,
    /// A critical access hospital is paid its costs.
    by_cost: bool,
    pub factor: Result<ConversionFactor, Refusal>,
    pub area: Result<FeeArea, Refusal>,
}

impl<'a> Terms<'a> {
    pub fn of(request: &'a FeeRequest, claim: &Claim, edition: &'a Edition<'a>, book: &Rulebook) -> Self {
        let setting = &request.visit.setting;
        let form = claim.claim_form.unwrap_or(setting.claim_form);
        let by_form = if form == ClaimForm::Professional { Biller::Practitioner } else { Biller::Facility };
        let bill_type = claim.bill_type.or(setting.bill_type);
        let strict = book.options().strict;
        Self {
            request,
            edition,
            strict,
            practitioner: setting.biller.unwrap_or(by_form) == Biller::Practitioner,
            payer: if is_original_medicare(request, edition, book) {
                Ok(())
            } else {
                Err(Refusal::new(Reason::NotMedicare))
            },
            place: place(request, edition),
            by_cost: bill_type.is_some_and(|it| it.facility_class() == "85"),
            factor: schedule::factor(request, edition),
            area: area::of(request, edition, strict),
        }
    }

    pub const fn date(&self) -> Date {
        self.edition.date()
    }

    /// Begins a line: its row of the fee schedule and the fee of its units, its price as a drug, or why it has neither.
    pub fn begin(&self, line: &'a Line) -> Work<'a> {
        let mut work = Work::new(line, people::performer_of(line, self));
        if let Err(refusal) = self.price(&mut work) {
            work.refuse(refusal);
        }
        work
    }

    fn price(&self, work: &mut Work<'a>) -> Result<(), Refusal> {
        self.payer.clone()?;
        if let Some(modifier) = work.one_of(&FOR_DENIAL) {
            return Err(Refusal::new(Reason::BilledForDenial).by_modifier(Some(modifier)));
        }
        let setting = self.setting_of(work.line)?;
        if self.is_drug(work.line.code) {
            return schedule::drug(work, self, setting);
        }
        let in_force = self.edition.code_row(work.line.code);
        if let Some(row) = in_force.filter(|row| !row.holds_on(self.date())) {
            let citation = self.edition.tables().codes().and_then(|codes| codes.table.cite(row));
            return Err(Refusal::new(Reason::CodeNotInForce).cited(citation));
        }
        schedule::fee(work, self, setting)
    }

    /// Whose practice expense is paid. A facility is paid by the fee schedule for therapy alone, and like a practice.
    fn setting_of(&self, line: &Line) -> Result<FeeSetting, Refusal> {
        let class = self.edition.code(line.code).map(|it| it.therapy);
        let is_therapy = line.has_any(&THERAPY) && class != Some(TherapyClass::Never);
        let setting = &self.request.visit.setting;
        if is_therapy && (setting.under_snf_part_a.is_yes() || setting.under_home_health_plan.is_yes()) {
            let citation = cite("cms-100-04-ch5-10", None);
            return Err(Refusal::new(Reason::ConsolidatedBilling).cited(citation));
        }
        if self.practitioner {
            self.place.clone()
        } else if is_therapy && !self.by_cost {
            Ok(FeeSetting::NonFacility)
        } else {
            Err(Refusal::new(Reason::NotThisSchedule))
        }
    }

    fn is_drug(&self, code: Code) -> bool {
        // Codes of drugs begin with J.
        let is_drugs = (Code::from_ascii(b"J0000")..=Code::from_ascii(b"J9999")).contains(&Some(code));
        is_drugs || self.edition.code(code).is_some_and(|fact| fact.timing == Timing::Drug)
    }
}

/// The citation of a source, with the first day of what it is cited for.
pub(crate) fn cite(id: &str, from: Option<Date>) -> Option<Citation> {
    let citation = Source::by_id(id)?.citation();
    Some(Citation { from, ..citation })
}

/// Whether an edition is good for a date: it covers it, or, where that is enough, it is of the same year.
pub(crate) fn is_near<T>(loaded: &Loaded<T>, date: Date, strict: bool) -> bool {
    is_of_year(loaded.from, loaded.to, date, strict)
}

/// The same for days.
pub(crate) fn is_of_year(from: Option<Date>, to: Option<Date>, date: Date, strict: bool) -> bool {
    let year = |day: Date| day.year();
    date.within(from, to)
        || (!strict && from.is_none_or(|from| year(from) <= date.year()) && to.is_none_or(|to| date.year() <= year(to)))
}

/// Original Medicare by its policy, or by that of one of its contractors; a Medicare Advantage plan inherits from it too,
/// but pays by its own contract.
fn is_original_medicare(request: &FeeRequest, edition: &Edition<'_>, book: &Rulebook) -> bool {
    if request.visit.payer.line_of_business.is_some_and(|line| line != LineOfBusiness::Medicare) {
        return false;
    }
    let parent = |id: &str| book.policies().iter().find(|it| it.policy == id);
    let chain = core::iter::successors(edition.policy(), |own| parent(own.inherits.as_deref()?));
    chain.map(|policy| policy.policy.as_str()).take_while(|id| *id != "medicare-advantage").any(|id| id == "medicare")
}

/// Whose practice expense is paid in the place of service.
fn place(request: &FeeRequest, edition: &Edition<'_>) -> Result<FeeSetting, Refusal> {
    let Some(places) = edition.tables().place() else { return Err(Refusal::lacks("table:place")) };
    match places.table.on(&request.visit.setting.place_of_service, edition.date()) {
        Some(row) if row.value.facility => Ok(FeeSetting::Facility),
        Some(_) => Ok(FeeSetting::NonFacility),
        None => Err(Refusal::new(Reason::PlaceUnknown).cited(places.table.cite_whole())),
    }
}
