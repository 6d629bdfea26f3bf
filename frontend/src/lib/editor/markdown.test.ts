import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { markdown } from "./markdown";

/** The lines that begin a block of a kind, each as far as it goes. */
function blocks(doc: string, kind: RegExp): string[] {
  const state = EditorState.create({ doc, extensions: markdown() });
  const found: string[] = [];
  ensureSyntaxTree(state, doc.length, 1000)!.iterate({
    enter: ({ name, from, to }) => {
      if (kind.test(name)) found.push(doc.slice(from, to));
    },
  });
  return found;
}

const merged = "# Signals\n\n<<<<<<< HEAD\nOurs.\n\n- One\n||||||| 4f2a19c\nBoth.\n=======\nTheirs.\n>>>>>>> their branch\n\nAfter.\n";

test("what git writes around two versions is no heading and no quote, and each version is text", () => {
  expect(blocks(merged, /^ConflictMark$/)).toEqual(["<<<<<<< HEAD", "||||||| 4f2a19c", "=======", ">>>>>>> their branch"]);
  expect(blocks(merged, /Heading|Blockquote/)).toEqual(["# Signals"]);
  expect(blocks(merged, /^Paragraph$/)).toEqual(["Ours.", "One", "Both.", "Theirs.", "After."]);
});

test("where git wrote nothing, a line of seven is what Markdown says", () => {
  expect(blocks("Signals\n=======\n\nA paragraph\n", /SetextHeading1/)).toEqual(["Signals\n======="]);
  expect(blocks(">>>>>>>deep\n", /^Blockquote$/)).toHaveLength(7);
});
