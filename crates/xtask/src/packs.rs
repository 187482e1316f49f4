//! The bundled packs, from the reviewable tables.

use std::collections::BTreeMap;
use std::str::FromStr;

use ens_coding::pack::{self, Header};
use ens_coding::table::{
    AddOn, BelievedPair, CodeFact, DenialCode, DenialFact, DenialKind, Duty, Factor, Fee, Icd10cmBody, Indicator, Key,
    ListedDiagnosis, ModifierFact, PackSource, PairRow, PairWriter, Place, Remedy, Reviewed, Row, Synonym, Table,
    UnitLimit,
};
use ens_coding::{Code, Date, Diagnosis, Trust};

use crate::{Failure, Output, root};

/// A row of a table by the names of its columns.
pub(crate) type Record = BTreeMap<String, String>;

fn folder() -> std::path::PathBuf {
    root().join("crates/ens_coding_data/tables")
}

/// The rows of a table.
pub(crate) fn records(name: &str) -> Result<Vec<Record>, Failure> {
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
    /// The header of a table, from the row of `editions.csv` that has its name.
    fn header(&self, name: &str) -> Result<Header, Failure> {
        let record = self.editions.get(name).ok_or_else(|| format!("editions.csv: {name} is missing"))?;
        let cells = Cells { table: "editions", row: 0, record };
        Ok(Header {
            table: name.into(),
            edition: cells.text("edition")?.into(),
            from: cells.optional("from")?,
            to: cells.optional("to")?,
            is_whole: false,
            provenance: cells.text("provenance")?.into(),
            files: Vec::new(),
            licence: "facts gathered by the project; code numbers of CPT are the AMA's, see NOTICE".into(),
        })
    }

    fn put(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), Failure> {
        self.output.put(&format!("crates/ens_coding_data/packs/{name}.pack"), bytes)
    }

    fn source(&self, table: &str, id: &str) -> Result<PackSource, Failure> {
        let title = self.titles.get(id).ok_or_else(|| format!("{table}.csv: source {id} is unknown"))?;
        Ok(PackSource { title: title.clone(), id: id.into(), trust: Trust::Primary })
    }

    /// The table of a file of the same name.
    fn table<K, V>(&mut self, name: &str, read: impl Fn(&Cells<'_>) -> Result<(K, V), Failure>) -> Result<(), Failure>
    where
        K: Key + serde::Serialize,
        V: serde::Serialize,
    {
        self.table_of(name, name, |cells| read(cells).map(Some))
    }

    /// A table of those rows of a file that belong to it.
    fn table_of<K, V>(
        &mut self,
        name: &str,
        file: &str,
        read: impl Fn(&Cells<'_>) -> Result<Option<(K, V)>, Failure>,
    ) -> Result<(), Failure>
    where
        K: Key + serde::Serialize,
        V: serde::Serialize,
    {
        let mut ids: Vec<String> = Vec::new();
        let mut rows = Vec::new();
        for (at, record) in records(file)?.iter().enumerate() {
            let cells = Cells { table: file, row: at + 2, record };
            let Some((key, value)) = read(&cells)? else { continue };
            let id = cells.text("source")?;
            let source = ids.iter().position(|known| known == id).unwrap_or_else(|| {
                ids.push(id.to_owned());
                ids.len() - 1
            });
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
        let sources = ids.iter().map(|id| self.source(file, id)).collect::<Result<_, _>>()?;
        let bytes = pack::write(&self.header(name)?, &Table::new(sources, rows))?;
        self.put(name, bytes)
    }

    /// The pair edits of one setting. The table speaks of all codes of `codes.csv`.
    fn pairs(&mut self, name: &str, setting: &str) -> Result<(), Failure> {
        let mut writer = PairWriter::default();
        for (at, record) in records("codes")?.iter().enumerate() {
            writer.cover(Cells { table: "codes", row: at + 2, record }.parse("code")?);
        }
        let mut id = None;
        let records = records("pairs")?;
        for (at, record) in records.iter().enumerate() {
            let cells = Cells { table: "pairs", row: at + 2, record };
            let (table, source) = (cells.text("table")?, cells.text("source")?);
            if cells.text("trust")? != "primary" || id.is_some_and(|id: &String| id != source) {
                return Err(cells.wrong("source, trust: all pairs come from one primary source"));
            }
            id = record.get("source");
            if table == setting || table == "both" {
                let (from, to) = (cells.optional("from")?, cells.optional("to")?);
                let row = PairRow { from, to, indicator: cells.parse("indicator")?, rationale: 0 };
                writer.push(cells.parse("column_one")?, cells.parse("column_two")?, row);
            } else if !["practitioner", "hospital"].contains(&table) {
                return Err(cells.wrong("table"));
            }
        }
        let source = self.source("pairs", id.ok_or("pairs.csv: no rows")?)?;
        let body = writer.finish(&source, &[String::new()])?;
        let bytes = pack::write_body(&self.header(name)?, &body)?;
        self.put(name, bytes)
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
    writer.pairs("ptp_practitioner", "practitioner")?;
    writer.pairs("ptp_hospital", "hospital")?;
    for (name, setting) in [("mue_practitioner", "practitioner"), ("mue_hospital", "hospital"), ("mue_dme", "dme")] {
        writer.table_of(name, "unit_limits", |cells| {
            if cells.text("setting")? != setting {
                return Ok(None);
            }
            let limit = UnitLimit { units: cells.parse("units")?, adjudication: cells.parse("adjudication")? };
            Ok(Some((cells.parse::<Code>("code")?, limit)))
        })?;
    }
    writer.table("add_on", |cells| {
        let (primary, edit_type) = (cells.optional("primary")?, cells.parse("edit_type")?);
        Ok((cells.parse::<Code>("add_on")?, AddOn { primary, edit_type, note: cells.text("note")?.into() }))
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
    writer.table("place", |cells| {
        let place = Place { label: cells.text("label")?.into(), facility: cells.yes("facility")? };
        Ok((cells.parse::<ens_coding::PlaceOfService>("place")?, place))
    })?;
    writer.table("authorization", |cells| {
        let reviewed = Reviewed { program: cells.word("program")?, state: cells.optional("state")? };
        Ok((cells.parse::<Code>("code")?, reviewed))
    })?;
    writer.table("imaging", |cells| {
        let key = (cells.parse::<Code>("code")?, cells.parse::<Code>("guidance")?);
        Ok((key, cells.word::<ens_coding::table::Guidance>("standing")?))
    })?;
    writer.table("pfs", |cells| Ok((cells.parse::<Code>("code")?, fee(cells)?)))?;
    writer.table("conversion_factor", |cells| {
        let factor = match cells.text("factor")? {
            "physician" => Factor::Physician,
            "qualifying_participant" => Factor::QualifyingParticipant,
            _ => return Err(cells.wrong("factor")),
        };
        Ok((factor, cells.parse::<u32>("ten_thousandths")?))
    })?;
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
    writer.table("denials", |cells| {
        let key = (cells.word::<DenialKind>("kind")?, cells.parse::<DenialCode>("code")?);
        Ok((key, DenialFact { effect: cells.word("effect")?, label: cells.text("label")?.into() }))
    })?;
    writer.table("remedies", |cells| {
        let action = if cells.text("action")?.is_empty() { None } else { Some(cells.word("action")?) };
        let [fact, value, rules, attach] =
            ["fact", "value", "rules", "attach"].map(|column| cells.text(column).map(String::from));
        let remedy = Remedy { fact: fact?, value: value?, rules: rules?, action, attach: attach? };
        Ok((cells.text("subject")?.to_owned(), remedy))
    })?;
    writer.table("icd10cm_dates", |cells| Ok((cells.parse::<Diagnosis>("code")?, cells.yes("billable")?)))?;
    writer.table("synonyms", |cells| {
        let codes = cells.text("codes")?.split(' ').filter(|code| !code.is_empty());
        let codes = codes.map(|code| code.parse().map_err(|_| cells.wrong("codes"))).collect::<Result<_, _>>()?;
        Ok((cells.text("words")?.to_owned(), Synonym { meaning: cells.text("meaning")?.into(), codes }))
    })?;
    writer.table("documentation", |cells| Ok((u16::try_from(cells.row)?, duty(cells)?)))?;
    icd10cm(&mut writer)
}

/// Something to record, for codes and runs of codes such as `97032 G0281-G0283`.
fn duty(cells: &Cells<'_>) -> Result<Duty, Failure> {
    let run = |text: &str| {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let codes = first.parse::<Code>().ok().zip(last.parse::<Code>().ok());
        codes.filter(|(first, last)| first <= last).ok_or_else(|| cells.wrong("codes"))
    };
    Ok(Duty {
        codes: cells.text("codes")?.split(' ').map(run).collect::<Result<_, _>>()?,
        when: cells.text("when")?.into(),
        record: cells.text("record")?.into(),
        path: cells.text("path")?.into(),
    })
}

/// A row of the fee schedule; a cell that its source lacks is empty.
fn fee(cells: &Cells<'_>) -> Result<Fee, Failure> {
    let yes = |column| Ok::<_, Failure>(if cells.text(column)?.is_empty() { None } else { Some(cells.yes(column)?) });
    let fee = Fee {
        modifier: cells.optional("modifier")?,
        status: cells.parse("status")?,
        not_used: yes("not_valid_for_medicare")?,
        work: cells.parse("work")?,
        pe_nonfacility: cells.parse("pe_nonfacility")?,
        pe_facility: cells.parse("pe_facility")?,
        malpractice: cells.parse("malpractice")?,
        na_nonfacility: yes("na_nonfacility")?,
        na_facility: yes("na_facility")?,
        global: cells.parse("global")?,
        multiple_procedure: cells.parse("multiple_procedure")?,
        bilateral: cells.parse("bilateral")?,
        assistant: cells.parse("assistant")?,
        co_surgeon: cells.parse("co_surgeon")?,
        team: cells.parse("team")?,
        component: cells.parse("pctc")?,
        endoscopic_base: None,
        supervision: Indicator::default(),
        imaging_family: Indicator::default(),
        conversion_factor: cells.optional("conversion_factor")?.unwrap_or_default(),
    };
    Ok(fee)
}

/// One line a category: its name and flag, then `suffix:flag` for every longer code.
fn icd10cm(writer: &mut Writer<'_>) -> Result<(), Failure> {
    let text = std::fs::read_to_string(folder().join("icd10cm.txt"))?;
    let mut body = Icd10cmBody::new(writer.source("icd10cm", "cdc-icd10cm-fy2025")?);
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
    let bytes = pack::write(&writer.header("icd10cm")?, &body)?;
    writer.put("icd10cm", bytes)
}
