//! The bundled tables with their editions.

use ens_coding::{Date, Rulebook, pack};

use super::markdown::{GENERATED, prose, table};
use crate::{Failure, root};

pub(super) fn page() -> Result<String, Failure> {
    let sizes = Rulebook::bundled().tables().sizes();
    let mut rows = Vec::new();
    for (name, bytes) in ens_coding_data::named_parts().filter(|(name, _)| name.ends_with(".pack")) {
        let pack::Opened { header, digest, .. } = pack::open(bytes, name)?;
        let size = sizes.iter().find(|(table, edition, _)| *table == header.table && *edition == header.edition);
        let (_, _, size) = size.ok_or_else(|| format!("{name}: not among the tables of the rulebook"))?;
        let file = format!("crates/ens_coding_data/tables/{}.csv", header.table);
        let is_there = root().join(&file).is_file();
        rows.push(vec![
            if is_there { format!("[{}](../{file})", header.table) } else { header.table.clone() },
            size.to_string(),
            header.edition.clone(),
            day(header.from, "by row"),
            day(header.to, "open"),
            prose(&header.provenance),
            format!("`{digest}`"),
        ]);
    }
    let head = ["table", "rows", "edition", "from", "to", "what it holds", "digest"];
    Ok(format!(
        "{GENERATED}# Tables\n\nThe {} bundled tables. Most are slices for the codes of the specialty, and the silence of \
         a slice about another code is “not checked”. For a date of service outside of `from` and `to` the answer rests \
         on the nearest edition and says so; `by row` means that rows have days of their own, which reach back to the \
         beginning. The digest names the content, here and in the `basis` of an answer. `ens pack` makes whole tables \
         of official files.\n\n{}",
        rows.len(),
        table(&head, &rows)
    ))
}

fn day(day: Option<Date>, none: &str) -> String {
    day.map_or(none.to_owned(), |day| day.to_string())
}
