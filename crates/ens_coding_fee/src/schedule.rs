//! The fee schedule: rows, statuses and conversion factors.

use ens_coding::table::{Factor, Fee, Loaded, Row, Table};
use ens_coding::{Code, Date, Edition, Modifier};

use crate::estimate::{ConversionFactor, FeeStep};
use crate::money::{Indices, proportion, unit_fee};
use crate::people;
use crate::refusal::Refusal;
use crate::request::FeeRequest;
use crate::terms::{Terms, cite, is_of_year};
use crate::words::{FeeSetting, Reason, StepKind};
use crate::work::{ScheduledFee, Work};

/// What only the contractor can price, by the record: more, less or stopped work.
const BY_REPORT: [Modifier; 9] = [
    ascii(*b"22"),
    Modifier::M52,
    Modifier::M53,
    ascii(*b"54"),
    ascii(*b"55"),
    ascii(*b"56"),
    Modifier::M73,
    Modifier::M74,
    Modifier::M78,
];

/// The component indicator of what is always therapy.
const ALWAYS_THERAPY: &str = "7";
/// Places of service in hospitals.
const HOSPITALS: [u8; 6] = [19, 21, 22, 23, 51, 61];

pub(crate) const fn ascii(text: [u8; 2]) -> Modifier {
    match Modifier::from_ascii(&text) {
        Some(modifier) => modifier,
        None => Modifier::M52,
    }
}

/// The fee of a line's units by the schedule.
pub(crate) fn fee<'a>(work: &mut Work<'a>, terms: &Terms<'a>, setting: FeeSetting) -> Result<(), Refusal> {
    let mut fee = find(work, terms, setting)?;
    let (row, value) = (fee.row, &fee.row.value);
    status(value, setting).map_err(|reason| of_status(reason, value.status).cited(fee.cite(row)))?;
    let flag = |fee: &Fee| match setting {
        // A facility's therapy is paid like a practice's.
        FeeSetting::NonFacility if !terms.practitioner => Some(false),
        FeeSetting::NonFacility => fee.na_nonfacility,
        FeeSetting::Facility => fee.na_facility,
    };
    let flagged = fee.telling(|it| flag(it).is_some()).filter(|it| flag(&it.value) == Some(true));
    // The practice expense of therapy is the same in all places, and a hospital bills for its own patients.
    let in_hospital = HOSPITALS.contains(&terms.request.visit.setting.place_of_service.number());
    let is_therapy = terms.practitioner && fee.indicator(|it| &it.component).0 == ALWAYS_THERAPY;
    let is_as_elsewhere = is_therapy && setting == FeeSetting::Facility && !in_hospital;
    if let Some(telling) = flagged.filter(|_| !is_as_elsewhere) {
        return Err(Refusal::new(Reason::NotPricedInSetting).cited(fee.cite(telling)));
    }
    let factor = terms.factor.as_ref().map_err(Clone::clone)?;
    let area = terms.area.as_ref().map_err(Clone::clone)?;
    fee.unit_cents = unit_fee(value, setting, Indices::of(area), factor.ten_thousandths, 100);
    work.fee = Some(fee);
    work.unit = fee.unit_cents;
    work.amount = fee.unit_cents.saturating_mul(u64::from(work.units()));
    let sources =
        [fee.cite(row), cite("cms-mpfs-documentation-2026", None), cite("cms-pfall-documentation-2026", None)];
    work.steps.push(FeeStep::new(StepKind::Fee, work.amount).cited(sources.into_iter().flatten()));
    people::allowed(work)?;
    let by_report = work.one_of(&BY_REPORT).filter(|it| Some(*it) != value.modifier);
    match by_report {
        Some(modifier) => Err(Refusal::new(Reason::ByReport).by_modifier(Some(modifier))),
        None => Ok(()),
    }
}

/// The row of a line's code and component that is in force, or else the nearest one of the year.
fn find<'a>(work: &Work<'a>, terms: &Terms<'a>, setting: FeeSetting) -> Result<ScheduledFee<'a>, Refusal> {
    let (code, date) = (work.line.code, terms.date());
    let Some(loaded) = terms.edition.tables().pfs() else { return Err(Refusal::lacks("table:pfs")) };
    let rows = loaded.table.all(&code);
    let asked = work.one_of(&[Modifier::M26, Modifier::TC]);
    let stopped = work.one_of(&[Modifier::M53]).filter(|it| rows.iter().any(|row| row.value.modifier == Some(*it)));
    let component = asked.or(stopped);
    let days = |row: &Row<Code, Fee>| (row.from.or(loaded.from), row.to.or(loaded.to));
    let nearest = rows.iter().filter(|row| row.value.modifier == component).min_by_key(|row| {
        let (from, to) = days(row);
        date.distance(from, to)
    });
    let Some(row) = nearest else { return Err(absent(code, component, loaded, terms)) };
    let (from, to) = days(row);
    if !is_of_year(from, to, date, terms.strict) {
        return Err(Refusal::new(Reason::NoReleaseForDate).cited(loaded.table.cite(row)));
    }
    Ok(ScheduledFee { loaded, row, date, covers_date: date.within(from, to), setting, unit_cents: 0 })
}

