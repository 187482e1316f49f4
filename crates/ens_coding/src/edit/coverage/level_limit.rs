use alloc::vec::Vec;

use crate::book::{Asked, Therapy};
use crate::claim::Units;
use crate::code::{Code, code};
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::liability::{self, Ground};
use crate::needle::{Area, mismatch, of_line, path, record};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::spine;
use crate::visit::Waiver;

rule! {
    /// More levels than the policy pays.
    ///
    /// Unit edits allow more levels than the local policies: two of a transforaminal epidural, one of an interlaminar one,
    /// two facet joints. Until mid-2024 a third joint was paid on appeal alone, since then not at all.
    "coverage/level-limit", Deny, since "0.1.0";
    says: "{code}: {levels} levels, {why}";
    cites: [CGS_FACET_2024, A58695];
    denial: "CO-50" ["N115"];
    about: NEEDLE_PROCEDURE;
    check: check;
}

/// Third levels of facet joints, which one unit reports.
const THIRD: [Code; 4] = [code!(b"64492"), code!(b"64495"), code!(b"0215T"), code!(b"0218T")];
/// Further levels that are counted by units.
const FURTHER: [Code; 6] =
    [code!(b"64480"), code!(b"64484"), code!(b"64634"), code!(b"64636"), code!(b"0229T"), code!(b"0231T")];
const INTERLAMINAR: [Code; 4] = [code!(b"62320"), code!(b"62321"), code!(b"62322"), code!(b"62323")];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let mut seen = Vec::new();
    for it in record::all(context) {
        let Some(area) = it.area else { continue };
        let interlaminar = it.therapy == Therapy::Epidural && INTERLAMINAR.contains(&it.line.code());
        if seen.contains(&(it.therapy, area, interlaminar)) && !interlaminar {
            continue; // levels are counted over all lines
        }
        seen.push((it.therapy, area, interlaminar));
        let asked = if interlaminar { Asked::InterlaminarLevels } else { Asked::Levels };
        let (criterion, is_final) = match record::asks(context, &it, asked) {
            Some(criterion) => (criterion, true),
            None => match record::asks(context, &it, Asked::LevelsOnAppeal) {
                Some(criterion) => (criterion, false),
                None => continue,
            },
        };
        let untold = context.services_of(it.line).find(|(_, service)| spine::is_untold(service));
        if let Some((_, service)) = untold {
            pen.lacks(At::line(it.line.at), path::levels(service));
        }
        let levels = if interlaminar { of_one(context, it.line, area) } else { levels(context, it.therapy, area) };
        if levels <= criterion.value {
            continue;
        }
        let line = beyond(context, it.therapy, area).unwrap_or(it.line);
        let why = if is_final {
            alloc::format!("the policy pays {}", criterion.value)
        } else {
            alloc::format!("the policy pays {} and more on appeal alone", criterion.value)
        };
        let raised = pen
            .raise(At::line(line.at))
            .fact("code", line.code())
            .fact("levels", levels)
            .fact("why", why)
            .only_entry(context.edition.cite(&criterion.source, criterion.trust))
            .trust(criterion.trust);
        let third = !FURTHER.contains(&line.code());
        if liability::expects_denial(line) {
            raised.at_most(Severity::Info);
        } else if context.visit.documentation.waiver == Some(Waiver::Mandatory) && third {
            // With a signed notice the line is billed for its denial.
            raised.fix(liability::fix(context, line, Ground::Necessity));
        } else if is_final && !interlaminar {
            let left = Units::new(criterion.value.saturating_sub(1)).filter(|_| FURTHER.contains(&line.code()));
            raised.fix(Fix::mechanical([match left {
                Some(units) => Change::SetUnits { line: line.place(), units },
                None => Change::RemoveLine { line: line.place() },
            }]));
        } else {
            raised.fix(Fix::document(["documentation.waiver"]));
        }
    }
}

fn lines<'c, 'a>(
    context: &'c Context<'a>,
    therapy: Therapy,
    area: Area,
) -> impl Iterator<Item = &'c LineView<'a>> + Clone {
    // A line that does not describe what was done is another rule's.
    let own = move |line: &&LineView<'_>| of_line(line) == Some((therapy, Some(area)));
    context.lines.iter().filter(own).filter(|line| !mismatch::is_mismatched(context, line))
}

/// Levels on the claim: of an add-on by its units, else one a code; of an interlaminar injection as the visit names them.
fn levels(context: &Context<'_>, therapy: Therapy, area: Area) -> u32 {
    let of_line = |line: &LineView<'_>| match line.code() {
        code if INTERLAMINAR.contains(&code) => 0,
        code if FURTHER.contains(&code) => line.line.units.get(),
        _ => 1,
    };
    // Two sides of a level on two lines are one level.
    let first = |line: &&LineView<'_>| {
        !lines(context, therapy, area).any(|other| other.at < line.at && other.code() == line.code())
    };
    lines(context, therapy, area).filter(first).map(of_line).fold(0, u32::saturating_add)
}

/// Levels of an interlaminar or caudal injection, as the visit names them.
fn of_one(context: &Context<'_>, line: &LineView<'_>, area: Area) -> u32 {
    let services = context.services_of(line).map(|(_, service)| service);
    u32::try_from(spine::count(services, area)).unwrap_or(1).max(1)
}

/// The line of the levels beyond the limit.
fn beyond<'c, 'a>(context: &'c Context<'a>, therapy: Therapy, area: Area) -> Option<&'c LineView<'a>> {
    lines(context, therapy, area).find(|line| THIRD.contains(&line.code()) || FURTHER.contains(&line.code()))
}
