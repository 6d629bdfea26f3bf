import type { Text } from "@codemirror/state";
import { type EditorView, repositionTooltips, type TooltipView } from "@codemirror/view";
import type { Explanation, Finding, Link, Tie } from "../backend/types";
import { counts, placeName, placesOf, scored, type Subject, supportTold, unsupported } from "./cardtext";
import { cardActions } from "./cardview";
import { element } from "./drawing";
import { fixesOf, looks, markOf } from "./severity";

/** The card as plain text in a field that a screen reader goes through line by line; it takes the focus. `done` is called on Escape. */
export function cardAsText(view: EditorView, subject: Subject, done: () => void): TooltipView {
  const actions = view.state.facet(cardActions);
  const title = (layer: string) => actions.title(layer);
  const text = element("textarea", "cm-card-text");
  text.readOnly = true;
  text.setAttribute("aria-label", "Card as text");
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    done();
  });
  const { at } = subject;
  const tell = (told: Explanation | null) => {
    text.value = lines(subject, told, view.state.doc, title).join("\n");
    text.style.height = "0";
    text.style.height = `${text.scrollHeight}px`;
    text.setSelectionRange(0, 0);
    repositionTooltips(view);
  };
  const dom = element("div", "cm-card", text);
  const mount = () => {
    tell(null);
    text.focus();
    if (at?.fresh) void actions.explain(at.statement.id).then(tell);
  };
  return { dom, mount };
}

function lines({ findings, at }: Subject, told: Explanation | null, doc: Text, title: (layer: string) => string): string[] {
  const found = findings.flatMap(({ finding }) => [
    `${looks[markOf(finding)].word}, ${finding.rule}`,
    finding.message,
    ...placeLines(finding, doc, title),
    ...(finding.waived ? [`Waived by ${finding.waived.by}, ${finding.waived.date}: ${finding.waived.reason}`] : []),
    ...fixesOf(finding).map((fix) => `Can be settled by: ${fix.title}`),
  ]);
  return [...found, ...(at ? [`Statement in ${at.statement.section || "the layer"}`] : []), ...(told ? toldLines(told, title) : at ? [supportTold(at)] : [])];
}

function placeLines(finding: Finding, doc: Text, title: (layer: string) => string): string[] {
  const { places, more } = placesOf(finding, doc, title);
  return [...places.map(({ name, related }) => `${name}: ${related.message}`), ...(more ? [more] : [])];
}

function toldLines(told: Explanation, title: (layer: string) => string): string[] {
  const of = (link: Link) => `${placeName(link, title)}, ${scored(link)}: ${link.quote}`;
  const tie = (one: Tie) => [
    ...(one.through ? [`By way of ${placeName(one.through, title)}: ${one.through.quote}`] : []),
    of(one.to),
    `Shared: ${[...counts(one), ...one.shared].join(", ")}`,
  ];
  if (told.layer === "evidence") {
    return told.usedBy.length ? [`Used by ${told.usedBy.length}:`, ...told.usedBy.map(of)] : ["No derived statement stands on it."];
  }
  return told.support.length ? ["Support:", ...told.support.flatMap(tie)] : [unsupported(told)];
}
