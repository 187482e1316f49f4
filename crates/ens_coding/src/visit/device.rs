use serde::{Deserialize, Serialize};

use crate::code::Code;

/// A stimulator for use at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// The device.
    pub item: DeviceItem,
    /// Rented or bought; rented where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction: Option<Transaction>,
}

/// Stimulators that have a code of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeviceItem {
    /// TENS with two leads.
    TensTwoLeads,
    /// TENS with four leads or more.
    TensFourLeads,
    /// Garment that conducts current to the skin.
    ConductiveGarment,
    /// Neuromuscular stimulator.
    NeuromuscularStimulator,
    /// Neuromuscular stimulator for scoliosis.
    ScoliosisStimulator,
    /// Stimulator for osteoarthritis of the knee.
    KneeOsteoarthritisStimulator,
    /// Functional stimulator for walking after spinal cord injury.
    WalkingStimulator,
    /// Stimulator for wounds.
    WoundStimulator,
    /// Another functional stimulator.
    OtherFunctionalStimulator,
}

/// How a device changes hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Transaction {
    /// Rented, also for a trial.
    Rental,
    /// Bought new.
    Purchase,
}

/// Supplies of a stimulator, and devices that a procedure implants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Supply {
    /// The supply's or device's code, such as A4595, A4557, C1778 or C1820.
    pub code: Code,
    /// Items given; for monthly supplies the months. One where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u16>,
}
