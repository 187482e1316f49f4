//! Single rules of pricing. With the factor of 2025 a value of 1.00 is 32.3465 dollars.

use ens_coding::{Code, Trust};
use ens_coding_fee::{Assumption, NotConsidered, StepKind};
use serde_json::json;

use crate::asked::{amounts, estimated, estimated_by, of, reasons, request, steps};
use crate::made::{area_packs, book, fee};

const DAY: &str = "2025-11-03";

#[test]
fn a_line_is_its_units_times_the_fee_of_one() {
    let estimate = of("2026-08-04", "11", &["97110-GP x 2", "63650"]);
    let values = estimate.lines[1].values.as_ref().unwrap();
    assert_eq!((values.work, values.practice_expense, values.malpractice), (697, 6375, 79));
    // 71.51 x 33.4009
    assert_eq!((values.unit_cents, estimate.lines[1].amount_cents), (238_850, Some(238_850)));
    assert!(values.covers_date);
    let in_facility = of("2026-08-04", "22", &["63650"]);
    assert_eq!(amounts(&in_facility), [37_543]); // 11.24 x 33.4009
    assert_eq!(estimate.conversion_factor.unwrap().ten_thousandths, 334_009);
    assert_eq!(estimate.release.unwrap().edition, "2026-07");
}

#[test]
fn the_factor_goes_with_the_date_and_with_the_biller() {
    let one = || book(vec![("99001", fee('A', [10_000, 0, 0, 0], ["0", "0", "0"]))]);
    let on = |date: &str, qualifying: Option<bool>| {
        let mut request = request(date, "11", &["G0283-GP"]);
        request["qualifying_participant"] = json!(qualifying);
        let estimate = estimated(&request);
        (estimate.conversion_factor.map(|it| (it.ten_thousandths, it.citation.unwrap().trust)), estimate.assumed)
    };
    assert_eq!(on("2024-03-08", None).0, Some((327_442, Trust::Primary)));
    assert_eq!(on("2024-03-09", None).0, Some((332_875, Trust::Primary)));
    assert_eq!(on("2025-12-31", Some(true)).0, Some((323_465, Trust::Primary)));
    let (factor, assumed) = on("2026-01-01", None);
    assert_eq!(factor, Some((334_009, Trust::Primary)));
    assert!(assumed.contains(&Assumption::NotAQualifyingParticipant));
    let (factor, assumed) = on("2026-01-01", Some(true));
    assert_eq!(factor, Some((335_675, Trust::Secondary)), "the second factor was read in a trade paper");
    assert!(!assumed.contains(&Assumption::NotAQualifyingParticipant));
    assert_eq!(on("2018-06-01", None).0, Some((359_996, Trust::Secondary)));
    assert_eq!(amounts(&estimated_by(&request(DAY, "11", &["99001"]), &one())), [323_465]);
}

#[test]
fn localities_change_each_part_by_its_index() {
    let fees = book(vec![("99001", fee('A', [100, 200, 50, 10], ["0", "0", "0"]))]);
    let national = estimated_by(&request(DAY, "11", &["99001"]), &fees);
    assert_eq!((amounts(&national), national.assumed), (vec![10_027], vec![Assumption::National]));
    let [gpci, localities] = area_packs();
    let rows = crate::made::table([("99001".parse::<Code>().unwrap(), fee('A', [100, 200, 50, 10], ["0", "0", "0"]))]);
    let fees = crate::made::packed("pfs", "2025-01-01", "2025-12-31", &rows);
    let all = ens_coding::Rulebook::bundled_with([fees.as_slice(), &gpci, &localities]).unwrap();
    for (field, place) in [("locality", "0118218"), ("zip", "90001")] {
        let mut asked = request(DAY, "11", &["99001"]);
        asked[field] = json!(place);
        let estimate = estimated_by(&asked, &all);
        // (1.00 x 1.042 + 2.00 x 1.194 + 0.10 x 0.690) x 32.3465 = 113.18040...
        assert_eq!(amounts(&estimate), [11_318], "{field}");
        assert_eq!(estimate.area.unwrap().locality.as_deref(), Some("0118218"));
        assert_eq!(estimate.assumed, []);
        let national = estimated_by(&request(DAY, "11", &["99001"]), &all);
        assert_eq!(amounts(&national), [10_027]);
    }
}

