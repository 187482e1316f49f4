// The fields of the form, as data: where each is in the visit, what it is called, and how it is asked.

import { type Options, counting, disciplines, performers, separations, waivers, waveforms } from "./words.ts";

export type Kind = "fact" | "text" | "code" | "number" | "date" | "money" | "yes" | Options;
export interface Field {
  /** Path below the part of the visit that the field belongs to. */
  at: string;
  label: string;
  kind: Kind;
  hint?: string;
  /** What an empty choice means; `required` has none. */
  none?: string;
}

/** Asked as yes, no, not stated. */
export const is_question = (kind: Kind): boolean => kind === "fact" || kind === "yes";

const field = (at: string, label: string, kind: Kind, more: Partial<Field> = {}): Field => ({ at, label, kind, ...more });

export const note: Field[] = [
  field("modality", "Kind of current or technique", "fact"),
  field("site", "Electrode sites or area treated", "fact"),
  field("parameters", "Settings: frequency, pulse width, intensity", "fact"),
  field("tolerance", "Tolerance and skin check", "fact"),
  field("minutes", "Minutes of the service", "fact"),
  field("response", "Response: pain, motion, strength or swelling", "fact"),
  field("goal", "Link to a functional goal of the plan", "fact"),
];

export const service_note: Field[] = [
  field("attendance", "Constant one-on-one attendance with skilled work, the whole counted time", "fact"),
  field("separation", "Set apart from others by", separations),
  field("separately_identifiable", "The evaluation stands on its own, significant and separate", "fact"),
  field("unlisted_report", "Report that describes an unlisted service and names a comparable one", "fact"),
];

export const plan: Field[] = [
  field("established", "A written plan exists", "fact"),
  field("certified", "Certified for this date: signed and dated", "fact"),
  field("certified_on", "Certified on", "date"),
  field("certified_by", "Certified by", performers),
  field("first_treatment", "First treatment", "date"),
  field("certified_through", "Certified through", "date"),
  field("initial", "Initial certification (no: a recertification)", "fact"),
  field("order_on_file", "Signed and dated order on file", "fact"),
  field("sent_after_days", "Days from evaluation until the plan was sent", "number"),
];

export const record: Field[] = [
  field("improving", "The patient measurably improves", "fact"),
  field("treatment_days_since_progress_report", "Treatment days since the last progress report", "number", {
    hint: "this one included",
  }),
  field("necessity_beyond_threshold", "Therapy beyond the yearly threshold is necessary", "fact"),
  field("active_treatment", "Manipulation is active treatment (no: maintenance)", "fact"),
  field("excluded_cause", "Systemic cause, after surgery, or of a pregnancy", "fact"),
  field("condition_days", "The condition has lasted, in days", "number"),
  field("waiver", "Notice of liability that the patient signed", waivers),
];

export const device: Field[] = [
  field("order", "Order of the treating practitioner", "fact"),
  field("acute_postoperative", "For acute pain after surgery", "fact"),
  field("days_since_surgery", "Days since that surgery", "number"),
  field("pain_months", "The pain has lasted, in whole months", "number"),
  field("other_treatment_failed", "Other appropriate treatment failed", "fact"),
  field("trial_done", "A trial took place", "fact"),
  field("trial.from", "Monitored trial, first day", "date"),
  field("trial.to", "Monitored trial, last day", "date"),
  field("four_lead_reason", "Why four leads are needed", "fact"),
  field("approved_study", "Enrolled in a study that the payer approved", "fact"),
  field("nerve_supply_intact", "Nerve supply to the muscle is intact", "fact"),
  field("disuse_atrophy", "Disuse atrophy of a cause that is not neurological", "fact"),
  field("walking_sessions", "Therapy sessions with the walking stimulator", "number"),
  field("walking_criteria_met", "All characteristics of the walking policy are recorded", "fact"),
  field("leads", "Leads of the patient’s device, where only supplies are billed", "number"),
];

