// Words of our own for what an answer to a remittance says.

import type { DenialCause, LineStanding, Missed, OwedBy, ReadCode, RemitLine } from "ens_coding";
import { spaced } from "../common.ts";

const said = (words: Record<string, string>, name: string): string => words[name] ?? spaced(name);

const standings: Record<LineStanding, string> = {
  denied: "Denied",
  denied_in_part: "Denied in part",
  not_denied: "Not denied",
  pending: "Not decided yet",
  not_known: "Not known",
};
export const standing_words = (it: LineStanding): string => said(standings, it);

const actions: Record<NonNullable<RemitLine["action"]>, string> = {
  none: "Nothing: the line was paid as far as the payer pays it",
  corrected_claim: "Send a corrected claim, with what was wrong put right",
  new_claim: "Send a new claim: this one was never processed",
  appeal: "Appeal, with the records",
  send_records: "Send the records that the payer waits for",
  bill_other_payer: "Bill another payer, contractor or facility",
  patient_with_notice: "Bill the patient, if a valid notice was signed before the service",
  write_off: "Let it stand: neither correction nor appeal helps",
  ask_payer: "Ask the payer, or read the plan’s documents",
};
export const action_words = (it: RemitLine["action"]): string => (it ? said(actions, it) : "Not known");

const owed: Record<OwedBy, string> = {
  practice: "the practice bears it, unless it is reversed",
  patient: "the patient owes it",
  patient_if_notified: "the patient owes it if a valid notice was signed, else the practice bears it",
  not_decided: "who owes it is not decided",
};
export const owed_words = (it: OwedBy): string => said(owed, it);

const effects: Record<NonNullable<ReadCode["effect"]>, string> = {
  denial: "a denial",
  reduction: "a reduction, no denial",
  patient_share: "the patient’s share, no denial",
  pending: "the payer waits for something",
  information: "information",
  unprocessable: "never processed, so there is nothing to appeal",
  no_appeal: "no appeal",
};
export const effect_words = (it: ReadCode["effect"]): string => (it ? said(effects, it) : "");

const fits: Record<DenialCause["fit"], string> = {
  reason_and_remark: "reason and remark are those that the rule expects",
  reason: "the reason is the one that the rule expects",
  remark: "a remark is one that the rule expects",
  linked: "the codes point at rules of this kind",
};
export const fit_words = (it: DenialCause["fit"]): string => said(fits, it);

const missed: Record<Missed["because"], string> = {
  not_run: "Rules that may be the ones could not be checked",
  quiet: "The rules that the codes point at find nothing wrong with the line",
  no_rule: "No rule is about this",
  announced: "The line itself says that a denial is expected (GA, GZ or GY)",
};
export const missed_words = (it: Missed["because"]): string => said(missed, it);
