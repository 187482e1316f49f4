//! Codes under which a needle procedure is reported, rightly or wrongly.

use crate::code::{Code, code};

pub(super) const EPIDURALS: &[Code] = &[
    code!(b"62320"),
    code!(b"62321"),
    code!(b"62322"),
    code!(b"62323"),
    code!(b"62324"),
    code!(b"62325"),
    code!(b"62326"),
    code!(b"62327"),
    code!(b"64479"),
    code!(b"64480"),
    code!(b"64483"),
    code!(b"64484"),
    code!(b"0228T"),
    code!(b"0229T"),
    code!(b"0230T"),
    code!(b"0231T"),
];
pub(super) const BLOCKS: &[Code] = &[
    code!(b"64400"),
    code!(b"64402"),
    code!(b"64405"),
    code!(b"64408"),
    code!(b"64410"),
    code!(b"64413"),
    code!(b"64415"),
    code!(b"64416"),
    code!(b"64417"),
    code!(b"64418"),
    code!(b"64420"),
    code!(b"64421"),
    code!(b"64425"),
    code!(b"64430"),
    code!(b"64435"),
    code!(b"64445"),
    code!(b"64446"),
    code!(b"64447"),
    code!(b"64448"),
    code!(b"64449"),
    code!(b"64450"),
    code!(b"64451"),
    code!(b"64454"),
    code!(b"64455"),
    code!(b"64461"),
    code!(b"64462"),
    code!(b"64463"),
    code!(b"64466"),
    code!(b"64467"),
    code!(b"64468"),
    code!(b"64469"),
    code!(b"64473"),
    code!(b"64474"),
    code!(b"64486"),
    code!(b"64487"),
    code!(b"64488"),
    code!(b"64489"),
    code!(b"64505"),
    code!(b"64510"),
    code!(b"64517"),
    code!(b"64520"),
    code!(b"64530"),
    code!(b"64999"),
];
pub(super) const DESTRUCTIONS: &[Code] = &[
    code!(b"64600"),
    code!(b"64605"),
    code!(b"64610"),
    code!(b"64620"),
    code!(b"64624"),
    code!(b"64625"),
    code!(b"64630"),
    code!(b"64632"),
    code!(b"64633"),
    code!(b"64635"),
    code!(b"64640"),
    code!(b"64680"),
    code!(b"64681"),
    code!(b"64999"),
];
pub(super) const FACET_INJECTIONS: &[Code] = &[
    code!(b"64490"),
    code!(b"64491"),
    code!(b"64492"),
    code!(b"64493"),
    code!(b"64494"),
    code!(b"64495"),
    code!(b"0213T"),
    code!(b"0214T"),
    code!(b"0215T"),
    code!(b"0216T"),
    code!(b"0217T"),
    code!(b"0218T"),
];
pub(super) const FACET_ABLATIONS: &[Code] =
    &[code!(b"64633"), code!(b"64634"), code!(b"64635"), code!(b"64636"), code!(b"64640"), code!(b"64999")];
pub(super) const SACROILIAC: &[Code] =
    &[code!(b"27096"), code!(b"G0260"), code!(b"64451"), code!(b"20610"), code!(b"20611")];
pub(super) const BASIVERTEBRAL: &[Code] = &[code!(b"64628"), code!(b"64629")];
pub(super) const TRIGGER_POINTS: &[Code] = &[code!(b"20552"), code!(b"20553"), code!(b"20560"), code!(b"20561")];
pub(super) const JOINTS: &[Code] =
    &[code!(b"20600"), code!(b"20604"), code!(b"20605"), code!(b"20606"), code!(b"20610"), code!(b"20611")];
pub(super) const TENDONS: &[Code] = &[code!(b"20550"), code!(b"20551")];
pub(super) const LIMBS: &[Code] = &[code!(b"64642"), code!(b"64643"), code!(b"64644"), code!(b"64645")];
pub(super) const TOXIN_SITES: &[Code] = &[
    code!(b"64611"),
    code!(b"64612"),
    code!(b"64615"),
    code!(b"64616"),
    code!(b"64617"),
    code!(b"64646"),
    code!(b"64647"),
    code!(b"64650"),
    code!(b"64653"),
    code!(b"64640"),
    code!(b"52287"),
    code!(b"67345"),
    code!(b"43201"),
];
pub(super) const SEDATION: &[Code] =
    &[code!(b"99151"), code!(b"99152"), code!(b"99153"), code!(b"99155"), code!(b"99156"), code!(b"99157")];
