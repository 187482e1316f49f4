//! What the look-up must not say: nothing invented, no silence for an answer, no price for coverage.

use ens_coding::{
    CrosswalkRequest, EditSetting, Lookup, PayerStanding, Rulebook, SearchRequest, Told, Trust, crosswalk, search,
};

use super::{code, day, looked_up, values};

fn lacks(found: &Lookup, question: &str, lacks: &str) -> bool {
    found.not_run.iter().any(|it| it.question == question && it.lacks == lacks)
}

fn about<'t>(told: &'t [Told], wanted: &str) -> Option<&'t Told> {
    told.iter().find(|it| it.about.as_ref().is_some_and(|about| about.contains(wanted)))
}

fn codes(words: &str) -> Vec<String> {
    let request = SearchRequest { words: words.into(), date: None, limit: None };
    let found = search(&request, Rulebook::bundled()).expect("an answer");
    found.hits.into_iter().map(|hit| hit.code).collect()
}

#[test]
fn the_unit_limit_of_97014_is_its_own_and_that_of_g0283_says_so() {
    for id in ["", "medicare"] {
        let told = looked_up("97014", "2024-08-14", id).unit_limits;
        let shown: Vec<_> =
            told.iter().map(|it| (it.about.as_deref().unwrap_or_default(), it.value.as_str())).collect();
        let wanted =
            [("practitioner", "0"), ("practitioner as G0283", "1"), ("hospital", "0"), ("hospital as G0283", "1")];
        assert_eq!(shown, wanted, "{id}");
        assert!(told.iter().all(|it| it.indicator == Some(3)));
    }
}

#[test]
fn a_slice_of_the_hospital_pairs_is_never_the_whole() {
    for text in ["64420", "64421", "64635", "62321", "64405"] {
        let found = looked_up(text, "2024-08-14", "medicare");
        assert!(lacks(&found, "pairs", "table:ptp_hospital"), "{text}");
        assert!(found.pairs.iter().all(|list| list.setting != EditSetting::Hospital || list.count > 0), "{text}");
        assert!(!lacks(&found, "pairs", "table:ptp_practitioner"), "{text}");
    }
}

#[test]
fn an_edition_does_not_speak_of_codes_that_began_after_it() {
    for text in ["64567", "98979", "98985"] {
        let found = looked_up(text, "2026-03-04", "medicare");
        assert!(lacks(&found, "pairs", "table:ptp_practitioner"), "{text}");
        assert!(found.pairs.iter().all(|list| list.count > 0), "{text}");
    }
}

#[test]
fn tens_has_its_national_policy() {
    for text in ["E0720", "E0730", "A4595"] {
        let found = looked_up(text, "2026-03-04", "medicare");
        let back = about(&found.coverage, "low back").expect("NCD 160.27");
        assert_eq!((back.value.as_str(), back.citation.source.as_ref()), ("not_covered", "ncd-160-27"));
        let headache = about(&found.coverage, "headache").expect("L33802");
        assert_eq!((headache.value.as_str(), headache.citation.trust), ("not_covered", Trust::Secondary));
        assert_eq!(about(&found.criteria, "months").map(|it| it.value.as_str()), Some("3"));
        let trial = found.criteria.iter().filter(|it| it.about.as_ref().is_some_and(|it| it.contains("trial")));
        assert_eq!(trial.map(|it| it.value.as_str()).collect::<Vec<_>>(), ["30", "60"]);
        assert_eq!(about(&found.frequency, "surgery").map(|it| it.value.as_str()), Some("30"));
        let tricare = looked_up(text, "2026-03-04", "tricare");
        let excluded = about(&tricare.coverage, "low back").expect("the exclusion");
        assert_eq!((excluded.value.as_str(), excluded.citation.source.as_ref()), ("not_covered", "tricare-2020"));
        assert!(looked_up(text, "2020-05-31", "tricare").coverage.is_empty());
        assert!(lacks(&tricare, "criteria", "policy:criteria") && lacks(&tricare, "frequency", "policy:limits"));
    }
}

