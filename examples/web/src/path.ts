// Paths into a document: reading, setting, removing, and the two ways to write them.

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Step = string | number;
export type Path = readonly Step[];

/** `services.0.minutes`: the key of a control. */
export const key = (path: Path): string => path.join(".");

/** Reads a key, or a path of an error such as `$.services[0].minutes`. */
export function steps(text: string): Step[] {
  return [...text.matchAll(/[^.[\]$]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));
}

function is_container(value: Json | undefined): value is Json[] | { [name: string]: Json } {
  return typeof value === "object" && value !== null;
}

/** The name of a choice, which is the name itself or an object with the name as its only key. */
export function named(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value;
  return is_container(value) && !Array.isArray(value) ? (Object.keys(value)[0] ?? "") : undefined;
}

export function get(root: Json | undefined, path: Path): Json | undefined {
  let at = root;
  for (const step of path) {
    if (!is_container(at) || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<Step, Json>)[step];
  }
  return at;
}

/** Sets a value and makes what is missing above it; everything else stays as it is. */
export function set(root: Json, path: Path, value: Json): void {
  let at = root as Record<Step, Json>;
  path.slice(0, -1).forEach((step, place) => {
    const next = Object.hasOwn(at, step) ? at[step] : undefined;
    if (!is_container(next)) at[step] = typeof path[place + 1] === "number" ? [] : {};
    at = at[step] as Record<Step, Json>;
  });
  const last = path[path.length - 1];
  if (last !== undefined) at[last] = value;
}

/** Objects that say nothing once they are empty. */
const optional = new Set<Step>([
  ...["documentation", "note", "device", "implant", "procedure", "wound", "trial", "product"],
  ...["history", "therapy_to_date", "terms"],
]);

/** Removes a value, and those objects above it that are left empty and say nothing then. */
export function remove(root: Json, path: Path): void {
  const above = get(root, path.slice(0, -1));
  const last = path[path.length - 1];
  if (!is_container(above) || last === undefined) return;
  if (Array.isArray(above)) above.splice(Number(last), 1);
  else delete above[last];
  const name = path[path.length - 2];
  if (name !== undefined && optional.has(name) && Object.keys(above).length === 0) remove(root, path.slice(0, -1));
}
