// Starts the rules from the bytes in this very file, then shows the form and the answer.

import { Rulebook } from "ens_coding";
import { icd10cm, wasm } from "virtual:engine";
import "../style/page.css";
import "../style/controls.css";
import "../style/form.css";
import "../style/answer.css";
import "../style/findings.css";
import "../style/views.css";
import "../style/codes.css";
import "../style/fees.css";
import "../style/practice.css";
import { show_answer } from "./answer/answer.ts";
import { by_id } from "./dom.ts";
import { show_editor, show_views } from "./editor.ts";
import { Form } from "./form/form.ts";
import { show_parts } from "./parts.ts";
import { show_samples } from "./samples.ts";
import { State } from "./state.ts";
import { unpacked } from "./unpack.ts";
import { checklist } from "./views/checklist/checklist.ts";
import { codes } from "./views/codes/codes.ts";
import { denials } from "./views/denials/denials.ts";
import { fees } from "./views/fees/fees.ts";
import { practice } from "./views/practice/practice.ts";
import { show_all } from "./views/views.ts";

async function begin(): Promise<void> {
  const [engine, diagnoses] = await Promise.all([unpacked(wasm), unpacked(icd10cm)]);
  const load = (parts: Uint8Array[]) => Rulebook.bundled({ parts, wasm: engine, icd10cm: diagnoses });
  const book = await load([]);
  const state = new State(book, await Rulebook.rules());
  const form = new Form(state); // First of all: what the answer links to must be there.
  show_answer(state, form);
  show_editor(state);
  show_views();
  show_parts(state, book, load);
  show_samples(state);
  show_all(state, [codes(state, form), checklist(state, form), fees(state, form), denials(state, form), practice(state, form)]);
}

begin().catch((error: unknown) => {
  const words = `The rules could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
  for (const id of ["loading", "bar"]) {
    const place = document.getElementById(id);
    if (place) place.textContent = words;
  }
  by_id("live").textContent = words;
  console.error(error);
});
