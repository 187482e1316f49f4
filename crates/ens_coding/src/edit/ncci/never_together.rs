use crate::code::code;
use crate::edit::bundle::supply_included::is_test_kit;
use crate::edit::performer::not_eligible::is_own_monitoring;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::CMS_NCCI_PTP_2024Q3;
use crate::stimulation::mismatch;

rule! {
    /// Two lines form an active pair that no modifier opens.
    ///
    /// With indicator 0 the code in column two is denied beside the one in column one, whatever is documented.
    "ncci/never-together", Deny, since "0.1.0";
    says: "{column_two} is never paid beside {column_one}: the pair edit has indicator 0, and no modifier opens it";
    cites: [CMS_NCCI_PTP_2024Q3];
    denial: "CO-236" ["M80"];
    about: PAIRS | OPEN_PAIRS;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    super::pair_needs_modifier::report_missing_tables(context, pen);
    for pair in context.pairs.iter().filter(|pair| pair.indicator == 0) {
        let (Some(one), Some(two)) = (context.line(pair.one), context.line(pair.two)) else {
            continue;
        };
        // Who monitors decides, or the price; the rules about that say so.
        if is_own_monitoring(context, two) || is_test_kit(one, two) {
            continue;
        }
        let raised = pen
            .raise(At::pair(two.at, one.at))
            .fact("column_one", one.code())
            .fact("column_two", two.code())
            .decided_by(&CMS_NCCI_PTP_2024Q3, pair.citation.clone())
            .trust(pair.trust);
        // A line under a wrong code is first put under the right one; then the pair is another.
        let surplus = mismatch::surplus(context, one, two).map(|line| Change::RemoveLine { line: line.place() });
        if let Some(change) = second_set(one, two).or(surplus) {
            raised.fix(Fix::mechanical([change]));
        }
    }
}

/// Two initial acupuncture codes: the second set is an add-on.
fn second_set(one: &LineView<'_>, two: &LineView<'_>) -> Option<Change> {
    let initial = [(code!(b"97810"), code!(b"97811")), (code!(b"97813"), code!(b"97814"))];
    let add_on = |line: &LineView<'_>| initial.iter().find(|(own, _)| *own == line.code()).map(|(_, further)| *further);
    add_on(one).and_then(|_| add_on(two)).map(|code| Change::ReplaceCode { line: two.place(), code })
}
