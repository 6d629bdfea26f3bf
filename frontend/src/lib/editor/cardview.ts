import { Facet } from "@codemirror/state";
import { type EditorView, type Rect, repositionTooltips, type TooltipView } from "@codemirror/view";
import type { Explanation, Finding, Fix } from "../backend/types";
import { findingPart } from "./cardfinding";
import { supportPart } from "./cardsupport";
import type { Subject } from "./cardtext";
import { element } from "./drawing";
import type { Stretch } from "./lit";

/** A place in a package; with an id that of a statement, wherever it has moved to. */
export interface Place {
  layer: string;
  from: number;
  to: number;
  id?: string;
}

/** What a document's cards and clicks ask of the rest. */
export interface CardActions {
  open(place: Place): void;
  apply(fix: Fix): void;
  waive(finding: Finding): void;
  unwaive(finding: Finding): void;
  /** Tells what the rule of a finding looks for. */
  rule(finding: Finding): void;
  /** The name of a layer for people. */
  title(layer: string): string;
  /** What joins a statement to others; null when nobody knows any more. */
  explain(statement: string): Promise<Explanation | null>;
  /** The pointer rests on a statement, or on none again. */
  hovered(statement: string | null): void;
  /** Goes from the statement under the caret to the one in the other pane that it is joined to best. */
  follow(): void;
}

const idle: CardActions = { open() {}, apply() {}, title: (layer) => layer, waive() {}, unwaive() {}, rule() {}, explain: async () => null, hovered() {}, follow() {} };

/** Where a document's cards find what their buttons do. */
export const cardActions = Facet.define<CardActions, CardActions>({
  combine: ([first]) => first ?? idle,
});

/**
 * The card's DOM, placed clear of the text `about`. `done` is called when a
 * button has led away from it.
 */
export function cardView(view: EditorView, subject: Subject, about: Stretch, done: () => void): TooltipView {
  const actions = view.state.facet(cardActions);
  const led = (act: () => void) => () => {
    done();
    act();
  };
  const dom = element("div", "cm-card");
  dom.tabIndex = -1;
  dom.setAttribute("role", "group");
  dom.setAttribute("aria-label", subject.findings.length ? "Findings" : "Support");
  for (const { finding } of subject.findings) dom.append(findingPart(view, finding, actions, led));
  if (subject.at) dom.append(supportPart(subject.at, actions, led, () => repositionTooltips(view)));
  dom.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    done();
    view.focus();
    event.stopPropagation();
  });
  return { dom, resize: true, offset: { x: 0, y: 3 }, getCoords: (pos) => outline(view, about, pos) };
}

/** The rows that a stretch covers; only its first when the last is out of sight. It is asked once more after the view has gone on to a shorter text. */
function outline(view: EditorView, { to }: Stretch, pos: number): Rect {
  const last = view.state.doc.length;
  const start = view.coordsAtPos(Math.min(pos, last), 1) ?? view.contentDOM.getBoundingClientRect();
  const end = view.coordsAtPos(Math.min(to, last), -1) ?? start;
  const { top, bottom } = view.scrollDOM.getBoundingClientRect();
  const roomy = end.bottom < bottom || start.top > top + (bottom - top) / 3;
  return { left: start.left, right: start.right, top: start.top, bottom: roomy ? Math.max(start.bottom, end.bottom) : start.bottom };
}