#[test]
fn all_units_of_therapy_but_one_have_half_the_practice_expense() {
    // 97530 has the highest practice expense: .60 against .41 of 97110 and .19 of G0283.
    let estimate = of("2026-08-04", "11", &["G0283-GP", "97110-GP x 2", "97530-GP"]);
    let values: Vec<_> = estimate.lines.iter().map(|line| line.values.clone().unwrap()).collect();
    let cut = |at: usize, units: u64| {
        let it = &values[at];
        let hundredths = u64::from(it.work + it.malpractice) * 2 + u64::from(it.practice_expense);
        half_up(hundredths * 334_009, 20_000) * units
    };
    assert!(values[2].practice_expense > values[1].practice_expense);
    assert_eq!(amounts(&estimate), [cut(0, 1), cut(1, 2), values[2].unit_cents]);
    let step = estimate.lines[1].steps.iter().find(|it| it.step == StepKind::TherapyReduction).unwrap();
    assert_eq!((step.percent, step.units, step.indicator.as_deref()), (Some(50), Some(2), Some("5")));
    assert!(step.citations.iter().any(|it| it.source == "ngs-mppr" && it.trust == Trust::Primary));
    // Other services of the day do not count, and a single unit is paid in full.
    let alone = of("2026-08-04", "11", &["97530-GP", "97810"]);
    assert!(alone.lines[0].steps.iter().all(|it| it.step != StepKind::TherapyReduction));
}

fn half_up(numerator: u64, denominator: u64) -> u64 {
    (numerator * 2 + denominator) / (denominator * 2)
}

#[test]
fn an_assistants_part_is_taken_from_what_medicare_pays() {
    let line = |date: &str| of(date, "11", &["97110-CQ-GP"]).lines[0].clone();
    let now = line("2024-08-01");
    let amount = now.amount_cents.unwrap();
    let share = half_up(amount * 80, 100);
    assert_eq!(now.medicare_cents, Some(half_up(share * 85, 100)));
    assert_eq!(now.patient_cents, Some(amount - share), "the patient's part stays");
    assert_eq!(line("2021-12-31").steps.last().unwrap().step, StepKind::MedicareShare);
    assert_eq!(line("2022-01-01").steps.last().unwrap().step, StepKind::TherapyAssistant);
    // The order of the two reductions is known practice, and the step says so.
    let both = of("2024-08-01", "11", &["97110-CQ-GP x 2"]);
    let step = both.lines[0].steps.last().unwrap();
    assert!(step.citations.iter().any(|it| it.trust == Trust::Unverified));
}

#[test]
fn sequestration_goes_with_the_date() {
    let percent = |date: &str| {
        let mut request = request(date, "11", &["97110-GP"]);
        request["sequestration"] = json!(true);
        let line = estimated(&request).lines[0].clone();
        let step = line.steps.last().unwrap().clone();
        assert_eq!((step.step, Some(step.cents)), (StepKind::Sequestration, line.medicare_cents));
        step.percent
    };
    for (date, left) in [
        ("2020-11-02", 100),
        ("2022-03-31", 100),
        ("2022-04-01", 99),
        ("2022-06-30", 99),
        ("2022-07-01", 98),
        ("2026-08-04", 98),
    ] {
        assert_eq!(percent(date), Some(left), "{date}");
    }
}

#[test]
fn procedures_are_paid_in_full_and_then_by_half() {
    let surgical = |work| fee('A', [work, 0, 0, 0], ["2", "0", "2"]);
    let add_on = fee('A', [50, 0, 0, 0], ["0", "0", "0"]);
    let fees = book(vec![("99001", surgical(1000)), ("99002", surgical(2000)), ("99003", add_on)]);
    let of = |lines: &[&str]| estimated_by(&request(DAY, "11", lines), &fees);
    assert_eq!(amounts(&of(&["99001", "99002", "99003 x 2"])), [16_174, 64_693, 3_234]);
    assert_eq!(amounts(&of(&["99002 x 2"])), [64_693 + 32_347]);
    assert_eq!(amounts(&of(&["99001", "99002 x 3"])), [16_174, 64_693 + 2 * 32_347]);
    assert_eq!(reasons(&of(&["99002 x 3", "99001 x 2"])), ["", ""], "five have a price");
    assert_eq!(reasons(&of(&["99002 x 3", "99001 x 3"])), ["", "by_report"], "the sixth one is by report");
    assert_eq!(amounts(&of(&["99001"])), [32_347], "alone in full");
    // What the contractor prices by report still goes before.
    assert_eq!(amounts(&of(&["99002-22", "99001"])), [0, 16_174]);
    // The assistant's procedures are ranked by themselves.
    assert_eq!(amounts(&of(&["99002", "99002-80"])), [64_693, 10_351]);
}

