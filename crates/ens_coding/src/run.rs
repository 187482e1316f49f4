//! Walking the rules over a claim.

use alloc::vec::Vec;

use crate::book::{Edition, SwapInForce};
use crate::claim::{Claim, Line};
use crate::code::{Code, CodeBits, Modifier};
use crate::date::Date;
use crate::diagnosis::Diagnosis;
use crate::needle::GUIDANCE;
use crate::pairs::{PairEdit, Resolution};
use crate::places::Places;
use crate::registry::RULES;
use crate::rule::Rule;
use crate::select::Choice;
use crate::select::choice::Counting;
use crate::select::modifiers::reported_discipline;
use crate::select::units::{DayPool, ServiceView, is_timed, method, pools_of};
use crate::table::{CodeFact, Loaded, PairEdits, Row, Timing};
use crate::threshold::TherapyAmount;
use crate::traits::Traits;
use crate::visit::{ClaimForm, Discipline, Service, Visit};

pub(crate) use crate::pen::{Output, Pen, Raised};

/// The rule of an id.
pub(crate) fn rule(id: &str) -> Option<&'static Rule> {
    RULES.binary_search_by(|rule| rule.id.cmp(id)).ok().and_then(|at| RULES.get(at)).copied()
}

/// What a rule sees: the visit, the claim, the edition, and how their parts belong together.
pub(crate) struct Context<'a> {
    pub visit: &'a Visit,
    pub claim: &'a Claim,
    pub edition: &'a Edition<'a>,
    /// The claim's lines with what the tables say of their codes.
    pub lines: Vec<LineView<'a>>,
    /// Two lines have one code, or codes with the same edits.
    pub has_shared_codes: bool,
    /// Timed minutes of the visit under the codes of the claim, by discipline.
    pub pools: Vec<DayPool>,
    /// The therapy lines under the yearly threshold.
    pub threshold: Vec<TherapyAmount>,
    /// Active pairs among the lines; empty where the payer is not known to apply any.
    pub pairs: Vec<PairEdit>,
    /// No pair of the lines is left open.
    pub knows_pairs: bool,
    /// The services of the visit, as the claim reports them.
    pub services: Vec<ServiceView>,
    /// For each service of the visit what selection would bill.
    pub choices: &'a [Choice],
}

/// A claim line with what the tables say of its code.
#[expect(clippy::struct_excessive_bools, reason = "independent properties of one line, each asked by several rules")]
pub(crate) struct LineView<'a> {
    pub at: usize,
    pub line: &'a Line,
    /// The row of its code, in force or not; `None` where the table does not have it.
    pub row: Option<&'a Row<Code, CodeFact>>,
    pub fact: Option<&'a CodeFact>,
    /// The table has the code, and it is in force on the date.
    pub in_force: bool,
    /// The row of its fee-schedule status on the date.
    pub status: Option<&'a Row<Code, char>>,
    /// What the payer makes of a code that it does not take.
    pub swap: Option<SwapInForce<'a>>,
    /// The code whose edits hold for this one.
    pub edits_as: Code,
    /// The line is therapy: always, or sometimes and under a plan of care.
    pub is_therapy: bool,
    /// The code counts minutes.
    pub is_timed: bool,
    /// The line carries 59 or an X modifier.
    pub is_distinct: bool,
    /// The line is like another one that goes before it, and its units count nowhere else.
    pub is_repeated: bool,
    /// Places of the services that the line reports.
    pub services: Places,
}

impl<'a> LineView<'a> {
    fn new(at: usize, line: &'a Line, edition: &Edition<'a>, under_plan: bool, services: Places) -> Self {
        let row = edition.code_row(line.code);
        let fact = row.map(|row| &row.value);
        let edits_as = fact.and_then(|fact| fact.edits_as).unwrap_or(line.code);
        let standard = if edits_as == line.code { fact } else { edition.code(edits_as) };
        Self {
            at,
            line,
            row,
            fact,
            in_force: row.is_some_and(|row| row.holds_on(edition.date())),
            status: edition.tables().status().and_then(|it| it.table.on(&line.code, edition.date())),
            swap: edition.swap(line.code),
            edits_as,
            is_therapy: standard.is_some_and(|fact| fact.is_therapy(under_plan)),
            is_timed: fact.is_some_and(CodeFact::is_timed),
            is_distinct: line.modifiers.iter().any(|modifier| crate::pairs::DISTINCT.contains(modifier)),
            is_repeated: false,
            services,
        }
    }

    pub const fn code(&self) -> Code {
        self.line.code
    }

    /// A procedure or what it implants: neither therapy nor for use at home.
    pub fn is_procedure(&self) -> bool {
        self.fact.is_none_or(|fact| matches!(fact.timing, Timing::Procedure | Timing::Material))
    }

    /// The place of the line, as fixes name it.
    pub fn place(&self) -> u16 {
        u16::try_from(self.at).unwrap_or(u16::MAX)
    }
}

