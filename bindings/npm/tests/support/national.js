// A pack of national size: made-up pair edits in the layout and the shape of the official files, packed by the command.
import { closeSync, existsSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { new_folder, root, run } from "./places.js";

const ROWS = 2_500_000;
const CODES = 13_000;
const PARTS = 4;
/** Among the made-up pairs stands this one, which the sample visit of the page has and no real edit forbids. */
const PLANTED = ["97110", "G0283"];

const HEADER = [
  "An invented file in the layout of the official one.\t\t\t\t\t\t",
  "Column1/Column2 Edits\t\t\t\t\t\t",
  "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale",
  "\t\tprior to 1996\tDate\tDate\t0=not allowed\t",
  "\t\t\t\t*=no data\t1=allowed\t",
  "\t\t\t\t\t9=not applicable\t",
];

const RATIONALES = [
  "Misuse of Column Two code with Column One code",
  "Standards of medical/surgical practice",
  "CPT Manual or CMS manual coding instruction",
  "HCPCS/CPT procedure code definition",
  "More extensive procedure",
  "Mutually exclusive procedures",
];

/** Numbers from 0 to below `most`, the same ones in every run. */
function dice(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

const range = (count, make) => Array.from({ length: count }, (_, at) => make(at));
const digits = (number, width) => String(number).padStart(width, "0");

function codes() {
  const level_two = [..."AGJL"].flatMap((letter) => range(CODES / 16, (at) => `${letter}${digits(3 + 11 * at, 4)}`));
  const late = range(CODES / 16, (at) => `${digits(1 + 11 * at, 4)}T`);
  const plain = range((CODES / 16) * 11, (at) => digits(101 + 11 * at, 5));
  return [...new Set([...level_two, ...late, ...plain, ...PLANTED])].sort();
}

/** Rows of the pairs of one code, newest first where a pair has two. */
function* rows(one, all, roll) {
  const [first, last] = [range(90, (at) => `${1996 + (at >> 2)}${["01", "04", "07", "10"][at & 3]}01`), ["0331", "0630", "0930", "1231"]];
  const wanted = 60 + roll(590); // Of which half have the other direction.
  const stride = Math.ceil((all.length / wanted) * 2) - 1;
  for (let two = roll(stride); two < all.length; two += 1 + roll(stride)) {
    // A pair has one direction.
    const planted = all[one] === PLANTED[0] && all[two] === PLANTED[1];
    if (one === two || ((one + two) % 2 === 0) !== one < two || planted) continue;
    const begin = `${all[one]}\t${all[two]}\t\t`;
    const indicator = roll(10) < 7 ? 1 : 0;
    const start = roll(90);
    if (roll(50) === 0) yield `${begin}${first[start]}\t${first[start]}\t9\t${RATIONALES[roll(6)]}\r\n`;
    else if (roll(3) > 0) yield `${begin}${first[start]}\t*\t${indicator}\t${RATIONALES[roll(6)]}\r\n`;
    else yield `${begin}${first[start]}\t${2019 + roll(7)}${last[roll(4)]}\t${indicator}\t${RATIONALES[roll(6)]}\r\n`;
    if (start > 20 && roll(7) === 0) {
      yield `${begin}${first[start - 20]}\t${1996 + ((start - 1) >> 2)}${last[3]}\t${indicator}\t${RATIONALES[roll(6)]}\r\n`;
    }
  }
}

/** Writes the parts; a part ends where another code begins. Gives their paths and the number of rows. */
function write(folder) {
  const [all, roll] = [codes(), dice(2026)];
  const paths = range(PARTS, (at) => join(folder, `ccipra-v322r0-f${at + 1}.txt`));
  const files = paths.map((path) => openSync(path, "w"));
  for (const file of files) writeSync(file, `${HEADER.join("\r\n")}\r\n`);
  let count = 0;
  for (let one = 0; one < all.length; one += 1) {
    const own = [...rows(one, all, roll)];
    if (all[one] === PLANTED[0]) {
      const row = `${PLANTED.join("\t")}\t\t20200101\t*\t0\t${RATIONALES[0]}\r\n`;
      const after = own.findIndex((other) => other > row);
      own.splice(after < 0 ? own.length : after, 0, row);
    }
    writeSync(files[Math.floor((one * PARTS) / all.length)], own.join(""));
    count += own.length;
  }
  files.forEach((file) => closeSync(file));
  return { paths, count };
}

/** The path of the pack, the number of its rows, and its edition. */
export async function national() {
  const folder = new_folder();
  const { paths, count } = write(folder);
  if (Math.abs(count / ROWS - 1) > 0.1) throw new Error(`${count} rows are no table of national size`);
  const path = join(folder, "ptp-practitioner-2026q3.pack");
  const ens = join(root, "target/release/ens");
  const built = existsSync(ens); // `cargo xtask test` has just built it.
  const cargo = ["run", "--release", "--quiet", "--package", "ens_coding_cli", "--bin", "ens", "--"];
  const [command, before] = built ? [ens, []] : [process.env.CARGO ?? "cargo", cargo];
  await run(command, [...before, "pack", "ptp-practitioner", ...paths, "-o", path], { cwd: root });
  for (const part of paths) rmSync(part);
  return { path, count, edition: "2026-07-01" };
}
