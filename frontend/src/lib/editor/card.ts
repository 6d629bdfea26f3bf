import { EditorState, type Extension, Prec, StateEffect, StateField, type TransactionSpec } from "@codemirror/state";
import {
  closeHoverTooltips,
  type Command,
  EditorView,
  hasHoverTooltips,
  hoverTooltip,
  keymap,
  type PluginValue,
  type Rect,
  showTooltip,
  type Tooltip,
  tooltips,
  type TooltipView,
  ViewPlugin,
} from "@codemirror/view";
import { cardAsText } from "./cardastext";
import { type Subject, subjectAt, told } from "./cardtext";
import { cardActions, cardView } from "./cardview";
import type { Stretch } from "./lit";
import { pointerMoved, restingPointer } from "./pointer";

/** Opens the card about a position. */
export const openCard = StateEffect.define<number>();
const closeCard = StateEffect.define();
const turnToText = StateEffect.define();

interface Card {
  subject: Subject;
  tooltip: Tooltip;
}

const field = StateField.define<Card | null>({
  create: () => null,
  update(card, tr) {
    for (const effect of tr.effects) {
      if (effect.is(openCard)) return cardAt(tr.state, effect.value);
      if (effect.is(turnToText) && card) return asText(card);
      if (effect.is(closeCard)) return null;
    }
    return tr.docChanged || tr.selection ? null : card;
  },
  provide: (self) => showTooltip.from(self, (card) => card?.tooltip ?? null),
});

const hoverDelay = 350;
const edge = 4; // in px

/**
 * The card: what is found at a position, what would settle it and what the
 * statement stands on. A command opens it at the caret and, given again, turns
 * it to plain text; Tab goes into it, Esc closes it. A pointer that rests on a
 * statement opens it, too; in a text that cannot be changed, so does Enter.
 */
export function card(): Extension {
  return [
    field,
    tooltips({ position: "absolute", tooltipSpace: ({ scrollDOM }) => within(scrollDOM.getBoundingClientRect()) }),
    EditorState.transactionExtender.of(({ effects }) => (effects.some((effect) => effect.is(openCard)) ? { effects: closeHoverTooltips } : null)),
    hoverTooltip(hovered, { hoverTime: hoverDelay, hideOnChange: true }),
    Prec.high(keymap.of([
      { key: "Enter", run: (view) => view.state.readOnly && open(view) },
      { key: "Escape", run: close },
    ])),
    restingPointer(),
    ViewPlugin.define(closedOnLeaving),
  ];
}

/** The room of a card: its own pane, since what it speaks of stands in the other, with its edge in sight. */
function within({ left, right, top, bottom }: DOMRect): Rect {
  return { left, right, top: top + edge, bottom: bottom - edge };
}

/** Opens the card at the caret, or turns it to text when it is open. */
export const openOrTurnCard: Command = (view) => {
  if (!view.state.field(field)) return open(view);
  view.dispatch({ effects: turnToText.of(null) });
  return true;
};

/** The state without its card, which stays with the pane that it was opened in; null where there is none. */
export function cardless(state: EditorState): TransactionSpec | null {
  return state.field(field) && { effects: closeCard.of(null) };
}

const open: Command = (view) => {
  const pos = view.state.selection.main.head;
  const subject = subjectAt(view.state, pos);
  view.dispatch({
    effects: [openCard.of(pos), EditorView.announce.of(subject ? told(subject) : "Nothing to tell about this place")],
  });
  return true;
};

const close: Command = (view) => {
  if (view.state.field(field)) {
    view.dispatch({ effects: closeCard.of(null) });
    view.focus();
    return true;
  }
  if (!hasHoverTooltips(view.state)) return false;
  view.dispatch({ effects: closeHoverTooltips });
  return true;
};

/** The card does not outstay the focus: it closes once that goes elsewhere in the window. */
function closedOnLeaving(view: EditorView): PluginValue {
  const left = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !view.dom.contains(relatedTarget)) view.dispatch({ effects: closeCard.of(null) });
  };
  view.dom.addEventListener("focusout", left);
  return { destroy: () => view.dom.removeEventListener("focusout", left) };
}

function cardAt(state: EditorState, pos: number): Card | null {
  const subject = subjectAt(state, pos);
  if (!subject) return null;
  const at = subject.findings.find(({ from, to }) => from <= pos && pos <= to) ?? subject.at ?? { from: pos, to: pos };
  return { subject, tooltip: { pos: at.from, create: (view) => cardView(view, subject, at, () => close(view)) } };
}

function asText({ subject, tooltip: { pos } }: Card): Card {
  return { subject, tooltip: { pos, create: (view) => cardAsText(view, subject, () => close(view)) } };
}

function hovered(view: EditorView, pos: number): Tooltip | null {
  if (view.state.field(field) || !pointerMoved(view)) return null;
  const subject = subjectAt(view.state, pos);
  if (!subject || !(subject.findings.length || subject.at?.fresh)) return null;
  const from = Math.min(...[subject.at, ...subject.findings].map((one) => one?.from ?? pos));
  const to = Math.max(...[subject.at, ...subject.findings].map((one) => one?.to ?? pos));
  return { pos: from, end: to, create: () => hoverView(view, subject, { from, to }) };
}

/** The card of the pointer. What joins its statement is lit for as long; Esc closes it wherever the focus is. */
function hoverView(view: EditorView, subject: Subject, about: Stretch): TooltipView {
  const actions = view.state.facet(cardActions);
  const escape = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    view.dispatch({ effects: closeHoverTooltips });
  };
  const made = cardView(view, subject, about, () => view.dispatch({ effects: closeHoverTooltips }));
  return {
    ...made,
    mount: () => {
      actions.hovered(subject.at?.statement.id ?? null);
      window.addEventListener("keydown", escape, true);
    },
    destroy: () => {
      queueMicrotask(() => actions.hovered(null)); // which changes the view, and that is being changed now
      window.removeEventListener("keydown", escape, true);
    },
  };
}