export const terms: Field[] = [
  field("unattended_stimulation", "Code it takes for unattended stimulation", "code"),
  field("counting_method", "How minutes become units", counting),
  field("pair_edits", "National pair edits apply", "fact"),
  field("unit_edits", "National unit edits apply", "fact"),
  field("therapy_modifier", "GP, GO or GN is required", "fact"),
  field("assistant_modifier", "CQ or CO is required", "fact"),
  field("x_modifiers", "XE, XS, XP and XU are taken", "fact"),
  field("certified_plan", "A certified plan of care is required", "fact"),
];

/** What kinds of services ask for more. */
export const options: Record<string, Field[]> = {
  electrical_stimulation: [
    field("attended", "Attended: direct one-on-one contact the whole counted time", "fact", {
      hint: "presence for safety is not",
    }),
    field("waveform", "Kind of current", waveforms),
    field("through_acupuncture_needles", "The current went through acupuncture needles", "fact"),
  ],
  wound_stimulation: [
    field(
      "energy",
      "Energy",
      [
        ["electrical", "Electrical current"],
        ["electromagnetic", "Pulsed electromagnetic field"],
      ],
      { none: "Choose…" },
    ),
    field(
      "wound.kind",
      "Wound",
      [
        ["pressure", "Pressure ulcer"],
        ["arterial", "Arterial ulcer"],
        ["diabetic", "Diabetic ulcer"],
        ["venous", "Venous ulcer"],
        ["other", "Another wound"],
      ],
      { none: "As the diagnoses say" },
    ),
    field("wound.stage", "Stage of a pressure ulcer", "number", { hint: "1 to 4" }),
    field("wound.standard_care_days", "Days of standard care before stimulation", "number"),
    field("wound.healing", "Measurable healing in the last 30 days", "fact"),
    field("wound.stimulation_days", "Days since stimulation of this wound began", "number"),
    field("wound.physician_evaluation_days", "Days since a physician evaluated the wound", "number"),
    field("wound.epithelialised", "The wound bed is fully epithelialised", "fact"),
    field("wound.unsupervised", "The patient treats it at home without supervision", "fact"),
  ],
  transcutaneous_auricular_stimulation: [
    field("setup_and_instruction", "Set-up, calibration and instruction took place", "fact"),
  ],
  therapy_evaluation: [
    field("discipline", "Discipline", disciplines, { none: "Choose…" }),
    field(
      "kind",
      "Complexity",
      [
        ["low", "Low"],
        ["moderate", "Moderate"],
        ["high", "High"],
        ["re_evaluation", "Re-evaluation"],
      ],
      { none: "Choose…" },
    ),
  ],
  evaluation_and_management: [field("code", "Code of its level", "code")],
  spinal_manipulation: [field("regions", "Spinal regions", "number", { hint: "1 to 5" })],
  acupuncture: [
    field("electrical", "The needles carried current", "yes"),
    field("reinserted", "Needles were inserted anew for each further set", "fact"),
  ],
  dry_needling: [field("muscles", "Muscles needled", "number")],
  device: [
    field(
      "item",
      "Device",
      [
        ["tens_two_leads", "TENS, two leads"],
        ["tens_four_leads", "TENS, four leads or more"],
        ["conductive_garment", "Conductive garment"],
        ["neuromuscular_stimulator", "Neuromuscular stimulator"],
        ["scoliosis_stimulator", "Stimulator for scoliosis"],
        ["knee_osteoarthritis_stimulator", "Stimulator for knee osteoarthritis"],
        ["walking_stimulator", "Walking stimulator, spinal cord injury"],
        ["wound_stimulator", "Stimulator for wounds"],
        ["other_functional_stimulator", "Another functional stimulator"],
      ],
      { none: "Choose…" },
    ),
    field(
      "transaction",
      "Rented or bought",
      [
        ["rental", "Rented"],
        ["purchase", "Bought new"],
      ],
      { none: "Not stated (read as rented)" },
    ),
  ],
  supply: [
    field("code", "Code of the supply", "code"),
    field("quantity", "Items, or months", "number", { hint: "one where empty" }),
  ],
  coded: [field("code", "Code", "code"), field("units", "Units", "number", { hint: "one where empty" })],
};
