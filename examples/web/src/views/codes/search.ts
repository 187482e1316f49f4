// The search field and its hits. Every stroke searches; the arrows lead through the hits.

import type { SearchHit, SearchResult } from "ens_coding";
import { type Child, announce, h, refill } from "../../dom.ts";
import type { State } from "../../state.ts";
import { ask, count } from "../common.ts";

const kinds: Record<string, string> = { modifier: "modifier", place_of_service: "place of service" };

export interface Search {
  root: HTMLElement;
  update(): void;
}

/** `side` gives what stands beside a hit. */
export function search(state: State, open: (code: string) => void, side: (code: string) => Child): Search {
  const list = h("ul", { class: "hits", id: "hits", "aria-label": "Codes found" });
  const said = h("p", { class: "hint", id: "hits-said" });
  const field = h("input", {
    type: "text",
    id: "search",
    class: "search",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "tens unit, greater occipital, G0283…",
    "aria-describedby": "hits-said",
    "aria-controls": "hits",
    "data-key": "search",
    input: () => update(),
  });
  const root = h(
    "div",
    { class: "searching" },
    h("label", { for: "search" }, "Search codes by words or number"),
    field,
    said,
    list,
  );

  root.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [field, ...list.querySelectorAll<HTMLElement>("button.hit")];
    const at = stops.indexOf(document.activeElement as HTMLInputElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector<HTMLElement>("button.hit")?.click();
  });

  function update(): void {
    const words = field.value.trim();
    if (words === "") {
      const codes = [...new Set(state.judged.lines.map(({ code }) => code))];
      said.textContent = codes.length
        ? "Codes of the claim:"
        : "Words, parts of numbers, modifiers; typing errors are forgiven.";
      refill(list, ...codes.flatMap((code) => found(code)));
      return;
    }
    const asked = ask(() => state.book.search({ words, date: state.date ?? null, limit: 12 }));
    if (asked.problems) {
      said.textContent = asked.problems.map(({ message }) => message).join("; ");
      refill(list);
      return;
    }
    const { hits, count: all } = asked.value;
    const none = "Nothing fits. The library knows codes of electrical stimulation, needles and therapy.";
    said.textContent = all === 0 ? none : all > hits.length ? `The best ${hits.length} of ${all}:` : `${count(all, "hit")}:`;
    refill(list, ...hits.map((hit) => row(hit, asked.value)));
    announce(all === 0 ? "Nothing fits" : `${count(all, "hit")}, the first one is ${hits[0]?.code}, ${hits[0]?.label}`);
  }

  function found(code: string): HTMLElement[] {
    const asked = ask(() => state.book.search({ words: code, date: state.date ?? null, limit: 1 }));
    const hit = asked.value?.hits.find((it) => it.code === code);
    return hit ? [row(hit, undefined)] : [];
  }

  function row(hit: SearchHit, of: SearchResult | undefined): HTMLElement {
    const missed = of?.words.filter((word) => !hit.matched.includes(word)) ?? [];
    const fits = of && `fits ${hit.matched.join(", ")}${missed.length ? `, not ${missed.join(", ")}` : ""}`;
    const text = [
      h("span", { class: "what" }, h("code", {}, hit.code), " ", hit.label),
      h(
        "span",
        { class: "hint" },
        [kinds[hit.kind], hit.in_force === false ? "" : hit.in_force ? "in force" : "", fits].filter(Boolean).join(" · "),
        hit.in_force === false && h("b", { class: "ended" }, " not in force on the date"),
      ),
    ];
    if (hit.kind !== "code") return h("li", {}, h("div", { class: "hit" }, ...text));
    const press = () => open(hit.code);
    return h(
      "li",
      {},
      h("button", { type: "button", class: "hit", "data-key": `hit ${hit.code}`, click: press }, ...text),
      side(hit.code),
    );
  }

  return { root, update };
}
