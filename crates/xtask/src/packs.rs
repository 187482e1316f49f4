//! The bundled packs, from the reviewable tables.

use std::collections::BTreeMap;
use std::str::FromStr;

use ens_coding::pack::{self, Header};
use ens_coding::table::{
    AddOn, BelievedPair, CodeFact, Icd10cmBody, ListedDiagnosis, ModifierFact, PackSource, Pair, Place, Row, Table,
    UnitLimit,
};
use ens_coding::{Code, Date, Diagnosis, Trust};

use crate::{Failure, Output, root};

type Record = BTreeMap<String, String>;

fn folder() -> std::path::PathBuf {
    root().join("crates/ens_coding_data/tables")
}

fn records(name: &str) -> Result<Vec<Record>, Failure> {
    let mut reader = csv::Reader::from_path(folder().join(format!("{name}.csv")))?;
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

/// A cell of a record, read as its type; the error names table, column and row, so that a table is easily mended.
struct Cells<'a> {
    table: &'a str,
    row: usize,
    record: &'a Record,
}

impl Cells<'_> {
    fn text(&self, column: &str) -> Result<&str, Failure> {
        let cell = self.record.get(column).ok_or_else(|| format!("{}: no column {column}", self.table))?;
        Ok(cell)
    }

    fn wrong(&self, column: &str) -> Failure {
        format!("{}.csv, row {}, column {column}: not readable", self.table, self.row).into()
    }

    fn parse<T: FromStr>(&self, column: &str) -> Result<T, Failure> {
        self.text(column)?.parse().map_err(|_| self.wrong(column))
    }

    fn optional<T: FromStr>(&self, column: &str) -> Result<Option<T>, Failure> {
        if self.text(column)?.is_empty() { Ok(None) } else { self.parse(column).map(Some) }
    }

    /// A word of an enum, in the form that it has in JSON.
    fn word<T: serde::de::DeserializeOwned>(&self, column: &str) -> Result<T, Failure> {
        serde_json::from_value(self.text(column)?.into()).map_err(|_| self.wrong(column))
    }

    fn yes(&self, column: &str) -> Result<bool, Failure> {
        match self.text(column)? {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(self.wrong(column)),
        }
    }
}

struct Writer<'a> {
    output: &'a mut Output,
    titles: BTreeMap<String, String>,
    editions: BTreeMap<String, Record>,
}

