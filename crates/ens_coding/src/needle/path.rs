//! Paths of the fields that needle procedures share, as findings name them.

use crate::run::{Context, LineView};
use crate::visit::{Service, What};

/// The path of a field of a service, by what the service is.
macro_rules! of {
    ($service:expr, $field:literal) => {
        match &$service.what {
            What::EpiduralInjection(_) => concat!("services.what.epidural_injection.", $field),
            What::NerveBlock(_) => concat!("services.what.nerve_block.", $field),
            What::NerveDestruction(_) => concat!("services.what.nerve_destruction.", $field),
            What::FacetInjection(_) => concat!("services.what.facet_injection.", $field),
            What::FacetAblation(_) => concat!("services.what.facet_ablation.", $field),
            What::SacroiliacInjection(_) => concat!("services.what.sacroiliac_injection.", $field),
            What::JointInjection(_) => concat!("services.what.joint_injection.", $field),
            What::TendonInjection(_) => concat!("services.what.tendon_injection.", $field),
            What::Chemodenervation(_) => concat!("services.what.chemodenervation.", $field),
            _ => "services",
        }
    };
}

/// Of the imaging of a line's first service.
pub(crate) fn imaging(context: &Context<'_>, line: &LineView<'_>) -> &'static str {
    context.service_of(line).map_or("services", |service| of!(service, "imaging"))
}

/// Of the imaging of a service.
pub(crate) const fn imaging_of(service: &Service) -> &'static str {
    of!(service, "imaging")
}

/// Of the method of an ablation.
pub(crate) const fn method(service: &Service) -> &'static str {
    of!(service, "method")
}

/// Of the purpose of a line's first service.
pub(crate) fn purpose(context: &Context<'_>, line: &LineView<'_>) -> &'static str {
    context.service_of(line).map_or("services", |service| of!(service, "purpose"))
}

/// Of the side of a line's first service.
pub(crate) fn side(context: &Context<'_>, line: &LineView<'_>) -> &'static str {
    context.service_of(line).map_or("services", |service| of!(service, "side"))
}

/// Of the levels of a service.
pub(crate) const fn levels(service: &Service) -> &'static str {
    of!(service, "levels")
}

/// Of the nerve of a service.
pub(crate) const fn nerve(service: &Service) -> &'static str {
    of!(service, "nerve")
}