impl<'a> Context<'a> {
    pub fn new(visit: &'a Visit, claim: &'a Claim, edition: &'a Edition<'a>, choices: &'a [Choice]) -> Self {
        let service = |(service, choice): (&Service, &Choice)| {
            let billed = crate::select::billed_code(claim, choices, choice);
            ServiceView { discipline: visit.discipline_of(Some(service)), billed, timed: None }
        };
        let mut services: Vec<ServiceView> = visit.services.iter().zip(choices).map(service).collect();
        let under_plan = visit.plan_of_care.is_some();
        let view = |(at, line): (usize, &'a Line)| {
            LineView::new(at, line, edition, under_plan, services_of(&services, choices, line))
        };
        let lines: Vec<LineView<'a>> = claim.lines.iter().enumerate().map(view).collect();
        let form = claim.claim_form.unwrap_or(visit.setting.claim_form);
        let (pairs, knows_pairs) = crate::pairs::among(edition, form, &lines.iter().map(|line| line.edits_as));
        // All timed minutes of the day count, those of services without a line too.
        for (service, choice) in services.iter_mut().zip(choices) {
            let code = service.billed.or(choice.code);
            service.timed = code.filter(|code| {
                let line = lines.iter().find(|line| line.code() == *code && line.fact.is_some());
                line.map_or_else(|| is_timed(edition, choice, *code), |line| line.is_timed)
            });
        }
        let pools = pools_of(method(edition), visit, &services);
        let codes = CodeBits::of(lines.iter().map(|line| line.edits_as));
        let before = |line: &LineView<'_>| lines.iter().take(line.at).any(|other| other.edits_as == line.edits_as);
        let has_shared_codes = !codes.tells_apart(lines.len()) && lines.iter().any(before);
        let threshold = Vec::new();
        let mut context = Self {
            visit,
            claim,
            edition,
            lines,
            has_shared_codes,
            pools,
            threshold,
            pairs,
            knows_pairs,
            services,
            choices,
        };
        context.complete();
        context.pairs =
            core::mem::take(&mut context.pairs).into_iter().filter(|pair| !context.is_of_two(pair)).collect();
        context
    }

    /// Two procedures on a professional claim that two practitioners furnished: the edits are about one of them.
    fn is_of_two(&self, pair: &PairEdit) -> bool {
        let (Some(one), Some(two)) = (self.line(pair.one), self.line(pair.two)) else { return false };
        let performers = |line: &LineView<'_>| {
            let mut all = self.services_of(line).map(|(_, service)| self.visit.performer_of(service).map(|it| &it.id));
            let first = all.next().flatten()?;
            all.all(|other| other == Some(first)).then_some(first)
        };
        self.form() == ClaimForm::Professional
            && one.is_procedure()
            && two.is_procedure()
            && performers(one).zip(performers(two)).is_some_and(|(one, two)| one != two)
    }

    /// What needs the lines and pools as a whole.
    fn complete(&mut self) {
        let repeatable = if self.has_shared_codes { self.lines.len() } else { 0 };
        for at in 0..repeatable {
            let Some(line) = self.lines.get(at) else { continue };
            let alone = self.lines.iter().all(|other| other.at == at || other.code() != line.code());
            let repeated = !alone && crate::edit::claim::duplicate_line::original(self, line).is_some();
            if let Some(line) = self.lines.get_mut(at) {
                line.is_repeated = repeated;
            }
        }
        let mut pools = core::mem::take(&mut self.pools);
        for pool in &mut pools {
            for counted in &mut pool.counted {
                counted.billed = crate::edit::units::more_than_timed::billed(self, pool.discipline, counted.code);
            }
        }
        self.pools = pools;
        self.threshold = crate::edit::modifier::kx_missing::judge(self);
    }

    /// The discipline under which a line is reported.
    pub fn reported_discipline(&self, line: &LineView<'_>) -> Option<Discipline> {
        let own = line.services.iter().filter_map(|at| self.services.get(at)?.discipline).min();
        own.or_else(|| reported_discipline(self.visit, self.services_of(line).map(|(_, service)| service)))
    }

    /// The code on the claim that reports the service at a place.
    pub fn billed(&self, service: usize) -> Option<Code> {
        self.services.get(service).and_then(|service| service.billed)
    }

    /// The services that a line reports, with their places on the visit.
    pub fn services_of(&self, line: &LineView<'_>) -> impl Iterator<Item = (usize, &'a Service)> + Clone + use<'a> {
        let visit: &'a Visit = self.visit;
        line.services.iter().filter_map(move |at| visit.services.get(at).map(|service| (at, service)))
    }

    /// The visit tells what was done, so that a line can be held against it.
    pub fn has_services(&self) -> bool {
        !self.visit.services.is_empty()
    }

    /// The lines that are therapy.
    pub fn therapy_lines(&self) -> impl Iterator<Item = &LineView<'a>> {
        self.lines.iter().filter(|line| line.is_therapy)
    }

    /// The form of the claim.
    pub fn form(&self) -> ClaimForm {
        self.claim.claim_form.unwrap_or(self.visit.setting.claim_form)
    }

    /// A practitioner bills, and not a facility.
    pub fn is_practitioners(&self) -> bool {
        crate::global::is_practitioners(self.visit, self.form())
    }

    /// The place of service is a facility; `None` where the table does not know it.
    pub fn is_facility(&self) -> Option<bool> {
        let place = self.visit.setting.place_of_service;
        let row = self.edition.tables().place()?.table.on(&place, self.edition.date())?;
        Some(row.value.facility)
    }

    /// An earlier line has the same code.
    pub fn is_repeat(&self, line: &LineView<'_>) -> bool {
        self.has_shared_codes && self.lines.iter().take(line.at).any(|earlier| earlier.code() == line.code())
    }

    /// The pair edits that hold for the claim, and what to call them where they are missing.
    pub fn pair_table(&self) -> (&'static str, Option<&'a Loaded<PairEdits>>) {
        crate::pairs::table(self.edition, self.form())
    }

    /// The diagnoses of the claim.
    pub fn diagnoses(&self) -> &'a [Diagnosis] {
        self.claim.diagnoses.as_deref().unwrap_or(&self.visit.diagnoses)
    }

    /// The line at a place.
    pub fn line(&self, at: usize) -> Option<&LineView<'a>> {
        self.lines.get(at)
    }

    /// The first service that a line reports.
    pub fn service_of(&self, line: &LineView<'_>) -> Option<&'a Service> {
        self.services_of(line).next().map(|(_, service)| service)
    }

    /// What the record says about a pair of lines.
    pub fn resolution(&self, pair: &PairEdit) -> Option<Resolution> {
        let (one, two) = (self.line(pair.one)?, self.line(pair.two)?);
        let services = |line| self.services_of(line).map(|(_, service)| service);
        let codes = (one.code(), two.code());
        Some(crate::pairs::resolution(self.visit, self.edition, codes, services(two), services(one)))
    }

    /// The modifier on either line that resolves a pair; since mid-2019 it may stand on both.
    pub fn resolved_by(&self, pair: &PairEdit) -> Option<(usize, Modifier)> {
        let two = self.line(pair.two)?;
        let one = self.line(pair.one)?;
        let either = Date::new(2019, 7, 1).is_some_and(|day| self.edition.date() >= day)
            || crate::pairs::is_paid_evaluation(one.code(), two.code());
        [Some(two), Some(one).filter(|_| either)].into_iter().flatten().find_map(|line| {
            let resolves = |it: &&Modifier| crate::pairs::resolves(self.edition, **it, one.code(), two.code());
            line.line.modifiers.iter().find(resolves).map(|it| (line.at, *it))
        })
    }
}

