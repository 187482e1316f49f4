// The visit as JSON, to type in. Typing updates the form, and the form rewrites the text.

import { problem_list } from "./answer/verdict.ts";
import { copy_button } from "./copy.ts";
import { by_id, h, refill } from "./dom.ts";
import type { State } from "./state.ts";

export function show_editor(state: State): void {
  const area = h("textarea", {
    id: "visit-json",
    spellcheck: "false",
    autocomplete: "off",
    wrap: "off",
    "aria-describedby": "json-problems",
  });
  const problems = h("div", { id: "json-problems", class: "json-problems" });
  const root = by_id("json");
  root.append(
    h(
      "div",
      { class: "head" },
      h("h2", { id: "json-title" }, h("label", { for: "visit-json" }, "Visit as JSON")),
      copy_button("Copy visit", () => state.text),
    ),
    problems,
    area,
  );
  area.addEventListener("input", () => state.type(area.value));
  const update = (origin: string): void => {
    if (origin !== "text") area.value = state.text;
    const own = (state.answer.problems ?? []).filter(({ path }) => !path.startsWith("$claim"));
    area.setAttribute("aria-invalid", String(own.length > 0));
    const where = !state.readable && state.stumbled !== "" && h("p", {}, `The browser stopped reading ${state.stumbled}.`);
    refill(problems, own.length > 0 && problem_list(own, undefined), where);
    problems.hidden = own.length === 0;
  };
  state.listen(update);
}

/** Form, JSON, or on wide windows both. */
export function show_views(): void {
  const main = document.querySelector("main") as HTMLElement;
  if (matchMedia("(min-width: 100rem)").matches) main.dataset["view"] = "both";
  const views = [
    ["form", "Form"],
    ["json", "JSON"],
    ["both", "Both"],
  ] as const;
  const radio = (value: string) =>
    h("input", {
      type: "radio",
      name: "view",
      value,
      checked: value === main.dataset["view"],
      "data-key": `view=${value}`,
      change: () => (main.dataset["view"] = value),
    });
  by_id("view").append(
    h(
      "fieldset",
      { class: "choice" },
      h("legend", { class: "hidden" }, "How the visit is shown"),
      ...views.map(([value, label]) => h("label", {}, radio(value), h("span", {}, label))),
    ),
  );
}
