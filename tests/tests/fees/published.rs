//! Amounts that were printed, and the figures of the source documents.

use ens_coding::{Code, Rulebook};

use crate::asked::{amounts, of, reasons};

/// National amounts in whole dollars, in a facility and in the office, as the fact sheet on neuromodulation has them in
/// section 12.3: by year, the day that stands for it first. 0 where there is no office price.
const SHEET: &[(&str, &str, u64, u64)] = &[
    ("2024-07-08", "63650", 413, 2274),
    ("2024-07-08", "63655", 852, 0),
    ("2024-07-08", "63661", 331, 686),
    ("2024-07-08", "63663", 451, 904),
    ("2024-07-08", "63685", 342, 0),
    ("2024-07-08", "63688", 303, 0),
    ("2024-07-08", "64555", 322, 2119),
    ("2024-07-08", "64561", 302, 732),
    ("2024-07-08", "64566", 30, 117),
    ("2024-07-08", "64590", 294, 442),
    ("2024-07-08", "64595", 229, 364),
    ("2024-07-08", "95970", 18, 19),
    ("2024-07-08", "95971", 38, 48),
    ("2024-07-08", "95972", 40, 57),
    ("2025-11-03", "63650", 404, 2127),
    ("2025-11-03", "63685", 333, 0),
    ("2025-11-03", "64555", 317, 1988),
    ("2025-11-03", "64590", 287, 402),
    ("2025-11-03", "95972", 38, 55),
    ("2026-08-04", "63650", 375, 2388),
    ("2026-08-04", "63663", 409, 953),
    ("2026-08-04", "64555", 294, 2223),
    ("2026-08-04", "64566", 26, 117),
    ("2026-08-04", "64567", 66, 1240),
    ("2026-08-04", "64590", 267, 428),
    ("2026-08-04", "64595", 210, 348),
    ("2026-08-04", "95970", 16, 20),
    ("2026-08-04", "95971", 34, 50),
    ("2026-08-04", "95972", 35, 60),
];

#[test]
fn national_amounts_of_the_fact_sheet() {
    for (date, code, facility, office) in SHEET {
        for (place, dollars) in [("22", *facility), ("11", *office)] {
            let cents = of(date, place, &[code]).lines[0].amount_cents;
            // The sheet rounds the product, and not its cents.
            let agrees = if dollars == 0 { cents.is_none() } else { cents.unwrap().abs_diff(dollars * 100) <= 50 };
            assert!(agrees, "{code} in {place} on {date}: {cents:?}");
        }
    }
}

/// Totals of therapy codes that the fact sheet on therapy prints in section 12, in hundredths, and the factor of the year.
#[test]
fn therapy_values_of_the_fact_sheet() {
    for (date, code, total, factor) in [
        ("2022-03-01", "97110", 87, 346_062),
        ("2023-03-01", "97530", 111, 338_872),
        ("2024-07-08", "97032", 43, 332_875),
        ("2026-08-04", "97032", 44, 334_009),
        ("2026-08-04", "97140", 83, 334_009),
        ("2026-08-04", "G0283", 38, 334_009),
        ("2026-08-04", "97161", 293, 334_009),
        ("2026-08-04", "97813", 169, 334_009),
    ] {
        let cents = (total * factor + 5_000) / 10_000;
        assert_eq!(amounts(&of(date, "11", &[code])), [cents], "{code} on {date}");
    }
}

/// Row N3 of the source documents: relative value of the work and global period per code, and payment by setting. The
/// document's dollars are a little below the official tables of 2024, which go before them.
#[test]
fn n3_work_global_period_and_payment_by_setting() {
    let date = "2024-07-08";
    let tables = Rulebook::bundled().tables().on(date.parse().unwrap());
    let fees = &tables.pfs().unwrap().table;
    for (code, work, global) in [("63650", 715, "010"), ("63685", 519, "010"), ("64555", 576, "010")] {
        let code: Code = code.parse().unwrap();
        let row = fees.fee(code, None, date.parse().unwrap()).unwrap();
        assert_eq!((row.value.work, row.value.global.as_str()), (work, global), "{code}");
    }
    for (code, facility, office) in [
        ("63650", 407, Some(2_236)),
        ("63685", 337, None),
        ("64555", 317, None),
        ("95970", 18, None),
        ("95971", 38, Some(47)),
    ] {
        let near = |place: &str, printed: u64| {
            let cents = of(date, place, &[code]).lines[0].amount_cents.unwrap();
            assert!(cents.abs_diff(printed * 100) * 100 <= cents * 2 + 5_000, "{code}: {cents} against {printed}");
        };
        near("22", facility);
        if let Some(printed) = office {
            near("11", printed);
        }
    }
    assert_eq!(reasons(&of(date, "11", &["63685"])), ["not_priced_in_setting"], "the document has a dash there");
    for code in ["64596", "64597", "64598"] {
        assert_eq!(reasons(&of(date, "22", &[code])), ["carrier_priced"], "{code}");
    }
}
