// The fields of the form, as data: where each is in the visit, what it is called, and how it is asked.

import { type Options, ablation_methods, approaches, billers, counting, credit_reasons, decisions } from "./words.ts";
import { disciplines, epidural_approaches, imaging, joint_sizes, muscle_guidance, nerves } from "./words.ts";
import { performers, products, purposes, relations, repeat_reasons, separations, sides, spine_regions } from "./words.ts";
import { stages, stops, systems, targets, toxin_sites, trial_outcomes, waivers, waveforms, work } from "./words.ts";

type Word = "fact" | "text" | "code" | "codes" | "number" | "numbers" | "date" | "money" | "yes" | "limbs";
export type Kind = Word | Options;
export interface Field {
  /** Path below the part of the visit that the field belongs to. */
  at: string;
  label: string;
  kind: Kind;
  hint?: string;
  /** What an empty choice means; `required` has none. */
  none?: string;
  /** The choice that is an object in the visit: what it holds under its own name is asked by a field of that name. */
  holds?: string;
}

/** Asked as yes, no, not stated. */
export const is_question = (kind: Kind): boolean => kind === "fact" || kind === "yes";

const field = (at: string, label: string, kind: Kind, more: Partial<Field> = {}): Field => ({ at, label, kind, ...more });

/** What the place of a visit has beside its number and form. */
export const setting: Field[] = [
  field("state", "State or territory", "code", { hint: "two letters" }),
  field("biller", "Who bills", billers, { none: "As the claim form says" }),
  field("under_snf_part_a", "In a skilled nursing stay under Part A", "fact"),
  field("under_home_health_plan", "Under a home health plan of care", "fact"),
];

export const authorization_exempt: Field = field(
  "authorization_exempt",
  "The payer exempted the facility from prior authorization",
  "fact",
);

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
  field("decision_for_surgery", "The evaluation led to the decision for a major operation", "fact"),
  field("unlisted_report", "Report that describes an unlisted service and names a comparable one", "fact"),
];

