// Replays the corpus. Runs in Node.js and in browsers, so nothing is imported here.

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The records of the file. */
function* records(bytes) {
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(10, at);
    const [operation, status, count, ...words] = decoder.decode(bytes.subarray(at, end)).split(" ");
    at = end + 1;
    const texts = words.slice(0, Number(count)).map((length) => {
      const text = bytes.subarray(at, at + Number(length));
      at += text.length;
      return text;
    });
    if (bytes[at] !== 10) throw new Error(`the corpus is broken at byte ${at}`);
    at += 1;
    yield { operation, status, name: words.at(-1), given: texts.slice(0, -1), wanted: decoder.decode(texts.at(-1)) };
  }
}

/** What takes lines, which are text alone; every other function of documents takes objects too. */
const STREAMS = ["batch", "score", "tally", "merge"];

/** The document from which an error was made. */
export function document_of({ problems: [first, ...others] }) {
  return JSON.stringify({ error: others.length ? { ...first, others } : first });
}

/** Replays all records; gives their number, by operation and status, and the first differences. */
export async function replay({ Rulebook, EnsError }, bytes) {
  const counts = {};
  const differences = [];
  let [total, objects] = [0, 0];
  let book = await Rulebook.bundled();

  const become = async (loading) => {
    const next = await loading;
    book.dispose();
    book = next;
    return JSON.stringify(book.basis);
  };
  const make = {
    bundled_with: (...parts) => become(Rulebook.bundled({ parts })),
    load: (...parts) => become(Rulebook.load(parts)),
    with: async (options) => become(book.with(decoder.decode(options))),
    rules: async () => JSON.stringify(await Rulebook.rules()),
    basis: () => JSON.stringify(book.basis),
  };
  const differ = (record, how, found) => {
    const { name, operation, wanted } = record;
    if (differences.length < 5) differences.push({ how, name, operation, wanted, found });
  };

  for (const record of records(bytes)) {
    const { operation, status, given, wanted } = record;
    const texts = make[operation] ? given : given.map((text) => decoder.decode(text));
    let [found, reached] = [undefined, "ok"];
    try {
      found = await (make[operation]?.(...texts) ?? book[operation](...texts));
    } catch (error) {
      if (!(error instanceof EnsError)) throw error;
      [found, reached] = [document_of(error), "refused"];
    }
    if (reached !== status || found !== wanted) differ(record, `text, ${reached}`, found);
    if (status === "ok" && !make[operation] && !STREAMS.includes(operation)) {
      const answer = JSON.stringify(book[operation](...texts.map((text) => JSON.parse(text))));
      if (answer !== wanted) differ(record, "objects", answer);
      objects += 1;
    }
    counts[`${operation} ${status}`] = (counts[`${operation} ${status}`] ?? 0) + 1;
    total += 1;
  }
  book.dispose();
  return { total, objects, counts, differences };
}
