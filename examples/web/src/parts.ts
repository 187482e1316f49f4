// Packs and policies of one's own, beside the bundled ones. Files are read here, and nothing of them leaves the page.

import { EnsError, type Basis, type Problem, type Rulebook } from "ens_coding";
import { problem_list } from "./answer/verdict.ts";
import { announce, by_id, h, refill } from "./dom.ts";
import type { Payer, State } from "./state.ts";

type Part = Basis["parts"][number];

interface File_ {
  name: string;
  bytes: Uint8Array;
}

/** Makes the rulebook of the bundled parts and of these. */
export type Load = (parts: Uint8Array[]) => Promise<Rulebook>;

/** What the form needs to know of a policy; a pack is none. The library has read it before, so that it is in order. */
function payers({ bytes }: File_): Payer[] {
  const text = bytes[0] === 0x45 ? "" : new TextDecoder().decode(bytes); // "E" begins a pack, and nothing in JSON.
  if (!text.trimStart().startsWith("{")) return [];
  const { policy, title, line_of_business } = JSON.parse(text) as Record<string, string>;
  return [{ id: policy ?? "", title: title ?? "", line_of_business: line_of_business ?? "" }];
}

const same = (one: Part, other: Part): boolean => one.part === other.part && one.digest === other.digest;

/** A table or a policy, and its edition. */
function row({ part, edition }: Part): HTMLElement {
  return h("li", {}, h("code", {}, part), edition ? ` edition ${edition}` : "");
}

export function show_parts(state: State, bundled: Rulebook, load: Load): void {
  const usual = bundled.basis.parts;
  let held: File_[] = [];
  let turn = Promise.resolve();

  const input = h("input", {
    id: "own-parts",
    type: "file",
    multiple: true,
    accept: ".pack,.json",
    "aria-describedby": "own-parts-hint own-parts-problem",
    change: () => void (turn = turn.then(() => add([...(input.files ?? [])]))),
  });
  const list = h("ul", { id: "own-parts-list", class: "own-parts", "aria-label": "Own parts in use" });
  const none = h("button", {
    type: "button",
    class: "quiet",
    "data-key": "parts=none",
    click: () => void (turn = turn.then(() => use([], []))),
  });
  none.textContent = "Use the bundled rules alone";
  const problem = h("div", { id: "own-parts-problem", class: "own-parts-problem" });

  function show(parts: readonly Part[]): void {
    refill(list, ...parts.map(row));
    if (parts.length === 0 && none.contains(document.activeElement)) input.focus();
    list.hidden = none.hidden = parts.length === 0;
  }

  function complain(...children: (Node | string)[]): void {
    input.setAttribute("aria-invalid", String(children.length > 0));
    problem.hidden = children.length === 0;
    refill(problem, ...children);
  }

  /** Reads files; one of the same name takes the place of an earlier one. */
  async function add(files: File[]): Promise<void> {
    const read: File_[] = [];
    for (const file of files) {
      try {
        read.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
      } catch {
        complain(`${file.name} could not be read.`);
        announce(`${file.name} could not be read`);
        return;
      }
    }
    if (read.length > 0) await use([...held.filter(({ name }) => !read.some((it) => it.name === name)), ...read], read);
  }

  /** Puts these files into use, or says why not and leaves everything as it was. */
  async function use(files: File_[], added: File_[]): Promise<void> {
    try {
      performance.mark("own parts: bytes");
      const book = await load(files.map(({ bytes }) => bytes));
      performance.measure("own parts", "own parts: bytes");
      held = files;
      complain();
      const parts = book.basis.parts.filter((part) => !usual.some((it) => same(it, part)));
      state.use(book, files.flatMap(payers));
      show(parts);
      announce(parts.length === 0 ? "The bundled rules alone are in use" : `In use: ${parts.map(({ part }) => part).join(", ")}`);
    } catch (error) {
      if (!(error instanceof EnsError)) throw error;
      refuse(error.problems, files, added);
    }
    input.value = ""; // So that the same file can be chosen again.
  }

  function refuse(problems: readonly Problem[], files: File_[], added: File_[]): void {
    const [, place] = /^\$\[(\d+)\]/.exec(problems[0]?.path ?? "") ?? [];
    const name = files[Number(place)]?.name ?? added.map((it) => it.name).join(", ");
    complain(h("p", {}, h("strong", {}, name), " is not used; everything else is as it was."), problem_list(problems, undefined));
    announce(`${name} is not used: ${problems.map(({ message, path }) => `${message}, ${path}`).join("; ")}`);
  }

  by_id("parts").append(
    h(
      "details",
      { class: "own-parts-box" },
      h("summary", {}, "Own packs and policies"),
      h("label", { for: "own-parts" }, "Files"),
      input,
      h(
        "p",
        { id: "own-parts-hint" },
        "Packs that the command ens pack made of official files, and policies as JSON; several at once. They are read here, stay on this machine, and are forgotten when the page is closed.",
      ),
      problem,
      list,
      none,
    ),
  );
  complain();
  show([]);
}
