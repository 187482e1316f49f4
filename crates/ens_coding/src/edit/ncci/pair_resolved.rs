use crate::finding::At;
use crate::pairs::Resolution;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::CMS_NCCI_PTP_2024Q3;

rule! {
    /// Two lines form an active pair, and a modifier that the record supports resolves it.
    "ncci/pair-resolved", Info, since "0.1.0";
    says: "{column_two} and {column_one} form a pair edit; {modifier} resolves it, and the record supports that";
    cites: [CMS_NCCI_PTP_2024Q3, MLN1783722];
    about: PAIRS;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for pair in context.pairs.iter().filter(|pair| pair.indicator == 1) {
        let (Some(one), Some(two)) = (context.line(pair.one), context.line(pair.two)) else {
            continue;
        };
        if let (Some((_, modifier)), Some(Resolution::Supported(_))) =
            (context.resolved_by(pair), context.resolution(pair))
        {
            pen.raise(At::pair(two.at, one.at))
                .fact("column_one", one.code())
                .fact("column_two", two.code())
                .fact("modifier", modifier)
                .decided_by(&CMS_NCCI_PTP_2024Q3, pair.citation.clone());
        }
    }
}