#[test]
fn both_sides_by_the_bilateral_indicator() {
    let of = |bilateral: &str, lines: &[&str]| {
        let fees = book(vec![
            ("99001", fee('A', [1000, 0, 0, 0], ["2", bilateral, "0"])),
            ("99002", fee('A', [1400, 0, 0, 0], ["2", "0", "0"])),
        ]);
        let estimate = estimated_by(&request(DAY, "11", lines), &fees);
        (amounts(&estimate), reasons(&estimate))
    };
    let priced = |bilateral, lines: &[&str]| of(bilateral, lines).0;
    let refused = |bilateral, lines: &[&str]| of(bilateral, lines).1;
    assert_eq!(priced("1", &["99001-50"]), [48_521], "32347 x 1.5 = 48520.5");
    assert_eq!(priced("1", &["99001-RT", "99001-LT"]), [32_347, 16_174]);
    assert_eq!(priced("1", &["99001-RT-LT"]), [48_521]);
    assert_eq!(priced("0", &["99001-50"]), [32_347]);
    assert_eq!(priced("2", &["99001-50"]), [32_347]);
    assert_eq!(priced("3", &["99001-50"]), [64_694]);
    assert_eq!(refused("9", &["99001-50"]), ["modifier_not_allowed"]);
    assert_eq!(refused("2", &["99001-RT", "99001-LT"]), ["", "paid_once_for_both_sides"]);
    assert_eq!(refused("0", &["99001-LT", "99001-RT"]), ["paid_once_for_both_sides", ""]);
    assert_eq!(refused("1", &["99001-RT x 2", "99001-LT"]), ["sides_undecided", "sides_undecided"]);
    assert_eq!(refused("", &["99001-50"]), ["indicator_unknown"]);
    // Both sides come first: 485.21 goes before 452.85, which is halved; 322.. would not.
    assert_eq!(priced("1", &["99002", "99001-50"]), [22_643, 48_521]);
    assert_eq!(priced("1", &["99002", "99001-LT", "99001-RT"]), [22_643, 16_174, 32_347]);
    assert_eq!(priced("1", &["99002", "99001"]), [45_285, 16_174]);
}

#[test]
fn assistants_and_practitioners_get_a_part() {
    let fees = book(vec![
        ("99000", fee('A', [1000, 0, 0, 0], ["2", "0", "0"])),
        ("99001", fee('A', [1000, 0, 0, 0], ["2", "0", "1"])),
        ("99002", fee('A', [1000, 0, 0, 0], ["2", "0", "2"])),
        ("99009", fee('A', [1000, 0, 0, 0], ["2", "0", "9"])),
    ]);
    let of = |kind: &str, lines: &[&str]| {
        let mut request = request(DAY, "22", lines);
        request["visit"]["performers"][0]["kind"] = json!(kind);
        estimated_by(&request, &fees)
    };
    for modifier in ["80", "81", "82"] {
        assert_eq!(amounts(&of("physician", &[&format!("99002-{modifier}")])), [5_176]); // 16 % of 323.47
    }
    let assistant = of("physician_assistant", &["99002-AS"]);
    let kinds = [StepKind::Fee, StepKind::AssistantAtSurgery, StepKind::Practitioner, StepKind::MedicareShare];
    assert_eq!(steps(&assistant.lines[0]).iter().map(|step| step.0).collect::<Vec<_>>(), kinds);
    assert_eq!(amounts(&assistant), [4_400]); // 85 % of 51.76
    assert_eq!(amounts(&of("physician", &["99002-AS"])), [4_400], "AS says who it was");
    assert_eq!(reasons(&of("physician", &["99001-80"])), ["modifier_not_allowed"]);
    assert_eq!(reasons(&of("physician", &["99009-80"])), ["modifier_not_allowed"]);
    assert_eq!(reasons(&of("physician", &["99000-80"])), ["by_report"]);
    for kind in ["nurse_practitioner", "physician_assistant", "clinical_nurse_specialist"] {
        assert_eq!(amounts(&of(kind, &["99001"])), [27_495], "{kind}: 85 % of 323.47");
    }
    for kind in ["physician", "physical_therapist", "chiropractor", "incident_to_staff"] {
        assert_eq!(amounts(&of(kind, &["99001"])), [32_347], "{kind}");
    }
    let mut both = request(DAY, "22", &["99001"]);
    both["visit"]["performers"] =
        json!([{ "id": "a", "kind": "physician" }, { "id": "b", "kind": "nurse_practitioner" }]);
    assert_eq!(reasons(&estimated_by(&both, &fees)), ["performer_undecided"]);
    both["visit"]["services"] = json!([{ "what": "massage", "performer": "b" }]);
    both["claim"]["lines"][0]["services"] = json!([0]);
    assert_eq!(amounts(&estimated_by(&both, &fees)), [27_495], "the line's own performer decides");
}

