use crate::equipment::Kind;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// A step that must come first is missing.
    "coverage/prerequisite-missing", Deny, since "0.1.0";
    says: "{code}: the policy asks for {why}, and the record shows none";
    cites: [LCD_L33802, NCD_160_12];
    denial: "CO-50" ["N115"];
    about: EQUIPMENT;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    super::duration_unmet::report(pen, context, Kind::Prerequisite);
}
