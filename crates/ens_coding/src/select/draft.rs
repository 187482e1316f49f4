//! The draft: services grouped into lines, minutes into units, modifiers where the record supports them.

use alloc::string::String;
use alloc::vec::Vec;

use super::choice::{Choice, Counting};
use super::parts::Part;
use super::{modifiers, reasons, surgical, units};
use crate::assistant;
use crate::authorization::{Authorized, of_code};
use crate::book::{CountingMethod, Edition};
use crate::claim::{Claim, Line, Units};
use crate::code::{Code, Modifier, RevenueCode};
use crate::edit::bundle::surgical_package;
use crate::edit::claim::revenue_code_mismatch;
use crate::edit::code::not_in_force;
use crate::edit::{documentation, units as unit_rules};
use crate::facts::{Facts, Value};
use crate::finding::{At, Severity, Step};
use crate::needle;
use crate::order;
use crate::places::Places;
use crate::rule::Rule;
use crate::run::Output;
use crate::source::Source;
use crate::visit::{ClaimForm, Discipline, Minutes, Side, Visit, What};

/// A draft in the making.
pub(super) struct Drafter<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition<'a>,
    pub choices: &'a [Choice],
    pub steps: &'a mut Vec<Step>,
    pub out: &'a mut Output,
}

/// Services that share a line.
struct Group {
    code: Code,
    /// Side, and what the record says of the units, for services that are counted by parts.
    part: (Option<Side>, Option<Modifier>),
    discipline: Option<Discipline>,
    counting: Counting,
    services: Vec<usize>,
    units: u32,
}

impl Drafter<'_> {
    pub(super) fn step(
        &mut self,
        reason: &'static Rule,
        at: At,
        facts: impl IntoIterator<Item = (&'static str, Value)>,
    ) {
        let mut named = Facts::default();
        for (name, value) in facts {
            named.push(name, value);
        }
        let citations = reason.cites.iter().map(Source::citation).collect();
        self.steps.push(Step { reason: reason.id.into(), at, facts: named, citations });
    }
}

/// Drafts the claim of a visit.
pub(crate) fn draft(
    visit: &Visit,
    edition: &Edition<'_>,
    choices: &[Choice],
    steps: &mut Vec<Step>,
    out: &mut Output,
) -> Claim {
    let mut drafter = Drafter { visit, edition, choices, steps, out };
    let mut groups = drafter.groups();
    drafter.count(&mut groups);
    let mut lines = Vec::new();
    for group in groups.iter().filter(|group| group.units > 0) {
        drafter.write(group, &mut lines);
    }
    modifiers::complete(&mut drafter, &mut lines);
    let institutional = visit.setting.claim_form == ClaimForm::Institutional;
    if institutional {
        drafter.revenue(&mut lines);
    }
    Claim {
        claim_form: Some(visit.setting.claim_form),
        bill_type: visit.setting.bill_type.filter(|_| institutional),
        diagnoses: Some(visit.diagnoses.clone()),
        authorization_number: authorization_number(visit, &lines),
        condition_codes: Vec::new(),
        value_codes: Vec::new(),
        lines,
    }
}

