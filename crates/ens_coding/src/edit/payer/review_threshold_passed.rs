use crate::edit::modifier::kx_missing::judged;
use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::table::Pool;
use crate::threshold;

rule! {
    /// Therapy spending of the year has passed the targeted-review amount.
    ///
    /// KX stays as it is; the claim may be picked for review.
    "payer/review-threshold-passed", Info, since "0.1.0";
    says: "therapy of the year stands at {spent_cents} before this visit, beyond the review amount of {limit_cents}";
    cites: [NGS_KX];
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for pool in [Pool::PtSlp, Pool::Ot] {
        let Some((line, ..)) = judged(context).find(|(_, discipline, _)| threshold::pool_of(*discipline) == pool)
        else {
            continue;
        };
        let (Some(limit), Some(table)) =
            (threshold::amount(context.edition, Pool::Review), context.edition.tables().thresholds())
        else {
            pen.lacks(At::line(line.at), "table:thresholds");
            continue;
        };
        let (spent, path) = threshold::spent(context.visit, pool);
        match spent {
            None => pen.lacks(At::line(line.at), path),
            Some(spent) if spent.get() > limit.value => {
                let cents = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
                pen.raise(At::line(line.at))
                    .fact("spent_cents", cents(spent.get()))
                    .fact("limit_cents", cents(limit.value))
                    .row(&table.table, limit);
            }
            Some(_) => {}
        }
    }
}
