use serde_json::Value;

/// A place of two documents, and what each has there.
#[derive(Clone, Debug)]
pub struct Difference<'a> {
    /// The JSON path, such as `visit.services[0].minutes`.
    pub path: String,
    /// What the first one has there.
    pub one: Option<&'a Value>,
    /// What the other one has there.
    pub other: Option<&'a Value>,
}

/// The places in which two documents differ, in the order of the first one.
pub fn differences<'a>(one: &'a Value, other: &'a Value) -> Vec<Difference<'a>> {
    let mut found = Vec::new();
    compare(String::new(), Some(one), Some(other), &mut found);
    found
}

fn compare<'a>(path: String, one: Option<&'a Value>, other: Option<&'a Value>, found: &mut Vec<Difference<'a>>) {
    if one == other {
        return;
    }
    match (one, other) {
        // Objects without a common name are two variants, not one thing with changed fields.
        (Some(Value::Object(first)), Some(Value::Object(second))) if first.keys().any(|it| second.contains_key(it)) => {
            let added = second.keys().filter(|name| !first.contains_key(*name));
            for name in first.keys().chain(added) {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                compare(path, first.get(name), second.get(name), found);
            }
        }
        (Some(Value::Array(first)), Some(Value::Array(second))) => {
            let alike = first.iter().zip(second).take_while(|(one, other)| one == other).count();
            let (first_rest, second_rest) = (first.len() - alike, second.len() - alike);
            let backwards = first.iter().rev().zip(second.iter().rev());
            let tail = backwards.take_while(|(one, other)| one == other).count().min(first_rest).min(second_rest);
            let (first_middle, second_middle) = (first_rest - tail, second_rest - tail);
            for at in alike..alike + first_middle.max(second_middle) {
                let of = |list: &'a [Value], middle: usize| list.get(at).filter(|_| at < alike + middle);
                compare(format!("{path}[{at}]"), of(first, first_middle), of(second, second_middle), found);
            }
        }
        _ => found.push(Difference { path, one, other }),
    }
}

#[cfg(test)]
mod tests {
    use super::differences;
    use serde_json::json;

    fn paths(one: &serde_json::Value, other: &serde_json::Value) -> Vec<String> {
        differences(one, other).into_iter().map(|it| it.path).collect()
    }

    #[test]
    fn only_what_differs_is_told() {
        let one = json!({ "a": 1, "b": { "c": [1, 2, 3], "d": true }, "e": { "x": 1 } });
        let other = json!({ "a": 1, "b": { "c": [1, 9, 3], "f": null }, "e": { "y": 1 } });
        assert_eq!(paths(&one, &other), ["b.c[1]", "b.d", "b.f", "e"]);
        assert_eq!(paths(&json!([1, 2, 3]), &json!([2, 3])), ["[0]"]);
        assert_eq!(paths(&json!([1, 1]), &json!([1])), ["[1]"]);
        assert_eq!(paths(&json!({ "a": [1] }), &json!({ "a": [1] })), [""; 0]);
    }
}
