// What must compile. `same` fails where a type is another one than is said.
import { EnsError, Rulebook } from "ens_coding";
import type { BundledOptions, FileSource, RulebookPart, WasmSource } from "ens_coding";
import type { Audit, Change, CivilDate, Claim, Compact, CompactFinding, Draft, ErrorDocument, Explanation, Finding, Fix, Ledger, Line } from "ens_coding";
import type { Options, Outcome, Policy, Practice, Problem, Rule, Service, Verdict, Visit, What } from "ens_coding";
import type { Check, Checklist, CompareRequest, Comparison, Crosswalk, CrosswalkRequest, FeeEstimate, FeeRequest } from "ens_coding";
import type { Lookup, LookupRequest, Receipt, RemitAnswer, RemitRequest, Replay, ReplayRequest } from "ens_coding";
import type { Scorecard, SearchRequest, SearchResult, Tallies } from "ens_coding";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => undefined;

type Name<T> = T extends string ? T : keyof T;
const every: { [Kind in Name<What>]: What } = {
  electrical_stimulation: { electrical_stimulation: { attended: false, waveform: "interferential" } },
  wound_stimulation: { wound_stimulation: { energy: "electrical", wound: { kind: "pressure", stage: 4 } } },
  auricular_field_stimulation: "auricular_field_stimulation",
  transcutaneous_auricular_stimulation: { transcutaneous_auricular_stimulation: { setup_and_instruction: true } },
  scrambler_therapy: "scrambler_therapy",
  tens_application: "tens_application",
  hot_cold_pack: "hot_cold_pack",
  mechanical_traction: "mechanical_traction",
  vasopneumatic_device: "vasopneumatic_device",
  paraffin_bath: "paraffin_bath",
  whirlpool: "whirlpool",
  diathermy: "diathermy",
  infrared: "infrared",
  ultraviolet: "ultraviolet",
  iontophoresis: "iontophoresis",
  contrast_bath: "contrast_bath",
  ultrasound: "ultrasound",
  hubbard_tank: "hubbard_tank",
  low_level_laser: "low_level_laser",
  unlisted_modality: "unlisted_modality",
  therapeutic_exercise: "therapeutic_exercise",
  neuromuscular_reeducation: "neuromuscular_reeducation",
  aquatic_therapy: "aquatic_therapy",
  gait_training: "gait_training",
  massage: "massage",
  manual_therapy: "manual_therapy",
  cognitive_intervention: "cognitive_intervention",
  group_therapy: "group_therapy",
  therapeutic_activities: "therapeutic_activities",
  sensory_integration: "sensory_integration",
  self_care_training: "self_care_training",
  community_reintegration: "community_reintegration",
  wheelchair_management: "wheelchair_management",
  performance_test: "performance_test",
  assistive_technology_assessment: "assistive_technology_assessment",
  orthotic_training: "orthotic_training",
  prosthetic_training: "prosthetic_training",
  orthotic_prosthetic_follow_up: "orthotic_prosthetic_follow_up",
  therapy_evaluation: { therapy_evaluation: { discipline: "pt", kind: "low" } },
  evaluation_and_management: { evaluation_and_management: { code: "99213" } },
  spinal_manipulation: { spinal_manipulation: { regions: 2 } },
  extraspinal_manipulation: "extraspinal_manipulation",
  acupuncture: { acupuncture: { electrical: true, reinserted: null } },
  dry_needling: { dry_needling: { muscles: 3 } },
  stimulator_lead: { stimulator_lead: { target: "spinal_cord", stage: "trial", leads: 2, incision: false } },
  stimulator_generator: { stimulator_generator: { target: "spinal_cord", action: "replaced", credit_percent: null } },
  integrated_stimulator: { integrated_stimulator: { target: "tibial_nerve", action: "placed" } },
  stimulator_programming: { stimulator_programming: { target: "vagus_nerve", parameters_changed: 4 } },
  needle_stimulation: { needle_stimulation: { needles: 2, left_in_place: true } },
  tibial_needle_stimulation: { tibial_needle_stimulation: { session: 12 } },
  auricular_electroacupuncture: "auricular_electroacupuncture",
  magnetic_nerve_stimulation: { magnetic_nerve_stimulation: { nerves: 2 } },
  nerve_repair_stimulation: { nerve_repair_stimulation: {} },
  intraoperative_monitoring: { intraoperative_monitoring: { remote: true } },
  imaging_guidance: { imaging_guidance: { kind: "fluoroscopy" } },
  epidural_injection: { epidural_injection: { approach: "transforaminal", levels: ["L4-5"], imaging: "fluoroscopy" } },
  nerve_block: { nerve_block: { nerve: "greater_occipital", side: "both", image_saved: true } },
  nerve_destruction: { nerve_destruction: { nerve: "genicular", count: 3, method: "thermal" } },
  facet_injection: { facet_injection: { levels: ["L4-5", "L5-S1"], side: "left", purpose: "diagnostic" } },
  facet_ablation: { facet_ablation: { levels: ["C3-4"], method: "thermal" } },
  sacroiliac_injection: { sacroiliac_injection: { side: "right", imaging: "ct" } },
  basivertebral_ablation: { basivertebral_ablation: { vertebrae: 2 } },
  trigger_point_injection: { trigger_point_injection: { muscles: 3, imaging: "none" } },
  joint_injection: { joint_injection: { size: "large", side: "left" } },
  tendon_injection: { tendon_injection: { origin: true, count: 2 } },
  chemodenervation: { chemodenervation: { site: "limbs", limbs: [{ limb: "left_arm", muscles: 5 }] } },
  drug: { drug: { product: { code: "J0585" }, given: 155, discarded: 45, containers: [200] } },
  moderate_sedation: { moderate_sedation: { by_another: false } },
  device: { device: { item: "tens_two_leads", transaction: "purchase" } },
  supply: { supply: { code: "A4595", quantity: 1 } },
  coded: { coded: { code: "97110", units: 2 } },
};
const services: Service[] = Object.values(every).map((what) => ({ what, minutes: 15, note: { attendance: true } }));

