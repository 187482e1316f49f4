//! The bundled tables and payer policies of `ens_coding`, as bytes. There is no code here but the list of the parts.
#![no_std]

mod parts;

/// Every bundled part, packs and policies.
pub fn parts() -> impl Iterator<Item = &'static [u8]> {
    parts::PARTS.iter().map(|(_, bytes)| *bytes)
}

/// Every bundled part with its name, `packs/NAME.pack` or `policies/NAME.json`.
pub fn named_parts() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    parts::PARTS.iter().copied()
}
