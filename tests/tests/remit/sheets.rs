//! The denial tables of the fact sheets on therapy (A15) and stimulators (B16).

use ens_coding::table::Action::{
    Appeal, AskPayer, BillOtherPayer, CorrectedClaim, NewClaim, PatientWithNotice, WriteOff,
};
use ens_coding::visit::Waiver;
use ens_coding::{LineStanding, OwedBy, RemitLine, RemitRequest, remit};

use super::{remitted, told, told_with};

/// A line of which the rules say nothing.
pub(super) fn quiet(codes: &[&str], remarks: &[&str]) -> RemitLine {
    let document = std::fs::read_to_string(
        ens_coding_tests::workspace_root().join("examples/remittances/unprocessable-97014.json"),
    );
    let mut request: RemitRequest = serde_json::from_str(&document.unwrap()).unwrap();
    request.lines = vec![remitted(0, codes, remarks)];
    let line = remit(&request, ens_coding::Rulebook::bundled()).unwrap().lines.remove(0);
    assert!(line.causes.is_empty(), "{:?}", line.causes);
    line
}

#[test]
fn a15_co_4_a_modifier_is_missing_or_wrong() {
    let missing = told("modifier/therapy-discipline-missing", &["CO-4"], &["N822"]);
    let mismatch = told("modifier/assistant-mismatch", &["CO-4"], &["N519"]);
    let unknown = told("modifier/unknown", &["CO-4"], &["N823"]);
    for line in [missing, mismatch, unknown] {
        assert_eq!((line.standing, line.action), (LineStanding::Denied, Some(CorrectedClaim)));
    }
}

#[test]
fn a15_co_11_the_diagnosis_does_not_support_it() {
    for (codes, remarks) in [(["CO-11"], &["N569"][..]), (["CO-167"], &[])] {
        let line = told("diagnosis/vague", &codes, remarks);
        assert_eq!(line.action, Some(CorrectedClaim));
        assert!(line.attach.iter().any(|it| it.contains("the treated site")), "never another diagnosis to be paid");
    }
}

#[test]
fn a15_co_16_incomplete_is_a_new_claim_and_no_appeal() {
    for (rule, remarks) in [
        ("code/not-accepted-by-payer", ["MA130", "M20"]),
        ("documentation/minutes-missing", ["MA130", "N517"]),
        ("units/below-minimum-time", ["MA130", "M53"]),
        ("diagnosis/missing", ["MA130", "M76"]),
    ] {
        let line = told(rule, &["CO-16"], &remarks);
        assert_eq!((line.action, line.may_appeal), (Some(NewClaim), Some(false)), "{rule}");
    }
    let line = quiet(&["CO-16"], &["M51", "N517"]);
    assert_eq!(line.action, Some(NewClaim));
}

#[test]
fn a15_oa_18_a_duplicate_is_replaced_with_frequency_code_7() {
    for group in ["OA-18", "CO-18"] {
        let line = told("claim/duplicate-line", &[group], &[]);
        assert_eq!(line.action, Some(CorrectedClaim));
        assert!(line.attach.iter().any(|it| it.contains("frequency code 7")));
    }
}

#[test]
fn a15_co_50_is_appealed_with_the_record_and_the_patients_only_with_a_notice() {
    for remarks in [["N115"], ["N386"], ["N180"]] {
        let line = told("coverage/not-improving", &["CO-50"], &remarks);
        assert_eq!((line.action, line.may_appeal), (Some(Appeal), Some(true)), "{remarks:?}");
        assert_eq!(line.adjustments[0].owed_by, OwedBy::Practice);
    }
    let owed = |waiver| {
        let line = told_with("coverage/not-improving", &["PR-50"], &[], |visit, _| visit.documentation.waiver = waiver);
        line.adjustments[0].owed_by
    };
    assert_eq!(owed(None), OwedBy::PatientIfNotified);
    assert_eq!(owed(Some(Waiver::None)), OwedBy::Practice);
    assert_eq!(owed(Some(Waiver::Mandatory)), OwedBy::Patient);
    assert_eq!(owed(Some(Waiver::Voluntary)), OwedBy::PatientIfNotified);
}

