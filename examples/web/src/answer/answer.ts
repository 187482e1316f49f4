// The answer beside the form: verdict and claim first, then what is behind them.

import { copy_button } from "../copy.ts";
import { announce, by_id, h, refill } from "../dom.ts";
import type { Form } from "../form/form.ts";
import type { State } from "../state.ts";
import { ClaimView } from "./claim.ts";
import { findings } from "./findings.ts";
import { ledger } from "./ledger.ts";
import { basis, not_checked, why } from "./rest.ts";
import { short, spoken, tone_of, verdict } from "./verdict.ts";

/** A part with a heading; folded ones are for those who want to know more. */
function part(id: string, title: string, ...head: HTMLElement[]): [root: HTMLElement, body: HTMLElement] {
  const body = h("div");
  const heading = h("div", { class: "head" }, h("h3", { id: `${id}-title`, tabindex: "-1" }, title), ...head);
  return [h("section", { class: `part ${id}`, "aria-labelledby": `${id}-title` }, heading, body), body];
}

function folded(id: string, title: string): [root: HTMLDetailsElement, body: HTMLElement] {
  const body = h("div");
  return [h("details", { class: `part ${id}` }, h("summary", {}, h("h3", {}, title)), body), body];
}

export function show_answer(state: State, form: Form): void {
  const top = h("div", { class: "top-of-answer" });
  const claim = new ClaimView(state);
  const [findings_part, findings_body] = part("findings", "Findings");
  const [open_part, open_body] = part("open", "Not checked");
  const [ledger_part, ledger_body] = part("ledger", "Ledger of the patient");
  const [why_part, why_body] = folded("why", "Why the draft looks so");
  const [basis_part, basis_body] = folded("basis", "Basis");
  const [json_part, json_body] = folded("outcome", "Outcome as JSON");
  const text = () => (state.answer.outcome ? state.answer.text : JSON.stringify({ error: state.answer.problems }));
  const pretty = h("pre", { tabindex: "0", "aria-label": "Outcome as JSON" });
  json_body.append(copy_button("Copy outcome", text), pretty);
  const details = h("div", { class: "details" }, findings_part, open_part, ledger_part, why_part, basis_part, json_part);
  const answer = by_id("answer");
  by_id("loading").remove();
  answer.append(top, claim.root, details);

  const update = (): void => {
    const { outcome } = state.answer;
    const { judged } = state;
    claim.update();
    refill(top, verdict(state, form));
    details.hidden = !outcome;
    refill(findings_body, ...findings(state, form, judged));
    refill(open_body, ...not_checked(state, form, judged));
    const held = outcome ? ledger(state) : [];
    ledger_part.hidden = held.length === 0;
    refill(ledger_body, ...held);
    why_part.hidden = state.mode === "own";
    refill(why_body, ...why(state));
    refill(basis_body, ...basis(state));
    if (json_part.open && outcome) pretty.textContent = JSON.stringify(outcome, null, 2);
    const bar = by_id("bar");
    bar.textContent = short(state.answer);
    bar.className = `bar ${tone_of(state.answer)}`;
    announce(spoken(state));
  };
  json_part.addEventListener("toggle", update);
  state.listen(update);
}