#[test]
fn wounds_programming_and_needles_have_their_policies() {
    let wound = looked_up("G0281", "2026-03-04", "medicare");
    assert!(wound.coverage.iter().any(|it| it.value == "covered" && it.citation.source == "ncd-270-1"));
    let programming = looked_up("95972", "2026-03-04", "medicare-palmetto");
    assert_eq!(about(&programming.criteria, "programming_days").map(|it| it.value.as_str()), Some("30"));
    assert!(about(&looked_up("63650", "2026-03-04", "medicare-palmetto").criteria, "programming_days").is_none());
    for text in ["97813", "20560"] {
        let needles = looked_up(text, "2026-03-04", "medicare").coverage;
        assert!(about(&needles, "low back pain").is_some_and(|it| it.value == "covered"), "{text}");
        assert!(about(&needles, "anything else").is_some_and(|it| it.value == "not_covered"), "{text}");
        assert_eq!(values(&looked_up(text, "2020-01-10", "medicare").coverage), ["not_covered"], "{text}");
    }
    assert!(about(&looked_up("20560", "2026-03-04", "tricare").coverage, "dry needling").is_some());
    let nobody_says = looked_up("97032", "2026-03-04", "medicare");
    assert!(lacks(&nobody_says, "coverage", "policy:positions"));
}

#[test]
fn a_price_is_not_coverage() {
    let third = looked_up("64492", "2024-10-01", "medicare");
    assert_eq!(third.payer_takes[0].about.as_deref(), Some("priced"));
    assert!(third.payer_takes[0].says.contains("criteria"), "{}", third.payer_takes[0].says);
    assert!(third.coverage.iter().any(|it| it.value == "not_covered" && it.citation.source == "cgs-facet-2024"));
    assert!(!values(&looked_up("64492", "2024-08-14", "medicare").coverage).contains(&"not_covered"));
    assert!(!values(&looked_up("64493", "2024-10-01", "medicare").coverage).contains(&"not_covered"));
}

#[test]
fn what_to_record_is_trusted_no_further_than_its_source() {
    let row = |text: &str, id: &str, record: &str| {
        let found = looked_up(text, "2026-03-04", id).documentation;
        found.into_iter().find(|it| it.value.contains(record))
    };
    let cited = |text: &str, record: &str| {
        let found = row(text, "medicare", record).unwrap_or_else(|| panic!("{text}: {record}"));
        (found.citation.source.to_string(), found.citation.trust)
    };
    // The program lists 63650, where the request is made at the trial.
    assert!(row("63655", "medicare", "number of the authorization").is_none());
    let request = row("63650", "medicare", "number of the authorization").expect("the row");
    assert!(request.about.as_ref().is_some_and(|about| about.contains("trial")));
    assert_eq!(cited("63650", "substance"), ("l36204".into(), Trust::Secondary));
    assert_eq!(cited("63650", "education"), ("l36204".into(), Trust::Secondary));
    assert_eq!(cited("63650", "daily living"), ("project".into(), Trust::Unverified));
    assert_eq!(cited("64615", "toxin failed"), ("l34635".into(), Trust::Secondary));
    assert_eq!(cited("E0730", "order"), ("project".into(), Trust::Unverified));
    assert_eq!(cited("E0730", "three months"), ("lcd-l33802".into(), Trust::Secondary));
    assert_eq!(cited("20560", "a measure of function"), ("project".into(), Trust::Unverified));
    assert_eq!(cited("64490", "how long"), ("needle-practice".into(), Trust::Unverified));
    assert_eq!(cited("64633", "two diagnostic blocks"), ("needle-practice".into(), Trust::Unverified));
    assert_eq!(cited("64490", "simpler treatment failed"), ("noridian-facet-opd".into(), Trust::Primary));
    assert_eq!(cited("64483", "relief right after"), ("needle-practice".into(), Trust::Unverified));
    assert_eq!(cited("64555", "psychological"), ("l34328".into(), Trust::Secondary));
    for text in ["62320", "62322"] {
        for imaging in ["fluoroscopy", "contrast", "views"] {
            assert!(row(text, "medicare", imaging).is_none(), "{text} {imaging}");
        }
    }
    for text in ["27096", "20552"] {
        assert_eq!(row(text, "medicare", "after the last").and_then(|it| it.about).as_deref(), Some("repeated"));
    }
    // Codes without a pair have no record of what sets them apart.
    for text in ["64550", "64567"] {
        assert!(row(text, "medicare", "sets the service apart").is_none(), "{text}");
    }
    assert!(row("64405", "medicare", "sets the service apart").is_some());
    let of_2003 = looked_up("G0329", "2003-06-01", "");
    assert!(of_2003.in_force.is_empty() && lacks(&of_2003, "in_force", "table:codes"));
    assert!(!of_2003.documentation.iter().any(|it| it.citation.source == "ncd-270-1"));
    assert_eq!(cited("G0329", "kind of wound").1, Trust::Unverified);
}

