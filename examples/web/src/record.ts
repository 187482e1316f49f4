// From the paths that answers name (`services.note.separation`) to the facts and places of the form.

import type { Claim, Finding } from "ens_coding";
import { type Field, authorization_exempt, course, device, implant, note, options, plan } from "./facts.ts";
import { procedure, record, service_note, setting, terms } from "./facts.ts";
import { title_of, what_of } from "./form/services.ts";
import { type Path, key, steps } from "./path.ts";
import type { State } from "./state.ts";
import { is_service } from "./words.ts";

const find = (fields: Field[] | undefined, at: string) => fields?.find((field) => field.at === at);

/** The parts of the documentation that are objects of their own. */
const documented: Record<string, Field[]> = { note, device, implant, procedure };

/** The field that asks for a fact, wherever in the visit it is. */
function field_of(path: Path): Field | undefined {
  const [first, second, third, fourth, ...rest] = path;
  if (first === "services" && third === "note") return find([...service_note, ...note], String(fourth));
  if (first === "services" && third === "what") return find(options[String(fourth)], rest.join("."));
  if (first === "services") return find(course, String(third));
  if (first === "setting") return find([...setting, authorization_exempt], String(second));
  if (first === "plan_of_care") return find(plan, String(second));
  if (first === "payer" && second === "terms") return find(terms, String(third));
  if (first !== "documentation") return undefined;
  const part = documented[String(second)];
  return part ? find(part, path.slice(2).join(".")) : find(record, String(second));
}

const parts: Record<string, string> = {
  "payer.id": "who pays",
  setting: "place and claim form",
  "setting.place_of_service": "the place of service",
  "setting.bill_type": "the type of bill",
  "setting.revenue_code": "the revenue code",
  performers: "who furnished the services",
  plan_of_care: "the plan of care",
  "plan_of_care.discipline": "the discipline of the plan of care",
  diagnoses: "the diagnoses",
  services: "the services",
  "services.what": "what was done",
  "services.what.stimulator_generator": "the generator of the stimulator",
  "services.what.drug": "the drug, as a service of the visit",
  "services.what.supply": "its supplies, as a service of the visit",
  "services.minutes": "the minutes of the service",
  "services.performer": "who furnished the service",
  "services.note": "the session note",
  "services.allowed_cents": "the allowed amount of the service",
  "documentation.note": "the session note",
  "documentation.device": "what the order for the device rests on",
  "documentation.implant": "what the implanted stimulator rests on",
  "documentation.implant.trial": "the trial before the implant",
  "documentation.procedure": "what the needle procedure rests on",
  "history.services": "the patient’s earlier services",
  "history.services.purpose": "whether earlier injections and blocks were diagnostic or therapeutic",
  "history.services.relief_percent": "the relief after earlier diagnostic blocks",
  "history.trials": "the patient’s earlier trials of stimulation",
  "history.trials.outcome": "how the earlier trial ended",
  "history.trials.region": "the region of the spine of the earlier trial",
  "history.implanted_on": "when the stimulator was implanted",
  "history.authorizations": "the prior authorizations",
  "history.authorizations.number": "the number of the prior authorization",
  "history.authorizations.decided_on": "when the prior authorization was decided",
  "history.therapy_to_date.pt_slp_cents": "therapy of the year so far, PT and SLP",
  "history.therapy_to_date.ot_cents": "therapy of the year so far, OT",
  "claim.authorization_number": "the number of the authorization on the claim",
  "claim.condition_codes": "the condition codes of the claim",
  "claim.value_codes": "the value codes of the claim",
  "claim.lines.modifiers": "the modifiers of the line",
  "claim.lines.revenue_code": "the revenue code of the line",
};

export interface Place {
  path: Path;
  /** What the fact is, in plain words. */
  words: string;
  field: Field | undefined;
}

/** Services that an answer's place is about: its own, those of its line, or else all. */
function services_at(state: State, at: Finding["at"], claim: Claim | undefined): number[] {
  const held = state.get(["services"]);
  const all = Array.isArray(held) ? held.map((_, place) => place) : [];
  if (typeof at.service === "number") return [at.service];
  const lines = [at.line, at.other_line].filter((line): line is number => typeof line === "number");
  const named = lines.flatMap((line) => claim?.lines[line]?.services ?? []);
  return named.length ? [...new Set(named)] : all;
}

/** Where in the visit a path of an answer is: several places, where several services could be meant. */
export function places_of(state: State, text: string, at: Finding["at"], claim: Claim | undefined): Place[] {
  const [name = "", list] = text.split(": "); // `services.note: modality, site` names several facts at once.
  const path = steps(name);
  const words = parts[name];
  if (path[0] !== "services" || path.length === 1) {
    const field = field_of(path);
    return [{ path, field, words: lower(field?.label) ?? words ?? name }];
  }
  // `services.what.approach` is a field of whichever kind the service is of; otherwise the kind is named.
  const [, part, kind] = path;
  const of_any_kind = part === "what" && kind !== undefined && !is_service(String(kind));
  const wanted = (service: number) =>
    of_any_kind
      ? find(options[what_of(state, service)], String(kind)) !== undefined
      : part !== "what" || kind === undefined || what_of(state, service) === kind;
  const services = services_at(state, at, claim).filter(wanted);
  if (services.length === 0) return [{ path: ["services"], field: undefined, words: words ?? named_by(path) ?? name }];
  return services.map((service) => {
    const above = of_any_kind ? ["what", what_of(state, service)] : path.slice(1, 2);
    const place = ["services", service, ...above, ...path.slice(2)];
    const field = field_of(place);
    const entries = list?.split(", ") ?? [];
    const said = entries.map((entry) => lower(find(note, entry)?.label) ?? entry).join("; ") || undefined;
    // The form asks for most of a note once for all services.
    const entry = part === "note" ? (entries[0] ?? path[2]) : undefined;
    const shared = entry !== undefined && !find(service_note, String(entry)) ? ["documentation", "note", entry] : place;
    return { path: shared, field, words: `${said ?? lower(field?.label) ?? words ?? key(path)} (${title_of(state, service)})` };
  });
}

/** What a path asks for where no service is of its kind. */
const named_by = (path: Path): string | undefined => lower(field_of(["services", 0, ...path.slice(1)])?.label);

/** In the middle of a sentence; what begins with an abbreviation stays. */
function lower(label: string | undefined): string | undefined {
  return label && /^[A-Z](?:[a-z]| )/.test(label) ? label[0]?.toLowerCase() + label.slice(1) : label;
}

/** What an answer lacks, in plain words, and where the form asks for it. */
export function lacking(state: State, text: string, at: Finding["at"], claim: Claim | undefined): Place[] {
  const [origin, name = ""] = text.split(":");
  if (origin === "table") {
    const loaded = state.book.basis.parts.some(({ part }) => part === text);
    const table = name.replaceAll("_", " ");
    return [{ path: [], field: undefined, words: loaded ? `a row of the table ${table}` : `the table ${table}, which is not loaded` }];
  }
  if (origin === "policy") {
    const path = ["payer", "terms", name];
    const field = field_of(path);
    return [{ path: field ? path : [], field, words: `what the payer says on: ${field?.label ?? name.replaceAll("_", " ")}` }];
  }
  return places_of(state, text, at, claim);
}
