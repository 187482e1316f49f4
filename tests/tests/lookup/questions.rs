//! Rows U9 and U10 of the domain's rules: questions about a code have an answer with its source, and codes stand side by side.

use ens_coding::{
    CompareRequest, Comparison, Crosswalk, CrosswalkRequest, PayerStanding, Rulebook, Told, Trust, compare, crosswalk,
};

use super::{code, day, looked_up, payer, values};

fn about<'t>(told: &'t [Told], wanted: &str) -> Option<&'t Told> {
    told.iter().find(|it| it.about.as_deref() == Some(wanted))
}

fn compared(codes: &[&str], date: &str, id: &str) -> Comparison {
    let request = CompareRequest {
        codes: codes.iter().map(|text| code(text)).collect(),
        date: day(date),
        payer: (!id.is_empty()).then(|| payer(id)),
    };
    compare(&request, Rulebook::bundled()).expect("a comparison")
}

fn walked(text: &str, date: &str) -> Crosswalk {
    let request = CrosswalkRequest { code: code(text), date: day(date), payers: Vec::new() };
    crosswalk(&request, Rulebook::bundled()).expect("a crosswalk")
}

fn takes(crosswalk: &Crosswalk, id: &str) -> (PayerStanding, Option<String>) {
    let entry = crosswalk.payers.iter().find(|it| it.payer == id).expect("a loaded policy");
    (entry.standing, entry.take.map(|code| code.to_string()))
}

/// "Is it timed?"
#[test]
fn row_u10_is_it_timed() {
    let attended = looked_up("97032", "2026-03-04", "medicare");
    assert_eq!((values(&attended.timed), values(&attended.attendance)), (vec!["timed"], vec!["constant"]));
    assert_eq!(attended.timed[0].citation.source, "cms-mpfs-2026c");
    assert_eq!(about(&attended.terms, "counting_method").map(|it| it.value.as_str()), Some("cms"));
    let unattended = looked_up("G0283", "2026-03-04", "medicare");
    assert_eq!((values(&unattended.timed), values(&unattended.attendance)), (vec!["untimed"], vec!["supervised"]));
    assert_eq!(values(&looked_up("64483", "2026-03-04", "").timed), ["procedure"]);
    let aetna = looked_up("97032", "2026-03-04", "aetna");
    assert_eq!(about(&aetna.terms, "counting_method").map(|it| it.value.as_str()), Some("ama"));
}

/// "Which modifiers?"
#[test]
fn row_u10_which_modifiers() {
    let of = |text, date, id| {
        let found = looked_up(text, date, id).modifiers;
        assert!(found.iter().all(|it| !it.says.is_empty() && !it.citation.source.is_empty()), "{text}");
        found.iter().map(|it| it.value.clone()).collect::<Vec<_>>()
    };
    let therapy = of("97032", "2026-03-04", "medicare");
    for wanted in ["GP", "GO", "GN", "KX", "CQ", "CO", "59", "XS", "GA"] {
        assert!(therapy.iter().any(|it| it == wanted), "{wanted}: {therapy:?}");
    }
    assert!(!therapy.iter().any(|it| ["50", "LT", "26", "25", "JW"].contains(&it.as_str())), "{therapy:?}");
    // Not before they existed, and not where the payer does not ask for them.
    assert!(!of("97032", "2019-03-04", "medicare").iter().any(|it| ["CQ", "CO"].contains(&it.as_str())));
    let commercial = of("97032", "2026-03-04", "commercial");
    assert!(!commercial.iter().any(|it| ["GP", "KX", "CQ", "GA"].contains(&it.as_str())), "{commercial:?}");
    // By the bilateral indicator: 1, 0, 9.
    assert!(of("64483", "2026-03-04", "").contains(&"50".into()));
    for never in ["63650", "62323", "97810"] {
        let found = of(never, "2026-03-04", "medicare");
        assert!(!found.iter().any(|it| ["50", "LT", "RT"].contains(&it.as_str())), "{never}: {found:?}");
    }
    assert!(of("76942", "2026-03-04", "").iter().any(|it| it == "TC"));
    assert!(of("99213", "2026-03-04", "").iter().any(|it| it == "25"));
    assert!(of("98941", "2026-03-04", "medicare").iter().any(|it| it == "AT"));
    let drug = of("J0585", "2026-03-04", "medicare");
    assert!(drug.iter().any(|it| it == "JW") && drug.iter().any(|it| it == "JZ"), "{drug:?}");
    assert!(!of("J0585", "2022-12-31", "medicare").iter().any(|it| it == "JZ"));
    assert!(of("64493", "2026-03-04", "medicare").iter().any(|it| it == "KX"));
    assert!(!of("62323", "2026-03-04", "medicare").iter().any(|it| it == "KX"));
}