#[test]
fn medicares_determinations_are_not_told_to_other_payers() {
    for (text, id, source) in [("62323", "aetna", "l33906"), ("20560", "uhc", "ncd-30-3-3")] {
        let has = |id| looked_up(text, "2026-03-04", id).documentation.iter().any(|it| it.citation.source == source);
        assert!(has("medicare") && has("medicare-ngs") && has("") && !has(id), "{text}");
        assert!(lacks(&looked_up(text, "2026-03-04", id), "documentation", "policy:documentation"));
    }
}

#[test]
fn rows_of_the_fee_schedule_that_are_of_other_days_say_so() {
    let flagged = |text, date| {
        let found = looked_up(text, date, "medicare");
        let out = about(&found.editions_out_of_range, "pfs").is_some();
        (out, found.global_period[0].says.contains("does not cover the date"))
    };
    assert_eq!(flagged("64421", "2019-05-01"), (true, true));
    assert_eq!(flagged("20560", "2020-01-10"), (true, true));
    // The global period is of the quarter, the other indicators are of 2025.
    assert_eq!(flagged("97032", "2026-03-04"), (true, false));
    assert!(looked_up("97032", "2026-03-04", "medicare").bilateral[0].says.contains("does not cover the date"));
    assert_eq!(flagged("97032", "2025-11-03"), (false, false));
}

#[test]
fn modifiers_stand_where_they_mean_something() {
    let of = |text, id| looked_up(text, "2024-08-14", id).modifiers.into_iter().map(|it| it.value).collect::<Vec<_>>();
    for text in ["99213", "98941"] {
        assert!(!of(text, "medicare").iter().any(|it| ["80", "81", "82", "AS"].contains(&it.as_str())), "{text}");
    }
    assert!(of("63655", "medicare").contains(&"80".into()));
    assert!(!of("97014", "medicare").iter().any(|it| ["GP", "KX"].contains(&it.as_str())));
    assert!(of("99999", "medicare").is_empty());
}

#[test]
fn authorizations_of_toxins_name_their_drugs() {
    let told = looked_up("64615", "2026-03-04", "medicare").authorization;
    assert!(told.iter().any(|it| it.says.contains("J0585-J0588")));
}

#[test]
fn facilities_report_g0260() {
    assert!(looked_up("27096", "2026-03-04", "").label[0].value.contains("G0260"));
}

#[test]
fn a_crosswalk_tells_the_usual_and_the_unknown_apart() {
    let entry = |text, id: &str| {
        let request = CrosswalkRequest { code: code(text), date: day("2026-03-04"), payers: vec![id.into()] };
        crosswalk(&request, Rulebook::bundled()).expect("an answer").payers.remove(0)
    };
    for id in ["aetna", "anthem", "cigna", "humana"] {
        let found = entry("97014", id);
        assert!(found.says.contains("usually"), "{id}: {}", found.says);
        assert_ne!(found.citation.map(|it| it.trust), Some(Trust::Primary), "{id}");
    }
    assert!(!entry("97014", "uhc").says.contains("usually"));
    let nobody = entry("64483", "nobody");
    assert_eq!(
        (nobody.standing, nobody.says.as_str()),
        (PayerStanding::NotKnown, "no policy is loaded for this payer")
    );
}

#[test]
fn search_finds_nothing_rather_than_something_else() {
    for words in ["discogram", "cpm", "M54.5", "nalu"] {
        assert!(codes(words).is_empty(), "{words}: {:?}", codes(words));
    }
    let request = SearchRequest { words: "median nerve".into(), date: None, limit: Some(100) };
    let found = search(&request, Rulebook::bundled()).expect("an answer").hits;
    let median: Vec<_> = found.iter().filter(|hit| hit.matched.contains(&"median".to_owned())).collect();
    assert_eq!(median.iter().map(|hit| hit.code.as_str()).collect::<Vec<_>>(), ["64450"]);
    // By variant the one or the other.
    assert_eq!(codes("quadratus lumborum"), ["64486", "64999"]);
    for (words, wanted) in [
        ("median nerve", "64450"),
        ("ulnar", "64450"),
        ("bilateral", "50"),
        ("g 0283", "G0283"),
        ("97-032", "97032"),
        ("97 032", "97032"),
    ] {
        assert_eq!(codes(words).first().map(String::as_str), Some(wanted), "{words}: {:?}", codes(words));
    }
}

#[test]
fn believed_pairs_cite_who_believes() {
    let told = looked_up("97813", "2024-08-14", "").believed_pairs;
    let current: Vec<&Told> = told.iter().filter(|it| it.says.contains("current is part")).collect();
    assert!(!current.is_empty() && current.iter().all(|it| it.citation.trust == Trust::Unverified));
}
