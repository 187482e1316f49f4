use alloc::vec::Vec;

use crate::book::Therapy;
use crate::code::code;
use crate::edit::bundle::imaging_included::included_in;
use crate::edit::bundle::supply_included::is_test_kit;
use crate::edit::coverage::frequency_exceeded::NEEDLES;
use crate::edit::performer::not_eligible::is_own_monitoring;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::needle::{self, sets};
use crate::pairs::DISTINCT;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::CMS_NCCI_PTP_2024Q3;
use crate::stimulation::{self, mismatch};

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
        if is_own_monitoring(context, two) || is_test_kit(one, two) || included_in(context, two).is_some() {
            continue;
        }
        let raised = pen
            .raise(At::pair(two.at, one.at))
            .fact("column_one", one.code())
            .fact("column_two", two.code())
            .decided_by(&CMS_NCCI_PTP_2024Q3, pair.citation.clone());
        // Acupuncture codes exclude each other, and dry needling, by what they mean, whoever pays.
        let by_meaning = NEEDLES.contains(&one.code()) && NEEDLES.contains(&two.code());
        let raised = if by_meaning { raised } else { raised.trust(pair.trust) };
        // A line under a wrong code is first put under the right one; then the pair is another.
        let surplus = mismatch::surplus(context, one, two).map(|line| needle::mismatch::removed(context, line));
        if let Some(changes) = second_set(context, one, two) {
            raised.fix(Fix::mechanical(changes));
        } else if let Some(changes) = needles(context, one, two).or(surplus) {
            raised.fix(Fix::mechanical(changes));
        }
    }
}

/// Of two needle procedures, or one beside a stimulator, the line that goes: one under a code that selection would not use
/// gets the right one, else the denied one comes off; of acupuncture and dry needling the dry needling.
fn needles(context: &Context<'_>, one: &LineView<'_>, two: &LineView<'_>) -> Option<Vec<Change>> {
    let needle = |line: &LineView<'_>| needle::of_line(line).map(|(therapy, _)| therapy);
    let paid = needle(one).is_some() || stimulation::of_code(one.code()).is_some();
    if let Some(wrong) = [two, one].into_iter().find(|line| needle::mismatch::is_mismatched(context, line)) {
        return Some(needle::mismatch::realigned(context, wrong));
    }
    let both = paid && (needle(two).is_some() || needle::GUIDANCE.contains(&two.code()));
    let dry = |line: &LineView<'_>| [code!(b"20560"), code!(b"20561")].contains(&line.code());
    let acupuncture = needle(two) == Some(Therapy::Acupuncture) && !dry(two);
    let goes = if dry(one) && acupuncture { one } else { two };
    let alike = context.lines.iter().filter(|line| line.code() == goes.code());
    both.then(|| alike.flat_map(|line| needle::mismatch::removed(context, line)).collect())
}

/// Two initial acupuncture codes: the second set is an add-on, of the kind that the visit records where it does.
fn second_set(context: &Context<'_>, one: &LineView<'_>, two: &LineView<'_>) -> Option<Vec<Change>> {
    let initial = [(code!(b"97810"), code!(b"97811")), (code!(b"97813"), code!(b"97814"))];
    let add_on = |line: &LineView<'_>| initial.iter().find(|(own, _)| *own == line.code()).map(|(_, further)| *further);
    let (_, code) = add_on(one).zip(add_on(two))?;
    if let Some(changes) = sets::realigned(context) {
        return Some(changes);
    }
    let distinct = two.line.modifiers.iter().filter(|modifier| DISTINCT.contains(modifier));
    let remove = distinct.map(|modifier| Change::RemoveModifier { line: two.place(), modifier: *modifier });
    Some([Change::ReplaceCode { line: two.place(), code }].into_iter().chain(remove).collect())
}