/// Why there is no row: the table of statuses may know.
fn absent(code: Code, component: Option<Modifier>, loaded: &Loaded<Table<Code, Fee>>, terms: &Terms<'_>) -> Refusal {
    let statuses = terms.edition.tables().status().filter(|_| component.is_none());
    let known = statuses.and_then(|statuses| {
        let row = statuses.table.on(&code, terms.date())?;
        Some(of_status(reason(row.value)?, row.value).cited(statuses.table.cite(row)))
    });
    let unknown = || Refusal::new(Reason::NotInTable).by_modifier(component).cited(loaded.table.cite_whole());
    known.unwrap_or_else(unknown)
}

/// Whether the schedule prices a row in a setting.
fn status(fee: &Fee, setting: FeeSetting) -> Result<(), Reason> {
    if let Some(reason) = reason(fee.status) {
        return Err(reason);
    }
    if fee.not_used == Some(true) {
        return Err(Reason::NotValidForMedicare);
    }
    let total = match setting {
        FeeSetting::Facility => fee.total_facility(),
        FeeSetting::NonFacility => fee.total_nonfacility(),
    };
    match total {
        0 if fee.status == 'R' => Err(Reason::CarrierPriced),
        0 => Err(Reason::NoRelativeValues),
        _ => Ok(()),
    }
}

/// Why a status has no price by the schedule; `None` where it has one.
const fn reason(status: char) -> Option<Reason> {
    Some(match status {
        'A' | 'R' | 'T' => return None,
        'C' => Reason::CarrierPriced,
        'I' | 'G' => Reason::NotValidForMedicare,
        'N' => Reason::NotCovered,
        'E' | 'X' => Reason::ExcludedFromSchedule,
        'B' | 'P' => Reason::Bundled,
        'J' => Reason::Anesthesia,
        'M' | 'Q' => Reason::ReportingOnly,
        'D' | 'F' | 'H' => Reason::CodeNotInForce,
        _ => Reason::StatusUnknown,
    })
}

fn of_status(reason: Reason, status: char) -> Refusal {
    Refusal::new(reason).by_indicator(status.encode_utf8(&mut [0; 4]))
}

/// Injections of status T are paid where nothing else of the schedule is.
pub(crate) fn bundle_injections(lines: &mut [Work<'_>]) {
    let is_injection = |work: &Work<'_>| work.fee.as_ref().is_some_and(|fee| fee.row.value.status == 'T');
    if !lines.iter().any(|work| work.counts() && !is_injection(work)) {
        return;
    }
    for work in lines.iter_mut().filter(|work| is_injection(work)) {
        let citation = work.fee.as_ref().and_then(|fee| fee.cite(fee.row));
        work.refuse(of_status(Reason::Bundled, 'T').cited(citation));
    }
}

/// The amount of a drug, at the price that the request names.
pub(crate) fn drug<'a>(work: &mut Work<'a>, terms: &Terms<'a>, setting: FeeSetting) -> Result<(), Refusal> {
    if setting == FeeSetting::Facility {
        return Err(Refusal::new(Reason::NotPricedInSetting));
    }
    let price = terms.request.prices.iter().find(|price| price.code == work.line.code);
    let Some(price) = price else { return Err(Refusal::new(Reason::NoDrugPrice)) };
    work.price = Some(price);
    work.amount = proportion(price.cents.get(), price.units.get(), work.units());
    work.steps.push(FeeStep::new(StepKind::DrugPrice, work.amount));
    Ok(())
}

/// Whether qualifying participants have a conversion factor of their own on a date.
pub(crate) fn has_two(factors: &Loaded<Table<Factor, u32>>, date: Date) -> bool {
    factors.covers(date) && factors.table.on(&Factor::QualifyingParticipant, date).is_some()
}

/// The conversion factor of the date.
pub(crate) fn factor(request: &FeeRequest, edition: &Edition<'_>) -> Result<ConversionFactor, Refusal> {
    let date = edition.date();
    let Some(factors) = edition.tables().conversion_factor() else {
        return Err(Refusal::lacks("table:conversion_factor"));
    };
    // Since 2026 they differ; before, there was one for all.
    let qualifying_participant = request.qualifying_participant == Some(true) && date.year() >= 2026;
    let key = if qualifying_participant { Factor::QualifyingParticipant } else { Factor::Physician };
    match factors.table.on(&key, date).filter(|_| factors.covers(date)) {
        Some(row) => Ok(ConversionFactor {
            ten_thousandths: row.value,
            qualifying_participant,
            citation: factors.table.cite(row),
        }),
        None => Err(Refusal::new(Reason::NoFactorForDate).cited(factors.table.cite_whole())),
    }
}