/// "What does this payer want?"
#[test]
fn row_u10_what_does_this_payer_want() {
    let medicare = looked_up("97014", "2026-03-04", "medicare");
    assert_eq!((values(&medicare.payer_takes), values(&medicare.status)), (vec!["G0283"], vec!["I"]));
    assert_eq!(medicare.payer_takes[0].about.as_deref(), Some("replaced"));
    assert_eq!(medicare.payer_takes[0].citation.trust, Trust::Primary);
    assert_eq!(values(&looked_up("97014", "2026-03-04", "commercial").payer_takes), ["97014"]);
    assert_eq!(values(&looked_up("G0283", "2026-03-04", "commercial").payer_takes), ["97014"]);
    assert_eq!(values(&looked_up("97014", "2026-03-04", "uhc").payer_takes), ["G0283"]);
    let refused = looked_up("S8930", "2026-03-04", "medicare");
    assert_eq!((values(&refused.payer_takes), refused.payer_takes[0].about.as_deref()), (vec![""], Some("not_taken")));
    // Nobody says so: that is an answer too, and never a yes.
    let unknown = looked_up("64483", "2026-03-04", "commercial");
    assert!(unknown.payer_takes.is_empty());
    assert!(unknown.not_run.iter().any(|it| it.question == "payer_takes" && it.lacks == "policy:codes"));
    // What it asks, limits and authorizes.
    let facet = looked_up("64493", "2026-03-04", "medicare");
    assert_eq!(about(&facet.criteria, "diagnostic_relief_percent").map(|it| it.value.as_str()), Some("80"));
    assert_eq!(about(&facet.frequency, "diagnostic").map(|it| it.value.as_str()), Some("4"));
    assert_eq!(values(&facet.authorization), ["hospital_outpatient"]);
    let anthem = looked_up("64555", "2026-03-04", "anthem");
    assert!(!anthem.coverage.is_empty() && anthem.coverage.iter().all(|it| !it.citation.title.is_empty()));
}

/// What the note must show, with the place where a visit records it.
#[test]
fn row_u10_what_must_the_note_show() {
    let attended = looked_up("97032", "2026-03-04", "medicare");
    let paths: Vec<_> = attended.documentation.iter().filter_map(|it| it.path.as_deref()).collect();
    for wanted in ["documentation.note.modality", "documentation.note.attendance", "documentation.note.goal"] {
        assert!(paths.contains(&wanted), "{wanted}");
    }
    let unattended = looked_up("G0283", "2026-03-04", "medicare");
    assert!(!unattended.documentation.iter().any(|it| it.path.as_deref() == Some("documentation.note.attendance")));
}

/// The table of the row: 97014, G0283 and 97032 side by side.
#[test]
fn row_u9_three_codes_side_by_side() {
    let found = compared(&["97014", "G0283", "97032"], "2026-03-04", "medicare");
    let row = |question: &str| found.rows.iter().find(|row| row.question == question).expect(question);
    let shown = |question: &str| row(question).cells.iter().map(|cell| values(cell).join(" ")).collect::<Vec<_>>();
    assert_eq!(
        shown("label"),
        [
            "unattended electrical stimulation",
            "unattended stimulation, not for wound care",
            "attended electrical stimulation"
        ]
    );
    assert_eq!(shown("attendance"), ["supervised", "supervised", "constant"]);
    assert_eq!(shown("status"), ["I", "A", "A"]);
    assert_eq!(shown("payer_takes"), ["G0283", "G0283", "97032"]);
    assert_eq!(shown("timed"), ["untimed", "untimed", "timed"]);
    // Medicare does not take 97014, so no modifier of therapy stands on it.
    assert!(shown("modifiers")[1..].iter().all(|cell| cell.starts_with("GP GO GN CQ CO KX")));
    assert!(!["GP", "KX"].iter().any(|it| shown("modifiers")[0].contains(it)));
    assert!(!row("documentation").is_same && !row("attendance").is_same && row("in_force").is_same);
    // 97014 is looked up as G0283: the attended code is denied beside both.
    assert_eq!(shown("pairs"), ["97032 97032", "97032 97032", "G0283 G0283"]);
    assert_eq!(shown("unit_limits"), ["0 1 0 1", "1 1", "4 4"]);
}

/// The crosswalk of the row: what each payer takes for the same service.
#[test]
fn row_u9_crosswalk_between_payers() {
    let unattended = walked("97014", "2026-03-04");
    assert_eq!(takes(&unattended, "medicare"), (PayerStanding::Replaced, Some("G0283".into())));
    assert_eq!(takes(&unattended, "commercial"), (PayerStanding::Taken, Some("97014".into())));
    assert_eq!(takes(&walked("G0283", "2026-03-04"), "commercial"), (PayerStanding::Replaced, Some("97014".into())));
    assert_eq!(unattended.payers.len(), super::policies().len());
    // By date: the code that is in force, whichever was asked.
    for (date, wanted) in [("2025-12-31", "0720T"), ("2026-01-01", "64567")] {
        for asked in ["0720T", "64567"] {
            let found = walked(asked, date);
            assert_eq!(found.in_force.map(|it| it.to_string()).as_deref(), Some(wanted), "{asked} {date}");
            let (standing, take) = takes(&found, "medicare");
            assert_eq!(take.as_deref(), Some(wanted), "{asked} {date}");
            assert_eq!(standing, if asked == wanted { PayerStanding::Priced } else { PayerStanding::Replaced });
        }
    }
    assert_eq!(takes(&walked("64483", "2026-03-04"), "commercial"), (PayerStanding::NotKnown, None));
    let ended = walked("64550", "2026-03-04");
    assert!(ended.in_force.is_none() && ended.payers.iter().all(|it| it.take.is_none()));
}
