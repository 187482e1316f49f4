//! What to record for a code.

use alloc::vec::Vec;

use super::asked::Asked;
use super::told::Told;

impl Asked<'_> {
    pub fn documentation(&mut self) -> Vec<Told> {
        let table = self.edition.tables().documentation();
        let Some(table) = self.table("documentation", "table:documentation", table) else { return Vec::new() };
        let concerned = |row: &crate::table::Row<u16, crate::table::Duty>| row.value.concerns(self.code);
        let count = table.table.rows().iter().filter(|row| row.holds_on(self.edition.date()) && concerned(row)).count();
        let duties = self.edition.duties().into_iter().flatten().filter(|(duty, _)| duty.concerns(self.code));
        let found: Vec<Told> = duties
            .filter_map(|(duty, citation)| {
                let told = Told::new(duty.record.clone(), "to be recorded", Some(citation))?;
                let path = Some(duty.path.clone()).filter(|path| !path.is_empty());
                let told = Told { path, ..told };
                Some(if duty.when.is_empty() { told } else { told.about(duty.when.clone()) })
            })
            .collect();
        // What Medicare asks is left out; what this payer asks in its stead is not known.
        if found.len() < count {
            self.lacks("documentation", "policy:documentation");
        }
        found
    }
}
