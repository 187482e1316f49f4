//! The rulebook on one date and for one payer.

use super::Rulebook;
use super::policy::{LocalPolicy, OwnPair, Policy, RuleSetting};
use super::terms::{Chain, TermsInForce};
use crate::code::{Code, Modifier};
use crate::date::Date;
use crate::diagnosis::Diagnosis;
use crate::finding::{Basis, Citation};
use crate::source::{Source, Trust};
use crate::table::{CodeFact, DiagnosisList, ListedDiagnosis, Loaded, ModifierFact, Row, Table, TablesOn};
use crate::visit::{Discipline, Payer, Visit};

/// The tables and the policy in force on the date of service.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    book: &'a Rulebook,
    date: Date,
    tables: TablesOn<'a>,
    terms: TermsInForce<'a>,
    chain: &'a [usize], // places of the payer's policy and of those that it inherits from
    known: bool,
}

/// A code that the payer does not take, by the policy or as the pair of a swap.
#[derive(Clone, Copy, Debug)]
pub struct SwapInForce<'a> {
    /// The code that the payer takes instead.
    pub take: Option<Code>,
    /// How good the source is.
    pub trust: Trust,
    /// Id of the source.
    pub source: &'a str,
}

impl<'a> Edition<'a> {
    /// The rulebook as it stands for a visit.
    pub fn of(visit: &'a Visit, book: &'a Rulebook) -> Self {
        Self::on(&visit.payer, visit.date_of_service, book)
    }

    /// The rulebook as it stands for a payer on a date.
    pub fn on(payer: &'a Payer, date: Date, book: &'a Rulebook) -> Self {
        let own = payer.id.as_deref().and_then(|id| book.place_of(id));
        let generic = || payer.line_of_business.and_then(|line| book.place_of(line.policy_id()));
        let chain = own.or_else(generic).map_or(&[][..], |at| book.chain(at));
        let known = own.is_some() || (payer.id.is_none() && !chain.is_empty());
        let tables = book.tables().on(date);
        let policies = Chain { policies: book.policies(), places: chain, known, date };
        let terms = TermsInForce::of(&payer.terms, policies);
        Self { book, date, tables, terms, chain, known }
    }

    /// What an answer rests on.
    pub fn basis(&self) -> Basis {
        self.book.basis_of(self.chain)
    }

    /// The date of service.
    pub const fn date(&self) -> Date {
        self.date
    }

    /// Whether an edition that does not cover the date of service makes the answer incomplete.
    pub(crate) fn is_strict(&self) -> bool {
        self.book.options().strict
    }

