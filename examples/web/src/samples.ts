// Visits and claims to begin with, every one of them invented, and an empty visit.

import { samples } from "virtual:lists";
import { by_id, capital, h } from "./dom.ts";
import { type State, empty } from "./state.ts";

const spaced = (name: string): string => capital(name.split("/")[1]?.replaceAll("-", " ") ?? name);

export function show_samples(state: State): void {
  const group = (label: string, folder: string) =>
    h(
      "optgroup",
      { label },
      ...samples.filter(({ name }) => name.startsWith(folder)).map(({ name }) => h("option", { value: name }, spaced(name))),
    );
  const choice = h(
    "select",
    { id: "sample" },
    h("option", { value: "" }, "Empty visit"),
    group("Visits", "visits/"),
    group("Visits with a claim to check", "claims/"),
  );
  const shows = h("p", { id: "sample-shows" });
  const load = (): void => {
    const sample = samples.find(({ name }) => name === choice.value);
    shows.textContent = sample ? `Invented sample: ${sample.shows}` : "An empty visit: fill in the form.";
    state.load(sample?.text ?? JSON.stringify(empty()));
  };
  choice.addEventListener("change", load);
  by_id("samples").append(h("label", { for: "sample" }, "Begin with"), choice, shows);
  choice.value = "visits/scenario-a-knee-replacement";
  load();
}