/// Places of the services that a line reports: those billed under its code, or under the code that it continues. Where
/// several disciplines furnished them, the line's modifier tells which are its own.
fn services_of(services: &[ServiceView], choices: &[Choice], line: &Line) -> Places {
    let (mut places, mut count) = (Places::default(), 0_usize);
    for (at, (service, choice)) in services.iter().zip(choices).enumerate() {
        let Some(billed) = service.billed else { continue };
        let by_part = choice.counting == Counting::Parts && reports_by_part(choices, choice, line.code);
        if billed == line.code || choice.further == Some(line.code) || by_part {
            places.insert(at);
            count = count.saturating_add(1);
        }
    }
    // A draft says itself which services it reports.
    if !line.services.is_empty() {
        let drafted = places.and(line.services.iter().map(|at| usize::from(*at)).collect());
        if !drafted.is_empty() {
            return drafted;
        }
    }
    if count < 2 {
        return places;
    }
    let in_discipline = |at: &usize| {
        let discipline = services.get(*at).and_then(|service| service.discipline);
        discipline.is_some_and(|discipline| line.has(discipline.modifier()))
    };
    let own: Places = places.iter().filter(in_discipline).collect();
    if own.is_empty() { places } else { own }
}

/// A line of one of the parts of a service, or of a code of its family that no other service has for itself.
fn reports_by_part(choices: &[Choice], choice: &Choice, code: Code) -> bool {
    let is_taken = || choices.iter().any(|other| other.code == Some(code) || other.parts.has(code));
    // Guidance of another kind than the one that was used.
    let guides = || GUIDANCE.contains(&code) && choice.parts.iter().any(|part| GUIDANCE.contains(&part.code));
    choice.parts.has(code) || ((choice.alternates.contains(&code) || guides()) && !is_taken())
}

/// Walks the rules over a claim that it is asked about; or, for a test, those that it is not asked about.
pub(crate) fn walk(context: &Context<'_>, asked: bool, out: &mut Output) {
    let changes = context.edition.changes_rules();
    let traits = Traits::of(context);
    for rule in RULES.iter().filter(|rule| traits.concern(rule.about) == asked) {
        let setting = if changes { context.edition.rule_setting(rule.id) } else { None };
        if setting.is_none_or(|setting| setting.set.severity().is_some()) {
            (rule.check)(context, &mut Pen { rule, setting: setting.map(|it| (it, context.edition)), out });
        }
    }
}
