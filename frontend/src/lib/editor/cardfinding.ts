import type { EditorView } from "@codemirror/view";
import type { Finding, Fix } from "../backend/types";
import { placesOf } from "./cardtext";
import type { Led } from "./cardsupport";
import type { CardActions } from "./cardview";
import { button, element, glyph } from "./drawing";
import { setPreview } from "./preview";
import { fixesOf, looks, markOf } from "./severity";

/** The part of a card about one finding: what it is, the places that explain it, and what can be done. */
export function findingPart(view: EditorView, finding: Finding, actions: CardActions, led: Led): HTMLElement {
  const mark = markOf(finding);
  const rule = button("cm-card-rule cm-card-link", led(() => actions.rule(finding)), finding.rule);
  rule.title = "What this rule looks for";
  const head = element("div", "cm-card-head", glyph(mark), element("strong", "", looks[mark].word), rule);
  const part = element("section", "cm-card-finding", head, element("p", "", finding.message));
  if (finding.waived) part.append(waivedPart(finding.waived));
  const { places, more } = placesOf(finding, view.state.doc, (layer) => actions.title(layer));
  for (const { name, related } of places)
    part.append(button("cm-card-place", led(() => actions.open(related)), element("span", "cm-card-layer", name), ` ${related.message}`));
  if (more) part.append(element("p", "cm-card-more", more));
  part.append(element("div", "cm-card-fixes", ...acts(view, finding, actions, led)));
  return part;
}

function waivedPart({ reason, by, date }: NonNullable<Finding["waived"]>): HTMLElement {
  return element("p", "cm-card-waived", `“${reason}” `, element("span", "cm-card-rule", `${by}, ${date}`));
}

function acts(view: EditorView, finding: Finding, actions: CardActions, led: Led): HTMLElement[] {
  if (finding.waived || finding.stale) return [button("button", led(() => actions.unwaive(finding)), "Remove the waiver")];
  const fixes = fixesOf(finding).map((fix) => fixButton(view, finding, fix, led(() => actions.apply(fix))));
  return [...fixes, button("button", led(() => actions.waive(finding)), "Waive…")];
}

/** A button that shows what the fix would do while the mouse or the focus is on it. */
function fixButton(view: EditorView, { layer }: Finding, fix: Fix, apply: () => void): HTMLButtonElement {
  const node = button("button", apply, fix.title);
  const show = () => view.dispatch(setPreview(fix.edits.filter((edit) => edit.layer === layer)));
  const hide = () => view.dispatch(setPreview([]));
  for (const event of ["mouseenter", "focus"]) node.addEventListener(event, show);
  for (const event of ["mouseleave", "blur", "click"]) node.addEventListener(event, hide);
  return node;
}
