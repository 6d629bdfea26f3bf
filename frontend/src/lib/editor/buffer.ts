import { undo } from "@codemirror/commands";
import { EditorState, type StateEffect, type Text, type Transaction, type TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Analysis, Edit, Section } from "../backend/types";
import { type Access, setAccess } from "./access";
import { findingsOf, type Placed, setAnalysis } from "./analysis";
import { cardless, openCard, openOrTurnCard } from "./card";
import { subjectAt } from "./cardtext";
import { composed } from "./composition";
import { editorExtensions, type EditorOptions } from "./extensions";
import { inView, shouldFollow, toThird } from "./follow";
import { litOf, setLit, type Stretch } from "./lit";
import { setPreview } from "./preview";
import { sinceReaderScroll } from "./readerscroll";
import { isFromDisk, replaceWith, restoreTo } from "./replace";
import { openSearch } from "./searchpanel";
import { sectionsOf } from "./sections";
import { type Shared, setShared, sharedOf } from "./shared";
import { stepStatement } from "./statementstep";
import { type PlacedStatement, statementAt, statementById, statementsOf } from "./statements";
import { outnumber, versionOf } from "./version";

/** What happened to a buffer. */
export interface Change {
  /** The text changed. */
  text: boolean;
  /** The caret moved, by itself or with the text. */
  caret: boolean;
  /** The text was brought from the disk. */
  fromDisk: boolean;
  /** An input method finished a word. */
  composed: boolean;
  /** Where a position of the text before is now. */
  map(pos: number): number;
}

/**
 * The text of one document and all that belongs to it: caret, undo, findings.
 * It is the only copy of the text in the page. At most one pane shows it at a
 * time; it lives on when none does.
 */
export class Buffer {
  private current: EditorState;
  private view: EditorView | null = null;
  private scroll: StateEffect<unknown> | null = null;

  constructor(
    text: string,
    options: EditorOptions,
    private readonly changed: (change: Change) => void,
  ) {
    this.current = EditorState.create({ doc: text, extensions: editorExtensions(options) });
  }

  get state(): EditorState {
    return this.current;
  }

  get doc(): Text {
    return this.current.doc;
  }

  get text(): string {
    return this.current.doc.toString();
  }

  get version(): number {
    return versionOf(this.current);
  }

  /** Counts on from a version, where that is a later one. */
  outnumber(version: number): void {
    this.dispatch({ effects: outnumber.of(version + 1) });
  }

  get caret(): number {
    return this.current.selection.main.head;
  }

  /** Whether an input method is in the middle of a word: marks may move, but nothing may be redrawn. */
  get composing(): boolean {
    return this.view?.composing ?? false;
  }

  get findings(): Placed[] {
    return findingsOf(this.current);
  }

  /** The statement that holds the caret. */
  get statement(): PlacedStatement | null {
    return statementAt(this.current, this.caret);
  }

  /** All statements, in the order of the text. */
  get statements(): PlacedStatement[] {
    return [...statementsOf(this.current)];
  }

  /** The headings where they stand now. */
  get sections(): readonly Section[] {
    return sectionsOf(this.current);
  }

  /** The text that is selected, when it is a part of one line. */
  get selected(): string {
    const { from, to } = this.current.selection.main;
    return this.lineEnd(from) < to ? "" : this.slice({ from, to });
  }

  /** Where the line of a position ends. */
  lineEnd(pos: number): number {
    return this.doc.lineAt(pos).to;
  }

  /** The text of a stretch, at most so many characters of it. */
  slice({ from, to }: Stretch, most = Infinity): string {
    return this.current.sliceDoc(from, Math.min(to, from + most));
  }

  dispatch(spec: TransactionSpec): void {
    if (this.view) this.view.dispatch(spec);
    else this.take([this.current.update(spec)]);
  }

  /** Shows an analysis, unless it is of another text than the one here now. */
  analyse(analysis: Analysis, version: number): boolean {
    if (version !== this.version || this.composing) return false;
    this.dispatch(setAnalysis(this.current, analysis));
    return true;
  }

  replace(text: string): void {
    this.dispatch(replaceWith(this.current, text));
  }

  /** Brings the text to an earlier one, as one undo step of the author. */
  rewrite(text: string): void {
    this.dispatch(restoreTo(this.current, text));
  }

  /** Applies the edits of a fix as one undo step. */
  apply(edits: Edit[]): void {
    const changes = edits.map(({ from, to, text }) => ({ from, to, insert: text }));
    this.dispatch({ changes, userEvent: "input.fix", scrollIntoView: true });
  }

  /** Shows in the text what edits would make of it; none ends that. */
  preview(edits: readonly Edit[]): void {
    if (edits.length || this.view) this.dispatch(setPreview(edits));
  }

  /** The findings that a card at the caret would tell, the worst first. */
  get findingsAtCaret(): Placed[] {
    return subjectAt(this.current, this.caret)?.findings ?? [];
  }

