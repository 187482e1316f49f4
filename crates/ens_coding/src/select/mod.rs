//! From the visit to a draft of the claim. Selection sees no fee and no price.

pub(crate) mod choice;
pub(crate) mod codes;
mod draft;
pub(crate) mod drug;
mod guided;
mod lines;
pub(crate) mod modifiers;
mod needle;
mod nerve;
mod parts;
pub(crate) mod reasons;
mod reported;
mod reported_needles;
pub(crate) mod spine;
mod stimulator;
pub(crate) mod surgical;
mod toxin;
pub(crate) mod united;
pub(crate) mod units;

pub(crate) use choice::{Choice, Part, choose_all};
pub(crate) use draft::{assistant_split, draft, sort_modifiers};
pub(crate) use lines::billed_code;
