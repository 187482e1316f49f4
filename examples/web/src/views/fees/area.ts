// What the estimate asks for beside the visit: the payment locality, and two statements about the biller.

import type { FeeRequest, Problem } from "ens_coding";
import { h } from "../../dom.ts";
import { entry, fact, tell } from "../../form/controls.ts";

type Extra = Pick<FeeRequest, "locality" | "zip" | "qualifying_participant" | "sequestration">;

export interface AreaForm {
  root: HTMLElement;
  request(): Extra;
  mark(problems: readonly Problem[]): void;
}

export function area_form(changed: () => void): AreaForm {
  const held: Record<string, string | boolean> = {};
  const write =
    (name: string) =>
    (value: unknown): void => {
      if (value === undefined || value === null) delete held[name];
      else held[name] = value as string | boolean;
      changed();
    };
  const controls = {
    zip: entry("fee.zip", "ZIP code of the place", "code", write("zip"), "five digits"),
    locality: entry("fee.locality", "or payment locality", "code", write("locality"), "seven digits"),
    qualifying_participant: fact(
      "fee.qualifying_participant",
      "Qualifying participant of an advanced payment model",
      write("qualifying_participant"),
    ),
    sequestration: fact(
      "fee.sequestration",
      "Take sequestration off what Medicare pays",
      write("sequestration"),
      undefined,
      "Not stated, read as no",
    ),
  };
  for (const control of Object.values(controls)) control.show(undefined);
  const fields = Object.values(controls).map(({ root }) => root);
  const hint =
    "Without a place the estimate is national. Places need the table of localities, which is loaded as a pack above.";
  return {
    root: h(
      "details",
      { class: "group", "data-key": "fee area" },
      h("summary", {}, "Place and biller"),
      h("p", { class: "hint" }, hint),
      h("div", { class: "fields" }, ...fields),
    ),
    request: () => held as Extra,
    mark(problems) {
      for (const [name, control] of Object.entries(controls))
        tell(
          control,
          problems.find(({ path }) => path === `$.${name}`),
        );
    },
  };
}
