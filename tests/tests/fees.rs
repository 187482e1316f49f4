//! Fee estimates: single rules, published amounts, real files against another calculation, and what holds for every claim.

#[path = "fees/asked.rs"]
mod asked;
#[path = "fees/editions.rs"]
mod editions;
#[path = "fees/made.rs"]
mod made;
#[path = "fees/published.rs"]
mod published;
#[path = "fees/random.rs"]
mod random;
#[path = "fees/real.rs"]
mod real;
#[path = "fees/refused.rs"]
mod refused;
#[path = "fees/rules.rs"]
mod rules;
#[path = "fees/seam.rs"]
mod seam;
#[path = "properties/visits.rs"]
#[allow(dead_code, reason = "only the random lines are asked for")]
mod visits;
