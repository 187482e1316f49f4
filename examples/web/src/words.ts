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

export const billers: Options = [
  ["practitioner", "A practitioner or group"],
  ["facility", "The facility: hospital or surgical center"],
];

export const targets: Options = [
  ["spinal_cord", "Spinal cord"],
  ["dorsal_root_ganglion", "Dorsal root ganglion"],
  ["peripheral_nerve", "A named peripheral nerve"],
  ["multifidus", "Multifidus muscle, through its nerves at L2"],
  ["subcutaneous_field", "Painful area under the skin, no named nerve"],
  ["sacral_nerve", "Sacral nerve"],
  ["tibial_nerve", "Tibial nerve, for the bladder"],
  ["muscle", "A muscle"],
  ["cranial_nerve", "Another cranial nerve"],
  ["vagus_nerve", "Vagus nerve"],
  ["hypoglossal_nerve", "Hypoglossal nerve, for sleep apnea"],
  ["brain", "Brain"],
  ["stomach", "Stomach"],
];

export const work: Options = [
  ["placed", "Placed for the first time"],
  ["replaced", "Replaced by a new one"],
  ["revised", "Moved, repaired or put back"],
  ["removed", "Taken out"],
];

export const stages: Options = [
  ["trial", "Trial, with a generator outside of the body"],
  ["temporary", "For some weeks, then pulled"],
  ["permanent", "To stay"],
];

export const approaches: Options = [
  ["percutaneous", "Through a needle"],
  ["open", "Open; at the spine through opened bone"],
  ["open_subcutaneous", "Open, above the fascia"],
  ["open_subfascial", "Open, below the fascia"],
  ["burr_hole", "Brain: burr hole, onto the cortex"],
  ["craniotomy", "Brain: craniotomy, onto the cortex"],
  ["stereotactic", "Brain: stereotactic, into the depth"],
];

export const sides: Options = [
  ["left", "Left"],
  ["right", "Right"],
  ["both", "Both"],
];

export const systems: Options = [
  ["implanted", "Implanted generator with leads"],
  ["integrated", "Lead and generator in one piece"],
  ["external", "Generator outside of the body, as in a trial"],
];

export const credit_reasons: Options = [
  ["early_replacement", "Replaced early, under warranty"],
  ["recall", "Recalled"],
  ["sample", "First placed in a trial, or a free sample"],
];

export const imaging: Options = [
  ["fluoroscopy", "Fluoroscopy"],
  ["ultrasound", "Ultrasound"],
  ["ct", "Computed tomography"],
  ["mri", "Magnetic resonance"],
  ["none", "Recorded: none was used"],
];

export const epidural_approaches: Options = [
  ["interlaminar", "Between two laminae"],
  ["caudal", "From below, through the sacral hiatus"],
  ["transforaminal", "Through a foramen, along a nerve root"],
];

export const spine_regions: Options = [
  ["cervical", "Neck"],
  ["thoracic", "Upper back, with T12-L1"],
  ["lumbar", "Low back"],
  ["sacral", "Sacrum"],
];

export const purposes: Options = [
  ["diagnostic", "Diagnostic: to find the cause of the pain"],
  ["therapeutic", "Therapeutic"],
  ["postoperative_pain", "Pain after an operation"],
  ["anesthesia", "Anesthesia for a procedure of the visit"],
  ["pump_trial", "Trial of an implanted pump"],
];

export const ablation_methods: Options = [
  ["thermal", "Heat, by radiofrequency, cooled probes too"],
  ["pulsed", "Pulsed radiofrequency, which does not destroy"],
  ["cryoablation", "Cold"],
  ["chemical", "A chemical"],
];

