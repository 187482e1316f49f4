use crate::code::Modifier;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::pairs::is_evaluation_and_management;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::table::{ModifierFact, Row, Table};

rule! {
    /// A modifier does not exist on the date, or cannot stand on this line.
    "modifier/unknown", Deny, since "0.1.0";
    says: "{modifier} on {code}: {why}";
    cites: [CMS_MODIFIERS_2024, MLN1783722];
    denial: "CO-4" ["N823"];
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(table) = context.edition.tables().modifiers() else {
        if let Some(line) = context.lines.iter().find(|line| !line.line.modifiers.is_empty()) {
            pen.lacks(At::line(line.at), "table:modifiers");
        }
        return;
    };
    let mut last = None; // in force, and in its place on any line: most lines carry the same one
    for line in &context.lines {
        if line.line.modifiers.len() == 1 && line.line.modifiers.first() == last.as_ref() {
            continue;
        }
        for (at, modifier) in line.line.modifiers.iter().enumerate() {
            let rows = table.table.all(modifier);
            let in_force = rows.iter().any(|row| row.holds_on(context.edition.date()));
            if in_force && !PLACED.contains(modifier) {
                last = Some(*modifier);
            }
            let twice = line.line.modifiers.iter().take(at).any(|earlier| earlier == modifier);
            let why = match rows {
                // The list is of one year, so that it cannot prove that a modifier never existed.
                [] => Some(("not on the loaded list of modifiers", Severity::Warn)),
                _ if !in_force => Some(("not in force on the date of service", Severity::Deny)),
                _ if twice => Some(("stands twice on the line", Severity::Warn)),
                _ => misplaced(context, line, *modifier).map(|why| (why, Severity::Warn)),
            };
            if let Some((why, most)) = why {
                raise(pen, &table.table, rows.first(), line, *modifier, why, most);
            }
        }
    }
}

/// Modifiers of which the code decides whether they can stand alone on a line.
const PLACED: [Modifier; 9] = [
    Modifier::M25,
    Modifier::M26,
    Modifier::M62,
    Modifier::M73,
    Modifier::M74,
    Modifier::TC,
    Modifier::FB,
    Modifier::FC,
    Modifier::KX,
];

/// Why a modifier cannot stand on a line, for those that this library can tell.
fn misplaced(context: &Context<'_>, line: &LineView<'_>, modifier: Modifier) -> Option<&'static str> {
    let x = [Modifier::XE, Modifier::XS, Modifier::XP, Modifier::XU];
    if modifier == Modifier::M59 && line.line.has_any(&x) {
        return Some("59 and an X modifier say the same; one of them is enough");
    }
    if modifier == Modifier::GZ && line.line.has(Modifier::GY) {
        return Some("GY and GZ name two grounds for the denial");
    }
    if let Some(why) = of_procedure(context, line, modifier) {
        return Some(why);
    }
    let known = line.fact.is_some();
    (modifier == Modifier::M25 && known && !is_evaluation_and_management(line.code()))
        .then_some("25 belongs to an evaluation and management service")
}

/// Why a modifier cannot stand on a stimulator's line, by the fee schedule's indicators and by who bills.
fn of_procedure(context: &Context<'_>, line: &LineView<'_>, modifier: Modifier) -> Option<&'static str> {
    crate::stimulation::of_code(line.code())?;
    let practitioner = context.is_practitioners();
    let row = || context.edition.procedure(line.code());
    match modifier {
        Modifier::M26 | Modifier::TC if row()?.value.component.as_str() == "0" => {
            Some("the fee schedule has no professional and technical component of it")
        }
        Modifier::M62 if row()?.value.co_surgeon.as_str() == "0" => {
            Some("the fee schedule allows no co-surgeons for it")
        }
        Modifier::M73 | Modifier::M74 if practitioner => {
            Some("a facility says so of a stopped procedure; a practitioner has 53")
        }
        Modifier::FB | Modifier::FC if practitioner => Some("the facility that has the device reports its credit"),
        Modifier::KX => Some("no policy asks for KX on an implant"),
        _ => None,
    }
}

fn raise(
    pen: &mut Pen<'_>,
    table: &Table<Modifier, ModifierFact>,
    row: Option<&Row<Modifier, ModifierFact>>,
    line: &LineView<'_>,
    modifier: Modifier,
    why: &'static str,
    most: Severity,
) {
    let raised = pen
        .raise(At::line(line.at))
        .fact("modifier", modifier)
        .fact("code", line.code())
        .fact("why", why)
        .at_most(most);
    let raised = match row {
        Some(row) => raised.row(table, row),
        None => raised,
    };
    // A doubled modifier cannot be named apart from its twin, and an unknown one may be a typing error.
    if row.is_some() && why != "stands twice on the line" {
        raised.fix(Fix::mechanical([Change::RemoveModifier { line: line.place(), modifier }]));
    } else {
        raised.fix(Fix::document(["claim.lines.modifiers"]));
    }
}