#[test]
fn a15_bundled_with_indicator_0_is_written_off_and_with_1_corrected_if_distinct() {
    for (code, remark) in [("CO-97", "M15"), ("CO-236", "N20"), ("CO-231", "N19"), ("CO-B15", "M80")] {
        let never = told("ncci/never-together", &[code], &[remark]);
        assert_eq!((never.action, never.may_appeal), (Some(WriteOff), Some(false)), "{code}");
        assert!(never.attach.is_empty() && never.document.is_empty(), "nothing helps");
        let open = told("ncci/pair-needs-modifier", &[code], &[remark]);
        assert!(matches!(open.action, Some(CorrectedClaim | WriteOff)), "{code}: {:?}", open.action);
    }
}

#[test]
fn a15_co_119_the_maximum_of_the_period() {
    for code in ["CO-119", "CO-222"] {
        let line = told("modifier/kx-missing", &[code], &["N640"]);
        assert_eq!(line.action, Some(CorrectedClaim), "{code}: KX, if the record supports it");
    }
    let line = told("coverage/frequency-exceeded", &["PR-119"], &["N362"]);
    assert_eq!(line.adjustments[0].owed_by, OwedBy::PatientIfNotified);
    assert_eq!(quiet(&["PR-119"], &["N640"]).action, Some(PatientWithNotice));
}

#[test]
fn a15_co_151_frequency_or_length_depends_on_the_indicator_of_the_unit_edit() {
    for (code, units, action) in [("97110", 9, Appeal), ("97814", 3, Appeal), ("97813", 2, CorrectedClaim)] {
        for reason in ["CO-151", "CO-152", "CO-222"] {
            let line = told_with("units/over-mue", &[reason], &["N435"], |_, claim| {
                claim.lines.truncate(1);
                claim.lines[0].code = code.parse().unwrap();
                claim.lines[0].units = ens_coding::Units::new(units).unwrap();
            });
            assert_eq!((line.caught_by[0].as_ref(), line.action), ("units/over-mue", Some(action)), "{code} {reason}");
        }
    }
    assert_eq!(quiet(&["CO-151"], &["N435"]).action, Some(Appeal));
}

#[test]
fn a15_co_96_excluded_or_not_in_the_plan() {
    let line = told("coverage/service-not-covered", &["PR-96"], &["N425"]);
    assert_eq!(line.action, Some(PatientWithNotice));
    let line = told("coverage/service-not-covered", &["CO-96"], &["N425"]);
    assert_eq!(line.action, Some(WriteOff), "the payer says that it is not the patient's");
    assert_eq!(quiet(&["PR-204"], &["N30"]).action, Some(PatientWithNotice));
    let excluded = told("performer/not-eligible", &["PR-96"], &["N425"]);
    assert_eq!((excluded.action, excluded.adjustments[0].owed_by), (Some(PatientWithNotice), OwedBy::Patient));
}

#[test]
fn a15_co_109_is_billed_to_the_right_payer() {
    assert_eq!(quiet(&["CO-109"], &[]).action, Some(BillOtherPayer));
    assert_eq!(told("device/not-billable-to-payer", &["CO-109"], &[]).caught_by[0], "device/not-billable-to-payer");
}

#[test]
fn a15_co_170_the_provider_type_is_not_fixable() {
    for (code, remarks) in [("CO-170", &["N95"][..]), ("CO-185", &[]), ("CO-B7", &[])] {
        let line = told("performer/not-eligible", &[code], remarks);
        assert_eq!((line.action, line.may_appeal), (Some(WriteOff), Some(false)), "{code}");
    }
}

#[test]
fn a15_co_181_is_coded_again_by_the_date_of_service() {
    assert_eq!(told("code/not-in-force", &["CO-181"], &["N56"]).action, Some(CorrectedClaim));
    assert_eq!(told("modifier/unknown", &["CO-182"], &[]).action, Some(CorrectedClaim));
    assert_eq!(told("diagnosis/not-in-force", &["CO-146"], &[]).action, Some(CorrectedClaim));
}