/** Of a service, beside its note and what its kind asks for. */
export const course: Field[] = [
  field("discontinued", "Stopped before its end", stops, { none: "Not stopped" }),
  field("relation", "To an earlier procedure whose global period runs", relations),
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

export const implant: Field[] = [
  field("conservative_care_failed", "Simpler treatment failed or is unsuitable", "fact", {
    hint: "drugs, physical therapy, injections, surgery",
  }),
  field("conservative_care_months", "Simpler treatment was tried, in whole months", "number"),
  field("pain_months", "The pain has lasted, in whole months", "number"),
  field("psychological_evaluation", "Psychological evaluation by a qualified person", "fact"),
  field("physical_evaluation", "Physical examination", "fact"),
  field("substance_use_screen", "Screened, and no active substance abuse", "fact"),
  field("daily_living_impact", "Effect on activities of daily living", "fact"),
  field("education", "The patient was educated and agreed", "fact"),
  field("objective_pathology", "The cause of the pain was shown objectively", "fact"),
  field("office_ready", "For a trial in the office: sterility, staff, equipment, privileges", "fact"),
  field("refractory", "Bladder or bowel symptoms resist simpler treatment", "fact"),
  field("multifidus_dysfunction", "Tests show that the multifidus muscle does not work", "fact"),
  field("muscle_contraction", "The stimulated muscle was seen or felt to contract", "fact"),
  field("surgery_candidate", "Spine surgery is an option for the patient", "fact"),
  field("national_criteria_met", "All criteria of the national policy are met", "fact", { hint: "brain, vagus nerve" }),
  field("approved_study", "Enrolled in a study that the payer approved", "fact"),
  field("repeat_reason", "Why a trial is repeated", repeat_reasons),
  field("trial.days", "The trial before the implant lasted, in days", "number"),
  field("trial.pain_relief_percent", "Relief of the target pain in the trial", "number", { hint: "percent" }),
  field("trial.analgesic_reduction_percent", "Reduction of analgesics in the trial", "number", { hint: "percent" }),
  field("trial.symptom_improvement_percent", "Improvement of bladder or bowel in the trial", "number", { hint: "percent" }),
  field("trial.done", "A trial took place before the implant", "fact"),
  field("trial.diary", "A diary shows the improvement of bladder or bowel", "fact"),
  field("trial.function_improved", "Function improved in the trial", "fact"),
  field("trial.clinical_judgement", "Judgement for or against the implant, with reasons", "fact"),
];

export const procedure: Field[] = [
  field("conservative_care_days", "Simpler treatment was tried and failed, in days", "number"),
  field("views_saved", "Views that were saved", "number"),
  field("prior_relief_percent", "Relief after the last procedure of this kind", "number", { hint: "percent" }),
  field("prior_relief_days", "Relief after the last procedure lasted, in days", "number"),
  field("diagnostic_relief_percents", "Relief after each diagnostic block", "numbers", { hint: "percent: 85, 90" }),
  field("provocation_tests", "Positive provocation tests of the sacroiliac joint", "number"),
  field("trigger_point_findings", "Signs of trigger points", "number", { hint: "taut band, twitch, referred pain" }),
  field("headache_days", "Days with headache in a month", "number"),
  field("migraine_days", "Days with signs of migraine in a month", "number"),
  field("headache_hours", "A headache lasts, in hours", "number"),
  field("failed_toxin_treatments", "Adequate toxin treatments that failed, in a row", "number"),
  field("baseline_scale", "Pain or function was measured, each time on the same scale", "fact"),
  field("contrast", "Contrast showed where the drug went", "fact"),
  field("contrast_contraindicated", "Contrast or x-ray was contraindicated", "fact", { hint: "allergy, pregnancy" }),
  field("technique_changed", "Another technique, level or drug than the last time", "fact"),
  field("untreated_radiculopathy", "A radiculopathy is untreated", "fact"),
  field("biologic", "A biologic, or a substance without approval, was injected", "fact"),
  field("sedation_reason", "The record says why sedation was needed", "fact"),
  field("requested_by_surgeon", "The surgeon asked for the block for pain afterwards, documented apart", "fact"),
  field("acupuncture_qualified", "Whoever needled has the degree and licence that the policy asks for", "fact"),
];

const purpose = field("purpose", "What it was for", purposes);

export const earlier_service: Field[] = [
  field("code", "Code", "code"),
  field("date", "Date", "date"),
  field("units", "Units", "number", { hint: "one where empty" }),
  { ...purpose, hint: "injection, block" },
  field("relief_percent", "Relief after it", "number", { hint: "percent" }),
  field("relief_days", "The relief lasted, in days", "number"),
  field("other_practice", "By another practice or specialty", "fact"),
];

/** Asks for the place as well, whose list the form has. */
export const earlier_trial = (places: Options): Field[] => [
  field("date", "Leads placed on", "date"),
  field("leads", "Leads placed and billed", "number"),
  field("region", "Region of the spine", "text"),
  field("outcome", "How it ended", trial_outcomes),
  field("place_of_service", "Place of service", places),
];

export const authorization: Field[] = [
  field("number", "Number", "text"),
  field("codes", "Codes that it covers", "codes", { hint: "all where empty" }),
  field("decision", "Decision", decisions, { none: "Not stated (read as affirmed)" }),
  field("decided_on", "Decided on", "date"),
  field("stage", "Stage that the request named", stages),
  field("from", "Valid from", "date"),
  field("to", "Valid to", "date"),
  field("visits", "Visits that it covers", "number"),
];

const target = field("target", "What it stimulates", targets, { none: "Choose…" });
const action = field("action", "What was done with it", work, { none: "Not stated (read as placed)" });
const approach = field("approach", "How it was reached", approaches);
const side = field("side", "Side of the body", sides);
const one = { hint: "one where empty" };

const nerve = field("nerve", "Nerve, plexus, ganglion or plane", nerves);
const region = field("region", "Region of the spine", spine_regions, { none: "As the levels say" });
const joints = field("levels", "Joints, not their nerves", "codes", { hint: "such as L4-5, L5-S1" });
const method = field("method", "How it was destroyed", ablation_methods, { none: "Not stated (read as by heat)" });
const branches = field("branches", "Branches of the genicular nerves", "number");
const guided = field("imaging", "Imaging that guided the needle", imaging);
const saved = "Images are saved, and a report describes the guidance";
const image_saved = field("image_saved", saved, "fact");
const sticks = { hint: "not needle sticks" };

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
  stimulator_lead: [
    target,
    action,
    field("stage", "Stage", stages),
    approach,
    field("leads", "Leads", "number", one),
    field("contacts", "Contacts of each lead", "number"),
    side,
    field("region", "Region of the spine", "text", { hint: "such as thoracolumbar" }),
    field("nerve", "Nerve", "text"),
    field("incision", "Something had to be cut to reach it (no: it was pulled)", "fact"),
    field("same_level", "At the level of an earlier lead", "fact"),
    field("recording", "Brain: with microelectrode recording", "fact"),
  ],
  stimulator_generator: [
    target,
    action,
    field("leads", "Leads joined to it", "number", one),
    side,
    field("credit_percent", "Credit of the manufacturer", "number", { hint: "percent of its cost" }),
    field("credit_reason", "Why it was credited", credit_reasons),
    field("external", "Worn outside of the body, as in a trial", "fact"),
    field("reused", "The unit that was taken out was put back", "fact"),
    field("pocket", "A pocket was created or opened", "fact"),
    field("detachable", "Joined to its lead by a detachable connection (no: one piece)", "fact"),
    field("skull_mounted", "In the skull", "fact"),
  ],
  integrated_stimulator: [target, action, approach, field("leads", "Leads", "number", one)],
  stimulator_programming: [
    target,
    field("system", "How the stimulator is built", systems),
    field("parameters_changed", "Parameters changed", "number", { hint: "0: interrogation only" }),
    field("during_operation", "During the operation that placed the stimulator", "fact"),
  ],
  needle_stimulation: [
    field("needles", "Needles", "number"),
    field("course_days", "Days since the first session", "number"),
    field("left_in_place", "Electrodes stayed in place after the session", "fact"),
    field("suitability_test", "A test for an implanted stimulator (no: treatment)", "fact"),
  ],
  tibial_needle_stimulation: [field("session", "Session of its course", "number", { hint: "from 1" })],
  magnetic_nerve_stimulation: [field("nerves", "Nerves", "number", one)],
  nerve_repair_stimulation: [field("nerves", "Nerves", "number", one)],
  intraoperative_monitoring: [field("remote", "From outside of the operating room, or of several patients at once", "fact")],
  imaging_guidance: [
    field("kind", "Kind of imaging", imaging, { none: "Choose…" }),
    field("recorded", saved, "fact"),
  ],
  epidural_injection: [
    field("approach", "How the space was reached", epidural_approaches, { none: "Choose…" }),
    region,
    field("levels", "Levels or nerve roots", "codes", { hint: "such as L4-5, L5-S1 or L5" }),
    { ...side, hint: "through a foramen" },
    guided,
    purpose,
    field("catheter", "A catheter stays, for an infusion or repeated doses", "fact"),
  ],
  nerve_block: [
    nerve,
    side,
    field("count", "Levels, or nerves of this name", "number", one),
    branches,
    guided,
    purpose,
    field("catheter", "A catheter stays, for an infusion", "fact"),
    image_saved,
  ],
  nerve_destruction: [
    nerve,
    method,
    side,
    field("count", "Nerves of this name", "number", one),
    branches,
    guided,
    image_saved,
  ],
  facet_injection: [region, joints, side, guided, purpose],
  facet_ablation: [region, joints, side, method, guided],
  sacroiliac_injection: [side, guided, purpose],
  basivertebral_ablation: [field("vertebrae", "Vertebral bodies", "number", { hint: "up to two where empty" })],
  trigger_point_injection: [field("muscles", "Muscles injected", "number", sticks), guided, image_saved],
  joint_injection: [
    field("size", "Size of the joint", joint_sizes, { none: "Choose…" }),
    field("count", "Joints of this size", "number", one),
    side,
    guided,
    image_saved,
  ],
  tendon_injection: [
    field("count", "Tendons", "number", one),
    side,
    field("origin", "Where the tendon begins or ends at the bone (no: into its sheath, or a ligament)", "fact"),
  ],
  chemodenervation: [
    field("site", "What was treated", toxin_sites, { none: "Choose…" }),
    side,
    field("muscles", "Muscles of the trunk", "number"),
    field("guidance", "How the muscles were found", muscle_guidance),
    field("limbs", "Muscles injected in each limb", "limbs", sticks),
    field("cosmetic", "For looks alone", "fact"),
  ],
  drug: [
    field("product", "Product", products, { none: "Choose…", holds: "code" }),
    field("product.code", "Code of another drug", "code"),
    field("given", "Units given", "number", { hint: "a toxin’s own, or the code’s" }),
    field("discarded", "Units discarded", "number"),
    field("containers", "Units of each container opened", "numbers", { hint: "such as 200, 100" }),
    field("multi_dose", "The containers are for several doses", "fact"),
    field("rest_given_to_another", "The rest was given to another patient", "fact"),
  ],
  moderate_sedation: [
    field("by_another", "By another clinician than the one who does the procedure", "fact"),
    field("under_five", "The patient is younger than five years", "fact"),
  ],
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
