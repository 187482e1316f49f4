// The code in a README, and what it says that it prints.
import { readFileSync } from "node:fs";

/** The fenced blocks of a language, below a heading or in the whole text. */
export function blocks(path, language, heading = "") {
  const text = readFileSync(path, "utf8");
  const section = heading === "" ? text : (text.split(`\n${heading}\n`)[1] ?? "").split(/\n## /)[0];
  return [...section.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].filter(([, found]) => found === language).map(([, , code]) => code);
}

/** What the lines print: the comment behind a `console.log`, or the lines of comment below it. */
export function promised(code) {
  const lines = code.split("\n");
  return lines.flatMap((line, at) => {
    const behind = /console\.log\(.*\);\s*\/\/ (.+)$/.exec(line);
    if (behind) return [behind[1]];
    const own = /^\s*\/\/ (.+)$/.exec(line);
    const above = lines.slice(0, at).findLast((earlier) => !/^\s*\/\//.test(earlier));
    return own && above?.includes("console.log(") ? [own[1]] : [];
  });
}
