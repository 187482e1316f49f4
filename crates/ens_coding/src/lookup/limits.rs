//! Edits around a code: units, pairs, add-ons, guidance.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::told::{Told, word};
use crate::code::Code;
use crate::date::Date;
use crate::finding::Citation;
use crate::table::{Guidance, Loaded, PairEdits, Table, UnitLimit};

/// Whose claims an edit judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EditSetting {
    /// Claims of practitioners.
    Practitioner,
    /// Claims of hospitals for outpatients.
    Hospital,
}

/// The codes with which the national edits pair a code, in one setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PairPartners {
    /// Whose claims are judged.
    pub setting: EditSetting,
    /// Edition of the table.
    pub edition: String,
    /// Pairs in force on the date in the whole loaded table.
    pub count: u32,
    /// Those of them with codes of the specialty, in the order of the codes; all others are counted alone.
    pub partners: Vec<PairPartner>,
    /// The table.
    pub citation: Citation,
}

/// A pair edit with another code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PairPartner {
    /// The other code.
    pub code: Code,
    /// Column of the code that was asked: 1, it is paid and the other one denied; 2, it is denied beside the other one.
    pub column: u8,
    /// 0: never together; 1: a modifier can show that the services are distinct.
    pub indicator: u8,
    /// First day, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day, where it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl Asked<'_> {
    /// Unit edits of the code itself, then those of the code under which the rule on units looks it up.
    pub fn unit_limits(&mut self) -> Vec<Told> {
        let tables = *self.edition.tables();
        let supplier = self.is_equipment();
        let mut found = Vec::new();
        for (setting, name, table) in [
            ("practitioner", "table:mue_practitioner", tables.mue_practitioner()),
            ("hospital", "table:mue_hospital", tables.mue_hospital()),
            ("supplier", "table:mue_dme", tables.mue_dme().filter(|_| supplier)),
        ] {
            if !supplier && setting == "supplier" {
                continue;
            }
            let own = self.unit_limit(self.code, setting, table);
            let other = (self.edits_as != self.code).then(|| self.unit_limit(self.edits_as, setting, table)).flatten();
            if own.is_none() && other.is_none() && table.is_none_or(|it| !it.is_whole) {
                self.lacks("unit_limits", name);
            }
            found.extend(own);
            found.extend(other);
        }
        found
    }

    fn unit_limit(
        &self,
        code: Code,
        setting: &'static str,
        table: Option<&Loaded<Table<Code, UnitLimit>>>,
    ) -> Option<Told> {
        let (table, row) = table.and_then(|it| Some((it, it.table.on(&code, self.edition.date())?)))?;
        let says = match (row.value.units, row.value.adjudication) {
            (0, 2) => "no unit is paid, without exception",
            (0, _) => "no unit is paid",
            (_, 1) => "units of a line at most",
            (_, 2) => "units of a day at most, without exception",
            _ => "units of a day at most; more can be paid on appeal",
        };
        let told = Told::new(row.value.units.to_string(), says, table.table.cite(row))?;
        let told = told.indicator(row.value.adjudication);
        Some(if code == self.code {
            told.about(setting)
        } else {
            told.about([setting, " as ", &code.to_string()].concat())
        })
    }

    /// The pair edits of both settings.
    pub fn find_pairs(&mut self) {
        let tables = *self.edition.tables();
        for (setting, name, table) in [
            (EditSetting::Practitioner, "table:ptp_practitioner", tables.ptp_practitioner()),
            (EditSetting::Hospital, "table:ptp_hospital", tables.ptp_hospital()),
        ] {
            let list = table.map(|table| self.partners(setting, table));
            if table.is_none_or(|table| !self.is_complete(setting, table)) {
                self.lacks("pairs", name);
                self.pairs.extend(list.filter(|list| list.count > 0));
            } else {
                self.pairs.extend(list);
            }
        }
    }

    /// Whether silence about the code means that it has no pair. A slice of the hospital edits tells of the pairs that it has
    /// alone, and no edition tells of codes that began after it.
    fn is_complete(&self, setting: EditSetting, table: &Loaded<PairEdits>) -> bool {
        let from = self.edition.code_row(self.edits_as).and_then(|row| row.from);
        let is_later = from.zip(table.to).is_some_and(|(from, last)| from > last);
        table.speaks_of(self.edits_as) && !is_later && (table.is_whole || setting == EditSetting::Practitioner)
    }

    fn partners(&self, setting: EditSetting, loaded: &Loaded<PairEdits>) -> PairPartners {
        let (table, own, date) = (&loaded.table, self.edits_as, self.edition.date());
        let specialty = self.edition.tables().codes();
        let (mut partners, mut count) = (Vec::new(), 0_u32);
        for code in table.codes().iter().copied().filter(|code| *code != own) {
            for (column, one, two) in [(1, own, code), (2, code, own)] {
                let Some(row) = table.rows(one, two).find(|row| row.applies_on(date)) else { continue };
                count = count.saturating_add(1);
                if specialty.is_none_or(|it| !it.table.all(&code).is_empty()) {
                    partners.push(PairPartner { code, column, indicator: row.indicator, from: row.from, to: row.to });
                }
            }
        }
        PairPartners { setting, edition: loaded.edition.clone(), count, partners, citation: table.cite_whole() }
    }

    pub fn pairs(&mut self) -> Vec<PairPartners> {
        core::mem::take(&mut self.pairs)
    }

    pub fn add_on_of(&mut self) -> Vec<Told> {
        let Some(table) = self.table("add_on_of", "table:add_on", self.edition.tables().add_on()) else {
            return Vec::new();
        };
        let rows = table.table.all(&self.code).iter().filter(|row| row.holds_on(self.edition.date()));
        rows.filter_map(|row| {
            let primary = row.value.primary.map(|primary| primary.to_string());
            let says = match (primary.is_some(), row.value.edit_type) {
                (false, _) => "the contractor says to which primaries it is added",
                (true, 3) => "added to this primary, or to others that the contractor names",
                (true, _) => "added to this primary",
            };
            let told = Told::new(primary.unwrap_or_default(), says, table.table.cite(row))?;
            Some(told.indicator(row.value.edit_type))
        })
        .collect()
    }

    pub fn add_ons(&mut self) -> Vec<Told> {
        let Some(table) = self.edition.tables().add_on() else { return Vec::new() };
        let rows = table.table.rows().iter();
        let own = rows.filter(|row| row.value.primary == Some(self.code) && row.holds_on(self.edition.date()));
        own.filter_map(|row| Told::new(row.key.to_string(), "can be added to it", table.table.cite(row))).collect()
    }

    pub fn guidance(&mut self) -> Vec<Told> {
        let Some(table) = self.edition.tables().imaging() else { return Vec::new() };
        let rows = table.table.beginning(self.code).filter(|row| row.holds_on(self.edition.date()));
        rows.filter_map(|row| {
            let says = match row.value {
                Guidance::Included => "part of the procedure, never reported beside it",
                Guidance::Excluded => "the procedure is one without it; with it another code is used",
                Guidance::Separate => "reported apart, where it is needed and documented",
                Guidance::Unlisted => "an add-on, and the procedure is none of its primaries",
            };
            Some(Told::new(row.key.1.to_string(), says, table.table.cite(row))?.about(word(&row.value)))
        })
        .collect()
    }

    pub fn believed_pairs(&mut self) -> Vec<Told> {
        let Some(table) = self.edition.tables().believed_pairs() else { return Vec::new() };
        let rows = table.table.rows().iter();
        rows.filter_map(|row| {
            let other = match row.key {
                (one, two) if one == self.edits_as => two,
                (one, two) if two == self.edits_as => one,
                _ => return None,
            };
            Told::new(other.to_string(), row.value.why.clone(), table.table.cite(row))
        })
        .collect()
    }

    pub fn own_pairs(&mut self) -> Vec<Told> {
        if !self.edition.has_own_pairs() {
            return Vec::new();
        }
        let own = self.edition.own_pairs().filter(|pair| [pair.column_one, pair.column_two].contains(&self.edits_as));
        own.filter_map(|pair| {
            let (column, other) =
                if pair.column_one == self.edits_as { ("1", pair.column_two) } else { ("2", pair.column_one) };
            let says = "an edit of the payer's own: column two is denied beside column one";
            let told = Told::new(other.to_string(), says, self.edition.cite(&pair.source, pair.trust))?;
            Some(told.about(column).indicator(pair.indicator))
        })
        .collect()
    }

    /// An active pair edit that a modifier can resolve.
    pub fn is_resolvable(&self) -> bool {
        let national = self.pairs.iter().any(|list| list.partners.iter().any(|it| it.indicator == 1));
        let own = || {
            let own = self.edition.own_pairs();
            let names = |pair: &&crate::book::OwnPair| [pair.column_one, pair.column_two].contains(&self.edits_as);
            own.filter(names).any(|pair| pair.indicator == 1)
        };
        let applies = self.edition.pair_edits().is_none_or(|term| term.value);
        (national && applies) || (self.edition.has_own_pairs() && own())
    }
}
