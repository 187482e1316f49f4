//! Packs that a user compiles: several editions of a table, of which the date of service picks; damaged and misplaced ones;
//! and what they say, held to slow and simple readings of the same rows.

#[path = "editions/cited.rs"]
mod cited;
#[path = "editions/damaged.rs"]
mod damaged;
#[path = "editions/made.rs"]
mod made;
#[path = "editions/oracle.rs"]
mod oracle;
#[path = "editions/picked.rs"]
mod picked;
#[path = "editions/together.rs"]
mod together;
#[allow(dead_code, reason = "only the runner of properties is asked for here")]
#[path = "properties/visits.rs"]
mod visits;
#[path = "editions/written.rs"]
mod written;
