use alloc::format;

use crate::book::{Asked, Therapy};
use crate::criteria::{placed, raise};
use crate::equipment::Kind;
use crate::finding::Severity;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::LCD_L33802;
use crate::visit::What;

rule! {
    /// More leads or contacts than the policy pays.
    "coverage/lead-limit", Deny, since "0.1.0";
    says: "{code}: the policy asks for {why}, and the record shows none";
    cites: [LCD_L33802, A56876];
    denial: "CO-50" ["N115"];
    about: EQUIPMENT | STIMULATOR;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    super::duration_unmet::report(pen, context, Kind::Leads);
    for it in placed(context) {
        let asked = |asked| context.edition.asks(asked, it.therapy);
        let leads = asked(Asked::Leads).or_else(|| asked(Asked::TrialLeads).filter(|_| it.is_trial));
        let units = it.line.line.units.get();
        if let Some(criterion) = leads.filter(|criterion| units > criterion.value) {
            let why = format!("a reason for {units} leads, of which it pays {}", criterion.value);
            raise(pen, context, it.line, criterion, why, "documentation.note")
                .without(&LCD_L33802)
                .at_most(Severity::Warn);
        }
        let contacts = contacts(context, it.line);
        let criterion = asked(Asked::Contacts).filter(|_| it.therapy == Therapy::SpinalCord || it.is_trial);
        if let Some((criterion, contacts)) = criterion.zip(contacts).filter(|(it, contacts)| *contacts > it.value) {
            let why = format!("a reason for {contacts} contacts, of which it pays {}", criterion.value);
            raise(pen, context, it.line, criterion, why, "documentation.note")
                .without(&LCD_L33802)
                .at_most(Severity::Warn);
        }
    }
}

/// Contacts of all leads of a line, where the visit names them.
fn contacts(context: &Context<'_>, line: &LineView<'_>) -> Option<u32> {
    let of = |what: &What| match what {
        What::StimulatorLead(it) => Some(u32::from(it.contacts?).saturating_mul(it.leads.map_or(1, u32::from))),
        _ => None,
    };
    context
        .services_of(line)
        .map(|(_, service)| of(&service.what))
        .try_fold(0_u32, |sum, it| Some(sum.saturating_add(it?)))
}
