use crate::book::{Asked, Stance, Therapy};
use crate::code::{Code, code};
use crate::criteria::{Placed, placed, raise as raise_criterion};
use crate::edit::coverage::excluded_cause::ACUPUNCTURE_FROM;
use crate::edit::coverage::frequency_exceeded::NEEDLES;
use crate::edit::modifier::active_treatment_missing::MANIPULATIONS;
use crate::equipment::{self, Kind, State};
use crate::fact::Fact;
use crate::finding::{At, Severity};
use crate::fix::Fix;
use crate::liability::{self, Ground};
use crate::needle::record;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen, Raised};
use crate::source::{Source, Trust};
use crate::table::DiagnosisList;
use crate::visit::{AblationMethod, Energy, Product, Waveform, What, Wound, WoundStimulation};
use crate::wound::{Qualifies, qualifies};

rule! {
    /// A national or local policy does not cover the service for this patient, indication or date.
    ///
    /// The line can still be billed for its denial where the payer has modifiers for that: GA with a signed notice, GZ
    /// without one, GY for what a statute excludes.
    "coverage/service-not-covered", Deny, since "0.1.0";
    says: "{code} is not covered: {why}";
    cites: [CMS_MPFS_2026C];
    denial: "CO-50" ["N386"];
    about: STATUS | TENS_EXCLUDED | MANIPULATION | NEEDLES | EQUIPMENT | WOUND | STIMULATOR | NEEDLE_PROCEDURE;
    check: check;
}

/// Reports a line, as information where it says itself that a denial is expected.
fn raise<'p>(
    pen: &'p mut Pen<'_>,
    context: &Context<'_>,
    line: &LineView<'_>,
    why: &'static str,
    source: &Source,
    ground: Ground,
) -> Raised<'p> {
    let raised = pen.raise(At::line(line.at)).fact("code", line.code()).fact("why", why).cite_only(source);
    if liability::expects_denial(line) {
        raised.at_most(Severity::Info)
    } else {
        raised.fix(liability::fix(context, line, ground)).trust(source.trust)
    }
}

/// Diagnoses that a national policy excludes from a therapy.
fn excluded(context: &Context<'_>, pen: &mut Pen<'_>, it: &Placed<'_, '_>) {
    let national = context.edition.national_coverage().is_some_and(|term| term.value);
    let position = context.edition.position(it.therapy, context.diagnoses());
    if let Some(position) = position.filter(|position| national && position.stance == Stance::NotCovered) {
        let why = "the national policy excludes the diagnosis";
        pen.raise(At::line(it.line.at))
            .fact("code", it.line.code())
            .fact("why", why)
            .cite_only(&crate::source::CMS_MPFS_2026C)
            .decided_by(&crate::source::CMS_MPFS_2026C, context.edition.cite(&position.source, position.trust))
            .fix(Fix::document(["diagnoses"]))
            .trust(position.trust);
    }
}