/** From the head down, then planes and groups, then ganglia and what belongs to organs. */
export const nerves: Options = [
  ["trigeminal_branch", "Trigeminal nerve: a branch"],
  ["trigeminal_division", "Trigeminal nerve: a division at the skull base"],
  ["facial", "Facial nerve"],
  ["greater_occipital", "Greater occipital nerve"],
  ["lesser_occipital", "Lesser occipital nerve"],
  ["third_occipital", "Third occipital nerve"],
  ["vagus", "Vagus nerve"],
  ["phrenic", "Phrenic nerve"],
  ["cervical_plexus", "Cervical plexus"],
  ["brachial_plexus", "Brachial plexus"],
  ["axillary", "Axillary nerve"],
  ["suprascapular", "Suprascapular nerve"],
  ["intercostal", "Intercostal nerves"],
  ["ilioinguinal", "Ilioinguinal and iliohypogastric nerves"],
  ["pudendal", "Pudendal nerve"],
  ["paracervical", "Paracervical (uterine) nerves"],
  ["sciatic", "Sciatic nerve"],
  ["femoral", "Femoral nerve"],
  ["adductor_canal", "Femoral nerve, in the adductor canal"],
  ["saphenous", "Saphenous nerve"],
  ["lateral_femoral_cutaneous", "Skin nerve at the side of the thigh (lateral femoral cutaneous)"],
  ["lumbar_plexus", "Lumbar plexus, from behind"],
  ["genicular", "Genicular nerves, at the knee"],
  ["plantar_digital", "Plantar digital nerve (Morton neuroma)"],
  ["digital", "Digital nerve"],
  ["other_peripheral", "Another peripheral nerve that the note names"],
  ["sacroiliac", "Nerves of the sacroiliac joint"],
  ["paravertebral", "Beside the spine, at the chest (paravertebral)"],
  ["thoracic_fascial_plane", "Plane of the chest: erector spinae, pectoral, serratus"],
  ["leg_fascial_plane", "Plane of the leg, such as the fascia iliaca"],
  ["abdominal_fascial_plane", "Plane of the abdomen: transversus abdominis, rectus sheath"],
  ["quadratus_lumborum", "Quadratus lumborum"],
  ["ipack", "Behind the capsule of the knee (IPACK)"],
  ["peng", "Around the capsule of the hip (PENG)"],
  ["sphenopalatine", "Sphenopalatine ganglion"],
  ["stellate", "Stellate ganglion"],
  ["superior_hypogastric", "Superior hypogastric plexus"],
  ["thoracic_sympathetic", "Sympathetic nerves of the chest"],
  ["lumbar_sympathetic", "Sympathetic nerves of the low back"],
  ["celiac", "Celiac plexus"],
  ["ganglion_impar", "Ganglion impar"],
];

export const joint_sizes: Options = [
  ["small", "Small: finger, toe"],
  ["medium", "Medium: wrist, elbow or its bursa, ankle, jaw, outer collarbone"],
  ["large", "Large: shoulder or its bursa, hip, knee"],
];

export const toxin_sites: Options = [
  ["salivary_glands", "Salivary glands, both sides"],
  ["facial", "Face, such as for blepharospasm"],
  ["chronic_migraine", "Head and neck, for chronic migraine"],
  ["neck", "Neck, such as for dystonia"],
  ["larynx", "Voice box"],
  ["limbs", "Limbs"],
  ["trunk", "Trunk, with the muscles beside the spine"],
  ["axillae", "Sweat glands of the armpits"],
  ["other_sweat_glands", "Sweat glands elsewhere"],
  ["bladder", "Bladder, through a scope"],
  ["eye_muscle", "A muscle that moves the eye"],
  ["esophagus", "Gullet, through a scope"],
];

export const limbs: Options = [
  ["left_arm", "Left arm"],
  ["right_arm", "Right arm"],
  ["left_leg", "Left leg"],
  ["right_leg", "Right leg"],
];

export const muscle_guidance: Options = [
  ["electrical_stimulation", "By electrical stimulation"],
  ["electromyography", "By recording with a needle"],
  ["ultrasound", "By ultrasound"],
];

