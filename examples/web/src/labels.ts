// Labels of codes, in words of the project.

import { labels } from "virtual:lists";

const label_of = new Map(labels);
export const code_label = (code: string): string => label_of.get(code) ?? "";
