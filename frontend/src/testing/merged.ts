// How the stand-in for Go puts two versions together.
import type { Hunk, Merge } from "../lib/backend";

/** Line by line, as far as the three have as many lines. */
export function merged(base: string, ours: string, theirs: string): Pick<Merge, "clean" | "text" | "hunks"> {
  const [b, o, t] = [base, ours, theirs].map((text) => text.split(/(?<=\n)/)) as [string[], string[], string[]];
  const even = b.length === o.length && b.length === t.length;
  const hunks = even ? b.map((line, i) => hunk(line, o[i] ?? "", t[i] ?? "")) : [hunk(base, ours, theirs)];
  const clean = hunks.every(({ conflict }) => !conflict);
  return { clean, text: clean ? hunks.map(({ text }) => text).join("") : "", hunks };
}

function hunk(base: string, ours: string, theirs: string): Hunk {
  const conflict = ours !== base && theirs !== base && ours !== theirs;
  return { conflict, text: conflict ? "" : ours === base ? theirs : ours, base, ours, theirs, joint: " " };
}
