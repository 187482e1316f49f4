// Plain words of our own for the values and facts of a visit. Nothing here is a code's official description.

export type Options = readonly (readonly [value: string, label: string])[];

export const lines_of_business: Options = [
  ["medicare", "Medicare Part B"],
  ["medicare_advantage", "Medicare Advantage"],
  ["commercial", "Commercial"],
  ["medicaid", "Medicaid"],
  ["tricare", "TRICARE"],
  ["va_community_care", "VA community care"],
  ["workers_compensation", "Workers’ compensation"],
  ["self_pay", "Self pay"],
];

export const claim_forms: Options = [
  ["professional", "Professional (CMS-1500, 837P)"],
  ["institutional", "Institutional (UB-04, 837I)"],
];

export const performers: Options = [
  ["physical_therapist", "Physical therapist"],
  ["occupational_therapist", "Occupational therapist"],
  ["speech_language_pathologist", "Speech-language pathologist"],
  ["physical_therapist_assistant", "Physical therapist assistant"],
  ["occupational_therapy_assistant", "Occupational therapy assistant"],
  ["aide", "Aide or technician"],
  ["physician", "Physician (MD or DO)"],
  ["nurse_practitioner", "Nurse practitioner"],
  ["physician_assistant", "Physician assistant"],
  ["clinical_nurse_specialist", "Clinical nurse specialist"],
  ["chiropractor", "Chiropractor"],
  ["acupuncturist", "Licensed acupuncturist"],
  ["incident_to_staff", "Staff, incident to a physician"],
  ["dme_supplier", "Equipment supplier"],
  ["manufacturer_representative", "Manufacturer’s representative"],
];

export const disciplines: Options = [
  ["pt", "Physical therapy"],
  ["ot", "Occupational therapy"],
  ["slp", "Speech-language pathology"],
];

export const waveforms: Options = [
  ["interferential", "Interferential"],
  ["tens", "TENS-type"],
  ["high_voltage", "High-voltage pulsed"],
  ["neuromuscular", "Neuromuscular"],
  ["functional", "Functional, during a task"],
  ["russian", "Russian"],
  ["microcurrent", "Microcurrent"],
  ["other", "Another kind"],
];

export const separations: Options = [
  ["encounter", "Another encounter of the day"],
  ["site", "Another site of the body"],
  ["practitioner", "Another practitioner"],
  ["time", "Another block of time"],
  ["purpose", "Another purpose"],
  ["none", "Recorded: nothing sets it apart"],
];

export const waivers: Options = [
  ["none", "No notice"],
  ["mandatory", "Mandatory notice: denial as not necessary is expected"],
  ["voluntary", "Voluntary notice about an excluded service"],
];

export const counting: Options = [
  ["cms", "Medicare: all timed minutes of the day together"],
  ["ama", "AMA: each code by its own minutes"],
];

/** Every kind of service, in groups. */
export const services: readonly (readonly [group: string, options: Options])[] = [
  [
    "Stimulation",
    [
      ["electrical_stimulation", "Electrical stimulation through the skin"],
      ["wound_stimulation", "Stimulation of a wound"],
      ["tens_application", "TENS unit: application and instruction"],
      ["auricular_field_stimulation", "Ear device: nerve-field stimulation"],
      ["transcutaneous_auricular_stimulation", "Ear stimulation over the skin"],
      ["scrambler_therapy", "Scrambler-type pain signal treatment"],
    ],
  ],
  [
    "Exercise and hands-on",
    [
      ["therapeutic_exercise", "Therapeutic exercise"],
      ["neuromuscular_reeducation", "Neuromuscular re-education"],
      ["therapeutic_activities", "Therapeutic activities"],
      ["gait_training", "Gait training"],
      ["manual_therapy", "Manual therapy"],
      ["massage", "Massage"],
      ["aquatic_therapy", "Aquatic therapy"],
      ["group_therapy", "Group therapy"],
      ["self_care_training", "Self-care and home training"],
      ["community_reintegration", "Community and work training"],
      ["sensory_integration", "Sensory integration"],
      ["cognitive_intervention", "Cognitive training"],
      ["wheelchair_management", "Wheelchair training"],
      ["orthotic_training", "Orthosis: first training"],
      ["prosthetic_training", "Prosthesis: first training"],
      ["orthotic_prosthetic_follow_up", "Orthosis or prosthesis: later session"],
    ],
  ],
  [
    "Heat, cold, water, light, sound",
    [
      ["hot_cold_pack", "Hot or cold packs"],
      ["ultrasound", "Ultrasound"],
      ["iontophoresis", "Iontophoresis"],
      ["mechanical_traction", "Mechanical traction"],
      ["vasopneumatic_device", "Vasopneumatic device"],
      ["paraffin_bath", "Paraffin bath"],
      ["whirlpool", "Whirlpool"],
      ["hubbard_tank", "Hubbard tank"],
      ["contrast_bath", "Contrast bath"],
      ["diathermy", "Diathermy"],
      ["infrared", "Infrared"],
      ["ultraviolet", "Ultraviolet"],
      ["low_level_laser", "Low-level laser, after surgery"],
      ["unlisted_modality", "A modality without its own code"],
    ],
  ],
  [
    "Evaluation and tests",
    [
      ["therapy_evaluation", "Therapy evaluation"],
      ["evaluation_and_management", "Office visit, by its code"],
      ["performance_test", "Physical performance test"],
      ["assistive_technology_assessment", "Assistive technology assessment"],
    ],
  ],
  [
    "Manipulation and needles",
    [
      ["spinal_manipulation", "Manipulation of the spine"],
      ["extraspinal_manipulation", "Manipulation outside the spine"],
      ["acupuncture", "Acupuncture"],
      ["dry_needling", "Dry needling"],
    ],
  ],
  [
    "Equipment, and anything else",
    [
      ["device", "Stimulator for use at home"],
      ["supply", "Supplies of a stimulator"],
      ["coded", "A service that I code myself"],
    ],
  ],
];

const service_names = new Map(services.flatMap(([, options]) => options));
export const service_name = (name: string): string => service_names.get(name) ?? name;
