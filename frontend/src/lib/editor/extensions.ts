import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { type Access, access } from "./access";
import { activeStatement } from "./active";
import { findings } from "./analysis";
import { card } from "./card";
import { caretInView } from "./caretinview";
import { caretRelease } from "./caretrelease";
import { type CardActions, cardActions } from "./cardview";
import { composition } from "./composition";
import { exactLines } from "./lines";
import { passages } from "./lit";
import { markdown } from "./markdown";
import { lineMarks } from "./marks";
import { preview } from "./preview";
import { followedByClick } from "./pointer";
import { readerScroll } from "./readerscroll";
import { overviewRuler } from "./ruler";
import { searchPanel } from "./searchpanel";
import { sections } from "./sections";
import { sharedAnchors } from "./shared";
import { statements } from "./statements";
import { versions } from "./version";

/** What a document's editor is made with. */
export interface EditorOptions {
  access: Access;
  actions: CardActions;
  /** The number of the first text. */
  version: number;
}

/**
 * Every extension of the editor, in order. Earlier ones win: a key that the
 * card or the statements use never reaches the default keys, and the marks
 * listed first are drawn inside those listed later.
 */
export function editorExtensions(options: EditorOptions): Extension[] {
  return [
    exactLines(),
    versions(options.version),
    access(options.access),
    cardActions.of(options.actions),
    composition(),
    readerScroll(),
    caretInView(),
    caretRelease(),
    card(),
    followedByClick(),
    history(),
    markdown(),
    findings(),
    preview(),
    sharedAnchors(),
    activeStatement(),
    passages(),
    statements(),
    sections(),
    lineNumbers(),
    lineMarks(),
    overviewRuler(),
    EditorView.lineWrapping,
    searchPanel(),
    highlightSelectionMatches({ minSelectionLength: 3 }),
    // Tab is left alone: it moves the focus on. No closing of brackets and no matching either; in prose both disturb input methods.
    keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
  ];
}
