//! Codes a visit that is built in Rust: `cargo run -p ens_coding_examples --example code_a_visit`.
//!
//! Hardly anything of the record is stated, so the answer is incomplete and lists what it lacks.

use ens_coding::visit::*;
use ens_coding::{Fact, Rulebook, code, explain};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let visit = Visit {
        patient: None,
        payer: Payer { id: Some("medicare".into()), ..Payer::default() },
        date_of_service: "2024-08-14".parse()?,
        setting: Setting {
            under_snf_part_a: Fact::No,
            under_home_health_plan: Fact::No,
            ..Setting::new("11".parse()?, ClaimForm::Professional)
        },
        performers: vec![Performer { id: "pt".into(), kind: PerformerKind::PhysicalTherapist }],
        plan_of_care: None,
        diagnoses: vec!["M54.59".parse()?],
        services: vec![service(What::TherapeuticExercise, 24), service(stimulation(), 15)],
        documentation: Documentation::default(),
        history: History::default(),
    };
    print!("{}", explain(&code(&visit, Rulebook::bundled())?));
    Ok(())
}

fn stimulation() -> What {
    let stimulation = Stimulation {
        waveform: Some(Waveform::Interferential),
        attended: Fact::No, // to be near for safety is not attendance
        ..Stimulation::default()
    };
    What::ElectricalStimulation(stimulation)
}

fn service(what: What, minutes: u16) -> Service {
    Service { minutes: Minutes::new(minutes), ..Service::new(what) }
}
