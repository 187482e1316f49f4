//! What a visit's parts owe each other, beyond their types.

use alloc::format;
use alloc::vec::Vec;

use super::{Minutes, Visit, What};
use crate::error::Problem;

/// More than any visit has; keeps the work on a document bounded.
const MOST: [(&str, usize); 5] = [
    ("performers", 50),
    ("diagnoses", 100),
    ("services", 200),
    ("history.services", 10_000),
    ("history.authorizations", 1_000),
];

impl Visit {
    /// Every problem that the types cannot exclude; `root` is the path of the visit in problems.
    #[doc(hidden)]
    pub fn problems(&self, root: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        let counts = [
            self.performers.len(),
            self.diagnoses.len(),
            self.services.len(),
            self.history.services.as_ref().map_or(0, Vec::len),
            self.history.authorizations.len(),
        ];
        for ((field, most), count) in MOST.into_iter().zip(counts) {
            if count > most {
                problems.push(Problem::new("limit/exceeded", format!("{root}.{field}")));
            }
        }
        if !problems.is_empty() {
            return problems; // the pairwise checks below are for documents of a sane size
        }
        for (at, performer) in self.performers.iter().enumerate() {
            if self.performers.iter().take(at).any(|earlier| earlier.id == performer.id) {
                problems.push(Problem::new("visit/performer-duplicate", format!("{root}.performers[{at}].id")));
            }
        }
        for (at, service) in self.services.iter().enumerate() {
            let path = |rest: &str| format!("{root}.services[{at}].{rest}");
            if service.performer.is_some() && self.performer_of(service).is_none() {
                problems.push(Problem::new("visit/performer-unknown", path("performer")));
            }
            let known = |id| self.services.iter().any(|other| other.id.as_ref() == Some(id));
            if service.concurrent_with.iter().any(|id| !known(id)) {
                problems.push(Problem::new("visit/service-unknown", path("concurrent_with")));
            }
            if service.id.is_some() && self.services.iter().take(at).any(|earlier| earlier.id == service.id) {
                problems.push(Problem::new("visit/service-duplicate", path("id")));
            }
            if service.assistant_minutes.is_some_and(|part| part.get() > service.minutes.map_or(0, Minutes::get)) {
                problems.push(Problem::new("visit/assistant-minutes", path("assistant_minutes")));
            }
            match &service.what {
                What::SpinalManipulation(it) if !(1..=5).contains(&it.regions) => {
                    problems.push(Problem::new("value/out-of-range", path("what.spinal_manipulation.regions")));
                }
                What::DryNeedling(it) if it.muscles == 0 => {
                    problems.push(Problem::new("value/out-of-range", path("what.dry_needling.muscles")));
                }
                What::WoundStimulation(it) if it.wound.stage.is_some_and(|stage| !(1..=4).contains(&stage)) => {
                    problems.push(Problem::new("value/out-of-range", path("what.wound_stimulation.wound.stage")));
                }
                What::TriggerPointInjection(it) if it.muscles == 0 => {
                    problems.push(Problem::new("value/out-of-range", path("what.trigger_point_injection.muscles")));
                }
                What::Chemodenervation(it) => {
                    for (limb, treated) in it.limbs.iter().enumerate() {
                        let path = |rest: &str| path(&format!("what.chemodenervation.limbs[{limb}].{rest}"));
                        if treated.muscles == 0 {
                            problems.push(Problem::new("value/out-of-range", path("muscles")));
                        }
                        if it.limbs.iter().take(limb).any(|earlier| earlier.limb == treated.limb) {
                            problems.push(Problem::new("visit/limb-duplicate", path("limb")));
                        }
                    }
                }
                _ => {}
            }
        }
        problems
    }
}
