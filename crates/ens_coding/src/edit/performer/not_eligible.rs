use crate::code::code;
use crate::edit::coverage::frequency_exceeded::NEEDLES;
use crate::edit::modifier::active_treatment_missing::MANIPULATIONS;
use crate::fact::Fact;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::liability::{self, Ground};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::{CMS_NCCI_MANUAL_2026, Source, Trust};
use crate::stimulation::MONITORING;
use crate::table::{Attendance, Timing};
use crate::visit::{PerformerKind, Waiver, What};

rule! {
    /// This kind of performer cannot furnish the service or bill it to this payer.
    ///
    /// Medicare pays chiropractors for manipulation of the spine only, and licensed acupuncturists for nothing. Devices
    /// for use at home are billed by a supplier to the equipment contractor.
    "performer/not-eligible", Deny, since "0.1.0";
    says: "{code}: {why}";
    cites: [NGS_CHIROPRACTIC, NCD_30_3_3, CMS_NCCI_MANUAL_2026];
    denial: "CO-170" ["N95"];
    about: PERFORMER | NEEDLES | EQUIPMENT | STIMULATOR;
    check: check;
}

/// Why a performer is not eligible, who says so, how far it is trusted, and how the line is billed then.
type Reason = (&'static str, &'static Source, Trust, Option<Ground>);

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        if is_own_monitoring(context, line) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("why", "monitoring by the operating practitioner is part of the operation")
                .cite_only(&CMS_NCCI_MANUAL_2026)
                .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]));
            continue;
        }
        let mut performers = performers(context, line).peekable();
        if performers.peek().is_none() {
            pen.lacks(At::line(line.at), "performers");
        }
        if NEEDLES.contains(&line.code()) {
            qualified(context, pen, line);
        }
        let Some((why, source, trust, ground)) = performers.find_map(|kind| reason(context, line, kind)) else {
            continue;
        };
        let raised =
            pen.raise(At::line(line.at)).fact("code", line.code()).fact("why", why).cite_only(source).trust(trust);
        match ground {
            Some(_) if liability::expects_denial(line) => {
                raised.at_most(Severity::Info);
            }
            // Whoever cannot enroll sends no claim at all.
            Some(_) if cannot_enroll(context, line) => {
                raised.fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]));
            }
            Some(ground) => {
                // A patient who was told, and a line that is billed for its denial, is how such a visit is handled.
                let told = context.visit.documentation.waiver == Some(Waiver::Voluntary);
                let most = if told { Severity::Warn } else { Severity::Deny };
                raised.at_most(most).fix(liability::fix(context, line, ground));
            }
            None => {
                raised.fix(Fix::document(["services.performer"]));
            }
        }
    }
}

/// The statute excludes what this performer does, and GY says so whatever else is wrong with the line.
pub(crate) fn is_excluded(context: &Context<'_>, line: &LineView<'_>) -> bool {
    performers(context, line)
        .any(|kind| reason(context, line, kind).is_some_and(|(.., ground)| ground == Some(Ground::Statute)))
}

/// Who performed a line; of one that no service accounts for the first of the visit.
fn performers<'c>(context: &'c Context<'_>, line: &'c LineView<'_>) -> impl Iterator<Item = PerformerKind> + use<'c> {
    let own = context.services_of(line).filter_map(|(_, service)| context.visit.performer_of(service));
    let first = context.visit.performers.first().filter(|_| line.services.is_empty());
    own.chain(first).map(|performer| performer.kind)
}

/// Others than physicians need a degree in acupuncture and a licence.
fn qualified(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let Some(rule) = context.edition.acupuncturist_excluded().filter(|term| term.value) else { return };
    let by = context.services_of(line).filter_map(|(_, service)| context.visit.performer_of(service));
    let asked = |kind| may_needle(kind) && kind != PerformerKind::Physician;
    if !by.map(|it| it.kind).any(asked) {
        return;
    }
    match context.visit.documentation.procedure.acupuncture_qualified {
        Fact::Yes => {}
        Fact::NotStated => pen.lacks(At::line(line.at), "documentation.procedure.acupuncture_qualified"),
        Fact::No => {
            let raised = pen
                .raise(At::line(line.at))
                .fact("code", line.code())
                .fact("why", "others than physicians need a degree in acupuncture and an unrestricted licence")
                .cite_only(&crate::source::NCD_30_3_3)
                .trust(rule.trust);
            if liability::expects_denial(line) {
                raised.at_most(Severity::Info);
            } else {
                raised.fix(liability::fix(context, line, Ground::Necessity));
            }
        }
    }
}

