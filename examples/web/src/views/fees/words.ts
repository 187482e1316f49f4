// Words of our own for the steps and limits of a fee estimate.

import type { Assumption, FeeEstimate, FeeStep, NotConsidered, Reason } from "ens_coding";
import { count, spaced } from "../common.ts";

/** A name that is not in the list yet is shown as it is. */
const said = <Name extends string>(words: Partial<Record<Name, string>>, name: Name): string => words[name] ?? spaced(name);

const steps: Partial<Record<FeeStep["step"], string>> = {
  fee: "Fee of the unit, times the units",
  drug_price: "The price that was given for the drug",
  both_sides: "Both sides of the body",
  therapy_reduction: "Practice expense of further therapy is halved",
  multiple_procedures: "Reduced beside a higher procedure of the day",
  assistant_at_surgery: "Assistant at surgery",
  practitioner: "Rate of the practitioner",
  medicare_share: "Medicare’s part",
  therapy_assistant: "Furnished by a therapist’s assistant",
  sequestration: "Sequestration",
};

export function step_words({ step, percent, units, modifier, indicator }: FeeStep): string {
  const more = [
    typeof percent === "number" && `${percent} %`,
    typeof units === "number" && `of ${count(units, "unit")}`,
    modifier && `modifier ${modifier}`,
    indicator && `indicator ${indicator}`,
  ].filter(Boolean);
  return said(steps, step) + (more.length ? ` (${more.join(", ")})` : "");
}

const reasons: Partial<Record<Reason, string>> = {
  not_medicare: "the payer does not pay by Medicare’s fee schedule",
  not_this_schedule: "it is paid by another fee schedule or system",
  consolidated_billing: "it is paid with the stay or the plan of care, not apart",
  billed_for_denial: "it is billed so that it is denied",
  no_drug_price: "no price was given for the drug",
  code_not_in_force: "the code is not in force on the date",
  table_not_loaded: "a table is not loaded",
  not_in_table: "the loaded fee schedule does not have the code",
  no_release_for_date: "no release of the year is loaded",
  no_factor_for_date: "no conversion factor is known for the date",
  carrier_priced: "the contractor sets the price",
  not_valid_for_medicare: "not valid for Medicare",
  not_covered: "not covered",
  excluded_from_schedule: "excluded from the fee schedule",
  bundled: "its payment is in that of other services",
  anesthesia: "anesthesia is paid by time and base units",
  reporting_only: "it reports, and is not paid",
  status_unknown: "its status is not known",
  no_relative_values: "it has no relative values",
  not_priced_in_setting: "it has no price in this setting",
  place_unknown: "the place of service does not tell the setting",
  modifier_not_allowed: "the fee schedule does not allow a modifier of the line",
  by_report: "the contractor decides by the record",
  sides_undecided: "its two sides cannot be told apart",
  paid_once_for_both_sides: "the other line of the two sides has the one payment",
  endoscopy_rule: "the rule of several endoscopies is not calculated",
  diagnostic_reduction: "the reduction of several diagnostic services is not calculated",
  indicator_unknown: "an indicator that decides is not in the table",
  locality_unknown: "no loaded table has the locality or ZIP code",
  locality_undecided: "the ZIP code lies in several localities",
  performer_undecided: "it is not said which of several performers furnished it",
};
export const reason_words = (reason: Reason): string => said(reasons, reason);

const assumptions: Partial<Record<Assumption, string>> = {
  national: "national amounts: no locality was named",
  not_a_qualifying_participant: "the biller is no qualifying participant of an advanced payment model",
  nearest_release: "the release of the fee schedule is of the same year, not of the date",
  nearest_area: "the table of areas does not cover the date",
  units_are_separate: "several units are so many procedures, not two sides of one",
  full_rate: "the full rate: nobody is named who furnished the service",
};
export const assumption_words = (it: Assumption): string => said(assumptions, it);

const open: Partial<Record<NotConsidered, string>> = {
  coverage_and_edits: "whether the line is covered, and whether an edit denies it",
  deductible: "the deductible",
  actual_charge: "a charge below the amount",
  other_claims: "other claims of the day",
  non_participation: "practitioners who do not participate",
  incentive_programs: "incentive programs and shortage areas",
  other_insurance: "another insurance that pays first",
  imaging_cap: "the cap on the technical part of imaging",
};
export const not_considered = ({ not_considered }: FeeEstimate): string =>
  not_considered.map((it) => said(open, it)).join("; ");

const hundredths = (value: number): string => (value / 100).toFixed(2);
const thousandths = (value: number): string => (value / 1000).toFixed(3);

/** How the fee of a unit comes about, as an equation. */
export function equation(
  { area, conversion_factor }: FeeEstimate,
  values: NonNullable<FeeEstimate["lines"][number]["values"]>,
): string {
  const at = (value: number, index: number | undefined) =>
    index === undefined || index === 1000 ? hundredths(value) : `${hundredths(value)} × ${thousandths(index)}`;
  const parts = [
    `work ${at(values.work, area?.work)}`,
    `practice expense ${at(values.practice_expense, area?.practice_expense)}`,
    `malpractice ${at(values.malpractice, area?.malpractice)}`,
  ];
  const factor = conversion_factor ? ` × $${(conversion_factor.ten_thousandths / 10000).toFixed(4)}` : "";
  return `(${parts.join(" + ")})${factor}`;
}
