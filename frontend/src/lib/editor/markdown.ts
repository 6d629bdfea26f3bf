import { defineLanguageFacet, HighlightStyle, Language, languageDataProp, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";
import { type BlockContext, GFM, type MarkdownConfig, parser } from "@lezer/markdown";

const data = defineLanguageFacet();

const conflictMark = /^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/;
const conflictEnd = /^>{7}(?: |$)/;

// The lines that git writes around two versions that it could not merge. To
// Markdown they would be a heading's underline and seven quotes in one another.
const conflicts: MarkdownConfig = {
  defineNodes: [
    { name: "Conflict", composite: (_, line) => !conflictEnd.test(line.text) },
    { name: "ConflictMark", block: true, style: tags.processingInstruction },
  ],
  parseBlock: [
    {
      name: "ConflictMark",
      before: "Blockquote",
      parse(context, line) {
        if (!isMark(context, line.text)) return false;
        if (line.text.startsWith("<")) context.startComposite("Conflict", 0);
        context.addElement(context.elt("ConflictMark", context.lineStart, context.lineStart + line.text.length));
        context.nextLine();
        return true;
      },
      endLeaf: (context, line) => isMark(context, line.text),
    },
  ],
};

/** The two in the middle are also written by people, under a heading or in a table. */
function isMark(context: BlockContext, line: string): boolean {
  return conflictMark.test(line) && (/^[<>]/.test(line) || (context.depth > 1 && context.parentType(1).name === "Conflict"));
}

// @codemirror/lang-markdown would bring the HTML, CSS and JavaScript parsers along, a third of the page's weight.
const language = new Language(
  data,
  parser.configure([GFM, conflicts, { props: [languageDataProp.add({ Document: data })] }]),
  [],
  "markdown",
);

const style = HighlightStyle.define([
  { tag: tags.heading, class: "md-heading" },
  { tag: tags.heading1, class: "md-heading md-heading1" },
  { tag: tags.heading2, class: "md-heading md-heading2" },
  { tag: tags.strong, class: "md-strong" },
  { tag: tags.emphasis, class: "md-emphasis" },
  { tag: tags.strikethrough, class: "md-strikethrough" },
  { tag: tags.monospace, class: "md-code" },
  { tag: [tags.url, tags.link], class: "md-link" },
  { tag: tags.quote, class: "md-quote" },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.comment, tags.meta], class: "md-mark" },
]);

/** Markdown with the tables and lists of GitHub, coloured by the classes of editor.css. */
export function markdown(): Extension {
  return [language, syntaxHighlighting(style)];
}
