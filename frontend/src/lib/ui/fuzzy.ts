import UFuzzy from "@leeoniya/ufuzzy";

/** Stretches of a text that answer a query: from, to, from, to… */
export type Marks = readonly number[];

/** An item that answers a query. */
export interface Hit<T> {
  item: T;
  marks: Marks;
}

// Letters of any alphabet.
const alphabets: UFuzzy.Options = {
  unicode: true,
  interSplit: "[^\\p{L}\\d']+",
  intraSplit: "\\p{Ll}\\p{Lu}",
  intraBound: "\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}",
  intraChars: ".",
  intraContr: "'\\p{L}{1,2}\\b",
};

/** Words and parts of words; and, where these find nothing, letters that stand apart, as in "rusig" for "Ruritania › Signals". */
const matchers = [new UFuzzy(alphabets), new UFuzzy({ ...alphabets, intraIns: Infinity })];

// Words may come in any order, as long as there are few; more hits than this are too many to put in order.
const reordered = 3;
const ranked = 5000;

/** The items whose names answer the query, best first; all of them, as they come, for an empty one. */
export function fuzzy<T>(query: string, items: readonly T[], name: (item: T) => string): Hit<T>[] {
  if (!query.trim()) return items.map((item) => ({ item, marks: [] }));
  const names = UFuzzy.latinize(items.map(name));
  for (const matcher of matchers) {
    const [found, info, order] = matcher.search(names, UFuzzy.latinize(query), reordered, ranked);
    if (!found?.length) continue;
    if (!order) return found.map((i) => ({ item: items[i]!, marks: [] }));
    return order.map((i) => ({ item: items[info.idx[i]!]!, marks: info.ranges[i]! }));
  }
  return [];
}

/** Where the words of a query stand in a text. */
export function marksOf(query: string, text: string): Marks {
  const within = text.toLowerCase();
  const spans = query.toLowerCase().split(/\s+/).filter(Boolean).flatMap((word) => {
    const at = within.indexOf(word);
    return at < 0 ? [] : [[at, at + word.length] as const];
  });
  return merged(spans.sort(([a], [b]) => a - b));
}

function merged(spans: (readonly [number, number])[]): number[] {
  const out: number[] = [];
  for (const [from, to] of spans) {
    const last = out.at(-1);
    if (last !== undefined && from <= last) out[out.length - 1] = Math.max(last, to);
    else out.push(from, to);
  }
  return out;
}
