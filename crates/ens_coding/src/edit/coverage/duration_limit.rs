use crate::equipment::Kind;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// The treatment outlasts what the policy pays.
    "coverage/duration-limit", Deny, since "0.1.0";
    says: "{code}: {why}, and the record shows more";
    cites: [NCD_10_2, LCD_L33802];
    denial: "CO-50" ["N115"];
    about: EQUIPMENT;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    super::duration_unmet::report(pen, context, Kind::Limit);
}
