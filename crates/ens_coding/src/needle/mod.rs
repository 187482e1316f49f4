//! Needle procedures: which kind a code is, where it acts, and what guides it.

pub(crate) mod frequency;
pub(crate) mod mismatch;
pub(crate) mod path;
pub(crate) mod record;
pub(crate) mod sets;

pub(crate) use crate::book::SpineArea as Area;
use crate::book::{Edition, Therapy};
use crate::code::{Code, code};
use crate::level::SpinalLevel;
use crate::run::LineView;
use crate::table::{Guidance, Row};
use crate::visit::{EpiduralApproach, Nerve, Purpose, Service, Side, SpineRegion, What};

impl Area {
    /// In words, as findings name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CervicalThoracic => "cervical and thoracic",
            Self::LumbarSacral => "lumbar and sacral",
        }
    }

    /// The area of a region of the spine.
    pub const fn of(region: SpineRegion) -> Self {
        match region {
            SpineRegion::Cervical | SpineRegion::Thoracic => Self::CervicalThoracic,
            SpineRegion::Lumbar | SpineRegion::Sacral => Self::LumbarSacral,
        }
    }
}

use Area::{CervicalThoracic as Upper, LumbarSacral as Lower};
use Therapy::{
    Acupuncture, Basivertebral, Chemodenervation, Epidural, FacetAblation, FacetInjection, JointInjection, NerveBlock,
    NerveDestruction, Sacroiliac, SacroiliacAblation, TriggerPoint,
};

/// First and last code of a run of codes, the therapy, and the area of the spine where the code says it; sorted.
static CODES: &[(Code, Code, Therapy, Option<Area>)] = &[
    (code!(b"0213T"), code!(b"0215T"), FacetInjection, Some(Upper)),
    (code!(b"0216T"), code!(b"0218T"), FacetInjection, Some(Lower)),
    (code!(b"0228T"), code!(b"0229T"), Epidural, Some(Upper)),
    (code!(b"0230T"), code!(b"0231T"), Epidural, Some(Lower)),
    (code!(b"20550"), code!(b"20551"), JointInjection, None),
    (code!(b"20552"), code!(b"20553"), TriggerPoint, None),
    (code!(b"20560"), code!(b"20561"), Acupuncture, None),
    (code!(b"20600"), code!(b"20611"), JointInjection, None),
    (code!(b"27096"), code!(b"27096"), Sacroiliac, None),
    (code!(b"43201"), code!(b"43201"), Chemodenervation, None),
    (code!(b"52287"), code!(b"52287"), Chemodenervation, None),
    (code!(b"62320"), code!(b"62321"), Epidural, Some(Upper)),
    (code!(b"62322"), code!(b"62323"), Epidural, Some(Lower)),
    (code!(b"62324"), code!(b"62325"), Epidural, Some(Upper)),
    (code!(b"62326"), code!(b"62327"), Epidural, Some(Lower)),
    (code!(b"64400"), code!(b"64450"), NerveBlock, None),
    (code!(b"64451"), code!(b"64451"), Sacroiliac, None),
    (code!(b"64454"), code!(b"64474"), NerveBlock, None),
    (code!(b"64479"), code!(b"64480"), Epidural, Some(Upper)),
    (code!(b"64483"), code!(b"64484"), Epidural, Some(Lower)),
    (code!(b"64486"), code!(b"64489"), NerveBlock, None),
    (code!(b"64490"), code!(b"64492"), FacetInjection, Some(Upper)),
    (code!(b"64493"), code!(b"64495"), FacetInjection, Some(Lower)),
    (code!(b"64505"), code!(b"64530"), NerveBlock, None),
    (code!(b"64600"), code!(b"64610"), NerveDestruction, None),
    (code!(b"64611"), code!(b"64617"), Chemodenervation, None),
    (code!(b"64620"), code!(b"64624"), NerveDestruction, None),
    (code!(b"64625"), code!(b"64625"), SacroiliacAblation, None),
    (code!(b"64628"), code!(b"64629"), Basivertebral, None),
    (code!(b"64630"), code!(b"64632"), NerveDestruction, None),
    (code!(b"64633"), code!(b"64634"), FacetAblation, Some(Upper)),
    (code!(b"64635"), code!(b"64636"), FacetAblation, Some(Lower)),
    (code!(b"64640"), code!(b"64640"), NerveDestruction, None),
    (code!(b"64642"), code!(b"64653"), Chemodenervation, None),
    (code!(b"64680"), code!(b"64681"), NerveDestruction, None),
    (code!(b"67345"), code!(b"67345"), Chemodenervation, None),
    (code!(b"97810"), code!(b"97814"), Acupuncture, None),
    (code!(b"G0260"), code!(b"G0260"), Sacroiliac, None),
];

