import { type SearchQuery } from "@codemirror/search";
import type { EditorState } from "@codemirror/state";
import type { Stretch } from "./lit";

/** More matches than anybody walks through are not counted. */
export const mostMatches = 1000;

/** Where what is sought stands, in the order of the text, by default up to one more than are counted. */
export function matchesOf(query: SearchQuery, state: EditorState, most = mostMatches + 1): Stretch[] {
  const out: Stretch[] = [];
  if (!query.valid) return out;
  const cursor = query.getCursor(state);
  for (let next = cursor.next(); !next.done && out.length < most; next = cursor.next()) out.push({ from: next.value.from, to: next.value.to });
  return out;
}

/** Which match is selected, of how many: "3 of 17". */
export function counted(matches: readonly Stretch[], selected: Stretch): string {
  if (!matches.length) return "None found";
  const all = matches.length > mostMatches ? `${mostMatches.toLocaleString()}+` : String(matches.length);
  const at = matches.findIndex(({ from, to }) => from === selected.from && to === selected.to);
  return at < 0 ? `${all} found` : `${(at + 1).toLocaleString()} of ${all}`;
}

/** What is wrong with a regular expression, as a sentence; empty when it can be read. */
export function patternFault({ search, regexp }: SearchQuery): string {
  if (!regexp) return "";
  try {
    new RegExp(search, "gmu");
    return "";
  } catch (reason) {
    const why = String(reason).split(": ").at(-1)!.toLowerCase().replace(/\.$/, "");
    return `This is no regular expression yet: ${why}. Mend it, or press .* to look for it letter by letter.`;
  }
}
