// What a payer said of a line: the likely cause, whether it would have been caught, and what to do about it.

import type { RemitRequest } from "ens_coding";
import { h, refill } from "../../dom.ts";
import { type Control, codes, entry, select, tell } from "../../form/controls.ts";
import type { Form } from "../../form/form.ts";
import type { Json } from "../../path.ts";
import type { State } from "../../state.ts";
import type { Options } from "../../words.ts";
import { ask, of_visit, refusal } from "../common.ts";
import type { View } from "../views.ts";
import { remitted } from "./answer.ts";

export function denials(state: State, form: Form): View {
  return { id: "denials", label: "Denials", title: "Read a denial", wide: false, show: (root) => show(root, state, form) };
}

const groups: Options = [
  ["CO", "CO: contractual"],
  ["PR", "PR: patient"],
  ["OA", "OA: other"],
  ["PI", "PI: payer"],
  ["CR", "CR: correction"],
];

/** What the payer said, as far as it is entered. */
interface Said {
  line: number;
  group: Json | undefined;
  reason: Json | undefined;
  remarks: Json | undefined;
  amount: Json | undefined;
  on: Json | undefined;
}

function show(root: HTMLElement, state: State, form: Form): () => void {
  const said: Said = { line: 0, group: "CO", reason: undefined, remarks: undefined, amount: undefined, on: undefined };
  const of = h("div");
  const lines = h("div", { class: "field wide" });
  const body = h("div", { id: "denials-answer" });
  const write =
    (name: Exclude<keyof Said, "line">) =>
    (value: Json | undefined): void => {
      said[name] = value;
      answer();
    };
  const controls: Record<string, Control> = {
    group: select("denial.group", "Group", groups, write("group"), { none: "Choose…" }),
    reason: entry("denial.reason", "Reason code (CARC)", "code", write("reason"), "such as 97"),
    amount: entry("denial.amount", "Amount", "money", write("amount")),
    remarks: entry("denial.remarks", "Remark codes (RARC)", "codes", write("remarks"), "such as N362"),
    on: entry("denial.on", "Day of the remittance", "date", write("on")),
  };
  controls["group"]?.show("CO");
  const fields = Object.values(controls).map(({ root }) => root);
  root.append(
    h(
      "p",
      { class: "lead" },
      "Enter what the payer said of one line. The likely cause, and what can be done, come from the visit and its claim.",
    ),
    of,
    h("div", { class: "group" }, h("div", { class: "fields" }, lines, ...fields)),
    body,
  );

  /** The lines of one's own claim, or else of the draft. */
  function choose(): void {
    const claim = state.judged;
    said.line = Math.min(said.line, Math.max(claim.lines.length - 1, 0));
    const options = claim.lines.map(({ code, modifiers = [] }, at) =>
      h("option", { value: at, selected: at === said.line }, `Line ${at + 1}: ${[code, ...modifiers].join(" ")}`),
    );
    const pick = h(
      "select",
      { id: "denial-line", "data-key": "denial.line", change: () => ((said.line = Number(pick.value)), answer()) },
      ...options,
    );
    const whose = state.mode === "own" ? "Line of your own claim" : "Line of the drafted claim";
    refill(lines, h("label", { for: "denial-line" }, whose), pick);
  }

  function answer(): void {
    for (const control of Object.values(controls)) tell(control, undefined);
    if (!state.answer.outcome) {
      refill(body, refusal(state.answer.problems, form, "The visit cannot be coded yet. These are needed first:"));
      return;
    }
    if (said.reason === undefined || said.group === undefined) {
      refill(body, h("p", { class: "empty" }, "Group and reason code are needed; the rest tells more."));
      return;
    }
    const asked = ask(() => state.book.remit(request()));
    if (asked.value) {
      refill(body, ...remitted(state, form, asked.value));
      return;
    }
    const places: [RegExp, string][] = [
      [/reason$/, "reason"],
      [/remarks/, "remarks"],
      [/amount/, "amount"],
      [/remitted_on/, "on"],
      [/group$/, "group"],
    ];
    for (const problem of asked.problems) {
      const control = controls[places.find(([path]) => path.test(problem.path))?.[1] ?? ""];
      if (control) tell(control, problem);
    }
    refill(body, refusal(asked.problems, form, "This cannot be read:"));
  }

  function request(): RemitRequest {
    const { line, group, reason, remarks, amount, on } = said;
    const adjustment = { group, reason, ...(amount === undefined ? {} : { amount_cents: amount }) };
    const remarked = remarks === undefined ? {} : { remarks: Array.isArray(remarks) ? remarks : codes(String(remarks)) };
    return {
      visit: state.visit as unknown,
      claim: state.judged,
      lines: [{ line, adjustments: [adjustment], ...remarked }],
      ...(on === undefined ? {} : { remitted_on: on }),
    } as RemitRequest; // What is typed wrong goes along: the library says what is wrong with it.
  }

  return () => {
    refill(of, of_visit(state));
    choose();
    answer();
  };
}
