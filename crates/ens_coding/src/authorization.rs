//! Medicare's programs that authorize or review services before they are paid.

use crate::book::Therapy;
use crate::code::{Code, code};
use crate::date::Date;
use crate::finding::At;
use crate::needle;
use crate::order;
use crate::run::{Context, LineView, Pen};
use crate::select::drug;
use crate::source::Trust;
use crate::stimulation;
use crate::table::{Program, Reviewed, Row};
use crate::visit::{Authorization, ClaimForm, Decision, EarlierService, Stage, Visit, What};

/// Days for which an affirmation of the hospital outpatient program holds.
pub(crate) const VALID_DAYS: i32 = 120;

/// Off-campus and on-campus outpatient hospital.
const HOSPITAL_OUTPATIENT: [u8; 2] = [19, 22];

/// Ambulatory surgical center.
pub(crate) const SURGICAL_CENTER: u8 = 24;

/// How a claim stands to the hospital outpatient program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// The hospital's own claim under outpatient payment.
    Hospital,
    /// A practitioner's claim for a service to a hospital outpatient.
    Associated,
    /// Another place, or a hospital that is paid in another way.
    Outside,
    /// The visit does not name the type of bill.
    Unknown,
}

/// How the claim stands to the hospital outpatient program.
pub(crate) fn stands(context: &Context<'_>) -> Stands {
    let setting = &context.visit.setting;
    let place = setting.place_of_service.number();
    match (context.form(), context.claim.bill_type.or(setting.bill_type)) {
        (ClaimForm::Institutional, Some(bill_type)) if bill_type.facility_class() == "13" => Stands::Hospital,
        (ClaimForm::Institutional, None) if place == SURGICAL_CENTER => Stands::Outside,
        (ClaimForm::Institutional, None) => Stands::Unknown,
        (ClaimForm::Professional, _) if HOSPITAL_OUTPATIENT.contains(&place) => Stands::Associated,
        (ClaimForm::Institutional | ClaimForm::Professional, _) => Stands::Outside,
    }
}

/// Reports a line that a program may list, where the list is not loaded.
pub(crate) fn lacks_table(context: &Context<'_>, pen: &mut Pen<'_>) -> bool {
    let missing = context.edition.tables().authorization().is_none();
    for line in context.lines.iter().filter(|line| missing && line.is_procedure()) {
        pen.lacks(At::line(line.at), "table:authorization");
    }
    missing
}

/// The payer's own programs apply, and how far that is trusted.
pub(crate) fn applied(context: &Context<'_>) -> Option<Trust> {
    context.edition.review_programs().filter(|term| term.value).map(|term| term.trust)
}

/// The rows of a code in a program, in force or not.
pub(crate) fn rows<'a>(
    context: &Context<'a>,
    program: Program,
    code: Code,
) -> impl Iterator<Item = &'a Row<Code, Reviewed>> {
    let table = context.edition.tables().authorization();
    table.into_iter().flat_map(move |it| it.table.all(&code)).filter(move |row| row.value.program == program)
}

/// The row of a line in the hospital outpatient program on the date of service.
pub(crate) fn hospital_row<'a>(context: &Context<'a>, line: &LineView<'_>) -> Option<&'a Row<Code, Reviewed>> {
    rows(context, Program::HospitalOutpatient, line.code())
        .find(|row| row.holds_on(context.edition.date()))
        .filter(|_| is_with_listed_toxin(context, line))
}

/// Toxin for the face and for migraine is on the list together with certain drugs only; where neither claim nor visit names
/// the drug, the hospital may have given one of them.
fn is_with_listed_toxin(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let (first, last) = (code!(b"J0585"), code!(b"J0588"));
    if needle::of_line(line).is_none_or(|(therapy, _)| therapy != Therapy::Chemodenervation) {
        return true;
    }
    let billed = context.lines.iter().map(LineView::code);
    let given = context.visit.services.iter().filter_map(|service| match &service.what {
        What::Drug(it) => Some(drug::code_of(it.product).0),
        _ => None,
    });
    let mut toxins = billed.chain(given).filter(|code| needle::TOXINS.contains(code)).peekable();
    let unknown = toxins.peek().is_none();
    unknown || toxins.any(|code| (first..=last).contains(&code))
}

/// Toxin on a claim that names no drug, so that nobody can tell whether it is on the list.
pub(crate) fn lacks_toxin(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let toxin = needle::of_line(line).is_some_and(|(therapy, _)| therapy == Therapy::Chemodenervation);
    let billed = context.lines.iter().any(|other| needle::TOXINS.contains(&other.code()));
    let given = context.visit.services.iter().any(|service| matches!(&service.what, What::Drug(_)));
    toxin && !billed && !given
}

/// Needle procedures whose practitioners' claims follow the decision on the hospital's.
pub(crate) fn follows_hospital(line: &LineView<'_>) -> bool {
    let listed = [Therapy::FacetInjection, Therapy::FacetAblation, Therapy::Chemodenervation];
    needle::of_line(line).is_some_and(|(therapy, _)| listed.contains(&therapy))
}

/// The citation of a row.
pub(crate) fn cite(context: &Context<'_>, row: &Row<Code, Reviewed>) -> Option<crate::finding::Citation> {
    context.edition.tables().authorization().and_then(|it| it.table.cite(row))
}

