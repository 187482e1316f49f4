//! Documents with something wrong in them.

/// A document that breaks off, at many places.
pub fn broken(document: &str) -> Vec<String> {
    let ends = document.char_indices().map(|(at, _)| at).step_by(97);
    ends.map(|end| document.get(..end).unwrap_or_default().to_owned()).collect()
}

/// A document with one wrong value, many times.
pub fn wrong(document: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (at, _) in document.match_indices(':').step_by(2) {
        let (before, after) = document.split_at(at.saturating_add(1));
        let rest = after.find([',', '}']).and_then(|end| after.get(end..)).unwrap_or_default();
        for value in ["null", "[]", "{}", "-1", "1.5", "\"Grüße, 漢字 🙂\"", "99999999999999999999", "tru"] {
            all.push(format!("{before}{value}{rest}"));
        }
    }
    all
}

/// What is no document of any service.
pub const NOTHING: [&str; 6] = ["", "{}", "[]", "{", "null", r#"{"Grüße, 漢字 🙂":1}"#];
