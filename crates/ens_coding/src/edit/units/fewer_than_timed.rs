use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// The counted minutes support more units than are billed.
    ///
    /// Nothing is added by itself: the practice may have reasons that the visit does not tell.
    "units/fewer-than-timed", Info, since "0.1.0";
    says: "{code}: {units} units are billed, {minutes} minutes give {allowed} by the payer's method";
    cites: [CMS_100_04_CH5_20_2, AMA_CPT_MIDPOINT];
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for pool in &context.pools {
        let all = pool.counted.iter().map(|counted| counted.billed).fold(0, u32::saturating_add);
        if all >= pool.units() {
            continue;
        }
        for counted in &pool.counted {
            let billed = counted.billed;
            if let (true, Some(line)) =
                (billed < counted.units, context.lines.iter().find(|line| line.code() == counted.code))
            {
                pen.raise(At::line(line.at))
                    .fact("code", counted.code)
                    .fact("units", billed)
                    .fact("minutes", counted.minutes)
                    .fact("allowed", counted.units)
                    .fix(Fix::document(["services.minutes"]));
            }
        }
    }
}