/// Stimulation through needles beyond the test of a stimulator, and implants outside of the strict criteria of a policy.
fn stimulators(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        for (_, service) in context.services_of(line) {
            let What::NeedleStimulation(it) = &service.what else { continue };
            let asked = |asked| context.edition.asks(asked, Therapy::NeedleStimulation);
            let Some(criterion) = asked(Asked::SuitabilityTestOnly) else { continue };
            let most = asked(Asked::TestDays).map_or(u32::MAX, |criterion| criterion.value);
            let why = if it.suitability_test.is_no() {
                "stimulation through needles is covered to test whether a stimulator suits, not as a treatment"
            } else if it.course_days.is_some_and(|days| u32::from(days) > most) {
                "the test of whether a stimulator suits takes about a month, and the course is longer"
            } else {
                if it.suitability_test.is_not_stated() {
                    pen.lacks(At::line(line.at), "services.what.needle_stimulation.suitability_test");
                }
                continue;
            };
            raise_criterion(pen, context, line, criterion, why, "documentation.waiver")
                .decided_by(&crate::source::CMS_MPFS_2026C, crate::source::NCD_160_7_1.citation());
        }
    }
    for it in placed(context) {
        excluded(context, pen, &it);
    }
    for it in placed(context).into_iter().filter(|it| it.is_permanent) {
        let Some(criterion) = context.edition.asks(Asked::NationalCriteria, it.therapy) else { continue };
        let record = &context.visit.documentation.implant;
        match record.national_criteria_met.or(record.approved_study) {
            Fact::Yes => {}
            Fact::NotStated => pen.lacks(At::line(it.line.at), "documentation.implant.national_criteria_met"),
            Fact::No => {
                let why = "the record does not meet the criteria of the national policy";
                let path = "documentation.implant.national_criteria_met";
                let by_policy = context.edition.cite(&criterion.source, criterion.trust);
                raise_criterion(pen, context, it.line, criterion, why, path)
                    .decided_by(&crate::source::CMS_MPFS_2026C, by_policy);
            }
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    stimulators(context, pen);
    procedures(context, pen);
    let national = context.edition.national_coverage().filter(|term| term.value);
    for line in &context.lines {
        status(context, pen, line);
        tens_low_back(context, pen, line);
        maintenance(context, pen, line);
        dry_needling(context, pen, line);
        let Some(national) = national else { continue };
        equipment_policy(context, pen, line, national.trust);
        needles(context, pen, line, national.trust);
        let wound = context.services_of(line).find_map(|(_, service)| match &service.what {
            What::WoundStimulation(it) => Some(*it),
            _ => None,
        });
        match wound {
            Some(it) if line.code() != code!(b"G0282") && line.code() != code!(b"G0295") => {
                wound_policy(context, pen, line, &it, national.trust);
            }
            // The diagnoses of a claim that comes without its services still tell the kind of wound.
            None if WOUND.contains(&line.code()) && !context.has_services() => {
                let electrical = line.code() == code!(b"G0281");
                let energy = if electrical { Energy::Electrical } else { Energy::Electromagnetic };
                let it = WoundStimulation { energy, wound: Wound::default() };
                wound_policy(context, pen, line, &it, national.trust);
            }
            _ => {}
        }
    }
}

const WOUND: [Code; 2] = [code!(b"G0281"), code!(b"G0329")];
const TENS: [Code; 2] = [code!(b"E0720"), code!(b"E0730")];

/// Codes that the fee schedule marks as not covered.
fn status(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let Some(applied) = context.edition.fee_schedule_status().filter(|term| term.value) else {
        return;
    };
    let Some(status) = context.edition.tables().status() else {
        return pen.lacks(At::CLAIM, "table:status");
    };
    let Some(row) = line.status else {
        return;
    };
    // Before its first day the national policy itself says why, below.
    let early = NEEDLES.contains(&line.code()) && ACUPUNCTURE_FROM.is_some_and(|from| context.edition.date() < from);
    match row.value {
        'N' if early => {}
        'N' => {
            let ground = if line.code() == code!(b"98943") { Ground::Statute } else { Ground::Necessity };
            let why = "the fee schedule gives it status N, not covered by Medicare";
            raise(pen, context, line, why, &crate::source::CMS_MPFS_2026C, ground)
                .row(&status.table, row)
                .trust(applied.trust);
        }
        // Restricted coverage: the policy that restricts it is not loaded.
        'R' => pen.lacks(At::line(line.at), "policy:ncd-270-6"),
        _ => {}
    }
}

/// Manipulation that the record calls maintenance.
fn maintenance(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let Some(rule) = context.edition.active_treatment_modifier().filter(|term| term.value) else { return };
    if context.visit.documentation.active_treatment.is_no() && MANIPULATIONS.contains(&line.code()) {
        let why = "the record calls the manipulation maintenance, and active treatment alone is covered";
        raise(pen, context, line, why, &crate::source::NGS_CHIROPRACTIC, Ground::Necessity).trust(rule.trust);
    }
}

/// Dry needling, where the payer excludes it.
fn dry_needling(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let Some(rule) = context.edition.dry_needling_excluded().filter(|term| term.value) else { return };
    if line.code() == code!(b"20560") || line.code() == code!(b"20561") {
        let why = "the payer does not reimburse dry needling";
        raise(pen, context, line, why, &crate::source::TRICARE_2020, Ground::Necessity).trust(rule.trust);
    }
}

/// Stimulation with a TENS unit for low back pain, where the payer excludes it.
fn tens_low_back(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let Some(excluded) = context.edition.tens_low_back_excluded().filter(|term| term.value) else {
        return;
    };
    let Some(lists) = context.edition.tables().diagnosis_lists() else {
        return pen.lacks(At::line(line.at), "table:diagnosis_lists");
    };
    let with_tens = match context.service_of(line).map(|service| &service.what) {
        Some(What::ElectricalStimulation(it)) => match it.waveform {
            Some(waveform) => waveform == Waveform::Tens,
            None => return pen.lacks(At::line(line.at), "services.what.electrical_stimulation.waveform"),
        },
        Some(What::TensApplication) => true,
        _ => TENS.contains(&line.code()) || crate::select::codes::STIMULATOR_SUPPLIES.contains(&line.code()),
    };
    if let Some((_, row)) = context.edition.listed(context.diagnoses(), DiagnosisList::LowBack).filter(|_| with_tens) {
        let why = "the payer excludes TENS for low back pain, the device and sessions in the clinic alike";
        raise(pen, context, line, why, &crate::source::TRICARE_2020, Ground::Necessity)
            .cite(lists.table.cite(row))
            .trust(excluded.trust);
    }
}

fn equipment_policy(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>, trust: Trust) {
    for criterion in equipment::criteria_of_line(context, line) {
        match criterion.state {
            State::Unmet if criterion.kind == Kind::NotCovered => {
                raise(pen, context, line, criterion.why, criterion.source, Ground::Necessity).trust(trust);
            }
            State::Unknown(path) if criterion.kind == Kind::NotCovered => pen.lacks(At::line(line.at), path),
            _ => {}
        }
    }
}

/// Acupuncture and dry needling: nothing before 2020-01-21; `diagnosis/not-covered` and `coverage/excluded-cause` say the
/// rest.
fn needles(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>, trust: Trust) {
    let source = &crate::source::NCD_30_3_3;
    let acupuncture = NEEDLES.contains(&line.code());
    if !acupuncture || crate::stimulation::mismatch::is_replaced(context, line) {
        return;
    }
    // Until then the fee schedule had status N, so that the line is excluded and not merely unnecessary.
    if ACUPUNCTURE_FROM.is_some_and(|from| context.edition.date() < from) {
        let why = "acupuncture and dry needling are covered from 2020-01-21 at the earliest";
        raise(pen, context, line, why, source, Ground::Statute).trust(trust);
    }
}

/// What policies do not cover of needle procedures: methods that do not destroy, biologics, headaches that are not chronic
/// migraine.
fn procedures(context: &Context<'_>, pen: &mut Pen<'_>) {
    let record = record::record(context);
    for line in &context.lines {
        let pulsed = context.services_of(line).any(|(_, service)| match &service.what {
            What::FacetAblation(it) => !matches!(it.method, None | Some(AblationMethod::Thermal)),
            _ => false,
        });
        if pulsed && context.edition.national_coverage().is_some_and(|term| term.value) {
            let why = "facet nerves are destroyed by heat alone; pulsed, cold or chemical methods are not covered";
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("why", why)
                .cite_only(&crate::source::A58405)
                .fix(Fix::document(["documentation.waiver"]))
                .trust(Trust::Secondary);
        }
    }
    for it in record::judged(context) {
        if let Some(criterion) = record::asks(context, &it, Asked::NoBiologic) {
            let path = "documentation.procedure.biologic";
            match record.biologic {
                Fact::No => {}
                Fact::NotStated => pen.lacks(At::line(it.line.at), path),
                Fact::Yes => {
                    let why = "a biologic or unapproved substance was injected, and the whole claim may fall with it";
                    record::raise(pen, context, it.line, criterion, why, path);
                }
            }
        }
    }
    let other_toxin = context.visit.services.iter().any(|service| match &service.what {
        What::Drug(it) => !matches!(it.product, Product::Onabotulinumtoxin | Product::Code(_)),
        _ => false,
    });
    for line in context.lines.iter().filter(|line| line.code() == code!(b"64615")) {
        if let Some(criterion) =
            context.edition.asks(Asked::HeadacheDays, Therapy::Chemodenervation).filter(|_| other_toxin)
        {
            let why = "of the toxins onabotulinumtoxin alone is labelled for chronic migraine";
            record::raise(pen, context, line, criterion, why, "services.what.drug.product");
        }
        let counts = [
            (Asked::HeadacheDays, record.headache_days, "documentation.procedure.headache_days"),
            (Asked::MigraineDays, record.migraine_days, "documentation.procedure.migraine_days"),
        ];
        for (asked, days, path) in counts {
            let Some(criterion) = context.edition.asks(asked, Therapy::Chemodenervation) else { continue };
            match days {
                // One policy counts signs of migraine, another the hours; either will do.
                _ if asked == Asked::MigraineDays && record.headache_hours.is_some_and(|hours| hours >= 4) => {}
                None => pen.lacks(At::line(line.at), path),
                Some(days) if u32::from(days) < criterion.value => {
                    let why =
                        "chronic migraine is 15 days of headache a month or more, eight of them with signs of migraine";
                    record::raise(pen, context, line, criterion, why, path);
                }
                Some(_) => {}
            }
        }
    }
}

/// Stimulation of a wound: the kind of wound, and the course of its treatment.
fn wound_policy(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>, it: &WoundStimulation, trust: Trust) {
    let source = &crate::source::NCD_270_1;
    match qualifies(context.visit, &it.wound, context.edition) {
        Qualifies::Yes => {}
        Qualifies::Unknown(path) => pen.lacks(At::line(line.at), path),
        Qualifies::No(why) => return other_wound(context, pen, line, why, trust),
    }
    for (unmet, missing, why) in course(&it.wound) {
        match (unmet, missing) {
            (true, _) => {
                raise(pen, context, line, why, source, Ground::Necessity).trust(trust);
                return;
            }
            (false, Some(path)) => pen.lacks(At::line(line.at), path),
            (false, None) => {}
        }
    }
}

/// The wound is not on the list: its code is another one, and that one is not covered either.
fn other_wound(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>, why: &'static str, trust: Trust) {
    use crate::fix::{Change, Fix};
    let source = &crate::source::NCD_270_1;
    let code = if line.code() == code!(b"G0329") { code!(b"G0295") } else { code!(b"G0282") };
    let mut fix = liability::fix(context, line, Ground::Necessity);
    if fix.changes.iter().any(|change| matches!(change, Change::AddModifier { .. })) {
        fix.changes.insert(0, Change::ReplaceCode { line: line.place(), code });
    } else {
        fix = Fix::mechanical([Change::RemoveLine { line: line.place() }]);
    }
    pen.raise(At::line(line.at)).fact("code", line.code()).fact("why", why).cite_only(source).fix(fix).trust(trust);
    let why = "stimulation of any other wound is not covered";
    pen.raise(At::line(line.at)).fact("code", code).fact("why", why).cite_only(source).trust(trust);
}

/// What the policy asks of the course: unmet or not, the path of what is missing, and the clause.
fn course(wound: &Wound) -> [(bool, Option<&'static str>, &'static str); 5] {
    let path = |missing: bool, path| missing.then_some(path);
    let running = wound.stimulation_days.is_some_and(|days| days > 30);
    let care = wound.standard_care_days;
    [
        (
            !running && care.is_some_and(|days| days < 30),
            path(!running && care.is_none(), "services.what.wound_stimulation.wound.standard_care_days"),
            "at least 30 days of standard wound care come first",
        ),
        (
            !running && wound.healing.is_yes(),
            path(wound.healing.is_not_stated(), "services.what.wound_stimulation.wound.healing"),
            "the wound heals measurably under standard care",
        ),
        (wound.epithelialised.is_yes(), None, "the wound bed is fully epithelialised"),
        (
            wound.physician_evaluation_days.is_some_and(|days| days > 30),
            path(
                running && wound.physician_evaluation_days.is_none(),
                "services.what.wound_stimulation.wound.physician_evaluation_days",
            ),
            "a physician evaluates the wound at least every 30 days",
        ),
        (wound.unsupervised.is_yes(), None, "unsupervised treatment at home is not covered"),
    ]
}