/// The therapy of a needle procedure's code, and the area of the spine where the code says it.
pub(crate) fn of_code(code: Code) -> Option<(Therapy, Option<Area>)> {
    let at = CODES.partition_point(|(first, ..)| *first <= code).checked_sub(1)?;
    let (_, last, therapy, area) = CODES.get(at)?;
    (code <= *last).then_some((*therapy, *area))
}

/// A procedure that codes count as needle procedures, acupuncture apart.
pub(crate) fn is_procedure(code: Code) -> bool {
    of_code(code).is_some_and(|(therapy, _)| therapy != Acupuncture)
}

/// A needle procedure with a global period of 0 or 10 days, whose evaluation of the day is paid with it; acupuncture and dry
/// needling, whose pair edits say the same.
pub(crate) fn is_minor(edition: &Edition<'_>, code: Code) -> bool {
    let minor = |global: &str| ["000", "010"].contains(&global);
    match of_code(code) {
        Some((Acupuncture, _)) => true,
        Some(_) => edition.procedure(code).is_some_and(|row| minor(row.value.global.as_str())),
        None => false,
    }
}

/// Ultrasound, for a needle and during an operation, fluoroscopy apart from the spine and at it, CT, magnetic resonance; stimulation and recording for toxins.
pub(crate) const GUIDANCE: [Code; 8] = [
    code!(b"76942"),
    code!(b"76998"),
    code!(b"77002"),
    code!(b"77003"),
    code!(b"77012"),
    code!(b"77021"),
    code!(b"95873"),
    code!(b"95874"),
];

/// The unlisted code of the nervous system: like guidance it stands once on a claim, whatever number of services it reports.
pub(crate) const UNLISTED: Code = code!(b"64999");

/// Codes that several services of a day share.
pub(crate) fn counts_once(code: Code) -> bool {
    code == UNLISTED || GUIDANCE.contains(&code)
}

/// Moderate sedation by the operating clinician.
pub(crate) const SEDATION: [Code; 3] = [code!(b"99151"), code!(b"99152"), code!(b"99153")];

/// Botulinum toxins.
pub(crate) const TOXINS: [Code; 5] =
    [code!(b"J0585"), code!(b"J0586"), code!(b"J0587"), code!(b"J0588"), code!(b"J0589")];

/// How guidance stands to a procedure on the date; `None` where the table does not say.
pub(crate) fn guidance<'a>(
    edition: &Edition<'a>,
    procedure: Code,
    guidance: Code,
) -> Option<&'a Row<(Code, Code), Guidance>> {
    edition.tables().imaging()?.table.on(&(procedure, guidance), edition.date())
}

/// Codes whose definition asks for fluoroscopy or CT.
pub(crate) fn needs_imaging(code: Code) -> bool {
    match of_code(code) {
        Some((FacetInjection, _)) => code >= code!(b"64490"),
        // The visit has no imaging for a basivertebral ablation, which is never done without.
        Some((FacetAblation | SacroiliacAblation | Sacroiliac, _)) => true,
        Some((Epidural, _)) => [
            code!(b"62321"),
            code!(b"62323"),
            code!(b"62325"),
            code!(b"62327"),
            code!(b"64479"),
            code!(b"64480"),
            code!(b"64483"),
            code!(b"64484"),
        ]
        .contains(&code),
        _ => false,
    }
}

/// The side on which a needle procedure was done.
pub(crate) const fn side(service: &Service) -> Option<Side> {
    match &service.what {
        What::EpiduralInjection(it) => it.side,
        What::NerveBlock(it) => it.side,
        What::NerveDestruction(it) => it.side,
        What::FacetInjection(it) => it.side,
        What::FacetAblation(it) => it.side,
        What::SacroiliacInjection(it) => it.side,
        What::JointInjection(it) => it.side,
        What::TendonInjection(it) => it.side,
        What::Chemodenervation(it) => it.side,
        _ => None,
    }
}

/// What an injection or a block was for.
pub(crate) const fn purpose(service: &Service) -> Option<Purpose> {
    match &service.what {
        What::EpiduralInjection(it) => it.purpose,
        What::NerveBlock(it) => it.purpose,
        What::FacetInjection(it) => it.purpose,
        What::SacroiliacInjection(it) => it.purpose,
        _ => None,
    }
}