    /// The tables in the editions for the date of service.
    pub const fn tables(&self) -> &TablesOn<'a> {
        &self.tables
    }

    /// The policy that holds for the payer, generic or its own.
    pub fn policy(&self) -> Option<&'a Policy> {
        self.policies().next()
    }

    /// The policy that the visit asked for is loaded.
    pub const fn is_policy_known(&self) -> bool {
        self.known
    }

    pub(super) const fn terms(&self) -> &TermsInForce<'a> {
        &self.terms
    }

    pub(super) fn policies(&self) -> impl Iterator<Item = &'a Policy> + Clone + use<'a> {
        policies(self.book, self.chain)
    }

    /// What a code is, whatever its dates. `None` also where the table is not loaded.
    pub fn code(&self, code: Code) -> Option<&'a CodeFact> {
        let rows = self.tables().codes()?.table.all(&code);
        rows.iter().find(|row| row.holds_on(self.date)).or(rows.last()).map(|row| &row.value)
    }

    /// The row of a code, whatever its dates.
    pub fn code_row(&self, code: Code) -> Option<&'a Row<Code, CodeFact>> {
        let rows = self.tables().codes()?.table.all(&code);
        rows.iter().find(|row| row.holds_on(self.date)).or(rows.last())
    }

    /// Whether a code counts minutes under the therapy methods.
    pub fn is_timed(&self, code: Code) -> bool {
        self.code(code).is_some_and(CodeFact::is_timed)
    }

    /// The swap of a code that the payer does not take. A code that its terms name, or that it takes for another one, is
    /// taken. The contract goes before every policy, and a nearer policy before those that it inherits from.
    pub fn swap(&self, code: Code) -> Option<SwapInForce<'a>> {
        if !self.book.may_swap(self.chain, code) {
            return None;
        }
        let contract = self.unattended_stimulation().filter(|term| term.source.is_none());
        let mut named = contract.map(|term| term.value);
        for policy in self.policies() {
            let entries = &policy.terms.unattended_stimulation;
            named = named.or_else(|| {
                let entry = entries.iter().find(|entry| self.date.within(entry.from, entry.to))?;
                Some(entry.value)
            });
            let mut own = policy
                .codes
                .iter()
                .filter(|swap| (swap.code == code || swap.take == Some(code)) && self.date.within(swap.from, swap.to));
            if named == Some(code) || own.clone().any(|swap| swap.take == Some(code)) {
                return None;
            }
            if let Some(swap) = own.next() {
                let take = match (swap.take, named) {
                    (Some(_), Some(named)) if is_unattended_stimulation(code) => Some(named),
                    (take, _) => take,
                };
                return Some(SwapInForce { take, trust: swap.trust, source: &swap.source });
            }
        }
        None
    }

    /// What the policy makes of a rule on the date.
    pub fn rule_setting(&self, rule: &str) -> Option<&'a RuleSetting> {
        self.policies()
            .flat_map(|policy| &policy.rules)
            .find(|setting| setting.rule == rule && self.date.within(setting.from, setting.to))
    }

    /// Whether any policy in the chain changes a rule; most have none, so that the look-up can be skipped.
    pub(crate) fn changes_rules(&self) -> bool {
        self.policies().any(|policy| !policy.rules.is_empty())
    }

    /// Whether the payer has pair edits of its own.
    pub(crate) fn has_own_pairs(&self) -> bool {
        self.policies().any(|policy| !policy.pairs.is_empty())
    }

    /// The assistant's modifier of a discipline, where the payer takes it and it is in force.
    pub(crate) fn assistants(&self, discipline: Discipline) -> Option<Modifier> {
        self.assistant_modifier().filter(|term| term.value)?;
        let modifier = discipline.assistant_modifier()?;
        let in_force = |table: &Loaded<Table<Modifier, ModifierFact>>| table.table.on(&modifier, self.date).is_some();
        self.tables().modifiers().is_none_or(in_force).then_some(modifier)
    }

    /// A pair edit of the payer's own.
    pub(crate) fn own_pair(&self, one: Code, two: Code) -> Option<&'a OwnPair> {
        self.policies()
            .flat_map(|policy| &policy.pairs)
            .find(|pair| pair.column_one == one && pair.column_two == two && self.date.within(pair.from, pair.to))
    }

    /// All pair edits of the payer's own on the date.
    pub(crate) fn own_pairs(&self) -> impl Iterator<Item = &'a OwnPair> {
        let date = self.date;
        self.policies().flat_map(|policy| &policy.pairs).filter(move |pair| date.within(pair.from, pair.to))
    }

    /// Local policies of the payer.
    pub fn local_policies(&self) -> impl Iterator<Item = &'a LocalPolicy> {
        self.policies().flat_map(|policy| &policy.local_policies)
    }

    /// The citation of a source id that a term or swap names.
    pub fn cite(&self, source: &str, trust: Trust) -> Option<Citation> {
        self.book.cite(source, trust)
    }
}

/// The policies at these places.
fn policies<'a>(book: &'a Rulebook, chain: &'a [usize]) -> impl Iterator<Item = &'a Policy> + Clone + use<'a> {
    chain.iter().filter_map(|at| book.policies().get(*at))
}

/// 97014 and G0283 say the same to different payers.
fn is_unattended_stimulation(code: Code) -> bool {
    code == crate::code::code!(b"97014") || code == crate::code::code!(b"G0283")
}

impl Source {
    /// The source of an id, for the crates beside this one.
    #[doc(hidden)]
    pub fn by_id(id: &str) -> Option<&'static Self> {
        crate::source::by_id(id)
    }

    /// The citation of a source, of all of it.
    pub fn citation(&self) -> Citation {
        Citation { source: self.id.into(), title: self.title.into(), trust: self.trust, from: None, to: None }
    }
}

/// A diagnosis on a list: its place among those asked for, and the row.
pub(crate) type Listed<'a> = (usize, &'a Row<DiagnosisList, ListedDiagnosis>);

impl<'a> Edition<'a> {
    /// The first of these diagnoses that stands on a list, with the row of its longest prefix.
    pub(crate) fn listed<'d>(
        &self,
        diagnoses: impl IntoIterator<Item = &'d Diagnosis>,
        list: DiagnosisList,
    ) -> Option<Listed<'a>> {
        let table = &self.tables().diagnosis_lists()?.table;
        let start = table.rows().partition_point(|row| row.key < list);
        let rows = table.rows().get(start..)?;
        diagnoses.into_iter().enumerate().find_map(|(at, diagnosis)| {
            rows.iter()
                .take_while(|row| row.key == list)
                .filter(|row| row.holds_on(self.date) && diagnosis.starts_with(&row.value.prefix))
                .max_by_key(|row| row.value.prefix.len())
                .map(|row| (at, row))
        })
    }
}
