use crate::code::{Code, code};
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// Stimulation goes on without documented improvement.
    ///
    /// Reviewers expect measurable improvement within about twelve visits.
    "coverage/not-improving", Warn, since "0.1.0";
    says: "{code}: {sessions} earlier sessions and no documented improvement";
    cites: [A53065];
    denial: "CO-151";
    check: check;
}

const STIMULATION: [Code; 3] = [code!(b"97014"), code!(b"G0283"), code!(b"97032")];
const SESSIONS: usize = 12;

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(line) = context.lines.iter().find(|line| STIMULATION.contains(&line.code())) else {
        return;
    };
    let improving = context.visit.documentation.improving;
    if improving.is_yes() || !context.edition.national_coverage().is_some_and(|term| term.value) {
        return;
    }
    let at = At::line(line.at);
    let Some(history) = &context.visit.history.services else {
        return pen.lacks(at, "history.services");
    };
    let date = context.edition.date();
    let mut days: alloc::vec::Vec<_> =
        history.iter().filter(|it| STIMULATION.contains(&it.code) && it.date < date).map(|it| it.date).collect();
    days.sort();
    days.dedup();
    if days.len() < SESSIONS {
        return;
    }
    if improving.is_not_stated() {
        return pen.lacks(at, "documentation.improving");
    }
    let sessions = u32::try_from(days.len()).unwrap_or(u32::MAX);
    let fix = Fix::document(["documentation.improving"]);
    pen.raise(at).fact("code", line.code()).fact("sessions", sessions).fix(fix);
}