impl Drafter<'_> {
    /// Groups the services by code and discipline, in the order of the visit.
    fn groups(&mut self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let choices = self.choices;
        for (at, (service, choice)) in self.visit.services.iter().zip(choices).enumerate() {
            let Some(code) = choice.code else {
                self.step(choice.reason, At::service(at), []);
                if choice.reason.id == reasons::SURGICAL_PACKAGE.id && self.visit.services.len() < 2 {
                    let path = "services, the procedure that the block anesthetizes for";
                    self.out.pen(&surgical_package::RULE).lacks(At::service(at), path);
                }
                // A service without a code is not one that needs none.
                if choice.reason.id == reasons::NO_CODE.id {
                    self.out.pen(&not_in_force::RULE).lacks(At::service(at), "table:codes, a code for the service");
                }
                continue;
            };
            let label = self.edition.code(code).map_or_else(|| "procedure".into(), |fact| fact.label.clone());
            self.step(choice.reason, At::service(at), [("code", code.into()), ("what", label.into())]);
            let discipline = self.visit.discipline_of(Some(service));
            if choice.counting == Counting::Parts {
                self.parts(at, choice, &mut groups);
                continue;
            }
            // A rented device and a bought one stand on lines of their own; what counts once a day, on one for everybody.
            let is_device = matches!(service.what, What::Device(_));
            let once = choice.counting == Counting::Once;
            let same = |group: &&mut Group| {
                group.code == code
                    && (group.counting != Counting::Parts || (once && code == needle::UNLISTED))
                    && (once || group.discipline == discipline)
                    && !is_device
            };
            match groups.iter_mut().find(same) {
                Some(group) => {
                    group.services.push(at);
                    group.discipline = group.discipline.into_iter().chain(discipline).min();
                    // A service of which the host has named the units counts beside those that count once.
                    if matches!(choice.counting, Counting::Given(_)) {
                        group.counting = choice.counting;
                    }
                }
                None => groups.push(Group {
                    code,
                    part: (None, None),
                    discipline,
                    counting: choice.counting,
                    services: Vec::from([at]),
                    units: 0,
                }),
            }
        }
        groups
    }

    /// The lines of a service that is counted by parts: of a code and a side together, what counts once on one line.
    fn parts(&self, at: usize, choice: &Choice, groups: &mut Vec<Group>) {
        for (part, side) in choice.parts.iter().flat_map(|part| self.sides(part).map(move |side| (part, side))) {
            let key = (side, part.mark);
            let same = |group: &&mut Group| {
                let shared = group.counting == Counting::Once && part.code == needle::UNLISTED;
                group.code == part.code && group.part == key && (group.counting == Counting::Parts || shared)
            };
            match groups.iter_mut().find(same) {
                Some(group) => {
                    group.services.push(at);
                    if !needle::counts_once(part.code) {
                        group.units = group.units.saturating_add(part.units);
                    }
                }
                None => groups.push(Group {
                    code: part.code,
                    part: key,
                    discipline: None,
                    counting: Counting::Parts,
                    services: Vec::from([at]),
                    units: part.units,
                }),
            }
        }
    }

    /// The sides of the lines of a part: both sides are two lines on the claim of a surgical center, which takes no 50.
    fn sides(&self, part: Part) -> impl Iterator<Item = Option<Side>> + use<> {
        let two = part.side == Some(Side::Both)
            && surgical::takes_sides(self.edition, part.code)
            && surgical::is_surgical_center(self.visit);
        let (first, second) = if two { (Some(Side::Right), Some(Some(Side::Left))) } else { (part.side, None) };
        core::iter::once(first).chain(second)
    }

    /// Units of every group; add-ons of long services become groups of their own.
    fn count(&mut self, groups: &mut Vec<Group>) {
        let pools = units::pools(units::method(self.edition), self.visit, self.edition, self.choices);
        let mut further: Vec<Group> = Vec::new();
        for group in groups.iter_mut() {
            group.units = match group.counting {
                Counting::Once => 1,
                Counting::Given(_) => self.given(group),
                Counting::Sets => self.sets(group, &mut further),
                Counting::Parts => group.units,
                Counting::Timed => {
                    self.report_missing_minutes(group);
                    let pool = pools.iter().find(|pool| pool.discipline == group.discipline);
                    pool.and_then(|pool| pool.of(group.code)).map_or(0, |counted| counted.units)
                }
            };
            let add_on = group.services.first().and_then(|at| self.choices.get(*at)).and_then(|choice| choice.further);
            let splits = matches!(group.counting, Counting::Timed | Counting::Given(_));
            if let (true, Some(code), more @ 1..) = (splits, add_on, group.units.saturating_sub(1)) {
                group.units = 1;
                further.push(Group { code, units: more, services: group.services.clone(), ..*group });
            }
        }
        for pool in &pools {
            self.report_pool(pool);
        }
        self.report_shared_minutes();
        for group in further {
            let same = |other: &&mut Group| other.code == group.code && other.counting == Counting::Sets;
            match groups.iter_mut().find(same).filter(|_| group.counting == Counting::Sets) {
                Some(other) => {
                    other.units = other.units.saturating_add(group.units);
                    other.services.extend(group.services);
                }
                None => groups.push(group),
            }
        }
    }

    fn given(&self, group: &Group) -> u32 {
        let of = |at: &usize| match self.choices.get(*at).map(|choice| choice.counting) {
            Some(Counting::Given(units)) => units,
            _ => 1,
        };
        group.services.iter().map(of).fold(0, u32::saturating_add)
    }

    /// Sets of acupuncture: the first one of the day under the initial code, the rest under the add-on.
    fn sets(&mut self, group: &Group, further: &mut Vec<Group>) -> u32 {
        let mut sets = 0_u32;
        for at in &group.services {
            let Some(service) = self.visit.services.get(*at) else {
                continue;
            };
            let own = units::sets(service);
            if let (0, Some(minutes)) = (own, service.minutes) {
                let others =
                    self.visit.services.iter().any(|it| matches!(it.what, What::Acupuncture(_)) && units::sets(it) > 0);
                let severity = if others { Severity::Info } else { Severity::Warn };
                let mut pen = self.out.pen(&unit_rules::below_minimum_time::RULE);
                let at = At::service(*at);
                unit_rules::below_minimum_time::raise_set(&mut pen, at, group.code, minutes.get(), severity);
            }
            sets = sets.saturating_add(own);
            if service.minutes.is_none() {
                self.out.pen(&documentation::minutes_missing::RULE).lacks(At::service(*at), "services.minutes");
            }
        }
        let first = group.services.first().and_then(|at| self.choices.get(*at));
        let add_on = first.and_then(|choice| choice.further).filter(|code| *code != group.code);
        match (add_on, sets) {
            (Some(code), 2..) => {
                further.push(Group { code, units: sets.saturating_sub(1), services: group.services.clone(), ..*group });
                1
            }
            _ => sets,
        }
    }

    fn report_missing_minutes(&mut self, group: &Group) {
        for at in &group.services {
            let Some(service) = self.visit.services.get(*at).filter(|service| service.minutes.is_none()) else {
                continue;
            };
            let mut pen = self.out.pen(&documentation::minutes_missing::RULE);
            if self.visit.note_of(service).minutes.is_no() {
                documentation::minutes_missing::raise(&mut pen, At::service(*at), group.code);
            } else {
                pen.lacks(At::service(*at), "services.minutes");
            }
        }
    }

    /// Services whose minutes another one has used already.
    fn report_shared_minutes(&mut self) {
        let choices = self.choices;
        let code = |at: usize| choices.get(at).filter(|it| it.counting == Counting::Timed).and_then(|it| it.code);
        for at in 0..choices.len() {
            let first = units::shares_minutes_with(self.visit, at, |earlier| code(earlier).is_some());
            if let Some((own, other)) = code(at).zip(first.and_then(code)) {
                self.step(&reasons::MINUTES_COUNTED_ONCE, At::service(at), [("code", own.into())]);
                let mut pen = self.out.pen(&unit_rules::time_counted_twice::RULE);
                unit_rules::time_counted_twice::note(&mut pen, at, own, other);
            }
        }
    }

    /// Steps of the counting, what stays unbilled, and ties.
    fn report_pool(&mut self, pool: &units::DayPool) {
        let method = units::method(self.edition);
        let name = match method {
            CountingMethod::Cms => "CMS",
            CountingMethod::Ama => "AMA",
        };
        for counted in &pool.counted {
            let place = self.choices.iter().position(|choice| choice.code == Some(counted.code));
            let at = place.map_or(At::CLAIM, At::service);
            self.step(
                &reasons::UNITS,
                at,
                [
                    ("code", counted.code.into()),
                    ("minutes", counted.minutes.into()),
                    ("units", counted.units.into()),
                    ("method", name.into()),
                    ("total_minutes", pool.minutes.into()),
                    ("total_units", pool.units().into()),
                ],
            );
            if counted.units == 0 {
                let severity = if pool.units() == 0 { Severity::Deny } else { Severity::Info };
                let mut pen = self.out.pen(&unit_rules::below_minimum_time::RULE);
                unit_rules::below_minimum_time::raise(&mut pen, at, counted, severity, self.edition);
            }
        }
        if pool.counted.iter().any(|counted| counted.tied) {
            unit_rules::tie_choice::raise(&mut self.out.pen(&unit_rules::tie_choice::RULE), pool);
        }
    }

    /// Writes the lines of a group; an assistant's units stand on a line of their own.
    fn write(&mut self, group: &Group, lines: &mut Vec<Line>) {
        let split = self.split(group);
        let assistant = group.discipline.and_then(Discipline::assistant_modifier);
        for (units, modifier) in [(split.assistant, assistant), (split.therapist, None)] {
            let Some(units) = Units::new(units) else { continue };
            let mut line = Line::new(group.code, units);
            line.modifiers.extend(modifier);
            line.modifiers.extend(group.part.1);
            line.modifiers.extend(surgical::side_modifier(self.edition, group.code, group.part.0));
            line.services = group.services.iter().filter_map(|at| u16::try_from(*at).ok()).collect();
            lines.push(line);
        }
    }

    fn split(&self, group: &Group) -> assistant::Split {
        let reported = group.discipline.and_then(|discipline| self.edition.assistants(discipline)).is_some();
        if !reported {
            return assistant::Split { assistant: 0, therapist: group.units };
        }
        let services = group.services.iter().copied().collect();
        assistant_split(self.visit, services, group.units, group.counting == Counting::Timed)
    }

    /// Revenue codes of the lines: the discipline's for therapy, else what the setting names.
    fn revenue(&mut self, lines: &mut [Line]) {
        let own = self.visit.setting.revenue_code;
        for (at, line) in lines.iter_mut().enumerate() {
            let services = modifiers::services_of(self.visit, line);
            let discipline = modifiers::reported_discipline(self.visit, services);
            let therapy = modifiers::takes_discipline(self.visit, self.edition, line.code);
            let class = discipline.map(Discipline::revenue_class).filter(|_| therapy);
            let fits = |code: &RevenueCode| class.is_none_or(|class| code.as_str().starts_with(class));
            line.revenue_code = own.filter(fits).or_else(|| alloc::format!("{}0", class?).parse().ok());
            if let (Some(own), Some(wanted)) = (own.filter(|own| !fits(own)), line.revenue_code) {
                revenue_code_mismatch::note(
                    &mut self.out.pen(&revenue_code_mismatch::RULE),
                    at,
                    line.code,
                    own,
                    wanted,
                );
            }
        }
    }
}

