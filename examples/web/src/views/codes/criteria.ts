// Words of our own for what payers ask of a therapy. `{}` is the number; what has none is asked, or with 0 it is not.

import type { Asked } from "ens_coding";

const words: Partial<Record<Asked, string>> = {
  trial: "a trial before the permanent implant",
  trial_relief_percent: "at least {} % relief of pain in the trial",
  trial_analgesics_count: "as much reduction of analgesics will do instead",
  trial_improvement_percent: "at least {} % improvement of symptoms in the trial",
  trial_function: "better function in the trial",
  trial_days_least: "at least {} days of trial",
  trial_days_most: "at most {} days of trial",
  psychological_evaluation: "a psychological evaluation",
  conservative_care: "a record that simpler treatment failed",
  conservative_care_months: "at least {} months of simpler treatment",
  conservative_care_days: "at least {} days of simpler treatment",
  pain_months: "at least {} months of pain",
  pain_days: "at least {} days of pain",
  objective_pathology: "an objective cause of the pain",
  selection: "physical examination, screening for substance abuse, education, effect on daily living",
  leads: "at most {} leads",
  contacts: "at most {} contacts",
  trial_leads: "at most {} leads in a trial",
  leads_per_year: "at most {} leads in 365 days",
  trials_per_life: "at most {} trials of a region of the spine in a life",
  trial_leads_per_life: "at most {} trial leads in a life",
  repeat_reason: "a technical reason, or a new kind of stimulation, for a repeated trial",
  paddles_per_life: "at most {} paddle leads in a life",
  permanent_in_office: "a permanent implant may be placed in the office",
  removal_in_office: "leads may be removed or revised in the office",
  programming_days: "{} days between two programming sessions, but for the first month",
  sessions: "at most {} sessions in a course",
  trial_ratio_percent: "of a clinician: at least {} % permanent implants after trials",
  distinct_percent: "of a clinician: 59 or X on at most {} % of the claims with a pair for it",
  kx_percent: "of a clinician: KX on at most {} % of the claims with therapy",
  suitability_test_only: "only to test whether a stimulator should be implanted",
  test_days: "at most {} days of that test",
  national_criteria: "the strict criteria of a national policy",
  interval_days: "at least {} days between two sessions",
  levels: "at most {} levels in a session",
  levels_on_appeal: "{} levels in a session are paid without an appeal",
  interlaminar_levels: "at most {} levels of an interlaminar or caudal injection",
  regions_per_day: "at most {} regions of the spine in a day",
  sites: "at most {} sites of nerve blocks in a session",
  relief_percent: "at least {} % relief after the last session, before it is repeated",
  relief_days: "that relief lasted at least {} days",
  retry_days: "another technique without relief from {} days after the first session",
  diagnostic_blocks: "{} diagnostic blocks before an ablation",
  diagnostic_relief_percent: "at least {} % relief after each diagnostic block",
  diagnostic_interval_days: "at least {} days between the first and second diagnostic block",
  imaging: "fluoroscopy or CT",
  contrast: "contrast, unless it is contraindicated",
  views: "{} saved views",
  no_guidance: "guidance by imaging is not paid with it",
  no_supplies: "needles and supplies are part of it",
  no_sedation: "moderate sedation is not routine",
  diagnostic_modifier: "KX on diagnostic lines, and on no others",
  scale: "a scale of pain or function",
  trigger_point_findings: "{} signs of trigger points on examination",
  provocation_tests: "{} positive provocation tests of the sacroiliac joint",
  headache_days: "{} days with headache in a month",
  migraine_days: "{} days with signs of migraine in a month",
  failed_treatments: "it ends after {} adequate treatments that fail",
  no_biologic: "no biologic or unapproved substance",
  no_radiculopathy: "no untreated radiculopathy",
  nothing: "nothing: what is inherited of other policies does not hold",
  policy_pending: "a policy is proposed; its outcome is not known",
};

/** A criterion that is not in the list yet is shown as the data have it. */
export function criterion_words(name: string, value: string): string {
  const said = (words as Record<string, string>)[name];
  if (said === undefined) return `${name.replaceAll("_", " ")}: ${value}`;
  if (said.includes("{}"))
    return said
      .replace("{}", value)
      .replace(/\b1 (lead|contact|trial|paddle lead|level|site|region|session|view|sign|day|month)s\b/, "1 $1");
  return value === "0" ? `not: ${said}` : said;
}