/// The services that this module knows, acupuncture and dry needling apart.
pub(crate) const fn is_needle(service: &Service) -> bool {
    matches!(
        &service.what,
        What::EpiduralInjection(_)
            | What::NerveBlock(_)
            | What::NerveDestruction(_)
            | What::FacetInjection(_)
            | What::FacetAblation(_)
            | What::SacroiliacInjection(_)
            | What::BasivertebralAblation(_)
            | What::TriggerPointInjection(_)
            | What::JointInjection(_)
            | What::TendonInjection(_)
            | What::Chemodenervation(_)
    )
}

/// The visit names neither a level nor a region of the spine, which decide the code.
pub(crate) fn is_level_open(service: &Service) -> bool {
    match &service.what {
        What::EpiduralInjection(it) => {
            it.approach != EpiduralApproach::Caudal && it.levels.is_empty() && it.region.is_none()
        }
        What::FacetInjection(it) => it.levels.is_empty() && it.region.is_none(),
        What::FacetAblation(it) => it.levels.is_empty() && it.region.is_none(),
        _ => false,
    }
}

/// The joints of a facet injection (no) or ablation (yes), and their side.
fn joints(service: &Service) -> Option<(bool, &[SpinalLevel], Option<Side>)> {
    match &service.what {
        What::FacetInjection(it) => Some((false, &it.levels, it.side)),
        What::FacetAblation(it) => Some((true, &it.levels, it.side)),
        _ => None,
    }
}

/// A facet injection and an ablation, at joints of which none is the same.
pub(crate) fn are_other_joints(one: &Service, other: &Service) -> bool {
    joints(one).zip(joints(other)).is_some_and(|((a, one, _), (b, other, _))| {
        a != b && !one.is_empty() && !other.is_empty() && one.iter().all(|level| !other.contains(level))
    })
}

/// A facet injection and an ablation of which one names no joint beyond those of the other, on the same side.
pub(crate) fn are_same_joints(one: &Service, other: &Service) -> bool {
    joints(one).zip(joints(other)).is_some_and(|((a, one, side), (b, other, other_side))| {
        let within = one.iter().all(|level| other.contains(level));
        a != b && !one.is_empty() && within && side.is_some() && side == other_side
    })
}

/// Parts of the body that are told apart without further words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    Head,
    Neck,
    UpperBack,
    LowBack,
    Limb,
    Trunk,
}

/// The part of the body on which a service acts, where its words tell.
pub(crate) fn site(service: &Service) -> Option<Site> {
    use crate::visit::ToxinSite;
    let of_region = |region| match region {
        SpineRegion::Cervical => Site::Neck,
        SpineRegion::Thoracic => Site::UpperBack,
        SpineRegion::Lumbar | SpineRegion::Sacral => Site::LowBack,
    };
    let spine = |region: Option<SpineRegion>, levels: &[SpinalLevel]| {
        region.or_else(|| levels.first().map(|level| level.region())).map(of_region)
    };
    match &service.what {
        What::EpiduralInjection(it) => spine(it.region, &it.levels),
        What::FacetInjection(it) => spine(it.region, &it.levels),
        What::FacetAblation(it) => spine(it.region, &it.levels),
        What::SacroiliacInjection(_) => Some(Site::LowBack),
        What::NerveBlock(it) if matches!(it.nerve, Some(Nerve::TrigeminalBranch | Nerve::GreaterOccipital)) => {
            Some(Site::Head)
        }
        What::Chemodenervation(it) => match it.site {
            ToxinSite::Limbs => Some(Site::Limb),
            ToxinSite::ChronicMigraine | ToxinSite::Facial => Some(Site::Head),
            ToxinSite::Neck | ToxinSite::Larynx => Some(Site::Neck),
            ToxinSite::Trunk => Some(Site::Trunk),
            _ => None,
        },
        _ => of_words(service.area.as_deref()?),
    }
}

/// The part of the body that a practice's word for an area names, if it is one of the plain words.
fn of_words(area: &str) -> Option<Site> {
    let is = |words: &[&str]| words.iter().any(|word| area.eq_ignore_ascii_case(word));
    Some(match () {
        () if is(&["head", "face"]) => Site::Head,
        () if is(&["cervical", "neck", "cervical spine"]) => Site::Neck,
        () if is(&["thoracic", "upper back", "thoracic spine"]) => Site::UpperBack,
        () if is(&["lumbar", "low back", "lower back", "lumbar spine", "lumbosacral"]) => Site::LowBack,
        () => return None,
    })
}

/// The therapy of a line: of its code.
pub(crate) fn of_line(line: &LineView<'_>) -> Option<(Therapy, Option<Area>)> {
    of_code(line.code())
}
