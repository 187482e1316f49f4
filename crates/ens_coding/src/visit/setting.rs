use alloc::string::String;
use serde::{Deserialize, Serialize};

use crate::book::Terms;
use crate::code::{BillType, PlaceOfService, RevenueCode};
use crate::fact::Fact;
use crate::two::State;

/// The payer of the visit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Payer {
    /// Id of a loaded policy, such as `medicare`, `medicare-ngs`, `uhc` or `tricare`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Decides which generic policy stands in where `id` is missing or unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_of_business: Option<LineOfBusiness>,
    /// What the practice knows of its contract; it goes before the policy.
    #[serde(default, skip_serializing_if = "Terms::is_empty")]
    pub terms: Terms,
}

/// The kind of coverage, which decides the generic policy of an unknown payer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LineOfBusiness {
    /// Original Medicare, Part B.
    Medicare,
    /// A Medicare Advantage plan.
    MedicareAdvantage,
    /// Commercial insurance.
    Commercial,
    /// A state's Medicaid program or its managed care.
    Medicaid,
    /// TRICARE.
    Tricare,
    /// Veterans Affairs community care.
    VaCommunityCare,
    /// Workers' compensation, of a state or federal.
    WorkersCompensation,
    /// The patient pays; no payer's rules apply.
    SelfPay,
}

impl LineOfBusiness {
    /// The id of the generic policy of this line of business.
    pub const fn policy_id(self) -> &'static str {
        match self {
            Self::Medicare => "medicare",
            Self::MedicareAdvantage => "medicare-advantage",
            Self::Commercial => "commercial",
            Self::Medicaid => "medicaid",
            Self::Tricare => "tricare",
            Self::VaCommunityCare => "va-community-care",
            Self::WorkersCompensation => "workers-compensation",
            Self::SelfPay => "self-pay",
        }
    }
}

/// Where the visit happened and how it is billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// CMS place of service, two digits.
    pub place_of_service: PlaceOfService,
    /// The form of the claim.
    pub claim_form: ClaimForm,
    /// Type of bill, on an institutional claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bill_type: Option<BillType>,
    /// Revenue code that the facility's charge master holds for these services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revenue_code: Option<RevenueCode>,
    /// Who bills; the facility on the institutional form, a practitioner on the professional one, where missing. An
    /// ambulatory surgical center bills as a facility on either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub biller: Option<Biller>,
    /// State or territory in which the service was furnished, two letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// The payer has exempted the facility from prior authorization for this date.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub authorization_exempt: Fact,
    /// The patient is in a skilled nursing facility stay under Part A.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub under_snf_part_a: Fact,
    /// The patient is under a home health plan of care.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub under_home_health_plan: Fact,
}

impl Setting {
    /// A place and the form of its claims; nothing else is stated.
    pub const fn new(place_of_service: PlaceOfService, claim_form: ClaimForm) -> Self {
        Self {
            place_of_service,
            claim_form,
            bill_type: None,
            revenue_code: None,
            biller: None,
            state: None,
            authorization_exempt: Fact::NotStated,
            under_snf_part_a: Fact::NotStated,
            under_home_health_plan: Fact::NotStated,
        }
    }
}

/// Who bills a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Biller {
    /// A practitioner or group.
    Practitioner,
    /// A hospital, an ambulatory surgical center or another facility.
    Facility,
}

/// The form of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClaimForm {
    /// CMS-1500 or 837P.
    Professional,
    /// UB-04 or 837I.
    Institutional,
}