const visit: Visit = {
  payer: { id: "medicare", line_of_business: "medicare", terms: { counting_method: "ama" } },
  date_of_service: "2024-08-14",
  setting: { place_of_service: "11", claim_form: "professional", under_snf_part_a: null },
  performers: [{ id: "pt", kind: "physical_therapist" }],
  plan_of_care: { discipline: "pt", certified: true },
  diagnoses: ["M17.11"],
  services,
};
const policy: Policy = {
  policy: "lakeside",
  title: "an invented plan",
  line_of_business: "commercial",
  terms: { pair_edits: [{ value: true, source: "contract", trust: "primary" }] },
};
const changes: Change[] = [{ add_modifier: { line: 0, modifier: "GP" } }, { remove_line: { line: 1 } }];
const parts: readonly RulebookPart[] = [policy, "{}", new Uint8Array(), new ArrayBuffer(1)];
const options: BundledOptions = { parts, icd10cm: new Uint8Array() };
const sources: FileSource[] = ["a", new URL("file:///a"), new ArrayBuffer(1), new Response()];
const wasm: WasmSource = sources[0] ?? new Uint8Array();

const practice: Practice = {
  payer: { id: "medicare" },
  from: "2025-01-01",
  to: "2025-12-31",
  clinicians: [{ id: "a", trials: 50, permanent_implants: 19 }, { id: "b", programming_sessions: null }],
};

export async function use(): Promise<Verdict> {
  const book = await Rulebook.bundled(options);
  await Rulebook.bundled({ icd10cm: false });
  await Rulebook.load([policy], { wasm });
  same<Rule[], Awaited<ReturnType<typeof Rulebook.rules>>>(true);
  const version: string = await Rulebook.version();

  const outcome = book.code(visit);
  same<typeof outcome, Outcome>(true);
  const text = book.code("{}");
  same<typeof text, string>(true);
  const draft = book.select(visit);
  same<typeof draft, Draft>(true);
  const checked = book.edit(visit, outcome.judged ?? outcome.claim);
  same<typeof checked, Outcome>(true);
  const checked_text = book.edit("{}", "{}");
  same<typeof checked_text, string>(true);
  const explanation = book.explain(outcome);
  same<typeof explanation, Explanation>(true);
  const explained: string = book.explain(text);
  const batch: string = book.batch(text);
  const audit = book.audit(practice);
  same<typeof audit, Audit>(true);
  const audited = book.audit("{}");
  same<typeof audited, string>(true);
  const ledger = book.ledger(visit);
  same<typeof ledger, Ledger>(true);
  const next: CivilDate | undefined = ledger.entries[0]?.next_eligible;
  const clinician: number | null | undefined = audit.findings[0]?.at.clinician;

  const finding: Finding | undefined = outcome.findings[0];
  const fix: Fix = finding?.fixes[0] ?? { changes };
  const mended = book.apply(outcome.claim, fix);
  same<typeof mended, Claim>(true);
  const line: Line | undefined = mended.lines?.[0];
  const date: CivilDate = visit.date_of_service;
  const digest = book.basis.parts.map((part) => part.digest);
  book.dispose();
  book[Symbol.dispose]();
  return [version, explained, batch, audited, clinician, next, line?.code, date, digest].length > 0 ? outcome.verdict : "incomplete";
}

