use crate::code::CodeBits;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::pairs::{DISTINCT, PairEdit};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};

rule! {
    /// 59 or an X modifier stands where no edit exists; or guides call two lines a pair, and no edit is active.
    ///
    /// The modifier out of habit is a pattern that reviewers look for. Edits that ended years ago live on in many guides.
    "modifier/distinct-not-needed", Warn, since "0.1.0";
    says: "{code}: {why}";
    cites: [CMS_NCCI_PTP_2024Q3, MLN1783722];
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(applied) = context.edition.pair_edits() else {
        if let Some(line) = context.lines.iter().find(|line| line.is_distinct) {
            pen.lacks(At::line(line.at), "policy:pair_edits");
        }
        return;
    };
    let (name, Some(pairs)) = context.pair_table() else { return };
    if !applied.value {
        return;
    }
    for line in context.lines.iter().filter(|line| line.is_distinct) {
        let paired = context.pairs.iter().any(|pair| pair.one == line.at || pair.two == line.at);
        // What was billed for the day elsewhere may be the other half of a pair.
        let earlier = context.visit.history.services.iter().flatten().any(|it| it.date == context.edition.date());
        for modifier in DISTINCT.into_iter().filter(|modifier| line.line.has(*modifier)) {
            if !pairs.speaks_of(line.edits_as) {
                pen.lacks(At::line(line.at), name);
            } else if !paired && !earlier && !splits(context, line) && !is_for_another_claim(context, line) {
                pen.raise(At::line(line.at))
                    .fact("code", line.code())
                    .fact(
                        "why",
                        "no pair edit with another line of the claim is active on the date; the modifier says nothing",
                    )
                    .fact("modifier", modifier)
                    .fix(Fix::mechanical([Change::RemoveModifier { line: line.place(), modifier }]));
            }
        }
    }
    believed(context, pen);
}

/// A block for pain after the operation, at the surgeon's request: the operation or its anesthesia stands on another claim.
fn is_for_another_claim(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let postoperative = |(_, service): (usize, &crate::visit::Service)| {
        crate::needle::purpose(service) == Some(crate::visit::Purpose::PostoperativePain)
    };
    context.services_of(line).any(postoperative) && context.visit.documentation.procedure.requested_by_surgeon.is_yes()
}

/// Units of a procedure on two lines, of which the second says by the modifier that it is no duplicate.
fn splits(context: &Context<'_>, line: &LineView<'_>) -> bool {
    line.is_procedure() && context.lines.iter().any(|other| other.at != line.at && other.code() == line.code())
}

/// Two lines that guides call a pair, although no edit is active: worth knowing, so that nobody adds the modifier.
fn believed(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(table) = context.edition.tables().believed_pairs() else { return };
    let silent = || context.lines.iter().filter(|line| !line.is_distinct);
    for one in silent() {
        let rows = table.table.beginning(one.edits_as);
        if rows.clone().next().is_none() {
            continue;
        }
        let seconds = CodeBits::of(rows.clone().map(|row| row.key.1));
        for two in silent().filter(|two| seconds.may_hold(two.edits_as)) {
            let Some(row) = rows.clone().find(|row| row.key.1 == two.edits_as) else { continue };
            let (low, high) = (one.at.min(two.at), one.at.max(two.at));
            let paired = |pair: &PairEdit| (pair.one.min(pair.two), pair.one.max(pair.two)) == (low, high);
            if context.pairs.iter().any(paired) {
                continue;
            }
            let raised = pen
                .raise(At::pair(one.at, two.at))
                .fact("code", one.code())
                .fact("why", "guides call this and the other line a pair, but no edit is active on the date; no modifier is needed")
                .fact("other", two.code());
            match row.value.last_day {
                Some(day) => raised.fact("ended", day),
                None => raised,
            }
            .row(&table.table, row)
            .at_most(Severity::Info);
        }
    }
}