#[test]
fn a15_co_197_authorization() {
    for code in ["CO-197", "CO-198", "CO-15"] {
        let line = told("authorization/number-missing", &[code], &["M62"]);
        assert_eq!(line.action, Some(CorrectedClaim), "{code}: the number was there");
    }
    assert_eq!(told("authorization/expired", &["CO-197"], &[]).action, Some(Appeal));
    assert_eq!(told("authorization/missing", &["CO-197"], &[]).action, Some(WriteOff));
}

#[test]
fn a15_co_190_the_facility_is_billed_and_co_107_needs_its_primary() {
    assert_eq!(told("setting/not-allowed", &["CO-190"], &[]).action, Some(BillOtherPayer));
    assert_eq!(told("ncci/add-on-alone", &["CO-107"], &["N122"]).action, Some(CorrectedClaim));
}

#[test]
fn a15_n130_the_plan_is_read() {
    for code in ["CO-4", "CO-96"] {
        assert_eq!(quiet(&[code], &["N130"]).action, Some(AskPayer), "{code}");
    }
}

#[test]
fn b16_authorization_absent() {
    for rule in ["authorization/missing", "authorization/missing-on-associated-claim"] {
        assert_eq!(told(rule, &["CO-197"], &[]).caught_by[0], rule);
    }
}

#[test]
fn b16_bundled_pairs_of_stimulators() {
    for (rule, code) in [
        ("bundle/imaging-included", "CO-97"),
        ("bundle/removal-included", "CO-236"),
        ("bundle/programming-included", "CO-97"),
    ] {
        assert_eq!(told(rule, &[code], &["M15"]).action, Some(WriteOff), "{rule}");
    }
}

#[test]
fn b16_units_or_lifetime_limit() {
    for (rule, code) in
        [("units/over-mue", "CO-151"), ("units/over-mue", "CO-222"), ("coverage/lifetime-limit", "CO-222")]
    {
        assert!(told(rule, &[code], &[]).caught_by.iter().any(|it| it == rule), "{rule} {code}");
    }
}

#[test]
fn b16_criteria_not_shown_are_appealed_with_the_checklist() {
    let line = told("documentation/conservative-care-missing", &["CO-50"], &["N115"]);
    assert_eq!((line.action, line.may_appeal), (Some(Appeal), Some(true)));
    assert!(line.attach.iter().any(|it| it.contains("treatments tried")), "{:?}", line.attach);
}

/// Recorded as not done: no record shows what was not there.
#[test]
fn b16_a_criterion_that_is_recorded_as_unmet_is_not_appealed() {
    for rule in ["documentation/psychological-evaluation-missing", "coverage/trial-missing"] {
        let line = told(rule, &["CO-50"], &["N115"]);
        assert_eq!((line.action, line.may_appeal), (Some(WriteOff), Some(false)), "{rule}");
    }
}

#[test]
fn b16_invalid_diagnosis_or_code() {
    for (rule, code) in [("diagnosis/not-in-force", "CO-16"), ("diagnosis/not-in-force", "CO-11")] {
        assert_eq!(told(rule, &[code], &[]).action, Some(CorrectedClaim), "{code}");
    }
}

#[test]
fn b16_modifier_50_where_the_code_has_no_sides() {
    assert_eq!(told("modifier/bilateral-not-allowed", &["CO-4"], &["N519"]).action, Some(CorrectedClaim));
    assert_eq!(told("modifier/assistant-surgeon-not-payable", &["CO-54"], &[]).action, Some(WriteOff));
}

#[test]
fn b16_the_place_of_service_does_not_fit() {
    let line = told("setting/not-allowed", &["CO-58"], &[]);
    assert_eq!(line.caught_by[0], "setting/not-allowed");
}

#[test]
fn b16_investigational() {
    for code in ["CO-55", "CO-56"] {
        let line = told("coverage/investigational", &[code], &[]);
        assert_eq!(line.action, Some(Appeal), "{code}");
    }
}

#[test]
fn b16_a_device_without_its_code_is_returned() {
    assert_eq!(told("device/code-missing", &["CO-16"], &["M20"]).action, Some(CorrectedClaim));
}

/// Money taken back after payment is no line of a remittance: the records were not there.
#[test]
fn b16_after_payment_the_record_is_what_is_missing() {
    let line = told("documentation/selection-incomplete", &["CO-50"], &["N706"]);
    assert_eq!(line.action, Some(Appeal));
}
