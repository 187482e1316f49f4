use crate::code::{Code, code};
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::global;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::{A56876, CMS_MPFS_2020_2024, CMS_NCCI_MANUAL_2026, CPT_PRACTICE, Source, Trust};
use crate::stimulation::{self, Part};
use crate::visit::{Separation, StimulationTarget, What, Work};

rule! {
    /// Removal belongs to a global period or to the replacement, or has no code of its own.
    ///
    /// A temporary lead that is pulled is no removal of a permanent one: within the ten days after 63650 it is follow-up
    /// care, later there is no code for it. Of an old generator that makes room for a new one at its place only the
    /// replacement is reported.
    "bundle/removal-included", Deny, since "0.1.0";
    says: "{code}: {why}";
    cites: [CMS_NCCI_MANUAL_2026, A56876, CMS_MPFS_2020_2024];
    denial: "CO-97" ["M15"];
    about: STIMULATOR;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        let Some((why, source, trust)) = pulled(context, line).or_else(|| replaced(context, line)) else { continue };
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("why", why)
            .cite_only(source)
            .trust(trust)
            .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]));
    }
}

type Reason = (&'static str, &'static Source, Trust);

/// A temporary lead that was pulled, under a code for leads that stay.
fn pulled(context: &Context<'_>, line: &LineView<'_>) -> Option<Reason> {
    let (_, part) = stimulation::of_code(line.code())?;
    if !matches!(part, Part::LeadWork | Part::GeneratorWork) {
        return None;
    }
    let (at, service) = context.services_of(line).next()?;
    let What::StimulatorLead(lead) = &service.what else { return None };
    let pulled = context.choices.get(at).is_some_and(|choice| choice.code.is_none());
    if !pulled || stimulation::work(service) != Some(Work::Removed) {
        return None;
    }
    let spinal = matches!(lead.target, StimulationTarget::SpinalCord | StimulationTarget::DorsalRootGanglion);
    if !spinal {
        return Some(("a temporary lead was pulled, for which there is no code", &CPT_PRACTICE, Trust::Unverified));
    }
    let today = |date| date == context.edition.date();
    let history = &context.visit.history;
    let placed_today = history.services.iter().flatten().any(|it| it.code == code!(b"63650") && today(it.date))
        || history.trials.iter().flatten().any(|it| today(it.date));
    let within =
        placed_today || global::running(context.visit, context.edition).is_some_and(|it| it.code == code!(b"63650"));
    Some(if within {
        let why = "pulling the leads of a trial within its ten days is follow-up care of placing them";
        (why, &CMS_MPFS_2020_2024, Trust::Primary)
    } else if context.visit.setting.place_of_service.number() == OFFICE
        && context.edition.asked(crate::book::Asked::RemovalInOffice, crate::book::Therapy::SpinalCord).is_some()
    {
        ("in the office it is part of placing the leads of the trial", &A56876, Trust::Primary)
    } else {
        ("a lead that is pulled without an incision is no removal of a permanent one", &CPT_PRACTICE, Trust::Secondary)
    })
}

const OFFICE: u8 = 11;

/// Generators: the code that places a new one, and the code that takes one out.
const GENERATORS: [(Code, Code); 4] = [
    (code!(b"63685"), code!(b"63688")),
    (code!(b"64590"), code!(b"64595")),
    (code!(b"61885"), code!(b"61888")),
    (code!(b"61886"), code!(b"61888")),
];

/// Taking out a generator at another site than that of the new one.
fn is_of_another_site(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let sides = |wanted: bool| {
        context.visit.services.iter().filter_map(move |service| match &service.what {
            What::StimulatorGenerator(it) if (it.action == Some(Work::Removed)) == wanted => it.side,
            _ => None,
        })
    };
    let apart = sides(true).any(|out| sides(false).all(|new| new != out)) && sides(false).next().is_some();
    let noted = context
        .services_of(line)
        .any(|(_, service)| context.visit.note_of(service).separation.is_some_and(|it| it != Separation::None));
    line.services.iter().next().is_some() && (apart || noted)
}

/// Taking out the generator that a new one replaces, where no service of the visit is about another one.
fn replaced(context: &Context<'_>, line: &LineView<'_>) -> Option<Reason> {
    let on_claim = |code| context.lines.iter().any(|other| other.code() == code);
    let with_new = GENERATORS.iter().any(|(new, old)| *old == line.code() && on_claim(*new));
    let places_new = context.visit.services.iter().any(|service| match &service.what {
        What::StimulatorGenerator(it) => stimulation::is_put_in(it) && !it.reused.is_yes(),
        _ => false,
    });
    (with_new && places_new && !is_of_another_site(context, line)).then_some((
        "the old generator made room for the new one, and the replacement alone is reported",
        &CMS_NCCI_MANUAL_2026,
        Trust::Primary,
    ))
}
