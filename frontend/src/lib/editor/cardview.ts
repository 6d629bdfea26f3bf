import { Facet } from "@codemirror/state";
import type { EditorView, Rect, TooltipView } from "@codemirror/view";
import type { Finding, Fix, Link } from "../backend/types";
import { findingPart } from "./cardfinding";
import { type Subject, grounds, scored, supportTold } from "./cardtext";
import { button, element } from "./drawing";
import type { Stretch } from "./lit";

/** A place in a package. */
export interface Place {
  layer: string;
  from: number;
  to: number;
}

/** What the buttons of a card do. */
export interface CardActions {
  open(place: Place): void;
  apply(fix: Fix): void;
  waive(finding: Finding): void;
  unwaive(finding: Finding): void;
  /** Tells what the rule of a finding looks for. */
  explain(finding: Finding): void;
  /** The name of a layer for people. */
  title(layer: string): string;
}

/** Where a document's cards find what their buttons do. */
export const cardActions = Facet.define<CardActions, CardActions>({
  combine: ([first]) => first ?? { open() {}, apply() {}, waive() {}, unwaive() {}, explain() {}, title: (layer) => layer },
});

const supportShown = 3;

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
  if (subject.at) dom.append(supportPart(subject, actions, led));
  dom.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    done();
    view.focus();
    event.stopPropagation();
  });
  return { dom, resize: true, offset: { x: 0, y: 3 }, getCoords: (pos) => outline(view, about, pos) };
}

/** The rows that a stretch covers; only its first when the last is out of sight. */
function outline(view: EditorView, { to }: Stretch, pos: number): Rect {
  const start = view.coordsAtPos(pos, 1) ?? view.contentDOM.getBoundingClientRect();
  const end = view.coordsAtPos(to, -1) ?? start;
  const { top, bottom } = view.scrollDOM.getBoundingClientRect();
  const roomy = end.bottom < bottom || start.top > top + (bottom - top) / 3;
  return { left: start.left, right: start.right, top: start.top, bottom: roomy ? Math.max(start.bottom, end.bottom) : start.bottom };
}

/** Makes an act of one that leads away from the card. */
export type Led = (act: () => void) => () => void;

function supportPart({ at }: Subject, actions: CardActions, led: Led): HTMLElement {
  if (!at) return element("section", "");
  const { support, usedBy, section } = at.statement;
  const links = support.length ? support : usedBy;
  const title = support.length || !usedBy.length ? "Support" : "Used by";
  const part = element("section", "cm-card-support", element("div", "cm-card-head", element("strong", "", title), element("span", "cm-card-rule", section)));
  if (!at.fresh || !links.length) part.append(element("p", "", at.fresh ? `${supportTold(at)}.` : "Checking…"));
  else part.append(...links.slice(0, supportShown).map((link) => linkPart(link, actions, led)));
  if (links.length > supportShown) part.append(element("p", "cm-card-rule", `and ${links.length - supportShown} more`));
  return part;
}

function linkPart(link: Link, actions: CardActions, led: Led): HTMLElement {
  const where = element("span", "cm-card-layer", `${actions.title(link.layer)} › ${link.section}`);
  const score = element("span", "cm-card-score", scored(link));
  return button(
    "cm-card-place",
    led(() => actions.open(link)),
    element("span", "cm-card-line", where, score),
    element("span", "cm-card-quote", link.quote),
    element("span", "cm-card-rule", grounds(link)),
  );
}
