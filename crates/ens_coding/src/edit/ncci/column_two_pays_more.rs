use crate::code::Code;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::pairs::{PairEdit, Resolution};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::CMS_NCCI_PTP_2024Q3;
use crate::table::{Fee, Row};

rule! {
    /// A pair edit denies the line that pays more.
    ///
    /// Attended stimulation stands in column one over nerve blocks, and unattended in column one over attended: without
    /// a modifier that the record supports, the better paid service is the one that is lost.
    "ncci/column-two-pays-more", Warn, since "0.1.0";
    says: "beside {column_one} the edit denies {column_two}, the line that pays more; the record shows {record}";
    cites: [CMS_NCCI_PTP_2024Q3, MLN1783722];
    denial: "CO-97" ["M15"];
    about: PAIRS;
    check: check;
}

/// National total of the whole service where it was furnished, on the date of the visit; else of the nearest release.
fn value(context: &Context<'_>, code: Code) -> Option<u32> {
    let date = context.edition.date();
    let rows = context.edition.tables().pfs()?.table.all(&code).iter().filter(|row| row.value.modifier.is_none());
    let facility = context.is_facility() == Some(true);
    let total =
        |row: &Row<Code, Fee>| if facility { row.value.total_facility() } else { row.value.total_nonfacility() };
    rows.min_by_key(|row| date.distance(row.from, row.to)).map(total)
}

/// Whether the denied line of a pair pays more than the paid one.
pub(crate) fn applies(context: &Context<'_>, pair: &PairEdit) -> bool {
    let of = |at: usize| context.line(at).and_then(|line| value(context, line.edits_as));
    of(pair.two).zip(of(pair.one)).is_some_and(|(two, one)| two > one)
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for pair in context.pairs.iter().filter(|pair| pair.indicator == 1 && context.resolved_by(pair).is_none()) {
        let (Some(one), Some(two)) = (context.line(pair.one), context.line(pair.two)) else { continue };
        if crate::pairs::is_evaluation_and_management(two.code()) || !applies(context, pair) {
            continue;
        }
        let raised = pen
            .raise(At::pair(two.at, one.at))
            .fact("column_one", one.code())
            .fact("column_two", two.code())
            .decided_by(&CMS_NCCI_PTP_2024Q3, pair.citation.clone());
        if let Some(Resolution::Supported(modifier)) = context.resolution(pair) {
            raised
                .fact("record", "distinct services; a modifier says so")
                .fix(Fix::mechanical([Change::AddModifier { line: two.place(), modifier }]));
        } else {
            raised.fact("record", "no distinct services");
        }
    }
}
