//! The words of an estimate: stable, and the same in every language.

use serde::{Deserialize, Serialize};

/// Lists of words, in JSON by their names.
macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $word:literal])+ $variant:ident,)* })*) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[doc = $word])+ $variant,)* }
    )*};
}

words! {
    /// Where the priced claim comes from.
    Origin {
        /// The visit was coded, and the recommended claim is priced.
        Drafted,
        /// The request's claim is priced as it is.
        Submitted,
    }

    /// Which practice expense is paid.
    FeeSetting {
        /// The facility has the expense, and is paid by itself.
        Facility,
        /// The practice has the expense.
        NonFacility,
    }

    /// A step of the calculation. Up to `practitioner` amounts are what Medicare allows; from `medicare_share` on they are
    /// what it pays.
    StepKind {
        /// Relative values, indices and conversion factor give the fee of a unit, and the units its multiple.
        Fee,
        /// The price that the request names for a drug.
        DrugPrice,
        /// Both sides of the body, by the bilateral indicator.
        BothSides,
        /// The practice expense of all units of therapy but one is halved.
        TherapyReduction,
        /// All procedures of the day but the highest are reduced.
        MultipleProcedures,
        /// An assistant at surgery gets a part of the fee.
        AssistantAtSurgery,
        /// A nurse practitioner, physician assistant or clinical nurse specialist gets a part of the fee.
        Practitioner,
        /// Medicare pays a part of what it allows, the patient the rest.
        MedicareShare,
        /// A therapist's assistant furnished the service, in whole or in part.
        TherapyAssistant,
        /// Sequestration.
        Sequestration,
    }

    /// Why a line has no amount.
    Reason {
        /// The payer is not original Medicare: its amounts stand in a contract or a schedule of its own.
        NotMedicare,
        /// A facility bills, and not for therapy: another payment system pays.
        NotThisSchedule,
        /// Therapy under a Part A stay or a home health plan is paid to the facility or the agency.
        ConsolidatedBilling,
        /// A modifier says that no payment is expected: GY, GZ or GX.
        BilledForDenial,
        /// A drug, and the request names no price for it.
        NoDrugPrice,
        /// The code is not in force on the date of service.
        CodeNotInForce,
        /// A table is not loaded, or none of its editions covers the date of service: `lacks` names it.
        TableNotLoaded,
        /// The fee schedule that is loaded has no row of the code, or of its component.
        NotInTable,
        /// No loaded release of the fee schedule is of the date of service, or of its year.
        NoReleaseForDate,
        /// No conversion factor is known for the date of service.
        NoFactorForDate,
        /// The contractor sets the price (status C, or R without values).
        CarrierPriced,
        /// Medicare uses another code (status I or G, or the values are marked as not used).
        NotValidForMedicare,
        /// Medicare does not cover it (status N).
        NotCovered,
        /// Paid by other means than the fee schedule, if at all (status E or X).
        ExcludedFromSchedule,
        /// Always part of other services (status B or P), or of the others of the day (status T).
        Bundled,
        /// Anesthesia is priced by time (status J).
        Anesthesia,
        /// The code only reports (status M or Q).
        ReportingOnly,
        /// The status of the row is none of the known ones.
        StatusUnknown,
        /// The row has no relative values.
        NoRelativeValues,
        /// There is no price in this setting (NA).
        NotPricedInSetting,
        /// The table of places of service does not have the place.
        PlaceUnknown,
        /// The indicator of the fee schedule does not allow the modifier.
        ModifierNotAllowed,
        /// The contractor decides by the record: a modifier for less, more or shared work, or a sixth procedure.
        ByReport,
        /// The code stands on several lines of a side, so that the pairs cannot be told.
        SidesUndecided,
        /// The other line of the two sides has the one payment for both.
        PaidOnceForBothSides,
        /// Several endoscopies: their rule is not calculated.
        EndoscopyRule,
        /// Several diagnostic services with a reduction of their own: it is not calculated.
        DiagnosticReduction,
        /// The loaded rows do not have the indicator that decides.
        IndicatorUnknown,
        /// The locality or ZIP code is in none of the loaded tables.
        LocalityUnknown,
        /// The ZIP code lies in several localities: its four further digits decide.
        LocalityUndecided,
        /// Performers with different rates are named, and not who furnished the line.
        PerformerUndecided,
    }

    /// What the estimate takes for granted.
    Assumption {
        /// No locality was named: all indices are 1, as in national amounts.
        National,
        /// The biller is no qualifying participant of an advanced payment model, since nothing was said.
        NotAQualifyingParticipant,
        /// The release of the fee schedule is of the same year, and not of the date.
        NearestRelease,
        /// The table of indices, or that of ZIP codes, is of the same year, and not of the date.
        NearestArea,
        /// Several units without a side are so many procedures, and not the two sides of one.
        UnitsAreSeparate,
        /// Nobody is named who furnished the service: the full rate.
        FullRate,
    }

    /// What the estimate does not look at.
    NotConsidered {
        /// Whether the line is covered, and whether edits deny it.
        CoverageAndEdits,
        /// The patient's deductible.
        Deductible,
        /// A charge that is below the amount.
        ActualCharge,
        /// Services of other claims of the day.
        OtherClaims,
        /// Practitioners who do not participate.
        NonParticipation,
        /// Payments and reductions of incentive programs and of shortage areas.
        IncentivePrograms,
        /// Another insurance that pays first.
        OtherInsurance,
        /// The technical part of imaging is capped at the amount of hospital outpatient departments.
        ImagingCap,
    }
}
