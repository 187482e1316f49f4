//! Supposes facts that the record does not state, and looks whether the rule is then content.
//!
//! Nothing is concluded from a rule's words: each set of facts is put into the visit and the claim is judged anew.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::terms::{adds, candidates, concerns, general, is_of_service, is_of_visit, paths, rewrites};
use super::{ChecklistItem, Stated, Way};
use crate::book::{Edition, Rulebook};
use crate::claim::Claim;
use crate::finding::{At, Citation, Finding, Severity};
use crate::fix::{Change, Fix, apply_all};
use crate::json::{Form, Record};
use crate::road;
use crate::run::{Context, Output};
use crate::select::choose_all;
use crate::visit::Visit;

/// Claim lines that are judged for one list, all suppositions together; keeps the work on a document bounded.
const MOST_LINES: usize = 60_000;

/// Rules ask for one fact after the other; more than so many rounds nobody asks.
const ROUNDS: usize = 6;

pub(super) type Facts = Vec<(String, Stated)>;

/// Settles the items of one list.
pub(super) struct Search<'a> {
    pub(super) record: Option<Record>,
    claim: &'a Claim,
    book: &'a Rulebook,
    /// For each line the places of the services that it reports.
    services: Vec<Vec<usize>>,
    /// Findings as the record stands.
    known: Vec<(Cow<'static, str>, At)>,
    lines_left: usize,
    /// What the present item asks for beside facts that can be supposed.
    needs: Vec<String>,
    /// The sources of what the rule says when the record denies what it asks for.
    cited: Vec<Citation>,
}

/// How an item stands when some facts are supposed.
pub(super) enum State {
    /// Settled, with these changes of the claim.
    Settled(Vec<Change>),
    /// Still open: sets of paths, one of which may go on, and how many findings there are.
    Open(Vec<Vec<String>>, usize),
    /// A fact that the visit cannot have, another denial, or no work left.
    Dead,
}

impl<'a> Search<'a> {
    pub fn new(visit: &Visit, claim: &'a Claim, book: &'a Rulebook, findings: &[Finding]) -> Self {
        let edition = Edition::of(visit, book);
        let choices = choose_all(visit, &edition);
        let context = Context::new(visit, claim, &edition, &choices);
        let services = context.lines.iter().map(|line| line.services.iter().collect()).collect();
        let known = findings.iter().map(|it| (it.rule.clone(), it.at)).collect();
        Self {
            record: Record::of(visit),
            claim,
            book,
            services,
            known,
            lines_left: MOST_LINES,
            needs: Vec::new(),
            cited: Vec::new(),
        }
    }

    /// Finds the ways that settle an item, and what else it needs.
    pub fn settle(&mut self, item: &mut ChecklistItem) {
        let mut found = Vec::new();
        self.needs.clear();
        self.cited.clear();
        self.follow(item, &Facts::new(), 0, &mut found);
        for facts in found {
            let facts = self.smallest(item, facts);
            let has = |way: &Way| way.facts.iter().all(|fact| facts.iter().any(|(path, _)| *path == fact.path));
            if !item.ways.iter().any(has) {
                let ways = self.ways(item, &facts);
                item.ways.extend(ways);
            }
        }
        item.needs = core::mem::take(&mut self.needs);
        if !item.ways.is_empty() {
            item.needs.clear();
        }
        if item.severity.is_none() && !self.cited.is_empty() {
            item.citations = core::mem::take(&mut self.cited);
        }
        item.unsearched = self.lines_left == 0;
    }

    /// Supposes one set of facts after the other, from what the rule asks for when the earlier ones are given.
    fn follow(&mut self, item: &ChecklistItem, given: &Facts, round: usize, found: &mut Vec<Facts>) {
        let sets = match self.state(item, given) {
            State::Settled(_) if given.is_empty() => return,
            State::Settled(_) => return found.push(given.clone()),
            State::Dead => return,
            State::Open(sets, _) => sets,
        };
        for set in sets {
            let mut next = given.clone();
            let mut is_whole = true;
            for path in set {
                if next.iter().any(|(own, _)| *own == path) {
                    continue;
                }
                match self.good_value(item, &next, &path) {
                    Some(value) => next.push((path, value)),
                    None => is_whole = false,
                }
            }
            if is_whole && next.len() > given.len() && round < ROUNDS {
                self.follow(item, &next, round.saturating_add(1), found);
            }
        }
    }

