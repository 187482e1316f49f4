//! Codes under which a service of a stimulator is reported, rightly or wrongly.

use crate::code::{Code, code};
use crate::stimulation;

/// Leads of the spine.
pub(super) const SPINAL_LEADS: &[Code] = &[
    code!(b"63650"),
    code!(b"63655"),
    code!(b"63661"),
    code!(b"63662"),
    code!(b"63663"),
    code!(b"63664"),
    code!(b"0784T"),
    code!(b"64555"),
    code!(b"63685"),
];
pub(super) const OTHER_LEADS: &[Code] = &[
    code!(b"64555"),
    code!(b"64575"),
    code!(b"64553"),
    code!(b"64561"),
    code!(b"64580"),
    code!(b"64581"),
    code!(b"64585"),
    code!(b"64596"),
    code!(b"63650"),
    code!(b"64999"),
    code!(b"64595"),
    code!(b"64590"),
];
pub(super) const CRANIAL: &[Code] = &[
    code!(b"64553"),
    code!(b"64568"),
    code!(b"64569"),
    code!(b"64570"),
    code!(b"64582"),
    code!(b"64583"),
    code!(b"64584"),
    code!(b"61880"),
    code!(b"61885"),
    code!(b"61886"),
    code!(b"61888"),
    code!(b"61889"),
    code!(b"61891"),
    code!(b"61892"),
];
pub(super) const BRAIN_LEADS: &[Code] =
    &[code!(b"61850"), code!(b"61860"), code!(b"61863"), code!(b"61867"), code!(b"61880")];
pub(super) const SPINAL_GENERATORS: &[Code] = &[code!(b"63685"), code!(b"63688"), code!(b"64590"), code!(b"0784T")];
pub(super) const OTHER_GENERATORS: &[Code] = &[code!(b"64590"), code!(b"64595"), code!(b"63685"), code!(b"64596")];
pub(super) const INTEGRATED: &[Code] = &[
    code!(b"0784T"),
    code!(b"0785T"),
    code!(b"0786T"),
    code!(b"0787T"),
    code!(b"0587T"),
    code!(b"0588T"),
    code!(b"0816T"),
    code!(b"0817T"),
    code!(b"0818T"),
    code!(b"0819T"),
    code!(b"64596"),
    code!(b"64598"),
    code!(b"63650"),
    code!(b"63655"),
    code!(b"63685"),
    code!(b"63688"),
    code!(b"64555"),
    code!(b"64575"),
    code!(b"64561"),
    code!(b"64581"),
    code!(b"64585"),
    code!(b"64590"),
    code!(b"64595"),
    code!(b"63661"),
    code!(b"63663"),
];
pub(super) const PROGRAMMING: &[Code] = &[
    code!(b"95972"),
    code!(b"95971"),
    code!(b"95970"),
    code!(b"95976"),
    code!(b"95977"),
    code!(b"95980"),
    code!(b"95981"),
    code!(b"95982"),
    code!(b"95983"),
    code!(b"0788T"),
    code!(b"0789T"),
    code!(b"0589T"),
    code!(b"0590T"),
    code!(b"95973"),
    code!(b"95974"),
    code!(b"95975"),
    code!(b"95978"),
    code!(b"95979"),
];
pub(super) const NEEDLES: &[Code] = &[
    code!(b"64999"),
    code!(b"64555"),
    code!(b"64553"),
    code!(b"64575"),
    code!(b"64590"),
    code!(b"64565"),
    code!(b"64561"),
    code!(b"64585"),
    code!(b"63650"),
    code!(b"97032"),
    code!(b"97014"),
    code!(b"G0283"),
    code!(b"97813"),
];
pub(super) const TIBIAL: &[Code] = &[
    code!(b"64566"),
    code!(b"64555"),
    code!(b"64553"),
    code!(b"64561"),
    code!(b"64575"),
    code!(b"64590"),
    code!(b"64999"),
    code!(b"0587T"),
];
pub(super) const EAR: &[Code] = &[
    code!(b"64567"),
    code!(b"0720T"),
    code!(b"0783T"),
    code!(b"64555"),
    code!(b"64553"),
    code!(b"64575"),
    code!(b"64590"),
    code!(b"L8679"),
    code!(b"L8680"),
    code!(b"64999"),
];
pub(super) const MONITORING: &[Code] = &stimulation::MONITORING;
pub(super) const FLUOROSCOPY: &[Code] = &stimulation::FLUOROSCOPY;
pub(super) const ULTRASOUND: &[Code] = &[code!(b"76942")];
