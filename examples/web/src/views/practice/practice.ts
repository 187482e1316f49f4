// The audit of a practice: lines of visits and claims, pasted or from a file, counted here and nowhere else.

import type { Tallies } from "ens_coding";
import { stream } from "virtual:practice";
import { announce, h, refill } from "../../dom.ts";
import type { Form } from "../../form/form.ts";
import type { State } from "../../state.ts";
import { unpacked } from "../../unpack.ts";
import { count } from "../common.ts";
import type { View } from "../views.ts";
import { report } from "./report.ts";
import { tallied } from "./tallying.ts";

export function practice(state: State, form: Form): View {
  return {
    id: "practice",
    label: "Practice",
    title: "Audit of a practice",
    wide: true,
    show: (root) => show(root, state, form),
  };
}

/** More than this is not put into the text area, which would become slow. */
const MOST_SHOWN = 400_000;

function show(root: HTMLElement, state: State, form: Form): () => void {
  const area = h("textarea", {
    id: "lines",
    rows: 5,
    spellcheck: "false",
    autocomplete: "off",
    wrap: "off",
    "aria-describedby": "lines-hint",
    "data-key": "practice lines",
    placeholder: '{"visit": {…}, "claim": {…}}',
    input: () => (held = undefined),
  });
  const file = h("input", { id: "lines-file", type: "file", accept: ".ndjson,.jsonl,.json,.txt", change: () => void opened() });
  const bar = h("progress", { "aria-label": "Lines counted", max: 1, value: 0, hidden: true });
  const said = h("p", { class: "hint", role: "status", id: "practice-said" });
  const body = h("div", { id: "practice-report" });
  const press = (text: string, name: string, name_of_class: string, click: () => void) =>
    h("button", { type: "button", class: name_of_class, "data-key": `practice ${name}`, click }, text);
  const go = press("Audit", "go", "apply", () => void run());
  const sample = press("Use an invented practice", "sample", "quiet", () => void sampled());
  const clear = press("Forget the lines", "clear", "quiet", () => forget());
  /** Lines of a file that is too large to be shown. */
  let held: { name: string; text: string } | undefined;
  let turn = 0;
  let tallies: Tallies | undefined;

  async function sampled(): Promise<void> {
    take("an invented practice", new TextDecoder().decode(await unpacked(stream)));
    await run();
  }

  async function opened(): Promise<void> {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    take(chosen.name, await chosen.text());
    file.value = "";
    await run();
  }

  function take(name: string, text: string): void {
    const small = text.length <= MOST_SHOWN;
    held = small ? undefined : { name, text };
    area.value = small ? text : "";
    area.placeholder = small ? "" : `${name} is held, and too long to be shown here.`;
  }

  function forget(): void {
    turn += 1;
    held = tallies = undefined;
    area.value = area.placeholder = said.textContent = "";
    bar.hidden = true;
    refill(body);
    area.focus();
  }

  async function run(): Promise<void> {
    const mine = (turn += 1);
    const from = performance.now();
    bar.hidden = false;
    bar.value = 0;
    const counted = await tallied(state.book, held?.text ?? area.value, ({ done, of }) => {
      bar.value = done / of;
      said.textContent = `${done} of ${of} lines counted…`;
      return mine === turn;
    });
    if (!counted) return;
    performance.measure("tally", { start: from });
    bar.hidden = true;
    tallies = counted;
    said.textContent = "";
    draw();
    announce(`${count(counted.lines ?? 0, "line")} counted`);
  }

  /** Anew with another rulebook, too; the counts are of the one before it, so they are made again. */
  function draw(): void {
    refill(body, ...(tallies ? report(state, form, tallies) : []));
  }

  root.append(
    h(
      "div",
      { class: "part intake" },
      h("label", { for: "lines" }, "Visits with their claims, one JSON document a line"),
      area,
      h(
        "p",
        { id: "lines-hint", class: "hint" },
        "They are counted in this browser and forgotten with it. Clinicians are the short names of performers; a patient’s reference is only used to tell patients apart.",
      ),
      h("div", { class: "doing" }, go, sample, h("label", { for: "lines-file" }, "or a file"), file, clear),
      bar,
      said,
    ),
    body,
  );
  let book = state.book;
  return () => {
    if (tallies && state.book !== book) void run();
    book = state.book;
  };
}
