// The types of the documents, from their JSON Schemas.
//
// The schemas are made by one generator and use few of the language's words. A word that is not known here ends the
// build, so that no type says less than its schema by accident.
import { readFileSync, readdirSync } from "node:fs";

const WIDTH = 118;
const RENAMED = { Error: "ErrorDocument", Date: "CivilDate" }; // JavaScript has an `Error` and a `Date` of its own.
const KNOWN = [
  ...["$ref", "const", "oneOf", "anyOf", "type", "items", "properties", "required", "additionalProperties", "description"],
  ...["default", "format", "minimum", "maximum", "pattern"], // No type of TypeScript can say these.
];
const PLAIN = { string: "string", boolean: "boolean", null: "null", integer: "number", number: "number" };

/** All named types in one table; what several documents hold has one type. */
function collect(folder) {
  const types = {};
  const put = (name, schema) => {
    const known = types[name];
    if (known && JSON.stringify(known) !== JSON.stringify(schema)) throw new Error(`two different types: ${name}`);
    types[name] = schema;
  };
  for (const file of readdirSync(folder).sort()) {
    const { $schema, $defs = {}, title, ...schema } = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    for (const [name, part] of Object.entries({ ...$defs, [title]: schema })) put(RENAMED[name] ?? name, part);
  }
  return types;
}

/** The schemas number the uses of a generic type, `Entry`, `Entry2`, …; here it is one, `Entry<T>`. */
function generics(types) {
  const frame = ({ properties: { value, ...others } = {}, ...rest }) => value && JSON.stringify([others, rest]);
  const found = {};
  for (const [name, schema] of Object.entries(types)) {
    const base = name.replace(/\d+$/, "");
    if (base === name) continue;
    if (!types[base] || frame(types[base]) !== frame(schema)) throw new Error(`a number in a name: ${name}`);
    found[base] = found[name] = base;
  }
  return found;
}

function comment(text, indent) {
  // A line break inside of a paragraph is that of the source.
  const lines = text.replace(/([^\n])\n(?![\n-])/g, "$1 ").split("\n").flatMap((paragraph) => {
    const inset = paragraph.startsWith("- ") ? "  " : "";
    const wrapped = [""];
    for (const word of paragraph.split(" ")) {
      const longer = wrapped.at(-1) === "" ? word : `${wrapped.at(-1)} ${word}`;
      if (longer.length + indent.length + 3 <= WIDTH || wrapped.at(-1) === "") wrapped[wrapped.length - 1] = longer;
      else wrapped.push(inset + word);
    }
    return wrapped;
  });
  if (lines.length === 1 && lines[0].length + indent.length + 7 <= WIDTH) return `${indent}/** ${lines[0]} */\n`;
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */\n`].join("\n");
}

/** The name of a variant: of a word, or of an object with one field. */
function variant(schema) {
  return schema.const ?? (schema.properties && Object.keys(schema.properties)[0]);
}

/** The comment of a named type; editors show it, and not what stands beside a variant, so it lists the variants. */
function described({ description = "", oneOf = [] }) {
  const variants = oneOf.filter((one) => one.description).map((one) => `- \`${variant(one)}\`: ${one.description}`);
  return [description, ...(variants.length ? [""] : []), ...variants].join("\n");
}

export function documents(folder) {
  const types = collect(folder);
  const generic = generics(types);

  function reference(path) {
    const name = path.replace("#/$defs/", "");
    return generic[name] ? `${generic[name]}<${type(types[name].properties.value, "")}>` : (RENAMED[name] ?? name);
  }

  function list(items, indent) {
    const item = type(items, indent);
    return /[ |{]/.test(item) ? `Array<${item}>` : `${item}[]`;
  }

  function fields({ properties = {}, required = [], additionalProperties }, indent) {
    if (additionalProperties) return `{ [name: string]: ${type(additionalProperties, indent)} }`;
    const lines = Object.entries(properties).map(([name, field]) => {
      const above = field.description ? comment(field.description, `${indent}  `) : "";
      return `${above}${indent}  ${name}${required.includes(name) ? "" : "?"}: ${type(field, `${indent}  `)};\n`;
    });
    return `{\n${lines.join("")}${indent}}`;
  }

  function type(schema, indent) {
    const { $ref, const: word, oneOf, anyOf, type: kind, items } = schema;
    const unknown = Object.keys(schema).filter((name) => !KNOWN.includes(name));
    if (unknown.length) throw new Error(`words of JSON Schema that are not known here: ${unknown}`);
    if ($ref) return reference($ref);
    if (word !== undefined) return JSON.stringify(word);
    const either = oneOf ?? anyOf;
    if (either) {
      const members = either.map((one) => type(one, `${indent}  `));
      const short = members.join(" | ");
      return short.length < 80 && !short.includes("\n") ? short : members.map((one) => `\n${indent}  | ${one}`).join("");
    }
    const kinds = [kind].flat().map((one) => {
      if (one === "array") return list(items, indent);
      if (one === "object") return fields(schema, indent);
      if (!PLAIN[one]) throw new Error(`a type that is not known here: ${JSON.stringify(schema)}`);
      return PLAIN[one];
    });
    return kinds.join(" | ");
  }

  function declared(name, schema) {
    const { description, ...rest } = schema;
    const said = comment(described(schema), "");
    if (generic[name]) {
      const { value, ...others } = rest.properties;
      const open = { ...rest, properties: { value: { description: value.description, $ref: "T" }, ...others } };
      return `${said}export interface ${name}<T> ${fields(open, "")}\n`;
    }
    if (rest.type === "object") return `${said}export interface ${name} ${fields(rest, "")}\n`;
    return `${said}export type ${name} = ${type(rest, "")};\n`.replace("= \n", "=\n");
  }

  const names = Object.keys(types).filter((name) => (generic[name] ?? name) === name).sort();
  const all = names.map((name) => declared(name, types[name]));
  return ["// Made from bindings/schema by `npm run build`; do not edit.\n", ...all].join("\n");
}