/// A licensed acupuncturist furnished it to a payer that enrolls none.
fn cannot_enroll(context: &Context<'_>, line: &LineView<'_>) -> bool {
    performers(context, line).any(|kind| kind == PerformerKind::Acupuncturist)
        && context.edition.acupuncturist_excluded().is_some_and(|term| term.value)
}

/// Monitoring by a practitioner who also operates in this visit.
pub(crate) fn is_own_monitoring(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let operates = |id: &str| {
        context.visit.services.iter().any(|service| {
            let by = context.visit.performer_of(service).is_some_and(|it| it.id == id);
            by && crate::stimulation::work(service).is_some()
        })
    };
    MONITORING.contains(&line.code())
        && context.services_of(line).any(|(_, service)| {
            let performer = context.visit.performer_of(service);
            matches!(service.what, What::IntraoperativeMonitoring(_)) && performer.is_some_and(|it| operates(&it.id))
        })
}

fn reason(context: &Context<'_>, line: &LineView<'_>, kind: PerformerKind) -> Option<Reason> {
    use crate::source::{CMS_100_04_CH5_20_3, LCD_L33802, NCD_30_3_3, NGS_CHIROPRACTIC, THERAPY_CODE_PRACTICE};
    let edition = context.edition;
    let needles = NEEDLES.contains(&line.code());
    if kind == PerformerKind::Chiropractor && !MANIPULATIONS.contains(&line.code()) {
        let rule = edition.chiropractor_manipulation_only().filter(|term| term.value)?;
        let why = "a chiropractor is paid for manipulation of the spine only";
        return Some((why, &NGS_CHIROPRACTIC, rule.trust, Some(Ground::Statute)));
    }
    if kind == PerformerKind::Acupuncturist
        && let Some(rule) = edition.acupuncturist_excluded().filter(|term| term.value)
    {
        let why = "a licensed acupuncturist cannot bill this payer; an enrolled practitioner bills what supervised staff furnishes";
        return Some((why, &NCD_30_3_3, rule.trust, Some(Ground::Statute)));
    }
    if needles && !may_needle(kind) && edition.acupuncturist_excluded().is_some_and(|term| term.value) {
        let why = "needles are covered when a physician, a practitioner or supervised staff furnishes them";
        return Some((why, &NCD_30_3_3, Trust::Primary, Some(Ground::Necessity)));
    }
    let timing = line.fact.map(|fact| fact.timing);
    if matches!(timing, Some(Timing::Item | Timing::Supply))
        && kind != PerformerKind::DmeSupplier
        && let Some(rule) = edition.equipment_by_supplier().filter(|term| term.value)
    {
        let why = "devices and supplies for use at home are billed by a supplier to the equipment contractor";
        return Some((why, &LCD_L33802, rule.trust.max(Trust::Secondary), None));
    }
    let skilled = line.fact.is_some_and(|fact| fact.attendance == Attendance::Constant) && line.is_therapy;
    if kind == PerformerKind::Aide && skilled {
        return Some(("time of an aide is not skilled one-on-one time", &CMS_100_04_CH5_20_3, Trust::Unverified, None));
    }
    let evaluation = (code!(b"97161")..=code!(b"97168")).contains(&line.code());
    (kind.is_assistant() && evaluation).then_some((
        "an assistant does not evaluate",
        &THERAPY_CODE_PRACTICE,
        Trust::Unverified,
        None,
    ))
}

const fn may_needle(kind: PerformerKind) -> bool {
    kind.is_physician_or_practitioner() || matches!(kind, PerformerKind::IncidentToStaff)
}
