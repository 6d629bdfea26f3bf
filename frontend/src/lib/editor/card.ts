import { type EditorState, type Extension, Prec, StateEffect, StateField } from "@codemirror/state";
import { type Command, EditorView, hoverTooltip, keymap, type PluginValue, showTooltip, type Tooltip, ViewPlugin } from "@codemirror/view";
import { subjectAt, told } from "./cardtext";
import { cardView } from "./cardview";

/** Opens the card about a position. */
export const openCard = StateEffect.define<number>();
const closeCard = StateEffect.define();

const field = StateField.define<Tooltip | null>({
  create: () => null,
  update(card, tr) {
    for (const effect of tr.effects) {
      if (effect.is(openCard)) return cardAt(tr.state, effect.value);
      if (effect.is(closeCard)) return null;
    }
    return tr.docChanged || tr.selection ? null : card;
  },
  provide: (self) => showTooltip.from(self),
});

const hoverDelay = 350;

/**
 * The card: what is found at a position, what would settle it and what the
 * statement stands on. Ctrl+E opens it at the caret and, pressed again,
 * enters it; Esc closes it; the mouse opens it over a finding.
 */
export function card(): Extension {
  return [
    field,
    hoverTooltip(hovered, { hoverTime: hoverDelay, hideOnChange: true }),
    Prec.high(keymap.of([{ key: "Escape", run: close }])),
    ViewPlugin.define(closedOnLeaving),
  ];
}

/** Opens the card at the caret, or enters it when it is open. */
export const openOrEnterCard: Command = (view) => {
  const open = view.state.field(field);
  if (open) {
    view.dom.querySelector<HTMLElement>(".cm-card")?.focus();
    return true;
  }
  const pos = view.state.selection.main.head;
  const subject = subjectAt(view.state, pos);
  view.dispatch({
    effects: [openCard.of(pos), EditorView.announce.of(subject ? told(subject) : "Nothing to tell about this place")],
  });
  return true;
};

const close: Command = (view) => {
  if (!view.state.field(field)) return false;
  view.dispatch({ effects: closeCard.of(null) });
  view.focus();
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

function cardAt(state: EditorState, pos: number): Tooltip | null {
  const subject = subjectAt(state, pos);
  if (!subject) return null;
  const at = subject.findings.find(({ from, to }) => from <= pos && pos <= to) ?? subject.at ?? { from: pos, to: pos };
  return { pos: at.from, create: (view) => cardView(view, subject, at, () => close(view)) };
}

function hovered(view: EditorView, pos: number): Tooltip | null {
  if (view.state.field(field)) return null;
  const subject = subjectAt(view.state, pos);
  const under = subject?.findings.filter(({ from, to }) => from <= pos && pos <= to) ?? [];
  if (!subject || !under.length) return null;
  const from = Math.min(...under.map((placed) => placed.from));
  const to = Math.max(...under.map((placed) => placed.to));
  return { pos: from, end: to, create: () => cardView(view, { ...subject, findings: under }, { from, to }, () => {}) };
}
