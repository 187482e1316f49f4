//! JSON for people: what fits stands on one line.

use serde_json::Value;

/// Longer lines are broken.
const WIDTH: usize = 112;

/// A document as text.
pub(super) fn shown(value: &Value) -> String {
    let mut out = String::new();
    push(value, 0, 0, &mut out);
    out
}

/// A value on one line.
pub(super) fn on_one_line(value: &Value) -> String {
    let list = |open, items: Vec<String>, close| match items.as_slice() {
        [] => format!("{open}{close}"),
        _ if open == "[" => format!("[{}]", items.join(", ")),
        _ => format!("{{ {} }}", items.join(", ")),
    };
    match value {
        Value::Object(fields) => {
            let field = |(name, value): (&String, &Value)| format!("{}: {}", Value::from(&**name), on_one_line(value));
            list("{", fields.iter().map(field).collect(), "}")
        }
        Value::Array(items) => list("[", items.iter().map(on_one_line).collect(), "]"),
        plain => plain.to_string(),
    }
}

/// `column` is where the value begins, `indent` where its line does.
fn push(value: &Value, indent: usize, column: usize, out: &mut String) {
    let flat = on_one_line(value);
    let items: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, it)| (format!("{}: ", Value::from(&**name)), it)).collect(),
        Value::Array(items) => items.iter().map(|it| (String::new(), it)).collect(),
        _ => Vec::new(),
    };
    if items.is_empty() || column + flat.chars().count() < WIDTH {
        out.push_str(&flat);
        return;
    }
    let (open, close) = if value.is_array() { ('[', ']') } else { ('{', '}') };
    let inner = indent + 2;
    out.push(open);
    for (at, (name, item)) in items.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&" ".repeat(inner));
        out.push_str(name);
        push(item, inner, inner + name.chars().count(), out);
    }
    out.push('\n');
    out.push_str(&" ".repeat(indent));
    out.push(close);
}
