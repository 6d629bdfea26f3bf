import type { CardActions } from "../editor";
import type { Desk } from "./desk.svelte";
import type { OpenDocument } from "./document.svelte";
import { applyFix } from "./fixing";
import { goTo, goToJoined } from "./navigation";

/** What the cards and clicks of a document do in the window. */
export function cardActionsOf(desk: Desk, doc: OpenDocument): CardActions {
  return {
    open: (place) => void goTo(desk, place),
    apply: (fix) => void applyFix(desk, fix),
    waive: (finding) => desk.triage.waive(finding),
    unwaive: (finding) => void desk.triage.unwaive(finding),
    rule: (finding) => void desk.triage.explain(finding),
    title: (layer) => desk.title(layer),
    explain: (statement) => desk.tracing.explain(doc, statement),
    hovered: (statement) => void desk.tracing.hover(doc, statement),
    follow: () => void goToJoined(desk, doc),
  };
}
