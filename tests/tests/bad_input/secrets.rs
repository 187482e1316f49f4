//! No value of a document leaves it through an error.

use ens_coding::{Rulebook, json};
use serde_json::{Value, json};

use crate::{changed, valid};

#[test]
fn errors_hold_no_value_of_the_document() {
    const MARKER: &str = "SECRETVALUE";
    let mut pointers = Vec::new();
    collect(&valid(), String::new(), &mut pointers);
    let mut errors = 0;
    for pointer in &pointers {
        let odd = format!("{pointer}/{MARKER}");
        let mut visits = vec![changed(&[(pointer, json!(MARKER))]), changed(&[(pointer, json!([MARKER]))])];
        visits.push(changed(&[(pointer, json!({ MARKER: MARKER }))]));
        if valid().pointer(pointer).is_some_and(Value::is_object) {
            visits.push(changed(&[(&odd, json!(MARKER))]));
        }
        for visit in visits {
            let book = Rulebook::bundled();
            let results = [
                json::visit(&visit).err(),
                json::code(visit.as_bytes(), book).err(),
                json::edit(visit.as_bytes(), visit.as_bytes(), book).err(),
            ];
            for error in results.into_iter().flatten() {
                errors += 1;
                let text = serde_json::to_string(&error).unwrap();
                assert!(!text.contains(MARKER), "{pointer}: {text}");
                assert!(!format!("{error} {error:?}").contains(MARKER), "{pointer}: {error}");
            }
        }
    }
    assert!(errors > 300, "only {errors} errors");
}

/// Pointers to all values of a tree.
fn collect(tree: &Value, pointer: String, pointers: &mut Vec<String>) {
    match tree {
        Value::Object(fields) => {
            for (name, value) in fields {
                collect(value, format!("{pointer}/{name}"), pointers);
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                collect(value, format!("{pointer}/{at}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(pointer);
}
