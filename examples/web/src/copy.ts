// Copying a text. A page from a file or an unsecured host may have no clipboard; selecting and copying is the older way.

import { announce, h } from "./dom.ts";

function copy_selected(text: string): boolean {
  const area = h("textarea", { class: "hidden", "aria-hidden": "true", tabindex: "-1" });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copy_selected(text);
  }
}

export function copy_button(label: string, text: () => string): HTMLElement {
  const button = h("button", { type: "button", class: "quiet copy", "data-key": label, click: () => void press() }, label);
  const press = async (): Promise<void> => {
    const done = await copy(text());
    button.focus();
    announce(done ? "Copied" : "Not copied");
    button.textContent = done ? "Copied" : "Not copied";
    setTimeout(() => (button.textContent = label), 1500);
  };
  return button;
}
