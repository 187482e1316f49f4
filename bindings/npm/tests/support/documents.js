// Documents that several tests use.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./places.js";

export const visit_text = readFileSync(join(root, "benches/visits/five-lines.json"), "utf8");
export const claim_text = readFileSync(join(root, "benches/visits/five-lines-claim.json"), "utf8");

/** A new copy, so that no test can change another's. */
export const visit = () => JSON.parse(visit_text);
export const claim = () => JSON.parse(claim_text);

/** What the clinicians of an invented practice did. */
export const practice_text = readFileSync(join(root, "examples/practices/trials-and-programming.json"), "utf8");
export const practice = () => JSON.parse(practice_text);

/** The visits of the repository's examples. */
export function examples() {
  const folder = join(root, "examples/visits");
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
}

/** An invented payer that wants G0283 where other commercial plans want 97014. */
export const policy = () => ({
  policy: "lakeside",
  title: "an invented plan",
  line_of_business: "commercial",
  inherits: "commercial",
  sources: [{ id: "contract", title: "an invented contract", trust: "primary" }],
  terms: { unattended_stimulation: [{ value: "G0283", from: "2024-01-01", source: "contract", trust: "primary" }] },
});
