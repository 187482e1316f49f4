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

/// Two letters swapped, one missing or one twice, in the longest word of a label: the code is still among the first three
/// in nearly all labels that name their code alone.
#[test]
fn mistakes_in_the_longest_word_of_a_label_are_forgiven() {
    let (mut asked, mut hit) = (0_u32, 0_u32);
    for code in all_codes().into_iter().step_by(4) {
        let code = code.to_string();
        let label = ens_coding::Rulebook::bundled().tables().codes.all().next().expect("the table");
        let label = &label.table.all(&super::code(&code))[0].value.label;
        // Labels that several codes share differ in nothing that could be searched.
        let top = found(label);
        if !codes(&top).iter().take(3).any(|it| *it == code) {
            continue;
        }
        let longest =
            label.split(|c: char| !c.is_ascii_alphanumeric()).max_by_key(|word| word.len()).unwrap_or_default();
        if longest.len() < 5 {
            continue;
        }
        let middle = longest.len() / 2;
        let (head, tail) = longest.split_at(middle);
        let mut letters: Vec<char> = longest.chars().collect();
        letters.swap(middle, middle - 1);
        let swapped: String = letters.into_iter().collect();
        for wrong in [format!("{head}{}", &tail[1..]), format!("{head}{}{tail}", &tail[..1]), swapped] {
            asked += 1;
            let result = found(&label.replace(longest, &wrong));
            hit += u32::from(codes(&result).iter().take(3).any(|it| *it == code));
        }
    }
    println!("{hit} of {asked}");
    assert!(asked > 250 && hit * 100 >= asked * 97, "{hit} of {asked}");
}

/// The order of the words, their case and their separators decide nothing.
#[test]
fn order_case_and_separators_decide_nothing() {
    for (words, _) in QUERIES {
        let plain = found(words).hits;
        let reversed: Vec<&str> = words.split([' ', '-']).rev().collect();
        let scores = |hits: &[SearchHit]| hits.iter().map(|it| (it.code.clone(), it.score)).collect::<Vec<_>>();
        assert_eq!(scores(&plain), scores(&found(&reversed.join("  ")).hits), "{words}");
        assert_eq!(plain, found(&words.to_uppercase()).hits, "{words}");
        assert_eq!(plain, found(&format!(" {}? ", words.replace(' ', "/"))).hits, "{words}");
    }
}

#[test]
fn hits_are_ranked_and_tied_by_their_codes() {
    let result = searched("epidural", Some("2026-03-04"), Some(100));
    assert!(result.hits.len() > 5 && result.count as usize == result.hits.len());
    for pair in result.hits.windows(2) {
        let [one, other] = pair else { continue };
        let key = |it: &SearchHit| (u32::MAX - it.score, it.kind, it.code.clone());
        assert!(key(one) < key(other), "{one:?} {other:?}");
    }
    assert_eq!(searched("epidural", Some("2026-03-04"), Some(3)).hits, result.hits[..3]);
    for hit in &result.hits {
        assert!(!hit.matched.is_empty() && !hit.citation.source.is_empty() && hit.in_force.is_some(), "{hit:?}");
    }
}

/// A code that is over comes after its successor, and before it on a day of its own.
#[test]
fn the_date_ranks_codes_that_are_in_force_first() {
    let first = |date| searched("ear nerve field stimulation", Some(date), None).hits[0].clone();
    assert_eq!((first("2026-03-04").code.as_str(), first("2026-03-04").in_force), ("64567", Some(true)));
    assert_eq!((first("2024-03-04").code.as_str(), first("2024-03-04").in_force), ("0720T", Some(true)));
}

#[test]
fn nonsense_finds_nothing_and_other_kinds_are_found_by_their_own_names() {
    for words in ["", "?!", "zzzzqqq xkcdw", "ß", "\u{202e}"] {
        assert!(found(words).hits.is_empty(), "{words}");
    }
    let kinds = |words: &str| found(words).hits.first().map(|hit| (hit.kind, hit.code.clone()));
    assert_eq!(kinds("kx"), Some((SearchKind::Modifier, "KX".into())));
    assert_eq!(kinds("place 11"), Some((SearchKind::PlaceOfService, "11".into())));
    assert_eq!(found(&"tens ".repeat(40)).words.len(), 8);
}
