// The modules that build/repository.js makes.
declare module "virtual:engine" {
  /** Bytes, compressed and in base64. */
  export const wasm: string;
  export const icd10cm: string;
}

declare module "virtual:lists" {
  export const policies: { id: string; title: string; line_of_business: string }[];
  /** Number and label. */
  export const places: [string, string][];
  /** Code and label, in words of the project. */
  export const labels: [string, string][];
  export const samples: { name: string; shows: string; text: string }[];
}

declare module "virtual:practice" {
  /** Visits and claims of an invented practice, one a line; compressed and in base64. */
  export const stream: string;
}

declare module "*.css";