    /// A value after which the rule no longer asks for the path, and has nothing more to object.
    fn good_value(&mut self, item: &ChecklistItem, given: &Facts, path: &str) -> Option<Stated> {
        let record = self.record.as_ref()?;
        if record.states(path) || general(path).is_some_and(|general| record.states(&general)) {
            return None; // the record says otherwise
        }
        let form = record.form(path);
        if form == Form::Other || (form == Form::Number && path.contains("].what.")) {
            self.need(path);
            return None;
        }
        let State::Open(_, before) = self.state(item, given) else { return None };
        let mut good = None;
        for value in candidates(form) {
            let mut facts = given.clone();
            facts.push((path.to_string(), value));
            match self.state(item, &facts) {
                State::Settled(changes) if changes.is_empty() => return Some(value),
                State::Settled(_) => good = good.or(Some(value)),
                State::Open(sets, findings) if findings <= before && !sets.iter().flatten().any(|own| own == path) => {
                    good = good.or(Some(value));
                }
                State::Open(..) | State::Dead => {}
            }
        }
        if good.is_none() && item.severity.is_none() {
            self.need(path);
        }
        good
    }

    /// How the item stands when these facts are supposed.
    pub(super) fn state(&mut self, item: &ChecklistItem, facts: &Facts) -> State {
        let Some(visit) = self.record.as_ref().and_then(|record| record.with(facts)) else { return State::Dead };
        let Some(out) = self.judged(&visit, self.claim) else { return State::Dead };
        let own: Vec<&Finding> =
            out.findings.iter().filter(|it| concerns(item, &it.rule, it.at, it.severity)).collect();
        if item.severity.is_none()
            && self.cited.is_empty()
            && let Some(finding) = own.first()
        {
            self.cited.clone_from(&finding.citations);
        }
        let lacks = || out.not_run.iter().filter(|it| concerns(item, &it.rule, it.at, Severity::Deny));
        // What the facts now support is put on the claim: by the rule itself, or by one that speaks in its stead.
        let told = out.findings.iter().filter(|it| {
            concerns(item, &it.rule, it.at, it.severity) || (it.severity > Severity::Info && !self.is_known(it))
        });
        let supported =
            |it: &Finding| it.fixes.iter().find(|fix| fix.is_applicable() && fix.changes.iter().all(adds)).cloned();
        let fixes: Vec<Option<Fix>> = told.map(supported).collect();
        let fixes: Option<Vec<Fix>> = fixes.into_iter().collect();
        if let Some(fixes) = fixes.filter(|it| !it.is_empty() && !facts.is_empty() && lacks().next().is_none()) {
            let mended = apply_all(self.claim, &fixes);
            let Some(then) = self.judged(&visit, &mended) else { return State::Dead };
            let changes = fixes.into_iter().flat_map(|fix| fix.changes).collect();
            return if is_quiet(item, &then) && !self.is_worse(item, &then) {
                State::Settled(changes)
            } else {
                State::Dead
            };
        }
        if self.is_worse(item, &out) {
            return State::Dead;
        }
        if is_quiet(item, &out) {
            return State::Settled(Vec::new());
        }
        let mut sets = Vec::new();
        for fix in own.iter().flat_map(|it| &it.fixes).filter(|fix| fix.changes.iter().all(adds)) {
            let paths = fix.document.iter().map(AsRef::as_ref);
            sets.extend(self.resolved(item, paths, facts));
        }
        if own.is_empty() {
            // Of several paths that would do, each is tried with the first ones of the others.
            let lacking: Vec<Vec<&str>> = lacks().map(|it| it.lacks.split(" or ").collect()).collect();
            let most = lacking.iter().map(Vec::len).max().unwrap_or_default();
            for choice in 0..most {
                let chosen = lacking.iter().filter_map(|all| all.get(choice).or(all.first()).copied());
                let chosen: Vec<String> = chosen.map(ToString::to_string).collect();
                sets.extend(self.resolved(item, chosen.iter().map(String::as_str), facts));
            }
        }
        sets.retain(|set| !set.is_empty());
        State::Open(sets, own.len())
    }

