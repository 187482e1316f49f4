//! What a code is: its label, its days, how it is counted, and what it belongs to.

use alloc::string::ToString;
use alloc::vec::Vec;

use super::asked::{Asked, out_of_range};
use super::told::{Told, word};
use crate::code::Code;
use crate::edit::code::not_in_force::{Listed, listed};
use crate::table::{Attendance, TherapyClass, Timing};

impl Asked<'_> {
    pub fn label(&mut self) -> Vec<Told> {
        let Some(table) = self.table("label", "table:codes", self.edition.tables().codes()) else { return Vec::new() };
        let Some(row) = self.row() else {
            self.lacks("label", "table:codes");
            return Vec::new();
        };
        Told::new(row.value.label.clone(), "the project's own label", table.table.cite(row)).into_iter().collect()
    }

    /// Whether any loaded table has the code.
    pub fn is_listed(&self) -> bool {
        let tables = self.edition.tables();
        let fees = tables.pfs().is_some_and(|it| !it.table.all(&self.code).is_empty());
        let level_two = tables.hcpcs().is_some_and(|it| !it.table.codes.all(&self.code).is_empty());
        self.row().is_some() || fees || level_two
    }

    pub fn in_force(&mut self) -> Vec<Told> {
        let date = self.edition.date();
        let Some((table, row)) = self.edition.tables().codes().zip(self.row()) else {
            return match listed(&self.edition, self.code) {
                Listed::NotInForce(citation) => told("no", "the whole list does not have it on this date", citation),
                Listed::InForce => told("yes", "an official list has it on this date", self.cite_list()),
                Listed::Unknown => {
                    self.lacks("in_force", "table:codes");
                    Vec::new()
                }
            };
        };
        let citation = table.table.cite(row);
        // A row without days reaches back no further than the table.
        if row.from.is_none() && row.to.is_none() && table.from.is_some_and(|first| date < first) {
            self.lacks("in_force", "table:codes");
            return Vec::new();
        }
        if row.holds_on(date) {
            told("yes", "in force on the date", citation)
        } else if row.to.is_some_and(|last| last < date) {
            told("no", "it has ended", citation)
        } else {
            told("no", "it is not in force yet", citation)
        }
    }

    /// The list by which a code without a row of its own is in force.
    fn cite_list(&self) -> Option<crate::finding::Citation> {
        let (tables, code) = (self.edition.tables(), self.code);
        let level_two = tables.hcpcs().and_then(|it| it.table.codes.cite(it.table.codes.all(&code).last()?));
        level_two.or_else(|| tables.pfs().and_then(|it| it.table.cite(it.table.all(&code).last()?)))
    }

    pub fn successors(&mut self) -> Vec<Told> {
        let Some((table, row)) = self.edition.tables().codes().zip(self.row()) else { return Vec::new() };
        let next =
            row.value.successor.and_then(|next| Told::new(next.to_string(), "took its place", table.table.cite(row)));
        next.into_iter().collect()
    }

    pub fn predecessors(&mut self) -> Vec<Told> {
        let Some(table) = self.edition.tables().codes() else { return Vec::new() };
        let rows = table.table.rows().iter().filter(|row| row.value.successor == Some(self.code));
        rows.filter_map(|row| Told::new(row.key.to_string(), "it took the place of this one", table.table.cite(row)))
            .collect()
    }

    pub fn timed(&mut self) -> Vec<Told> {
        self.of_fact(|fact| {
            let says = match fact.timing {
                Timing::Timed => "in units of 15 minutes, by the payer's method",
                Timing::Untimed => "once a day, whatever the minutes",
                Timing::Sets => "in sets of 15 minutes, the first and each further one with codes of their own",
                Timing::First => "the first 15 minutes of a pair of codes",
                Timing::More => "each further 15 minutes of a pair of codes",
                Timing::Monthly => "once a month",
                Timing::Item => "a device for the home, by the piece",
                Timing::Supply => "a supply for the home",
                Timing::Material => "a device or supply that a procedure implants or uses up",
                Timing::Drug => "a drug, by dose",
                Timing::Procedure => "by procedure, not by time",
            };
            Some((word(&fact.timing), says))
        })
    }

    pub fn attendance(&mut self) -> Vec<Told> {
        self.of_fact(|fact| {
            let says = match fact.attendance {
                Attendance::Constant => "direct one-on-one contact for the whole counted time",
                Attendance::Group => "constant attendance of a group",
                Attendance::Supervised => "supervision; presence for safety is not attendance",
                Attendance::None => return None,
            };
            Some((word(&fact.attendance), says))
        })
    }

    pub fn therapy_class(&mut self) -> Vec<Told> {
        self.of_fact(|fact| {
            let says = match fact.therapy {
                TherapyClass::Always => "always therapy, whoever furnishes it",
                TherapyClass::Sometimes => "therapy where it is furnished under a therapy plan of care",
                TherapyClass::Never => "not on Medicare's list of therapy codes",
            };
            Some((word(&fact.therapy), says))
        })
    }

    fn of_fact(
        &self,
        read: impl Fn(&crate::table::CodeFact) -> Option<(alloc::string::String, &'static str)>,
    ) -> Vec<Told> {
        let Some((table, row)) = self.edition.tables().codes().zip(self.row()) else { return Vec::new() };
        let told = read(&row.value).and_then(|(value, says)| Told::new(value, says, table.table.cite(row)));
        told.into_iter().collect()
    }

    pub fn edits_as(&mut self) -> Vec<Told> {
        let Some((table, row)) = self.edition.tables().codes().zip(self.row()) else { return Vec::new() };
        let other: Option<Code> = row.value.edits_as;
        let says = "pair and unit edits name this code for the same service";
        other.and_then(|other| Told::new(other.to_string(), says, table.table.cite(row))).into_iter().collect()
    }

    /// The row of the fee schedule that answers is of other days, although the table covers the date.
    fn between_releases(&self) -> Option<Told> {
        let table = self.edition.tables().pfs()?;
        let row = self.edition.procedure(self.code).filter(|row| !row.holds_on(self.edition.date()))?;
        let says = "the table has no full row of the code for the date; that of the days named here answers";
        Told::new(table.edition.clone(), says, table.table.cite(row)).map(|it| it.about("pfs"))
    }

    pub fn editions_out_of_range(&mut self) -> Vec<Told> {
        let tables = *self.edition.tables();
        let outside = |name, table: Option<&crate::table::Loaded<crate::table::PairEdits>>| {
            let table = table.filter(|table| !table.covers(self.edition.date()))?;
            out_of_range(name, &table.edition, Some(table.table.cite_whole()))
        };
        let found: Vec<Told> = [
            self.outside("codes", tables.codes()),
            self.outside("status", tables.status()),
            self.outside("pfs", tables.pfs()).or_else(|| self.between_releases()),
            self.outside("add_on", tables.add_on()),
            self.outside("mue_practitioner", tables.mue_practitioner()),
            self.outside("mue_hospital", tables.mue_hospital()),
            self.outside("mue_dme", tables.mue_dme().filter(|_| self.is_equipment())),
            outside("ptp_practitioner", tables.ptp_practitioner()),
            outside("ptp_hospital", tables.ptp_hospital()),
            self.outside("imaging", tables.imaging()),
            self.outside("authorization", tables.authorization()),
        ]
        .into_iter()
        .flatten()
        .collect();
        if self.edition.is_strict() {
            for it in &found {
                let name = it.about.as_deref().unwrap_or_default();
                self.lacks(
                    "editions_out_of_range",
                    ["table:", name, " ", &it.value, ", an edition for the date"].concat(),
                );
            }
        }
        found
    }
}

fn told(value: &str, says: &'static str, citation: Option<crate::finding::Citation>) -> Vec<Told> {
    Told::new(value, says, citation).into_iter().collect()
}
