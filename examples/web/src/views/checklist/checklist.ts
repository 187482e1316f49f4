// What would have to be recorded, if it is true, for the claim to be payable. Nothing is recorded from here.

import type { Checklist } from "ens_coding";
import { line_text } from "../../answer/verdict.ts";
import { type Child, h, refill } from "../../dom.ts";
import type { Form } from "../../form/form.ts";
import type { State } from "../../state.ts";
import { ask, of_visit, refusal } from "../common.ts";
import type { View } from "../views.ts";
import { item } from "./item.ts";
import { type Group, group_of, heads } from "./words.ts";

export function checklist(state: State, form: Form): View {
  return {
    id: "checklist",
    label: "Checklist",
    title: "What to document",
    wide: false,
    show: (root) => show(root, state, form),
  };
}

function show(root: HTMLElement, state: State, form: Form): () => void {
  const body = h("div");
  const print = h("button", { type: "button", class: "quiet", "data-key": "print", click: () => globalThis.print() }, "Print");
  root.append(
    h(
      "p",
      { class: "lead" },
      "What would settle each open point, if it is true. Record only what happened: the list never records anything itself.",
    ),
    h("div", { class: "head" }, h("span", { id: "checklist-of" }), print),
    body,
  );
  return () => {
    refill(root.querySelector("#checklist-of") as HTMLElement, of_visit(state));
    if (!state.answer.outcome) {
      refill(body, refusal(state.answer.problems, form, "The visit cannot be coded yet. These are needed first:"));
      return;
    }
    const own = state.mode === "own" ? state.own : undefined;
    const visit = state.visit as never;
    const asked = ask(() => state.book.missing(own ? { visit, claim: own } : visit));
    if (asked.problems) refill(body, refusal(asked.problems, form, "The list cannot be made:"));
    else refill(body, ...drawn(state, form, asked.value));
  };
}

function drawn(state: State, form: Form, list: Checklist): Child[] {
  const claim = list.claim.lines.map(line_text).join(", ") || "no line";
  const about = h("p", { class: "aside" }, `${state.mode === "own" ? "Your own claim" : "The draft as recorded"}: ${claim}.`);
  if (list.items.length === 0)
    return [about, h("p", { class: "all-clear" }, "Nothing is open: what applies to this claim is recorded.")];
  const sections = (Object.keys(heads) as Group[]).map((group) => {
    const items = list.items.filter((it) => group_of(it) === group);
    if (items.length === 0) return false;
    const drawn = items.map((it, at) => item(state, form, list, it, `check ${it.rule} ${at}`));
    const title = h(
      "h3",
      { id: `checklist-${group}`, tabindex: "-1" },
      heads[group][0],
      h("span", { class: "tally" }, String(items.length)),
    );
    return h(
      "section",
      { class: "part", "aria-labelledby": `checklist-${group}` },
      title,
      h("ol", { class: "findings" }, ...drawn),
    );
  });
  return [about, ...sections];
}
