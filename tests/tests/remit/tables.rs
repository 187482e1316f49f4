//! The reviewable tables, read anew: the simulated payer shares no code with the rules.

use std::collections::BTreeMap;

use ens_coding_tests::workspace_root;

/// A row by its columns.
pub(crate) type Row = BTreeMap<String, String>;

/// The rows of a table.
pub(crate) fn rows(name: &str) -> Vec<Row> {
    let path = workspace_root().join("crates/ens_coding_data/tables").join(name).with_extension("csv");
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines().map(cells);
    let columns = lines.next().unwrap();
    lines.map(|cells| columns.iter().cloned().zip(cells).collect()).collect()
}

fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut().unwrap().push(other),
        }
    }
    cells
}

/// The rows of a table by one of their columns.
pub(crate) fn by(column: &str, name: &str) -> BTreeMap<String, Vec<Row>> {
    let mut all: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows(name) {
        all.entry(row[column].clone()).or_default().push(row);
    }
    all
}

/// Whether a row is in force: days compare as texts.
pub(crate) fn holds(row: &Row, date: &str) -> bool {
    let cell = |column: &str| row.get(column).map_or("", String::as_str);
    cell("from") <= date && (cell("to").is_empty() || date <= cell("to"))
}

#[test]
fn every_code_of_the_sheets_is_in_the_table_with_its_days() {
    let denials = by("code", "denials");
    let a15 = "4 11 167 16 18 50 97 236 231 B15 119 222 151 152 96 204 109 170 185 B7 181 182 146 197 15 198 190 107 \
               N519 N822 N823 N569 MA130 M20 M51 M53 M76 N517 N115 N386 N180 M15 N19 N20 M80 N640 N362 N435 N425 N130 \
               N30 N95 N56 M62 N122";
    let (b16, c14) = ("197 97 236 151 222 50 11 16 4 58 55 56", "97 236 119 50 4 197 252 16 107 96 222 251 181");
    let hard = "1 2 3 45 59 253 MA130 N211 CO PR OA PI CR";
    for code in [a15, b16, c14, hard].iter().flat_map(|list| list.split_whitespace()) {
        let row = denials.get(code).unwrap_or_else(|| panic!("{code}"));
        let is_group = row[0]["kind"] == "group";
        assert!(is_group || !row[0]["from"].is_empty(), "{code} has no first day");
    }
    assert_eq!(denials["15"][0]["to"], "2018-05-01");
}

#[test]
fn every_remedy_points_at_rules_that_exist() {
    let denials = by("code", "denials");
    for row in rows("remedies") {
        let is_rule = |start: &str| ens_coding::rules().any(|rule| rule.id.starts_with(start));
        let subject = &row["subject"];
        assert!(denials.contains_key(subject) || is_rule(subject), "{subject}");
        assert!(row["rules"].split_whitespace().all(is_rule), "{subject}: {}", row["rules"]);
        assert!(!row["action"].is_empty() || !row["rules"].is_empty(), "{subject} says nothing");
    }
}

/// Where the official list is at hand, the days of the bundled slice are its days.
#[test]
fn the_days_are_those_of_the_official_list() {
    let named = std::env::var_os("ENS_CMS_DATA").map(std::path::PathBuf::from);
    let folder = named.unwrap_or_else(|| workspace_root().join("../shared/data"));
    let Ok(text) = std::fs::read_to_string(folder.join("codesets/carc_rarc_group_2022-11.csv")) else {
        println!("no official list in {}", folder.display());
        return;
    };
    let listed: BTreeMap<(String, String), Vec<String>> =
        text.lines().map(cells).map(|it| ((it[1].clone(), it[0].clone()), it)).collect();
    for row in rows("denials") {
        let kind = match row["kind"].as_str() {
            "reason" => "CARC",
            "remark" => "RARC",
            _ => "Group",
        };
        let own = &listed[&(kind.to_owned(), row["code"].clone())];
        assert_eq!((&row["from"], &row["to"]), (&own[2], &own[4]), "{}", row["code"]);
    }
    // The last change of the list, which its edition and its source tell.
    let last = listed.values().map(|it| it[3].as_str()).filter(|day| day.starts_with("20")).max();
    assert_eq!(last, Some("2022-11-16"));
}

// Fault: days were cited to a list that has none.
#[test]
fn the_days_cite_the_list_that_has_them() {
    let sources = by("id", "sources");
    for row in rows("denials").iter().filter(|row| row["trust"] == "primary") {
        let source = &sources[&row["source"]][0];
        let is_list = source["title"].contains("November 2022") && source["locator"].contains("first and last days");
        assert!(is_list || row["source"] == "ngs-unprocessable", "{}", row["code"]);
    }
}