    fn judged(&mut self, visit: &Visit, claim: &Claim) -> Option<Output> {
        let cost = claim.lines.len().saturating_add(1);
        if self.lines_left < cost {
            self.lines_left = 0;
            return None;
        }
        self.lines_left = self.lines_left.saturating_sub(cost);
        Some(road::judged(visit, claim, self.book))
    }

    /// Whether there is a new denial, or a finding that calls for another code or number of units.
    fn is_worse(&self, item: &ChecklistItem, out: &Output) -> bool {
        let is_new = |it: &&Finding| !concerns(item, &it.rule, it.at, Severity::Deny) && !self.is_known(it);
        let rewrites = |it: &Finding| it.fixes.iter().any(|fix| fix.changes.iter().any(rewrites));
        out.findings.iter().filter(is_new).any(|it| it.severity == Severity::Deny || rewrites(it))
    }

    /// Whether the record as it stands has the same finding.
    fn is_known(&self, it: &Finding) -> bool {
        self.known.iter().any(|(rule, at)| (rule, *at) == (&it.rule, it.at))
    }

    pub(super) fn need(&mut self, path: &str) {
        if !self.needs.iter().any(|own| own == path) {
            self.needs.push(path.to_string());
        }
    }

    /// The paths that a rule asks for, with the places of the services that they are about: one set for each line of a pair.
    /// What is no path of the visit is noted as a need.
    fn resolved<'p>(
        &mut self,
        item: &ChecklistItem,
        asked: impl Iterator<Item = &'p str>,
        facts: &Facts,
    ) -> Vec<Vec<String>> {
        let asked: Vec<String> = asked.flat_map(paths).collect();
        let places = |line: Option<u16>| {
            let of_line = line.and_then(|line| self.services.get(usize::from(line))).cloned().unwrap_or_default();
            item.at.service.map_or(of_line, |service| alloc::vec![usize::from(service)])
        };
        let sides = [item.at.line, item.at.other_line].map(places);
        let is_pair = item.at.other_line.is_some() && item.at.service.is_none();
        let mut sets = Vec::new();
        for places in sides.iter().take(if is_pair { 2 } else { 1 }) {
            let mut set = Vec::new();
            for path in &asked {
                match path.strip_prefix("services.") {
                    Some(rest) if !places.is_empty() && is_of_service(rest) => {
                        let all = places.iter().map(|place| format!("services[{place}].{rest}"));
                        let open = |it: &String| !facts.iter().any(|(own, _)| own == it) && !self.states(it);
                        set.extend(all.filter(open));
                    }
                    _ if is_of_visit(path) => set.push(path.clone()),
                    _ => self.need(path),
                }
            }
            if !sets.contains(&set) {
                sets.push(set);
            }
        }
        sets
    }

    /// Whether the visit states something at a path; of services, for each one that these lines report.
    pub fn is_stated(&self, path: &str, lines: impl Iterator<Item = usize>) -> bool {
        let of_service = path.strip_prefix("services.").or_else(|| path.strip_prefix("documentation."));
        let Some(rest) = of_service.filter(|rest| is_of_service(rest) || *rest == "minutes") else {
            return self.states(path);
        };
        let places: Vec<usize> = lines.filter_map(|at| self.services.get(at)).flatten().copied().collect();
        self.states(path)
            || (!places.is_empty() && places.iter().all(|place| self.states(&format!("services[{place}].{rest}"))))
    }

    fn states(&self, path: &str) -> bool {
        self.record.as_ref().is_some_and(|record| record.states(path))
    }

    /// The facts without those that are not needed.
    fn smallest(&mut self, item: &ChecklistItem, mut facts: Facts) -> Facts {
        let mut at = 0;
        while facts.len() > 1 && at < facts.len() {
            let mut fewer = facts.clone();
            fewer.remove(at);
            if matches!(self.state(item, &fewer), State::Settled(_)) {
                facts = fewer;
            } else {
                at = at.saturating_add(1);
            }
        }
        facts
    }
}

/// Whether the rule of an item says no more about it, notes apart, and lacks nothing.
fn is_quiet(item: &ChecklistItem, out: &Output) -> bool {
    !out.findings.iter().any(|it| concerns(item, &it.rule, it.at, it.severity))
        && !out.not_run.iter().any(|it| concerns(item, &it.rule, it.at, Severity::Deny))
}
