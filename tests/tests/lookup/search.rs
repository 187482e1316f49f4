//! The search finds what people look for, whatever order and small mistakes they type it with.

use ens_coding::{Rulebook, SearchHit, SearchKind, SearchRequest, SearchResult, search};

use super::search_queries::QUERIES;
use super::{all_codes, day};

fn found(words: &str) -> SearchResult {
    searched(words, None, None)
}

fn searched(words: &str, date: Option<&str>, limit: Option<u32>) -> SearchResult {
    let request = SearchRequest { words: words.into(), date: date.map(day), limit };
    search(&request, Rulebook::bundled()).unwrap_or_else(|error| panic!("{words}: {error}"))
}

fn codes(result: &SearchResult) -> Vec<&str> {
    result.hits.iter().map(|hit| hit.code.as_str()).collect()
}

/// Row U9 of the domain's rules: codes are found by words, with synonyms and typing errors.
#[test]
fn row_u9_words_and_typing_errors_find_the_code_among_the_first_three() {
    let (mut missed, mut first) = (Vec::new(), 0);
    for (words, wanted) in QUERIES {
        let result = found(words);
        let codes = codes(&result);
        first += usize::from(codes.first().is_some_and(|code| wanted.contains(code)));
        if !codes.iter().take(3).any(|code| wanted.contains(code)) {
            missed.push(format!("{words}: wanted {wanted:?}, found {:?}", &codes[..codes.len().min(5)]));
        }
    }
    println!("{} queries, {first} first, {} missed", QUERIES.len(), missed.len());
    assert!(QUERIES.len() >= 150);
    assert!(missed.is_empty(), "{} of {} missed\n{}", missed.len(), QUERIES.len(), missed.join("\n"));
}
