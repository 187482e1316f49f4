use super::staged_missing::report;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::Relation;

rule! {
    /// An unplanned return to the operating room inside the global period lacks 78.
    ///
    /// For a related problem such as an infection or a lead that moved.
    "modifier/return-to-theatre-missing", Deny, since "0.1.0";
    says: "{code} is an unplanned return within the {days} days after {earlier} on {date} and lacks 78, which says so";
    cites: [CMS_MPFS_2020_2024, IOM_100_04_CH12_40];
    denial: "CO-97" ["M144"];
    about: COURSE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    report(context, pen, Relation::UnplannedReturn);
}