export const products: Options = [
  ["onabotulinumtoxin", "Onabotulinumtoxin A (Botox)"],
  ["abobotulinumtoxin", "Abobotulinumtoxin A (Dysport)"],
  ["rimabotulinumtoxin", "Rimabotulinumtoxin B (Myobloc)"],
  ["incobotulinumtoxin", "Incobotulinumtoxin A (Xeomin)"],
  ["daxibotulinumtoxin", "Daxibotulinumtoxin A (Daxxify)"],
  ["code", "Another drug, by its code"],
];

export const stops: Options = [
  ["before_anesthesia", "Before anesthesia, the patient prepared"],
  ["after_anesthesia", "After anesthesia, or after the start"],
];

export const relations: Options = [
  ["staged", "Planned, or more extensive"],
  ["unplanned_return", "Unplanned return to the operating room"],
  ["unrelated", "Nothing to do with it"],
  ["follow_up", "Its follow-up care"],
];

export const repeat_reasons: Options = [
  ["technical", "A technical problem ended the earlier one"],
  ["new_modality", "Another kind of stimulation is tried"],
  ["none", "Recorded: no reason"],
];

export const trial_outcomes: Options = [
  ["success", "Enough relief"],
  ["failed", "Not enough relief"],
  ["technical", "Ended by a technical problem"],
];

export const decisions: Options = [
  ["affirmed", "Affirmed"],
  ["not_affirmed", "Not affirmed"],
  ["pending", "Not decided yet"],
];

export const counting: Options = [
  ["cms", "Medicare: all timed minutes of the day together"],
  ["ama", "AMA: each code by its own minutes"],
];

/** Services in which a stimulator, or a needle that stimulates, goes through the skin, and those around them. */
const stimulators: Options = [
  ["stimulator_lead", "Leads of a stimulator"],
  ["stimulator_generator", "Generator of a stimulator"],
  ["integrated_stimulator", "Stimulator in one piece"],
  ["stimulator_programming", "Programming of a stimulator"],
  ["needle_stimulation", "Needles that stimulate for one session (PENS, PNT)"],
  ["tibial_needle_stimulation", "Tibial nerve, by a needle at the ankle (PTNS)"],
  ["auricular_electroacupuncture", "Ear device for electro-acupuncture"],
  ["magnetic_nerve_stimulation", "Magnetic stimulation of nerves"],
  ["nerve_repair_stimulation", "Stimulation of a nerve during its repair"],
  ["intraoperative_monitoring", "Monitoring of nerves during an operation"],
  ["imaging_guidance", "Imaging that guides a procedure"],
];

/** Injections, blocks, ablations and toxin, and what is billed beside them. */
const needles: Options = [
  ["epidural_injection", "Epidural injection or catheter"],
  ["facet_injection", "Facet joints: injection, or block of their nerves"],
  ["facet_ablation", "Facet joints: destruction of their nerves"],
  ["sacroiliac_injection", "Sacroiliac joint: injection"],
  ["basivertebral_ablation", "Destruction of the nerve inside a vertebra"],
  ["nerve_block", "Block of a nerve, plexus, ganglion or plane"],
  ["nerve_destruction", "Destruction of a nerve or plexus"],
  ["trigger_point_injection", "Trigger points: injection"],
  ["joint_injection", "Joint of a limb: injection or drawing of fluid"],
  ["tendon_injection", "Tendon or ligament: injection"],
  ["chemodenervation", "Toxin into muscles or glands"],
  ["drug", "Drug that was given, and what was left of it"],
  ["moderate_sedation", "Moderate sedation"],
];

const among = (options: Options, ...more: string[]) => {
  const names = new Set([...options.map(([name]) => name), ...more]);
  return (name: string): boolean => names.has(name);
};

/** Kinds for which the form asks what a stimulator rests on; a code of one’s own may be one. */
export const is_stimulator = among(stimulators, "coded");
/** The same for needle procedures. Whoever needles must be qualified, which is why acupuncture asks for it too. */
export const is_needle = among(needles, "acupuncture", "coded");

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
  ["Stimulators in the body, and needles", stimulators],
  ["Needle procedures", needles],
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
export const is_service = (name: string): boolean => service_names.has(name);
export const service_name = (name: string): string => service_names.get(name) ?? name;
