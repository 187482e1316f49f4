//! The values of supposed facts: all words that settle an item, and the number next to those that do not.

use alloc::vec::Vec;

use super::search::{Facts, Search, State};
use super::terms::{LARGEST, candidates};
use super::{Bound, ChecklistItem, Stated, SupposedFact, Way};
use crate::fix::Change;
use crate::json::Form;

impl Search<'_> {
    /// The facts with all values that settle the item: one way for each change of the claim that follows. Where any
    /// value would do, the fact is to be told, not supposed.
    pub(super) fn ways(&mut self, item: &ChecklistItem, facts: &Facts) -> Vec<Way> {
        let State::Settled(changes) = self.state(item, facts) else { return Vec::new() };
        let mut ways = Vec::from([Way { facts: self.valued(item, facts, &changes), changes }]);
        for (at, (path, _)) in facts.iter().enumerate() {
            let form = self.record.as_ref().map_or(Form::Other, |it| it.form(path));
            if form == Form::Number {
                continue;
            }
            for value in candidates(form) {
                let mut other = facts.clone();
                if let Some(fact) = other.get_mut(at) {
                    fact.1 = value;
                }
                if let State::Settled(changes) = self.state(item, &other)
                    && ways.iter().all(|way| way.changes != changes)
                {
                    let facts = self.valued(item, &other, &changes);
                    ways.push(Way { facts, changes });
                }
            }
        }
        let is_any = |it: &SupposedFact| match it.values.as_slice() {
            [Stated::Number(0)] => it.bound == Some(Bound::AtLeast),
            [Stated::Fact(_), Stated::Fact(_)] => true,
            _ => false,
        };
        if ways.iter().all(|way| way.facts.iter().all(is_any)) {
            for (path, _) in facts {
                self.need(path);
            }
            return Vec::new();
        }
        ways
    }

    fn valued(&mut self, item: &ChecklistItem, facts: &Facts, changes: &[Change]) -> Vec<SupposedFact> {
        let mut all = Vec::new();
        for (at, (path, value)) in facts.iter().enumerate() {
            let (values, bound) = match value {
                Stated::Number(number) => self.number(item, facts, at, *number, changes),
                _ => (self.words(item, facts, at, changes), None),
            };
            all.push(SupposedFact { path: path.clone(), values, bound });
        }
        all
    }

    /// Whether another value at a place settles the item with the same changes.
    fn settles(&mut self, item: &ChecklistItem, facts: &Facts, at: usize, value: Stated, changes: &[Change]) -> bool {
        let mut facts = facts.clone();
        if let Some(fact) = facts.get_mut(at) {
            fact.1 = value;
        }
        matches!(self.state(item, &facts), State::Settled(own) if own == changes)
    }

    /// All words, or both of yes and no, that settle the item at a place.
    fn words(&mut self, item: &ChecklistItem, facts: &Facts, at: usize, changes: &[Change]) -> Vec<Stated> {
        let form = facts.get(at).zip(self.record.as_ref()).map_or(Form::Other, |((path, _), it)| it.form(path));
        candidates(form).filter(|value| self.settles(item, facts, at, *value, changes)).collect()
    }

    /// The number closest to those that do not settle the item, and which others do.
    fn number(
        &mut self,
        item: &ChecklistItem,
        facts: &Facts,
        at: usize,
        good: u32,
        changes: &[Change],
    ) -> (Vec<Stated>, Option<Bound>) {
        let path = facts.get(at).map(|(path, _)| path.clone()).unwrap_or_default();
        let takes = |it: &u32| {
            self.record.as_ref().is_some_and(|own| own.with(&[(path.clone(), Stated::Number(*it))]).is_some())
        };
        let top = LARGEST.into_iter().find(takes).unwrap_or(good);
        let mut settles = |number| self.settles(item, facts, at, Stated::Number(number), changes);
        let (mut good, bound, mut bad) = match (settles(0), settles(top)) {
            (true, true) => return (alloc::vec![Stated::Number(0)], Some(Bound::AtLeast)), // any number
            (true, false) => (good, Some(Bound::AtMost), top),
            (false, true) => (good, Some(Bound::AtLeast), 0),
            (false, false) => return (alloc::vec![Stated::Number(good)], None),
        };
        while good.abs_diff(bad) > 1 {
            let middle = good.midpoint(bad);
            if settles(middle) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        (alloc::vec![Stated::Number(good)], bound)
    }
}