impl Writer<'_> {
    fn header(&self, name: &str) -> Result<Header, Failure> {
        let record = self.editions.get(name).ok_or_else(|| format!("editions.csv: {name} is missing"))?;
        let cells = Cells { table: "editions", row: 0, record };
        Ok(Header {
            table: name.into(),
            edition: cells.text("edition")?.into(),
            from: cells.optional("from")?,
            to: cells.optional("to")?,
            provenance: cells.text("provenance")?.into(),
            licence: "facts gathered by the project; code numbers of CPT are the AMA's, see NOTICE".into(),
        })
    }

    fn pack<T: serde::Serialize>(&mut self, name: &str, body: &T) -> Result<(), Failure> {
        let bytes = pack::write(&self.header(name)?, body)?;
        self.output.put(&format!("crates/ens_coding_data/packs/{name}.pack"), bytes)
    }

    fn table<K, V>(&mut self, name: &str, read: impl Fn(&Cells<'_>) -> Result<(K, V), Failure>) -> Result<(), Failure>
    where
        K: Ord + serde::Serialize,
        V: serde::Serialize,
    {
        let mut ids: Vec<String> = Vec::new();
        let mut rows = Vec::new();
        for (at, record) in records(name)?.iter().enumerate() {
            let cells = Cells { table: name, row: at + 2, record };
            let id = cells.text("source")?;
            let source = ids.iter().position(|known| known == id).unwrap_or_else(|| {
                ids.push(id.to_owned());
                ids.len() - 1
            });
            let (key, value) = read(&cells)?;
            let dated = record.contains_key("from");
            rows.push(Row {
                key,
                value,
                from: if dated { cells.optional("from")? } else { None },
                to: if dated { cells.optional("to")? } else { None },
                source: u16::try_from(source)?,
                trust: cells.word("trust")?,
            });
        }
        rows.sort_by(|a, b| (&a.key, a.from).cmp(&(&b.key, b.from)));
        let sources = ids
            .into_iter()
            .map(|id| {
                let title = self.titles.get(&id).ok_or_else(|| format!("{name}.csv: source {id} is unknown"))?;
                Ok(PackSource { title: title.clone(), id, trust: Trust::Primary })
            })
            .collect::<Result<_, Failure>>()?;
        self.pack(name, &Table { sources, rows })
    }
}

pub(crate) fn write(output: &mut Output) -> Result<(), Failure> {
    let titles = records("sources")?
        .into_iter()
        .filter_map(|mut record| record.remove("id").zip(record.remove("title")))
        .collect();
    let editions =
        records("editions")?.into_iter().filter_map(|record| Some((record.get("table")?.clone(), record))).collect();
    let mut writer = Writer { output, titles, editions };

    writer.table("codes", |cells| {
        let attendance = if cells.text("attendance")?.is_empty() {
            ens_coding::table::Attendance::None
        } else {
            cells.word("attendance")?
        };
        let fact = CodeFact {
            label: cells.text("label")?.into(),
            timing: cells.word("time")?,
            attendance,
            therapy: cells.word("therapy")?,
            edits_as: cells.optional("edits_as")?,
            successor: cells.optional("successor")?,
        };
        Ok((cells.parse::<Code>("code")?, fact))
    })?;
    writer.table("status", |cells| Ok((cells.parse::<Code>("code")?, cells.parse::<char>("status")?)))?;
    writer.table("pairs", |cells| {
        let key = (cells.parse::<Code>("column_one")?, cells.parse::<Code>("column_two")?);
        Ok((key, Pair { table: cells.word("table")?, indicator: cells.parse("indicator")? }))
    })?;
    writer.table("unit_limits", |cells| {
        let key = (cells.parse::<Code>("code")?, cells.word::<ens_coding::table::UnitSetting>("setting")?);
        Ok((key, UnitLimit { units: cells.parse("units")?, adjudication: cells.parse("adjudication")? }))
    })?;
    writer.table("add_ons", |cells| {
        let add_on = AddOn { primary: cells.optional("primary")?, edit_type: cells.parse("edit_type")? };
        Ok((cells.parse::<Code>("add_on")?, add_on))
    })?;
    writer.table("thresholds", |cells| {
        let key = (cells.word::<ens_coding::table::Pool>("pool")?, cells.parse::<u16>("year")?);
        Ok((key, cells.parse::<u64>("amount_cents")?))
    })?;
    writer.table("modifiers", |cells| {
        let fact = ModifierFact {
            rank: cells.parse("rank")?,
            group: cells.word("group")?,
            label: cells.text("label")?.into(),
        };
        Ok((cells.parse::<ens_coding::Modifier>("modifier")?, fact))
    })?;
    writer.table("places", |cells| {
        let place = Place { label: cells.text("label")?.into(), facility: cells.yes("facility")? };
        Ok((cells.parse::<ens_coding::PlaceOfService>("place")?, place))
    })?;
    writer.table("values", |cells| Ok((cells.parse::<Code>("code")?, cells.parse::<u32>("total_hundredths")?)))?;
    writer.table("believed_pairs", |cells| {
        let key = (cells.parse::<Code>("code_one")?, cells.parse::<Code>("code_two")?);
        let pair = BelievedPair { last_day: cells.optional::<Date>("last_day")?, why: cells.text("why")?.into() };
        Ok((key, pair))
    })?;
    writer.table("diagnosis_lists", |cells| {
        let row = ListedDiagnosis {
            prefix: cells.text("prefix")?.into(),
            effect: cells.word("effect")?,
            why: cells.text("why")?.into(),
        };
        Ok((cells.word::<ens_coding::table::DiagnosisList>("list")?, row))
    })?;
    writer.table("icd10cm_dates", |cells| Ok((cells.parse::<Diagnosis>("code")?, cells.yes("billable")?)))?;
    icd10cm(&mut writer)
}

/// One line a category: its name and flag, then `suffix:flag` for every longer code.
fn icd10cm(writer: &mut Writer<'_>) -> Result<(), Failure> {
    let text = std::fs::read_to_string(folder().join("icd10cm.txt"))?;
    let mut body = Icd10cmBody::default();
    for (at, line) in text.lines().enumerate() {
        let wrong = || format!("icd10cm.txt, line {}: not readable", at + 1);
        let mut words = line.split(' ');
        let category = words.next().ok_or_else(wrong)?;
        body.push(category.parse().map_err(|_| wrong())?, words.next() == Some("1"));
        for word in words.filter(|word| *word != "|") {
            let (suffix, flag) = word.split_once(':').ok_or_else(wrong)?;
            body.push(format!("{category}{suffix}").parse().map_err(|_| wrong())?, flag == "1");
        }
    }
    writer.pack("icd10cm", &body)
}
