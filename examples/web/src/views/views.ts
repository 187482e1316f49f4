// The views beside the form, and which one is shown. A view is drawn when it is seen, and not before.

import { by_id, h } from "../dom.ts";
import type { State } from "../state.ts";

export interface View {
  id: string;
  /** In the row of views. */
  label: string;
  /** The heading of the view. */
  title: string;
  /** It needs the whole width, and no form beside it. */
  wide: boolean;
  /** Makes what the view consists of; what it gives is called whenever the visit or the rulebook changed. */
  show: (root: HTMLElement) => () => void;
}

const ANSWER = "answer";

export function show_all(state: State, views: View[]): void {
  const panels = new Map<string, HTMLElement>([[ANSWER, by_id(ANSWER)]]);
  const updates = new Map<string, () => void>();
  const links = new Map<string, HTMLElement>();
  let now = ANSWER;

  const choose = (id: string): void => {
    now = id;
    const view = views.find((it) => it.id === id);
    document.body.dataset["task"] = view?.wide ? "wide" : view ? "beside" : ANSWER;
    for (const [name, panel] of panels) panel.hidden = name !== id;
    for (const [name, link] of links) link.setAttribute("aria-current", name === id ? "page" : "false");
    links.get(id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    by_id("skip-view").setAttribute("href", `#${id}`);
    updates.get(id)?.();
  };

  const link = (id: string, label: string): HTMLElement => {
    const click = (event: Event): void => {
      event.preventDefault(); // Going there would scroll the row of views away.
      if (now !== id) history.pushState(null, "", `#${id}`);
      choose(id);
    };
    const made = h("a", { href: `#${id}`, "data-key": `view ${id}`, click }, label);
    links.set(id, made);
    return made;
  };

  for (const { id, title, show } of views) {
    const heading = h("h2", { id: `${id}-title` }, title);
    const root = h("section", { id, class: "view", tabindex: "-1", "aria-labelledby": `${id}-title`, hidden: true }, heading);
    by_id(ANSWER).parentElement?.append(root);
    panels.set(id, root);
    updates.set(id, show(root));
  }
  by_id("views").append(link(ANSWER, "Claim"), ...views.map(({ id, label }) => link(id, label)));

  const follow = (): void => {
    const id = location.hash.slice(1) || ANSWER;
    if (panels.has(id) && id !== now) choose(id);
    if (id === "visit" && document.body.dataset["task"] === "wide") choose(ANSWER); // The skip link to the form.
  };
  addEventListener("hashchange", follow);
  state.listen(() => updates.get(now)?.());
  choose(ANSWER);
  follow();
}