export function asked(book: Rulebook, claim: Claim): string[] {
  const date: CivilDate = "2026-03-04";
  const code: LookupRequest = { code: "97014", date, payer: { id: "medicare" } };
  const lookup = book.lookup(code);
  same<typeof lookup, Lookup>(true);
  const words: SearchRequest = { words: "tens unit", date, limit: 5 };
  const found = book.search(words);
  same<typeof found, SearchResult>(true);
  const codes: CompareRequest = { codes: ["97014", "G0283"], date };
  const comparison = book.compare(codes);
  same<typeof comparison, Comparison>(true);
  const across: CrosswalkRequest = { code: "97014", date, payers: ["medicare"] };
  const crosswalk = book.crosswalk(across);
  same<typeof crosswalk, Crosswalk>(true);

  const check: Check = { visit, claim };
  const before = book.missing(visit);
  same<typeof before, Checklist>(true);
  const after = book.missing(check);
  same<typeof after, Checklist>(true);
  const request: FeeRequest = { visit };
  const estimate = book.fee(request);
  same<typeof estimate, FeeEstimate>(true);
  const remittance: RemitRequest = { visit, claim, lines: [{ line: 0 }] };
  const remitted = book.remit(remittance);
  same<typeof remitted, RemitAnswer>(true);
  const receipt = book.receipt(visit);
  same<typeof receipt, Receipt>(true);
  const replayed: ReplayRequest = { receipt: book.receipt(check), visit, claim };
  const replay = book.replay(replayed);
  same<typeof replay, Replay>(true);

  const card = JSON.parse(book.score("")) as Scorecard;
  const counts = JSON.parse(book.merge(book.tally(""))) as Tallies;
  const texts = [book.lookup("{}"), book.search("{}"), book.compare("{}"), book.crosswalk("{}"), book.missing("{}")];
  const more = [book.fee("{}"), book.remit("{}"), book.receipt("{}"), book.replay("{}")];
  same<typeof texts, string[]>(true);
  same<typeof more, string[]>(true);
  return [...texts, ...more, String(card.remittances), String(counts.practices.length)];
}

export async function answers(book: Rulebook, wanted: Options): Promise<Verdict[]> {
  const whole = book.with({ strict: true });
  same<typeof whole, Rulebook>(true);
  const off = book.with({ compact: false });
  same<typeof off, Rulebook<Outcome>>(true);
  const either = book.with(wanted);
  same<typeof either, Rulebook<Outcome | Compact>>(true);
  const texts = book.with('{"compact":true}');
  same<typeof texts, Rulebook<Outcome | Compact>>(true);
  using compact = book.with({ compact: true, strict: true });
  same<typeof compact, Rulebook<Compact>>(true);

  const coded = compact.code(visit);
  same<typeof coded, Compact>(true);
  const coded_text = compact.code("{}");
  same<typeof coded_text, string>(true);
  const checked = compact.edit(visit, { lines: [] });
  same<typeof checked, Compact>(true);
  const draft = compact.select(visit);
  same<typeof draft, Draft>(true);
  const finding: CompactFinding | undefined = checked.findings[0];
  const said: string[] = [checked.basis, checked.policy ?? "", finding?.rule ?? "", ...(finding?.sources ?? [])];
  const claim: Claim | null | undefined = coded.claim;
  same<ReturnType<typeof whole.code>, string>(true);
  const back: Outcome = compact.with({}).code(visit);
  return [coded.verdict, either.code(visit).verdict, back.verdict, said.length > 0 && claim ? "clean" : "findings"];
}

export async function scoped(): Promise<string> {
  using book = await Rulebook.load([]);
  return book.batch("");
}

export function told(error: unknown): ErrorDocument | undefined {
  if (!(error instanceof EnsError)) return undefined;
  const [first, ...others]: readonly Problem[] = error.problems;
  const { code, path, message } = error;
  return { error: { ...(first ?? { code, path, message }), others } };
}