#[test]
fn components_have_rows_of_their_own() {
    let estimate = of("2024-08-05", "22", &["76942-26"]);
    let values = estimate.lines[0].values.as_ref().unwrap();
    assert_eq!(values.component.map(|it| it.to_string()).as_deref(), Some("26"));
    assert!(values.work > 0);
    assert!(!estimate.not_considered.contains(&NotConsidered::ImagingCap));
    let technical = of("2024-08-05", "11", &["76942-TC"]);
    assert_eq!(technical.lines[0].values.as_ref().unwrap().work, 0);
    assert!(technical.not_considered.contains(&NotConsidered::ImagingCap));
    let whole = of("2024-08-05", "11", &["76942"]);
    let professional = of("2024-08-05", "11", &["76942-26"]);
    let sum = amounts(&technical)[0] + amounts(&professional)[0];
    assert!(sum.abs_diff(amounts(&whole)[0]) <= 1, "the parts make the whole, but for their rounding");
    assert_eq!(reasons(&of("2024-08-05", "11", &["63650-26"])), ["not_in_table"]);
    // A stopped procedure is by report, except where the schedule has a row for it.
    let whole = fee('A', [1000, 0, 0, 0], ["2", "0", "0"]);
    let mut stopped = fee('A', [400, 0, 0, 0], ["2", "0", "0"]);
    stopped.modifier = Some(ens_coding::Modifier::M53);
    let fees = book(vec![("99001", whole.clone()), ("99001", stopped), ("99002", whole)]);
    let estimate = estimated_by(&request(DAY, "11", &["99001-53"]), &fees);
    assert_eq!(amounts(&estimate), [12_939]); // 4.00 x 32.3465
    assert_eq!(reasons(&estimated_by(&request(DAY, "11", &["99002-53"]), &fees)), ["by_report"]);
}

#[test]
fn drugs_are_priced_where_a_price_is_named() {
    let mut asked = request("2024-08-05", "11", &["64615", "J0585 x 155", "J0585-JW x 45"]);
    assert_eq!(reasons(&estimated(&asked)), ["", "no_drug_price", "no_drug_price"]);
    asked["prices"] = json!([
        { "code": "J0585", "cents": 6482, "units": 10, "source": "our distributor" },
        { "code": "64615", "cents": 1, "source": "not a drug" }
    ]);
    let estimate = estimated(&asked);
    assert_eq!(amounts(&estimate)[1..], [100_471, 29_169]);
    assert_eq!(estimate.lines[1].price.as_ref().unwrap().source, "our distributor");
    assert!(
        estimate.lines[0].values.is_some() && estimate.lines[0].price.is_none(),
        "a price for anything else is not used"
    );
    asked["visit"]["setting"]["place_of_service"] = json!("22");
    assert_eq!(reasons(&estimated(&asked))[1], "not_priced_in_setting", "the hospital buys the drug");
}

#[test]
fn a_facility_is_paid_by_the_schedule_for_therapy_alone() {
    let mut asked = request("2024-08-05", "22", &["97110-GP x 2", "64450", "97810"]);
    asked["visit"]["setting"] = json!({ "place_of_service": "22", "claim_form": "institutional", "bill_type": "131" });
    let hospital = estimated(&asked);
    assert_eq!(reasons(&hospital), ["", "not_this_schedule", "not_this_schedule"]);
    let office = of("2024-08-05", "11", &["97110-GP x 2"]);
    assert_eq!(amounts(&hospital)[0], amounts(&office)[0], "like a practice");
    asked["visit"]["setting"]["bill_type"] = json!("851");
    assert_eq!(reasons(&estimated(&asked))[0], "not_this_schedule", "a critical access hospital is paid its costs");
    asked["visit"]["setting"]["bill_type"] = json!("131");
    asked["visit"]["setting"]["under_home_health_plan"] = json!(true);
    assert_eq!(reasons(&estimated(&asked))[0], "consolidated_billing");
}

#[test]
fn a_visit_without_a_claim_is_coded_first() {
    let mut asked = request("2026-08-04", "11", &[]);
    asked.as_object_mut().unwrap().remove("claim");
    asked["visit"]["performers"][0]["kind"] = json!("physical_therapist");
    asked["visit"]["plan_of_care"] = json!({ "discipline": "pt", "certified": true });
    asked["visit"]["services"] = json!([
        { "what": "therapeutic_exercise", "minutes": 30 },
        { "what": { "electrical_stimulation": { "attended": false } }, "minutes": 15 }
    ]);
    let estimate = estimated(&asked);
    let lines: Vec<String> = estimate.lines.iter().map(|line| format!("{} {}", line.code, line.units.get())).collect();
    assert_eq!(lines, ["97110 2", "G0283 1"]);
    assert_eq!(serde_json::to_value(estimate.claim).unwrap(), "drafted");
    assert_eq!(estimate.total.amount_cents, amounts(&estimate).iter().sum::<u64>());
    asked["claim"] = json!({ "lines": [{ "code": "97014", "units": 1 }] });
    let submitted = estimated(&asked);
    assert_eq!(serde_json::to_value(submitted.claim).unwrap(), "submitted");
    assert_eq!(reasons(&submitted), ["not_valid_for_medicare"]);
}