/// What the visit tells about the authorization of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Authorized<'a> {
    /// Affirmed for the code, before the service.
    Yes(&'a Authorization),
    /// The claim carries a number, and the visit tells no more.
    ByNumber,
    /// Recorded, and of no use.
    No(&'static str),
    /// Nothing is recorded.
    Nothing,
}

/// The lines of a hospital's own claim that need authorization, and those of practitioners that follow it, with what the visit tells of it and how far the program is
/// trusted to apply.
pub(crate) fn hospital_lines<'c, 'a>(
    context: &'c Context<'a>,
) -> impl Iterator<Item = (&'c LineView<'a>, Authorized<'a>, Trust)> {
    let exempt = context.visit.setting.authorization_exempt.is_yes();
    let stands = stands(context);
    let trust = applied(context).filter(|_| !exempt);
    trust.into_iter().flat_map(move |trust| {
        let concerns = move |line: &&LineView<'_>| match stands {
            Stands::Hospital => true,
            Stands::Associated => follows_hospital(line) && context.is_practitioners(),
            Stands::Outside | Stands::Unknown => false,
        };
        let listed = context.lines.iter().filter(concerns).filter(move |line| hospital_row(context, line).is_some());
        listed.map(move |line| (line, of_line(context, line), trust))
    })
}

/// What the visit tells about the authorization of a line.
pub(crate) fn of_line<'a>(context: &Context<'a>, line: &LineView<'_>) -> Authorized<'a> {
    match of_code(context.visit, line.code()) {
        // A number that the history shows to be another code's is none.
        Authorized::Nothing if is_unknown_number(context) => Authorized::ByNumber,
        told => told,
    }
}

fn is_unknown_number(context: &Context<'_>) -> bool {
    let own = context.claim.authorization_number.as_ref();
    own.is_some_and(|own| context.visit.history.authorizations.iter().all(|it| it.number.as_ref() != Some(own)))
}

/// What the visit tells about the authorization of a code: the affirmation that still holds, else the latest one.
pub(crate) fn of_code(visit: &Visit, code: Code) -> Authorized<'_> {
    let date = visit.date_of_service;
    let (mut usable, mut unusable): (Option<&Authorization>, _) = (None, None);
    for it in visit.history.authorizations.iter().filter(|it| it.codes.is_empty() || it.codes.contains(&code)) {
        let why = match it.decision {
            Some(Decision::NotAffirmed) => "the request was not affirmed",
            Some(Decision::Pending) => "the request is not decided",
            _ if it.decided_on.is_some_and(|decided| decided > date) => "the decision came after the service",
            _ if it.from.is_some_and(|first| first > date) => "it was given for later days",
            _ if visits_used(visit, it).zip(it.visits).is_some_and(|(used, visits)| used >= visits) => {
                "its visits are used up"
            }
            _ => {
                let standing = |it: &Authorization| (expired(it, date).is_none(), it.decided_on);
                usable = usable.filter(|best| standing(best) >= standing(it)).or(Some(it));
                continue;
            }
        };
        unusable = Some(why);
    }
    match (usable, unusable) {
        (Some(it), _) => Authorized::Yes(it),
        (None, Some(why)) => Authorized::No(why),
        (None, None) => Authorized::Nothing,
    }
}

/// The days of services before the visit that an authorization covered; `None` where the history is not told.
pub(crate) fn visits_used(visit: &Visit, it: &Authorization) -> Option<u16> {
    let first = it.from.or(it.decided_on);
    let covered = |earlier: &&EarlierService| {
        (it.codes.is_empty() || it.codes.contains(&earlier.code))
            && earlier.date < visit.date_of_service
            && earlier.date.within(first, it.to)
    };
    let days = visit.history.services.as_ref()?.iter().filter(covered).map(|it| it.date);
    Some(u16::try_from(order::distinct(days).len()).unwrap_or(u16::MAX))
}

/// Whether the days of an affirmation are over, and how many have passed since the decision.
pub(crate) fn expired(it: &Authorization, date: Date) -> Option<i32> {
    let since = it.decided_on.map(|decided| date.days_since(decided));
    let over = since.is_some_and(|since| since > VALID_DAYS) || it.to.is_some_and(|last| date > last);
    over.then_some(since.unwrap_or(VALID_DAYS))
}

/// A permanent implant under the affirmation of its trial: no source says for how long that holds.
pub(crate) fn is_reused(context: &Context<'_>, line: &LineView<'_>, it: &Authorization) -> bool {
    let after_decision = |date: Date| it.decided_on.is_some_and(|decided| date >= decided);
    let trial_covered = context.visit.history.trials.iter().flatten().any(|trial| {
        let in_hospital = trial.place_of_service.is_some_and(|place| HOSPITAL_OUTPATIENT.contains(&place.number()));
        in_hospital && after_decision(trial.date)
    });
    stimulation::line_is_permanent_implant(context, line) && (it.stage == Some(Stage::Trial) || trial_covered)
}

/// The line is authorized, as far as the visit tells: by an affirmation that holds or is used again, or by the claim's number.
pub(crate) fn is_authorized(context: &Context<'_>, line: &LineView<'_>) -> bool {
    match of_line(context, line) {
        Authorized::Yes(it) => expired(it, context.edition.date()).is_none() || is_reused(context, line, it),
        Authorized::ByNumber => true,
        Authorized::No(_) | Authorized::Nothing => false,
    }
}

/// Anesthesia for stimulators of the spine that are placed through a needle.
pub(crate) fn is_stimulator_anesthesia(code: Code) -> bool {
    [code!(b"01941"), code!(b"01942")].contains(&code)
}