  /** Where the caret is on the screen; null while no pane shows it. */
  get caretOnScreen(): { left: number; top: number; bottom: number } | null {
    return this.view?.coordsAtPos(this.caret) ?? null;
  }

  undo(): void {
    undo({ state: this.current, dispatch: (tr) => (this.view ? this.view.dispatch(tr) : this.take([tr])) });
  }

  configure(access: Access): void {
    this.dispatch(setAccess(access));
  }

  focus(): void {
    this.view?.focus();
  }

  get focused(): boolean {
    return this.view?.hasFocus ?? false;
  }

  /** Opens the search panel of the pane, in its field for what replaces the words where that is asked. */
  search(replace = false): void {
    if (this.view) openSearch(this.view, replace);
  }

  /** Opens the card about the caret, or turns it to text where it is open. */
  openCard(): void {
    if (this.view) openOrTurnCard(this.view);
  }

  /** Puts the caret at the next statement, or the one before. */
  step(direction: 1 | -1): void {
    if (this.view) stepStatement(direction)(this.view);
  }

  /** Puts the caret there, in view, and opens the card when asked. */
  goTo({ from, to }: Stretch, card = false): void {
    const end = this.current.doc.length;
    const anchor = Math.min(from, end);
    this.dispatch({ selection: { anchor, head: card ? anchor : Math.min(to, end) }, userEvent: "select" });
    if (!this.view) return;
    this.reveal();
    if (card) this.dispatch({ effects: openCard.of(anchor) });
  }

  /** Puts the caret into the line at a height of the screen: at what is found in it, or else into its first statement. */
  goToLineAt(y: number): void {
    if (!this.view) return;
    const { from, to } = this.view.lineBlockAtHeight(y - this.view.documentTop);
    const found = this.findings.find((one) => one.from >= from && one.from <= to);
    const first = this.statements.find((one) => one.from <= to && one.to > from);
    const anchor = Math.max(from, (found ?? first)?.from ?? from);
    this.dispatch({ selection: { anchor }, userEvent: "select" });
  }

  /** Brings the caret into view. */
  reveal(): void {
    const caret = { from: this.caret, to: this.caret };
    if (this.view && !inView(this.view, caret)) this.dispatch({ effects: toThird(this.view, caret) });
  }

  /** Lights the stretches, and marks what is shared; brings the first stretch into view when the occasion is right. */
  light(stretches: Stretch[], { follow, typing }: { follow: boolean; typing: boolean }, shared: Shared[] = []): void {
    if (this.composing) return; // the check that follows the word lights anew
    // WebKit lays out the whole page where two parts of it wait for that at once: what was drawn elsewhere is laid out first.
    void this.view?.dom.offsetHeight;
    const dark = !stretches.length && !shared.length && !litOf(this.current).length && !sharedOf(this.current).length;
    const effects: StateEffect<unknown>[] = dark ? [] : [setLit.of(stretches), setShared.of(shared)];
    const [best] = stretches;
    if (this.view && best && this.follows(this.view, best, { follow, typing })) effects.push(toThird(this.view, best));
    if (effects.length) this.dispatch({ effects });
  }

  private follows(view: EditorView, best: Stretch, when: { follow: boolean; typing: boolean }): boolean {
    return shouldFollow({ ...when, visible: inView(view, best), sinceScroll: sinceReaderScroll(view) });
  }

  /** Where a statement stands now. */
  find(id: string): PlacedStatement | null {
    return statementById(this.current, id);
  }

  /** Called by the pane that shows the buffer from now on. */
  enter(view: EditorView): void {
    this.view = view;
    view.setState(this.current);
    if (this.scroll) view.dispatch({ effects: this.scroll });
  }

  /** Called by the pane that stops showing the buffer. */
  leave(view: EditorView): void {
    if (this.view !== view) return;
    this.scrolled(view);
    this.view = null;
    const closing = cardless(this.current);
    if (closing) this.dispatch(closing);
  }

  /** Called by the pane that shows the buffer when it was scrolled. What is taken off the page has no scroll position any more. */
  scrolled(view: EditorView): void {
    if (this.view === view && view.dom.isConnected) this.scroll = view.scrollSnapshot();
  }

  /** Takes the transactions of a pane or of the buffer itself. */
  take(trs: readonly Transaction[]): void {
    const last = trs.at(-1);
    if (!last) return;
    this.view?.update(trs);
    this.current = last.state;
    for (const tr of trs) this.scroll = this.scroll?.map(tr.changes) ?? null;
    const has = (test: (tr: Transaction) => boolean) => trs.some(test);
    const change: Change = {
      text: has((tr) => tr.docChanged),
      caret: has((tr) => tr.docChanged || !!tr.selection),
      fromDisk: has(isFromDisk),
      composed: has((tr) => tr.effects.some((effect) => effect.is(composed))),
      map: (pos) => trs.reduce((at, tr) => tr.changes.mapPos(at, 1), pos),
    };
    if (change.text || change.caret || change.composed) this.changed(change);
  }
}
