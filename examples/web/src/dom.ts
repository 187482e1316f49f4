// Elements are made by functions, never from text that is parsed as markup.

export type Child = Node | string | false | null | undefined;
type Properties = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

const is_there = (child: Child): child is Node | string =>
  child !== false && child !== null && child !== undefined && child !== "";

/** An element; a function property is a listener, anything else an attribute, and `false` leaves it out. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter(is_there));
  return element;
}

/** An element of a drawing. Places and sizes are attributes: the page's policy takes no styles from elements. */
export function svg(name: string, properties: Record<string, string | number>, ...children: SVGElement[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(properties)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

export function by_id(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

export const capital = (sentence: string): string => sentence.slice(0, 1).toUpperCase() + sentence.slice(1);

let made = 0;
export const fresh = (word: string): string => `${word}-${++made}`;

/**
 * Replaces what an element holds. Focus stays on the element of the same `data-key`, and what was unfolded stays so: the
 * answer is made anew at every stroke, under the hands of whoever reads it.
 */
export function refill(parent: HTMLElement, ...children: Child[]): void {
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && parent.contains(active) ? active : undefined;
  const open = new Map(
    [...parent.querySelectorAll<HTMLDetailsElement>("details[data-key]")].map((it) => [it.dataset["key"], it.open]),
  );
  parent.replaceChildren(...children.filter(is_there));
  for (const details of parent.querySelectorAll<HTMLDetailsElement>("details[data-key]")) {
    details.open = open.get(details.dataset["key"]) ?? details.open;
  }
  if (!focused) return;
  const name = focused.dataset["key"];
  const caret = focused instanceof HTMLInputElement && focused.type === "text" ? focused.selectionStart : null;
  const same = name === undefined ? null : parent.querySelector<HTMLElement>(`[data-key="${CSS.escape(name)}"]`);
  // Where it is gone, the nearest heading takes the focus, so that the next Tab goes on from here.
  const heading = parent.closest("section")?.querySelector<HTMLElement>("h3[tabindex]");
  (same ?? heading ?? parent.closest<HTMLElement>("[tabindex]"))?.focus({ preventScroll: true });
  if (same instanceof HTMLInputElement && caret !== null) same.setSelectionRange(caret, caret);
}

/** The button that takes one of several things away; `name` tells which, to whoever does not see where it stands. */
export function remover(key: string, name: string, text: string, click: () => void): HTMLElement {
  return h("button", { type: "button", class: "quiet", "data-key": key, "aria-label": name, click }, text);
}

/** Brings a control into view, unfolding what hides it, and puts the focus there. */
export function reveal(element: HTMLElement): void {
  if (element.closest("#form")) document.querySelector<HTMLElement>('main[data-view="json"] [data-key="view=form"]')?.click();
  // The form is away while a view needs the whole width, and always so on a phone.
  if (!element.checkVisibility()) document.querySelector<HTMLElement>('[data-key="view answer"]')?.click();
  for (let at = element.parentElement; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  const target = element.matches("input, select, textarea, button, summary, [tabindex]")
    ? element
    : (element.querySelector<HTMLElement>("input:checked, input, select, textarea, button") ?? element);
  target.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

let hush: ReturnType<typeof setTimeout> | undefined;
/** Tells screen readers, once typing pauses. */
export function announce(sentence: string): void {
  clearTimeout(hush);
  hush = setTimeout(() => {
    const live = by_id("live");
    if (live.textContent !== sentence) live.textContent = sentence;
  }, 600);
}
