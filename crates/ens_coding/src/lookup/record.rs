//! What to record for a code.

use alloc::vec::Vec;

use super::asked::Asked;
use super::told::Told;

impl Asked<'_> {
    pub fn documentation(&mut self) -> Vec<Told> {
        let table = self.edition.tables().documentation();
        let Some(table) = self.table("documentation", "table:documentation", table) else { return Vec::new() };
        let date = self.edition.date();
        let rows = table.table.rows().iter().filter(|row| row.value.concerns(self.code) && row.holds_on(date));
        rows.filter_map(|row| {
            let told = Told::new(row.value.record.clone(), "", table.table.cite(row))?;
            let path = Some(row.value.path.clone()).filter(|path| !path.is_empty());
            let told = Told { path, says: "to be recorded".into(), ..told };
            Some(if row.value.when.is_empty() { told } else { told.about(row.value.when.clone()) })
        })
        .collect()
    }
}
