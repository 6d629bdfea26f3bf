import type { Explanation, Link, Tie } from "../backend/types";
import { counts, placeName, scored, supportTold, unsupported } from "./cardtext";
import type { CardActions } from "./cardview";
import { button, element } from "./drawing";
import { anchorKinds } from "./shared";
import type { PlacedStatement } from "./statements";

/** Makes an act of a card's button that leads away from the card. */
export type Led = (act: () => void) => () => void;

const shown = 3;
const kindWords = { name: "Name", figure: "Figure", term: "Word" };

/**
 * What a statement stands on, or what stands on it. What is known of it comes
 * at once, the reasons when they are known; `filled` is called then.
 */
export function supportPart(at: PlacedStatement, actions: CardActions, led: Led, filled: () => void): HTMLElement {
  const part = element("section", "cm-card-support", head("Support", at.statement.section), element("p", "", `${supportTold(at)}…`));
  if (at.fresh) {
    void actions.explain(at.statement.id).then((told) => {
      if (told) part.replaceChildren(...support(at, told, actions, led));
      filled();
    });
  }
  return part;
}

function support(at: PlacedStatement, told: Explanation, actions: CardActions, led: Led): Node[] {
  const { section } = at.statement;
  const others = told.beside.filter(({ to }) => to.layer !== "evidence" && told.layer !== "evidence");
  return [
    ...(told.usedBy.length ? listed("Used by", section, told.usedBy, (link) => linkPart(link, actions, led)) : []),
    ...(told.support.length ? listed("Support", section, told.support, (tie) => tiePart(tie, actions, led)) : []),
    ...(told.support.length || told.usedBy.length ? [] : [head("Support", section), element("p", "", nothing(told))]),
    ...(others.length ? listed(`In ${actions.title(others[0]!.to.layer)}`, "", others, (tie) => tiePart(tie, actions, led)) : []),
    ...(told.beside.some(({ here }) => here.length) ? [legend()] : []),
  ];
}

function nothing(told: Explanation): string {
  return told.layer === "evidence" ? "No derived statement stands on it." : unsupported(told);
}

function listed<T>(title: string, section: string, items: T[], part: (item: T) => HTMLElement): HTMLElement[] {
  const rest = items.length > shown ? [element("p", "cm-card-rule", `and ${items.length - shown} more`)] : [];
  return [head(title, section), ...items.slice(0, shown).map(part), ...rest];
}

function head(title: string, section: string): HTMLElement {
  return element("div", "cm-card-head", element("strong", "", title), element("span", "cm-card-rule", section));
}

/** A statement that carries this one, with the chain down to it where another stands between. */
function tiePart(tie: Tie, actions: CardActions, led: Led): HTMLElement {
  const part = element("div", "cm-card-tie");
  const reasons = element("span", "cm-card-rule", [...counts(tie), ...tie.shared.slice(0, 4)].join(" · "));
  if (!tie.through) {
    part.append(linkPart(tie.to, actions, led, reasons));
    return part;
  }
  const steps = [linkPart(tie.through, actions, led, "", false), linkPart(tie.to, actions, led, reasons)];
  const chain = element("ol", "cm-card-chain", ...steps.map((step) => element("li", "", step)));
  chain.setAttribute("aria-label", "The way down to the evidence");
  part.append(chain);
  return part;
}

function linkPart(link: Link, actions: CardActions, led: Led, reasons: Node | string = "", withScore = true): HTMLElement {
  const where = element("span", "cm-card-layer", placeName(link, (layer) => actions.title(layer)));
  const bar = element("span", "cm-card-bar");
  bar.style.setProperty("--score", String(link.score));
  const score = withScore ? [element("span", "cm-card-score", bar, scored(link))] : [];
  return button(
    "cm-card-place",
    led(() => actions.open(link)),
    element("span", "cm-card-line", where, ...score),
    element("span", "cm-card-quote", link.quote),
    reasons,
  );
}

/** How what both statements have is marked in the panes. */
function legend(): HTMLElement {
  const kinds = anchorKinds.map((kind) => element("span", `cm-shared-${kind}`, kindWords[kind]));
  return element("p", "cm-card-rule cm-card-legend", "Marked on both sides: ", ...kinds);
}
