use crate::finding::{At, Citation};
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::{CDC_ICD10CM_FY2025, Trust};
use crate::table::{Billable, Icd10cm, Loaded};

rule! {
    /// The ICD-10-CM code is not valid or not billable on the date of service.
    ///
    /// A code that the loaded lists cannot judge is reported as not checked, not as wrong.
    "diagnosis/not-in-force", Deny, since "0.1.0";
    says: "{diagnosis} is not billable on {date}: {why}";
    cites: [CDC_ICD10CM_FY2025];
    denial: "CO-16" ["M76"];
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let tables = context.edition.tables();
    let date = context.edition.date();
    for (at, diagnosis) in context.diagnoses().iter().enumerate() {
        let place = At::diagnosis(at);
        // Dates that are known of a single code go before the list of one year.
        if let Some(dates) = tables.icd10cm_dates()
            && let rows = dates.table.all(diagnosis)
            && !rows.is_empty()
        {
            let row = rows.iter().find(|row| row.holds_on(date)).or(rows.first());
            let billable = rows.iter().any(|row| row.holds_on(date) && row.value);
            if let Some(row) = row.filter(|_| !billable) {
                let why = "its dates exclude the date of service, or more characters are needed";
                raise(pen, place, *diagnosis, date, why).row(&dates.table, row);
            }
            continue;
        }
        let Some(list) = tables.icd10cm() else {
            pen.lacks(place, "table:icd10cm");
            continue;
        };
        match (list.table.find(*diagnosis), list.covers(date)) {
            // A code may be younger than the date, or older than the list.
            (Some(Billable::Yes), false) if tables.icd10cm_dates().is_none() => {
                pen.lacks(place, "table:icd10cm_dates");
            }
            (Some(Billable::Yes), _) => {}
            (Some(Billable::No), true) => {
                let why = "it is a header, and more characters are needed";
                raise(pen, place, *diagnosis, date, why).decided_by(&CDC_ICD10CM_FY2025, cited(list));
            }
            (None, true) => {
                let why = "no such code in the fiscal year's list";
                raise(pen, place, *diagnosis, date, why).decided_by(&CDC_ICD10CM_FY2025, cited(list));
            }
            (Some(Billable::No), false) => {
                let why = "it is a header in the nearest loaded fiscal year, and more characters are needed";
                raise(pen, place, *diagnosis, date, why)
                    .decided_by(&CDC_ICD10CM_FY2025, cited(list))
                    .trust(Trust::Secondary);
            }
            (None, false) => pen.lacks(place, "table:icd10cm"),
        }
    }
}

/// The list that decided, where it is not the bundled one, which the rule cites itself.
fn cited(list: &Loaded<Icd10cm>) -> Option<Citation> {
    list.is_whole.then(|| list.table.cite(list.from, list.to))
}

fn raise<'p>(
    pen: &'p mut Pen<'_>,
    at: At,
    diagnosis: crate::diagnosis::Diagnosis,
    date: crate::date::Date,
    why: &'static str,
) -> crate::run::Raised<'p> {
    pen.raise(at).fact("diagnosis", diagnosis).fact("date", date).fact("why", why).fix(Fix::document(["diagnoses"]))
}
