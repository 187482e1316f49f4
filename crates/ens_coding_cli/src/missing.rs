//! `ens missing`: the page of a checklist.

use serde_json::Value;

/// The page of a checklist: the claim, and for each open item the facts that settle it.
pub fn shown(list: &Value) -> String {
    let mut lines = vec!["Claim".to_owned()];
    let billed = items(&list["claim"]["lines"]);
    lines.extend((1_usize..).zip(billed).map(|(number, line)| format!("  {number:>2}  {}", claim_line(line))));
    let open = items(&list["items"]);
    lines.extend([String::new(), "Open".into()]);
    if open.is_empty() {
        lines.push("  nothing".into());
    }
    for item in open {
        lines.push(format!(
            "  {}  {}",
            text(&item["severity"]).map_or("OPEN".into(), str::to_uppercase),
            word(&item["rule"])
        ));
        lines.push(format!("        {}", word(&item["sentence"])));
        for change in items(&item["correction"]) {
            lines.push(format!("        correct: {}", changed(change)));
        }
        for (number, way) in (0_usize..).zip(items(&item["ways"])) {
            let facts: Vec<String> = items(&way["facts"]).iter().map(fact).collect();
            let then: Vec<String> = items(&way["changes"]).iter().map(changed).collect();
            let then = if then.is_empty() { String::new() } else { format!("; then {}", then.join(", ")) };
            let or = if number == 0 { "record, if true" } else { "or" };
            lines.push(format!("        {or}: {}{then}", facts.join("; ")));
        }
        let needs: Vec<&str> = items(&item["needs"]).iter().filter_map(Value::as_str).collect();
        if !needs.is_empty() {
            lines.push(format!("        tell or load: {}", needs.join(", ")));
        }
        for citation in items(&item["citations"]) {
            lines.push(format!("        source: {} [{}]", word(&citation["title"]), word(&citation["trust"])));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// A fact with the values that settle it.
fn fact(fact: &Value) -> String {
    let values: Vec<String> = items(&fact["values"])
        .iter()
        .map(|value| match value {
            Value::Bool(true) => "yes".into(),
            Value::Bool(false) => "no".into(),
            Value::String(word) => word.replace('_', " "),
            other => other.to_string(),
        })
        .collect();
    let bound = match text(&fact["bound"]) {
        Some("at_least") => "at least ",
        Some("at_most") => "at most ",
        _ => "",
    };
    format!("{} {bound}{}", word(&fact["path"]), values.join(" or "))
}

fn claim_line(line: &Value) -> String {
    let modifiers: Vec<&str> = items(&line["modifiers"]).iter().filter_map(Value::as_str).collect();
    format!("{}  {:<14} x {}", word(&line["code"]), modifiers.join(" "), line["units"])
}

/// A change of the claim in words.
fn changed(change: &Value) -> String {
    let Some((name, of)) = change.as_object().and_then(|it| it.iter().next()) else { return String::new() };
    let place = of["line"].as_u64().map(|line| format!(" on line {}", line.saturating_add(1))).unwrap_or_default();
    let what = ["modifier", "units", "code", "revenue_code"].iter().find_map(|it| of.get(it)).map(|it| match it {
        Value::String(text) => format!(" {text}"),
        other => format!(" {other}"),
    });
    let added = of.get("new").map(|line| format!(" {}", claim_line(line)));
    format!("{}{}{place}", name.replace('_', " "), what.or(added).unwrap_or_default())
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> Option<&str> {
    value.as_str()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
