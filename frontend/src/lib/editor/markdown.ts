import { defineLanguageFacet, HighlightStyle, Language, languageDataProp, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";
import { GFM, parser } from "@lezer/markdown";

const data = defineLanguageFacet();

// @codemirror/lang-markdown would bring the HTML, CSS and JavaScript parsers along, a third of the page's weight.
const language = new Language(
  data,
  parser.configure([GFM, { props: [languageDataProp.add({ Document: data })] }]),
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
