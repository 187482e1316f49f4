//! Adds a payer of one's own: `cargo run -p ens_coding_examples --example own_policy`.

use ens_coding::visit::Payer;
use ens_coding::{Rulebook, code, json};

/// A plan that follows Medicare's code for unattended stimulation and Medicare's way of counting minutes.
const POLICY: &[u8] = br#"{
  "policy": "lakeside-plan",
  "title": "Lakeside Plan, an invented commercial payer",
  "line_of_business": "commercial",
  "inherits": "commercial",
  "sources": [{ "id": "lakeside-contract", "title": "Contract with Lakeside Plan", "trust": "primary" }],
  "terms": {
    "unattended_stimulation": [
      { "value": "G0283", "from": "2024-01-01", "source": "lakeside-contract", "trust": "primary" }
    ],
    "counting_method": [
      { "value": "cms", "from": "2024-01-01", "source": "lakeside-contract", "trust": "primary" }
    ]
  },
  "codes": [
    { "code": "97014", "take": "G0283", "from": "2024-01-01", "source": "lakeside-contract", "trust": "primary" }
  ]
}"#;

const VISIT: &str = include_str!("../../visits/g5-acupuncture-different-sites.json");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let book = Rulebook::bundled_with([POLICY])?;
    let mut visit = json::visit(VISIT)?;
    for payer in ["commercial", "lakeside-plan"] {
        visit.payer = Payer::default(); // without the contract's terms, which would go before any policy
        visit.payer.id = Some(payer.into());
        let outcome = code(&visit, &book)?;
        let codes: Vec<String> = outcome.claim.lines.iter().map(|line| line.code.to_string()).collect();
        println!("{payer}: {}", codes.join(" "));
    }
    Ok(())
}