/// The number of the authorization of the first line that has one.
fn authorization_number(visit: &Visit, lines: &[Line]) -> Option<String> {
    lines.iter().find_map(|line| match of_code(visit, line.code) {
        Authorized::Yes(it) => it.number.clone(),
        _ => None,
    })
}

/// How the units of some services fall to assistant and therapist.
pub(crate) fn assistant_split(visit: &Visit, services: Places, units: u32, timed: bool) -> assistant::Split {
    let services = || services.iter().filter_map(|at| visit.services.get(at));
    let assistants: u32 =
        services().map(|service| u32::from(visit.assistant_minutes_of(service))).fold(0, u32::saturating_add);
    let all: u32 =
        services().map(|service| u32::from(service.minutes.map_or(0, Minutes::get))).fold(0, u32::saturating_add);
    if timed {
        return assistant::split_timed(units, assistants, all.saturating_sub(assistants));
    }
    let own = services().all(|service| visit.is_assistants_own(service));
    if own || assistant::is_assistants(assistants, all) {
        assistant::Split { assistant: units, therapist: 0 }
    } else {
        assistant::Split { assistant: 0, therapist: units }
    }
}

/// Sorts modifiers by the ranks of the table; without it, as they were added.
pub(crate) fn sort_modifiers(modifiers: &mut [Modifier], edition: &Edition<'_>) {
    let Some(table) = edition.tables().modifiers() else {
        return;
    };
    let rank = |modifier: &Modifier| table.table.all(modifier).first().map_or(u8::MAX, |row| row.value.rank);
    order::sort(modifiers, |one, other| rank(one) < rank(other));
}
